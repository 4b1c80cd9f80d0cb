"""Cases as figures and pages get them: all of them, or a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from build_register import FIRST_CASE, changed, checked, example, numbered, sample_office
from click.testing import CliRunner

from casebook.cli.main import cli
from casebook.model import Case
from casebook.problem import Problem
from casebook.register import Settings, read_cases, read_settings

SECOND_CASE = "cases/2018/2018-0002.yaml"
Register = Callable[..., Path]


def test_cases_come_in_the_order_of_their_numbers(register: Register) -> None:
    old = numbered("2017-0003").replace("2018-", "2017-")
    root = register({SECOND_CASE: numbered("2018-0002"), "cases/2017/2017-0003.yaml": old, FIRST_CASE: example()})
    cases = [case for case in read_cases(root) if isinstance(case, Case)]
    assert [case.aktenzeichen for case in cases] == ["2017-0003", "2018-0001", "2018-0002"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (SECOND_CASE, "art: [", "yaml-syntax"),
        (SECOND_CASE, "art: lob", "feld-fehlt"),
        ("cases/2018/2018-0002 (1).yaml", numbered("2018-0002"), "datei-falscher-ort"),
    ],
)
def test_no_figure_silently_leaves_out_a_case(register: Register, name: str, text: str, expected: str) -> None:
    read = read_cases(register({FIRST_CASE: example(), name: text}))
    assert {problem.id for problem in read if isinstance(problem, Problem)} == {expected}
    assert not any(isinstance(item, Case) for item in read)


def test_nor_one_behind_a_link(register: Register, tmp_path: Path) -> None:
    root = register({FIRST_CASE: example()})
    (root / "cases/2017").symlink_to(tmp_path)
    assert [getattr(problem, "id", "a case") for problem in read_cases(root)] == ["datei-verweis"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("gueltig_von: 2018-01-19", []),
        ("gueltig_von: 2018-01-20", ["wert-ausser-dienst"]),
        ("gueltig_bis: 2018-01-22", []),
        ("gueltig_bis: 2018-01-21", ["wert-ausser-dienst"]),
    ],
)
def test_a_function_must_be_in_force_on_the_day_it_acts(register: Register, span: str, expected: list[str]) -> None:
    """ombud-2 answers on 19 January and closes on 22 January."""
    office = changed(sample_office(), ("{id: ombud-2,", f"{{id: ombud-2, {span},"))
    root = register({FIRST_CASE: example("beschwerde-prozessbezogen")}, office=office)
    assert [problem.id for problem in checked(root).problems] == expected


def test_an_entry_of_the_office_keeps_what_the_profile_says_of_it(register: Register) -> None:
    """Renaming `presse` must not give the press case facts."""
    office = sample_office() + "vokabulare:\n  dritte:\n    - {id: presse, name: Medien}\n"
    settings = read_settings(register({}, office=office))
    assert isinstance(settings, Settings)
    press = settings.office.vocabularies["dritte"]["presse"]
    assert (press.name, getattr(press, "falldaten", None)) == ("Medien", False)


def test_figures_and_sites_are_built_from_checked_cases_only(register: Register) -> None:
    """A value no rule lets pass must not become a row of a table."""
    root = register({FIRST_CASE: example("beschwerde-neu", ("thema: dauer", "thema: unfug"))})
    for command in (["stats", "--period", "2018"], ["build", "statistics"]):
        run = CliRunner().invoke(cli, [*command, "--root", str(root), "--format", "json"])
        assert run.exit_code == 1
        assert json.loads(run.stdout)["errors"] == 1
    assert not (root / "site").exists()
