"""The wheel an office pins: installed alone, it checks and builds a register of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from build_register import ROOT, commit, example, git, make_register, real_office

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"NO_MKDOCS_2_WARNING": "1"}


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The Python of a fresh environment with the built wheel in it; dependencies come from the one of the tests."""
    source = tmp_path / "source"
    ignored = shutil.ignore_patterns("node_modules", ".git", ".venv*", "build", "site", "cases", "tests", "*.egg-info")
    shutil.copytree(ROOT, source, ignore=ignored, symlinks=False)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    built = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path, ".", cwd=source)
    assert built.returncode == 0, built.stderr
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    (wheel,) = tmp_path.glob("casebook-*.whl")
    placed = run(*pip, "--python", python, "install", "--no-deps", wheel, cwd=tmp_path)
    assert placed.returncode == 0, placed.stderr
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    shutil.rmtree(source)
    return python


def test_a_register_of_its_own_is_checked_and_built_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    text = real_office().replace("../../scripts/casebook/schema/case.schema.json", "../../schema/case.schema.json")
    case = example("beschwerde-neu", ("beispiel: true\n", ""))
    root = make_register(tmp_path / "register", {"cases/2018/2018-0001.yaml": case}, office=text)
    git(root, "init", "--quiet")
    commit(root, {})
    casebook = (installed, "-m", "casebook.cli")
    where = run(installed, "-c", "import casebook; print(casebook.__file__)", cwd=root).stdout
    assert where.startswith(str(tmp_path / "venv"))
    for arguments in (
        ("check",),
        ("schema", "--out", "schema"),
        ("new", "--art", "lob", "--kanal", "telefon"),
        ("build", "all", "--today", "2018-05-02"),
    ):
        if arguments[0] == "build":
            shutil.rmtree(root / "cases" / str(max(int(path.name) for path in (root / "cases").iterdir())))
        outcome = run(*casebook, *arguments, cwd=root)
        assert (outcome.returncode, outcome.stderr) == (0, ""), arguments
    assert (root / "schema" / "case.schema.json").is_file()
    built = {name: (root / "site" / name / "index.html").is_file() for name in ("handbook", "statistics", "entry")}
    assert all(built.values()), built
