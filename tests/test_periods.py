"""Periods: labels, half-open bounds, neighbours, and when one is over."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.periods import NotAPeriod, Period, months_of, parse_period, year_of


def period(text: str) -> Period:
    parsed = parse_period(text)
    assert isinstance(parsed, Period)
    return parsed


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("2017-H1", date(2017, 1, 1), date(2017, 7, 1)),
        ("2017-H2", date(2017, 7, 1), date(2018, 1, 1)),
        ("2017-Q1", date(2017, 1, 1), date(2017, 4, 1)),
        ("2017-Q4", date(2017, 10, 1), date(2018, 1, 1)),
        ("2016-02", date(2016, 2, 1), date(2016, 3, 1)),
        ("2017-12", date(2017, 12, 1), date(2018, 1, 1)),
        ("2999", date(2999, 1, 1), date(3000, 1, 1)),
    ],
)
def test_bounds(label: str, start: date, end: date) -> None:
    assert period(label) == Period(label, start, end)


@pytest.mark.parametrize(
    "text",
    ["", "17", "0017", "3000", "2017-H3", "2017-Q0", "2017-Q5", "2017-13", "2017-00", "2017-1", "2017-h1", "2017 ",
     "2017\n", "2017-03-01", "201703", "\N{FULLWIDTH DIGIT TWO}017", "2017-H1-Q1"],
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    parsed = parse_period(text)
    assert parsed == NotAPeriod(text)
    assert str(parsed) == (f"„{text}“ ist kein Zeitraum. Möglich sind zum Beispiel 2017, 2017-H1, 2017-Q2 und 2017-03.")


@given(st.integers(1001, 2999), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", "-01", "-02", "-12"]))
def test_months_fill_the_period(year: int, suffix: str) -> None:
    it = period(f"{year}{suffix}")
    months = months_of(it)
    assert it.months == len(months)
    assert (months[0].start, months[-1].end) == (it.start, it.end)
    assert all(a.end == b.start for a, b in pairwise(months))
    assert all(parse_period(month.label) == month for month in months)


def test_the_last_day_belongs_to_the_period_and_the_end_does_not() -> None:
    it = period("2017")
    days = [it.start - timedelta(1), it.start, it.end - timedelta(1), it.end]
    assert [day in it for day in days] == [False, True, True, False]


def test_a_period_is_finished_once_its_last_day_is_over() -> None:
    assert not year_of(2017).is_finished(date(2017, 12, 31))
    assert year_of(2017).is_finished(date(2018, 1, 1))
