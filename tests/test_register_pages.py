"""The register and the pages of cases: from a figure to its cases to the commit, and what is kept between builds."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pytest
import yaml
from browse import AXE
from build_cases import STAND, case, closed_case, office, provenance
from build_site import CONTACT, RULINGS, THEMES, many, shipped_letters
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from casebook.history import file_logs
from casebook.measures import case_states, frames_of, measure_frames
from casebook.model import Case, Massnahme, Vollmacht
from casebook.outside import NOTHING_COLLECTED
from casebook.pages.actions import GROUPS, group_of
from casebook.pages.case_history import Snapshot, changed_fields, snapshot
from casebook.pages.case_page import case_pages
from casebook.pages.case_words import Fact, event_facts, facts
from casebook.pages.caselist import choices, plain_lines, register_script
from casebook.pages.entries import FACETS, Entry, entry_of
from casebook.pages.evidence import evidence_address
from casebook.pages.evidence_files import Evidence, evidence_script, positions
from casebook.pages.statistics import build_statistics, site_of
from casebook.periods import Period, parse_period
from casebook.values import Record

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OFFICE = office(
    kontakt=CONTACT,
    kataloge=["jobcenter"],
    verweise={
        "datei": "https://forge.example/faelle/blob/main/{pfad}",
        "fassung": "https://forge.example/faelle/commit/{fassung}",
    },
)
NASTY = "<script>document.title='x'</script> {{ 7 * 7 }} & „gut“ \u2028 </script>"
AUTHOR = "maria.muster"
STORY = "2017-0301"
"""The case whose file has a history."""


def sample() -> list[Case]:
    """Many cases, each about a process of the catalogue and a unit, and one that would like to be markup."""
    codes, units = ["J2", "J5", "J10", "J4"], ["leistung-nord", "nebenstelle", "ombudsstelle"]

    def more(n: int) -> dict[str, Any]:
        concern = {"thema": THEMES[n % 4], "kurz": f"Ein Satz zu {THEMES[n % 4]}", "prozess": codes[n % 4]}
        return {"anliegen": [concern | {"betrifft": units[n % 3], "begruendet": RULINGS[n % 5]}]}

    nasty = {"thema": "dauer", "kurz": NASTY}
    small = case(9999, eingang={"datum": "2018-05-01", "uhrzeit": "13:47"}, zustaendig="nebenstelle", anliegen=[nasty])
    return [*many(more), small]


def story() -> list[tuple[date, Case]]:
    """A case as it was committed day by day: late and back-dated entries, a correction, changes after closing."""
    received = {"eingang": {"datum": "2017-03-01", "uhrzeit": "13:47", "erfasst_von": "ombud-1"}}
    log: list[tuple[Any, ...]] = [("2017-03-01", "zuweisung", {"stelle": "nebenstelle"})]
    first = case(301, rueckmeldung_bis="2017-03-20", log=log, **received)
    confirmed = [*log, ("2017-03-02", "eingangsbestaetigung")]
    second = case(301, rueckmeldung_bis="2017-03-20", log=confirmed, **received)
    late = [*confirmed, ("2017-03-08", "kontakt_extern"), ("2017-03-27", "rueckmeldung", {"an": "person"})]
    third = case(301, rueckmeldung_bis="2017-03-20", log=late, **received)
    end = [*late, ("2017-04-03", "abschluss", {"ergebnis": "abgeholfen"})]
    measure = {"text": "Neues Blatt", "verantwortlich": "nebenstelle", "frist": "2017-05-01", "stand": "beschlossen"}
    closed = {"abschluss": {"ergebnis": "abgeholfen"}, "topics": (("dauer", "ja"),), "massnahmen": [measure]}
    fourth = case(301, rueckmeldung_bis="2017-03-20", log=end, **received, **closed)
    changed = fourth.model_copy(update={"stufe": "bagatelle"})
    correction = {"feld": "rueckmeldung_bis", "alt": "20.03.2017", "neu": "21.03.2017", "grund": "Verschrieben"}
    again = [*end, ("2017-05-03", "wiedereroeffnung"), ("2017-05-04", "korrektur", correction)]
    last = case(301, rueckmeldung_bis="2017-03-21", log=again, bezug=[BEZUG], **received, topics=(("dauer", "ja"),))
    days = [(3, 1), (3, 6), (3, 28), (4, 3), (4, 20), (5, 4)]
    states = [first, second, third, fourth, changed, last]
    return [(date(2017, *day), state) for day, state in zip(days, states, strict=True)]


BEZUG = {"aktenzeichen": "2016-0001", "art": "zusammenhang"}
CASES = [*sample(), story()[-1][1]]
FEW = [*CASES[:12], CASES[-1]]


def path_of(number: str) -> str:
    return f"cases/{number[:4]}/{number}.yaml"


def written(state: Case) -> str:
    """The case as a file; lists are not indented, as some editors write them."""
    data = state.model_dump(mode="json", exclude_defaults=True, warnings=False)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def commit_on(root: Path, day: date, files: Mapping[str, str]) -> str:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    who = {"NAME": AUTHOR, "EMAIL": f"{AUTHOR}@jobcenter.example", "DATE": f"{day}T13:47:11+02:00"}
    identity = {f"GIT_{role}_{name}": value for role in ("AUTHOR", "COMMITTER") for name, value in who.items()}
    for command in (["add", "--all"], ["commit", "--quiet", "--message", AUTHOR]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **identity}, check=True)
    return subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, text=True).stdout[
        :-1
    ]


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A repository with the history of the sample, and the commits of the story."""
    root = tmp_path_factory.mktemp("register")
    subprocess.run(["git", "init", "--quiet", root], check=True)
    commit_on(root, date(2016, 10, 1), {path_of(c.aktenzeichen): written(c) for c in sample()})
    return root, [commit_on(root, day, {path_of(STORY): written(state)}) for day, state in story()]


def build(root: Path, out: Path, cases: Sequence[Case] = CASES, stand: date = STAND, **more: Any) -> Path:
    build_statistics(cases, OFFICE, provenance(stand), out, logs=file_logs(root, "cases"), **more)
    return out


@pytest.fixture(scope="session")
def site(repository: tuple[Path, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(repository[0], tmp_path_factory.mktemp("site") / "statistics", templates=shipped_letters())


def text_of(site: Path, number: str) -> str:
    return (site / "faelle" / f"{number}.html").read_text(encoding="utf-8")


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# --- the history of a file


FILE = """\
# yaml-language-server: $schema=x
aktenzeichen: 2018-0001
eingang:
  datum: 2018-03-05
  kanal: telefon
anliegen:
  - thema: umzug
    kurz: Ein Satz
zustaendig: ombudsstelle
verlauf:
  - datum: 2018-03-06
    ereignis: eingangsbestaetigung
"""
FLUSH = FILE.replace("  - ", "- ").replace("    ", "  ")


@pytest.mark.parametrize("text", [FILE, FLUSH], ids=["indented", "flush"])
@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("", "", ()),
        ("telefon", "brief", ("eingang.kanal",)),
        ("ombudsstelle", "haus", ("zustaendig",)),
        ("Ein Satz", "Kein Satz", ("anliegen",)),
        ("# yaml", "#", ()),
        ("zustaendig:", "stufe: kritisch\nzustaendig:", ("stufe",)),
        ("eingangsbestaetigung\n", "eingangsbestaetigung\n  - datum: 2018-03-07\n    ereignis: abschluss\n", ()),
        ("2018-03-06", "2018-03-07", ("verlauf",)),
    ],
)
def test_what_a_commit_changed(text: str, old: str, new: str, changed: tuple[str, ...]) -> None:
    if text == FLUSH:
        new = new.replace("  - ", "- ").replace("    ", "  ")
    after = text.replace(old, new, 1) if old else text
    assert changed_fields(snapshot(text.encode()), snapshot(after.encode())) == changed


@pytest.mark.parametrize(
    "log",
    [
        "  - datum: 2018-03-06\n    ereignis: abschluss\n  - ereignis: 'storno'\n    datum: 2018-03-07\n",
        "- datum: 2018-03-06\n  ereignis: abschluss\n- ereignis: storno\n  datum: 2018-03-07\n",
        "-   ereignis: abschluss\n    datum: 2018-03-06\n-   ereignis: storno\n",
        "  - {datum: 2018-03-06, ereignis: abschluss}\n  - {ereignis: storno, datum: 2018-03-07}\n",
        "- { ereignis: abschluss, datum: 2018-03-06 }\n- {datum: 2018-03-07,\n   ereignis: storno}\n",
        "  [{ereignis: abschluss}, {datum: 2018-03-07, ereignis: storno}]\n",
        "  - ereignis: abschluss\n    grund: 'Anlass, ereignis: lob'\n  - {ereignis: storno, grund: 'ereignis: lob'}\n",
    ],
    ids=["indented", "flush", "wide", "braces", "braces over lines", "one line", "in a text"],
)
def test_events_are_seen_however_the_log_is_written(log: str) -> None:
    text = f"aktenzeichen: 2018-0001\nanliegen:\n  - ereignis: lob\nverlauf:\n{log}herkunft:\n  ereignis: lob\n"
    assert snapshot(text.encode()).events == ("abschluss", "storno")


def test_a_file_that_is_no_text_has_a_history_too() -> None:
    assert snapshot(b"\xff\x00: {") == Snapshot({"": "\ufffd\x00: {"}, ()) or snapshot(b"\xff\x00: {").events == ()


def test_the_page_tells_the_log_beside_the_commits(site: Path, repository: tuple[Path, list[str]]) -> None:
    text, commits = text_of(site, STORY), repository[1]
    history = re.findall(
        r'<li id="c-(\w+)"><span class="log__day">([\d.]+)</span> <a href="([^"]+)">.*?<span>(.*?)</span>', text
    )
    assert [line[0] for line in history] == [commit[:10] for commit in reversed(commits)]
    assert [line[2] for line in history] == [f"https://forge.example/faelle/commit/{c}" for c in reversed(commits)]
    assert [(line[1], line[3]) for line in history] == [
        ("04.05.2017", "Eingetragen: Wieder geöffnet, Korrektur; Geändert: Stufe, Rückmeldung zugesagt bis, "
         "Maßnahmen, Abschluss › Ergebnis, Bezug"),
        ("20.04.2017", "Geändert: Stufe"),
        ("03.04.2017", "Eingetragen: Abgeschlossen; Geändert: Anliegen, Maßnahmen, Abschluss › Ergebnis"),
        ("28.03.2017", "Eingetragen: Mit anderer Behörde gesprochen, Rückmeldung gegeben"),
        ("06.03.2017", "Eingetragen: Eingang bestätigt"),
        ("01.03.2017", "Akte angelegt mit einem Ereignis"),
    ]  # fmt: skip


def test_where_log_and_commits_do_not_fit_is_said(site: Path) -> None:
    text = plain(text_of(site, STORY))
    for sentence in (
        "Ein Ereignis wurde nachträglich eingetragen.",
        "Ein Eintrag wurde korrigiert.",
        "Der Fall wurde einmal wieder geöffnet.",
        "Am 20.04.2017 nach dem Abschluss geändert: Stufe.",
    ):
        assert sentence in text
    assert "nachgetragen am 28.03.2017" in text
    # Seven months after its events a whole file was begun: said once, not at each of them.
    assert "Die Akte wurde am 01.10.2016 angelegt" not in plain(text_of(site, "2016-0001"))


def test_a_file_begun_long_after_its_events_says_so(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path / "r"], check=True)
    imported = closed_case(1)
    commit_on(tmp_path / "r", date(2018, 1, 10), {path_of("2017-0001"): written(imported)})
    text = plain(text_of(build(tmp_path / "r", tmp_path / "s", [imported]), "2017-0001"))
    assert "Die Akte wurde am 10.01.2018 angelegt und enthielt schon Ereignisse seit dem 15.03.2017." in text
    assert "nachgetragen" not in text


def test_an_invented_file_is_not_blamed_for_its_age(tmp_path: Path) -> None:
    """All of them were written in one day: a note on every page would hide those that matter."""
    subprocess.run(["git", "init", "--quiet", tmp_path / "r"], check=True)
    invented = closed_case(1, beispiel=True)
    commit_on(tmp_path / "r", date(2018, 1, 10), {path_of("2017-0001"): written(invented)})
    assert "Die Akte wurde am" not in text_of(build(tmp_path / "r", tmp_path / "s", [invented]), "2017-0001")


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (case(anliegen=[{"thema": "dauer", "kurz": "x", "gegenstand": "sache"}]).anliegen[0], ("Gegenstand", "Sache")),
        (Vollmacht(stand="liegt_vor", umfang="auskunft"), ("Stand der Vollmacht", "liegt vor")),
        (Vollmacht(stand="liegt_vor", umfang="auskunft"), ("Umfang", "Auskunft")),
        (Vollmacht(stand="nicht_noetig", umfang="vertretung"), ("Umfang", "Vertretung")),
    ],
)
def test_no_field_shows_its_raw_value(record: Record, told: tuple[str, str]) -> None:
    assert Fact(*told) in facts(record, OFFICE)


def test_an_umlaut_stands_with_its_letter() -> None:
    names = ("Verein", "Ämterlotsen", "Anwalt")
    entries = [Entry("1", STAND, None, "", tuple((name,) for _ in FACETS)) for name in names]
    (thirds,) = (choice for choice in choices(entries) if choice.id == "dritte")
    assert thirds.values == ("Ämterlotsen", "Anwalt", "Verein")


def test_without_git_there_are_pages_without_history(tmp_path: Path) -> None:
    build_statistics(CASES[:2], OFFICE, provenance(), tmp_path / "s")
    assert "Die Datei ist noch nicht eingecheckt." in text_of(tmp_path / "s", "2016-0001")


def test_at_an_earlier_stand_later_events_are_not_there(repository: tuple[Path, list[str]], tmp_path: Path) -> None:
    text = plain(text_of(build(repository[0], tmp_path / "s", CASES[-1:], date(2017, 4, 10)), STORY))
    assert "Wieder geöffnet" not in text.partition("Geschichte der Datei")[0] and "abgeschlossen" in text


def test_related_cases_name_each_other(site: Path) -> None:
    assert 'Zusammenhang: <a href="2016-0001.html">2016-0001</a>' in text_of(site, STORY)
    assert f'Zusammenhang: <a href="{STORY}.html">{STORY}</a>' in text_of(site, "2016-0001")


def test_every_letter_that_is_offered_is_a_file_and_every_file_is_offered(tmp_path: Path) -> None:
    cases = [case(n, rueckmeldung_bis="2017-03-15") for n in (1, 2)]
    build_statistics(cases, OFFICE, provenance(date(2017, 3, 2)), tmp_path / "s", templates=shipped_letters())
    links = [
        link
        for n in (1, 2)
        for link in re.findall(r'href="\.\./(schreiben/[^"]+)"', text_of(tmp_path / "s", f"2017-000{n}"))
    ]
    assert links == [f"schreiben/2017-000{n}-eingangsbestaetigung.docx" for n in (1, 2)]
    assert {f"schreiben/{path.name}" for path in (tmp_path / "s" / "schreiben").iterdir()} == set(links)


# --- nothing about people


def test_no_file_says_who_committed_at_what_hour_or_names_a_small_unit(site: Path) -> None:
    written_files = [path for path in site.rglob("*") if path.suffix in (".html", ".js", ".csv", ".json")]
    assert len(written_files) > 300
    for path in written_files:
        text = path.read_text(encoding="utf-8")
        for forbidden in (AUTHOR, "13:47", "Nebenstelle", "nebenstelle", "ombud-1"):
            assert forbidden not in text, (path.name, forbidden)


@pytest.mark.parametrize(
    ("field", "old", "new", "shown"),
    [
        ("rueckmeldung_bis", "20.03.2017", "21.03.2017", ["20.03.2017", "21.03.2017"]),
        ("eingang.uhrzeit", "13:47", "14:12", []),
        ("Verlauf.2.uhrzeit", "13:47", "14:12", []),
        ("eingang.erfasst_von", "ombud-1", "ombud-2", []),
        ("durch", "ombud-1", "ombud-2", []),
        ("person.pseudonym", "B. M.", "M. B.", []),
        ("zustaendig", "nebenstelle", "leistung-nord", ["Kleine Einheiten", "Leistung-Nord"]),
        ("anliegen.1.betrifft", "leer", "Nebenstelle", ["leer", "Kleine Einheiten"]),
        ("massnahmen.1.verantwortlich", "aussenstelle", "leer", ["Kleine Einheiten", "leer"]),
        ("eingang.stelle", "archiv", "ombudsstelle", ["archiv", "Ombudsstelle"]),
    ],
)
def test_a_correction_tells_no_value_that_its_field_would_not_show(
    field: str, old: str, new: str, shown: list[str]
) -> None:
    correction = {"feld": field, "alt": old, "neu": new, "grund": "Verschrieben"}
    event = case(log=[("2017-05-04", "korrektur", correction)]).verlauf[0]
    found = {fact.name: fact.value for fact in event_facts(event, OFFICE)}
    assert (found["Feld"], found["Grund"]) == (field, "Verschrieben")
    assert [found[name] for name in ("Alter Wert", "Neuer Wert") if name in found] == shown


# --- evidence


def decoded(script: str) -> dict[str, Any]:
    """What the page reads from a script of evidence."""
    found = re.fullmatch(r"beleg\(JSON\.parse\((.*)\)\);\n", script)
    assert found
    data: dict[str, Any] = json.loads(json.loads(found[1]))
    return data


def steps(text: str) -> list[int]:
    place, places = -1, []
    for step in text.split(",") if text else []:
        place += int(step, 36) if step else 1
        places.append(place)
    return places


def rows_of(data: dict[str, Any], figure: str, entry: str, which: int) -> list[int]:
    rows, text = steps(data["faelle"]), data["mengen"][data["zahlen"][figure][entry][which]]
    if text == "*":
        return rows
    if text.startswith("."):
        return [rows[place] for place in steps(text[1:])]
    bits = np.unpackbits(np.frombuffer(b64decode(text + "=" * (-len(text) % 4)), dtype=np.uint8), bitorder="little")
    return [row for row, bit in zip(rows, bits.tolist(), strict=False) if bit]


SETS = st.sets(st.integers(0, 400), max_size=120)


@given(st.lists(st.tuples(SETS, SETS), min_size=1, max_size=6))
def test_evidence_is_read_as_it_was_written(pairs: list[tuple[set[int], set[int]]]) -> None:
    figures = [
        Evidence(f"K{n}.x", "Name", "1", positions(sorted(one)), positions(sorted(other)))
        for n, (one, other) in enumerate(pairs)
    ]
    data = decoded(evidence_script("2017", "2017", "2017.html", figures))
    for n, (one, other) in enumerate(pairs):
        assert (rows_of(data, f"K{n}.x", "", 0), rows_of(data, f"K{n}.x", "", 1)) == (sorted(one), sorted(other))


def test_every_figure_has_its_cases(site: Path) -> None:
    period = parse_period("2017")
    assert isinstance(period, Period)
    records = measure_frames(frames_of(case_states(CASES, STAND), OFFICE, STAND), [period])["2017"]
    data = decoded((site / "belege" / "2017.js").read_text(encoding="utf-8"))
    assert len(records) > 300
    for record in records:
        key = evidence_address(record).partition("/")[2].partition(":")
        if len(record.behind.among):
            assert rows_of(data, key[0], key[2], 0) == sorted(record.behind.counted.tolist())
            assert rows_of(data, key[0], key[2], 1) == sorted(record.behind.among.tolist())


# --- what is kept between builds


def made(site: Path, before: Mapping[str, int]) -> set[str]:
    """Files of cases that are not those of the build before."""
    return {path.name for path in (site / "faelle").iterdir() if path.stat().st_ino != before.get(path.name)}


def inodes(site: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (site / "faelle").iterdir()}


@pytest.fixture
def built(repository: tuple[Path, list[str]], tmp_path: Path) -> Path:
    return build(repository[0], tmp_path / "s", FEW)


def test_a_second_build_makes_no_case_anew_and_a_new_day_few(repository: tuple[Path, list[str]], built: Path) -> None:
    before = inodes(built)
    build(repository[0], built, FEW)
    assert made(built, before) == {"liste.html"}
    build(repository[0], built, FEW, STAND + timedelta(1))
    assert len(made(built, before)) < 4


def test_at_an_earlier_stand_a_case_has_the_kind_of_then_and_no_closing(
    repository: tuple[Path, list[str]], tmp_path: Path
) -> None:
    log = [("2018-05-03", "umwandlung", {"art": "hinweis", "alt": "beschwerde"}), ("2018-05-04", "abschluss")]
    closing = {"ergebnis": "beantwortet", "begruendung": "Erst am Ende bekannt"}
    later = case(777, art="hinweis", eingang={"datum": "2018-04-20"}, log=log, abschluss=closing)
    for stand, kind, known in ((date(2018, 5, 2), "Beschwerde", False), (date(2018, 5, 4), "Hinweis", True)):
        page = plain(text_of(build(repository[0], tmp_path / str(stand), [later], stand), later.aktenzeichen))
        assert f"Art {kind} Eingang" in page
        assert ("Erst am Ende bekannt" in page) == known
    states = [state for day in (2, 4) for state in case_states([later], date(2018, 5, day))]
    lines = [line.kind for state in states for line in plain_lines([entry_of(state, OFFICE)])]
    assert lines == ["Beschwerde", "Hinweis"]


LATER = case(
    778,
    eingang={"datum": "2018-04-20"},
    rechtsbehelf={
        "ergebnis": "ja",
        "weg": "widerspruch",
        "geprueft_am": "2018-04-20",
        "uebergeben_am": "2018-05-04",
        "daneben_beschwerde": True,
    },
    anliegen=[{"thema": "dauer", "kurz": "Ein Satz", "begruendet": "ja", "gruende": ["bearbeitungsfehler"]}],
    stufe="kritisch",
    log=[
        ("2018-04-23", "einstufung", {"stufe": "prozessbezogen"}),
        ("2018-05-03", "einstufung", {"stufe": "kritisch"}),
        ("2018-05-04", "doppelt", {"ziel": "2016-0001"}),
    ],
    massnahmen=[
        {
            "text": "Neues Blatt",
            "verantwortlich": "leistung-nord",
            "frist": "2018-06-01",
            "stand": "umgesetzt",
            "umgesetzt_am": "2018-05-04",
            "wirkung_geprueft": "2018-05-05",
            "wirkung": "Weniger Fragen",
        }
    ],
)


def told(one: Case, day: date) -> str:
    """All words of the page of a case at a stand."""
    (page,) = case_pages(site_of([one], OFFICE, provenance(day), NOTHING_COLLECTED, None))
    return " ".join(re.findall(r"'([^']*)'", str(page.values()["case"])))


@pytest.mark.parametrize(
    ("day", "words", "known"),
    [
        ("2018-05-02", "Stufe prozessbezogen", True),
        ("2018-05-02", "Stufe kritisch", False),
        ("2018-05-03", "Stufe kritisch", True),
        ("2018-05-03", "04.05.2018", False),
        ("2018-05-04", "Übergeben am 04.05.2018", True),
        ("2018-05-03", "2016-0001", False),
        ("2018-05-04", "2016-0001", True),
        ("2018-05-03", "begründet", False),
        ("2018-05-03", "Stand beschlossen", True),
        ("2018-05-04", "Umgesetzt am 04.05.2018", True),
        ("2018-05-04", "Weniger Fragen", False),
        ("2018-05-05", "Weniger Fragen", True),
    ],
)
def test_the_page_of_a_case_tells_nothing_of_a_later_day(day: str, words: str, known: bool) -> None:
    assert (words in told(LATER, date.fromisoformat(day))) is known


def test_a_ruling_is_told_when_the_case_is_closed() -> None:
    closed = closed_case(779, "2018-05-01", eingang={"datum": "2018-04-20"})
    assert ["begründet" in told(closed, date(2018, *day)) for day in ((4, 30), (5, 1))] == [False, True]


def test_a_changed_case_is_made_anew(repository: tuple[Path, list[str]], built: Path) -> None:
    before = inodes(built)
    changed = FEW[10].model_copy(update={"stufe": "kritisch"})
    build(repository[0], built, [changed if c is FEW[10] else c for c in FEW])
    assert made(built, before) == {"liste.html", f"{changed.aktenzeichen}.html"}
    assert "kritisch" in text_of(built, changed.aktenzeichen)


def test_two_builds_have_the_same_bytes(site: Path, repository: tuple[Path, list[str]], tmp_path: Path) -> None:
    build(repository[0], tmp_path / "s", templates=shipped_letters())
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "s" / path.relative_to(site)).read_bytes(), path


@pytest.mark.parametrize("state", ["{", "[]", '{"grundlage": 1}', None], ids=["broken", "list", "other", "none"])
def test_a_page_that_was_changed_by_hand_or_a_lost_note_is_made_anew(
    repository: tuple[Path, list[str]], built: Path, state: str | None
) -> None:
    good = text_of(built, "2016-0001")
    (built / "faelle" / "2016-0001.html").write_text("kaputt", encoding="utf-8")
    if state is not None:
        (built / ".stand.json").write_text(state, encoding="ascii")
    (built / "faelle" / "2016-0002.html").unlink()
    build(repository[0], built, FEW)
    assert text_of(built, "2016-0001") == good
    assert (built / "faelle" / "2016-0002.html").is_file()


def test_other_settings_make_every_page_anew(repository: tuple[Path, list[str]], built: Path) -> None:
    before = inodes(built)
    other = OFFICE.model_copy(update={"name": "Jobcenter Anderswo"})
    build_statistics(FEW, other, provenance(), built, logs=file_logs(repository[0], "cases"))
    assert made(built, before) == set(before)


def test_every_link_to_cases_finds_them(site: Path) -> None:
    """As the register reads it: the figure up to the colon, behind it the entry of a dimension."""
    scripts = {path.stem: decoded(path.read_text(encoding="utf-8")) for path in (site / "belege").glob("*.js")}
    links = {
        (page.name, unquote(html.unescape(link)))
        for page in site.glob("*.html")
        for link in re.findall(r'href="faelle\.html#beleg=([^"&]+)', page.read_text(encoding="utf-8"))
    }
    assert {page for page, _ in links} >= {"ueberblick.html", "2017.html", "schwachstellen.html"}
    lost = []
    for page, link in sorted(links):
        label, _, key = link.removesuffix("/alle").partition("/")
        figure, _, entry = key.partition(":")
        if not scripts.get(label, {"zahlen": {}})["zahlen"].get(figure, {}).get(entry):
            lost.append((page, link))
    assert lost == []


# --- the page of measures and weaknesses


def test_the_page_of_weaknesses_prints_the_measured_false_alarms(site: Path) -> None:
    from casebook.signals import FALSE_ALARMS

    text = plain((site / "schwachstellen.html").read_text(encoding="utf-8"))
    measured = (FALSE_ALARMS.chance, FALSE_ALARMS.clumped, FALSE_ALARMS.found)
    words = [f"{value / 10:.1f}".replace(".", ",").removesuffix(",0") for value in measured]
    assert f"{words[0]}&nbsp;% aller Blicke auf diese Seite zeigen einen falschen Alarm" in text
    assert f"in Schüben, sind es {words[1]}&nbsp;%" in text and f"wird es in {words[2]}&nbsp;% der Fälle" in text


def test_what_repeats_is_one_sentence_with_its_cases(tmp_path: Path) -> None:
    many = [
        case(
            n,
            eingang={"datum": "2018-04-10"},
            anliegen=[{"thema": "umzug", "kurz": "x", "betrifft": "haus", "prozess": "J4"}],
        )
        for n in range(1, 6)
    ]
    build_statistics(many, OFFICE, provenance(), tmp_path / "s")
    text = (tmp_path / "s" / "schwachstellen.html").read_text(encoding="utf-8")
    assert "„Umzug“ bei Haus: 5 Beschwerden in den letzten drei Monaten." in text
    assert 'href="faelle.html#beleg=schwachstellen/wieder-umzug-haus.faelle"' in text and "J4 Umzug" in text
    data = decoded((tmp_path / "s" / "belege" / "schwachstellen.js").read_text(encoding="utf-8"))
    assert rows_of(data, "wieder-umzug-haus.faelle", "", 0) == [0, 1, 2, 3, 4]


def test_heads_of_the_heat_map_are_divided_where_german_does(site: Path) -> None:
    page = (site / "schwachstellen.html").read_text(encoding="utf-8")
    heads = re.findall(r'<th scope="col" class="right">([^<]+)</th>', page)
    assert {"alle", "Leistung-Nord", "Ombuds\N{SOFT HYPHEN}stelle"} <= set(heads)


@pytest.mark.parametrize(
    ("measure", "group"),
    [
        ({"frist": "2018-05-01", "stand": "beschlossen"}, "ueberfaellig"),
        ({"frist": "2018-05-02", "stand": "in_arbeit"}, "offen"),
        ({"frist": "2018-04-01", "stand": "umgesetzt", "umgesetzt_am": "2018-05-02"}, "ungeprueft"),
        ({"frist": "2018-04-01", "stand": "umgesetzt"}, "ungeprueft"),
        ({"frist": "2018-04-01", "stand": "umgesetzt", "umgesetzt_am": "2018-05-03"}, "ueberfaellig"),
        ({"frist": "2018-04-01", "stand": "umgesetzt", "wirkung_geprueft": "2018-05-01"}, "geprueft"),
        ({"frist": "2018-04-01", "stand": "verworfen"}, "verworfen"),
    ],
)
def test_measures_stand_where_they_are(measure: dict[str, str], group: str) -> None:
    given = {"text": "Neues Blatt", "verantwortlich": "nebenstelle"} | measure
    assert group_of(Massnahme.model_validate(given), STAND) == group
    assert group in GROUPS


# --- in the browser


PHONE = {"width": 320, "height": 700}
OURS = ("faelle.html", "faelle/liste.html", f"faelle/{STORY}.html", "schwachstellen.html", "massnahmen.html")


def numbers(page: Page) -> list[str]:
    return page.locator("#faelle tbody th").all_inner_texts()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
class TestInBrowser:
    def test_from_a_figure_to_its_cases_to_the_commit(
        self, opened: Callable[..., Page], repository: tuple[Path, list[str]]
    ) -> None:
        page = opened("2017.html")
        link = page.locator(
            "a[href='faelle.html#beleg=2017/K14.quote']:visible, a[href^='faelle.html#beleg=2017/']:visible"
        )
        link.first.click()
        expect(page.locator("#beleg")).to_contain_text("Gezeigt sind nur die Fälle hinter einer Zahl: ")
        page.goto(page.url.partition("#")[0] + "#beleg=2017/K01.anzahl:art=anregung")
        wanted = sorted(c.aktenzeichen for c in CASES if c.art == "anregung" and c.eingang.datum.year == 2017)
        expect(page.locator("#anzahl")).to_have_text(f"{len(wanted)} von {len(CASES)} Fällen")
        assert sorted(numbers(page)) == wanted
        assert "nach Art: Anregung, 2017:" in page.locator("#beleg").inner_text()
        page.goto(page.url.partition("#")[0] + "#beleg=2017/K01.anzahl&suche=" + STORY)
        expect(page.locator("#anzahl")).to_have_text(f"1 von {len(CASES)} Fällen")
        page.get_by_role("link", name=STORY, exact=True).click()
        assert page.url.endswith(f"faelle/{STORY}.html")
        page.locator(".log__commit").last.click()
        commit = page.locator(".history a").first
        assert commit.get_attribute("href") == f"https://forge.example/faelle/commit/{repository[1][-1]}"
        page.go_back()
        page.go_back()
        expect(page.locator("#anzahl")).to_have_text(f"1 von {len(CASES)} Fällen")
        page.get_by_role("link", name="Zurück zur Zahl").click()
        assert page.url.endswith("/2017.html#K01")

    def test_the_cases_of_a_share_and_those_among_which_they_were_counted(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#beleg=2017/K09E.quote")
        counted = page.locator("#anzahl").inner_text().split()[0]
        page.get_by_role("link", name="Alle, unter denen gezählt wurde").click()
        expect(page.locator("#beleg")).to_contain_text(f"Nur die gezählten ({counted})")
        assert page.url.endswith("#beleg=2017/K09E.quote/alle")
        page.get_by_role("link", name="Alle Fälle zeigen").click()
        expect(page.locator("#anzahl")).to_contain_text(f"{len(CASES)} von {len(CASES)} Fällen")
        assert not page.locator("#beleg").is_visible()

    @pytest.mark.parametrize("key", ["2017/K99.x", "2017/", "x", "2017/K01.anzahl:art=x"])
    def test_a_figure_that_is_not_there_says_so(self, opened: Callable[..., Page], key: str) -> None:
        page = opened(f"faelle.html#beleg={key}")
        expect(page.locator("#beleg")).to_contain_text("Zu dieser Zahl sind keine Fälle verzeichnet.")
        assert page.locator("#anzahl").inner_text() == f"0 von {len(CASES)} Fällen"

    def test_filter_sort_address_and_back(self, opened: Callable[..., Page]) -> None:
        page, total = opened("faelle.html"), len(CASES)
        count = page.locator("#anzahl")
        assert count.inner_text() == f"{total} von {total} Fällen (100 gezeigt)"
        assert numbers(page)[:2] == ["2018-9999", "2018-0250"]
        page.get_by_label("Art", exact=True).select_option("Lob")
        page.get_by_label("Suche im Text").fill("KAUTION")
        lobs = [c for c in CASES if c.art == "lob" and c.anliegen[0].thema == "kaution"]
        assert count.inner_text() == f"{len(lobs)} von {total} Fällen"
        page.get_by_role("button", name="Aktenzeichen").click()
        assert numbers(page) == [c.aktenzeichen for c in lobs]
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
        address = page.url.partition("#")[2]
        assert address == "sortiert=aktenzeichen&richtung=auf&art=Lob&suche=KAUTION"
        page.reload()
        assert numbers(page) == [c.aktenzeichen for c in lobs]
        assert page.get_by_label("Suche im Text").input_value() == "KAUTION"
        page.go_back()
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
        page.get_by_role("button", name="Zurücksetzen").click()
        expect(count).to_have_text(f"{total} von {total} Fällen (100 gezeigt)")

    @pytest.mark.parametrize(
        ("facet", "value", "fits"),
        [
            ("jahr", "2017", lambda c: c.eingang.datum.year == 2017),
            ("thema", "Mietkaution", lambda c: c.anliegen[0].thema == "kaution"),
            ("zustaendig", "Kleine Einheiten", lambda c: c.zustaendig == "nebenstelle"),
            ("kanal", "Brief", lambda c: c.eingang.kanal == "brief"),
            ("dritte", "Verein", lambda c: c.eingang.zugang == "dritte" and c.dritte and c.dritte.art == "verein"),
            ("status", "wieder offen", lambda c: c.aktenzeichen == STORY),
            ("traeger", "gibt es nicht", lambda c: False),
        ],
    )
    def test_facets(self, opened: Callable[..., Page], facet: str, value: str, fits: Callable[[Case], bool]) -> None:
        page = opened(f"faelle.html#{facet}={value}")
        wanted = f"{sum(map(bool, map(fits, CASES)))} von {len(CASES)} Fällen"
        assert page.locator("#anzahl").inner_text().startswith(wanted)

    def test_more_are_shown_and_stay_shown_and_empty_days_come_last(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html")
        page.get_by_role("button", name="Weitere zeigen").click()
        assert page.evaluate("document.activeElement.textContent") == numbers(page)[100]
        for direction in ("auf", "ab"):
            page.get_by_role("button", name="Zugesagt bis").click()
            page.get_by_role("button", name="Weitere zeigen").click()
            page.get_by_role("button", name="Weitere zeigen").click()
            page.reload()
            cells = page.locator("#faelle tbody tr td:nth-child(8)").all_inner_texts()
            days = [date(int(c[6:10]), int(c[3:5]), int(c[:2])) for c in cells if c]
            assert (len(cells), cells[-1]) == (len(CASES), "")
            assert days == sorted(days, reverse=direction == "ab")
        assert not page.get_by_role("button", name="Weitere zeigen").is_visible()

    def test_text_of_a_case_is_shown_as_text(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#suche=7*7")
        page.get_by_label("Suche im Text").fill("{{ 7 * 7 }}")
        assert page.locator("#faelle tbody td p").inner_text().split() == NASTY.split()
        page.get_by_role("link", name="2018-9999", exact=True).click()
        assert page.locator(".lead").inner_text().split() == NASTY.split()
        assert page.title().startswith("2018-9999 – ")

    def test_without_scripts_a_plain_list_leads_to_every_case(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html", java_script_enabled=False)
        assert not page.locator("#filter").is_visible() and not page.locator("#faelle").is_visible()
        page.get_by_role("link", name="einfache Liste").click()
        assert page.locator("tbody th").count() == len(CASES)
        page.get_by_role("link", name="2018-9999").click()
        assert "Stand und Fassung des Registers" in page.locator("footer").inner_text()

    def test_a_page_of_a_case_says_the_state_of_the_register(self, opened: Callable[..., Page]) -> None:
        foot = opened(f"faelle/{STORY}.html").locator("#stand")
        expect(foot).to_contain_text("Register: Stand 2.\u00a0Mai 2018")

    @pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "320"])
    def test_axe_finds_nothing(self, opened: Callable[..., Page], look: dict[str, Any]) -> None:
        for name in (*OURS, "faelle.html#beleg=2017/K09E.quote&kanal=Brief"):
            page = opened(name, bypass_csp=True, **look)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "preload": False}
            found = page.evaluate("options => axe.run(document, options)", options)["violations"]
            assert [(name, rule["id"], rule["nodes"][0]["html"]) for rule in found] == []

    @pytest.mark.parametrize("name", OURS)
    def test_no_sideways_scrolling_on_a_narrow_phone(self, opened: Callable[..., Page], name: str) -> None:
        page = opened(name, viewport=PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    def test_20000_rows_are_ready_and_searched_without_lag(self, browser: Browser, site: Path, tmp_path: Path) -> None:
        shutil.copytree(site, tmp_path / "s", ignore=shutil.ignore_patterns("faelle", "belege", "20*", "schreiben"))
        many = [
            CASES[n % 250].model_copy(update={"aktenzeichen": f"{2008 + n % 10}-{n:04}"}) for n in range(1000, 21_000)
        ]
        script = register_script([entry_of(state, OFFICE) for state in case_states(many, STAND)], {})
        (tmp_path / "s" / "faelle.js").write_text(script, encoding="utf-8")
        page = browser.new_page()
        page.add_init_script(
            "new MutationObserver(() => {"
            "  if (document.querySelector('#faelle.ready')) window.ready ??= performance.now();"
            "}).observe(document, { subtree: true, childList: true, attributes: true });"
        )
        page.goto((tmp_path / "s" / "faelle.html").as_uri())
        page.wait_for_selector("#faelle.ready")
        assert page.locator("#anzahl").inner_text() == "20.000 von 20.000 Fällen (100 gezeigt)"
        assert page.evaluate("window.ready") < 1000
        search = "f => { const s = performance.now(); f.value = 'umzug verein'; f.dispatchEvent(new Event('input', "
        taken = page.locator("#suche").evaluate(search + "{ bubbles: true })); return performance.now() - s; }")
        assert taken < 500 and page.locator("#faelle tbody tr").count() == 100
        page.close()

    def test_cards_on_a_phone_name_only_what_is_there(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#suche=2018-9999", viewport=PHONE)
        card = page.locator("#faelle tbody tr")
        assert card.count() == 1 and not card.locator("td:nth-child(8)").is_visible()
        assert page.get_by_role("button", name="Eingang").is_visible()

    def test_keyboard_reaches_the_content_and_the_filters(self, opened: Callable[..., Page]) -> None:
        page = opened("faelle.html#art=Lob")
        for key in ("Tab", "Enter", "Tab"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == "suche"
        assert "Lob" in page.locator("#faelle tbody tr").first.inner_text()
