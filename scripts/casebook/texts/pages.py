"""Text pages as they stand: front matter, lines, headings, promises, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from casebook.problem import Document, Problem
from casebook.product import PRODUCT
from casebook.reading import parse_document
from casebook.shape import validated
from casebook.values import Datum, Kennung, Record

FOLDER = "handbook"

_HEADING = re.compile(r"(#{1,6}) +(.*?)(?: +\{.*\})?\s*\Z")
_PROMISE = re.compile(r"\{\{ *(zusage\.\w+)")
_LEGAL = re.compile(r"\{\{ *(rechtssatz\.\w+)")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_ADDRESS = re.compile(r"\]\([^)]*\)|\{[#.:][^}]*\}|<[^>]*>")
_NUMBER = re.compile(r"[0-9]+")


class Pruefvermerk(Record):
    """Wer eine Übersetzung gelesen hat: eine Funktion, nie ein Name."""

    von: Kennung = Field(title="Von", examples=["fachuebersetzung"])
    am: Datum = Field(title="Am")


class Kopf(Record):
    """Was über einer Textseite stehen darf, zwischen zwei Zeilen `---`."""

    hide: tuple[str, ...] = Field((), title="Ausblenden")
    geprueft: Pruefvermerk | None = Field(None, title="Geprüft")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one language; `lines` begin behind the front matter, at line `first` of the file."""

    file: str
    name: str
    own: bool
    head: Kopf
    first: int
    lines: tuple[str, ...]

    @property
    def source(self) -> str:
        """The page for the template engine; empty lines stand for the front matter, so that lines are right."""
        return "\n" * (self.first - 1) + "\n".join(self.lines) + "\n"

    def headings(self) -> list[tuple[int, int, str]]:
        """Line, level and words of every heading."""
        found = ((number, _HEADING.match(line)) for number, line in enumerate(self.lines, self.first))
        return [(number, len(match[1]), match[2]) for number, match in found if match]

    def title(self) -> str:
        """The words of the first heading."""
        return next((text for _, level, text in self.headings() if level == 1), self.name)

    def facts(self) -> Mapping[str, Counter[str]]:
        """What every language must say alike: promises, legal sentences, numbers."""
        text = "\n".join(self.lines)
        plain = _ADDRESS.sub(" ", _PLACEHOLDER.sub(" ", text))
        return {
            "Zusagen": Counter(_PROMISE.findall(text)),
            "Rechtssätze": Counter(_LEGAL.findall(text)),
            "Zahlen": Counter(_NUMBER.findall(plain)),
        }


def language_pages(root: Path, tag: str) -> tuple[dict[str, Page], list[Problem]]:
    """Every page of a language by its path below the language's folder, and what is wrong with the root's own."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for name, path in _files(root, tag).items():
        page = read_page(path, f"{FOLDER}/{tag}/{name}", name, own=not _ships(path))
        if isinstance(page, Page):
            pages[name] = page
        else:
            problems += page
    return pages, problems


def _files(root: Path, tag: str) -> dict[str, Path]:
    found = {
        path.relative_to(base / FOLDER / tag).as_posix(): path
        for base in (PRODUCT, root)
        for path in (base / FOLDER / tag).rglob("*.md")
    }
    return dict(sorted(found.items()))


def _ships(path: Path) -> bool:
    return PRODUCT in path.resolve().parents


def read_page(path: Path, file: str, name: str, *, own: bool) -> Page | list[Problem]:
    """A page, or what keeps it from being one."""
    # A link could point at a case file.
    if path.is_symlink():
        return [Problem(file, 1, 1, "datei-verweis")]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return [Problem(file, 1, 1, "datei-kein-utf8", found=f"Byte 0x{error.object[error.start]:02X}")]
    except OSError as error:
        return [Problem(file, 1, 1, "datei-unlesbar", found=error.strerror or "")]
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], 1) if line == "---"), 0) if lines[:1] == ["---"] else 0
    head = _head(file, lines[1:end]) if end else Kopf()
    if isinstance(head, list):
        return head
    first = end + 1 if end else 0
    return Page(file, name, own, head, first + 1, tuple(lines[first:]))


def _head(file: str, lines: list[str]) -> Kopf | list[Problem]:
    # The empty line stands for the opening `---`.
    document = parse_document(file, ("\n" + "\n".join(lines) + "\n").encode())
    return validated(Kopf, document) if isinstance(document, Document) else [document]


def text_of(line: str, filling: str = "x") -> str:
    """A line as people read it: placeholders filled, links without address, markup dropped."""
    line = re.sub(r"\{%.*?%\}|\{#.*?#\}", "", line)
    line = re.sub(r"\{\{ *zusage\.\w+ *\}\}", "in 14 Tagen", line)
    line = re.sub(r"\{\{.*?\}\}", filling, line)
    line = re.sub(r"\{[#.:][^}]*\}|<[^>]*>", "", line)
    line = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", line)
    return re.sub(r"[*_`]+", "", line).strip()


def blocks(page: Page) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and headings of a page as plain text, each with its first line."""
    start, words = 0, ""
    for number, line in enumerate([*page.lines, ""], page.first):
        item = re.match(r"\s*(?:[-*]|[0-9]+\.) +(.*)", line)
        heading = _HEADING.match(line)
        if (not line.strip() or item or heading) and words:
            yield start, words
            words = ""
        plain = text_of(heading[2] if heading else item[1] if item else line)
        if plain and not words:
            start = number
        words = f"{words} {plain}".strip()
        if heading and words:
            yield start, words
            words = ""
