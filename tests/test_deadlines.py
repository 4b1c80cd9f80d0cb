"""Deadlines as tables of exact dates, worked out by hand from law and calendar; pauses, closing days, the unknown."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from build_cases import case, office
from hypothesis import given
from hypothesis import strategies as st

from casebook.calendars import Calendar, OutsideCalendar
from casebook.deadlines import Pause, due, due_with_pauses, legal_clock, pauses
from casebook.derive import promised_until
from casebook.model import Rechtsbehelf
from casebook.office import Frist

SN = Calendar("SN", ("public",))
LAENDER = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
OFFICE = office()
MONTH = OFFICE.deadlines["sgg-widerspruch"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def frist(anzahl: int, einheit: str, art: str = "praxis", verschiebung: str = "keine") -> Frist:
    fields = {"anzahl": anzahl, "einheit": einheit, "art": art, "verschiebung": verschiebung}
    return Frist.model_validate({"id": "x", "name": "X", "quelle": "hier", "beginn": "eingang"} | fields)


def place(text: str, *closed: str) -> Calendar:
    land, *categories = text.split("+")
    return Calendar(land, ("public", *categories), frozenset(map(day, closed)))


# --- statutes: § 64 SGG, § 57 VwGO


@pytest.mark.parametrize(
    ("notified", "where", "end"),
    [
        # the day with the same number
        ("2018-04-12", "SN", "2018-05-14"),  # 12 May 2018 is a Saturday
        ("2018-04-13", "SN", "2018-05-14"),  # a Sunday
        ("2018-04-14", "SN", "2018-05-14"),  # a Monday
        ("2018-04-15", "SN", "2018-05-15"),
        # month ends
        ("2018-01-31", "SN", "2018-02-28"),
        ("2018-01-30", "SN", "2018-02-28"),
        ("2018-01-29", "SN", "2018-02-28"),
        ("2018-01-28", "SN", "2018-02-28"),
        ("2018-02-28", "SN", "2018-03-28"),  # the same number, not the month's end
        ("2017-08-31", "SN", "2017-10-02"),  # 30 September 2017 is a Saturday
        ("2023-03-31", "SN", "2023-05-02"),  # 30 April a Sunday, 1 May a holiday
        ("2017-05-31", "SN", "2017-06-30"),
        # leap years
        ("2024-01-31", "SN", "2024-02-29"),
        ("2020-01-31", "SN", "2020-03-02"),  # 29 February 2020 is a Saturday
        ("2020-01-29", "SN", "2020-03-02"),
        ("2024-02-29", "SN", "2024-04-02"),  # 29 March is Good Friday, Easter Monday is 1 April
        ("2023-01-29", "SN", "2023-02-28"),
        ("2100-01-29", "SN", "2100-03-01"),  # 2100 is none; 28 February is a Sunday
        # Christmas and New Year
        ("2017-11-24", "SN", "2017-12-27"),  # 24 December 2017 is a Sunday
        ("2017-11-25", "SN", "2017-12-27"),
        ("2018-11-24", "SN", "2018-12-24"),  # a Monday, and a working day by law
        ("2017-11-30", "SN", "2018-01-02"),
        ("2018-11-30", "SN", "2018-12-31"),  # 30 December is a Sunday; Monday 31 is a working day
        # holidays of the Land
        ("2018-09-03", "SN", "2018-10-04"),
        ("2017-10-01", "SN", "2017-11-01"),
        ("2017-10-01", "BY", "2017-11-02"),
        ("2017-10-22", "SN", "2017-11-23"),  # Buß- und Bettag
        ("2017-10-22", "BE", "2017-11-22"),
        ("2017-09-30", "BE", "2017-10-30"),
        ("2019-12-06", "SN", "2020-01-06"),
        ("2019-12-06", "ST", "2020-01-07"),
        ("2019-02-08", "BE", "2019-03-11"),  # Frauentag is a Friday
        ("2019-02-08", "SN", "2019-03-08"),
        ("2023-02-08", "MV", "2023-03-09"),
        ("2019-08-20", "TH", "2019-09-23"),  # Weltkindertag is a Friday
        ("2020-04-08", "BE", "2020-05-11"),
        ("2025-04-08", "BE", "2025-05-09"),
        ("2025-04-08", "BB", "2025-05-08"),
        # holidays of a place
        ("2017-05-15", "SN", "2017-06-15"),
        ("2017-05-15", "SN+catholic", "2017-06-16"),  # Bautzen district
        ("2017-05-15", "TH", "2017-06-15"),
        ("2017-05-15", "TH+catholic", "2017-06-16"),  # Eichsfeld
        ("2017-05-15", "NW", "2017-06-16"),
        ("2018-07-08", "BY", "2018-08-08"),
        ("2018-07-08", "Augsburg", "2018-08-09"),
        ("2018-07-15", "BY", "2018-08-15"),
        ("2018-07-15", "BY+catholic", "2018-08-16"),
        ("2018-07-15", "Augsburg+catholic", "2018-08-16"),
        ("2018-07-15", "SL", "2018-08-16"),
    ],
)
def test_a_month_by_statute(notified: str, where: str, end: str) -> None:
    assert due(MONTH, day(notified), place(where)) == day(end)


@pytest.mark.parametrize(
    "land", ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
)
def test_31_october_2017_in_every_land(land: str) -> None:
    """30 September + 1 month is 30 October; 31 August + 2 months is the 31st, off everywhere; 1 November in five."""
    two_months = frist(2, "monate", "gesetz", "naechster_werktag")
    expected = "2017-11-02" if land in ("BW", "BY", "NW", "RP", "SL") else "2017-11-01"
    assert due(two_months, day("2017-08-31"), place(land)) == day(expected)


def test_the_ifd_runs_by_the_vwgo_with_the_same_month() -> None:
    month = office(profil="ifd").deadlines["vwgo-widerspruch"]
    assert (month.art, month.quelle) == ("gesetz", "§ 70 Abs. 1 VwGO")
    assert due(month, day("2018-01-31"), SN) == day("2018-02-28")
    assert due(month, day("2018-04-12"), SN) == day("2018-05-14")


# --- the legal clock

Facts = dict[str, Any]


@pytest.mark.parametrize(
    ("facts", "notified", "end", "year_end", "assumed"),
    [
        # § 37 SGB X on both sides of 1 January 2025; the day of notification is not moved by weekends
        ({"aufgegeben_am": "2024-12-31"}, "2025-01-03", "2025-02-03", None, ""),
        ({"aufgegeben_am": "2025-01-01"}, "2025-01-05", "2025-02-05", None, ""),  # notified on a Sunday
        ({"aufgegeben_am": "2024-12-28"}, "2024-12-31", "2025-01-31", None, ""),
        ({"aufgegeben_am": "2025-01-02"}, "2025-01-06", "2025-02-06", None, ""),
        ({"aufgegeben_am": "2018-04-12"}, "2018-04-15", "2018-05-15", None, ""),  # Thursday to Sunday
        ({"aufgegeben_am": "2017-12-22"}, "2017-12-25", "2018-01-25", None, ""),  # Christmas Day
        ({"aufgegeben_am": "2024-01-28"}, "2024-01-31", "2024-02-29", None, ""),
        ({"aufgegeben_am": "2025-01-27"}, "2025-01-31", "2025-02-28", None, ""),
        # a known day of notification counts, before all else
        ({"bekanntgabe_am": "2018-04-10"}, "2018-04-10", "2018-05-11", None, ""),  # 10 May is Ascension Day
        (
            {"bekanntgabe_am": "2018-04-18", "aufgegeben_am": "2018-04-12", "bescheid_vom": "2018-04-11"},
            "2018-04-18", "2018-05-18", None, "",
        ),
        # § 66 SGG: one year
        ({"bekanntgabe_am": "2017-05-15", "belehrung": "falsch"}, "2017-05-15", "2018-05-15", "2018-05-15", ""),
        ({"bekanntgabe_am": "2016-12-31", "belehrung": "fehlt"}, "2016-12-31", "2018-01-02", "2018-01-02", ""),
        ({"bekanntgabe_am": "2024-02-29", "belehrung": "fehlt"}, "2024-02-29", "2025-02-28", "2025-02-28", ""),
        ({"bekanntgabe_am": "2023-02-28", "belehrung": "falsch"}, "2023-02-28", "2024-02-28", "2024-02-28", ""),
        ({"aufgegeben_am": "2017-05-03", "belehrung": "falsch"}, "2017-05-06", "2018-05-07", "2018-05-07", ""),
        # worst cases
        ({"bescheid_vom": "2018-04-03"}, "2018-04-03", "2018-05-03", None, "aufgabe"),
        (
            {"bescheid_vom": "2018-04-03", "belehrung": "unbekannt"},
            "2018-04-03", "2018-05-03", "2019-04-03", "aufgabe belehrung",
        ),
        ({"bekanntgabe_am": "2018-04-03", "belehrung": None}, "2018-04-03", "2018-05-03", "2019-04-03", "belehrung"),
        ({}, "2018-05-02", "2018-05-02", None, "bescheid"),
        ({"belehrung": "fehlt"}, "2018-05-02", "2018-05-02", "2018-05-02", "bescheid"),
        ({"belehrung": None}, "2018-05-02", "2018-05-02", "2018-05-02", "bescheid belehrung"),
    ],
)  # fmt: skip
def test_the_clock_of_a_widerspruch(facts: Facts, notified: str, end: str, year_end: str | None, assumed: str) -> None:
    legal = Rechtsbehelf.model_validate({"ergebnis": "ja", "weg": "widerspruch", "belehrung": "richtig"} | facts)
    clock = legal_clock(legal, day("2018-05-02"), MONTH, SN)
    assert (clock.notified, clock.end, clock.year_end) == (day(notified), day(end), year_end and day(year_end))
    assert " ".join(clock.assumed) == assumed


@given(
    st.dates(date(1992, 1, 1), date(2098, 1, 1)),
    st.integers(0, 20),
    st.integers(0, 20),
    st.sampled_from(["richtig", "falsch", "fehlt", "unbekannt", None]),
)
def test_less_knowledge_never_gives_more_time(decided: date, to_post: int, to_door: int, belehrung: str | None) -> None:
    """Whatever is not known, the clock ends no later than it would with everything known."""
    posted = decided + timedelta(days=to_post)
    notified = posted + timedelta(days=4 + to_door)
    known = {"bescheid_vom": decided, "aufgegeben_am": posted, "bekanntgabe_am": notified}
    receipt = notified
    ends = []
    for kept in (
        ("bescheid_vom", "aufgegeben_am", "bekanntgabe_am"),
        ("bescheid_vom", "aufgegeben_am"),
        ("bescheid_vom",),
        (),
    ):
        facts = {name: str(known[name]) for name in kept}
        legal = Rechtsbehelf.model_validate({"ergebnis": "unklar", "belehrung": belehrung} | facts)
        ends.append(legal_clock(legal, receipt, MONTH, SN).end)
    assert ends[0] >= ends[1] >= ends[2]
    assert ends[3] == receipt


# --- practice and code: working days, calendar days, closing days


@pytest.mark.parametrize(
    ("deadline", "start", "end"),
    [
        (frist(3, "arbeitstage"), "2018-05-02", "2018-05-07"),
        (frist(3, "arbeitstage"), "2018-05-07", "2018-05-11"),  # over Ascension Day
        (frist(3, "arbeitstage"), "2018-05-05", "2018-05-09"),  # received on a Saturday
        (frist(3, "arbeitstage"), "2018-05-06", "2018-05-09"),
        (frist(3, "arbeitstage"), "2018-05-10", "2018-05-15"),  # received on a holiday
        (frist(1, "arbeitstage"), "2017-12-22", "2017-12-27"),
        (frist(5, "arbeitstage"), "2017-12-21", "2018-01-02"),
        (frist(20, "arbeitstage"), "2018-05-02", "2018-06-01"),  # Ascension Day and Whit Monday
        (frist(14, "kalendertage"), "2018-05-02", "2018-05-16"),
        (frist(14, "kalendertage"), "2017-12-11", "2017-12-25"),  # counted, not rolled: the entry says so
        (frist(14, "kalendertage", verschiebung="naechster_werktag"), "2017-12-11", "2017-12-27"),
        (frist(1, "monate"), "2018-01-31", "2018-02-28"),
        (frist(1, "monate"), "2020-01-31", "2020-02-29"),
        (frist(1, "monate", verschiebung="naechster_werktag"), "2020-01-31", "2020-03-02"),
    ],
)
def test_practice_and_code(deadline: Frist, start: str, end: str) -> None:
    assert due(deadline, day(start), SN) == day(end)


@pytest.mark.parametrize(
    ("deadline", "start", "open_end", "shut_end"),
    [
        (frist(3, "arbeitstage"), "2018-05-07", "2018-05-11", "2018-05-14"),
        (frist(3, "arbeitstage", "kodex"), "2018-05-07", "2018-05-11", "2018-05-14"),
        (frist(3, "arbeitstage", "gesetz"), "2018-05-07", "2018-05-11", "2018-05-11"),
        (frist(4, "kalendertage", verschiebung="naechster_werktag"), "2018-05-07", "2018-05-11", "2018-05-14"),
        (frist(4, "kalendertage", "gesetz", "naechster_werktag"), "2018-05-07", "2018-05-11", "2018-05-11"),
        (frist(4, "kalendertage"), "2018-05-07", "2018-05-11", "2018-05-11"),
        (MONTH, "2018-04-11", "2018-05-11", "2018-05-11"),
    ],
)
def test_closing_days_move_practice_and_code_never_a_statute(
    deadline: Frist, start: str, open_end: str, shut_end: str
) -> None:
    """Friday 11 May 2018, after Ascension Day, the house is shut."""
    assert due(deadline, day(start), SN) == day(open_end)
    assert due(deadline, day(start), place("SN", "2018-05-11")) == day(shut_end)


# --- pauses (July 2018 has no holiday; the 1st is a Sunday)

FIVE_DAYS = frist(5, "arbeitstage")
TWO_WEEKS = frist(14, "kalendertage")


def rests(*spans: str) -> tuple[Pause, ...]:
    return tuple(Pause(date(2018, 7, int(a)), date(2018, 7, int(b))) for a, b in (span.split("-") for span in spans))


@pytest.mark.parametrize(
    ("deadline", "breaks", "end"),
    [
        (FIVE_DAYS, rests(), "2018-07-09"),  # 3, 4, 5, 6, 9
        (FIVE_DAYS, rests("4-6"), "2018-07-11"),  # 3, 6, 9, 10, 11
        (FIVE_DAYS, rests("4-4"), "2018-07-09"),  # begun and ended on one day
        (FIVE_DAYS, rests("7-9"), "2018-07-09"),  # a weekend: no working day lost
        (FIVE_DAYS, rests("6-9"), "2018-07-10"),  # one working day lost
        (FIVE_DAYS, rests("2-3"), "2018-07-09"),  # the day of receipt does not count anyway
        (FIVE_DAYS, rests("2-4"), "2018-07-10"),
        (FIVE_DAYS, rests("9-12"), "2018-07-12"),  # from the due day on: 3, 4, 5, 6, 12
        (FIVE_DAYS, rests("5-16"), "2018-07-18"),  # over the due day: 3, 4, 16, 17, 18
        (FIVE_DAYS, rests("10-12"), "2018-07-09"),  # begun too late
        (FIVE_DAYS, rests("3-4", "5-9"), "2018-07-12"),  # 4, 9, 10, 11, 12
        (FIVE_DAYS, rests("4-6", "11-13"), "2018-07-13"),  # the second is reached because of the first
        (FIVE_DAYS, rests("4-6", "12-13"), "2018-07-11"),
        (FIVE_DAYS, rests("4-5", "5-6"), "2018-07-11"),  # one ends as the next begins
        (TWO_WEEKS, rests(), "2018-07-16"),
        (TWO_WEEKS, rests("4-9"), "2018-07-21"),
        (TWO_WEEKS, rests("16-18"), "2018-07-18"),
        (TWO_WEEKS, rests("17-18"), "2018-07-16"),
        (frist(14, "kalendertage", verschiebung="naechster_werktag"), rests("4-9"), "2018-07-23"),
        (frist(12, "kalendertage", verschiebung="naechster_werktag"), rests(), "2018-07-16"),
        (frist(12, "kalendertage", verschiebung="naechster_werktag"), rests("16-18"), "2018-07-18"),
        (frist(12, "kalendertage", verschiebung="naechster_werktag"), rests("16-21"), "2018-07-23"),
        (frist(1, "monate"), rests("4-9"), "2018-08-07"),
        (frist(5, "arbeitstage", "kodex"), rests("4-6"), "2018-07-11"),
        (frist(5, "arbeitstage", "gesetz"), rests("4-6"), "2018-07-09"),
        (frist(14, "kalendertage", "gesetz"), rests("4-9"), "2018-07-16"),
        (MONTH, rests("4-9"), "2018-08-02"),
    ],
)
def test_days_of_rest_do_not_count_except_for_a_statute(deadline: Frist, breaks: tuple[Pause, ...], end: str) -> None:
    assert due_with_pauses(deadline, day("2018-07-02"), breaks, SN) == day(end)


def test_a_closing_day_within_a_pause_is_not_given_twice() -> None:
    shut = place("SN", "2018-07-05")
    assert due(FIVE_DAYS, day("2018-07-02"), shut) == day("2018-07-10")  # 3, 4, 6, 9, 10
    assert due_with_pauses(FIVE_DAYS, day("2018-07-02"), rests("4-6"), shut) == day("2018-07-11")


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ([("07-04", "pause_beginn"), ("07-06", "pause_ende")], rests("4-6")),
        ([("07-04", "pause_beginn")], rests("4-13")),  # never ended: rests over the 12th, the day that is asked for
        ([("07-04", "pause_beginn"), ("07-04", "pause_ende")], rests("4-4")),
        ([("07-04", "pause_ende"), ("07-04", "pause_beginn")], rests("4-13")),
        (
            [("07-04", "pause_beginn"), ("07-06", "pause_ende"), ("07-06", "pause_beginn"), ("07-09", "pause_ende")],
            rests("4-6", "6-9"),
        ),
        ([("07-04", "pause_beginn"), ("07-05", "pause_beginn"), ("07-06", "pause_ende")], rests("4-6")),
        ([("07-04", "pause_beginn"), ("07-20", "pause_ende")], rests("4-13")),  # not ended yet
        ([("07-20", "pause_beginn")], ()),
    ],
)
def test_the_pauses_of_a_log(log: list[tuple[str, str]], expected: tuple[Pause, ...]) -> None:
    entries = [(f"2018-{when}", kind, {"grund": "Ferien"} if kind == "pause_beginn" else {}) for when, kind in log]
    rested = case(1, eingang={"datum": "2018-07-02"}, log=entries)
    assert pauses(rested, day("2018-07-12")) == expected


def test_an_open_pause_keeps_a_deadline_from_falling_due() -> None:
    resting = case(1, eingang={"datum": "2018-07-02"}, log=[("2018-07-04", "pause_beginn", {"grund": "Ferien"})])
    for stand in ("2018-07-04", "2018-07-09", "2018-07-13", "2018-08-31", "2019-07-04"):
        today = day(stand)
        assert due_with_pauses(FIVE_DAYS, day("2018-07-02"), pauses(resting, today), SN) > today
        assert due_with_pauses(MONTH, day("2018-07-02"), pauses(resting, today), SN) == day("2018-08-02")


# --- promises and extensions


def extension(made: str, until: str, **more: Any) -> tuple[str, str, dict[str, Any]]:
    return (made, "fristverlaengerung", {"bis": until, "grund": "Akte fehlt", "informiert": True} | more)


@pytest.mark.parametrize(
    ("log", "promised"),
    [
        ([], "2018-07-16"),
        ([extension("2018-07-12", "2018-07-23")], "2018-07-23"),
        ([extension("2018-07-16", "2018-07-23")], "2018-07-23"),  # on the last day
        ([extension("2018-07-17", "2018-07-23")], "2018-07-16"),  # after it: too late
        ([extension("2018-07-12", "2018-07-23"), extension("2018-07-20", "2018-07-30")], "2018-07-30"),
        ([extension("2018-07-12", "2018-07-23"), extension("2018-07-24", "2018-07-30")], "2018-07-23"),
        ([extension("2018-07-17", "2018-07-23"), extension("2018-07-20", "2018-07-30")], "2018-07-16"),
        ([extension("2018-07-12", "2018-07-23", informiert=False)], "2018-07-16"),
        ([extension("2018-07-12", "2018-07-23", grund=None)], "2018-07-16"),
        ([extension("2018-07-12", "2018-07-10")], "2018-07-16"),  # not later
        ([extension("2018-08-02", "2018-08-10")], "2018-07-16"),  # not yet made
        ([("2018-07-04", "pause_beginn", {"grund": "Ferien"})], "2018-07-16"),  # a promise does not rest
    ],
)
def test_the_promise_that_holds(log: list[Any], promised: str) -> None:
    promise = case(1, eingang={"datum": "2018-07-02"}, rueckmeldung_bis="2018-07-16", log=log)
    assert promised_until(promise, day("2018-08-01")) == day(promised)


def test_two_extensions_of_one_day_hold_in_either_order() -> None:
    made = [extension("2018-07-12", "2018-07-23"), extension("2018-07-12", "2018-07-30")]
    for log in permutations(made):
        promise = case(1, eingang={"datum": "2018-07-02"}, rueckmeldung_bis="2018-07-16", log=list(log))
        assert promised_until(promise, day("2018-08-01")) == day("2018-07-30")


# --- outside the years that are known


@pytest.mark.parametrize(
    ("deadline", "start"),
    [
        (frist(3, "arbeitstage"), "2100-12-30"),
        (frist(3, "arbeitstage"), "1990-12-31"),
        (frist(10**12, "arbeitstage"), "2018-01-01"),
        (frist(14, "kalendertage"), "2100-12-20"),
        (frist(14, "kalendertage"), "1990-12-20"),
        (frist(10**12, "kalendertage"), "2018-01-01"),
        (frist(5_000_000, "kalendertage"), "2018-01-01"),
        (frist(1, "monate"), "2100-12-01"),
        (frist(1, "monate", verschiebung="naechster_werktag"), "2100-12-01"),
        (frist(100_000, "monate"), "2018-01-01"),
        (frist(10**12, "monate"), "2018-01-01"),
    ],
)
def test_a_due_day_outside_the_calendar_is_an_error(deadline: Frist, start: str) -> None:
    with pytest.raises(OutsideCalendar, match="außerhalb der Jahre 1991 bis 2100, deren Feiertage bekannt sind"):
        due(deadline, day(start), SN)


@pytest.mark.parametrize("belehrung", ["falsch", "unbekannt"])
def test_a_clock_outside_the_calendar_is_an_error(belehrung: str) -> None:
    legal = Rechtsbehelf.model_validate({"ergebnis": "ja", "bekanntgabe_am": "2100-02-01", "belehrung": belehrung})
    with pytest.raises(OutsideCalendar):
        legal_clock(legal, day("2100-02-02"), MONTH, SN)


# --- what holds for every date

STARTS = st.dates(date(1991, 1, 1), date(2090, 1, 1))
UNITS = st.sampled_from(["arbeitstage", "kalendertage", "monate"])
DAY_UNITS = st.sampled_from(["arbeitstage", "kalendertage"])
ROLLS = st.sampled_from(["keine", "naechster_werktag"])
KINDS = st.sampled_from(["gesetz", "kodex", "praxis"])
DEADLINES = st.builds(frist, st.integers(1, 60), UNITS, KINDS, ROLLS)
OFFSETS = st.integers(-10, 120)


def spans(start: date, offsets: list[int]) -> tuple[Pause, ...]:
    """Pauses in order that do not overlap, from pairs of days after `start`."""
    days = sorted(start + timedelta(days=offset) for offset in offsets)
    return tuple(Pause(begin, end) for begin, end in zip(days[::2], days[1::2], strict=False))


@given(DEADLINES, STARTS, st.lists(OFFSETS, max_size=6), st.lists(OFFSETS, max_size=10))
def test_working_day_and_rolled_deadlines_end_on_a_working_day(
    deadline: Frist, start: date, rest: list[int], shut: list[int]
) -> None:
    closed = frozenset(start + timedelta(days=offset) for offset in shut)
    here = Calendar("SN", ("public",), closed)
    breaks = spans(start, rest)
    end = due_with_pauses(deadline, start, breaks, here)
    assert end > start
    if deadline.einheit == "arbeitstage" or deadline.verschiebung == "naechster_werktag":
        assert here.is_working_day(end, house=deadline.art != "gesetz")
        resting = any(pause.begin <= end < pause.end for pause in breaks)
        assert deadline.art == "gesetz" or not resting


@given(DEADLINES, STARTS, st.lists(OFFSETS, max_size=6), st.lists(OFFSETS, max_size=10), OFFSETS)
def test_one_more_closing_day_never_makes_a_deadline_earlier(
    deadline: Frist, start: date, rest: list[int], shut: list[int], added: int
) -> None:
    closed = frozenset(start + timedelta(days=offset) for offset in shut)
    more = closed | {start + timedelta(days=added)}
    ends = [
        due_with_pauses(deadline, start, spans(start, rest), Calendar("SN", ("public",), days))
        for days in (closed, more)
    ]
    assert ends[1] >= ends[0]
    assert deadline.art != "gesetz" or ends[1] == ends[0]


@given(DEADLINES, STARTS)
def test_holidays_of_a_place_never_make_a_deadline_earlier(deadline: Frist, start: date) -> None:
    assert due(deadline, start, place("SN+catholic")) >= due(deadline, start, place("SN"))
    assert due(deadline, start, place("Augsburg+catholic")) >= due(deadline, start, place("BY"))


@given(
    st.builds(frist, st.integers(1, 30), st.sampled_from(["arbeitstage", "kalendertage"])),
    STARTS,
    st.lists(OFFSETS, max_size=6),
)
def test_counting_day_by_day_gives_the_same(deadline: Frist, start: date, rest: list[int]) -> None:
    """The plain definition: the n-th day after the start that counts and on which the case does not rest."""
    breaks = spans(start, rest)
    left, end = deadline.anzahl, start
    while left:
        end += timedelta(days=1)
        counts = deadline.einheit == "kalendertage" or SN.is_working_day(end)
        left -= counts and not any(pause.begin <= end < pause.end for pause in breaks)
    assert due_with_pauses(deadline, start, breaks, SN) == end
