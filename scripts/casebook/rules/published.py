"""Rules for what is published: figures fit together and give nobody away, texts are nobody's case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from casebook.attack import Impossible
from casebook.disclosure import leaks
from casebook.problem import Finding, Path
from casebook.published import Aenderungen, Zahlen, changes_file, figures_file
from casebook.rules.context import german
from casebook.shape import shown

WORDS_IN_A_ROW = 7
"""So many words in the same order are no chance (design.md)."""

Phrase = tuple[str, ...]
_WORD = re.compile(r"\w+")

FiguresRule = Callable[[int, Zahlen, date], Iterator[Finding]]


def year_is_that_of_the_file(year: int, figures: Zahlen, today: date) -> Iterator[Finding]:
    """The figures are of the year that the file is named after, and of a year that was over."""
    if figures.jahr != year:
        yield Finding("veroeffentlicht-jahr", ("jahr",), str(figures.jahr), str(year))
    elif figures.stand <= date(year, 12, 31):
        yield Finding("veroeffentlicht-offen", ("stand",), german(figures.stand), str(year))
    elif figures.stand > today:
        yield Finding("datum-zukunft", ("stand",), german(figures.stand), german(today))


def counts_are_rounded(year: int, figures: Zahlen, today: date) -> Iterator[Finding]:
    """Whatever is not exact is a multiple."""
    base = figures.rundung
    for path, count in _rounded_counts(figures):
        if count % base:
            yield Finding("veroeffentlicht-rundung", path, str(count), f"Vielfache von {base}")


def _rounded_counts(figures: Zahlen) -> Iterator[tuple[Path, int]]:
    if not figures.genau:
        yield ("gesamt",), figures.gesamt
    for index, table in enumerate(figures.tabellen):
        for line, row in enumerate(table.zeilen):
            if not table.genau:
                yield ("tabellen", index, "zeilen", line, "anzahl"), row.anzahl
    for index, crossing in enumerate(figures.kreuztabellen):
        for line, cross in enumerate(crossing.zeilen):
            for place, count in enumerate(cross.anzahlen):
                yield ("kreuztabellen", index, "zeilen", line, "anzahlen", place), count
    for index, correction in enumerate(figures.berichtigt):
        yield ("berichtigt", index, "gesamt"), correction.gesamt


def only_the_finest_are_exact(year: int, figures: Zahlen, today: date) -> Iterator[Finding]:
    """Counts of third parties are never exact, and nothing is exact beside a rounded whole."""
    for index, table in enumerate(figures.tabellen):
        if table.genau and (table.id in ("dritte", "stellen") or not figures.genau):
            yield Finding("veroeffentlicht-genau", ("tabellen", index, "genau"), table.titel)


def crossings_are_whole(year: int, figures: Zahlen, today: date) -> Iterator[Finding]:
    """Each row has a count for each column."""
    for index, table in enumerate(figures.kreuztabellen):
        for line, row in enumerate(table.zeilen):
            if len(row.anzahlen) != len(table.spalten):
                path: Path = ("kreuztabellen", index, "zeilen", line, "anzahlen")
                yield Finding("veroeffentlicht-spalten", path, str(len(row.anzahlen)), str(len(table.spalten)))


FIGURES_RULES: tuple[FiguresRule, ...] = (
    year_is_that_of_the_file,
    counts_are_rounded,
    only_the_finest_are_exact,
    crossings_are_whole,
)


def nobody_is_given_away(published: Mapping[int, Zahlen]) -> Iterator[tuple[str, Finding]]:
    """All years together: figures do not contradict each other, and no small cell follows from them."""
    try:
        found = dict(sorted(leaks(published), key=lambda leak: -len(leak[1])))
    except Impossible:
        for year in list(published)[-1:]:
            yield figures_file(year), Finding("veroeffentlicht-widerspruch", ("gesamt",), str(year))
        return
    for year, name in found.items():
        table = next((i for i, table in enumerate(published[year].tabellen) if table.id in name[0].split("-")), None)
        path: Path = ("tabellen", table) if table is not None else ("gesamt",)
        yield figures_file(year), Finding("veroeffentlicht-rueckschluss", path, f"{name[0]}: {', '.join(name[1:])}")


def changes_are_of_their_year(year: int, changes: Aenderungen, today: date) -> Iterator[Finding]:
    """A change is told in the year from which it holds, and not before."""
    for index, entry in enumerate(changes.eintraege):
        path: Path = ("eintraege", index, "datum")
        if entry.datum.year != year:
            yield Finding("veroeffentlicht-jahr", path, german(entry.datum), str(year))
        elif entry.datum > today:
            yield Finding("datum-zukunft", path, german(entry.datum), german(today))


def phrases(changes: Mapping[int, Aenderungen]) -> dict[Phrase, list[tuple[str, Path]]]:
    """Every seven words in a row of the published texts, with the places where they stand."""
    found: dict[Phrase, list[tuple[str, Path]]] = {}
    for year, told in changes.items():
        for index, entry in enumerate(told.eintraege):
            for name in ("problem", "aenderung", "wirkung"):
                for phrase in _phrases(getattr(entry, name)):
                    found.setdefault(phrase, []).append((changes_file(year), ("eintraege", index, name)))
    return found


def repeated(data: object, watched: frozenset[Phrase]) -> frozenset[Phrase]:
    """Which of the watched phrases stand in the texts of a case file."""
    return frozenset(phrase for text in _texts(data) for phrase in _phrases(text) if phrase in watched)


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _texts(child)


def _phrases(text: str) -> Iterator[Phrase]:
    words = _WORD.findall(text.casefold())
    for start in range(len(words) - WORDS_IN_A_ROW + 1):
        yield tuple(words[start : start + WORDS_IN_A_ROW])


def words_of_cases(
    places: Mapping[Phrase, list[tuple[str, Path]]], cases: Iterable[tuple[str, str, frozenset[Phrase]]]
) -> Iterator[tuple[str, str, Finding]]:
    """One finding for each published text and case that share a phrase: its file, the case's file, the finding."""
    told: set[tuple[str, Path, str]] = set()
    for case_file, number, said in cases:
        for phrase in sorted(said):
            for file, path in places[phrase]:
                if (file, path, case_file) not in told:
                    told.add((file, path, case_file))
                    yield file, case_file, Finding("veroeffentlicht-wortlaut", path, shown(" ".join(phrase)), number)
