"""Rules for `office.yaml`: what the office tells the public and what its lists may contain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import get_args

from casebook.hours import EXAMPLE, parse_opening
from casebook.model import Ereignisart
from casebook.office import SMALLEST_UNIT, Eintrag, Office, entries_of
from casebook.problem import Finding, Path
from casebook.rules.context import german
from casebook.shape import did_you_mean

_CHARGED = {
    "0180": "Servicenummern kosten je Anruf",
    "0900": "Premiumnummern kosten je Minute",
    "0137": "Abstimmungsnummern kosten je Anruf",
    "0700": "persönliche Rufnummern kosten je nach Netz",
    "032": "ortsunabhängige Nummern kosten je nach Netz",
    "118": "Auskunftsnummern kosten je Minute",
}
_MOBILE = re.compile(r"01[567]")
_GEOGRAPHIC = re.compile(r"0(?!800)[2-9][0-9]{5,11}\Z")
_FREE = re.compile(r"0800[0-9]{7,8}\Z")
_AUTHORITIES = "115"
"""The common number of public authorities, charged like a local call."""
_TURNS_AWAY = re.compile(
    r"abgewiesen|abweis|zur(?:ü|ue)ckgewiesen|zur(?:ü|ue)ckweis|unzul(?:ä|ae)ssig|nicht[ _-]angenommen"
    r"|nicht[ _-]zul(?:ä|ae)ssig|verworfen|(?:annahme|bearbeitung)[ _-]?(?:abgelehnt|verweigert)|querulant|abgewimmelt",
    re.IGNORECASE,
)

_EVENTS: tuple[str, ...] = get_args(Ereignisart)
_STARTS = ("eingang", "bekanntgabe", *_EVENTS)

_OUTCOME_LISTS = frozenset({"wirkung", "gruende", "verspaetungsgrund"})
# A topic may be called "Ablehnung"; what became of a complaint may not.
_TURNS_AWAY_AS_OUTCOME = re.compile(
    _TURNS_AWAY.pattern + r"|abgelehnt|verweiger|nicht[ _-]bearbeitet|nicht[ _-]zust(?:ä|ae)ndig", re.IGNORECASE
)

OfficeRule = Callable[[Office], Iterator[Finding]]


def telephone_costs_nothing_extra(office: Office) -> Iterator[Finding]:
    """A public number is free of charge or geographic (S4; numbering plan of the Bundesnetzagentur)."""
    for index, phone in enumerate(office.kontakt.telefon if office.kontakt else ()):
        path: Path = ("kontakt", "telefon", index, "nummer")
        digits = re.sub(r"^(?:\+|00)49", "0", re.sub(r"\(0\)|[\s()/-]", "", phone.nummer))
        reason = next((why for start, why in _CHARGED.items() if digits.startswith(start)), None)
        reason = reason or ("Mobilfunknummern kosten je nach Vertrag" if _MOBILE.match(digits) else None)
        if reason:
            yield Finding("rufnummer-kostenpflichtig", path, phone.nummer, reason)
        elif not (_FREE.match(digits) or _GEOGRAPHIC.match(digits) or digits == _AUTHORITIES):
            yield Finding("rufnummer-form", path, phone.nummer)


def no_list_turns_people_away(office: Office) -> Iterator[Finding]:
    """A complaint is never refused (S0): no list may hold such an outcome."""
    for path, entry in entries_of(office):
        words = _TURNS_AWAY_AS_OUTCOME if path[1] in _OUTCOME_LISTS else _TURNS_AWAY
        for name in ("id", "name"):
            if words.search(getattr(entry, name)):
                yield Finding("vokabular-abweisung", (*path, name), getattr(entry, name))
                break


def entries_are_sound(office: Office) -> Iterator[Finding]:
    """Ids are unique within their list and no span ends before it begins."""
    seen: set[tuple[Path, str]] = set()
    for path, entry in entries_of(office):
        key = (path[:-1], entry.id)
        if key in seen:
            yield Finding("eintrag-doppelt", (*path, "id"), entry.id)
        seen.add(key)
        yield from _span(path, entry)


def _span(path: Path, entry: Eintrag) -> Iterator[Finding]:
    start, end = entry.gueltig_von, entry.gueltig_bis
    if start and end and end < start:
        yield Finding("eintrag-zeitraum", (*path, "gueltig_bis"), german(end), german(start))


def links_are_complete(office: Office) -> Iterator[Finding]:
    """The address patterns of a file, of its history and of a commit have their placeholder."""
    for field, place in (("datei", "{pfad}"), ("verlauf", "{pfad}"), ("fassung", "{fassung}")):
        pattern = getattr(office.verweise, field)
        if pattern and place not in pattern:
            yield Finding("muster-platzhalter", ("verweise", field), pattern, place)


def calendar_fits_the_land(office: Office) -> Iterator[Finding]:
    """Augsburg lies in Bayern; Catholic holidays beyond those of the Land exist in three Länder only."""
    calendar = office.kalender
    if calendar.ort and office.land != "BY":
        yield Finding("kalender-land", ("kalender", "ort"), calendar.ort, office.land)
    if calendar.kategorien and office.land not in ("BY", "SN", "TH"):
        yield Finding("kalender-land", ("kalender", "kategorien", 0), calendar.kategorien[0], office.land)
    for index, shut in enumerate(calendar.schliesstage):
        if shut.bis and shut.bis < shut.von:
            path = ("kalender", "schliesstage", index, "bis")
            yield Finding("eintrag-zeitraum", path, german(shut.bis), german(shut.von))


def deadlines_begin_with_an_event(office: Office) -> Iterator[Finding]:
    """A deadline whose start nobody knows would never be due, without a word."""
    for index, deadline in enumerate(office.fristen):
        if deadline.beginn not in _STARTS:
            hint = did_you_mean(deadline.beginn, _STARTS)
            yield Finding("verweis-unbekannt", ("fristen", index, "beginn"), deadline.beginn, hint)


def frozen_day_is_for_examples(office: Office) -> Iterator[Finding]:
    """Only an invented register stands still."""
    if office.stichtag and not office.beispiel:
        yield Finding("stichtag-ohne-beispiel", ("stichtag",))


FILE_RULES: tuple[OfficeRule, ...] = (
    telephone_costs_nothing_extra,
    no_list_turns_people_away,
    entries_are_sound,
    links_are_complete,
    calendar_fits_the_land,
    deadlines_begin_with_an_event,
    frozen_day_is_for_examples,
)
"""Rules that read the file as it stands."""


def references_resolve(office: Office) -> Iterator[Finding]:
    """Promises name deadlines, functions name units, duties name events."""
    for name in ("eingangsbestaetigung", "rueckmeldung"):
        deadline = getattr(office.zusagen, name)
        if deadline and deadline not in office.deadlines:
            hint = did_you_mean(deadline, office.deadlines)
            yield Finding("verweis-unbekannt", ("zusagen", name), deadline, hint)
    for index, plan in enumerate(office.fristenplan):
        for name, value, known in (("frist", plan.frist, office.deadlines), ("ereignis", plan.ereignis, _EVENTS)):
            if value not in known:
                yield Finding("verweis-unbekannt", ("fristenplan", index, name), value, did_you_mean(value, known))
    for index, function in enumerate(office.funktionen):
        if function.einheit not in office.units:
            hint = did_you_mean(function.einheit, office.units)
            yield Finding("verweis-unbekannt", ("funktionen", index, "einheit"), function.einheit, hint)
    for level in ("bagatelle", "prozessbezogen", "kritisch"):
        for index, step in enumerate(getattr(office.pflichten, level)):
            if step not in _EVENTS:
                hint = did_you_mean(step, _EVENTS)
                yield Finding("verweis-unbekannt", ("pflichten", level, index), step, hint)


def nothing_essential_is_missing(office: Office) -> Iterator[Finding]:
    """What the pages and the check cannot do without, whether it stands in the file or in the profile."""
    missing = {
        "kontakt": office.kontakt is None,
        "zusagen.rueckmeldung": office.zusagen.rueckmeldung is None,
        "einheiten": not office.einheiten,
        "funktionen": not office.funktionen,
        "vokabulare.thema": not office.vokabulare.thema,
        "vokabulare.kanal": not office.vokabulare.kanal,
    }
    for name, absent in missing.items():
        if absent:
            yield Finding("angabe-fehlt", (), name)


def reminders(office: Office, today: date) -> Iterator[Finding]:
    """What becomes due or worth mending without being wrong: the yearly review, hours nobody can translate, sizes."""
    statement = office.barrierefreiheit
    if statement and statement.geprueft_am + timedelta(days=365) < today:
        yield Finding("barrierefreiheit-alt", ("barrierefreiheit", "geprueft_am"), german(statement.geprueft_am))
    for path, times in _hours(office) if set(office.sprachen) else ():
        if parse_opening(times) is None:
            yield Finding("zeiten-form", path, times, EXAMPLE)
    for index, unit in enumerate(office.einheiten):
        if unit.is_measured and unit.groesse is None:
            yield Finding("einheit-ohne-groesse", ("einheiten", index), unit.name, str(SMALLEST_UNIT))


def _hours(office: Office) -> Iterator[tuple[Path, str]]:
    """Every text of opening hours with its path."""
    contact = office.kontakt
    for index, phone in enumerate(contact.telefon if contact else ()):
        yield ("kontakt", "telefon", index, "zeiten"), phone.zeiten
    if contact and contact.sprechzeiten:
        yield ("kontakt", "sprechzeiten"), contact.sprechzeiten
    for index, line in enumerate(office.durchwahlen):
        yield ("durchwahlen", index, "telefon", "zeiten"), line.telefon.zeiten
    for index, place in enumerate(office.andere_stellen):
        if place.telefon:
            yield ("andere_stellen", index, "telefon", "zeiten"), place.telefon.zeiten


MERGED_RULES: tuple[OfficeRule, ...] = (references_resolve, nothing_essential_is_missing)
"""Rules that need the profile as well; list positions then count the file's own entries last."""
