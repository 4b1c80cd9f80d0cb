"""The cuts of one measure by one dimension, made when a part first asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casebook.measures.bases import Chosen, Selection, chosen
from casebook.measures.cuts import Cut, cut_by
from casebook.measures.frames.frames import FrameName, Frames
from casebook.periods import Period


@dataclass(frozen=True)
class Chooser:
    """The rows of each selection for all periods, chosen once."""

    frames: Frames
    periods: Sequence[Period]
    known: dict[Selection, Chosen] = field(default_factory=dict)

    def of(self, selection: Selection) -> Chosen:
        if selection not in self.known:
            self.known[selection] = chosen(selection, self.frames, self.periods)
        return self.known[selection]


@dataclass(frozen=True)
class Split:
    """A dimension: its column, the frame it splits cases in, and whether shares are of all rows of the period."""

    column: str
    frame: FrameName
    of_all: bool


@dataclass(frozen=True)
class Cells:
    """Cuts by period and entry; without a split there is one entry, the empty one."""

    chooser: Chooser
    split: Split | None
    entries: Sequence[str]
    known: dict[Selection, Cut] = field(default_factory=dict)

    @property
    def of_all(self) -> bool:
        return self.split is not None and self.split.of_all

    def cut(self, selection: Selection) -> Cut:
        """The rows of a selection by period and entry."""
        if selection not in self.known:
            found = self.chooser.of(framed(selection, self.split))
            codes = _codes(found, self.split.column, self.entries) if self.split else None
            self.known[selection] = cut_by(found, codes, len(self.entries))
        return self.known[selection]

    def whole(self, selection: Selection) -> Cut:
        """The rows of a selection by period alone."""
        return cut_by(self.chooser.of(selection), None, 1)


def cells_of(chooser: Chooser, split: Split | None, selections: Sequence[Selection]) -> Cells:
    """Cells for every entry that rows of one of the selections may have, in the order of the alphabet."""
    if split is None:
        return Cells(chooser, None, ("",))
    names = [chooser.of(framed(selection, split)).rows.codes(split.column)[1] for selection in selections]
    return Cells(chooser, split, sorted({name for entries in names for name in entries}))


def framed(selection: Selection, split: Split | None) -> Selection:
    """Cases go over into the frame that has their entries; rows of other frames have them already."""
    return selection.of_frame(split.frame) if split and selection.frame == "cases" else selection


def _codes(found: Chosen, column: str, entries: Sequence[str]) -> NDArray[np.integer]:
    codes, names = found.rows.codes(column)
    place = {entry: number for number, entry in enumerate(entries)}
    return np.asarray(np.array([*(place[name] for name in names), -1], dtype=np.int64)[codes])
