"""The menu of the public handbook."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

from casebook.pages.complaint_pages import QUESTIONS
from casebook.pages.library import Library
from casebook.pages.words import page_name
from casebook.processes import Katalog

_STAFF = (
    "formular.md",
    "erfassen.md",
    "heute.md",
    "schreiben.md",
    "berichte.md",
    "statistik.md",
    "kleine-dateien.md",
    "veroeffentlichen.md",
    "export.md",
    "felder.md",
    "meldungen.md",
    "import.md",
    "beschreiben.md",
    "verstaendlich.md",
    "einrichten.md",
)
_ROLES = (
    "vorlagen.md",
    "rolle-alle.md",
    "rolle-sachbearbeitung.md",
    "rolle-teamleitung.md",
    "rolle-leitung.md",
    "rolle-presse.md",
)
_REFERENCE = ("recht.md", "kennzahlen.md", "auflagen.md", "geaendert.md", "zahlen.md")
_ACROSS = ("haus/matrix-massnahmen.md", "haus/matrix-betriebe.md", "haus/kunden.md", "haus/a1.md")
_ABOUT = ("impressum.md", "datenschutz.md", "barrierefreiheit.md", "gebaerdensprache.md")
_PLACED = {"index.md", "beratungsstellen.md", *_STAFF, *_ROLES, *_REFERENCE, *_ABOUT}


def navigation(library: Library, pages: Collection[str]) -> list[dict[str, Any]]:
    """The menu; pages of single messages are reached from their list."""
    others = sorted(page for page in pages if "/" not in page and page not in _PLACED)
    menu: list[dict[str, Any]] = [
        {"Start": "index.md"},
        {"Beschwerde einreichen": [page for page in QUESTIONS if page in pages]},
        {"Abläufe": ["prozesse/index.md", *_described(library, None), *_lists(library)]},
    ]
    for catalogue in library.catalogues:
        menu += _house_menu(catalogue, library, pages) if catalogue.teile else []
    menu.append({"Für Beratungsstellen": "beratungsstellen.md"})
    menu.append({"Rollen und Vorlagen": [page for page in _ROLES if page in pages]})
    menu.append({"Für die Beschwerdestelle": [page for page in _STAFF if page in pages]})
    about = [{"Über diese Seiten": [page for page in _ABOUT if page in pages]}]
    menu.append({"Nachschlagen": [*(page for page in _REFERENCE if page in pages), *_filled(about)]})
    return _filled([*menu, {"Weitere Seiten": others}])


def _filled(menu: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for entry in menu if all(entry.values())]


def _described(library: Library, catalogue: str | None, group: str | None = None) -> list[dict[str, str]]:
    """Menu entries of a catalogue's processes; `group` keeps to one of its groups."""
    known = {entry.code: entry.gruppe for each in library.catalogues for entry in each.prozesse}
    return [
        {_entry(process.code, process.titel): f"prozesse/{page_name(process.code)}.md"}
        for process in library.processes
        if process.katalog == catalogue and group in (None, known.get(process.code))
    ]


def _entry(sign: str, title: str) -> str:
    return escape(f"{sign} {title}" if len(title) <= 60 else f"{sign} {title[:57].rsplit(' ', 1)[0]} …")


def _lists(library: Library) -> list[dict[str, Any]]:
    """Catalogues without a house, each as a section."""
    found = (catalogue for catalogue in library.catalogues if not catalogue.teile)
    return _filled([{escape(catalogue.name): _described(library, catalogue.id)} for catalogue in found])


def _house_menu(catalogue: Katalog, library: Library, pages: Collection[str]) -> list[dict[str, Any]]:
    """The house, its parts with their groups, and what goes across them."""
    inside: list[Any] = ["haus/index.md"]
    for teil in (teil for teil in catalogue.teile if "." not in teil.nummer):
        page = f"haus/{page_name(teil.nummer)}/index.md"
        groups = [group for group in catalogue.gruppen if (group.nummer or "").split(".")[0] == teil.nummer]
        below = [entry for group in groups for entry in _group_menu(catalogue, library, group.id, pages)]
        title = escape(f"{teil.nummer} {teil.titel}")
        inside.append({title: [page, *below]} if page in pages else {title: f"haus/{page_name(teil.nummer)}.md"})
    inside += [page for page in _ACROSS if page in pages]
    return [{"Das Haus": inside}]


def _group_menu(catalogue: Katalog, library: Library, group: str, pages: Collection[str]) -> list[dict[str, str]]:
    chapters = [
        {_entry(entry.nummer, entry.titel): f"haus/{page_name(entry.nummer)}.md"}
        for entry in catalogue.kapitel
        if entry.gruppe == group and f"haus/{page_name(entry.nummer)}.md" in pages
    ]
    return _described(library, catalogue.id, group) + chapters
