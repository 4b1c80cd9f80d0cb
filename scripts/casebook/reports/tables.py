"""Records -> tables, as a plan asks for them. What the catalogue does not have is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from casebook.measures import Record
from casebook.measures.catalogue import Dimension, Measure
from casebook.measures.frames import OHNE_ANGABE
from casebook.pages.labels import entry_name, number, period_name, unit_name
from casebook.pages.record_words import added_to, basis_of, value_of
from casebook.periods import Period, parts_of
from casebook.reports.blocks import Block, Column, Definition, Table
from casebook.reports.material import Material, compared
from casebook.reports.words import MEASURES, heading_of


@dataclass(frozen=True, slots=True)
class Whole:
    """Ask for a measure over all its cases: the named parts, or all of them."""

    measure: str
    parts: tuple[str, ...] = ()

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.measure,)


@dataclass(frozen=True, slots=True)
class Leads:
    """Ask for single values of several measures in one table, each as `K08.quote`."""

    caption: str
    shown: tuple[str, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(name.partition(".")[0] for name in self.shown)


@dataclass(frozen=True, slots=True)
class Split:
    """Ask for a measure by a dimension; of many entries only the `longest` first ones where that is said."""

    measure: str
    dimension: str
    longest: int | None = None

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.measure,)


@dataclass(frozen=True, slots=True)
class Counting:
    """Ask for the definition of a measure, right where its figures stand."""

    measure: str

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.measure,)


ONLY_IF_ANY = frozenset({"ohne_dauer", "unbekannt", "unentschieden"})
"""Parts that say something only where there are such cases: a row of nought would be noise."""

Wish = Whole | Leads | Split | Counting


def asked_for(wish: Wish, material: Material) -> Iterator[Block]:
    """What the catalogue and the period have of a wish."""
    if isinstance(wish, Leads):
        yield from _leads(wish, material)
        return
    measure = MEASURES.get(wish.measure)
    if measure is None:
        return
    if isinstance(wish, Whole):
        yield from _whole(wish, measure, material)
    elif isinstance(wish, Split):
        yield from _split(wish, measure, material)
    else:
        yield definition(measure, material)


def definition(measure: Measure, material: Material) -> Definition:
    """How a measure is counted, as the catalogue says it, and what its figures rest on besides cases."""
    added = {part.id: ("", "") for part in measure.parts}
    added |= {record.part: added_to(measure, record) for record in material.parts(measure.id)}
    sources = dict.fromkeys(source for source, _ in added.values() if source)
    texts = ((part.name, f"{part.definition} {added[part.id][1]}".strip()) for part in measure.parts)
    parts = {name: text for name, text in texts if text}
    return Definition(heading_of(measure), " ".join((measure.definition, *sources)), tuple(parts.items()))


def compared_with(material: Material) -> list[Period]:
    """Periods to compare with: those with cases, and none while the period itself still runs."""
    if not material.finished:
        return []
    return [period for period in compared(material.period) if has_cases(material, period)]


def has_cases(material: Material, period: Period) -> bool:
    received = material.one("K01", "anzahl", period)
    return bool(received and received.numerator)


# --- values over all cases


def _whole(wish: Whole, measure: Measure, material: Material) -> Iterator[Table]:
    """A row for each name, in the order of the wish; values of the same name in other units stand side by side."""
    found = {record.part: record for record in material.parts(measure.id)}
    named: dict[str, list[Record]] = {}
    for part in wish.parts or found:
        if part in found and (found[part].value or part not in ONLY_IF_ANY):
            named.setdefault(measure.part(part).name, []).append(found[part])
    yield from _value_table(f"{measure.name} ({measure.id})", named, material)


def _leads(wish: Leads, material: Material) -> Iterator[Table]:
    found = (material.named(name) for name in wish.shown)
    yield from _value_table(wish.caption, {f"{one.name} ({one.id})": [one] for one in found if one}, material)


def _value_table(caption: str, named: Mapping[str, list[Record]], material: Material) -> Iterator[Table]:
    """Nothing where there was nothing to count among: that is said in one sentence instead."""
    others = compared_with(material)
    if not any(_says_something(record, material, others) for record in chain.from_iterable(named.values())):
        return
    with_basis = any(map(basis_of, chain.from_iterable(named.values())))
    columns = (
        Column("Kennzahl", figures=False),
        Column(period_name(material.period)),
        *([Column("Zähler von Nenner")] if with_basis else []),
        *(Column(period_name(other)) for other in others),
    )
    rows = (
        (
            name,
            _joined(records),
            *([basis_of(records[0])] if with_basis else []),
            *(_then([material.one(record.id, record.part, other) for record in records]) for other in others),
        )
        for name, records in named.items()
    )
    yield Table(caption, columns, tuple(rows))


def _then(records: Sequence[Record | None]) -> str:
    """As `_joined`, with what it rests on: the column for that is of the period itself."""
    basis = basis_of(records[0]) if records[0] and records[0].value is not None else ""
    return f"{_joined(records)} ({basis})" if basis else _joined(records)


def _joined(records: Iterable[Record | None]) -> str:
    return " · ".join(value_of(record) for record in records)


def _says_something(record: Record, material: Material, others: Iterable[Period]) -> bool:
    then = (material.one(record.id, record.part, other) for other in others)
    return any(one is not None and _rests_on_cases(one) for one in (record, *then))


def _rests_on_cases(record: Record) -> bool:
    """Nought of 23 is a result, and so are no days until something was done; a count of nought is none."""
    if record.denominator is not None:
        return record.denominator > 0
    measured = record.numerator is None and record.n > 0
    return record.value is not None and (measured or record.value != 0)


def without_cases(wishes: Iterable[Wish], material: Material) -> list[str]:
    """Names of measures that were asked for and had nothing to count among."""
    others = compared_with(material)
    asked = [MEASURES[wish.measure] for wish in wishes if isinstance(wish, Whole) and wish.measure in MEASURES]
    figures = {measure.name: material.parts(measure.id) for measure in asked}
    return [
        name
        for name, records in figures.items()
        if records[0].collected and not any(_says_something(record, material, others) for record in records)
    ]


def not_collected(ids: Iterable[str], material: Material) -> list[str]:
    """Names of measures whose outside file is missing."""
    found = (record for id in ids for record in material.parts(id) if not record.collected)
    return list(dict.fromkeys(MEASURES[record.id].name for record in found))


# --- by a dimension


def _split(wish: Split, measure: Measure, material: Material) -> Iterator[Table]:
    """Nothing where no case of the period has an entry.

    Raises:
        KeyError: the measure has no such dimension, our own mistake.
    """
    dimension = {one.id: one for one in measure.dimensions}[wish.dimension]
    entries = material.split(measure.id, wish.dimension)
    if not set(entries) - {OHNE_ANGABE}:
        return
    leads = [records[0] for records in entries.values()]
    rows = _counts if leads[0].denominator is None and leads[0].numerator is not None else _shares
    phrase = "im Einzelnen" if dimension.name == measure.name else dimension.phrase
    caption = f"{measure.name} {phrase}{_in_unit(leads[0])} ({measure.id})"
    yield _shortened(rows(caption, measure, dimension, entries, material), wish.longest)


def _shortened(table: Table, longest: int | None) -> Table:
    more = len(table.rows) - longest if longest else 0
    if more <= 0:
        return table
    note = f"Und {number(more)} weitere mit weniger Fällen."
    return replace(table, rows=table.rows[:longest], note=" ".join(filter(None, (note, table.note))))


def _in_unit(record: Record) -> str:
    return "" if record.unit == "prozent" else f", {unit_name(record.unit)}"


def _counts(
    caption: str, measure: Measure, dimension: Dimension, entries: dict[str, list[Record]], material: Material
) -> Table:
    """A column for each half of a year, the period and what it is compared with."""
    halves = parts_of(material.period, 6) if material.period.months == 12 and material.finished else ()
    periods = (*halves, material.period, *compared_with(material))
    by_period = [material.split(measure.id, dimension.id, period) for period in periods]
    known = list(dict.fromkeys(entry for found in (entries, *by_period) for entry in found))
    columns = (Column(dimension.name, figures=False), *(Column(_short(period, material)) for period in periods))
    rows = tuple(
        (entry_name(material.office, dimension.id, entry), *(_count(found.get(entry)) for found in by_period))
        for entry in known
    )
    return Table(caption, columns, rows, dimension.note)


def _short(period: Period, material: Material) -> str:
    """`1. Halbjahr` within the year of the report, else with its year."""
    if period.months == 6 and material.period.months == 12:
        return period_name(period).rpartition(" ")[0]
    return period_name(period)


def _count(records: list[Record] | None) -> str:
    return number(records[0].value) if records else number(0)


def _shares(
    caption: str, measure: Measure, dimension: Dimension, entries: dict[str, list[Record]], material: Material
) -> Table:
    """Listed values of each entry, and on how many cases they rest."""
    chosen = [part.id for part in measure.parts if part.listed] or [measure.parts[0].id]
    heads = [part.name for part in measure.parts if part.id in chosen]
    columns = (Column(dimension.name, figures=False), *map(Column, heads), Column("Zähler von Nenner"))
    rows = tuple(
        (entry_name(material.office, dimension.id, entry), *_cells(records, chosen))
        for entry, records in entries.items()
    )
    return Table(caption, columns, rows, dimension.note)


def _cells(records: Sequence[Record], chosen: Sequence[str]) -> tuple[str, ...]:
    values = [record for record in records if record.part in chosen]
    return *(value_of(record) for record in values), basis_of(values[0])
