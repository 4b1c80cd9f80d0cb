"""The form in a real browser against a double of the forges: what a clerk does arrives as a file the check accepts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from build_intakes import INTAKES, Clerk
from build_register import TODAY, checked, commit, example, git, make_register, sample_office
from forge_double import TOKEN, Bare, Forge, Forgejo, serving, serving_folder

from casebook.entry.site import build_entry
from casebook.register import Settings, read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("entry")]

PHONE = INTAKES["phone"]


@dataclass
class Desk:
    """A clerk's desk: a browser that is signed in, a forge, and what the page complained about."""

    page: Page
    clerk: Clerk
    forge: Forge
    site: str
    complaints: list[str]

    def open(self, kind: str) -> None:
        """Open an empty form, as the links of the start page do."""
        self.page.goto(f"{self.site}/formular.html#/collections/{kind}/new")
        self.page.locator("[data-key-path='anliegen.0.kurz'] [type=text]").wait_for()

    def number(self) -> str:
        return self.page.locator("[data-key-path=aktenzeichen] [type=text]").input_value()

    def take(self, kind: str, fill: dict[str, str]) -> str:
        """Fill in and save a new case; its number."""
        self.open(kind)
        number = self.number()
        left = self.clerk.fill(fill)
        assert left == {}
        self.clerk.save()
        return number

    def saved(self) -> None:
        """Wait until the form has closed itself, as it does after a save."""
        dialog, form = self.page.get_by_role("alertdialog"), self.page.locator("[data-key-path=aktenzeichen]")
        for _ in range(80):
            if dialog.count() and dialog.is_visible():
                raise AssertionError(dialog.inner_text())
            if not self.page.url.endswith("/new") and not form.count():
                return
            self.page.wait_for_timeout(100)
        self.page.screenshot(path="/tmp/f.png")
        raise AssertionError("the form is still open")

    def refusal(self) -> str:
        dialog = self.page.get_by_role("alertdialog")
        dialog.wait_for()
        text = dialog.inner_text()
        self.page.keyboard.press("Enter")
        return text


Opened = Callable[..., Desk]


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a desk over a register with one case; `hook` puts the check before `main`."""
    with ExitStack() as stack:

        def make(files: dict[str, str] | None = None, *, office: str = "", hook: bool = True) -> Desk:
            text = office or sample_office()
            root = make_register(tmp_path / "register", files or {"cases/2018/2018-0001.yaml": example()}, office=text)
            git(root, "init", "--quiet")
            commit(root, {})
            forge = Forgejo(Bare.of(root, tmp_path / "bare.git", hook=hook))
            address = stack.enter_context(serving(forge))
            place = make_register(tmp_path / "office", office=text.replace("https://forge.example\n", f"{address}\n"))
            settings = read_settings(place)
            assert isinstance(settings, Settings)
            build_entry(settings.office, TODAY, tmp_path / "entry")
            site = stack.enter_context(serving_folder(tmp_path / "entry"))
            context = stack.enter_context(browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 2600}))
            context.set_default_timeout(8000)
            page, complaints = context.new_page(), []
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            own = (site, address, "data:", "blob:")
            page.on("request", lambda asked: None if asked.url.startswith(own) else complaints.append(asked.url))
            page.goto(f"{site}/formular.html")
            page.get_by_role("button", name="Mit Zugriffstoken anmelden").click()
            page.get_by_role("textbox").fill(TOKEN)
            page.keyboard.press("Enter")
            page.get_by_role("button", name="Kontomenü anzeigen").wait_for()
            return Desk(page, Clerk(page), forge, site, complaints)

        yield make


def test_twenty_people_are_taken_down_by_keyboard_and_pass_the_check(desk: Opened, tmp_path: Path) -> None:
    at = desk()
    for name, (kind, fill) in INTAKES.items():
        number = at.take(kind, fill)
        at.saved()
        assert f"cases/2018/{number}.yaml" in at.forge.bare.files(), name
    assert at.complaints == []
    git(tmp_path, "clone", "--quiet", str(at.forge.bare.path), "main")
    assert checked(tmp_path / "main").problems == ()
    assert len(at.forge.bare.files()) == len(INTAKES) + 2
