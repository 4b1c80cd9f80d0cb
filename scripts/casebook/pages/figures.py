"""Records -> what a page shows of them. Chooses and words, computes no figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casebook.measures import Record
from casebook.measures.catalogue import Dimension, Measure
from casebook.measures.frames import OHNE_ANGABE
from casebook.office import Office
from casebook.pages.evidence import evidence_address
from casebook.pages.labels import entry_name, number, quantity, unit_name
from casebook.pages.record_words import NOT_COLLECTED, added_to, basis_of


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its unit and what it rests on; `cases` and `among` are the addresses of the cases behind it.

    What a duration rests on (`n = 286`) are the cases that have one, not all among which they were looked for.
    A share has a `basis` (`275 von 286`), a duration an `n` (`n = 286`), a count neither.
    """

    value: str
    unit: str
    basis: str
    cases: str
    among: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Another value of a measure, in all its units."""

    name: str
    figures: tuple[Figure, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in a table: as people read it, as a spreadsheet takes it, and where its cases are.

    `basis` says in small print what a share or a duration rests on, where no column does.
    """

    text: str
    raw: int | float | str | None
    cases: str = ""
    remark: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; `bar` is its length in percent of the longest one."""

    name: str
    cells: tuple[Cell, ...]
    bar: float | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A measure by one dimension or over periods; every column but the first holds figures."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def bars(self) -> bool:
        """Whether there is one column with a bar in every line."""
        return bool(self.rows) and self.rows[0].bar is not None


@dataclass(frozen=True, slots=True)
class Section:
    """One measure on the page of a period."""

    measure: Measure
    headline: Figure
    definition: str
    details: tuple[Detail, ...]
    tables: tuple[Table, ...]


def figure(record: Record) -> Figure:
    """A record as a page shows it."""
    if not record.collected:
        return Figure(NOT_COLLECTED, "", "", "", "")
    unit = "" if record.value is None else unit_name(record.unit, record.value)
    among = evidence_address(record, among=True) if len(record.behind.among) else ""
    basis = among if record.denominator is not None else _cases(record)
    return Figure(number(record.value), unit, basis_of(record), _cases(record), basis)


def cell(record: Record | None) -> Cell:
    """A record in a table whose head names the unit of counts and days; nothing where there is none."""
    if record is None:
        return Cell("", None)
    if not record.collected:
        return Cell(NOT_COLLECTED, NOT_COLLECTED)
    text = quantity(record.value, record.unit) if record.unit == "prozent" else number(record.value)
    return Cell(text, record.value, _cases(record))


def cell_on_basis(record: Record | None) -> Cell:
    """A record that says itself what it rests on: `100,0 %`, in small print `1 von 1`."""
    return replace(cell(record), basis=basis_of(record) if record and record.value is not None else "")


def count_cell(count: int | None) -> Cell:
    """A count without cases of its own."""
    return Cell(number(count), count)


def section(measure: Measure, records: Sequence[Record], office: Office, dimensions: Sequence[Dimension]) -> Section:
    """A measure with its parts and its tables by some of its dimensions; `records` are those of the measure."""
    total = [record for record in records if not record.by]
    return Section(
        measure,
        figure(total[0]),
        total[0].definition,
        tuple(_details(measure, total)),
        tuple(split_tables(measure, records, office, dimensions)),
    )


def split_tables(
    measure: Measure, records: Sequence[Record], office: Office, dimensions: Sequence[Dimension]
) -> Iterator[Table]:
    """Tables by dimensions of which something is known; one of nothing but "ohne Angabe" says nothing."""
    for dimension in dimensions:
        entries = split_by(measure, records, dimension)
        if set(entries) - {OHNE_ANGABE}:
            yield _table(measure, dimension, entries, office)


def split_by(measure: Measure, records: Sequence[Record], dimension: Dimension) -> dict[str, list[Record]]:
    """The listed parts of a measure by entry of a dimension, in the order of the records."""
    listed = {part.id for part in measure.parts if part.listed}
    entries: dict[str, list[Record]] = {}
    for record in records:
        if dimension.id in record.by and record.part in listed:
            entries.setdefault(record.by[dimension.id], []).append(record)
    return entries


def _details(measure: Measure, total: Sequence[Record]) -> Iterator[Detail]:
    """The parts beside the headline; equal names stand together in their units."""
    values: dict[str, list[Figure]] = {}
    for part, record in zip(measure.parts, total, strict=True):
        values.setdefault(part.name, []).append(figure(record))
    hints = {
        part.name: f"{part.definition} {added_to(measure, record)[1]}".strip()
        for part, record in zip(measure.parts, total, strict=True)
    }
    for name, figures in values.items():
        if name != measure.parts[0].name or len(figures) > 1:
            yield Detail(name, tuple(figures), hints[name])


def _table(measure: Measure, dimension: Dimension, entries: dict[str, list[Record]], office: Office) -> Table:
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
    names = [f"{part.name[:1].upper()}{part.name[1:]}" for part in listed]
    if len(listed) > 1:
        return (*names, "Grundlage")
    return ("Anteil", "Grundlage") if listed[0].unit == "prozent" else ("Anzahl",)


def _cells(parts: Sequence[Record]) -> tuple[Cell, ...]:
    values = tuple(cell(record) for record in parts)
    lead = parts[0]
    if lead.denominator is not None:
        return (*values, Cell(basis_of(lead), basis_of(lead)))
    return values if len(parts) == 1 and lead.numerator is not None else (*values, count_cell(lead.n))


def _in_unit(leads: Sequence[Record]) -> str:
    units = {record.unit for record in leads if record.unit != "prozent"}
    return "".join(f" ({unit_name(unit)})" for unit in units)


def _bar(record: Record, leads: Sequence[Record]) -> float | None:
    """Only counts have bars."""
    if record.denominator is not None or record.numerator is None:
        return None
    longest = max(lead.numerator or 0 for lead in leads)
    return round(100 * record.numerator / longest, 1) if longest else 0.0


def _cases(record: Record) -> str:
    return evidence_address(record) if len(record.behind.counted) else ""
