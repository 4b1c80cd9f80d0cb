"""The forges' workflows: generated, valid, safe, and every line of them runs in a fresh clone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
import yaml
from build_register import ROOT, commit, example, git, make_register, numbered, real_office, sample_office
from forge_double import served

sys.path.insert(0, str(ROOT / "scripts"))
import write_workflows

BIN = Path(sys.executable).parent
GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORGEJO = sorted((ROOT / ".forgejo" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"


def test_committed_workflows_are_those_of_the_list() -> None:
    written = dict(write_workflows.written())
    assert {path for path in written if not path.exists()} == set()
    assert sorted(written) == sorted([*GITHUB, *FORGEJO, GITLAB]), "run `make workflows`"
    assert [path for path, text in written.items() if path.read_text(encoding="utf-8") != text] == []


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", [*GITHUB, *FORGEJO]),
        ("custom.github-workflows-require-timeout", [*GITHUB, *FORGEJO]),
        ("vendor.gitlab-ci", [GITLAB]),
    ],
)
def test_published_schemas_find_nothing(schema: str, files: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, *transform, *map(str, files)]
    outcome = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert outcome.returncode == 0, outcome.stdout


def test_zizmor_finds_nothing() -> None:
    command = [
        str(BIN / "zizmor"),
        "--offline",
        "--persona=pedantic",
        "--no-progress",
        str(ROOT / ".github" / "workflows"),
    ]
    outcome = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert outcome.returncode == 0, outcome.stdout


def jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()


@pytest.mark.parametrize("path", [*GITHUB, *FORGEJO], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_no_rights_on_top_and_no_text_of_users_in_a_line(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in path.read_text(encoding="utf-8")
    for _, job in jobs(path):
        assert set(job["permissions"]) <= {"contents", "pull-requests", "issues"}
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert re.search(r"@[0-9a-f]{40}\Z", step.get("uses", "@" + "0" * 40))


FROM_HERE = "github.event.pull_request.head.repo.full_name == github.repository"
HARMLESS = {"contents": "read"}


@pytest.mark.parametrize("path", [*GITHUB, *FORGEJO], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_change_from_a_fork_is_only_read(path: Path) -> None:
    """Jobs that a foreign change starts read and keep no secret; every other one asks whose change it is."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    starts = set(workflow[True])  # YAML 1.1 reads `on`
    assert starts <= {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert "secrets" not in path.read_text(encoding="utf-8")
    if "pull_request" not in starts:
        return
    assert workflow[True]["pull_request"] is None
    foreign = {name: job for name, job in jobs(path) if FROM_HERE not in str(job.get("if", "")).split(" && ")}
    assert sorted(foreign) == ["check", "conclusion"]
    for job in foreign.values():
        assert job["permissions"] == HARMLESS
        assert "secrets" not in job and "environment" not in job
        for step in job["steps"]:
            assert "TOKEN" not in step.get("env", {}) or step.get("name") == "Holen"
            assert step.get("with", {}).get("persist-credentials", False) is False
    assert "make ci-check" in [step.get("run") for step in foreign["check"]["steps"]]


def test_a_merge_request_from_a_fork_is_only_read_on_gitlab() -> None:
    whole = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    same = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID"
    started = {
        name
        for name, job in whole.items()
        if isinstance(job, dict)
        for rule in job.get("rules", ())
        if "merge_request_event" in rule["if"] and same not in rule["if"] and name != "workflow"
    }
    assert started == {"check", "conclusion"}
    for name in started:
        assert not {"CI_USER", "TOKEN"} & set(whole[name]["variables"])
        assert "secrets" not in whole[name] and "id_tokens" not in whole[name]


def test_the_one_required_job_is_red_where_the_check_is() -> None:
    (conclusion,) = (job for name, job in jobs(ROOT / ".github/workflows/pruefen.yml") if name == "conclusion")
    line = conclusion["steps"][0]["run"]
    for result, code in (("success", 0), ("failure", 1), ("cancelled", 1), ("skipped", 1), ("", 1)):
        assert subprocess.run(["sh", "-c", line], env={"RESULT": result}, check=False).returncode == code


@pytest.mark.parametrize("name", ["handbuch", "formular"])
def test_public_jobs_see_no_case(name: str, tmp_path: Path) -> None:
    for _, job in jobs(ROOT / f".github/workflows/{name}.yml"):
        options = job["steps"][0]["with"]
        assert (options["filter"], options["sparse-checkout-cone-mode"]) == ("blob:none", False)
        assert options["sparse-checkout"].split() == ["/*", "!/cases/"]
    origin = make_register(tmp_path / "origin", {"cases/2018/2018-0001.yaml": example(), "handbook/index.md": "x"})
    git(origin, "init", "--quiet")
    head = commit(origin, {})
    git(origin, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(origin, "config", "uploadpack.allowFilter", "true")
    copy = tmp_path / "copy"
    copy.mkdir()
    (forgejo,) = (job for _, job in jobs(ROOT / f".forgejo/workflows/{name}.yml"))
    environment = {"SERVER": f"file://{tmp_path}", "REPOSITORY": "origin", "COMMIT": head, "TOKEN": "x"}
    (tmp_path / "origin.git").symlink_to(origin / ".git")
    run_lines(forgejo["steps"][0]["run"], copy, environment)
    assert sorted(path.name for path in copy.iterdir()) == [".git", "handbook", "office.yaml"]
    gitlab = tmp_path / "gitlab"
    gitlab.mkdir()
    script = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))["handbook" if name == "handbuch" else "entry"]["script"]
    lines = "\n".join(line for line in script if not line.startswith("make "))
    run_lines(lines, gitlab, {"CI_REPOSITORY_URL": f"file://{tmp_path}/origin.git", "CI_COMMIT_SHA": head})
    assert not (gitlab / "cases").exists() and (gitlab / "office.yaml").exists()


def run_lines(lines: str, folder: Path, environment: Mapping[str, str] = {}) -> str:
    outcome = run_make(folder, lines, environment)
    assert outcome.returncode == 0, f"{lines}\n{outcome.stdout}\n{outcome.stderr}"
    return outcome.stdout


def run_make(folder: Path, lines: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Lines of a workflow as its shell runs them."""
    usual = {
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT / "scripts"),
    }
    identity = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    command = ["sh", "-e", "-c", lines]
    everything = {**usual, **identity, **environment}
    return subprocess.run(command, cwd=folder, env=everything, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone of a register whose Makefile is the shipped one; casebook is this checkout's."""
    root = make_register(tmp_path / "origin", {"cases/2018/2018-0001.yaml": example()})
    shutil.copy(ROOT / "site_templates/forges/register.mk", root / "Makefile")
    shutil.copy(ROOT / "site_templates/forges/ci.mk", root / "ci.mk")
    (root / "requirements.txt").write_text("")
    git(root, "init", "--quiet")
    commit(root, {})
    git(root, "clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    git(tmp_path, "clone", "--quiet", str(tmp_path / "bare.git"), "clone")
    copy = tmp_path / "clone"
    (copy / ".git" / "info" / "exclude").write_text(".venv\nbuild\nsite\n")
    (copy / ".venv" / "bin").mkdir(parents=True)
    program = copy / ".venv" / "bin" / "casebook"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m casebook.cli "$@"\n')
    program.chmod(0o755)
    (copy / ".venv" / "stamp").touch()
    return copy


LINES = sorted(
    {
        step["run"]
        for path in GITHUB
        for _, job in jobs(path)
        for step in job["steps"]
        if step.get("run", "").startswith("make")
    }
    | {
        line
        for name, job in yaml.safe_load(GITLAB.read_text(encoding="utf-8")).items()
        if isinstance(job, dict)
        for line in job.get("script", ())
        if line.startswith("make")
    }
)
OF_A_FORGE = {"make ci-comment", "make ci-due"}


@pytest.mark.parametrize("line", sorted(set(LINES) - OF_A_FORGE))
def test_every_line_runs_in_a_fresh_clone(clone: Path, line: str) -> None:
    run_lines(line, clone)


def test_a_new_case_gets_a_branch_and_the_next_job_another_number(clone: Path, tmp_path: Path) -> None:
    assert "Aktenzeichen 2018-0002 auf dem Zweig fall/2018-0002" in run_lines("make ci-new-case", clone, {"ART": "lob"})
    assert "Aktenzeichen 2018-0003" in run_lines("make ci-new-case", clone, {"ART": "anfrage"})
    branches = git(tmp_path / "bare.git", "branch", "--format=%(refname:short)").split()
    assert branches == ["fall/2018-0002", "fall/2018-0003", "main"]
    assert "art: lob" in git(tmp_path / "bare.git", "show", "fall/2018-0002:cases/2018/2018-0002.yaml")


CLASSED = """stufe: kritisch
verlauf:
  - datum: 2018-03-05
    ereignis: einstufung
    durch: ombud-1
    stufe: kritisch
"""
CRITICAL = numbered("2018-0002") + CLASSED


@pytest.mark.parametrize(
    ("files", "arrives"),
    [
        ({"cases/2018/2018-0002.yaml": numbered("2018-0002")}, True),
        ({"cases/2018/2018-0002.yaml": CRITICAL}, False),
        ({"README": "x"}, False),
        ({}, True),
    ],
    ids=["valid", "critical waits", "not a case", "empty change"],
)
def test_from_save_to_main(clone: Path, tmp_path: Path, files: dict[str, str], arrives: bool) -> None:
    git(clone, "checkout", "--quiet", "-b", "erfassung")
    head = commit(clone, files)
    git(clone, "checkout", "--quiet", "main")
    run_lines("make ci-accept", clone, {"CHANGE": head})
    assert (git(tmp_path / "bare.git", "rev-parse", "main").strip() == head) == arrives


TRAP = "$(shell touch ran-{0})\nci-accept ci-comment:\n\ttouch ran-{0}\n"
ACCEPTING = [
    *(
        pytest.param(path, name, id=f"{path.parts[-3]}-{path.stem}-{name}")
        for path in (*GITHUB, *FORGEJO)
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
        if job["steps"][-1].get("run") in ("make ci-accept", "make ci-comment")
    ),
    pytest.param(GITLAB, "accept", id="gitlab-accept"),
]


@pytest.mark.parametrize(("path", "name"), ACCEPTING)
def test_what_may_write_runs_nothing_of_the_change_it_takes(clone: Path, tmp_path: Path, path: Path, name: str) -> None:
    head = git(clone, "rev-parse", "main").strip()
    git(clone, "checkout", "--quiet", "-b", "fall")
    traps = {name: TRAP.format(name) for name in ("Makefile", "ci.mk")}
    lenient = sample_office().replace("Jobcenter Musterstadt", "Anderswo", 1)
    code = dict.fromkeys(("conftest.py", "casebook.py", "sitecustomize.py"), "open('ran-python', 'w')\n")
    case = {"cases/2018/2018-0002.yaml": numbered("2018-0002")}
    change = commit(clone, {**traps, **code, **case, "office.yaml": lenient, "requirements.txt": "trap"})
    git(clone, "push", "--quiet", "origin", "fall")
    environment = {"CHANGE": change, "COMMIT": change, "BASE": head, "CI_COMMIT_SHA": change}
    environment |= {"CI_DEFAULT_BRANCH": "main", "MAIN": "main"}
    prepared = job_of(path, name)
    if path.parts[-3] == ".github":
        assert prepared["steps"][0]["with"]["ref"] == "main"
        git(clone, "checkout", "--quiet", "main")
    elif path == GITLAB:
        run_lines("\n".join(prepared["script"][:2]), clone, environment)
        assert prepared["script"][2] == "git clean -ffdxq"
    else:
        run_lines(prepared["steps"][0]["run"].splitlines()[-1], clone, environment)
    outcome = run_make(clone, (prepared.get("script") or [prepared["steps"][-1]["run"]])[-1], environment)
    assert not list(clone.rglob("ran-*"))
    assert git(tmp_path / "bare.git", "rev-parse", "main").strip() == head
    if "comment" not in name:
        assert (outcome.returncode, "kein Fall" in outcome.stdout) == (0, True)


def job_of(path: Path, name: str) -> dict[str, Any]:
    whole = yaml.safe_load(path.read_text(encoding="utf-8"))
    found: dict[str, Any] = whole[name] if path == GITLAB else whole["jobs"][name]
    return found


def test_a_change_is_checked_by_the_settings_of_main_as_it_is_now(clone: Path, tmp_path: Path) -> None:
    """The topic has left the office's list since the branch began: the branch's own settings would still know it."""
    git(clone, "checkout", "--quiet", "-b", "erfassung")
    change = commit(clone, {"cases/2018/2018-0002.yaml": numbered("2018-0002")})
    git(clone, "checkout", "--quiet", "main")
    ended = "\nvokabulare:\n  kanal:\n    - {id: telefon, name: Telefon, gueltig_bis: 2018-01-31}\n"
    head = commit(clone, {"office.yaml": sample_office() + ended, "cases/2018/2018-0001.yaml": None})
    git(clone, "push", "--quiet", "origin", "main")
    outcome = run_make(clone, "make ci-accept", {"CHANGE": change})
    assert outcome.returncode == 2
    assert "2018-0002.yaml, Zeile" in outcome.stdout and "gültig bis 31.01.2018" in outcome.stdout
    assert git(tmp_path / "bare.git", "rev-parse", "main").strip() == head


@pytest.mark.parametrize("forge", ["github", "gitlab"])
@pytest.mark.parametrize(
    ("draft", "status", "code"),
    [(False, 200, 0), (True, 200, 0), (False, 409, 2)],
    ids=["merged", "draft", "changed since"],
)
def test_a_proposed_change_is_merged_by_its_forge_as_it_was_checked(
    clone: Path, tmp_path: Path, forge: str, draft: bool, status: int, code: int
) -> None:
    head = git(clone, "rev-parse", "main").strip()
    git(clone, "checkout", "--quiet", "-b", "fall")
    change = commit(clone, {"cases/2018/2018-0002.yaml": numbered("2018-0002")})
    git(clone, "checkout", "--quiet", "main")
    pull = {"title": f"{'Draft: ' if draft else ''}Fall", "draft": draft, "node_id": "PR_7"}
    kind = type("Here", (Merging,), {"pull": pull, "status": status, "asked": (asked := [])})
    with served(kind) as address:
        run = proposed(forge, address) | {"CHANGE": change, "GITHUB_GRAPHQL_URL": f"{address}/graphql"}
        outcome = run_make(clone, "make ci-accept", run)
    assert outcome.returncode == code, outcome.stderr
    *before, merged = asked
    assert (merged["path"].rsplit("/", 1)[1], merged["sha"]) == ("merge", change)
    ready = {"github": {"id": "PR_7"}, "gitlab": "Fall"}[forge]
    assert [each.get("title") or each["variables"] for each in before] == ([ready] if draft else [])
    assert git(tmp_path / "bare.git", "rev-parse", "main").strip() == head


def proposed(forge: str, address: str) -> dict[str, str]:
    """What a forge tells a run about the proposed change it belongs to."""
    found = {
        "github": {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "a/b", "GITHUB_REF": "refs/pull/7/merge"},
        "gitlab": {"CI_API_V4_URL": address, "CI_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7"},
    }[forge]
    return found | {"TOKEN": "x"}


class Merging(BaseHTTPRequestHandler):
    """A forge that is asked to merge."""

    pull: dict[str, Any]
    asked: list[dict[str, Any]]
    status: int

    def log_message(self, *_: Any) -> None:
        pass

    def do_PUT(self) -> None:
        self.asked.append({"path": self.path, **json.loads(self.rfile.read(int(self.headers["Content-Length"])))})
        self.reply(self.status, {})

    do_POST = do_PUT

    def do_GET(self) -> None:
        self.reply(200, self.pull)

    def reply(self, status: int, content: dict[str, Any]) -> None:
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def test_an_invalid_save_stays_where_it_is(clone: Path) -> None:
    git(clone, "checkout", "--quiet", "-b", "erfassung")
    commit(clone, {"cases/2018/2018-0002.yaml": "art: [\n"})
    with pytest.raises(AssertionError, match=r"2018-0002\.yaml, Zeile 2"):
        run_lines("make ci-accept", clone)


def test_the_month_that_ended_is_tagged_once(clone: Path, tmp_path: Path) -> None:
    old = {"GIT_AUTHOR_DATE": "2026-01-10T00:00:00", "GIT_COMMITTER_DATE": "2026-01-10T00:00:00"}
    run_lines("git commit --quiet --amend --no-edit --reset-author", clone, old)
    assert "gesetzt" in run_lines("make ci-tag", clone)
    (tag,) = git(tmp_path / "bare.git", "tag").split()
    assert re.fullmatch(r"stand-20[0-9]{2}-[01][0-9]", tag)
    assert "gibt es schon" in run_lines("make ci-tag", clone)


def test_the_monthly_statistics_show_the_month_that_is_tagged(clone: Path) -> None:
    run = {"RHYTHM": "monthly", "LAST_DAY": "2018-04-30"}
    run |= {f"GIT_{who}_DATE": "2018-04-27T12:00:00" for who in ("AUTHOR", "COMMITTER")}
    assert "gibt es nicht" in run_lines("make ci-statistics", clone, run)
    assert not (clone / "site").exists()
    (clone / "office.yaml").write_text(real_office())
    case = clone / "cases/2018/2018-0001.yaml"
    case.write_text(real(case.read_text()))
    run_lines("git add --all; git commit --quiet --amend --no-edit --reset-author", clone, run)
    run_lines("make ci-tag", clone, run | {"GIT_COMMITTER_DATE": "2018-05-01T03:00:00"})
    commit(clone, {"cases/2018/2018-0002.yaml": real(numbered("2018-0002"))})
    run_lines("make ci-statistics", clone, run)
    pages = clone / "site/statistics"
    assert "Stand 30. April 2018" in (pages / "index.html").read_text(encoding="utf-8").replace("\xa0", " ")
    assert [each.stem for each in pages.rglob("2018-000*.html")] == ["2018-0001"]


def real(case: str) -> str:
    return case.replace("beispiel: true\n", "")


def test_the_internal_site_is_never_deployed(clone: Path) -> None:
    run_lines("make ci-statistics", clone)
    with pytest.raises(AssertionError, match="enthält die interne Statistik"):
        run_lines("make ci-deployable FOLDER=site", clone)
    with pytest.raises(AssertionError, match="gibt es nicht"):
        run_lines("make ci-deployable FOLDER=fehlt", clone)


def test_a_thousand_files_in_one_change_are_all_listed(clone: Path) -> None:
    base = git(clone, "rev-parse", "HEAD").strip()
    git(clone, "checkout", "--quiet", "-b", "viele")
    commit(clone, {f"cases/2018/2018-{number:04}.yaml": "art: lob\n" for number in range(2, 1002)})
    outcome = subprocess.run(
        ["make", "ci-check"],
        cwd=clone,
        env=os.environ | {"BASE": base, "PYTHONPATH": str(ROOT / "scripts")},
        check=False,
        capture_output=True,
    )
    assert outcome.returncode == 2
    summary = (clone / "build" / "pruefung.md").read_text(encoding="utf-8")
    assert summary.count("| cases/2018/") >= 1000


# --- comment and issue


class Notebook(BaseHTTPRequestHandler):
    """Comments and issues of a forge, kept in memory."""

    notes: list[dict[str, Any]]

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        answer: Any = self.notes
        if self.command == "POST":
            answer = {"id": 70 + len(self.notes), "number": len(self.notes) + 1, "iid": len(self.notes) + 1, **body}
            self.notes.append(answer)
        elif self.command in ("PATCH", "PUT"):
            answer = self.notes[0] | body
            assert self.path.rsplit("/", 1)[1] in (str(answer["id"]), str(answer["number"]))
            self.notes[0] = answer
        data = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_PATCH = do_PUT = do_GET


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_one_comment_and_one_issue_are_edited_in_place(clone: Path, forge: str) -> None:
    notes: list[dict[str, Any]] = []
    base = git(clone, "rev-parse", "HEAD").strip()
    git(clone, "checkout", "--quiet", "-b", "fall")
    with served(type("Here", (Notebook,), {"notes": notes})) as address:
        run = proposed(forge, address) | {"BASE": base}
        commit(clone, {"README": "x"})
        assert "Nichts zu melden." in run_lines("make ci-comment", clone, run)
        commit(clone, {"cases/2018/2018-0002.yaml": "art: lob\n"})
        assert "Neu geschrieben." in run_lines("make ci-comment", clone, run)
        assert "Unverändert." in run_lines("make ci-comment", clone, run)
        commit(clone, {"cases/2018/2018-0002.yaml": numbered("2018-0002")})
        assert "Fortgeschrieben." in run_lines("make ci-comment", clone, run)
        assert [("alles in Ordnung" in note["body"]) for note in notes] == [True]
        notes.clear()
        assert "Neu geschrieben." in run_lines("make ci-due", clone, run)
        assert "Unverändert." in run_lines("make ci-due", clone, run)
        assert [note["title"] for note in notes] == ["Was fällig ist"]


def test_a_note_without_a_forge_says_what_is_missing(clone: Path) -> None:
    with pytest.raises(AssertionError, match="mit TOKEN in der Umgebung"):
        run_lines("make ci-due", clone)
