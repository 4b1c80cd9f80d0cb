"""What came in month by month and by kind: columns, message and table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casebook.measures.record import Record
from casebook.pages.charts import Columns, Stack
from casebook.pages.figures import Cell, Row, Table, cell, count_cell
from casebook.pages.labels import KINDS, MONTHS, number, period_name, short_name
from casebook.pages.plots import Plot
from casebook.pages.site import Site
from casebook.periods import Period, months_of

RECEIPTS = "K01.anzahl"
_PALE = "Blasse Säule: {} läuft noch."


def year_plot(year: Period, site: Site) -> Plot:
    """A year month by month; months to come are empty."""
    axis = [month[:3] for month in MONTHS]
    return _plot(f"eingaenge-{year.label}", f"Eingänge {year.label} nach Monat und Art", months_of(year), axis, site)


def newest_plot(last: int, site: Site) -> Plot:
    """The newest months, over the turn of the year."""
    months = tuple(reversed(site.periods_of(1)[:last]))
    title = f"Eingänge der letzten {len(months)} Monate nach Art"
    return _plot("eingaenge-monate", title, months, [short_name(month) for month in months], site)


def _plot(id: str, title: str, months: Sequence[Period], axis: Sequence[str], site: Site) -> Plot:
    kinds = {kind: [_of_kind(site, month, kind) for month in months] for kind in KINDS}
    seen = {kind: records for kind, records in kinds.items() if any(record and record.value for record in records)}
    totals = [site.total(month, RECEIPTS) for month in months]
    stacks = [
        Stack(KINDS[kind], list(KINDS).index(kind) + 1, _counts(records, totals)) for kind, records in seen.items()
    ]
    chart = Columns(tuple(axis), tuple(stacks), tuple(month.is_finished(site.stand) for month in months))
    return Plot(
        id,
        title,
        _message(months, totals, site.stand),
        chart if stacks else None,
        _table(title, months, seen, totals),
        tuple(_PALE.format(period_name(month)) for month in months if _runs(month, site.stand)),
    )


def _of_kind(site: Site, month: Period, kind: str) -> Record | None:
    return site.split(month, RECEIPTS, "art").get(kind)


def _counts(records: Sequence[Record | None], totals: Sequence[Record | None]) -> tuple[int | None, ...]:
    """A kind that did not occur in a month counts 0 there; months to come have nothing."""
    return tuple(
        None if total is None else (record.numerator or 0 if record else 0)
        for record, total in zip(records, totals, strict=True)
    )


def _message(months: Sequence[Period], totals: Sequence[Record | None], stand: date) -> str:
    counts = {month: total.numerator or 0 for month, total in zip(months, totals, strict=True) if total}
    most = max(counts.values(), default=0)
    names = [period_name(month) for month, count in counts.items() if count == most]
    so_far = "" if all(month.is_finished(stand) for month in months) else "bisher "
    if most == 0:
        return f"Es ging {so_far}kein Fall ein."
    if len(names) > 3:
        return f"Die meisten Eingänge gab es {so_far}in {len(names)} Monaten: je {number(most)}."
    *others, last = names
    named, each = (f"{', '.join(others)} und {last}", "je ") if others else (last, "")
    return f"Die meisten Eingänge gab es {so_far}im {named}: {each}{number(most)}."


def _table(
    caption: str,
    months: Sequence[Period],
    kinds: dict[str, list[Record | None]],
    totals: Sequence[Record | None],
) -> Table:
    rows = []
    for place, (month, total) in enumerate(zip(months, totals, strict=True)):
        cells = [cell(kinds[kind][place]) if kinds[kind][place] else _nothing(total) for kind in kinds]
        rows.append(
            Row(period_name(month), (*cells, cell(total) if total else _nothing(total)), file=_file(month, total))
        )
    return Table(f"{caption} (Fälle)", ("Monat", *(KINDS[kind] for kind in kinds), "Alle"), tuple(rows))


def _nothing(total: Record | None) -> Cell:
    """A dash for a month to come, a nought for one that has passed without."""
    return count_cell(None if total is None else 0)


def _file(month: Period, total: Record | None) -> str:
    return f"{month.label}.html" if total else ""


def _runs(month: Period, stand: date) -> bool:
    return month.start <= stand and not month.is_finished(stand)
