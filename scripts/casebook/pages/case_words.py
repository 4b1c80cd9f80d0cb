"""Fields of a case file -> German lines: every value by the name of its list, none that points at a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from casebook.measures.frames import shown_unit
from casebook.model import Case, Ereignis
from casebook.office import Office
from casebook.pages.labels import KINDS, STATUS, VERDICTS, day, entry_name
from casebook.shape import vocabulary_paths
from casebook.values import Record

EVENTS = {
    "eingangsbestaetigung": "Eingang bestätigt",
    "zuweisung": "Zugewiesen",
    "einstufung": "Eingestuft",
    "weiterleitung": "Weitergeleitet",
    "leitung_bewertet": "Von der Leitung bewertet",
    "auftraggeber_informiert": "Auftraggeber informiert",
    "auftraggeber_entscheidet": "Auftraggeber hat entschieden",
    "stellungnahme_eingeholt": "Stellungnahme eingeholt",
    "kontakt_extern": "Mit anderer Behörde gesprochen",
    "freigabe": "Freigegeben",
    "zwischenbescheid": "Zwischenbescheid",
    "fristverlaengerung": "Frist verlängert",
    "pause_beginn": "Pause beginnt",
    "pause_ende": "Pause endet",
    "rueckmeldung": "Rückmeldung gegeben",
    "abschluss": "Abgeschlossen",
    "zweite_stufe": "Zweite Stufe",
    "externe_stelle": "Externe Stelle",
    "wiedereroeffnung": "Wieder geöffnet",
    "umwandlung": "Art geändert",
    "doppelt": "Doppelt, wird anderswo weitergeführt",
    "abgabe": "Abgegeben",
    "storno": "Storniert",
    "korrektur": "Korrektur",
    "schwaerzung": "Geschwärzt",
    "keine_massnahme": "Keine Maßnahme",
    "befragung_versandt": "Befragung versandt",
    "befragung_antwort": "Antwort auf die Befragung",
    "uebergeben": "Ins Fachverfahren übergeben",
    "anonymisiert": "Anonymisiert",
}

_WORDS = {
    **KINDS,
    **STATUS,
    "teilweise_abgeholfen": "teilweise abgeholfen",
    "nicht_abgeholfen": "nicht abgeholfen",
    "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
    "zurueckgezogen": "zurückgezogen",
    "zur_kenntnis": "zur Kenntnis genommen",
    "nicht_entscheidbar": VERDICTS["nicht_entscheidbar"],
    "nicht_geprueft": "nicht geprüft",
    "sache": "Sache",
    "verhalten": "Verhalten",
    "auskunft": "Auskunft",
    "vertretung": "Vertretung",
    "liegt_vor": "liegt vor",
    "nicht_noetig": "nicht nötig",
    "dritte": "über Dritte",
    "befragung": "aus einer Befragung",
    "traeger": "Träger",
    "integrationsamt": "Integrationsamt",
    "politik": "Politik",
    "in_arbeit": "in Arbeit",
    "vorgaenger": "Vorgänger",
    "zusammenhang": "Zusammenhang",
    "folge": "Folgefall",
    "ueberpruefungsantrag": "Überprüfungsantrag",
    "untaetigkeit": "Untätigkeit",
    "widerspruch": "Widerspruch",
    "dienstaufsicht": "Dienstaufsicht",
    "fachaufsicht": "Fachaufsicht",
    "petition": "Petition",
    "datenschutz": "Datenschutz",
    "hinweisgeber": "Hinweisgeberschutz",
    "akteneinsicht": "Akteneinsicht",
    "gewaltschutz": "Gewaltschutz",
    "person": "an die Person",
    "beide": "an beide",
}
HIDDEN = frozenset({"uhrzeit", "durch", "erfasst_von", "geprueft_von", "pseudonym", "beispiel"})
"""Hours, and who did something: no page says either."""
_UNITS = frozenset(path[-1] for path, name in vocabulary_paths(Case) if name == "einheiten")
_FIELD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fact:
    """A field and its value, both for people."""

    name: str
    value: str


def facts(record: Record | None, office: Office, *, without: frozenset[str] = frozenset()) -> tuple[Fact, ...]:
    """The single values of a record in the order of the file; empty fields and lists of records are left out."""
    return tuple(_facts(record, office, without)) if record else ()


def event_facts(event: Ereignis, office: Office) -> tuple[Fact, ...]:
    """What an event says beside its day and name; a correction tells no value that its field would not show."""
    return facts(_corrected(event, office), office, without=frozenset({"datum", "ereignis"}))


def _corrected(event: Ereignis, office: Office) -> Ereignis:
    named = set(_FIELD.findall((event.feld or "").casefold()))
    if named & HIDDEN:
        return event.model_copy(update={"alt": None, "neu": None})
    if named & _UNITS:
        return event.model_copy(update={"alt": _unit_value(event.alt, office), "neu": _unit_value(event.neu, office)})
    return event


def _unit_value(value: str | None, office: Office) -> str | None:
    """The unit that a correction calls by its id or its name; other words ("leer") as they are."""
    called = (value or "").casefold()
    unit = next((unit.id for unit in office.einheiten if called in (unit.id, unit.name.casefold())), None)
    return unit_words(office, unit) if unit else value


def _facts(record: Record, office: Office, without: frozenset[str]) -> Iterator[Fact]:
    for name, title, vocabulary in _fields(type(record)):
        value = getattr(record, name)
        if value is None or value == () or value is False or name in without:
            continue
        if isinstance(value, Record):
            yield from (Fact(f"{title}: {fact.name}", fact.value) for fact in facts(value, office))
        elif not (isinstance(value, tuple) and isinstance(value[0], Record)):
            yield Fact(title, _worded(value, vocabulary, office))


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, str], ...]:
    """Name, German title and vocabulary of every field that may be shown."""
    vocabularies = {path[0]: name for path, name in vocabulary_paths(model) if len(path) == 1}
    shown = ((name, field) for name, field in model.model_fields.items() if name not in HIDDEN)
    return tuple((name, field.title or name, vocabularies.get(name, "")) for name, field in shown)


def _worded(value: object, vocabulary: str, office: Office) -> str:
    if isinstance(value, tuple):
        return ", ".join(_worded(item, vocabulary, office) for item in value)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return day(value)
    text = str(value)
    if vocabulary == "einheiten":
        return unit_words(office, text)
    return entry_name(office, vocabulary, text) if vocabulary else _WORDS.get(text, text)


def unit_words(office: Office, unit: str | None) -> str:
    """The name of a unit, small ones together."""
    return entry_name(office, "stelle", shown_unit(office, unit))


def acting_unit(office: Office, function: str) -> str:
    """The unit of the function that did something: what was done is shown, never at which desk."""
    known = office.functions.get(function)
    return unit_words(office, known.einheit) if known else ""
