"""Working days: day of receipt is day 0, holidays by Land, no guesses outside the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.germany import Germany
from hypothesis import given
from hypothesis import strategies as st

from casebook.workdays import OutsideCalendar, working_days

FRIDAY, MONDAY = date(2017, 3, 3), date(2017, 3, 6)


@pytest.mark.parametrize(
    ("start", "end", "land", "days"),
    [
        (FRIDAY, FRIDAY, "SN", 0),
        (FRIDAY, MONDAY, "SN", 1),
        (FRIDAY, date(2017, 3, 4), "SN", 0),
        (date(2017, 3, 4), date(2017, 3, 5), "SN", 0),
        (date(2017, 3, 4), MONDAY, "SN", 1),
        (FRIDAY, date(2017, 3, 10), "SN", 5),
        (date(2017, 4, 13), date(2017, 4, 18), "SN", 1),  # Easter: Friday and Monday are off
        (date(2017, 10, 30), date(2017, 11, 1), "SN", 1),  # 31 October 2017 was a holiday everywhere, once
        (date(2016, 10, 30), date(2016, 11, 1), "HE", 2),
        (date(2017, 11, 21), date(2017, 11, 23), "SN", 1),  # Buß- und Bettag is a Saxon holiday
        (date(2017, 11, 21), date(2017, 11, 23), "BE", 2),
        (date(2017, 12, 22), date(2018, 1, 2), "SN", 4),
        (date(2100, 12, 30), date(2100, 12, 31), "SN", 1),
    ],
)
def test_working_days(start: date, end: date, land: str, days: int) -> None:
    assert working_days(start, end, land) == days


@pytest.mark.parametrize("day", [date(1990, 12, 31), date(2101, 1, 1)])
def test_days_outside_the_calendar_are_an_error(day: date) -> None:
    for start, end in ((day, FRIDAY), (FRIDAY, day)):
        with pytest.raises(OutsideCalendar, match=f"{day}: Feiertage sind nur von 1991 bis 2100 bekannt"):
            working_days(start, end, "SN")


@given(st.dates(date(1991, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.sampled_from(["SN", "BY", "BE", "HE"]))
def test_equal_to_counting_day_by_day(start: date, length: int, land: str) -> None:
    off = Germany(subdiv=land)
    days = [start + timedelta(n) for n in range(1, length + 1)]
    assert working_days(start, start + timedelta(length), land) == sum(d.weekday() < 5 and d not in off for d in days)
