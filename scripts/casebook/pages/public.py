"""What the public pages may know of an office, in words. Nothing else of office.yaml reaches a template."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from casebook.office import OFFICE_FILE, Frist, Kontakt, Office
from casebook.pages.words import duration, within
from casebook.problem import Problem
from casebook.processes import deadline_of

_NOTICE = "Alle Fälle, Zahlen und Stellen auf dieser Seite sind erfunden."
_REMEDY = {"ifd": "vwgo-widerspruch"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A deadline in words: `within` for a sentence, `duration` for a label."""

    name: str
    within: str
    duration: str
    source: str


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """The office as its public pages show it."""

    name: str
    profil: str
    hinweis: str
    kontakt: Kontakt
    eingangsbestaetigung: Promise | None
    rueckmeldung: Promise
    widerspruch: Promise | None


@dataclass(frozen=True, slots=True)
class Example:
    """Entries of the office's own lists for the example of the clerks' guide; ids, safe as they are."""

    kanal: Markup
    thema: Markup
    funktion: Markup
    betrifft: Markup
    zustaendig: Markup


def public_office(office: Office) -> PublicOffice | list[Problem]:
    """The facts the pages need, or what office.yaml lacks for them."""
    answer = deadline_of(office, "rueckmeldung")
    missing = [name for name, known in (("kontakt", office.kontakt), ("zusagen: rueckmeldung", answer)) if not known]
    if office.kontakt is None or answer is None:
        return [Problem(OFFICE_FILE, 1, 1, "angabe-fehlt", found=name) for name in missing]
    return PublicOffice(
        name=office.name,
        profil=office.profil,
        hinweis=(office.hinweis or _NOTICE) if office.beispiel else "",
        kontakt=office.kontakt,
        eingangsbestaetigung=promise(office, "eingangsbestaetigung"),
        rueckmeldung=_in_words(answer),
        widerspruch=promise(office, _REMEDY.get(office.profil, "sgg-widerspruch")),
    )


def promise(office: Office, name: str) -> Promise | None:
    """A deadline by its id or by the promise it keeps, in words; None where the office has none."""
    deadline = deadline_of(office, name)
    return _in_words(deadline) if deadline else None


def _in_words(deadline: Frist) -> Promise:
    return Promise(deadline.name, within(deadline), duration(deadline), deadline.quelle)


def example(office: Office) -> Example:
    """The first fitting entry of each list."""
    units = {unit.art: unit.id for unit in reversed(office.einheiten)}
    known = [unit.id for unit in office.einheiten] or ["beschwerdestelle"]
    return Example(
        kanal=_first(office, "kanal"),
        thema=_first(office, "thema"),
        funktion=_first(office, "funktionen"),
        betrifft=Markup(units.get("fach", known[-1])),
        zustaendig=Markup(units.get("beschwerdestelle", known[0])),
    )


def _first(office: Office, vocabulary: str) -> Markup:
    return Markup(next(iter(office.vocabularies[vocabulary]), vocabulary))
