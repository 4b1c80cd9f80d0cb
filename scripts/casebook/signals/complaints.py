"""What weaknesses are looked for in: the points of all complaints, one line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from casebook.filters import SMALL_UNITS
from casebook.measures.frames import OHNE_ANGABE, Frames
from casebook.periods import Period

_UNNAMED = (OHNE_ANGABE, SMALL_UNITS)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A point of a complaint: the case by its position, and what it is about.

    `unit` is the unit complained about; None where nobody said or where it has fewer than five people. `again` says
    that at its receipt the problem had come back as often as the house has settled (K15).
    """

    place: int
    day: date
    topic: str
    unit: str | None
    process: str | None
    again: bool = False


def complaints(frames: Frames, within: Period | None = None) -> tuple[Complaint, ...]:
    """The points of complaints that count in rates: no duplicate, transferred or cancelled case, no pure remedy.

    Of all times, or those that came `within` a period.
    """
    rows = frames.concerns
    wanted = (rows["art"] == "beschwerde") & ~rows["final"] & ~rows["pure_remedy"]
    if within:
        wanted &= (rows["eingang"] >= str(within.start)) & (rows["eingang"] < str(within.end))
    counted = rows[wanted]
    names = ("case", "thema", "betrifft", "prozess", "recurring")
    columns = (counted["eingang"].dt.date, *(counted[name] for name in names))
    return tuple(
        Complaint(
            place, day, topic, None if unit in _UNNAMED else unit, None if process == OHNE_ANGABE else process, again
        )
        for day, place, topic, unit, process, again in zip(*(column.tolist() for column in columns), strict=True)
    )


def months_before(day: date, months: int) -> date:
    """The same day some months ago, or the last one of a shorter month."""
    return day - relativedelta(months=months)
