"""What is open on any day, and what changes it.

Two ways on purpose: stretches of open days come from the states of a case, moves from the bare events of its log.
That both agree (K02) is a check of log and code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from casebook.derive import CLOSED, Status, promised_until
from casebook.measures.frames.columns import DAY, Columns, day_column, flag_column, position_column, text_column
from casebook.measures.states import CaseState
from casebook.model import Art

NEVER = np.datetime64("9999-12-31", "D")

_MOVES = {
    "abschluss": "abgeschlossen",
    "wiedereroeffnung": "wieder_offen",
    "doppelt": "doppelt",
    "abgabe": "abgegeben",
    "storno": "storniert",
}


@dataclass(frozen=True, slots=True)
class _Day:
    """How a case stood at the end of a day; it stays so until the next one."""

    day: date
    status: Status
    kind: Art
    promised: date | None
    answered: bool


def stock_of(states: Sequence[CaseState]) -> Columns:
    """A row for each stretch of days on which an open case did not change, from `since` up to before `until`."""
    rows = [(place, day, until) for place, state in enumerate(states) for day, until in _stretches(state)]
    until = day_column(until for _, _, until in rows)
    return {
        "case": position_column([place for place, _, _ in rows]),
        "since": day_column(day.day for _, day, _ in rows),
        "until": np.where(np.isnat(until), NEVER, until).astype(DAY),
        "art": text_column(day.kind for _, day, _ in rows),
        "promised": day_column(day.promised for _, day, _ in rows),
        "answered": flag_column(day.answered for _, day, _ in rows),
        "resting": flag_column(day.status is Status.RUHT for _, day, _ in rows),
    }


def _stretches(state: CaseState) -> Iterator[tuple[_Day, date | None]]:
    days = _days(state)
    for day, following in pairwise([*days, None]):
        if day is not None and day.status not in CLOSED:
            yield day, following.day if following else None


def _days(state: CaseState) -> list[_Day]:
    """The case at the end of its receipt and of each day on which something happened."""
    receipt = state.case.eingang.datum
    ends: dict[date, tuple[Status, int]] = {receipt: (Status.NEU, 0)}
    conversions = 0
    for event, status in state.steps:
        conversions += event.ereignis == "umwandlung"
        ends[event.datum] = (status, conversions)
    extended = state.has("fristverlaengerung")
    return [
        _Day(
            day,
            status,
            state.kinds[conversions],
            promised_until(state.case, day) if extended else state.promised,
            state.answered is not None and state.answered <= day,
        )
        for day, (status, conversions) in ends.items()
    ]


def moves_of(states: Sequence[CaseState]) -> Columns:
    """Receipts, closings, reopenings, ends and conversions; a conversion leaves one kind and joins the other."""
    rows = [(place, *move) for place, state in enumerate(states) for move in _moves(state)]
    return {
        "case": position_column([place for place, _, _, _ in rows]),
        "day": day_column(day for _, day, _, _ in rows),
        "move": text_column(move for _, _, move, _ in rows),
        "art": text_column(kind for _, _, _, kind in rows),
    }


def _moves(state: CaseState) -> Iterator[tuple[date, str, Art]]:
    conversions = 0
    yield state.case.eingang.datum, "eingang", state.kinds[0]
    for event, _ in state.steps:
        if event.ereignis == "umwandlung":
            yield event.datum, "umgewandelt_von", state.kinds[conversions]
            conversions += 1
            yield event.datum, "umgewandelt_zu", state.kinds[conversions]
        elif event.ereignis in _MOVES:
            yield event.datum, _MOVES[event.ereignis], state.kinds[conversions]
