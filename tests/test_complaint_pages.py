"""The pages for complainants as they are built: facts of the office, forms in Word, signatures, what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from build_register import ROOT, real_office, sample_office
from docx import Document

from casebook.office import read_office_file, with_profile
from casebook.pages.form import authority_as_word, form_fields
from casebook.pages.handbook import build_handbook
from casebook.pages.policy import script_hashes
from casebook.texts.languages import LANGUAGES
from casebook.texts.words import SharedWords, read_words

# One worker builds the site and reads it; the others do something else meanwhile.
pytestmark = pytest.mark.xdist_group("handbook")

Make = Callable[..., Path]
NEEDED = ("impressum", "datenschutz", "barrierefreiheit")


def build(root: Path) -> list[str]:
    """What keeps the handbook from being built, as `file:line id found`."""
    read = read_office_file(root)
    assert isinstance(read, tuple), read
    problems = build_handbook(root, with_profile(read[0]), root / "site")
    return [f"{problem.file}:{problem.line} {problem.id} {problem.found}" for problem in problems]


def article(site: Path, page: str) -> str:
    html = unescape((site / page / "index.html").read_text(encoding="utf-8"))
    return html[html.index("<article") : html.index("</article>")]


def text(site: Path, page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", article(site, page)).split())


# --- what office.yaml says


def test_duties_of_a_public_site_come_from_the_office(built_handbook: Path) -> None:
    imprint, protection = text(built_handbook, "impressum"), text(built_handbook, "datenschutz")
    statement = text(built_handbook, "barrierefreiheit")
    assert "gemeinsame Einrichtung nach § 44b SGB II" in imprint and "030 23125 000" in imprint
    assert "Rechenzentrum Musterland" in protection and "7 Tagen" in protection and "3 Jahre" in protection
    assert "zuletzt geprüft am 1.3.2018" in statement and "Durchsetzungsstelle des Landes" in statement
    assert "noch kein Video" in statement and "innerhalb von 14 Tagen" in statement


def test_free_numbers_stand_first_and_direct_lines_name_no_person(built_handbook: Path) -> None:
    for language in LANGUAGES.values():
        numbers = re.findall(r"tel:([+0-9]+)", article(built_handbook, f"{language.path}beschwerde"))
        assert numbers[:2] == ["+498000000000", "+493023125001"], language.tag
        assert numbers[2:] == [f"+49302312501{last}" for last in "12340"], language.tag
    assert "Leistung Nord" in text(built_handbook, "beschwerde")


def test_other_bodies_and_emergencies_are_in_every_language(built_handbook: Path) -> None:
    for language in LANGUAGES.values():
        turned = article(built_handbook, f"{language.path}beschwerde/unzufrieden")
        assert "Bürgerbeauftragte der Stadt" in turned and "https://petition.landtag.example/" in turned
        emergency = article(built_handbook, f"{language.path}beschwerde/notfall")
        for number in ("tel:110", "tel:112", "tel:116016", "tel:116123", "Interne Meldestelle"):
            assert number in emergency, (language.tag, number)


@pytest.mark.parametrize("block", NEEDED)
def test_without_a_duty_there_is_a_message(register: Make, block: str) -> None:
    office = re.sub(rf"^{block}:\n(?:  .*\n)+", "", sample_office(), flags=re.MULTILINE)
    assert office != sample_office()
    assert build(register(office=office)) == [f"office.yaml:1 angabe-fehlt {block}"]


# --- translations, reviewed and not


def test_an_unreviewed_legal_sentence_has_the_german_one_beside_it(built_handbook: Path) -> None:
    html = article(built_handbook, "ru/beschwerde/nachteile")
    assert '<span lang="de" dir="ltr">Niemand darf Sie schlechter behandeln, weil Sie sich beschweren.</span>' in html
    assert "ещё не проверил переводчик" in html
    assert 'class="original"' not in article(built_handbook, "leichte-sprache/beschwerde/nachteile")


def test_a_signature_takes_mark_and_german_sentence_away(register: Make) -> None:
    sign = "geprueft:\n  von: fachuebersetzung\n  am: 2018-04-01\n"
    page = (ROOT / "handbook/en/beschwerde/nachteile.md").read_text(encoding="utf-8")
    words = (ROOT / "handbook/en/worte.yaml").read_text(encoding="utf-8")
    files = {"handbook/en/beschwerde/nachteile.md": f"---\n{sign}---\n{page}", "handbook/en/worte.yaml": sign + words}
    root = register(files, office=sample_office() + "sprachen: [en]\n")
    assert build(root) == []
    signed, other = (article(root / "site", f"en/beschwerde/{name}") for name in ("nachteile", "hilfe"))
    assert "No translator" not in signed and 'class="original"' not in signed
    assert "No translator" in other and 'class="original"' not in other


def test_a_question_of_the_office_s_own_has_a_stand_in_where_nobody_translated_it(register: Make) -> None:
    own = "# Eine neue Frage\n\nAntwort {{ zusage.rueckmeldung }}.\n"
    root = register({"handbook/de/beschwerde/hilfe.md": own}, office=real_office() + "sprachen: [en, tr]\n")
    assert build(root) == []
    assert "Antwort innerhalb von 14 Tagen" in text(root / "site", "beschwerde/hilfe")
    stand_in = text(root / "site", "tr/beschwerde/hilfe")
    assert "henüz çevrilmedi" in stand_in and "0800 0000 000" in stand_in and "avukat" not in stand_in


def test_german_names_and_terms_are_marked_in_other_languages(built_handbook: Path) -> None:
    html = article(built_handbook, "en/beschwerde/widerspruch")
    assert '<span lang="de" dir="ltr">Widerspruch</span>' in html
    assert not re.search(r">[^<]*Ombudsstelle im", article(built_handbook, "uk/beschwerde").replace('"ltr">Ombuds', ""))


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("# A\n\n{{ zusage.fax }}\n", "handbook/en/a.md:3 feld-unbekannt fax"),
        ("---\nhide: [toc]\n---\n# A\n{{ wort.nichts }}\n", "handbook/en/a.md:5 feld-unbekannt nichts"),
        ("---\ngeprüft: ja\n---\n# A\n", "handbook/en/a.md:2 feld-unbekannt geprüft"),
    ],
)
def test_a_slip_in_a_page_is_told_with_its_line(register: Make, page: str, problem: str) -> None:
    assert build(register({"handbook/en/a.md": page}, office=sample_office() + "sprachen: [en]\n")) == [problem]


# --- sign language


def test_a_video_of_the_house_is_shown_with_size_and_length(register: Make) -> None:
    video = "gebaerdensprache: {datei: medien/dgs.mp4, dauer: 3 Minuten}\nsprachen: []\n"
    root = register({"handbook/medien/dgs.mp4": b"\0" * 2_400_000}, office=sample_office() + video)
    assert build(root) == []
    html = article(root / "site", "gebaerdensprache")
    assert '<source src="../medien/dgs.mp4" type="video/mp4">' in html and "3 Minuten, 2,4 MB" in html
    assert (root / "site/medien/dgs.mp4").stat().st_size == 2_400_000


@pytest.mark.parametrize("file", ["https://video.example/x.mp4", "../../cases/x.mp4", "/etc/x.mp4"])
def test_a_video_from_elsewhere_is_refused(register: Make, file: str) -> None:
    root = register(office=sample_office() + f'gebaerdensprache: {{datei: "{file}", dauer: kurz}}\n')
    read = read_office_file(root)
    assert isinstance(read, list) and [problem.id for problem in read] == ["feld-form"]


def test_without_video_the_page_says_so(built_handbook: Path) -> None:
    assert "gibt es noch nicht" in text(built_handbook, "gebaerdensprache")
    assert "<video" not in article(built_handbook, "gebaerdensprache")


# --- forms in Word


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_form_in_word_asks_what_the_page_asks(built_handbook: Path, tag: str) -> None:
    language = LANGUAGES[tag]
    shared = read_words(ROOT, tag)
    assert isinstance(shared, SharedWords)
    content = (built_handbook / language.path / "assets/formulare/beschwerde.docx").read_bytes()
    paragraphs = Document(BytesIO(content)).paragraphs
    headings = [each.text for each in paragraphs if each.style and each.style.name == "Heading 2"]
    html = article(built_handbook, f"{language.path}beschwerde/formular")
    fields = form_fields(shared.words.formular)
    assert headings == [field.frage for field in fields]
    assert [field.frage for field in fields if field.frage not in html] == []
    assert [choice for field in fields for choice in field.auswahl if f">{choice}</label>" not in html] == []
    assert all(("w:bidi" in each._p.xml) is language.rtl for each in paragraphs)


def test_the_form_for_an_authority_has_room_for_a_signature() -> None:
    lines = [each.text for each in Document(BytesIO(authority_as_word(LANGUAGES["de"]))).paragraphs]
    assert lines[0] == "Vollmacht für eine Beschwerde" and lines[-2] == "Ort, Datum, Unterschrift"
    assert "jederzeit zurücknehmen" in " ".join(lines)


# --- content policy


THEME = (
    re.compile(r'__md_scope=new URL\("[./]*",location\),__md_hash='),
    re.compile(r'var palette=__md_get\("__palette"\);'),
    re.compile(r"var target=document.getElementById\(location.hash"),
)


def test_every_page_allows_the_theme_s_own_scripts_and_nothing_else(built_handbook: Path) -> None:
    """Each hash belongs to a script of the theme, each script in a page's frame has its hash."""
    strange = []
    for path in built_handbook.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        rules = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        assert rules, path
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        assert set(script_hashes(html)) == set(re.findall(r"'sha256-[^']*'", rules[1])), path
        strange += [code[:60] for code in scripts if not any(own.match(code) for own in THEME)]
    assert strange == []
