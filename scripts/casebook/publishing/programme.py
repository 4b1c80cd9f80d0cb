"""The figures of a year as the office publishes them: one-way totals, and everything finer rounded.

Counted are the cases received in the year, as known at the stand; pure legal remedies are not among them (K01).
Each count is rounded by itself, so nothing can be subtracted; shares are left to the page, from what is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casebook.attack import rounded
from casebook.derive import FINAL
from casebook.disclosure import ACCESS, KINDS, RULINGS
from casebook.measures.frames import OHNE_ANGABE
from casebook.measures.states import CaseState
from casebook.model import Anliegen
from casebook.office import Eintrag, Office
from casebook.published import Berichtigung, Kreuztabelle, Kreuzzeile, Spalte, Tabelle, Zahlen, Zeile

ENOUGH_TO_CROSS = 60
"""Cases from which two features are shown at once (privacy-security, 3.4)."""

_KIND_NAMES = {
    "beschwerde": "Beschwerden",
    "anregung": "Anregungen",
    "hinweis": "Hinweise",
    "lob": "Lob",
    "anfrage": "Anfragen",
}
_ACCESS_NAMES = {
    "direkt": "direkt",
    "dritte": "über Dritte",
    "befragung": "aus einer Befragung",
    "unbekannt": "unbekannt",
}
_RULING_NAMES = {
    "ja": "begründet",
    "teilweise": "teilweise begründet",
    "nein": "unbegründet",
    "ohne": "nicht bewertet",
}


@dataclass(frozen=True, slots=True)
class _Year:
    """The cases of a year that count, and how the office publishes."""

    cases: Sequence[CaseState]
    office: Office
    year: int

    @property
    def base(self) -> int:
        return self.office.veroeffentlichung.rundung

    @property
    def exact(self) -> bool:
        return self.office.veroeffentlichung.genau

    def whole(self, count: int) -> int:
        """A one-way total of the whole office."""
        return count if self.exact else rounded(count, self.base)

    def has(self, table: str) -> bool:
        return table in self.office.veroeffentlichung.tabellen


def counted(states: Iterable[CaseState], year: int) -> list[CaseState]:
    """The cases received in a year, without pure legal remedies."""
    return [state for state in states if state.case.eingang.datum.year == year and not state.pure_remedy]


def figures_of(
    states: Sequence[CaseState], office: Office, year: int, stand: date, commit: str, earlier: Mapping[int, Zahlen]
) -> Zahlen:
    """What would be published of a year, with corrections of `earlier` published ones."""
    of_year = _Year(counted(states, year), office, year)
    crossings = _crossings(of_year) if of_year.whole(len(of_year.cases)) >= ENOUGH_TO_CROSS else ()
    data = {
        "jahr": year,
        "stand": stand.isoformat(),
        "commit": commit or None,
        "rundung": office.veroeffentlichung.rundung,
        "gesamt": of_year.whole(len(of_year.cases)),
        "genau": of_year.exact,
        "tabellen": tuple(_tables(of_year)),
        "kreuztabellen": tuple(crossings),
        "berichtigt": tuple(_corrections(states, office, year, earlier)),
    }
    return Zahlen.model_validate(data)


def _tables(of_year: _Year) -> Iterator[Tabelle]:
    cases = of_year.cases
    complaints = [state for state in cases if state.kind == "beschwerde"]
    fixed = (
        ("art", "Art des Anliegens", _KIND_NAMES, (state.kind for state in cases)),
        ("zugang", "Weg zu uns", _ACCESS_NAMES, (state.case.eingang.zugang for state in cases)),
        ("bewertung", "Beschwerden nach Bewertung", _RULING_NAMES, map(_ruling, complaints)),
    )
    for name, title, names, values in fixed:
        if of_year.has(name):
            yield _whole_table(of_year, name, title, names, Counter(values))
    if of_year.has("thema"):
        topics = Counter(concern.thema for state in cases for concern in state.case.anliegen)
        table = _whole_table(of_year, "thema", "Themen", _names(of_year, "thema", topics), topics)
        yield table.model_copy(update={"zaehlt": "anliegen"})
    third = [state for state in cases if state.case.eingang.zugang == "dritte"]
    if of_year.has("dritte"):
        yield _third_kinds(of_year, third)
    if of_year.has("stellen"):
        yield _organisations(of_year, third)


def _ruling(state: CaseState) -> str:
    """The verdict that counts for the share upheld (K09E), or none."""
    ruled = state.kind == "beschwerde" and state.status not in FINAL and state.verdict in RULINGS
    return str(state.verdict) if ruled else "ohne"


def _whole_table(of_year: _Year, name: str, title: str, names: Mapping[str, str], counts: Counter[str]) -> Tabelle:
    """Exact one-way totals; what is nought is left out."""
    rows = ((entry, spoken, of_year.whole(counts[entry])) for entry, spoken in names.items())
    lines = tuple(Zeile(id=entry, name=spoken, anzahl=count) for entry, spoken, count in rows if count)
    return Tabelle(id=name, titel=title, zaehlt="faelle", genau=of_year.exact, zeilen=lines)


def _names(of_year: _Year, vocabulary: str, used: Iterable[str]) -> dict[str, str]:
    """Entries of a list with their names, in its order; entries that the list has lost keep their id as name."""
    known: Mapping[str, Eintrag] = of_year.office.vocabularies[vocabulary]
    seen = set(used)
    listed = [entry for entry in known if entry in seen]
    lost = sorted(seen - set(known))
    return {entry: of_year.office.name_of(vocabulary, entry) for entry in [*listed, *lost]}


def _third_kinds(of_year: _Year, third: Sequence[CaseState]) -> Tabelle:
    """All kinds of the list, also those without a case: what is missing would say that nobody came.

    For the same reason a kind that the list has lost is no row of its own: its being there would say that some came.
    """
    listed = of_year.office.vocabularies["dritte"]
    kinds = (state.case.dritte.art if state.case.dritte else OHNE_ANGABE for state in third)
    counts = Counter(kind if kind in listed else OHNE_ANGABE for kind in kinds)
    names = _names(of_year, "dritte", listed) | {OHNE_ANGABE: "ohne Angabe"}
    rows = tuple(_rounded_row(of_year, entry, name, counts[entry]) for entry, name in names.items())
    return Tabelle(id="dritte", titel="Wer für andere zu uns kam, nach Art", zaehlt="faelle", genau=False, zeilen=rows)


def _organisations(of_year: _Year, third: Sequence[CaseState]) -> Tabelle:
    """Organisations that came often enough, by name; kinds that the office never names stay unnamed.

    Rows are numbered: a name is free text, of any length and script, and two may look alike as ids.
    """
    silent = {entry.id for entry in of_year.office.vokabulare.dritte if entry.nur_art}
    names = [s.case.dritte.stelle for s in third if s.case.dritte and s.case.dritte.art not in silent]
    counts = Counter(name for name in names if name)
    often = [name for name, count in counts.items() if rounded(count, of_year.base)]
    shown = sorted(often, key=lambda name: (-rounded(counts[name], of_year.base), name))
    rows = tuple(_rounded_row(of_year, f"stelle-{n}", name, counts[name]) for n, name in enumerate(shown, start=1))
    title = "Stellen, die für andere zu uns kamen"
    return Tabelle(id="stellen", titel=title, zaehlt="faelle", genau=False, zeilen=rows)


def _rounded_row(of_year: _Year, entry: str, name: str, count: int) -> Zeile:
    return Zeile(id=entry, name=name, anzahl=rounded(count, of_year.base))


def _crossings(of_year: _Year) -> Iterator[Kreuztabelle]:
    if of_year.has("art-zugang"):
        pairs: Counter[tuple[str, str]] = Counter((s.kind, s.case.eingang.zugang) for s in of_year.cases)
        rows = {kind: _KIND_NAMES[kind] for kind in _listed(of_year, "art", KINDS, (pair[0] for pair in pairs))}
        columns = {way: _ACCESS_NAMES[way] for way in _listed(of_year, "zugang", ACCESS, (pair[1] for pair in pairs))}
        yield _crossing(of_year, "art-zugang", "Art und Weg zu uns", rows, columns, pairs)
    if of_year.has("thema-bewertung"):
        concerns = Counter((concern.thema, _concern_ruling(state, concern)) for state, concern in _concerns(of_year))
        names = _names(of_year, "thema", _crossed_topics(of_year, concerns))
        table = _crossing(of_year, "thema-bewertung", "Thema und Bewertung", names, _RULING_NAMES, concerns)
        yield table.model_copy(update={"zaehlt": "anliegen"})


def _crossed_topics(of_year: _Year, concerns: Counter[tuple[str, str]]) -> Iterator[str]:
    """Topics of the list, and those it has lost: only where a published count tells anyway that there are some."""
    topics = of_year.office.vocabularies["thema"]
    used = {topic for topic, _ in concerns}
    yield from _listed(of_year, "thema", topics, used)
    for topic in used - set(topics):
        cells = [concerns[topic, ruling] for ruling in _RULING_NAMES]
        told = of_year.whole(sum(cells)) if of_year.has("thema") else rounded(max(cells), of_year.base)
        if told:
            yield topic


def _listed(of_year: _Year, table: str, entries: Iterable[str], used: Iterable[str]) -> list[str]:
    """Entries to list: all of them, unless their exact table says anyway which have a case."""
    told = of_year.exact and of_year.has(table)
    known = set(used)
    return [entry for entry in entries if entry in known or not told]


def _concerns(of_year: _Year) -> Iterator[tuple[CaseState, Anliegen]]:
    return ((state, concern) for state in of_year.cases for concern in state.case.anliegen)


def _concern_ruling(state: CaseState, concern: Anliegen) -> str:
    return concern.begruendet if _ruling(state) != "ohne" and concern.begruendet in RULINGS else "ohne"


def _crossing(
    of_year: _Year,
    name: str,
    title: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    counts: Counter[tuple[str, str]],
) -> Kreuztabelle:
    lines = (
        Kreuzzeile(id=row, name=spoken, anzahlen=tuple(rounded(counts[row, each], of_year.base) for each in columns))
        for row, spoken in rows.items()
    )
    heads = tuple(Spalte(id=column, name=spoken) for column, spoken in columns.items())
    return Kreuztabelle(id=name, titel=title, zaehlt="faelle", spalten=heads, zeilen=tuple(lines))


def _corrections(
    states: Sequence[CaseState], office: Office, year: int, earlier: Mapping[int, Zahlen]
) -> Iterator[Berichtigung]:
    """Years of which so much became known since that the rounded total differs from the one last told."""
    base = office.veroeffentlichung.rundung
    for past, figures in sorted(earlier.items()):
        told = [c.gesamt for _, later in sorted(earlier.items()) for c in later.berichtigt if c.jahr == past]
        before = told[-1] if told else rounded(figures.gesamt, base)
        now = rounded(len(counted(states, past)), base)
        if past < year and now != before:
            yield Berichtigung(jahr=past, gesamt=now)
