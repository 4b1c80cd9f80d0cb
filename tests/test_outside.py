"""The small files of office/: read strictly, checked, and never half counted. Wording: test_examples.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from build_register import ROOT, checked, make_register
from click.testing import CliRunner

from casebook.check import check_register
from casebook.cli.main import cli
from casebook.office import Office
from casebook.outside import FILES, NOTHING_COLLECTED, Outside, Telefonmonat
from casebook.problem import Problem
from casebook.reading import parse_document
from casebook.register import Collected, Settings, collect, read_outside, read_settings

TARGET = "ziele:\n  - {jahr: 2018, kennzahl: K08, teil: quote, ziel: 90, richtung: mindestens}\n"


@pytest.fixture(scope="module")
def office() -> Office:
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    return settings.office


def read(folder: Path, office: Office, name: str, text: str) -> Outside | list[Problem]:
    return read_outside(make_register(folder, {f"office/{name}.yaml": text}), office)


def test_every_field_of_the_whole_has_its_file_with_one_list() -> None:
    assert list(FILES) == [f"office/{name}.yaml" for name in Outside.model_fields]
    assert all(list(model.model_fields) == [Path(file).stem] for file, model in FILES.items())


def test_no_folder_means_nothing_collected(tmp_path: Path, office: Office) -> None:
    assert read_outside(make_register(tmp_path), office) == NOTHING_COLLECTED


def test_every_sample_file_is_read(office: Office) -> None:
    outside = read_outside(ROOT, office)
    assert isinstance(outside, Outside)
    assert [name for name in Outside.model_fields if not getattr(outside, name)] == []
    assert [total.jahr for total in outside.reihe] == list(range(2007, 2017))
    assert {month.monat[:4] for month in outside.telefon} == {"2017"}
    assert any(event.text == "Einführung der digitalen Akte" for event in outside.ereignisse)


def test_values_arrive_as_they_stand(tmp_path: Path, office: Office) -> None:
    text = "telefon:\n  - {monat: 2018-03, angeboten: 10, angenommen: 0, quelle: Anlage}\n"
    outside = read(tmp_path, office, "telefon", text)
    assert isinstance(outside, Outside)
    month = Telefonmonat.model_construct(
        monat="2018-03", angeboten=10, angenommen=0, wartezeit_sekunden=None, quelle="Anlage"
    )
    assert outside.telefon == (month,)


def test_documents_of_a_commit_are_read_like_files(office: Office) -> None:
    file = "office/ziele.yaml"
    collected = collect({file: parse_document(file, TARGET.encode())}, office)
    assert isinstance(collected, Collected)
    assert collected.outside.ziele[0].kennzahl == "K08"


DAYS = "von: 2017-09-01, bis: 2017-09-30"
SURVEY = "umfragen:\n  - {{" + DAYS + ", befragte: {}, unzufriedene: {}, geaeussert: {}, quelle: x}}\n"
CALLS = "telefon:\n  - {{monat: 2018-03, angeboten: {}, angenommen: {}, quelle: x}}\n"
GOAL = "ziele:\n  - {{jahr: 2018, kennzahl: {}, teil: {}, ziel: {}, richtung: mindestens}}\n"
EVENT = "ereignisse:\n  - {{datum: {}, text: Umzug}}\n"
CHANGE = "aenderungen:\n  - {{datum: 2017-09-01, text: Neu, {}: {}}}\n"

FAULTS = [
    ("umfragen", SURVEY.format(10, 5, 5), None),
    ("umfragen", SURVEY.format(0, 0, 0), None),
    ("umfragen", SURVEY.format(10, 11, 5), "haus-teil-groesser"),
    ("umfragen", SURVEY.format(10, 5, 6), "haus-teil-groesser"),
    ("umfragen", SURVEY.format(10, -1, 0), "zahl-bereich"),
    ("telefon", CALLS.format(100, 100), None),
    ("telefon", CALLS.format(100, 101), "haus-teil-groesser"),
    ("telefon", CALLS.format(100, 1).replace("2018-03", "2018-13"), "monat-form"),
    ("telefon", CALLS.format(100, 1).replace("2018-03", "2018-Q1"), "monat-form"),
    ("telefon", CALLS.format(100, 1).replace("2018-03", "2018"), "monat-form"),
    ("telefon", CALLS.format(2, 1) + CALLS.format(3, 1).removeprefix("telefon:\n"), "haus-eintrag-doppelt"),
    ("ziele", GOAL.format("K08", "quote", 100), None),
    ("ziele", GOAL.format("K08", "quote", 101), "zahl-bereich"),
    ("ziele", GOAL.format("K08", "quote", -1), "zahl-bereich"),
    ("ziele", GOAL.format("K05", "median_arbeitstage", 250), None),
    ("ziele", GOAL.format("K08", "median", 10), "haus-kennzahl"),
    ("ziele", GOAL.format("K99", "quote", 10), "haus-kennzahl"),
    ("ziele", "reihe:\n  - {jahr: 2016, anzahl: 3, quelle: x}\n", "feld-unbekannt"),
    ("ziele", "ziele: []\n", None),
    ("ziele", "ziele:\n", "feld-leer"),
    ("ziele", "", "datei-leer"),
    ("ziele", TARGET + TARGET, "yaml-doppelter-schluessel"),
    ("woerter", "woerter:\n  - {zeitraum: 2017, bericht: jahresbericht, text: Danke.}\n", None),
    ("woerter", "woerter:\n  - {zeitraum: 2017-H3, bericht: jahresbericht, text: Danke.}\n", "zeitraum-form"),
    ("woerter", "woerter:\n  - {zeitraum: true, bericht: jahresbericht, text: Danke.}\n", "zeitraum-form"),
    ("aenderungen", CHANGE.format("thema", "unterlagen"), None),
    ("aenderungen", CHANGE.format("thema", "wetter"), "wert-nicht-im-vokabular"),
    ("aenderungen", CHANGE.format("einheit", "mondbasis"), "wert-nicht-im-vokabular"),
]


@pytest.mark.parametrize(("name", "text", "expected"), FAULTS)
def test_a_wrong_figure_is_refused(tmp_path: Path, office: Office, name: str, text: str, expected: str | None) -> None:
    outside = read(tmp_path, office, name, text)
    found = [problem.id for problem in outside] if isinstance(outside, list) else []
    assert found == ([expected] if expected else [])


DATED = [
    ("ereignisse", EVENT.format("2018-05-02"), None),
    ("ereignisse", EVENT.format("2018-05-03"), "datum-zukunft"),
    ("telefon", CALLS.format(2, 1).replace("2018-03", "2018-04"), None),
    ("telefon", CALLS.format(2, 1).replace("2018-03", "2018-05"), "datum-zukunft"),
    ("reihe", "reihe:\n  - {jahr: 2017, anzahl: 3, quelle: x}\n", None),
    ("reihe", "reihe:\n  - {jahr: 2018, anzahl: 3, quelle: x}\n", "datum-zukunft"),
    ("ziele", TARGET.replace("2018", "2030"), None),
    ("aenderungen", CHANGE.format("prozess", "M77"), "prozess-unbekannt"),
]


@pytest.mark.parametrize(("name", "text", "expected"), DATED)
def test_only_the_check_knows_the_day(
    tmp_path: Path, office: Office, name: str, text: str, expected: str | None
) -> None:
    assert isinstance(read(tmp_path, office, name, text), Outside)
    assert [problem.id for problem in checked(tmp_path).problems] == ([expected] if expected else [])


def test_the_day_of_the_check_decides(tmp_path: Path) -> None:
    make_register(tmp_path, {"office/ereignisse.yaml": EVENT.format("2018-05-03")})
    assert check_register(tmp_path, today=date(2018, 5, 3)).problems == ()


@pytest.mark.parametrize("name", ["ziele.yml", "Ziele.yaml", "notizen.txt", "alt/ziele.yaml", "ziele.yaml.bak"])
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, name: str) -> None:
    make_register(tmp_path, {f"office/{name}": TARGET})
    problem = checked(tmp_path).problems[0]
    assert (problem.id, problem.file) == ("haus-datei-unbekannt", f"office/{name.partition('/')[0]}")


def test_links_are_not_followed(tmp_path: Path) -> None:
    register = make_register(tmp_path / "register", {"office/reihe.yaml": "reihe: []\n"})
    (tmp_path / "elsewhere.yaml").write_text(TARGET, encoding="utf-8")
    (register / "office/ziele.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert [problem.id for problem in checked(register).problems] == ["datei-verweis"]


@pytest.mark.parametrize("arguments", [["stats", "--period", "2017"], ["build", "statistics"]])
def test_a_broken_file_stops_every_figure(register: Callable[..., Path], arguments: list[str]) -> None:
    root = register({"office/telefon.yaml": CALLS.format(100, 101)})
    result = CliRunner().invoke(cli, [*arguments, "--root", str(root)])
    assert result.exit_code == 1
    assert "office/telefon.yaml, Zeile 2" in result.output and "Davon" not in result.stdout
