"""How a part is figured from the cells of its rows: counts, shares, ranks, means, differences, outside figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Protocol

from casebook.measures.bases import Selection
from casebook.measures.cells import Cells
from casebook.measures.record import NO_CASES, Behind, rate
from casebook.measures.rows import Numbers, Where, both, everything
from casebook.outside import Outside
from casebook.periods import Period


@dataclass(frozen=True, slots=True)
class Value:
    """A part for one cell; `n` rows it rests on, `note` what the definition adds for this period alone."""

    value: int | float | None
    numerator: int | None
    denominator: int | None
    n: int
    behind: Behind = field(default=NO_CASES, compare=False, repr=False)
    collected: bool = True
    note: str = ""


Figure = Callable[[int], Value]
"""The value of a cell: `period * entries + entry`."""


class Counting(Protocol):
    """Figures a part. `own` are the rows of the measure, unless the part has rows of its own."""

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        """All rows the part looks at."""
        ...

    def figure(self, cells: Cells, own: Selection) -> Figure:
        """The part for every cell."""
        ...


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows meet a condition."""

    where: Where = everything
    rows: Selection | None = None

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows or own,)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        cut = cells.cut(self.rows or own)
        counted, among = cut.count(self.where), cut.all

        def value(cell: int) -> Value:
            number = counted.number(cell)
            return Value(number, number, None, among.number(cell), Behind(counted.behind(cell), among.behind(cell)))

        return value


@dataclass(frozen=True, slots=True)
class Share:
    """Rows that meet `counted` of those that meet `among`, in percent (or for each `per`).

    The rows of the denominator are those of the numerator unless `over` names others: then it is a ratio, not a share.
    """

    counted: Where
    among: Where = everything
    rows: Selection | None = None
    over: Selection | None = None
    per: int = 100

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows or own, self.over or self.rows or own)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        rows, over = self.selections(own)
        cut = cells.cut(rows)
        below = cells.whole(over) if cells.of_all else cells.cut(over)
        whole = self.over is not None or self.among is everything
        numerators = cut.count(self.counted if whole else both(self.counted, self.among))
        denominators, everyone = below.count(self.among), below.all
        entries = len(cells.entries) if cells.of_all else 1

        def value(cell: int) -> Value:
            numerator, denominator = numerators.number(cell), denominators.number(cell // entries)
            behind = Behind(numerators.behind(cell), denominators.behind(cell // entries))
            n = everyone.number(cell // entries)
            return Value(rate(numerator, denominator, self.per), numerator, denominator, n, behind)

        return value


@dataclass(frozen=True, slots=True)
class Rank:
    """The nearest rank of whole numbers; rows without one are left out."""

    numbers: Numbers
    hundredth: int
    rows: Selection | None = None

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows or own,)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        cut = cells.cut(self.rows or own)
        among, ranked = cut.all, cut.rank(self.numbers)

        def value(cell: int) -> Value:
            n = ranked.counted.number(cell)
            rank = max(-(-self.hundredth * n // 100), 1)
            found = int(ranked.ordered[ranked.first[cell] + rank - 1]) if n else None
            return Value(found, None, None, n, Behind(ranked.counted.behind(cell), among.behind(cell)))

        return value


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of whole numbers with one decimal, halves rounded up; rows without one are left out."""

    numbers: Numbers
    rows: Selection | None = None

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows or own,)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        cut = cells.cut(self.rows or own)
        among, ranked = cut.all, cut.rank(self.numbers)
        counted, sums = ranked.counted, ranked.sums

        def value(cell: int) -> Value:
            n = counted.number(cell)
            total = int(sums[counted.after[cell]] - sums[counted.first[cell]])
            return Value(rate(total, n, 1), None, None, n, Behind(counted.behind(cell), among.behind(cell)))

        return value


@dataclass(frozen=True, slots=True)
class Difference:
    """How many more rows there are than of another selection; below zero where there are fewer.

    No cases are behind a difference: those of either selection are behind counts of their own.
    """

    rows: Selection
    less: Selection

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows, self.less)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        more, less = cells.cut(self.rows).all, cells.cut(self.less).all

        def value(cell: int) -> Value:
            return Value(more.number(cell) - less.number(cell), None, None, more.number(cell), NO_CASES)

        return value


class Answer(NamedTuple):
    """What an outside file says for a period."""

    value: int | float | None
    numerator: int | None
    denominator: int | None
    n: int
    note: str


OutsideFigure = Callable[[Outside, Period, date, int], Answer | None]
"""File, period, stand and the number of cases of the part -> its answer; None where nothing was collected."""


@dataclass(frozen=True, slots=True)
class FromOutside:
    """A figure of which at least one side comes from a file of the house."""

    answer: OutsideFigure
    rows: Selection | None = None

    def selections(self, own: Selection) -> tuple[Selection, ...]:
        return (self.rows or own,)

    def figure(self, cells: Cells, own: Selection) -> Figure:
        counted = cells.cut(self.rows or own).all
        frames, periods = cells.chooser.frames, cells.chooser.periods

        def value(cell: int) -> Value:
            number, cases = counted.number(cell), counted.behind(cell)
            answer = self.answer(frames.outside, periods[cell], frames.stand, number)
            if answer is None:
                return Value(None, None, None, 0, collected=False)
            return Value(answer.value, answer.numerator, answer.denominator, answer.n, Behind(cases, cases),
                         note=answer.note)  # fmt: skip

        return value


def half_up(numerator: int, denominator: int) -> int:
    """A quotient as a whole number, halves rounded up."""
    return int((Decimal(numerator) / denominator).quantize(Decimal(1), ROUND_HALF_UP))
