"""The internal site: what every page says, figures equal to the records, and its use in a browser from a folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from build_cases import STAND, case, closed_case, office, provenance
from playwright.sync_api import expect

from casebook.letters.templates import Templates, read_templates
from casebook.measures import Record, measure
from casebook.measures.catalogue import CATALOGUE
from casebook.measures.frames import OHNE_ANGABE
from casebook.model import Case
from casebook.pages import assets
from casebook.pages.charts import NARROW, WIDE, MonthlyReceipts, receipts_chart, receipts_message, register_fonts
from casebook.pages.labels import entry_name, number
from casebook.pages.statistics import build_statistics
from casebook.periods import Period, parse_period
from casebook.product import PRODUCT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONTACT = {
    "stelle": "Ombudsstelle",
    "telefon": [{"nummer": "030 23125 001", "zeiten": "montags 8 bis 16 Uhr"}],
    "e_mail": "ombudsstelle@jobcenter.example",
    "anschrift": ["Beispielweg 1", "00000 Musterstadt"],
}
OFFICE = office(kontakt=CONTACT)
ORIGIN = provenance()
AXE = Path(__file__).resolve().parents[1] / "site_templates" / "node_modules" / "axe-core" / "axe.min.js"
NASTY = "<script>document.title='x'</script> {{ 7 * 7 }} & „gut“"
LONG_WORD = "Rechtsbehelfsbelehrungsfristberechnung"


def sample() -> list[Case]:
    """250 cases of 2016 to 2018: every kind, state, way and unit, open and late ones."""
    kinds = ["beschwerde"] * 6 + ["anregung", "hinweis", "lob", "anfrage"]
    themes = ["dauer", "kaution", "umzug", "bescheid"]
    rulings = ["ja", "nein", "teilweise", "nein", "nicht_entscheidbar"]
    cases = []
    for n in range(1, 251):
        received = date.fromordinal(date(2016, 10, 3).toordinal() + n * 2)
        closed_on = date.fromordinal(received.toordinal() + n % 40)
        build: Callable[..., Case] = closed_case if n % 9 else case
        cases.append(
            build(
                n,
                art=kinds[n % 10],
                eingang={
                    "datum": str(received),
                    "kanal": ["telefon", "brief", "e_mail"][n % 3],
                    "zugang": ["dritte", "dritte", "direkt"][n % 3],
                    "stelle": ["ombudsstelle", "nebenstelle", None, "leistung-nord"][n % 4],
                },
                dritte={"art": ["verein", "beratungsstelle"][n % 2]},
                topics=[(themes[n % 4], rulings[n % 5]), (themes[n % 3], "nein")][: 1 + n % 2],
                rueckmeldung_bis=str(date.fromordinal(received.toordinal() + 14)),
                **({"log": [(str(closed_on), "abschluss", {"ergebnis": "abgeholfen"})]} if n % 9 else {}),
            )
        )
    nasty = {"thema": "dauer", "kurz": NASTY}
    return [*cases, case(9999, eingang={"datum": "2018-05-01"}, zustaendig="nebenstelle", anliegen=[nasty])]


CASES = sample()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, built once."""
    out = tmp_path_factory.mktemp("site") / "statistics"
    build_statistics(CASES, OFFICE, ORIGIN, out, templates=shipped_letters())
    return out


def shipped_letters() -> Templates:
    templates = read_templates(PRODUCT)
    assert not isinstance(templates, list)
    return templates


def period(label: str) -> Period:
    parsed = parse_period(label)
    assert isinstance(parsed, Period)
    return parsed


class Content(HTMLParser):
    """Tables by caption, sections by the id of their heading, ids and addresses of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.sections: dict[str, list[str]] = defaultdict(list)
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.section, self.text, self.rows = "", "", list[list[str]]()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.loaded += [given[name] for name in ("src", "data", "srcset") if name in given]
        self.loaded += [given["href"]] if tag in ("link", "use", "image") else []
        if tag in ("script", "style") and "src" not in given:
            self.inline.append(tag)
        if tag == "h2":
            self.section = given.get("id", "")
        if tag == "tr":
            self.rows.append([])
        if tag in ("caption", "th", "td", "p", "dt", "dd", "h2", "figcaption"):
            self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(self.text.split())
        if tag in ("p", "dt", "dd", "figcaption"):
            self.sections[self.section].append(text)
        elif tag == "caption":
            self.rows = self.tables[text] = []
        elif tag in ("th", "td"):
            self.rows[-1].append(text)


# --- every page


def pages(site: Path) -> list[Path]:
    return sorted(site.glob("*.html"))


def test_there_is_a_page_for_every_year_and_month_up_to_the_stand(site: Path) -> None:
    months = [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)]
    months += [f"2018-{month:02}" for month in range(1, 6)]
    units = {"heute-haus", "heute-leistung-nord", "heute-ombudsstelle", "heute_kleine-einheiten", "heute_ohne-einheit"}
    names = {"index", "ueberblick", "faelle", "revisionen", "definitionen", "2016", "2017", "2018", *units, *months}
    assert {page.stem for page in pages(site)} == names


def test_every_page_says_that_the_data_are_invented_and_where_they_come_from(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for needed in (
            "Alle Fälle auf dieser Seite sind erfunden.",
            "Stand 2.\u00a0Mai 2018 · Fassung <code>a1b2c3d</code>",
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
            assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), (page.name, anchor)


def test_a_real_office_has_no_notice_unless_it_wants_one(tmp_path: Path) -> None:
    for wish, shown in ((None, False), ("Wartung am Freitag", True)):
        build_statistics(CASES[:3], office(beispiel=False, hinweis=wish), ORIGIN, tmp_path / "s")
        text = (tmp_path / "s" / "index.html").read_text(encoding="utf-8")
        assert ('class="notice"' in text, "Beispiel:" in text) == (shown, False)


def test_an_office_without_a_forge_has_numbers_without_links(tmp_path: Path) -> None:
    build_statistics(CASES[:3], office(verweise={}), ORIGIN, tmp_path / "s")
    assert '<tr id="suche=2016-0001"><th scope="row">2016-0001<td>' in (tmp_path / "s" / "faelle.html").read_text(
        encoding="utf-8"
    )


def test_a_register_without_cases_has_pages_too(tmp_path: Path) -> None:
    build_statistics([], OFFICE, ORIGIN, tmp_path / "s")
    fixed = {"definitionen", "faelle", "index", "revisionen", "ueberblick"}
    assert {page.stem for page in pages(tmp_path / "s") if not page.stem.startswith("heute")} == fixed
    assert "ist kein Fall eingegangen" in (tmp_path / "s" / "ueberblick.html").read_text(encoding="utf-8")
    assert "Alles erledigt: Hier ist nichts offen." in (tmp_path / "s" / "index.html").read_text(encoding="utf-8")


def test_two_builds_have_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build_statistics(CASES, OFFICE, ORIGIN, tmp_path / "s", templates=shipped_letters())
    for page in pages(site):
        assert page.read_bytes() == (tmp_path / "s" / page.name).read_bytes()


def test_without_set_up_the_old_site_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("alt")
    monkeypatch.setattr(assets, "KERN", tmp_path / "nirgends")
    with pytest.raises(assets.MissingAssets, match="make setup"):
        build_statistics(CASES[:1], OFFICE, ORIGIN, tmp_path)
    assert (tmp_path / "index.html").read_text() == "alt"


# --- figures


@pytest.mark.parametrize("label", ["2017", "2018", "2017-03", "2018-05"])
def test_figures_on_a_page_are_those_of_the_records(site: Path, label: str) -> None:
    content = Content(site / f"{label}.html")
    records = measure(CASES, OFFICE, period(label), STAND)
    for record in (record for record in records if not record.by):
        texts = content.sections[record.id]
        assert any(number(record.value) in text for text in texts), (record.id, record.part, texts)
        assert all(sentence in " ".join(texts) for sentence in record.definition.split(". "))
    known = {(record.id, *record.by) for record in records if OHNE_ANGABE not in record.by.values()}
    for record in records:
        if record.by and (record.id, *record.by) in known and is_listed(record):
            assert shown(record) in row_of(content, record), (record.id, record.part, record.by)


def is_listed(record: Record) -> bool:
    return next(entry for entry in CATALOGUE if entry.id == record.id).part(record.part).listed


def shown(record: Record) -> str:
    """How a value stands in a table; `Content` makes every space an ordinary one."""
    return f"{number(record.value)} %" if record.unit == "prozent" else number(record.value)


def row_of(content: Content, record: Record) -> list[str]:
    (dimension, entry), name = next(iter(record.by.items())), record.name.partition(":")[0]
    phrase = record.name.rpartition(", ")[2]
    table = next(rows for caption, rows in content.tables.items() if caption.startswith(f"{name} {phrase}"))
    return next(row for row in table if row[0] == entry_name(OFFICE, dimension, entry))


def test_the_overview_shows_the_newest_years_side_by_side(site: Path) -> None:
    table = Content(site / "ueberblick.html").tables["Kennzahlen der letzten Jahre"]
    assert table[0] == ["Kennzahl", "2018läuft noch", "2017", "2016"]
    received = [str(sum(c.eingang.datum.year == year for c in CASES)) for year in (2018, 2017, 2016)]
    assert [cell.split()[0] for cell in table[1][1:]] == received


def test_unfinished_periods_are_marked_and_months_to_come_are_not_zero(site: Path) -> None:
    for label, marked in (("2018", True), ("2018-05", True), ("2018-04", False), ("2017", False)):
        text = (site / f"{label}.html").read_text(encoding="utf-8")
        assert ("Dieser Zeitraum ist noch nicht zu Ende" in text, "läuft noch" in text) == (marked, marked)
    content = Content(site / "2018.html")
    rows = content.tables["Eingänge 2018 nach Monat und Art (Fälle)"]
    assert rows[5][0] == "Mai" and rows[5][-1] != "–"
    assert [row[-1] for row in rows[6:]] == ["–"] * 7
    assert "Blasse Säulen: Mai läuft noch (Stand 2. Mai 2018)." in content.sections["verlauf"]


# --- chart


def receipts(*totals: int | None, finished: bool = True) -> MonthlyReceipts:
    months = [*totals, *[0] * (12 - len(totals))]
    return MonthlyReceipts(2017, months, {"beschwerde": months, "lob": [0] * 12}, [finished] * 12)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (receipts(1, 31, 2), "Die meisten Eingänge gab es im Februar: 31."),
        (receipts(5, 5), "Die meisten Eingänge gab es im Januar und Februar: je 5."),
        (receipts(5, 5, 5), "Die meisten Eingänge gab es im Januar, Februar und März: je 5."),
        (receipts(5, 5, 5, 5), "Die meisten Eingänge gab es in 4 Monaten: je 5."),
        (receipts(1234, None, finished=False), "Die meisten Eingänge gab es bisher im Januar: 1.234."),
        (receipts(0), "Es ging kein Fall ein."),
    ],
)
def test_the_message_of_the_chart(data: MonthlyReceipts, message: str) -> None:
    assert receipts_message(data) == message


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_chart_is_german_takes_its_colours_from_the_page_and_is_readable_by_name(size: Any) -> None:
    svg = receipts_chart(receipts(1200, 31, 2), size)
    assert re.findall(r" (aria-\w+|role|style)=", svg) == ["role", "aria-labelledby"]
    assert "<title" in svg and "Eingänge 2017 nach Monat und Art" in svg
    assert "Die meisten Eingänge gab es im Januar: 1.200." in svg
    assert "1.000" in svg and "Mär" in svg
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) <= {
        "none", "currentColor", "var(--chart-1)", "var(--chart-5)", "var(--chart-ground)", "transparent", "#000",
    }  # fmt: skip
    assert "<text" not in re.sub(r'<text[^>]*fill="currentColor"', "", svg)


def test_a_year_without_receipts_has_its_page_and_says_so(tmp_path: Path) -> None:
    """Closed in 2018, received in 2017: nothing to draw, nothing to divide by."""
    build_statistics([closed_case(1, "2018-01-10")], OFFICE, ORIGIN, tmp_path / "s")
    content = Content(tmp_path / "s" / "2018.html")
    assert "Es ging bisher kein Fall ein." in content.sections["verlauf"]
    assert "aller Fälle, keine Fälle, n = 0" in content.sections["K18"]
    assert "<svg" not in (tmp_path / "s" / "2018.html").read_text(encoding="utf-8")


def test_tables_of_nothing_but_missing_answers_are_left_out(site: Path) -> None:
    captions = " ".join(Content(site / "2017.html").tables)
    assert "nach angesprochener Stelle" in captions and "nach Personengruppe" not in captions


def test_numbers_that_would_overlap_are_left_to_the_table() -> None:
    many = receipts(*[12345] * 12)
    assert "12.345" in receipts_chart(many, WIDE) and ">12.345<" not in receipts_chart(many, NARROW)


def advance(text: str, size: float) -> float:
    """The width of a text in Fira Sans, from the font itself."""
    from fontTools.ttLib import TTFont

    with TTFont(assets.FONTS / "FiraSans-Regular.ttf") as font:
        glyphs, metrics = font.getBestCmap(), font["hmtx"]
        return sum(float(metrics[glyphs[ord(letter)]][0]) for letter in text) * size / font["head"].unitsPerEm


def test_charts_measure_german_words_in_the_font_of_the_page() -> None:
    """A font that is missing is replaced without a word, and labels are cut or stand apart."""
    import vl_convert

    register_fonts()

    def left_edge(word: str) -> float:
        axis = {"labelFont": "Fira Sans", "labelFontSize": 40, "labelLimit": 4000, "ticks": False, "title": None}
        spec = {
            "data": {"values": [{"w": word}]},
            "mark": "bar",
            "encoding": {"y": {"field": "w", "type": "nominal", "axis": axis}},
        }
        found = re.search(r"translate\(([\d.]+)", vl_convert.vegalite_to_svg(spec))
        assert found
        return float(found[1])

    measured = left_edge(LONG_WORD) - left_edge("R")
    assert measured == pytest.approx(advance(LONG_WORD, 40) - advance("R", 40), rel=0.02)


# --- in the browser

in_browser = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site from its folder; at the end nothing may have been fetched or complained about."""
    contexts, complaints = [], list[str]()

    def open_page(name: str, **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or complaints.append(request.url))
        file, _, address = name.partition("#")
        page.goto(f"{(site / file).as_uri()}{'#' if address else ''}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


PHONE = {"width": 320, "height": 700}
KINDS_OF_PAGES = (
    "index.html",
    "heute-leistung-nord.html",
    "heute-haus.html",
    "ueberblick.html",
    "2018.html",
    "2018-05.html",
    "faelle.html",
    "definitionen.html",
)


def test_every_letter_that_is_offered_is_a_file_and_every_file_is_offered(tmp_path: Path) -> None:
    cases = [case(n, rueckmeldung_bis="2017-03-15") for n in (1, 2)]
    build_statistics(cases, OFFICE, provenance(date(2017, 3, 2)), tmp_path / "site", templates=shipped_letters())
    links = re.findall(r'href="(schreiben/[^"]+)"', (tmp_path / "site" / "faelle.html").read_text(encoding="utf-8"))
    assert links == ["schreiben/2017-0002-eingangsbestaetigung.docx", "schreiben/2017-0001-eingangsbestaetigung.docx"]
    assert {f"schreiben/{path.name}" for path in (tmp_path / "site" / "schreiben").iterdir()} == set(links)


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

    def test_filter_sort_and_address(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html")
        count = page.locator("#anzahl")
        assert count.inner_text() == "251 von 251 Fällen (200 gezeigt)"
        assert first_numbers(page) == ["2018-9999", "2018-0250"]
        page.get_by_label("Art").select_option("Lob")
        page.get_by_label("Suche im Text").fill("KAUTION")
        lobs = [c for c in CASES if c.art == "lob" and "kaution" in " ".join(a.kurz for a in c.anliegen[:1])]
        assert count.inner_text() == f"{len(lobs)} von 251 Fällen"
        page.get_by_role("button", name="Aktenzeichen").click()
        assert first_numbers(page) == [c.aktenzeichen for c in lobs][:2]
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
        address = page.url.partition("#")[2]
        assert address == "sortiert=aktenzeichen&richtung=auf&art=Lob&suche=KAUTION"
        again = opened(f"faelle.html#{address}")
        assert again.locator("#anzahl").inner_text() == count.inner_text()
        assert again.get_by_label("Suche im Text").input_value() == "KAUTION"
        assert first_numbers(again) == first_numbers(page)
        page.get_by_role("button", name="Zurücksetzen").click()
        expect(count).to_have_text("251 von 251 Fällen (200 gezeigt)")
        assert page.url.partition("#")[2] == "sortiert=aktenzeichen&richtung=auf"

    def test_sorting_by_day_follows_the_calendar_and_empty_days_come_last(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html")
        page.get_by_role("button", name="Weitere Fälle").click()
        for direction in ("auf", "ab"):
            page.get_by_role("button", name="Zugesagt bis").click()
            page.get_by_role("button", name="Weitere Fälle").click()
            cells = page.locator("#faelle tbody tr td:nth-child(8)").all_inner_texts()
            days = [date(int(c[6:10]), int(c[3:5]), int(c[:2])) for c in cells if c]
            assert (len(cells), cells[-1]) == (251, "")
            assert days == sorted(days, reverse=direction == "ab")

    def test_topics_years_and_states_filter_too(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#jahr=2017&thema=Mietkaution&status=abgeschlossen")
        with_topic = [c for c in CASES if any(a.thema == "kaution" for a in c.anliegen) and c.abschluss]
        wanted = [c for c in with_topic if c.eingang.datum.year == 2017]
        assert page.locator("#anzahl").inner_text() == f"{len(wanted)} von 251 Fällen"

    def test_text_of_a_case_is_shown_as_text(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#suche=7*7")
        page.get_by_label("Suche im Text").fill("{{ 7 * 7 }}")
        assert page.locator("#faelle tbody tr").count() == 1
        assert page.locator("#faelle tbody td p").inner_text() == NASTY
        assert page.title().startswith("Fälle – ")

    def test_small_units_have_no_list_of_their_own(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#suche=nebenstelle")
        assert page.locator("#anzahl").inner_text() == "0 von 251 Fällen"

    def test_without_scripts_the_list_is_a_plain_whole_table(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html", java_script_enabled=False)
        assert page.locator("#faelle tbody tr").count() == 251
        assert page.locator("#faelle tbody tr").last.is_visible()
        assert not page.locator("#filter").is_visible()

    def test_cards_on_a_phone_name_only_what_is_there(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#suche=2018-9999", viewport=PHONE)
        card = page.locator("#faelle tbody tr")
        assert card.count() == 1 and not card.locator("td:nth-child(8)").is_visible()
        assert page.get_by_role("button", name="Eingang").is_visible()

    def test_letters_are_offered_without_scripts(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html", java_script_enabled=False)
        newest = page.locator("#faelle tbody tr").first.locator("details")
        newest.locator("summary").click()
        assert "Eingangsbestätigung: Es fehlt der zugesagte Tag der Antwort." in newest.inner_text()

    def test_letters_are_not_searched(self, opened: Callable[..., Page]) -> None:
        assert opened("faelle.html#suche=Abgabenachricht").locator("#anzahl").inner_text() == "0 von 251 Fällen"

    def test_each_case_links_to_its_file(self, opened: Callable[..., Page]) -> None:
        link = opened("faelle.html").locator("#faelle tbody a").first
        assert link.get_attribute("href") == "https://forge.example/faelle/blob/main/cases/2018/2018-9999.yaml"

    def test_keyboard_reaches_the_content_and_the_filters(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#art=Lob")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "suche"
        assert "Lob" in page.locator("#faelle tbody tr").first.inner_text()

    def test_pages_are_set_in_the_font_that_charts_are_measured_in(self, opened: Callable[..., Page]) -> None:
        page = opened("2017.html")
        page.evaluate("document.fonts.ready")
        width = page.evaluate(
            "word => { const text = document.querySelector('.chart__picture text'); text.textContent = word;"
            " return [text.getComputedTextLength(), parseFloat(getComputedStyle(text).fontSize)]; }",
            LONG_WORD,
        )
        assert width[0] == pytest.approx(advance(LONG_WORD, width[1]), rel=0.02)

    def test_the_narrow_chart_is_shown_on_a_phone(self, opened: Callable[..., Page]) -> None:
        for width, shown_one in ((1200, "--wide"), (360, "--narrow")):
            page = opened("2017.html", viewport={"width": width, "height": 700})
            assert page.locator(f".chart{shown_one}").is_visible()
            assert page.locator(".chart:visible").count() == 1


def first_numbers(page: Page) -> list[str]:
    return page.locator("#faelle tbody th").all_inner_texts()[:2]
