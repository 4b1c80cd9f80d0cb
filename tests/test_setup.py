"""The set-up: lock files, why each dependency is there, make targets, style sheet and fonts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import fetch_assets

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)["project"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")

# Each lock file holds its own groups and those of every file it builds on.
LOCKS = {
    "check": ["setup"],
    "site": ["setup", "site"],
    "test": ["setup", "site", "test"],
    "bench": ["setup", "bench"],
    "lock": ["lock"],
}
HEAVY = {"pandas", "numpy", "mkdocs", "mkdocs-material", "jinja2", "altair", "openpyxl", "playwright"}


def lock_text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", lock_text(name), re.MULTILINE))


def test_every_lock_file_is_known() -> None:
    assert {path.stem for path in (ROOT / "requirements").iterdir()} == set(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_names_no_address_and_no_path(name: str) -> None:
    text = lock_text(name)
    assert "://" not in text
    assert not re.search(r"--(?:extra-)?index-url|--find-links|--trusted-host|\s@\s|^-e", text, re.MULTILINE)
    assert not re.search(r"(?:^|\s)(?:/|~|[A-Za-z]:\\)\S", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_hashes(name: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", lock_text(name), flags=re.MULTILINE)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==\S+ ", entry), entry.splitlines()[0]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry.splitlines()[0]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_file_fits_pyproject(name: str) -> None:
    groups = PROJECT["optional-dependencies"]
    wanted = PROJECT["dependencies"] + [text for group in LOCKS[name] for text in groups[group]]
    pinned = pins(name)
    for requirement in map(Requirement, wanted):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version and version in requirement.specifier, f"{requirement}: run `make lock`"


def test_lock_files_agree_on_every_version() -> None:
    seen: dict[str, str] = {}
    for name in LOCKS:
        for package, version in pins(name).items():
            assert seen.setdefault(package, version) == version, package


def test_platforms_other_than_this_one_stay_installable() -> None:
    # One wheel per system and Python version; a lock that knows this machine alone has one hash.
    entry = re.search(r"^pydantic-core==.*?(?=^\S)", lock_text("check"), re.MULTILINE | re.DOTALL)
    assert entry and entry.group().count("--hash=") > 50
    assert re.search(r"^brotlicffi==.* ; platform_python_implementation != 'CPython'", lock_text("site"), re.MULTILINE)


def test_check_path_stays_light() -> None:
    assert not HEAVY & set(pins("check"))
    assert len(pins("check")) <= 16


def test_every_dependency_says_why() -> None:
    groups = "|".join(["dependencies", *PROJECT["optional-dependencies"]])
    arrays = re.findall(rf"^(?:{groups}) = \[\n(.*?)^\]", PYPROJECT, re.MULTILINE | re.DOTALL)
    assert len(arrays) == 1 + len(PROJECT["optional-dependencies"])
    for line in "".join(arrays).splitlines():
        assert re.fullmatch(r'    "[^"]+",\s+# \S.{10,}', line), line


def test_npm_lock_names_no_address() -> None:
    text = (ROOT / "site_templates" / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)["packages"]
    for package in lock.values():
        package.pop("funding", None)  # where its authors take donations, not where it comes from
    assert "resolved" not in text and "://" not in json.dumps(lock)
    wanted = json.loads((ROOT / "site_templates" / "package.json").read_text(encoding="utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert lock[f"node_modules/{name}"]["version"] == version
        assert lock[f"node_modules/{name}"]["integrity"].startswith("sha512-")


def targets() -> set[str]:
    phony = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    assert phony
    names = set(phony.group(1).split())
    assert names <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    return names


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_pages_name_only_targets_that_exist(page: str) -> None:
    named = set(re.findall(r"`make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8")))
    assert {"site", "test"} <= named <= targets()


def test_make_alone_explains_every_target() -> None:
    explained = set(re.findall(r"^make ([a-z]+)", output("make", "--no-print-directory"), re.MULTILINE))
    assert explained == targets() - {"help", "lint", "browser"}


def output(*command: str) -> str:
    # Flags of a `make` that runs these tests must not reach the one started here.
    env = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True).stdout


def test_ci_runs_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [line for line in commands if "make" in line] == ["exec make test"] == commands[-1:]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("cases/2017/2017-0001.yaml", "auto"),
        ("tests/examples/invalid/utf16.yaml", "unset"),
        ("tests/data/x.csv", "unset"),
    ],
)
def test_git_leaves_bytes_alone_where_they_matter(path: str, value: str) -> None:
    assert output("git", "check-attr", "text", path).strip() == f"{path}: text: {value}"


def test_style_sheets_ask_for_local_files_only() -> None:
    assert (fetch_assets.ASSETS / "kern" / "kern.min.css").is_file()
    assert fetch_assets.broken_links(fetch_assets.ASSETS / "kern") == []


@pytest.mark.parametrize(
    "rule",
    [
        'a { background: url("https://example.org/x.png") }',
        "a { background: url( //example.org/x.png ) }",
        "@import 'https://example.org/x.css';",
        "@font-face { src: url('./missing.woff2') }",
        "a { background: url(../../outside.png) }",
    ],
)
def test_foreign_or_missing_files_are_found(tmp_path: Path, rule: str) -> None:
    (tmp_path / "outside.png").touch()
    folder = tmp_path / "kern" / "css"
    folder.mkdir(parents=True)
    (folder / "x.css").write_text("b { mask: url(data:image/svg+xml;utf8,x) }\n" + rule, encoding="utf-8")
    assert len(fetch_assets.broken_links(tmp_path / "kern")) == 1


def test_every_face_is_there_for_page_and_chart() -> None:
    rules = (fetch_assets.ASSETS / "kern" / "fonts" / "fira-sans.css").read_text(encoding="utf-8")
    assert rules.count("@font-face") == rules.count("font-display: swap") == len(fetch_assets.FACES)
    for face in fetch_assets.FACES:
        assert f"FiraSans-{face}.woff2" in rules
        assert (fetch_assets.ASSETS / "fonts" / f"FiraSans-{face}.ttf").read_bytes().startswith(b"\0\1\0\0")


@pytest.mark.parametrize("folder", ["kern/fonts", "fonts"])
def test_fonts_carry_their_licence(folder: str) -> None:
    licence = fetch_assets.ASSETS / folder / "OFL-1.1.txt"
    assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")
