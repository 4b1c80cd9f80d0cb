"""Fixtures and options that several test modules share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browse import Visit, served
from build_register import ROOT, make_register
from desk import Desk, Opened, open_desk

from casebook.register import Settings, read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

os.environ["CASEBOOK_CACHE"] = ""  # every test computes for itself and leaves nothing in the user's folder

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write the messages of the bad examples anew; review the diff"
    )


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected messages are rewritten instead of compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture
def register(tmp_path: Path) -> Callable[..., Path]:
    """Makes a register in the test's folder from files by path; `office` replaces the sample office."""

    def make(files: Mapping[str, str | bytes] | None = None, *, office: str | None = None) -> Path:
        return make_register(tmp_path / "register", files, office=office)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, without a screen and without calls of its own to the network."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail("Chromium is missing: `make browser` installs it")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_OPTIONS))


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a clerk's desk, signed in unless told otherwise; the other keywords are those of `open_desk`."""
    with ExitStack() as stack:

        def make(files: dict[str, str] | None = None, *, sign_in: bool = True, **more: Any) -> Desk:
            at = open_desk(browser, tmp_path, stack, files, **more)
            return at.sign_in() if sign_in else at

        yield make


@pytest.fixture(scope="session")
def built_handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The public handbook of this repository, built once; tests that read it belong to the group `handbook`."""
    from casebook.pages.handbook import build_handbook

    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    folder = tmp_path_factory.mktemp("handbook")
    assert build_handbook(ROOT, settings.office, folder / "site", work=folder / "build") == []
    return folder / "site"


@pytest.fixture(scope="session")
def address(built_handbook: Path) -> Iterator[str]:
    """The public handbook, served on this machine only."""
    with served(built_handbook) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Opens windows onto the handbook; each closes with the test."""
    visits: list[Visit] = []

    def start(**options: Any) -> Visit:
        visits.append(Visit(browser, address, **options))
        return visits[-1]

    yield start
    for each in visits:
        each.context.close()


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of the module's `site` from its folder; nothing may be fetched elsewhere or complained about."""
    contexts, complaints = [], list[str]()

    def open_page(name: str = "index.html", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or complaints.append(request.url))
        page.goto(f"{site.as_uri()}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
