"""Working days of an office: Monday to Friday without the public holidays of its Land and place.

The library `holidays` knows the Länder, Augsburg, and the Catholic communities of Bayern, Sachsen and
Thüringen (category `catholic`). It answers "no holiday" for every day outside 1991 to 2100 without a
word; here that is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

import numpy as np
from holidays.countries.germany import Germany
from numpy.typing import NDArray

from casebook.office import Office

FIRST_YEAR, LAST_YEAR = Germany.start_year, Germany.end_year

_ONE_DAY = timedelta(days=1)
_FIRST_DAY, _AFTER_LAST_DAY = np.datetime64(f"{FIRST_YEAR}-01-01"), np.datetime64(f"{LAST_YEAR + 1}-01-01")
_ALL_DAYS = (LAST_YEAR - FIRST_YEAR + 1) * 366


class OutsideCalendar(ValueError):
    """A day for which no holidays are known; `day` names it in a German sentence."""

    def __init__(self, day: str) -> None:
        self.day = day
        super().__init__(day)

    def __str__(self) -> str:
        return f"{self.day} liegt außerhalb der Jahre {FIRST_YEAR} bis {LAST_YEAR}, deren Feiertage bekannt sind"


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
        return bool(np.is_busday(known(day), busdaycal=self._days(house)))

    def next_working_day(self, day: date, *, house: bool = False) -> date:
        """The day itself if it is a working day, else the first one after it."""
        return self._offset(day, 0, "forward", house)

    def add_working_days(self, start: date, count: int, *, house: bool = False) -> date:
        """The `count`-th working day after `start`, which itself is day 0."""
        return self._offset(start, count, "backward", house) if count else known(start)

    def working_days(self, start: date, end: date, *, house: bool = False) -> int:
        """Working days after `start` up to and including `end`."""
        first, last = known(start) + _ONE_DAY, known(end) + _ONE_DAY
        return int(np.busday_count(first, last, busdaycal=self._days(house)))

    def working_days_between(
        self, starts: NDArray[np.datetime64], ends: NDArray[np.datetime64], *, house: bool = False
    ) -> NDArray[np.float64]:
        """`working_days` of many pairs of days; NaN where a day is missing (NaT) or outside 1991 to 2100."""
        passed = _passed(self.place, self.categories, self.closing_days if house else frozenset())
        first, last = (np.asarray(days, dtype="datetime64[D]") for days in (starts, ends))
        both = _are_known(first) & _are_known(last)
        days = np.full(len(first), np.nan)
        days[both] = passed[(last[both] - _FIRST_DAY).astype(int)] - passed[(first[both] - _FIRST_DAY).astype(int)]
        return days

    def _offset(self, day: date, count: int, roll: Literal["forward", "backward"], house: bool) -> date:
        if count > _ALL_DAYS:
            raise OutsideCalendar(f"Der {count}. Arbeitstag")
        found = np.busday_offset(np.datetime64(known(day)), count, roll=roll, busdaycal=self._days(house))
        return known(date.fromisoformat(str(found)))

    def _days(self, house: bool) -> np.busdaycalendar:
        return _busdays(self.place, self.categories, self.closing_days if house else frozenset())


def calendar_of(office: Office) -> Calendar:
    """The calendar `kalender` of office.yaml describes."""
    kalender = office.kalender
    closing = frozenset(day for shut in kalender.schliesstage for day in shut.days())
    return Calendar(kalender.ort or office.land, ("public", *kalender.kategorien), closing)


def known(day: date) -> date:
    """The day itself.

    Raises:
        OutsideCalendar: no holidays are known for its year.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutsideCalendar(f"Der {day.day:02}.{day.month:02}.{day.year:04}")
    return day


def _are_known(days: NDArray[np.datetime64]) -> NDArray[np.bool_]:
    return np.asarray((days >= _FIRST_DAY) & (days < _AFTER_LAST_DAY), dtype=bool)


@cache
def _passed(place: str, categories: tuple[str, ...], closing_days: frozenset[date]) -> NDArray[np.int64]:
    """How many working days have passed at the end of each known day."""
    days = np.arange(_FIRST_DAY, _AFTER_LAST_DAY)
    return np.cumsum(np.is_busday(days, busdaycal=_busdays(place, categories, closing_days)), dtype=np.int64)


@cache
def _busdays(place: str, categories: tuple[str, ...], closing_days: frozenset[date]) -> np.busdaycalendar:
    days = [*_holidays(place, categories), *closing_days]
    return np.busdaycalendar(holidays=np.array(sorted(days), dtype="datetime64[D]"))


@cache
def _holidays(place: str, categories: tuple[str, ...]) -> tuple[date, ...]:
    return tuple(Germany(subdiv=place, categories=categories, years=range(FIRST_YEAR, LAST_YEAR + 1)))
