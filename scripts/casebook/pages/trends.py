"""A part of a measure over many periods, with the events that may explain it and the totals from before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from casebook.measures.compare import change
from casebook.measures.record import Record, Unit
from casebook.measures.targets import is_sum, target_for
from casebook.outside import Ziel
from casebook.pages.before import Totals, counted_alike, drawn_kind, drawn_totals, notes_of, table_of, totals_of
from casebook.pages.charts import Line
from casebook.pages.comparing import DIRECTION, change_words
from casebook.pages.figures import Cell, Row, Table, cell, count_cell
from casebook.pages.labels import KINDS_MANY, RUNNING, day, period_name, quantity, short_name, unit_name
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
_HOLLOW = "Hohler Punkt und gestrichelte Linie: {} läuft noch."
_ALONE = "Hohler Punkt: {} läuft noch und ist mit ganzen Zeiträumen nicht zu vergleichen."


def trend_plot(plan: Trend, site: Site) -> Plot | None:
    """Nothing where the part never had a value."""
    periods = _axis(plan, site)
    before: Totals = totals_of(periods, site) if _over_years_with_totals(plan) else [None] * len(periods)
    kind = drawn_kind(before)
    records = [counted_alike(period, kind, site) if kind else site.total(period, plan.part) for period in periods]
    lead = next((record for record in records if record and record.value is not None), None)
    if lead is None:
        return None
    marks, keys = _events(periods, site)
    targets = _targets(records, site)
    title = f"{part_title(plan.part)}: {KINDS_MANY[kind]}" if kind else part_title(plan.part)
    return Plot(
        plan.part.replace(".", "-").lower() + ("" if plan.months == 12 else f"-{plan.months}"),
        title,
        _trend_message(periods, records, site.stand),
        Line(
            tuple(short_name(period) for period in periods),
            tuple(short_name(period) for period in periods if period.start.month == 1 or len(periods) <= ALL_NAMED),
            tuple(record.value if record else None for record in records),
            tuple(period.is_finished(site.stand) for period in periods),
            drawn_totals(before),
            marks,
            tuple(target.ziel if target else None for target in targets),
            percent=lead.unit == "prozent",
            joined=not is_sum(lead),
        ),
        table_of(part_title(plan.part), periods, before, site)
        if any(before)
        else _trend_table(title, periods, records, site.stand),
        (
            *_running_note(periods, site.stand, joined=not is_sum(lead)),
            *notes_of(before),
            *_target_notes(targets, lead.unit),
        ),
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
        done = any(period.is_finished(stand) for period, record in zip(periods, records, strict=True) if record)
        return "In keinem abgeschlossenen Zeitraum gab es Fälle." if done else "Noch ist kein Zeitraum abgeschlossen."
    period, record, earlier = known[-1]
    text = f"{period_name(period)}: {value_with_share(record)}"
    found = change(earlier, record)
    if found is None:
        return f"{text}."
    before = period_name(periods[periods.index(period) - 1])
    words = change_words(found, record.unit).text
    return f"{text}, {words} {'gegenüber' if found.amount == 0 else 'als'} {before}."


def _running_note(periods: Sequence[Period], stand: date, *, joined: bool) -> Iterable[str]:
    running = [period_name(period) for period in periods if period.start <= stand and not period.is_finished(stand)]
    if running:
        yield (_HOLLOW if joined else _ALONE).format(running[0])


def _target_notes(targets: Sequence[Ziel | None], unit: Unit) -> Iterable[str]:
    """Which target held when, newest year last."""
    held = dict.fromkeys(target for target in targets if target)
    if held:
        years = (f"{target.jahr} {DIRECTION[target.richtung]} {quantity(target.ziel, unit)}" for target in held)
        yield f"Ziellinie: {', '.join(years)}."


def _trend_table(caption: str, periods: Sequence[Period], records: Sequence[Record | None], stand: date) -> Table:
    """Newest first."""
    unit = next(record.unit for record in records if record)
    share = any(record and record.denominator is not None for record in records)
    rows = [
        _trend_row(period, record, "" if period.is_finished(stand) else RUNNING, share=share)
        for period, record in reversed(list(zip(periods, records, strict=True)))
        if record
    ]
    basis = ("davon", "von") if share else ()
    return Table(caption, ("Zeitraum", unit_name(unit), *basis, "Hinweis"), tuple(rows))


def _trend_row(period: Period, record: Record, hint: str, *, share: bool) -> Row:
    basis = [count_cell(record.numerator), count_cell(record.denominator)] if share else []
    return Row(period_name(period), (cell(record), *basis, Cell(hint, hint, remark=True)), file=f"{period.label}.html")
