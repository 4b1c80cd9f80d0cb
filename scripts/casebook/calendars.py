"""Working days of an office: Monday to Friday without the public holidays of its Land and place.

The library `holidays` knows the Länder, Augsburg, and the Catholic communities of Bayern, Sachsen and
Thüringen (category `catholic`). It answers "no holiday" for every day outside 1991 to 2100 without a
word; here that is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np
from holidays.countries.germany import Germany

from casebook.office import Office

FIRST_YEAR, LAST_YEAR = Germany.start_year, Germany.end_year

_ONE_DAY = timedelta(days=1)


class OutsideCalendar(ValueError):
    """A day for which no holidays are known."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of one place; `closing_days` are days the house is shut, which no statute knows."""

    place: str
    categories: tuple[str, ...]
    closing_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date, *, house: bool = False) -> bool:
        """Whether a day is a working day; with `house`, closing days are none.

        Raises:
            OutsideCalendar: the day lies outside 1991 to 2100.
        """
        _known(day)
        open_house = not (house and day in self.closing_days)
        return open_house and bool(np.is_busday(day, busdaycal=_days(self.place, self.categories)))

    def next_working_day(self, day: date, *, house: bool = False) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working_day(day, house=house):
            day += _ONE_DAY
        return day

    def add_working_days(self, start: date, count: int, *, house: bool = False) -> date:
        """The `count`-th working day after `start`, which itself is day 0."""
        day = start
        while count > 0:
            day = self.next_working_day(day + _ONE_DAY, house=house)
            count -= 1
        return day

    def working_days(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; closing days of the house count."""
        _known(start)
        _known(end)
        return int(np.busday_count(start + _ONE_DAY, end + _ONE_DAY, busdaycal=_days(self.place, self.categories)))


def calendar_of(office: Office) -> Calendar:
    """The calendar `kalender` of office.yaml describes."""
    kalender = office.kalender
    closing = frozenset(day for shut in kalender.schliesstage for day in shut.days())
    return Calendar(kalender.ort or office.land, ("public", *kalender.kategorien), closing)


def _known(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutsideCalendar(f"{day}: Feiertage sind nur von {FIRST_YEAR} bis {LAST_YEAR} bekannt")


@cache
def _days(place: str, categories: tuple[str, ...]) -> np.busdaycalendar:
    days = Germany(subdiv=place, categories=categories, years=range(FIRST_YEAR, LAST_YEAR + 1))
    return np.busdaycalendar(holidays=np.array(sorted(days), dtype="datetime64[D]"))
