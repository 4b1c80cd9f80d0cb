"""The front page: what is due today, for the whole house and for each unit. Lays out, decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from casebook.agenda import GROUPS, LEGAL, Agenda, open_agenda
from casebook.calendars import calendar_of
from casebook.filters import SMALL_UNITS, named_unit
from casebook.items import MANAGEMENT, Item, When
from casebook.office import Office
from casebook.pages.agenda_text import due_day, report_sentence
from casebook.pages.feed import feed
from casebook.pages.keeping import basis_of
from casebook.pages.labels import KINDS, case_address, day, entry_name, long_day
from casebook.pages.site import File, Page, Site
from casebook.values import following

FRONT = "index.html"
FEED = "fristen.ics"
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_WITHOUT_UNIT = "Ohne zuständige Einheit"

_EMPTY = {
    LEGAL: "",
    When.UEBERFAELLIG: "Nichts ist überfällig.",
    When.HEUTE: "Heute ist nichts fällig.",
    When.WOCHE: "In dieser Woche steht nichts weiter an.",
    When.SPAETER: "Für später ist nichts vorgemerkt.",
    When.OHNE_TERMIN: "",
}
_HINTS = {
    LEGAL: "Diese Fristen laufen nach dem Gesetz und warten auf niemanden. Was noch nicht übergeben ist, geht heute "
    "an die Widerspruchsstelle, auch im Zweifel.",
    When.OHNE_TERMIN: "Diese Fälle sind offen, aber es gibt keinen Tag mehr dafür. Bitte abschließen oder neu zusagen.",
}
_FOLDED = frozenset({When.SPAETER})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do."""

    number: str
    address: str
    name: str
    topic: str
    due: str
    distance: str
    late: bool
    waiting_for: str
    note: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things to do that are equally urgent."""

    id: str
    name: str
    hint: str
    empty: str
    folded: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class UnitLink:
    """A page of the list; `late` of its `total` items are overdue."""

    id: str
    name: str
    file: str
    total: int
    late: int


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The list of the house or of one unit."""

    link: UnitLink
    groups: tuple[Group, ...]
    unassigned: tuple[Line, ...]
    reports: tuple[str, ...]


def front_pages(site: Site) -> Iterator[Page | File]:
    """The front page, that of every unit, and their days as a calendar to subscribe to."""
    agenda = open_agenda(site.items, site.office, site.stand)
    found = list(today_pages(agenda, site.office))
    shared = {
        "date": date_line(site.stand),
        "day_off": not calendar_of(site.office).is_working_day(site.stand, house=True),
        "units": [page.link for page in found],
        "feed": FEED,
        "form": site.office.verweise.formular,
        "next": following((f"{entry.number}.yaml" for entry in site.entries), site.stand.year),
        "kinds": KINDS,
    }
    for page in found:
        yield Page(page.link.file, "today.html.j2", partial(_values, page, shared))
    basis = basis_of(str(site.stand), *map(repr, site.items))
    yield File(FEED, lambda: feed(site.items, site.office, site.stand), basis)


def _values(page: TodayPage, shared: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**shared, "today": page}


def today_pages(agenda: Agenda, office: Office) -> Iterator[TodayPage]:
    """The list of the house, then that of every unit that may have one of its own."""
    house = UnitLink("", "Alle", FRONT, len(agenda.items), _late(agenda))
    reports = tuple(report_sentence(report, agenda.today) for report in agenda.reports)
    yield TodayPage(house, _groups(agenda, office), _lines(agenda.unassigned, agenda.today, office), reports)
    for id in _pages_of(office, agenda):
        own = agenda.of_unit(id)
        yield TodayPage(_link(id, own, office), _groups(own, office), (), ())


def date_line(today: date) -> str:
    """`Mittwoch, 2. Mai 2018`"""
    return f"{WEEKDAYS[today.weekday()]}, {long_day(today)}"


def _pages_of(office: Office, agenda: Agenda) -> Iterator[str]:
    """Units in force, small ones together, and what has no unit."""
    units = [unit.id for unit in office.einheiten if unit.valid_on(agenda.today)]
    yield from dict.fromkeys(named_unit(office, unit) for unit in units)
    yield MANAGEMENT


def _link(id: str, agenda: Agenda, office: Office) -> UnitLink:
    # No unit's id holds an underscore behind "heute".
    files = {MANAGEMENT: "heute_ohne-einheit.html", SMALL_UNITS: "heute_kleine-einheiten.html"}
    name = entry_name(office, "stelle", id) if id else _WITHOUT_UNIT
    return UnitLink(id, name, files.get(id, f"heute-{id}.html"), len(agenda.items), _late(agenda))


def _late(agenda: Agenda) -> int:
    return len(agenda.groups()[When.UEBERFAELLIG])


def _groups(agenda: Agenda, office: Office) -> tuple[Group, ...]:
    """Every group that has lines or something to say without any."""
    groups = (
        Group(id, GROUPS[id], _HINTS.get(id, ""), _EMPTY[id], id in _FOLDED, _lines(items, agenda.today, office))
        for id, items in agenda.groups().items()
    )
    return tuple(group for group in groups if group.lines or group.empty)


def _lines(items: Sequence[Item], today: date, office: Office) -> tuple[Line, ...]:
    return tuple(_line(item, today, office) for item in items)


def _line(item: Item, today: date, office: Office) -> Line:
    shown = due_day(item)
    return Line(
        number=item.aktenzeichen,
        address=case_address(office, item.aktenzeichen),
        name=item.name,
        topic=item.topic,
        due=shown,
        distance=distance(item.due, today) if shown else _no_day(item),
        late=item.due < today and bool(shown),
        waiting_for=item.waiting_for,
        note=item.note,
        text=item.text,
    )


def _no_day(item: Item) -> str:
    return "ruht" if item.resting else f"offen seit {day(item.due)}"


def distance(due: date, today: date) -> str:
    """`seit 3 Tagen`, `heute`, `morgen`, `Freitag`, `in 9 Tagen`"""
    days = (due - today).days
    if days < 0:
        return "seit gestern" if days == -1 else f"seit {-days} Tagen"
    if days < 2:
        return ("heute", "morgen")[days]
    return WEEKDAYS[due.weekday()] if days < 7 else f"in {days} Tagen"
