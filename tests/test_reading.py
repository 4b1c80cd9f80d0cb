"""The strict reader: whatever the bytes, either exactly what stands there or one message at one place."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from build_register import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casebook import reading
from casebook.casefile import scalar
from casebook.messages import CATALOGUE, hint_of, text_of
from casebook.problem import Document, Path, Problem
from casebook.reading import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_TEXT, parse_document, read_document

DATA = ROOT.parent / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")

BOM = b"\xef\xbb\xbf"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
HEART_ON_FIRE = "\u2764\ufe0f\u200d\U0001f525"


def read(text: str | bytes) -> Document | Problem:
    return parse_document("f.yaml", text.encode() if isinstance(text, str) else text)


def data_of(text: str | bytes) -> dict[str, object]:
    document = read(text)
    assert isinstance(document, Document), document
    return document.data


def refusal(text: str | bytes) -> tuple[str, int, int]:
    problem = read(text)
    assert isinstance(problem, Problem), problem
    return problem.id, problem.line, problem.column


def assert_is_told_at_a_place(problem: Problem, raw: bytes) -> None:
    """The message exists, can be printed on one line, and points into the text (or just behind a line of it)."""
    assert problem.id in CATALOGUE
    assert "\n" not in text_of(problem) + hint_of(problem)
    assert (text_of(problem) + hint_of(problem)).isprintable()
    lines = raw.removeprefix(BOM).decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    assert 1 <= problem.line <= len(lines)
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


# --- what is read, and as what


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: b", {"a": "b"}),
        ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("# nur oben\na: b\n  # und unten\n", {"a": "b"}),
        ("a: true\nb: false", {"a": True, "b": False}),
        ("a: 0\nb: 12\nc: -3\nd: 123456789", {"a": 0, "b": 12, "c": -3, "d": 123456789}),
        ("a: 2018-05-02", {"a": "2018-05-02"}),
        ("a: 2018-0042", {"a": "2018-0042"}),
        ("a: 02.05.2018", {"a": "02.05.2018"}),
        ("a: 1.5.2018", {"a": "1.5.2018"}),
        ("a: 2018-05-02 bis 2018-05-04", {"a": "2018-05-02 bis 2018-05-04"}),
        ("a: 2018-05-02 3 Anrufe", {"a": "2018-05-02 3 Anrufe"}),
        ("a: 030 23125 001", {"a": "030 23125 001"}),
        ("a: § 84 SGG", {"a": "§ 84 SGG"}),
        ("a: 14:99", {"a": "14:99"}),
        ("a: nein\nb: ja", {"a": "nein", "b": "ja"}),
        ("a: ...", {"a": "..."}),
        ("a: --", {"a": "--"}),
        ("a: Raum#3", {"a": "Raum#3"}),
        ("a: https://amt.example/x#y", {"a": "https://amt.example/x#y"}),
        ("a: Was ist los?\nb: ?unklar", {"a": "Was ist los?", "b": "?unklar"}),
        ('a: "Raum #3" # im Erdgeschoss', {"a": "Raum #3"}),
        ('a: "012"\nb: "14:30"\nc: "no"', {"a": "012", "b": "14:30", "c": "no"}),
        (r'a: "Tür \"A\"\tund\nB"', {"a": 'Tür "A"\tund\nB'}),
        ("a: 'Müllers''' ", {"a": "Müllers'"}),
        ("a: Zeile eins\n  Zeile zwei\n", {"a": "Zeile eins Zeile zwei"}),
        ("a: |\n  Raum #3\n  # kein Kommentar\nb: c", {"a": "Raum #3\n# kein Kommentar\n", "b": "c"}),
        ("a: | # Kommentar\n  Text\n", {"a": "Text\n"}),
        ("a: >-\n  eins\n  zwei\n# Kommentar\nb: c", {"a": "eins zwei", "b": "c"}),
        ("a: # Kommentar vor einem Block\n  b: c", {"a": {"b": "c"}}),
        ("a:\n  # Kommentar auf eigener Zeile\n  - b\n  - c", {"a": ["b", "c"]}),
        ("a: {b: c, d: [e, f]} # Kommentar", {"a": {"b": "c", "d": ["e", "f"]}}),
        ("a: b\t\n", {"a": "b"}),
        ("a:\tb", {"a": "b"}),
        ("a:\nb: null\nc: x", {"c": "x"}),
        ("a:\n# Kommentar auf eigener Zeile\nb: c", {"b": "c"}),
        ("a:\n  - b:\n", {"a": [{}]}),
        ("a:\n  -\n  - b\n", {"a": [None, "b"]}),
        (f"a: Grüße {FAMILY} {HEART_ON_FIRE}", {"a": f"Grüße {FAMILY} {HEART_ON_FIRE}"}),
        ("a: e\u0301 ist nicht \u00e9", {"a": "e\u0301 ist nicht \u00e9"}),
        ("a: geschützt\u00a0er Abstand", {"a": "geschützt\u00a0er Abstand"}),
        ("äöü: x", {"äöü": "x"}),
        (BOM + b"a: b", {"a": "b"}),
    ],
)
def test_what_stands_there_is_what_is_read(text: str | bytes, data: dict[str, object]) -> None:
    assert data_of(text) == data


def test_an_empty_field_is_remembered_with_its_place() -> None:
    document = read("a:\n  b:\n  c: d\n")
    assert isinstance(document, Document)
    assert document.empty() == [("a", "b")]
    assert document.position(("a", "b")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: b", ("a",), (1, 4)),
        ("a:\n  - b\n  - c: dd\n", ("a", 1, "c"), (3, 8)),
        ("a:\n  - b\n  - c: dd\n", ("a", 1, "fehlt"), (3, 5)),
        ("a: {ü: 1, \U0001f600: 22}", ("a", "\U0001f600"), (1, 14)),
        (f"a: [{FAMILY}, x]", ("a", 1), (1, 12)),
        ("a:\t \tb", ("a",), (1, 6)),
        ("a: b\r\nc: d\r\n", ("c",), (2, 4)),
        (BOM + b"a: b", ("a",), (1, 4)),
        ("a: b", ("fehlt",), (1, 1)),
    ],
)
def test_place_counts_characters_from_one(text: str | bytes, path: Path, place: tuple[int, int]) -> None:
    document = read(text)
    assert isinstance(document, Document)
    assert document.position(path) == place


# --- what is refused, and where

LOOKALIKES = {
    "nothing": ["~", "Null", "NULL", "="],
    "yes and no": ["y", "Y", "n", "N", "yes", "Yes", "no", "No", "NO", "on", "On", "OFF", "True", "TRUE", "FALSE"],
    "whole numbers": ["012", "09123", "00", "-0", "+1", "1_000", "1234567890", "0x1F", "-0x1f", "0o17", "0b11"],
    "fractions": ["3.14", "5.", ".5", "-.5", "0.0", "1.500", "1e3", "12e03", "1,5", ".inf", "-.INF", ".NaN"],
    "times": ["9:30", "14:30", "190:20:30", "190:20:30.15"],
    "moments": ["2018-05-02T14:30", "2018-05-02 14:30", "2018-05-02 14:30:00"],
}


@pytest.mark.parametrize("text", [text for texts in LOOKALIKES.values() for text in texts])
def test_what_yaml_would_read_as_something_else_needs_quotes(text: str) -> None:
    assert refusal(f"a: {text}\n") == ("yaml-anfuehrungszeichen", 1, 4)
    assert refusal(f"a:\n  - {text}\n") == ("yaml-anfuehrungszeichen", 2, 5)
    assert data_of(f'a: "{text}"\n') == {"a": text}


@pytest.mark.parametrize("key", ["no", "~", "null", "true", "on", "1", "2018", "012", "1_000", "="])
def test_field_names_that_are_no_text_are_refused(key: str) -> None:
    assert refusal(f"a: b\n{key}: x\n") == ("yaml-anfuehrungszeichen", 2, 1)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("kurz: Raum #3 ist defekt", 12),
        ("kurz: #3 ist defekt", 7),
        ("kurz:  \t#3", 9),
        ("kurz: Raum\t#3", 12),
        ('kurz: "Raum"#3', 13),
        ("kurz: 'Raum'#3", 13),
        ("kurz: true #3", 12),
        ("kurz: 5 #3", 9),
        ("kurz: [Raum]#3", 13),
        ("kurz: {Raum: x}#3", 16),
        ("kurz: {Raum: x #3\n  }", 16),
        ("kurz: [x, y #3\n  ]", 13),
        ("kurz: |#3\n  Raum", 8),
        ("kurz: >-2#3\n  Raum", 10),
        ("kurz: #3 defekt,\n  bitte prüfen", 7),
        ("kurz: https://amt.example/ #3", 28),
    ],
)
def test_no_text_behind_a_number_sign_is_lost(text: str, column: int) -> None:
    assert refusal(text) == ("yaml-kommentar-verschluckt", 1, column)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a:\n  - #3\n  - b", 2, 5), ("a:\n  - b #3\n", 2, 7), ("a: eins\n  zwei #3", 2, 8)],
)
def test_nor_on_later_lines(text: str, line: int, column: int) -> None:
    assert refusal(text) == ("yaml-kommentar-verschluckt", line, column)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\na: c", ("yaml-doppelter-schluessel", 2, 1)),
        ("a:\n  b: c\n  b: d", ("yaml-doppelter-schluessel", 3, 3)),
        ("a: {b: c, b: d}", ("yaml-doppelter-schluessel", 1, 11)),
        ('a: b\n"a": c', ("yaml-doppelter-schluessel", 2, 1)),
        ("a:\na: c", ("yaml-doppelter-schluessel", 2, 1)),
        ("a: &x b\nc: *x", ("yaml-alias", 1, 4)),
        ("a: *x", ("yaml-alias", 1, 4)),
        ("*x : a", ("yaml-alias", 1, 1)),
        ("&x a: b", ("yaml-alias", 1, 1)),
        ("a: !Wichtig b", ("yaml-tag", 1, 4)),
        ("a: !!str b", ("yaml-tag", 1, 4)),
        ("a: !!binary aGk=", ("yaml-tag", 1, 4)),
        ("!x a: b", ("yaml-tag", 1, 1)),
        ("<<: {a: b}", ("yaml-merge", 1, 1)),
        ("? a\n: b", ("yaml-schluessel-form", 1, 3)),
        ("?   a\n:   b", ("yaml-schluessel-form", 1, 5)),
        ("{?a: b}", ("yaml-schluessel-form", 1, 3)),
        ("a: {? b}", ("yaml-schluessel-form", 1, 7)),
        ("a: [?b]", ("yaml-schluessel-form", 1, 6)),
        ("{a: b}: c", ("yaml-schluessel-form", 1, 1)),
        ("[a]: c", ("yaml-schluessel-form", 1, 1)),
        ('"": c', ("yaml-schluessel-form", 1, 1)),
        ("%YAML 1.2\n---\na: b", ("yaml-direktive", 1, 1)),
        ("%TAG ! !x\n---\na: b", ("yaml-direktive", 1, 1)),
        ("a: b\n---\nc: d", ("yaml-mehrere-dokumente", 2, 1)),
        ("a: b\n---\n", ("yaml-mehrere-dokumente", 2, 1)),
        ("- a\n- b", ("yaml-wurzel", 1, 1)),
        ("Herr X hat angerufen.", ("yaml-wurzel", 1, 1)),
        ('"a"', ("yaml-wurzel", 1, 1)),
        ("a:b\nc: d", ("yaml-wurzel", 1, 1)),
        ("", ("datei-leer", 1, 1)),
        (" \n\t\n", ("datei-leer", 1, 1)),
        ("# nur ein Kommentar", ("datei-leer", 1, 1)),
        ("---\n", ("datei-leer", 1, 1)),
        ("<<<<<<< HEAD\na: b\n", ("yaml-konfliktmarke", 1, 1)),
        ("a: |\n  Text\n=======\n  mehr\n", ("yaml-konfliktmarke", 3, 1)),
        ("a: b\n>>>>>>> fall-12\n", ("yaml-konfliktmarke", 2, 1)),
        ("a: b\n||||||| Vorfahr\n", ("yaml-konfliktmarke", 2, 1)),
    ],
)
def test_what_a_clerk_cannot_mean_is_refused(text: str, expected: tuple[str, int, int]) -> None:
    assert refusal(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b: c", (1, 5), "Doppelpunkt in einem Wert"),
        ("a: b\n  c: d", (2, 4), "zu weit eingerückte Zeile"),
        ("a:\n  b:c\n  d: e", (3, 4), "kein Leerzeichen nach dem Doppelpunkt der Zeile darüber"),
        ("a: b\nc:d\ne: f", (2, 1), "ohne Leerzeichen nach dem Doppelpunkt"),
        ("a: b\nc", (2, 1), "Zeile ohne Doppelpunkt"),
        ("a:\n  b: c\n d: e", (3, 2), "anderer Einrückung"),
        ("a:\n  - b\n - c", (3, 2), "anderer Einrückung"),
        ("\ta: b", (1, 1), "Tabulator"),
        ("a: |\n\tb", (2, 1), "Tabulator"),
        ('a: "b\nc: d\n', (1, 4), "Anführungszeichen, die nicht geschlossen werden"),
        ('a: "er sagte "nein""', (1, 15), "hinter den schließenden Anführungszeichen"),
        ("a: 'so geht's nicht'", (1, 13), "hinter den schließenden Anführungszeichen"),
        (r'a: "C:\qtemp"', (1, 7), "umgekehrter Schrägstrich"),
        (r'a: "\ud800"', (1, 7), "umgekehrter Schrägstrich"),
        ("a: [b, c\nd: e\n", (1, 4), "Klammer, die nicht geschlossen wird"),
        ("a:\n  - {b: c,\n  - {d: e}\n", (3, 3), "Klammer, die darüber nicht geschlossen wird"),
        ("a: {b: c", (1, 4), "Klammer, die nicht geschlossen wird"),
        ("a: [b, , c]", (1, 8), "zu viel"),
        ("a: ]", (1, 4), "zu viel"),
        ("a: - b", (1, 4), "Listenstrich"),
        ("a: ? b", (1, 4), "Fragezeichen"),
        ("a: * wichtig", (1, 5), "& oder *"),
        ("a: & Co", (1, 5), "& oder *"),
        ("a: @b", (1, 4), "Zeichen, mit dem kein Wert beginnen kann"),
        ("a: > 5 Tage", (1, 6), "Text hinter | oder >"),
        ("a: b\n...\nc: d", (3, 1), "hinter dem Ende"),
        ("a: b\n%x", (2, 3), "mit % beginnt"),
        ("%FOO bar\n---\na: b", (1, 5), "mit % beginnt"),
    ],
)
def test_syntax_error_names_the_likely_reason_where_it_has_to_be_mended(
    text: str, place: tuple[int, int], reason: str
) -> None:
    problem = read(text)
    assert isinstance(problem, Problem)
    assert (problem.id, problem.line, problem.column) == ("yaml-syntax", *place)
    assert reason in problem.found


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a: b\x00c", (1, 5), "U+0000"),
        ("a: b\x1b[31m", (1, 5), "U+001B"),
        ("a: b\x85c", (1, 5), "U+0085"),
        ("a: b\rc: d", (1, 5), "U+000D"),
        ("a: b\r\r\nc: d", (1, 5), "U+000D"),
        ("a: ok\nb: An\u00adtrag", (2, 6), "U+00AD"),
        ("a: b\u200bc", (1, 5), "U+200B"),
        ("a: Wort\u200dteil", (1, 8), "U+200D"),
        ("a: \U0001f600\u200dWort", (1, 5), "U+200D"),
        ("a: b\u202ec", (1, 5), "U+202E"),
        ("a: b\u2066c", (1, 5), "U+2066"),
        ("a: b\u2028c", (1, 5), "U+2028"),
        ("a: b\ufeffc", (1, 5), "U+FEFF"),
        ("a: b\ufffdc", (1, 5), "U+FFFD"),
        ("a: b\ue000c", (1, 5), "U+E000"),
        ("a: \U0001f3f4\U000e0067\U000e007f", (1, 5), "U+E0067"),
        (r'a: "b\0"', (1, 4), "U+0000"),
        (r'a: "b\x1b"', (1, 4), "U+001B"),
        (r'a: "b\u202e"', (1, 4), "U+202E"),
        (r'"a\u200b": b', (1, 1), "U+200B"),
        (r'"a\nb": c', (1, 1), "U+000A"),
        ("a: b\n\u00a0c: d", (2, 1), "U+00A0"),
        (BOM + b"a: \xe2\x80\xae", (1, 4), "U+202E"),
    ],
)
def test_invisible_character_is_named_with_its_place(text: str | bytes, place: tuple[int, int], found: str) -> None:
    problem = read(text)
    assert isinstance(problem, Problem)
    assert (problem.id, (problem.line, problem.column), problem.found) == ("yaml-steuerzeichen", place, found)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: b\n".encode("utf-16"), ("datei-utf16", 1, 1)),
        ("a: b\n".encode("utf-16-le"), ("datei-utf16", 1, 1)),
        ("a: b\n".encode("utf-16-be"), ("datei-utf16", 1, 1)),
        ("a: b\n".encode("utf-32"), ("datei-utf16", 1, 1)),
        ("a: Müller".encode("latin-1"), ("datei-kein-utf8", 1, 5)),
        ("a: ok\nb: ü".encode() + "ü\r\n".encode("cp1252"), ("datei-kein-utf8", 2, 5)),
        (BOM + b"a: ok\nb: \xfc", ("datei-kein-utf8", 2, 4)),
        (BOM + b"a: \xfc", ("datei-kein-utf8", 1, 4)),
        (b"a: \xed\xa0\x80", ("datei-kein-utf8", 1, 4)),
        (b"a: \xc0\x80", ("datei-kein-utf8", 1, 4)),
        (BOM, ("datei-leer", 1, 1)),
    ],
)
def test_other_encodings_are_named(raw: bytes, expected: tuple[str, int, int]) -> None:
    assert refusal(raw) == expected


def test_message_quotes_what_it_found_as_it_was_written() -> None:
    found = {text: getattr(read(text), "found", None) for text in ("a: !!str b", "a: !%1B[31m b", f"a: {'9' * 999}")}
    assert found["a: !!str b"] == "!!str"
    assert found["a: !%1B[31m b"] is not None and "\x1b" not in str(found["a: !%1B[31m b"])
    assert len(str(found[f"a: {'9' * 999}"])) == reading.MAX_QUOTED


# --- bombs


@pytest.mark.parametrize(
    ("raw", "message_id"),
    [
        (b"[" * 65 * 1024, "datei-zu-gross"),
        (b"[" * 1024 * 1024, "datei-zu-gross"),
        (b"[" * MAX_BYTES, "yaml-zu-tief"),
        (b"a: " + b"[" * 60_000, "yaml-zu-tief"),
        (b"{a: " * 16_000, "yaml-zu-tief"),
        (b"a: " + b"{" * 60_000, "yaml-schluessel-form"),
        (b"a:\n  " + b"- " * 30_000 + b"x", "yaml-zu-tief"),
        (b"? " * 30_000, "yaml-schluessel-form"),
        (b"".join(b"%s%s:\n" % (b" " * depth, b"a") for depth in range(300)), "yaml-zu-tief"),
        (b"".join(b"k%d: v\n" % number for number in range(6000)), "yaml-zu-viel"),
        (b"a: [" + b"x," * 20_000 + b"]", "yaml-zu-viel"),
        (b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]", "yaml-alias"),
        (b"a: &a [*a]", "yaml-alias"),
        (b"a: " + b"x" * (MAX_TEXT + 1), "yaml-text-zu-lang"),
        (b'a: "' + b"x" * (MAX_TEXT + 1) + b'"', "yaml-text-zu-lang"),
        (b"a: |\n" + b"  x\n" * MAX_TEXT, "datei-zu-gross"),
        (b"a: " + b"1" * 60_000, "yaml-text-zu-lang"),
        (b"a: " + b"1:" * 5_000 + b"x" + b" #" * 5_000, "yaml-kommentar-verschluckt"),
        (b"x" * 60_000, "yaml-text-zu-lang"),
        (b'"' * 60_000, "yaml-wurzel"),
        (b"#" * 60_000, "datei-leer"),
        (b"\n" * 60_000, "datei-leer"),
        (b"a: b" + b" " * 60_000 + b"#", "yaml-kommentar-verschluckt"),
        (b"!" * 60_000, "yaml-tag"),
    ],
)
def test_bombs_go_out_with_a_message_at_once(raw: bytes, message_id: str) -> None:
    start = time.process_time()
    problem = read(raw)
    assert time.process_time() - start < 1
    assert isinstance(problem, Problem)
    assert problem.id == message_id
    assert_is_told_at_a_place(problem, raw)


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH - 1, True), (MAX_DEPTH, False)])
def test_depth_limit_is_exact(depth: int, fits: bool) -> None:
    assert isinstance(read("a: " + "[" * (depth - 1) + "x" + "]" * (depth - 1)), Document) == fits


@pytest.mark.parametrize(("items", "fits"), [(MAX_NODES - 3, True), (MAX_NODES - 2, False)])
def test_node_limit_is_exact(items: int, fits: bool) -> None:
    assert isinstance(read("a: [" + "x, " * items + "]"), Document) == fits


# --- files


def test_a_link_is_never_followed(tmp_path: FilePath) -> None:
    (tmp_path / "secret").write_text("a: b")
    (tmp_path / "link.yaml").symlink_to("secret")
    (tmp_path / "dead.yaml").symlink_to("nowhere")
    for name in ("link.yaml", "dead.yaml"):
        problem = read_document(tmp_path, name)
        assert isinstance(problem, Problem) and problem.id == "datei-verweis"


def test_a_pipe_does_not_hang(tmp_path: FilePath) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    problem = read_document(tmp_path, "pipe.yaml")
    assert isinstance(problem, Problem) and problem.id == "datei-keine-datei"


def test_a_file_that_is_gone_is_told_in_german(tmp_path: FilePath) -> None:
    problem = read_document(tmp_path, "gone.yaml")
    assert isinstance(problem, Problem)
    assert text_of(problem) == "Die Datei kann nicht gelesen werden: sie ist nicht mehr da."


# --- public test data

YAML_SUITE = DATA / "yaml-test-suite" / "cases.json"
NAUGHTY = DATA / "naughty-strings" / "blns.json"

# Invalid by the suite, accepted by libyaml and by us; nothing is lost by it.
LENIENT = {
    "9C9N": "lines of a flow sequence at the left margin",
    "QB6E": "lines of a quoted text at the left margin",
    "DK95/01": "a tab before a later line of a quoted text",
    "S98Z": "blank lines before a comment, deeper than the block they stand in",
}
# libyaml drops the line break after a last line of blanks when the file ends there.
DIFFERS = {"L24T/01"}


def suite() -> list[dict[str, Any]]:
    return list(json.loads(YAML_SUITE.read_text(encoding="utf-8")))


def without_empty(value: Any) -> Any:
    """The suite's value as ours: a field without a value is left out (and remembered as empty)."""
    if isinstance(value, dict):
        return {key: without_empty(inner) for key, inner in value.items() if inner is not None}
    return [without_empty(inner) for inner in value] if isinstance(value, list) else value


def libyaml_refuses(text: str) -> bool:
    try:
        list(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return True
    return False


@needs_data
def test_yaml_test_suite_is_refused_with_a_message_or_read_as_the_suite_says() -> None:
    """Odd numbers, words and moments are refused and dates stay text, so empty fields are the only difference."""
    accepted = set()
    for case in suite():
        result = read(case["yaml"])
        if isinstance(result, Problem):
            assert_is_told_at_a_place(result, case["yaml"].encode())
            continue
        accepted.add(case["id"])
        assert not libyaml_refuses(case["yaml"]), case["id"]
        if case["fail"]:
            assert case["id"] in LENIENT
        elif case["id"] not in DIFFERS:
            assert result.data == without_empty(json.loads(case["json"])), case["id"]
    assert LENIENT.keys() | DIFFERS <= accepted
    assert len(accepted) >= 60


@needs_data
def test_without_libyaml_nothing_is_read_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = [read(case["yaml"]) for case in suite()]
    monkeypatch.setattr(reading, "_LOADER", yaml.SafeLoader)
    both = 0
    for case, first in zip(suite(), with_libyaml, strict=True):
        second = read(case["yaml"])
        if isinstance(second, Problem):
            assert_is_told_at_a_place(second, case["yaml"].encode())
        elif isinstance(first, Document):
            both += 1
            assert second.data == first.data, case["id"]
    assert both >= 55


def naughty_strings() -> list[str]:
    return list(json.loads(NAUGHTY.read_text(encoding="utf-8")))


@needs_data
@pytest.mark.parametrize(
    "written",
    [
        lambda text: "a: " + scalar(text) + "\n",
        lambda text: yaml.safe_dump({"a": text}, allow_unicode=True),
        lambda text: yaml.safe_dump({"a": text}),
        lambda text: json.dumps({"a": text}),
    ],
    ids=["casefile", "yaml", "yaml-ascii", "json"],
)
def test_naughty_values_come_back_or_are_refused(written: Any) -> None:
    strings = naughty_strings()
    came_back = 0
    for text in strings:
        raw = written(text).encode()
        result = read(raw)
        if isinstance(result, Problem):
            assert_is_told_at_a_place(result, raw)
        else:
            came_back += 1
            assert result.data == {"a": text}
    assert len(strings) == 515 and came_back >= 440


@needs_data
@pytest.mark.parametrize("unicode", [True, False])
def test_naughty_field_names_come_back_or_are_refused(unicode: bool) -> None:
    for text in naughty_strings():
        raw = yaml.safe_dump({text: "x"}, allow_unicode=unicode).encode()
        result = read(raw)
        if isinstance(result, Problem):
            assert_is_told_at_a_place(result, raw)
        else:
            assert result.data == {text: "x"}


# --- anything at all

PUNCTUATION = st.text(alphabet="ab 0:#-?{}[],\"'|>&*!%@`~=<.\\\n\t\r\u00e4\U0001f600\u200d\u00a0\ufeff", max_size=60)
CASE = (ROOT / "tests" / "examples" / "valid" / "beschwerde-prozessbezogen.yaml").read_bytes()


def damaged_case() -> st.SearchStrategy[bytes]:
    """A case file with a piece replaced by a few other bytes."""
    return st.builds(
        lambda start, length, piece: CASE[:start] + piece + CASE[start + length :],
        st.integers(0, len(CASE)),
        st.integers(0, 20),
        st.binary(max_size=4) | PUNCTUATION.map(str.encode),
    )


@settings(max_examples=600, deadline=None)
@given(st.binary(max_size=300) | PUNCTUATION.map(str.encode) | damaged_case())
@example(b"a: b\rc:\r d:\r e: #x")
@example(b"\xef\xbb\xbf\xff")
def test_any_bytes_give_a_document_or_a_message(raw: bytes) -> None:
    result = read(raw)
    if isinstance(result, Problem):
        assert_is_told_at_a_place(result, raw)
        return
    lines = raw.removeprefix(BOM).decode().replace("\r\n", "\n").split("\n")
    for line, column in [*result.keys.values(), *result.values.values()]:
        assert 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1


TREES = st.recursive(
    st.text(max_size=20) | st.booleans() | st.integers(-999_999_999, 999_999_999),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=8), TREES, min_size=1, max_size=3), st.booleans())
def test_written_data_come_back_exactly_or_are_refused(data: dict[str, Any], as_json: bool) -> None:
    text = json.dumps(data) if as_json else yaml.safe_dump(data, allow_unicode=True)
    result = read(text)
    assert isinstance(result, Problem) or result.data == data


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=40) | PUNCTUATION)
@example("null")
@example("#3 defekt")
@example("-0")
def test_a_plain_line_is_never_altered(text: str) -> None:
    line = text.replace("\n", " ").replace("\r", " ").strip(" \t")
    result = read(f"a: {line}\n")
    if isinstance(result, Problem) or line.startswith(("'", '"', "[", "{", "|", ">")):
        return
    value = result.data.get("a")
    if value is None:
        assert line in ("", "null")
    else:
        assert line == (str(value).lower() if isinstance(value, bool) else str(value))
