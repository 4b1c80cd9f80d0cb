"""The rows of a selection cut by period and by the entries of a dimension: counted and ranked all at once."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casebook.measures.bases import Chosen
from casebook.measures.rows import Numbers, Positions, Rows, Where, everything

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Counted:
    """Rows that meet a condition, by cell: the positions of their cases from `first` up to before `after`."""

    first: Ints
    after: Ints
    cases: Positions

    def number(self, cell: int) -> int:
        return int(self.after[cell] - self.first[cell])

    def behind(self, cell: int) -> Positions:
        return self.cases[self.first[cell] : self.after[cell]]


@dataclass(frozen=True)
class Ranked:
    """Numbers of the rows that have one: in rising order within each cell, cell after cell, and their sums."""

    counted: Counted
    first: Ints
    ordered: Ints
    sums: Ints


@dataclass(frozen=True)
class Cut:
    """Rows with the bounds of each cell; a cell is a period and an entry: `period * entries + entry`.

    Without a dimension there is one entry. Rows without an entry are in no cell. What parts of a measure share is
    counted once.
    """

    rows: Rows
    first: Ints
    after: Ints
    counted: dict[Where, Counted] = field(default_factory=dict)
    ranked: dict[Numbers, Ranked] = field(default_factory=dict)

    @property
    def sizes(self) -> Ints:
        return self.after - self.first

    @property
    def all(self) -> Counted:
        return self.count(everything)

    def count(self, where: Where) -> Counted:
        """The rows that meet a condition."""
        if where not in self.counted:
            self.counted[where] = _count(self, where)
        return self.counted[where]

    def rank(self, numbers: Numbers) -> Ranked:
        """The rows by a number; those without one are left out."""
        if numbers not in self.ranked:
            self.ranked[numbers] = _rank(self, numbers)
        return self.ranked[numbers]


def _count(cut: Cut, where: Where) -> Counted:
    if where is everything:
        return Counted(cut.first, cut.after, cut.rows.case)
    meets = where(cut.rows)
    before = np.concatenate([[0], np.cumsum(meets)])
    return Counted(before[cut.first], before[cut.after], cut.all.cases[meets])


def _rank(cut: Cut, numbers: Numbers) -> Ranked:
    found = numbers(cut.rows)
    has_number = ~np.isnan(found)
    before = np.concatenate([[0], np.cumsum(has_number)])
    counted = Counted(before[cut.first], before[cut.after], cut.all.cases[has_number])
    known = found[has_number].astype(np.int64)
    lengths = counted.after - counted.first
    first = np.concatenate([[0], np.cumsum(lengths)])
    places = np.repeat(counted.first - first[:-1], lengths) + np.arange(first[-1])
    sums = np.concatenate([[0], np.cumsum(known)])
    return Ranked(counted, first, _sorted_within(np.repeat(np.arange(len(lengths)), lengths), known[places]), sums)


def _sorted_within(cells: Ints, numbers: Ints) -> Ints:
    """The numbers in rising order within each cell; sorting one whole number each is the fastest way."""
    lowest = numbers.min(initial=0)
    width = numbers.max(initial=0) - lowest + 1
    return np.asarray(np.sort(cells * width + numbers - lowest) % width + lowest)


def cut_by(chosen: Chosen, codes: NDArray[np.integer] | None, entries: int) -> Cut:
    """Rows cut by period, and by the codes of a dimension where there is one."""
    if codes is None:
        return Cut(chosen.rows, chosen.first, chosen.after)
    size = len(codes)
    keep = np.flatnonzero(codes >= 0)
    # Entry after entry, each in the order of the chosen rows: so a period is one stretch of each entry.
    keys = np.sort(codes[keep].astype(np.int64) * size + keep)
    blocks = np.arange(entries) * size
    first, after = (keys.searchsorted((ends[:, np.newaxis] + blocks).ravel()) for ends in (chosen.first, chosen.after))
    return Cut(chosen.rows.take(keys % max(size, 1)), first, after)
