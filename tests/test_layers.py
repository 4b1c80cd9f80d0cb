"""Each layer imports only from those left of it, and what touches the world outside stays in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter

import pytest
from build_register import ROOT

PACKAGE = ROOT / "scripts" / "casebook"

# Left to right; a name stands for a module or a folder of modules. Neighbours in a group may use each other.
LAYERS = (
    ("problem", "periods", "values", "syntax", "product", "staging", "german", "shelf", "hours", "forge", "beside"),
    ("messages", "reading"),
    ("shape", "shipped"),
    ("model", "outward", "office", "law", "outside", "published", "provenance", "attack"),
    ("derive", "kinds", "processes", "calendars", "deadlines", "items", "filters", "disclosure", "texts"),
    ("rules",),
    ("register", "history"),
    ("changes",),
    ("check", "casefile", "numbering", "due"),
    ("bulk", "load", "parts"),
    ("report", "importing", "measures", "signals", "agenda"),
    ("revisions",),
    ("schema", "figurelist", "chains", "letters", "pages", "reports"),
    ("exports", "publishing", "entry"),
    ("cli",),
)
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}

# Where what is slow, heavy or impure may be imported.
PLACES = {
    "git": {"history"},
    "pickle": {"bulk", "parts", "beside"},
    "platformdirs": {"cli"},
    "click": {"cli", "german"},
    "rich": {"cli"},
    "yaml": {"reading", "syntax", "pages.mkdocs_run"},
    "pandas": {"measures", "exports.parquet_file"},
    "fastparquet": {"exports.parquet_file"},
    "numpy": {"measures", "signals", "calendars", "pages.evidence_files"},
    "scipy": {"signals"},
    "holidays": {"calendars"},
    "dateutil": {"deadlines", "signals"},
    "openpyxl": {"importing.sources", "exports.xlsx_file"},
    "icalendar": {"pages.feed"},
    "jinja2": {"pages", "letters"},
    "docxtpl": {"letters"},
    "docx": {"reports", "pages.form", "pages.papers"},
    "typst": {"pages.typesetting"},
    "segno": {"pages.papers"},
    "lxml": {"letters"},
    "mkdocs": {"pages"},
    "altair": {"pages"},
    "vl_convert": {"pages", "reports"},
    "fontTools": {"pages"},
    "babel": {"pages"},
}
CASES = {
    "register",
    "bulk",
    "parts",
    "load",
    "check",
    "changes",
    "derive",
    "kinds",
    "deadlines",
    "items",
    "due",
    "agenda",
    "filters",
    "revisions",
    "measures",
    "signals",
    "rules",
    "numbering",
    "history",
    "importing",
    "casefile",
    "report",
    "letters",
    "reports",
    "exports",
    "publishing",
}
"""What knows single cases; the public handbook is built without it."""


PURE = {
    "rules", "measures", "signals", "derive", "kinds", "model", "values", "problem", "messages", "shape",
    "calendars", "deadlines", "filters", "items", "revisions", "due", "agenda", "changes", "attack", "disclosure",
    "publishing",
}  # fmt: skip


def modules() -> dict[str, ast.Module]:
    """Every module of the package by its dotted name, the package's own left out."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        if name != "__init__":
            found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def imported(tree: ast.Module) -> Iterator[str]:
    """Dotted names of everything a module imports, also inside functions and for type checks only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> set[str]:
    """Modules of the package that a module imports, as finely as they are named."""
    used = {target.removeprefix("casebook.") for target in imported(MODULES[name]) if target.startswith("casebook.")}
    return {next(place for place in (target, target.rpartition(".")[0]) if place in MODULES) for target in used}


def top(name: str) -> str:
    return name.partition(".")[0]


IMPORTS = {name: own(name) for name in MODULES}


def test_every_module_has_a_layer() -> None:
    assert {top(name) for name in MODULES} == set(LAYER_OF)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_from_its_left(name: str) -> None:
    wrong = {used for used in IMPORTS[name] if LAYER_OF[top(used)] > LAYER_OF[top(name)]}
    assert wrong == set()


def test_no_module_needs_itself() -> None:
    TopologicalSorter(IMPORTS).prepare()


def test_nobody_imports_the_command_line() -> None:
    assert [name for name, used in IMPORTS.items() if "cli" in used] == []


@pytest.mark.parametrize("library", PLACES)
def test_what_is_heavy_stays_in_its_place(library: str) -> None:
    users = {name for name, tree in MODULES.items() if library in {top(target) for target in imported(tree)}}
    assert users
    assert {name for name in users if not {name, top(name)} & PLACES[library]} == set()


def test_what_builds_the_public_handbook_knows_no_case() -> None:
    needed, waiting = set(), ["pages.handbook"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += IMPORTS[name]
    assert {top(name) for name in needed} & CASES == set()
    assert "processes" in needed


def test_rules_and_measures_read_no_file() -> None:
    world = {"os", "pathlib.Path", "io", "subprocess", "shutil", "tempfile", "sys"}
    for name, tree in MODULES.items():
        if top(name) in PURE:
            assert not world & set(imported(tree)), name
            assert not {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {"open", "print"}, name


@pytest.mark.parametrize("clock", ["today", "now", "utcnow", "time_ns"])
def test_only_the_command_line_asks_the_clock(clock: str) -> None:
    def asks(tree: ast.Module) -> bool:
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        return any(isinstance(call, ast.Attribute) and call.attr == clock for call in calls)

    assert {name for name, tree in MODULES.items() if asks(tree)} <= {"cli.common"}
