"""A register as of the folder or any commit: real repositories with late entries, corrections and old files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from build_register import ROOT, TODAY, changed, commit, git, make_register, numbered, real_office, sample_office

from casebook.check import Checked
from casebook.history import NoSuchRevision, ShallowClone, commit_named, file_logs, published_states
from casebook.load import Loaded, committed_cases, load_commit, load_folder, load_processes
from casebook.register import NotARegister

CLOCK = date(2018, 7, 1)
ONE, TWO, THREE = (f"cases/2018/2018-000{number}.yaml" for number in (1, 2, 3))
BROKEN = "art: [beschwerde\n"


def real(number: str) -> str:
    return numbered(number).replace("beispiel: true\n", "")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Two cases committed, the commit tagged as April's published state."""
    folder = make_register(tmp_path / "register", office=real_office())
    git(folder, "init", "--quiet")
    commit(folder, {ONE: real("2018-0001"), TWO: real("2018-0002")})
    git(folder, "tag", "stand-2018-04")
    return folder


def at(folder: Path, revision: str = "HEAD") -> Loaded:
    found = load_commit(folder, commit_named(folder, revision))
    assert isinstance(found, Loaded)
    return found


def numbers(register: Loaded) -> list[str]:
    return [case.aktenzeichen for case in register.cases]


def casebook(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casebook.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        check=False,
    )


def test_folder_and_commit_hold_the_same(register: Path) -> None:
    folder = load_folder(register, None, CLOCK)
    assert isinstance(folder, Loaded)
    committed = at(register)
    assert folder.cases == committed.cases
    assert committed_cases(register, folder) == committed.by_blob
    assert folder.provenance.settings == committed.provenance.settings
    assert folder.provenance.commit == committed.provenance.commit
    assert (folder.provenance.stand, folder.provenance.clean) == (CLOCK, True)


def test_a_late_entry_and_a_correction_leave_the_old_state_as_it_was(register: Path) -> None:
    before = casebook("stats", "--period", "2018", "--as-of", "stand-2018-04", "--format", "json", cwd=register)
    late = changed(real("2018-0003"), ("2018-03-05", "2018-03-04"))
    commit(register, {THREE: late, ONE: changed(real("2018-0001"), ("kanal: telefon", "kanal: brief"))})
    after = casebook("stats", "--period", "2018", "--as-of", "stand-2018-04", "--format", "json", cwd=register)
    assert (before.returncode, before.stdout) == (0, after.stdout)
    now = casebook("stats", "--period", "2018", "--format", "json", cwd=register)
    received = [
        record["value"]
        for text in (after.stdout, now.stdout)
        for record in json.loads(text)
        if record["id"] == "K01" and record["part"] == "anzahl" and not record["by"]
    ]
    assert received == [2, 3]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("build/x.html", True),
        ("notiz.txt", True),
        ("handbook/x.md", True),
        (THREE, False),
        ("office/reihe.yaml", False),
    ],
)
def test_only_what_figures_come_from_makes_a_folder_another_one(register: Path, name: str, clean: bool) -> None:
    (register / name).parent.mkdir(parents=True, exist_ok=True)
    text = real("2018-0003") if name == THREE else "reihe: []\n"
    (register / name).write_text(text, encoding="utf-8")
    found = load_folder(register, None, CLOCK)
    assert isinstance(found, Loaded), found
    assert found.provenance.clean is clean


def test_the_folder_is_not_touched(register: Path) -> None:
    (register / ONE).write_text("mitten in der Arbeit", encoding="utf-8")
    assert numbers(at(register)) == ["2018-0001", "2018-0002"]
    assert (register / ONE).read_text(encoding="utf-8") == "mitten in der Arbeit"
    assert git(register, "status", "--porcelain").split() == ["M", ONE]


def test_stand_is_the_day_of_the_commit_in_berlin(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2018-05-02T22:30:00Z")
    commit(register, {THREE: real("2018-0003")})
    provenance = at(register).provenance
    assert provenance.stand == date(2018, 5, 3)
    assert provenance.moment == datetime(2018, 5, 2, 22, 30, tzinfo=UTC)


COMMITTED = date(2018, 5, 3)
"""The day in Berlin of a commit made at half past ten at night, by Greenwich."""


@pytest.mark.parametrize(
    ("office", "arguments", "last_day"),
    [
        (real_office(), ["--as-of", "HEAD"], COMMITTED),
        (real_office(), [], date.today()),
        (sample_office(), ["--as-of", "HEAD"], TODAY),
        (sample_office(), [], TODAY),
    ],
    ids=["a commit", "a folder", "a commit that stands still", "a folder that stands still"],
)
def test_no_figure_has_a_stand_of_which_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office: str, arguments: list[str], last_day: date
) -> None:
    folder = make_register(tmp_path / "register", office=office)
    git(folder, "init", "--quiet")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2018-05-02T22:30:00Z")
    commit(folder, {ONE: numbered("2018-0001") if office == sample_office() else real("2018-0001")})
    for days, code in ((0, 0), (1, 2)):
        stand = last_day + timedelta(days)
        shown = casebook("stats", "--period", "2018", *arguments, "--stand", stand, cwd=folder)
        assert (shown.returncode, "Der Stand liegt in der Zukunft" in shown.stderr) == (code, bool(code)), shown.stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (THREE, BROKEN, "yaml-syntax"),
        (THREE, real("2018-0004"), "nummer-dateiname"),
        ("cases/2018/notiz.txt", "x", "datei-falscher-ort"),
        (THREE, None, "datei-verweis"),
    ],
    ids=["cannot be read", "another number", "no case", "a link"],
)
def test_what_cannot_be_read_is_listed_not_counted(
    register: Path, name: str, content: str | None, message: str
) -> None:
    if content is None:
        (register / name).symlink_to("2018-0001.yaml")
        commit(register, {})
    else:
        commit(register, {name: content})
    found = at(register)
    assert numbers(found) == ["2018-0001", "2018-0002"]
    assert [(problem.file, problem.id) for problem in found.provenance.refused] == [(name, message)]


def test_the_figure_says_how_many_files_it_lacks(register: Path) -> None:
    commit(register, {THREE: BROKEN})
    shown = casebook("stats", "--period", "2018", "--as-of", "HEAD", cwd=register)
    assert shown.returncode == 0
    assert "1 Datei nicht gezählt" in shown.stdout
    assert THREE in shown.stderr
    assert casebook("stats", "--period", "2018", cwd=register).returncode == 1


def test_every_record_of_stats_says_what_it_was_counted_from(register: Path) -> None:
    head = commit(register, {THREE: BROKEN})
    shown = casebook("stats", "--period", "2018", "--as-of", "HEAD", "--art", "lob", "--format", "json", cwd=register)
    origin = ("commit", "einstellungen", "auswahl", "nicht_gezaehlt")
    told = {tuple(record[key] for key in origin) for record in json.loads(shown.stdout)}
    assert told == {(head[:10], at(register).provenance.settings, "Art lob", 1)}
    commit(register, {THREE: None})
    (register / ONE).write_text(changed(real("2018-0001"), ("kanal: telefon", "kanal: brief")), encoding="utf-8")
    changed_here = casebook("stats", "--period", "2018", "--format", "json", cwd=register)
    assert {record["commit"] for record in json.loads(changed_here.stdout)} == {None}


@pytest.mark.parametrize(
    "arguments",
    [["stats", "--period", "2018"], ["export", "kennzahlen", "--period", "2018"], ["report", "2018", "--file", "html"]],
    ids=lambda arguments: arguments[0],
)
def test_no_figure_is_shown_where_the_stock_does_not_go_up(register: Path, arguments: list[str]) -> None:
    event = "  - datum: 2018-03-06\n    ereignis: abschluss\n    durch: ombud-1\n"
    commit(register, {ONE: f"{real('2018-0001')}verlauf:\n{event}{event}"})
    before = set(register.rglob("*"))
    shown = casebook(*arguments, "--as-of", "HEAD", cwd=register)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "Der Bestand geht nicht auf" in shown.stderr
    assert set(register.rglob("*")) == before


def test_the_folder_refuses_what_a_commit_lists(register: Path) -> None:
    commit(register, {THREE: BROKEN})
    assert isinstance(load_folder(register, None, CLOCK), Checked)


def test_settings_are_those_of_the_commit(register: Path) -> None:
    old = at(register)
    commit(register, {"office.yaml": real_office().replace("Jobcenter Musterstadt", "Jobcenter Neustadt")})
    new = at(register)
    assert (at(register, "HEAD~1").office.name, new.office.name) == ("Jobcenter Musterstadt", "Jobcenter Neustadt")
    assert old.provenance.settings == at(register, "HEAD~1").provenance.settings != new.provenance.settings


def test_small_files_are_those_of_the_commit(register: Path) -> None:
    target = "ziele:\n  - {jahr: 2018, kennzahl: K08, teil: quote, ziel: 90, richtung: mindestens}\n"
    commit(register, {"office/ziele.yaml": target})
    commit(register, {"office/ziele.yaml": target.replace("90", "95")})
    old, new = at(register, "HEAD~1"), at(register)
    assert [each.ziel for state in (old, new) for each in state.outside.ziele] == [90, 95]
    assert old.provenance.settings != new.provenance.settings
    folder = load_folder(register, None, CLOCK)
    assert isinstance(folder, Loaded) and folder.outside == new.outside


def test_a_broken_small_file_of_a_commit_is_told_instead_of_a_figure(register: Path) -> None:
    commit(register, {"office/ziele.yaml": "ziele: viele\n"})
    found = load_commit(register, commit_named(register, "HEAD"))
    assert isinstance(found, Checked) and found.problems[0].file == "office/ziele.yaml"


def test_unreadable_settings_of_a_commit_are_told(register: Path) -> None:
    commit(register, {"office.yaml": "profil: [\n"})
    assert isinstance(load_commit(register, commit_named(register, "HEAD")), Checked)


def test_a_commit_without_office_is_a_wrong_call(register: Path) -> None:
    commit(register, {"office.yaml": None})
    with pytest.raises(NotARegister):
        at(register)
    shown = casebook("stats", "--period", "2018", "--as-of", "HEAD", cwd=register)
    assert shown.returncode == 2


def test_a_register_inside_a_repository(tmp_path: Path) -> None:
    folder = make_register(tmp_path / "haus" / "faelle", {ONE: real("2018-0001")}, office=real_office())
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {"cases/2018/2018-0009.yaml": "nicht unseres"})
    assert numbers(at(folder)) == ["2018-0001"]


def test_a_shallow_clone_says_how_to_mend_it(register: Path, tmp_path: Path) -> None:
    commit(register, {THREE: real("2018-0003")})
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-tags", register.as_uri(), "flach")
    with pytest.raises(NoSuchRevision, match="unshallow"):
        commit_named(tmp_path / "flach", "stand-2018-04")
    shown = casebook("stats", "--period", "2018", "--as-of", "stand-2018-04", cwd=tmp_path / "flach")
    assert shown.returncode == 2 and "unshallow" in shown.stderr


def test_a_shallow_clone_builds_its_pages_without_history_and_says_so(register: Path, tmp_path: Path) -> None:
    commit(register, {THREE: real("2018-0003")})
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-tags", register.as_uri(), "flach")
    with pytest.raises(ShallowClone, match="unshallow"):
        file_logs(tmp_path / "flach", "cases")
    built = casebook("build", "statistics", "--today", "2018-07-01", cwd=tmp_path / "flach")
    assert built.returncode == 0, built.stderr
    assert "ohne Änderungsgeschichte" in built.stderr and len(built.stderr.splitlines()) == 1
    assert (tmp_path / "flach/site/statistics/faelle/2018-0001.html").is_file()


def test_known_cases_are_not_read_again(register: Path) -> None:
    first = at(register)
    commit(register, {THREE: real("2018-0003")})
    again = load_commit(register, commit_named(register, "HEAD"), known=first.by_blob)
    assert isinstance(again, Loaded)
    assert numbers(again) == ["2018-0001", "2018-0002", "2018-0003"]
    assert all(again.cases[place] is first.cases[place] for place in (0, 1))


def test_published_months(register: Path) -> None:
    git(register, "tag", "stand-2018-13")
    git(register, "tag", "-m", "mit Text", "stand-2018-05")
    commit(register, {THREE: real("2018-0003")})
    head = git(register, "rev-parse", "HEAD~1").strip()
    assert {month: state.id for month, state in published_states(register).items()} == {
        "2018-04": head,
        "2018-05": head,
    }


def test_a_month_published_later_was_not_known_before(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z")
    then = commit_named(register, "HEAD").moment
    git(register, "tag", "-m", "später", "stand-2018-05")
    assert set(published_states(register)) == {"2018-04", "2018-05"}
    assert set(published_states(register, then)) == {"2018-04"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--unit", "gibt-es-nicht"], "steht nicht in der Liste"),
        (["--topic", "gibt-es-nicht"], "steht nicht in der Liste"),
        (["--traeger", "gibt-es-nicht"], "steht nicht in der Liste"),
    ],
)
def test_a_selection_names_what_exists(register: Path, arguments: list[str], sentence: str) -> None:
    shown = casebook("stats", "--period", "2018", *arguments, cwd=register)
    assert shown.returncode == 2 and sentence in shown.stderr


def test_no_figures_for_a_small_unit(register: Path) -> None:
    small = real_office().replace("groesse: 24", "groesse: 4")
    commit(register, {"office.yaml": small})
    shown = casebook("stats", "--period", "2018", "--unit", "leistung-nord", cwd=register)
    assert shown.returncode == 2 and "ist eine kleine Einheit" in shown.stderr


def test_a_selection_by_kind_takes_the_kind_at_the_stand(register: Path) -> None:
    turned = real("2018-0001").replace("art: beschwerde", "art: hinweis", 1)
    event = "{datum: 2018-04-26, ereignis: umwandlung, durch: ombud-1, art: hinweis, alt: beschwerde, grund: Irrtum}"
    commit(register, {ONE: f"{turned}verlauf:\n  - {event}\n"})
    for stand, complaints, hints in (("2018-04-25", 2, 0), ("2018-04-26", 1, 1)):
        for kind, count in (("beschwerde", complaints), ("hinweis", hints)):
            arguments = ("--period", "2018", "--art", kind, "--stand", stand, "--format", "json")
            shown = casebook("stats", *arguments, cwd=register)
            assert shown.returncode == 0, shown.stderr
            records = [r for r in json.loads(shown.stdout) if (r["id"], r["part"], r["by"]) == ("K01", "anzahl", {})]
            assert [record["value"] for record in records] == [count], (stand, kind)


@pytest.mark.parametrize(("period", "finished"), [("2017", True), ("2018", False)])
def test_a_period_that_still_runs_says_so_first(register: Path, period: str, finished: bool) -> None:
    shown = casebook("stats", "--period", period, "--stand", "2018-05-02", cwd=register)
    assert shown.stdout.startswith(f"Der Zeitraum {period} ist am 02.05.2018 noch nicht zu Ende") is not finished
    data = json.loads(
        casebook("stats", "--period", period, "--stand", "2018-05-02", "--format", "json", cwd=register).stdout
    )
    assert {record["abgeschlossen"] for record in data} == {finished}


def test_of_a_period_to_come_there_are_no_figures(register: Path) -> None:
    shown = casebook("stats", "--period", "2030", cwd=register)
    assert (shown.returncode, shown.stdout) == (2, "") and "noch nicht begonnen" in shown.stderr


def test_a_selection_is_printed_with_the_figures(register: Path) -> None:
    shown = casebook("stats", "--period", "2018", "--art", "lob", cwd=register)
    assert shown.returncode == 0, shown.stderr
    assert "nur Art lob" in shown.stdout


def test_processes_are_those_of_the_commit(register: Path) -> None:
    own = (ROOT / "handbook/processes/anfrage.yaml").read_text(encoding="utf-8")
    then = commit_named(register, commit(register, {"handbook/processes/anfrage.yaml": own}))
    (register / "handbook/processes/anfrage.yaml").write_text(changed(own, ("titel: ", "titel: Später ")), "utf-8")
    before, now = (
        {process.code: process.titel for process in load_processes(register, at(register).office, state)}["BM6"]
        for state in (then, None)
    )
    assert (before, now) == ("Anfrage und Rückruf", "Später Anfrage und Rückruf")


def everything_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_site_of_a_commit_has_the_same_bytes_again(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z")
    for name in ("eins", "zwei"):
        built = casebook("build", "statistics", "--as-of", "stand-2018-04", "--out", tmp_path / name, cwd=register)
        assert built.returncode == 0, built.stderr
        git(register, "tag", "-m", "nachgeholt", "--force", "stand-2018-03", "stand-2018-04^{commit}")
        commit(register, {THREE: real("2018-0003")})
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("eins", "zwei")
    )
    assert first == second and len(first) > 5
