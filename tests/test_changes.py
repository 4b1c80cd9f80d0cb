"""What a change may do to a case: forbidden changes, allowed lives, and the many shapes of a change in Git."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_register import (
    FIRST_CASE,
    ROOT,
    TODAY,
    changed,
    checked_change,
    commit,
    example,
    git,
    make_register,
    numbered,
    sample_office,
)

from casebook.casefile import case_yaml
from casebook.changes.pair import names
from casebook.changes.redaction import is_redaction
from casebook.check import Checked
from casebook.history import NoSuchRevision, changed_since
from casebook.messages import Severity
from casebook.problem import Document
from casebook.reading import parse_document

Data = dict[str, Any]
SECOND_CASE = "cases/2018/2018-0002.yaml"
THIRD_CASE = "cases/2018/2018-0003.yaml"


def found(result: Checked) -> list[str]:
    return [problem.id for problem in result.problems]


def repository(folder: Path, files: dict[str, str], *, office: str | None = None) -> Path:
    """A register in Git with one commit."""
    git(make_register(folder, office=office), "init", "--quiet")
    commit(folder, files)
    git(folder, "branch", "start")
    return folder


# --- forbidden changes

NEW, CLOSED, PAUSED = "beschwerde-neu", "beschwerde-bagatelle", "beschwerde-ruht"
CORRECTED, MEASURES, IMPORTED = "beschwerde-korrigiert", "beschwerde-prozessbezogen", "uebernommen-mit-unbekannt"
Pairs = list[tuple[str, str]]


def correction(field: str, old: str, new: str, day: str = "2018-04-30") -> str:
    what = f"feld: {field}, alt: {old}, neu: {new}, grund: Irrtum"
    return f"  - {{datum: {day}, ereignis: korrektur, durch: ombud-2, {what}}}\n"


def entry(kind: str, more: str = "", day: str = "2018-04-30") -> str:
    return f"  - {{datum: {day}, ereignis: {kind}, durch: ombud-2{', ' if more else ''}{more}}}\n"


def line(name: str, start: str) -> str:
    """The one line of an example that holds a text."""
    (text,) = [text for text in example(name).splitlines(keepends=True) if start in text]
    return text


CLOSING = line(CLOSED, "ereignis: abschluss")
PAUSE = line(PAUSED, "2018-04-20, ereignis: pause_beginn")
CONFIRMED, CLASSED = line(PAUSED, "ereignis: eingangsbestaetigung"), line(PAUSED, "ereignis: einstufung")
PROMISE = "rueckmeldung_bis: 2018-03-19\n"
LOG = PROMISE + "verlauf:\n"
CONCERN = "    kurz: Der Antrag auf Weiterbewilligung liegt seit sechs Wochen.\n"
TWO = (CONCERN, CONCERN + "  - thema: bescheid\n    kurz: Niemand erklärt den Bescheid.\n")
MEASURE = "  - text: Abgegebene Unterlagen werden sofort gescannt und quittiert."

# example, changes before, changes that are forbidden, the messages they get
FORBIDDEN: dict[str, tuple[str, Pairs, Pairs, list[str]]] = {
    "entry removed": (PAUSED, [], [(PAUSE, "")], ["verlauf-entfernt"]),
    "closing taken back": (
        CLOSED,
        [],
        [(CLOSING, ""), ("abschluss:\n  ergebnis: abgeholfen\n  wirkung: [geklaert]\n  zufriedenheit: 4\n", "")],
        ["verlauf-entfernt"],
    ),
    "day of an entry changed": (
        PAUSED,
        [],
        [("2018-04-16, ereignis: zw", "2018-04-17, ereignis: zw")],
        ["verlauf-geaendert"],
    ),
    "function of an entry changed": (
        PAUSED,
        [],
        [("bescheid, durch: ombud-2", "bescheid, durch: ombud-1")],
        ["verlauf-geaendert"],
    ),
    "note added to an old entry": (
        PAUSED,
        [],
        [("pause_ende, durch: ombud-2", "pause_ende, durch: ombud-2, notiz: Neu")],
        ["verlauf-geaendert"],
    ),
    "old entry turned into another": (
        PAUSED,
        [],
        [
            (
                "ereignis: zwischenbescheid, durch: ombud-2, an: person, bis: 2018-05-15",
                "ereignis: leitung_bewertet, durch: gf",
            )
        ],
        ["verlauf-entfernt"],
    ),
    "entry put in between": (
        PAUSED,
        [],
        [
            (
                "  - {datum: 2018-04-09, ereignis: pause_b",
                entry("leitung_bewertet", day="2018-04-09") + "  - {datum: 2018-04-09, ereignis: pause_b",
            )
        ],
        ["verlauf-eingeschoben"],
    ),
    "corrected entry replaced instead of added": (
        CORRECTED,
        [],
        [("alt: brief", "alt: e_mail")],
        ["verlauf-geaendert"],
    ),
    "receipt date": (NEW, [], [("datum: 2018-03-05", "datum: 2018-03-02")], ["korrektur-fehlt"]),
    "receipt date with a correction of another field": (
        NEW,
        [],
        [("datum: 2018-03-05", "datum: 2018-03-02"), (PROMISE, LOG + correction("eingang.kanal", "brief", "telefon"))],
        ["korrektur-fehlt"],
    ),
    "receipt date with a wrong new value": (
        NEW,
        [],
        [
            ("datum: 2018-03-05", "datum: 2018-03-02"),
            (PROMISE, LOG + correction("eingang.datum", "2018-03-05", "2018-03-01")),
        ],
        ["korrektur-widerspruch"],
    ),
    "receipt date with a wrong old value": (
        NEW,
        [],
        [
            ("datum: 2018-03-05", "datum: 2018-03-02"),
            (PROMISE, LOG + correction("eingang.datum", "2018-03-06", "2018-03-02")),
        ],
        ["korrektur-widerspruch"],
    ),
    "entries of one day swapped": (
        PAUSED,
        [],
        [(CONFIRMED + CLASSED, CLASSED + CONFIRMED)],
        ["verlauf-umgestellt"],
    ),
    "correction without the correction": (
        NEW,
        [],
        [(PROMISE, LOG + correction("eingang.datum", "2018-03-05", "2018-03-02"))],
        ["korrektur-widerspruch"],
    ),
    "kind": (NEW, [], [("art: beschwerde", "art: hinweis")], ["korrektur-fehlt"]),
    "unit addressed": (
        NEW,
        [("  zugang: direkt", "  zugang: direkt\n  stelle: ombudsstelle")],
        [("  stelle: ombudsstelle", "  stelle: leistung-nord")],
        ["korrektur-fehlt"],
    ),
    "unit complained about": (
        NEW,
        [(CONCERN, CONCERN + "    betrifft: leistung-nord\n")],
        [("betrifft: leistung-nord", "betrifft: leistung-sued")],
        ["korrektur-fehlt"],
    ),
    "unit complained about emptied": (
        NEW,
        [(CONCERN, CONCERN + "    betrifft: leistung-nord\n")],
        [("    betrifft: leistung-nord\n", "")],
        ["korrektur-fehlt"],
    ),
    "concern dropped": (NEW, [TWO], [(TWO[1], TWO[0])], ["korrektur-fehlt"]),
    "promise moved": (NEW, [], [(PROMISE, "rueckmeldung_bis: 2018-06-19\n")], ["korrektur-fehlt"]),
    "unit in charge": (NEW, [], [("zustaendig: ombudsstelle", "zustaendig: leistung-nord")], ["zuweisung-fehlt"]),
    "unit in charge handed to another": (
        NEW,
        [],
        [
            ("zustaendig: ombudsstelle", "zustaendig: leistung-nord"),
            (PROMISE, LOG + entry("zuweisung", "stelle: leistung-sued")),
        ],
        ["zuweisung-fehlt"],
    ),
    "origin": (IMPORTED, [], [('nummer: "0140e2"', 'nummer: "0140e3"')], ["herkunft-geaendert"]),
    "origin removed": (
        "lob",
        [("zustaendig:", "herkunft:\n  quelle: Altverfahren\n  nummer: L7\nzustaendig:")],
        [("herkunft:\n  quelle: Altverfahren\n  nummer: L7\n", "")],
        ["herkunft-geaendert"],
    ),
    "origin added": (
        "lob",
        [],
        [("zustaendig:", "herkunft:\n  quelle: Altverfahren\n  nummer: L7\nzustaendig:")],
        ["herkunft-geaendert"],
    ),
    "number": (NEW, [], [("2018-0001", "2018-0007")], ["nummer-dateiname"]),
    "ruling of a closed case": (CLOSED, [], [("begruendet: ja", "begruendet: teilweise")], ["abgeschlossen-geaendert"]),
    "topic of a closed case": (CLOSED, [], [("thema: erreichbarkeit", "thema: termin")], ["abgeschlossen-geaendert"]),
    "receipt date of a closed case": (
        CLOSED,
        [],
        [("\n  datum: 2018-03-05", "\n  datum: 2018-03-02")],
        ["abgeschlossen-geaendert"],
    ),
    "satisfaction without an answer": (
        CLOSED,
        [],
        [("zufriedenheit: 4", "zufriedenheit: 5")],
        ["abgeschlossen-geaendert"],
    ),
    "effect of a closed case": (
        CLOSED,
        [],
        [("  wirkung: [geklaert]\n", "  wirkung: [geklaert, vermittelt]\n")],
        ["abgeschlossen-geaendert"],
    ),
    "correction of a closed case that says something else": (
        CLOSED,
        [],
        [
            ("thema: erreichbarkeit", "thema: termin"),
            (CLOSING, CLOSING + correction("thema", "erreichbarkeit", "dauer")),
        ],
        ["korrektur-widerspruch"],
    ),
    "closed case worked on": (CLOSED, [], [(CLOSING, CLOSING + entry("leitung_bewertet"))], ["nach-ende"]),
    "case that was taken back worked on": (
        "storniert",
        [],
        [(line("storniert", "ereignis: storno"), line("storniert", "ereignis: storno") + entry("leitung_bewertet"))],
        ["nach-ende"],
    ),
    "redacted without saying so": (
        CLOSED,
        [],
        [("fundstelle: Telefonvermerk vom 5. März", 'fundstelle: "[entfernt]"')],
        ["schwaerzung-ohne-ereignis"],
    ),
    "redacted another field than named": (
        CLOSED,
        [],
        [
            ("fundstelle: Telefonvermerk vom 5. März", 'fundstelle: "[entfernt]"'),
            (CLOSING, CLOSING + entry("schwaerzung", "feld: notiz, grund: Name")),
        ],
        ["schwaerzung-ohne-ereignis"],
    ),
    "redacted and rewritten": (
        CLOSED,
        [],
        [
            ("kurz: Am Servicetelefon war am", "kurz: Am [entfernt] war an einem"),
            (CLOSING, CLOSING + entry("schwaerzung", "feld: kurz, grund: Name")),
        ],
        ["schwaerzung-mehr"],
    ),
    "redaction taken back": (
        CORRECTED,
        [],
        [('fundstelle: "[entfernt]"', "fundstelle: eAkte 12")],
        ["verlauf-geaendert"],
    ),
    "measure dropped": (MEASURES, [], [(MEASURE, "  - text: Etwas anderes.")], ["massnahme-entfernt"]),
    "date of a measure moved": (MEASURES, [], [("frist: 2018-02-28", "frist: 2018-03-31")], ["korrektur-fehlt"]),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_forbidden_change_is_refused_with_its_message(tmp_path: Path, name: str) -> None:
    kind, made, forbidden, expected = FORBIDDEN[name]
    before = example(kind, *made)
    root = repository(tmp_path, {FIRST_CASE: before})
    (root / FIRST_CASE).write_text(changed(before, *forbidden), encoding="utf-8")
    assert found(checked_change(root, "HEAD")) == expected, "not committed"
    commit(root, {})
    assert found(checked_change(root, "start")) == expected, "committed"


CRITICAL = "beschwerde-kritisch"
RELEASE, REPLY = line(CRITICAL, "ereignis: freigabe"), line(CRITICAL, "ereignis: rueckmeldung")
OPEN_CRITICAL = changed(
    example(CRITICAL).partition("abschluss:\n")[0],
    ("    begruendet: nein\n", ""),
    (RELEASE, ""),
    (REPLY, ""),
    (line(CRITICAL, "ereignis: abschluss"), ""),
)


def squashed(root: Path, author: str, message: str | None) -> None:
    """Everything since `start` as one commit; without a message the one Git proposes."""
    git(root, "checkout", "--quiet", "-B", "squash", "start")
    git(root, "merge", "--squash", "--quiet", "work", author=author)
    git(root, "commit", "--quiet", *(("-m", message) if message else ("--no-edit",)), author=author)


def merged(root: Path, author: str) -> None:
    git(root, "checkout", "--quiet", "-B", "merged", "start")
    git(root, "merge", "--no-ff", "--quiet", "-m", "x", "work", author=author)


@pytest.mark.parametrize(
    ("releasing", "replying", "merging", "message", "expected"),
    [
        ("a", "a", "a", None, ["freigabe-gleiche-person"]),
        ("a", "a", "c", None, ["freigabe-gleiche-person"]),
        ("a", "a", "a", "x", ["freigabe-gleiche-person"]),
        ("a", "A", "a", "x", ["freigabe-gleiche-person"]),
        ("a", "b", "a", None, []),
        ("a", "b", "c", None, []),
        ("a", "b", "b", "x\n\nCo-authored-by: A <a@example.org>", []),
        ("a", "b", "a", "x\n\nCo-Authored-By: B <B@example.org>\n", []),
    ],
)
def test_squash_and_merge_have_the_verdict_of_the_single_commits(
    tmp_path: Path, releasing: str, replying: str, merging: str, message: str | None, expected: list[str]
) -> None:
    root = repository(tmp_path, {FIRST_CASE: OPEN_CRITICAL})
    git(root, "checkout", "--quiet", "-b", "work")
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE}, author=releasing)
    assert found(checked_change(root)) == []
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE + REPLY}, author=replying)
    assert found(checked_change(root)) == expected, "the last commit"
    assert found(checked_change(root, "start")) == expected, "all commits"
    merged(root, merging)
    assert found(checked_change(root, "start")) == expected, "merged"
    squashed(root, merging, message)
    assert found(checked_change(root, "start")) == expected, "squashed"


def test_work_that_is_not_committed_is_the_work_of_whoever_checks(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: OPEN_CRITICAL})
    git(root, "config", "user.email", "A@example.org")
    git(root, "config", "user.name", "a")
    (root / FIRST_CASE).write_text(OPEN_CRITICAL + RELEASE + REPLY, encoding="utf-8")
    assert found(checked_change(root, "start")) == ["freigabe-gleiche-person"]
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE}, author="a")
    (root / FIRST_CASE).write_text(OPEN_CRITICAL + RELEASE + REPLY, encoding="utf-8")
    assert found(checked_change(root, "start")) == ["freigabe-gleiche-person"]
    git(root, "config", "user.email", "b@example.org")
    assert found(checked_change(root, "start")) == []


def test_an_old_reply_is_not_judged_again(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: OPEN_CRITICAL + RELEASE + REPLY})
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE + REPLY + entry("zwischenbescheid")})
    assert found(checked_change(root)) == []


def test_people_are_found_where_the_register_is_a_folder_with_umlauts(tmp_path: Path) -> None:
    root, file = make_register(tmp_path / "Büro Süd"), f"Büro Süd/{FIRST_CASE}"
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {file: OPEN_CRITICAL})
    commit(tmp_path, {file: OPEN_CRITICAL + RELEASE}, author="a")
    commit(tmp_path, {file: OPEN_CRITICAL + RELEASE + REPLY}, author="b")
    assert found(checked_change(root, "HEAD~2")) == []
    git(tmp_path, "commit", "--quiet", "--amend", "--reset-author", "--no-edit", author="a")
    assert found(checked_change(root, "HEAD~2")) == ["freigabe-gleiche-person"]


def test_a_new_critical_case_needs_two_people_too(tmp_path: Path) -> None:
    root = repository(tmp_path, {})
    commit(root, {FIRST_CASE: example(CRITICAL)})
    assert found(checked_change(root)) == ["freigabe-gleiche-person"]


# --- files


def moved(old: str, new: str) -> Callable[[Path], None]:
    def move(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        git(root, "mv", old, new)
        text = (root / new).read_text(encoding="utf-8").replace("2018-0002", Path(new).stem)
        (root / new).write_text(text, encoding="utf-8")

    return move


def unwatched(root: Path) -> None:
    """The file stays on this disk and goes from the repository."""
    git(root, "rm", "--quiet", "--cached", SECOND_CASE)
    (root / ".gitignore").write_text("2018-0002.yaml\n")


def reverted(root: Path) -> None:
    commit(root, {FIRST_CASE: example() + "verlauf:\n" + entry("leitung_bewertet")})
    git(root, "branch", "--force", "start")
    git(root, "revert", "--no-edit", "HEAD")


def in_place(name: str, text: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        (root / SECOND_CASE).write_text(numbered("2018-0002") + "# Neu.\n", encoding="utf-8")
        make_register(root, {name: text}, office=text if name == "office.yaml" else None)

    return write


SECOND = numbered("2018-0002")
FILES: list[tuple[str, Callable[[Path], object], list[tuple[str, str]]]] = [
    ("deleted", lambda root: (root / SECOND_CASE).unlink(), [("fall-geloescht", SECOND_CASE)]),
    ("deleted and staged", lambda root: git(root, "rm", "--quiet", SECOND_CASE), [("fall-geloescht", SECOND_CASE)]),
    (
        "all deleted",
        lambda root: shutil.rmtree(root / "cases"),
        [("fall-geloescht", name) for name in (FIRST_CASE, SECOND_CASE)],
    ),
    ("no longer watched", unwatched, [("fall-geloescht", SECOND_CASE)]),
    ("renamed", moved(SECOND_CASE, THIRD_CASE), [("fall-umbenannt", SECOND_CASE), ("nummer-luecke", THIRD_CASE)]),
    ("moved to an archive", moved(SECOND_CASE, "archiv/2018-0002.yaml"), [("fall-geloescht", SECOND_CASE)]),
    ("reverted", reverted, [("verlauf-entfernt", FIRST_CASE)]),
    ("with settings", in_place("office.yaml", sample_office() + "# Neu.\n"), [("gemischte-aenderung", "office.yaml")]),
    ("with office files", in_place("office/ziele.yaml", "{}\n"), [("gemischte-aenderung", "office/ziele.yaml")]),
    ("with code", in_place("scripts/x.py", ""), [("gemischte-aenderung", "scripts/x.py")]),
    ("with a workflow", in_place(".github/workflows/x.yml", ""), [("gemischte-aenderung", ".github/workflows/x.yml")]),
    ("with another forge's workflow", in_place(".gitlab-ci.yml", ""), [("gemischte-aenderung", ".gitlab-ci.yml")]),
]


@pytest.mark.parametrize(("change", "expected"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
@pytest.mark.parametrize("committed", [False, True], ids=["not committed", "committed"])
def test_forbidden_change_of_files_is_refused(
    tmp_path: Path, change: Callable[[Path], object], expected: list[tuple[str, str]], committed: bool
) -> None:
    root = repository(tmp_path, {FIRST_CASE: example(), SECOND_CASE: SECOND})
    change(root)
    if committed:
        commit(root, {})
    assert [(problem.id, problem.file) for problem in checked_change(root, "start").problems] == expected


def test_workflows_beside_the_register_count_and_other_folders_do_not(tmp_path: Path) -> None:
    root = make_register(tmp_path / "Büro Süd", {FIRST_CASE: example()})
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {})
    commit(tmp_path, {f"Büro Süd/{FIRST_CASE}": example() + "# Neu.\n", "README": "x", "office/x": "x"})
    assert found(checked_change(root)) == []
    commit(tmp_path, {f"Büro Süd/{FIRST_CASE}": example(), ".github/x.yml": "x"})
    (problem,) = checked_change(root).problems
    assert (problem.id, problem.file) == ("gemischte-aenderung", "../.github/x.yml")
    commit(tmp_path, {f"Büro Süd/{FIRST_CASE}": None})
    assert found(checked_change(root)) == ["fall-geloescht"]


# --- allowed


def setting_up(root: Path) -> None:
    make_register(root, {FIRST_CASE: example(), "office/ziele.yaml": "ziele: []\n", ".github/x.yml": "x"})


@pytest.mark.parametrize("kind", [NEW, CLOSED, PAUSED, CORRECTED, MEASURES, IMPORTED, "lob", "schale-hinweisgeber"])
def test_writing_a_case_otherwise_changes_nothing(tmp_path: Path, kind: str) -> None:
    """Line ends, comments, order of fields and quotes are no change."""
    root = repository(tmp_path, {FIRST_CASE: example(kind)})
    document = parse_document(FIRST_CASE, example(kind).encode())
    assert isinstance(document, Document)
    (root / FIRST_CASE).write_bytes(case_yaml(document.data).replace("\n", "\r\n").encode())
    assert found(checked_change(root, "HEAD")) == []


def test_setting_up_a_register_brings_everything_at_once(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, {"README": "x"})
    setting_up(tmp_path)
    commit(tmp_path, {})
    assert found(checked_change(tmp_path)) == []


def test_a_broken_file_may_be_mended(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: "art: [beschwerde\n"})
    commit(root, {FIRST_CASE: example(CLOSED)})
    assert found(checked_change(root)) == []


def test_an_empty_change_is_in_order(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: example()})
    commit(root, {})
    assert found(checked_change(root)) == found(checked_change(root, "HEAD")) == []


# --- lives: a case grows by one entry at a time, each written by the function that acts

Life = list[tuple[str, Data]]
OMBUDS = sorted(
    path.stem
    for path in (ROOT / "tests/examples/valid").glob("*.yaml")
    if path.stem not in ("beschwerde-korrigiert", "hinweis-aus-beschwerde", "beschwerde-mit-ausnahme")
)
IFD = ROOT / "tests" / "registers" / "ifd"
IFD_CASES = ["2024-0004", "2024-0007", "2024-0023", "2024-0038", "2024-0039", "2024-0012", "2024-0020", "2024-0030"]


def data_of(text: str) -> Data:
    document = parse_document("x", text.encode())
    assert isinstance(document, Document)
    return document.data


def grown(final: Data) -> Iterator[tuple[str, Data]]:
    """The states of a case from its receipt to what it is now."""
    for length in range(len(final.get("verlauf", ())) + 1):
        state = deepcopy(final)
        log = state["verlauf"] = state.get("verlauf", [])[:length]
        classed = [event["stufe"] for event in log if event["ereignis"] == "einstufung"]
        state |= {"stufe": classed[-1]} if classed else {}
        if not classed:
            state.pop("stufe", None)
        _as_closed(state, [event for event in log if event["ereignis"] in ("abschluss", "wiedereroeffnung")])
        yield log[-1]["durch"] if log else "empfang", state


def _as_closed(state: Data, ends: list[Data]) -> None:
    if ends and ends[-1]["ereignis"] == "abschluss":
        outcome = ends[-1]["ergebnis"]
        own = state.get("abschluss", {})
        same = own.get("ergebnis") == outcome
        state["abschluss"] = own if same else {"ergebnis": outcome, "begruendung": "Aus diesen Gründen."}
        for concern in state["anliegen"] if state["art"] == "beschwerde" and not same else ():
            concern.setdefault("begruendet", "nein")
        return
    for name in ("abschluss", "massnahmen"):
        state.pop(name, None)
    for concern in state["anliegen"]:
        concern.pop("begruendet", None)
        concern.pop("gruende", None)


def with_event(state: Data, kind: str, **more: Any) -> Data:
    by, day = more.pop("durch", "ombud-2"), more.pop("datum", "2018-04-30")
    state = deepcopy(state)
    state.setdefault("verlauf", []).append({"datum": day, "ereignis": kind, "durch": by} | more)
    return state


def ombuds_life(name: str) -> Life:
    return list(grown(data_of(example(name))))


def ifd_life(number: str) -> Life:
    text = (IFD / "cases" / "2024" / f"{number}.yaml").read_text(encoding="utf-8")
    return list(grown(data_of(text) | {"aktenzeichen": "2024-0001", "bezug": []}))


def survey_after_closing() -> Life:
    life = ombuds_life("beschwerde-zurueckgezogen")
    sent = with_event(life[-1][1], "befragung_versandt")
    answered = with_event(sent, "befragung_antwort")
    answered["abschluss"]["zufriedenheit"] = 5
    return [
        *life,
        ("ombud-1", sent),
        ("ombud-1", answered),
        ("ombud-1", with_event(answered, "externe_stelle", ergebnis="bestaetigt")),
    ]


def corrected_after_closing() -> Life:
    life = ombuds_life(CLOSED)
    first = with_event(
        life[-1][1], "korrektur", feld="eingang.datum", alt="2018-03-05", neu="2018-03-02", grund="Stempel"
    )
    first["eingang"]["datum"] = "2018-03-02"
    second = with_event(first, "korrektur", feld="datum", alt="02.03.2018", neu="01.03.2018", grund="Zweiter Stempel")
    second["eingang"]["datum"] = "2018-03-01"
    third = with_event(second, "korrektur", feld="thema", alt="erreichbarkeit", neu="termin", grund="Verwechselt")
    third["anliegen"][0]["thema"] = "termin"
    return [*life, ("a", first), ("b", second), ("c", third)]


def corrected_while_open() -> Life:
    (opened,) = ombuds_life(NEW)
    filled = deepcopy(opened[1])
    filled["anliegen"][0]["betrifft"] = "leistung-nord"
    filled["eingang"]["stelle"] = "ombudsstelle"
    unit = with_event(
        filled, "korrektur", feld="anliegen.1.betrifft", alt="leistung-nord", neu="leistung-sued", grund="Irrtum"
    )
    unit["anliegen"][0]["betrifft"] = "leistung-sued"
    promise = with_event(
        unit, "korrektur", feld="rueckmeldung_bis", alt="2018-03-19", neu="2018-03-20", grund="Vertippt"
    )
    promise["rueckmeldung_bis"] = "2018-03-20"
    kind = with_event(promise, "korrektur", feld="art", alt="beschwerde", neu="anregung", grund="Verwechselt")
    kind["art"] = "anregung"
    return [opened, ("a", filled), ("a", unit), ("b", promise), ("a", kind)]


def handed_from_unit_to_unit() -> Life:
    life = ombuds_life(NEW)
    for kind, unit in (
        ("zuweisung", "leistung-nord"),
        ("weiterleitung", "leistung-sued"),
        ("zweite_stufe", "geschaeftsfuehrung"),
    ):
        state = with_event(life[-1][1], kind, stelle=unit)
        life.append(("a", state | {"zustaendig": unit}))
    fixed = with_event(
        life[-1][1], "korrektur", feld="zustaendig", alt="geschaeftsfuehrung", neu="ombudsstelle", grund="Irrtum"
    )
    return [*life, ("b", fixed | {"zustaendig": "ombudsstelle"})]


def converted() -> Life:
    life = ombuds_life(NEW)
    state = with_event(life[-1][1], "umwandlung", art="hinweis", grund="Auf Wunsch der Person")
    return [*life, ("a", state | {"art": "hinweis"})]


def redacted_and_anonymised() -> Life:
    life = ombuds_life(MEASURES)
    redacted = with_event(life[-1][1], "schwaerzung", feld="verlauf.4.notiz", grund="Enthielt eine Nummer")
    redacted["verlauf"][3]["notiz"] = "Zwei Stapel wurden verwechselt.\nPlatz [entfernt] hatte an dem Tag Vertretung.\n"
    shorter = with_event(redacted, "schwaerzung", feld="kurz", grund="Enthielt einen Ort")
    shorter["anliegen"][1]["kurz"] = "Am [entfernt] kam auf die Nachfrage eine schroffe Antwort."
    nobody = with_event(shorter, "anonymisiert")
    del nobody["person"], nobody["verlauf"][3]["notiz"]
    nobody["anliegen"][0]["kurz"] = "[entfernt]"
    return [*life, ("a", redacted), ("b", shorter), ("c", nobody)]


def measure_through_its_life() -> Life:
    life = ombuds_life(MEASURES)
    state = deepcopy(life[-1][1])
    state["massnahmen"].append(
        {
            "text": "Zweites Gerät am Empfang.",
            "verantwortlich": "eingangszone",
            "frist": "2018-05-31",
            "stand": "beschlossen",
        }
    )
    later = with_event(
        state, "korrektur", feld="massnahmen.2.frist", alt="2018-05-31", neu="2018-06-30", grund="Lieferung"
    )
    later["massnahmen"][1]["frist"] = "2018-06-30"
    dropped = deepcopy(later)
    dropped["massnahmen"][1]["stand"] = "verworfen"
    dropped["massnahmen"].reverse()
    return [*life, ("a", state), ("b", later), ("a", dropped)]


def reopened_and_ruled_anew() -> Life:
    life = ombuds_life(CLOSED)
    opened = with_event(life[-1][1], "wiedereroeffnung", grund="Der Ausfall kam wieder")
    del opened["abschluss"]
    opened["anliegen"][0] |= {"begruendet": "teilweise", "gruende": ["bearbeitungsfehler"]}
    answered = with_event(opened, "rueckmeldung", an="person", fundstelle="eAkte, zweites Schreiben")
    closed = with_event(answered, "abschluss", ergebnis="teilweise_abgeholfen")
    closed["abschluss"] = {"ergebnis": "teilweise_abgeholfen"}
    return [*life, ("a", opened), ("b", answered), ("a", closed)]


def taken_back() -> Life:
    life = ombuds_life(NEW)
    return [*life, ("a", with_event(life[-1][1], "storno", grund="Versehentlich doppelt angelegt"))]


LIVES: dict[str, Callable[[], Life]] = {
    **{f"ombudsstelle {name}": lambda name=name: ombuds_life(name) for name in OMBUDS},
    **{f"ifd {number}": lambda number=number: ifd_life(number) for number in IFD_CASES},
    **{
        make.__name__: make
        for make in (
            survey_after_closing,
            corrected_after_closing,
            corrected_while_open,
            handed_from_unit_to_unit,
            converted,
            redacted_and_anonymised,
            measure_through_its_life,
            reopened_and_ruled_anew,
            taken_back,
        )
    },
}


@pytest.mark.parametrize("name", LIVES)
def test_allowed_life_is_accepted_commit_by_commit_and_at_once(tmp_path: Path, name: str) -> None:
    office, today = None, TODAY
    if name.startswith("ifd"):
        office, today = (IFD / "office.yaml").read_text(encoding="utf-8"), date(2025, 1, 8)
    states = LIVES[name]()
    number = states[0][1]["aktenzeichen"]
    file = f"cases/{number[:4]}/{number}.yaml"
    root = repository(tmp_path, {file: case_yaml(states[0][1])}, office=office)
    git(root, "checkout", "--quiet", "-b", "work")
    for author, state in states[1:]:
        commit(root, {file: case_yaml(state)}, author=author)
        assert errors(checked_change(root, today=today)) == []
    assert errors(checked_change(root, "start", today=today)) == [], "all commits"
    if len(states) > 1:
        squashed(root, "empfang", None)
        assert errors(checked_change(root, "start", today=today)) == [], "squashed"


def errors(result: Checked) -> list[str]:
    return found(result) if result.count(Severity.ERROR) else []


def test_lives_cover_both_profiles_and_all_classes() -> None:
    for profile in ("ombudsstelle", "ifd"):
        lives = [make() for name, make in LIVES.items() if name.startswith(profile)]
        assert {state.get("stufe") for life in lives for _, state in life} >= {
            "bagatelle",
            "prozessbezogen",
            "kritisch",
        }


# --- surroundings


def test_base_and_head_are_named_where_they_do_not_meet(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: example()})
    start = git(root, "rev-parse", "start").strip()[:10]
    with pytest.raises(NoSuchRevision, match=f"„v1“ ist hier kein bekannter Stand .HEAD ist {start}"):
        checked_change(root, "v1")
    git(root, "checkout", "--quiet", "--orphan", "alone")
    head = commit(root, {}, message="another beginning")[:10]
    with pytest.raises(NoSuchRevision, match=f"„start“ .{start}. .* .HEAD ist {head}"):
        checked_change(root, "start")


def test_a_shallow_clone_says_what_it_lacks(tmp_path: Path) -> None:
    root = repository(tmp_path / "whole", {FIRST_CASE: example()})
    git(root, "checkout", "--quiet", "-b", "work")
    commit(root, {"README": "x"})
    git(root, "checkout", "--quiet", "-b", "other", "start")
    commit(root, {"README": "y"})
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{root}", "part")
    with pytest.raises(NoSuchRevision, match="unshallow"):
        checked_change(tmp_path / "part", "origin/work")
    assert found(checked_change(tmp_path / "part", "HEAD")) == []


def test_release_before_the_end_of_a_shallow_clone_is_not_guessed(tmp_path: Path) -> None:
    root = repository(tmp_path / "whole", {FIRST_CASE: OPEN_CRITICAL})
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE}, author="a")
    commit(root, {"README": "x"}, author="b")
    commit(root, {FIRST_CASE: OPEN_CRITICAL + RELEASE + REPLY}, author="a")
    assert found(checked_change(root)) == ["freigabe-gleiche-person"]
    git(tmp_path, "clone", "--quiet", "--depth", "2", f"file://{root}", "part")
    with pytest.raises(NoSuchRevision, match="unvollständig"):
        checked_change(tmp_path / "part")


def test_nothing_checked_out_yet_is_a_wrong_call(tmp_path: Path) -> None:
    git(make_register(tmp_path), "init", "--quiet")
    with pytest.raises(NoSuchRevision, match="noch nichts eingecheckt"):
        checked_change(tmp_path, "HEAD")


def test_a_repository_without_main_is_as_good(tmp_path: Path) -> None:
    root = repository(tmp_path, {FIRST_CASE: example()})
    git(root, "branch", "--move", "main", "stamm")
    commit(root, {FIRST_CASE: None})
    assert "fall-geloescht" in found(checked_change(root))


def test_a_thousand_files_in_one_change_take_seconds(tmp_path: Path) -> None:
    names = {f"cases/2018/2018-{n:04}.yaml": numbered(f"2018-{n:04}") for n in range(1, 1001)}
    root = repository(tmp_path, names)
    make_register(root, {name: changed(text, ("ergebnis: nein", "ergebnis: unklar")) for name, text in names.items()})
    begun = time.monotonic()
    change = changed_since(root, "HEAD", "cases")
    assert len(change.before) == 1000
    assert len(checked_change(root, "HEAD").problems) >= 1000
    assert time.monotonic() - begun < 10, "two readings of the change, on a busy machine"


# --- the pure parts


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Frau X rief an", "[entfernt] rief an", True),
        ("Frau X rief an", "Frau [entfernt] rief an", True),
        ("Frau X rief an", "Frau X rief [entfernt]", True),
        ("Frau X rief an", "[entfernt]", True),
        ("Frau X rief Frau Y an", "Frau [entfernt] rief Frau [entfernt] an", True),
        ("a [entfernt] b", "[entfernt] b", True),
        ("a [entfernt] b", "a [entfernt] b", True),
        ("Frau X rief an", "Frau X rief an", False),
        ("Frau X rief an", "Frau [entfernt] rief nicht an", False),
        ("Frau X rief an", "Frau X [entfernt]rief an", False),
        ("Frau X rief an", "Herr [entfernt]", False),
        ("aba", "ab[entfernt]ba", False),
        ("ab", "a[entfernt][entfernt]b", False),
        ("", "[entfernt]", False),
    ],
)
def test_a_redaction_removes_and_does_nothing_else(old: str, new: str, expected: bool) -> None:
    assert is_redaction(old, new) is expected


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("anliegen.2.betrifft", True),
        ("Anliegen 2 › betrifft", True),
        ("anliegen[2].betrifft", True),
        ("anliegen.betrifft", True),
        ("betrifft", True),
        ("anliegen.1.betrifft", False),
        ("anliegen", False),
        ("trifft", False),
        ("", False),
        ("...", False),
    ],
)
def test_a_clerk_may_name_a_field_in_several_ways(field: str, expected: bool) -> None:
    assert names(field, ("anliegen", 1, "betrifft")) is expected
