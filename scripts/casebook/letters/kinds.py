"""The kinds of letter: when each makes sense and which parts its template must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casebook.derive import CLOSED, Status


class Variant(StrEnum):
    """How a letter is written; a case's `bedarf` chooses."""

    STANDARD = "standard"
    EASY = "leichte-sprache"
    LARGE = "grossdruck"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Part:
    """Something a template must say: a content control with this tag, these fields and these words in it.

    Words are compared without hyphens and capitals, because Leichte Sprache divides them.
    """

    tag: str
    name: str
    fields: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


OPEN = frozenset(Status) - CLOSED
ANSWERED = OPEN | {Status.ABGESCHLOSSEN}

_NO_HARM = Part("kein-nachteil", "dass niemand einen Nachteil hat")
_REMEDY = Part("widerspruch", "der Hinweis zum Widerspruch", (), ("widerspruch", "frist", "email", "unterschrift"))
_REMEDY_IN_FULL = Part("widerspruch", "der Hinweis zum Widerspruch", (), (*_REMEDY.words, "amt", "brief"))
_UNTIL = Part("antwort-bis", "der Tag der Antwort", ("antwort_bis",))
_NOT_SATISFIED = Part("nicht-zufrieden", "was man tun kann, wenn man nicht zufrieden ist", (), ("widerspruch",))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter.

    `needs` are fields that may not even be empty; `only` limits the fields where the addressee must not
    learn more; `answers` is said of letters that settle the matter.
    """

    id: str
    name: str
    statuses: frozenset[Status]
    parts: tuple[Part, ...]
    only: frozenset[str] = field(default=frozenset())
    needs: frozenset[str] = field(default=frozenset())
    answers: bool = False
    to_commissioner: bool = False


_ACKNOWLEDGEMENT = Kind(
    "eingangsbestaetigung",
    "Eingangsbestätigung",
    OPEN,
    (
        Part("nummer", "das Aktenzeichen", ("aktenzeichen",)),
        Part("ablauf", "was jetzt geschieht"),
        Part("wer-entscheidet", "wer entscheidet", ("entscheidet",)),
        Part("loesung", "dass eine Lösung gesucht wird", (), ("lösung",)),
        _UNTIL,
        _NO_HARM,
        _REMEDY_IN_FULL,
        Part("datenschutz", "der Hinweis zum Datenschutz", ("haus",), ("dsgvo", "sgb", "löschen", "aufsicht")),
    ),
)
_INTERIM = Kind(
    "zwischenbescheid",
    "Zwischenbescheid",
    OPEN,
    (Part("schritte", "was bisher geschehen ist", ("schritte",)), _UNTIL, _NO_HARM, _REMEDY),
)
_EXTENSION = Kind(
    "fristverlaengerung",
    "Fristverlängerung",
    OPEN,
    (
        Part("grund", "der Grund der Verlängerung", ("grund_der_verlaengerung",)),
        Part("neue-frist", "der neue Tag der Antwort", ("neue_frist",)),
        _NO_HARM,
        _REMEDY,
    ),
)
_ANSWER = Kind(
    "rueckmeldung",
    "Rückmeldung",
    ANSWERED,
    (
        Part("ergebnis", "das Ergebnis", ("urteil", "bewertung", "begruendung")),
        Part("massnahmen", "Maßnahmen und Absprachen", ("massnahmen", "keine_massnahme")),
        Part("wirkung", "die Wirkung", ("wirkung",)),
        _NOT_SATISFIED,
        _NO_HARM,
    ),
    answers=True,
)
_STATEMENT = Kind(
    "stellungnahme",
    "Stellungnahme",
    ANSWERED,
    (Part("begruendung", "die Begründung", ("begruendung",)), _NOT_SATISFIED, _NO_HARM),
    needs=frozenset({"begruendung"}),
    answers=True,
)
_HANDOVER = Kind(
    "abgabe",
    "Abgabenachricht",
    OPEN | {Status.ABGEGEBEN},
    (
        Part("abgabe-an", "an wen abgegeben wurde", ("abgabe_an", "abgabe_am")),
        Part("abgabe-grund", "der Grund der Abgabe", ("abgabe_grund",)),
        _NO_HARM,
        _REMEDY_IN_FULL,
    ),
)
_NOTICE = Kind(
    "meldung-auftraggeber",
    "Meldung an den Auftraggeber",
    OPEN,
    (
        Part(
            "angaben", "die Angaben zum Fall", ("aktenzeichen", "art", "stufe", "themen", "eingang_am", "antwort_bis")
        ),
        Part("entscheidung", "die erbetene Entscheidung", ("antwort_bis",), ("entscheid",)),
        Part("ohne-personenbezug", "dass sie keine Angaben zur Person enthält", (), ("person",)),
    ),
    only=frozenset(
        {"aktenzeichen", "datum", "haus", "stelle", "anschrift", "absenderzeile", "telefon", "telefon_zeiten"}
        | {"e_mail", "art", "stufe", "themen", "eingang_am", "antwort_bis", "auftraggeber"}
    ),
    to_commissioner=True,
)

_KINDS = (_ACKNOWLEDGEMENT, _INTERIM, _EXTENSION, _ANSWER, _STATEMENT, _HANDOVER, _NOTICE)
KINDS: Mapping[str, Kind] = {kind.id: kind for kind in _KINDS}
"""In the order in which a case needs them."""
