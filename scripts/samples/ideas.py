"""The ideas of advice centres and the praise: short cases that are answered, taken up or passed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from samples import texts
from samples.calendar_days import OfficeDays
from samples.complaint import CaseData, measure_data
from samples.log import Event, event
from samples.stories import Measure

_PRAISED = {"thema": "verhalten", "bereich": "organisation", "gegenstand": "verhalten", "betrifft": "ombudsstelle"}
_CHANNELS = ("e_mail", "e_mail", "telefon", "brief", "formular")


@dataclass(frozen=True, slots=True)
class Idea:
    """An idea or, without a place it comes from, the praise; with the days of its handling."""

    content: dict[str, Any]
    received: date
    time: time
    channel: str
    steps: tuple[int, int, int]
    number: str = ""

    @property
    def is_praise(self) -> bool:
        return "stelle" not in self.content


def drawn(name: str, pool: list[date], rng: Random) -> list[Idea]:
    """Every idea of the file on a day of its month; the days leave the pool."""
    content = texts.load(name)
    return [_drawn(entry, pool, rng) for entry in [*content["anregungen"], content["lob"]]]


def _drawn(entry: dict[str, Any], pool: list[date], rng: Random) -> Idea:
    received = rng.choice([day for day in pool if day.month == entry["monat"]])
    pool.remove(received)
    channel = rng.choice(_CHANNELS) if "stelle" in entry else "karte"
    steps = (rng.randint(0, 2), rng.randint(2, 5), rng.randint(1, 3))
    return Idea(entry, received, time(rng.randint(8, 15), rng.choice((0, 15, 30, 45))), channel, steps)


def case(idea: Idea, days: OfficeDays) -> CaseData:
    """The data of the case file."""
    return _praise(idea, days) if idea.is_praise else _idea(idea, days)


def _idea(idea: Idea, days: OfficeDays) -> CaseData:
    content = idea.content
    confirmed = days.after(idea.received, idea.steps[0])
    checked = days.after(confirmed, idea.steps[1])
    answered = days.after(checked, idea.steps[2])
    measure = Measure.model_validate(content["massnahme"]) if "massnahme" in content else None
    return _frame(idea, "anregung", content["zustaendig"]) | {
        "dritte": _advice_centre(content["stelle"]),
        "rechtsbehelf": {"ergebnis": "nein", "geprueft_am": idea.received, "geprueft_von": "ombud-2"},
        "anliegen": [_concern(content)],
        "rueckmeldung_bis": days.until(idea.received + timedelta(days=14)),
        "verlauf": [
            event(confirmed, "eingangsbestaetigung", "ombud-2"),
            event(confirmed, "weiterleitung", "ombud-2", stelle=content["zustaendig"]),
            _examined(checked, content),
            *_end(idea, answered, content["ergebnis"]),
        ],
        "massnahmen": [measure_data(measure, answered, days)] if measure else [],
        "abschluss": {"ergebnis": content["ergebnis"]},
    }  # fmt: skip


def _examined(day: date, content: dict[str, Any]) -> Event:
    place, note = content["zustaendig"], content["pruefung"]
    return event(day, "stellungnahme_eingeholt", "ombud-2", stelle=place, notiz=note)


def _end(idea: Idea, answered: date, outcome: str) -> Sequence[Event]:
    place = f"E-Akte {idea.number}, Antwort an die Beratungsstelle"
    return (
        event(answered, "rueckmeldung", "ombud-leitung", an="dritte", fundstelle=place, notiz=idea.content["antwort"]),
        event(answered, "abschluss", "ombud-leitung", ergebnis=outcome),
    )


def _praise(idea: Idea, days: OfficeDays) -> CaseData:
    passed_on = days.after(idea.received, 1)
    note = idea.content["antwort"]
    return _frame(idea, "lob", "ombudsstelle") | {
        "anliegen": [_PRAISED | {"kurz": idea.content["kurz"]}],
        "keine_rueckmeldung": {"grund": "verzicht"},
        "verlauf": [
            event(passed_on, "weiterleitung", "ombud-1", stelle="ombudsstelle", notiz=note),
            event(passed_on, "abschluss", "ombud-1", ergebnis="weitergegeben"),
        ],
        "abschluss": {"ergebnis": "weitergegeben"},
    }  # fmt: skip


def _frame(idea: Idea, kind: str, unit: str) -> CaseData:
    receipt = {
        "datum": idea.received,
        "kanal": idea.channel,
        "zugang": "direkt" if idea.is_praise else "dritte",
        "stelle": "ombudsstelle",
        "erfasst_am": idea.received,
        "erfasst_von": "ombud-1" if idea.is_praise else "ombud-2",
    }
    group = "leistungsberechtigte" if idea.is_praise else "sonstige"
    return {
        "aktenzeichen": idea.number,
        "art": kind,
        "beispiel": True,
        "eingang": receipt,
        "person": {"gruppe": group},
        "zustaendig": unit,
    }


def _advice_centre(name: str) -> CaseData:
    """An advice centre that speaks for itself needs nobody's authority."""
    return {"art": "beratungsstelle", "stelle": name.capitalize(), "vollmacht": {"stand": "nicht_noetig"}}


def _concern(content: dict[str, Any]) -> CaseData:
    education = content["thema"] == "bildung_teilhabe"
    return {
        "thema": content["thema"],
        "bereich": "leistung" if education else "organisation",
        "traeger": "kommunal" if education else "gemeinsam",
        "prozess": "J6" if education else None,
        "kurz": content["kurz"],
    }
