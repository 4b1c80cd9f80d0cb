"""The text of case files: what is written reads back unchanged, or is refused with a message."""

from __future__ import annotations

import json
import time as clock
import unicodedata
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casebook.casefile import SCHEMA, case_yaml, scalar, unreadable
from casebook.messages import text_of
from casebook.model import Case
from casebook.problem import Document
from casebook.reading import parse_document

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")

CASE: dict[str, Any] = {
    "herkunft": {"nummer": "0140e2", "quelle": "Liste"},
    "verlauf": [
        {"ereignis": "zuweisung", "datum": "2013-01-03", "durch": "unbekannt", "stelle": "haus"},
        {"notiz": "Erste Zeile.\n\nDritte: Zeile # mit Zeichen.", "durch": "unbekannt", "datum": "2013-01-04"},
    ],
    "zustaendig": "unbekannt",
    "anliegen": [{"kurz": "Licht: defekt", "thema": "dauer", "gruende": ["on", "verhalten"]}],
    "person": {"gruppe": None, "bedarf": []},
    "eingang": {"zugang": "direkt", "kanal": "no", "uhrzeit": "14:30", "datum": "2013-01-02"},
    "stufe": None,
    "art": "hinweis",
    "aktenzeichen": "2013-0042",
}
CASE_TEXT = """\
# yaml-language-server: $schema=../../scripts/casebook/schema/case.schema.json
aktenzeichen: 2013-0042
art: hinweis
eingang:
  datum: 2013-01-02
  uhrzeit: "14:30"
  kanal: "no"
  zugang: direkt
anliegen:
  - thema: dauer
    kurz: "Licht: defekt"
    gruende:
      - "on"
      - verhalten
zustaendig: unbekannt
verlauf:
  - datum: 2013-01-03
    ereignis: zuweisung
    durch: unbekannt
    stelle: haus
  - datum: 2013-01-04
    durch: unbekannt
    notiz: |-
      Erste Zeile.

      Dritte: Zeile # mit Zeichen.
herkunft:
  quelle: Liste
  nummer: "0140e2"
"""


def read(text: str) -> Any:
    document = parse_document("x.yaml", text.encode())
    assert isinstance(document, Document), text_of(document)
    return document.data


def read_value(value: object) -> object:
    return read(f"text: {scalar(value)}\nende: true\n")["text"]


def test_fields_stand_in_the_models_order_and_empty_ones_are_left_out() -> None:
    assert case_yaml(CASE) == CASE_TEXT


def test_a_case_reads_back_as_it_was() -> None:
    given = {key: value for key, value in CASE.items() if key not in ("person", "stufe")}
    assert read(case_yaml(CASE)) == given


@pytest.mark.parametrize(
    ("schema", "first"),
    [
        (SCHEMA, f"# yaml-language-server: $schema={SCHEMA}"),
        ("https://forge.example/case.json", "# yaml-language-server: $schema=https://forge.example/case.json"),
        (None, "aktenzeichen: 2013-0042"),
    ],
)
def test_first_line_names_the_schema(schema: str | None, first: str) -> None:
    assert case_yaml(CASE, schema=schema).splitlines()[0] == first


def test_schema_is_where_the_first_line_says() -> None:
    root = Path(__file__).resolve().parents[1]
    assert (root / "cases" / "2013" / SCHEMA).resolve().parent == root / "scripts" / "casebook" / "schema"


def test_a_dumped_model_is_written_like_its_text() -> None:
    data = {**CASE, "person": {}, "verlauf": CASE["verlauf"][:1]}
    case = Case.model_validate({key: value for key, value in data.items() if value})
    assert case_yaml(case.model_dump(exclude_defaults=True)) == case_yaml(data)


@pytest.mark.parametrize("data", [{"aktenzeichn": "2013-0042"}, {"eingang": {"datun": "2013-01-02"}}])
def test_a_field_that_the_model_does_not_know_is_our_mistake(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="has no field"):
        case_yaml(data)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Straßenbeleuchtung", "Straßenbeleuchtung"),
        ("Pest Infestation - Residential", "Pest Infestation - Residential"),
        ("2 Wochen ohne Antwort", "2 Wochen ohne Antwort"),
        ("§ 84 SGG", "§ 84 SGG"),
        ("„so nicht“", "„so nicht“"),
        ("C#", "C#"),
        ("a:b", "a:b"),
        ("2013-01-02", "2013-01-02"),
        ("2013-0042", "2013-0042"),
        ("2013-10042", "2013-10042"),
        (date(2013, 1, 2), "2013-01-02"),
        (time(9, 5), '"09:05"'),
        (True, "true"),
        (False, "false"),
        (4, "4"),
        ("", '""'),
        (" ", '" "'),
        ("4", '"4"'),
        ("012", '"012"'),
        ("1.0", '"1.0"'),
        ("0140e2", '"0140e2"'),
        ("20130101", '"20130101"'),
        ("14:30", '"14:30"'),
        ("2013-01-02 14:30:00", '"2013-01-02 14:30:00"'),
        ("no", '"no"'),
        ("On", '"On"'),
        ("TRUE", '"TRUE"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("Beschilderung ", '"Beschilderung "'),
        (" vorn", '" vorn"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("#a", '"#a"'),
        ("- a", '"- a"'),
        ("@a", '"@a"'),
        ("`a`", '"`a`"'),
        ("%a", '"%a"'),
        ("*a", '"*a"'),
        ("&a", '"&a"'),
        ("!a", '"!a"'),
        ("[a]", '"[a]"'),
        ("{a}", '"{a}"'),
        ("? a", '"? a"'),
        ('"a"', '"\\"a\\""'),
        ("\\n", '"\\\\n"'),
        ("a\tb", '"a\\tb"'),
        ("a\r\nb", '"a\\r\\nb"'),
        ("a\nb", "|-\n  a\n  b"),
        ("a\nb\n", "|\n  a\n  b"),
        ("a\n\n  b", "|-\n  a\n\n    b"),
        ("a\n", "|\n  a"),
        ("a\n\n", '"a\\n\\n"'),
        ("\na", '"\\na"'),
        (" a\nb", '" a\\nb"'),
        ("a \nb", '"a \\nb"'),
        ("---\na", "|-\n  ---\n  a"),
        ("<<<<<<< a\nb", "|-\n  <<<<<<< a\n  b"),
    ],
)
def test_how_a_value_is_written(value: object, text: str) -> None:
    assert scalar(value) == text
    assert read_value(value) == (value if isinstance(value, str | bool | int) else scalar(value).strip('"'))


INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Co", "Cs", "Cn"})
TRICKY = st.text(alphabet="ab \n\t:#-'\"|>%@&*!?{}[],.0123456789eExX_~=+\r\\\u00a0\u2003\u200d\ufe0f😀ß日")
LOOKALIKES = st.text(alphabet="0123456789-:. eETxo+_,", max_size=12)


def holds_only_visible_text(text: str) -> bool:
    return all(
        char in "\n\t\r" or (unicodedata.category(char) not in INVISIBLE and char not in "\ufffc\ufffd")
        for char in text
    )


@settings(max_examples=2000, deadline=None)
@given(st.one_of(st.text(), TRICKY, LOOKALIKES))
@example("👩\u200d💻")
@example("\ufeff")
@example("\ud800")
@example("a\x85b")
def test_every_text_comes_back_or_is_refused(text: str) -> None:
    problem = unreadable(text)
    if problem:
        assert not holds_only_visible_text(text)
        assert text_of(problem)
        return
    data = {"anliegen": [{"kurz": text}, {"kurz": "x"}], "verlauf": [{"notiz": text}], "zustaendig": text}
    assert read(case_yaml(data)) == data


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), TRICKY))
def test_no_line_ends_in_blanks(text: str) -> None:
    lines = case_yaml({"anliegen": [{"kurz": text}]}).split("\n")
    assert all(line == line.rstrip(" \t") for line in lines)


@needs_data
def test_naughty_strings_come_back_or_are_refused() -> None:
    strings: list[str] = json.loads((DATA / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    refused = [text for text in strings if unreadable(text)]
    for text in strings:
        if text not in refused:
            data = {"anliegen": [{"kurz": text}]}
            assert read(case_yaml(data)) == data
    assert len(strings) == 515
    assert len(refused) < 25
    assert not any(map(holds_only_visible_text, refused))


def test_writing_a_case_takes_less_than_a_third_of_a_millisecond() -> None:
    rounds = []
    for _ in range(5):
        start = clock.perf_counter()
        for _ in range(200):
            case_yaml(CASE)
        rounds.append((clock.perf_counter() - start) / 200)
    assert min(rounds) < 0.0003
