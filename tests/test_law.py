"""One dated list of law: well formed, used, aged, and the only place where the product names a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from build_register import ROOT, real_office

from casebook.law import check_law, read_law, read_lists
from casebook.office import Office, read_office_file, with_profile

Make = Callable[..., Path]

OWN = "gesetz: Satzungen\nparagrafen:\n  - {{id: {id}, norm: § 4, inhalt: x, stand: 2026-01-01, quelle: Amtsblatt}}\n"


def office_of(root: Path) -> Office:
    read = read_office_file(root)
    assert isinstance(read, tuple)
    return with_profile(read[0])


def found(root: Path, today: str) -> list[str]:
    problems = check_law(root, office_of(root), date.fromisoformat(today))[0]
    return [f"{problem.file}:{problem.line} {problem.id} {problem.found}" for problem in problems]


def test_every_entry_has_a_state_and_a_source() -> None:
    lists, problems = read_lists(ROOT)
    assert problems == []
    entries = [entry for content in lists for entry in content.paragrafen]
    assert len({entry.id for entry in entries}) == len(entries) > 150
    assert len({entry.norm for entry in entries}) == len(entries)
    assert all(date(2018, 1, 1) < entry.stand <= date(2026, 11, 22) for entry in entries)
    assert not any(entry.inhalt.endswith(".") for entry in entries)


def test_new_numbers_only() -> None:
    """The part on Integrationsfachdienste moved from 109 to 192; ids are made of law and number."""
    for entry in read_law(ROOT).values():
        number = re.search(r"[0-9]+[a-z]?", entry.norm)
        assert number and number[0] in entry.id, entry
    assert {"sgb9-109", "sgb9-110", "sgb9-115", "sgb9-102"}.isdisjoint(read_law(ROOT))


@pytest.mark.parametrize(
    ("today", "extra", "expected"),
    [
        ("2022-12-01", "", []),
        ("2026-11-22", "recht_geprueft: 2026-01-10\n", []),
        ("2027-01-10", "recht_geprueft: 2026-01-10\n", 1),
        ("2026-11-22", "", 1),
    ],
)
def test_the_list_ages_in_twelve_months(register: Make, today: str, extra: str, expected: list[str] | int) -> None:
    problems = found(register(office=real_office() + extra), today)
    assert problems == expected if isinstance(expected, list) else len(problems) == expected
    assert all(problem.startswith("office.yaml:1 recht-alt") for problem in problems)


def test_an_office_s_own_entry_wins_and_ages_alone(register: Make) -> None:
    root = register({"handbook/recht/eigene.yaml": OWN.format(id="sgg-84")}, office=real_office())
    assert read_law(root)["sgg-84"].norm == "§ 4"
    assert "handbook/recht/eigene.yaml:3 recht-alt § 4" in found(root, "2027-06-01")
    assert [content.gesetz for content in read_lists(root)[0]].count("Satzungen") == 0


def test_an_office_s_own_law_is_shown_too(register: Make) -> None:
    root = register({"handbook/recht/eigene.yaml": OWN.format(id="satzung-4")}, office=real_office())
    assert read_law(root)["satzung-4"].quelle == "Amtsblatt"
    assert read_lists(root)[0][-1].gesetz == "Satzungen"


def test_one_id_twice_is_a_message(register: Make) -> None:
    root = register({f"handbook/recht/{name}.yaml": OWN.format(id="satzung-4") for name in "ab"}, office=real_office())
    assert "handbook/recht/b.yaml:3 eintrag-doppelt satzung-4" in found(root, "2026-02-01")


# --- everything that names a paragraph takes it from the list


def norms() -> set[str]:
    return {entry.norm for entry in read_law(ROOT).values()}


@pytest.mark.parametrize("profile", ["jobcenter", "ombudsstelle", "ifd"])
def test_statutory_deadlines_are_in_the_list(register: Make, profile: str) -> None:
    office = office_of(register(office=f"profil: {profile}\nname: Amt\nland: SN\n"))
    assert {deadline.quelle for deadline in office.fristen if deadline.art == "gesetz"} <= norms()


def paragraphs_of(text: str) -> set[str]:
    """Every paragraph of a sentence by itself: `§§ 67a bis 67c, 82 und 82a SGB X` are five."""
    found = set()
    for numbers, law in re.findall(r"§+ ((?:[0-9]+[a-z]?(?:, | und | bis )?)+) (SGB [IVX]+|SGG|VwGO)", text):
        found |= {f"§ {number} {law}" for number in re.findall(r"[0-9]+[a-z]?", numbers)}
    return found


def test_letters_name_only_what_the_list_has() -> None:
    named = set()
    for path in (ROOT / "site_templates" / "letters").glob("*.docx"):
        with ZipFile(path) as document:
            named |= paragraphs_of(re.sub(r"<[^>]+>", "", document.read("word/document.xml").decode()))
    assert named
    assert named <= norms()


def test_pages_of_the_handbook_name_none_by_themselves() -> None:
    """Placeholders fill them in; the concordance of old numbers is data beside its catalogue."""
    pages = [*(ROOT / "handbook").rglob("*.md"), *(ROOT / "site_templates" / "handbook").rglob("*.j2")]
    assert len(pages) > 15
    wrong = [path.name for path in pages if re.search(r"§+ ?[0-9]|Art\. ?[0-9]", path.read_text(encoding="utf-8"))]
    assert wrong == []
