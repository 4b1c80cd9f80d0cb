"""Puts one complaint together: story, circumstances, days and log become the data of a case file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from samples.calendar_days import OfficeDays
from samples.log import Event, Writer, first_round, second_round, survey
from samples.phrases import Phrases
from samples.plan import Setting
from samples.stories import Measure, SecondPoint, Story
from samples.timeline import Timeline, timeline
from samples.timeline import second_round as second_days
from samples.words import fill, person_words, spoken, time_words

CaseData = dict[str, Any]

_PARTLY = "teilweise_abgeholfen"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every complaint of a register shares; `numbers` finds the case of a situation, `again` a person
    who came more than once."""

    seed: str
    days: OfficeDays
    phrases: Phrases
    units: Mapping[str, str]
    numbers: Mapping[str, str]
    again: Mapping[str, str]
    until: date


def complaint(setting: Setting, around: Surroundings) -> CaseData:
    """One closed complaint as the data of its file."""
    story, rng = setting.story, Random(f"{around.seed} {setting.number}")
    line = timeline(story, setting.received, around.days, rng)
    writer = _writer(setting, around, line, rng)
    log, outcome, closed = _log(writer, line, around)
    return {
        "aktenzeichen": setting.number,
        "art": "beschwerde",
        "beispiel": True,
        "eingang": _receipt(setting),
        "dritte": _third(setting, writer.authority),
        "person": _person(setting, around, rng),
        "rechtsbehelf": _legal_check(setting, around.days, rng),
        "anliegen": _concerns(setting, writer),
        "stufe": story.stufe,
        "zustaendig": "geschaeftsfuehrung" if writer.answering == "gf" else "ombudsstelle",
        "rueckmeldung_bis": line.promised,
        "verlauf": log,
        "massnahmen": _measures(setting, closed, around.days),
        "abschluss": _closing_block(writer, outcome, log),
        "bezug": _links(story, around),
    }


def _writer(setting: Setting, around: Surroundings, line: Timeline, rng: Random) -> Writer:
    story = setting.story
    weeks = rng.randint(*story.wochen) if story.wochen else None
    eve = max(line.stated, around.days.until(line.answered - timedelta(days=1)))
    slots = {
        **person_words(setting.person, setting.third),
        **time_words(setting.received, line.promised, weeks),
        "vortag": spoken(eve),
        "einheit": around.units[setting.unit],
    }
    answering = "gf" if setting.unit == "ombudsstelle" else setting.clerk
    return Writer(setting, slots, around.phrases, rng, _authority(setting, rng), answering)


def _authority(setting: Setting, rng: Random) -> str | None:
    """Whether the third party may speak for the person; guardians and lawyers bring it along."""
    third = setting.third
    if third is None or third.art in ("presse", "politik", "sonstige"):
        return None
    if third.art in ("betreuung", "rechtsanwalt"):
        return "liegt_vor"
    return "liegt_vor" if rng.random() < 0.85 else "angefordert"


def _log(writer: Writer, line: Timeline, around: Surroundings) -> tuple[list[Event], str, date]:
    """The whole log, the final outcome and the day of the final closing."""
    setting, story = writer.setting, writer.setting.story
    outcome, closed = _first_outcome(setting), line.closed
    events = first_round(writer, line, outcome)
    if story.wiedereroeffnung:
        days = second_days(closed, around.days, writer.rng)
        closed, outcome = days.closed, story.wiedereroeffnung.ergebnis or outcome
        events += second_round(writer, days, story.wiedereroeffnung, outcome)
    if setting.grade is not None:
        sent = around.days.after(closed, writer.rng.randint(8, 12))
        events += survey(writer, sent, around.days.after(sent, writer.rng.randint(3, 12)), setting.grade)
    return [each for each in events if each["datum"] <= around.until], outcome, closed


def _first_outcome(setting: Setting) -> str:
    """A remedied complaint with a further point that was not upheld is remedied in part."""
    mixed = setting.second is not None and setting.second.urteil == "nein" and setting.story.upheld
    return _PARTLY if mixed and setting.story.outcome == "abgeholfen" else setting.story.outcome


def _receipt(setting: Setting) -> CaseData:
    return {
        "datum": setting.received,
        "uhrzeit": setting.time if setting.timed else None,
        "kanal": setting.channel,
        "zugang": "dritte" if setting.third else "direkt",
        "ueber": "politik" if setting.third and setting.third.art == "politik" else None,
        "stelle": "ombudsstelle",
        "erfasst_am": setting.received,
        "erfasst_von": setting.clerk,
    }


def _third(setting: Setting, authority: str | None) -> CaseData | None:
    third = setting.third
    if third is None:
        return None
    scope = "vertretung" if third.art in ("betreuung", "rechtsanwalt") else "auskunft"
    proof = {"stand": authority, "umfang": scope if authority == "liegt_vor" else None} if authority else None
    return {"art": third.art, "stelle": third.stelle, "vollmacht": proof}


def _person(setting: Setting, around: Surroundings, rng: Random) -> CaseData:
    story = setting.story
    need = story.bedarf or (setting.person.need if rng.random() < 0.7 else None)
    needs = [{"art": need, "erfuellt": rng.random() < 0.85}] if need else []
    return {"gruppe": story.gruppe, "bedarf": needs, "pseudonym": around.again.get(setting.number)}


def _legal_check(setting: Setting, days: OfficeDays, rng: Random) -> CaseData:
    """On the day of receipt; what may be a remedy leaves on the same day."""
    check = {"ergebnis": "nein", "geprueft_am": setting.received, "geprueft_von": setting.clerk}
    remedy = setting.story.rechtsbehelf
    if remedy is None:
        return check
    decided = days.until(setting.received - timedelta(days=rng.randint(8, 24)))
    return check | {
        "ergebnis": remedy.ergebnis,
        "weg": remedy.weg,
        "bescheid_vom": decided,
        "aufgegeben_am": days.after(decided, 1),
        "belehrung": "richtig",
        "uebergeben_am": setting.received,
        "uebergeben_an": "rechtsstelle",
        "daneben_beschwerde": True,
    }


def _concerns(setting: Setting, writer: Writer) -> list[CaseData]:
    story = setting.story
    first = {
        "thema": story.thema,
        "bereich": story.bereich,
        "traeger": story.traeger,
        "gegenstand": story.gegenstand,
        "betrifft": setting.unit,
        "prozess": story.prozess,
        "kurz": writer.filled(story.kurz),
        "begruendet": story.urteil,
        "gruende": story.gruende,
    }
    return [first, *([_second_concern(setting.second, setting.unit)] if setting.second else [])]


def _second_concern(point: SecondPoint, unit: str) -> CaseData:
    return {
        "thema": point.thema,
        "bereich": point.bereich,
        "traeger": point.traeger,
        "gegenstand": point.gegenstand,
        "betrifft": point.betrifft or unit,
        "prozess": point.prozess,
        "kurz": point.kurz,
        "begruendet": point.urteil,
        "gruende": point.gruende,
    }


def _measures(setting: Setting, closed: date, days: OfficeDays) -> list[CaseData]:
    """The unit complained about carries its measure, where the story leaves open which of several it is."""
    measure = setting.story.massnahme
    if measure is None:
        return []
    data = measure_data(measure, closed, days)
    own = measure.verantwortlich in setting.story.betrifft
    return [data | {"verantwortlich": setting.unit} if own else data]


def measure_data(measure: Measure, closed: date, days: OfficeDays) -> CaseData:
    """What the house changes, with its days."""

    def later(weeks: int | None) -> date | None:
        return days.after(closed + timedelta(weeks=weeks), 0) if weeks else None

    return {
        "text": measure.text,
        "verantwortlich": measure.verantwortlich,
        "frist": later(measure.frist),
        "stand": measure.stand,
        "umgesetzt_am": later(measure.umgesetzt),
        "wirkung_geprueft": later(measure.geprueft),
        "wirkung": measure.wirkung,
        "prozess": measure.prozess,
        "handbuch": measure.handbuch,
    }


def _closing_block(writer: Writer, outcome: str, log: list[Event]) -> CaseData:
    story = writer.setting.story
    asked = any(each["ereignis"] == "befragung_antwort" for each in log)
    reasons = fill(story.begruendung, writer.slots) if story.begruendung else None
    return {
        "ergebnis": outcome,
        "begruendung": reasons if outcome == "nicht_abgeholfen" else None,
        "wirkung": story.wirkung,
        "verspaetungsgrund": story.verspaetet,
        "zufriedenheit": writer.setting.grade if asked else None,
    }


def _links(story: Story, around: Surroundings) -> list[CaseData]:
    links = [(story.vorgaenger, "vorgaenger"), (story.zusammenhang, "zusammenhang")]
    return [{"aktenzeichen": around.numbers[target], "art": kind} for target, kind in links if target]
