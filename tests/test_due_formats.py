"""The day's list as text, JSON, calendar feed and digest; nothing of a case's words leaves the house."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from build_cases import case, closed_case, office

from casebook.agenda import ReportDue, agenda_of
from casebook.due import due_items
from casebook.model import Case
from casebook.office import Office
from casebook.pages.agenda_text import agenda_json, agenda_text, report_sentence
from casebook.pages.digest import digest, same_content
from casebook.pages.feed import NotAFeed, events, feed
from casebook.periods import Period, parse_period

OFFICE = office()
WEDNESDAY = date(2018, 5, 2)
RECEIVED = {"datum": "2018-04-24"}
UNCLEAR = {"ergebnis": "unklar", "geprueft_am": "2018-04-24", "geprueft_von": "ombud-1"}
NOTIFIED = UNCLEAR | {"bekanntgabe_am": "2018-04-12"}
MEASURE = {"text": "CANARY", "verantwortlich": "CANARY", "frist": "2018-05-04", "stand": "beschlossen"}
ANSWERED = ("2018-05-02", "rueckmeldung", {"an": "person", "fundstelle": "E-Akte"})


def promised(number: int, until: str, **fields: Any) -> Case:
    log = [("2018-04-24", "eingangsbestaetigung"), *fields.pop("log", ())]
    return case(number, eingang=RECEIVED, rueckmeldung_bis=until, log=log, **fields)


CANARY = promised(
    7,
    "2018-05-02",
    rechtsbehelf=UNCLEAR,
    zustaendig="CANARY",
    anliegen=[{"thema": "CANARY", "kurz": "CANARY"}],
    massnahmen=[MEASURE],
    log=[
        ("2018-04-25", "weiterleitung", {"stelle": "CANARY", "notiz": "CANARY", "grund": "CANARY"}),
        ("2018-04-25", "pause_beginn", {"grund": "CANARY"}),
    ],
)
CASES = [
    promised(1, "2018-05-02"),
    promised(2, "2018-04-30", topics=["kaution"], log=[("2018-04-25", "weiterleitung", {"stelle": "haus"})]),
    promised(3, "2018-05-04"),
    promised(4, "2018-05-14"),
    promised(5, "2018-05-08", log=[ANSWERED]),
    case(6, eingang=RECEIVED, rechtsbehelf=NOTIFIED, keine_rueckmeldung={"grund": "verzicht"}),
    CANARY,
    closed_case(8, "2017-03-15"),
]


# --- text and JSON


def test_the_list_as_text() -> None:
    assert agenda_text(agenda_of(CASES[:6], OFFICE, WEDNESDAY), OFFICE) == (
        "Jobcenter Musterstadt, 2.\u00a0Mai 2018\n"
        "\n"
        "Rechtsbehelfe (1)\n"
        "  14.05.2018  2018-0006    Widerspruch (Bearbeitungsdauer) · Leistung-Nord · "
        "ungünstigster Fall, unbekannt: Belehrung; fehlt die Belehrung: 12.04.2019\n"
        "\n"
        "Überfällig (2)\n"
        "  27.04.2018  2018-0006    Eingangsbestätigung (Bearbeitungsdauer) · Leistung-Nord\n"
        "  30.04.2018  2018-0002    Zugesagte Rückmeldung (Mietkaution) · Haus\n"
        "\n"
        "Heute fällig (1)\n"
        "  02.05.2018  2018-0001    Zugesagte Rückmeldung (Bearbeitungsdauer) · Leistung-Nord\n"
        "\n"
        "Diese Woche (1)\n"
        "  04.05.2018  2018-0003    Zugesagte Rückmeldung (Bearbeitungsdauer) · Leistung-Nord\n"
        "\n"
        "Später (1)\n"
        "  14.05.2018  2018-0004    Zugesagte Rückmeldung (Bearbeitungsdauer) · Leistung-Nord\n"
        "\n"
        "Offen ohne Termin (1)\n"
        "              2018-0005    Abschließen (Bearbeitungsdauer) · Leistung-Nord · beantwortet\n"
        "\n"
        "Berichte (1)\n"
        "  Örtlicher Beirat, Bericht für 2017: fällig am 07.05.2018"
    )


def test_an_empty_list_says_so() -> None:
    assert agenda_text(agenda_of([], office(berichtspflichten=[]), WEDNESDAY), OFFICE).endswith("\n\nNichts ist offen.")


def test_the_list_as_json_has_stable_keys() -> None:
    data = json.loads(agenda_json(agenda_of(CASES, OFFICE, WEDNESDAY), OFFICE))
    assert list(data) == ["today", "items", "reports", "unaccepted"]
    assert data["today"] == "2018-05-02"
    assert data["reports"] == [{"to": "Örtlicher Beirat", "period": "2017", "due": "2018-05-07"}]
    promise = next(item for item in data["items"] if item["aktenzeichen"] == "2018-0002")
    assert promise == {
        "aktenzeichen": "2018-0002",
        "kind": "zusage",
        "id": "zusage",
        "name": "Zugesagte Rückmeldung",
        "due": "2018-04-30",
        "when": "ueberfaellig",
        "resting": False,
        "unit": "leistung-nord",
        "waiting_for": "Haus",
        "topic": "Mietkaution",
        "note": "",
        "text": "",
        "url": "https://forge.example/faelle/blob/main/cases/2018/2018-0002.yaml",
    }
    unassigned = [item for item in data["items"] if item["unit"] is None]
    assert {item["aktenzeichen"] for item in unassigned} == {"2018-0007"}
    undated = [item for item in data["items"] if item["kind"] == "offen"]
    assert [(item["due"], item["when"]) for item in undated] == [(None, "ohne_termin")]


# --- calendar feed


def read_back(cases: list[Case], today: date = WEDNESDAY, previous: bytes = b"", where: Office = OFFICE) -> Any:
    return events(written(cases, today, previous, where).decode())


def written(cases: list[Case], today: date = WEDNESDAY, previous: bytes = b"", where: Office = OFFICE) -> bytes:
    return feed(due_items(cases, where, today), where, today, previous.decode())


def test_the_feed_read_back() -> None:
    calendar = icalendar.Calendar.from_ical(written(CASES))
    assert (str(calendar["VERSION"]), str(calendar["PRODID"])) == ("2.0", "-//casebook//due//DE")
    found = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    # 2017-0008 was closed more than ninety days before.
    dated = [item for item in due_items(CASES, OFFICE, WEDNESDAY) if item.kind != "offen"]
    items = [item for item in dated if item.aktenzeichen != "2017-0008"]
    assert set(found) == {f"{item.uid}@casebook" for item in items}
    for item in items:
        event = found[f"{item.uid}@casebook"]
        assert event["DTSTART"].dt == item.due and type(event["DTSTART"].dt) is date
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert (event["STATUS"] == "CANCELLED") == item.settled
        assert str(event["DTSTAMP"].dt) == "2018-05-02 00:00:00+00:00"
    assert str(found["2018-0002-zusage@casebook"]["SUMMARY"]) == "2018-0002 Zugesagte Rückmeldung (Mietkaution)"
    assert found["2018-0005-zusage@casebook"]["STATUS"] == "CANCELLED"
    assert calendar.walk("VALARM") == []


def test_lines_of_the_feed_are_folded_and_end_as_the_standard_asks() -> None:
    long_name = office(vokabulare={"thema": [{"id": "dauer", "name": "Äußerst lange Überschrift; mit Zeichen, " * 4}]})
    raw = written([CASES[0]], where=long_name)
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines) and lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)  # no character is cut in two
    [event] = (e for e in events(raw.decode()).values() if e["UID"].endswith("zusage@casebook"))
    assert str(event["SUMMARY"]).count("Äußerst lange Überschrift; mit Zeichen,") == 4


def test_an_unchanged_feed_has_the_same_bytes_the_next_day() -> None:
    first = written(CASES[:6])
    assert written(CASES[:6], date(2018, 5, 3), first) == first


def sequence_and_status(found: Any, uid: str) -> tuple[int, str]:
    return int(found[uid]["SEQUENCE"]), str(found[uid]["STATUS"])


EXTENDED = ("2018-05-02", "fristverlaengerung", {"bis": "2018-05-23", "grund": "Akte fehlt", "informiert": True})


@pytest.mark.parametrize("with_previous", [True, False])
def test_a_change_raises_the_number_of_its_event_and_of_no_other(with_previous: bool) -> None:
    before = written([promised(1, "2018-05-14"), promised(2, "2018-05-14")])
    uid, other = "2018-0001-zusage@casebook", "2018-0002-zusage@casebook"
    old = events(before.decode())
    for log, status in (([EXTENDED], "CONFIRMED"), ([EXTENDED, ANSWERED], "CANCELLED")):
        again = [promised(1, "2018-05-14", log=log), promised(2, "2018-05-14")]
        before = written(again, date(2018, 5, 3), before if with_previous else b"")
        new = events(before.decode())
        assert sequence_and_status(new, uid)[0] > sequence_and_status(old, uid)[0]
        assert sequence_and_status(new, uid)[1] == status
        assert sequence_and_status(new, other) == sequence_and_status(old, other)
        assert new[uid]["DTSTART"].dt == date(2018, 5, 23)
        old = new


def test_a_pause_and_a_closing_day_raise_the_number_too() -> None:
    uid = "2018-0001-ba-antwort-rueckmeldung@casebook"
    resting = case(1, eingang=RECEIVED, log=[("2018-05-02", "pause_beginn", {"grund": "Kur"})])
    found = [read_back([resting], WEDNESDAY + timedelta(days))[uid] for days in (0, 1, 20)]
    assert [int(event["SEQUENCE"]) for event in found] == sorted({int(event["SEQUENCE"]) for event in found})
    assert {str(event["STATUS"]) for event in found} == {"TENTATIVE"}
    uid = "2018-0001-ba-bestaetigung-eingangsbestaetigung@casebook"
    shut = office(kalender={"schliesstage": [{"von": "2018-04-27", "name": "Ausflug"}]})
    fresh = case(1, eingang=RECEIVED)
    before, after = read_back([fresh])[uid], read_back([fresh], where=shut)[uid]
    assert (after["DTSTART"].dt - before["DTSTART"].dt).days == 3  # Friday to Monday
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    # and back again: the number never falls
    twice = written([fresh], where=shut)
    assert int(read_back([fresh], previous=twice)[uid]["SEQUENCE"]) > int(after["SEQUENCE"])


def test_a_deadline_that_is_no_more_is_cancelled_once() -> None:
    uid = "2018-0001-ba-bestaetigung-eingangsbestaetigung@casebook"
    first = written([case(1, eingang=RECEIVED)])
    second = written([case(1, eingang=RECEIVED, art="lob")], date(2018, 5, 3), first)
    found = events(second.decode())[uid]
    assert (str(found["STATUS"]), int(found["SEQUENCE"])) == ("CANCELLED", 1)
    assert uid not in events(written([case(1, eingang=RECEIVED, art="lob")], date(2018, 5, 4), second).decode())


def test_settled_deadlines_stay_ninety_days() -> None:
    closed = closed_case(1, "2018-01-15", rueckmeldung_bis="2018-01-20", eingang={"datum": "2018-01-08"})
    for days, there in ((90, True), (91, False)):
        assert ("2018-0001-zusage@casebook" in read_back([closed], date(2018, 1, 15) + timedelta(days))) is there


NAMELESS = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR"


@pytest.mark.parametrize("text", ["hallo", "BEGIN:VEVENT", "\x00", NAMELESS])
def test_a_previous_file_that_is_no_feed(text: str) -> None:
    with pytest.raises(NotAFeed):
        feed([], OFFICE, WEDNESDAY, text)


# --- digest


def test_the_digest() -> None:
    text = digest(agenda_of(CASES[:4], office(berichtspflichten=[], verweise={}), WEDNESDAY), office(verweise={}))
    head = "| fällig | Fall | Was | Thema | wartet auf |\n|---|---|---|---|---|\n"
    assert text.partition("\n")[2] == (
        "## Was fällig ist\n\nStand 2.\u00a0Mai 2018.\n\n"
        f"### Überfällig (1)\n\n{head}"
        "| 30.04.2018 | 2018-0002 | Zugesagte Rückmeldung | Mietkaution | Haus |\n\n"
        f"### Heute fällig (1)\n\n{head}"
        "| 02.05.2018 | 2018-0001 | Zugesagte Rückmeldung | Bearbeitungsdauer | Leistung-Nord |\n\n"
        f"### Diese Woche (1)\n\n{head}"
        "| 04.05.2018 | 2018-0003 | Zugesagte Rückmeldung | Bearbeitungsdauer | Leistung-Nord |\n\n"
        "Später fällig: 1."
    )


def test_the_digest_is_the_same_on_another_day_unless_something_moves() -> None:
    cases = [promised(1, "2018-05-04"), promised(2, "2018-04-30")]
    monday, tuesday, friday = (digest(agenda_of(cases, OFFICE, date(2018, 5, d)), OFFICE) for d in (1, 2, 4))
    assert monday != tuesday and same_content(monday, tuesday)
    assert not same_content(tuesday, friday)
    assert not same_content(tuesday, "") and not same_content("", "")


def test_a_case_at_rest_does_not_edit_the_issue_every_day() -> None:
    resting = case(1, eingang={"datum": "2018-05-02"}, log=[("2018-05-02", "pause_beginn", {"grund": "Kur"})])
    days = [digest(agenda_of([resting], OFFICE, date(2018, 5, d)), office(berichtspflichten=[])) for d in range(8, 18)]
    assert all(same_content(days[0], other) for other in days)


def test_names_of_lists_mention_nobody_and_break_no_table() -> None:
    nasty = "Team @alle | <b>#12</b> `x` [y](z)"
    where = office(vokabulare={"thema": [{"id": "dauer", "name": nasty}]})
    text = digest(agenda_of([promised(1, "2018-05-02")], where, WEDNESDAY), where)
    assert "@" not in text and "<b>" not in text
    assert r"Team (at)alle \| \<b\>\#12\</b\> \`x\` \[y\](z)" in text


@pytest.mark.parametrize("form", ["digest", "feed"])
def test_no_word_of_a_case_leaves_the_house(form: str) -> None:
    agenda = agenda_of(CASES, OFFICE, WEDNESDAY)
    assert any("CANARY" in item.text for item in agenda.items)
    text = digest(agenda, OFFICE) if form == "digest" else written(CASES).decode()
    assert "2018-0007" in text and "CANARY" not in text


@pytest.mark.parametrize(
    ("period", "today", "sentence"),
    [
        ("2017", "2018-05-07", "Beirat, Bericht für 2017: fällig am 07.05.2018"),
        ("2017", "2018-05-29", "Beirat, Bericht für 2017: war fällig am 07.05.2018, falls noch nicht abgegeben"),
        ("2018-Q1", "2018-05-02", "Beirat, Bericht für das 1. Quartal 2018: fällig am 07.05.2018"),
        ("2018-04", "2018-05-02", "Beirat, Bericht für April 2018: fällig am 07.05.2018"),
    ],
)
def test_a_report_due_is_told_in_german(period: str, today: str, sentence: str) -> None:
    parsed = parse_period(period)
    assert isinstance(parsed, Period)
    assert report_sentence(ReportDue("Beirat", parsed, date(2018, 5, 7)), date.fromisoformat(today)) == sentence
