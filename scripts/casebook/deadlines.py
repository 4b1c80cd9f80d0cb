"""When something is due: deadlines as data, the legal clock of a remedy, pauses and extensions.

§ 64 SGG and § 57 VwGO (with §§ 187 to 193 BGB): the day of the event does not count; a deadline of months ends
on the day with the same number, at the month's end where there is none; if that is a Saturday, Sunday or
public holiday of the Land, on the next working day. § 37 Abs. 2 SGB X: a posted decision counts as
notified on the fourth day after posting (posted before 1 January 2025: the third); that day is not moved
by weekends (BayLSG, L 2 U 140/13). § 66 SGG and § 58 VwGO: one year where the instruction is missing or wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from casebook.calendars import Calendar, OutsideCalendar, known
from casebook.model import Case, Rechtsbehelf
from casebook.office import Frist

_ONE_DAY = timedelta(days=1)

FOUR_DAYS_FROM = date(2025, 1, 1)
"""Postgesetz-Reform: decisions posted from this day count as notified on the fourth day."""


def due(deadline: Frist, start: date, calendar: Calendar) -> date:
    """The last day of a deadline that begins with an event on `start`, in a case that never rests.

    Closing days of the house move deadlines of practice and code, never statutory ones.

    Raises:
        OutsideCalendar: no holidays are known for the days in question.
    """
    return due_with_pauses(deadline, start, (), calendar)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a case rests: from `begin` up to, not including, `end`."""

    begin: date
    end: date


def pauses(case: Case, stand: date) -> tuple[Pause, ...]:
    """The pauses of a case up to a day; one that was never ended holds over that day."""
    return tuple(_pauses(case, stand))


def _pauses(case: Case, stand: date) -> Iterator[Pause]:
    begin: date | None = None
    for event in case.verlauf:
        if event.datum > stand:
            break
        if event.ereignis == "pause_beginn" and begin is None:
            begin = event.datum
        elif event.ereignis == "pause_ende" and begin is not None:
            yield Pause(begin, event.datum)
            begin = None
    if begin is not None:
        yield Pause(begin, stand + _ONE_DAY)


def due_with_pauses(deadline: Frist, start: date, breaks: tuple[Pause, ...], calendar: Calendar) -> date:
    """The last day of a deadline. Days on which the case rests do not count; for a statute they do.

    Raises:
        OutsideCalendar: no holidays are known for the days in question.
    """
    statutory = deadline.art == "gesetz"
    breaks = () if statutory else breaks
    end = _step(deadline, known(start), calendar)
    for pause in breaks:
        if pause.begin <= end:
            end = _moved(deadline, end, pause, start, calendar)
    if deadline.einheit != "arbeitstage" and deadline.verschiebung == "naechster_werktag":
        return _rolled(end, breaks, calendar, house=not statutory)
    return known(end)


def _step(deadline: Frist, start: date, calendar: Calendar) -> date:
    """The end as counted, before any rest and not yet rolled."""
    if deadline.einheit == "arbeitstage":
        return calendar.add_working_days(start, deadline.anzahl, house=deadline.art != "gesetz")
    return _later(start, deadline.anzahl, deadline.einheit)


def _later(start: date, count: int, unit: Literal["kalendertage", "monate"]) -> date:
    try:
        end: date = start + (relativedelta(months=count) if unit == "monate" else timedelta(days=count))
    except (OverflowError, ValueError):
        raise OutsideCalendar(f"Das Ende einer Frist über {count} {unit.title()}") from None
    return end


def _moved(deadline: Frist, end: date, pause: Pause, start: date, calendar: Calendar) -> date:
    """`end` later by the paused days that would have counted; the day of the event never counts."""
    first = max(pause.begin, start + _ONE_DAY)
    if first >= pause.end:
        return end
    if deadline.einheit != "arbeitstage":
        return end + (pause.end - first)
    paused = calendar.working_days(first - _ONE_DAY, pause.end - _ONE_DAY, house=True)
    return calendar.add_working_days(end, paused, house=True)


def _rolled(end: date, breaks: tuple[Pause, ...], calendar: Calendar, *, house: bool) -> date:
    """The first working day from `end` on on which the case does not rest."""
    day = calendar.next_working_day(end, house=house)
    resumed = next((pause.end for pause in breaks if pause.begin <= day < pause.end), None)
    return _rolled(resumed, breaks, calendar, house=house) if resumed else day


@dataclass(frozen=True, slots=True)
class Clock:
    """When a Widerspruch must be in: the day of notification it runs from, its end, the end of the year's
    deadline where the instruction is missing, wrong or unknown, and what had to be assumed."""

    notified: date
    end: date
    year_end: date | None
    assumed: tuple[Literal["aufgabe", "bescheid", "belehrung"], ...]


def legal_clock(legal: Rechtsbehelf, receipt: date, month: Frist, calendar: Calendar) -> Clock:
    """The clock of a Widerspruch, taking the worst case wherever a date is unknown.

    `month` is the statutory deadline of the office's procedure (SGG or VwGO).
    """
    notified, assumed = _notified(legal, receipt)
    # Nothing known of the decision: any of its deadlines may end on the very day the remedy came in.
    unknown = "bescheid" in assumed
    month_end = receipt if unknown else due(month, notified, calendar)
    if legal.belehrung == "richtig":
        return Clock(notified, month_end, None, assumed)
    year_end = receipt if unknown else calendar.next_working_day(_later(notified, 12, "monate"))
    if legal.belehrung in ("falsch", "fehlt"):
        return Clock(notified, year_end, year_end, assumed)
    return Clock(notified, month_end, year_end, (*assumed, "belehrung"))


def _notified(legal: Rechtsbehelf, receipt: date) -> tuple[date, tuple[Literal["aufgabe", "bescheid"], ...]]:
    """The day of notification; unknown dates make it as early as it can have been."""
    if legal.bekanntgabe_am:
        return legal.bekanntgabe_am, ()
    if legal.aufgegeben_am:
        days = 4 if legal.aufgegeben_am >= FOUR_DAYS_FROM else 3
        return legal.aufgegeben_am + timedelta(days=days), ()
    if legal.bescheid_vom:
        return legal.bescheid_vom, ("aufgabe",)
    return receipt, ("bescheid",)
