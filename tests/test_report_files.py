"""Reports as files: tags of the PDF, the page that stands alone, the Word file, equal bytes, and the command."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browse import AXE
from build_cases import case, closed_case, office, provenance
from build_register import ROOT, commit, example, git, make_register, sample_office
from build_reports import every_text, pages, parts, report, sample, sample_report, tags
from docx import Document
from pypdf import PdfReader

from casebook.pages import assets, typesetting
from casebook.pages.assets import MissingAssets
from casebook.pages.site import File, Page
from casebook.pages.statistics import site_of
from casebook.reports import as_pdf as pdf_module
from casebook.reports.as_docx import as_docx
from casebook.reports.as_html import as_html
from casebook.reports.as_pdf import as_pdf
from casebook.reports.blocks import Figure, Heading, Report, Table
from casebook.reports.pictures import COLOURS, DARK, TEXT, on_paper, style_rules
from casebook.reports.site import ready_reports

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
EVERY_KIND = [("jahresbericht", "2017"), ("monatsblatt", "2018-03"), ("auftraggeber", "2017-Q3"), ("rat", "2017")]
LONG_WORD = "Rechtsbehelfsbelehrungsfristberechnungsgrundlagenverordnung"
NASTY = '<script>document.title="x"</script> #panic() {{ 7 * 7 }} $x$ & „gut“ \\n'


def captions(made: Report) -> list[str]:
    return [block.caption for block in made.blocks if isinstance(block, Table)]


# --- PDF


@pytest.mark.parametrize(("kind", "label"), EVERY_KIND)
def test_the_pdf_is_tagged_german_and_titled(kind: str, label: str) -> None:
    made = sample_report(kind, label)
    root = PdfReader(io.BytesIO(as_pdf(made)))
    catalogue = root.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value
    assert catalogue["/Lang"] == "de-DE"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert root.metadata and root.metadata.title == made.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(("kind", "label"), EVERY_KIND)
def test_the_pdf_has_headings_tables_with_heads_and_alternative_texts(kind: str, label: str) -> None:
    made = sample_report(kind, label)
    kinds = [str(tag["/S"]) for tag in tags(as_pdf(made))]
    assert kinds.count("/H1") == sum(isinstance(block, Heading) for block in made.blocks)
    assert (
        kinds.count("/Table")
        == kinds.count("/THead")
        == kinds.count("/Caption") - kinds.count("/Figure")
        == len(captions(made))
    )
    heads = [tag for tag in tags(as_pdf(made)) if tag["/S"] == "/TH"]
    assert len(heads) == sum(len(block.columns) for block in made.blocks if isinstance(block, Table))
    alternatives = [tag["/Alt"] for tag in tags(as_pdf(made)) if tag["/S"] == "/Figure"]
    assert alternatives == [block.alt for block in made.blocks if isinstance(block, Figure)]


def test_the_outline_of_the_pdf_is_that_of_the_report() -> None:
    made = sample_report()
    outline = [entry["/Title"] for entry in PdfReader(io.BytesIO(as_pdf(made))).outline]
    assert outline == [block.text for block in made.blocks if isinstance(block, Heading)]


def test_the_golden_figures_are_on_the_first_page() -> None:
    first = pages(as_pdf(sample_report()))[0]
    assert "286 Fälle" in first
    assert "119 im 1. Halbjahr und 167 im 2. Halbjahr" in first
    assert "waren 84 (30,5 %) begründet oder teilweise begründet" in first
    assert "275 von 286 Fällen (96,2 %)" in first


def test_mark_and_origin_stand_on_every_page() -> None:
    made = sample_report()
    found = pages(as_pdf(made))
    for number, text in enumerate(found, start=1):
        assert made.mark in text
        assert "Commit a1b2c3d" in text
        assert f"Seite {number} von {len(found)}" in text


def test_the_monthly_sheet_is_one_page_with_its_definitions_on_the_back() -> None:
    made = sample_report("monatsblatt", "2018-03")
    front, back, *_ = pages(as_pdf(made))
    assert "Was eine Entscheidung braucht" in front and "Woher die Zahlen stammen" not in front
    assert back.startswith(f"{made.title} {made.office} Woher die Zahlen stammen")


def test_even_a_full_monthly_sheet_stays_one_page() -> None:
    """All lists longer than their room, every kind, both months to compare with, and cases that wait for others."""
    measure = {"text": "x", "verantwortlich": "haus", "stand": "beschlossen"}
    passed_on = [("2018-02-21", "weiterleitung", {"stelle": "haus"})]
    late = [
        case(
            n,
            eingang={"datum": "2018-02-20"},
            rueckmeldung_bis="2018-03-06" if n % 3 else "2018-04-06",
            massnahmen=[measure | {"frist": "2018-03-20" if n % 2 else "2018-06-01"}],
            log=passed_on,
        )
        for n in range(1, 40)
    ]
    kinds = ("anregung", "hinweis", "lob", "anfrage")
    days = ("2018-03-02", "2018-02-02", "2017-03-02")
    others = [case(50 + n, art=art, eingang={"datum": day}) for n, art in enumerate(kinds) for day in days]
    closed = [closed_case(60, "2018-03-05", rueckmeldung_bis="2018-03-05", eingang={"datum": "2018-02-05"})]
    made = report([*late, *others, *closed], "monatsblatt", "2018-03")
    front, back, *_ = pages(as_pdf(made))
    assert "haus" in front.casefold() and "wartet auf" in front and front.count(" weitere;") == 3
    assert "Woher die Zahlen stammen" in back


@pytest.mark.parametrize("month", ["2017-03", "2017-09", "2017-10", "2018-04"])
def test_the_monthly_sheet_of_the_sample_is_one_page(month: str) -> None:
    assert "Woher die Zahlen stammen" in pages(as_pdf(sample_report("monatsblatt", month)))[1]


def ink_at_the_edge(made: Report) -> list[int]:
    """Pages with anything printed outside the margins: dark pixels in the outer 15 mm on the right."""
    import typst
    from PIL import Image

    drawn = typst.compile(
        str(pdf_module.TEMPLATE),
        font_paths=[str(assets.FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=50,
        sys_inputs={"report": json.dumps(pdf_module.as_data(made))},
    )
    found = []
    for number, page in enumerate(drawn if isinstance(drawn, list) else [drawn], start=1):
        image = Image.open(io.BytesIO(page)).convert("L")
        edge = image.crop((image.width - round(15 / 25.4 * 50), 0, image.width, image.height))
        if edge.getextrema()[0] < 200:
            found.append(number)
    return found


def test_long_german_words_do_not_leave_the_page() -> None:
    units = [{"id": "leistung-nord", "name": LONG_WORD, "groesse": 9}]
    house = office(name=f"Jobcenter {LONG_WORD}", einheiten=units)
    topics = tuple((topic, "ja") for topic in ("dauer", LONG_WORD.lower()))
    cases = [closed_case(n, topics=topics, eingang={"stelle": "leistung-nord"}) for n in range(1, 4)]
    for kind, label in (("jahresbericht", "2017"), ("monatsblatt", "2017-03")):
        assert ink_at_the_edge(report(cases, kind, label, office=house)) == []


def test_text_is_text_whatever_it_looks_like() -> None:
    made = replace(sample_report("monatsblatt", "2018-03"), office=NASTY, subtitle=NASTY)
    assert "{{ 7 * 7 }} $x$ & „gut“" in pages(as_pdf(made))[0]
    assert b"&lt;script&gt;" in as_html(made) and b"<script" not in as_html(made)


def test_without_fonts_there_is_no_empty_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path / "fonts")
    with pytest.raises(MissingAssets):
        as_pdf(sample_report())


# --- pictures


def test_a_picture_for_paper_has_real_colours_only() -> None:
    svg = next(block.svg for block in sample_report().blocks if isinstance(block, Figure))
    assert "var(--chart-1)" in svg and "currentColor" in svg
    assert "var(" not in on_paper(svg) and "currentColor" not in on_paper(svg)
    assert COLOURS["chart-1"] in on_paper(svg) and TEXT in on_paper(svg)


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ('<a fill="var(--chart-2)"/>', '<a fill="#c67600"/>'),
        ('<a fill="var( --none , #123456 )"/>', '<a fill="#123456"/>'),
        ('<a stroke="currentColor"/>', '<a stroke="#131525"/>'),
    ],
)
def test_colours_of_a_picture(svg: str, expected: str) -> None:
    assert on_paper(svg) == expected


def test_a_colour_nobody_knows_is_our_bug() -> None:
    with pytest.raises(KeyError):
        on_paper('<a fill="var(--none)"/>')


def oklch(text: str) -> str:
    """`oklch(50.5% .1495 265.2)` as `#rrggbb` (CSS Color 4)."""
    import math

    lightness, chroma, hue = (float(part.rstrip("%")) for part in text.split())
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long, medium, short = (
        (lightness / 100 + x * a + y * b) ** 3
        for x, y in ((0.3963377774, 0.2158037573), (-0.1055613458, -0.0638541728), (-0.0894841775, -1.2914855480))
    )
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    bounded = (min(1.0, max(0.0, part)) for part in linear)
    gamma = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in bounded)
    return "#" + "".join(f"{round(255 * part):02x}" for part in gamma)


def test_colours_are_those_of_the_statistics_site() -> None:
    kern = (assets.KERN / "kern.min.css").read_text(encoding="utf-8")
    css = (ROOT / "site_templates" / "statistics" / "statistics.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for block, colours in ((light, COLOURS), (dark, DARK)):
        for name, token in re.findall(r"--(chart-\d): var\(--(kern-color-[a-z0-9-]+)\)", block):
            found = re.search(rf"--{token}:\s*oklch\(([^)]+)\)", kern)
            assert found and oklch(found[1]) == colours[name], (name, token)
    assert len(re.findall(r"--chart-\d:", light)) == 5


# --- HTML


def test_the_page_stands_alone() -> None:
    html = as_html(sample_report()).decode()
    assert '<html lang="de">' in html
    assert not re.findall(r'(?:src|href)="(?!#|data:)[^"]*"', html)
    assert "url(" not in re.sub(r'url\("data:[^"]*"\)', "", html)
    assert html.count('font-family:"Fira Sans"') == 2
    assert style_rules() in html
    assert all(f"<caption>{caption}</caption>" in html for caption in captions(sample_report()))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 390])
def test_the_page_is_accessible_and_asks_nobody(browser: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    file = tmp_path / "bericht.html"
    file.write_bytes(as_html(sample_report()))
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=False,  # type: ignore[arg-type]
    )
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('600 16px Fira Sans'))")
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
    context.close()
    assert violations(browser, file, scheme, width) == []


def violations(browser: Browser, file: Path, scheme: str, width: int) -> list[str]:
    """What axe finds; it has to be let in, which the page's own rules forbid."""
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        bypass_csp=True,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(file.as_uri())
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    context.close()
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in found["violations"]]


# --- Word


def test_the_word_file_has_headings_and_tables_a_house_can_restyle() -> None:
    made = sample_report()
    document = Document(io.BytesIO(as_docx(made)))
    levels = [int(p.style.name.split()[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert len(levels) == sum(isinstance(block, Heading) for block in made.blocks)
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    found = [table.rows[0].cells[0].text for table in document.tables]
    assert found == ["Kennzahl", *(block.columns[0].name for block in made.blocks if isinstance(block, Table))]
    assert {table.style.name for table in document.tables} == {"Berichtstabelle"}


def test_every_table_of_the_word_file_repeats_its_head() -> None:
    document = parts(as_docx(sample_report()))["word/document.xml"].decode()
    assert document.count("<w:tblHeader") == document.count("<w:tbl>")
    assert document.count("<w:tblCaption") == document.count("<w:tbl>")


def test_the_word_file_is_german_titled_and_its_pictures_have_words() -> None:
    made = sample_report()
    found = parts(as_docx(made))
    assert b'w:lang w:val="de-DE"' in found["word/styles.xml"]
    assert f"<dc:title>{made.title}</dc:title>".encode() in found["docProps/core.xml"]
    assert b"<dc:language>de-DE</dc:language>" in found["docProps/core.xml"]
    alternatives = [block.alt for block in made.blocks if isinstance(block, Figure)]
    assert alternatives and all(f'descr="{alt}"' in found["word/document.xml"].decode() for alt in alternatives)


# --- all three


def test_a_short_table_stays_on_a_page_and_lets_the_next_paragraph_go() -> None:
    document = Document(io.BytesIO(as_docx(sample_report())))
    kept = [
        [all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells) for row in table.rows]
        for table in document.tables
    ]
    short, long = [rows for rows in kept if len(rows) <= 15], [rows for rows in kept if len(rows) > 15]
    assert short and long
    assert all(rows == [True] * (len(rows) - 1) + [False] for rows in short)
    assert not any(any(rows) for rows in long)
    assert b"<w:pPr/>" not in parts(as_docx(sample_report()))["word/document.xml"]


@pytest.mark.parametrize("printed", [as_pdf, as_html, as_docx])
def test_the_same_state_gives_the_same_bytes(printed: Callable[[Report], bytes]) -> None:
    assert printed(sample_report()) == printed(sample_report.__wrapped__())


@pytest.mark.parametrize("printed", [as_html, as_docx])
def test_every_word_of_the_report_is_in_the_file(printed: Callable[[Report], bytes]) -> None:
    made = sample_report()
    content = printed(made)
    text = content.decode() if printed is as_html else parts(content)["word/document.xml"].decode()
    words = " ".join(re.sub(r"<[^>]+>", "", text).split())
    for word in every_text(made):
        if word != made.origin:
            assert " ".join(word.split()) in words


# --- the command


def run(*arguments: object, seed: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "casebook.cli", "report", *map(str, arguments)]
    return subprocess.run(command, env=ENVIRONMENT | {"PYTHONHASHSEED": str(seed)}, capture_output=True, text=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A register in Git whose only case is of 2018; the frozen day is 2 May 2018."""
    root = make_register(tmp_path / "register")
    git(root, "init", "--quiet")
    commit(root, {"cases/2018/2018-0001.yaml": example()})
    return root


def test_the_command_writes_three_files_and_names_them(repository: Path, tmp_path: Path) -> None:
    done = run("2018-02", "--root", repository, "--out", tmp_path / "out", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    written = json.loads(done.stdout)
    assert list(written) == ["pdf", "html", "docx"]
    assert all(Path(path).stat().st_size > 5000 for path in written.values())
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"monatsblatt-2018-02.{end}" for end in ("docx", "html", "pdf")
    ]


def test_an_old_commit_gives_the_old_report_byte_for_byte(repository: Path, tmp_path: Path) -> None:
    assert run("2018", "--root", repository, "--out", tmp_path / "then").returncode == 0
    old = git(repository, "rev-parse", "HEAD").strip()
    commit(repository, {"cases/2018/2018-0002.yaml": example("beschwerde-neu", ("2018-0001", "2018-0002"))})
    again = run("2018", "--root", repository, "--out", tmp_path / "again", "--as-of", old, seed=7)
    assert again.returncode == 0, again.stderr
    for end in ("pdf", "html", "docx"):
        name = f"jahresbericht-2018.{end}"
        assert (tmp_path / "then" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), end
    assert run("2018", "--root", repository, "--out", tmp_path / "now", "--file", "pdf").returncode == 0
    name = "jahresbericht-2018.pdf"
    assert (tmp_path / "then" / name).read_bytes() != (tmp_path / "now" / name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2030"], "noch nicht begonnen"),
        (["gestern"], "kein Zeitraum"),
        (["2018", "--period", "2017-H1"], "liegt nicht in 2018"),
        (["2018", "--kind", "monatsblatt"], "gibt es nur für einen Monat, nicht für 2018"),
        (["2018-02", "--kind", "rat"], "gibt es nur für ein Jahr oder ein Halbjahr oder ein Quartal"),
    ],
)
def test_wrong_calls_are_told_in_a_sentence(repository: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments, "--root", repository)
    assert done.returncode == 2 and said in done.stderr
    assert not (repository / "build").exists()


def test_a_word_file_somebody_wrote_in_is_kept(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for _ in range(2):
        assert run("2018", "--root", repository, "--out", folder).returncode == 0
    (folder / "jahresbericht-2018.docx").write_bytes(b"mine")
    before = (folder / "jahresbericht-2018.pdf").stat().st_mtime_ns
    done = run("2018", "--root", repository, "--out", folder)
    assert done.returncode == 2 and "vielleicht hat jemand daran geschrieben" in done.stderr
    assert (folder / "jahresbericht-2018.docx").read_bytes() == b"mine"
    assert (folder / "jahresbericht-2018.pdf").stat().st_mtime_ns == before


def test_a_broken_small_file_is_told_before_anything_is_written(tmp_path: Path) -> None:
    root = make_register(tmp_path / "r", {"office/woerter.yaml": "woerter: [kaputt\n"}, office=sample_office())
    done = run("2017", "--root", root)
    assert done.returncode == 1 and "office/woerter.yaml" in done.stderr
    assert not (root / "build").exists()


# --- ready reports on the statistics site


def test_the_site_lists_and_holds_the_reports_of_finished_years() -> None:
    cases, house, outside = sample()
    site = site_of(cases, house, provenance(), outside, None)
    page, *files = ready_reports(site)
    assert isinstance(page, Page)
    assert [file.file for file in files] == [f"berichte/jahresbericht-2017.{end}" for end in ("pdf", "html", "docx")]
    listed = [address for report in page.values()["reports"] for address, _ in report.files]
    assert listed == [file.file for file in files]
    made = {Path(file.file).suffix: file.content() for file in files if isinstance(file, File)}
    assert "waren 84 (30,5 %) begründet oder teilweise begründet" in pages(made[".pdf"])[0]
    assert made[".html"] == as_html(sample_report())
