"""Frames and catalogue -> records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from casebook.measures.catalogue import CATALOGUE, Dimension, Measure, Part
from casebook.measures.frames import Frames, frames_of
from casebook.measures.record import Record, Unit
from casebook.measures.states import case_states
from casebook.model import Case
from casebook.office import Office
from casebook.periods import Period


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of a base: all of them, or those of one entry of a dimension."""

    rows: pd.DataFrame
    dimension: Dimension | None = None
    entry: str = ""

    @property
    def by(self) -> dict[str, str]:
        return {self.dimension.id: self.entry} if self.dimension else {}


def measure(cases: Iterable[Case], office: Office, period: Period, stand: date) -> list[Record]:
    """Every measure of the catalogue for one period, as known at the end of the day `stand`."""
    return measure_frames(frames_of(case_states(cases, stand), office, stand), [period])[period.label]


def measure_frames(frames: Frames, periods: Sequence[Period]) -> dict[str, list[Record]]:
    """As `measure`, for many periods of the same cases; by label of the period."""
    records: dict[str, list[Record]] = {period.label: [] for period in periods}
    for entry in CATALOGUE:
        ordered = {"cases": entry.selection.of(frames.cases)}
        if any(dimension.rows == "concerns" for dimension in entry.dimensions):
            ordered["concerns"] = entry.selection.of(frames.concerns)
        for period in periods:
            within = {kind: entry.selection.within(rows, period) for kind, rows in ordered.items()}
            records[period.label] += _records(entry, _groups(entry, within), frames.stand, period)
    return records


def _records(measure: Measure, groups: Iterable[_Group], stand: date, period: Period) -> Iterator[Record]:
    for group in groups:
        for value in measure.formula(group.rows):
            part = measure.part(value.part)
            if group.dimension and part.total_only:
                continue
            yield Record(
                id=measure.id,
                part=part.id,
                by=group.by,
                name=_name(measure, part, group.dimension),
                definition=_definition(measure, part, group.dimension),
                base=measure.base,
                period=period.label,
                stand=stand,
                numerator=value.numerator,
                denominator=value.denominator,
                value=value.value,
                unit=_unit(part, group.dimension),
                n=len(group.rows),
            )


def _groups(measure: Measure, rows: Mapping[str, pd.DataFrame]) -> Iterator[_Group]:
    yield _Group(rows["cases"])
    for dimension in measure.dimensions:
        yield from _split(rows[dimension.rows], dimension)


def _split(rows: pd.DataFrame, dimension: Dimension) -> list[_Group]:
    """The rows by entry, most frequent first; rows without an entry are left out."""
    groups = [_Group(group, dimension, str(entry)) for entry, group in rows.groupby(dimension.id)]
    return sorted(groups, key=lambda group: (-len(group.rows), group.entry))


def _name(measure: Measure, part: Part, dimension: Dimension | None) -> str:
    name = f"{measure.name}: {part.name}"
    return f"{name}, {dimension.phrase}" if dimension else name


def _definition(measure: Measure, part: Part, dimension: Dimension | None) -> str:
    texts = (measure.definition, part.definition, dimension.note if dimension else "")
    return " ".join(text for text in texts if text)


def _unit(part: Part, dimension: Dimension | None) -> Unit:
    per_concern = dimension is not None and dimension.rows == "concerns" and part.unit == "faelle"
    return "anliegen" if per_concern else part.unit
