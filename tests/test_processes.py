"""Catalogues and process descriptions: what ships is right, what is wrong gets its one message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from build_register import ROOT, changed, sample_office

from casebook.messages import text_of
from casebook.office import Office, read_office_file, with_profile
from casebook.processes import (
    catalogue_names,
    check_catalogues,
    check_processes,
    deadline_of,
    process_codes,
    read_catalogue,
    read_lands,
    read_processes,
)
from casebook.processes.descriptions import in_order
from casebook.product import PRODUCT

Make = Callable[..., Path]

SHIPPED = ("BM1", "BM2", "BM3")
FILE = "handbook/processes/probe.yaml"
PROCESS = """\
code: P1
titel: Probe
stand: 2026-01-01
zweck: Ein kurzer Ablauf.
ausloeser: Etwas geschieht.
eingabe: Ein Anliegen.
ergebnis: Eine Antwort.
rollen:
  - {id: person, name: Person}
  - {id: stelle, name: Beschwerdestelle}
schritte:
  - {id: a, rolle: person, form: start, text: Meldet sich}
  - id: b
    rolle: stelle
    form: entscheidung
    text: Ist es klar?
    weiter:
      - {wenn: ja, zu: d}
      - {wenn: nein, zu: c}
  - {id: c, rolle: stelle, text: Fragt nach, weiter: b}
  - {id: d, rolle: stelle, form: ende, text: Antwortet, fristen: [rueckmeldung]}
fristen: [sgg-widerspruch]
"""


def office_of(root: Path) -> Office:
    read = read_office_file(root)
    assert isinstance(read, tuple)
    return with_profile(read[0])


def found(root: Path) -> list[str]:
    problems, _ = check_processes(root, office_of(root))
    return [f"{problem.line}:{problem.column} {problem.id} {problem.found}".rstrip() for problem in problems]


# --- what ships


def test_shipped_processes_have_no_problem_here() -> None:
    processes, problems = read_processes(ROOT, office_of(ROOT))
    assert problems == []
    assert [process.code for process in processes] == sorted((p.code for p in processes), key=in_order)
    assert set(SHIPPED) <= {process.code for process in processes}


@pytest.mark.parametrize("profile", ["jobcenter", "ombudsstelle", "ifd"])
def test_shipped_processes_fit_every_profile(register: Make, profile: str) -> None:
    root = register(office=sample_office().replace("profil: ombudsstelle", f"profil: {profile}"))
    processes, problems = read_processes(root, office_of(root))
    assert problems == []
    for process in processes:
        named = [*process.fristen, *(name for step in process.schritte for name in step.fristen)]
        assert all(deadline_of(office_of(root), name) for name in named)


@pytest.mark.parametrize("code", SHIPPED)
def test_complaint_processes_keep_the_rules_of_the_trade(code: str) -> None:
    """Legal check before the class, the unit complained about neither answers nor rules, learning at the end."""
    process = next(p for p in read_processes(ROOT, office_of(ROOT))[0] if p.code == code)
    order = [step.id for step in process.schritte]
    assert 8 <= len(order) <= 14
    assert order.index("recht") < order.index("einstufen")
    roles = {step.id: step.rolle for step in process.schritte}
    assert roles["antworten"] == roles["einstufen"] == "beschwerdestelle"
    assert "betroffen" not in {step.rolle for step in process.schritte if step.form == "entscheidung"}
    assert next(step for step in process.schritte if step.id == "lernen").form == "ende"
    assert ("freigeben" in order) == (code == "BM3")


@pytest.mark.parametrize("name", catalogue_names())
def test_catalogues_are_well_formed(name: str) -> None:
    catalogue = read_catalogue(name)
    assert catalogue is not None and catalogue.id == name
    codes = [entry.code for entry in catalogue.prozesse]
    assert len(codes) == len(set(codes))


def test_kassys_has_every_code_of_its_chapters() -> None:
    catalogue = read_catalogue("kassys-3-2006")
    assert catalogue is not None
    counts = {"V": 4, "S": 2, "M": 16, "T": 10, "U": 5, "B": 2}
    expected = [f"{letter}{number}" for letter, count in counts.items() for number in range(1, count + 1)]
    codes = [entry.code for entry in catalogue.prozesse]
    assert [code for code in codes if code[0].isalpha()] == expected
    assert [code for code in codes if code[0].isdigit()] == sorted((c for c in codes if c[0].isdigit()), key=in_order)


# --- codes


def test_codes_come_from_catalogues_and_descriptions(register: Make) -> None:
    root = register({FILE: PROCESS})
    assert process_codes(office_of(root), root) >= {"J1", "J13", "V1", "6.4", "P1", *SHIPPED}
    office = office_of(root).model_copy(update={"kataloge": ("jobcenter",)})
    assert process_codes(office, root).isdisjoint({"V1", "6.4"})


def test_chapters_of_other_catalogues_are_off(register: Make) -> None:
    root = register(office=changed(sample_office(), ("kataloge: [jobcenter, kassys-3-2006]\n", "")))
    assert {process.katalog for process in read_processes(root, office_of(root))[0]} <= {None, "jobcenter"}


def test_a_broken_description_still_gives_its_code(register: Make) -> None:
    root = register({FILE: changed(PROCESS, ("titel: Probe\n", ""))})
    assert "P1" in process_codes(office_of(root), root)


def test_unknown_catalogue_has_its_place_in_office_yaml(register: Make) -> None:
    root = register(office=changed(sample_office(), ("[jobcenter, kassys-3-2006]", "[jobcenter, kassys-2006]")))
    (finding,) = check_catalogues(office_of(root))
    assert (finding.id, finding.path, finding.found) == ("verweis-unbekannt", ("kataloge", 1), "kassys-2006")
    assert "kassys-3-2006" in finding.expected


# --- what is wrong


def test_a_good_description_has_no_problem(register: Make) -> None:
    assert found(register({FILE: PROCESS})) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("rolle: person, form", "rolle: persson, form"), "12:20 schritt-rolle-unbekannt persson"),
        (("zu: c}", "zu: x}"), "19:26 schritt-ziel-unbekannt x"),
        (("weiter: b}", "weiter: x}"), "20:46 schritt-ziel-unbekannt x"),
        (("{id: d, rolle", "{id: d, rolle: stelle, text: Wieder}\n  - {id: d, rolle"), "22:10 schritt-doppelt d"),
        (("      - {wenn: nein, zu: c}\n", ""), "13:9 entscheidung-ein-ausgang b"),
        (("{wenn: nein, zu: c}", "{zu: c}"), "19:9 feld-fehlt wenn"),
        (("form: entscheidung", "form: schritt"), "15:11 wert-unbekannt schritt"),
        (("text: Antwortet, f", "text: Antwortet, weiter: a, f"), "21:34 wert-unbekannt ende"),
        (("form: ende, text: Antwortet", "text: Antwortet, weiter: a"), "21:10 schritt-ohne-ende d"),
        (("zu: c}", "zu: d}"), "20:10 schritt-unerreichbar c"),
        (("[rueckmeldung]", "[rueckmeldunk]"), "21:67 verweis-unbekannt rueckmeldunk"),
        (("[sgg-widerspruch]", "[sgg-widerspuch]"), "22:11 verweis-unbekannt sgg-widerspuch"),
        (("rollen:\n", "rollen:\n  - {id: person, name: Noch eine}\n"), "10:10 eintrag-doppelt person"),
        (("text: Fragt nach", "prozess: BM9, text: Fragt nach"), "20:37 prozess-unbekannt BM9"),
        (("titel: Probe", "titel: Probe\nkatalog: kassys"), "3:10 verweis-unbekannt kassys"),
        (("titel: Probe", "titel: Probe\nkatalog: jobcenter"), "1:7 prozess-unbekannt P1"),
        (("text: Fragt nach", "beteiligt: [persohn], text: Fragt nach"), "20:40 schritt-rolle-unbekannt persohn"),
        (("text: Fragt nach", "beteiligt: [stelle], text: Fragt nach"), "20:40 eintrag-doppelt stelle"),
        (("text: Fragt nach", "dokumente: [notiz], text: Fragt nach"), "20:40 dokument-unbekannt notiz"),
        (("rollen:\n", "rollen:\n  - {id: niemand, name: Niemand}\n"), "9:10 rolle-ohne-schritt niemand"),
        (("titel: Probe", "titel: <script>alert(1)</script>"), "2:8 text-mit-zeichen <script>"),
        (("Ein kurzer Ablauf.", "Nach § 109 SGB IX."), "4:8 recht-im-text § 109"),
        (("Probe\n", "Probe\nnur_mit_katalog: [jobcentre]\n"), "3:19 verweis-unbekannt jobcentre"),
        (("Probe\n", "Probe\nrechtsgrundlagen: [{id: sgg-48, bezug: x}]\n"), "3:25 recht-unbekannt sgg-48"),
        (("Probe\n", "Probe\nguete: [{merkmal: x, kennzahl: K37}]\n"), "3:32 feld-form K37"),
        (("Ist es klar?", "Frage " * 40), "16:11 text-zu-lang 239"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_slip_has_one_message_at_its_place(register: Make, change: tuple[str, str], expected: str) -> None:
    assert found(register({FILE: changed(PROCESS, change)})) == [expected]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("code: BM1\nland: SN\nstand: 2026-01-01\nquelle: Land\nhilfen: [Wer hilft.]\n", []),
        ("code: BM1\nland: XX\nstand: 2026-01-01\nquelle: Land\n", ["2:7 wert-unbekannt XX"]),
        ("code: BM99\nland: SN\nstand: 2026-01-01\nquelle: Land\n", ["1:7 prozess-unbekannt BM99"]),
    ],
)
def test_what_a_land_adds_is_checked(register: Make, part: str, expected: list[str]) -> None:
    assert found(register({"handbook/land/probe.yaml": part})) == expected


def test_a_land_s_part_is_shown_in_that_land_only(register: Make) -> None:
    part = "code: BM1\nland: SN\nstand: 2026-01-01\nquelle: Land\nhilfen: [Wer hilft.]\n"
    root = register({"handbook/land/probe.yaml": part})
    office = office_of(root)
    assert read_lands(root, office)[0]["BM1"].hilfen == ("Wer hilft.",)
    assert read_lands(root, office.model_copy(update={"land": "BY"}))[0] == {}


def test_two_parts_for_one_land(register: Make) -> None:
    part = "code: BM1\nland: SN\nstand: 2026-01-01\nquelle: Land\n"
    assert found(register({"handbook/land/a.yaml": part, "handbook/land/b.yaml": part})) == [
        "1:7 prozess-doppelt BM1 (SN)"
    ]


def test_thirty_roles_are_refused(register: Make) -> None:
    roles = "".join(f"  - {{id: r{number}, name: Rolle {number}}}\n" for number in range(30))
    root = register({FILE: changed(PROCESS, ("rollen:\n", f"rollen:\n{roles}"))})
    problems, files = check_processes(root, office_of(root))
    assert [problem.id for problem in problems] == ["liste-laenge"]
    assert "32" in text_of(problems[0]) and files == 1


def test_two_processes_with_one_code(register: Make) -> None:
    root = register({FILE: PROCESS, "handbook/processes/zweite.yaml": PROCESS})
    (problem,) = check_processes(root, office_of(root))[0]
    assert (problem.file, problem.id, problem.expected) == ("handbook/processes/zweite.yaml", "prozess-doppelt", FILE)


@pytest.mark.parametrize("name", ["beschwerde-bagatelle.yaml", "anders.yaml"])
def test_a_root_s_own_description_wins(register: Make, name: str) -> None:
    """By file name or by code: the product's description of the same thing is not shown beside it."""
    root = register({f"handbook/processes/{name}": changed(PROCESS, ("code: P1", "code: BM1"))})
    processes, problems = read_processes(root, office_of(root))
    assert problems == []
    assert [process.titel for process in processes if process.code == "BM1"] == ["Probe"]
    others = {process.code for process in read_processes(ROOT, office_of(ROOT))[0]} - {"BM1"}
    assert {process.code for process in processes} - {"BM1"} == others


def test_this_repository_is_the_product() -> None:
    assert PRODUCT == ROOT
