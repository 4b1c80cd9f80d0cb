"""What belongs together: the one table from themes to measures that pages of periods and of themes follow.

A measure stands in one theme. Its tables by a dimension stand there too, unless another theme takes them.
Measures that the catalogue does not know are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.measures.catalogue import CATALOGUE, Dimension, Measure


@dataclass(frozen=True, slots=True)
class Trend:
    """One part of a measure over periods of so many months; of all of them, or the newest `last`."""

    part: str
    months: int = 12
    last: int | None = None

    @property
    def measure(self) -> str:
        return self.part.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Stacked:
    """Receipts by kind, in columns over the newest `last` months."""

    last: int = 24

    @property
    def measure(self) -> str:
        return "K01"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries of a dimension in the newest finished year, as bars."""

    part: str
    dimension: str

    @property
    def measure(self) -> str:
        return self.part.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Parts:
    """Several counts of one measure beside each other: as columns (ages), or as four quadrants."""

    measure: str
    parts: tuple[str, ...]
    quadrants: bool = False


Plan = Trend | Stacked | Ranking | Parts
"""A chart to be; a `part` is written `K01.anzahl`."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A page, and a part of the page of every period. `splits` are `K01.thema`: tables taken from other themes."""

    id: str
    name: str
    question: str
    measures: tuple[str, ...]
    splits: tuple[str, ...] = ()
    charts: tuple[Plan, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.id}.html"


THEMES = (
    Theme(
        "eingaenge",
        "Eingänge",
        "Wie viel kommt herein, von wem und auf welchem Weg?",
        ("K01", "K19", "K30"),
        charts=(Trend("K01.anzahl"), Stacked()),
    ),
    Theme(
        "rueckstand",
        "Rückstand und Alter",
        "Wie viel ist offen, wie lange schon, und kommt das Haus hinterher?",
        ("K02", "K07", "K16", "K17"),
        charts=(
            Trend("K02.ende", 1, 36),
            Parts("K16", ("alter_0_5", "alter_6_10", "alter_11_20", "alter_21_60", "ueber_60")),
            Trend("K07.quote", 3, 16),
        ),
    ),
    Theme(
        "fristen",
        "Fristen und Dauer",
        "Werden Zusagen gehalten, und warum manche nicht?",
        ("K08", "K06", "K03", "K04", "K05", "K12", "K24", "K25"),
        charts=(
            Parts("K06", ("gehalten", "versaeumt", "offen_laufend", "offen_ueberfaellig"), quadrants=True),
            Trend("K08.quote", 3, 16),
            Trend("K03.quote", 3, 16),
            Trend("K05.median_arbeitstage", 3, 16),
            Ranking("K25.quote", "verspaetungsgrund"),
        ),
    ),
    Theme(
        "themen",
        "Themen und Bereiche",
        "Worum geht es, und was kehrt wieder?",
        ("K15",),
        ("K01.thema", "K01.bereich", "K01.traeger", "K01.betrifft", "K01.gegenstand", "K01.prozess"),
        (Ranking("K01.anzahl", "thema"), Ranking("K01.anzahl", "bereich"), Trend("K15.problem", 3, 16)),
    ),
    Theme(
        "dritte",
        "Dritte und Beratungsstellen",
        "Wer kommt allein, wer mit Hilfe, und durch wen?",
        ("K18",),
        ("K01.dritte", "K01.organisation"),
        (Trend("K18.quote"), Ranking("K01.anzahl", "dritte"), Ranking("K01.anzahl", "organisation")),
    ),
    Theme(
        "ergebnis",
        "Begründet und Wirkung",
        "Was wurde entschieden, und was hat es gebracht?",
        ("K09", "K09E", "K10", "K11"),
        charts=(Trend("K09.quote", 3, 16), Ranking("K11.quote", "wirkung")),
    ),
    Theme(
        "massnahmen",
        "Maßnahmen und ob sie halfen",
        "Was wurde beschlossen, wurde es getan, und hat jemand geprüft, ob es half?",
        ("K22", "K23", "K14", "K20", "K21"),
        charts=(Trend("K22.anzahl"), Trend("K22.fristgerecht"), Trend("K22.geprueft"), Trend("K23.quote")),
    ),
    Theme(
        "anfragen",
        "Anfragen und Erreichbarkeit",
        "Sind die Leute erreichbar, und werden Anfragen schnell und richtig beantwortet?",
        ("K31", "K32", "K33", "K34", "K35", "K36"),
        charts=(Trend("K31.quote", 3, 16), Trend("K33.quote", 3, 16), Trend("K34.quote", 3, 16)),
    ),
    Theme(
        "rechtsbehelfe",
        "Rechtsbehelfe",
        "Welche Schreiben waren Rechtsbehelfe, und kamen sie rechtzeitig an die richtige Stelle?",
        ("K27",),
        charts=(Trend("K27.anzahl", 3, 16), Ranking("K27.anzahl", "weg")),
    ),
    Theme(
        "externe-stellen",
        "Zweite Stufe und externe Stellen",
        "Wer gab sich mit der Antwort nicht zufrieden, und wer gab dem Haus recht?",
        ("K13", "K28"),
        charts=(Trend("K13.quote"), Trend("K28.quote")),
    ),
    Theme(
        "datenqualitaet",
        "Datenqualität",
        "Was fehlt in den Akten, und wie weit tragen die Zahlen?",
        ("K29",),
        charts=(Trend("K29.quote", 3, 16),),
    ),
    Theme(
        "barrierefreiheit",
        "Barrierefreiheit",
        "Welche Hilfen brauchten die Menschen, und haben sie sie bekommen?",
        ("K26",),
        charts=(Trend("K26.quote"), Ranking("K26.quote", "bedarf")),
    ),
)

MEASURES = {measure.id: measure for measure in CATALOGUE}


@dataclass(frozen=True, slots=True)
class Shown:
    """A measure in a theme with the dimensions shown there; `whole` measures show their parts too."""

    measure: Measure
    dimensions: tuple[Dimension, ...]
    whole: bool


def shown(theme: Theme) -> Iterator[Shown]:
    """What a theme shows of the measures the catalogue knows."""
    taken = {split for other in THEMES for split in other.splits}
    for id in theme.measures:
        if measure := MEASURES.get(id):
            own = (entry for entry in measure.dimensions if f"{id}.{entry.id}" not in taken)
            yield Shown(measure, tuple(own), whole=True)
    for id in dict.fromkeys(split.partition(".")[0] for split in theme.splits):
        if measure := MEASURES.get(id):
            own = (entry for entry in measure.dimensions if f"{id}.{entry.id}" in theme.splits)
            yield Shown(measure, tuple(own), whole=False)


def known_themes() -> Iterator[Theme]:
    """Themes of which the catalogue knows something."""
    yield from (theme for theme in THEMES if any(True for _ in shown(theme)))


def part_name(part: str) -> str:
    """The name of a part (`K01.anzahl`) of a measure."""
    id, _, wanted = part.partition(".")
    return MEASURES[id].part(wanted).name


def part_title(part: str) -> str:
    """What a chart of a part is called: like its measure, if that is known by this part."""
    measure = MEASURES[part.partition(".")[0]]
    leading = part == f"{measure.id}.{measure.parts[0].id}"
    return measure.name if leading else f"{measure.name}: {part_name(part)}"
