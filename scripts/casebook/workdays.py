"""Working days of a Land: Monday to Friday without public holidays (library `holidays`).

Closing days of the house and holidays of single places are not in it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import numpy as np
from holidays.countries.germany import Germany

FIRST_YEAR, LAST_YEAR = Germany.start_year, Germany.end_year
"""1991 to 2100. Outside, the library answers "no holiday" for every day and says nothing."""

_ONE_DAY = timedelta(days=1)


class OutsideCalendar(ValueError):
    """A day for which no holidays are known."""


def working_days(start: date, end: date, land: str) -> int:
    """Working days after `start` up to and including `end`; the day of receipt is day 0.

    Raises:
        OutsideCalendar: one of the days lies outside 1991 to 2100.
    """
    for day in (start, end):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise OutsideCalendar(f"{day}: Feiertage sind nur von {FIRST_YEAR} bis {LAST_YEAR} bekannt")
    return int(np.busday_count(start + _ONE_DAY, end + _ONE_DAY, busdaycal=_calendar(land)))


@cache
def _calendar(land: str) -> np.busdaycalendar:
    days = Germany(subdiv=land, years=range(FIRST_YEAR, LAST_YEAR + 1))
    return np.busdaycalendar(holidays=np.array(sorted(days), dtype="datetime64[D]"))
