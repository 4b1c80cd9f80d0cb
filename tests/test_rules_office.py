"""Rules for office.yaml: telephone numbers that cost nothing extra, lists that turn nobody away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from build_register import ROOT, changed, checked, sample_office

from casebook.messages import Severity

SMALL = (ROOT / "tests/examples/invalid/office/rufnummer-form.yaml").read_text(encoding="utf-8")
Register = Callable[..., Path]


def ids(root: Path) -> list[str]:
    return [problem.id for problem in checked(root).problems]


def with_number(number: str) -> str:
    return changed(SMALL, ("nummer: 23125-0", f'nummer: "{number}"'))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("030 23125 001", []),
        ("(030) 23125-001", []),
        ("03 51/4 88 00 00", []),
        ("+49 30 23125001", []),
        ("+49 (0)30 23125001", []),
        ("0049 30 23125001", []),
        ("0800 0000123", []),
        ("115", []),
        ("+49 800 0000123", []),
        ("0180 6 000123", ["rufnummer-kostenpflichtig"]),
        ("01805/123456", ["rufnummer-kostenpflichtig"]),
        ("+49 180 5 123456", ["rufnummer-kostenpflichtig"]),
        ("+49 (0)900 1 123456", ["rufnummer-kostenpflichtig"]),
        ("0900 1 123456", ["rufnummer-kostenpflichtig"]),
        ("0137 123456", ["rufnummer-kostenpflichtig"]),
        ("0700 12345678", ["rufnummer-kostenpflichtig"]),
        ("032 12345678", ["rufnummer-kostenpflichtig"]),
        ("118 33", ["rufnummer-kostenpflichtig"]),
        ("0151 12345678", ["rufnummer-kostenpflichtig"]),
        ("+49 172 1234567", ["rufnummer-kostenpflichtig"]),
        ("23125-0", ["rufnummer-form"]),
        ("+43 1 2345678", ["rufnummer-form"]),
        ("0800 123", ["rufnummer-form"]),
        ("030", ["rufnummer-form"]),
        ("Zentrale", ["rufnummer-form"]),
    ],
)
def test_telephone_is_free_or_geographic(register: Register, number: str, expected: list[str]) -> None:
    assert ids(register(office=with_number(number))) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: abgewiesen, name: x}", ["vokabular-abweisung"]),
        ("{id: x, name: Als unzulässig verworfen}", ["vokabular-abweisung"]),
        ("{id: x, name: Zurückgewiesen}", ["vokabular-abweisung"]),
        ("{id: nicht-angenommen, name: x}", ["vokabular-abweisung"]),
        ("{id: x, name: Querulant}", ["vokabular-abweisung"]),
        ("{id: annahme_verweigert, name: x}", ["vokabular-abweisung"]),
        ("{id: ablehnung, name: Ablehnung eines Antrags}", []),
        ("{id: unbegruendet, name: Unbegründet}", []),
    ],
)
@pytest.mark.parametrize("vocabulary", ["gruende", "wirkung", "thema"])
def test_no_list_turns_anybody_away(register: Register, vocabulary: str, entry: str, expected: list[str]) -> None:
    office = with_number("0800 0000123") + f"vokabulare:\n  {vocabulary}:\n    - {entry}\n"
    assert ids(register(office=office)) == expected


OWN_DEADLINE = """
fristen:
  - {id: rueckruf, name: Rückruf, art: praxis, quelle: Hausregel, beginn: BEGINN, anzahl: 2, einheit: arbeitstage}
"""


@pytest.mark.parametrize(
    ("start", "found"),
    [("eingang", []), ("bekanntgabe", []), ("eingangsbestaetigung", []), ("eingnag", [("eingnag", "eingang")])],
)
def test_a_deadline_begins_with_an_event(register: Register, start: str, found: list[tuple[str, str]]) -> None:
    """Else it would never be due, without a word."""
    root = register(office=sample_office() + OWN_DEADLINE.replace("BEGINN", start))
    problems = checked(root).problems
    assert [(problem.id, problem.found) for problem in problems] == [("verweis-unbekannt", typo) for typo, _ in found]
    assert all(meant in problem.expected for problem, (_, meant) in zip(problems, found, strict=True))


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("{id: nord, name: Leistung Nord}", ["einheit-ohne-groesse"]),
        ("{id: nord, name: Leistung Nord, groesse: 4}", []),
        ("{id: nord, name: Leistung Nord, groesse: 24}", []),
        ("{id: nord, name: Leistung Nord, art: rechtsstelle}", []),
        ("{id: nord, name: Leistung Nord, art: haus}", []),
    ],
)
def test_a_department_tells_how_many_work_in_it(register: Register, unit: str, found: list[str]) -> None:
    """Without it nobody sees why its figures stand among those of the small units."""
    office = changed(with_number("0800 0000123"), ("funktionen:", f"  - {unit}\nfunktionen:"))
    root = register(office=office)
    assert ids(root) == found
    assert checked(root).count(Severity.ERROR) == 0
