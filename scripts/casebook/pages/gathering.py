"""What the site takes from each part of the register, found once and kept as long as the part stays the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate, chain
from typing import TypeVar

from casebook.due import due_items, in_order
from casebook.items import Item
from casebook.letters.offers import is_current
from casebook.measures import CaseState, LazyStates, Piece, case_states, piece_of
from casebook.model import Case
from casebook.office import Office
from casebook.pages.case_links import CaseLink, links_of
from casebook.pages.case_then import known_then
from casebook.pages.entries import Entry, entry_of
from casebook.pages.feed import is_over
from casebook.pages.keeping import basis_of
from casebook.parts import found_in_parts, parts_of
from casebook.shelf import Shelf

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What some cases that follow each other give; places count from the first of them.

    `current` are cases that may still have letters, `acting` those with measures, `linked` those that name others;
    `bases` say what the page of each case rests on.
    """

    piece: Piece
    entries: tuple[Entry, ...]
    bases: tuple[str, ...]
    items: tuple[Item, ...]
    current: Mapping[int, Case]
    acting: Mapping[int, Case]
    linked: Mapping[int, tuple[CaseLink, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The same of all cases; `states` are worked out when one of them is asked for."""

    states: Sequence[CaseState]
    pieces: tuple[Piece, ...]
    entries: tuple[Entry, ...]
    bases: tuple[str, ...]
    parts: tuple[int, ...]
    items: tuple[Item, ...]
    current: Mapping[int, Case]
    acting: Mapping[int, Case]
    linked: Mapping[int, tuple[CaseLink, ...]]


def gathered(cases: Sequence[Case], office: Office, stand: date, shelf: Shelf) -> Gathered:
    """All that the site needs to know of each case.

    Raises:
        OutsideCalendar: a case has a deadline in a year whose holidays nobody knows.
    """
    rests_on = f"site {stand} {office.model_dump_json(warnings=False)}"
    found = found_in_parts(cases, partial(look, office, stand), rests_on, shelf)
    sizes = [each.piece.size for each in found]
    starts = [0, *accumulate(sizes)][:-1]
    return Gathered(
        LazyStates(parts_of(cases), sizes, stand),
        tuple(each.piece for each in found),
        tuple(chain.from_iterable(each.entries for each in found)),
        tuple(chain.from_iterable(each.bases for each in found)),
        tuple(part for part, size in enumerate(sizes) for _ in range(size)),
        tuple(in_order(chain.from_iterable(each.items for each in found))),
        _moved([each.current for each in found], starts),
        _moved([each.acting for each in found], starts),
        _moved([each.linked for each in found], starts),
    )


def look(office: Office, stand: date, cases: Sequence[Case]) -> Found:
    """What the site takes from some cases."""
    states = case_states(cases, stand)
    known = [state.case for state in states]
    links = {place: links_of(state) for place, state in enumerate(states)}
    return Found(
        piece_of(states, office, stand),
        tuple(entry_of(state, office) for state in states),
        tuple(basis_of_case(state, stand) for state in states),
        tuple(item for item in due_items(known, office, stand) if not is_over(item, stand)),
        {place: case for place, case in enumerate(known) if is_current(case, stand)},
        {place: case for place, case in enumerate(known) if case.massnahmen},
        {place: found for place, found in links.items() if found},
    )


def basis_of_case(state: CaseState, stand: date) -> str:
    """What happens after the stand is not there yet; else a new day changes no page whose promise still runs."""
    facts = f"{state.status} {state.kind} {state.verdict} {state.promise} {state.promised}"
    return basis_of(known_then(state, stand).model_dump_json(warnings=False), facts)


def _moved(parts: Sequence[Mapping[int, T]], starts: Sequence[int]) -> dict[int, T]:
    """The same by places among all cases."""
    return {start + place: each for start, part in zip(starts, parts, strict=True) for place, each in part.items()}
