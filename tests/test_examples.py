"""Good examples pass without a word; a bad example gives its one message, word for word.

A bad example is `invalid/<id>.yaml` (a case), `invalid/office/<id>.yaml`, `invalid/process/<id>.yaml` or a
folder `invalid/<id>/` with files of a register; with `before/` and `after/` in it, a change in Git. What Git cannot
hold, or should not, is made in `MADE`.
`pytest --update-expected` writes the wording anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from build_letters import LETTER_EXAMPLES
from build_register import (
    FIRST_CASE,
    ROOT,
    TODAY,
    changed_register,
    checked,
    checked_change,
    copy_register,
    make_register,
)
from build_texts_public import TEXT_EXAMPLES

from casebook.check import Checked, check_batch
from casebook.messages import CATALOGUE
from casebook.pages.mended import Mended, mended
from casebook.reading import MAX_BYTES, MAX_NODES, MAX_TEXT
from casebook.register import Settings, read_settings
from casebook.report import as_text, summary_line
from casebook.rules.context import Context

VALID = ROOT / "tests" / "examples" / "valid"
INVALID = ROOT / "tests" / "examples" / "invalid"
PROCESS = "handbook/processes/bagatelle.yaml"
NOBODY = 65534


def a_case() -> str:
    return (VALID / "beschwerde-neu.yaml").read_text(encoding="utf-8")


# --- good examples


@pytest.mark.parametrize("example", sorted(VALID.iterdir()), ids=lambda path: path.stem)
def test_good_example_passes_without_a_word(tmp_path: Path, example: Path) -> None:
    if example.is_dir():
        copy_register(tmp_path, example)
    else:
        make_register(tmp_path, {FIRST_CASE: example.read_bytes()})
    assert messages(checked(tmp_path)) == ""


# --- bad examples that Git cannot hold, or should not


def linked_out_of_the_tree(folder: Path) -> Checked:
    outside = folder / "elsewhere.yaml"
    outside.write_text(a_case(), encoding="utf-8")
    register = make_register(folder / "register", {"cases/2018/keep": ""})
    (register / FIRST_CASE).symlink_to(outside)
    (register / "cases/2018/keep").unlink()
    return checked(register)


def folder_named_like_a_case(folder: Path) -> Checked:
    make_register(folder)
    (folder / FIRST_CASE).mkdir(parents=True)
    return checked(folder)


def not_readable(folder: Path) -> Checked:
    make_register(folder, {FIRST_CASE: a_case()})
    settings = read_settings(folder)
    assert isinstance(settings, Settings)
    context = Context(settings.office, TODAY, settings.processes)
    (folder / FIRST_CASE).chmod(0)
    with without_the_rights_of_root():
        problems = check_batch(folder, context, [FIRST_CASE]).problems
    return Checked(tuple(problems), 1)


@contextmanager
def without_the_rights_of_root() -> Iterator[None]:
    """Root reads every file; for a moment this process is nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def case_with(text: str) -> Callable[[Path], Checked]:
    def check(folder: Path) -> Checked:
        return checked(make_register(folder, {FIRST_CASE: a_case() + text}))

    return check


MADE: dict[str, Callable[[Path], Checked]] = {
    "datei-verweis": linked_out_of_the_tree,
    "datei-keine-datei": folder_named_like_a_case,
    "datei-unlesbar": not_readable,
    "datei-zu-gross": case_with("# Das ganze Schreiben.\n" * (MAX_BYTES // 23)),
    "yaml-zu-viel": case_with("verlauf: [" + "x, " * MAX_NODES + "x]\n"),
    **LETTER_EXAMPLES,
    **TEXT_EXAMPLES,
    "yaml-text-zu-lang": case_with("verlauf:\n  - notiz: |\n" + "      Das ganze Schreiben.\n" * (MAX_TEXT // 20)),
}


# --- all bad examples


def examples() -> dict[str, Callable[[Path], Checked]]:
    """How to check each bad example, by message id."""
    found = dict(MADE)
    for path in sorted(INVALID.iterdir()):
        if path.suffix == ".yaml":
            found[path.stem] = lambda folder, path=path: checked(make_register(folder, {FIRST_CASE: path.read_bytes()}))
        elif (path / "before").is_dir():
            found[path.name] = lambda folder, path=path: checked_change(changed_register(folder, path))
        elif path.is_dir() and path.name not in ("office", "process"):
            found[path.name] = lambda folder, path=path: checked(copy_register(folder, path))
    for path in sorted((INVALID / "office").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found[path.stem] = lambda folder, text=text: checked(make_register(folder, office=text))
    for path in sorted((INVALID / "process").glob("*.yaml")):
        found[path.stem] = lambda folder, path=path: checked(make_register(folder, {PROCESS: path.read_bytes()}))
    return found


EXAMPLES = examples()


def messages(result: Checked) -> str:
    """What `casebook check` prints, without its last line."""
    return as_text(result).removesuffix(summary_line(result) + "\n")


def expected_file(message_id: str) -> Path:
    for folder in ("office", "process"):
        if (INVALID / folder / f"{message_id}.yaml").exists():
            return INVALID / folder / f"{message_id}.expected"
    return INVALID / f"{message_id}.expected"


def test_every_message_has_a_bad_example_and_every_example_a_message() -> None:
    assert sorted(EXAMPLES) == sorted(CATALOGUE)


@pytest.mark.parametrize("message_id", sorted(EXAMPLES))
def test_bad_example_gives_its_one_message_word_for_word(
    tmp_path: Path, message_id: str, update_expected: bool
) -> None:
    result = EXAMPLES[message_id](tmp_path)
    assert [problem.id for problem in result.problems] == [message_id], messages(result)
    expected = expected_file(message_id)
    if update_expected:
        expected.write_text(messages(result).rstrip("\n") + "\n", encoding="utf-8")
    assert messages(result).rstrip("\n") + "\n" == expected.read_text(encoding="utf-8")


def bad_file(message_id: str) -> Path | None:
    places = (INVALID / f"{message_id}.yaml", *((INVALID / name / f"{message_id}.yaml") for name in FOLDERS))
    return next((path for path in places if path.is_file()), None)


FOLDERS = ("office", "process")


TRIED = [example for example in mended().values() if not example.nur_gezeigt]


@pytest.mark.parametrize("shown", TRIED, ids=lambda example: example.id)
def test_what_the_page_calls_right_passes_the_check(tmp_path: Path, shown: Mended) -> None:
    """The bad example of the page stands in the bad file; with the good one in its place nothing is left to mend."""
    path = bad_file(shown.id)
    assert path
    text = path.read_text(encoding="utf-8")
    if not text.endswith("\n"):
        text += "\n"
    assert text.count(shown.schlecht) >= 1
    good = text.replace(shown.schlecht, shown.gut, 1)
    where = {"office": {}, "process": {PROCESS: good}}.get(path.parent.name, {FIRST_CASE: good})
    root = make_register(tmp_path, where, office=good if path.parent.name == "office" else None)
    assert messages(checked(root)) == ""


def test_messages_show_how_it_is_right() -> None:
    assert set(mended()) <= set(CATALOGUE)
    assert len(set(CATALOGUE) - set(mended())) <= 30
    assert len(TRIED) > 100


def test_no_expected_wording_is_left_over() -> None:
    assert {path.stem for path in INVALID.rglob("*.expected")} == set(CATALOGUE)
