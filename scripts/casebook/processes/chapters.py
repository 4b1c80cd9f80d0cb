"""Pages of a catalogue that are no process: Markdown with a few facts in front (`catalogues/<id>/*.md`).

An office replaces one by a file of the same name in `handbook/kapitel/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, StrictInt

from casebook.office import Office
from casebook.problem import Problem
from casebook.processes.catalogue import catalogue_folder
from casebook.processes.rules import PARAGRAPH
from casebook.product import AROUND
from casebook.reading import parse_document
from casebook.shape import validated
from casebook.values import Code, Datum, Kurztext, Record

FOLDER = "handbook/kapitel"
_FENCE = "---\n"


class Kapitelkopf(Record):
    """Was vor dem Text eines Kapitels steht."""

    nummer: Code = Field(title="Nummer")
    titel: Kurztext = Field(title="Titel")
    auflage: StrictInt = Field(1, title="Auflage", ge=1)
    stand: Datum = Field(title="Stand")
    stichworte: tuple[Kurztext, ...] = Field((), title="Stichworte")


@dataclass(frozen=True, slots=True)
class Kapitel:
    """A chapter: its facts, its Markdown with placeholders, and the file it stands in."""

    head: Kapitelkopf
    text: str
    file: str
    base: Path


def read_chapters(root: Path, office: Office) -> tuple[tuple[Kapitel, ...], list[Problem]]:
    """Every chapter of the office's catalogues, and what is wrong with them."""
    read = [_chapter(base, file) for base, file in _files(root, office)]
    chapters = (chapter for chapter in read if isinstance(chapter, Kapitel))
    return tuple(chapters), [problem for found in read if isinstance(found, list) for problem in found]


def _files(root: Path, office: Office) -> Iterator[tuple[Path, str]]:
    """The office's own before a shipped one of the same name."""
    own = {path.name: (root, f"{FOLDER}/{path.name}") for path in (root / FOLDER).glob("*.md")}
    shipped = {
        path.name: (AROUND, path.relative_to(AROUND).as_posix())
        for name in office.kataloge
        for path in catalogue_folder(name).glob("*.md")
    }
    yield from (shipped | own).values()


def _chapter(base: Path, file: str) -> Kapitel | list[Problem]:
    try:
        source = (base / file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return [Problem(file, 1, 1, "datei-kein-utf8")]
    start, facts, text = [*source.split(_FENCE, 2), "", ""][:3]
    if start:
        return [Problem(file, 1, 1, "feld-fehlt", "Kopf", "nummer")]
    # One line before keeps the line numbers of the file.
    document = parse_document(file, f"# Kopf\n{facts}".encode())
    head = [document] if isinstance(document, Problem) else validated(Kapitelkopf, document)
    named = [*_paragraphs(file, text, 2 + facts.count("\n"))]
    return [*head, *named] if isinstance(head, list) else named or Kapitel(head, text, file, base)


def _paragraphs(file: str, text: str, before: int) -> Iterator[Problem]:
    """Paragraphs that a chapter names by itself instead of through the list of law; `before` counts lines above."""
    for number, line in enumerate(text.split("\n"), start=before):
        if found := PARAGRAPH.search(line):
            yield Problem(file, number + 1, found.start() + 1, "recht-im-text", "Text", found[0])
