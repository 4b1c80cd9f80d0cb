"""A part of a measure over many periods, with the events that may explain it and the totals from before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casebook.measures.compare import change
from casebook.measures.record import Record, Unit
from casebook.measures.targets import is_sum, target_for
from casebook.outside import Jahressumme, Ziel
from casebook.pages.charts import Line
from casebook.pages.comparing import DIRECTION, change_words
from casebook.pages.figures import Cell, Row, Table, cell, count_cell
from casebook.pages.labels import day, period_name, quantity, short_name, unit_name
from casebook.pages.plots import Plot
from casebook.pages.receipts import RECEIPTS
from casebook.pages.record_words import value_with_share
from casebook.pages.site import Site
from casebook.pages.themes import Trend, part_title
from casebook.periods import Period, year_of

ALL_NAMED = 8
"""Up to so many periods are all named on the axis, else only the first of each year."""

FEWEST_YEARS = 4
"""With fewer years a series shows the newest `QUARTERS` instead: two points are no trend."""

QUARTERS = 16
RUNNING = "läuft noch"
_HOLLOW = "Hohler Punkt und gestrichelte Linie: {} läuft noch."
_ALONE = "Hohler Punkt: {} läuft noch und ist mit ganzen Zeiträumen nicht zu vergleichen."
_BEFORE = "Rauten: Summen aus der Zeit vor dem Register. Sie sind anders gezählt und werden nie mit Fällen addiert."


def trend_plot(plan: Trend, site: Site) -> Plot | None:
    """Nothing where the part never had a value."""
    periods = _axis(plan, site)
    records = [site.total(period, plan.part) for period in periods]
    lead = next((record for record in records if record and record.value is not None), None)
    if lead is None:
        return None
    before = _totals_before(plan, periods, site)
    marks, keys = _events(periods, site)
    targets = _targets(records, site)
    title = part_title(plan.part)
    return Plot(
        plan.part.replace(".", "-").lower() + ("" if plan.months == 12 else f"-{plan.months}"),
        title,
        _trend_message(periods, records, site.stand),
        Line(
            tuple(short_name(period) for period in periods),
            tuple(short_name(period) for period in periods if period.start.month == 1 or len(periods) <= ALL_NAMED),
            tuple(record.value if record else None for record in records),
            tuple(period.is_finished(site.stand) for period in periods),
            tuple(total.anzahl if total else None for total in before),
            marks,
            tuple(target.ziel if target else None for target in targets),
            percent=lead.unit == "prozent",
            joined=not is_sum(lead),
        ),
        _trend_table(title, periods, records, before, site.stand),
        (*_trend_notes(periods, before, site.stand, joined=not is_sum(lead)), *_target_notes(targets, lead.unit)),
        keys,
    )


def _axis(plan: Trend, site: Site) -> tuple[Period, ...]:
    """Oldest first. Receipts begin with the totals from before the register; no year between is left out."""
    if _over_years_with_totals(plan):
        years = [*(period.start.year for period in site.years), *(total.jahr for total in site.outside.reihe)]
        return tuple(year_of(year) for year in range(min(years), max(years) + 1))
    months, last = (3, QUARTERS) if plan.months == 12 and len(site.years) < FEWEST_YEARS else (plan.months, plan.last)
    return tuple(reversed(site.periods_of(months)[:last]))


def _over_years_with_totals(plan: Trend) -> bool:
    return plan.part == RECEIPTS and plan.months == 12


def _totals_before(plan: Trend, periods: Sequence[Period], site: Site) -> list[Jahressumme | None]:
    totals = {total.jahr: total for total in site.outside.reihe} if _over_years_with_totals(plan) else {}
    return [totals.get(period.start.year) for period in periods]


def _events(periods: Sequence[Period], site: Site) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """One letter for every period in which something happened, and what it was."""
    marks: list[tuple[str, str]] = []
    keys: list[tuple[str, str]] = []
    for period in periods:
        found = [event for event in site.outside.ereignisse if event.datum in period]
        if found:
            letter = _letter(len(marks))
            marks.append((short_name(period), letter))
            keys.append((letter, "; ".join(f"{day(event.datum)} {event.text}" for event in found)))
    return tuple(marks), tuple(keys)


def _letter(place: int) -> str:
    """`A` to `Z`, then `A1` and so on."""
    return chr(ord("A") + place % 26) + (str(place // 26) if place >= 26 else "")


def _targets(records: Sequence[Record | None], site: Site) -> list[Ziel | None]:
    """The target that holds in each period: a house sets it anew every year."""
    return [target_for(site.outside, record) if record else None for record in records]


def _trend_message(periods: Sequence[Period], records: Sequence[Record | None], stand: date) -> str:
    """The newest finished period that has a value, and how it differs from the one before."""
    known = [
        (period, record, earlier)
        for period, record, earlier in zip(periods, records, [None, *records], strict=False)
        if record and record.value is not None and period.is_finished(stand)
    ]
    if not known:
        return "Noch ist kein Zeitraum abgeschlossen."
    period, record, earlier = known[-1]
    text = f"{period_name(period)}: {value_with_share(record)}"
    found = change(earlier, record)
    if found is None:
        return f"{text}."
    before = period_name(periods[periods.index(period) - 1])
    words = change_words(found, record.unit).text
    return f"{text}, {words} {'gegenüber' if found.amount == 0 else 'als'} {before}."


def _trend_notes(periods: Sequence[Period], before: Sequence[object], stand: date, *, joined: bool) -> Iterable[str]:
    running = [period_name(period) for period in periods if period.start <= stand and not period.is_finished(stand)]
    if running:
        yield (_HOLLOW if joined else _ALONE).format(running[0])
    if any(before):
        yield _BEFORE


def _target_notes(targets: Sequence[Ziel | None], unit: Unit) -> Iterable[str]:
    """Which target held when, newest year last."""
    held = dict.fromkeys(target for target in targets if target)
    if held:
        years = (f"{target.jahr} {DIRECTION[target.richtung]} {quantity(target.ziel, unit)}" for target in held)
        yield f"Ziellinie: {', '.join(years)}."


def _trend_table(
    caption: str,
    periods: Sequence[Period],
    records: Sequence[Record | None],
    before: Sequence[Jahressumme | None],
    stand: date,
) -> Table:
    """Newest first; totals from before the register have a line of their own and name their source."""
    unit = next(record.unit for record in records if record)
    share = any(record and record.denominator is not None for record in records)
    rows = []
    for period, record, total in reversed(list(zip(periods, records, before, strict=True))):
        if record:
            hint = "" if period.is_finished(stand) else RUNNING
            rows.append(_trend_row(period, record, hint, share=share))
        if total:
            hint = f"vor dem Register{', gerundet' if total.gerundet else ''}; {total.quelle}"
            cells = [count_cell(total.anzahl), *([Cell("", None)] * (2 * share)), Cell(hint, hint, remark=True)]
            rows.append(Row(period_name(period), tuple(cells)))
    basis = ("davon", "von") if share else ()
    return Table(caption, ("Zeitraum", unit_name(unit), *basis, "Hinweis"), tuple(rows))


def _trend_row(period: Period, record: Record, hint: str, *, share: bool) -> Row:
    basis = [count_cell(record.numerator), count_cell(record.denominator)] if share else []
    return Row(period_name(period), (cell(record), *basis, Cell(hint, hint, remark=True)), file=f"{period.label}.html")
