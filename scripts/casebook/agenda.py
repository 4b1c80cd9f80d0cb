"""The day's list: open items in groups, legal clocks first, and the reports that come up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casebook.calendars import FIRST_YEAR, LAST_YEAR, Calendar, calendar_of
from casebook.due import due_items
from casebook.items import MANAGEMENT, Item, When
from casebook.model import Case
from casebook.office import Berichtspflicht, Office
from casebook.periods import Period, parts_of, year_of

LEGAL = "recht"
GROUPS = {
    LEGAL: "Rechtsbehelfe",
    When.UEBERFAELLIG: "Überfällig",
    When.HEUTE: "Heute fällig",
    When.WOCHE: "Diese Woche",
    When.SPAETER: "Später",
    When.OHNE_TERMIN: "Offen ohne Termin",
}
"""In the order in which they are shown; a legal clock stands in its own group whatever its day."""

_RHYTHMS = {"monatlich": 1, "vierteljaehrlich": 3, "halbjaehrlich": 6, "jaehrlich": 12}
_COMING_UP = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report the office owes somebody."""

    to: str
    period: Period
    due: date


@dataclass(frozen=True, slots=True)
class Unaccepted:
    """A case saved on a branch that waits there for the check, or for somebody's approval."""

    number: str
    branch: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything open on a day, sorted, the reports due around that day, and saves not yet accepted."""

    today: date
    items: tuple[Item, ...]
    reports: tuple[ReportDue, ...]
    unaccepted: tuple[Unaccepted, ...] = ()

    def groups(self) -> dict[str, list[Item]]:
        """Every group, empty ones too, in the order of `GROUPS`."""
        groups: dict[str, list[Item]] = {id: [] for id in GROUPS}
        for item in self.items:
            groups[self.group_of(item)].append(item)
        return groups

    def group_of(self, item: Item) -> str:
        return LEGAL if item.kind == "recht" else item.when(self.today)

    def of_unit(self, unit: str) -> Agenda:
        """The list of one unit; MANAGEMENT for what no known unit is in charge of."""
        return replace(self, items=tuple(item for item in self.items if item.unit == unit), reports=(), unaccepted=())

    @property
    def unassigned(self) -> tuple[Item, ...]:
        """The management's list."""
        return self.of_unit(MANAGEMENT).items


def agenda_of(cases: Iterable[Case], office: Office, today: date) -> Agenda:
    """The list of a day.

    Raises:
        OutsideCalendar: no holidays are known for a deadline; the case is named.
    """
    return open_agenda(due_items(cases, office, today), office, today)


def open_agenda(items: Iterable[Item], office: Office, today: date) -> Agenda:
    """The list of a day from all its items, settled ones left out."""
    return Agenda(today, tuple(item for item in items if not item.settled), tuple(reports_due(office, today)))


def reports_due(office: Office, today: date, within: timedelta = _COMING_UP) -> list[ReportDue]:
    """Reports due between today and `within`, from `berichtspflichten`, and of each duty the newest one that is past.

    Nothing in a register says that a report was handed in. So a past one stays in the list for as long as it was
    there before its day, at most until the next of its kind is due: nobody has to dismiss it, and none is lost.
    """
    calendar = calendar_of(office)
    found: list[ReportDue] = []
    for duty in office.berichtspflichten:
        reports = [ReportDue(duty.an, period, _report_day(duty, period, calendar)) for period in _periods(duty, today)]
        past = [report for report in reports if today - within <= report.due < today]
        found += [*past[-1:], *(report for report in reports if today <= report.due <= today + within)]
    return sorted(found, key=lambda report: (report.due, report.to))


def _report_day(duty: Berichtspflicht, period: Period, calendar: Calendar) -> date:
    """Some weeks after the last day of the period; where the house is shut, the next day it is open."""
    return calendar.next_working_day(period.end - timedelta(days=1) + timedelta(weeks=duty.wochen), house=True)


def _periods(duty: Berichtspflicht, today: date) -> Iterator[Period]:
    """Periods of the last two years, this year and, of duties without delay, the next."""
    for year in (today.year - 2, today.year - 1, today.year, today.year + 1):
        if FIRST_YEAR <= year < LAST_YEAR:
            yield from parts_of(year_of(year), _RHYTHMS[duty.rhythmus])
