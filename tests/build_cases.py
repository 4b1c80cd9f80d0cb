"""Small valid cases and an office for tests of measures and pages, built from plain data."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from casebook.model import Case
from casebook.office import PROFILES, Office, with_profile
from casebook.outside import Outside
from casebook.provenance import Provenance
from casebook.reading import read_document
from casebook.shelf import Shelf

RECEIVED = "2017-03-01"


def case(number: int = 1, **overrides: Any) -> Case:
    """A valid open complaint of 1 March 2017; `eingang` is merged, every other field replaced.

    `log` is short for `verlauf`: pairs of day and event, or triples with more fields of the event.
    `topics` is short for `anliegen`: themes, or pairs of theme and ruling.
    """
    data: dict[str, Any] = {
        "art": "beschwerde",
        "eingang": {"datum": RECEIVED, "kanal": "telefon", "zugang": "direkt"} | overrides.pop("eingang", {}),
        "rechtsbehelf": {"ergebnis": "nein", "geprueft_am": RECEIVED, "geprueft_von": "ombud-1"},
        "zustaendig": "leistung-nord",
        "verlauf": [event(*entry) for entry in overrides.pop("log", ())],
        "anliegen": [concern(topic) for topic in overrides.pop("topics", ("dauer",))],
    }
    data |= overrides
    year = data["eingang"]["datum"][:4]
    return Case.model_validate({"aktenzeichen": f"{year}-{number:04}"} | data)


def event(day: str, kind: str, more: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"datum": day, "ereignis": kind, "durch": "ombud-1"} | (more or {})


def concern(topic: str | tuple[str, str | None]) -> dict[str, Any]:
    theme, ruling = topic if isinstance(topic, tuple) else (topic, None)
    return {"thema": theme, "bereich": "leistung", "kurz": f"Ein Satz zu {theme}", "begruendet": ruling}


def closed_case(number: int = 1, closed_on: str = "2017-03-15", **overrides: Any) -> Case:
    """A complaint closed on a day, upheld unless said otherwise."""
    defaults = {
        "topics": (("dauer", "ja"),),
        "log": [(closed_on, "abschluss", {"ergebnis": "abgeholfen"})],
        "abschluss": {"ergebnis": "abgeholfen"},
    }
    return case(number, **(defaults | overrides))


def office(**overrides: Any) -> Office:
    """The profile `ombudsstelle` with a few units, one of them under five people."""
    document = read_document(PROFILES, "ombudsstelle.yaml")
    units = [("haus", None), ("leistung-nord", 24), ("ombudsstelle", 5), ("nebenstelle", 3), ("aussenstelle", 4)]
    document.data.update(
        {
            "profil": "ombudsstelle",
            "name": "Jobcenter Musterstadt",
            "land": "SN",
            "beispiel": True,
            "hinweis": "Alle Fälle auf dieser Seite sind erfunden.",
            "einheiten": [
                {"id": unit, "name": unit.title()} | ({"groesse": size} if size else {"art": "haus"})
                for unit, size in units
            ],
            "funktionen": [{"id": "ombud-1", "name": "Ombudsstelle", "einheit": "ombudsstelle"}],
            "verweise": {"datei": "https://forge.example/faelle/blob/main/{pfad}"},
        }
        | overrides
    )
    return with_profile(document)


STAND = date(2018, 5, 2)

CHARTS = Shelf(Path(__file__).resolve().parents[1] / "build" / "charts")
"""Pictures that sites built by tests share, and keep from run to run."""

OUTSIDE = Outside.model_validate(
    {
        "ereignisse": [
            {"datum": "2010-07-01", "text": "Umzug ins neue Haus"},
            {"datum": "2017-01-02", "text": "Einführung der digitalen Akte"},
            {"datum": "2017-09-01", "text": "Servicetelefon bis 18 Uhr"},
        ],
        "reihe": [
            {"jahr": 2010, "anzahl": 291, "quelle": "Jahresbericht"},
            {"jahr": 2015, "anzahl": 580, "gerundet": True, "quelle": "Jahresbericht"},
        ],
        "ziele": [
            {"jahr": 2017, "kennzahl": "K08", "teil": "quote", "ziel": 90, "richtung": "mindestens"},
            {"jahr": 2017, "kennzahl": "K01", "teil": "anzahl", "ziel": 200, "richtung": "hoechstens"},
            {"jahr": 2018, "kennzahl": "K05", "teil": "median_arbeitstage", "ziel": 60, "richtung": "hoechstens"},
        ],
    }
)
"""A few small files of the house: events, totals from before the register, targets."""


def provenance(stand: date = STAND) -> Provenance:
    """A clean checkout whose newest commit is of the day of the stand."""
    return Provenance(stand, "a1b2c3d", clean=True, moment=datetime.combine(stand, time(), UTC), settings="5e771185")
