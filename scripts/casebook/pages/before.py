"""Totals from before the register beside what the register counts alike: complaints stand beside complaints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from casebook.measures.record import Record
from casebook.model import Art
from casebook.outside import Jahressumme
from casebook.pages.figures import Cell, Row, Table, cell, count_cell
from casebook.pages.labels import KINDS_MANY, RUNNING, period_name
from casebook.pages.receipts import RECEIPTS
from casebook.pages.site import Site
from casebook.periods import Period

Totals = Sequence[Jahressumme | None]
Kind = Art | None
"""What a total counts; None for all kinds together."""

NEVER_ADDED = "Sie sind anders gezählt und werden nie mit Fällen addiert."
_BEFORE = f"Rauten: Summen aus der Zeit vor dem Register. {NEVER_ADDED}"
_ALL = "Alle Arten"


def totals_of(periods: Sequence[Period], site: Site) -> Totals:
    """The total of every year that has one."""
    totals = {total.jahr: total for total in site.outside.reihe}
    return [totals.get(period.start.year) for period in periods]


def drawn_kind(totals: Totals) -> Kind:
    """What the newest total counts: that is drawn, and nothing else beside it."""
    return next((total.art for total in reversed(totals) if total), None)


def drawn_totals(totals: Totals) -> tuple[int | None, ...]:
    """The totals that count what is drawn."""
    kind = drawn_kind(totals)
    return tuple(total.anzahl if total and total.art == kind else None for total in totals)


def counted_alike(period: Period, kind: Kind, site: Site) -> Record | None:
    """What came in, of the kind that the totals count."""
    return site.split(period, RECEIPTS, "art").get(kind) if kind else site.total(period, RECEIPTS)


def notes_of(totals: Totals) -> Iterator[str]:
    """How the totals are to be read; nothing where there is none."""
    kind = drawn_kind(totals)
    if kind:
        yield f"Gezeigt sind nur {KINDS_MANY[kind]}, wie in der Zeit davor; alle Arten stehen in der Tabelle."
    if any(totals):
        yield _BEFORE


def table_of(caption: str, periods: Sequence[Period], totals: Totals, site: Site) -> Table:
    """Newest first: all kinds and each kind that is among the totals in a column of its own; totals name their
    source."""
    kinds: list[Kind] = [None, *(art for art in get_args(Art) if any(total and total.art == art for total in totals))]
    rows = []
    for period, total in reversed(list(zip(periods, totals, strict=True))):
        if site.total(period, RECEIPTS):
            counted = [_counted(period, kind, site) for kind in kinds]
            hint = "" if period.is_finished(site.stand) else RUNNING
            rows.append(Row(period_name(period), (*counted, _remark(hint)), file=f"{period.label}.html"))
        if total:
            known = [count_cell(total.anzahl) if total.art == kind else Cell("", None) for kind in kinds]
            rows.append(Row(period_name(period), (*known, _remark(_origin(total)))))
    heads = ("Fälle",) if kinds == [None] else tuple(KINDS_MANY[kind] if kind else _ALL for kind in kinds)
    return Table(caption, ("Zeitraum", *heads, "Hinweis"), tuple(rows))


def _counted(period: Period, kind: Kind, site: Site) -> Cell:
    record = counted_alike(period, kind, site)
    return cell(record) if record else count_cell(0)


def _origin(total: Jahressumme) -> str:
    return f"vor dem Register{', gerundet' if total.gerundet else ''}; {total.quelle}"


def _remark(text: str) -> Cell:
    return Cell(text, text, remark=True)
