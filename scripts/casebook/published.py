"""What the office has told the public: yearly figures and "Das haben wir geändert", as reviewed files.

`handbook/veroeffentlicht/zahlen-JJJJ.yaml` is written by `casebook publish` and never again; the texts of
`aenderungen-JJJJ.yaml` are written by a person. This module knows no case, so the public handbook may read both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, StrictBool, StrictInt

from casebook.problem import Document, Problem
from casebook.reading import read_document
from casebook.shape import validated
from casebook.values import Code, Datum, Kennung, Kurztext, Langtext, Record

FOLDER = "handbook/veroeffentlicht"
_FILE = re.compile(r"(?P<what>zahlen|aenderungen)-(?P<year>[12][0-9]{3})\.yaml\Z")

Gezaehlt = Literal["faelle", "anliegen"]
Base = Literal[5, 10]


class Zeile(Record):
    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    anzahl: StrictInt = Field(title="Anzahl", ge=0)


class Tabelle(Record):
    """Wie viele je Eintrag. Was nicht dasteht, ist null; in gerundeten Tabellen: gerundet null."""

    id: Kennung = Field(title="Kennung")
    titel: Kurztext = Field(title="Überschrift")
    zaehlt: Gezaehlt = Field(title="Gezählt sind")
    genau: StrictBool = Field(title="Genau", description="nein: jede Zahl für sich gerundet")
    zeilen: tuple[Zeile, ...] = Field((), title="Zeilen")


class Spalte(Record):
    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")


class Kreuzzeile(Record):
    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    anzahlen: tuple[StrictInt, ...] = Field(title="Anzahlen", description="in der Ordnung der Spalten, alle gerundet")


class Kreuztabelle(Record):
    """Zwei Merkmale zugleich; jede Zahl für sich gerundet, auch die Nullen."""

    id: Kennung = Field(title="Kennung")
    titel: Kurztext = Field(title="Überschrift")
    zaehlt: Gezaehlt = Field(title="Gezählt sind")
    spalten: tuple[Spalte, ...] = Field(title="Spalten")
    zeilen: tuple[Kreuzzeile, ...] = Field((), title="Zeilen")


class Berichtigung(Record):
    """Was über ein früheres Jahr seither bekannt wurde; gerundet, die alte Datei bleibt, wie sie war."""

    jahr: StrictInt = Field(title="Jahr", ge=1950, le=2100)
    gesamt: StrictInt = Field(title="Alle Fälle, gerundet", ge=0)


class Zahlen(Record):
    """Die Zahlen eines abgeschlossenen Jahres."""

    jahr: StrictInt = Field(title="Jahr", ge=1950, le=2100)
    stand: Datum = Field(title="Stand")
    commit: Code | None = Field(None, title="Commit")
    rundung: Base = Field(title="Gerundet auf Vielfache von")
    gesamt: StrictInt = Field(title="Alle Fälle", ge=0)
    genau: StrictBool = Field(title="Alle Fälle genau", description="nein: auch diese Zahl ist gerundet")
    tabellen: tuple[Tabelle, ...] = Field((), title="Tabellen")
    kreuztabellen: tuple[Kreuztabelle, ...] = Field((), title="Kreuztabellen")
    berichtigt: tuple[Berichtigung, ...] = Field((), title="Berichtigungen früherer Jahre")

    def figures(self) -> Zahlen:
        """The figures without the state they came from."""
        return self.model_copy(update={"stand": None, "commit": None})


class Eintrag(Record):
    """Eine Änderung, die auf Beschwerden zurückgeht; jeder Text ist von einem Menschen geschrieben."""

    problem: Langtext = Field(title="Was war das Problem?")
    aenderung: Langtext = Field(title="Was haben wir geändert?")
    datum: Datum = Field(title="Seit wann?")
    wirkung: Langtext = Field(title="Was hat es gebracht?")


class Aenderungen(Record):
    """Was das Haus in einem Jahr geändert hat."""

    eintraege: tuple[Eintrag, ...] = Field((), title="Einträge")


@dataclass(frozen=True, slots=True)
class Published:
    """Everything published, by year; `documents` by file, for positions."""

    figures: dict[int, Zahlen]
    changes: dict[int, Aenderungen]
    documents: dict[str, Document]


def figures_file(year: int) -> str:
    """Where the figures of a year stand, from the root."""
    return f"{FOLDER}/zahlen-{year}.yaml"


def changes_file(year: int) -> str:
    """Where the changes of a year stand, from the root."""
    return f"{FOLDER}/aenderungen-{year}.yaml"


def is_figures_file(file: str) -> bool:
    """Whether a file holds the figures of a year."""
    folder, _, name = file.rpartition("/")
    match = _FILE.match(name) if folder == FOLDER else None
    return match is not None and match["what"] == "zahlen"


def published_files(root: Path) -> Iterator[str]:
    """Every entry of the folder, sorted; hidden ones are left out."""
    base = root / FOLDER
    if base.is_symlink() or base.is_file():
        yield FOLDER
    elif base.is_dir():
        yield from sorted(f"{FOLDER}/{path.name}" for path in base.iterdir() if not path.name.startswith("."))


def read_published(root: Path) -> Published | list[Problem]:
    """What is published, or every problem of the shape of the files."""
    found = Published({}, {}, {})
    problems = [problem for file in published_files(root) for problem in _added(found, root, file)]
    return sorted(problems) if problems else found


def _added(found: Published, root: Path, file: str) -> list[Problem]:
    """Put a file where it belongs; what keeps it from being read."""
    match = _FILE.search(file)
    if match is None:
        return [Problem(file, 1, 1, "veroeffentlicht-datei", found=file)]
    document = read_document(root, file)
    if isinstance(document, Problem):
        return [document]
    found.documents[file], year = document, int(match["year"])
    if match["what"] == "zahlen":
        return _kept(found.figures, year, validated(Zahlen, document))
    return _kept(found.changes, year, validated(Aenderungen, document))


M = TypeVar("M", bound=Record)


def _kept(by_year: dict[int, M], year: int, valid: M | list[Problem]) -> list[Problem]:
    if isinstance(valid, list):
        return valid
    by_year[year] = valid
    return []
