"""How figures, days and fixed values are written in German. Lists of the office have their own names."""

from __future__ import annotations

from datetime import date

from casebook.filters import SMALL_UNITS
from casebook.measures.frames import OHNE_ANGABE
from casebook.measures.record import Unit
from casebook.office import Office
from casebook.periods import Period
from casebook.values import UNBEKANNT

NO_BREAK = "\N{NO-BREAK SPACE}"
NOTHING = "–"

MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

KINDS = {
    "beschwerde": "Beschwerde",
    "anregung": "Anregung",
    "hinweis": "Hinweis",
    "anfrage": "Anfrage",
    "lob": "Lob",
}
"""In the order in which charts and lists show them."""

KINDS_MANY = {
    "beschwerde": "Beschwerden",
    "anregung": "Anregungen",
    "hinweis": "Hinweise",
    "anfrage": "Anfragen",
    "lob": "Lob",
}

RUNNING = "läuft noch"

STATUS = {
    "neu": "neu",
    "bestaetigt": "bestätigt",
    "in_bearbeitung": "in Bearbeitung",
    "ruht": "ruht",
    "beantwortet": "beantwortet",
    "wieder_offen": "wieder offen",
    "abgeschlossen": "abgeschlossen",
    "doppelt": "doppelt",
    "abgegeben": "abgegeben",
    "storniert": "storniert",
}

VERDICTS = {
    "ja": "begründet",
    "teilweise": "teilweise begründet",
    "nein": "unbegründet",
    "nicht_entscheidbar": "nicht entscheidbar",
}

PROMISES = {
    "gehalten": "gehalten",
    "versaeumt": "versäumt",
    "offen_ueberfaellig": "überfällig",
    "offen_laufend": "läuft noch",
}

UNKNOWN = "ohne Angabe"
LOST = "nicht mehr in der Liste"

_ENTRIES: dict[str, dict[str, str]] = {
    "art": KINDS,
    "zugang": {"direkt": "direkt", "dritte": "über Dritte", "befragung": "aus einer Befragung"},
    "ueber": {"integrationsamt": "Integrationsamt", "traeger": "Träger", "politik": "Politik"},
    "stufe": {"bagatelle": "Bagatelle", "prozessbezogen": "prozessbezogen", "kritisch": "kritisch oder juristisch"},
    "gegenstand": {"sache": "Sache", "verhalten": "Verhalten"},
    "outcome": {
        "teilweise_abgeholfen": "teilweise abgeholfen",
        "nicht_abgeholfen": "nicht abgeholfen",
        "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
        "zurueckgezogen": "zurückgezogen",
        "zur_kenntnis": "zur Kenntnis genommen",
    },
    "weg": {
        "widerspruch": "Widerspruch",
        "ueberpruefungsantrag": "Überprüfungsantrag",
        "untaetigkeit": "Untätigkeit",
        "dienstaufsicht": "Dienstaufsichtsbeschwerde",
        "fachaufsicht": "Fachaufsichtsbeschwerde",
        "petition": "Petition",
        "datenschutz": "Datenschutzbeschwerde",
        "hinweisgeber": "Hinweisgebermeldung",
        "akteneinsicht": "Akteneinsicht",
        "gewaltschutz": "Gewaltschutz",
    },
}
"""Fixed entries; those of the office's lists have their own names."""

_SPECIAL = {
    OHNE_ANGABE: UNKNOWN,
    SMALL_UNITS: "Kleine Einheiten",
    UNBEKANNT: "unbekannt",
}
_VOCABULARY_OF = dict.fromkeys(("stelle", "zustaendig", "betrifft", "verantwortlich"), "einheiten") | {
    "behoerde": "behoerden",
    "instanz": "behoerden",
}
UNIT_NAMES: dict[Unit, tuple[str, str]] = {
    "faelle": ("Fall", "Fälle"),
    "anliegen": ("Anliegen", "Anliegen"),
    "massnahmen": ("Maßnahme", "Maßnahmen"),
    "bedarfe": ("Bedarf", "Bedarfe"),
    "entscheidungen": ("Entscheidung", "Entscheidungen"),
    "anrufe": ("Anruf", "Anrufe"),
    "prozent": ("%", "%"),
    "je_hundert": ("je 100", "je 100"),
    "je_tausend": ("je 1.000", "je 1.000"),
    "punkte": ("Punkt", "Punkte"),
    "arbeitstage": ("Arbeitstag", "Arbeitstage"),
    "kalendertage": ("Kalendertag", "Kalendertage"),
    "sekunden": ("Sekunde", "Sekunden"),
}


COUNTS: frozenset[Unit] = frozenset({"faelle", "anliegen", "massnahmen", "bedarfe", "entscheidungen", "anrufe"})
"""Units of things that are counted."""


def number(value: int | float | None) -> str:
    """`1.234`, `96,2`, `−13`; a dash where there is nothing to count."""
    if value is None:
        return NOTHING
    text = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.-", ".,\N{MINUS SIGN}"))


def unit_name(unit: Unit, value: int | float | None = None) -> str:
    """The unit to stand behind a value."""
    one, many = UNIT_NAMES[unit]
    return one if value == 1 else many


def quantity(value: int | float | None, unit: Unit) -> str:
    """`96,2 %`, `1 Arbeitstag`, `12 Arbeitstage`; the line never breaks inside."""
    return NOTHING if value is None else f"{number(value)}{NO_BREAK}{unit_name(unit, value)}"


def day(value: date | None) -> str:
    """`02.05.2018`."""
    return f"{value.day:02}.{value.month:02}.{value.year:04}" if value else ""


def long_day(value: date) -> str:
    """`2. Mai 2018`."""
    return f"{value.day}.{NO_BREAK}{MONTHS[value.month - 1]} {value.year}"


def period_name(period: Period) -> str:
    """`2017`, `1. Halbjahr 2017`, `2. Quartal 2017`, `März 2017`."""
    if period.months == 12:
        return f"{period.start.year}"
    if period.months == 1:
        return f"{MONTHS[period.start.month - 1]} {period.start.year}"
    kind = "Halbjahr" if period.months == 6 else "Quartal"
    return f"{(period.start.month - 1) // period.months + 1}. {kind} {period.start.year}"


def in_period(period: Period) -> str:
    """`2017`, `im 1. Quartal 2018`: when something happened."""
    return period_name(period) if period.months == 12 else f"im {period_name(period)}"


def short_name(period: Period) -> str:
    """`2017`, `2. Hj. 2017`, `3. Q. 2017`, `Mär 2017`: short enough for the axis of a chart."""
    if period.months == 1:
        return f"{MONTHS[period.start.month - 1][:3]} {period.start.year}"
    return period_name(period).replace("Halbjahr", "Hj.").replace("Quartal", "Q.")


def entry_name(office: Office, dimension: str, entry: str) -> str:
    """The German name of an entry of a dimension; what its list has lost keeps its id and says so."""
    known = _ENTRIES.get(dimension, {}).get(entry) or _SPECIAL.get(entry)
    if known:
        return known
    vocabulary = _VOCABULARY_OF.get(dimension, dimension)
    entries = office.vocabularies.get(vocabulary)
    return f"{entry} ({LOST})" if entries is not None and entry not in entries else office.name_of(vocabulary, entry)


def case_address(office: Office, number: str) -> str:
    """Where the forge shows the file; nothing where the office names no forge."""
    path = f"cases/{number.partition('-')[0]}/{number}.yaml"
    return (office.verweise.datei or "").replace("{pfad}", path)


def commit_address(office: Office, commit: str) -> str:
    """Where the forge shows a commit; nothing where the office names no forge."""
    return (office.verweise.fassung or "").replace("{fassung}", commit)
