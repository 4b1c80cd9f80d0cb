"""Cases that belong together: those a case names and those that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from casebook.measures import CaseState

_RELATIONS = {"vorgaenger": "Vorgänger", "folge": "Folgefall", "zusammenhang": "Zusammenhang"}
_BACK = {"vorgaenger": "Folgefall", "folge": "Vorgänger", "zusammenhang": "Zusammenhang", "doppelt": "Doppelt dazu"}


class CaseLink(NamedTuple):
    """Another case that a case names, and what for."""

    number: str
    kind: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another case that belongs to this one."""

    number: str
    relation: str


def links_of(state: CaseState) -> tuple[CaseLink, ...]:
    """Every case that this one names."""
    named = tuple(CaseLink(link.aktenzeichen, link.art) for link in state.case.bezug)
    return named + tuple(CaseLink(event.ziel, "doppelt") for event, _ in state.steps if event.ziel)


def relations(links: Iterable[tuple[str, tuple[CaseLink, ...]]]) -> Mapping[str, tuple[Related, ...]]:
    """Numbers with the cases they name and those that name them; each pair once."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for number, named in links:
        for other, kind in named:
            found[number][other] = _RELATIONS.get(kind, "Wird dort weitergeführt")
            found[other].setdefault(number, _BACK[kind])
    return {number: tuple(Related(*pair) for pair in sorted(pairs.items())) for number, pairs in found.items()}
