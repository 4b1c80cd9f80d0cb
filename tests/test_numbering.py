"""New cases: the next free number, never a second time, and a file that says what is still needed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import get_args

import pytest
from build_register import ROOT, TODAY, checked, commit, example, git, numbered, real_office, sample_office

from casebook.model import Art
from casebook.numbering import NewCase, next_number, write_new_case
from casebook.office import Office
from casebook.register import Settings, read_settings

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
Register = Callable[..., Path]
DAY = date(2018, 3, 5)


def office_of(root: Path) -> Office:
    settings = read_settings(root)
    assert isinstance(settings, Settings)
    return settings.office


def new_case(root: Path, art: str = "beschwerde", kanal: str = "telefon", day: date = DAY) -> Path:
    return write_new_case(root, office_of(root), NewCase(art, kanal, day, TODAY))


@pytest.mark.parametrize(
    ("taken", "number"),
    [
        ([], "2018-0001"),
        (["2018-0001.yaml"], "2018-0002"),
        (["2018-0001.yaml", "2018-0007.yaml"], "2018-0008"),
        (["2018-9999.yaml"], "2018-10000"),
        (["2018-10000.yaml", "2018-9999.yaml"], "2018-10001"),
        (["2018-99999.yaml"], "2018-100000"),
        (["2017-0005.yaml", "notiz.txt", "2018-0003.yaml~", ".2018-0009.yaml.swp"], "2018-0001"),
        (["2018-0004.YAML"], "2018-0005"),
    ],
)
def test_the_next_number_follows_the_highest_of_the_year(tmp_path: Path, taken: list[str], number: str) -> None:
    (tmp_path / "cases" / "2018").mkdir(parents=True)
    for name in taken:
        (tmp_path / "cases" / "2018" / name).touch()
    assert next_number(tmp_path, 2018) == number


def test_a_new_year_starts_at_one(register: Register) -> None:
    root = register({"cases/2017/2017-0310.yaml": ""})
    assert new_case(root, day=date(2018, 1, 2)).relative_to(root).as_posix() == "cases/2018/2018-0001.yaml"
    assert new_case(root, day=date(2017, 12, 29)).name == "2017-0311.yaml"


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda path: path.symlink_to("/nowhere"), Path.touch], ids=["folder", "dead link", "file"]
)
def test_nothing_is_overwritten(register: Register, make: Callable[[Path], object]) -> None:
    root = register({"cases/2018/.gitkeep": ""})
    make(root / "cases/2018/2018-0001.yaml")
    assert new_case(root).name == "2018-0002.yaml"


def test_a_number_taken_meanwhile_is_not_used_twice(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    root = register({"cases/2018/2018-0001.yaml": "von nebenan"})
    answers = iter(["2018-0001", "2018-0001", "2018-0002"])
    monkeypatch.setattr("casebook.numbering.next_number", lambda *_: next(answers))
    assert new_case(root).name == "2018-0002.yaml"
    assert (root / "cases/2018/2018-0001.yaml").read_text() == "von nebenan"


def _write_at_once(root: Path, barrier: Barrier) -> None:
    office = office_of(root)
    barrier.wait()
    write_new_case(root, office, NewCase("lob", "telefon", DAY, TODAY))


def test_twenty_at_once_get_twenty_numbers(register: Register) -> None:
    root, context = register(), get_context("fork")
    barrier = context.Barrier(20)
    processes = [context.Process(target=_write_at_once, args=(root, barrier)) for _ in range(20)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0] * 20
    written = sorted(path.name for path in (root / "cases/2018").iterdir())
    assert written == [f"2018-{number:04}.yaml" for number in range(1, 21)]
    assert all(name[:9] in (root / "cases/2018" / name).read_text() for name in written)


# --- branches


@pytest.fixture
def office_of_two(register: Register, tmp_path: Path) -> tuple[Path, Path]:
    """Two clerks' copies of one register with one case on `main`."""
    root = register({"cases/2018/2018-0001.yaml": example()})
    git(root, "init", "--quiet")
    commit(root, {})
    for name in ("one", "other"):
        git(tmp_path, "clone", "--quiet", str(root), name)
    return tmp_path / "one", tmp_path / "other"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casebook.cli", *arguments, "--format", "json"]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False, env=ENVIRONMENT)


def test_numbers_on_branches_are_taken_too(office_of_two: tuple[Path, Path]) -> None:
    one, _ = office_of_two
    git(one, "checkout", "--quiet", "-b", "fall/2018-0007")
    commit(one, {"cases/2018/2018-0007.yaml": numbered("2018-0007")})
    git(one, "checkout", "--quiet", "main")
    assert json.loads(run("new", cwd=one).stdout)["aktenzeichen"] == "2018-0002"
    assert json.loads(run("new", "--branches", cwd=one).stdout)["aktenzeichen"] == "2018-0008"


def test_two_clerks_in_one_second_cannot_both_keep_a_number(office_of_two: tuple[Path, Path]) -> None:
    one, other = office_of_two
    for copy in office_of_two:
        git(copy, "checkout", "--quiet", "-b", "entwurf")
        commit(copy, {"cases/2018/2018-0002.yaml": f"# von {copy.name}\n" + numbered("2018-0002")}, author=copy.name)
    git(one, "push", "--quiet", "origin", "entwurf:refs/heads/erster")
    git(one.parent / "register", "update-ref", "refs/heads/main", "refs/heads/erster")
    git(other, "fetch", "--quiet")
    with pytest.raises(subprocess.CalledProcessError):
        git(other, "merge", "--quiet", "origin/main")
    git(other, "merge", "--abort")
    moved = run("renumber-draft", "2018-0002", cwd=other)
    assert json.loads(moved.stdout) == {"aktenzeichen": "2018-0003", "file": "cases/2018/2018-0003.yaml"}
    assert (other / "cases/2018/2018-0003.yaml").read_text() == "# von other\n" + numbered("2018-0003")
    commit(other, {})
    git(other, "merge", "--quiet", "-m", "x", "-X", "no-renames", "-s", "ort", "origin/main")
    assert checked(other).problems == ()


def test_a_number_on_main_is_never_changed(office_of_two: tuple[Path, Path]) -> None:
    refused = run("renumber-draft", "2018-0001", cwd=office_of_two[0])
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "schon übernommen (main). Seine Nummer ändert sich nie mehr." in refused.stderr
    assert "gibt es hier nicht" in run("renumber-draft", "2018-0099", cwd=office_of_two[0]).stderr


@pytest.mark.parametrize(
    ("branch", "is_intake"),
    [
        ("erfassung", True),
        ("fall/2018-0002", True),
        ("cms/beschwerde/2018-0002", True),
        ("neue-seite", False),
        ("versuch/fall/2018-0002", False),
    ],
)
def test_saves_that_nobody_has_accepted_are_due(office_of_two: tuple[Path, Path], branch: str, is_intake: bool) -> None:
    one, _ = office_of_two
    git(one, "checkout", "--quiet", "-b", branch)
    commit(one, {"cases/2018/2018-0002.yaml": numbered("2018-0002")})
    git(one, "checkout", "--quiet", "main")
    due = json.loads(run("due", cwd=one).stdout)
    assert due["unaccepted"] == ([{"aktenzeichen": "2018-0002", "branch": branch}] if is_intake else [])


def test_where_the_accepted_branch_is_missing_one_line_says_that_nothing_is_known(
    office_of_two: tuple[Path, Path],
) -> None:
    one, _ = office_of_two
    git(one, "checkout", "--quiet", "--detach")
    git(one, "branch", "--quiet", "-D", "main")
    git(one, "update-ref", "-d", "refs/remotes/origin/main")
    due = run("due", cwd=one)
    assert (due.returncode, json.loads(due.stdout)["unaccepted"]) == (0, [])
    assert due.stderr == (
        "Hinweis: Den Zweig „main“ gibt es in dieser Kopie nicht; ob gespeicherte Fälle noch warten, ist deshalb nicht "
        "bekannt.\n"
    )


def test_an_office_names_its_own_branches_for_intake(office_of_two: tuple[Path, Path]) -> None:
    one, _ = office_of_two
    named = sample_office().replace("  hook: true\n", '  hook: true\n  erfassung: ["eingang-*"]\n')
    commit(one, {"office.yaml": named})
    for branch in ("eingang-nord", "erfassung"):
        git(one, "checkout", "--quiet", "-b", branch, "main")
        commit(one, {"cases/2018/2018-0002.yaml": numbered("2018-0002")})
    git(one, "checkout", "--quiet", "main")
    assert json.loads(run("due", cwd=one).stdout)["unaccepted"] == [
        {"aktenzeichen": "2018-0002", "branch": "eingang-nord"}
    ]


def test_a_file_that_cannot_be_written_whole_does_not_stay(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> str:
        raise OSError(28, "No space left on device")

    root = register()
    monkeypatch.setattr("casebook.numbering.new_case_text", full_disk)
    with pytest.raises(OSError):
        new_case(root)
    assert list((root / "cases/2018").iterdir()) == []


# --- what a clerk finds in the file

LEGAL = ["Rechtsbehelf › Ist es (auch) ein Rechtsbehelf?", "Rechtsbehelf › Geprüft von"]
CONCERN = ["Eingang › Zugang", "Anliegen 1 › Thema", "Anliegen 1 › Kurz gesagt", "Zuständig"]
PROMISE = ["Rückmeldung zugesagt bis"]
OPEN = {
    "beschwerde": [*LEGAL, *CONCERN, *PROMISE],
    "anregung": [*LEGAL, *CONCERN],
    "hinweis": [*LEGAL, *CONCERN],
    "lob": CONCERN,
    "anfrage": CONCERN,
    "": ["Art", "Eingang › Kanal", *LEGAL, *CONCERN, *PROMISE],
}


@pytest.mark.parametrize("art", OPEN)
def test_only_the_empty_fields_are_refused_each_with_its_own_message(register: Register, art: str) -> None:
    root = register()
    new_case(root, art, "telefon" if art else "")
    problems = checked(root).problems
    assert {problem.id for problem in problems} == {"feld-leer"}
    assert sorted(problem.field for problem in problems) == sorted(OPEN[art])


def test_every_kind_is_tried() -> None:
    assert set(OPEN) == {*get_args(Art), ""}


FILLED = {
    "art": "beschwerde",
    "kanal": "telefon",
    "zugang": "direkt",
    "ergebnis": "nein",
    "geprueft_von": "ombud-1",
    "thema": "dauer",
    "kurz": "Der Antrag liegt seit sechs Wochen.",
    "zustaendig": "ombudsstelle",
    "rueckmeldung_bis": "2018-05-16",
}


@pytest.mark.parametrize("art", OPEN)
@pytest.mark.parametrize("office", [None, real_office()], ids=["sample", "real"])
def test_filled_in_it_passes(register: Register, art: str, office: str | None) -> None:
    root = register(office=office)
    path = new_case(root, art, "telefon" if art else "")
    empty = re.compile(rf"\b({'|'.join(FILLED)}):$", re.MULTILINE)
    path.write_text(empty.sub(lambda field: f"{field[0]} {FILLED[field[1]]}", path.read_text()))
    assert checked(root).problems == ()


def test_choices_are_those_of_the_day_and_stand_on_lines_of_their_own(register: Register) -> None:
    ending = "vokabulare:\n  kanal:\n    - {id: telegramm, name: Telegramm, gueltig_bis: 2018-01-31}\n"
    root = register(office=real_office() + ending)
    old, new = new_case(root, day=date(2018, 1, 31)), new_case(root, day=date(2018, 2, 1))
    assert "telegramm" in old.read_text() and "telegramm" not in new.read_text()
    assert all(line.lstrip().startswith("#") for line in old.read_text().splitlines() if "#" in line)
    assert max(map(len, old.read_text().splitlines())) <= 100
