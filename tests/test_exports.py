"""Exports: typed, safe in a spreadsheet, the same bytes for the same state, nothing that says who or when exactly."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args
from zipfile import ZipFile

import fastparquet
import pytest
from build_cases import STAND, case, closed_case, office, provenance
from build_register import ROOT, commit, git, make_register, numbered
from jsonschema import Draft202012Validator, FormatChecker
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from pydantic import BaseModel

from casebook.casefile import case_yaml, unreadable
from casebook.exports.cases import case_table, concern_table
from casebook.exports.csv_file import csv_bytes, csvw_bytes
from casebook.exports.figures import figure_table
from casebook.exports.schemas import write_export_schemas
from casebook.exports.table import Column, Table, origin_rows
from casebook.exports.writing import Form, export_files
from casebook.exports.xlsx_file import xlsx_bytes
from casebook.measures import case_states, measure
from casebook.model import Case
from casebook.pages.german_csv import defused
from casebook.periods import year_of
from casebook.register import Settings, read_case, read_settings
from casebook.schema import SCHEMAS
from casebook.shape import submodel

NAUGHTY = ROOT.parent / "shared" / "data" / "naughty-strings" / "blns.json"
FORMS: tuple[Form, ...] = get_args(Form)
ORIGIN = origin_rows(provenance(), "Jobcenter Musterstadt", "")
MOMENT = datetime(2018, 5, 2, 10, 30, tzinfo=UTC)


def text_table(*texts: str) -> Table:
    return Table("probe", "Probe", (Column("text", "Text"),), tuple((text,) for text in texts))


def files(table: Table, form: Form) -> dict[str, bytes]:
    return export_files(table, form, f"{table.name}.{form}", provenance(), "Jobcenter Musterstadt", "Zeitraum 2017")


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# --- values arrive as what they are


TYPED = Table(
    "probe",
    "Probe",
    (
        Column("text", "Text"),
        Column("ganz", "Ganzzahl", "ganzzahl"),
        Column("zahl", "Zahl", "zahl"),
        Column("tag", "Tag", "datum"),
        Column("ja", "Ja", "janein"),
    ),
    (("Müller; \"groß\"", -3, 30.5, date(2017, 1, 6), True), (None, None, None, None, None), ("x", 0, 1, STAND, False)),
)


def test_csv_is_what_german_excel_opens() -> None:
    content = csv_bytes(TYPED)
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") == 4
    assert read_csv(content)[1:] == [
        ['Müller; "groß"', "-3", "30,5", "2017-01-06", "ja"],
        ["", "", "", "", ""],
        ["x", "0", "1", "2018-05-02", "nein"],
    ]


def test_csv_comes_with_its_description() -> None:
    described = json.loads(csvw_bytes(TYPED, "probe.csv", ORIGIN))
    assert described["url"] == "probe.csv" and described["dc:source"]["stand"] == "2018-05-02"
    assert [column["name"] for column in described["tableSchema"]["columns"]] == ["text", "ganz", "zahl", "tag", "ja"]


def test_cells_of_a_workbook_have_types() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(TYPED, ORIGIN, MOMENT)))
    assert book.sheetnames == ["Probe", "Felder", "Herkunft"]
    first, empty, last = list(book["Probe"].values)[1:]
    assert first == ('Müller; "groß"', -3, 30.5, datetime(2017, 1, 6), True)
    assert empty == (None,) * 5 and last[2:] == (1, datetime(2018, 5, 2), False)
    assert ("stand", "2018-05-02") in book["Herkunft"].values


def test_parquet_has_types_and_tells_its_origin(tmp_path: Path) -> None:
    path = tmp_path / "probe.parquet"
    path.write_bytes(files(TYPED, "parquet")["probe.parquet"])
    read = fastparquet.ParquetFile(str(path))
    assert read.key_value_metadata["stand"] == "2018-05-02" and read.key_value_metadata["auswahl"] == "Zeitraum 2017"
    frame = read.to_pandas()
    assert [str(kind) for kind in frame.dtypes] == ["object", "Int64", "float64", "datetime64[ms]", "boolean"]
    assert frame.iloc[0].tolist() == ['Müller; "groß"', -3, 30.5, datetime(2017, 1, 6), True]
    assert frame.iloc[1].isna().all()


@pytest.mark.parametrize("form", FORMS)
def test_a_table_without_rows_is_a_table(form: Form) -> None:
    content = next(iter(files(replace(TYPED, rows=()), form).values()))
    assert content and (form != "json" or json.loads(content)["zeilen"] == [])


# --- nothing runs in a spreadsheet, and no text is lost


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\N{NO-BREAK SPACE}=1", "'\N{NO-BREAK SPACE}=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("a=1", "a=1"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_what_begins_like_a_formula_is_defused(text: str, safe: str) -> None:
    assert defused(text) == safe


def test_text_in_a_workbook_is_never_a_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(text_table("=1+1", "_x0041_"), ORIGIN, MOMENT)))
    cells = [row[0] for row in book["Probe"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s", "s"] and cells[0].quotePrefix
    assert [unescape(cell.value) for cell in cells] == ["=1+1", "_x0041_"]


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the strings lie beside this repository, not in it")
def test_naughty_strings_are_refused_by_the_reader_or_survive_every_format(tmp_path: Path) -> None:
    texts = [text for text in json.loads(NAUGHTY.read_text(encoding="utf-8")) if not unreadable(text) and text.strip()]
    assert len(texts) > 400
    table = text_table(*texts)
    assert [row[0] for row in read_csv(csv_bytes(table))[1:]] == [defused(text) for text in texts]
    rows = json.loads(files(table, "json")["probe.json"])["zeilen"]
    assert [row["text"] for row in rows] == texts
    book = load_workbook(io.BytesIO(xlsx_bytes(table, ORIGIN, MOMENT)))
    assert [unescape(row[0]) for row in list(book["Probe"].values)[1:]] == texts
    path = tmp_path / "probe.parquet"
    path.write_bytes(files(table, "parquet")["probe.parquet"])
    assert fastparquet.ParquetFile(str(path)).to_pandas()["text"].tolist() == texts


# --- what leaves the house


CANARY = "kanarienvogel"


LOOKED_AT = {
    "Case": {"aktenzeichen", "art", "stufe", "zustaendig"},
    "Eingang": {"kanal", "zugang", "ueber", "stelle"},
    "Dritte": {"art"},
    "Person": {"gruppe"},
    "Rechtsbehelf": {"ergebnis"},
    "Anliegen": {"thema", "bereich", "traeger", "gegenstand", "betrifft", "prozess", "begruendet"},
    "Ereignis": {"ereignis", "ergebnis"},
    "Abschluss": {"ergebnis"},
}
"""What an export may read of a case as text; everything else is a canary, whatever fields the model gets."""


def overheard(node: BaseModel) -> BaseModel:
    """The same with a canary in every text, function, time of day and unset field that no export looks at."""
    updates: dict[str, Any] = {}
    for name, field in type(node).model_fields.items():
        value = getattr(node, name)
        if isinstance(value, BaseModel):
            updates[name] = overheard(value)
        elif isinstance(value, tuple):
            updates[name] = tuple(overheard(each) if isinstance(each, BaseModel) else each for each in value)
        elif submodel(field.annotation) is None and name not in LOOKED_AT.get(type(node).__name__, ()):
            updates[name] = CANARY if isinstance(value, str | None) and "date" not in repr(field.annotation) else value
    return node.model_copy(update=updates)


def a_case_full_of_canaries() -> Case:
    measure_of = {"text": "x", "verantwortlich": "leistung-nord", "frist": "2017-09-01", "stand": "beschlossen"}
    full = overheard(
        closed_case(
            eingang={"stelle": "nebenstelle", "zugang": "dritte", "erfasst_von": "ombud-1", "uhrzeit": "09:30"},
            dritte={"art": "verein"},
            person={"gruppe": "angehoerige"},
            massnahmen=[measure_of],
            herkunft={"quelle": "x", "nummer": "x"},
            ausnahmen=[{"regel": "x", "grund": "x"}],
        )
    )
    assert isinstance(full, Case)
    return full


TABLES = {"faelle": case_table, "anliegen": concern_table}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TABLES)
def test_no_free_text_author_or_hour_leaves_the_house(name: str, form: Form) -> None:
    states = case_states([a_case_full_of_canaries()], STAND)
    assert repr(states).count(CANARY) > 25
    table = TABLES[name](states, office())
    for content in files(table.without_text(), form).values():
        assert CANARY not in readable_text(content, form)
    spoken = "".join(readable_text(content, form) for content in files(table, form).values())
    assert CANARY in spoken
    authors = re.compile("durch|erfasst_von|geprueft_von|uhrzeit|pseudonym|akte$|notiz|fundstelle")
    assert not [column.name for column in table.columns if authors.search(column.name)]


def readable_text(content: bytes, form: Form) -> str:
    if form != "xlsx":
        return content.decode("utf-8", errors="replace")
    with ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


@pytest.mark.parametrize("name", TABLES)
def test_small_units_stand_together(name: str) -> None:
    small = [case(1, zustaendig="aussenstelle", eingang={"stelle": "nebenstelle"}), case(2, zustaendig="leistung-nord")]
    small[0] = small[0].model_copy(
        update={"anliegen": (small[0].anliegen[0].model_copy(update={"betrifft": "nebenstelle"}),)}
    )
    text = csv_bytes(TABLES[name](case_states(small, STAND), office())).decode()
    assert "aussenstelle" not in text and "nebenstelle" not in text and "kleine-einheiten" in text


def test_no_figure_is_of_a_small_unit_author_or_hour() -> None:
    """With a small unit wherever a case can name one, and a canary in every free text."""
    small = {"eingang": {"stelle": "nebenstelle"}, "zustaendig": "aussenstelle"}
    cases = [
        closed_case(
            number,
            **small,
            anliegen=[{"thema": "dauer", "betrifft": "nebenstelle", "kurz": CANARY, "begruendet": "ja"}],
            person={"pseudonym": CANARY, "akte": CANARY},
            massnahmen=[
                {"text": CANARY, "verantwortlich": "aussenstelle", "frist": "2017-09-01", "stand": "beschlossen"}
            ],
            log=[
                ("2017-03-02", "zuweisung", {"stelle": "nebenstelle", "uhrzeit": "23:17", "notiz": CANARY}),
                ("2017-03-15", "abschluss", {"ergebnis": "abgeholfen", "uhrzeit": "23:17"}),
            ],
        )
        for number in range(1, 9)
    ]
    text = csv_bytes(figure_table(measure(cases, office(), year_of(2017), STAND))).decode()
    assert not re.search(f"nebenstelle|aussenstelle|ombud-1|23:17|{CANARY}", text)
    assert "kleine-einheiten" in text


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(("stand", "kind"), [("2017-03-04", "beschwerde"), ("2017-03-05", "hinweis")])
def test_a_converted_case_has_the_kind_of_the_day(name: str, stand: str, kind: str) -> None:
    converted = case(art="hinweis", log=[("2017-03-05", "umwandlung", {"art": "hinweis", "alt": "beschwerde"})])
    table = TABLES[name](case_states([converted], date.fromisoformat(stand)), office())
    assert table.rows[0][[column.name for column in table.columns].index("art")] == kind


def test_an_earlier_closing_does_not_have_the_block_of_a_later_one() -> None:
    twice = closed_case(
        log=[("2017-03-15", "abschluss"), ("2017-04-03", "wiedereroeffnung"), ("2017-04-10", "abschluss")],
        abschluss={"ergebnis": "abgeholfen", "wirkung": ["auskunft"]},
    )
    column = [column.name for column in case_table((), office()).columns].index("wirkung")
    told = [case_table(case_states([twice], date(2017, *day)), office()).rows[0][column] for day in ((3, 20), (4, 20))]
    assert told == [None, "auskunft"]


def test_an_organisation_is_named_only_where_the_house_names_its_kind() -> None:
    kinds = [{"id": "verein", "name": "Verein"}, {"id": "betreuung", "name": "Betreuung", "nur_art": True}]
    cases = [
        case(number, eingang={"zugang": "dritte"}, dritte={"art": kind, "stelle": f"Haus {kind}"})
        for number, kind in enumerate(("verein", "betreuung"), start=1)
    ]
    settings = office(vokabulare={"dritte": kinds})
    text = csv_bytes(case_table(case_states(cases, STAND), settings)).decode()
    assert "Haus verein" in text and "Haus betreuung" not in text


# --- JSON has a described shape


def sample_states() -> Any:
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    read = [read_case(ROOT, f"cases/2017/2017-{number:04}.yaml") for number in range(1, 30)]
    return case_states([entry[1] for entry in read if isinstance(entry, tuple)], STAND), settings.office


@pytest.mark.parametrize("with_text", [False, True])
@pytest.mark.parametrize("name", [*TABLES, "kennzahlen"])
def test_json_is_what_its_schema_says(name: str, with_text: bool) -> None:
    states, house = sample_states()
    figures = figure_table(measure([state.case for state in states], house, year_of(2017), STAND))
    table = TABLES[name](states, house) if name in TABLES else figures
    schema = json.loads((SCHEMAS / f"export-{name}.schema.json").read_text(encoding="utf-8"))
    data = json.loads(files(table if with_text else table.without_text(), "json")[f"{name}.json"])
    assert data["zeilen"]
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(data)


def test_committed_schemas_are_up_to_date(tmp_path: Path) -> None:
    for fresh in write_export_schemas(tmp_path, office()):
        committed = (SCHEMAS / fresh.name).read_text(encoding="utf-8")
        assert committed == fresh.read_text(encoding="utf-8"), f"{fresh.name}: run `casebook schema`"


# --- the command


def run(root: Path, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return casebook(root, "export", *arguments, cwd=cwd)


def casebook(root: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casebook.cli", *arguments, "--root", str(root)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_same_commit_gives_the_same_bytes(tmp_path: Path, form: Form) -> None:
    root = make_register(tmp_path / "register")
    git(root, "init", "--quiet")
    first = commit(root, {"cases/2018/2018-0001.yaml": numbered("2018-0001")})
    made = []
    for number in (1, 2):
        out = tmp_path / str(number) / f"faelle.{form}"
        out.parent.mkdir()
        result = run(root, "faelle", "--format", form, "--as-of", first, "--out", str(out))
        assert result.returncode == 0, result.stderr
        made.append({path.name: path.read_bytes() for path in sorted(out.parent.iterdir())})
        commit(root, {f"cases/2018/2018-000{number + 1}.yaml": numbered(f"2018-000{number + 1}")})
    assert made[0] == made[1]
    assert any(first[:10] in readable_text(content, form) for content in made[0].values())


def test_a_workbook_has_one_moment_that_of_the_state() -> None:
    content = xlsx_bytes(TYPED, ORIGIN, MOMENT)
    with ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2018, 5, 2, 10, 30, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall("[0-9-]+T[0-9:]+Z", core) == ["2018-05-02T10:30:00Z"] * 2


@pytest.mark.parametrize("command", [("export", "kennzahlen", "--out", "k.json"), ("stats",)], ids=["export", "stats"])
@pytest.mark.parametrize("asked", [False, True])
def test_no_figure_names_an_organisation_unless_asked(tmp_path: Path, command: tuple[str, ...], asked: bool) -> None:
    third = case(1, art="lob", eingang={"zugang": "dritte"}, dritte={"art": "verein", "stelle": CANARY})
    text = case_yaml(third.model_dump(exclude_unset=True, exclude={"rechtsbehelf"}) | {"beispiel": True})
    root = make_register(tmp_path / "register", {"cases/2017/2017-0001.yaml": text})
    arguments = [*command, "--period", "2017", "--format", "json", *(["--with-text"] if asked else [])]
    result = casebook(root, *arguments, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*.json"))
    assert "K01" in written + result.stdout
    assert (CANARY in written + result.stdout) is asked


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (["faelle"], 0, "(0 Zeilen)"),
        (["kennzahlen"], 2, "--period"),
        (["faelle", "--period", "2017-H3"], 2, "kein Zeitraum"),
        (["kennzahlen", "--period", "2031"], 2, "noch nicht begonnen"),
        (["faelle", "--as-of", "gestern"], 2, "Git"),
        (["faelle", "--out", "fehlt/faelle.csv"], 2, "gibt es nicht"),
    ],
)
def test_calls(tmp_path: Path, arguments: list[str], exit_code: int, says: str) -> None:
    result = run(make_register(tmp_path / "register"), *arguments, cwd=tmp_path)
    assert result.returncode == exit_code, result.stderr
    assert says in result.stdout + result.stderr
