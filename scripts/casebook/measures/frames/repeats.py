"""Who came back with the same topic, and which problem came back (K15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from casebook.filters import SMALL_UNITS
from casebook.measures.frames.names import OHNE_ANGABE, shown_unit
from casebook.measures.states import CaseState
from casebook.office import Office

RECURRING = 3
"""So many complaints about one topic and unit within `RECURRING_MONTHS` make a recurring problem."""
RECURRING_MONTHS = 3


def repeated(states: Sequence[CaseState]) -> NDArray[np.bool_]:
    """Complaints of a person whose earlier complaint about the same topic was closed at most 12 months before."""
    flags = np.zeros(len(states), dtype=bool)
    closings: dict[tuple[str, str], list[date]] = defaultdict(list)
    for state in states:
        for topic in _topics(state):
            closings[topic] += [event.datum for event, _ in state.steps if event.ereignis == "abschluss"]
    for place, state in enumerate(states):
        receipt = state.case.eingang.datum
        own = [event.datum for event, _ in state.steps if event.ereignis == "abschluss"]
        earlier = [day for topic in _topics(state) for day in _without(closings[topic], own)]
        flags[place] = any(day <= receipt <= months_later(day, 12) for day in earlier)
    return flags


def _topics(state: CaseState) -> set[tuple[str, str]]:
    """Pseudonym and topic, of complaints that can be recognised and count in rates."""
    person = state.case.person
    if state.kind != "beschwerde" or person.pseudonym is None or person.anonym or state.pure_remedy or state.final:
        return set()
    return {(person.pseudonym, concern.thema) for concern in state.case.anliegen}


def _without(days: list[date], own: list[date]) -> list[date]:
    """The days of the other cases."""
    others = list(days)
    for day in own:
        others.remove(day)
    return others


def recurring(states: Sequence[CaseState], office: Office) -> NDArray[np.bool_]:
    """For each concern: whether it is at least the third of its topic and unit within three months.

    Complaints that count in rates, each case once for a pair; the three months end with the day of receipt. Units under
    five people and concerns that name no unit are never recurring.
    """
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for state in states:
        for pair in set(_pairs(state, office)):
            days[pair].append(state.case.eingang.datum)
    ordered = {pair: np.sort(np.array(entries, dtype="datetime64[D]")) for pair, entries in days.items()}
    flags = []
    for state in states:
        last = state.case.eingang.datum
        counted = _countable(state)
        for pair in _all_pairs(state, office):
            known = ordered.get(pair) if counted else None
            flags.append(known is not None and _within(known, last) >= RECURRING)
    return np.array(flags, dtype=bool)


def _within(days: NDArray[np.datetime64], last: date) -> int:
    """How many of the sorted days lie in the three months that end with `last`."""
    first = months_later(last, -RECURRING_MONTHS)
    after_first, after_last = days.searchsorted(np.array([first, last], dtype="datetime64[D]"), side="right")
    return int(after_last - after_first)


def _countable(state: CaseState) -> bool:
    return state.kind == "beschwerde" and not state.pure_remedy and not state.final


def _pairs(state: CaseState, office: Office) -> Iterator[tuple[str, str]]:
    if _countable(state):
        yield from (pair for pair in _all_pairs(state, office) if pair[1] not in (OHNE_ANGABE, SMALL_UNITS))


def _all_pairs(state: CaseState, office: Office) -> list[tuple[str, str]]:
    return [(concern.thema, shown_unit(office, concern.betrifft)) for concern in state.case.anliegen]


def months_later(day: date, months: int) -> date:
    """The day with the same number so many months later or earlier, at the latest the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return next(_days_back(year, month + 1, day.day))


def _days_back(year: int, month: int, number: int) -> Iterator[date]:
    for last in range(number, 27, -1):
        try:
            yield date(year, month, last)
        except ValueError:
            continue
    yield date(year, month, min(number, 28))
