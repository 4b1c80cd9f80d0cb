"""Whether a period still counts the same cases with the same facts: fingerprints of the rows it is figured from.

Every row has a number made of all its facts, those of its case and its place; a period is the sum of the numbers of
its rows, selection by selection. Sums of 64 bits: that a change leaves one as it was happens once in 10^19.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casebook.measures.bases import Chosen, Selection
from casebook.measures.cells import Chooser
from casebook.measures.frames.frames import FrameName, Frames

Numbers = NDArray[np.uint64]
_DAYS = np.uint64(0x9E3779B97F4A7C15)
"""An odd number (of the golden ratio) that spreads days over all bits."""


def bases_of(chooser: Chooser, selections: Iterable[Selection]) -> dict[str, str]:
    """A fingerprint for each period by its label."""
    distinct = dict.fromkeys(selections)
    cases = _own_numbers(chooser.frames, "cases")
    names = dict.fromkeys(selection.frame for selection in distinct)
    numbers = {name: cases if name == "cases" else _numbered(chooser.frames, name, cases) for name in names}
    sums = [_sums(chooser.of(selection), numbers[selection.frame]) for selection in distinct]
    table = np.stack(sums, axis=1)
    return {
        period.label: hashlib.blake2b(row.tobytes(), digest_size=12).hexdigest()
        for period, row in zip(chooser.periods, table, strict=True)
    }


def _numbered(frames: Frames, name: FrameName, cases: Numbers) -> Numbers:
    """A number for each row of a frame with several rows a case; `cases` are those of the cases."""
    own = _own_numbers(frames, name)
    return own if name == "concerns" else np.asarray(own + cases[frames.frame(name)["case"].to_numpy()] * _DAYS)


def _own_numbers(frames: Frames, name: FrameName) -> Numbers:
    hashes = pd.util.hash_pandas_object(frames.frame(name), index=name == "cases")
    return np.asarray(hashes.to_numpy(), dtype=np.uint64)


def _sums(chosen: Chosen, numbers: Numbers) -> Numbers:
    """The number of rows of each period and the sum of theirs, each with the day it is looked at."""
    days = chosen.rows.at.astype(np.int64).astype(np.uint64) * _DAYS
    spread = (numbers[chosen.rows.index] ^ days) * _DAYS
    before = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(spread, dtype=np.uint64)])
    counted = (chosen.after - chosen.first).astype(np.uint64)
    return np.asarray(before[chosen.after] - before[chosen.first] + counted * _DAYS)
