"""The internal site: what every page says, figures equal to the records, and its use in a browser from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browse import AXE
from build_cases import CHARTS, OUTSIDE, office, provenance
from build_site import CONTACT, Content, sample, shipped_letters

from casebook.pages import assets
from casebook.pages.statistics import build_statistics
from casebook.pages.themes import THEMES

if TYPE_CHECKING:
    from playwright.sync_api import Page

OFFICE = office(kontakt=CONTACT)
ORIGIN = provenance()


CASES = sample()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once."""
    out = tmp_path_factory.mktemp("site") / "statistics"
    build_statistics(CASES, OFFICE, ORIGIN, out, outside=OUTSIDE, templates=shipped_letters(), shelf=CHARTS)
    return out


# --- every page


def pages(site: Path) -> list[Path]:
    return sorted(site.glob("*.html"))


def test_there_is_a_page_for_every_theme_and_every_period_that_has_begun(site: Path) -> None:
    parts = ["", *(f"-{month:02}" for month in range(1, 13)), "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4"]
    periods = {f"{year}{part}" for year in (2016, 2017) for part in parts}
    periods |= {"2018", "2018-H1", "2018-Q1", "2018-Q2", *(f"2018-{month:02}" for month in range(1, 6))}
    units = {"heute-haus", "heute-leistung-nord", "heute-ombudsstelle", "heute_kleine-einheiten", "heute_ohne-einheit"}
    fixed = {"index", "ueberblick", "auswertungen", "schwachstellen", "massnahmen", "faelle", "definitionen"}
    fixed |= {"berichte", "revisionen"}
    assert {page.stem for page in pages(site)} == fixed | units | periods | {theme.id for theme in THEMES}


def test_every_page_says_that_the_data_are_invented_and_where_they_come_from(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for needed in (
            "Alle Fälle auf dieser Seite sind erfunden.",
            "Stand 2.\u00a0Mai 2018 · Fassung <code>a1b2c3d</code> · Einstellungen <code>5e771185</code>",
            '<html lang="de">',
            '<meta name="robots" content="noindex, nofollow">',
            "default-src 'none'; style-src 'self'; script-src 'self';",
        ):
            assert needed in text, (page.name, needed)
        assert text.count("<h1") == 1


def test_no_page_loads_anything_from_elsewhere_or_carries_code(site: Path) -> None:
    for page in pages(site):
        content = Content(page)
        assert content.inline == []
        assert [name for name in content.loaded if not (name == "data:," or (site / name).is_file())] == []
        assert len(content.ids) == len(set(content.ids)), page.name


def test_links_between_pages_lead_somewhere(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for file, anchor in re.findall(r'href="(?!data:|https:)([^"#]*)#?([^"]*)"', text):
            target = site / (file or page.name)
            assert target.is_file(), (page.name, file)
            by_script = file == "faelle.html" and anchor.startswith("beleg=")
            if anchor and not by_script:
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page.name, anchor)


def test_a_real_office_has_no_notice_unless_it_wants_one(tmp_path: Path) -> None:
    for wish, shown in ((None, False), ("Wartung am Freitag", True)):
        build_statistics(CASES[:3], office(beispiel=False, hinweis=wish), ORIGIN, tmp_path / "s", shelf=CHARTS)
        text = (tmp_path / "s" / "index.html").read_text(encoding="utf-8")
        assert ('class="notice"' in text, "Beispiel:" in text) == (shown, False)


def test_a_register_without_cases_has_pages_too(tmp_path: Path) -> None:
    build_statistics([], OFFICE, ORIGIN, tmp_path / "s", shelf=CHARTS)
    fixed = {"auswertungen", "definitionen", "faelle", "index", "massnahmen", "revisionen", "schwachstellen"}
    fixed |= {"berichte", "ueberblick"}
    assert {page.stem for page in pages(tmp_path / "s") if not page.stem.startswith("heute")} == fixed
    assert "ist kein Fall eingegangen" in (tmp_path / "s" / "ueberblick.html").read_text(encoding="utf-8")
    assert "Alles erledigt: Hier ist nichts offen." in (tmp_path / "s" / "index.html").read_text(encoding="utf-8")


def test_two_builds_have_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_statistics(CASES, OFFICE, ORIGIN, tmp_path / "s", outside=OUTSIDE, templates=shipped_letters())
    for path in (path for path in site.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "s" / path.relative_to(site)).read_bytes(), path.name


def test_without_set_up_the_old_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("alt")
    monkeypatch.setattr(assets, "KERN", tmp_path / "nirgends")
    with pytest.raises(assets.MissingAssets, match="make setup"):
        build_statistics(CASES[:1], OFFICE, ORIGIN, tmp_path)
    assert (tmp_path / "index.html").read_text() == "alt"


# --- in the browser

in_browser = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


PHONE = {"width": 320, "height": 700}
KINDS_OF_PAGES = (
    "index.html",
    "heute-leistung-nord.html",
    "heute-haus.html",
    "ueberblick.html",
    "auswertungen.html",
    "2018.html",
    "2017-H2.html",
    "2018-Q1.html",
    "2018-05.html",
    *(theme.file for theme in THEMES),
    "faelle.html",
    "definitionen.html",
)


class TestInBrowser:
    pytestmark = in_browser

    def test_no_page_asks_another_host(self, opened: Callable[..., Page], site: Path) -> None:
        """The fixture `opened` complains of every request that leaves the folder."""
        names = sorted(path.name for path in site.glob("*.html"))
        assert len(names) > 20
        page = opened(names[0])
        for name in names[1:]:
            page.goto((site / name).as_uri())

    @pytest.mark.parametrize("name", KINDS_OF_PAGES)
    def test_no_sideways_scrolling_on_a_narrow_phone(self, opened: Callable[..., Page], name: str) -> None:
        page = opened(name, viewport=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert page.evaluate("[...document.querySelectorAll('h1, h2, .tile')].every(e => e.scrollWidth <= 320)")

    @pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "320"])
    def test_axe_finds_nothing(self, opened: Callable[..., Page], look: dict[str, Any]) -> None:
        for name in KINDS_OF_PAGES:
            page = opened(name, bypass_csp=True, **look)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "preload": False}
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            assert [(name, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []

    def test_the_narrow_chart_is_shown_on_a_phone(self, opened: Callable[..., Page]) -> None:
        for width, shown_one in ((1200, "--wide"), (360, "--narrow")):
            page = opened("2017.html", viewport={"width": width, "height": 700})
            assert page.locator(f".chart{shown_one}").is_visible()
            assert page.locator(".chart:visible").count() == 1
