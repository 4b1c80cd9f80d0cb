"""`casebook import`: real tables come in whole, everything doubtful is refused, an interrupt leaves nothing."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from casebook.check import check_register
from casebook.importing import mapping as mapping_module
from casebook.importing import placing
from casebook.importing.convert import UNKNOWN_FACTS
from casebook.importing.mapping import Mapping, Quellformat
from casebook.importing.mapping_rules import NEEDED
from casebook.importing.moments import in_berlin, is_pattern, read_moment
from casebook.importing.outcome import ImportReport, Refusal
from casebook.importing.run import run_import
from casebook.importing.sources import Table, read_table
from casebook.importing.targets import CASE_TARGETS, EVENT_TARGETS
from casebook.measures import Record as Figure
from casebook.measures import case_states, frames_of, measure_frames, stock_mismatches
from casebook.messages import text_of
from casebook.model import Case
from casebook.periods import year_of
from casebook.register import NotARegister, Settings, read_cases, read_settings
from casebook.shape import submodel
from casebook.values import Record

ROOT = Path(__file__).resolve().parents[1]
REGISTERS = ROOT / "tests" / "registers"
DATA = ROOT.parent / "shared" / "data"
TODAY = dt.date(2026, 1, 1)
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")


# --- a small register of our own

OFFICE = """\
profil: jobcenter
name: Amt
land: SN
recht_geprueft: 2025-06-01
kontakt:
  stelle: Beschwerdestelle
  telefon: [{nummer: 030 23125 001, zeiten: montags 8 bis 12 Uhr}]
  e_mail: a@amt.example
  anschrift: [Beispielweg 1]
einheiten: [{id: haus, name: Haus, art: haus}, {id: nord, name: Nord, groesse: 12}]
funktionen: [{id: gf, name: Leitung, einheit: haus}]
vokabulare:
  thema: [{id: alt, name: Altes, gueltig_bis: 2014-12-31}]
"""
MAPPING = """\
quelle: Liste
nummer: {spalte: Nr}
zeit: tag_wie_geschrieben
felder:
  - {ziel: art, konstante: hinweis}
  - {ziel: eingang.datum, spalte: Eingang, datum: [TT.MM.JJJJ]}
  - {ziel: eingang.kanal, spalte: Weg, werte: {T: telefon, M: e_mail}, ohne_wert: [""]}
  - {ziel: anliegen.thema, spalte: Thema}
  - {ziel: anliegen.kurz, spalte: Text}
  - {ziel: rueckmeldung_bis, spalte: Zusage, datum: [TT.MM.JJJJ], ohne_wert: [""]}
ereignisse:
  - ereignis: abschluss
    wenn: {spalte: Stand, werte: [zu], nicht_bei: [auf], sonst_ohne_datum: true}
    felder:
      - {ziel: datum, spalte: Ende, datum: [TT.MM.JJJJ], ohne_wert: [""]}
ausgelassen:
  - {spalten: [Name], grund: Namen bleiben draußen.}
"""
COLUMNS = ("Nr", "Eingang", "Weg", "Thema", "Text", "Zusage", "Stand", "Ende", "Name")
GOOD = ("7", "3.2.2015", "T", "dauer", "Dauer", "", "auf", "", "Frau M.")


def row(number: str = "7", **changes: str) -> tuple[str, ...]:
    values = dict(zip(COLUMNS, GOOD, strict=True)) | {"Nr": number} | changes
    return tuple(values.values())


def write_csv(path: Path, *rows: tuple[str, ...], columns: tuple[str, ...] = COLUMNS, codec: str = "utf-8") -> Path:
    with path.open("w", encoding=codec, newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "register"
    root.mkdir()
    (root / "office.yaml").write_text(OFFICE, encoding="utf-8")
    (root / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    return root


def change_mapping(root: Path, old: str, new: str) -> None:
    path = root / "mapping.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(root: Path, source: Path, *, dry_run: bool = False, skip_refused: bool = False) -> ImportReport:
    outcome = run_import(root, source, root / "mapping.yaml", dry_run=dry_run, skip_refused=skip_refused, today=TODAY)
    assert isinstance(outcome, ImportReport), [text_of(problem) for problem in outcome]
    return outcome


def run_rows(root: Path, *rows: tuple[str, ...], **options: bool) -> ImportReport:
    return run(root, write_csv(root.parent / "quelle.csv", *rows), **options)


def cases_of(root: Path) -> list[Case]:
    return [case for case in read_cases(root) if isinstance(case, Case)]


def tree(root: Path) -> dict[str, bytes | None]:
    """Every file and folder below a root with its content."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


# --- the four years of Karlsruhe and Boston 2013

KARLSRUHE = tuple(DATA / "karlsruhe" / f"ka-feedback-{year}.csv" for year in (2012, 2013, 2014, 2015))
BOSTON = DATA / "boston" / "boston311_animal_2013.csv"
in_karlsruhe = pytest.mark.xdist_group("karlsruhe")
in_boston = pytest.mark.xdist_group("boston")


def copy_register(name: str, target: Path) -> Path:
    return Path(shutil.copytree(REGISTERS / name, target))


def raw_rows(*sources: Path) -> list[dict[str, str]]:
    rows = []
    for source in sources:
        with source.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


@pytest.fixture(scope="module")
def karlsruhe(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[ImportReport]]:
    root = copy_register("karlsruhe", tmp_path_factory.mktemp("karlsruhe") / "register")
    return root, [run(root, source) for source in KARLSRUHE]


@pytest.fixture(scope="module")
def boston(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport]:
    root = copy_register("boston", tmp_path_factory.mktemp("boston") / "register")
    return root, run(root, BOSTON)


@needs_data
@in_karlsruhe
def test_karlsruhe_comes_in_whole(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    root, reports = karlsruhe
    assert [report.written for report in reports] == [511, 2457, 3076, 3677]
    assert [report.read for report in reports] == [511, 2457, 3076, 3677]
    assert [dict(report.years) for report in reports] == [{"2012": 511}, {"2013": 2457}, {"2014": 3076}, {"2015": 3677}]
    assert all(not report.refused and not report.repeated and not report.left_out for report in reports)
    assert check_register(root, today=TODAY).problems == ()


@needs_data
@in_karlsruhe
def test_karlsruhe_counts_are_those_of_the_table(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    cases, rows = cases_of(karlsruhe[0]), raw_rows(*KARLSRUHE)
    channels = {"MOBILE": "app", "WEB": "web"}
    assert len(cases) == 9721
    assert Counter(case.aktenzeichen[:4] for case in cases) == Counter(r["Erstellungsdatum"][:4] for r in rows)
    assert Counter(case.eingang.datum.isoformat()[:7] for case in cases) == Counter(
        r["Erstellungsdatum"][:7] for r in rows
    )
    assert Counter(case.eingang.kanal for case in cases) == Counter(channels[r["Eingangskanal"]] for r in rows)
    assert Counter(case.anliegen[0].kurz for case in cases) == Counter(r["Kategorie"].strip() for r in rows)
    assert len({(case.anliegen[0].thema, case.anliegen[0].kurz) for case in cases}) == 9


@needs_data
@in_karlsruhe
def test_karlsruhe_closes_what_the_table_closes(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    by_number = {case.herkunft.nummer: case for case in cases_of(karlsruhe[0]) if case.herkunft}
    for raw in raw_rows(*KARLSRUHE):
        case = by_number.pop(raw["Vorgangsnummer"])
        closed = raw["Zustand"] in ("Behoben", "Abgeschlossen")
        assert [event.datum.isoformat() for event in case.verlauf] == (
            [raw["Letztes Bearbeitungsdatum"][:10]] if closed else []
        )
        assert (case.abschluss is not None) == closed
    assert not by_number


@needs_data
@in_karlsruhe
def test_nothing_of_the_places_is_taken_over(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    places = {raw["Ort"] for raw in raw_rows(*KARLSRUHE)}
    words = {word for place in places for word in re.findall(r"[^\W\d]{4,}", place)}
    texts = {path.read_text(encoding="utf-8") for path in (karlsruhe[0] / "cases").rglob("*.yaml")}
    written = {word for text in texts for word in re.findall(r"[^\W\d]{4,}", text)}
    assert len(words) > 1000
    assert words & written == {"Karlsruhe"}  # the name of the source
    assert not any(re.search(r"\b76[0-9]{3}\b", text) for text in texts)


@needs_data
@in_karlsruhe
def test_numbers_follow_receipt_and_then_the_table(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    numbers: dict[str, str] = {
        case.herkunft.nummer: case.aktenzeichen for case in cases_of(karlsruhe[0]) if case.herkunft
    }
    rows = raw_rows(KARLSRUHE[1])
    expected = sorted(rows, key=lambda raw: raw["Erstellungsdatum"][:10])
    assert [numbers[raw["Vorgangsnummer"]] for raw in expected] == [f"2013-{n:04d}" for n in range(1, len(rows) + 1)]


@needs_data
@in_karlsruhe
def test_a_second_run_adds_nothing(karlsruhe: tuple[Path, list[ImportReport]]) -> None:
    root, _ = karlsruhe
    before = tree(root)
    report = run(root, KARLSRUHE[2])
    assert (report.read, report.written, report.repeated, report.refused) == (3076, 0, 3076, ())
    assert tree(root) == before


@needs_data
@pytest.mark.parametrize("source", [BOSTON, *KARLSRUHE[:1]], ids=["foreign", "renamed column"])
def test_another_header_is_refused_whole(source: Path, tmp_path: Path) -> None:
    root = copy_register("karlsruhe", tmp_path / "register")
    other = tmp_path / "andere.csv"
    other.write_text(source.read_text(encoding="utf-8").replace("Eingangskanal", "Kanal", 1), encoding="utf-8")
    before = tree(root)
    report = run(root, other, skip_refused=True)
    assert report.blocked
    assert (report.read, report.written) == (0, 0)
    assert (
        Refusal(1, "Eingangskanal", "", "Die Zuordnung nennt diese Spalte, die Quelle hat sie nicht.") in report.refused
    )
    assert any(refusal.reason.startswith("Die Quelle hat diese Spalte") for refusal in report.refused)
    assert tree(root) == before


@needs_data
@in_boston
def test_boston_comes_in_whole(boston: tuple[Path, ImportReport]) -> None:
    root, report = boston
    assert (report.read, report.written, report.refused, dict(report.years)) == (3095, 3095, (), {"2013": 3095})
    assert check_register(root, today=TODAY).problems == ()


@needs_data
@in_boston
def test_boston_counts_are_those_of_the_table(boston: tuple[Path, ImportReport]) -> None:
    cases, rows = cases_of(boston[0]), raw_rows(BOSTON)
    assert Counter(case.anliegen[0].kurz for case in cases) == Counter(raw["type"] for raw in rows)
    assert sorted(Counter(case.eingang.kanal for case in cases).values()) == sorted(
        Counter(raw["source"] for raw in rows).values()
    )
    assert sorted(Counter(case.zustaendig for case in cases).values()) == sorted(
        Counter(raw["department"] for raw in rows).values()
    )
    assert Counter(case.eingang.datum.month for case in cases) == Counter(int(raw["open_dt"][5:7]) for raw in rows)
    outcomes = Counter(case.abschluss.ergebnis for case in cases if case.abschluss)
    classes = Counter(raw["closure_class"] for raw in rows if raw["case_status"] == "Closed")
    assert outcomes["aufgegriffen"] == classes["Resolved"]
    assert outcomes["unbekannt"] == classes[""] + classes["Invalid"] + classes["Duplicate"]


@needs_data
@in_boston
def test_boston_promises_by_calendar_day(boston: tuple[Path, ImportReport]) -> None:
    promised = [case for case in cases_of(boston[0]) if case.rueckmeldung_bis]
    closed = [(case.verlauf[-1].datum, case.rueckmeldung_bis) for case in promised if case.abschluss]
    assert sum(done <= until for done, until in closed if until) == 2444
    assert sum(done > until for done, until in closed if until) == 52
    assert (
        sum(case.abschluss is None and case.rueckmeldung_bis < TODAY for case in promised if case.rueckmeldung_bis)
        == 195
    )


@pytest.mark.parametrize("name", ["karlsruhe", "boston"])
def test_registers_hold_no_data(name: str) -> None:
    assert {path.name for path in (REGISTERS / name).iterdir()} == {"office.yaml", "mapping.yaml"}


# --- what is written


def test_a_row_becomes_a_case(office: Path) -> None:
    report = run_rows(office, row(Stand="zu", Ende="4.2.2015", Zusage="10.02.2015"))
    assert (report.read, report.written, dict(report.years)) == (1, 1, {"2015": 1})
    assert (office / "cases" / "2015" / "2015-0001.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../scripts/casebook/schema/case.schema.json\n"
        "aktenzeichen: 2015-0001\nart: hinweis\n"
        "eingang:\n  datum: 2015-02-03\n  kanal: telefon\n  zugang: unbekannt\n"
        "rechtsbehelf:\n  ergebnis: nicht_geprueft\n"
        "anliegen:\n  - thema: dauer\n    kurz: Dauer\n"
        "zustaendig: unbekannt\nrueckmeldung_bis: 2015-02-10\n"
        "verlauf:\n  - datum: 2015-02-04\n    ereignis: abschluss\n    durch: unbekannt\n    ergebnis: unbekannt\n"
        "abschluss:\n  ergebnis: unbekannt\n"
        'herkunft:\n  quelle: Liste\n  nummer: "7"\n'
    )


@pytest.mark.parametrize("number", ["0140e2", "007", "1.0", "no", "14:30", "2013-01-01", "A #1", "a: b", "7,5"])
def test_old_numbers_stay_text(office: Path, number: str) -> None:
    run_rows(office, row(number))
    [case] = cases_of(office)
    assert case.herkunft and case.herkunft.nummer == number
    assert run_rows(office, row(number)).repeated == 1


def test_numbers_go_on_after_the_highest_of_the_year(office: Path) -> None:
    for name in ("2015/2015-0041", "2015/2015-0007", "2014/2014-9998"):
        path = office / "cases" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case_text(path.stem), encoding="utf-8")
    rows = [row("a", Eingang="5.3.2015"), row("b", Eingang="4.3.2015"), row("c", Eingang="5.3.2015")]
    rows += [row("d", Eingang="31.12.2014"), row("e", Eingang="30.12.2014"), row("f", Eingang="31.12.2014")]
    run_rows(office, *rows)
    numbers = {case.herkunft.nummer: case.aktenzeichen for case in cases_of(office) if case.herkunft}
    assert numbers == {
        "b": "2015-0042",
        "a": "2015-0043",
        "c": "2015-0044",
        "e": "2014-9999",
        "d": "2014-10000",
        "f": "2014-10001",
    }


def case_text(number: str) -> str:
    return (
        f"aktenzeichen: {number}\nart: lob\neingang: {{datum: {number[:4]}-01-02, kanal: brief, zugang: direkt}}\n"
        "anliegen:\n  - {thema: dauer, kurz: x}\nzustaendig: haus\n"
    )


def test_a_grown_source_adds_only_its_new_rows(office: Path) -> None:
    run_rows(office, row("1"), row("2"))
    before = tree(office)
    report = run_rows(office, row("3", Eingang="1.1.2015"), row("1"), row("2"), row("4"))
    assert (report.read, report.written, report.repeated) == (4, 2, 2)
    after = tree(office)
    assert {path: after[path] for path in before} == before
    assert set(after) - set(before) == {"cases/2015/2015-0003.yaml", "cases/2015/2015-0004.yaml"}


def test_the_same_number_of_another_source_is_another_case(office: Path) -> None:
    run_rows(office, row("1"))
    change_mapping(office, "quelle: Liste", "quelle: Zweite Liste")
    assert run_rows(office, row("1")).written == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(office: Path) -> None:
    before = tree(office)
    rehearsed = run_rows(office, row("1"), row("2", Eingang="1.1.2014"), dry_run=True)
    assert tree(office) == before
    done = run_rows(office, row("1"), row("2", Eingang="1.1.2014"))
    assert (rehearsed.written, rehearsed.years, rehearsed.dry_run) == (done.written, done.years, True)


def test_progress_ends_at_the_last_row(office: Path) -> None:
    seen: list[tuple[int, int]] = []
    source = write_csv(office.parent / "quelle.csv", row("1"), row("2"), row("3"))
    run_import(
        office,
        source,
        office / "mapping.yaml",
        dry_run=True,
        skip_refused=False,
        today=TODAY,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


# --- what is refused


@pytest.mark.parametrize(
    ("changes", "column", "value", "reason"),
    [
        ({"Nr": ""}, "Nr", "", "Die alte Nummer fehlt."),
        ({"Nr": "  "}, "Nr", "  ", "Die alte Nummer fehlt."),
        ({"Nr": "7 "}, "Nr", "7 ", "Die alte Nummer hat Leerzeichen am Rand."),
        ({"Eingang": ""}, "Eingang", "", "Das Datum fehlt."),
        ({"Eingang": "2015-02-03"}, "Eingang", "2015-02-03", "Das ist kein Datum der Form TT.MM.JJJJ."),
        ({"Eingang": "30.2.2015"}, "Eingang", "30.2.2015", "Das ist kein Datum der Form TT.MM.JJJJ."),
        ({"Eingang": "3.2.15"}, "Eingang", "3.2.15", "Das ist kein Datum der Form TT.MM.JJJJ."),
        ({"Eingang": "1.2.2026"}, "Eingang", "1.2.2026", "„Eingang › Eingangsdatum“ ist der 01.02.2026"),
        ({"Weg": "Fax"}, "Weg", "Fax", "Der Inhalt steht nicht unter „werte“."),
        ({"Weg": "T "}, "Weg", "T ", "Der Inhalt hat Leerzeichen am Rand und steht so nicht unter „werte“."),
        ({"Thema": "duaer"}, "Thema", "duaer", "„duaer“ steht für „Anliegen 1 › Thema“ nicht in der Liste"),
        ({"Thema": "alt"}, "Thema", "alt", "„alt“ (Anliegen 1 › Thema) galt an dem Tag nicht"),
        ({"Text": ""}, "Text", "", "Die Zelle ist leer."),
        ({"Text": "x" * 301}, "Text", "x" * 301, "„Anliegen 1 › Kurz gesagt“ hat 301 Zeichen"),
        (
            {"Text": "a\u200bb"},
            "Text",
            "a\u200bb",
            "Hier steht ein unsichtbares oder nicht erlaubtes Zeichen",
        ),
        ({"Zusage": "1.2.2015"}, "Zusage", "1.2.2015", "Die Rückmeldung ist bis zum 01.02.2015 zugesagt"),
        ({"Stand": "zu", "Ende": "2.2.2015"}, "Ende", "2.2.2015", "Das Ereignis vom 02.02.2015 liegt vor dem Eingang"),
        ({"Stand": "zu"}, "Ende", "", "„zu“ verlangt ein Datum für „abschluss“."),
        ({"Stand": "auf", "Ende": "4.2.2015"}, "Ende", "4.2.2015", "Bei „auf“ darf kein Datum für „abschluss“ stehen."),
        ({"Stand": "weg"}, "Stand", "weg", "Ob es „abschluss“ gab, sagt „wenn“ für diesen Inhalt nicht."),
    ],
)
def test_a_doubtful_row_is_refused(office: Path, changes: dict[str, str], column: str, value: str, reason: str) -> None:
    before = tree(office)
    report = run_rows(office, row("1"), row(**changes) if "Nr" not in changes else row(changes["Nr"]))
    [refusal] = report.refused
    assert (refusal.row, refusal.column, refusal.value) == (3, column, value)
    assert refusal.reason.startswith(reason)
    assert (report.read, report.written, report.blocked) == (2, 0, True)
    assert tree(office) == before


def test_a_row_tells_all_its_reasons_at_once(office: Path) -> None:
    report = run_rows(office, row(Eingang="x", Weg="y", Stand="z"))
    assert [refusal.column for refusal in report.refused] == ["Eingang", "Weg", "Stand"]
    assert report.refused_rows == 1


def test_every_row_of_a_repeated_number_is_refused(office: Path) -> None:
    report = run_rows(office, row("1"), row("2"), row("1"), skip_refused=True)
    assert [(refusal.row, refusal.value) for refusal in report.refused] == [(2, "1"), (4, "1")]
    assert report.refused[0].reason == "Die alte Nummer steht mehrmals in der Quelle, auch in Zeile 4."
    assert report.written == 1


def test_skip_refused_writes_the_rest_without_a_gap(office: Path) -> None:
    report = run_rows(office, row("1"), row("2", Weg="Fax"), row("3", Text="a\u200b"), row("4"), skip_refused=True)
    assert (report.read, report.written, report.refused_rows, report.blocked) == (4, 2, 2, False)
    assert [case.aktenzeichen for case in cases_of(office)] == ["2015-0001", "2015-0002"]
    assert check_register(office, today=TODAY).problems == ()


def test_rows_are_left_out_or_refused_where_the_mapping_says_so(office: Path) -> None:
    with (office / "mapping.yaml").open("a", encoding="utf-8") as file:
        file.write("zeilen_ohne:\n  - {spalte: Text, werte: [Test], grund: Probe}\n")
        file.write("ablehnen:\n  - {spalte: Text, werte: ['?'], grund: Erst klären.}\n")
    report = run_rows(office, row("1"), row("", Text="Test"), row("3", Text="?"), skip_refused=True)
    assert (report.read, report.written, report.left_out) == (3, 1, 1)
    assert report.refused == (Refusal(4, "Text", "?", "Erst klären."),)


@pytest.mark.parametrize(
    ("columns", "column", "reason"),
    [
        (COLUMNS[1:], "Nr", "Die Zuordnung nennt diese Spalte"),
        (COLUMNS[:-1], "Name", "Die Zuordnung nennt diese Spalte"),
        ((*COLUMNS, "Neu"), "Neu", "Die Quelle hat diese Spalte"),
        ((*COLUMNS, "Nr"), "Nr", "Der Name steht zweimal da."),
        ((*COLUMNS[:-1], "", "Name"), "", "Die Spalte hat keinen Namen."),
        ((*COLUMNS[:-1], "name"), "Name", "Die Zuordnung nennt diese Spalte"),
    ],
)
def test_a_wrong_header_refuses_everything(office: Path, columns: tuple[str, ...], column: str, reason: str) -> None:
    source = write_csv(office.parent / "quelle.csv", columns=columns)
    report = run(office, source, skip_refused=True)
    assert report.blocked
    assert any(each.column == column and each.reason.startswith(reason) for each in report.refused)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "Die Quelle ist leer."),
        (b"\n\n", "Die Quelle ist leer."),
        ("Nr,Straße\n".encode("cp1252"), "Die Datei ist nicht in utf-8 gespeichert (Textzeile 1)."),
        (b'Nr,Text\n1,"offen\n', "Die Anführungszeichen gehen nicht auf"),
        (b'Nr,Text\n1,"a"b\n', "Die Anführungszeichen gehen nicht auf"),
        (b"Nr,Text\n1," + b"x" * 140_000, "Die Anführungszeichen gehen nicht auf, oder eine Zelle ist zu lang"),
        (b"\xff\xfeN\x00r\x00", "Die Datei ist nicht in utf-8 gespeichert"),
        (b"PK\x03\x04\xff\xff", "Die Datei ist nicht in utf-8 gespeichert"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused(office: Path, raw: bytes, reason: str) -> None:
    source = office.parent / "quelle.csv"
    source.write_bytes(raw)
    report = run(office, source)
    assert report.blocked
    assert report.refused[0].reason.startswith(reason)


@pytest.mark.parametrize("cells", [GOOD[:-1], (*GOOD, "mehr")])
def test_a_row_of_another_width_is_refused(office: Path, cells: tuple[str, ...]) -> None:
    report = run_rows(office, cells)
    assert [each.reason for each in report.refused] == [f"Die Zeile hat {len(cells)} Zellen, die Kopfzeile 9."]


def test_a_broken_case_of_the_register_stops_the_import(office: Path) -> None:
    (office / "cases" / "2015").mkdir(parents=True)
    (office / "cases" / "2015" / "2015-0001.yaml").write_text("art: lob\nart: lob\n", encoding="utf-8")
    source = write_csv(office.parent / "quelle.csv", row("1"))
    outcome = run_import(office, source, office / "mapping.yaml", dry_run=False, skip_refused=False, today=TODAY)
    assert isinstance(outcome, list)
    assert [problem.id for problem in outcome] == ["yaml-doppelter-schluessel"]


def test_a_folder_without_office_is_no_register(tmp_path: Path, office: Path) -> None:
    source = write_csv(tmp_path / "quelle.csv", row("1"))
    with pytest.raises(NotARegister):
        run_import(tmp_path, source, office / "mapping.yaml", dry_run=False, skip_refused=False, today=TODAY)


@needs_data
def test_naughty_strings_come_in_unchanged_or_are_refused(office: Path) -> None:
    strings: list[str] = json.loads((DATA / "naughty-strings" / "blns.json").read_text(encoding="utf-8"))
    rows = [row(str(number), Text=text) for number, text in enumerate(strings, start=2)]
    report = run_rows(office, *rows, skip_refused=True)
    written = {case.herkunft.nummer: case.anliegen[0].kurz for case in cases_of(office) if case.herkunft}
    refused = {refusal.value for refusal in report.refused}
    assert len(written) + report.refused_rows == len(strings) == 515
    assert len(written) > 450
    assert all(text in refused or written[str(number)] == text for number, text in enumerate(strings, start=2))


# --- missing facts


def test_unknown_facts_are_the_mandatory_ones_that_know_it() -> None:
    facts = {".".join(path) for path in UNKNOWN_FACTS}
    mandatory = {
        name
        for name, target in CASE_TARGETS.items()
        if target.field.is_required() and (len(target.path) == 1 or target.path[0] in ("eingang", "anliegen"))
    }
    assert mandatory == facts | set(NEEDED)


@pytest.mark.parametrize(
    ("art", "legal"), [("beschwerde", True), ("anregung", True), ("hinweis", True), ("anfrage", True), ("lob", False)]
)
def test_the_legal_check_is_not_made_up(office: Path, art: str, legal: bool) -> None:
    change_mapping(office, "konstante: hinweis", f"konstante: {art}")
    run_rows(office, row("1"))
    [case] = cases_of(office)
    assert (case.rechtsbehelf.ergebnis if case.rechtsbehelf else None) == ("nicht_geprueft" if legal else None)
    assert check_register(office, today=TODAY).problems == ()


def test_upheld_complaints_and_third_parties_have_unknown_details(office: Path) -> None:
    change_mapping(office, "konstante: hinweis", "konstante: beschwerde")
    change_mapping(office, "ziel: anliegen.thema, spalte: Thema", "ziel: anliegen.begruendet, spalte: Thema")
    change_mapping(
        office,
        '{ziel: eingang.kanal, spalte: Weg, werte: {T: telefon, M: e_mail}, ohne_wert: [""]}',
        "{ziel: eingang.zugang, spalte: Weg, werte: {T: dritte}}",
    )
    run_rows(office, row("1", Thema="ja"))
    [case] = cases_of(office)
    assert case.anliegen[0].gruende == ("unbekannt",)
    assert case.dritte and case.dritte.art == "unbekannt"
    assert check_register(office, today=TODAY).problems == ()


# --- times


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("tag_wie_geschrieben", "2014-12-31T23:30:00+00:00", "2014-12-31"),
        ("nach_berlin", "2014-12-31T23:30:00+00:00", "2015-01-01"),
        ("nach_berlin", "2014-12-31T23:30:00Z", "2015-01-01"),
        ("nach_berlin", "2014-06-30T22:30:00Z", "2014-07-01"),
        ("nach_berlin", "2014-12-31T22:59:59Z", "2014-12-31"),
        ("nach_berlin", "2014-12-31", "2014-12-31"),
        ("tag_wie_geschrieben", "2014-12-31 23:30", "2014-12-31"),
    ],
)
def test_the_day_of_a_time(office: Path, rule: str, text: str, expected: str) -> None:
    change_mapping(office, "zeit: tag_wie_geschrieben", f"zeit: {rule}")
    change_mapping(office, "spalte: Eingang, datum: [TT.MM.JJJJ]", "spalte: Eingang, datum: [iso]")
    run_rows(office, row("1", Eingang=text))
    [case] = cases_of(office)
    assert case.eingang.datum.isoformat() == expected
    assert case.aktenzeichen == f"{expected[:4]}-0001"


def test_a_time_without_zone_cannot_be_converted(office: Path) -> None:
    change_mapping(office, "zeit: tag_wie_geschrieben", "zeit: nach_berlin")
    change_mapping(office, "spalte: Eingang, datum: [TT.MM.JJJJ]", "spalte: Eingang, datum: [iso]")
    [refusal] = run_rows(office, row("1", Eingang="2014-12-31T23:30:00")).refused
    assert refusal.reason == "Der Zeitpunkt hat keine Zeitzone und lässt sich nicht umrechnen."


def test_a_time_of_day_is_taken_from_the_same_cell(office: Path) -> None:
    old = "{ziel: eingang.datum, spalte: Eingang, datum: [TT.MM.JJJJ]}"
    new = old.replace("TT.MM.JJJJ", "TT.MM.JJJJ hh:mm")
    change_mapping(office, old, f"{new}\n  - {new.replace('eingang.datum', 'eingang.uhrzeit')}")
    run_rows(office, row("1", Eingang="3.2.2015 9:05"))
    [case] = cases_of(office)
    assert case.eingang.uhrzeit == dt.time(9, 5)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("iso", "2013-02-01", "2013-02-01"),
        ("iso", "20130201", None),
        ("iso", "2013-W05-5", None),
        ("iso", "2013-02-29", None),
        ("iso", "2013-2-1", None),
        ("iso", "2013-02-01T24:00:00", None),
        ("iso", "٢٠١٣-02-01", None),
        ("iso", " 2013-02-01", None),
        ("TT.MM.JJJJ", "1.2.2013", "2013-02-01"),
        ("TT.MM.JJJJ", "01.02.2013", "2013-02-01"),
        ("TT.MM.JJJJ", "01.02.2013 10:00", None),
        ("TT.MM.JJJJ", "1.2.13", None),
        ("JJJJMMTT", "20130201", "2013-02-01"),
        ("JJJJMMTT", "2013021", None),
        ("MM/TT/JJJJ", "2/1/2013", "2013-02-01"),
        ("JJJJ-MM-TTThh:mm:sszz", "2013-02-01T10:00:00+0100", "2013-02-01"),
    ],
)
def test_patterns_read_exactly_their_form(pattern: str, text: str, expected: str | None) -> None:
    assert is_pattern(pattern)
    moment = read_moment(text, (pattern,))
    assert (moment.day.isoformat() if moment and moment.day else None) == expected


@pytest.mark.parametrize("text", ["", "TT.MM.JJ", "MM/JJJJ", "hh", "TT.MM.JJJJ ss", "TT.TT.JJJJ", "%d.%m.%Y", "x"])
def test_what_is_no_pattern(text: str) -> None:
    assert not is_pattern(text)


def test_two_patterns_that_disagree_read_nothing() -> None:
    both = ("TT/MM/JJJJ", "MM/TT/JJJJ")
    assert read_moment("1/2/2013", both) is None
    assert read_moment("13/2/2013", both) == read_moment("13/2/2013", both[:1])


def test_an_instant_outside_the_calendar_has_no_berlin_day() -> None:
    moment = read_moment("0001-01-01T00:00+14:00", ("iso",))
    assert moment and in_berlin(moment) is None


# --- the mapping file


@pytest.mark.parametrize(
    ("old", "new", "message_id", "found"),
    [
        ("quelle: Liste", "qelle: Liste", "feld-unbekannt", "qelle"),
        ("zeit: tag_wie_geschrieben", "", "feld-fehlt", "zeit"),
        ("zeit: tag_wie_geschrieben", "zeit: utc", "wert-unbekannt", "utc"),
        ("ziel: eingang.kanal", "ziel: eingang.kanl", "feld-unbekannt", "eingang.kanl"),
        ("ziel: eingang.kanal", "ziel: aktenzeichen", "feld-unbekannt", "aktenzeichen"),
        ("ziel: eingang.kanal", "ziel: beispiel", "feld-unbekannt", "beispiel"),
        ("ziel: eingang.kanal", "ziel: abschluss.ergebnis", "feld-unbekannt", "abschluss.ergebnis"),
        ("ziel: anliegen.thema", "ziel: anliegen.kurz", "eintrag-doppelt", "anliegen.kurz"),
        ("ziel: anliegen.kurz", "ziel: anliegen.bereich", "feld-fehlt", "anliegen.kurz"),
        ("{ziel: datum, spalte: Ende", "{ziel: bis, spalte: Ende", "feld-fehlt", "datum"),
        ("werte: {T: telefon,", "werte: {T: telefn,", "wert-nicht-im-vokabular", "telefn"),
        ("konstante: hinweis", "konstante: hinweiss", "wert-unbekannt", "hinweiss"),
        ("konstante: hinweis", "konstante: [hinweis]", "feld-typ", "eine Liste"),
        ("konstante: hinweis", "konstante: hinweis, spalte: Weg", "feld-unbekannt", "spalte"),
        ("{ziel: anliegen.thema, spalte: Thema}", "{ziel: anliegen.thema}", "feld-fehlt", "spalte"),
        ("spalte: Thema}", "spalte: Thema, datum: [iso]}", "feld-unbekannt", "datum"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang", "feld-fehlt", "datum"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang, datum: [hh:mm]", "wert-unbekannt", "hh:mm"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang, datum: ['%d.%m.%Y']", "wert-unbekannt", "%d.%m.%Y"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang, datum: iso", "feld-typ", "ein Text (iso)"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang, datum: [iso], ohne_wert: ['']", "feld-unbekannt", "ohne_wert"),
        ("Eingang, datum: [TT.MM.JJJJ]", "Eingang, datum: [iso], werte: {a: b}", "feld-unbekannt", "werte"),
        ('M: e_mail}, ohne_wert: [""]', "M: e_mail}, ohne_wert: [M]", "yaml-doppelter-schluessel", "M"),
        ("nicht_bei: [auf]", "nicht_bei: [zu]", "eintrag-doppelt", "zu"),
        ("spalten: [Name]", "spalten: [Name, Text]", "yaml-doppelter-schluessel", "Text"),
        ("spalten: [Name]", "spalten: [Name, Name]", "yaml-doppelter-schluessel", "Name"),
        ("nummer: {spalte: Nr}", "nummer: {spalte: Nr}\nformat: {blatt: A}", "feld-unbekannt", "blatt"),
        (
            "nummer: {spalte: Nr}",
            "nummer: {spalte: Nr}\nformat: {art: xlsx, trennzeichen: ;}",
            "feld-unbekannt",
            "trennzeichen",
        ),
        ("nummer: {spalte: Nr}", "nummer: {spalte: Nr}\nformat: {trennzeichen: ;;}", "wert-unbekannt", ";;"),
        ("nummer: {spalte: Nr}", "nummer: {spalte: Nr}\nformat: {kodierung: utf8}", "wert-unbekannt", "utf8"),
        ("ereignis: abschluss", "ereignis: abschlus", "wert-unbekannt", "abschlus"),
        ("grund: Namen bleiben draußen.", "grund: ' '", "feld-leer", ""),
    ],
)
def test_a_wrong_mapping_is_told_with_its_place(office: Path, old: str, new: str, message_id: str, found: str) -> None:
    change_mapping(office, old, new)
    source = write_csv(office.parent / "quelle.csv", row("1"))
    outcome = run_import(office, source, office / "mapping.yaml", dry_run=False, skip_refused=False, today=TODAY)
    assert isinstance(outcome, list)
    assert (message_id, found) in [(problem.id, problem.found) for problem in outcome]
    assert all(problem.file == str(office / "mapping.yaml") and problem.line >= 1 for problem in outcome)
    assert all(text_of(problem) for problem in outcome)


def test_a_problem_of_the_mapping_has_line_and_column(office: Path) -> None:
    change_mapping(office, "T: telefon,", "T: telefn,")
    outcome = run_import(
        office, office / "x.csv", office / "mapping.yaml", dry_run=False, skip_refused=False, today=TODAY
    )
    assert isinstance(outcome, list)
    [problem] = outcome
    line = (office / "mapping.yaml").read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith("telefn")
    assert "Meinten Sie „telefon“?" in text_of(problem)


def test_every_target_is_a_field_of_the_model() -> None:
    assert {"art", "eingang.uhrzeit", "person.gruppe", "dritte.vollmacht.stand", "abschluss.wirkung"} <= set(
        CASE_TARGETS
    )
    assert not {"herkunft.quelle", "verlauf.datum", "person.bedarf", "massnahmen.text"} & set(CASE_TARGETS)
    assert {"datum", "durch", "ergebnis", "fundstelle"} <= set(EVENT_TARGETS)
    assert not {"ereignis", "ziel"} & set(EVENT_TARGETS)


@pytest.mark.parametrize(
    ("old", "new", "cell", "pick"),
    [
        ("{ziel: anliegen.thema, spalte: Thema}", "{ziel: anliegen.thema, spalte: Thema, raender_abschneiden: true}",
         {"Thema": " dauer "}, lambda case: case.anliegen[0].thema == "dauer"),
        ("ziel: anliegen.thema, spalte: Thema", "ziel: anliegen.gruende, spalte: Thema, werte: {x: verhalten}",
         {"Thema": "x"}, None),
        ("ziel: anliegen.thema, spalte: Thema", "ziel: person.anonym, spalte: Thema, werte: {x: true}",
         {"Thema": "x"}, lambda case: case.person.anonym),
        ("ziel: anliegen.thema, spalte: Thema", "ziel: dritte.stelle, spalte: Thema",
         {"Thema": "x"}, lambda case: case.dritte and case.dritte.art == "unbekannt"),
    ],
)  # fmt: skip
def test_other_kinds_of_fields(
    office: Path, old: str, new: str, cell: dict[str, str], pick: Callable[[Case], bool] | None
) -> None:
    change_mapping(office, old, new)
    report = run_rows(office, row("1", **cell))
    if pick is None:
        assert [each.column for each in report.refused] == ["Thema"]
    else:
        [case] = cases_of(office)
        assert pick(case)


def test_details_of_a_closing_need_a_closing(office: Path) -> None:
    change_mapping(
        office, "ziel: anliegen.thema, spalte: Thema", 'ziel: abschluss.wirkung, spalte: Thema, ohne_wert: [""]'
    )
    closed = row("1", Thema="geklaert", Stand="zu", Ende="4.2.2015")
    report = run_rows(office, closed, row("2", Thema="geklaert"), row("3", Thema=""), skip_refused=True)
    assert [(each.row, each.column) for each in report.refused] == [(3, "Thema")]
    first, second = cases_of(office)
    assert first.abschluss and first.abschluss.wirkung == ("geklaert",)
    assert second.abschluss is None


def test_events_are_ordered_by_day(office: Path) -> None:
    change_mapping(
        office,
        "ausgelassen:\n  - {spalten: [Name], grund: Namen bleiben draußen.}\n",
        "  - ereignis: eingangsbestaetigung\n    felder:\n"
        '      - {ziel: datum, spalte: Name, datum: [TT.MM.JJJJ], ohne_wert: [""]}\n'
        "      - {ziel: durch, konstante: gf}\n",
    )
    closed = {"Stand": "zu", "Ende": "9.2.2015"}
    run_rows(office, row("1", Name="4.2.2015", **closed), row("2", Name="", **closed))
    first, second = cases_of(office)
    assert [(event.ereignis, event.durch) for event in first.verlauf] == [
        ("eingangsbestaetigung", "gf"),
        ("abschluss", "unbekannt"),
    ]
    assert [event.ereignis for event in second.verlauf] == ["abschluss"]


# --- CSV


@needs_data
@pytest.mark.parametrize("path", sorted((DATA / "csv-spectrum" / "csvs").glob("*.csv")), ids=lambda path: path.stem)
def test_csv_spectrum(path: Path) -> None:
    table = read_table(path, Quellformat())
    assert isinstance(table, Table)
    rows = [dict(zip(table.columns, each.cells, strict=True)) for each in table.rows]
    twin: Any = json.loads((path.parents[1] / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    if path.stem == "location_coordinates":
        # Its twin is no list and has another telephone number; the CSV is right to differ.
        assert rows == [twin | {"Contact Phone Number": "2095257564"}]
    else:
        assert rows == twin


@pytest.mark.parametrize(
    ("form", "codec", "separator"),
    [
        ({}, "utf-8", ","),
        ({}, "utf-8-sig", ","),
        ({"kodierung": "windows-1252", "trennzeichen": ";"}, "cp1252", ";"),
        ({"kodierung": "iso-8859-15"}, "iso8859-15", ","),
        ({"kodierung": "utf-16", "trennzeichen": "\t"}, "utf-16", "\t"),
    ],
)
def test_encodings_and_separators(tmp_path: Path, form: dict[str, str], codec: str, separator: str) -> None:
    source = tmp_path / "quelle.csv"
    source.write_bytes(f"Nr{separator}Straße\r\n007{separator}Grüße €\r\n".encode(codec))
    table = read_table(source, Quellformat.model_validate(form))
    assert isinstance(table, Table)
    assert table.columns == ("Nr", "Straße")
    assert [each.cells for each in table.rows] == [("007", "Grüße €")]


def test_empty_rows_are_skipped_and_keep_their_number(tmp_path: Path) -> None:
    source = tmp_path / "quelle.csv"
    source.write_text("a,b\n1,2\n\n,\n3,4\n", encoding="utf-8")
    table = read_table(source, Quellformat())
    assert isinstance(table, Table)
    assert [(each.number, each.cells) for each in table.rows] == [(2, ("1", "2")), (5, ("3", "4"))]


# --- XLSX


def workbook(path: Path, *rows: tuple[object, ...], formats: dict[str, str] | None = None, **sheets: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Liste"
    for cells in rows:
        sheet.append(cells)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    for name, state in sheets.items():
        book.create_sheet(name).sheet_state = state
    book.save(path)
    return path


XLSX = Quellformat(art="xlsx")


def read_cells(path: Path, form: Quellformat = XLSX) -> list[tuple[str, ...]]:
    table = read_table(path, form)
    assert isinstance(table, Table), table
    assert not any(each.flaws for each in table.rows), table.rows
    return [table.columns, *(each.cells for each in table.rows)]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("0140e2", "General", "0140e2"),
        ("007", "@", "007"),
        (101000729509, "General", "101000729509"),
        (7.0, "General", "7"),
        (7, "0000", "0007"),
        (7.5, "General", "7.5"),
        (0.1, "General", "0.1"),
        (-3, "0", "-3"),
        (True, "General", "true"),
        (dt.date(2013, 2, 1), "DD.MM.YYYY", "2013-02-01"),
        (dt.datetime(2013, 2, 1), "DD.MM.YYYY", "2013-02-01"),
        (dt.datetime(2013, 2, 1), "DD.MM.YYYY hh:mm", "2013-02-01T00:00:00"),
        (dt.datetime(2013, 2, 1, 14, 30), "DD.MM.YYYY", "2013-02-01T14:30:00"),
        (dt.time(9, 5), "hh:mm", "09:05:00"),
        (" Rand ", "General", " Rand "),
        ("zwei\nZeilen", "General", "zwei\nZeilen"),
        ("ohne Formel = hier", "General", "ohne Formel = hier"),
        (None, "General", ""),
    ],
)
def test_cells_of_a_spreadsheet(tmp_path: Path, value: object, number_format: str, text: str) -> None:
    path = workbook(tmp_path / "x.xlsx", ("Nr", "Wert"), ("1", value), formats={"B2": number_format})
    assert read_cells(path) == [("Nr", "Wert"), ("1", text)]


@pytest.mark.parametrize(
    ("value", "shown", "reason"),
    [
        ("=A1&B1", "=A1&B1", "Die Zelle enthält eine Formel"),
        (ArrayFormula("B2:B2", "=SUM(A1:A2)"), "=SUM(A1:A2)", "Die Zelle enthält eine Formel"),
        ("#N/A", "#N/A", "Die Zelle enthält einen Fehlerwert"),
        ("#DIV/0!", "#DIV/0!", "Die Zelle enthält einen Fehlerwert"),
        (1234567890123456, "1234567890123456", "Tabellenkalkulationen runden Zahlen dieser Länge"),
        (dt.timedelta(hours=30), "1 day, 6:00:00", "Die Zelle enthält eine Dauer oder etwas Unbekanntes."),
    ],
)
def test_cells_that_are_no_text(tmp_path: Path, value: object, shown: str, reason: str) -> None:
    path = workbook(tmp_path / "x.xlsx", ("Nr", "Wert"), ("1", value))
    table = read_table(path, XLSX)
    assert isinstance(table, Table)
    [[(position, found, why)]] = [each.flaws for each in table.rows]
    assert (position, found) == (1, shown)
    assert why.startswith(reason)


def test_a_spreadsheet_is_imported_and_its_formulas_refused(office: Path, tmp_path: Path) -> None:
    change_mapping(office, "nummer: {spalte: Nr}", "nummer: {spalte: Nr}\nformat: {art: xlsx}")
    change_mapping(office, "spalte: Eingang, datum: [TT.MM.JJJJ]", "spalte: Eingang, datum: [iso]")
    good = ("0140e2", dt.date(2015, 2, 3), "T", "dauer", "Dauer", None, "auf", None, "=A1")
    bad = ("8", dt.date(2015, 2, 3), "T", "dauer", "=A1", None, "auf", None, "#N/A")
    report = run(office, workbook(tmp_path / "x.xlsx", COLUMNS, good, (), bad), skip_refused=True)
    assert (report.read, report.written) == (2, 1)
    assert [(each.row, each.column, each.value) for each in report.refused] == [(4, "Text", "=A1")]
    [case] = cases_of(office)
    assert case.herkunft and case.herkunft.nummer == "0140e2"


@pytest.mark.parametrize(
    ("sheets", "name", "reason"),
    [
        ({}, None, None),
        ({"Zweite": "visible"}, "Liste", None),
        ({"Zweite": "visible"}, None, "Nennen Sie unter „format“ das Tabellenblatt; die Datei hat: Liste, Zweite."),
        ({"Zweite": "hidden"}, None, "Nennen Sie unter „format“ das Tabellenblatt; die Datei hat: Liste, Zweite."),
        ({}, "liste", "Dieses Tabellenblatt gibt es nicht; die Datei hat: Liste."),
    ],
)
def test_the_sheet_is_named_or_the_only_one(
    tmp_path: Path, sheets: dict[str, str], name: str | None, reason: str | None
) -> None:
    path = workbook(tmp_path / "x.xlsx", ("Nr",), ("1",), **sheets)
    table = read_table(path, Quellformat(art="xlsx", blatt=name))
    if reason is None:
        assert isinstance(table, Table)
    else:
        assert isinstance(table, list)
        assert [each.reason for each in table] == [reason]


@pytest.mark.parametrize("raw", [b"", b"Nr,Text\n", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_spreadsheet_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(raw)
    outcome = read_table(path, XLSX)
    assert isinstance(outcome, list)
    assert [each.reason for each in outcome] == ["Die Datei ist beschädigt, verschlüsselt oder keine XLSX-Datei."]


# --- all or nothing


def links_that_stop(after: int, error: BaseException) -> Callable[[Path, Path], None]:
    """`os.link` that raises after some files, right before the link or right after it."""
    done = 0

    def link(source: Path, target: Path) -> None:
        nonlocal done
        done += 1
        if done == after:
            REAL_LINK(source, target)
        if done >= after:
            raise error
        REAL_LINK(source, target)

    return link


REAL_LINK = os.link
MANY = tuple(row(str(number), Eingang=f"{number % 28 + 1}.2.{2010 + number % 3}") for number in range(1, 61))


@pytest.mark.parametrize("after", [1, 2, 30, 60])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(1), OSError(errno.ENOSPC, "full")], ids=repr)
def test_an_interrupt_leaves_the_tree_as_it_was(
    office: Path, monkeypatch: pytest.MonkeyPatch, after: int, error: BaseException
) -> None:
    run_rows(office, row("vorher", Eingang="1.1.2010"))
    before = tree(office)
    monkeypatch.setattr(placing.os, "link", links_that_stop(after, error))
    with pytest.raises(type(error)):
        run_rows(office, *MANY)
    assert tree(office) == before


def test_a_full_disk_leaves_the_tree_as_it_was(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(office)
    real = Path.write_text
    written = 0

    def write_text(path: Path, *args: Any, **options: Any) -> int:
        nonlocal written
        written += 1
        if written > 20:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        return real(path, *args, **options)

    source = write_csv(office.parent / "quelle.csv", *MANY)
    monkeypatch.setattr(Path, "write_text", write_text)
    with pytest.raises(OSError, match="space"):
        run(office, source)
    monkeypatch.undo()
    assert tree(office) == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: Path, target: Path) -> None:
        if target.name == "2010-0005.yaml":
            target.write_text("fremd", encoding="utf-8")
        REAL_LINK(source, target)

    monkeypatch.setattr(placing.os, "link", link)
    report = run_rows(office, *MANY)
    assert report.blocked
    assert report.refused[0].reason == "Inzwischen gibt es 2010-0005.yaml schon. Starten Sie die Übernahme noch einmal."
    assert [path.name for path in (office / "cases").rglob("*.yaml")] == ["2010-0005.yaml"]
    assert (office / "cases" / "2010" / "2010-0005.yaml").read_text(encoding="utf-8") == "fremd"


CHILD = """
import os, signal, sys
from datetime import date
from pathlib import Path
from casebook.importing import placing, run
real, done = os.link, 0
def link(source, target):
    global done
    done += 1
    if done == 25:
        os.kill(os.getpid(), int(sys.argv[3]))
    real(source, target)
placing.os.link = link
root = Path(sys.argv[1])
run.run_import(
    root, Path(sys.argv[2]), root / "mapping.yaml", dry_run=False, skip_refused=False, today=date(2026, 1, 1)
)
"""


def killed_import(root: Path, source: Path, number: int) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-c", CHILD, str(root), str(source), str(number)]
    return subprocess.run(command, env=environment, check=False).returncode


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_killed_import_does_not_disturb_the_next(office: Path, tmp_path: Path) -> None:
    source = write_csv(tmp_path / "quelle.csv", *MANY)
    undisturbed = Path(shutil.copytree(office, tmp_path / "anderes"))
    run(undisturbed, source)
    assert killed_import(office, source, signal.SIGKILL) == -signal.SIGKILL
    left = [path.name for path in office.iterdir() if path.name.startswith(".casebook-import-")]
    assert len(left) == 1
    assert (office / left[0] / ".gitignore").read_text(encoding="ascii") == "*\n"
    assert not [problem for problem in check_register(office, today=TODAY).problems if problem.id != "nummer-luecke"]
    report = run(office, source)
    assert (report.written, report.repeated) == (36, 24)
    assert tree(office) == tree(undisturbed)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGTERM")
def test_a_cancelled_import_leaves_the_tree_as_it_was(office: Path, tmp_path: Path) -> None:
    before = tree(office)
    assert killed_import(office, write_csv(tmp_path / "quelle.csv", *MANY), signal.SIGTERM) == 128 + signal.SIGTERM
    assert tree(office) == before


def test_the_folder_of_a_running_import_is_left_alone(office: Path) -> None:
    with placing._staging_folder(office) as folder:
        assert run_rows(office, row("1")).written == 1
        assert folder.is_dir()
    assert not folder.exists()


# --- the report


def test_the_report_as_json(office: Path) -> None:
    report = run_rows(office, row("1"), row("2", Weg="Fax"), skip_refused=True)
    assert json.loads(report.as_json()) == {
        "read": 2,
        "written": 1,
        "refused": [{"row": 3, "column": "Weg", "value": "Fax", "reason": "Der Inhalt steht nicht unter „werte“."}],
        "repeated": 0,
        "left_out": 0,
        "years": {"2015": 1},
        "dry_run": False,
        "blocked": False,
    }


def test_the_report_for_people(office: Path) -> None:
    report = run_rows(office, row("1"), row("2", Weg="Fax"))
    assert report.as_text() == (
        "Zeile 3, Spalte „Weg“, Inhalt „Fax“: Der Inhalt steht nicht unter „werte“.\n\n"
        "2 Zeilen gelesen, 0 geschrieben.\n1 abgelehnt, 0 schon da, 0 bewusst ausgelassen.\n"
        "Es wurde nichts geschrieben. Verbessern Sie die Quelle oder die Zuordnung."
    )


def test_the_report_for_people_stays_short(office: Path) -> None:
    report = run_rows(office, *(row(str(number), Weg="Fax") for number in range(80)))
    assert "… und 30 weitere; alle nennt --format json." in report.as_text()
    assert len(report.refused) == 80


# --- the page for people

PAGE = ROOT / "handbook" / "import.md"


def page_tables() -> dict[str, list[str]]:
    """Names of the fields in the table of every section of the page."""
    sections = re.split(r"^#{2,3} ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {section.splitlines()[0]: re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) for section in sections}


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("Die ganze Datei", Mapping),
        ("`format`", mapping_module.Quellformat),
        ("`nummer`", mapping_module.Nummer),
        ("`felder`", mapping_module.Feldregel),
        ("`ereignisse`", mapping_module.Ereignisregel),
        ("`wenn`", mapping_module.Bedingung),
        ("`ausgelassen`", mapping_module.Spaltenregel),
        ("`zeilen_ohne` und `ablehnen`", mapping_module.Zeilenregel),
    ],
)
def test_every_field_of_the_mapping_is_explained(heading: str, model: type[Record]) -> None:
    assert page_tables()[heading] == list(model.model_fields)


def test_no_block_of_the_mapping_lacks_a_table() -> None:
    blocks = {submodel(field.annotation) for field in Mapping.model_fields.values()} - {None}
    blocks |= {submodel(field.annotation) for field in mapping_module.Ereignisregel.model_fields.values()} - {None}
    assert len(blocks) == len([heading for heading in page_tables() if heading.startswith("`")])


def test_every_key_of_the_report_is_explained() -> None:
    assert page_tables()["Das Protokoll"] == list(json.loads(ImportReport(0, 0).as_json()))


def test_the_example_of_the_page_does_what_it_says(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    files = dict(re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', text, flags=re.MULTILINE | re.DOTALL))
    office_text = (ROOT / "office.yaml").read_text(encoding="utf-8").replace("2018-03-01", "2025-03-01")
    (tmp_path / "office.yaml").write_text(
        re.sub(r"^(?:beispiel|stichtag):.*\n", "", office_text, flags=re.MULTILINE) + "recht_geprueft: 2025-06-01\n",
        encoding="utf-8",
    )
    for name in ("alt.csv", "zuordnung.yaml"):
        (tmp_path / name).write_text(files[name], encoding="utf-8")
    outcome = run_import(
        tmp_path, tmp_path / "alt.csv", tmp_path / "zuordnung.yaml", dry_run=False, skip_refused=False, today=TODAY
    )
    assert isinstance(outcome, ImportReport)
    assert f"```text\n{outcome.as_text()}\n```" in text
    written = (tmp_path / "cases" / "2024" / "2024-0001.yaml").read_text(encoding="utf-8")
    assert written.split("\n", 1)[1] == files["cases/2024/2024-0001.yaml"]
    assert check_register(tmp_path, today=TODAY).problems == ()


# --- figures of the imported registers, counted again from the tables


@pytest.fixture(scope="module")
def karlsruhe_figures(karlsruhe: tuple[Path, list[ImportReport]]) -> dict[str, list[Figure]]:
    return figures_of(karlsruhe[0], *("2012", "2013", "2014", "2015"))


def figures_of(root: Path, *labels: str) -> dict[str, list[Figure]]:
    settings = read_settings(root)
    assert isinstance(settings, Settings)
    periods = [year_of(int(label)) for label in labels]
    return measure_frames(frames_of(case_states(cases_of(root), TODAY), settings.office, TODAY), periods)


def figure(records: list[Figure], measure: str, part: str) -> int | float | None:
    (found,) = [record for record in records if (record.id, record.part, record.by) == (measure, part, {})]
    return found.value


def closed_on(raw: dict[str, str]) -> str:
    """The day as written; empty where the table closes nothing."""
    return raw["Letztes Bearbeitungsdatum"][:10] if raw["Zustand"] in ("Behoben", "Abgeschlossen") else ""


@needs_data
@in_karlsruhe
@pytest.mark.parametrize("year", ["2012", "2013", "2014", "2015"])
def test_karlsruhe_stock_at_each_end_of_year(karlsruhe_figures: dict[str, list[Figure]], year: str) -> None:
    rows = [raw for raw in raw_rows(*KARLSRUHE) if raw["Erstellungsdatum"][:4] <= year]
    still_open = [raw for raw in rows if not closed_on(raw) or closed_on(raw)[:4] > year]
    assert figure(karlsruhe_figures[year], "K02", "ende") == len(still_open) > 0
    assert figure(karlsruhe_figures[year], "K16", "max_kalendertage") == max(
        (dt.date(int(year), 12, 31) - dt.date.fromisoformat(raw["Erstellungsdatum"][:10])).days for raw in still_open
    )


@needs_data
@in_karlsruhe
def test_karlsruhe_stock_goes_up_every_year(karlsruhe_figures: dict[str, list[Figure]]) -> None:
    assert stock_mismatches(record for records in karlsruhe_figures.values() for record in records) == ()


@needs_data
@in_karlsruhe
@pytest.mark.parametrize("year", ["2014", "2015"])
def test_karlsruhe_median_closing_time(karlsruhe_figures: dict[str, list[Figure]], year: str) -> None:
    days = sorted(
        (dt.date.fromisoformat(closed_on(raw)) - dt.date.fromisoformat(raw["Erstellungsdatum"][:10])).days
        for raw in raw_rows(*KARLSRUHE)
        if closed_on(raw)[:4] == year
    )
    assert len(days) > 1000
    assert figure(karlsruhe_figures[year], "K05", "median_kalendertage") == days[(len(days) + 1) // 2 - 1]
    assert figure(karlsruhe_figures[year], "K05", "p90_kalendertage") == days[(9 * len(days) + 9) // 10 - 1]


@needs_data
@in_boston
def test_boston_promises_kept(boston: tuple[Path, ImportReport]) -> None:
    """By calendar day, whatever the year in which they were due."""
    root = boston[0]
    due = {case.rueckmeldung_bis.year for case in cases_of(root) if case.rueckmeldung_bis}
    figures = figures_of(root, *(str(year) for year in sorted(due)))
    parts = ("gehalten", "versaeumt", "offen_ueberfaellig", "offen_laufend")
    sums = [sum(int(figure(records, "K08", part) or 0) for records in figures.values()) for part in parts]
    assert sums == [2444, 52, 195, 0]
