"""The one dated list of law: every paragraph the product names, its state, its source, and whether it was reviewed.

The product's lists lie beside this module; an office adds or replaces entries in `handbook/recht/*.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from casebook.office import OFFICE_FILE, Office
from casebook.problem import Document, Finding, Problem
from casebook.product import AROUND, PRODUCT
from casebook.reading import read_document
from casebook.shape import located, validated
from casebook.values import Datum, Kennung, Kurztext, Record

_SHIPPED = Path(__file__).resolve().parent.relative_to(AROUND).as_posix()
FOLDER = "handbook/recht"
_MONTHS = 12
"""How long a reading of the law holds before somebody must look again."""


class Paragraf(Record):
    """Eine Rechtsnorm: was sie sagt, von wann der gelesene Wortlaut ist und woher er stammt."""

    id: Kennung = Field(title="Kennung", examples=["sgg-84"])
    norm: Kurztext = Field(title="Paragraf", examples=["§ 84 Abs. 1 SGG"])
    inhalt: Kurztext = Field(title="Inhalt")
    stand: Datum = Field(title="Rechtsstand")
    quelle: Kurztext = Field(title="Quelle")
    geprueft: Datum | None = Field(None, title="Juristisch geprüft am")

    @property
    def seen(self) -> date:
        """The last day on which somebody looked."""
        return max(self.stand, self.geprueft or self.stand)


class Rechtsliste(Record):
    """Die Normen eines Gesetzes."""

    gesetz: Kurztext = Field(title="Gesetz")
    paragrafen: tuple[Paragraf, ...] = Field(title="Paragrafen", min_length=1)


Law = Mapping[str, Paragraf]
"""Paragraphs by id."""


@dataclass(frozen=True, slots=True)
class _Source:
    document: Document
    content: Rechtsliste


def read_lists(root: Path) -> tuple[tuple[Rechtsliste, ...], list[Problem]]:
    """The product's lists, each with the office's replacements in place; then the office's own lists.

    Raises:
        RuntimeError: a list that ships with the product cannot be read.
    """
    own, problems = _own(root)
    replaced = {entry.id: entry for source in own for entry in source.content.paragrafen}
    shipped = [source.content for source in _shipped(root)]
    known = {entry.id for content in shipped for entry in content.paragrafen}
    lists = [_with(content, replaced) for content in shipped]
    lists += [fresh for source in own if (fresh := _without(source.content, known))]
    return tuple(lists), problems


def read_law(root: Path) -> Law:
    """Every paragraph a text of this root may name, as far as the lists can be read."""
    return {entry.id: entry for content in read_lists(root)[0] for entry in content.paragrafen}


def check_law(root: Path, office: Office, today: date) -> tuple[list[Problem], int]:
    """What is wrong with the root's own lists and which entries nobody looked at for a year; files looked at."""
    own, problems = _own(root)
    problems += (problem for source in own for problem in _old(source, today))
    if not office.recht_geprueft or _is_old(office.recht_geprueft, today):
        known = {entry.id for source in own for entry in source.content.paragrafen}
        problems += _old_shipped(_shipped(root), known, today)
    return sorted(problems), len(own)


def _own(root: Path) -> tuple[list[_Source], list[Problem]]:
    """The root's own lists; in the product's checkout those beside this module too."""
    own, problems = _read(root, FOLDER)
    if root.resolve() == PRODUCT:
        shipped, broken = _read(AROUND, _SHIPPED)
        own, problems = [*own, *shipped], [*problems, *broken]
    return own, sorted([*problems, *_doubled(own)])


def _shipped(root: Path) -> list[_Source]:
    """The product's lists for another root."""
    if root.resolve() == PRODUCT:
        return []
    sources, broken = _read(AROUND, _SHIPPED)
    if broken:
        raise RuntimeError(f"shipped list of law is broken: {broken}")
    return sources


def _with(content: Rechtsliste, replaced: Law) -> Rechtsliste:
    entries = tuple(replaced.get(entry.id, entry) for entry in content.paragrafen)
    return content.model_copy(update={"paragrafen": entries})


def _without(content: Rechtsliste, known: set[str]) -> Rechtsliste | None:
    entries = tuple(entry for entry in content.paragrafen if entry.id not in known)
    return content.model_copy(update={"paragrafen": entries}) if entries else None


def _read(base: Path, folder: str) -> tuple[list[_Source], list[Problem]]:
    sources: list[_Source] = []
    problems: list[Problem] = []
    for path in sorted((base / folder).glob("*.yaml")):
        document = read_document(base, f"{folder}/{path.name}".removeprefix("/"))
        content = document if isinstance(document, Problem) else validated(Rechtsliste, document)
        if isinstance(document, Document) and isinstance(content, Rechtsliste):
            sources.append(_Source(document, content))
        else:
            problems += content if isinstance(content, list) else [document]  # type: ignore[list-item]
    return sources, problems


def _doubled(sources: list[_Source]) -> Iterator[Problem]:
    seen: set[str] = set()
    for source in sources:
        for index, entry in enumerate(source.content.paragrafen):
            if entry.id in seen:
                path = ("paragrafen", index, "id")
                yield located(Finding("eintrag-doppelt", path, entry.id), source.document, Rechtsliste)
            seen.add(entry.id)


def _is_old(seen: date, today: date) -> bool:
    return (today.year - seen.year) * 12 + today.month - seen.month - (today.day < seen.day) >= _MONTHS


def _old(source: _Source, today: date) -> Iterator[Problem]:
    for index, entry in enumerate(source.content.paragrafen):
        if _is_old(entry.seen, today):
            finding = Finding("recht-alt", ("paragrafen", index, "stand"), entry.norm, entry.seen.isoformat())
            yield located(finding, source.document, Rechtsliste)


def _old_shipped(shipped: list[_Source], own: set[str], today: date) -> Iterator[Problem]:
    """One problem for all: an office mends it by one line in office.yaml."""
    entries = [entry for source in shipped for entry in source.content.paragrafen if entry.id not in own]
    old = sorted((entry.seen, entry.norm) for entry in entries if _is_old(entry.seen, today))
    if old:
        found = f"{old[0][1]}“ und {len(old) - 1} weitere Einträge der mitgelieferten Liste „Recht"
        yield Problem(OFFICE_FILE, 1, 1, "recht-alt", "Recht", found, old[0][0].isoformat())
