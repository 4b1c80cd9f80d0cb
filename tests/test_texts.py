"""The public texts: what the measures see in a sentence, limits with file and line, languages that say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from build_register import ROOT, TODAY, changed, checked, sample_office
from build_texts_public import OWN_EASY, easy_page, easy_words, text_problems

from casebook.check import check_register
from casebook.hours import Hours, Opening, parse_opening
from casebook.office import Frist, read_office_file, with_profile
from casebook.pages.complaint import is_free
from casebook.pages.parts import marked
from casebook.pages.phrases import hours, within
from casebook.pages.policy import script_hashes, with_policy
from casebook.texts import sentences as german
from casebook.texts.check import check_texts, measure_levels
from casebook.texts.languages import LANGUAGES
from casebook.texts.limits import LIMITS, hard_word
from casebook.texts.pages import language_pages
from casebook.texts.words import SharedWords, Worte, read_words

Make = Callable[..., Path]
LEGAL = ("kein_ersatz", "frist", "ein_jahr", "form", "kein_nachteil", "vollmacht", "beistand", "auskunft", "aufsicht")


def shared(tag: str) -> Worte:
    read = read_words(ROOT, tag)
    assert isinstance(read, SharedWords), read
    return read.words


# --- what the measures see


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rufen Sie an. Wir helfen.", ["Rufen Sie an.", "Wir helfen."]),
        ("Erzählen Sie: Was war?", ["Erzählen Sie:", "Was war?"]),
        ("Der Brief kam am 3. Mai an. Gut.", ["Der Brief kam am 3. Mai an.", "Gut."]),
        ("Zum Beispiel (§ 84 Abs. 1 SGG) so.", ["Zum Beispiel (§ 84 Abs. 1 SGG) so."]),
        ("Er sagt: „Nein.“ Dann geht er.", ["Er sagt:", "„Nein.“", "Dann geht er."]),
        ("Formular", ["Formular"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_pauses(text: str, sentences: list[str]) -> None:
    assert [each.rstrip("“") for each in german.sentences(text)] == [each.rstrip("“") for each in sentences]


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Wir antworten Ihnen in 14 Tagen.", 6),
        ("Ihre Telefon-Nummer fehlt.", 3),
        ("Rufen Sie 0800 0000 000 an.", 4),
        ("Schreiben Sie an a.b@c.example!", 5),
    ],
)
def test_a_divided_word_and_a_telephone_number_are_one_word(sentence: str, count: int) -> None:
    assert len(german.words(sentence)) == count


@pytest.mark.parametrize(
    ("check", "sentence", "found"),
    [
        (german.passive, "Ihre Beschwerde wird geprüft.", True),
        (german.passive, "Sie werden von uns informiert.", True),
        (german.passive, "Der Brief ist verschickt worden.", True),
        (german.passive, "Der Antrag wurde abgelehnt.", True),
        (german.passive, "Es wird teuer.", False),
        (german.passive, "Wir haben Ihren Brief geprüft.", False),
        (german.passive, "Werden Sie laut!", False),
        (german.genitive, "Die Nummer des Amtes.", True),
        (german.genitive, "Die Leitung der Stelle entscheidet.", True),
        (german.genitive, "Wegen Krankheit geschlossen.", True),
        (german.genitive, "Das Ende Ihrer Frist.", True),
        (german.genitive, "Mit der Nummer können Sie fragen.", False),
        (german.genitive, "Das Ende von Ihrer Frist.", False),
        (german.konjunktiv, "Sie könnten anrufen.", True),
        (german.konjunktiv, "Das wäre gut.", True),
        (german.konjunktiv, "Vielleicht können Sie anrufen.", False),
        (german.second_clause, "Wenn Sie wollen, rufen Sie an.", True),
        (german.second_clause, "Sie rufen an und wir helfen.", True),
        (german.second_clause, "Das Amt (Zimmer 3) hilft.", True),
        (german.second_clause, "Sie brauchen Brief und Stift.", False),
        (german.second_clause, "Damit darf jemand sprechen.", False),
        (german.number_word, "Nach drei Tagen.", True),
        (german.number_word, "Nach 3 Tagen.", False),
    ],
)
def test_what_leichte_sprache_avoids_is_seen(check: Callable[[str], str | None], sentence: str, found: bool) -> None:
    assert bool(check(sentence)) is found, check(sentence)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Frist", "frist"),
        ("Fristen", "frist"),
        ("Bescheids", "bescheid"),
        ("Arbeits-Tagen", "arbeitstag"),
        ("Brief", None),
    ],
)
def test_difficult_words_are_known_in_every_form(word: str, name: str | None) -> None:
    assert hard_word(word) == name


# --- the texts that ship


def test_the_measured_table_keeps_the_limits() -> None:
    table = measure_levels(ROOT)
    assert list(table) == ["de", "de-simple"]
    for tag, level in table.items():
        limits = LIMITS[tag]
        assert level.sentences > 150
        assert level.longest <= limits.words and level.average <= limits.average
        assert len(level.longest_part) <= limits.letters
        assert level.passives * limits.passives <= level.sentences
    easy, plain = table["de-simple"], table["de"]
    assert (easy.limits.words, easy.limits.average, easy.limits.letters, easy.limits.passives) == (12, 8, 12, 50)
    assert easy.average < plain.average


def test_the_product_s_own_texts_say_the_same_in_every_language() -> None:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    assert check_texts(ROOT, with_profile(read[0])) == []


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "de"])
def test_every_language_has_every_question(tag: str) -> None:
    german_pages, _ = language_pages(ROOT, "de")
    pages, problems = language_pages(ROOT, tag)
    questions = {name for name in german_pages if name == "index.md" or name.startswith("beschwerde/")}
    assert problems == [] and len(questions) == 13 and questions <= set(pages)
    titles = [page.title() for page in pages.values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("tag", ["en", "tr", "ar", "uk", "ru"])
def test_shared_words_say_the_same_in_every_language(tag: str) -> None:
    """The same blanks to fill, the same numbers, the same choices; and marked until somebody has read them."""
    words, original = shared(tag), shared("de")
    for name in LEGAL:
        said, meant = getattr(words.recht, name), getattr(original.recht, name)
        assert [blank in said for blank in ("{frist}", "{quelle}")] == [
            blank in meant for blank in ("{frist}", "{quelle}")
        ]
        assert ("1" in said) == ("1" in meant), name
    assert "18" in words.notrufe.gewalt and "2022" in words.recht.stand
    for name, field in original.formular.model_dump().items():
        if isinstance(field, dict):
            assert len(getattr(words.formular, name).auswahl) == len(field["auswahl"])
    assert words.geprueft is None and words.ungeprueft


# --- promises and hours in words


@pytest.mark.parametrize(
    ("tag", "count", "said"),
    [
        ("de", 1, "innerhalb eines Tages"),
        ("de", 14, "innerhalb von 14 Tagen"),
        ("de-simple", 14, "in 14 Tagen"),
        ("en", 1, "within 1 day"),
        ("tr", 3, "3 gün içinde"),
        ("ar", 1, "خلال يوم واحد"),
        ("ar", 2, "خلال يومين"),
        ("ar", 3, "خلال 3 أيام"),
        ("ar", 14, "خلال 14 يومًا"),
        ("ar", 100, "خلال 100 يوم"),
        ("uk", 21, "протягом 21 дня"),
        ("uk", 14, "протягом 14 днів"),
        ("ru", 1, "в течение 1 дня"),
        ("ru", 14, "в течение 14 дней"),
    ],
)
def test_a_promise_takes_the_form_its_number_needs(tag: str, count: int, said: str) -> None:
    deadline = Frist(id="x", name="X", art="praxis", quelle="Q", beginn="eingang", anzahl=count, einheit="kalendertage")
    assert within(deadline, LANGUAGES[tag], shared(tag)) == said


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("unit", ["arbeitstage", "kalendertage", "monate"])
def test_every_form_of_every_unit_is_there(tag: str, unit: str) -> None:
    """A promise without its unit in some language would be a promise of nothing."""
    forms = getattr(shared(tag).zeitraum, unit)
    rule = Locale.parse(LANGUAGES[tag].locale).plural_form
    for count in (1, 2, 3, 5, 11, 14, 21, 100):
        form = getattr(forms, rule(count)) or forms.other
        assert "{n}" in form or count in (1, 2)


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("montags 8 bis 12 Uhr", Opening((Hours((0,), False, ((480, 720),)),))),
        ("montags bis mittwochs 7:30 bis 18 Uhr", Opening((Hours((0, 1, 2), True, ((450, 1080),)),))),
        ("dienstags 13 bis 18 Uhr ohne Termin", Opening((Hours((1,), False, ((780, 1080),)),), "ohne")),
        ("freitags 8 bis 10 und 13 bis 15 Uhr", Opening((Hours((4,), False, ((480, 600), (780, 900))),))),
        ("rund um die Uhr", Opening(always=True)),
        ("montags 12 bis 8 Uhr", None),
        ("freitags bis montags 8 bis 12 Uhr", None),
        ("montags 8 bis 25 Uhr", None),
        ("nach Absprache", None),
    ],
)
def test_hours_are_read_or_left_alone(text: str, opening: Opening | None) -> None:
    assert parse_opening(text) == opening


def test_hours_speak_every_language_and_german_stays_german() -> None:
    text = "montags bis donnerstags 8 bis 16:30 Uhr, freitags 8 bis 12 Uhr ohne Termin"
    said = {tag: str(hours(text, LANGUAGES[tag], shared(tag))) for tag in LANGUAGES}
    assert said["de"] == text
    assert said["en"] == "Monday to Thursday: 8 to 16:30<br>Friday: 8 to 12 (without appointment)"
    assert said["de-simple"].startswith("Montag bis Donnerstag: von 8 Uhr bis 16:30 Uhr")
    assert said["uk"].startswith("понеділок – четвер: з 8 до 16:30 години")
    assert (
        str(hours("nach Absprache", LANGUAGES["tr"], shared("tr"))) == '<span lang="de" dir="ltr">nach Absprache</span>'
    )


@pytest.mark.parametrize(
    ("number", "free"),
    [
        ("0800 0000 000", True),
        ("+49 800 0000000", True),
        ("110", True),
        ("116 016", True),
        ("030 23125 001", False),
        ("115", False),
    ],
)
def test_free_is_said_only_of_free_numbers(number: str, free: bool) -> None:
    assert is_free(number) is free


# --- marks and policy


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Your Widerspruch!</p>", '<p>Your <span lang="de" dir="ltr">Widerspruch</span>!</p>'),
        ('<p lang="de">Ihr Widerspruch</p>', '<p lang="de">Ihr Widerspruch</p>'),
        ('<a title="Widerspruch">x</a>', '<a title="Widerspruch">x</a>'),
        ("<script>Widerspruch</script>", "<script>Widerspruch</script>"),
    ],
)
def test_german_terms_are_marked_once_and_only_as_text(html: str, expected: str) -> None:
    assert marked(html) == expected


def test_policy_knows_the_frame_s_scripts_and_not_the_article_s() -> None:
    html = (
        '<head><meta charset="utf-8"><script>frame()</script></head><body>'
        '<script type="application/json">{}</script><script src="a.js"></script>'
        "<article><script>text()</script></article></body>"
    )
    assert len(script_hashes(html)) == 1
    page = with_policy(html)
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert script_hashes(html)[0] in page and "unsafe" not in page


def test_columns_are_aligned_without_inline_style() -> None:
    html = '<meta charset="utf-8"><th style="text-align: right;">Fälle</th><td style="text-align: left;">3</td>'
    page = with_policy(html)
    assert '<th class="align-right">Fälle</th><td class="align-left">3</td>' in page and "style=" not in page


# --- bad input


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kurz.", []),
        ("Wir lesen und prüfen und beantworten heute jeden einzelnen Brief von allen Menschen.", ["satz-zu-lang"]),
        ("Rufen Sie an, wenn Sie wollen.", ["leicht-zwei-gedanken"]),
        ("Das ist die Nummer des Amtes.", ["leicht-genitiv"]),
        ("Sie könnten anrufen.", ["leicht-konjunktiv"]),
        ("Rufen Sie nach drei Tagen an.", ["leicht-zahlwort"]),
        ("Das ist Ihre Eingangsbestätigung.", ["wort-zu-lang"]),
        ("Ihr Brief wird beantwortet. " * 8, ["zu-viel-passiv"]),
        ("Das ist eine Frist.", ["leicht-wort-unerklaert"]),
        ("Das ist eine Verordnung.", ["leicht-wort-unerklaert"]),
    ],
)
def test_a_text_that_breaks_a_limit_is_told_with_its_line(register: Make, sentence: str, expected: list[str]) -> None:
    found = text_problems(register({OWN_EASY: easy_page(sentence)}))
    assert sorted({problem.id for problem in found}) == expected, found
    assert all((problem.file, problem.line) == (OWN_EASY, 3) for problem in found)


def test_a_long_average_is_told(register: Make) -> None:
    sentence = "Wir lesen jeden Brief von allen Menschen heute noch im Amt. "
    found = text_problems(register({OWN_EASY: easy_page(sentence * 400)}))
    assert {problem.id for problem in found} == {"saetze-im-schnitt"}


def test_a_slip_in_the_shared_words_has_its_line(register: Make) -> None:
    words = changed(easy_words(), ("Gewalt. Tag und Nacht.", "Gewalt, Tag und Nacht."))
    line = next(n for n, each in enumerate(words.splitlines(), 1) if "Gewalt, Tag" in each)
    found = text_problems(register({"handbook/de-simple/worte.yaml": words}))
    assert [(problem.file, problem.line, problem.id) for problem in found] == [
        ("handbook/de-simple/worte.yaml", line, "leicht-zwei-gedanken")
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("  kostenlos: free of charge\n", ""), "feld-fehlt"),
        (("kostenlos: free", "kostnlos: free"), "feld-unbekannt"),
        (("brief: Letter", "brief:"), "feld-leer"),
    ],
)
def test_words_of_a_language_that_are_missing_are_told(register: Make, change: tuple[str, str], problem: str) -> None:
    words = (ROOT / "handbook/en/worte.yaml").read_text(encoding="utf-8")
    found = text_problems(register({"handbook/en/worte.yaml": changed(words, change)}))
    assert problem in [each.id for each in found] and {each.file for each in found} == {"handbook/en/worte.yaml"}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("# Who decides?\n\n## One\n\n## Two\n", [("uebersetzung-anders", 1)]),
        ("# Who decides?\n\n### One\n\n## Two\n\n## Three\n", [("uebersetzung-anders", 3)]),
        ("# Who decides?\n\nIn 5 days.\n\n## One\n\n## Two\n\n## Three\n", [("uebersetzung-anders", 1)]),
        ("# Who?\n\n{{ zusage.rueckmeldung }}\n\n## One\n\n## Two\n\n## Three\n", [("uebersetzung-anders", 1)]),
        ("# Who?\n\n{{ rechtssatz.frist }}\n\n## One\n\n## Two\n\n## Three\n", [("uebersetzung-anders", 1)]),
        ("# Who decides?\n\n## One\n\n## Two\n\n## Three\n", []),
    ],
)
def test_a_translation_that_says_something_else_is_told(
    register: Make, page: str, found: list[tuple[str, int]]
) -> None:
    name = "beschwerde/entscheidung.md"
    german_page = (ROOT / "handbook/de" / name).read_text(encoding="utf-8")
    root = register({f"handbook/de/{name}": german_page, f"handbook/en/{name}": page})
    problems = [each for each in text_problems(root) if each.file.startswith("handbook/en")]
    assert [(each.id, each.line) for each in problems] == found


def test_a_signature_is_a_function_and_takes_the_mark_away(register: Make) -> None:
    page = (ROOT / "handbook/en/beschwerde/hilfe.md").read_text(encoding="utf-8")
    signed = "---\ngeprueft:\n  von: fachuebersetzung\n  am: 2018-04-01\n---\n" + page
    root = register({"handbook/en/beschwerde/hilfe.md": signed})
    pages, problems = language_pages(root, "en")
    assert problems == [] and pages["beschwerde/hilfe.md"].head.geprueft
    named = register({"handbook/en/beschwerde/hilfe.md": signed.replace("fachuebersetzung", "Frau Muster")})
    assert [(each.id, each.line) for each in language_pages(named, "en")[1]] == [("feld-form", 3)]


def test_an_office_without_telephone_is_told(register: Make) -> None:
    office = sample_office()
    start, end = office.index("  telefon:\n    - nummer: 0800"), office.index("  e_mail: ombudsstelle@")
    problems = checked(register(office=office[:start] + office[end:])).problems
    assert [(each.file, each.id, each.found) for each in problems] == [("office.yaml", "feld-fehlt", "telefon")]


def test_a_promise_without_unit_is_told(register: Make) -> None:
    own = (
        "fristen:\n  - {id: eigene, name: Antwort, art: praxis, quelle: Haus, beginn: eingang, anzahl: 9}\n"
        "zusagen: {rueckmeldung: eigene}\n"
    )
    problems = checked(register(office=sample_office() + own)).problems
    assert [(each.id, each.found) for each in problems] == [("feld-fehlt", "einheit")]
    assert problems[0].line == len(sample_office().splitlines()) + 2


@pytest.mark.parametrize(("day", "told"), [(date(2019, 3, 1), False), (date(2019, 3, 2), True), (TODAY, False)])
def test_the_accessibility_statement_is_reviewed_once_a_year(register: Make, day: date, told: bool) -> None:
    problems = check_register(register(), today=day).problems
    assert [each.id for each in problems] == (["barrierefreiheit-alt"] if told else [])


def test_nothing_is_compared_where_an_office_brings_no_texts(register: Make) -> None:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    assert check_texts(register(), with_profile(read[0])) == []
