"""Building again into the same folder: whatever changed, the site is the one that a fresh build makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from build_register import ROOT, changed, commit, git, make_register, numbered

from casebook.history import file_logs
from casebook.load import Loaded, load_folder
from casebook.pages.charts import PICTURES
from casebook.pages.keeping import STATE
from casebook.pages.statistics import build_statistics
from casebook.shelf import Shelf

OLD = "cases/2017/2017-0005.yaml"
YOUNG = "cases/2018/2018-0003.yaml"
NEW = "cases/2018/2018-0030.yaml"
TARGETS = "office/ziele.yaml"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Some cases of two years under version control; none names a case that is left out."""
    samples = [*sorted((ROOT / "cases/2017").glob("*.yaml"))[:40], *sorted((ROOT / "cases/2018").glob("*.yaml"))]
    files = {str(path.relative_to(ROOT)): path.read_bytes() for path in samples if "bezug:" not in path.read_text()}
    files |= {f"office/{path.name}": path.read_bytes() for path in (ROOT / "office").glob("*.yaml")}
    folder = make_register(tmp_path / "register", files)
    git(folder, "init", "--quiet")
    commit(folder, {})
    return folder


def built(root: Path, out: Path, shelf: Shelf, stand: date) -> dict[str, bytes]:
    """Every file of the site that stands in `out` after a build."""
    register = load_folder(root, stand, stand, shelf)
    assert isinstance(register, Loaded), register
    logs = file_logs(root, "cases")
    build_statistics(
        register.cases, register.office, register.provenance, out, outside=register.outside, shelf=shelf, logs=logs
    )
    files = (path for path in out.rglob("*") if path.is_file() and path.name != STATE)
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def written(name: str, *changes: tuple[str, str]) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        path = root / name
        path.write_text(changed(path.read_text(encoding="utf-8"), *changes), encoding="utf-8")

    return write


def test_every_kind_of_change_gives_the_site_of_a_fresh_build(register: Path, tmp_path: Path) -> None:
    kept, pictures, out = Shelf(tmp_path / "kept"), Shelf(tmp_path / "pictures"), tmp_path / "site"
    stand = date(2018, 4, 20)
    steps: dict[str, Callable[[Path], None]] = {
        "nothing": lambda root: None,
        "words of a case": written(OLD, ("Eine Umschülerin hat", "Eine Schülerin hat")),
        "a fact that figures count": written(OLD, ("kanal: e_mail", "kanal: brief")),
        "a commit": _commit,
        "a new case": lambda root: _write(root / NEW, numbered("2018-0030")),
        "a case that is gone": lambda root: (root / YOUNG).unlink(),
        "a target": written(TARGETS, ("ziel: 85", "ziel: 95")),
        "a name of the settings": written("office.yaml", ("name: Jobcenter Musterstadt", "name: Jobcenter Neustadt")),
    }
    for number, (name, step) in enumerate(steps.items()):
        step(register)
        again = built(register, out, kept, stand)
        fresh = built(register, tmp_path / f"fresh-{number}", pictures, stand)
        assert {file for file in again.keys() | fresh.keys() if again.get(file) != fresh.get(file)} == set(), name
        _forget_all_but_pictures(pictures)
        shutil.rmtree(tmp_path / f"fresh-{number}")
    later = date(2018, 5, 21)
    assert built(register, out, kept, later) == built(register, tmp_path / "later", pictures, later)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _commit(root: Path) -> None:
    commit(root, {})


def _forget_all_but_pictures(shelf: Shelf) -> None:
    assert shelf.folder
    for path in shelf.folder.iterdir():
        if not path.name.startswith(PICTURES):
            path.unlink()


def test_a_page_that_is_kept_names_the_new_commit(register: Path, tmp_path: Path) -> None:
    shelf, stand = Shelf(tmp_path / "shelf"), date(2018, 4, 20)
    before = built(register, tmp_path / "site", shelf, stand)
    inode = (tmp_path / "site/faelle/2017-0001.html").stat().st_ino
    new = commit(register, {})[:10]
    after = built(register, tmp_path / "site", shelf, stand)
    assert (tmp_path / "site/faelle/2017-0001.html").stat().st_ino == inode
    page = after["2017-03.html"].decode()
    assert new in page and new not in before["2017-03.html"].decode()
