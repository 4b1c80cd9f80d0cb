"""Lists of Python values -> columns of some cases, and those of all cases put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Floats = NDArray[np.float64]

DAY = "datetime64[D]"
_FIRST_DAY = date(1970, 1, 1).toordinal()
_NO_DAY = int(np.datetime64("NaT").astype(np.int64))


class Texts(NamedTuple):
    """Few different texts many times: each row's place among the names, -1 for nothing."""

    codes: NDArray[np.int64]
    names: tuple[str, ...]


Column = NDArray[Any] | Texts
Columns = dict[str, Any]
"""Columns by name, all of one length."""


def text_column(texts: Iterable[str | None]) -> Texts:
    places: dict[str, int] = {}
    codes = [-1 if text is None else places.setdefault(text, len(places)) for text in texts]
    return Texts(np.array(codes, dtype=np.int64), tuple(places))


def day_column(days: Iterable[date | None]) -> Days:
    """Days as numpy counts them; its own conversion of dates takes ten times as long."""
    numbers = (_NO_DAY if day is None else day.toordinal() - _FIRST_DAY for day in days)
    return np.fromiter(numbers, dtype=np.int64).view(DAY)


def flag_column(flags: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array(list(flags), dtype=bool)


def position_column(positions: Sequence[int]) -> NDArray[np.int32]:
    return np.array(positions, dtype=np.int32)


def days_between(starts: Days, ends: Days) -> Floats:
    """Calendar days; NaN where one is missing."""
    starts, ends = starts.astype(DAY), ends.astype(DAY)
    return np.where(np.isnat(starts) | np.isnat(ends), np.nan, (ends - starts).astype(np.float64))


def joined(parts: Sequence[Column]) -> pd.Categorical | NDArray[Any]:
    """One column of the columns of some cases each; texts as groups and comparisons want them."""
    texts = [part for part in parts if isinstance(part, Texts)]
    return _joined_texts(texts) if texts else np.concatenate([np.asarray(part) for part in parts])


def _joined_texts(parts: Sequence[Texts]) -> pd.Categorical:
    names = sorted({name for part in parts for name in part.names})
    places = {name: place for place, name in enumerate(names)}
    codes = [np.array([*(places[name] for name in part.names), -1], dtype=np.int64)[part.codes] for part in parts]
    return pd.Categorical.from_codes(np.concatenate(codes), categories=pd.Index(names, dtype=object))
