"""All frames of a register at a stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from casebook.calendars import Calendar, calendar_of
from casebook.measures.frames.cases import case_columns
from casebook.measures.frames.children import (
    concerns_of,
    contacts_of,
    decisions_of,
    effects_of,
    massnahmen_of,
    needs_of,
)
from casebook.measures.frames.stock import moves_of, stock_of
from casebook.measures.states import CaseState
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside

FrameName = Literal["cases", "concerns", "stock", "moves", "effects", "contacts", "needs", "massnahmen", "decisions"]

Coded = tuple[NDArray[np.integer], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames of the facts at a stand; in all but `cases` the column `case` is a position in `cases`.

    `concerns` has the columns of the case too; the others have their own alone:
    `stock` a row for each stretch of days on which an open case stayed as it was, `moves` one for what changes
    the stock, `effects`, `contacts` (other authorities), `needs`, `massnahmen` and `decisions` (external instances)
    one for each of theirs.
    """

    cases: pd.DataFrame
    concerns: pd.DataFrame
    stock: pd.DataFrame
    moves: pd.DataFrame
    effects: pd.DataFrame
    contacts: pd.DataFrame
    needs: pd.DataFrame
    massnahmen: pd.DataFrame
    decisions: pd.DataFrame
    stand: date
    calendar: Calendar
    outside: Outside = NOTHING_COLLECTED
    coded: dict[tuple[str, str], Coded] = field(default_factory=dict, compare=False, repr=False)

    def codes(self, name: FrameName, column: str) -> Coded:
        """A text of a frame as numbers, and the texts they stand for; -1 for nothing."""
        if (name, column) not in self.coded:
            entries = self.frame(name)[column].array
            assert isinstance(entries, pd.Categorical), column
            self.coded[name, column] = np.asarray(entries.codes), tuple(entries.categories)
        return self.coded[name, column]

    def frame(self, name: FrameName) -> pd.DataFrame:
        """A frame by its name."""
        found: pd.DataFrame = getattr(self, name)
        return found


def frames_of(states: Sequence[CaseState], office: Office, stand: date, outside: Outside = NOTHING_COLLECTED) -> Frames:
    """The states as frames."""
    calendar = calendar_of(office)
    cases = pd.DataFrame(case_columns(states, office, calendar, stand), index=np.arange(len(states)))
    return Frames(
        cases,
        concerns_of(cases, states, office),
        stock_of(states),
        moves_of(states),
        effects_of(states),
        contacts_of(states),
        needs_of(states),
        massnahmen_of(states, office, stand),
        decisions_of(states),
        stand,
        calendar,
        outside,
    )
