"""What Git knows, asked of real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from build_register import commit, git

from casebook.history import NoSuchRevision, changed_since, head_commit


def touched_files(root: Path, base: str) -> frozenset[str]:
    return changed_since(root, base, "cases").touched


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {"cases/a.yaml": "1", "cases/b.yaml": "1", "cases/c.yaml": "1", ".gitignore": "*.tmp\n"})
    git(tmp_path, "branch", "start")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        ({}, set()),
        ({"cases/a.yaml": "2"}, {"cases/a.yaml"}),
        ({"cases/neu ä.yaml": "1"}, {"cases/neu ä.yaml"}),
        ({"cases/b.yaml": None}, {"cases/b.yaml"}),
        ({"cases/c.yaml": None, "cases/d.yaml": "1"}, {"cases/c.yaml", "cases/d.yaml"}),
    ],
    ids=["nothing", "changed", "new", "deleted", "renamed"],
)
def test_touched_is_what_differs_whether_committed_or_not(
    repository: Path, change: dict[str, str | None], touched: set[str]
) -> None:
    for name, text in change.items():
        (repository / name).unlink() if text is None else (repository / name).write_text(text, encoding="utf-8")
    assert touched_files(repository, "start") == touched
    commit(repository, {})
    assert touched_files(repository, "start") == touched
    assert touched_files(repository, "HEAD") == set()


def test_what_git_ignores_is_not_touched(repository: Path) -> None:
    (repository / "cases" / "x.tmp").touch()
    assert touched_files(repository, "start") == set()


def test_changes_on_the_other_branch_are_not_ours(repository: Path) -> None:
    commit(repository, {"cases/a.yaml": "theirs"})
    git(repository, "checkout", "--quiet", "-b", "ours", "start")
    commit(repository, {"cases/b.yaml": "ours"})
    assert touched_files(repository, "main") == {"cases/b.yaml"}


def test_names_are_relative_to_the_register_inside_the_repository(repository: Path) -> None:
    commit(repository, {"office/cases/a.yaml": "1", "README": "1"})
    assert touched_files(repository / "office", "start") == {"cases/a.yaml"}


@pytest.mark.parametrize("base", ["nowhere", "", "--all", "0" * 40, "HEAD~99", "main:cases/a.yaml", "a b", "ä"])
def test_unknown_revision_is_a_wrong_call(repository: Path, base: str) -> None:
    with pytest.raises(NoSuchRevision, match="bekannter Stand"):
        touched_files(repository, base)


def test_no_common_history_is_a_wrong_call(repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "alone")
    commit(repository, {"cases/a.yaml": "another beginning"})
    with pytest.raises(NoSuchRevision, match="ohne gemeinsame Geschichte"):
        touched_files(repository, "main")


def test_no_repository_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoSuchRevision, match="keinem Git-Repository"):
        touched_files(tmp_path, "HEAD")


def test_a_repository_of_somebody_else_is_a_wrong_call(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "true")
    with pytest.raises(NoSuchRevision, match="jemand anderem gehört"):
        touched_files(repository, "HEAD")


def test_the_head_says_whether_the_folder_is_that_commit(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = head_commit(repository)
    assert head and head.clean
    assert (head.id, head.short) == (git(repository, "rev-parse", "HEAD").strip(), head.id[:10])
    assert head.moment.timestamp() == int(git(repository, "log", "-1", "--format=%ct"))
    (repository / "cases" / "a.yaml").write_text("2")
    changed = head_commit(repository)
    assert changed and not changed.clean
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(repository))
    (repository / "plain").mkdir()
    monkeypatch.setenv("GIT_DIR", str(repository / "plain"))
    assert head_commit(repository / "plain") is None
