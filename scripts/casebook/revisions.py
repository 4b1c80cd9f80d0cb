"""What became of a published month: figure by figure, with the cases that moved it and why. Pure.

Published figures stay as they were printed; a later look at the same month says openly what is different now
(mission: counting rule 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casebook.measures import Frames, Record, case_states, frames_of, measure_frames
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.periods import Period

Reason = Literal["nachgetragen", "entfallen", "korrigiert", "wiedereroeffnet", "bearbeitet", "zeit"]

_TELLING: tuple[tuple[str, Reason], ...] = (
    ("korrektur", "korrigiert"),
    ("wiedereroeffnung", "wiedereroeffnet"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A month as some state of the register shows it; `cases` in the order that positions behind figures mean."""

    stand: date
    cases: tuple[Case, ...]
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that a figure gained, lost or counts differently."""

    number: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure that is another one now. Without a case behind it, settings or small files made the difference."""

    before: Record
    now: Record
    moved: tuple[Moved, ...]


def measured(cases: Iterable[Case], office: Office, outside: Outside, stand: date, period: Period) -> Measured:
    """A period of a register at its stand."""
    states = case_states(cases, stand)
    frames = frames_of(states, office, stand, outside)
    return measured_frames(tuple(state.case for state in states), frames, period)


def measured_frames(cases: tuple[Case, ...], frames: Frames, period: Period) -> Measured:
    """As `measured`, from frames that are there already."""
    return Measured(frames.stand, cases, tuple(measure_frames(frames, [period])[period.label]))


def revisions(before: Measured, now: Measured) -> tuple[Revision, ...]:
    """Every figure over all cases whose printed value, numerator or denominator changed, in the order of measures."""
    old = {_key(record): record for record in before.records if not record.by}
    return tuple(
        Revision(old[key], record, tuple(_moved(old[key], record, before, now)))
        for key, record in ((_key(record), record) for record in now.records if not record.by)
        if key in old and _printed(old[key]) != _printed(record)
    )


def _key(record: Record) -> tuple[str, str]:
    return record.id, record.part


def _printed(record: Record) -> tuple[object, ...]:
    return record.value, record.numerator, record.denominator, record.collected


def _moved(old: Record, new: Record, before: Measured, now: Measured) -> Iterator[Moved]:
    """Cases that only one of the figures counts; where both count the same ones, those that changed."""
    earlier, later = _behind(old, before.cases), _behind(new, now.cases)
    apart = {number for number in earlier.keys() | later.keys() if earlier.get(number) != later.get(number)}
    known_before, known_now = _by_number(before.cases), _by_number(now.cases)
    both = earlier.keys() & later.keys()
    changed = {number for number in both if known_before[number] != known_now[number]}
    for number in sorted(apart or changed):
        yield Moved(number, _reason(known_before.get(number), known_now.get(number)))


def _behind(record: Record, cases: Sequence[Case]) -> dict[str, bool]:
    """Numbers of the cases a figure rests on, with whether they are counted or only counted among."""
    among = {cases[place].aktenzeichen: False for place in record.behind.among}
    return among | {cases[place].aktenzeichen: True for place in record.behind.counted}


def _by_number(cases: Iterable[Case]) -> Mapping[str, Case]:
    return {case.aktenzeichen: case for case in cases}


def _reason(before: Case | None, now: Case | None) -> Reason:
    if before is None:
        return "nachgetragen"
    if now is None:
        return "entfallen"
    if before == now:
        return "zeit"
    fresh = {event.ereignis for event in now.verlauf[len(before.verlauf) :]}
    return next((reason for event, reason in _TELLING if event in fresh), "bearbeitet")
