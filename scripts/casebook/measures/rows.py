"""Rows of a frame for many periods at once, and conditions on them.

The rows of all periods stand one after the other; whatever is asked of them is asked once, with numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casebook.measures.frames.columns import DAY, Days, Floats, days_between
from casebook.measures.frames.frames import FrameName, Frames

Bools = NDArray[np.bool_]
Positions = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a frame, each with the day (`at`) it is looked at: that of the stock, else the stand."""

    frames: Frames
    name: FrameName
    index: Positions
    at: Days

    def take(self, places: NDArray[np.integer], at: Days | None = None) -> Rows:
        """Rows of these, in another order, maybe looked at on other days."""
        return Rows(self.frames, self.name, self.index[places], self.at[places] if at is None else at)

    @property
    def case(self) -> Positions:
        """The position of each row's case."""
        if self.name == "cases":
            return self.index
        return np.asarray(self.frames.frame(self.name)["case"].to_numpy()[self.index], dtype=np.int32)

    def is_in(self, column: str, *entries: str) -> Bools:
        """Whether a text is one of the entries."""
        codes, names = self.codes(column)
        wanted = np.array([*(name in entries for name in names), False], dtype=bool)
        return np.asarray(wanted[codes])

    def codes(self, column: str) -> tuple[NDArray[np.integer], Sequence[str]]:
        """A text as numbers, and the texts they stand for; -1 for nothing."""
        own = self._has(column)
        codes, names = self.frames.codes(self.name if own else "cases", column)
        return codes[self.index if own else self.case], names

    def flag(self, column: str) -> Bools:
        values, index = self._column(column)
        return np.asarray(values.to_numpy(dtype=bool)[index])

    def number(self, column: str) -> Floats:
        values, index = self._column(column)
        return np.asarray(values.to_numpy(dtype=np.float64)[index])

    def day(self, column: str) -> Days:
        values, index = self._column(column)
        return np.asarray(values.to_numpy()[index], dtype=DAY)

    def _column(self, column: str) -> tuple[pd.Series, Positions]:
        """The column of the frame itself or of its case, and where in it the rows stand."""
        if self._has(column):
            return self.frames.frame(self.name)[column], self.index
        return self.frames.cases[column], self.case

    def _has(self, column: str) -> bool:
        return column in self.frames.frame(self.name).columns


Where = Callable[[Rows], Bools]
Numbers = Callable[[Rows], Floats]


def everything(rows: Rows) -> Bools:
    return np.ones(len(rows.index), dtype=bool)


def is_in(column: str, *entries: str) -> Where:
    return lambda rows: rows.is_in(column, *entries)


def known(column: str) -> Where:
    """Whether a text is there."""
    return lambda rows: rows.codes(column)[0] >= 0


def flag(column: str) -> Where:
    return lambda rows: rows.flag(column)


def has_day(column: str) -> Where:
    return lambda rows: ~np.isnat(rows.day(column))


def has_number(column: str) -> Where:
    return lambda rows: ~np.isnan(rows.number(column))


def lacks(where: Where) -> Where:
    return lambda rows: ~where(rows)


def both(*conditions: Where) -> Where:
    return lambda rows: np.asarray(np.all([where(rows) for where in conditions], axis=0))


def either(*conditions: Where) -> Where:
    return lambda rows: np.asarray(np.any([where(rows) for where in conditions], axis=0))


@cache
def column(name: str) -> Numbers:
    """The numbers of a column; NaN where there is none."""
    return lambda rows: rows.number(name)


def age_in_workdays(rows: Rows) -> Floats:
    """Working days from the receipt to the day of the stock."""
    return rows.frames.calendar.working_days_between(rows.day("eingang"), rows.at)


def age_in_days(rows: Rows) -> Floats:
    """Calendar days from the receipt to the day of the stock."""
    return days_between(rows.day("eingang"), rows.at)
