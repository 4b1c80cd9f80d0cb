"""Writes the log of a complaint: events with their details, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from samples.phrases import Phrases
from samples.plan import Setting
from samples.stories import Reopening
from samples.timeline import SecondRound, Timeline
from samples.words import Slots, fill

Event = dict[str, Any]

_NEVER_ANSWERED = frozenset({"presse", "politik"})
_PAPERS = {
    "telefon": "Telefonvermerk zur Antwort",
    "e_mail": "Antwort per E-Mail",
    "brief": "Antwortschreiben",
    "fax": "Antwort per Fax",
    "persoenlich": "Vermerk über das Gespräch",
    "formular": "Antwortschreiben",
    "karte": "Telefonvermerk zur Antwort",
}


@dataclass(frozen=True, slots=True)
class Writer:
    """What the events of one complaint are written with; `answering` is the function that answers and closes."""

    setting: Setting
    slots: Slots
    phrases: Phrases
    rng: Random
    authority: str | None
    answering: str

    def filled(self, text: str) -> str:
        """A text of the story with its slots filled."""
        return fill(text, self.slots)

    def sometimes(self, share: float, *kind: str) -> str | None:
        """A recurring note in some of the cases: clerks do not write one every time."""
        return self.phrases.next(self.slots, *kind) if self.rng.random() < share else None


def event(day: date, name: str, by: str, **details: object) -> Event:
    """One line of the log."""
    known = {key: value for key, value in details.items() if value is not None}
    return {"datum": day, "ereignis": name, "durch": by, **known}


def first_round(writer: Writer, line: Timeline, outcome: str) -> list[Event]:
    """Everything up to the first closing."""
    events = [*_taking_in(writer, line), *_finding_out(writer, line), *_waiting(writer, line)]
    events = sorted(events, key=lambda each: each["datum"])
    return [*events, *_answering(writer, line), *_closing(writer, line.closed, outcome)]


def _taking_in(writer: Writer, line: Timeline) -> Iterator[Event]:
    setting, story, clerk = writer.setting, writer.setting.story, writer.setting.clerk
    if line.confirmed and line.confirmed == line.received:
        yield _confirmation(writer, line.confirmed)
    if setting.reclassified:
        yield event(line.received, "einstufung", clerk, stufe="bagatelle")
        yield event(line.stated, "einstufung", clerk, stufe=story.stufe, grund=setting.reclassified)
    elif story.stufe == "kritisch":
        grund = writer.phrases.next(writer.slots, "einstufung", "kritisch")
        yield event(line.classed, "einstufung", "ombud-leitung", stufe="kritisch", grund=grund)
        note = writer.phrases.next(writer.slots, "leitung")
        yield event(line.classed, "leitung_bewertet", "gf", notiz=note)
    else:
        yield event(line.classed, "einstufung", clerk, stufe=story.stufe)
    if line.confirmed and line.confirmed != line.received:
        yield _confirmation(writer, line.confirmed)


def _confirmation(writer: Writer, day: date) -> Event:
    note = writer.sometimes(0.75, "bestaetigung", writer.setting.channel)
    return event(day, "eingangsbestaetigung", writer.setting.clerk, notiz=note)


def _finding_out(writer: Writer, line: Timeline) -> Iterator[Event]:
    setting, story, clerk = writer.setting, writer.setting.story, writer.setting.clerk
    if line.asked and writer.rng.random() < 0.75:
        note = writer.sometimes(0.7, "weiterleitung")
        yield event(line.asked, "weiterleitung", clerk, stelle=setting.unit, notiz=note)
    if setting.corrected:
        other = next(unit for unit in story.betrifft if unit != setting.unit)
        yield event(line.asked or line.classed, "korrektur", clerk, feld="betrifft", alt=other, neu=setting.unit,
                    grund="Nach dem ersten Anruf ist das andere Team zuständig.")  # fmt: skip
    statement = writer.filled(story.stellungnahme)
    if setting.second:
        statement += f" Zum zweiten Punkt: {setting.second.satz}"
    yield event(line.stated, "stellungnahme_eingeholt", clerk, stelle=setting.unit, notiz=statement)
    if line.contacted and story.extern:
        note = writer.filled(story.extern)
        yield event(line.contacted, "kontakt_extern", clerk, behoerde=story.behoerde, notiz=note)


def _waiting(writer: Writer, line: Timeline) -> Iterator[Event]:
    story, clerk = writer.setting.story, writer.setting.clerk
    if line.interim:
        delay = writer.phrases.next(writer.slots, "zwischenbescheid", story.verspaetet or "")
        yield event(line.interim, "zwischenbescheid", clerk, an=_addressee(writer), notiz=delay)
    if line.extended and story.verlaengert:
        told = {"informiert": True, "notiz": writer.sometimes(0.8, "verlaengerung_bestaetigt")}
        grund = writer.filled(story.verlaengert)
        yield event(line.extended, "fristverlaengerung", clerk, grund=grund, bis=line.extended_to, **told)
    if line.paused and line.resumed and story.pause:
        yield event(line.paused, "pause_beginn", clerk, grund=writer.filled(story.pause))
        yield event(line.resumed, "pause_ende", clerk, notiz=writer.sometimes(0.8, "pause_ende"))


def _answering(writer: Writer, line: Timeline) -> Iterator[Event]:
    story = writer.setting.story
    if story.stufe == "kritisch":
        note = writer.phrases.next(writer.slots, "freigabe")
        yield event(line.answered, "freigabe", "ombud-leitung", notiz=note)
    text = writer.filled(story.antwort)
    if writer.setting.second:
        text += " Auch auf den zweiten Punkt eingegangen."
    yield _answer(writer, line.answered, text)


def _answer(writer: Writer, day: date, text: str, *, again: bool = False) -> Event:
    number, channel = writer.setting.number, writer.setting.channel
    place = f"E-Akte {number}, {_PAPERS[channel]}{' nach Wiedereröffnung' if again else ''}"
    return event(day, "rueckmeldung", writer.answering, an=_addressee(writer), fundstelle=place, notiz=text)


def _closing(writer: Writer, day: date, outcome: str) -> Iterator[Event]:
    story = writer.setting.story
    if story.keine_massnahme:
        yield event(day, "keine_massnahme", writer.answering, grund=writer.filled(story.keine_massnahme))
    yield event(day, "abschluss", writer.answering, ergebnis=outcome, notiz=writer.sometimes(0.25, "abschluss"))


def _addressee(writer: Writer) -> str:
    """Third parties only with authority, press and politics never; often the person gets the same letter."""
    third = writer.setting.third
    if third is None or writer.authority != "liegt_vor" or third.art in _NEVER_ANSWERED:
        return "person"
    return ("person", "beide", "dritte", "dritte", "dritte")[int(writer.setting.number[-2:]) % 5]


def second_round(writer: Writer, line: SecondRound, reopening: Reopening, outcome: str) -> Iterator[Event]:
    """From the reopening to the final closing."""
    setting = writer.setting
    yield event(line.reopened, "wiedereroeffnung", setting.clerk, grund=writer.filled(reopening.grund))
    note = writer.filled(reopening.stellungnahme)
    yield event(line.stated, "stellungnahme_eingeholt", setting.clerk, stelle=setting.unit, notiz=note)
    yield _answer(writer, line.answered, writer.filled(reopening.antwort), again=True)
    yield event(line.closed, "abschluss", writer.answering, ergebnis=outcome)


def survey(writer: Writer, sent: date, returned: date, grade: int) -> Iterator[Event]:
    """The questionnaire after the closing, and the answer where one came."""
    note = writer.phrases.next(writer.slots, "befragung")
    yield event(sent, "befragung_versandt", writer.setting.clerk, notiz=note)
    if grade:
        answer = writer.phrases.all("befragung_antwort")
        yield event(returned, "befragung_antwort", writer.setting.clerk, notiz=answer[5 - grade])
