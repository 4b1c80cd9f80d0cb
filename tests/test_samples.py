"""The invented cases: reproducible, as many of each kind as promised, believable, and nobody in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from holidays.countries.germany import Germany

from casebook.check import check_register
from casebook.derive import CLOSED, Status, is_pure_remedy, promised_until, status, verdict
from casebook.model import Case, Ereignis
from casebook.register import read_cases, read_settings
from samples.__main__ import write_samples
from samples.files import write_cases

ROOT = Path(__file__).resolve().parents[1]
IFD = ROOT / "tests" / "registers" / "ifd"
OMBUDS_DAY, IFD_DAY = date(2018, 5, 2), date(2025, 1, 8)

REGISTERS = pytest.mark.parametrize(("root", "land"), [(ROOT, "SN"), (IFD, "RP")], ids=["ombudsstelle", "ifd"])


@cache
def register(root: Path) -> tuple[Case, ...]:
    cases = read_cases(root)
    assert all(isinstance(case, Case) for case in cases), cases[:3]
    return tuple(case for case in cases if isinstance(case, Case))


def received(year: int) -> list[Case]:
    return [case for case in register(ROOT) if case.eingang.datum.year == year]


def complaints(year: int = 2017) -> list[Case]:
    return [case for case in received(year) if case.art == "beschwerde"]


def events(case: Case, name: str) -> list[Ereignis]:
    return [event for event in case.verlauf if event.ereignis == name]


def has(case: Case, *names: str) -> bool:
    return all(events(case, name) for name in names)


# --- the generator


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.glob("cases/*/*.yaml")}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("samples")
    write_samples(root)
    return root


@pytest.mark.xdist_group("samples")
@pytest.mark.parametrize("place", [Path(), Path("tests/registers/ifd")], ids=["ombudsstelle", "ifd"])
def test_generator_writes_the_committed_files_byte_for_byte(fresh: Path, place: Path) -> None:
    assert files(fresh / place) == files(ROOT / place)


PRAISE = {"aktenzeichen": "2018-0001", "art": "lob", "beispiel": True}


def test_writing_removes_earlier_samples_only(tmp_path: Path) -> None:
    folder = tmp_path / "2018"
    folder.mkdir()
    (folder / "2018-0002.yaml").write_text("aktenzeichen: 2018-0002\nart: lob\nbeispiel: true\n", encoding="utf-8")
    (folder / "2018-0003.yaml").write_text("aktenzeichen: 2018-0003\nart: lob\n", encoding="utf-8")
    assert write_cases(tmp_path, [PRAISE], None) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["2018-0001.yaml", "2018-0003.yaml"]


def test_writing_never_replaces_a_file_that_is_no_sample(tmp_path: Path) -> None:
    foreign = tmp_path / "2018" / "2018-0001.yaml"
    foreign.parent.mkdir()
    foreign.write_text("aktenzeichen: 2018-0001\n", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_cases(tmp_path, [PRAISE], None)
    assert foreign.read_text(encoding="utf-8") == "aktenzeichen: 2018-0001\n"


# --- both registers


@pytest.mark.parametrize(("root", "today"), [(ROOT, OMBUDS_DAY), (IFD, IFD_DAY)], ids=["ombudsstelle", "ifd"])
def test_check_finds_nothing_on_the_frozen_day(root: Path, today: date) -> None:
    settings = read_settings(root)
    assert not isinstance(settings, list)
    assert settings.office.stichtag == today
    checked = check_register(root, today=today)
    assert [problem for problem in checked.problems if problem.file.startswith(("cases/", "office"))] == []


@REGISTERS
def test_every_day_of_a_log_is_a_working_day(root: Path, land: str) -> None:
    free = Germany(subdiv=land, years=(2017, 2018, 2024, 2025))
    days = {(case.aktenzeichen, day) for case in register(root) for day in _days(case)}
    assert not [(number, day) for number, day in days if day.weekday() > 4 or day in free]


def _days(case: Case) -> Iterator[date]:
    yield case.eingang.datum
    yield from (event.datum for event in case.verlauf)
    yield from filter(None, [case.rueckmeldung_bis, *(measure.frist for measure in case.massnahmen)])


@REGISTERS
def test_legal_check_is_of_the_day_of_receipt(root: Path, land: str) -> None:
    checks = [(case.eingang.datum, case.rechtsbehelf) for case in register(root) if case.rechtsbehelf]
    assert all(check.geprueft_am == day for day, check in checks)


@REGISTERS
def test_numbers_follow_the_receipt_without_a_gap(root: Path, land: str) -> None:
    for year in {case.eingang.datum.year for case in register(root)}:
        cases = [case for case in register(root) if case.eingang.datum.year == year]
        assert [case.aktenzeichen for case in cases] == [f"{year}-{n:04d}" for n in range(1, len(cases) + 1)]
        assert cases == sorted(cases, key=lambda case: (case.eingang.datum, case.aktenzeichen))


def _texts(case: Case) -> Iterator[str]:
    yield from (concern.kurz for concern in case.anliegen)
    for event in case.verlauf:
        yield from filter(None, (event.notiz, event.grund, event.fundstelle))
    for measure in case.massnahmen:
        yield from filter(None, (measure.text, measure.wirkung, measure.handbuch))
    yield from filter(None, (case.abschluss and case.abschluss.begruendung, case.dritte and case.dritte.stelle))


def _normal(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).casefold().strip()


def _is_shell(case: Case) -> bool:
    return case.rechtsbehelf is not None and case.rechtsbehelf.weg in ("dienstaufsicht", "gewaltschutz")


@REGISTERS
def test_no_two_cases_are_alike(root: Path, land: str) -> None:
    told = [case for case in register(root) if not _is_shell(case)]
    contents = Counter(tuple(map(_normal, _texts(case))) for case in told)
    concerns = Counter(_normal(concern.kurz) for case in told for concern in case.anliegen)
    statements = Counter(
        _normal(event.notiz or "") for case in told for event in events(case, "stellungnahme_eingeholt")
    )
    answers = Counter(_normal(event.notiz or "") for case in told for event in events(case, "rueckmeldung"))
    for counted in (contents, concerns, statements, answers):
        assert [text for text, count in counted.items() if count > 1] == []


@REGISTERS
@pytest.mark.parametrize(
    "pattern",
    [
        r"@|https?:|www\.",
        r"(?<!\d)(?:\+49|0)[\d /()-]{5,}\d",
        r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}",
        r"\b\d{5,}\b",
        r"(?:straße|str\.|weg|platz|gasse) \d",
        r"\b(?:Herrn?|Frau|Familie) [A-ZÄÖÜ]",
        r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b",
        r"§",
    ],
)
def test_nobody_can_be_found_in_the_texts(root: Path, land: str, pattern: str) -> None:
    found = [(case.aktenzeichen, text) for case in register(root) for text in _texts(case) if re.search(pattern, text)]
    assert found == []


# --- the Ombudsstelle, received 2017


def _first_answer(case: Case) -> date:
    return events(case, "rueckmeldung")[0].datum


def _is_late(case: Case) -> bool:
    promised = promised_until(case, OMBUDS_DAY)
    return promised is not None and _first_answer(case) > promised


def _is_extended(case: Case) -> bool:
    return promised_until(case, OMBUDS_DAY) != case.rueckmeldung_bis


FACTS_2017: list[tuple[str, Callable[[], int], int]] = [
    ("received", lambda: len(received(2017)), 286),
    ("first half", lambda: sum(case.eingang.datum.month <= 6 for case in received(2017)), 119),
    ("second half", lambda: sum(case.eingang.datum.month > 6 for case in received(2017)), 167),
    ("complaints", lambda: len(complaints()), 275),
    ("ideas", lambda: sum(case.art == "anregung" for case in received(2017)), 10),
    ("praise", lambda: sum(case.art == "lob" for case in received(2017)), 1),
    ("alone", lambda: sum(case.eingang.zugang == "direkt" for case in received(2017)), 11),
    ("complaints alone", lambda: sum(case.eingang.zugang == "direkt" for case in complaints()), 10),
    ("through third parties", lambda: sum(case.eingang.zugang == "dritte" for case in received(2017)), 275),
    ("complaints through third parties", lambda: sum(case.eingang.zugang == "dritte" for case in complaints()), 265),
    ("closed", lambda: sum(status(case, OMBUDS_DAY) is Status.ABGESCHLOSSEN for case in received(2017)), 286),
    ("ruled", lambda: sum(verdict(case) in ("ja", "teilweise", "nein") for case in complaints()), 275),
    ("upheld", lambda: sum(verdict(case) in ("ja", "teilweise") for case in complaints()), 84),
    ("late", lambda: sum(map(_is_late, complaints())), 20),
    ("with a reason for lateness", lambda: sum(bool(case.abschluss.verspaetungsgrund) for case in complaints()), 20),
    ("extended", lambda: sum(map(_is_extended, complaints())), 15),
    ("extended and late", lambda: sum(_is_extended(case) and _is_late(case) for case in complaints()), 0),
    ("reopened", lambda: sum(has(case, "wiedereroeffnung") for case in complaints()), 6),
    ("measures", lambda: sum(len(case.massnahmen) for case in register(ROOT)), 12),
    ("checked measures", lambda: sum(bool(m.wirkung_geprueft) for c in register(ROOT) for m in c.massnahmen), 6),
    ("withdrawn", lambda: sum(case.abschluss.ergebnis == "zurueckgezogen" for case in complaints()), 0),
]  # fmt: skip


@pytest.mark.parametrize(("count", "expected"), [fact[1:] for fact in FACTS_2017], ids=[fact[0] for fact in FACTS_2017])
def test_facts_of_2017(count: Callable[[], int], expected: int) -> None:
    assert count() == expected


@pytest.mark.parametrize(
    ("count", "least"),
    [
        (lambda: len({case.eingang.kanal for case in received(2017)}), 6),
        (lambda: len({case.dritte.art for case in received(2017) if case.dritte}), 8),
        (lambda: len({concern.thema for case in received(2017) for concern in case.anliegen}), 10),
        (lambda: sum(events(case, "abschluss")[-1].datum.year == 2018 for case in received(2017)), 20),
        (lambda: sum(verdict(case) == "nein" and bool(case.abschluss.wirkung) for case in complaints()), 60),
        (lambda: sum(has(case, "kontakt_extern") for case in complaints()), 25),
        (lambda: sum(len(case.anliegen) > 1 for case in complaints()), 30),
    ],
    ids=["channels", "third parties", "topics", "closed in 2018", "benefit", "other authorities", "several concerns"],
)
def test_at_least_in_2017(count: Callable[[], int], least: int) -> None:
    assert count() >= least


def test_third_parties_and_topics_are_those_the_report_names() -> None:
    kinds = Counter(case.dritte.art for case in received(2017) if case.dritte)
    assert [kind for kind, _ in kinds.most_common(5)] == [
        "beratungsstelle",
        "verein",
        "ehrenamt",
        "freier_traeger",
        "sozialdienst",
    ]
    topics = [topic for topic, _ in Counter(case.anliegen[0].thema for case in complaints()).most_common(5)]
    assert topics[:2] == ["dauer", "umzug"]
    assert {"kaution", "bildung_teilhabe"} <= {case.anliegen[0].thema for case in complaints()}
    ideas = [case for case in received(2017) if case.art == "anregung"]
    assert {case.dritte.art for case in ideas if case.dritte} == {"beratungsstelle"}
    assert {case.anliegen[0].thema for case in ideas} == {"oeffentlichkeit", "bildung_teilhabe"}


def test_most_receipts_are_confirmed_within_three_working_days() -> None:
    free = Germany(subdiv="SN", years=(2017, 2018))
    confirmed = [
        (case, events(case, "eingangsbestaetigung")[0].datum)
        for case in complaints()
        if has(case, "eingangsbestaetigung")
    ]
    waits = [_working_days(case.eingang.datum, day, free) for case, day in confirmed]
    assert 0.8 < sum(wait <= 3 for wait in waits) / len(waits) < 1


def _working_days(start: date, end: date, free: Germany) -> int:
    days = (date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1))
    return sum(day.weekday() < 5 and day not in free for day in days)


# --- the Ombudsstelle, received 2018


def _open_promise(case: Case) -> date | None:
    if has(case, "rueckmeldung") or status(case, OMBUDS_DAY) in CLOSED:
        return None
    return promised_until(case, OMBUDS_DAY)


WAYS_2018: dict[str, Callable[[Case], object]] = {
    "withdrawn": lambda case: case.abschluss and case.abschluss.ergebnis == "zurueckgezogen",
    "undecidable": lambda case: verdict(case) == "nicht_entscheidbar",
    "Widerspruch beside": lambda case: case.rechtsbehelf and case.rechtsbehelf.daneben_beschwerde,
    "pure remedy": lambda case: is_pure_remedy(case) and not _is_shell(case),
    "shell": _is_shell,
    "request with call-back": lambda case: case.art == "anfrage" and case.rueckmeldung_bis,
    "hint": lambda case: case.art == "hinweis",
    "praise": lambda case: case.art == "lob",
    "critical": lambda case: case.stufe == "kritisch" and has(case, "freigabe", "leitung_bewertet"),
    "anonymous": lambda case: case.person.anonym and case.eingang.zugang == "direkt",
    "survey": lambda case: case.eingang.zugang == "befragung",
    "converted": lambda case: has(case, "umwandlung"),
    "cancellation handed on": lambda case: has(case, "uebergeben"),
    "against management": lambda case: case.anliegen[0].betrifft == "geschaeftsfuehrung",
}


@pytest.mark.parametrize("state", Status)
def test_every_state_is_there_in_2018(state: Status) -> None:
    assert any(status(case, OMBUDS_DAY) is state for case in received(2018))


@pytest.mark.parametrize("way", WAYS_2018)
def test_every_way_a_case_can_go_is_there_in_2018(way: str) -> None:
    assert any(WAYS_2018[way](case) for case in received(2018))


def test_two_are_due_in_the_week_of_the_frozen_day() -> None:
    promises = [_open_promise(case) for case in received(2018)]
    assert sum(bool(day and date(2018, 4, 30) <= day <= date(2018, 5, 4)) for day in promises) == 2
    assert sum(bool(day and day < OMBUDS_DAY) for day in promises) == 1
    assert len(promises) >= 14


# --- the Integrationsfachdienst


def test_ifd_year_has_all_states_classes_and_commissioners() -> None:
    cases = register(IFD)
    assert 55 <= len(cases) <= 65
    assert {case.eingang.datum.year for case in cases} == {2024}
    assert {status(case, IFD_DAY) for case in cases} == set(Status)
    assert {case.stufe for case in cases if case.stufe} == {"bagatelle", "prozessbezogen", "kritisch"}
    informed = {event.stelle for case in cases for event in events(case, "auftraggeber_informiert")}
    deciding = {event.durch for case in cases for event in events(case, "auftraggeber_entscheidet")}
    assert (informed, deciding) == ({"integrationsamt", "rentenversicherung", "agentur-arbeit"}, {"ia", "rv", "aa"})
    assert any(case.eingang.ueber == "integrationsamt" for case in cases)
    assert {"lob", "anregung", "hinweis", "anfrage"} < {case.art for case in cases}


def test_ifd_cases_point_at_every_process() -> None:
    settings = read_settings(IFD)
    assert not isinstance(settings, list)
    used = {concern.prozess for case in register(IFD) for concern in case.anliegen if concern.prozess}
    assert {code for code in settings.processes if re.fullmatch(r"[VSMTUB]\d+", code)} == used
