"""Working days: Länder, places and categories worked out from the law, no guesses outside the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from build_cases import office
from holidays.countries.germany import Germany
from hypothesis import given
from hypothesis import strategies as st

from casebook.calendars import Calendar, OutsideCalendar, calendar_of

FRIDAY, MONDAY = date(2017, 3, 3), date(2017, 3, 6)
LAENDER = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
ALL_SAINTS = ["BW", "BY", "NW", "RP", "SL"]
REFORMATION = ["BB", "MV", "SN", "ST", "TH"]
REFORMATION_SINCE_2018 = [*REFORMATION, *["HB", "HH", "NI", "SH"]]
CORPUS_CHRISTI = ["BW", "BY", "HE", "NW", "RP", "SL"]
EPIPHANY = ["BW", "BY", "ST"]


def calendar(place: str, *categories: str, closed: tuple[date, ...] = ()) -> Calendar:
    return Calendar(place, ("public", *categories), frozenset(closed))


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
        (date(2100, 12, 29), date(2100, 12, 30), "SN", 1),
    ],
)
def test_working_days(start: date, end: date, land: str, days: int) -> None:
    assert calendar(land).working_days(start, end) == days


def following(day: date, off: bool, then: date) -> date:
    """`then` where the next day is off, else the next day."""
    return then if off else day + timedelta(days=1)


@pytest.mark.parametrize("land", LAENDER)
class TestTheNextWorkingDayInEveryLand:
    def test_after_30_october_2017_when_the_31st_was_off_everywhere(self, land: str) -> None:
        expected = date(2017, 11, 2) if land in ALL_SAINTS else date(2017, 11, 1)
        assert calendar(land).add_working_days(date(2017, 10, 30), 1) == expected

    def test_after_friday_28_october_2016(self, land: str) -> None:
        # Monday the 31st is off in five Länder; the day after is All Saints' in five others.
        expected = date(2016, 11, 1) if land in REFORMATION else date(2016, 10, 31)
        assert calendar(land).add_working_days(date(2016, 10, 28), 1) == expected

    def test_after_30_october_2018(self, land: str) -> None:
        expected = following(date(2018, 10, 30), land in REFORMATION_SINCE_2018, date(2018, 11, 1))
        assert calendar(land).add_working_days(date(2018, 10, 30), 1) == expected

    def test_over_christmas(self, land: str) -> None:
        # 24 and 31 December are working days by law; in 2018 both were Mondays.
        days = [calendar(land).add_working_days(date(2018, 12, 21), count) for count in range(1, 6)]
        assert days == [date(2018, 12, 24), *(date(2018, 12, d) for d in (27, 28, 31)), date(2019, 1, 2)]
        assert calendar(land).add_working_days(date(2017, 12, 22), 1) == date(2017, 12, 27)

    def test_over_corpus_christi_2018(self, land: str) -> None:
        expected = following(date(2018, 5, 30), land in CORPUS_CHRISTI, date(2018, 6, 1))
        assert calendar(land).add_working_days(date(2018, 5, 30), 1) == expected

    def test_over_epiphany_2020(self, land: str) -> None:
        expected = date(2020, 1, 7) if land in EPIPHANY else date(2020, 1, 6)
        assert calendar(land).add_working_days(date(2020, 1, 3), 1) == expected


@pytest.mark.parametrize(
    ("place", "categories", "day", "works"),
    [
        ("SN", (), date(2018, 5, 31), True),
        ("SN", ("catholic",), date(2018, 5, 31), False),  # Bautzen district: Fronleichnam
        ("SN", ("catholic",), date(2018, 8, 15), True),
        ("SN", ("catholic",), date(2017, 11, 22), False),  # and still Saxony: Buß- und Bettag
        ("TH", (), date(2018, 5, 31), True),
        ("TH", ("catholic",), date(2018, 5, 31), False),  # Eichsfeld
        ("TH", ("catholic",), date(2019, 9, 20), False),  # and still Thüringen: Weltkindertag
        ("TH", (), date(2018, 9, 20), True),  # before there was one
        ("BY", (), date(2018, 8, 15), True),
        ("BY", ("catholic",), date(2018, 8, 15), False),  # Mariä Himmelfahrt
        ("BY", ("catholic",), date(2018, 8, 8), True),
        ("SL", (), date(2018, 8, 15), False),
        ("Augsburg", (), date(2018, 8, 8), False),  # Friedensfest
        ("Augsburg", ("catholic",), date(2018, 8, 15), False),
        ("Augsburg", (), date(2020, 1, 6), False),  # and still Bayern
        ("BE", (), date(2018, 3, 8), True),
        ("BE", (), date(2019, 3, 8), False),  # Frauentag
        ("MV", (), date(2022, 3, 8), True),
        ("MV", (), date(2023, 3, 8), False),
        ("BE", (), date(2020, 5, 8), False),  # once each
        ("BE", (), date(2024, 5, 8), True),
        ("BE", (), date(2025, 5, 8), False),
        ("BB", (), date(2020, 5, 8), True),
        ("SN", (), date(1993, 11, 17), False),
        ("BW", (), date(1994, 11, 16), False),  # Buß- und Bettag everywhere until 1994
        ("BW", (), date(1995, 11, 22), True),
    ],
)
def test_places_and_categories(place: str, categories: tuple[str, ...], day: date, works: bool) -> None:
    assert calendar(place, *categories).is_working_day(day) is works


@pytest.mark.parametrize(
    ("land", "kalender", "place", "categories"),
    [
        ("SN", {}, "SN", ("public",)),
        ("SN", {"kategorien": ["catholic"]}, "SN", ("public", "catholic")),
        ("BY", {"ort": "Augsburg", "kategorien": ["catholic"]}, "Augsburg", ("public", "catholic")),
    ],
)
def test_the_calendar_of_an_office(land: str, kalender: dict[str, object], place: str, categories: object) -> None:
    shut = {"schliesstage": [{"von": "2018-12-24", "bis": "2018-12-26", "name": "Jahresende"}]}
    found = calendar_of(office(land=land, kalender=kalender | shut))
    assert (found.place, found.categories) == (place, categories)
    assert found.closing_days == {date(2018, 12, 24), date(2018, 12, 25), date(2018, 12, 26)}


def test_closing_days_are_days_off_for_the_house_only() -> None:
    here = calendar("SN", closed=(date(2018, 5, 11), date(2018, 5, 12)))
    assert (here.is_working_day(date(2018, 5, 11)), here.is_working_day(date(2018, 5, 11), house=True)) == (True, False)
    assert here.next_working_day(date(2018, 5, 10)) == date(2018, 5, 11)  # the 10th is Ascension Day
    assert here.next_working_day(date(2018, 5, 10), house=True) == date(2018, 5, 14)
    assert here.add_working_days(date(2018, 5, 9), 2) == date(2018, 5, 14)
    assert here.add_working_days(date(2018, 5, 9), 2, house=True) == date(2018, 5, 15)
    days = [here.working_days(date(2018, 5, 9), date(2018, 5, 14), house=house) for house in (False, True)]
    assert days == [2, 1]


@pytest.mark.parametrize("day", [date(1990, 12, 31), date(2101, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_days_outside_the_calendar_are_an_error(day: date) -> None:
    sentence = (
        f"Der {day.day:02}.{day.month:02}.{day.year:04} liegt außerhalb der Jahre 1991 bis 2100, "
        "deren Feiertage bekannt sind"
    )
    here = calendar("SN")
    for ask in (
        lambda: here.working_days(day, FRIDAY),
        lambda: here.working_days(FRIDAY, day),
        lambda: here.is_working_day(day),
        lambda: here.next_working_day(day),
        lambda: here.add_working_days(day, 0),
        lambda: here.add_working_days(day, 3),
    ):
        with pytest.raises(OutsideCalendar, match=sentence):
            ask()


@pytest.mark.parametrize("count", [1, 2, 30_000, 10**15])
def test_an_end_outside_the_calendar_is_an_error(count: int) -> None:
    with pytest.raises(OutsideCalendar):
        calendar("SN").add_working_days(date(2100, 12, 31), count)


LANDS = st.sampled_from(["SN", "BY", "BE", "HE"])
DAYS = st.dates(date(1991, 1, 1), date(2098, 1, 1))


@given(DAYS, st.integers(0, 400), LANDS)
def test_equal_to_counting_day_by_day(start: date, length: int, land: str) -> None:
    off = Germany(subdiv=land)
    days = [start + timedelta(n) for n in range(1, length + 1)]
    counted = sum(d.weekday() < 5 and d not in off for d in days)
    assert calendar(land).working_days(start, start + timedelta(length)) == counted


@given(DAYS, st.integers(1, 200), LANDS)
def test_adding_and_counting_agree(start: date, count: int, land: str) -> None:
    end = calendar(land).add_working_days(start, count)
    assert calendar(land).is_working_day(end)
    assert calendar(land).working_days(start, end) == count
