"""Heute, the front page: figures equal to the list, units, links, empty days, use from a folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browse import AXE
from build_cases import case, closed_case, office, provenance
from build_register import ROOT
from playwright.sync_api import expect

from casebook.agenda import GROUPS, Agenda, agenda_of, open_agenda
from casebook.due import due_items
from casebook.items import When
from casebook.model import Case
from casebook.office import Office
from casebook.pages.feed import events
from casebook.pages.statistics import build_statistics
from casebook.pages.today import distance, today_pages
from casebook.register import Settings, read_cases, read_settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

WEDNESDAY = date(2018, 5, 2)
NASTY = "<script>document.title='x'</script> {{ 7 * 7 }}"
PHONE = {"width": 360, "height": 780}
UNITS = [
    {"id": "leistung-nord", "name": "Leistung Nord", "groesse": 24},
    {"id": "leistung-sued", "name": "Leistung Süd", "groesse": 22},
    {"id": "frueher", "name": "Frühere Stelle", "groesse": 9, "gueltig_bis": "2018-05-01"},
    {"id": "nebenstelle", "name": "Nebenstelle", "groesse": 3},
    {"id": "aussenstelle", "name": "Außenstelle", "groesse": 4},
    {"id": "ombudsstelle", "name": "Ombudsstelle", "groesse": 5},
]
OFFICE = office(einheiten=UNITS)
UNCLEAR = {"ergebnis": "unklar", "geprueft_am": "2018-04-24", "geprueft_von": "ombud-1"}
PAUSE = ("2018-04-26", "pause_beginn", {"grund": NASTY})


def one(number: int, until: str | None, unit: str = "leistung-nord", **fields: Any) -> Case:
    log = [("2018-04-24", "eingangsbestaetigung"), *fields.pop("log", ())]
    promise = {"rueckmeldung_bis": until} if until else {"keine_rueckmeldung": {"grund": "anonym"}}
    return case(number, eingang={"datum": "2018-04-24"}, zustaendig=unit, log=log, **promise, **fields)


MEASURE = {"text": NASTY, "verantwortlich": "leistung-sued", "frist": "2018-05-01", "stand": "in_arbeit"}
CASES = [
    one(1, "2018-05-08", rechtsbehelf=UNCLEAR),
    one(2, "2018-05-02", unit="leistung-sued"),
    one(3, "2018-04-30", unit="frueher", log=[("2018-04-26", "weiterleitung", {"stelle": "leistung-nord"})]),
    one(4, "2018-05-03", unit="nebenstelle"),
    one(5, "2018-04-20", unit="aussenstelle", log=[PAUSE]),
    one(6, None),
    closed_case(7, "2017-03-15", massnahmen=[MEASURE]),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("heute") / "statistics"
    build_statistics(CASES, OFFICE, provenance(WEDNESDAY), out)
    return out


def text_of(site: Path, name: str = "index.html") -> str:
    return (site / name).read_text(encoding="utf-8")


def rows(text: str, group: str) -> list[str]:
    """The numbers a group of a page lists."""
    section = re.search(rf'<section[^>]*aria-labelledby="{group}">.*?</section>', text, re.DOTALL)
    return re.findall(r'<th scope="row"><a [^>]*>([0-9-]+)</a>', section[0]) if section else []


def tiles(text: str) -> dict[str, int]:
    """The counts on top of a page by the group they lead to."""
    return {group: int(n) for group, n in re.findall(r'<a href="#(\w+)"><span class="big">(\d+)</span>', text)}


def assert_shows(text: str, agenda: Agenda) -> None:
    for group, items in agenda.groups().items():
        assert rows(text, group) == [item.aktenzeichen for item in items], group
        assert tiles(text).get(group, 0) == len(items), group


# --- figures


def test_the_front_page_lists_exactly_what_is_due(site: Path) -> None:
    agenda = agenda_of(CASES, OFFICE, WEDNESDAY)
    assert {group for group, items in agenda.groups().items() if items} == set(GROUPS)
    assert_shows(text_of(site), agenda)
    assert rows(text_of(site), "leitung") == [item.aktenzeichen for item in agenda.unassigned] == ["2018-0003"]


def sample(today: date) -> tuple[list[Case], Office]:
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    return [found for found in read_cases(ROOT) if isinstance(found, Case)], settings.office


@pytest.mark.parametrize("today", [date(2017, 6, 14), date(2017, 12, 27), date(2018, 5, 2)])
def test_three_days_of_the_sample(tmp_path: Path, today: date) -> None:
    cases, where = sample(today)
    build_statistics(cases, where, provenance(today), tmp_path / "s")
    items = due_items(cases, where, today)
    agenda = open_agenda(items, where, today)
    assert_shows(text_of(tmp_path / "s"), agenda)
    for unit in {item.unit for item in agenda.items}:
        assert_shows(text_of(tmp_path / "s", f"heute-{unit}.html"), agenda.of_unit(unit))
    feed = events((tmp_path / "s" / "fristen.ics").read_text(encoding="utf-8"))
    dated = {f"{item.uid}@casebook" for item in agenda.items if item.kind != "offen"}
    assert dated <= set(feed)


def test_pages_of_units_add_up_and_small_units_have_none_of_their_own() -> None:
    house, *units = today_pages(agenda_of(CASES, OFFICE, WEDNESDAY), OFFICE)
    found = {page.link.name: (page.link.file, page.link.total, page.link.late) for page in units}
    assert found == {
        "Leistung Nord": ("heute-leistung-nord.html", 3, 0),
        "Leistung Süd": ("heute-leistung-sued.html", 2, 1),
        "Kleine Einheiten": ("heute_kleine-einheiten.html", 2, 1),
        "Ombudsstelle": ("heute-ombudsstelle.html", 0, 0),
        "Ohne zuständige Einheit": ("heute_ohne-einheit.html", 1, 1),
    }
    assert house.link.total == sum(page.link.total for page in units)
    assert house.link.late == sum(page.link.late for page in units)


def test_a_page_without_anything_to_do_is_friendly(site: Path) -> None:
    text = text_of(site, "heute-ombudsstelle.html")
    assert "Alles erledigt: Hier ist nichts offen." in text and "<table" not in text
    nord = text_of(site, "heute-leistung-nord.html")
    assert "Nichts ist überfällig." in nord and "Heute ist nichts fällig." in nord


def test_a_day_off_says_so(tmp_path: Path) -> None:
    build_statistics(CASES, OFFICE, provenance(date(2018, 5, 10)), tmp_path / "s")
    assert "Heute ist frei." in text_of(tmp_path / "s") and "Donnerstag, 10.\u00a0Mai 2018" in text_of(tmp_path / "s")


def test_every_line_leads_to_the_page_of_the_case_and_to_its_file(site: Path) -> None:
    text = text_of(site)
    for number in ("2018-0001", "2017-0007"):
        assert f'<a href="faelle/{number}.html">{number}</a>' in text
        assert f'href="https://forge.example/faelle/blob/main/cases/{number[:4]}/{number}.yaml"' in text
        assert (site / "faelle" / f"{number}.html").is_file()


def test_without_a_forge_a_line_leads_to_the_page_alone(tmp_path: Path) -> None:
    build_statistics(CASES[:1], office(verweise={}), provenance(WEDNESDAY), tmp_path / "s")
    text = text_of(tmp_path / "s")
    assert '<a href="faelle/2018-0001.html">2018-0001</a>' in text and "Datei</a>" not in text


def test_words_of_a_case_are_shown_as_text(site: Path) -> None:
    text = text_of(site)
    assert "&lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt; {{ 7 * 7 }}" in text
    assert "<script" not in text
    assert NASTY not in (site / "fristen.ics").read_text(encoding="utf-8")


def test_reports_come_up(site: Path) -> None:
    assert "<li>Örtlicher Beirat, Bericht für 2017: fällig am 07.05.2018</li>" in text_of(site)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("2018-04-18", "seit 14 Tagen"),
        ("2018-05-01", "seit gestern"),
        ("2018-05-02", "heute"),
        ("2018-05-03", "morgen"),
        ("2018-05-04", "Freitag"),
        ("2018-05-08", "Dienstag"),
        ("2018-05-09", "in 7 Tagen"),
    ],
)
def test_how_far_a_day_is(due: str, words: str) -> None:
    assert distance(date.fromisoformat(due), WEDNESDAY) == words


# --- in the browser


in_browser = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


class TestInBrowser:
    pytestmark = in_browser

    @pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "360"])
    def test_axe_finds_nothing(self, opened: Callable[..., Page], look: dict[str, Any]) -> None:
        for name in ("index.html", "heute-leistung-nord.html", "heute-ombudsstelle.html"):
            page = opened(name, bypass_csp=True, **look)
            page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], "preload": False}
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            assert [(name, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []

    def test_nothing_runs_out_of_a_phone(self, opened: Callable[..., Page]) -> None:
        for width in (320, 360):
            page = opened(viewport={"width": width, "height": 780})
            page.locator("details").first.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_legal_clocks_stand_first_and_later_ones_are_folded(self, opened: Callable[..., Page]) -> None:
        page = opened(java_script_enabled=False)
        headings = [text.split("\n")[0] for text in page.locator("main h2").all_inner_texts()]
        assert headings[0].startswith("Rechtsbehelfe") and headings[1].startswith("Überfällig")
        later = page.locator("details th a").first
        assert not later.is_visible()
        page.locator("details summary").click()
        assert later.is_visible()

    def test_the_units_filter_without_scripts(self, opened: Callable[..., Page]) -> None:
        page = opened(java_script_enabled=False)
        page.get_by_role("navigation", name="Zuständig").get_by_role("link", name="Leistung Süd").click()
        assert page.locator("h1").inner_text() == "Heute: Leistung Süd"
        assert page.locator("th[scope=row] a:first-child").all_inner_texts() == ["2017-0007", "2018-0002"]
        assert page.get_by_role("navigation", name="Zuständig").locator("[aria-current]").count() == 1

    @pytest.mark.parametrize("scripts", [True, False])
    def test_a_line_opens_the_page_of_its_case(self, opened: Callable[..., Page], scripts: bool) -> None:
        page = opened(java_script_enabled=scripts)
        page.get_by_role("link", name="2018-0002", exact=True).first.click()
        expect(page.locator("h1")).to_contain_text("2018-0002")

    def test_a_waiting_week_is_printed_without_its_menus(self, opened: Callable[..., Page]) -> None:
        page = opened()
        page.emulate_media(media="print")
        assert not page.get_by_role("navigation", name="Zuständig").is_visible()
        assert page.get_by_text("Zugesagte Rückmeldung").first.is_visible()


def test_every_group_has_its_words() -> None:
    house = next(today_pages(Agenda(WEDNESDAY, (), ()), OFFICE))
    named = {group.id: group.empty for group in house.groups}
    assert set(named) == {When.UEBERFAELLIG, When.HEUTE, When.WOCHE, When.SPAETER}
    assert all(words.endswith(".") for words in named.values())
