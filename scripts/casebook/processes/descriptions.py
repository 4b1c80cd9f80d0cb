"""Process descriptions of a root: its own, the product's, and those of the catalogues its office works with.

An office's own description (`handbook/processes/*.yaml`) wins over a shipped one with the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from casebook.law import read_law
from casebook.office import Office
from casebook.problem import Document, Finding, Problem
from casebook.processes.catalogue import catalogue_folder, catalogue_names, read_catalogue
from casebook.processes.chapters import read_chapters
from casebook.processes.model import Landesteil, Prozess
from casebook.processes.rules import check_process, check_text
from casebook.product import AROUND, PRODUCT
from casebook.reading import read_document
from casebook.shape import did_you_mean, located, validated

FOLDER = "handbook/processes"
LAND_FOLDER = "handbook/land"

T = TypeVar("T", Prozess, Landesteil)


@dataclass(frozen=True, slots=True)
class _Source(Generic[T]):
    """What a file says, and the document it was read from."""

    content: T
    document: Document
    base: Path


def process_codes(office: Office, root: Path) -> frozenset[str]:
    """Every process code a case may name: the office's catalogues and all described processes.

    A description that is broken elsewhere still gives its code: one slip, one message.
    """
    catalogues = (read_catalogue(name) for name in office.kataloge)
    codes = {entry.code for catalogue in catalogues if catalogue for entry in catalogue.prozesse}
    own = _yaml_files(root, FOLDER)
    files = [(root, file) for file in own]
    files += [(PRODUCT, file) for file in _yaml_files(PRODUCT, FOLDER) if file not in own]
    documents = (read_document(base, file) for base, file in files)
    codes |= {str(document.data.get("code", "")) for document in documents if isinstance(document, Document)}
    return frozenset(codes - {""})


def read_processes(root: Path, office: Office) -> tuple[tuple[Prozess, ...], list[Problem]]:
    """Every process the root shows, in the order of its catalogues, and what is wrong with its own.

    Raises:
        RuntimeError: a description that ships with the product cannot be read.
    """
    own, problems = _own(root, office)
    shipped, broken = _read(Prozess, _shipped_files(root, office))
    if broken:
        raise RuntimeError(f"shipped process is broken: {broken}")
    taken = {source.content.code for source in own}
    processes = [source.content for source in own]
    processes += [source.content for source in shipped if source.content.code not in taken]
    shown = (process for process in processes if belongs_to(process, office))
    return tuple(sorted(shown, key=lambda process: in_order(process.code))), problems


def process_files(root: Path, office: Office) -> dict[str, tuple[Path, str]]:
    """Checkout and file of each process by its code; the office's own before a shipped one."""
    own, shipped = (_read(Prozess, files)[0] for files in (_own_files(root), _shipped_files(root, office)))
    return {source.content.code: (source.base, source.document.file) for source in [*shipped, *own]}


def read_lands(root: Path, office: Office) -> tuple[dict[str, Landesteil], list[Problem]]:
    """What the office's Land adds, by process code, and what is wrong with any Land's part."""
    sources, problems = _read(Landesteil, [(root, file) for file in _yaml_files(root, LAND_FOLDER)])
    codes = process_codes(office, root)
    seen: dict[tuple[str, str], str] = {}
    for source in sources:
        code, land, file = source.content.code, source.content.land, source.document.file
        if code not in codes:
            finding = Finding("prozess-unbekannt", ("code",), code, did_you_mean(code, sorted(codes)))
            problems.append(located(finding, source.document, Landesteil))
        if (code, land) in seen:
            finding = Finding("prozess-doppelt", ("code",), f"{code} ({land})", seen[code, land])
            problems.append(located(finding, source.document, Landesteil))
        seen.setdefault((code, land), file)
        problems += [located(found, source.document, Landesteil) for found in check_text(source.content)]
    here = {source.content.code: source.content for source in sources if source.content.land == office.land}
    return here, sorted(problems)


def check_processes(root: Path, office: Office) -> tuple[list[Problem], int]:
    """What is wrong with the root's own descriptions and Land parts, and how many files were looked at."""
    problems = _own(root, office)[1] + read_lands(root, office)[1] + read_chapters(root, office)[1]
    return sorted(problems), len(_own_files(root)) + len(_yaml_files(root, LAND_FOLDER))


def belongs_to(process: Prozess, office: Office) -> bool:
    """Whether the office works with the catalogue this process is for."""
    return process.katalog in (None, *office.kataloge) and (
        not process.nur_mit_katalog or not set(office.kataloge).isdisjoint(process.nur_mit_katalog)
    )


def in_order(code: str) -> tuple[tuple[int, str], ...]:
    """Sorts codes as a reader counts: M2 before M10, 3.1.2 before 3.2.1."""
    parts: list[str] = re.findall(r"[0-9]+|[^0-9]+", code)
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in parts)


def _own(root: Path, office: Office) -> tuple[list[_Source[Prozess]], list[Problem]]:
    own, problems = _read(Prozess, _own_files(root))
    codes, law = process_codes(office, root), read_law(root)
    for source in own:
        findings = check_process(source.content, office, codes, law)
        problems += [located(finding, source.document, Prozess) for finding in findings]
    return own, sorted([*problems, *_duplicates(own)])


_Files = list[tuple[Path, str]]
"""Files, each with the folder its name is seen from."""


def _own_files(root: Path) -> _Files:
    """The root's own descriptions; in the product's checkout also those that ship with a catalogue."""
    own = [(root, file) for file in _yaml_files(root, FOLDER)]
    return own + _catalogue_files(catalogue_names()) if root.resolve() == PRODUCT else own


def _shipped_files(root: Path, office: Office) -> _Files:
    if root.resolve() == PRODUCT:
        return []
    own = _yaml_files(root, FOLDER)
    general = [(PRODUCT, file) for file in _yaml_files(PRODUCT, FOLDER) if file not in own]
    return general + _catalogue_files(office.kataloge)


def _catalogue_files(names: Iterable[str]) -> _Files:
    folders = (catalogue_folder(name).relative_to(AROUND).as_posix() for name in names)
    return [(AROUND, file) for folder in folders for file in _yaml_files(AROUND, folder)]


def _yaml_files(base: Path, folder: str) -> list[str]:
    return sorted(f"{folder}/{path.name}" for path in (base / folder).glob("*.yaml"))


def _read(model: type[T], files: Iterable[tuple[Path, str]]) -> tuple[list[_Source[T]], list[Problem]]:
    sources: list[_Source[T]] = []
    problems: list[Problem] = []
    for base, file in files:
        document = read_document(base, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        content = validated(model, document)
        if isinstance(content, list):
            problems += content
        else:
            sources.append(_Source(content, document, base))
    return sources, problems


def _duplicates(sources: Iterable[_Source[Prozess]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in sources:
        code = source.content.code
        if code in first:
            yield located(Finding("prozess-doppelt", ("code",), code, first[code]), source.document, Prozess)
        first.setdefault(code, source.document.file)
