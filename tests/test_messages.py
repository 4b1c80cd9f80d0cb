"""The catalogue of messages: readable, complete, each with a page. Wording and use: test_examples.py."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from build_register import ROOT

from casebook.messages import CATALOGUE, Message, hint_of, text_of
from casebook.problem import Problem

PACKAGE = ROOT / "scripts" / "casebook"
PLACEHOLDERS = {"feld", "gefunden", "erwartet"}
JARGON = re.compile(
    r"\b(?:parse|parser|string|boolean|integer|array|list|dict|null|None|True|False|key|value|error|warning|schema"
    r"|token|commit|branch|merge request|pull request|exception|traceback|regex|unexpected|invalid)\b"
)

every_message = pytest.mark.parametrize("message", CATALOGUE.values(), ids=lambda message: message.id)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_catalogue_is_as_large_as_promised() -> None:
    assert len(CATALOGUE) >= 60


@every_message
def test_message_is_written_for_a_clerk(message: Message) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", message.id)
    for text in (message.text, message.hint):
        assert placeholders(text) <= PLACEHOLDERS
        assert text[0].isupper() or text.startswith(("„", "{"))
        assert text.endswith((".", "?{erwartet}", ".{erwartet}")), text
        assert not re.search(r"  |\s$|^\s|\.\.$|'", text), text
        assert text.count("„") == text.count("“"), text
        assert text.count("(") == text.count(")"), text
        assert not JARGON.search(text), text
    assert message.title and not message.title.endswith(".")


@every_message
def test_hint_tells_what_to_do_and_does_not_repeat_the_finding(message: Message) -> None:
    assert message.hint != message.text
    assert len(message.hint) >= 20


@pytest.mark.parametrize("write", [text_of, hint_of])
@every_message
def test_placeholders_are_filled_even_with_braces(message: Message, write: Callable[[Problem], str]) -> None:
    text = write(Problem("f", 1, 1, message.id, "{feld}", "{0} {gefunden}", "{}"))
    template = message.text if write is text_of else message.hint
    assert ("{feld}" in text) == ("feld" in placeholders(template))


def test_nobody_produces_a_message_that_is_not_in_the_catalogue() -> None:
    call = re.compile(r'(?:Finding|_Refused|_refuse|_at|_repeated)\(\s*(?:\w+,\s*)*"([a-z0-9]+(?:-[a-z0-9]+)+)"')
    used = {name for path in PACKAGE.rglob("*.py") for name in call.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 80
    assert used <= set(CATALOGUE)


def test_every_message_has_its_page(built_handbook: Path) -> None:
    pages = {message: built_handbook / message.page / "index.html" for message in CATALOGUE.values()}
    missing = [message.id for message, page in pages.items() if not page.is_file()]
    assert missing == []
    assert [m.id for m, page in pages.items() if escape(m.title) not in page.read_text(encoding="utf-8")] == []
