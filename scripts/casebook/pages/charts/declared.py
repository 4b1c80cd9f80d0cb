"""What a chart shows, before anybody thinks of drawing: plain values and German labels.

Charts are told apart and kept by what is declared here, so everything that changes a picture stands here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of the drawing area and size of its type, in pixels."""

    id: str
    width: int
    height: int
    font: int
    legend_columns: int


DESK = Size("breit", 600, 300, 14, 5)
PHONE = Size("schmal", 268, 220, 12, 2)
"""One for desks, one for phones: a wide picture made small has letters nobody can read."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One layer of stacked columns; None where there is nothing to show yet. `colour` is one of the page's five."""

    name: str
    colour: int
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacked columns along an axis with their totals; columns that are not `finished` are paler."""

    axis: tuple[str, ...]
    stacks: tuple[Stack, ...]
    finished: tuple[bool, ...]

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The height of every column; None where every layer is."""
        return tuple(
            None if all(value is None for value in values) else sum(value or 0 for value in values)
            for values in zip(*(stack.values for stack in self.stacks), strict=True)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A figure over many periods.

    Periods that are not `finished` are hollow and, where that says something, `joined` by a dashed line: what is
    counted so far is no point of a line. `before` are totals from before the
    register: hollow, in a colour of their own, never joined to the others. `marks` are letters above a place of
    the axis; what they mean stands beside the chart. Of the axis only the `ticks` are named. `targets` are those that
    held in each place.
    """

    axis: tuple[str, ...]
    ticks: tuple[str, ...]
    values: tuple[int | float | None, ...]
    finished: tuple[bool, ...]
    before: tuple[int | None, ...]
    marks: tuple[tuple[str, str], ...]
    targets: tuple[int | None, ...]
    percent: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars with their names above them, so that long words have room."""

    entries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Quadrants:
    """Answered or open, in time or late: four squares as large as their counts."""

    columns: tuple[str, str]
    rows: tuple[str, str]
    counts: tuple[tuple[int, int], tuple[int, int]]


Chart = Columns | Line | Bars | Quadrants
