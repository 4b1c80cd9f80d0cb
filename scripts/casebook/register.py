"""The files of a register: which belong to it, and its cases as models."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from casebook.model import Case
from casebook.office import OFFICE_FILE, Office, read_office_file, with_profile
from casebook.problem import Document, Finding, Problem
from casebook.processes import check_catalogues, process_codes
from casebook.reading import parse_document, read_document
from casebook.rules.office import FILE_RULES, MERGED_RULES
from casebook.shape import located, validated

CASES = "cases"
_CASE_FILE = re.compile(r"(?P<year>[0-9]{4})/(?P=year)-[0-9]{4,6}\.yaml\Z")


class NotARegister(Exception):
    """The folder has no office.yaml: a wrong call, not a problem of the data."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The office with its profile, and the process codes a case may name."""

    office: Office
    processes: frozenset[str]


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
        for name in sorted([*names, *entries]):
            inside = (Path(folder) / name).relative_to(base).as_posix()
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
    return sorted(problems) if problems else Settings(office, process_codes(office, root))


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
