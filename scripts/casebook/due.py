"""What is due: every open promise, deadline, measure and legal clock of a register on one day.

Pure: cases, office and day in, items out. Nothing is skipped: an open case without any date is an item too, and
what belongs to a unit the settings do not know, or no longer, is the management's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from casebook.calendars import Calendar, OutsideCalendar, calendar_of
from casebook.deadlines import Pause, due, due_with_pauses, legal_clock, pauses
from casebook.derive import CLOSED, Status, promised_until, status
from casebook.filters import is_small, named_unit
from casebook.items import MANAGEMENT, Item, Kind
from casebook.kinds import kind_on
from casebook.model import Case, Ereignis, Massnahme, Rechtsbehelf
from casebook.office import Anwendung, Frist, Office

REMEDY_DEADLINE = {"ifd": "vwgo-widerspruch"}
"""Decisions of an Integrationsamt follow the VwGO, all others here the SGG."""

_PASSED_ON = ("weiterleitung", "zuweisung", "zweite_stufe", "auftraggeber_informiert")
_CAME_BACK = ("rueckmeldung", "stellungnahme_eingeholt", "auftraggeber_entscheidet")
_UNKNOWN = {"aufgabe": "Tag der Aufgabe zur Post", "bescheid": "Bescheid", "belehrung": "Belehrung"}
_NEXT_STEP = {
    Status.BEANTWORTET: ("Abschließen", "beantwortet"),
    Status.WIEDER_OFFEN: ("Neu zusagen", "wieder offen"),
}
SMALL_UNIT = "kleine Einheit"
RESTS = "ruht"
_STEPS = ("beschlossen", "in_arbeit", "umgesetzt", "verworfen")
_FACTS = ("bescheid_vom", "aufgegeben_am", "bekanntgabe_am", "belehrung", "uebergeben_am")


def due_items(cases: Iterable[Case], office: Office, today: date) -> list[Item]:
    """Every item of every case received by `today`, legal clocks first, then by day.

    Events after `today` are treated as not there.

    Raises:
        OutsideCalendar: no holidays are known for a deadline; the case is named.
    """
    calendar = calendar_of(office)
    items = [item for case in cases if case.eingang.datum <= today for item in _of_case(case, office, calendar, today)]
    return in_order(items)


def in_order(items: Iterable[Item]) -> list[Item]:
    """Legal clocks first, then by day."""
    return sorted(items, key=lambda item: (item.kind != "recht", item.due, item.aktenzeichen, item.id))


def _of_case(case: Case, office: Office, calendar: Calendar, today: date) -> list[Item]:
    common = _common(case, office, today)
    try:
        items = [
            *_legal(common, office, calendar),
            *_promise(common),
            *_plan(common, office, calendar),
            *_measures(common, office),
        ]
    except OutsideCalendar as error:
        raise OutsideCalendar(f"{case.aktenzeichen}: {error.day}") from None
    if common.state not in CLOSED and all(item.settled or item.kind == "massnahme" for item in items):
        name, note = _NEXT_STEP.get(common.state, ("Bearbeiten", ""))
        items.append(common.item("offen", "offen", name, case.eingang.datum, note=note))
    return items


@dataclass(frozen=True, slots=True)
class _Common:
    """What all items of a case share; `log` ends with `today`."""

    case: Case
    today: date
    log: tuple[Ereignis, ...]
    state: Status
    breaks: tuple[Pause, ...]
    topic: str
    unit: str
    waiting_for: str

    def item(
        self,
        kind: Kind,
        id: str,
        name: str,
        day: date,
        *,
        settled: bool = False,
        note: str = "",
        moved: int = 0,
        rests: bool = False,
    ) -> Item:
        resting = self.state is Status.RUHT
        return Item(
            aktenzeichen=self.case.aktenzeichen,
            kind=kind,
            id=id,
            name=name,
            due=day,
            topic=self.topic,
            unit=self.unit,
            waiting_for=self.waiting_for,
            note=note,
            text=_reason(self.log) if resting else "",
            resting=rests and resting and day > self.today,
            settled=settled,
            last_event=self.log[-1].datum if self.log else self.case.eingang.datum,
            sequence=len(self.log) * 1000 + min(moved, 999),
        )

    def has(self, ereignis: str) -> bool:
        return any(event.ereignis == ereignis for event in self.log)


def _common(case: Case, office: Office, today: date) -> _Common:
    log = tuple(takewhile(lambda event: event.datum <= today, case.verlauf))
    state = status(case, today)
    topic = office.vocabularies["thema"].get(case.anliegen[0].thema)
    unit = _known_unit(case.zustaendig, office, today)
    waiting_for = _waiting_for(case, log, state, office)
    return _Common(case, today, log, state, pauses(case, today), topic.name if topic else "", unit, waiting_for)


def _known_unit(id: str, office: Office, today: date) -> str:
    """The unit whose list an item stands on: its own, that of all small units, or the management's."""
    unit = office.units.get(id)
    return named_unit(office, unit.id) if unit and unit.valid_on(today) else MANAGEMENT


def _waiting_for(case: Case, log: tuple[Ereignis, ...], state: Status, office: Office) -> str:
    """Who has to move next: nobody while the case rests, the unit it was passed to last, else the one in charge."""
    if state is Status.RUHT:
        return RESTS
    for event in reversed(log):
        if event.ereignis in _PASSED_ON and event.stelle:
            return _unit_name(event.stelle, office)
        if event.ereignis in _CAME_BACK:
            break
    return _unit_name(case.zustaendig, office)


def _unit_name(id: str, office: Office) -> str:
    """Ids that stand in no list are words of the case and go no further; nobody is told by a unit of a few people."""
    unit = office.units.get(id)
    if unit is None:
        return "Leitung"
    return SMALL_UNIT if is_small(office, id) else unit.name


def _reason(log: tuple[Ereignis, ...]) -> str:
    return next((event.grund or "" for event in reversed(log) if event.ereignis == "pause_beginn"), "")


def _legal(common: _Common, office: Office, calendar: Calendar) -> Iterator[Item]:
    """The clock of a Widerspruch; it settles when the remedy is handed over."""
    legal = common.case.rechtsbehelf
    if legal is None or not (legal.ergebnis == "unklar" or (legal.ergebnis == "ja" and legal.weg == "widerspruch")):
        return
    month = office.deadlines[REMEDY_DEADLINE.get(office.profil, "sgg-widerspruch")]
    clock = legal_clock(legal, common.case.eingang.datum, month, calendar)
    notes = [f"ungünstigster Fall, unbekannt: {', '.join(map(_UNKNOWN.__getitem__, clock.assumed))}"]
    if clock.year_end and clock.year_end != clock.end:
        notes.append(f"fehlt die Belehrung: {clock.year_end:%d.%m.%Y}")
    handed_over = legal.uebergeben_am is not None and legal.uebergeben_am <= common.today
    yield common.item(
        "recht",
        "widerspruch",
        month.name,
        clock.end,
        settled=handed_over or common.state in CLOSED,
        note="; ".join(notes) if clock.assumed else "",
        moved=_known_facts(legal, common.today),
    )


def _known_facts(legal: Rechtsbehelf, today: date) -> int:
    facts = (getattr(legal, name) for name in _FACTS)
    return sum(fact is not None and not (isinstance(fact, date) and fact > today) for fact in facts)


def _promise(common: _Common) -> Iterator[Item]:
    promised = promised_until(common.case, common.today)
    if promised:
        settled = common.has("rueckmeldung") or common.state in CLOSED
        extended = "verlängert" if promised != common.case.rueckmeldung_bis else ""
        yield common.item("zusage", "zusage", "Zugesagte Rückmeldung", promised, settled=settled, note=extended)


def _plan(common: _Common, office: Office, calendar: Calendar) -> Iterator[Item]:
    """Deadlines of the office's plan, each once however many lines of the plan fit the case."""
    plans = {(plan.frist, plan.ereignis): plan for plan in office.fristenplan if _applies(plan, common, office)}
    for plan in plans.values():
        deadline = office.deadlines[plan.frist]
        start = _start(common, deadline)
        if start is None:
            continue
        day = due_with_pauses(deadline, start, common.breaks, calendar)
        unmoved = due(deadline, start, Calendar(calendar.place, calendar.categories))
        settled = common.state in CLOSED or any(map(common.has, (plan.ereignis, "rueckmeldung", "abschluss")))
        yield common.item(
            "frist",
            f"{deadline.id}-{plan.ereignis}",
            deadline.name,
            day,
            settled=settled,
            moved=(day - unmoved).days,
            rests=deadline.art != "gesetz",
        )


def _applies(plan: Anwendung, common: _Common, office: Office) -> bool:
    """The promise to the person takes the place of the planned answer; nobody can tell an anonymous person."""
    case = common.case
    if case.herkunft or not office.deadlines[plan.frist].valid_on(case.eingang.datum):
        return False
    if plan.ereignis == "rueckmeldung" and (case.rueckmeldung_bis or case.keine_rueckmeldung):
        return False
    if plan.ereignis == "eingangsbestaetigung" and case.person.anonym:
        return False
    fits = not plan.arten or kind_on(case, common.today) in plan.arten
    return fits and (not plan.stufen or _level(common) in plan.stufen)


def _level(common: _Common) -> str | None:
    return next((event.stufe for event in reversed(common.log) if event.ereignis == "einstufung"), None)


def _start(common: _Common, deadline: Frist) -> date | None:
    """The day the deadline begins with: the receipt, or the first event of its name."""
    if deadline.beginn == "eingang":
        return common.case.eingang.datum
    return next((event.datum for event in common.log if event.ereignis == deadline.beginn), None)


def _measures(common: _Common, office: Office) -> Iterator[Item]:
    """Measures outlive the closing of their case; each waits for its own unit and never rests."""
    for index, measure in enumerate(common.case.massnahmen, start=1):
        unit = _known_unit(measure.verantwortlich, office, common.today)
        own = replace(common, unit=unit, waiting_for=_unit_name(measure.verantwortlich, office))
        item = own.item("massnahme", f"massnahme-{index}", f"Maßnahme {index}", measure.frist)
        yield replace(
            item,
            text=measure.text,
            settled=_is_settled(measure, common.today),
            last_event=max(item.last_event, _done(measure, common.today) or item.last_event),
            sequence=item.sequence + _STEPS.index(measure.stand),
        )


def _done(measure: Massnahme, today: date) -> date | None:
    return measure.umgesetzt_am if measure.umgesetzt_am and measure.umgesetzt_am <= today else None


def _is_settled(measure: Massnahme, today: date) -> bool:
    return measure.stand == "verworfen" or _done(measure, today) is not None
