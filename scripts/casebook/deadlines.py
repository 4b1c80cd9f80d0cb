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

from casebook.calendars import Calendar
from casebook.model import Case, Rechtsbehelf
from casebook.office import Frist

FOUR_DAYS_FROM = date(2025, 1, 1)
"""Postgesetz-Reform: decisions posted from this day count as notified on the fourth day."""


def due(deadline: Frist, start: date, calendar: Calendar) -> date:
    """The last day of a deadline that begins with an event on `start`.

    Closing days of the house move deadlines of practice and code, never statutory ones.

    Raises:
        OutsideCalendar: the library knows no holidays for the days in question.
    """
    house = deadline.art != "gesetz"
    if deadline.einheit == "arbeitstage":
        return calendar.add_working_days(start, deadline.anzahl, house=house)
    step = relativedelta(months=deadline.anzahl) if deadline.einheit == "monate" else timedelta(days=deadline.anzahl)
    end: date = start + step
    if deadline.verschiebung == "naechster_werktag":
        return calendar.next_working_day(end, house=house)
    # Asked for its error: a day no calendar reaches is not handed out as a date.
    calendar.is_working_day(end)
    return end


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a case rests: from `begin` up to, not including, `end`; open pauses end with the stand."""

    begin: date
    end: date


def pauses(case: Case, stand: date) -> tuple[Pause, ...]:
    """The pauses of a case up to a day."""
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
        yield Pause(begin, stand)


def due_with_pauses(deadline: Frist, start: date, breaks: tuple[Pause, ...], calendar: Calendar) -> date:
    """The last day of a deadline, later by the paused days that fall into it; a statutory one never moves."""
    end = due(deadline, start, calendar)
    if deadline.art == "gesetz":
        return end
    for pause in breaks:
        if pause.begin <= end and pause.end > start:
            end = _moved(deadline, end, pause, start, calendar)
    return end


def _moved(deadline: Frist, end: date, pause: Pause, start: date, calendar: Calendar) -> date:
    begin = max(pause.begin, start)
    if deadline.einheit == "arbeitstage":
        return calendar.add_working_days(end, calendar.working_days(begin, pause.end), house=True)
    moved = end + (pause.end - begin)
    return calendar.next_working_day(moved, house=True) if deadline.verschiebung != "keine" else moved


@dataclass(frozen=True, slots=True)
class Clock:
    """When a Widerspruch must be in: the day of notification it runs from, its end, the end of the year's
    deadline where the instruction is missing, wrong or unknown, and what had to be assumed."""

    notified: date
    end: date
    year_end: date | None
    assumed: tuple[Literal["bekanntgabe", "aufgabe", "bescheid", "belehrung"], ...]


def legal_clock(legal: Rechtsbehelf, receipt: date, month: Frist, calendar: Calendar) -> Clock:
    """The clock of a Widerspruch, taking the worst case wherever a date is unknown.

    `month` is the statutory deadline of the office's procedure (SGG or VwGO).
    """
    notified, assumed = _notified(legal, receipt)
    # Nothing known of the decision: its month may end on the very day the remedy came in.
    month_end = receipt if "bescheid" in assumed else due(month, notified, calendar)
    if legal.belehrung == "richtig":
        return Clock(notified, month_end, None, assumed)
    year_end = calendar.next_working_day(notified + relativedelta(years=1))
    if legal.belehrung in ("falsch", "fehlt"):
        return Clock(notified, year_end, year_end, assumed)
    return Clock(notified, month_end, year_end, (*assumed, "belehrung"))


def _notified(legal: Rechtsbehelf, receipt: date) -> tuple[date, tuple[Literal["bekanntgabe", "aufgabe", "bescheid"], ...]]:
    """The day of notification; unknown dates make it as early as it can have been."""
    if legal.bekanntgabe_am:
        return legal.bekanntgabe_am, ()
    if legal.aufgegeben_am:
        days = 4 if legal.aufgegeben_am >= FOUR_DAYS_FROM else 3
        return legal.aufgegeben_am + timedelta(days=days), ()
    if legal.bescheid_vom:
        return legal.bescheid_vom, ("aufgabe",)
    return receipt, ("bescheid",)
