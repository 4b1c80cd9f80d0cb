"""All frames of a register at a stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from casebook.measures.frames.columns import Columns, joined
from casebook.measures.frames.repeats import Recognised, recognised, recurring, repeated
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


@dataclass(frozen=True, slots=True)
class Piece:
    """What some cases that follow each other have of each frame; the column `case` counts from the first of them."""

    size: int
    columns: Mapping[FrameName, Columns]
    recognised: Mapping[int, Recognised]


def piece_of(states: Sequence[CaseState], office: Office, stand: date) -> Piece:
    """All of some cases that frames are made of."""
    columns: dict[FrameName, Columns] = {
        "cases": case_columns(states, office, calendar_of(office), stand),
        "concerns": concerns_of(states, office),
        "stock": stock_of(states),
        "moves": moves_of(states),
        "effects": effects_of(states),
        "contacts": contacts_of(states),
        "needs": needs_of(states),
        "massnahmen": massnahmen_of(states, office, stand),
        "decisions": decisions_of(states),
    }
    return Piece(len(states), columns, recognised(states))


def frames_of(states: Sequence[CaseState], office: Office, stand: date, outside: Outside = NOTHING_COLLECTED) -> Frames:
    """The states as frames."""
    return joined_frames([piece_of(states, office, stand)], office, stand, outside)


def joined_frames(
    pieces: Sequence[Piece], office: Office, stand: date, outside: Outside = NOTHING_COLLECTED
) -> Frames:
    """The frames of all cases, piece after piece."""
    starts = np.cumsum([0, *(piece.size for piece in pieces)]).tolist()
    frames = {name: _frame(name, pieces, starts) for name in pieces[0].columns}
    complaints = {
        start + place: found
        for start, piece in zip(starts, pieces, strict=False)
        for place, found in piece.recognised.items()
    }
    again = repeated(complaints)
    cases = frames["cases"].assign(repeated=_flags({place for place, _ in again}, range(starts[-1])))
    own = frames["concerns"]
    own = own.assign(repeated=_flags(again, zip(own["case"].tolist(), own["thema"].tolist(), strict=True)))
    concerns = cases.take(own["case"]).reset_index(drop=True).assign(**{name: own[name] for name in own})
    concerns = concerns.assign(recurring=recurring(concerns, office.schwachstellen.wiederholung_ab))
    whole = frames | {"cases": cases, "concerns": concerns}
    return Frames(**whole, stand=stand, calendar=calendar_of(office), outside=outside)


def _flags(wanted: Collection[object], rows: Iterable[object]) -> NDArray[np.bool_]:
    return np.array([row in wanted for row in rows], dtype=bool)


def _frame(name: FrameName, pieces: Sequence[Piece], starts: Sequence[int]) -> pd.DataFrame:
    parts = [piece.columns[name] for piece in pieces]
    columns = {column: joined([part[column] for part in parts]) for column in parts[0]}
    if "case" in columns:
        moved = [part["case"] + start for part, start in zip(parts, starts, strict=False)]
        columns["case"] = np.concatenate(moved).astype(np.int32)
    return pd.DataFrame(columns, index=np.arange(len(next(iter(columns.values())))))
