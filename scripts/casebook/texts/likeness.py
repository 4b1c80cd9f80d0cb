"""Do the languages say the same? Pages, headings, promises, legal sentences and numbers, compared with German."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from casebook.problem import Problem
from casebook.texts.languages import EASY, LANGUAGES
from casebook.texts.pages import FOLDER, Page

QUESTIONS = "beschwerde/"
"""What every language has beside its front page."""


def check_likeness(tag: str, pages: Mapping[str, Page], german: Mapping[str, Page]) -> Iterator[Problem]:
    """What a language lacks or says otherwise; pages that no longer belong together are left out."""
    for name, original in german.items():
        if name != "index.md" and not name.startswith(QUESTIONS):
            continue
        page = pages.get(name)
        if page is None:
            file = f"{FOLDER}/{tag}/{name}"
            yield Problem(file, 1, 1, "uebersetzung-fehlt", found=LANGUAGES[tag].german, expected=original.file)
        elif original.own and not page.own:
            yield Problem(page.file, 1, 1, "uebersetzung-fehlt", found=LANGUAGES[tag].german, expected=original.file)
        elif page.own == original.own:
            yield from _differences(page, original, easy=tag == EASY.tag)


def _differences(page: Page, original: Page, *, easy: bool) -> Iterator[Problem]:
    if not easy:
        yield from _headings(page, original)
    for what, there in original.facts().items():
        here = page.facts()[what]
        # Leichte Sprache says less, and in figures; but never another promise.
        if easy and what != "Zusagen":
            continue
        if _said(here, easy) != _said(there, easy):
            lacking = ", ".join(sorted((there - here) | (here - there))) or ", ".join(sorted(there))
            yield _other(page, page.first, original, f"{what}: {lacking}")


def _said(counted: Counter[str], easy: bool) -> object:
    return set(counted) if easy else counted


def _headings(page: Page, original: Page) -> Iterator[Problem]:
    here, there = page.headings(), original.headings()
    for number, (line, level, text) in enumerate(here):
        if number >= len(there) or there[number][1] != level:
            yield _other(page, line, original, f"Überschrift „{text}“")
            return
    if len(here) < len(there):
        text = there[len(here)][2]
        yield _other(page, page.first, original, f"Überschrift „{text}“")


def _other(page: Page, line: int, original: Page, found: str) -> Problem:
    return Problem(page.file, line, 1, "uebersetzung-anders", found=found, expected=original.file)
