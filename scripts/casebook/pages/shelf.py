"""Everything the pages of the house draw from, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebook.law import Law, Rechtsliste, read_lists
from casebook.office import Office
from casebook.problem import Problem
from casebook.processes import (
    Kapitel,
    Katalog,
    Landesteil,
    Prozess,
    read_catalogue,
    read_chapters,
    read_lands,
    read_processes,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Descriptions, chapters, law, what the Land adds, and the catalogues that order them."""

    office: Office
    processes: tuple[Prozess, ...]
    chapters: tuple[Kapitel, ...]
    law_lists: tuple[Rechtsliste, ...]
    lands: Mapping[str, Landesteil]
    catalogues: tuple[Katalog, ...]

    @property
    def law(self) -> Law:
        """Paragraphs by id."""
        return {entry.id: entry for content in self.law_lists for entry in content.paragrafen}


def read_shelf(root: Path, office: Office) -> tuple[Shelf, list[Problem]]:
    """What the root shows, and what is wrong with it."""
    processes, process_problems = read_processes(root, office)
    chapters, chapter_problems = read_chapters(root, office)
    lists, law_problems = read_lists(root)
    lands, land_problems = read_lands(root, office)
    catalogues = tuple(found for name in office.kataloge if (found := read_catalogue(name)))
    shelf = Shelf(office, processes, chapters, lists, lands, catalogues)
    return shelf, sorted([*process_problems, *chapter_problems, *law_problems, *land_problems])
