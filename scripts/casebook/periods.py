"""Periods of a report: a year, half-year, quarter or month as a half-open interval of days.

Days are calendar days in Europe/Berlin, as clerks write them; no clock times, so no time zone arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS_OF = {"H": 6, "Q": 3, "M": 1}
_LABEL = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?:H(?P<H>[12])|Q(?P<Q>[1-4])|(?P<M>0[1-9]|1[0-2])))?\Z")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to, but not including, `end`."""

    label: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def months(self) -> int:
        """How many months the period has: 12, 6, 3 or 1."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    def is_finished(self, stand: date) -> bool:
        """Whether every day of the period is over; the day of the `stand` itself may still bring cases."""
        return self.end <= stand


@dataclass(frozen=True, slots=True)
class NotAPeriod:
    """A text that names no period."""

    text: str

    def __str__(self) -> str:
        return f"„{self.text}“ ist kein Zeitraum. Möglich sind zum Beispiel 2017, 2017-H1, 2017-Q2 und 2017-03."


def parse_period(text: str) -> Period | NotAPeriod:
    """`2017`, `2017-H1`, `2017-Q2` or `2017-03` (years 1000 to 2999)."""
    match = _LABEL.match(text)
    if not match:
        return NotAPeriod(text)
    year = int(match["year"])
    for letter, months in MONTHS_OF.items():
        if match[letter]:
            return _period(year, (int(match[letter]) - 1) * months, months)
    return _period(year, 0, 12)


def year_of(year: int) -> Period:
    """The calendar year as a period."""
    return _period(year, 0, 12)


def months_of(period: Period) -> tuple[Period, ...]:
    """The months of a period, the period itself where it is one."""
    return parts_of(period, 1)


def parts_of(period: Period, months: int) -> tuple[Period, ...]:
    """The months, quarters or half-years (1, 3, 6 months) a period consists of."""
    first = period.start.month - 1
    return tuple(_period(period.start.year, first + offset, months) for offset in range(0, period.months, months))


def previous(period: Period) -> Period:
    """The period of the same length right before."""
    months = period.start.year * 12 + period.start.month - 1 - period.months
    return _period(months // 12, months % 12, period.months)


def year_before(period: Period) -> Period:
    """The same period of the previous year."""
    return _period(period.start.year - 1, period.start.month - 1, period.months)


def containing(period: Period, months: int) -> Period:
    """The period of a greater length (12, 6, 3 months) that a period lies in."""
    return _period(period.start.year, (period.start.month - 1) // months * months, months)


def _period(year: int, months_before: int, months: int) -> Period:
    end = months_before + months
    return Period(
        _label(year, months_before, months),
        date(year, months_before + 1, 1),
        date(year + end // 12, end % 12 + 1, 1),
    )


def _label(year: int, months_before: int, months: int) -> str:
    if months == 12:
        return f"{year}"
    if months == 1:
        return f"{year}-{months_before + 1:02}"
    letter = "H" if months == 6 else "Q"
    return f"{year}-{letter}{months_before // months + 1}"
