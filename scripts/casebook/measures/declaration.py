"""What a measure is: its declaration is printed beside the figure, and the figure is computed from it."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.measures.bases import Selection
from casebook.measures.counting import Counting
from casebook.measures.frames.frames import FrameName
from casebook.measures.record import Base, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a measure and how it is counted.

    `total_only` parts are not split by dimensions; pages list the `listed` ones in tables by dimension.
    """

    id: str
    name: str
    unit: Unit
    counting: Counting
    definition: str = ""
    total_only: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a measure can be split by: a column of a frame. `phrase` goes on where a name ends.

    `rows` is the frame that has the entries of a case. Shares are of the rows of the entry, or with `of_all` of all
    rows of the period. `reads` are fields of the case file.
    """

    id: str
    name: str
    phrase: str
    reads: tuple[str, ...]
    rows: FrameName = "cases"
    note: str = ""
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as the counting rules fix it. `reads` are fields of the case file, or of a small file of the house
    (`outside.` before them), beside those of its rows and dimensions."""

    id: str
    name: str
    base: Base
    definition: str
    selection: Selection
    parts: tuple[Part, ...]
    dimensions: tuple[Dimension, ...] = ()
    reads: tuple[str, ...] = ()

    def part(self, part_id: str) -> Part:
        """The declaration of a value."""
        return next(part for part in self.parts if part.id == part_id)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field the measure reads, each once."""
        selections = [entry for part in self.parts for entry in part.counting.selections(self.selection)]
        of_rows = [path for selection in selections for path in selection.reads]
        of_dimensions = [path for dimension in self.dimensions for path in dimension.reads]
        return tuple(dict.fromkeys((*self.reads, *of_rows, *of_dimensions)))
