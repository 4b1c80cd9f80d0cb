"""Case states -> tidy frames: one row per case, and one per concern."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casebook.calendars import Calendar, OutsideCalendar, calendar_of
from casebook.filters import is_small
from casebook.measures.states import CaseState
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside

OHNE_ANGABE = "ohne-angabe"
UNTER_FUENF = "unter-fuenf"
DURATIONS = ("final_workdays", "final_days", "first_workdays", "first_days")


@dataclass(frozen=True, slots=True)
class Frames:
    """The same columns twice: a row per case, and a row per concern that adds `thema` and `bereich`."""

    cases: pd.DataFrame
    concerns: pd.DataFrame
    stand: date
    outside: Outside = NOTHING_COLLECTED


def frames_of(states: Sequence[CaseState], office: Office, stand: date, outside: Outside = NOTHING_COLLECTED) -> Frames:
    """The states as frames. Nothing in them is per person: no author, no hour, no unit under five people."""
    cases = pd.DataFrame(
        {
            # Python objects: pandas' own text type makes every filter and split several times slower.
            **{name: pd.Series(texts, dtype=object) for name, texts in _texts(states, office).items()},
            "pure_remedy": np.array([state.pure_remedy for state in states], dtype=bool),
            **_days(states),
            **_durations(states, calendar_of(office)),
        }
    )
    return Frames(cases, _concerns(cases, states), stand, outside)


def shown_unit(office: Office, unit: str | None) -> str:
    """The unit as figures and lists may name it: small ones go together."""
    if unit is None:
        return OHNE_ANGABE
    return UNTER_FUENF if is_small(office, unit) else unit


def _texts(states: Sequence[CaseState], office: Office) -> dict[str, list[object]]:
    return {
        "art": [state.case.art for state in states],
        "kanal": [state.case.eingang.kanal for state in states],
        "zugang": [state.case.eingang.zugang for state in states],
        "dritte": [_third_party(state) for state in states],
        "stelle": [shown_unit(office, state.case.eingang.stelle) for state in states],
        "gruppe": [state.case.person.gruppe or OHNE_ANGABE for state in states],
        "status": [state.status.value for state in states],
        "verdict": [state.verdict for state in states],
        "promise": [state.promise for state in states],
    }


def _third_party(state: CaseState) -> str | None:
    """The kind of third party where the case came through one."""
    if state.case.eingang.zugang != "dritte":
        return None
    return state.case.dritte.art if state.case.dritte else OHNE_ANGABE


def _days(states: Sequence[CaseState]) -> dict[str, NDArray[np.datetime64]]:
    return {
        "eingang": _day_column(state.case.eingang.datum for state in states),
        "promised": _day_column(state.promised for state in states),
        "final_closing": _day_column(state.final_closing for state in states),
    }


def _day_column(days: Iterable[date | None]) -> NDArray[np.datetime64]:
    return np.array(list(days), dtype="datetime64[D]")


def _durations(states: Sequence[CaseState], calendar: Calendar) -> dict[str, list[float]]:
    """Days from receipt to first and final closing; NaN without one and where no calendar reaches."""
    columns: dict[str, list[float]] = {name: [] for name in DURATIONS}
    for state in states:
        receipt = state.case.eingang.datum
        for prefix, day in (("final", state.final_closing), ("first", state.first_closing)):
            columns[f"{prefix}_workdays"].append(_workdays(receipt, day, calendar))
            columns[f"{prefix}_days"].append((day - receipt).days if day else math.nan)
    return columns


def _workdays(receipt: date, day: date | None, calendar: Calendar) -> float:
    try:
        return calendar.working_days(receipt, day) if day else math.nan
    except OutsideCalendar:
        return math.nan


def _concerns(cases: pd.DataFrame, states: Sequence[CaseState]) -> pd.DataFrame:
    concerns = [concern for state in states for concern in state.case.anliegen]
    owners = np.repeat(np.arange(len(states)), [len(state.case.anliegen) for state in states])
    return cases.iloc[owners].assign(
        thema=[concern.thema for concern in concerns],
        bereich=[concern.bereich or OHNE_ANGABE for concern in concerns],
    )
