"""Reading a whole folder with and without the shelf: the same verdict and the same cases, however little is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from build_register import FIRST_CASE, TODAY, example, make_register, numbered, sample_office

from casebook import bulk
from casebook.bulk import read_checked
from casebook.check import Checked, check_register
from casebook.model import Case
from casebook.register import Settings, read_settings
from casebook.shelf import NO_SHELF, Shelf

SECOND = "cases/2018/2018-0002.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_register(tmp_path / "r", {FIRST_CASE: numbered("2018-0001"), SECOND: numbered("2018-0002")})


@pytest.fixture
def shelf(tmp_path: Path, folder: Path) -> Shelf:
    """A shelf that has the folder already."""
    found = Shelf(tmp_path / "shelf")
    read(folder, found)
    return found


def read(folder: Path, shelf: Shelf, today: date = TODAY) -> tuple[Checked, tuple[Case, ...]]:
    settings = read_settings(folder)
    assert isinstance(settings, Settings)
    return read_checked(folder, settings, today, shelf)


def test_a_shelf_changes_nothing_but_the_time(folder: Path, shelf: Shelf) -> None:
    plain = read(folder, NO_SHELF)
    assert plain == read(folder, shelf)
    assert plain[0] == check_register(folder, today=TODAY)
    assert [case.aktenzeichen for case in plain[1]] == ["2018-0001", "2018-0002"]


@pytest.mark.parametrize(
    ("name", "text", "looked_at"),
    [
        ("", "", False),
        (FIRST_CASE, example("beschwerde-neu", ("telefon", "brief")), True),
        (FIRST_CASE, "art: [\n", True),
        ("cases/2018/2018-0003.yaml", numbered("2018-0003"), True),
        ("office.yaml", sample_office().replace("Jobcenter Musterstadt", "Jobcenter Neustadt"), True),
        ("README.md", "anderes", False),
    ],
    ids=["nothing", "a case", "a broken case", "a new case", "settings", "something else"],
)
def test_what_changed_is_looked_at_again(
    folder: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, name: str, text: str, looked_at: bool
) -> None:
    if name:
        (folder / name).write_text(text, encoding="utf-8")
    expected = read(folder, NO_SHELF)
    seen: list[object] = []
    parse = bulk.parse_case
    monkeypatch.setattr(bulk, "parse_case", lambda *arguments: seen.append(arguments) or parse(*arguments))
    assert read(folder, shelf) == expected
    assert bool(seen) is looked_at


def test_problems_are_found_every_time(folder: Path, shelf: Shelf) -> None:
    (folder / FIRST_CASE).write_text(example("beschwerde-neu", ("telefon", "rauchzeichen")), encoding="utf-8")
    first, again = read(folder, shelf), read(folder, shelf)
    assert first == again and first[0].problems


@pytest.mark.parametrize(("today", "errors"), [(date(2018, 3, 4), True), (date(2018, 5, 3), False)])
def test_a_verdict_holds_on_later_days_only(folder: Path, shelf: Shelf, today: date, errors: bool) -> None:
    assert read(folder, shelf, today) == read(folder, NO_SHELF, today)
    assert bool(read(folder, shelf, today)[0].problems) is errors


def test_another_program_looks_for_itself(folder: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name for path in (shelf.folder or folder).iterdir()}
    monkeypatch.setattr("casebook.shelf.program_version", lambda: b"another")
    read(folder, shelf)
    assert {path.name for path in (shelf.folder or folder).iterdir()} > before


def test_a_link_is_not_what_it_leads_to(folder: Path, shelf: Shelf) -> None:
    (folder / SECOND).rename(folder / "anderswo.yaml")
    (folder / SECOND).symlink_to(folder / "anderswo.yaml")
    assert [problem.id for problem in read(folder, shelf)[0].problems] == ["datei-verweis"]


def test_a_shelf_that_cannot_be_written_costs_only_time(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read(folder, Shelf(tmp_path / "file")) == read(folder, NO_SHELF)


def test_nobody_else_may_look(shelf: Shelf) -> None:
    assert shelf.folder and shelf.folder.stat().st_mode & 0o077 == 0


def test_what_nobody_asks_for_goes(folder: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shelf.folder
    shelf.tidy()
    assert list(shelf.folder.iterdir())
    monkeypatch.setattr("casebook.shelf.KEPT_DAYS", -1)
    shelf.tidy()
    assert not list(shelf.folder.iterdir())
