"""The rows of a selection cut by period and by the entries of a dimension: counted and ranked all at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from casebook.measures.bases import Chosen
from casebook.measures.frames.columns import Floats
from casebook.measures.rows import Bools, Positions, Rows

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Counted:
    """How many rows of each cell meet a condition, and the positions of their cases cell after cell."""

    starts: Ints
    cases: Positions

    def number(self, cell: int) -> int:
        return int(self.starts[cell + 1] - self.starts[cell])

    def behind(self, cell: int) -> Positions:
        return self.cases[self.starts[cell] : self.starts[cell + 1]]


@dataclass(frozen=True)
class Cut:
    """Rows in the order of their cells; a cell is a period and an entry: `period * entries + entry`.

    Without a dimension there is one entry. Rows without an entry are in no cell.
    """

    rows: Rows
    cells: int
    cell_of: Ints

    @cached_property
    def all(self) -> Counted:
        return Counted(np.searchsorted(self.cell_of, np.arange(self.cells + 1)), self.rows.case)

    def count(self, meets: Bools) -> Counted:
        """The rows that meet a condition."""
        before = np.concatenate([[0], np.cumsum(meets)])
        return Counted(before[self.all.starts], self.all.cases[meets])

    def ranked(self, values: Floats) -> tuple[Counted, Floats]:
        """The rows with a value, and their values in rising order within each cell."""
        has_value = ~np.isnan(values)
        known = values[has_value]
        order = np.lexsort((known, self.cell_of[has_value]))
        return self.count(has_value), known[order]


def cut_by(chosen: Chosen, codes: NDArray[np.int_] | None, entries: int) -> Cut:
    """Rows cut by period, and by the codes of a dimension where there is one."""
    periods = len(chosen.starts) - 1
    if codes is None:
        return Cut(chosen.rows, periods, chosen.period_of)
    keep = np.flatnonzero(codes >= 0)
    cell_of = (chosen.period_of * entries + codes)[keep]
    order = np.argsort(cell_of, kind="stable")
    place = keep[order]
    rows = Rows(chosen.rows.frames, chosen.rows.name, chosen.rows.index[place], chosen.rows.at[place])
    return Cut(rows, periods * entries, cell_of[order])
