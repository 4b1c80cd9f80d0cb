"""The declared measures: what is printed beside a figure is what is computed.

A measure belongs to a base (`bases`), has a formula (`formulas`), parts with names and units, and
dimensions by which it is split. Adding one means adding an entry here and a formula there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from casebook.measures import bases, formulas
from casebook.measures.bases import Selection
from casebook.measures.formulas import Value
from casebook.measures.record import Base, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One value of a measure.

    `total_only` parts are not split by dimensions; pages list the `listed` ones in tables by dimension.
    """

    id: str
    name: str
    unit: Unit
    definition: str = ""
    total_only: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a measure can be split by: a column of the frames. `phrase` goes on where a name ends."""

    id: str
    name: str
    phrase: str
    rows: Literal["cases", "concerns"] = "cases"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as the counting rules fix it."""

    id: str
    name: str
    base: Base
    definition: str
    selection: Selection
    formula: Callable[[pd.DataFrame], Iterator[Value]]
    parts: tuple[Part, ...]
    dimensions: tuple[Dimension, ...] = ()

    def part(self, part_id: str) -> Part:
        """The declaration of a value; a formula that yields an undeclared one is a bug."""
        return next(part for part in self.parts if part.id == part_id)


BASES: dict[Base, str] = {
    "E": "Eingang: Fälle, die im Zeitraum eingegangen sind.",
    "A": "Abschluss: Fälle, deren letzter Abschluss im Zeitraum liegt und die am Stand abgeschlossen sind.",
    "F": "Fälligkeit: Fälle, deren gültig zugesagter Tag im Zeitraum liegt.",
}

_PER_CONCERN = "Gezählt sind Anliegen, nicht Fälle: Ein Fall kann mehrere Anliegen haben."
_SMALL_UNITS = "Einheiten mit weniger als fünf Personen sind zusammengefasst."

ART = Dimension("art", "Art", "nach Art")
KANAL = Dimension("kanal", "Kanal", "nach Kanal")
ZUGANG = Dimension("zugang", "Zugang", "nach Zugang")
DRITTE = Dimension("dritte", "Art der Dritten", "nach Art der Dritten", note="Nur Fälle, die über Dritte kamen.")
STELLE = Dimension("stelle", "Angesprochene Stelle", "nach angesprochener Stelle", note=_SMALL_UNITS)
GRUPPE = Dimension("gruppe", "Personengruppe", "nach Personengruppe")
THEMA = Dimension("thema", "Thema", "nach Thema", "concerns", _PER_CONCERN)
BEREICH = Dimension("bereich", "Bereich", "nach Bereich", "concerns", _PER_CONCERN)

_NO_REMEDIES = "Reine Rechtsbehelfe zählen nicht mit."
_NO_ENDS = "Doppelte, abgegebene und stornierte Fälle und reine Rechtsbehelfe zählen nicht mit."
_RANK = "Median und 90. Perzentil nach der Rangmethode (nearest rank): immer die Dauer eines wirklichen Falls."
_UPHELD = (
    "Anteil der begründeten und teilweise begründeten an allen bewerteten Beschwerden "
    "(begründet + teilweise begründet + unbegründet)"
)
_NOT_RULED = (
    "Nicht im Nenner: geklärt ohne Bewertung, zurückgezogen, nicht entscheidbar und noch nicht abgeschlossen. "
    + _NO_ENDS
)


def _duration_parts() -> Iterator[Part]:
    units: tuple[Unit, ...] = ("arbeitstage", "kalendertage")
    first = "Vom Eingang bis zum ersten Abschluss derselben Fälle."
    for unit in units:
        listed = unit == "arbeitstage"
        yield Part(f"median_{unit}", "Median", unit, listed=listed)
        yield Part(f"p90_{unit}", "90 von 100 höchstens", unit, listed=listed)
        yield Part(f"max_{unit}", "Längste Dauer", unit, listed=listed)
    for unit in units:
        yield Part(f"erst_median_{unit}", "Bis zum ersten Abschluss: Median", unit, first)
        yield Part(f"erst_p90_{unit}", "Bis zum ersten Abschluss: 90 von 100 höchstens", unit, first)


_UPHELD_PARTS = (
    Part("quote", "begründet oder teilweise begründet", "prozent"),
    Part("streng", "voll begründet", "prozent", "Dieser Wert zählt nur die voll begründeten."),
)

CATALOGUE: tuple[Measure, ...] = (
    Measure(
        "K01",
        "Eingänge",
        "E",
        "Fälle aller Arten, gezählt nach dem Eingangsdatum. Doppelte, abgegebene und stornierte Fälle zählen mit und "
        f"stehen daneben. {_NO_REMEDIES}",
        bases.RECEIVED,
        formulas.receipts,
        (
            Part("anzahl", "alle Arten", "faelle", listed=True),
            Part("doppelt", "davon doppelt", "faelle", total_only=True),
            Part("abgegeben", "davon abgegeben", "faelle", total_only=True),
            Part("storniert", "davon storniert", "faelle", total_only=True),
        ),
        (ART, KANAL, ZUGANG, DRITTE, STELLE, GRUPPE, THEMA, BEREICH),
    ),
    Measure(
        "K05",
        "Dauer bis zum Abschluss",
        "A",
        "Tage vom Eingang (Tag 0) bis zum letzten Abschluss, alle Arten; Pausen sind nicht abgezogen. Arbeitstage sind "
        f"Montag bis Freitag ohne die gesetzlichen Feiertage des Landes. {_RANK} {_NO_ENDS}",
        bases.CLOSED,
        formulas.durations,
        tuple(_duration_parts()),
        (ART,),
    ),
    Measure(
        "K08",
        "Zugesagter Termin gehalten",
        "F",
        "Fälle aller Arten mit zugesagtem Tag der Rückmeldung, gültige Verlängerungen eingerechnet. Es zählt die erste "
        "Rückmeldung; nennt der Verlauf keine, der erste Abschluss. Verglichen werden Tage. Fälle ohne mögliche oder "
        f"gewünschte Rückmeldung zählen nicht mit. {_NO_ENDS}",
        bases.DUE,
        formulas.promise_kept,
        (
            Part(
                "quote",
                "gehalten",
                "prozent",
                "Anteil: gehalten ÷ (gehalten + versäumt); was noch offen ist, steht daneben.",
            ),
            Part("gehalten", "bis zum zugesagten Tag beantwortet", "faelle"),
            Part("versaeumt", "später beantwortet", "faelle"),
            Part("offen_ueberfaellig", "offen, zugesagter Tag vorbei", "faelle"),
            Part("offen_laufend", "offen, zugesagter Tag noch nicht vorbei", "faelle"),
        ),
    ),
    Measure(
        "K09",
        "Begründete Beschwerden nach Abschluss",
        "A",
        f"{_UPHELD}. {_NOT_RULED}",
        bases.COMPLAINTS_CLOSED,
        formulas.upheld,
        _UPHELD_PARTS,
    ),
    Measure(
        "K09E",
        "Begründete Beschwerden nach Eingang",
        "E",
        f"{_UPHELD}, die im Zeitraum eingegangen sind, soweit sie bis zum Stand entschieden waren. {_NOT_RULED}",
        bases.COMPLAINTS_RECEIVED,
        formulas.upheld,
        _UPHELD_PARTS,
    ),
    Measure(
        "K18",
        "Über Dritte gekommen",
        "E",
        "Anteil der Fälle, die über Dritte kamen, an allen eingegangenen Fällen aller Arten; übernommene Fälle mit "
        f"unbekanntem Zugang stehen daneben und zählen nicht mit. {_NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        formulas.through_third_parties,
        (Part("quote", "aller Fälle", "prozent", listed=True), Part("unbekannt", "Zugang unbekannt", "faelle")),
        (ART,),
    ),
    Measure(
        "K30",
        "Lob",
        "E",
        f"Anteil: Lob ÷ (Lob + Beschwerden), alle im Zeitraum eingegangen. {_NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        formulas.praise,
        (Part("quote", "von Lob und Beschwerden", "prozent"),),
    ),
)
