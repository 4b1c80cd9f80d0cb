"""Frames and catalogue -> records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from casebook.measures.catalogue import CATALOGUE
from casebook.measures.cells import Cells, Chooser, Split, cells_of
from casebook.measures.counting import Figure, Value
from casebook.measures.declaration import Dimension, Measure, Part
from casebook.measures.frames import Frames, frames_of
from casebook.measures.record import Record, Unit
from casebook.measures.states import case_states
from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.periods import Period


def measure(
    cases: Iterable[Case], office: Office, period: Period, stand: date, outside: Outside = NOTHING_COLLECTED
) -> list[Record]:
    """Every measure of the catalogue for one period, as known at the end of the day `stand`."""
    return measure_frames(frames_of(case_states(cases, stand), office, stand, outside), [period])[period.label]


def measure_frames(frames: Frames, periods: Sequence[Period]) -> dict[str, list[Record]]:
    """As `measure`, for many periods of the same cases; by label of the period."""
    records: dict[str, list[Record]] = {period.label: [] for period in periods}
    chooser = Chooser(frames, list(periods))
    for entry in CATALOGUE:
        tables = [_table(entry, dimension, chooser) for dimension in (None, *entry.dimensions)]
        for number, period in enumerate(periods):
            for table in tables:
                records[period.label] += table.records(number, period)
    return records


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


def _table(measure: Measure, dimension: Dimension | None, chooser: Chooser) -> _Table:
    parts = [part for part in measure.parts if dimension is None or not part.total_only]
    selections = [entry for part in parts for entry in part.counting.selections(measure.selection)]
    split = Split(dimension.id, dimension.rows, dimension.of_all) if dimension else None
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
