"""Process descriptions of a root, and the product's for what the root does not describe itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from casebook.office import Office
from casebook.problem import Document, Finding, Problem
from casebook.processes.catalogue import read_catalogue
from casebook.processes.model import Prozess
from casebook.processes.rules import check_process
from casebook.product import PRODUCT
from casebook.reading import read_document
from casebook.shape import located, validated

FOLDER = "handbook/processes"


def process_codes(office: Office, root: Path) -> frozenset[str]:
    """Every process code a case may name: the office's catalogues and all described processes.

    A description that is broken elsewhere still gives its code: one slip, one message.
    """
    catalogues = (read_catalogue(name) for name in office.kataloge)
    codes = {entry.code for catalogue in catalogues if catalogue for entry in catalogue.prozesse}
    documents = (read_document(base, file) for base, file in _files(root))
    codes |= {str(document.data.get("code", "")) for document in documents if isinstance(document, Document)}
    return frozenset(codes - {""})


@dataclass(frozen=True, slots=True)
class _Source:
    """A process and the document it was read from."""

    process: Prozess
    document: Document


def read_processes(root: Path, office: Office) -> tuple[tuple[Prozess, ...], list[Problem]]:
    """Every process the root shows (its own, then the product's others) and what is wrong with its own.

    Raises:
        RuntimeError: a description that ships with the product cannot be read.
    """
    own, problems = _read(root, _own_files(root))
    codes = process_codes(office, root)
    for source in own:
        findings = check_process(source.process, office, codes)
        problems += [located(finding, source.document, Prozess) for finding in findings]
    problems += _duplicates(own)
    taken = {source.process.code for source in own}
    shipped, broken = _read(PRODUCT, [file for base, file in _files(root) if base != root])
    if broken:
        raise RuntimeError(f"shipped process is broken: {broken}")
    processes = [s.process for s in own] + [s.process for s in shipped if s.process.code not in taken]
    return tuple(sorted(processes, key=lambda process: process.code)), sorted(problems)


def check_processes(root: Path, office: Office) -> tuple[list[Problem], int]:
    """What is wrong with the root's own descriptions, and how many files were looked at."""
    return read_processes(root, office)[1], len(_own_files(root))


def _own_files(root: Path) -> list[str]:
    return sorted(f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.yaml"))


def _files(root: Path) -> list[tuple[Path, str]]:
    """Descriptions a root shows, each with the folder it comes from; its own file names win."""
    own = _own_files(root)
    others = [] if root.resolve() == PRODUCT else [file for file in _own_files(PRODUCT) if file not in own]
    return [*((root, file) for file in own), *((PRODUCT, file) for file in others)]


def _read(base: Path, files: Iterable[str]) -> tuple[list[_Source], list[Problem]]:
    sources: list[_Source] = []
    problems: list[Problem] = []
    for file in files:
        document = read_document(base, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        process = validated(Prozess, document)
        if isinstance(process, list):
            problems += process
        else:
            sources.append(_Source(process, document))
    return sources, problems


def _duplicates(sources: Iterable[_Source]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in sources:
        code = source.process.code
        if code in first:
            yield located(Finding("prozess-doppelt", ("code",), code, first[code]), source.document, Prozess)
        first.setdefault(code, source.document.file)
