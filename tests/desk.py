"""A clerk's desk: the form in a browser that is signed in to a double of a forge, over a register of its own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from browse import served
from build_intakes import LISTENING, Clerk
from build_register import TODAY, commit, example, git, make_register, numbered, sample_office
from forge_double import TOKEN, Bare, Forge, Forgejo, serving

from casebook.entry.names import name_of
from casebook.entry.site import build_entry
from casebook.register import Settings, read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page


@dataclass
class Desk:
    """A clerk's desk: a browser that is signed in, a forge, and what the page complained about."""

    page: Page
    clerk: Clerk
    forge: Forge
    site: str
    complaints: list[str]

    def sign_in(self) -> Desk:
        """Sign in by token, as every clerk does where the office has no OAuth client."""
        self.page.get_by_role("button", name="Mit Zugriffstoken anmelden").click()
        self.page.get_by_role("textbox").fill(TOKEN)
        self.page.keyboard.press("Enter")
        self.signed_in()
        return self

    def signed_in(self) -> None:
        self.page.get_by_role("button", name="Kontomenü anzeigen").wait_for()

    def go(self, place: str, title: str) -> None:
        """Open a place of the form by its link and wait until it can be filled in."""
        self.page.goto(f"{self.site}formular.html#/collections/{place}")
        self.page.wait_for_function("(title) => document.title.includes(title)", arg=title)
        self.page.locator("[data-key-path='anliegen.0.kurz'] [type=text]").wait_for()
        self.page.wait_for_function(LISTENING)

    def open(self, kind: str) -> None:
        """Open an empty form, as the links of the start page do; the number stands in it a moment later."""
        self.go(f"{kind}/new", f"{name_of(kind)}\u2069 anlegen")
        self.page.wait_for_function(_NUMBERED)

    def edit(self, number: str) -> None:
        self.go(f"faelle/entries/{number[:4]}/{number}", f"› {number}")

    def second_window(self) -> Desk:
        page = self.page.context.new_page()
        return replace(self, page=page, clerk=Clerk(page))

    def number(self) -> str:
        return self.page.locator("[data-key-path=aktenzeichen] [type=text]").input_value()

    def take(self, kind: str, fill: dict[str, str]) -> str:
        """Fill in and save a new case; its number."""
        self.open(kind)
        number = self.number()
        left = self.clerk.fill(fill)
        assert left == {}, self.page.evaluate(_WHERE)
        self.clerk.save()
        return number

    def saved(self) -> None:
        """Wait until the form has closed itself and the list is there, as after a save."""
        refused = self.page.wait_for_function(_SAVED_OR_REFUSED).json_value()
        assert refused is True, refused

    def later(self) -> None:
        """Answer by keyboard the question whether the saved case goes to review: not now."""
        self._asked_for_review()
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.saved()

    def review(self) -> None:
        """Answer it with yes, which has the focus."""
        self._asked_for_review()
        self.page.keyboard.press("Enter")
        self.saved()

    def _asked_for_review(self) -> None:
        """Wait until the question stands there and has taken the focus, which it does a moment later."""
        self.page.wait_for_function(
            "() => document.activeElement.matches('dialog button.primary')"
            " && document.activeElement.textContent.includes('Zur Prüfung geben')"
        )

    def field(self, path: str) -> Locator:
        return self.page.locator(f"[data-key-path='{path}'] :is([type=text], textarea)")

    def empty_and_required(self) -> list[str]:
        """The fields that have to be filled in and stand empty when the form opens."""
        found: list[str] = self.page.evaluate(_EMPTY_AND_REQUIRED)
        return found

    def somebody_else(self, number: str, text: str = "", *, branch: str = "main") -> Callable[[], None]:
        """What another clerk saves under a number, on main or on a branch that is new."""

        def save() -> None:
            def write(copy: Path) -> None:
                (copy / f"cases/2018/{number}.yaml").write_text(text or numbered(number), encoding="utf-8")

            start = "" if branch == "main" else "main"
            self.forge.bare.commit(branch, write, "von nebenan", ("Platz 2", "ombud-2@amt.example"), start=start)

        return save

    def refusal(self) -> str:
        """What the form says instead of saving; read and confirmed."""
        dialog = self.page.get_by_role("alertdialog")
        dialog.wait_for()
        text = dialog.inner_text()
        dialog.get_by_role("button", name="OK").press("Enter")
        dialog.wait_for(state="hidden")
        return text


_NUMBERED = "() => document.querySelector('[data-key-path=aktenzeichen] [type=text]')?.value"
_WHERE = """() => [document.activeElement.outerHTML.slice(0, 300),
  ...[...document.querySelectorAll('dialog[open]')].map((at) => at.innerText)]"""

_SAVED_OR_REFUSED = """() => document.querySelector('[role=alertdialog][open]')?.innerText
  || (!document.querySelector('[data-key-path]') && !/\\/(?:new|entries\\/.*)$/.test(location.hash))"""
_EMPTY_AND_REQUIRED = """() => [...document.querySelectorAll('.field [aria-required=true]')]
  .filter((at) => at.checkVisibility())
  .filter((at) => !(at.value || at.querySelector('[aria-checked=true]')))
  .filter((at) => at.getAttribute('role') !== 'combobox' || !at.textContent.trim())
  .map((at) => at.closest('[data-key-path]').dataset.keyPath)"""

Opened = Callable[..., Desk]


def open_desk(
    browser: Browser,
    room: Path,
    stack: ExitStack,
    files: dict[str, str] | None = None,
    *,
    office: str = "",
    hook: bool = True,
    without: str = "",
    script: str = "",
    kind: type[Forge] = Forgejo,
) -> Desk:
    """A desk over a register with one case; `hook` puts the check before `main`.

    `without` is never loaded, `script` makes the browser another one before the form starts.
    """
    text = (office or sample_office()).replace("art: forgejo", f"art: {kind.__name__.lower()}")
    root = make_register(room / "register", files or {"cases/2018/2018-0001.yaml": example()}, office=text)
    git(root, "init", "--quiet")
    commit(root, {})
    forge = kind(Bare.of(root, room / "bare.git", hook=hook))
    address = stack.enter_context(serving(forge))
    _build(room, text.replace("https://forge.example\n", f"{address}\n"))
    site = stack.enter_context(served(room / "entry"))
    context = stack.enter_context(browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 720}))
    context.set_default_timeout(20_000)
    page, complaints = _listening(context, (site, address, "data:", "blob:"))
    if script:
        page.add_init_script(script)
    if without:
        page.route(without, lambda route: route.abort())
    page.goto(f"{site}formular.html")
    return Desk(page, Clerk(page), forge, site, complaints)


def _build(room: Path, office: str) -> None:
    settings = read_settings(make_register(room / "office", office=office))
    assert isinstance(settings, Settings)
    build_entry(settings.office, TODAY, room / "entry")


def _listening(context: BrowserContext, own: tuple[str, ...]) -> tuple[Page, list[str]]:
    """A window, and all errors and foreign requests of it from now on."""
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(own) else complaints.append(asked.url))
    return page, complaints
