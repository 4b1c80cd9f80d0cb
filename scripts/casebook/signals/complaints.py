"""What weaknesses are looked for in: the points of all complaints, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from casebook.derive import FINAL
from casebook.filters import SMALL_UNITS
from casebook.measures.frames import shown_unit
from casebook.measures.states import CaseState
from casebook.office import Office


@dataclass(frozen=True, slots=True)
class Complaint:
    """A point of a complaint: the case by its position, and what it is about.

    `unit` is the unit complained about; None where nobody said or where it has fewer than five people.
    """

    place: int
    day: date
    topic: str
    unit: str | None
    process: str | None


def complaints(states: Sequence[CaseState], office: Office) -> tuple[Complaint, ...]:
    """The points of complaints that count in rates: no duplicate, transferred or cancelled case, no pure remedy."""
    return tuple(_complaints(states, office))


def _complaints(states: Sequence[CaseState], office: Office) -> Iterator[Complaint]:
    for place, state in enumerate(states):
        case = state.case
        if state.kind != "beschwerde" or state.status in FINAL or state.pure_remedy:
            continue
        for concern in case.anliegen:
            unit = shown_unit(office, concern.betrifft) if concern.betrifft else None
            named = None if unit == SMALL_UNITS else unit
            yield Complaint(place, case.eingang.datum, concern.thema, named, concern.prozess)


def months_before(day: date, months: int) -> date:
    """The same day some months ago, or the last one of a shorter month."""
    return day - relativedelta(months=months)
