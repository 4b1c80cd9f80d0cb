"""The log of an IFD case: management evaluates, the commissioner is told and decides, then the answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from samples.calendar_days import OfficeDays
from samples.ifd_rows import Row
from samples.log import Event, event
from samples.phrases import Phrases
from samples.words import spoken

COMMISSIONERS = {"ia": "integrationsamt", "rv": "rentenversicherung", "aa": "agentur-arbeit"}
"""Function and unit of each commissioner."""

_ENDED_EARLY = frozenset({"zurueckgezogen", "abgegeben", "doppelt", "storniert"})
_STEPS = ("neu", "bestaetigt", "in_bearbeitung", "ruht", "beantwortet", "abgeschlossen")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one case."""

    promised: date
    confirmed: date
    classed: date
    assessed: date
    informed: date
    decided: date
    stated: date
    contacted: date
    answered: date
    closed: date


@dataclass(frozen=True, slots=True)
class Desk:
    """What the log of one case is written with."""

    row: Row
    number: str
    days: Days
    calendar: OfficeDays
    phrases: Phrases
    numbers: dict[str, str]

    def note(self, *kind: str) -> str:
        """The next recurring note of a kind."""
        return self.phrases.next({"frist": spoken(self.days.promised)}, *kind)

    def reaches(self, step: str) -> bool:
        """Whether the case has come so far."""
        return self.row.stand not in _ENDED_EARLY and _STEPS.index(self.row.stand) >= _STEPS.index(step)


def days_of(row: Row, calendar: OfficeDays, rng: Random) -> Days:
    """The days of a case: twenty working days to the promise, critical ones at once, some come later."""
    at_once = row.stufe == "kritisch"
    promised = calendar.after(row.datum, 20)
    confirmed = calendar.after(row.datum, 0 if at_once else rng.choice((0, 0, 1, 1, 2, 3)))
    classed = calendar.after(row.datum, 0 if at_once else rng.choice((0, 0, 1)))
    assessed = calendar.after(max(classed, confirmed), 0 if at_once else rng.choice((0, 1)))
    informed = calendar.after(assessed, 0 if at_once else rng.choice((0, 0, 1)))
    decided = calendar.after(informed, 1 if at_once else rng.randint(1, 3))
    stated = calendar.after(decided, 6 if row.pause else 1 if at_once else rng.randint(1, 4))
    contacted = calendar.after(promised, 1) if row.verspaetet == "andere_behoerde" else calendar.after(stated, 1)
    known = contacted if row.extern else stated
    late = calendar.after(promised, rng.randint(3, 6)) if row.verspaetet or row.verlaengert else known
    answered = max(calendar.after(known, rng.randint(1, 3)), late)
    closed = calendar.after(answered, rng.randint(0, 3))
    return Days(promised, confirmed, classed, assessed, informed, decided, stated, contacted, answered, closed)


def complaint_log(desk: Desk) -> list[Event]:
    """The log of a complaint as far as it has come."""
    row = desk.row
    if row.stand in _ENDED_EARLY:
        return [*_confirmation(desk), *_early_end(desk)]
    events = [*_confirmation(desk), *_evaluation(desk), *_finding_out(desk)]
    events = sorted(events, key=lambda each: each["datum"])
    return [*events, *_answer(desk), *_closing(desk)]


def _confirmation(desk: Desk) -> Iterator[Event]:
    row = desk.row
    if not desk.row.anonym and row.stand not in ("neu", "storniert"):
        yield event(desk.days.confirmed, "eingangsbestaetigung", "qm-1", notiz=desk.note("bestaetigung"))


def _early_end(desk: Desk) -> Iterator[Event]:
    row, day = desk.row, desk.calendar.after(desk.days.confirmed, 1)
    if row.stand == "zurueckgezogen":
        yield event(day, "abschluss", "qm-1", ergebnis="zurueckgezogen", notiz=row.schluss)
    elif row.stand == "doppelt":
        yield event(day, "doppelt", "qm-1", ziel=desk.numbers[row.ziel or ""])
    elif row.stand == "storniert":
        yield event(row.datum, "storno", "qm-1", grund=row.schluss)
    elif row.abgabe:
        yield event(day, "abgabe", "qm-1", behoerde=row.abgabe.behoerde, grund=row.abgabe.grund)


def _evaluation(desk: Desk) -> Iterator[Event]:
    row, days = desk.row, desk.days
    if not desk.reaches("in_bearbeitung"):
        return
    unit = COMMISSIONERS[row.auftraggeber]
    manager = "vorstand" if row.antwortet else "leitung"
    handler = unit if row.antwortet else "qualitaet"
    yield event(days.classed, "einstufung", "qm-1", stufe=row.stufe)
    yield event(days.assessed, "leitung_bewertet", manager, notiz=row.bewertung)
    yield event(days.informed, "auftraggeber_informiert", manager, stelle=unit, notiz=desk.note("informiert"))
    yield event(days.decided, "auftraggeber_entscheidet", row.auftraggeber, stelle=handler, notiz=row.entscheidung)


def _finding_out(desk: Desk) -> Iterator[Event]:
    row, days = desk.row, desk.days
    unit = row.anliegen.betrifft if row.anliegen else None
    if desk.reaches("in_bearbeitung"):
        yield event(days.decided, "weiterleitung", "qm-1", stelle=unit, notiz=desk.note("anfrage"))
    if row.pause:
        yield event(desk.calendar.after(days.decided, 1), "pause_beginn", "qm-1", grund=row.pause)
    if row.pause and row.stand != "ruht":
        yield event(desk.calendar.after(days.decided, 5), "pause_ende", "qm-1", notiz=desk.note("pause_ende"))
    if not desk.reaches("beantwortet"):
        return
    yield event(days.stated, "stellungnahme_eingeholt", "qm-1", stelle=unit, notiz=row.stellungnahme)
    if row.extern:
        yield event(days.contacted, "kontakt_extern", "qm-1", behoerde=row.behoerde, notiz=row.extern)
    yield from _delay(desk)


def _delay(desk: Desk) -> Iterator[Event]:
    row, eve = desk.row, desk.calendar.until(desk.days.promised)
    if row.verspaetet:
        yield event(eve, "zwischenbescheid", "qm-1", an="person", notiz=desk.note("zwischenbescheid"))
    if row.verlaengert:
        until = desk.calendar.after(desk.days.promised, 10)
        yield event(eve, "fristverlaengerung", "qm-1", grund=row.verlaengert, bis=until, informiert=True)


def _answer(desk: Desk) -> Iterator[Event]:
    row, by = desk.row, desk.row.antwortet or "qm-1"
    if not desk.reaches("beantwortet") or row.anonym:
        return
    if row.stufe == "kritisch":
        yield event(desk.days.answered, "freigabe", "leitung-vertretung", notiz=desk.note("freigabe"))
    yield event(desk.days.answered, "rueckmeldung", by, an=_addressee(row),
                fundstelle=f"Ablage Beschwerden, {desk.number}, Antwort", notiz=row.antwort)  # fmt: skip


def _addressee(row: Row) -> str:
    authorised = row.dritte is not None and row.dritte.vollmacht == "liegt_vor"
    return "beide" if authorised else "person"


def _closing(desk: Desk) -> Iterator[Event]:
    row, by = desk.row, desk.row.antwortet or "qm-1"
    if not desk.reaches("abgeschlossen"):
        return
    if row.keine_massnahme:
        yield event(desk.days.closed, "keine_massnahme", by, grund=row.keine_massnahme)
    note = desk.note("abschluss") if row.stufe == "prozessbezogen" else None
    yield event(desk.days.closed, "abschluss", by, ergebnis=row.outcome, notiz=note)
    if row.wiedereroeffnung:
        again = desk.calendar.after(desk.days.closed, 8)
        yield event(again, "wiedereroeffnung", "qm-1", grund=row.wiedereroeffnung)


def simple_log(desk: Desk) -> list[Event]:
    """Praise is passed on; ideas, hints and requests are looked at and answered."""
    row, days = desk.row, desk.days
    unit = (row.anliegen.betrifft if row.anliegen else None) or "betriebe"
    if row.art == "lob":
        note = "An das Team weitergegeben."
        passed_on = event(days.assessed, "weiterleitung", "qm-1", stelle=unit, notiz=note)
        return [passed_on, event(days.assessed, "abschluss", "qm-1", ergebnis="weitergegeben")]
    first = event(row.datum, "zuweisung", "qm-2", stelle=unit, notiz=row.bewertung)
    answered = desk.calendar.after(row.datum, 1)
    if row.art != "anfrage":
        confirmed = event(days.confirmed, "eingangsbestaetigung", "qm-2", notiz=desk.note("bestaetigung"))
        first, answered = event(days.assessed, "leitung_bewertet", "leitung", notiz=row.bewertung), days.decided
        return [confirmed, first, *_simple_end(desk, answered)]
    return [first, *_simple_end(desk, answered)]


def _simple_end(desk: Desk, day: date) -> Iterator[Event]:
    place = f"Ablage Rückmeldungen, {desk.number}, Antwort"
    yield event(day, "rueckmeldung", "qm-2", an="person", fundstelle=place, notiz=desk.row.antwort)
    yield event(day, "abschluss", "qm-2", ergebnis=desk.row.ergebnis)
