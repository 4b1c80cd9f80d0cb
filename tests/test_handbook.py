"""The public handbook: what it says, what it never says, where its links lead, how it behaves in a browser."""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from browse import AXE, faults
from build_register import FIRST_CASE, ROOT, TODAY, changed, example, real_office, sample_office

from casebook.check import check_register
from casebook.messages import CATALOGUE, text_of
from casebook.model import Case
from casebook.office import Office, read_office_file, with_profile
from casebook.pages import fonts
from casebook.pages.handbook import HandbookRefused, build_handbook
from casebook.pages.library import Library
from casebook.pages.menu import navigation
from casebook.pages.words import dialled, duration, page_name, within
from casebook.processes import read_catalogue
from casebook.shape import submodel
from casebook.texts.words import SharedWords, read_words

# One worker builds the site and opens it; the others do something else meanwhile.
pytestmark = pytest.mark.xdist_group("handbook")

Make = Callable[..., Path]
SAMPLES = (
    "",
    "beschwerde/",
    "prozesse/",
    "prozesse/bm3/",
    "prozesse/6-4/",
    "haus/",
    "haus/4/",
    "haus/a1/",
    "haus/a8/",
    "haus/kunden/",
    "haus/matrix-massnahmen/",
    "haus/matrix-betriebe/",
    "recht/",
    "kennzahlen/",
    "auflagen/",
    "geaendert/",
    "vorlagen/",
    "rolle-alle/",
    "erfassen/",
    "felder/",
    "meldungen/",
    "meldungen/feld-fehlt/",
)


def office_of(root: Path) -> Office:
    read = read_office_file(root)
    assert isinstance(read, tuple)
    return with_profile(read[0])


def build(root: Path, **options: Any) -> list[str]:
    """What keeps the handbook of a register from being built, as `file:line id found`."""
    problems = build_handbook(root, office_of(root), root / "site", **options)
    return [f"{problem.file}:{problem.line} {problem.id} {problem.found}".rstrip() for problem in problems]


def html_of_page(site: Path, page: str) -> str:
    """A page with its character references resolved."""
    return unescape((site / page / "index.html").read_text(encoding="utf-8"))


def text_of_page(site: Path, page: str) -> str:
    """The words of a page, tags dropped."""
    html = html_of_page(site, page)
    article = html[html.index("<article") : html.index("</article>")]
    return " ".join(re.sub(r"<[^>]*>", " ", article).split())


class Links(HTMLParser):
    """Addresses that a page names, the ones a browser fetches on its own apart from the others, and its anchors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.assets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {str(values[name]) for name in ("id", "name") if values.get(name)}
        for name in ("src", "srcset", "data", "poster"):
            self.assets += [str(values[name])] if values.get(name) else []
        if values.get("href"):
            (self.assets if tag == "link" and values.get("rel") != "canonical" else self.links).append(
                str(values["href"])
            )


@pytest.fixture(scope="module")
def pages(built_handbook: Path) -> dict[str, Links]:
    """Every page by its address below the site."""
    return {
        path.relative_to(built_handbook).as_posix(): Links(path.read_text(encoding="utf-8"))
        for path in sorted(built_handbook.rglob("*.html"))
    }


# --- what it says


def test_every_page_says_that_the_data_are_invented(built_handbook: Path, pages: dict[str, Links]) -> None:
    notice = office_of(ROOT).hinweis
    assert notice and len(pages) > len(CATALOGUE)
    notices = [notice]
    for tag in office_of(ROOT).sprachen:
        shared = read_words(ROOT, tag)
        assert isinstance(shared, SharedWords) and shared.words.beispiel
        notices.append(shared.words.beispiel)
    texts = {page: html_of_page(built_handbook, page.removesuffix("index.html")) for page in pages if "404" not in page}
    assert [page for page, text in texts.items() if not any(said in text for said in notices)] == []


def test_promises_are_those_of_the_office(built_handbook: Path) -> None:
    office = office_of(ROOT)
    answer, receipt = (
        office.deadlines[str(getattr(office.zusagen, name))] for name in ("rueckmeldung", "eingangsbestaetigung")
    )
    text = text_of_page(built_handbook, "beschwerde/ablauf") + text_of_page(built_handbook, "beschwerde/widerspruch")
    assert (within(answer), within(receipt)) == ("innerhalb von 14 Tagen", "innerhalb von 3 Arbeitstagen")
    assert f"Antwort mit Gründen {within(answer)}" in text
    assert f"bestätigen den Eingang {within(receipt)}" in text
    assert set(re.findall(r"innerhalb \S+(?: \d+ \w+| \w+)", text)) == {
        within(answer),
        within(receipt),
        within(office.deadlines["sgg-widerspruch"]),
    }
    assert f"Antwort {within(answer)}" in text_of_page(built_handbook, "")
    assert f"Frist: {duration(answer)}" in text_of_page(built_handbook, "prozesse/bm2")


def test_complaint_page_leads_with_the_telephone(built_handbook: Path) -> None:
    office = office_of(ROOT)
    assert office.kontakt
    text = text_of_page(built_handbook, "beschwerde")
    order = ["Telefon", office.kontakt.telefon[0].nummer, "E-Mail", office.kontakt.e_mail, "Brief", "Persönlich"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    html = html_of_page(built_handbook, "beschwerde")
    assert f'href="tel:{dialled(office.kontakt.telefon[0].nummer)}"' in html
    for said in ("kostet nichts", "hält keine Frist an", "Ist das ein Widerspruch?"):
        assert said in text
    assert "(kostenlos)" in text[: text.index(office.kontakt.telefon[1].nummer)]


@pytest.mark.parametrize("page", ["index.html", "beschwerde/index.html"])
def test_complaint_is_one_click_away_everywhere(pages: dict[str, Links], page: str) -> None:
    assert any(urljoin(f"/{page}", link) == "/beschwerde/" for link in pages[page].links) or page.startswith(
        "beschwerde"
    )


def test_messages_are_listed_by_family_and_linked(built_handbook: Path, pages: dict[str, Links]) -> None:
    listed = {link.strip("/") for link in pages["meldungen/index.html"].links}
    assert set(CATALOGUE) <= listed
    text = text_of_page(built_handbook, "meldungen")
    assert [family for family in {m.family for m in CATALOGUE.values()} if family not in text] == []
    for message in CATALOGUE.values():
        page = text_of_page(built_handbook, message.page)
        assert not re.search(r"\{(feld|gefunden|erwartet)\}", page) and message.id in page
        assert ("Hinweis" if message.severity.value == "warning" else "Fehler") in page.split("Das steht")[0]


def field_names(model: Any = Case) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield name
        if inner := submodel(field.annotation):
            yield from field_names(inner)


def test_field_page_has_every_field_and_the_office_s_lists(built_handbook: Path) -> None:
    html = html_of_page(built_handbook, "felder")
    shown = re.findall(r"<dt><code>(\w+)</code>", html)
    assert sorted(shown) == sorted(field_names())
    office = office_of(ROOT)
    for name in ("kanal", "thema", "gruppe", "behoerden"):
        assert all(entry.name in html for entry in office.vocabularies[name].values())


def test_functions_of_the_house_stay_inside(built_handbook: Path) -> None:
    """The public reads which units there are, not who works where."""
    text = "".join(unescape(path.read_text(encoding="utf-8")) for path in built_handbook.rglob("*.html"))
    office = office_of(ROOT)
    units = {unit.name for unit in office.einheiten}
    hidden = [function.name for function in office.funktionen if function.name not in units]
    assert len(hidden) > 3
    assert [name for name in hidden if name in text] == []


def test_example_of_the_clerks_guide_passes_the_check(built_handbook: Path, register: Make) -> None:
    markdown = (built_handbook.parent / "build/handbook/de/erfassen.md").read_text(encoding="utf-8")
    case = changed(
        markdown.split("```yaml\n")[1].split("```")[0], ("art: beschwerde", "art: beschwerde\nbeispiel: true")
    )
    root = register({"cases/2026/2026-0042.yaml": case})
    today = TODAY.replace(year=2026)
    problems = check_register(root, today=today).problems
    # A number that nobody took and the age of law and statement are no fault of the example.
    beside = {"nummer-luecke", "barrierefreiheit-alt", "recht-alt"}
    assert [text_of(problem) for problem in problems if problem.id not in beside] == []


# --- links and assets


def test_links_lead_somewhere(built_handbook: Path, pages: dict[str, Links]) -> None:
    """Inside the site; outside only to other places to turn to and to the history on the office's own forge."""
    office = office_of(ROOT)
    elsewhere = {place.adresse for place in office.andere_stellen}
    history = (office.verweise.verlauf or "").removesuffix("{pfad}")
    broken = []
    for page, found in pages.items():
        # The page for lost readers is served from any address and therefore names its own from the root.
        for link in found.links + found.assets:
            parts = urlsplit(urljoin(f"http://site/{page}", link))
            if parts.scheme in ("mailto", "tel") or link in elsewhere:
                continue
            if history and link in found.links and link.startswith(history):
                continue
            target = unquote(parts.path).lstrip("/")
            target = f"{target}index.html" if target.endswith("/") or not target else target
            if parts.netloc != "site" or not (built_handbook / target).is_file():
                broken.append(f"{page}: {link}")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                broken.append(f"{page}: {link} (no such place)")
    assert broken == []


def test_no_asset_comes_from_another_host(built_handbook: Path, pages: dict[str, Links]) -> None:
    assert [f"{page}: {asset}" for page, found in pages.items() for asset in found.assets if "://" in asset] == []
    for sheet in built_handbook.rglob("*.css"):
        urls = re.findall(r"url\(\s*[\"']?([^)\"']+)", sheet.read_text(encoding="utf-8"))
        assert [url for url in urls if "//" in url and not url.startswith("data:")] == [], sheet


def test_pages_carry_no_inline_style(built_handbook: Path) -> None:
    """Pictures and tables take their look from the style sheet, so that a content policy can be strict."""
    for page in SAMPLES:
        html = html_of_page(built_handbook, page)
        assert not re.search(r"\sstyle=|<style", html[html.index("<article") : html.index("</article>")]), page


# --- other houses


def test_a_register_without_pages_of_its_own_shows_the_product_s(register: Make) -> None:
    name = 'name: "IFD <b>*Muster*</b> \\"_stadt_\\""'
    office = (
        sample_office().replace("profil: ombudsstelle", "profil: ifd").replace("name: Jobcenter Musterstadt", name, 1)
    )
    root = register(office=office)
    assert build(root) == []
    text = text_of_page(root / "site", "beschwerde/widerspruch")
    assert "Bescheid des Integrationsamts" in text and "§ 70 Abs. 1 VwGO" in text
    assert "innerhalb von 20 Arbeitstagen" in text_of_page(root / "site", "beschwerde/ablauf")
    page = (root / "site/index.html").read_text(encoding="utf-8")
    assert "<b>" not in page and "<em>" not in page and '"_stadt_"' not in page
    assert 'Herausgeber: IFD <b>*Muster*</b> "_stadt_"' in unescape(page)


def test_a_real_house_has_no_notice_and_its_own_page_wins(register: Make) -> None:
    own = "# Unsere Seite\n\nRufen Sie an: {{ office.kontakt.telefon[0].nummer }}\n"
    pages = {"handbook/de/beschwerde/index.md": own, "handbook/anfahrt.md": "# Anfahrt\n\nMit dem Bus.\n"}
    root = register(pages, office=real_office())
    assert build(root) == []
    assert "Rufen Sie an: 0800 0000 000" in text_of_page(root / "site", "beschwerde")
    # No translation promises what the office's own page no longer says.
    english = text_of_page(root / "site", "en/beschwerde")
    assert "not been translated" in english and "0800 0000 000" in english and "Something went wrong" not in english
    assert "Mit dem Bus" in text_of_page(root / "site", "anfahrt")
    assert "erfunden" not in (root / "site/index.html").read_text(encoding="utf-8")


def test_pages_without_place_in_the_menu_come_last() -> None:
    library = Library(office_of(ROOT), (), (), (), {}, (), {}, {})
    menu = navigation(library, ["index.md", "beschwerde/index.md", "anfahrt.md", "meldungen/x.md"])
    assert menu[-1] == {"Weitere Seiten": ["anfahrt.md"]}


def test_without_kern_s_fonts_the_pages_use_the_reader_s_own(register: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = register()
    monkeypatch.setattr(fonts, "FACES", root / "missing")
    assert build(root) == []
    assert "fonts.css" not in (root / "site/index.html").read_text(encoding="utf-8")
    assert not list((root / "site").rglob("*.woff2"))


def test_what_was_changed_is_shown_as_it_was_reviewed(register: Make) -> None:
    entry = "{problem: <b>Lange</b> Wege, aenderung: Ein Schalter mehr, datum: 2018-02-01, wirkung: Kürzer}"
    root = register({"handbook/veroeffentlicht/aenderungen-2018.yaml": f"eintraege:\n  - {entry}\n"})
    assert build(root) == []
    text = text_of_page(root / "site", "geaendert")
    assert "Das ist neu Ein Schalter mehr seit 1.2.2018" in text and "nichts veröffentlicht" not in text
    assert "<b>Lange" not in (root / "site/geaendert/index.html").read_text(encoding="utf-8")


def test_nothing_published_yet_says_so(register: Make) -> None:
    root = register()
    assert build(root) == []
    assert "noch nichts veröffentlicht" in text_of_page(root / "site", "geaendert")


# --- bad input


def test_without_contact_there_is_a_message_and_the_old_site_stays(register: Make) -> None:
    contact = sample_office()
    root = register(office=contact[: contact.index("kontakt:")] + contact[contact.index("einheiten:") :])
    (root / "site").mkdir()
    (root / "site/alt.html").write_text("alt")
    assert build(root) == ["office.yaml:1 angabe-fehlt kontakt"]
    assert [path.name for path in (root / "site").iterdir()] == ["alt.html"]


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("# A\n\n{{ office.fax }}\n", "handbook/a.md:3 feld-unbekannt fax"),
        ("# A\n{{ offize.name }}\n", "handbook/a.md:2 feld-unbekannt offize"),
        ("# A\n{% if %}\n", "handbook/a.md:2 datei-unlesbar Platzhalter nicht lesbar:"),
        ("{{ office.__class__.__mro__ }}", "handbook/a.md:1 datei-unlesbar Platzhalter nicht erlaubt:"),
        ("{% include '../../cases/x' %}", "handbook/a.md:1 datei-unlesbar Platzhalter nicht erlaubt:"),
        (b"# \xff", "handbook/a.md:1 datei-kein-utf8 Byte 0xFF"),
    ],
)
def test_a_page_with_a_slip_is_a_message_with_its_line(register: Make, page: str | bytes, problem: str) -> None:
    found = build(register({"handbook/a.md": page}))
    assert len(found) == 1 and found[0].startswith(problem), found


def test_a_link_to_a_case_is_not_followed(register: Make) -> None:
    root = register({FIRST_CASE: example(), "handbook/b.md": "# B\n"})
    (root / "handbook/a.md").symlink_to(root / FIRST_CASE)
    assert build(root) == ["handbook/a.md:1 datei-verweis"]


def test_a_broken_process_stops_the_build(register: Make) -> None:
    process = (ROOT / "handbook/processes/beschwerde-kritisch.yaml").read_text(encoding="utf-8")
    broken = changed(process, ("zu: schale", "zu: schaale"))
    line = 1 + broken[: broken.index("schaale")].count("\n")
    assert build(register({"handbook/processes/x.yaml": broken})) == [
        f"handbook/processes/x.yaml:{line} schritt-ziel-unbekannt schaale"
    ]


def test_a_page_whose_link_leads_nowhere_is_refused(register: Make) -> None:
    root = register({"handbook/a.md": "# A\n\n[weg](nirgends.md)\n"})
    with pytest.raises(HandbookRefused, match=r"nirgends\.md"):
        build(root)
    assert not (root / "site").exists()


def test_markup_in_a_process_is_refused_or_stays_text(register: Make) -> None:
    process = (ROOT / "handbook/processes/beschwerde-kritisch.yaml").read_text(encoding="utf-8")
    title = "titel: Beschwerde – kritisch oder juristisch"
    file = "handbook/processes/x.yaml"
    root = register({file: changed(process, (title, 'titel: "<script>alert(1)</script>"'))})
    assert build(root) == [f"{file}:3 text-mit-zeichen <script>"]
    (root / file).write_text(changed(process, (title, 'titel: "**x** | {{ y }} &lt;b"')), encoding="utf-8")
    assert build(root) == []
    html = (root / "site/prozesse/bm3/index.html").read_text(encoding="utf-8")
    assert "<strong>x</strong>" not in html
    assert html.count("<h1") == 1 and "**x** | {{ y }} &lt;b" in unescape(html[html.index("<h1") :])


# --- what it cannot know


def test_nothing_that_reads_cases_is_loaded() -> None:
    code = "import casebook.pages.handbook, sys; print(*sorted(m for m in sys.modules if m.startswith('casebook')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    readers = {"register", "check", "rules", "measures", "derive", "history", "casefile", "importing", "numbering"}
    assert loaded & {f"casebook.{name}" for name in readers} == set()
    assert not any(name.startswith(("casebook.rules", "casebook.measures", "casebook.importing")) for name in loaded)


# --- in a browser


@pytest.mark.browser
def test_no_page_asks_others_stores_anything_or_scrolls_sideways(visit: Any, pages: dict[str, Links]) -> None:
    at = visit()
    wide = []
    for page in pages:
        opened = at.open(page.removesuffix("index.html"))
        size = opened.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        wide += [page] if size[0] > size[1] else []
    assert wide == []
    assert at.foreign == []
    assert at.complaints == []
    assert opened.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]") == []
    assert at.context.cookies() == []


@pytest.mark.browser
def test_phone_menu_works_by_keyboard(visit: Any) -> None:
    page = visit().open("prozesse/bm1/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "Menü"
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Menü", expanded=True).wait_for()
    page.get_by_role("link", name="Beschwerde einreichen").focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menü", expanded=False).wait_for()
    assert page.evaluate(focused) == "Menü"
    for _ in range(8):
        page.keyboard.press("Tab")
        assert not page.evaluate("Boolean(document.activeElement.closest('.md-sidebar--primary'))")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "page"),
    [("Beschwerden", "Beschwerde einreichen"), ("einstufen", "Beschwerde"), ("oeffentlichkeitsarbeit", "Das Haus")],
)
def test_search_folds_endings_and_umlauts(visit: Any, asked: str, page: str) -> None:
    opened = visit(viewport={"width": 1280, "height": 900}).open("")
    opened.locator(".md-search__input").click()
    opened.keyboard.type(asked, delay=15)
    opened.locator(".md-search-result__link").first.wait_for()
    assert page in opened.locator(".md-search-result__list").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize("role", ["alle", "sachbearbeitung", "teamleitung", "leitung", "presse"])
def test_a_role_s_page_is_one_sheet_of_paper(visit: Any, role: str) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).open(f"rolle-{role}/")
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))
    assert re.search(rb"/Type /Pages\b[^>]*/Count 1\b", paper)
    text = page.locator("article").inner_text()
    for word in ("110", "112", "Presse", "Meldestelle", "Beschwerde"):
        assert word in text


@pytest.mark.browser
@pytest.mark.parametrize("page", ["", "haus/", "haus/matrix-massnahmen/", "prozesse/6-4/", "recht/"])
def test_first_view_is_light(visit: Any, page: str) -> None:
    """As a web server sends it, compressed: under 350 KB."""
    at, sizes = visit(viewport={"width": 1280, "height": 900}), []
    at.page.on("response", lambda response: sizes.append(len(gzip.compress(response.body()))))
    at.open(page).wait_for_load_state("networkidle")
    assert 50_000 < sum(sizes) < 350_000


@pytest.mark.browser
def test_matrix_is_filtered_by_field_and_grade(visit: Any) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).open("haus/matrix-massnahmen/")
    output = page.locator(".matrix-filter output")
    assert output.inner_text() == "100 Felder"
    page.locator("select[name=column]").select_option("T7")
    assert page.locator("tbody tr:visible th").all_inner_texts()[0].startswith("M1")
    page.locator("select[name=grade]").select_option("meist")
    rows = page.locator("tbody tr:visible th").all_inner_texts()
    assert [text.split()[0] for text in rows] == ["M1", "M9", "M11", "M16"]
    assert output.inner_text() == "4 Felder"


@pytest.mark.browser
def test_every_part_of_the_house_is_a_link_one_can_reach(visit: Any, built_handbook: Path) -> None:
    page = visit(viewport={"width": 1280, "height": 900}).open("haus/")
    parts = page.locator(".house-breit a")
    links = parts.evaluate_all("links => links.map(l => new URL(l.href.baseVal, location).pathname)")
    catalogue = read_catalogue("kassys-3-2006")
    assert catalogue
    assert {f"/prozesse/{page_name(entry.code)}/" for entry in catalogue.prozesse} <= set(links)
    assert {"/haus/3/", "/haus/4/", "/haus/5/", "/haus/6/"} <= set(links)
    assert [link for link in links if not (built_handbook / link.strip("/") / "index.html").is_file()] == []
    names = parts.evaluate_all("links => links.map(l => l.textContent.trim())")
    assert all(names)
    focused = parts.first
    focused.focus()
    assert page.evaluate("document.activeElement.closest('.house-breit') !== null")


@pytest.mark.browser
def test_search_finds_and_marks(visit: Any) -> None:
    """The index, the largest file of the site, is fetched when somebody turns to the search, not before."""
    asked: list[str] = []
    at = visit()
    at.page.on("request", lambda request: asked.append(request.url))
    page = at.open("")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search_index" in url] == []
    page.get_by_role("button", name="Suche öffnen").click()
    page.keyboard.type("Widerspruch")
    page.locator(".md-search-result__link").first.wait_for()
    assert "Beschwerde einreichen" in page.locator(".md-search-result__list").inner_text()
    assert len([url for url in asked if "search_index" in url]) == 1


@pytest.mark.browser
def test_picture_scrolls_by_keyboard_on_a_phone_and_table_keeps_its_roles(visit: Any) -> None:
    page = visit().open("prozesse/bm2/")
    page.get_by_role("region", name="Ablauf als Bild, seitlich verschiebbar").wait_for()
    assert page.get_by_role("img", name="Ablauf: Beschwerde – prozessbezogen").count() == 1
    assert page.get_by_role("table").get_by_role("row").count() == 15
    assert page.get_by_role("rowheader", name="14").count() == 1


@pytest.mark.browser
def test_dark_and_paper_have_their_own_colours(visit: Any) -> None:
    page = visit(color_scheme="dark").open("beschwerde/")
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(19, 21, 37)"
    page.emulate_media(media="print")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    assert not page.locator(".md-header").is_visible()
    assert page.locator(".md-banner").is_visible()


@pytest.mark.browser
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core comes with `make setup`")
@pytest.mark.parametrize(
    "options", [{"viewport": {"width": 1280, "height": 900}}, {"color_scheme": "dark"}], ids=["wide", "phone"]
)
def test_axe_finds_nothing(visit: Any, options: dict[str, Any]) -> None:
    at = visit(**options)
    found = []
    for page in SAMPLES:
        opened = at.open(page)
        found += [f"/{page}: {fault}" for fault in faults(opened)]
    assert found == []
