"""Editions of a page: when it last changed, and what differs from the edition before. Knows states, not Git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from casebook.problem import Document
from casebook.processes.model import Prozess
from casebook.reading import parse_document
from casebook.shape import label

_FENCE = "---\n"


@dataclass(frozen=True, slots=True)
class State:
    """A committed state of a page's file."""

    day: date
    data: bytes


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two editions differ; empty where one of them has nothing there."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The edition a page is in: its last change, and what is new in it."""

    number: int
    changed: date
    differences: tuple[Difference, ...]


def edition_of(states: Sequence[State]) -> Edition | None:
    """The edition of the last of some states, oldest first; None where nothing is committed yet.

    States that cannot be read as a page are passed over: today's rules are stricter than those of their day.
    """
    readable = [(state, parts) for state in states if (parts := _parts(state.data)) is not None]
    if not readable:
        return None
    last, parts = readable[-1]
    number = _number(parts)
    before = next((older for _, older in reversed(readable) if _number(older) < number), None)
    differences = () if before is None else tuple(_differences(before, parts))
    return Edition(number, last.day, differences)


_Parts = Mapping[str, tuple[str, ...]]
"""The sentences of a page by the place they stand in."""


def _parts(data: bytes) -> _Parts | None:
    text = data.decode("utf-8", errors="replace")
    if text.startswith(_FENCE):
        _, facts, body = [*text.split(_FENCE, 2), ""][:3]
        head = parse_document("kapitel", facts.encode())
        paragraphs = tuple(" ".join(part.split()) for part in body.split("\n\n") if part.strip())
        return None if not isinstance(head, Document) else _flat(head.data) | {"Text": paragraphs}
    document = parse_document("prozess", data)
    return _flat(document.data) if isinstance(document, Document) else None


def _flat(data: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(_sentences(value)) for name, value in data.items()}


def _sentences(value: object) -> Iterator[str]:
    """One sentence per entry of a list; the fields of an entry stand together."""
    if isinstance(value, list):
        for item in value:
            yield " · ".join(_words(item))
    else:
        yield " ".join(_words(value))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("id", "form"):
                yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
    else:
        yield " ".join(str(value).split())


def _number(parts: _Parts) -> int:
    number = next(iter(parts.get("auflage", ())), "1")
    return int(number) if number.isdigit() else 1


def _differences(before: _Parts, after: _Parts) -> Iterator[Difference]:
    for name in dict.fromkeys((*after, *before)):
        if name not in ("auflage", "stand"):
            old, new = before.get(name, ()), after.get(name, ())
            place = label(Prozess, (name,)) if name in Prozess.model_fields else name.capitalize()
            yield from (Difference(place, *pair) for pair in _pairs(old, new))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Sentences that were replaced, in pairs as far as both sides have one."""
    for kind, i, k, j, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone, fresh = list(old[i:k]), list(new[j:m])
            length = max(len(gone), len(fresh))
            gone += [""] * (length - len(gone))
            fresh += [""] * (length - len(fresh))
            yield from zip(gone, fresh, strict=True)
