"""Random cases for figures: every field a measure reads takes every turn, the log is in order and may make no sense."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from build_cases import case
from hypothesis import strategies as st

from casebook.model import Case
from casebook.outside import Outside

_EVENTS = [
    *("rueckmeldung", "abschluss") * 3,
    *("eingangsbestaetigung", "zuweisung") * 2,
    *("weiterleitung", "zweite_stufe", "korrektur", "pause_beginn", "pause_ende", "fristverlaengerung"),
    *("wiedereroeffnung", "kontakt_extern", "externe_stelle", "uebergeben", "einstufung", "keine_massnahme"),
    *("befragung_versandt", "befragung_antwort", "umwandlung"),
]
_OUTCOMES = ["abgeholfen", "nicht_abgeholfen", "geklaert_ohne_bewertung", "zurueckgezogen", "unbekannt"]
_KINDS = ["beschwerde", "beschwerde", "beschwerde", "anregung", "hinweis", "lob", "anfrage", "anfrage"]
_UNITS = [None, "ombudsstelle", "nebenstelle", "aussenstelle", "leistung-nord", "leistung-nord"]
_TOPICS = ["dauer", "dauer", "kaution", "absage"]
_ADVICE = ["empfehlung", "empfehlung", "empfehlung_befolgt"]
_RULINGS = ["ja", "ja", "teilweise", "nein", "nein", "nicht_entscheidbar", None]


def random_case(number: int, draw: random.Random) -> Case:
    """A case received from December 2016 to January 2018."""
    received = date(2016, 12, 1) + timedelta(draw.randrange(420))
    return case(
        number,
        art=draw.choice(_KINDS),
        eingang=_receipt(received, draw),
        dritte=draw.choice([None, {"art": "verein"}, {"art": "beratungsstelle", "stelle": "Sozialberatung"}]),
        person=_person(draw),
        rechtsbehelf=draw.choice([None, *[_legal(received, draw) for _ in range(5)]]),
        anliegen=[_concern(draw) for _ in range(draw.choice([1, 1, 2, 3]))],
        zustaendig=draw.choice(["leistung-nord", "ombudsstelle", "nebenstelle"]),
        rueckmeldung_bis=draw.choice([None, *[_later(received, 40, draw)] * 5]),
        keine_rueckmeldung={"grund": "verzicht"} if draw.random() < 0.1 else None,
        abschluss=draw.choice([None, *[_block(draw) for _ in range(3)]]),
        massnahmen=[_measure(received, draw) for _ in range(draw.choice([0, 0, 1, 2]))],
        herkunft={"quelle": "Alt", "nummer": str(number)} if draw.random() < 0.1 else None,
        log=list(random_log(received, draw)),
    )


def _later(day: date, days: int, draw: random.Random) -> str:
    return str(day + timedelta(draw.randrange(days)))


def _receipt(received: date, draw: random.Random) -> dict[str, Any]:
    return {
        "datum": str(received),
        "kanal": draw.choice(["telefon", "brief", "unbekannt"]),
        "zugang": draw.choice(["direkt", "dritte", "befragung", "unbekannt"]),
        "ueber": draw.choice([None, None, "politik"]),
        "stelle": draw.choice(_UNITS),
    }


def _person(draw: random.Random) -> dict[str, Any]:
    needs = [{"art": draw.choice(["dgs", "anrufen"]), "erfuellt": draw.choice([True, False, None])} for _ in range(2)]
    return {
        "gruppe": draw.choice([None, "vermieter"]),
        "anonym": draw.random() < 0.1,
        "bedarf": needs[: draw.choice([0, 0, 1, 2])],
        "pseudonym": draw.choice([None, "p-1", "p-2", "p-3"]),
    }


def _legal(received: date, draw: random.Random) -> dict[str, Any]:
    return {
        "ergebnis": draw.choice(["nein", "nein", "nein", "ja", "unklar", "nicht_geprueft"]),
        "weg": draw.choice([None, "widerspruch", "petition"]),
        "bekanntgabe_am": draw.choice([None, str(received - timedelta(draw.randrange(40)))]),
        "belehrung": draw.choice([None, "richtig", "fehlt"]),
        "uebergeben_am": draw.choice([None, _later(received, 30, draw)]),
        "daneben_beschwerde": draw.choice([None, True, False]),
    }


def _concern(draw: random.Random) -> dict[str, Any]:
    return {
        "thema": draw.choice(_TOPICS),
        "kurz": "Ein Satz",
        "bereich": draw.choice([None, "leistung"]),
        "traeger": draw.choice([None, "ba", "kommunal"]),
        "gegenstand": draw.choice([None, "sache", "verhalten"]),
        "betrifft": draw.choice(_UNITS),
        "prozess": draw.choice([None, "J1"]),
        "begruendet": draw.choice(_RULINGS),
    }


def _block(draw: random.Random) -> dict[str, Any]:
    return {
        "ergebnis": "abgeholfen",
        "wirkung": draw.choice([[], ["geklaert"], ["geklaert", "vermittelt", "geklaert"]]),
        "verspaetungsgrund": draw.choice([None, "personal", "uebersehen"]),
        "zufriedenheit": draw.choice([None, None, 1, 3, 4, 5]),
    }


def _measure(received: date, draw: random.Random) -> dict[str, Any]:
    return {
        "text": "Etwas wird anders",
        "verantwortlich": draw.choice(["leistung-nord", "nebenstelle"]),
        "frist": _later(received, 200, draw),
        "stand": draw.choice(["beschlossen", "umgesetzt", "verworfen"]),
        "umgesetzt_am": draw.choice([None, _later(received, 250, draw)]),
        "wirkung_geprueft": draw.choice([None, _later(received, 400, draw)]),
    }


def random_log(received: date, draw: random.Random) -> Iterator[tuple[str, str, dict[str, Any]]]:
    day = received
    for _ in range(draw.randrange(10)):
        day += timedelta(draw.choice([0, 0, 1, 3, 8, 14, 20]))
        kind = draw.choice(_EVENTS) if draw.random() > 0.05 else draw.choice(["doppelt", "abgabe", "storno"])
        yield str(day), kind, _details(kind, day, draw)


def _details(kind: str, day: date, draw: random.Random) -> dict[str, Any]:
    unit = {"stelle": draw.choice(_UNITS[1:])}
    return {
        "abschluss": {"ergebnis": draw.choice([*_OUTCOMES, None])},
        "fristverlaengerung": {
            "grund": draw.choice(["Grund", "Grund", None]),
            "bis": str(day + timedelta(draw.randrange(-5, 30))),
            "informiert": draw.random() < 0.8,
        },
        "einstufung": {"stufe": draw.choice(["bagatelle", "kritisch"])},
        "zuweisung": unit,
        "weiterleitung": unit,
        "zweite_stufe": draw.choice([unit, {}]),
        "kontakt_extern": {"behoerde": draw.choice(["sozialamt", "jugendamt"])},
        "externe_stelle": {
            "behoerde": draw.choice([None, "sozialamt"]),
            "ergebnis": draw.choice([None, "bestaetigt", "beanstandet", "vorher_abgeholfen", "anderes", *_ADVICE]),
        },
        "umwandlung": {"art": draw.choice(_KINDS), "alt": draw.choice([None, *_KINDS])},
        "korrektur": draw.choice([{"feld": "eingang.datum"}, {"feld": "art", "alt": "lob", "neu": "beschwerde"}]),
    }.get(kind, {})


@st.composite
def random_outside(draw: st.DrawFn) -> Outside:
    """Small files of a house: days in and around 2017, parts never larger than their whole."""
    days, few = st.dates(date(2016, 6, 1), date(2018, 6, 30)), st.integers(0, 40)
    clients = [{"stichtag": str(day), "anzahl": draw(st.integers(1, 9000))} for day in draw(_some(days))]
    surveys = [_survey(day, *(draw(few) for _ in range(4))) for day in draw(_some(days))]
    months = st.builds("{:04}-{:02}".format, st.integers(2016, 2018), st.integers(1, 12))
    calls = [
        _calls(month, draw(few), draw(few), draw(st.none() | st.integers(0, 400))) for month in draw(_some(months))
    ]
    data = {"bezugsgroessen": [each | {"was": "Menschen", "quelle": "Statistik"} for each in clients]}
    return Outside.model_validate(data | {"umfragen": surveys, "telefon": calls})


def _some(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(entries, max_size=6, unique=True)


def _survey(end: date, known: int, silent: int, unhappy: int, content: int) -> dict[str, Any]:
    """`known` complaints are in the register, no others where it is odd; `silent` ones told nobody."""
    told = known + unhappy
    return {
        "von": str(end - timedelta(20)),
        "bis": str(end),
        "befragte": told + silent + content,
        "unzufriedene": told + silent,
        "geaeussert": told,
        "registriert": known if known % 2 == 0 else None,
        "quelle": "Umfrage",
    }


def _calls(month: str, taken: int, lost: int, wait: int | None) -> dict[str, Any]:
    counts = {"angeboten": taken + lost, "angenommen": taken, "wartezeit_sekunden": wait}
    return {"monat": month, "quelle": "Anlage"} | counts
