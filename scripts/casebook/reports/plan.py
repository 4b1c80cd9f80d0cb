"""Which report says what, in which order: the one place to change when a report should say more or less.

Measures an office does not have, or the catalogue does not know, are left out; a chapter left empty goes too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casebook.reports import passages
from casebook.reports.blocks import Block
from casebook.reports.material import Material
from casebook.reports.tables import Counting, Leads, Split, Whole, Wish

Passage = Callable[[Material], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and what stands under it."""

    title: str
    content: tuple[Wish | Passage, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A report. `months` are the lengths of period it can be written for; `key` its first figures."""

    id: str
    name: str
    months: frozenset[int]
    mark: str
    key: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    compact: bool = False


_INTERNAL = "Interner Bericht – enthält kleine Zahlen, nicht zur Veröffentlichung"
_FOR_CLIENT = "Nur für Auftraggeber und Trägerversammlung – enthält kleine Zahlen, nicht zur Veröffentlichung"
_FOR_COUNCIL = "Vorlage für die nichtöffentliche Sitzung – enthält kleine Zahlen, nicht zur Veröffentlichung"

_RECEIPTS = Chapter(
    "Was eingegangen ist",
    (
        passages.receipts_by_month,
        Split("K01", "art"),
        Leads("Nebenbei gezählt", ("K30.quote", "K01.doppelt", "K01.abgegeben", "K01.storniert", "K19.je_tausend")),
        Split("K01", "kanal"),
        Split("K01", "gruppe"),
    ),
)
_WAYS = Chapter(
    "Allein oder über Dritte",
    (
        Whole("K18"),
        Split("K18", "art"),
        Split("K01", "zugang"),
        Split("K01", "dritte"),
        Split("K01", "organisation", longest=15),
    ),
)
_RULINGS = Chapter(
    "Wie über Beschwerden entschieden wurde",
    (Whole("K09E"), Whole("K09"), Counting("K09E"), Split("K09E", "thema"), Whole("K10")),
)
_TOPICS = Chapter(
    "Worum es ging",
    (
        Split("K01", "thema"),
        Split("K01", "bereich"),
        Split("K01", "traeger"),
        Split("K09E", "traeger"),
        Split("K01", "gegenstand"),
    ),
)
_BENEFIT = Chapter(
    "Was die Beschwerdestelle darüber hinaus bewirkt hat",
    (Whole("K11"), Split("K11", "wirkung"), Split("K11", "behoerde"), Counting("K11")),
)
_DURATION = Whole(
    "K05",
    (
        "median_arbeitstage",
        "median_kalendertage",
        "p90_arbeitstage",
        "p90_kalendertage",
        "max_arbeitstage",
        "max_kalendertage",
    ),
)
_ACKNOWLEDGED = Whole("K04", ("median_arbeitstage", "median_kalendertage", "p90_arbeitstage", "p90_kalendertage"))
_DEADLINES = Chapter(
    "Fristen und Dauer",
    (
        Whole("K03"),
        _ACKNOWLEDGED,
        _DURATION,
        Whole("K08"),
        Leads("Antworten auf die Eingänge des Zeitraums", ("K06.quote", "K06.erreichbar", "K06.mit_zusage")),
        Whole("K24"),
        Whole("K25"),
        Split("K25", "verspaetungsgrund"),
        Whole("K12"),
    ),
)
_STOCK = Chapter(
    "Bestand",
    (
        Whole(
            "K02",
            (
                "anfang",
                "eingang",
                "wieder_offen",
                "abgeschlossen",
                "doppelt",
                "abgegeben",
                "storniert",
                "umgewandelt_zu",
                "umgewandelt_von",
                "ende",
            ),
        ),
        Whole("K07"),
        Whole("K16"),
        Whole("K17"),
    ),
)
_LEARNING = Chapter("Maßnahmen und was aus ihnen wurde", (Whole("K22"), Whole("K23"), Split("K23", "thema")))
_SECOND_LOOK = Chapter(
    "Rechtsbehelfe, zweite Stufe und externe Stellen",
    (Whole("K27"), Split("K27", "weg"), Whole("K13"), Whole("K14"), Whole("K15"), Whole("K28")),
)
_EXPERIENCE = Chapter("Zufriedenheit und Zugang", (Whole("K20"), Whole("K21"), Whole("K26"), Split("K26", "bedarf")))
_REACHABILITY = Chapter(
    "Anfragen und Erreichbarkeit",
    (
        Whole("K31"),
        Whole("K32", ("ohne_umweg", "median_arbeitstage", "p90_arbeitstage", "ohne_angabe")),
        Whole("K33"),
        Whole("K34"),
        Whole("K35"),
        Whole("K36", ("median_arbeitstage", "p90_arbeitstage", "ohne_zuweisung", "offen")),
    ),
)
_QUALITY = Chapter("Wie vollständig die Daten sind", (Whole("K29"),))
_NETWORK = Chapter("Netzwerk", (passages.meetings,))
_SERIES = Chapter("Die Jahre im Vergleich", (passages.long_series,))
_TARGETS = Chapter("Ziele", (passages.targets,))

_KEY = ("K01.anzahl", "K18.quote", "K09E.quote", "K08.quote", "K05.median_arbeitstage", "K23.quote")
_REST_OF_MONTH = Leads("Bestand und Maßnahmen", ("K16.max_arbeitstage", "K22.anzahl", "K22.fristgerecht"))
_KEY_OF_MONTH = ("K01.anzahl", "K02.ende", "K07.quote", "K08.quote", "K09.quote", "K05.median_arbeitstage")
_YEARLY = (
    _RECEIPTS,
    _WAYS,
    _RULINGS,
    _TOPICS,
    _BENEFIT,
    _DEADLINES,
    _STOCK,
    _LEARNING,
    _SECOND_LOOK,
    _EXPERIENCE,
    _REACHABILITY,
    _NETWORK,
    _SERIES,
    _TARGETS,
    _QUALITY,
)

KINDS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        Kind("jahresbericht", "Jahresbericht", frozenset({12}), _INTERNAL, _KEY, _YEARLY),
        Kind("halbjahr", "Halbjahresbericht", frozenset({6}), _INTERNAL, _KEY, _YEARLY),
        Kind(
            "monatsblatt",
            "Monatsblatt",
            frozenset({1}),
            _INTERNAL,
            _KEY_OF_MONTH,
            (
                Chapter("Was eine Entscheidung braucht", (passages.to_decide,)),
                Chapter("Was beschlossen ist", (passages.decided,)),
                Chapter("Was als Nächstes fällig ist", (passages.coming_up,)),
                Chapter("Was eingegangen und noch offen ist", (Split("K01", "art"), _REST_OF_MONTH)),
            ),
            compact=True,
        ),
        Kind(
            "auftraggeber",
            "Bericht an Auftraggeber und Trägerversammlung",
            frozenset({12, 6, 3}),
            _FOR_CLIENT,
            ("K01.anzahl", "K09E.quote", "K03.quote", "K08.quote", "K05.median_arbeitstage", "K23.quote"),
            (
                Chapter("Eingänge und Stufen", (Split("K01", "art"), Split("K01", "stufe"), Split("K01", "ueber"))),
                Chapter(
                    "Bestätigung und Zusagen",
                    (
                        Whole("K03"),
                        Whole("K04"),
                        Whole("K08"),
                    ),
                ),
                _RULINGS,
                _TOPICS,
                _LEARNING,
                _STOCK,
                _TARGETS,
            ),
        ),
        Kind(
            "rat",
            "Bericht an den Rat",
            frozenset({12, 6, 3}),
            _FOR_COUNCIL,
            ("K31.quote", "K33.quote", "K34.quote", "K35.quote", "K01.anzahl", "K09E.quote"),
            (
                _REACHABILITY,
                Chapter(
                    "Beschwerden in Kürze",
                    (
                        Split("K01", "art"),
                        Leads("Beschwerden", ("K09E.quote", "K08.quote", "K05.median_arbeitstage")),
                        Split("K01", "thema"),
                    ),
                ),
                _NETWORK,
                _TARGETS,
            ),
        ),
    )
}

USUAL = {12: "jahresbericht", 6: "halbjahr", 3: "auftraggeber", 1: "monatsblatt"}
"""The report for a length of period, where none is named."""
