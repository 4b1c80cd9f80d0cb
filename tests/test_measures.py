"""Measures: hand-counted cases with their edges, published figures, and a recount in plain Python."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from build_cases import STAND, case, closed_case, office
from build_register import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_cases import random_case, random_outside
from recount import Recount

from casebook.measures import Record, as_data, measure
from casebook.measures.catalogue import BASES, CATALOGUE
from casebook.measures.record import nearest_rank, percent
from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.periods import Period, parse_period
from casebook.register import Settings, read_cases, read_settings

OFFICE = office(schwachstellen={"wiederholung_ab": 2})
FIGURES = Path(__file__).resolve().parents[2] / "shared" / "data" / "published-figures.json"

Cases = Sequence[Case]
Expected = tuple[float | None, int | None, int | None, int]
"""Value, numerator, denominator, n."""


def period(label: str) -> Period:
    parsed = parse_period(label)
    assert isinstance(parsed, Period)
    return parsed


def find(records: Sequence[Record], measure_id: str, part: str, **by: str) -> Expected | None:
    found = [r for r in records if (r.id, r.part, r.by) == (measure_id, part, by)]
    assert len(found) < 2
    return (found[0].value, found[0].numerator, found[0].denominator, found[0].n) if found else None


def figures(cases: Cases, label: str = "2017", stand: date = STAND) -> Callable[..., Expected | None]:
    records = measure(cases, OFFICE, period(label), stand)
    return lambda measure_id, part, **by: find(records, measure_id, part, **by)


# --- rounding


def test_published_shares_come_out_as_printed() -> None:
    """NHS KO41a, quarter 3 of 2017-18: three shares of 27,222."""
    entry = json.loads(FIGURES.read_text(encoding="utf-8"))["entries"][0]
    printed = entry["printed_percent"]
    assert printed == {"upheld": "33.7", "partially_upheld": "31.0", "not_upheld": "35.3"}
    assert {name: str(percent(entry[name], entry["resolved"])) for name in printed} == printed


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    [(84, 275, 30.5), (84, 286, 29.4), (275, 286, 96.2), (0, 7, 0.0), (7, 7, 100.0), (0, 0, None), (1, 8, 12.5),
     (1, 400, 0.3), (5, 400, 1.3), (3105, 10000, 31.1), (621, 2000, 31.1), (1, 2000, 0.1), (1999, 2000, 100.0)],
)  # fmt: skip
def test_shares_have_one_decimal_and_halves_go_up(numerator: int, denominator: int, value: float | None) -> None:
    assert percent(numerator, denominator) == value


@pytest.mark.parametrize(
    ("values", "hundredth", "rank"),
    [([], 50, None), ([7], 50, 7), ([7], 90, 7), ([1, 2], 50, 1), ([3, 1, 2], 50, 2), ([4, 3, 2, 1], 50, 2),
     (list(range(1, 11)), 90, 9), (list(range(1, 12)), 90, 10), (list(range(1, 111)), 90, 99), ([5, 9], 100, 9)],
)  # fmt: skip
def test_nearest_rank_is_always_a_real_value(values: list[int], hundredth: int, rank: int | None) -> None:
    assert nearest_rank(values, hundredth) == rank


# --- golden figures


def dresden() -> list[Case]:
    """As the report counts: 275 complaints, 10 ideas, 1 praise; 10 complaints and the praise came alone."""
    third = {"zugang": "dritte"}
    kinds = [("beschwerde", third)] * 265 + [("beschwerde", {})] * 10 + [("anregung", third)] * 10 + [("lob", {})]
    rulings = ["ja"] * 60 + ["teilweise"] * 24 + ["nein"] * 191
    cases = []
    for number, (kind, access) in enumerate(kinds, start=1):
        day = "2017-05-02" if number <= 119 else "2017-10-04"
        ruling = rulings[number - 1] if kind == "beschwerde" else None
        cases.append(
            closed_case(
                number,
                "2018-04-30",
                art=kind,
                eingang={"datum": day} | access,
                topics=(("dauer", ruling),),
            )
        )
    return cases


def test_golden_figures_of_dresden_2017() -> None:
    cases = dresden()
    of_year = figures(cases)
    assert of_year("K01", "anzahl") == (286, 286, None, 286)
    assert [of_year("K01", "anzahl", art=kind)[0] for kind in ("beschwerde", "anregung", "lob")] == [275, 10, 1]  # type: ignore[index]
    assert of_year("K18", "quote") == (96.2, 275, 286, 286)
    assert of_year("K18", "quote", art="beschwerde") == (96.4, 265, 275, 275)
    assert of_year("K09E", "quote") == (30.5, 84, 275, 275)
    assert of_year("K09E", "streng") == (21.8, 60, 275, 275)
    assert of_year("K30", "quote") == (0.4, 1, 276, 286)
    halves = [figures(cases, label)("K01", "anzahl") for label in ("2017-H1", "2017-H2")]
    assert halves == [(119, 119, None, 119), (167, 167, None, 167)]


# --- hand-counted edges


def test_nothing_at_all() -> None:
    nothing = figures([])
    assert nothing("K01", "anzahl") == (0, 0, None, 0)
    assert nothing("K05", "median_arbeitstage") == (None, None, None, 0)
    assert nothing("K08", "quote") == nothing("K09", "quote") == nothing("K09E", "quote") == (None, 0, 0, 0)
    assert nothing("K18", "quote") == nothing("K30", "quote") == (None, 0, 0, 0)


def test_receipts_include_ends_that_rates_leave_out() -> None:
    cases = [
        case(1),
        case(2, log=[("2017-03-02", "doppelt", {"ziel": "2017-0001"})]),
        case(3, log=[("2017-03-02", "abgabe", {"stelle": "leistung-nord"})]),
        case(4, log=[("2017-03-02", "storno", {"grund": "Test"})]),
        case(5, art="lob", log=[("2018-06-01", "storno", {"grund": "Test"})]),
    ]
    found = figures(cases)
    assert found("K01", "anzahl") == (5, 5, None, 5)
    assert [found("K01", part)[0] for part in ("doppelt", "abgegeben", "storniert")] == [1, 1, 1]  # type: ignore[index]
    assert found("K18", "quote") == (0.0, 0, 2, 2)
    assert found("K30", "quote") == (50.0, 1, 2, 2)
    later = figures(cases, stand=date(2018, 6, 1))
    assert later("K01", "storniert") == (2, 2, None, 5)
    assert later("K30", "quote") == (0.0, 0, 1, 1)


def test_a_pure_remedy_is_in_no_figure_and_one_beside_a_complaint_is() -> None:
    legal = {"ergebnis": "ja", "weg": "widerspruch", "daneben_beschwerde": False}
    closing: dict[str, Any] = {"rueckmeldung_bis": "2017-03-20"}
    pure = closed_case(1, rechtsbehelf=legal, **closing)
    beside = closed_case(2, rechtsbehelf=legal | {"daneben_beschwerde": True}, **closing)
    both, alone = figures([pure, beside]), figures([beside])
    for measure_id, part in (("K01", "anzahl"), ("K05", "max_kalendertage"), ("K08", "quote"), ("K09", "quote"),
                             ("K09E", "quote"), ("K18", "quote")):  # fmt: skip
        assert both(measure_id, part) == alone(measure_id, part)
        assert alone(measure_id, part)[3] == 1  # type: ignore[index]


def test_concerns_are_counted_apart_from_cases() -> None:
    cases = [
        case(1, topics=("dauer", "kaution", "dauer")),
        case(2, anliegen=[{"thema": "dauer", "kurz": "Ein Satz"}]),
    ]
    found = figures(cases)
    assert found("K01", "anzahl", thema="dauer") == (3, 3, None, 3)
    assert found("K01", "anzahl", thema="kaution") == (1, 1, None, 1)
    assert found("K01", "anzahl", bereich="ohne-angabe") == (1, 1, None, 1)
    records = [r for r in measure(cases, OFFICE, period("2017"), STAND) if "thema" in r.by and r.denominator is None]
    assert {record.unit for record in records if record.numerator is not None} == {"anliegen"}
    assert all("Gezählt sind Anliegen, nicht Fälle" in record.definition for record in records)


def test_units_under_five_people_go_together_and_nothing_is_counted_per_author() -> None:
    units = ("nebenstelle", "aussenstelle", "ombudsstelle", "haus", None)
    cases = [case(n, eingang={"stelle": unit}) for n, unit in enumerate(units, start=1)]
    records = measure(cases, OFFICE, period("2017"), STAND)
    by_unit = {r.by["stelle"]: r for r in records if "stelle" in r.by}
    assert {unit: r.value for unit, r in by_unit.items()} == {
        "kleine-einheiten": 2, "ombudsstelle": 1, "haus": 1, "ohne-angabe": 1,
    }  # fmt: skip
    assert "unter fünf Personen oder ohne Angabe" in by_unit["kleine-einheiten"].definition
    assert "ombud-1" not in json.dumps([as_data(record) for record in records])


@pytest.mark.parametrize(
    ("sizes", "together"),
    [
        ({"a": 5, "b": 24}, ""),
        ({"a": 3, "b": 4, "c": 5}, "a b"),
        ({"a": 3, "b": 24, "c": 7}, "a c"),  # one alone would be shown by itself
        ({"a": 2, "b": 2, "c": 9}, "a b c"),  # four people are as few
        ({"a": None, "b": 24, "c": 7}, "a c"),  # nobody says how few
        ({"a": 1, "b": 1, "c": 3}, "a b c"),
        ({"a": 4}, "a"),
    ],
)
def test_small_units_go_together_until_they_are_no_small_group(sizes: dict[str, int | None], together: str) -> None:
    units = [{"id": unit, "name": unit.upper(), "groesse": size} for unit, size in sizes.items()]
    house = {"id": "haus", "name": "Haus", "art": "haus"}
    small = office(einheiten=[house, *units]).small_units
    assert small == set(together.split())


def test_third_parties_are_split_by_kind_only_where_one_came() -> None:
    third = {"art": "verein"}
    cases = [
        case(1, eingang={"zugang": "dritte"}, dritte=third),
        case(2, eingang={"zugang": "dritte"}),
        case(3, dritte=third),
    ]
    found = figures(cases)
    assert found("K01", "anzahl", dritte="verein") == (1, 1, None, 1)
    assert found("K01", "anzahl", dritte="ohne-angabe") == (1, 1, None, 1)
    assert found("K18", "quote") == (66.7, 2, 3, 3)


def test_an_unknown_way_is_no_direct_one() -> None:
    cases = [case(1, eingang={"zugang": "unbekannt"}), case(2, eingang={"zugang": "dritte"})]
    found = figures(cases)
    assert found("K18", "quote") == (100.0, 1, 1, 2)
    assert found("K18", "unbekannt") == (1, 1, None, 2)
    assert figures(cases[:1])("K18", "quote") == (None, 0, 0, 1)


REOPENED = [
    ("2017-03-15", "abschluss", {"ergebnis": "abgeholfen"}),
    ("2017-04-03", "wiedereroeffnung", {"grund": "neu"}),
    ("2017-05-02", "abschluss", {"ergebnis": "abgeholfen"}),
]


@pytest.mark.parametrize(
    ("label", "stand", "final", "first"),
    [
        ("2017-05", STAND, 62, 14),
        ("2017-03", STAND, None, None),
        ("2017", date(2017, 3, 31), 14, 14),
        ("2017", date(2017, 4, 3), None, None),
        ("2017", date(2017, 5, 1), None, None),
        ("2017", date(2017, 5, 2), 62, 14),
    ],
)
def test_a_reopened_case_counts_by_its_final_closing(
    label: str, stand: date, final: int | None, first: int | None
) -> None:
    found = figures([closed_case(1, log=REOPENED)], label, stand)
    for part, days in (("median_kalendertage", final), ("erst_median_kalendertage", first)):
        assert found("K05", part) == (days, None, None, 0 if days is None else 1)


def test_durations_of_a_pause_a_weekend_and_an_open_case() -> None:
    paused = [("2017-03-02", "pause_beginn", {"grund": "Unterlagen"}), ("2017-03-29", "pause_ende")]
    cases = [
        closed_case(1, "2017-03-01"),
        closed_case(2, "2017-03-06"),
        closed_case(3, log=[*paused, ("2017-03-31", "abschluss", {"ergebnis": "abgeholfen"})]),
        case(4),
        case(5, log=paused[:1]),
    ]
    found = figures(cases)
    assert found("K05", "median_arbeitstage") == (3, None, None, 3)
    assert found("K05", "p90_arbeitstage") == found("K05", "max_arbeitstage") == (22, None, None, 3)
    assert found("K05", "median_kalendertage") == (5, None, None, 3)
    assert found("K05", "max_kalendertage") == (30, None, None, 3)
    assert found("K05", "max_kalendertage", art="beschwerde") == (30, None, None, 3)


def test_ranks_of_a_hundred_cases() -> None:
    """They took 0 to 99 calendar days: the 50th took 49, the 90th 89."""
    cases = [closed_case(n + 1, str(date(2017, 3, 1) + timedelta(n))) for n in range(100)]
    found = figures(cases)
    parts = ("median", "p90", "max", "erst_median", "erst_p90")
    assert [found("K05", f"{part}_kalendertage")[0] for part in parts] == [49, 89, 99, 49, 89]  # type: ignore[index]


def test_days_without_a_known_calendar_are_no_guess() -> None:
    old = closed_case(1, "2017-03-15", eingang={"datum": "1989-03-01"})
    found = figures([old, closed_case(2)])
    assert found("K05", "median_arbeitstage") == (10, None, None, 1)
    assert found("K05", "median_kalendertage") == (14, None, None, 2)
    assert found("K05", "ohne_dauer") == (1, 1, None, 2)


PROMISED = "2017-03-15"
EXTENDED = {"grund": "Stellungnahme fehlt", "bis": "2017-03-29", "informiert": True}


@pytest.mark.parametrize(
    ("log", "stand", "part"),
    [
        ([(PROMISED, "rueckmeldung")], STAND, "gehalten"),
        ([("2017-03-16", "rueckmeldung")], STAND, "versaeumt"),
        ([("2017-03-14", "rueckmeldung"), ("2017-05-02", "rueckmeldung")], STAND, "gehalten"),
        ([("2017-03-16", "abschluss"), ("2017-04-02", "wiedereroeffnung")], STAND, "versaeumt"),
        ([(PROMISED, "abschluss")], STAND, "gehalten"),
        ([("2017-03-10", "zwischenbescheid")], STAND, "offen_ueberfaellig"),
        ([("2017-03-14", "rueckmeldung")], date(2017, 3, 13), "offen_laufend"),
        ([("2017-03-16", "rueckmeldung")], date(2017, 3, 15), "offen_laufend"),
        ([("2017-03-17", "rueckmeldung")], date(2017, 3, 16), "offen_ueberfaellig"),
        ([("2017-03-15", "fristverlaengerung", EXTENDED), ("2017-03-29", "rueckmeldung")], STAND, "gehalten"),
        ([("2017-03-16", "fristverlaengerung", EXTENDED), ("2017-03-29", "rueckmeldung")], STAND, "versaeumt"),
        ([("2017-03-02", "doppelt", {"ziel": "2017-0002"})], STAND, None),
    ],
)
def test_promises(log: list[tuple[str, str]], stand: date, part: str | None) -> None:
    found = figures([case(1, rueckmeldung_bis=PROMISED, log=log)], "2017-03", stand)
    parts = ("gehalten", "versaeumt", "offen_ueberfaellig", "offen_laufend")
    assert {p: found("K08", p)[0] for p in parts} == {p: int(p == part) for p in parts}  # type: ignore[index]
    kept, answered = int(part == "gehalten"), int(part in ("gehalten", "versaeumt"))
    assert found("K08", "quote") == (percent(kept, answered), kept, answered, int(part is not None))


def test_promises_count_in_the_period_of_the_valid_day() -> None:
    extended = case(1, rueckmeldung_bis="2017-03-31",
                    log=[("2017-03-30", "fristverlaengerung", EXTENDED | {"bis": "2017-04-07"})])  # fmt: skip
    assert figures([extended], "2017-03")("K08", "offen_ueberfaellig")[0] == 0  # type: ignore[index]
    assert figures([extended], "2017-04")("K08", "offen_ueberfaellig")[0] == 1  # type: ignore[index]
    assert figures([extended], "2017-03", date(2017, 3, 29))("K08", "offen_laufend")[0] == 1  # type: ignore[index]


def test_nobody_waits_for_an_answer_that_cannot_be_given() -> None:
    silent = case(1, rueckmeldung_bis=PROMISED, keine_rueckmeldung={"grund": "anonym"})
    assert figures([silent])("K08", "quote") == (None, 0, 0, 0)


@pytest.mark.parametrize(
    ("rulings", "outcome", "quote", "strict"),
    [
        (("ja",), "abgeholfen", (100.0, 1, 1, 1), (100.0, 1, 1, 1)),
        (("ja", "nein"), "teilweise_abgeholfen", (100.0, 1, 1, 1), (0.0, 0, 1, 1)),
        (("nein",), "nicht_abgeholfen", (0.0, 0, 1, 1), (0.0, 0, 1, 1)),
        (("nein", "nicht_entscheidbar"), "nicht_abgeholfen", (0.0, 0, 1, 1), (0.0, 0, 1, 1)),
        (("nicht_entscheidbar",), "nicht_abgeholfen", (None, 0, 0, 1), (None, 0, 0, 1)),
        (("ja", None), "abgeholfen", (None, 0, 0, 1), (None, 0, 0, 1)),
        (("ja",), "geklaert_ohne_bewertung", (None, 0, 0, 1), (None, 0, 0, 1)),
        (("ja",), "zurueckgezogen", (None, 0, 0, 1), (None, 0, 0, 1)),
    ],
)
def test_upheld(rulings: tuple[str | None, ...], outcome: str, quote: Expected, strict: Expected) -> None:
    log = [("2017-03-15", "abschluss", {"ergebnis": outcome})]
    one = closed_case(1, topics=[("dauer", ruling) for ruling in rulings], log=log, abschluss={"ergebnis": outcome})
    found = figures([one])
    for measure_id in ("K09", "K09E"):
        assert (found(measure_id, "quote"), found(measure_id, "streng")) == (quote, strict)


def test_upheld_by_closing_and_by_receipt_are_two_cohorts() -> None:
    cases = [
        closed_case(1, "2018-01-10", eingang={"datum": "2017-12-20"}),
        closed_case(2, "2017-01-10", eingang={"datum": "2016-12-20"}),
        closed_case(3, "2017-02-10", eingang={"datum": "2017-01-20"}, topics=(("dauer", "nein"),)),
        closed_case(4, "2018-06-01", eingang={"datum": "2017-01-21"}),
        closed_case(5, "2017-02-11", art="anregung"),
        case(6, topics=(("dauer", "ja"),)),
    ]
    found = figures(cases)
    assert found("K09", "quote") == (50.0, 1, 2, 2)
    assert found("K09E", "quote") == (50.0, 1, 2, 4)
    assert found("K09E", "unentschieden") == (2, 2, None, 4)


def test_a_ruling_counts_only_while_the_case_is_closed() -> None:
    one = closed_case(1, log=REOPENED)
    shares = [figures([one], stand=stand)("K09E", "quote") for stand in (date(2017, 3, 14), date(2017, 4, 2),
              date(2017, 4, 3), date(2017, 5, 2))]  # fmt: skip
    assert [share and share[2] for share in shares] == [0, 1, 0, 1]


def test_cases_after_the_stand_are_not_there() -> None:
    cases = [case(1, eingang={"datum": "2017-03-31"}), case(2, eingang={"datum": "2017-04-01"})]
    assert figures(cases, stand=date(2017, 3, 31))("K01", "anzahl") == (1, 1, None, 1)
    assert figures(cases, stand=date(2017, 3, 30))("K01", "anzahl") == (0, 0, None, 0)


# --- declarations


def test_every_record_has_its_declaration_and_every_declaration_its_record() -> None:
    records = measure(dresden(), OFFICE, period("2017"), STAND)
    declared = {(entry.id, part.id) for entry in CATALOGUE for part in entry.parts}
    assert {(record.id, record.part) for record in records} == declared
    assert {record.base for record in records} == set(BASES)
    assert all(record.definition.endswith(".") for record in records)
    assert {(record.period, record.stand) for record in records} == {("2017", STAND)}


def test_keys_of_the_plain_data_are_stable() -> None:
    record = as_data(measure([], OFFICE, period("2017"), STAND)[0])
    keys = "id part by name definition base period stand numerator denominator value unit n collected"
    assert " ".join(record) == keys
    assert json.loads(json.dumps(record))["stand"] == "2018-05-02"


# --- the same again in plain Python


LABELS = ["2017", "2017-H1", "2017-H2", "2017-Q2", "2017-Q4", "2017-03", "2017-04", "2018"]
SEEDS = st.integers(0, 2**32)
"""What a case is made of; nought stands for none, so that few cases remain of a register with a fault."""


def test_two_thousand_random_cases_equal_a_recount_in_plain_python() -> None:
    """At stands before, in and after the period, on a day on which something happened."""
    seen = 0

    @settings(max_examples=23, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data(), st.lists(SEEDS, min_size=100, max_size=100), st.sampled_from(LABELS), random_outside())
    def check(data: st.DataObject, seeds: list[int], label: str, outside: Outside) -> None:
        nonlocal seen
        cases = [random_case(n, random.Random(seed)) for n, seed in enumerate(seeds, start=1) if seed]
        stand = data.draw(st.sampled_from([STAND, *(event.datum for case in cases for event in case.verlauf)]))
        assert_recounted(cases, OFFICE, period(label), stand, outside)
        seen += len(cases)

    check()
    assert seen >= 2000


OF_THE_HOUSE = frozenset({"K19", "K20", "K34"})
"""Clients, people asked and calls are no cases."""


def assert_recounted(
    cases: Cases, house: Office, within: Period, stand: date, outside: Outside = NOTHING_COLLECTED
) -> None:
    """Every figure equals that of the loops."""
    records = measure(cases, house, within, stand, outside)
    counted = {
        (r.id, r.part, *next(iter(r.by.items()), ("", ""))): (r.value, r.numerator, r.denominator, r.n) for r in records
    }
    assert len(counted) == len(records)
    expected = Recount(cases, house, within, stand, outside).figures()
    wrong = {key: (counted.get(key), expected.get(key)) for key in {*counted, *expected}
             if counted.get(key) != expected.get(key)}  # fmt: skip
    assert wrong == {}
    assert_traceable([r for r in records if r.id not in OF_THE_HOUSE], cases, stand)


def assert_traceable(records: Sequence[Record], cases: Cases, stand: date) -> None:
    """As many cases behind a figure as it counts, each of them in the frame."""
    known = sum(c.eingang.datum <= stand for c in cases)
    for record in records:
        counted, among = record.behind.counted, record.behind.among
        if record.numerator is not None:
            assert len(counted) == record.numerator, record
        if record.denominator is not None:
            assert len(among) == record.denominator, record
        assert all(0 <= place < known for place in (*counted, *among))


@pytest.mark.parametrize("label", ["2017", "2017-H1", "2018-Q1", "2018-04"])
def test_samples_equal_a_recount(label: str) -> None:
    cases, house = sample(ROOT)
    assert_recounted(cases, house, period(label), STAND)


@pytest.mark.parametrize("label", ["2024", "2024-H2", "2024-Q3", "2024-11"])
def test_samples_of_the_ifd_equal_a_recount(label: str) -> None:
    cases, house = sample(ROOT / "tests" / "registers" / "ifd")
    assert_recounted(cases, house, period(label), date(2025, 1, 8))


@cache
def sample(root: Path) -> tuple[tuple[Case, ...], Office]:
    register = read_settings(root)
    assert isinstance(register, Settings)
    return tuple(case for case in read_cases(root) if isinstance(case, Case)), register.office
