"""Cases as known at a stand -> tidy frames: one row per case, one per concern.

Whatever happened after the stand is not there: later cases are absent, later events do not count. What
the file no longer says (a verdict changed since, the kind before a conversion) only Git can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

import pandas as pd

from casebook.derive import FINAL, Status, is_pure_remedy, promised_until, statuses, verdict
from casebook.model import Case, Ereignis
from casebook.office import Office
from casebook.workdays import OutsideCalendar, working_days

OHNE_ANGABE = "ohne_angabe"
UNTER_FUENF = "unter_fuenf"
SMALLEST_UNIT = 5
"""People a unit must have to be shown by itself (domain.md, "No measuring of people")."""

_NOT_RULED = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen"})


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case at the stand: what its file says and what follows from its log."""

    aktenzeichen: str
    art: str
    eingang: date
    kanal: str
    zugang: str
    dritte: str | None
    stelle: str
    gruppe: str
    zustaendig: str
    concerns: tuple[tuple[str, str], ...]
    status: Status
    pure_remedy: bool
    first_closing: date | None
    final_closing: date | None
    outcome: str | None
    verdict: str | None
    promised: date | None
    answered: date | None
    first_workdays: int | None
    first_days: int | None
    final_workdays: int | None
    final_days: int | None
    promise: str | None


@dataclass(frozen=True, slots=True)
class Frames:
    """The same columns twice: a row per case, and a row per concern with `thema` and `bereich`."""

    cases: pd.DataFrame
    concerns: pd.DataFrame
    stand: date


@dataclass(frozen=True, slots=True)
class _Log:
    """What the events up to the stand say."""

    status: Status
    first_closing: date | None
    final_closing: Ereignis | None
    answered: date | None


def case_rows(cases: Iterable[Case], office: Office, stand: date) -> tuple[CaseRow, ...]:
    """Every case received by the end of the day `stand`, in the order given."""
    return tuple(_row(case, office, stand) for case in cases if case.eingang.datum <= stand)
