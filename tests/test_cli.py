"""The command line: exit codes, surroundings, forms of output, and what it costs to start."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from build_register import FIRST_CASE, ROOT, changed, commit, example, git, make_register, numbered, real_office
from build_register import sample_office as office

from casebook import cli

SECOND_CASE = "cases/2018/2018-0002.yaml"
THIRD_CASE = "cases/2018/2018-0003.yaml"
BROKEN = "art: [beschwerde\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
Register = Callable[..., Path]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Casebook = Callable[..., Outcome]


@pytest.fixture
def casebook(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Casebook:
    """Runs the command in this process; `cwd` is the folder it is called in."""

    def run(*arguments: object, cwd: Path | None = None) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["casebook", *map(str, arguments)])
        if cwd:
            monkeypatch.chdir(cwd)
        with pytest.raises(SystemExit) as left:
            cli.main()
        code = left.value.code
        return Outcome(code if isinstance(code, int) else 0, *capsys.readouterr())

    return run


def run_command(
    *arguments: object,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    first: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a process of its own, the way Git hooks and CI do; `first` runs in it before."""
    return subprocess.run(
        [sys.executable, "-m", "casebook.cli", *map(str, arguments)],
        cwd=cwd,
        env=ENVIRONMENT | dict(env or {}),
        preexec_fn=first,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


# --- exit codes


def test_exit_codes_of_the_real_command(register: Register) -> None:
    root = register({FIRST_CASE: example()})
    good = run_command("check", "--root", root)
    assert (good.returncode, good.stdout, good.stderr) == (0, "2 Dateien geprüft: alles in Ordnung.\n", "")
    (root / FIRST_CASE).write_text(BROKEN)
    bad = run_command("check", cwd=root)
    assert (bad.returncode, bad.stderr) == (1, "")
    assert bad.stdout.startswith(f"{FIRST_CASE}, Zeile 1, Spalte 6\n  Fehler: ")
    nothing = run_command("check", cwd=root / "cases")
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert nothing.stderr == (
        "Das geht so nicht: In „.“ liegt kein office.yaml. "
        "Wechseln Sie in den Ordner des Registers oder nutzen Sie --root.\n"
    )


def test_our_own_mistake_is_told_as_such(
    register: Register, casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casebook.cli.check.check_register", lambda *_, **__: 1 / 0)
    outcome = casebook("check", "--root", register())
    assert outcome.code == 3
    assert "ZeroDivisionError" in outcome.err
    assert outcome.err.endswith("Das ist unser Fehler, nicht Ihrer. Bitte schicken Sie die Zeilen oben Ihrer IT.\n")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "Die Platte ist voll (cases/x). "),
        (errno.EACCES, "Dafür fehlt Ihnen das Recht (cases/x). "),
        (errno.EROFS, "Der Datenträger ist schreibgeschützt (cases/x). "),
    ],
)
def test_trouble_around_us_is_one_sentence(
    register: Register, casebook: Casebook, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fail(*_: object) -> Path:
        raise OSError(number, os.strerror(number), "cases/x")

    monkeypatch.setattr("casebook.cli.new.write_new_case", fail)
    outcome = casebook("new", "--root", register())
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"Das geht so nicht: {sentence}") and outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "--root", "nowhere"], "Den Ordner „nowhere“ gibt es nicht."),
        (["check", "--root", "cases"], "In „cases“ liegt kein office.yaml. "),
        (["check", "--root", "office.yaml"], "office.yaml"),
        (["check", "cases/2018/2018-0099.yaml"], "Die Datei „cases/2018/2018-0099.yaml“ gibt es nicht."),
        (["check", "/"], "„/“ liegt nicht in „.“."),
        (["check", "--today", "2.5.2018"], "„2.5.2018“ ist kein Tag; schreiben Sie Jahr-Monat-Tag, zum Beispiel"),
        (["check", "--today", "20180502"], "„20180502“ ist kein Tag"),
        (["check", "--today", "2018-02-30"], "„2018-02-30“ ist kein Tag"),
        (["check", "--format", "xml"], "xml"),
        (["check", "--strct"], "--strct"),
        (["chek"], "chek"),
        (["new", "--root", "cases"], "In „cases“ liegt kein office.yaml. "),
        (["new", "--kanal", "telegramm"], "Den Kanal „telegramm“ gibt es nicht. Möglich: telefon, e_mail,"),
        (["new", "--date", "2018-05-03"], "Der Eingang am 03.05.2018 liegt nach heute (02.05.2018)."),
        (["new", "--art", "rüge"], "rüge"),
    ],
)
def test_a_wrong_call_is_told_in_german(
    register: Register, casebook: Casebook, arguments: list[str], sentence: str
) -> None:
    outcome = casebook(*arguments, cwd=register({"cases/.gitkeep": ""}))
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err
    assert "Das geht so nicht: " in outcome.err
    assert not {"Error", "Usage", "Try", "Traceback"} & set(outcome.err.replace(":", " ").split())


@pytest.mark.parametrize("command", ["check", "new", "import", "stats", "build", "schema"])
def test_every_command_has_german_help(casebook: Casebook, command: str) -> None:
    outcome = casebook(command, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Aufruf: casebook {command} ")
    assert "Show this message" not in outcome.out and "Usage" not in outcome.out


# --- what is blamed


def test_warnings_fail_only_where_asked(register: Register, casebook: Casebook) -> None:
    root = register({SECOND_CASE: numbered("2018-0002")})
    assert casebook("check", "--root", root).code == 0
    outcome = casebook("check", "--strict", "--root", root)
    assert outcome.code == 1
    assert outcome.out.endswith("2 Dateien geprüft: 0 Fehler, 1 Hinweis.\n")


OTHERS = "Dazu {} in Dateien, um die es hier nicht geht."


@pytest.mark.parametrize(
    ("cwd", "arguments", "blamed", "last"),
    [
        (".", [FIRST_CASE], 1, OTHERS.format("2 Meldungen")),
        (".", [FIRST_CASE, SECOND_CASE], 2, OTHERS.format("1 Meldung")),
        (".", ["cases"], 3, "4 Dateien geprüft: 3 Fehler, 0 Hinweise."),
        (".", ["."], 3, "4 Dateien geprüft: 3 Fehler, 0 Hinweise."),
        (".", ["office.yaml"], 0, OTHERS.format("3 Meldungen")),
        ("cases/2018", ["--root", "../..", "2018-0001.yaml"], 1, OTHERS.format("2 Meldungen")),
        ("cases", ["--root", "..", FIRST_CASE], 1, OTHERS.format("2 Meldungen")),
    ],
)
def test_only_named_files_are_blamed(
    register: Register, casebook: Casebook, cwd: str, arguments: list[str], blamed: int, last: str
) -> None:
    root = register(dict.fromkeys((FIRST_CASE, SECOND_CASE, THIRD_CASE), BROKEN))
    outcome = casebook("check", *arguments, cwd=root / cwd)
    assert (outcome.code, outcome.out.count("  Fehler: ")) == (min(blamed, 1), blamed)
    assert outcome.out.splitlines()[-1] == last


def test_a_link_is_blamed_where_it_stands(register: Register, casebook: Casebook, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(example())
    root = register({"cases/2018/.gitkeep": ""})
    (root / FIRST_CASE).symlink_to(tmp_path / "elsewhere.yaml")
    outcome = casebook("check", FIRST_CASE, cwd=root)
    assert outcome.code == 1 and "Verknüpfung" in outcome.out


@pytest.fixture
def repository(register: Register) -> Path:
    """Two broken cases that were there before the change began."""
    root = register(dict.fromkeys((FIRST_CASE, SECOND_CASE), BROKEN))
    git(root, "init", "--quiet")
    commit(root, {})
    git(root, "branch", "start")
    return root


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({}, []),
        ({"README": "x"}, []),
        ({SECOND_CASE: BROKEN + "\n"}, [SECOND_CASE]),
        ({THIRD_CASE: BROKEN}, [THIRD_CASE]),
        ({SECOND_CASE: None}, [SECOND_CASE]),
        ({"office.yaml": office() + "\n"}, [FIRST_CASE, SECOND_CASE]),
        ({"handbook/processes/x.txt": "x"}, [FIRST_CASE, SECOND_CASE]),
        ({"scripts/x.py": "x"}, [FIRST_CASE, SECOND_CASE]),
    ],
    ids=["nothing", "another file", "changed", "new", "deleted", "settings", "processes", "code"],
)
def test_a_change_is_blamed_for_what_it_touches(
    repository: Path, casebook: Casebook, change: dict[str, str | None], blamed: list[str]
) -> None:
    commit(repository, change)
    outcome = casebook("check", "--base", "start", "--format", "json", "--root", repository)
    assert [problem["file"] for problem in json.loads(outcome.out)["problems"]] == blamed
    assert outcome.code == (1 if blamed else 0)


def test_path_and_base_narrow_each_other(repository: Path, casebook: Casebook) -> None:
    commit(repository, {SECOND_CASE: BROKEN + "\n", THIRD_CASE: BROKEN})
    arguments = ["check", THIRD_CASE, FIRST_CASE, "--base", "start", "--format", "json"]
    outcome = casebook(*arguments, cwd=repository)
    assert [problem["file"] for problem in json.loads(outcome.out)["problems"]] == [THIRD_CASE]


def test_a_forbidden_change_is_refused_and_told_to_the_forge(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: example()})
    git(root, "init", "--quiet")
    commit(root, {})
    commit(root, {FIRST_CASE: changed(example(), ("datum: 2018-03-05", "datum: 2018-03-02"))})
    outcome = casebook("check", "--base", "HEAD~1", "--format", "github", "--root", root)
    assert outcome.code == 1
    assert outcome.out.startswith(f"::error file={FIRST_CASE},line=6,col=10,title=Geändert ohne Korrektur::")
    assert casebook("check", "--base", "HEAD", "--root", root).code == 0
    assert casebook("check", FIRST_CASE, "--base", "HEAD~1", cwd=root).code == 1
    assert casebook("check", "office.yaml", "--base", "HEAD~1", cwd=root).code == 0


def test_an_unknown_revision_is_a_wrong_call(repository: Path, casebook: Casebook) -> None:
    outcome = casebook("check", "--base", "nowhere", "--root", repository)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Das geht so nicht: „nowhere“ ist hier kein bekannter Stand")


@pytest.mark.parametrize("path", [None, "/nowhere"], ids=["no repository", "no git"])
def test_base_needs_git(register: Register, path: str | None) -> None:
    root = register({FIRST_CASE: example()})
    env = {"GIT_CEILING_DIRECTORIES": str(root.parent)} | ({"PATH": path} if path else {})
    outcome = run_command("check", "--base", "HEAD", "--root", root, env=env)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("Das geht so nicht: ") and "Git" in outcome.stderr
    assert outcome.stderr.count("\n") == 1


# --- forms of output


def test_json_is_all_that_is_printed(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: BROKEN, SECOND_CASE: BROKEN})
    report = json.loads(casebook("check", FIRST_CASE, "--format", "json", cwd=root).out)
    assert (len(report["problems"]), report["files"], report["errors"]) == (1, 3, 1)


def test_gitlab_gets_a_list_even_of_nothing(register: Register, casebook: Casebook) -> None:
    assert json.loads(casebook("check", "--format", "gitlab", "--root", register()).out) == []


def test_github_gets_annotations_and_the_whole_list_in_the_run_summary(
    register: Register, casebook: Casebook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Was vorher dastand\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    root = register({f"cases/2018/2018-{number:04}.yaml": BROKEN for number in range(1, 13)})
    outcome = casebook("check", "--format", "github", "--root", root)
    assert outcome.code == 1
    assert outcome.out.count("::error file=cases/2018/") == 12
    text = summary.read_text()
    assert text.startswith("Was vorher dastand\n## Prüfung der Fälle\n")
    assert sum(line.startswith("| cases/") for line in text.splitlines()) == 12
    casebook("check", "--root", root)
    assert summary.read_text() == text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_what_is_printed_is_utf_8_on_any_machine(register: Register, encoding: str) -> None:
    root = register({FIRST_CASE: example("beschwerde-neu", ("kanal: telefon", "kanal: \U0001f4de"))})
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"}
    outcome = run_command("check", "--root", root, env=env)
    assert (outcome.returncode, outcome.stderr) == (1, "")
    assert "„\U0001f4de“ steht für „Eingang › Kanal“ nicht in der Liste" in outcome.stdout


def test_a_reader_that_goes_away_leaves_no_traceback(register: Register) -> None:
    root = register({f"cases/2018/2018-{number:04}.yaml": BROKEN for number in range(1, 400)})
    process = subprocess.Popen(
        [sys.executable, "-m", "casebook.cli", "check", "--root", root],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 1
    assert process.stderr.read() == b""


# --- the day


def test_the_day_is_the_callers_then_the_frozen_one_then_the_clock(register: Register, casebook: Casebook) -> None:
    text = example() + "verlauf:\n  - {datum: 2018-05-03, ereignis: freigabe, durch: gf}\n"
    root = register({FIRST_CASE: text})
    assert casebook("check", "--root", root, "--today", "2018-05-03").code == 0
    assert "heute ist der 02.05.2018" in casebook("check", "--root", root).out
    make_register(root, {FIRST_CASE: changed(text, ("beispiel: true\n", ""))}, office=real_office())
    assert casebook("check", "--root", root).code == 0


# --- unreadable files

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24
_LIBC = ctypes.CDLL(None, use_errno=True)


def give_up_reading_everything() -> None:
    """Root reads every file; without these two rights it is refused like everyone else, from exec on.

    Another user would do as well, but may not be allowed to enter the folders Python lies in.
    """
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if os.geteuid() == 0 and _LIBC.prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
            raise OSError(ctypes.get_errno(), "this root may not give up rights")


def run_as_somebody(*arguments: object) -> subprocess.CompletedProcess[str]:
    try:
        return run_command(*arguments, first=give_up_reading_everything)
    except subprocess.SubprocessError:
        pytest.skip("run as a root that may not give up rights: it can read every file")


@pytest.mark.parametrize("locked", [FIRST_CASE, "cases/2018", "cases", "office.yaml"])
def test_what_cannot_be_read_is_told(register: Register, locked: str) -> None:
    root = register({FIRST_CASE: example(), SECOND_CASE: numbered("2018-0002")})
    (root / locked).chmod(0)
    outcome = run_as_somebody("check", "--root", root, "--format", "json")
    (root / locked).chmod(0o755)
    assert (outcome.returncode, outcome.stderr) == (1, "")
    problems = json.loads(outcome.stdout)["problems"]
    assert [(problem["id"], problem["file"]) for problem in problems] == [("datei-unlesbar", locked)]


def test_a_case_that_cannot_be_written_is_told(register: Register) -> None:
    root = register({"cases/.gitkeep": ""})
    (root / "cases").chmod(0o555)
    outcome = run_as_somebody("new", "--root", root)
    assert (outcome.returncode, outcome.stdout) == (2, "")
    assert outcome.stderr.startswith("Das geht so nicht: Dafür fehlt Ihnen das Recht (")


# --- casebook new


def test_new_says_number_file_and_what_to_do(register: Register, casebook: Casebook) -> None:
    outcome = casebook("new", "--art", "lob", "--kanal", "karte", "--date", "2018-03-05", cwd=register())
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"Aktenzeichen 2018-0001\nDatei {FIRST_CASE}\nBitte die leeren Felder ausfüllen.\n"


def test_new_answers_in_json(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: example()})
    outcome = casebook("new", "--root", root, "--format", "json")
    assert json.loads(outcome.out) == {"aktenzeichen": "2018-0002", "file": SECOND_CASE}
    assert f"datum: {'2018-05-02'}\n" in (root / SECOND_CASE).read_text()


def test_new_is_refused_while_the_settings_are_broken(register: Register, casebook: Casebook) -> None:
    root = register(office=changed(office(), ("land: SN", "land: XX")))
    outcome = casebook("new", "--root", root)
    assert (outcome.code, outcome.out) == (1, "")
    assert "office.yaml, Zeile " in outcome.err
    assert not (root / "cases").exists()


# --- what it costs to start

HEAVY = {"pandas", "numpy", "mkdocs", "jinja2", "holidays", "altair", "openpyxl", "vl_convert", "typst", "docxtpl"}
ONLY_WHEN_NEEDED = {"rich", "git"}


def imported_by(*arguments: object) -> set[str]:
    """The modules that one call of the command loads."""
    show = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    command = [sys.executable, "-c", show + "from casebook.cli import main; main()", *map(str, arguments)]
    outcome = subprocess.run(command, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=True)
    return set(outcome.stderr.split())


@pytest.mark.parametrize("command", ["check", "new"])
def test_a_clerks_command_loads_nothing_heavy(register: Register, command: str) -> None:
    loaded = imported_by(command, "--root", register({FIRST_CASE: example()}))
    assert "casebook.check" in loaded
    assert not loaded & (HEAVY | ONLY_WHEN_NEEDED)


def test_git_is_loaded_only_when_a_base_is_named(repository: Path) -> None:
    loaded = imported_by("check", "--base", "start", "--root", repository)
    assert "git" in loaded and not loaded & HEAVY


# --- due


FORMS = {"text": "Jobcenter Musterstadt, ", "json": "{", "ics": "BEGIN:VCALENDAR\n", "markdown": "<!-- casebook-due "}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("today", ["2017-06-14", "2017-12-27", "2018-05-02"])
def test_due_shows_the_sample_on_three_days_in_every_form(today: str, form: str) -> None:
    run = run_command("due", "--root", ROOT, "--today", today, "--format", form)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(FORMS[form]) and run.stdout.endswith("\n")


def test_due_of_one_unit_and_of_none(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: changed(example(), ("zustaendig: ombudsstelle", "zustaendig: fort"))})
    for unit, found in (("ohne", {None}), ("ombudsstelle", set())):
        outcome = casebook("due", "--root", root, "--unit", unit, "--format", "json")
        assert {item["unit"] for item in json.loads(outcome.out)["items"]} == found
    wrong = casebook("due", "--root", root, "--unit", "gibt-es-nicht")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err.startswith("Das geht so nicht: Die Einheit „gibt-es-nicht“ gibt es nicht. Möglich: haus, ")


def test_due_of_small_units_is_one_list(register: Register, casebook: Casebook) -> None:
    small = changed(office(), ("groesse: 24", "groesse: 4"))
    case = changed(example(), ("zustaendig: ombudsstelle", "zustaendig: leistung-nord"))
    root = register({FIRST_CASE: case}, office=small)
    together = casebook("due", "--root", root, "--unit", "kleine-einheiten", "--format", "json")
    assert {item["unit"] for item in json.loads(together.out)["items"]} == {"kleine-einheiten"}
    alone = casebook("due", "--root", root, "--unit", "leistung-nord")
    assert (alone.code, alone.out) == (2, "")
    assert "hat keine eigene Liste" in alone.err and "--unit kleine-einheiten" in alone.err


def test_due_as_markdown_is_silent_when_nothing_changed_and_on_days_off(
    register: Register, casebook: Casebook, tmp_path: Path
) -> None:
    closed = "\nkalender:\n  schliesstage:\n    - {von: 2018-05-11, name: Brückentag}\n"
    root, before = register({FIRST_CASE: example()}, office=office() + closed), tmp_path / "vorher.md"

    def run(today: str) -> str:
        outcome = casebook("due", "--root", root, "--format", "markdown", "--today", today, "--previous", before)
        assert (outcome.code, outcome.err) == (0, "")
        return outcome.out

    assert run("2018-03-10") == ""  # a Saturday
    assert run("2018-05-10") == ""  # Ascension Day
    assert run("2018-05-11") == ""  # the house is shut
    first = run("2018-03-12")
    before.write_text(f"In der Forge steht noch etwas davor.\n\n{first}", encoding="utf-8")
    assert run("2018-03-12") == "" and run("2018-03-13") == ""
    assert run("2018-03-20") != ""  # now the promise is overdue


@pytest.mark.parametrize("form", ["text", "json", "ics"])
def test_previous_belongs_to_feed_and_digest(
    register: Register, casebook: Casebook, tmp_path: Path, form: str
) -> None:
    (tmp_path / "vorher").write_bytes(b"\xff\xfe kein Kalender")
    outcome = casebook("due", "--root", register(), "--format", form, "--previous", tmp_path / "vorher")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Das geht so nicht: ")


@pytest.mark.parametrize("form", FORMS)
def test_a_due_day_outside_the_calendar_is_told_with_its_case(
    register: Register, casebook: Casebook, form: str
) -> None:
    late = example().replace("2018-0001", "2100-0001").replace("2018-03-05", "2100-12-29")
    root = register({"cases/2100/2100-0001.yaml": late})
    outcome = casebook("due", "--root", root, "--format", form, "--today", "2100-12-30")
    sentence = "2100-0001: Der 03.01.2101 liegt außerhalb der Jahre 1991 bis 2100, deren Feiertage bekannt sind"
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"Das lässt sich nicht berechnen: {sentence}.\n"


# --- letter


def test_a_letter_is_written_once_and_never_over_another(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: example()})
    asked = ("letter", "2018-0001", "--kind", "eingangsbestaetigung", "--root", root, "--today", "2018-03-05")
    target = root / "build" / "schreiben" / "2018-0001-eingangsbestaetigung.docx"
    outcome = casebook(*asked)
    assert (outcome.code, outcome.out, outcome.err) == (0, f"Fertig: {target}\n", "")
    again = casebook(*asked)
    assert again.code == 2 and "gibt es schon" in again.err
    out = root / "brief.txt"
    named = casebook(*asked, "--variant", "text", "--out", out, "--format", "json")
    assert json.loads(named.out) == {"letter": str(out)}
    assert out.read_text(encoding="utf-8").startswith("Betreff: Wir haben Ihre Nachricht bekommen")
    assert sorted(path.name for path in root.iterdir()) == ["brief.txt", "build", "cases", "office.yaml"]


@pytest.mark.parametrize(
    ("number", "kind", "code", "sentence"),
    [
        ("2018-0001", "stellungnahme", 1, f"{FIRST_CASE}, Zeile 2, Spalte 1\n  Fehler: Für das Schreiben"),
        ("2018-0002", "rueckmeldung", 2, "Das geht so nicht: Den Fall 2018-0002 gibt es im Register nicht.\n"),
        ("2018-42", "rueckmeldung", 2, "kein Aktenzeichen"),
        ("2018-0001", "mahnung", 2, "mahnung"),
    ],
)
def test_a_letter_that_cannot_be_says_why(
    register: Register, casebook: Casebook, number: str, kind: str, code: int, sentence: str
) -> None:
    outcome = casebook("letter", number, "--kind", kind, "--root", register({FIRST_CASE: example()}))
    assert (outcome.code, outcome.out) == (code, "") and sentence in outcome.err


def test_a_broken_template_stops_the_build_and_says_why(register: Register, casebook: Casebook) -> None:
    root = register({FIRST_CASE: example(), "site_templates/letters/abgabe.docx": b"x"})
    outcome = casebook("build", "statistics", "--root", root)
    assert outcome.code == 1 and outcome.err.startswith("site_templates/letters/abgabe.docx, Zeile 1, Spalte 1\n")
    assert not (root / "site").exists()
