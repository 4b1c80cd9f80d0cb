"""The files of a register: which belong to it, its cases and the small files of the house as models."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from casebook.model import Case
from casebook.office import OFFICE_FILE, Office, read_office_file, with_profile
from casebook.outside import FILES, OUTSIDE, Outside
from casebook.problem import Document, Finding, Problem
from casebook.processes import check_catalogues, process_codes
from casebook.reading import parse_document, read_document
from casebook.rules.office import FILE_RULES, MERGED_RULES
from casebook.rules.outside import OUTSIDE_RULES, Figures, Surroundings
from casebook.shape import did_you_mean, located, validated

CASES = "cases"
FIGURES = Path(__file__).parent / "schema" / "kennzahlen.json"
"""Every part of every measure with its unit: written by `casebook schema`, because the check knows no measures."""

_CASE_FILE = re.compile(r"(?P<year>[0-9]{4})/(?P=year)-[0-9]{4,6}\.yaml\Z")


class NotARegister(Exception):
    """The folder has no office.yaml: a wrong call, not a problem of the data."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The office with its profile, the process codes a case may name, and office.yaml with its lines."""

    office: Office
    processes: frozenset[str]
    document: Document


def case_files(root: Path) -> Iterator[tuple[str, bool]]:
    """Every file below cases/, sorted, with whether its place and name are those of a case.

    Links to folders and folders that cannot be opened are listed as if they were files.
    """
    base = root / CASES
    if base.is_symlink() or base.is_file():
        yield CASES, False
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(base, onerror=closed.append):
        entries = [name for name in folders if name.endswith(".yaml") or (Path(folder) / name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in entries)
        above = f"{Path(folder).relative_to(base).as_posix()}/".removeprefix("./")
        for name in sorted([*names, *entries]):
            inside = above + name
            if not name.startswith("."):
                yield f"{CASES}/{inside}", bool(_CASE_FILE.match(inside))
    for error in closed:
        if not isinstance(error, FileNotFoundError):
            yield Path(error.filename).relative_to(root).as_posix(), False


def is_case_file(file: str) -> bool:
    """Whether a file's place and name are those of a case."""
    folder, _, inside = file.partition("/")
    return folder == CASES and bool(_CASE_FILE.match(inside))


def misplaced(root: Path, file: str) -> Problem:
    """What is wrong with an entry of cases/ that is no case: a link, a locked folder, or just in the way."""
    read = read_document(root, file)
    if isinstance(read, Problem) and read.id in ("datei-verweis", "datei-unlesbar"):
        return replace(read, file=printable(file))
    return Problem(printable(file), 1, 1, "datei-falscher-ort", found=printable(file))


def printable(file: str) -> str:
    """A file name for people: names may hold line breaks, escapes and bytes that are no text."""
    return "".join(character if character.isprintable() else "\ufffd" for character in file)


def read_settings(root: Path) -> Settings | list[Problem]:
    """The office as checked settings.

    Raises:
        NotARegister: there is no office.yaml.
    """
    if not (root / OFFICE_FILE).exists():
        raise NotARegister(str(root))
    read = read_office_file(root)
    if isinstance(read, list):
        return read
    document, own = read
    problems = [_at(document, finding) for rule in FILE_RULES for finding in rule(own)]
    if problems:
        return sorted(problems)
    office = with_profile(document)
    findings = [finding for rule in MERGED_RULES for finding in rule(office)]
    problems = [_at(document, finding) for finding in [*findings, *check_catalogues(office)]]
    return sorted(problems) if problems else Settings(office, process_codes(office, root), document)


def _at(document: Document, finding: Finding) -> Problem:
    return located(finding, document, Office)


def read_case(root: Path, file: str) -> tuple[Document, Case] | list[Problem]:
    """One case as a model, or what keeps it from being one."""
    return _as_case(read_document(root, file))


def parse_case(file: str, data: bytes) -> tuple[Document, Case] | list[Problem]:
    """As `read_case`, from contents that are already at hand (a Git blob)."""
    return _as_case(parse_document(file, data))


def _as_case(document: Document | Problem) -> tuple[Document, Case] | list[Problem]:
    if isinstance(document, Problem):
        return [document]
    case = validated(Case, document)
    return case if isinstance(case, list) else (document, case)


def read_cases(root: Path) -> list[Case] | list[Problem]:
    """Every case of the register in order of its file, or what keeps any of them from being counted."""
    cases: list[Case] = []
    problems: list[Problem] = []
    for file, is_case in case_files(root):
        read = read_case(root, file) if is_case else [misplaced(root, file)]
        if isinstance(read, list):
            problems += read
        else:
            cases.append(read[1])
    return problems or cases


# --- the small files of the house


@dataclass(frozen=True, slots=True)
class Collected:
    """The small files as one, and the documents they were read from, by field of `Outside`."""

    outside: Outside
    documents: Mapping[str, Document]


def outside_files(root: Path) -> Iterator[str]:
    """Every entry of office/, sorted; hidden ones are left out."""
    base = root / OUTSIDE
    if base.is_symlink() or base.is_file():
        yield OUTSIDE
    elif base.is_dir():
        yield from sorted(f"{OUTSIDE}/{path.name}" for path in base.iterdir() if not path.name.startswith("."))


def read_outside(root: Path, office: Office) -> Outside | list[Problem]:
    """What the house knows beside its cases, or every problem that would make a figure wrong."""
    collected = collect(outside_documents(root), office)
    return collected if isinstance(collected, list) else collected.outside


def outside_documents(root: Path) -> dict[str, Document | Problem]:
    """The small files as read from the disk, by name."""
    return {file: read_document(root, file) for file in outside_files(root)}


def collect(read: Mapping[str, Document | Problem], office: Office) -> Collected | list[Problem]:
    """Documents of `office/` by name (from the disk or from a commit) as one model."""
    documents: dict[str, Document] = {}
    lists: dict[str, object] = {}
    problems: list[Problem] = []
    for file, document in read.items():
        valid = _small_file(file, document)
        if isinstance(valid, list):
            problems += valid
        elif isinstance(document, Document):
            documents |= dict.fromkeys(type(valid).model_fields, document)
            lists |= dict(valid)
    if problems:
        return sorted(problems)
    outside, around = Outside.model_validate(lists), Surroundings(office, known_figures())
    findings = [finding for rule in OUTSIDE_RULES for finding in rule(outside, around)]
    problems = [located(finding, documents[str(finding.path[0])], Outside) for finding in findings]
    return sorted(problems) if problems else Collected(outside, documents)


def _small_file(file: str, document: Document | Problem) -> BaseModel | list[Problem]:
    model = FILES.get(file)
    if model is None:
        name = printable(file)
        return [Problem(name, 1, 1, "haus-datei-unbekannt", found=name, expected=did_you_mean(file, FILES))]
    return [document] if isinstance(document, Problem) else validated(model, document)


@cache
def known_figures() -> Figures:
    """The measures a target may name, as the product ships them."""
    figures: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures
