"""Letters: every kind in every variant word for word, what a template must say, what is never written."""

from __future__ import annotations

import hashlib
import io
import re
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from build_cases import case as built_case
from build_cases import office as built_office
from build_letters import (
    ACKNOWLEDGEMENT,
    IFD,
    SHIPPED,
    Asked,
    W,
    ask_in,
    edited,
    frame,
    in_latin_1,
    made,
    problems,
    text_of_word_file,
    with_template,
)
from build_register import FIRST_CASE, ROOT, TODAY, changed, example, make_register
from docx import Document

from casebook.letters.facts import Subject, facts_of
from casebook.letters.fields import FIELDS
from casebook.letters.kinds import KINDS, Kind, Part, Variant
from casebook.letters.offers import Made, offers
from casebook.letters.templates import FOLDER, Templates, read_templates, template_name
from casebook.messages import text_of
from casebook.register import Settings, read_cases, read_settings
from casebook.shelf import Shelf

SNAPSHOTS = ROOT / "tests" / "snapshots" / "letters"
GUIDE = ROOT / "handbook" / "schreiben.md"
PERSON = "[Name und Anschrift hier einsetzen]"

ASKED = {
    "eingangsbestaetigung": Asked(example(), "eingangsbestaetigung", date(2018, 3, 5)),
    "zwischenbescheid": Asked(example("beschwerde-prozessbezogen"), "zwischenbescheid", date(2018, 1, 16)),
    "fristverlaengerung": Asked(example("beschwerde-verlaengert"), "fristverlaengerung", date(2018, 4, 27)),
    "rueckmeldung": Asked(example("beschwerde-prozessbezogen"), "rueckmeldung", date(2018, 1, 22)),
    "stellungnahme": Asked(example("beschwerde-kritisch"), "stellungnahme", date(2018, 2, 15)),
    "abgabe": Asked(example("beschwerde-und-widerspruch"), "abgabe", date(2018, 4, 30)),
    "meldung-auftraggeber": Asked("", "meldung-auftraggeber", date(2025, 1, 8)),
}

every_kind = pytest.mark.parametrize("kind", KINDS)


def letter(folder: Path, kind: str, variant: Variant = Variant.STANDARD) -> bytes:
    """The sample letter of a kind; only the IFD reports to a commissioner."""
    asked = ASKED[kind]
    asked = Asked(asked.case, asked.kind, asked.day, asked.to, variant)
    if asked.case:
        return made(folder, asked)
    found = ask_in(IFD, "cases/2024/2024-0058.yaml", asked)
    assert isinstance(found, Made)
    return found.content


def word_text(content: bytes) -> str:
    return re.sub(r"(?m)^\[[^\]]*\] ", "", text_of_word_file(content))


# --- every kind in every variant


@every_kind
@pytest.mark.parametrize("variant", Variant)
def test_letter_is_word_for_word_as_agreed(tmp_path: Path, kind: str, variant: Variant, update_expected: bool) -> None:
    content = letter(tmp_path, kind, variant)
    text = content.decode() if variant is Variant.TEXT else text_of_word_file(content)
    expected = SNAPSHOTS / f"{kind}.{variant}.txt"
    if update_expected:
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@every_kind
@pytest.mark.parametrize("variant", Variant)
def test_no_tag_no_gap_and_no_frame_is_left(tmp_path: Path, kind: str, variant: Variant) -> None:
    content = letter(tmp_path, kind, variant)
    text = content.decode() if variant is Variant.TEXT else word_text(content)
    assert not re.search(r"\{[{%#]|[}%#]\}|None|Undefined|\(\)|: \.| {2}| [.,;]", text)
    if variant is not Variant.TEXT:
        tags = {tag.get(f"{W}val") for tag in Document(io.BytesIO(content)).element.iter(f"{W}tag")}
        assert "platz-anschrift" in tags and tags <= {"platz-anschrift", "platz-name", "platz-unterschrift"}
        assert text.count(PERSON) == 1


@every_kind
def test_page_and_type_are_readable(tmp_path: Path, kind: str) -> None:
    sizes = {Variant.STANDARD: 11, Variant.EASY: 14, Variant.LARGE: 18}
    for variant, points in sizes.items():
        document = Document(io.BytesIO(letter(tmp_path / variant, kind, variant)))
        section = document.sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert document.styles["Normal"].font.size.pt == points
        assert document.styles["Heading 1"].font.size.pt > points
        assert document.core_properties.language == "de-DE"


def test_easy_letters_have_one_short_sentence_per_line() -> None:
    for kind in KINDS:
        text = text_of_word_file((SHIPPED / template_name((kind, True))).read_bytes())
        for line in re.findall(r"(?m)^\[Normal\] (.+)$", text):
            plain = re.sub(r"\{.*?\}\}?|\([^)]*\)", "x", line)
            assert len(plain.split()) <= 14, line


def test_same_case_and_day_give_the_same_bytes_and_only_that_day(tmp_path: Path) -> None:
    first, second = (letter(tmp_path / name, "rueckmeldung") for name in "ab")
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2018, 1, 22, 0, 0, 0)}
    properties = Document(io.BytesIO(first)).core_properties
    assert properties.modified is not None and properties.modified.date() == date(2018, 1, 22)
    assert (properties.author, properties.title) == ("Ombudsstelle im Jobcenter Musterstadt", "Rückmeldung 2018-0001")


# --- what the person needs


NEEDS = {
    "leichte-sprache": (["leichte-sprache"], "docx", 14),
    "large": (["grossdruck"], "docx", 18),
    "both": (["grossdruck", "leichte-sprache"], "docx", 18),
    "text": (["vorlesbar"], "txt", 0),
    "text in easy language": (["leichte-sprache", "vorlesbar"], "txt", 0),
    "neither": (["dgs", "anrufen"], "docx", 11),
}


@pytest.mark.parametrize("needs", NEEDS)
def test_the_case_picks_the_variant(tmp_path: Path, needs: str) -> None:
    named, ending, points = NEEDS[needs]
    listed = "person:\n  bedarf:\n" + "".join(f"    - art: {need}\n" for need in named)
    root = make_register(tmp_path, {FIRST_CASE: example("beschwerde-neu", ("rechtsbehelf:", listed + "rechtsbehelf:"))})
    found = ask_in(root, FIRST_CASE, Asked("", "eingangsbestaetigung", date(2018, 3, 5)))
    assert isinstance(found, Made) and found.file == f"2018-0001-eingangsbestaetigung.{ending}"
    easy = "leichte-sprache" in named
    if ending == "txt":
        assert found.content.decode().startswith("Betreff: ")
        assert ("Wider-spruch" in found.content.decode()) is easy
    else:
        assert Document(io.BytesIO(found.content)).styles["Normal"].font.size.pt == points
        assert ("Wider-spruch" in word_text(found.content)) is easy


# --- what a template must say


def parts() -> list[tuple[Kind, Part, bool]]:
    return [(kind, part, easy) for kind in KINDS.values() for part in kind.parts for easy in (False, True)]


@pytest.mark.parametrize(
    ("kind", "part", "easy"), parts(), ids=lambda value: getattr(value, "id", getattr(value, "tag", str(value)))
)
def test_a_template_without_a_part_is_refused_by_its_name(tmp_path: Path, kind: Kind, part: Part, easy: bool) -> None:
    name = template_name((kind.id, easy))
    root = make_register(tmp_path, {f"site_templates/letters/{name}": edited(name, (frame(part.tag), ""))})
    found = read_templates(root)
    assert isinstance(found, list)
    assert [(p.id, p.file.rpartition("/")[2], p.found) for p in found] == [("schreiben-vorlage-teil", name, part.name)]


@pytest.mark.parametrize(
    ("pattern", "new", "sentence"),
    [
        (r"\{\{ antwort_bis \}\}", "bald", "Im Rahmen dafür fehlt das Feld „antwort_bis“."),
        (r"Schicken Sie einen Brief mit Ihrer Unterschrift\.", "", "Im Rahmen dafür steht nichts über „unterschrift“."),
        (r"(?<=nach einer )Lösung", "Antwort", "Im Rahmen dafür steht nichts über „lösung“."),
        (r"Wir suchen nach einer Lösung, die Ihnen hilft\.", "", "Der Rahmen dafür ist leer."),
    ],
)
def test_a_part_must_say_what_it_is_for(tmp_path: Path, pattern: str, new: str, sentence: str) -> None:
    [problem] = problems(tmp_path, with_template("eingangsbestaetigung", edited(ACKNOWLEDGEMENT, (pattern, new))))
    assert problem.id == "schreiben-vorlage-teil" and text_of(problem).endswith(sentence)


@pytest.mark.parametrize(
    ("inserted", "words"),
    [
        ("{{ aktenzeichen", "nicht lesbar"),
        ("{{ aktenzeichen | shout }}", "nicht lesbar"),
        ("{% for x in punkte %}", "nicht lesbar"),
        ("{{ datum.gestern }}", "fragt nach etwas, das es nicht gibt"),
        ("{{ datum.__class__.__mro__ }}", "lässt sich nicht ausfüllen"),
        ("{% include 'word/document.xml' %}", "lässt sich nicht ausfüllen"),
        ("{{ 1 / 0 }}", "lässt sich nicht ausfüllen"),
    ],
)
def test_a_template_that_cannot_be_filled_in_is_refused(tmp_path: Path, inserted: str, words: str) -> None:
    content = edited(ACKNOWLEDGEMENT, (r"Guten Tag ", inserted))
    [problem] = problems(tmp_path, with_template("eingangsbestaetigung", content))
    assert problem.id == "schreiben-vorlage-unlesbar" and words in problem.found


@pytest.mark.parametrize("name", ["range", "cycler", "lipsum", "self.x", "namespace"])
def test_a_template_has_fields_and_nothing_else(tmp_path: Path, name: str) -> None:
    content = edited(ACKNOWLEDGEMENT, (r"Guten Tag ", f"{{{{ {name} }}}}"))
    assert problems(tmp_path, with_template("eingangsbestaetigung", content))


def test_german_quotation_marks_of_word_are_understood(tmp_path: Path) -> None:
    content = edited("rueckmeldung.docx", (r'urteil == "ja"', "urteil == „ja“"))
    asked = ASKED["rueckmeldung"]
    own = Asked(asked.case, asked.kind, asked.day, None, Variant.STANDARD, (("rueckmeldung.docx", content),))
    assert "Unser Ergebnis" in word_text(made(tmp_path, own))


def test_the_offices_own_template_wins_and_words_open_file_is_left_alone(tmp_path: Path) -> None:
    content = edited(ACKNOWLEDGEMENT, (r"Was jetzt geschieht", "So geht es weiter"))
    asked = with_template("eingangsbestaetigung", content)
    lock = (*asked.templates, ("~$ngangsbestaetigung.docx", b"lock"))
    text = word_text(made(tmp_path, Asked(asked.case, asked.kind, asked.day, templates=lock)))
    assert "So geht es weiter" in text and "Was jetzt geschieht" not in text
    assert not isinstance(read_templates(tmp_path), list)


def test_another_broken_template_does_not_stop_a_letter(tmp_path: Path) -> None:
    asked = Asked(example(), "eingangsbestaetigung", date(2018, 3, 5), templates=(("abgabe.docx", b"x"),))
    assert made(tmp_path, asked)
    assert isinstance(read_templates(tmp_path), list)


def test_a_footer_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    content = in_latin_1(ACKNOWLEDGEMENT, "word/footer1.xml")
    [problem] = problems(tmp_path, with_template("eingangsbestaetigung", content))
    assert problem.id == "schreiben-vorlage-unlesbar" and "beschädigt" in problem.found


def test_templates_found_good_before_are_the_same_and_not_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf, root = Shelf(tmp_path / "shelf"), make_register(tmp_path / "register")
    first = read_templates(root, shelf)
    assert first == read_templates(root) and not isinstance(first, list)
    monkeypatch.setattr("casebook.letters.templates._checked", None)
    assert read_templates(root, shelf) == first


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        (ACKNOWLEDGEMENT, edited(ACKNOWLEDGEMENT, (r"(?<=\{\{ )eingang_am", "eingan_am")), "schreiben-vorlage-feld"),
        ("rueckmeldung.docx", (SHIPPED / ACKNOWLEDGEMENT).read_bytes(), "schreiben-vorlage-teil"),
    ],
    ids=["another text", "another kind"],
)
def test_a_template_is_looked_at_though_others_were_found_good(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    shelf, root = Shelf(tmp_path / "shelf"), make_register(tmp_path / "register")
    assert not isinstance(read_templates(root, shelf), list)
    found = read_templates(make_register(root, {f"{FOLDER}/{name}": content}), shelf)
    assert isinstance(found, list) and {each.id for each in found} == {problem}


# --- what is missing


CLASSED = ("zustaendig:", "stufe: bagatelle\nzustaendig:")
WITHOUT_PROMISE = ("rueckmeldung_bis: 2018-03-19\n", "")
MISSING: dict[str, tuple[Callable[[], str], str, str]] = {
    "no promise": (lambda: example("beschwerde-neu", WITHOUT_PROMISE), "eingangsbestaetigung", "der zugesagte Tag"),
    "nothing done": (lambda: example(), "zwischenbescheid", "ein Schritt im Verlauf"),
    "no extension": (lambda: example(), "fristverlaengerung", "das Ereignis fristverlaengerung"),
    "no class": (lambda: example(), "rueckmeldung", "die Einstufung"),
    "no ruling": (lambda: example("beschwerde-neu", CLASSED), "rueckmeldung", "die Bewertung"),
    "no reason": (lambda: example("beschwerde-neu", CLASSED), "stellungnahme", "die Begründung"),
    "nothing handed over": (lambda: example(), "abgabe", "das Ereignis abgabe"),
    "no reason of handing over": (lambda: example("beschwerde-abgegeben"), "abgabe", "der Grund der Abgabe"),
    "no legal check": (
        lambda: re.sub(r"rechtsbehelf:\n(?:  .*\n)+", "", example()),
        "eingangsbestaetigung",
        "die rechtliche Prüfung",
    ),
    "no measure": (
        lambda: example(
            "beschwerde-dritte-mit-vollmacht",
            (
                "ereignis: keine_massnahme, durch: ombud-1, grund: Einzelfall durch Krankheit",
                "ereignis: freigabe, durch: gf",
            ),
            ("  wirkung: [beschleunigt]\n", ""),
        ),
        "rueckmeldung",
        "eine Maßnahme, eine Wirkung",
    ),
    "an idea of which nothing came": (lambda: example("anregung"), "rueckmeldung", "eine Maßnahme"),
}


@pytest.mark.parametrize("name", MISSING)
def test_a_missing_fact_is_named_and_never_a_gap(tmp_path: Path, name: str) -> None:
    text, kind, lack = MISSING[name]
    day = date(2018, 3, 15)
    [problem] = problems(tmp_path, Asked(text(), kind, day))
    assert problem.id == "schreiben-angabe-fehlt"
    assert problem.found.startswith(lack), problem.found
    assert problem.expected == KINDS[kind].name and problem.line >= 1


def test_an_office_without_contact_writes_no_letter(templates: Templates) -> None:
    case = built_case(rueckmeldung_bis="2017-03-15")
    first = offers(case, built_office(), date(2017, 3, 2), templates)[0]
    assert not first.write and ["der Kontakt" in sentence for sentence in first.lacks] == [True]


# --- who may read it


AUTHORITY = "beschwerde-dritte-mit-vollmacht"
WITH_AUTHORITY = "  vollmacht:\n    stand: liegt_vor\n    umfang: vertretung\n"
THIRD: list[tuple[str, tuple[str, str] | None, str | None, str | None]] = [
    (AUTHORITY, None, None, None),
    (AUTHORITY, ("stand: liegt_vor", "stand: angefordert"), None, "schreiben-vollmacht-fehlt"),
    (AUTHORITY, ("stand: liegt_vor", "stand: nicht_noetig"), None, "schreiben-vollmacht-fehlt"),
    (AUTHORITY, (WITH_AUTHORITY, ""), None, "schreiben-vollmacht-fehlt"),
    (AUTHORITY, ("stand: liegt_vor", "stand: angefordert"), "person", None),
    (AUTHORITY, ("art: beratungsstelle", "art: presse"), None, "schreiben-presse"),
    (AUTHORITY, ("art: beratungsstelle", "art: politik"), None, "schreiben-presse"),
    (AUTHORITY, ("art: beratungsstelle", "art: politik"), "person", None),
]


@pytest.mark.parametrize(("name", "change", "to", "refused"), THIRD)
def test_third_parties_read_only_what_they_may(
    tmp_path: Path, name: str, change: tuple[str, str] | None, to: str | None, refused: str | None
) -> None:
    asked = Asked(example(name, *([change] if change else [])), "rueckmeldung", TODAY, to)  # type: ignore[arg-type]
    if refused:
        assert [problem.id for problem in problems(tmp_path, asked)] == [refused]
    else:
        assert ("für eine andere Person" in word_text(made(tmp_path, asked))) is (to is None)


def test_an_idea_of_a_third_party_is_answered_without_authority(tmp_path: Path) -> None:
    third = "dritte:\n  art: verein\n  vollmacht:\n    stand: nicht_noetig\n"
    text = changed(example(), ("art: beschwerde", "art: anregung"), ("zugang: direkt", "zugang: dritte"))
    text = changed(text, ("rechtsbehelf:", third + "rechtsbehelf:"))
    assert made(tmp_path, Asked(text, "eingangsbestaetigung", date(2018, 3, 5)))


def test_the_commissioner_learns_nothing_of_the_person() -> None:
    allowed = KINDS["meldung-auftraggeber"].only
    assert not allowed & {"punkte", "begruendung", "schritte", "massnahmen", "fuer_andere", "pause_grund"}
    found = ask_in(IFD, "cases/2024/2024-0058.yaml", ASKED["meldung-auftraggeber"])
    assert isinstance(found, Made)
    read = read_cases(IFD)
    case = next(c for c in read if getattr(c, "aktenzeichen", "") == "2024-0058")
    assert case.anliegen[0].kurz not in word_text(found.content)  # type: ignore[union-attr]


def test_notes_of_the_log_never_reach_a_letter(tmp_path: Path) -> None:
    secret = "Nur für den internen Gebrauch"
    text = example("beschwerde-prozessbezogen", ("Zwei Stapel wurden verwechselt.", secret))
    for kind, day in (("zwischenbescheid", date(2018, 1, 16)), ("rueckmeldung", date(2018, 1, 22))):
        assert secret not in word_text(made(tmp_path / kind, Asked(text, kind, day)))


# --- nasty texts


NASTY = [
    "{{ 7 * 7 }} und {% if x %} und {# k #}",
    "<w:p><script>alert(1)</script></w:p> & „gut“ 'so'",
    "]]> &amp; &#x41; <!-- x -->",
    "Rechtsbehelfsbelehrungsfristberechnungsverordnungsänderungsgesetzentwurf",
    "ÄÖÜ äöü ß € – … ẞ Ł ø 漢字 🙂",
    "{_{ aktenzeichen }_} {_% x %_}",
]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("variant", [Variant.STANDARD, Variant.LARGE, Variant.TEXT])
def test_text_of_a_case_stays_text(tmp_path: Path, nasty: str, variant: Variant) -> None:
    quoted = "'" + nasty.replace("'", "''") + "'"
    text = example("beschwerde-neu", ("Der Antrag auf Weiterbewilligung liegt seit sechs Wochen.", quoted))
    content = made(tmp_path, Asked(text, "eingangsbestaetigung", date(2018, 3, 5), variant=variant))
    written = content.decode() if variant is Variant.TEXT else word_text(content)
    assert f"Bearbeitungsdauer: {nasty}\n" in written


def test_paragraphs_of_a_reason_stay_paragraphs(tmp_path: Path) -> None:
    reason = "begruendung: |\n    Erster Absatz.\n\n    Zweiter Absatz."
    old = "begruendung: Zwei Anwesende haben das Gespräch anders geschildert; das Schreiben dazu enthält keine Drohung."
    text = example("beschwerde-kritisch", (old, reason))
    lines = word_text(made(tmp_path, Asked(text, "stellungnahme"))).splitlines()
    assert lines[lines.index("Erster Absatz.") + 1] == "Zweiter Absatz."


# --- offers of the internal site


@pytest.fixture(scope="module")
def templates() -> Templates:
    read = read_templates(ROOT)
    assert not isinstance(read, list), read
    return read


def sample() -> Settings:
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    return settings


def test_shipped_templates_are_fit(templates: Templates) -> None:
    assert len(templates) == 2 * len(KINDS)


def test_open_cases_offer_letters_and_old_ones_none(templates: Templates) -> None:
    office = sample().office
    late = [("2017-03-02", "abschluss", {"ergebnis": "geklaert_ohne_bewertung"})]
    closed = built_case(log=late, abschluss={"ergebnis": "geklaert_ohne_bewertung"}, stufe="bagatelle")
    assert offers(closed, office, date(2017, 4, 2), templates) == ()
    assert {offer.name for offer in offers(closed, office, date(2017, 4, 1), templates)} == {
        "Rückmeldung",
        "Stellungnahme",
    }
    names = [offer.name for offer in offers(built_case(), office, date(2017, 3, 2), templates)]
    assert names == [kind.name for kind in KINDS.values() if not kind.to_commissioner]


def test_an_offer_is_a_file_or_says_what_is_missing(templates: Templates) -> None:
    case = built_case(rueckmeldung_bis="2017-03-15")
    for offer in offers(case, sample().office, date(2017, 3, 2), templates):
        assert bool(offer.write and offer.write()) != bool(offer.lacks)
        assert all(offer.name in sentence for sentence in offer.lacks)


def test_without_authority_the_letter_goes_to_the_person(templates: Templates) -> None:
    case = built_case(
        rueckmeldung_bis="2017-03-15",
        eingang={"zugang": "dritte"},
        dritte={"art": "verein", "vollmacht": {"stand": "angefordert"}},
    )
    first = offers(case, sample().office, date(2017, 3, 2), templates)[0]
    assert first.write and "für eine andere Person" not in word_text(first.write())


def test_thirty_open_cases_take_less_than_three_seconds() -> None:
    cases = [built_case(n, rueckmeldung_bis="2017-03-15") for n in range(1, 31)]
    office = sample().office
    started = time.perf_counter()
    templates = read_templates(ROOT)
    assert not isinstance(templates, list)
    found = (offer for case in cases for offer in offers(case, office, date(2017, 3, 2), templates))
    made = [offer.write() for offer in found if offer.write]
    assert len(made) == 30
    assert time.perf_counter() - started < 3


# --- fields and the guide


def test_facts_have_every_field_and_the_guide_lists_them() -> None:
    facts = facts_of(Subject(built_case(), sample().office, TODAY, for_another=False))
    assert set(facts) == set(FIELDS)
    guide = GUIDE.read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\| `\{% raw %\}\{\{ (\w+) \}\}", guide) == list(FIELDS)
    for field in FIELDS.values():
        assert f"| {field.meaning} |" in guide
    for kind in KINDS.values():
        assert f"| {kind.name} | `{kind.id}` | {'; '.join(part.name for part in kind.parts)} |" in guide


def test_every_field_is_used_by_a_shipped_template(templates: Templates) -> None:
    used = frozenset[str]().union(*(template.used for template in templates.values()))
    assert used == set(FIELDS)
