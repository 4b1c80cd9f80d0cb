"""What is due: items of a case on a day, their group, the management's list, reports; speed of a large register."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from build_cases import case, closed_case, office
from build_register import ROOT
from hypothesis import given
from hypothesis import strategies as st

from casebook.agenda import agenda_of, reports_due
from casebook.calendars import OutsideCalendar
from casebook.due import due_items
from casebook.items import MANAGEMENT, Item, When
from casebook.model import Case
from casebook.office import Office
from casebook.pages.agenda_text import agenda_json
from casebook.register import Settings, read_cases, read_settings

OFFICE = office()
IFD = office(
    profil="ifd",
    fristenplan=[
        {"frist": "sgg-widerspruch", "ereignis": "rueckmeldung", "stufen": ["bagatelle"]},
        {"frist": "kodex-antwort", "ereignis": "rueckmeldung"},
    ],
)
WEDNESDAY = date(2018, 5, 2)
UNCLEAR = {"ergebnis": "unklar", "geprueft_am": "2018-04-24", "geprueft_von": "ombud-1"}


def day(text: str) -> date:
    return date.fromisoformat(text)


def received(when: str, **fields: Any) -> Case:
    return case(1, eingang={"datum": when}, **fields)


def items(one: Case, today: date = WEDNESDAY, where: Office = OFFICE) -> dict[str, Item]:
    return {item.id: item for item in due_items([one], where, today)}


def open_days(one: Case, today: date = WEDNESDAY, where: Office = OFFICE) -> dict[str, str]:
    return {id: str(item.due) for id, item in items(one, today, where).items() if not item.settled}


ACKNOWLEDGE, ANSWER = "ba-bestaetigung-eingangsbestaetigung", "ba-antwort-rueckmeldung"
AT_ONCE = "leitung-sofort-leitung_bewertet"
ANONYMOUS = {"person": {"anonym": True}, "keine_rueckmeldung": {"grund": "anonym"}}
ACKNOWLEDGED = ("2018-05-02", "eingangsbestaetigung")
ANSWERED = ("2018-05-02", "rueckmeldung", {"an": "person", "fundstelle": "E-Akte"})
CRITICAL = ("2018-05-02", "einstufung", {"stufe": "kritisch"})


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (received("2018-05-02"), {ACKNOWLEDGE: "2018-05-07", ANSWER: "2018-05-16"}),
        # the promise takes the place of the planned answer
        (received("2018-05-02", rueckmeldung_bis="2018-05-09"), {ACKNOWLEDGE: "2018-05-07", "zusage": "2018-05-09"}),
        (received("2018-05-02", log=[ACKNOWLEDGED]), {ANSWER: "2018-05-16"}),
        (
            received("2018-05-02", log=[CRITICAL]),
            {AT_ONCE: "2018-05-03", ACKNOWLEDGE: "2018-05-07", ANSWER: "2018-05-16"},
        ),
        # nobody can tell an anonymous person
        (received("2018-05-02", **ANONYMOUS), {"offen": "2018-05-02"}),
        (received("2018-05-02", art="anfrage"), {"anfrage-antwort-rueckmeldung": "2018-05-03"}),
        (received("2018-05-02", art="lob"), {"offen": "2018-05-02"}),
        (received("2018-05-02", log=[ANSWERED]), {"offen": "2018-05-02"}),
        (received("2018-05-02", log=[("2018-05-02", "storno", {"grund": "doppelt erfasst"})]), {}),
        (received("2018-05-03"), {}),  # not received yet
        (received("2018-05-02", herkunft={"quelle": "alt", "nummer": "1"}), {"offen": "2018-05-02"}),
        # the legal clock beside the complaint; 24 April is the day of receipt, all else unknown
        (
            received("2018-04-24", rechtsbehelf=UNCLEAR, log=[("2018-04-24", "eingangsbestaetigung")]),
            {"widerspruch": "2018-04-24", ANSWER: "2018-05-08"},
        ),
        (
            received(
                "2018-04-24",
                rechtsbehelf=UNCLEAR | {"ergebnis": "ja", "weg": "widerspruch", "bescheid_vom": "2018-04-11"},
                keine_rueckmeldung={"grund": "verzicht"},
                log=[("2018-04-24", "eingangsbestaetigung")],
            ),
            {"widerspruch": "2018-05-11"},
        ),
        (
            received("2018-05-02", rechtsbehelf=UNCLEAR | {"uebergeben_am": "2018-05-02"}, log=[ACKNOWLEDGED]),
            {ANSWER: "2018-05-16"},
        ),
        (
            received("2018-05-02", rechtsbehelf=UNCLEAR | {"uebergeben_am": "2018-05-03"}, log=[ACKNOWLEDGED]),
            {"widerspruch": "2018-05-02", ANSWER: "2018-05-16"},  # handed over tomorrow is not handed over
        ),
        (
            received("2018-05-02", rechtsbehelf=UNCLEAR | {"ergebnis": "ja", "weg": "petition"}, log=[ACKNOWLEDGED]),
            {ANSWER: "2018-05-16"},
        ),
    ],
)  # fmt: skip
def test_what_is_open(one: Case, expected: dict[str, str]) -> None:
    assert open_days(one) == expected


MEASURE = {"text": "Neues Formular", "verantwortlich": "leistung-nord", "frist": "2018-05-04", "stand": "beschlossen"}


@pytest.mark.parametrize(
    ("fields", "open_"),
    [
        ({}, True),
        ({"stand": "in_arbeit"}, True),
        ({"stand": "umgesetzt", "umgesetzt_am": "2018-05-02"}, False),
        ({"stand": "umgesetzt", "umgesetzt_am": "2018-05-03"}, True),
        ({"stand": "verworfen"}, False),
    ],
)
def test_measures_outlive_their_case(fields: dict[str, Any], open_: bool) -> None:
    found = items(closed_case(1, "2017-03-15", zustaendig="ombudsstelle", massnahmen=[MEASURE | fields]))["massnahme-1"]
    assert (not found.settled, found.due, found.unit) == (open_, day("2018-05-04"), "leistung-nord")
    assert found.waiting_for == "Leistung-Nord"
    assert (found.name, found.text) == ("Maßnahme 1", "Neues Formular")


def passed_on(when: str, unit: str, kind: str = "weiterleitung") -> tuple[str, str, dict[str, str]]:
    return (when, kind, {"stelle": unit})


@pytest.mark.parametrize(
    ("log", "waiting_for"),
    [
        ([], "Leistung-Nord"),
        ([passed_on("2018-04-24", "haus")], "Haus"),
        ([passed_on("2018-04-24", "ombudsstelle", "zuweisung"), ("2018-04-25", "korrektur")], "Ombudsstelle"),
        ([passed_on("2018-04-24", "haus"), ("2018-04-26", "stellungnahme_eingeholt")], "Leistung-Nord"),
        ([passed_on("2018-04-24", "haus", "auftraggeber_informiert")], "Haus"),
        (
            [passed_on("2018-04-24", "haus", "auftraggeber_informiert"), ("2018-04-26", "auftraggeber_entscheidet")],
            "Leistung-Nord",
        ),
        ([passed_on("2018-04-24", "gibt-es-nicht")], "Leitung"),
        ([passed_on("2018-04-24", "nebenstelle")], "kleine Einheit"),  # three people
        ([passed_on("2018-05-03", "haus")], "Leistung-Nord"),  # tomorrow
    ],
)
def test_who_has_to_move(log: list[Any], waiting_for: str) -> None:
    found = due_items([received("2018-04-24", log=log)], OFFICE, WEDNESDAY)
    assert {(item.waiting_for, item.text) for item in found} == {(waiting_for, "")}


def test_nobody_has_to_move_while_a_case_rests() -> None:
    pause = ("2018-04-24", "pause_beginn", {"grund": "Kur"})
    one = received("2018-04-24", log=[passed_on("2018-04-24", "haus"), pause, ("2018-04-25", "korrektur")])
    assert {(item.waiting_for, item.text) for item in due_items([one], OFFICE, WEDNESDAY)} == {("ruht", "Kur")}


# --- the day


@pytest.mark.parametrize(
    ("today", "due", "when"),
    [
        ("2018-05-02", "2018-05-01", When.UEBERFAELLIG),
        ("2018-05-02", "2018-05-02", When.HEUTE),
        ("2018-05-02", "2018-05-03", When.WOCHE),
        ("2018-05-02", "2018-05-06", When.WOCHE),  # Sunday
        ("2018-05-02", "2018-05-07", When.SPAETER),
        ("2018-05-06", "2018-05-07", When.SPAETER),
        ("2018-05-07", "2018-05-13", When.WOCHE),
    ],
)
def test_groups_of_days(today: str, due: str, when: When) -> None:
    one = received("2018-04-24", rueckmeldung_bis=due)
    assert items(one, day(today))["zusage"].when(day(today)) is when


def test_while_a_case_rests_its_deadlines_have_no_day_but_what_was_late_stays_late() -> None:
    pause = ("2018-04-30", "pause_beginn", {"grund": "Kur"})
    one = received("2018-04-24", rueckmeldung_bis="2018-05-04", log=[pause, CRITICAL])
    found = items(one)
    assert (found[ACKNOWLEDGE].resting, found[ACKNOWLEDGE].when(WEDNESDAY)) == (False, When.UEBERFAELLIG)
    assert (found["zusage"].resting, found["zusage"].when(WEDNESDAY)) == (False, When.WOCHE)
    quick = received("2018-04-30", keine_rueckmeldung={"grund": "anonym"}, log=[pause])
    for today in (day("2018-04-30"), WEDNESDAY, day("2019-01-02")):
        resting = items(quick, today)[ACKNOWLEDGE]
        assert (resting.resting, resting.when(today)) == (True, When.SPAETER)


def test_a_level_counts_from_the_day_it_was_given() -> None:
    one = received("2018-04-24", stufe="kritisch", log=[("2018-05-03", "einstufung", {"stufe": "kritisch"})])
    assert AT_ONCE not in items(one)
    assert items(one, day("2018-05-03"))[AT_ONCE].due == day("2018-04-25")


def test_a_deadline_that_begins_with_an_event_waits_for_it() -> None:
    one = received("2018-04-24", log=[("2018-05-02", "eingangsbestaetigung")])
    assert "kodex-antwort-rueckmeldung" not in items(one, day("2018-05-01"), IFD)
    # 3, 4, 7, 8, 9, 11, 14, 15, 16, 17 May; the 10th is Ascension Day
    assert items(one, WEDNESDAY, IFD)["kodex-antwort-rueckmeldung"].due == day("2018-05-17")


def test_a_deadline_in_two_lines_of_the_plan_is_one_item() -> None:
    plan = [{"frist": "ba-antwort", "ereignis": "rueckmeldung", **more} for more in ({}, {"arten": ["beschwerde"]})]
    found = due_items([received("2018-05-02")], office(fristenplan=plan), WEDNESDAY)
    assert [item.id for item in found] == [ANSWER]


def test_an_entry_out_of_force_on_the_day_of_receipt_is_no_deadline() -> None:
    until = office(fristen=[{"id": "ba-antwort", "gueltig_bis": "2018-04-30"}])
    assert ANSWER in items(received("2018-04-30"), WEDNESDAY, until)
    assert ANSWER not in items(received("2018-05-02"), WEDNESDAY, until)


EVENTS_OF_ONE_DAY = [
    ("2018-05-02", "eingangsbestaetigung"),
    ("2018-05-02", "zuweisung", {"stelle": "ombudsstelle"}),
    CRITICAL,
    ("2018-05-02", "leitung_bewertet"),
    ("2018-05-02", "fristverlaengerung", {"bis": "2018-05-30", "grund": "Akte fehlt", "informiert": True}),
]


def test_events_of_one_day_give_the_same_in_every_order() -> None:
    results = set()
    for log in permutations(EVENTS_OF_ONE_DAY):
        one = received("2018-04-24", rueckmeldung_bis="2018-05-08", log=list(log))
        found = due_items([one], OFFICE, WEDNESDAY)
        results.add(tuple((item.id, item.due, item.settled, item.waiting_for, item.sequence) for item in found))
    assert len(results) == 1
    days = {item[0]: (str(item[1]), item[2]) for item in results.pop()}
    assert days["zusage"] == ("2018-05-30", False)
    assert days[ACKNOWLEDGE] == ("2018-04-27", True) and days[AT_ONCE] == ("2018-04-25", True)


def test_a_pause_and_an_answer_of_one_day_differ_only_where_the_order_says_so() -> None:
    """Answered and then put to rest is answered; put to rest, resumed and answered too."""
    pause, resume = ("2018-05-02", "pause_beginn", {"grund": "Kur"}), ("2018-05-02", "pause_ende")
    for log in ([ANSWERED, pause, resume], [pause, resume, ANSWERED], [pause, ANSWERED, resume]):
        assert set(open_days(received("2018-05-02", log=[ACKNOWLEDGED, *log]))) == {"offen"}


# --- settings that change


def closed_on(*days: str) -> Office:
    shut = [{"von": one, "name": "Betriebsausflug"} for one in days]
    return office(kalender={"schliesstage": shut})


def test_a_closing_day_that_appears_later_moves_open_practice_and_no_statute() -> None:
    notified = UNCLEAR | {"bekanntgabe_am": "2018-04-11", "belehrung": "richtig"}
    one = received("2018-05-07", rechtsbehelf=notified, rueckmeldung_bis="2018-05-11", log=[])
    before, after = (items(one, day("2018-05-08"), where) for where in (OFFICE, closed_on("2018-05-11")))
    assert (str(before[ACKNOWLEDGE].due), str(after[ACKNOWLEDGE].due)) == ("2018-05-11", "2018-05-14")
    assert before["widerspruch"].due == after["widerspruch"].due == day("2018-05-11")
    assert before["zusage"].due == after["zusage"].due == day("2018-05-11")  # a word given is not moved
    assert after[ACKNOWLEDGE].sequence > before[ACKNOWLEDGE].sequence


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 40))
def test_one_more_closing_day_makes_nothing_earlier(shut: list[int], added: int) -> None:
    one = received("2018-05-02", rechtsbehelf=UNCLEAR | {"bekanntgabe_am": "2018-04-11"}, log=[CRITICAL])
    days = [str(WEDNESDAY + timedelta(offset)) for offset in shut]
    before = items(one, WEDNESDAY, closed_on(*days))
    after = items(one, WEDNESDAY, closed_on(*days, str(WEDNESDAY + timedelta(added))))
    assert all(after[id].due >= item.due for id, item in before.items())
    assert after["widerspruch"].due == before["widerspruch"].due


# --- nothing is skipped


SMALL = ("nebenstelle", "aussenstelle")
KINDS = ("lob", "beschwerde", "lob", "lob")


def test_cases_of_no_known_unit_stand_on_the_managements_list() -> None:
    units = [
        {"id": "alt", "name": "Alte Stelle", "groesse": 9, "gueltig_bis": "2018-05-01"},
        {"id": "neu", "name": "Neue Stelle", "groesse": 9},
    ]
    where = office(einheiten=units)
    cases = [
        case(n, eingang={"datum": "2018-05-02"}, zustaendig=unit, keine_rueckmeldung={"grund": "anonym"}, art=art)
        for n, (unit, art) in enumerate(zip(("alt", "weg", "neu", "unbekannt"), KINDS, strict=True), start=1)
    ]
    agenda = agenda_of(cases, where, WEDNESDAY)
    assert [item.aktenzeichen for item in agenda.unassigned] == ["2018-0001", "2018-0004", "2018-0002"]
    assert [item.waiting_for for item in agenda.unassigned] == ["Alte Stelle", "Leitung", "Leitung"]
    assert [item.aktenzeichen for item in agenda.of_unit("neu").items] == ["2018-0003"]
    measured = closed_case(5, massnahmen=[MEASURE | {"verantwortlich": "alt"}], zustaendig="neu")
    assert items(measured, WEDNESDAY, where)["massnahme-1"].unit == MANAGEMENT
    assert items(measured, day("2018-05-01"), where)["massnahme-1"].unit == "alt"


def test_a_plan_fits_the_kind_of_the_day() -> None:
    """The answer to a request is due the next day; from the day on which it became a complaint, in two weeks."""
    log = [("2018-05-09", "umwandlung", {"art": "beschwerde", "alt": "anfrage"})]
    one = received("2018-05-02", art="beschwerde", log=log)
    assert open_days(one, day("2018-05-08")) == {"anfrage-antwort-rueckmeldung": "2018-05-03"}
    assert open_days(one, day("2018-05-09")) == {ACKNOWLEDGE: "2018-05-07", ANSWER: "2018-05-16"}


def test_small_units_have_one_list() -> None:
    """Who is late in a unit of three people would be known by name."""
    where = office()
    cases = [case(n, eingang={"datum": "2018-05-02"}, zustaendig=unit) for n, unit in enumerate(SMALL, start=1)]
    measured = closed_case(9, zustaendig="leistung-nord", massnahmen=[MEASURE | {"verantwortlich": "nebenstelle"}])
    agenda = agenda_of([*cases, measured], where, WEDNESDAY)
    assert {item.unit for item in agenda.items} == {"kleine-einheiten"}
    assert agenda.of_unit("kleine-einheiten").items == agenda.items
    assert not {"nebenstelle", "aussenstelle"} & set(re.findall(r"[\w-]+", agenda_json(agenda, where)))


def test_a_reopened_case_is_not_lost_although_its_promise_was_kept() -> None:
    log = [
        ("2018-04-25", "rueckmeldung", {"an": "person", "fundstelle": "E-Akte"}),
        ("2018-04-26", "abschluss", {"ergebnis": "abgeholfen"}),
        ("2018-05-02", "wiedereroeffnung", {"grund": "Neue Angaben"}),
    ]
    one = received("2018-04-24", rueckmeldung_bis="2018-05-08", log=log)
    assert open_days(one, day("2018-05-01")) == {}
    found = items(one)["offen"]
    assert (found.name, found.note, found.when(WEDNESDAY)) == ("Neu zusagen", "wieder offen", When.OHNE_TERMIN)


@pytest.mark.parametrize("today", [date(2017, 6, 14), date(2017, 12, 27), date(2018, 5, 2)])
def test_every_open_case_of_the_sample_is_on_the_list_once_a_deadline(today: date) -> None:
    from casebook.derive import CLOSED, status

    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    cases = [one for one in read_cases(ROOT) if isinstance(one, Case)]
    agenda = agenda_of(cases, settings.office, today)
    listed = {item.aktenzeichen for item in agenda.items if item.kind != "massnahme"}
    assert listed == {c.aktenzeichen for c in cases if c.eingang.datum <= today and status(c, today) not in CLOSED}
    assert max(Counter(item.uid for item in due_items(cases, settings.office, today)).values()) == 1
    assert sum(map(len, agenda.groups().values())) == len(agenda.items)


SAMPLE_DAYS = {
    date(2017, 6, 14): {"ueberfaellig": 1, "woche": 4, "spaeter": 14, "ohne_termin": 3},
    date(2017, 12, 27): {"heute": 1, "woche": 8, "spaeter": 17, "ohne_termin": 4},
    date(2018, 5, 2): {"ueberfaellig": 2, "woche": 2, "spaeter": 6, "ohne_termin": 2},
}


@pytest.mark.parametrize("today", SAMPLE_DAYS)
def test_three_days_of_the_sample(today: date) -> None:
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    cases = [one for one in read_cases(ROOT) if isinstance(one, Case)]
    groups = agenda_of(cases, settings.office, today).groups()
    assert {str(id): len(found) for id, found in groups.items() if found} == SAMPLE_DAYS[today]


def test_legal_clocks_come_first() -> None:
    late = case(2, eingang={"datum": "2018-04-03"}, rueckmeldung_bis="2018-04-17")
    clock = received("2018-04-24", rechtsbehelf=UNCLEAR | {"bekanntgabe_am": "2018-04-20"})
    agenda = agenda_of([late, clock], OFFICE, WEDNESDAY)
    assert agenda.items[0].kind == "recht"
    assert next(iter(agenda.groups().values())) == [agenda.items[0]]


# --- outside the calendar, reports, speed


def test_a_due_day_outside_the_calendar_names_the_case() -> None:
    with pytest.raises(OutsideCalendar, match=r"2100-0001: Der 04\.01\.2101 liegt außerhalb der Jahre 1991 bis 2100"):
        due_items([received("2100-12-21")], OFFICE, day("2100-12-22"))


@pytest.mark.parametrize(
    ("rhythm", "weeks", "today", "expected"),
    [
        ("halbjaehrlich", 8, "2018-07-02", [("2018-H1", "2018-08-27")]),  # 25 August 2018 is a Saturday
        ("halbjaehrlich", 8, "2018-08-27", [("2018-H1", "2018-08-27")]),
        ("halbjaehrlich", 8, "2018-08-28", [("2018-H1", "2018-08-27")]),  # past, and nobody knows whether delivered
        ("halbjaehrlich", 8, "2018-10-22", [("2018-H1", "2018-08-27")]),
        ("halbjaehrlich", 8, "2018-10-23", []),
        ("jaehrlich", 52, "2019-01-02", [("2017", "2018-12-31")]),
        ("jaehrlich", 18, "2018-05-02", [("2017", "2018-05-07")]),
        ("jaehrlich", 52, "2018-12-03", [("2017", "2018-12-31")]),  # 30 December 2018 is a Sunday
        ("jaehrlich", 0, "2018-12-03", [("2018", "2018-12-31")]),  # before the year is over
        ("vierteljaehrlich", 2, "2018-03-26", [("2018-Q1", "2018-04-16")]),
        (
            "monatlich",
            1,
            "2018-05-02",
            [("2018-03", "2018-04-09"), ("2018-04", "2018-05-07"), ("2018-05", "2018-06-07")],
        ),
    ],
)
def test_reports_coming_up_and_just_past(rhythm: str, weeks: int, today: str, expected: list[tuple[str, str]]) -> None:
    where = office(berichtspflichten=[{"an": "Beirat", "rhythmus": rhythm, "wochen": weeks}])
    found = reports_due(where, day(today))
    assert [(report.period.label, str(report.due)) for report in found] == expected


def test_five_thousand_cases_take_less_than_three_seconds() -> None:
    pause = [("2018-04-03", "pause_beginn", {"grund": "Kur"}), ("2018-04-10", "pause_ende"), CRITICAL]
    one = received("2018-03-05", rechtsbehelf=UNCLEAR, log=pause, massnahmen=[MEASURE])
    started = time.perf_counter()
    assert len(due_items([one] * 5000, OFFICE, WEDNESDAY)) == 25_000
    assert time.perf_counter() - started < 3
