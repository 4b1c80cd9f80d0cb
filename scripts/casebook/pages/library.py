"""Everything the pages of the house draw from, read once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casebook.law import Law, Rechtsliste, read_lists
from casebook.office import Office
from casebook.problem import Problem
from casebook.processes import (
    Edition,
    Kapitel,
    Katalog,
    Landesteil,
    Prozess,
    State,
    edition_of,
    process_files,
    read_catalogue,
    read_chapters,
    read_lands,
    read_processes,
)


@dataclass(frozen=True, slots=True)
class Library:
    """Descriptions, chapters, law, what the Land adds, and the catalogues that order them."""

    office: Office
    processes: tuple[Prozess, ...]
    chapters: tuple[Kapitel, ...]
    law_lists: tuple[Rechtsliste, ...]
    lands: Mapping[str, Landesteil]
    catalogues: tuple[Katalog, ...]
    editions: Mapping[str, Edition]
    histories: Mapping[str, str]
    """Address of a page's history by its code, where the office names one and the file is its own."""

    @property
    def law(self) -> Law:
        """Paragraphs by id."""
        return {entry.id: entry for content in self.law_lists for entry in content.paragrafen}


Past = Callable[[Path, list[str]], Mapping[str, Sequence[State]]]
"""Committed states of some files of a checkout, oldest first."""


def read_library(root: Path, office: Office, past: Past) -> tuple[Library, list[Problem]]:
    """What the root shows, and what is wrong with it; `past` knows earlier states of its files."""
    processes, process_problems = read_processes(root, office)
    chapters, chapter_problems = read_chapters(root, office)
    lists, law_problems = read_lists(root)
    lands, land_problems = read_lands(root, office)
    catalogues = tuple(found for name in office.kataloge if (found := read_catalogue(name)))
    places = process_files(root, office) | {chapter.head.nummer: (chapter.base, chapter.file) for chapter in chapters}
    editions, histories = _editions(places, past), _histories(places, root, office)
    library = Library(office, processes, chapters, lists, lands, catalogues, editions, histories)
    return library, sorted([*process_problems, *chapter_problems, *law_problems, *land_problems])


_Places = Mapping[str, tuple[Path, str]]


def _editions(places: _Places, past: Past) -> dict[str, Edition]:
    """The edition of each page by its code, one look at the history per checkout."""
    states: dict[tuple[Path, str], Sequence[State]] = {}
    for base in {base for base, _ in places.values()}:
        files = sorted(file for other, file in places.values() if other == base)
        states |= {(base, file): found for file, found in past(base, files).items()}
    found = {code: edition_of(states.get(place, ())) for code, place in places.items()}
    return {code: edition for code, edition in found.items() if edition}


def _histories(places: _Places, root: Path, office: Office) -> dict[str, str]:
    pattern = office.verweise.verlauf
    own = {code: file for code, (base, file) in places.items() if base == root}
    return {code: pattern.replace("{pfad}", file) for code, file in own.items()} if pattern else {}
