"""Frames and catalogue -> records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from casebook.measures.bases import Selection
from casebook.measures.catalogue import CATALOGUE
from casebook.measures.cells import Cells, Chooser, Split, cells_of, framed
from casebook.measures.counting import Figure, Value
from casebook.measures.declaration import Dimension, Measure, Part
from casebook.measures.fingerprints import bases_of
from casebook.measures.frames import Frames, frames_of
from casebook.measures.record import Record, Unit
from casebook.measures.states import case_states
from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.periods import Period

_MEASURES = {entry.id: entry for entry in CATALOGUE}
_TOTAL = ""


def measure(
    cases: Iterable[Case], office: Office, period: Period, stand: date, outside: Outside = NOTHING_COLLECTED
) -> list[Record]:
    """Every measure of the catalogue for one period, as known at the end of the day `stand`."""
    return measure_frames(frames_of(case_states(cases, stand), office, stand, outside), [period])[period.label]


def measure_frames(frames: Frames, periods: Sequence[Period]) -> Records:
    """As `measure`, for many periods of the same cases; by label of the period."""
    return Records(Chooser(frames, list(periods)))


class Records(Mapping[str, list[Record]]):
    """The records of many periods, by label; made when somebody asks for them, and then kept."""

    def __init__(self, chooser: Chooser) -> None:
        self._chooser = chooser
        self._places = {period.label: number for number, period in enumerate(chooser.periods)}
        self._tables: dict[tuple[str, str], _Table] = {}
        self._made: dict[tuple[str, str, str], list[Record]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, label: object) -> bool:
        return label in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __getitem__(self, label: str) -> list[Record]:
        if label not in self._places:
            raise KeyError(label)
        return [record for entry in CATALOGUE for record in self.of(label, entry.id)]

    def of(self, label: str, id: str) -> list[Record]:
        """Every record of a measure: its totals, then its dimensions; none where nobody measures it or the period."""
        entry = _MEASURES.get(id)
        dimensions = (_TOTAL, *(each.id for each in entry.dimensions)) if entry else ()
        return [record for dimension in dimensions for record in self.by(label, id, dimension)]

    def by(self, label: str, id: str, dimension: str = _TOTAL) -> list[Record]:
        """The records of a measure by the entries of a dimension, or its totals."""
        key = label, id, dimension
        if key not in self._made:
            table = self._table(id, dimension) if label in self._places else None
            number = self._places.get(label, 0)
            self._made[key] = list(table.records(number, self._chooser.periods[number])) if table else []
        return self._made[key]

    def totals(self, label: str) -> list[Record]:
        """The totals of all measures."""
        return [record for entry in CATALOGUE for record in self.by(label, entry.id)]

    def basis(self, label: str) -> str:
        """A fingerprint of all cases a period counts, with their facts; equal ones give equal records at a stand."""
        return self._bases.get(label, "")

    @cached_property
    def _bases(self) -> dict[str, str]:
        return bases_of(self._chooser, [selection for entry in CATALOGUE for selection in _selections(entry)])

    def _table(self, id: str, dimension: str) -> _Table | None:
        entry = _MEASURES.get(id)
        split = next((each for each in entry.dimensions if each.id == dimension), None) if entry else None
        if entry is None or (dimension and split is None):
            return None
        if (id, dimension) not in self._tables:
            self._tables[id, dimension] = _table(entry, split, self._chooser)
        return self._tables[id, dimension]


@dataclass(frozen=True)
class _Column:
    """A part ready to be read cell by cell, with the texts that all its records share."""

    part: Part
    name: str
    definition: str
    unit: Unit
    figure: Figure

    def definition_of(self, value: Value) -> str:
        return f"{self.definition} {value.note}" if value.note else self.definition


@dataclass(frozen=True)
class _Table:
    """A measure by one dimension, or its totals."""

    measure: Measure
    stand: date
    is_total: bool
    by: Sequence[Mapping[str, str]]
    columns: Sequence[_Column]
    sizes: NDArray[np.int64]

    def records(self, number: int, period: Period) -> Iterator[Record]:
        """The records of a period: entries with most rows first, those without any left out."""
        for entry in self._entries(number):
            cell = number * len(self.by) + entry
            for column in self.columns:
                yield self._record(column, column.figure(cell), self.by[entry], period)

    def _entries(self, number: int) -> Sequence[int]:
        if self.is_total:
            return (0,)
        sizes = self.sizes[number * len(self.by) : (number + 1) * len(self.by)].tolist()
        return sorted((entry for entry, size in enumerate(sizes) if size), key=lambda entry: -sizes[entry])

    def _record(self, column: _Column, value: Value, by: Mapping[str, str], period: Period) -> Record:
        return Record(
            id=self.measure.id,
            part=column.part.id,
            by=by,
            name=column.name,
            definition=column.definition_of(value),
            base=self.measure.base,
            period=period.label,
            stand=self.stand,
            numerator=value.numerator,
            denominator=value.denominator,
            value=value.value,
            unit=column.unit,
            n=value.n,
            collected=value.collected,
            behind=value.behind,
        )


def _selections(measure: Measure) -> Iterator[Selection]:
    """All rows a measure looks at, by itself and by its dimensions."""
    own = [entry for part in measure.parts for entry in part.counting.selections(measure.selection)]
    yield from own
    for dimension in measure.dimensions:
        yield from (framed(entry, _split(dimension)) for entry in own)


def _split(dimension: Dimension) -> Split:
    return Split(dimension.id, dimension.rows, dimension.of_all)


def _table(measure: Measure, dimension: Dimension | None, chooser: Chooser) -> _Table:
    parts = [part for part in measure.parts if dimension is None or not part.total_only]
    selections = [entry for part in parts for entry in part.counting.selections(measure.selection)]
    split = _split(dimension) if dimension else None
    cells = cells_of(chooser, split, selections)
    columns = [_column(measure, part, dimension, cells) for part in parts]
    by: list[dict[str, str]] = [{dimension.id: entry} if dimension else {} for entry in cells.entries]
    sizes = sum(cells.cut(entry).sizes for entry in dict.fromkeys(selections))
    return _Table(measure, chooser.frames.stand, split is None, by, columns, np.asarray(sizes))


def _column(measure: Measure, part: Part, dimension: Dimension | None, cells: Cells) -> _Column:
    return _Column(
        part,
        _name(measure, part, dimension),
        _definition(measure, part, dimension),
        _unit(part, dimension),
        part.counting.figure(cells, measure.selection),
    )


def _name(measure: Measure, part: Part, dimension: Dimension | None) -> str:
    name = f"{measure.name}: {part.name}"
    return f"{name}, {dimension.phrase}" if dimension else name


def _definition(measure: Measure, part: Part, dimension: Dimension | None) -> str:
    texts = (measure.definition, part.definition, dimension.note if dimension else "")
    return " ".join(text for text in texts if text)


def _unit(part: Part, dimension: Dimension | None) -> Unit:
    per_concern = dimension is not None and dimension.rows == "concerns" and part.unit == "faelle"
    return "anliegen" if per_concern else part.unit
