"""Registers in a temporary folder, made of texts: an office, files by path, a history in Git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from casebook.check import Checked, check_register
from casebook.history import changed_since

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2018, 5, 2)
FIRST_CASE = "cases/2018/2018-0001.yaml"


def sample_office() -> str:
    """The office of this repository: Jobcenter Musterstadt, invented."""
    return (ROOT / "office.yaml").read_text(encoding="utf-8")


def real_office() -> str:
    """The same office as a real one: no invented cases, no frozen day."""
    lines = sample_office().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("beispiel:", "stichtag:", "hinweis:")))


def make_register(folder: Path, files: Mapping[str, str | bytes] | None = None, *, office: str | None = None) -> Path:
    """A register in `folder` with the sample office unless another is given."""
    everything: dict[str, str | bytes] = {"office.yaml": sample_office() if office is None else office}
    for name, content in (everything | dict(files or {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def copy_register(folder: Path, source: Path) -> Path:
    """A register made of the files of an example folder; the sample office where it brings none."""
    make_register(folder)
    shutil.copytree(source, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.expected"))
    return folder


def checked(folder: Path) -> Checked:
    """The check on the day on which the samples stand still."""
    return check_register(folder, today=TODAY)


def checked_change(folder: Path, base: str = "HEAD~1", *, today: date = TODAY) -> Checked:
    """The check of a register and of what changed in it since `base`."""
    return check_register(folder, today=today, change=changed_since(folder, base, "cases"))


def changed_register(folder: Path, source: Path) -> Path:
    """A repository with two commits: the files of `source/before`, then those of `source/after` in their place."""
    git(make_register(folder), "init", "--quiet")
    for state in ("before", "after"):
        shutil.rmtree(folder / "cases", ignore_errors=True)
        shutil.copytree(source / state, folder, dirs_exist_ok=True)
        commit(folder, {})
    return folder


def example(name: str = "beschwerde-neu", *changes: tuple[str, str]) -> str:
    """A good example case, with some of its text changed."""
    return changed((ROOT / "tests" / "examples" / "valid" / f"{name}.yaml").read_text(encoding="utf-8"), *changes)


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with the first `old` of each pair replaced; it must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def numbered(number: str, name: str = "beschwerde-neu") -> str:
    """A good example case under another number."""
    return example(name, ("2018-0001", number))


def git(folder: Path, *arguments: str, author: str = "x") -> str:
    identity = ["-c", f"user.name={author}", "-c", f"user.email={author}@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, files: Mapping[str, str | None], *, author: str = "x", message: str = "x") -> str:
    """Write (or with None remove) files and commit them; the commit's id."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, author=author)
    return git(folder, "rev-parse", "HEAD").strip()
