"""The check of a whole register: what is looked at, what is blamed, and that one slip gives one message."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from build_register import FIRST_CASE, TODAY, changed, checked, example, make_register, numbered, real_office
from build_register import sample_office as office

from casebook import check
from casebook.check import Checked, check_register
from casebook.messages import Severity, hint_of, text_of
from casebook.register import NotARegister

SECOND_CASE = "cases/2018/2018-0002.yaml"
THIRD_CASE = "cases/2018/2018-0003.yaml"
BROKEN = "art: [beschwerde\n"
Register = Callable[..., Path]


def found(result: Checked) -> list[tuple[str, str]]:
    return [(problem.id, problem.file) for problem in result.problems]


# --- what is looked at


def test_no_office_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(NotARegister):
        check_register(tmp_path, today=TODAY)


@pytest.mark.parametrize("files", [{}, {"cases/.gitkeep": ""}], ids=["no cases folder", "empty cases folder"])
def test_a_register_without_cases_is_in_order(register: Register, files: dict[str, str]) -> None:
    result = checked(register(files))
    assert (result.problems, result.files) == ((), 1)


def test_every_file_is_counted(register: Register) -> None:
    assert checked(register({FIRST_CASE: example(), SECOND_CASE: BROKEN, "cases/x.txt": ""})).files == 4


@pytest.mark.parametrize(
    "name",
    [
        "cases/liste.xlsx",
        "cases/2018-0001.yaml",
        "cases/2017/2018-0001.yaml",
        "cases/2018/2018-0001.yml",
        "cases/2018/2018-0001.YAML",
        "cases/2018/2018-1.yaml",
        "cases/2018/2018-0001 (1).yaml",
        "cases/2018/alt/2018-0001.yaml",
        "cases/2018/~$2018-0001.docx",
    ],
)
def test_only_cases_lie_in_cases(register: Register, name: str) -> None:
    assert found(checked(register({name: example()}))) == [("datei-falscher-ort", name)]


@pytest.mark.parametrize("name", [b"\xff.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", "\u202egnp.yaml".encode()])
def test_no_file_name_reaches_the_screen_that_a_terminal_would_obey(register: Register, name: bytes) -> None:
    folder = register({"cases/2018/.gitkeep": ""})
    Path(os.fsdecode(os.fsencode(folder / "cases" / "2018") + b"/" + name)).write_text("x")
    (problem,) = checked(folder).problems
    assert problem.id == "datei-falscher-ort"
    assert problem.file.isprintable() and problem.file.encode()


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("cases/2018", "elsewhere/2018"),
        ("cases", "elsewhere"),
        (FIRST_CASE, "/dev/zero"),
        (FIRST_CASE, "2018-0002.yaml"),
    ],
)
def test_links_are_named_and_never_followed(tmp_path: Path, link: str, target: str) -> None:
    make_register(tmp_path / "elsewhere", {"2018/2018-0001.yaml": BROKEN})
    root = make_register(tmp_path / "register")
    (root / link).parent.mkdir(parents=True, exist_ok=True)
    (root / link).symlink_to(target if target.startswith(("/", "2018")) else tmp_path / target)
    assert found(checked(root)) == [("datei-verweis", link)]


def test_settings_that_are_a_link_are_not_followed(tmp_path: Path) -> None:
    make_register(tmp_path / "elsewhere")
    root = tmp_path / "register"
    root.mkdir()
    (root / "office.yaml").symlink_to("../elsewhere/office.yaml")
    assert found(checked(root)) == [("datei-verweis", "office.yaml")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [(FIRST_CASE, "datei-keine-datei"), ("cases/2018/notiz.yaml", "datei-falscher-ort")],
)
def test_a_folder_named_like_a_file_is_named(register: Register, name: str, expected: str) -> None:
    root = register()
    (root / name).mkdir(parents=True)
    assert found(checked(root)) == [(expected, name)]


@pytest.mark.parametrize("cases", ["cases", "cases/2018"])
def test_a_file_where_a_folder_belongs_is_named(register: Register, cases: str) -> None:
    assert found(checked(register({cases: "x"}))) == [("datei-falscher-ort", cases)]


def test_broken_settings_speak_alone(register: Register) -> None:
    root = register({FIRST_CASE: BROKEN}, office=changed(office(), ("land: SN", "land: Sachsen")))
    assert found(checked(root)) == [("wert-unbekannt", "office.yaml")]


def test_two_processes_find_what_one_finds(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = range(1, 8)
    root = register(
        {f"cases/2018/2018-000{n}.yaml": BROKEN if n % 3 == 0 else numbered(f"2018-000{n}") for n in numbers}
        | {"cases/2018/2018-0009.yaml": numbered("2018-0001")}
    )
    alone = checked(root)
    seen: list[tuple[int, int]] = []
    monkeypatch.setattr(check, "BATCH", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert check_register(root, today=TODAY, progress=lambda done, total: seen.append((done, total))) == alone
    assert len(alone.problems) == 4
    assert seen == [(2, 8), (4, 8), (6, 8), (8, 8)]


# --- across the register


@pytest.mark.parametrize(
    ("numbers", "gaps"),
    [
        ([1, 2, 3], []),
        ([2], [("2018-0002", "2018-0001")]),
        ([1, 5], [("2018-0005", "2018-0002 bis 2018-0004")]),
        ([1, 3, 6], [("2018-0003", "2018-0002"), ("2018-0006", "2018-0004 bis 2018-0005")]),
        ([1, 9999, 10000], [("2018-9999", "2018-0002 bis 2018-9998")]),
    ],
)
def test_gaps_in_the_numbers(register: Register, numbers: list[int], gaps: list[tuple[str, str]]) -> None:
    root = register({f"cases/2018/2018-{n:04}.yaml": numbered(f"2018-{n:04}") for n in numbers})
    problems = checked(root).problems
    assert {problem.id for problem in problems} <= {"nummer-luecke"}
    assert sorted((problem.found, problem.expected) for problem in problems) == sorted(gaps)


def test_years_are_counted_apart(register: Register) -> None:
    old = changed(numbered("2017-0001"), ("2018-03-05", "2017-03-05"), ("2018-03-05", "2017-03-05"))
    assert found(checked(register({"cases/2017/2017-0001.yaml": old, FIRST_CASE: example()}))) == []


def test_a_copy_with_the_old_number_is_blamed_and_not_the_original(register: Register) -> None:
    files = {FIRST_CASE: example(), SECOND_CASE: numbered("2018-0003"), THIRD_CASE: numbered("2018-0003")}
    (problem,) = checked(register(files)).problems
    assert (problem.id, problem.file, problem.also) == ("nummer-doppelt", SECOND_CASE, THIRD_CASE)


def test_each_copy_is_told_a_free_number_of_its_own(register: Register) -> None:
    """A file that cannot be read holds its number too."""
    copies = {f"cases/2018/2018-{number:04}.yaml": example() for number in (2, 3)}
    files = {
        FIRST_CASE: example(),
        **copies,
        "cases/2018/2018-0007.yaml": BROKEN,
        "cases/2018/2018-0009.yaml": example(),
    }
    told = [problem for problem in checked(register(files)).problems if problem.id == "nummer-doppelt"]
    assert [(problem.file[-9:-5], problem.expected) for problem in told] == [
        ("0002", "2018-0010"),
        ("0003", "2018-0011"),
        ("0009", "2018-0012"),
    ]
    assert "steht auch in cases/2018/2018-0001.yaml" in text_of(told[0])
    assert "die nächste freie Nummer: 2018-0010." in hint_of(told[0])


LINK = "bezug:\n  - {aktenzeichen: 2018-0002, art: folge}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({FIRST_CASE: example() + LINK}, [("bezug-unbekannt", FIRST_CASE)]),
        ({FIRST_CASE: example() + LINK, SECOND_CASE: numbered("2018-0002")}, []),
        ({FIRST_CASE: example() + LINK, SECOND_CASE: BROKEN}, [("yaml-syntax", SECOND_CASE)]),
        ({FIRST_CASE: BROKEN, SECOND_CASE: numbered("2018-0002")}, [("yaml-syntax", FIRST_CASE)]),
    ],
    ids=["nowhere", "to a case", "to a broken case", "number after a broken case"],
)
def test_a_broken_file_is_neither_a_gap_nor_a_dead_link(
    register: Register, files: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert found(checked(register(files))) == expected


def test_a_real_register_takes_real_cases(register: Register) -> None:
    real = changed(example(), ("beispiel: true\n", ""))
    assert found(checked(register({FIRST_CASE: real}, office=real_office()))) == []


# --- one slip, one message

CLOSED = "beschwerde-bagatelle"
LEGAL = "beschwerde-und-widerspruch"
PAUSED = "beschwerde-ruht"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (CLOSED, "zustaendig:", "zustandig:", "feld-unbekannt"),
        (CLOSED, "eingang:", "Eingang:", "feld-unbekannt"),
        (CLOSED, "  - thema: erreichbarkeit", "  - tema: erreichbarkeit", "feld-unbekannt"),
        (CLOSED, "zustaendig: ombudsstelle", "zustaendig:", "feld-leer"),
        (CLOSED, "zustaendig: ombudsstelle", "zustaendig: null", "feld-leer"),
        (CLOSED, "gruende: [auskunft_fehlte]", "gruende:\n      -", "feld-leer"),
        (CLOSED, "    kurz: Am Servicetelefon war am Montag niemand zu erreichen.\n", "", "feld-fehlt"),
        (CLOSED, "kanal: telefon", "kanal: telfon", "wert-nicht-im-vokabular"),
        (CLOSED, "art: beschwerde", "art: beschwerden", "wert-unbekannt"),
        (CLOSED, "datum: 2018-03-05", "datum: 2019-03-05", "datum-zukunft"),
        (CLOSED, "datum: 2018-03-05", "datum: 05.03.2018", "datum-form"),
        (CLOSED, "datum: 2018-03-05", "datum: [2018-03-05]", "feld-typ"),
        (CLOSED, "geprueft_am: 2018-03-05", "geprueft_am: 2019-03-05", "datum-zukunft"),
        (CLOSED, "geprueft_am: 2018-03-05", "geprueft_am: 2017-03-05", "pruefung-vor-eingang"),
        (PAUSED, "{datum: 2018-04-04, ereignis: eing", "{datum: 2017-04-04, ereignis: eing", "ereignis-vor-eingang"),
        (PAUSED, "{datum: 2018-04-05, ereignis: kont", "{datum: 2017-04-05, ereignis: kont", "ereignis-vor-eingang"),
        (PAUSED, "{datum: 2018-04-05, ereignis: kont", "{datum: 2019-04-05, ereignis: kont", "datum-zukunft"),
        (PAUSED, "{datum: 2018-04-05, ereignis: kont", "{datum: 2018-04-15, ereignis: kont", "verlauf-reihenfolge"),
        (PAUSED, "behoerde: krankenkasse", "behoerde: kasse", "wert-nicht-im-vokabular"),
        (LEGAL, "uebergeben_an: rechtsstelle", "uebergeben_an: rechtstelle", "wert-nicht-im-vokabular"),
        (LEGAL, "  uebergeben_am: 2018-04-30\n", "", "rechtsbehelf-uebergabe"),
        (LEGAL, "  weg: widerspruch\n", "", "rechtsbehelf-angaben"),
    ],
)
def test_one_slip_gives_one_message(register: Register, name: str, old: str, new: str, expected: str) -> None:
    assert found(checked(register({FIRST_CASE: example(name, (old, new))}))) == [(expected, FIRST_CASE)]


def test_independent_slips_are_all_told_in_the_order_of_the_file(register: Register) -> None:
    slips = [("kanal: telefon", "kanal:"), ("stufe: bagatelle\n", "stufe: klein\n"), ("zufriedenheit: 4", "x: 4")]
    result = checked(register({FIRST_CASE: example(CLOSED, *slips)}))
    assert [problem.id for problem in result.problems] == ["feld-leer", "wert-unbekannt", "feld-unbekannt"]
    assert [problem.line for problem in result.problems] == sorted(problem.line for problem in result.problems)


@pytest.mark.parametrize("text", ["Im Team Nord wurden Termine erfunden.", "leistung-nord"])
def test_message_about_a_shell_repeats_nothing_of_it(register: Register, text: str) -> None:
    slips = [
        ("kurz: Wird außerhalb des Registers bearbeitet.", "kurz: Im Team Nord wurden Termine erfunden."),
        ("zustaendig: haus", "zustaendig: leistung-nord"),
    ]
    problems = checked(register({FIRST_CASE: example("schale-hinweisgeber", *slips)})).problems
    assert sorted(problem.id for problem in problems) == ["schale-einheit", "schale-freitext"]
    assert not any(text in problem.found + problem.expected for problem in problems)


def test_a_long_value_is_quoted_short_and_on_one_line(register: Register) -> None:
    text = example(CLOSED, ("kanal: telefon", 'kanal: "Am Telefon\\n' + "x" * 500 + '"'))
    (problem,) = checked(register({FIRST_CASE: text})).problems
    assert problem.id == "wert-nicht-im-vokabular"
    assert len(problem.found) <= 60 and "\n" not in problem.found


# --- what is blamed


@pytest.mark.parametrize(
    ("names", "blamed"),
    [
        ({FIRST_CASE}, [FIRST_CASE]),
        ({"cases/2018"}, [FIRST_CASE, SECOND_CASE]),
        ({"cases"}, [FIRST_CASE, SECOND_CASE]),
        ({"."}, [FIRST_CASE, SECOND_CASE]),
        ({"cases/2018/2018-00"}, []),
        (set(), []),
    ],
)
def test_files_and_folders_can_be_blamed_alone(register: Register, names: set[str], blamed: list[str]) -> None:
    result = checked(register({FIRST_CASE: BROKEN, SECOND_CASE: BROKEN})).only(frozenset(names))
    assert [problem.file for problem in result.problems] == blamed
    assert result.files == 3


def test_settings_are_always_blamed(register: Register) -> None:
    result = checked(register(office=changed(office(), ("land: SN", "land: XX")))).only(frozenset())
    assert result.count(Severity.ERROR) == 1


def test_errors_and_warnings_are_counted_apart(register: Register) -> None:
    result = checked(register({SECOND_CASE: numbered("2018-0002"), THIRD_CASE: BROKEN}))
    assert (result.count(Severity.ERROR), result.count(Severity.WARNING)) == (1, 1)
