"""By what measures are split."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.measures.declaration import Dimension
from casebook.measures.record import Record

TOGETHER = (
    "Kleine Abteilungen (unter fünf Personen oder ohne Angabe, wie viele es sind) stehen zusammen. Stellen wie Leitung "
    "und Träger sind keine Abteilungen und stehen für sich."
)
_PER_CONCERN = "Gezählt sind Anliegen, nicht Fälle: Ein Fall kann mehrere Anliegen haben."
_OF_ALL = "Der Nenner sind jeweils alle; ein Fall kann mehrmals vorkommen."

ART = Dimension("art", "Art", "nach Art", ("art", "verlauf.art", "verlauf.alt"))
KANAL = Dimension("kanal", "Kanal", "nach Kanal", ("eingang.kanal",))
ZUGANG = Dimension("zugang", "Zugang", "nach Zugang", ("eingang.zugang",))
UEBER = Dimension("ueber", "Gekommen über", "nach dem Weg", ("eingang.ueber",), note="Nur Fälle, die so kamen.")
DRITTE = Dimension(
    "dritte",
    "Art der Dritten",
    "nach Art der Dritten",
    ("eingang.zugang", "dritte.art"),
    note="Nur Fälle, die über Dritte kamen.",
)
ORGANISATION = Dimension(
    "organisation",
    "Organisation der Dritten",
    "nach Organisation der Dritten",
    ("eingang.zugang", "dritte.art", "dritte.stelle"),
    note="Nur Fälle, die über Dritte kamen; bei manchen Arten nennt das Haus keine Organisation.",
)
STELLE = Dimension(
    "stelle", "Angesprochene Stelle", "nach angesprochener Stelle", ("eingang.stelle",), note=TOGETHER
)
ZUSTAENDIG = Dimension(
    "zustaendig", "Zuständige Einheit", "nach zuständiger Einheit", ("zustaendig",), note=TOGETHER
)
GRUPPE = Dimension("gruppe", "Personengruppe", "nach Personengruppe", ("person.gruppe",))
STUFE = Dimension("stufe", "Stufe", "nach Stufe", ("verlauf.stufe",))
ERGEBNIS = Dimension("outcome", "Ergebnis", "nach Ergebnis", ("verlauf.ergebnis", "abschluss.ergebnis"))
WEG = Dimension("weg", "Weg", "nach Weg", ("rechtsbehelf.weg",))
GRUND = Dimension(
    "verspaetungsgrund",
    "Verspätungsgrund",
    "im Einzelnen",
    ("abschluss.verspaetungsgrund",),
    note="Der Nenner sind jeweils alle verspäteten Fälle.",
    of_all=True,
)
THEMA = Dimension("thema", "Thema", "nach Thema", ("anliegen.thema",), "concerns", _PER_CONCERN)
BEREICH = Dimension("bereich", "Bereich", "nach Bereich", ("anliegen.bereich",), "concerns", _PER_CONCERN)
TRAEGER = Dimension("traeger", "Träger", "nach Träger", ("anliegen.traeger",), "concerns", _PER_CONCERN)
GEGENSTAND = Dimension(
    "gegenstand", "Gegenstand", "nach Gegenstand", ("anliegen.gegenstand",), "concerns", _PER_CONCERN
)
PROZESS = Dimension("prozess", "Prozess", "nach Prozess", ("anliegen.prozess",), "concerns", _PER_CONCERN)
BETRIFFT = Dimension(
    "betrifft",
    "Betroffene Einheit",
    "nach betroffener Einheit",
    ("anliegen.betrifft",),
    "concerns",
    f"{_PER_CONCERN} {TOGETHER}",
)
WIRKUNG = Dimension("wirkung", "Wirkung", "im Einzelnen", ("abschluss.wirkung",), "effects", _OF_ALL, of_all=True)
BEHOERDE = Dimension(
    "behoerde",
    "Andere Behörde",
    "nach anderer Behörde",
    ("verlauf.behoerde",),
    "contacts",
    "Nur Fälle, in denen die Behörde angesprochen wurde; ein Fall kann mehrmals vorkommen.",
)
BEDARF = Dimension("bedarf", "Bedarf", "nach Bedarf", ("person.bedarf.art",), "needs")
INSTANZ = Dimension("instanz", "Externe Stelle", "nach externer Stelle", ("verlauf.behoerde",), "decisions")
VERANTWORTLICH = Dimension(
    "verantwortlich",
    "Verantwortliche Einheit",
    "nach verantwortlicher Einheit",
    ("massnahmen.verantwortlich",),
    "massnahmen",
    TOGETHER,
)

FREE_TEXT = frozenset({ORGANISATION.id})
"""Dimensions whose entries are words of a case and stand in no list."""


def without_text(records: Iterable[Record]) -> list[Record]:
    """The figures that repeat no words of a case: those that leave the house unless asked for otherwise."""
    return [record for record in records if not FREE_TEXT.intersection(record.by)]
