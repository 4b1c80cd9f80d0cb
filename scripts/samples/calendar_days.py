"""Working days of a Land, counted forwards and backwards. Knows no closing days of a house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from holidays.countries.germany import Germany

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """The days on which an office works."""

    holidays: frozenset[date]

    def is_open(self, day: date) -> bool:
        """Monday to Friday, no public holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; with 0 the day itself or the next working day."""
        while not self.is_open(day):
            day += _ONE_DAY
        for _ in range(count):
            day = self.after(day + _ONE_DAY, 0)
        return day

    def until(self, day: date) -> date:
        """The day itself or the last working day before it."""
        while not self.is_open(day):
            day -= _ONE_DAY
        return day

    def of_month(self, year: int, month: int) -> list[date]:
        """All working days of a month."""
        first = date(year, month, 1)
        days = (first + timedelta(days=offset) for offset in range(31))
        return [day for day in days if day.month == month and self.is_open(day)]


def office_days(land: str, *years: int) -> OfficeDays:
    """The working days of a Land in some years."""
    return OfficeDays(frozenset(Germany(subdiv=land, years=years)))
