"""Who came back with the same topic, and which problem came back (K15)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casebook.filters import SMALL_UNITS
from casebook.measures.frames.columns import DAY, Days
from casebook.measures.frames.names import OHNE_ANGABE
from casebook.measures.states import CaseState

RECURRING_MONTHS = 3
"""Within them so many complaints about one topic and unit as the house has settled make a recurring problem."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A complaint of a person who can be recognised: its pairs of pseudonym and topic, its receipt and closings."""

    topics: frozenset[tuple[str, str]]
    receipt: date
    closings: tuple[date, ...]


def recognised(states: Sequence[CaseState]) -> dict[int, Recognised]:
    """Complaints that can be recognised and count in rates, by position."""
    return {place: _recognised(state) for place, state in enumerate(states) if _is_recognised(state)}


def _is_recognised(state: CaseState) -> bool:
    person = state.case.person
    known = person.pseudonym is not None and not person.anonym
    return known and state.kind == "beschwerde" and not state.pure_remedy and not state.final


def _recognised(state: CaseState) -> Recognised:
    pseudonym = state.case.person.pseudonym or ""
    return Recognised(
        frozenset((pseudonym, concern.thema) for concern in state.case.anliegen),
        state.case.eingang.datum,
        tuple(event.datum for event, _ in state.steps if event.ereignis == "abschluss"),
    )


def repeated(complaints: Mapping[int, Recognised]) -> frozenset[tuple[int, str]]:
    """Places and topics of complaints of a person whose earlier one about it was closed at most 12 months before."""
    closings: dict[tuple[str, str], list[date]] = defaultdict(list)
    for complaint in complaints.values():
        for topic in complaint.topics:
            closings[topic] += complaint.closings
    return frozenset(
        (place, topic[1])
        for place, complaint in complaints.items()
        for topic in complaint.topics
        if _closed_lately(_without(closings[topic], complaint.closings), complaint.receipt)
    )


def _closed_lately(closings: Iterable[date], receipt: date) -> bool:
    return any(day <= receipt <= months_later(day, 12) for day in closings)


def _without(days: Sequence[date], own: Sequence[date]) -> list[date]:
    """The days of the other cases."""
    others = list(days)
    for day in own:
        others.remove(day)
    return others


def recurring(concerns: pd.DataFrame, least: int) -> NDArray[np.bool_]:
    """For each concern: whether it is at least the `least`-th of its topic and unit within three months.

    Complaints that count in rates, each case once for a pair; the three months end with the day of receipt. Units under
    five people and concerns that name no unit are never recurring.
    """
    found = np.zeros(len(concerns), dtype=bool)
    places = np.flatnonzero(_countable(concerns))
    counted = concerns.take(places)
    units = counted["betrifft"].array.categories
    pairs = counted["thema"].cat.codes.to_numpy(dtype=np.int64) * len(units) + counted["betrifft"].cat.codes.to_numpy()
    days = counted["eingang"].to_numpy().astype(DAY)
    once = ~pd.DataFrame({"case": counted["case"].to_numpy(), "pair": pairs}).duplicated().to_numpy()
    found[places] = _among(pairs, days, once) >= least
    return found


def _countable(concerns: pd.DataFrame) -> NDArray[np.bool_]:
    named = ~concerns["betrifft"].isin([OHNE_ANGABE, SMALL_UNITS])
    counted = (concerns["art"] == "beschwerde") & ~concerns["pure_remedy"] & ~concerns["final"]
    return np.asarray(named & counted, dtype=bool)


def _among(pairs: NDArray[np.int64], days: Days, once: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of those that count `once` share the pair and lie in the three months that end with the day."""
    known, places = np.unique(days, return_inverse=True)
    begins = np.array([months_later(day, -RECURRING_MONTHS) for day in known.tolist()], dtype=DAY)[places]
    ordered = np.sort(_ranked(pairs[once], days[once]))
    first, after = (ordered.searchsorted(_ranked(pairs, ends), side="right") for ends in (begins, days))
    return np.asarray(after - first, dtype=np.int64)


def _ranked(pairs: NDArray[np.int64], days: Days) -> NDArray[np.int64]:
    """One whole number for a pair and a day, in the order of both; years up to 9999 have fewer days than 2^22."""
    return (pairs << 22) + days.astype(np.int64)


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
