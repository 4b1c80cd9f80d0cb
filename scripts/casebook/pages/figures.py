"""Records -> what a page shows of them. Chooses and words, computes no figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casebook.measures import Record
from casebook.measures.catalogue import CATALOGUE, Dimension, Measure
from casebook.measures.frames import OHNE_ANGABE
from casebook.office import Office
from casebook.pages.labels import entry_name, number, quantity, unit_name


@dataclass(frozen=True, slots=True)
class Headline:
    """The value a measure is known by. A share has a `basis` (`275 von 286`), all but counts an `n` (`n = 286`)."""

    value: str
    unit: str
    part: str
    basis: str
    n: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Another value of the measure."""

    name: str
    value: str
    hint: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `bar` is its length in percent of the longest one."""

    name: str
    cells: tuple[str, ...]
    bar: float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A measure by one dimension; every column but the first holds figures."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """One measure on a page."""

    measure: Measure
    headline: Headline
    definition: str
    details: tuple[Detail, ...]
    tables: tuple[Table, ...]


def sections(records: Sequence[Record], office: Office) -> tuple[Section, ...]:
    """The measures of a period in the order of the catalogue."""
    return tuple(
        _section(measure, [record for record in records if record.id == measure.id], office) for measure in CATALOGUE
    )


def headline(records: Iterable[Record], measure: Measure) -> Headline:
    """The first part of a measure over all its cases."""
    lead = next(record for record in records if record.id == measure.id and not record.by)
    unit = "" if lead.value is None else unit_name(lead.unit, lead.value)
    is_count = lead.numerator is not None and lead.denominator is None
    n = "" if is_count else f"n = {number(lead.n)}"
    return Headline(number(lead.value), unit, measure.parts[0].name, _basis(lead), n)


def _section(measure: Measure, records: Sequence[Record], office: Office) -> Section:
    total = [record for record in records if not record.by]
    return Section(
        measure,
        headline(total, measure),
        total[0].definition,
        tuple(_details(measure, total)),
        tuple(_table(measure, dimension, records, office) for dimension in _recorded(measure, records)),
    )


def _recorded(measure: Measure, records: Sequence[Record]) -> Iterator[Dimension]:
    """Dimensions of which something is known; a table of nothing but "ohne Angabe" says nothing."""
    for dimension in measure.dimensions:
        if {record.by[dimension.id] for record in records if dimension.id in record.by} - {OHNE_ANGABE}:
            yield dimension


def _details(measure: Measure, total: Sequence[Record]) -> Iterator[Detail]:
    """The parts beside the headline; equal names stand together in their units."""
    values: dict[str, list[str]] = {}
    for part, record in zip(measure.parts, total, strict=True):
        values.setdefault(part.name, []).append(_value_and_basis(record))
    hints = {part.name: part.definition for part in measure.parts}
    for name, texts in values.items():
        if name != measure.parts[0].name or len(texts) > 1:
            yield Detail(name, " · ".join(texts), hints[name])


def _table(measure: Measure, dimension: Dimension, records: Sequence[Record], office: Office) -> Table:
    entries: dict[str, list[Record]] = {}
    for record in records:
        if dimension.id in record.by and measure.part(record.part).listed:
            entries.setdefault(record.by[dimension.id], []).append(record)
    leads = [parts[0] for parts in entries.values()]
    return Table(
        f"{measure.name} {dimension.phrase}{_in_unit(leads)}",
        (dimension.name, *_columns(measure)),
        tuple(
            Row(entry_name(office, dimension.id, entry), _cells(parts), _bar(parts[0], leads))
            for entry, parts in entries.items()
        ),
        dimension.note,
    )


def _columns(measure: Measure) -> tuple[str, ...]:
    """Heads of the columns that `_cells` fills."""
    listed = [part for part in measure.parts if part.listed]
    if not listed or listed[0].unit == "faelle":
        return ("Anzahl",)
    if listed[0].unit == "prozent":
        return ("Anteil", "Fälle")
    return (*(part.name for part in listed), "Fälle")


def _cells(parts: Sequence[Record]) -> tuple[str, ...]:
    lead = parts[0]
    if lead.denominator is not None:
        return quantity(lead.value, lead.unit), _basis(lead)
    values = tuple(number(record.value) for record in parts)
    return values if lead.numerator is not None else (*values, number(lead.n))


def _in_unit(leads: Sequence[Record]) -> str:
    units = {record.unit for record in leads if record.unit != "prozent"}
    return "".join(f" ({unit_name(unit)})" for unit in units)


def _bar(record: Record, leads: Sequence[Record]) -> float | None:
    """Only counts have bars."""
    if record.denominator is not None or record.numerator is None:
        return None
    longest = max(lead.numerator or 0 for lead in leads)
    return round(100 * record.numerator / longest, 1)


def _basis(record: Record) -> str:
    """`275 von 286` for a share, else nothing."""
    if record.denominator is None:
        return ""
    if record.denominator == 0:
        return "keine Fälle"
    return f"{number(record.numerator)} von {number(record.denominator)}"


def _value_and_basis(record: Record) -> str:
    value = quantity(record.value, record.unit)
    return f"{value} ({_basis(record)})" if record.denominator is not None else value
