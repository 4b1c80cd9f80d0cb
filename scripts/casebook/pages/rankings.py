"""Entries of a dimension as bars, and the parts of a measure side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casebook.measures.catalogue import Dimension, Measure
from casebook.measures.record import Record, Unit
from casebook.pages.charts import Bars, Quadrants
from casebook.pages.figures import Cell, Row, Table, cell, cell_on_basis, count_cell
from casebook.pages.labels import RUNNING, UNKNOWN, day, entry_name, number, period_name, quantity, unit_name
from casebook.pages.plots import Plot
from casebook.pages.site import Site
from casebook.pages.themes import MEASURES, Parts, Ranking, part_name
from casebook.periods import Period

MOST_BARS = 12
"""Entries a ranking draws; its table has them all."""

TABLE_YEARS = 5


def ranking_plot(plan: Ranking, site: Site) -> Plot | None:
    year = newest_finished(site)
    found = site.split(year, plan.part, plan.dimension)
    if not found:
        return None
    measure = MEASURES[plan.measure]
    dimension = next(entry for entry in measure.dimensions if entry.id == plan.dimension)
    names = {entry: entry_name(site.office, dimension.id, entry) for entry in found}
    bars = [(names[entry], record.numerator or 0) for entry, record in found.items()]
    return Plot(
        f"{plan.part.replace('.', '-').lower()}-{plan.dimension}",
        f"{measure.name} {dimension.phrase}, {period_name(year)}",
        _ranking_message(bars, next(iter(found.values())).unit, year, site.stand),
        Bars(tuple(bars[:MOST_BARS])),
        split_table(measure, dimension, plan.part, site),
        (f"Die {MOST_BARS} häufigsten; die Tabelle hat alle.",) if len(bars) > MOST_BARS else (),
    )


def _ranking_message(bars: Sequence[tuple[str, int]], unit: Unit, year: Period, stand: date) -> str:
    named = [bar for bar in bars if bar[0] != UNKNOWN]
    if not named:
        return f"{period_name(year)} ist dazu nichts angegeben."
    first, *others = named[:3]
    behind = " und ".join(f"{name} ({number(count)})" for name, count in others)
    so_far = "" if year.is_finished(stand) else " bisher"
    counted: Unit = "faelle" if unit == "prozent" else unit
    text = f"Am häufigsten {period_name(year)}{so_far}: {first[0]} ({quantity(first[1], counted)})"
    return f"{text}, danach {behind}." if behind else f"{text}."


def split_table(measure: Measure, dimension: Dimension, part: str, site: Site) -> Table:
    """The entries of a dimension over the newest years, most frequent in the newest finished one first."""
    years = site.years[:TABLE_YEARS]
    columns = [site.split(year, part, dimension.id) for year in years]
    entries = dict.fromkeys([*site.split(newest_finished(site), part, dimension.id), *(e for c in columns for e in c)])
    rows = [
        Row(
            entry_name(site.office, dimension.id, entry),
            tuple(
                cell_on_basis(column[entry]) if entry in column else _without(site.total(year, part), dimension)
                for year, column in zip(years, columns, strict=True)
            ),
        )
        for entry in entries
    ]
    unit = next(record.unit for column in columns for record in column.values())
    caption = f"{measure.name} {dimension.phrase} ({unit_name(unit)})"
    return Table(caption, (dimension.name, *years_heads(years, site.stand)), tuple(rows), dimension.note)


def _without(total: Record | None, dimension: Dimension) -> Cell:
    """An entry that did not occur: a nought for a count or a share of all, a dash where its own cases are missing."""
    if total is None or total.value is None:
        return count_cell(None)
    if total.denominator is None:
        return count_cell(None if total.numerator is None else 0)
    if not dimension.of_all:
        return count_cell(None)
    return Cell(quantity(0.0, total.unit), 0.0, basis=f"0 von {number(total.denominator)}")


def years_heads(years: Iterable[Period], stand: date) -> list[str]:
    """Column heads of years; the running one says so."""
    return [year.label if year.is_finished(stand) else f"{year.label} ({RUNNING})" for year in years]


def newest_finished(site: Site) -> Period:
    """The newest finished year, else the newest."""
    return next((year for year in site.years if year.is_finished(site.stand)), site.years[0])


def parts_plot(plan: Parts, site: Site) -> Plot | None:
    """The parts of one measure at the stand (ages of what is open) or in the newest finished year (quadrants)."""
    period = newest_finished(site) if plan.quadrants else site.periods_of(1)[0]
    records = [record for part in plan.parts if (record := site.total(period, f"{plan.measure}.{part}"))]
    if not any(record.numerator for record in records) or len(records) < len(plan.parts):
        return None
    names = [part_name(f"{plan.measure}.{part}") for part in plan.parts]
    counts = [record.numerator or 0 for record in records]
    measure = MEASURES[plan.measure].name
    when = period_name(period) if plan.quadrants else f"Stand {day(site.stand)}"
    rows = [Row(name, (cell(record),)) for name, record in zip(names, records, strict=True)]
    return Plot(
        f"{plan.measure.lower()}-{'quadranten' if plan.quadrants else 'teile'}",
        f"{measure}, {when}",
        _parts_message(plan, names, counts),
        _squares(counts) if plan.quadrants else Bars(tuple(zip(names, counts, strict=True))),
        Table(f"{measure}, {when} (Fälle)", ("Was", "Fälle"), tuple(rows)),
    )


def _parts_message(plan: Parts, names: Sequence[str], counts: Sequence[int]) -> str:
    """`240 rechtzeitig beantwortet; 21 verspätet beantwortet.`; ages stand before their counts."""
    pairs = zip(names, counts, strict=True)
    if plan.quadrants:
        return f"{'; '.join(f'{number(count)} {name}' for name, count in pairs)}."
    return f"{'; '.join(f'{name}: {number(count)}' for name, count in pairs)}."


def _squares(counts: Sequence[int]) -> Quadrants:
    """Answered in time, answered late, open in time, open late."""
    columns, rows = ("in der Frist", "über der Frist"), ("beantwortet", "noch offen")
    return Quadrants(columns, rows, ((counts[0], counts[1]), (counts[2], counts[3])))
