"""Which rows a figure counts, and by which day (bases E, A, F, O of the counting rules).

Pure legal remedies are in none but their own table (K27); rates leave duplicates, transferred and cancelled
cases out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from casebook.measures.frames.children import FOLLOWED, RECOMMENDED
from casebook.measures.frames.columns import DAY, Days
from casebook.measures.frames.frames import FrameName, Frames
from casebook.measures.rows import Rows, Where, both, everything, flag, has_day, is_in, lacks
from casebook.periods import Period

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of a frame: those whose `day` lies in the period, or those of the stock at its start or end.

    `reads` are the fields of the case file that decide.
    """

    frame: FrameName
    day: str
    where: Where
    reads: tuple[str, ...]
    when: Literal["in", "start", "end"] = "in"

    def of_frame(self, frame: FrameName) -> Selection:
        """The same rows of a frame with several rows a case."""
        return replace(self, frame=frame)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of a selection: those of the n-th period from `first[n]` up to, not including, `after[n]`."""

    rows: Rows
    first: NDArray[np.int64]
    after: NDArray[np.int64]


def chosen(selection: Selection, frames: Frames, periods: Sequence[Period]) -> Chosen:
    """The rows of a selection for each of the periods."""
    size = len(frames.frame(selection.frame))
    every = Rows(frames, selection.frame, np.arange(size, dtype=np.int32), np.full(size, frames.stand, dtype=DAY))
    days = every.day(selection.day)
    keep = np.flatnonzero(selection.where(every) & ~np.isnat(days)).astype(np.int32)
    ordered = keep[np.argsort(days[keep], kind="stable")]
    if selection.when == "in":
        return _flow(every.take(ordered), days[ordered], periods)
    return _stock(every.take(ordered), [_stock_day(period, selection.when, frames.stand) for period in periods])


def _flow(rows: Rows, days: Days, periods: Sequence[Period]) -> Chosen:
    """Rows in the order of their days; periods that contain each other share them."""
    bounds = np.array([(period.start, period.end) for period in periods], dtype=DAY).reshape(-1, 2)
    first, after = days.searchsorted(bounds).T
    return Chosen(rows, first, after)


def _stock(rows: Rows, days: Sequence[date]) -> Chosen:
    """What is open at the end of each day, day after day; `rows` in the order of the day since when."""
    since, until = rows.day("since"), rows.day("until")
    ends = np.array(days, dtype=DAY)
    begun = since.searchsorted(ends, side="right")
    found = [np.flatnonzero(until[:after] > end) for after, end in zip(begun, ends, strict=True)]
    lengths = [len(places) for places in found]
    bounds = np.cumsum([0, *lengths])
    places = np.concatenate([*found, np.array([], dtype=np.int64)])
    return Chosen(rows.take(places, np.repeat(ends, lengths)), bounds[:-1], bounds[1:])


def _stock_day(period: Period, when: Literal["start", "end"], stand: date) -> date:
    """The stock at the start is that of the evening before; there is none after the stand."""
    return min((period.start if when == "start" else period.end) - _ONE_DAY, stand)


_LOG = ("verlauf.datum", "verlauf.ereignis")
_REMEDY = ("rechtsbehelf.ergebnis", "rechtsbehelf.daneben_beschwerde")
_RECEIPT = ("eingang.datum", *_REMEDY, *_LOG)

NOT_PURE = lacks(flag("pure_remedy"))
IN_RATES = both(NOT_PURE, lacks(flag("final")))
COMPLAINT = is_in("art", "beschwerde")
REQUEST = is_in("art", "anfrage")

RECEIVED = Selection("cases", "eingang", NOT_PURE, _RECEIPT)
RECEIVED_FOR_RATES = Selection("cases", "eingang", IN_RATES, _RECEIPT)
COMPLAINTS_RECEIVED = Selection("cases", "eingang", both(IN_RATES, COMPLAINT), ("art", *_RECEIPT))
REQUESTS_RECEIVED = Selection("cases", "eingang", both(IN_RATES, REQUEST), ("art", *_RECEIPT))
REMEDIES_RECEIVED = Selection(
    "cases", "eingang", both(flag("checked"), lacks(is_in("status", "doppelt", "storniert"))), _RECEIPT
)
CLOSED = Selection("cases", "final_closing", IN_RATES, (*_LOG, *_REMEDY))
COMPLAINTS_CLOSED = Selection("cases", "final_closing", both(IN_RATES, COMPLAINT), ("art", *_LOG, *_REMEDY))
UPHELD_CLOSED = Selection(
    "cases",
    "final_closing",
    both(IN_RATES, COMPLAINT, is_in("verdict", "ja", "teilweise")),
    ("art", *_LOG, *_REMEDY, "anliegen.begruendet"),
)
ENDED = Selection(
    "cases",
    "ended",
    both(NOT_PURE, lacks(is_in("status", "doppelt", "storniert"))),
    ("art", *_LOG, *_REMEDY),
)
FIRST_CLOSED = Selection("cases", "first_closing", IN_RATES, (*_LOG, *_REMEDY))
STAGE_ONE_ENDED = Selection("cases", "stage_one_end", IN_RATES, (*_LOG, *_REMEDY))
DUE = Selection("cases", "promised", IN_RATES, ("rueckmeldung_bis", "keine_rueckmeldung", *_LOG, *_REMEDY))
CALL_BACKS_DUE = replace(DUE, where=both(IN_RATES, REQUEST), reads=("art", *DUE.reads))
LATE_CLOSED = Selection(
    "cases",
    "final_closing",
    both(IN_RATES, is_in("promise", "versaeumt")),
    ("rueckmeldung_bis", "keine_rueckmeldung", *_LOG, *_REMEDY),
)
STOCK_AT_START = Selection("stock", "since", NOT_PURE, _RECEIPT, "start")
STOCK_AT_END = Selection("stock", "since", NOT_PURE, _RECEIPT, "end")
NEEDS_STATED = Selection("needs", "eingang", IN_RATES, ("person.bedarf.art", *_RECEIPT))
MEASURES_DECIDED = Selection("massnahmen", "final_closing", IN_RATES, ("massnahmen.text", *_LOG, *_REMEDY))
MEASURES_DUE = Selection(
    "massnahmen", "frist", both(IN_RATES, lacks(flag("verworfen"))), ("massnahmen.frist", "massnahmen.stand", *_REMEDY)
)
MEASURES_DONE = Selection(
    "massnahmen", "umgesetzt", both(IN_RATES, lacks(flag("verworfen"))), ("massnahmen.umgesetzt_am", *_REMEDY)
)
DECISIONS = Selection(
    "decisions",
    "entschieden",
    both(NOT_PURE, lacks(is_in("entscheidung", RECOMMENDED, FOLLOWED))),
    ("verlauf.ergebnis", *_LOG, *_REMEDY),
)
RECOMMENDATIONS = replace(DECISIONS, where=both(NOT_PURE, is_in("entscheidung", RECOMMENDED)))
NO_ROWS = Selection("cases", "eingang", lambda rows: ~everything(rows), ())
SURVEYED = Selection(
    "cases",
    "final_closing",
    both(IN_RATES, lambda rows: has_day("surveyed")(rows) | ~np.isnan(rows.number("satisfaction"))),
    ("abschluss.zufriedenheit", *_LOG, *_REMEDY),
)


def moved(move: str) -> Selection:
    """What changed the stock in the period, by the name of the move."""
    return Selection("moves", "day", both(NOT_PURE, is_in("move", move)), _RECEIPT)
