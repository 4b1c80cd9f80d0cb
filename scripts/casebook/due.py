"""What is due: every open promise, deadline, measure and legal clock of a register on one day.

Pure: cases, office and day in, items out. Nothing is skipped: a case without a unit, or of a unit the
settings no longer know, stands on the management's list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from casebook.calendars import Calendar, calendar_of
from casebook.deadlines import due_with_pauses, legal_clock, pauses
from casebook.derive import CLOSED, Status, promised_until, status
from casebook.model import Case, Ereignis
from casebook.office import Anwendung, Frist, Office

MANAGEMENT = ""
"""Stands for the management's list among units."""

REMEDY_DEADLINE = {"ifd": "vwgo-widerspruch"}
"""Decisions of an Integrationsamt follow the VwGO, all others here the SGG."""


class When(StrEnum):
    """How an open item stands to the day."""

    UEBERFAELLIG = "ueberfaellig"
    HEUTE = "heute"
    WOCHE = "woche"
    SPAETER = "spaeter"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done by a day.

    `kind` is `recht`, `zusage`, `frist` or `massnahme`; `sequence` rises with every event of the case, so a
    calendar knows the newer version; a settled item stays for calendars that already show it.
    """

    aktenzeichen: str
    kind: str
    id: str
    name: str
    due: date
    unit: str
    waiting_for: str
    note: str
    settled: bool
    sequence: int

    @property
    def uid(self) -> str:
        """Stable for the life of the case and deadline."""
        return f"{self.aktenzeichen}-{self.id}"

    def when(self, today: date) -> When:
        """Overdue, due today, until Sunday of this week, or later."""
        if self.due < today:
            return When.UEBERFAELLIG
        if self.due == today:
            return When.HEUTE
        return When.WOCHE if self.due <= today + timedelta(days=6 - today.weekday()) else When.SPAETER


def due_items(cases: Iterable[Case], office: Office, today: date) -> list[Item]:
    """Every item of every case received by `today`, legal clocks first, then by day.

    Events after `today` are treated as not there. Raises OutsideCalendar where no holidays are known.
    """
    calendar = calendar_of(office)
    items = [item for case in cases if case.eingang.datum <= today for item in _of_case(case, office, calendar, today)]
    return sorted(items, key=lambda item: (item.kind != "recht", item.due, item.aktenzeichen, item.id))


def _of_case(case: Case, office: Office, calendar: Calendar, today: date) -> Iterator[Item]:
    log = tuple(takewhile(lambda event: event.datum <= today, case.verlauf))
    state = status(case, today)
    common = _Common(case, log, state, _unit(case, office, today), _waiting_for(case, log, state, office))
    yield from _legal(common, office, calendar)
    yield from _promise(common, today)
    yield from _plan(common, office, calendar, today)
    yield from _measures(common, today)


@dataclass(frozen=True, slots=True)
class _Common:
    case: Case
    log: tuple[Ereignis, ...]
    state: Status
    unit: str
    waiting_for: str

    def item(self, kind: str, id: str, name: str, day: date, *, settled: bool, note: str = "", unit: str = "") -> Item:
        number, sequence = self.case.aktenzeichen, len(self.log)
        return Item(number, kind, id, name, day, unit or self.unit, self.waiting_for, note, settled, sequence)

    def has(self, ereignis: str) -> bool:
        return any(event.ereignis == ereignis for event in self.log)


def _unit(case: Case, office: Office, today: date) -> str:
    unit = office.units.get(case.zustaendig)
    return unit.id if unit and unit.valid_on(today) else MANAGEMENT


def _waiting_for(case: Case, log: tuple[Ereignis, ...], state: Status, office: Office) -> str:
    """Who has to move next, in words: the reason of a pause, the unit asked last, else the unit in charge."""
    for event in reversed(log):
        if state is Status.RUHT and event.ereignis == "pause_beginn":
            return f"ruht: {event.grund}"
        if event.ereignis in ("weiterleitung", "zuweisung", "zweite_stufe") and event.stelle:
            return office.name_of("einheiten", event.stelle)
        if event.ereignis in ("rueckmeldung", "stellungnahme_eingeholt", "auftraggeber_entscheidet"):
            break
    return office.name_of("einheiten", case.zustaendig)


def _legal(common: _Common, office: Office, calendar: Calendar) -> Iterator[Item]:
    """The clock of a Widerspruch; it settles when the remedy is handed over."""
    legal = common.case.rechtsbehelf
    if legal is None or not (legal.ergebnis == "unklar" or legal.weg == "widerspruch"):
        return
    month = office.deadlines[REMEDY_DEADLINE.get(office.profil, "sgg-widerspruch")]
    clock = legal_clock(legal, common.case.eingang.datum, month, calendar)
    unknown = {"aufgabe": "Tag der Aufgabe zur Post", "bescheid": "Bescheid", "belehrung": "Belehrung"}
    assumed = ", ".join(unknown[name] for name in clock.assumed)
    note = f"ungünstigster Fall, unbekannt: {assumed}" if assumed else ""
    if clock.year_end and clock.year_end != clock.end:
        note += f"; fehlt die Belehrung: {clock.year_end:%d.%m.%Y}"
    settled = legal.uebergeben_am is not None or common.state in CLOSED
    yield common.item("recht", "widerspruch", month.name, clock.end, settled=settled, note=note)


def _promise(common: _Common, today: date) -> Iterator[Item]:
    promised = promised_until(common.case, today)
    if promised:
        settled = common.has("rueckmeldung") or common.state in CLOSED
        extended = "verlängert" if promised != common.case.rueckmeldung_bis else ""
        yield common.item("zusage", "zusage", "Zugesagte Rückmeldung", promised, settled=settled, note=extended)


def _plan(common: _Common, office: Office, calendar: Calendar, today: date) -> Iterator[Item]:
    """Deadlines of the office's plan; the promise to the person takes the place of the planned answer."""
    case = common.case
    for plan in office.fristenplan:
        deadline = office.deadlines[plan.frist]
        start = _start(common, deadline)
        if start is None or not _applies(plan, deadline, case):
            continue
        if plan.ereignis == "rueckmeldung" and (case.rueckmeldung_bis or case.keine_rueckmeldung):
            continue
        if plan.ereignis == "eingangsbestaetigung" and case.person.anonym:
            continue
        day = due_with_pauses(deadline, start, pauses(case, today), calendar)
        settled = common.has(plan.ereignis) or common.state in CLOSED or common.state is Status.BEANTWORTET
        yield common.item("frist", deadline.id, deadline.name, day, settled=settled)


def _applies(plan: Anwendung, deadline: Frist, case: Case) -> bool:
    fits = (not plan.arten or case.art in plan.arten) and (not plan.stufen or case.stufe in plan.stufen)
    return fits and deadline.valid_on(case.eingang.datum) and case.herkunft is None


def _start(common: _Common, deadline: Frist) -> date | None:
    """The day the deadline begins with: the receipt, or the first event of its name."""
    if deadline.beginn == "eingang":
        return common.case.eingang.datum
    return next((event.datum for event in common.log if event.ereignis == deadline.beginn), None)


def _measures(common: _Common, today: date) -> Iterator[Item]:
    """Measures outlive the closing of their case; each waits for its own unit."""
    for index, measure in enumerate(common.case.massnahmen, start=1):
        done = measure.umgesetzt_am is not None and measure.umgesetzt_am <= today
        settled = done or measure.stand == "verworfen"
        yield common.item(
            "massnahme", f"massnahme-{index}", measure.text, measure.frist, settled=settled, unit=measure.verantwortlich
        )


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report the office owes somebody."""

    to: str
    period: str
    due: date


def reports_due(office: Office, today: date, within: timedelta = timedelta(weeks=8)) -> list[ReportDue]:
    """Reports due between today and `within`, from `berichtspflichten`: weeks after the end of each period."""
    found = []
    for duty in office.berichtspflichten:
        months = {"monatlich": 1, "vierteljaehrlich": 3, "halbjaehrlich": 6, "jaehrlich": 12}[duty.rhythmus]
        for end in _period_ends(months, today):
            day = end + timedelta(weeks=duty.wochen)
            if today <= day <= today + within:
                found.append(ReportDue(duty.an, _period_label(months, end), day))
    return sorted(found, key=lambda report: (report.due, report.to))


def _period_ends(months: int, today: date) -> Iterator[date]:
    """First days after the periods that ended in the last two years."""
    for year in (today.year - 1, today.year, today.year + 1):
        yield from (date(year, month, 1) for month in range(1, 13, months) if date(year, month, 1) <= today)


def _period_label(months: int, end: date) -> str:
    last = end - timedelta(days=1)
    number = (last.month - 1) // months + 1
    return {12: f"{last.year}", 6: f"{last.year}-H{number}", 3: f"{last.year}-Q{number}"}.get(
        months, f"{last.year}-{last.month:02d}"
    )
