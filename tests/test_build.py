"""Building: swapped at the end, nothing of a case in the handbook, no half-built site on a full disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from casebook.model import Case
from casebook.shape import submodel
from casebook.staging import staged

PROJECT = Path(__file__).resolve().parents[1]
CASEBOOK = [sys.executable, "-m", "casebook.cli"]
CANARY = "kanarienvogel"


def small_register(root: Path, cases: int = 3) -> Path:
    """The sample office with its first cases."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(PROJECT / "office.yaml", root / "office.yaml")
    (root / "cases/2017").mkdir(parents=True)
    for number in range(1, cases + 1):
        shutil.copy(PROJECT / f"cases/2017/2017-{number:04d}.yaml", root / "cases/2017")
    return root


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_staged_swaps_only_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "alt.html").write_text("alt")
    with pytest.raises(KeyboardInterrupt), staged(target) as fresh:
        (fresh / "neu.html").write_text("neu")
        raise KeyboardInterrupt
    assert listing(target) == {"alt.html": b"alt"}
    with staged(target) as fresh:
        (fresh / "neu.html").write_text("neu")
    assert listing(target) == {"neu.html": b"neu"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("what", ["handbook", "statistics"])
def test_a_full_disk_leaves_the_old_site_whole(tmp_path: Path, what: str) -> None:
    """A tmpfs too small for the site, in a mount namespace of its own."""
    root = small_register(tmp_path / "register")
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=150k tmpfs {disk} && mkdir -p {disk}/{what} && echo alt > {disk}/{what}/index.html && "
        f'{{ "$@"; echo "exit $?"; cat {disk}/{what}/index.html; ls -A {disk}; }}'
    )
    command = [*CASEBOOK, "build", what, "--root", str(root), "--out", str(disk)]
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, "sh", *command], capture_output=True, text=True, check=False
    )
    assert run.stdout.split("\n")[:3] == ["exit 2", "alt", what], run.stdout + run.stderr
    assert "Die Platte ist voll" in run.stderr
    assert "Traceback" not in run.stderr


def _canaries(model: type[BaseModel], path: str = "") -> dict[str, object]:
    """Data with a canary in every field of the model, lists with one entry."""
    data: dict[str, object] = {}
    for name, field in model.model_fields.items():
        inner = submodel(field.annotation)
        value = _canaries(inner, f"{path}{name}-") if inner else f"{CANARY}-{path}{name}"
        data[name] = [value] if "tuple" in str(field.annotation) else value
    return data


def test_no_word_of_a_case_reaches_the_handbook(tmp_path: Path) -> None:
    root = small_register(tmp_path / "register", cases=0)
    canaries = yaml.safe_dump(_canaries(Case))
    assert canaries.count(CANARY) > 80
    (root / "cases/2018").mkdir()
    (root / "cases/2018/2018-0001.yaml").write_text(canaries, encoding="utf-8")
    out = tmp_path / "out"
    subprocess.run([*CASEBOOK, "build", "handbook", "--root", str(root), "--out", str(out)], check=True)
    pages = listing(out / "handbook")
    assert len(pages) > 100
    assert not [name for name, content in pages.items() if CANARY.encode() in content.lower()]


def test_an_interrupted_build_leaves_the_old_site_whole(tmp_path: Path) -> None:
    root = small_register(tmp_path / "register")
    out = tmp_path / "out"
    build = [*CASEBOOK, "build", "handbook", "--root", str(root), "--out", str(out)]
    (out / "handbook").mkdir(parents=True)
    (out / "handbook/index.html").write_text("alt")
    running = subprocess.Popen(build, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    with pytest.raises(subprocess.TimeoutExpired):
        running.wait(1.5)
    os.kill(running.pid, 9)
    running.wait()
    assert (out / "handbook/index.html").read_text() == "alt"
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    assert (out / "handbook/index.html").read_text() != "alt"
