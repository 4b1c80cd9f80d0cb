"""How problems are shown: text, annotations, run summary, code-quality report, JSON."""

from __future__ import annotations

import json

import pytest

from casebook.check import Checked
from casebook.problem import Problem
from casebook.report import as_github, as_gitlab, as_json, as_markdown, as_text, summary_line

ERROR = Problem(
    "cases/2018/2018-0001.yaml", 7, 10, "wert-nicht-im-vokabular", "Eingang › Kanal", "tel", " Meinten Sie?"
)
WARNING = Problem("cases/2018/2018-0003.yaml", 1, 15, "nummer-luecke", "Aktenzeichen", "2018-0003", "2018-0002")
NASTY = Problem("a,b:c%d\ne.yaml", 1, 1, "wert-unbekannt", "Feld", "100 %\n::error::x, <b>`|@you ![i](//x)", "")


@pytest.mark.parametrize(
    ("problems", "files", "line"),
    [
        ([], 1, "1 Datei geprüft: alles in Ordnung."),
        ([], 288, "288 Dateien geprüft: alles in Ordnung."),
        ([ERROR], 2, "2 Dateien geprüft: 1 Fehler, 0 Hinweise."),
        ([WARNING], 2, "2 Dateien geprüft: 0 Fehler, 1 Hinweis."),
        ([ERROR, ERROR, WARNING, WARNING], 4, "4 Dateien geprüft: 2 Fehler, 2 Hinweise."),
    ],
)
def test_last_line_counts(problems: list[Problem], files: int, line: str) -> None:
    assert summary_line(Checked(tuple(problems), files)) == line


def test_text_gives_place_sentence_hint_and_page() -> None:
    assert as_text(Checked((WARNING,), 2), handbook="https://amt.example/") == (
        "cases/2018/2018-0003.yaml, Zeile 1, Spalte 15\n"
        "  Hinweis: Vor 2018-0003 fehlt: 2018-0002.\n"
        "  So geht es: Fälle werden nie gelöscht. Suchen Sie die fehlende Nummer in den noch nicht übernommenen "
        "Änderungen oder fragen Sie Ihre IT.\n"
        "  Mehr dazu: https://amt.example/meldungen/nummer-luecke/\n"
        "\n"
        "2 Dateien geprüft: 0 Fehler, 1 Hinweis.\n"
    )


def test_json_has_the_documented_keys_and_no_others() -> None:
    report = json.loads(as_json(Checked((ERROR, WARNING), 3), handbook="h/"))
    assert list(report) == ["problems", "files", "errors", "warnings"]
    assert (report["files"], report["errors"], report["warnings"]) == (3, 1, 1)
    first, second = report["problems"]
    assert first == {
        "id": "wert-nicht-im-vokabular",
        "severity": "error",
        "file": "cases/2018/2018-0001.yaml",
        "line": 7,
        "column": 10,
        "field": "Eingang › Kanal",
        "found": "tel",
        "expected": "Meinten Sie?",
        "message": "„tel“ steht für „Eingang › Kanal“ nicht in der Liste Ihres Hauses. Meinten Sie?",
        "hint": "Wählen Sie einen Eintrag der Liste. Fehlt einer, ergänzt ihn die Leitung in office.yaml.",
        "page": "h/meldungen/wert-nicht-im-vokabular/",
    }
    assert second["severity"] == "warning" and second.keys() == first.keys()


def test_github_annotations_are_one_line_each_and_escape_what_would_end_them() -> None:
    annotation, last, end = as_github(Checked((NASTY,), 1)).split("\n")
    assert annotation.startswith("::error file=a%2Cb%3Ac%25d%0Ae.yaml,line=1,col=1,title=Wert gibt es nicht::")
    assert "„100 %25%0A::error::x, <b>" in annotation
    assert (last, end) == ("1 Datei geprüft: 1 Fehler, 0 Hinweise.", "")


def test_github_names_warnings_as_such() -> None:
    assert as_github(Checked((WARNING,), 1)).startswith("::warning file=cases/2018/2018-0003.yaml,line=1,col=15,")


def test_run_summary_holds_every_problem_and_no_mark_up_of_the_case() -> None:
    problems = (*[ERROR] * 25, NASTY)
    summary = as_markdown(Checked(problems, 26), handbook="https://amt.example/")
    rows = [line for line in summary.splitlines() if line.startswith("| ") and "Stelle" not in line]
    assert len(rows) == len(problems)
    assert all(row.count("|") == 4 for row in rows)
    assert "](https://amt.example/meldungen/wert-unbekannt/)" in rows[-1]
    for mark_up in ("<b>", "`", "@you", "![i]", "](//x"):
        assert mark_up not in rows[-1].replace("https://amt.example", "")


def test_run_summary_of_a_clean_register_is_one_sentence() -> None:
    assert as_markdown(Checked((), 5)) == "## Prüfung der Fälle\n\n5 Dateien geprüft: alles in Ordnung.\n\n"


def test_gitlab_report_has_the_shape_of_code_quality() -> None:
    first, second, third = json.loads(as_gitlab(Checked((ERROR, WARNING, NASTY), 3)))
    assert first.keys() == {"description", "check_name", "fingerprint", "severity", "location"}
    assert first["location"] == {"path": "cases/2018/2018-0001.yaml", "lines": {"begin": 7}}
    assert first["check_name"] == "wert-nicht-im-vokabular"
    assert [entry["severity"] for entry in (first, second, third)] == ["major", "minor", "major"]
    assert len({entry["fingerprint"] for entry in (first, second, third)}) == 3


def test_gitlab_fingerprints_stay_from_run_to_run_and_differ_by_place() -> None:
    elsewhere = Problem(ERROR.file, 8, 10, ERROR.id, ERROR.field, ERROR.found, ERROR.expected)
    runs = [[entry["fingerprint"] for entry in json.loads(as_gitlab(Checked((ERROR, elsewhere), 1)))] for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][0] != runs[0][1]
