"""Pages of periods and themes: every figure as computed, beside earlier ones and targets; nothing about a person."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from build_cases import CHARTS, OUTSIDE, STAND, case, closed_case, office, provenance
from build_site import Content, sample

from casebook.calendars import OutsideCalendar
from casebook.measures import Record, case_states, frames_of, measure_frames
from casebook.measures.catalogue import CATALOGUE
from casebook.measures.compare import Change, aim, change
from casebook.measures.frames import OHNE_ANGABE
from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.pages.answers import effects_sentence
from casebook.pages.comparing import change_words
from casebook.pages.contents import CHAPTERS
from casebook.pages.evidence import evidence_address
from casebook.pages.figures import section
from casebook.pages.german_csv import german_csv
from casebook.pages.labels import entry_name, number
from casebook.pages.sentences import UPHELD, promises_sentence, share_sentence
from casebook.pages.statistics import build_statistics, site_of
from casebook.pages.summary import summary
from casebook.pages.themes import MEASURES, THEMES, Parts, Ranking, Stacked, shown
from casebook.periods import Period, containing, parse_period, previous, year_before

OFFICE = office(kontakt=None)
CASES = sample()
RULED = "Begründete Beschwerden nach Abschluss"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("zeitraum"), CASES, outside=OUTSIDE)


def built(
    folder: Path,
    cases: Sequence[Case],
    stand: date = STAND,
    *,
    outside: Outside = NOTHING_COLLECTED,
    house: Office = OFFICE,
) -> Path:
    build_statistics(cases, house, provenance(stand), folder / "s", outside=outside, shelf=CHARTS)
    return folder / "s"


def period(label: str) -> Period:
    parsed = parse_period(label)
    assert isinstance(parsed, Period)
    return parsed


def computed(labels: Sequence[str], cases: Sequence[Case] = CASES) -> Mapping[str, list[Record]]:
    frames = frames_of(case_states(cases, STAND), OFFICE, STAND, OUTSIDE)
    return measure_frames(frames, [period(label) for label in labels])


def text_of(page: Path) -> str:
    """What a reader sees: without tags, every space an ordinary one."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8"))).split())


# --- the table of themes


def test_every_measure_of_the_catalogue_stands_in_exactly_one_theme() -> None:
    placed = [id for theme in THEMES for id in theme.measures]
    assert sorted(placed) == sorted(measure.id for measure in CATALOGUE)


def test_every_dimension_of_every_measure_is_shown_once() -> None:
    found = [(item.measure.id, entry.id) for theme in THEMES for item in shown(theme) for entry in item.dimensions]
    assert sorted(found) == sorted((measure.id, entry.id) for measure in CATALOGUE for entry in measure.dimensions)


def test_charts_and_tables_are_of_parts_and_dimensions_that_exist() -> None:
    for theme in THEMES:
        for split in theme.splits:
            id, _, dimension = split.partition(".")
            assert dimension in {entry.id for entry in MEASURES[id].dimensions}, split
        for plan in theme.charts:
            parts = plan.parts if isinstance(plan, Parts) else () if isinstance(plan, Stacked) else (plan.part,)
            for part in parts:
                assert MEASURES[plan.measure].part(part.rpartition(".")[2])
            if isinstance(plan, Ranking):
                assert plan.dimension in {entry.id for entry in MEASURES[plan.measure].dimensions}, plan


def test_no_two_pages_or_files_are_called_the_same() -> None:
    """The later one would silently replace the other."""
    data = replace(site_of(CASES[:20], OFFICE, provenance(), OUTSIDE, None), published={})
    files = [part.file for chapter in CHAPTERS for part in chapter.make(data)]
    assert len(files) > 100
    assert [file for file in files if files.count(file) > 1] == []


# --- figures


@pytest.mark.parametrize("label", ["2017", "2018", "2017-H1", "2017-Q3", "2017-03", "2018-05"])
def test_figures_on_a_page_are_those_of_the_records(site: Path, label: str) -> None:
    content, records = Content(site / f"{label}.html"), computed([label])[label]
    for record in (record for record in records if not record.by):
        texts = " ".join(content.sections[record.id])
        table = " ".join(" ".join(row) for rows in content.tables.values() for row in rows)
        value = number(record.value) if record.collected else "nicht erhoben"
        assert value in texts or value in table, (record.id, record.part, texts)
    for measure in CATALOGUE:
        assert measure.definition in " ".join(content.sections[measure.id]), measure.id
    known = {(record.id, *record.by) for record in records if OHNE_ANGABE not in record.by.values()}
    for record in records:
        if record.by and (record.id, *record.by) in known and MEASURES[record.id].part(record.part).listed:
            assert cell_text(record) in row_of(content, record), (record.id, record.part, record.by)


def cell_text(record: Record) -> str:
    """How a value stands in a table; `Content` makes every space an ordinary one."""
    return (
        f"{number(record.value)} %" if record.unit == "prozent" and record.value is not None else number(record.value)
    )


def row_of(content: Content, record: Record) -> list[str]:
    (dimension, entry), measure = next(iter(record.by.items())), MEASURES[record.id]
    phrase = next(found.phrase for found in measure.dimensions if found.id == dimension)
    table = next(rows for caption, rows in content.tables.items() if caption.startswith(f"{measure.name} {phrase}"))
    return next(row for row in table if row[0] == entry_name(OFFICE, dimension, entry))


def test_every_figure_leads_to_its_cases(site: Path) -> None:
    text = unescape((site / "2017-Q3.html").read_text(encoding="utf-8"))
    for record in computed(["2017-Q3"])["2017-Q3"]:
        if not record.by and record.collected and len(record.behind.counted):
            assert f'href="{evidence_address(record)}"' in text, (record.id, record.part)
        if not record.by and record.denominator and len(record.behind.among):
            assert f'href="{evidence_address(record, among=True)}"' in text, (record.id, record.part)


def test_a_nought_leads_nowhere(site: Path) -> None:
    text = unescape((site / "2017-Q3.html").read_text(encoding="utf-8"))
    noughts = [entry for entry in computed(["2017-Q3"])["2017-Q3"] if entry.numerator == 0 and not entry.by]
    assert len(noughts) > 10
    assert [entry.id for entry in noughts if f'href="{evidence_address(entry)}"' in text] == []


def test_a_period_stands_beside_the_one_before_and_the_same_of_the_year_before(site: Path) -> None:
    rows = Content(site / "2017-12.html").tables["Eingänge, Dezember 2017 im Vergleich"]
    assert rows[0] == ["Kennzahl", "Dezember 2017", "November 2017", "Dezember 2016", "Ziel"][: len(rows[0])]
    records = computed(["2017-12", "2017-11", "2016-12"])
    now, before, year = (
        next(r for r in records[label] if (r.id, r.part) == ("K01", "anzahl") and not r.by)
        for label in ("2017-12", "2017-11", "2016-12")
    )
    assert rows[1][1].startswith(f"{now.value} Fälle")
    for cell, earlier in ((rows[1][2], before), (rows[1][3], year)):
        found = change(earlier, now)
        assert found is not None
        assert cell == f"{earlier.value} Fälle{' '.join(words_of(found, now))}"


def words_of(found: Change, record: Record) -> tuple[str, str]:
    words = change_words(found, record.unit)
    return words.sign, words.text


def test_a_year_has_one_year_to_compare_with_and_says_where_there_is_none(site: Path) -> None:
    rows = Content(site / "2017.html").tables["Eingänge, 2017 im Vergleich"]
    assert rows[0] == ["Kennzahl", "2017", "2016", "Ziel"]
    assert "Zum Vergleich fehlt: 2015." in text_of(site / "2016.html")


def test_targets_stand_beside_figures_and_counts_only_beside_the_whole_year(site: Path) -> None:
    tables = Content(site / "2017.html").tables
    assert tables["Eingänge, 2017 im Vergleich"][1][-1] == "höchstens 200 Fälle✓ erreicht"
    kept = next(row for row in tables["Fristen und Dauer, 2017 im Vergleich"] if row[0].startswith("Zugesagter"))
    assert kept[-1] == "mindestens 90 %✗ nicht erreicht"
    month = Content(site / "2017-03.html").tables
    assert "Ziel" not in month["Eingänge, März 2017 im Vergleich"][0]
    assert month["Fristen und Dauer, März 2017 im Vergleich"][0][-1] == "Ziel"
    running = next(
        row
        for row in Content(site / "2018.html").tables["Fristen und Dauer, 2018 im Vergleich"]
        if "Abschluss" in row[0]
    )
    assert running[-1].startswith("höchstens 60 Arbeitstage✓ bisher erreicht")


def test_unfinished_periods_are_marked_and_not_compared(site: Path) -> None:
    for label, marked in (("2018", True), ("2018-H1", True), ("2018-05", True), ("2018-04", False), ("2017", False)):
        text = (site / f"{label}.html").read_text(encoding="utf-8")
        assert ("Dieser Zeitraum ist noch nicht zu Ende" in text, 'class="badge"' in text) == (marked, marked)
    assert not re.search(r"[▲▼]", (site / "2018-Q2.html").read_text(encoding="utf-8"))
    assert re.search(r"[▲▼]", (site / "2018-Q1.html").read_text(encoding="utf-8"))


def test_months_to_come_are_not_zero(site: Path) -> None:
    content = Content(site / "2018.html")
    rows = content.tables["Eingänge 2018 nach Monat und Art (Fälle)"]
    assert rows[5][0] == "Mai 2018" and rows[5][-1] != "–"
    assert [row[-1] for row in rows[6:]] == ["–"] * 7
    assert "Blasse Säule: Mai 2018 läuft noch." in content.sections["verlauf"]


def test_a_period_says_the_main_things_in_sentences(site: Path) -> None:
    records = {(r.id, r.part): r for r in computed(["2017"])["2017"] if not r.by}
    received, kept = records["K01", "anzahl"], records["K08", "quote"]
    text = text_of(site / "2017.html")
    assert f"{number(received.value)} Fälle gingen ein, " in text
    kept_words = f"wurden {number(kept.numerator)} ({number(kept.value)} %) gehalten"
    assert f"Von {number(kept.denominator)} zugesagten Terminen mit Antwort {kept_words}" in text


def share(numerator: int, denominator: int) -> Record:
    return record(100 * numerator / denominator if denominator else None, denominator, numerator=numerator)


def overdue(count: int) -> Record:
    return record(count, None, numerator=count, unit="faelle", part="offen_ueberfaellig")


@pytest.mark.parametrize(
    ("kept", "late", "words"),
    [
        ((0, 0), 0, ""),
        ((0, 0), 1, "1 Zusage ist überfällig und ohne Antwort."),
        ((0, 0), 2, "2 Zusagen sind überfällig und ohne Antwort."),
        ((0, 1), 0, "Der eine zugesagte Termin mit Antwort wurde nicht gehalten."),
        ((1, 1), 0, "Der eine zugesagte Termin mit Antwort wurde gehalten."),
        ((0, 4), 0, "Von 4 zugesagten Terminen mit Antwort wurde keiner (0,0 %) gehalten."),
        ((1, 4), 0, "Von 4 zugesagten Terminen mit Antwort wurde 1 (25,0 %) gehalten."),
        (
            (4, 4),
            1,
            "Von 4 zugesagten Terminen mit Antwort wurden 4 (100,0 %) gehalten; "
            "1 weitere Zusage ist überfällig und ohne Antwort.",
        ),
        (
            (3, 4),
            1200,
            "Von 4 zugesagten Terminen mit Antwort wurden 3 (75,0 %) gehalten; "
            "1.200 weitere Zusagen sind überfällig und ohne Antwort.",
        ),
    ],
)
def test_kept_promises_in_words(kept: tuple[int, int], late: int, words: str) -> None:
    assert promises_sentence(share(*kept), overdue(late)).replace("\N{NO-BREAK SPACE}", " ") == words


@pytest.mark.parametrize(
    ("upheld", "words"),
    [
        ((0, 0), ""),
        ((0, 1), "Die eine bewertete Beschwerde war unbegründet"),
        ((1, 1), "Die eine bewertete Beschwerde war begründet oder teilweise begründet"),
        ((0, 8), "Von 8 bewerteten Beschwerden war keine (0,0 %) begründet oder teilweise begründet"),
        ((1, 8), "Von 8 bewerteten Beschwerden war 1 (12,5 %) begründet oder teilweise begründet"),
        ((5, 8), "Von 8 bewerteten Beschwerden waren 5 (62,5 %) begründet oder teilweise begründet"),
    ],
)
def test_upheld_complaints_in_words(upheld: tuple[int, int], words: str) -> None:
    assert share_sentence(share(*upheld), UPHELD).replace("\N{NO-BREAK SPACE}", " ") == words


def test_ranges_stand_beside_their_figures() -> None:
    survey = {"von": "2017-09-01", "bis": "2017-09-30", "befragte": 500, "unzufriedene": 100, "geaeussert": 40}
    outside = Outside.model_validate({"umfragen": [survey | {"registriert": 10, "quelle": "Kundenbefragung"}]})
    records = measure_frames(frames_of(case_states([], STAND), OFFICE, STAND, outside), [period("2017")])["2017"]
    found = section(MEASURES["K20"], [one for one in records if one.id == "K20"], OFFICE, ())
    hints = [detail.hint for detail in found.details]
    assert [hint.count("95-%-Bereich:") for hint in hints] == [1, 1, 0]
    assert "Umfrage vom" not in " ".join(hints)


@pytest.mark.parametrize(
    ("still_open", "kept", "upheld", "compared_with_before"),
    [
        (0, "gehalten", "begründet oder teilweise begründet", True),
        (
            1,
            "gehalten; 1 weitere überfällig und ohne Antwort",
            "begründet oder teilweise begründet; erst 1 von 2 bewertet",
            False,
        ),
    ],
)
def test_shares_say_what_they_leave_out(
    tmp_path: Path, still_open: int, kept: str, upheld: str, compared_with_before: bool
) -> None:
    """A promise broken without an answer; complaints received that nobody has ruled yet."""
    then = {"eingang": {"datum": "2017-12-01"}, "rueckmeldung_bis": "2017-12-31"}
    now = {"eingang": {"datum": "2018-02-01"}, "rueckmeldung_bis": "2018-02-20"}
    cases = [closed_case(1, "2017-12-20", **then), closed_case(1, "2018-02-10", **now)]
    folder = built(tmp_path, [*cases, *(case(2 + n, **now) for n in range(still_open))])
    page = (folder / "2018-Q1.html").read_text(encoding="utf-8")
    lines = re.findall(r'<a href="#(?:K08|K09E)">[^<]*</a><span class="compare__part">([^<]*)<', page)
    assert [unescape(part) for part in lines] == [kept, upheld]
    row = page.partition('<a href="#K09E">')[2].partition("</tr>")[0]
    assert ("compare__change" in row) == compared_with_before
    late = "; 1 weitere Zusage ist überfällig und ohne Antwort." * still_open
    assert all(late in text_of(folder / file) for file in ("ueberblick.html", "2018-Q1.html"))


@pytest.mark.parametrize(
    ("count", "stand", "words"),
    [
        (0, date(2018, 5, 2), "Offen war am Ende kein Fall."),
        (1, date(2018, 5, 2), "Offen war am Ende 1 Fall."),
        (2, date(2018, 5, 2), "Offen waren am Ende 2 Fälle."),
        (0, date(2018, 3, 30), "Offen ist kein Fall."),
        (1, date(2018, 3, 30), "Offen ist 1 Fall."),
        (2, date(2018, 3, 30), "Offen sind 2 Fälle."),
    ],
)
def test_what_is_left_in_words(count: int, stand: date, words: str) -> None:
    cases = [closed_case(9, "2018-03-05"), *(case(n, eingang={"datum": "2018-03-01"}) for n in range(count))]
    told = summary(site_of(cases, OFFICE, provenance(stand), NOTHING_COLLECTED, None), period("2018-03"))
    assert words in [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in told]


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (4, "faelle", "▲ 4 mehr"),
        (-1, "faelle", "▼ 1 weniger"),
        (0, "prozent", "= unverändert"),
        (-2.3, "prozent", "▼ 2,3 Prozentpunkte weniger"),
        (1.0, "prozent", "▲ 1,0 Prozentpunkt mehr"),
        (1, "arbeitstage", "▲ 1 Arbeitstag länger"),
        (-3, "kalendertage", "▼ 3 Kalendertage kürzer"),
        (0.4, "je_tausend", "▲ 0,4 mehr"),
    ],
)
def test_differences_in_words(amount: float, unit: str, words: str) -> None:
    found = change_words(Change(amount, few=False), unit)  # type: ignore[arg-type]
    assert f"{found.sign} {found.text}" == words


def record(value: float | int | None, denominator: int | None = 20, **more: object) -> Record:
    """A share of `denominator` cases."""
    given = Record(
        "K08", "quote", {}, "", "", "F", "2017", STAND, 1, denominator, value, "prozent", denominator or 0, True
    )
    return replace(given, **more)  # type: ignore[arg-type]


def test_differences_are_exact_decimals_and_few_cases_are_said() -> None:
    assert change(record(95.9), record(96.2)) == Change(0.3, few=False)
    assert change(record(95.9, 9), record(96.2)) == Change(0.3, few=True)
    assert change(record(50.0), record(100.0, 3)) == Change(50.0, few=True)
    few_counts = [record(count, None, numerator=count, unit="faelle", n=count) for count in (1, 3)]
    assert change(*few_counts) == Change(2, few=False), "a count says itself how few it is"
    days = [record(count, None, numerator=None, unit="arbeitstage", n=9) for count in (1, 3)]
    assert change(*days) == Change(2, few=True)
    assert change(None, record(1.0)) is None and change(record(None), record(1.0)) is None
    assert change_words(Change(2, few=True), "faelle").text == "2 mehr (wenige Fälle)"


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (record(90.0), True),
        (record(89.9), False),
        (record(None), None),
        (record(95.0, period="2017-03"), True),
    ],
)
def test_a_target_is_reached_or_not_or_nobody_knows(found: Record, reached: bool | None) -> None:
    wanted = aim(found, OUTSIDE)
    assert wanted is not None and wanted.reached is reached


@pytest.mark.parametrize(
    "without",
    [
        record(95.0, period="2016"),
        record(95.0, by={"art": "lob"}),
        record(95.0, part="gehalten"),
        record(30, None, id="K01", part="anzahl", numerator=30, period="2017-03", base="E"),
    ],
)
def test_other_figures_have_no_target(without: Record) -> None:
    assert aim(without, OUTSIDE) is None


@pytest.mark.parametrize(
    ("label", "before", "year", "half"),
    [
        ("2017-01", "2016-12", "2016-01", "2017-H1"),
        ("2017-Q1", "2016-Q4", "2016-Q1", "2017-H1"),
        ("2017-H2", "2017-H1", "2016-H2", "2017-H2"),
        ("2017", "2016", "2016", None),
    ],
)
def test_neighbours_of_a_period(label: str, before: str, year: str, half: str | None) -> None:
    assert (previous(period(label)), year_before(period(label))) == (period(before), period(year))
    assert half is None or containing(period(label), 6) == period(half)


# --- themes over time


def test_receipts_stand_beside_totals_from_before_that_nobody_adds(site: Path) -> None:
    rows = Content(site / "eingaenge.html").tables["Eingänge"]
    received = str(sum(entry.eingang.datum.year == 2017 for entry in CASES))
    assert rows[0] == ["Zeitraum", "Fälle", "Hinweis"]
    assert [row[0] for row in rows[1:]] == ["2018", "2017", "2016", "2015", "2010"]
    assert rows[2] == ["2017", received, ""]
    assert rows[4] == ["2015", "580", "vor dem Register, gerundet; Jahresbericht"]
    assert rows[5] == ["2010", "291", "vor dem Register; Jahresbericht"]
    assert rows[1][2] == "läuft noch"


def test_complaints_from_before_stand_beside_complaints(tmp_path: Path) -> None:
    """Drawn is what the newest total counts; every kind has its own column, so nobody compares unlike sums."""
    totals = [
        {"jahr": 2014, "anzahl": 9, "quelle": "Strichliste"},
        {"jahr": 2015, "anzahl": 5, "art": "beschwerde", "quelle": "Jahresbericht"},
    ]
    received = [case(1, eingang={"datum": "2016-03-01"}), case(2, eingang={"datum": "2016-03-01"}, art="lob")]
    cases = [*received, case(1), case(2), case(3, art="lob")]
    site = built(tmp_path, cases, outside=Outside.model_validate({"reihe": totals}))
    content = Content(site / "eingaenge.html")
    assert content.tables["Eingänge"] == [
        ["Zeitraum", "Alle Arten", "Beschwerden", "Hinweis"],
        ["2017", "3", "2", ""],
        ["2016", "2", "1", ""],
        ["2015", "", "5", "vor dem Register; Jahresbericht"],
        ["2014", "9", "", "vor dem Register; Strichliste"],
    ]
    said = content.sections["k01-anzahl"]
    assert said[0] == "2017: 2 Fälle, 1 mehr als 2016."
    assert any("Gezeigt sind nur Beschwerden" in text for text in said)
    picture = (site / "eingaenge.html").read_text(encoding="utf-8").partition("<svg")[2].partition("</svg>")[0]
    assert ">5</text>" in picture and ">9</text>" not in picture


def test_events_are_explained_under_the_chart_by_their_letters(site: Path) -> None:
    text = text_of(site / "eingaenge.html")
    assert "A 01.07.2010 Umzug ins neue Haus" in text
    assert "B 02.01.2017 Einführung der digitalen Akte; 01.09.2017 Servicetelefon bis 18 Uhr" in text


def test_a_target_is_told_with_the_year_it_holds_in(site: Path) -> None:
    note = "Ziellinie: {}."
    assert note.format("2017 mindestens 90 %") in text_of(site / "fristen.html")
    assert note.format("2018 höchstens 60 Arbeitstage") in text_of(site / "fristen.html")
    assert note.format("2017 höchstens 200 Fälle") in text_of(site / "eingaenge.html")


def test_the_message_of_a_trend_names_the_newest_finished_period(site: Path) -> None:
    totals = [sum(entry.eingang.datum.year == year for entry in CASES) for year in (2016, 2017)]
    words = f"2017: {totals[1]} Fälle, {totals[1] - totals[0]} mehr als 2016."
    assert words in Content(site / "eingaenge.html").sections["k01-anzahl"]


def test_every_chart_has_its_numbers_as_a_file_for_a_german_spreadsheet(site: Path) -> None:
    links = {link for page in site.glob("*.html") for link in re.findall(r'href="(daten/[^"]+)"', page.read_text())}
    assert len(links) > 20 and links == {f"daten/{path.name}" for path in (site / "daten").iterdir()}
    content = (site / "daten" / "k01-anzahl.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Zeitraum", "Fälle", "Hinweis"] and rows[4][:2] == ["2015", "580"]
    shares = (site / "daten" / "k18-quote.csv").read_text(encoding="utf-8-sig")
    assert re.search(r'^"3. Quartal 2017";\d+,\d;\d+;\d+;', shares, re.MULTILINE)


def test_no_text_in_a_file_is_taken_for_a_formula() -> None:
    table = german_csv(["=Kopf", "Zahl"], [["=1+1", -3], ["@x", 2.5], ["+49", None], ["-", 1], ["gut; ja", 0]])
    assert table.decode("utf-8-sig").splitlines() == [
        '"\'=Kopf";"Zahl"',
        '"\'=1+1";-3',
        '"\'@x";2,5',
        '"\'+49";',
        '"\'-";1',
        '"gut; ja";0',
    ]


def test_topics_of_a_year_are_ranked(site: Path) -> None:
    content = Content(site / "themen.html")
    year = [entry for entry in computed(["2017"])["2017"] if entry.id == "K01" and "thema" in entry.by]
    most = max(year, key=lambda entry: entry.numerator or 0)
    name = entry_name(OFFICE, "thema", most.by["thema"])
    rows = content.tables["Eingänge nach Thema (Anliegen)"]
    assert rows[1][0] == name and rows[1][2] == str(most.value)
    assert f"Am häufigsten 2017: {name} ({most.value} Anliegen), danach" in " ".join(
        content.sections["k01-anzahl-thema"]
    )


def test_what_nobody_named_is_not_called_most_frequent(tmp_path: Path) -> None:
    third = {"zugang": "dritte"}
    cases = [case(n, eingang=third) for n in (1, 2)] + [case(3, eingang=third, dritte={"art": "verein"})]
    text = text_of(built(tmp_path, cases) / "dritte.html")
    assert "Am häufigsten 2017: Verein" in text and "Am häufigsten 2017: ohne Angabe" not in text
    assert "2017 ist dazu nichts angegeben." in text  # the organisations


@pytest.mark.parametrize(
    "page, caption, row, cells",
    [
        ("ergebnis", f"{RULED} nach Thema (%)", "Mietkaution", ["100,0 % 1 von 1", "–"]),
        ("ergebnis", f"{RULED} nach Thema (%)", "Bearbeitungsdauer", ["–", "50,0 % 1 von 2"]),
        ("ergebnis", "Wirkung im Einzelnen (%)", "Entscheidung erläutert", ["100,0 % 1 von 1", "0,0 % 0 von 2"]),
        ("fristen", "Dauer bis zum Abschluss nach Thema (Arbeitstage)", "Mietkaution", ["8 n = 1", "–"]),
        ("themen", "Eingänge nach Thema (Anliegen)", "Mietkaution", ["1", "0"]),
    ],
)
def test_only_a_count_is_nought_where_nothing_happened(
    two_years: Path, page: str, caption: str, row: str, cells: list[str]
) -> None:
    """A rate or a duration without cases has no value, and one of few cases says of how many."""
    rows = Content(two_years / f"{page}.html").tables[caption]
    assert next(found for found in rows if found[0] == row)[-2:] == cells


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One complaint about a deposit in 2017, two about the duration in 2016."""
    explained = {"ergebnis": "abgeholfen", "wirkung": ["erlaeutert"]}
    cases = [closed_case(1, "2017-03-13", topics=[("kaution", "ja")], abschluss=explained)]
    for place, ruling in enumerate(("ja", "nein"), 1):
        received = {"datum": "2016-03-01"}
        cases.append(closed_case(place, "2016-03-14", eingang=received, topics=[("dauer", ruling)]))
    return built(tmp_path_factory.mktemp("jahre"), cases)


def test_four_quadrants_say_the_same_as_the_records(site: Path) -> None:
    parts = {entry.part: entry.value for entry in computed(["2017"])["2017"] if entry.id == "K06" and not entry.by}
    content = Content(site / "fristen.html")
    message = content.sections["k06-quadranten"][0]
    assert message.startswith(
        f"{parts['gehalten']} rechtzeitig beantwortet; {parts['versaeumt']} verspätet beantwortet"
    )


# --- the five questions


def test_the_overview_answers_five_questions_each_with_a_link(site: Path) -> None:
    text = (site / "ueberblick.html").read_text(encoding="utf-8")
    questions = re.findall(r'answer__question">([^<]+)<', text)
    assert questions == [
        "Wie viel kam herein?",
        "Was ist zu spät?",
        "Wo kehrt eine Schwäche wieder?",
        "Was haben wir entschieden?",
        "Hat es geholfen?",
    ]
    links = re.findall(r'answer__link"><a href="([^"]+)"', text)
    assert len(links) == 5 and all((site / link.partition("#")[0]).is_file() for link in links)


def test_the_answers_are_figures_of_the_newest_finished_quarter_and_of_today(site: Path) -> None:
    quarter = {(r.id, r.part): r for r in computed(["2018-Q1"])["2018-Q1"] if not r.by}
    today = {(r.id, r.part): r for r in computed(["2018-05"])["2018-05"] if not r.by}
    text, late = text_of(site / "ueberblick.html"), today["K07", "quote"]
    assert f"{quarter['K01', 'anzahl'].value} Fälle gingen im 1. Quartal 2018 ein, " in text
    assert f"{late.numerator} von {late.denominator} offenen Fällen" in text
    assert f"{number(quarter['K09', 'quote'].value)} % {quarter['K09', 'quote'].numerator} von" in text


@pytest.mark.parametrize(
    ("cases", "told"),
    [
        ([closed_case(1)], "– Am 2. Mai 2018 ist kein Fall offen."),
        ([case(1, rueckmeldung_bis="2018-05-09")], "0 von 1 offenen Fall Am 2. Mai 2018 ist nichts zu spät."),
        (
            [case(1, rueckmeldung_bis="2018-04-30"), case(2, rueckmeldung_bis="2018-05-09")],
            "1 von 2 offenen Fällen Am 2. Mai 2018 ist der zugesagte Tag vorbei und noch keine Antwort da.",
        ),
    ],
    ids=["nothing open", "nothing late", "one late"],
)
def test_what_is_late_is_told_without_nought_of_nought(tmp_path: Path, cases: list[Case], told: str) -> None:
    assert f"Was ist zu spät? {told}" in text_of(built(tmp_path, cases) / "ueberblick.html")


def test_a_duration_leads_to_the_cases_it_rests_on(tmp_path: Path) -> None:
    """Not to those among which they were looked for; a difference of two stocks leads nowhere."""
    page = (built(tmp_path, [closed_case(1), closed_case(2)]) / "2017.html").read_text(encoding="utf-8")
    assert re.search(r'href="faelle.html#beleg=2017/K05.median_arbeitstage">n = 2<', page)
    assert "K05.median_arbeitstage/alle" not in page and "K17.netto" not in page


def concern(topic: str, unit: str = "leistung-nord") -> dict[str, str]:
    return {"thema": topic, "kurz": "Ein Satz", "betrifft": unit}


@pytest.mark.parametrize(
    ("concerns", "sentence"),
    [
        ([concern("dauer")] * 3, "2 Anliegen kamen im 1. Quartal 2018 zu einem Thema, mit dem dieselbe Einheit schon "
                                 "öfter auffiel. Am häufigsten: „Bearbeitungsdauer“ bei Leistung-Nord (2)."),
        ([concern("dauer")] * 2, "1 Anliegen kam im 1. Quartal 2018 zu einem Thema, mit dem dieselbe Einheit schon "
                                 "öfter auffiel. Am häufigsten: „Bearbeitungsdauer“ bei Leistung-Nord (1)."),
        ([concern("dauer"), concern("kaution")] * 2, "Am häufigsten: „Bearbeitungsdauer“ bei Leistung-Nord und "
                                                     "„Mietkaution“ bei Leistung-Nord (je 1)."),
        ([concern("dauer"), concern("kaution"), concern("umzug")] * 2, "auffiel. Schwachstellen"),
        ([concern("dauer"), concern("kaution")], "0 Anliegen kamen im 1. Quartal 2018"),
    ],
)  # fmt: skip
def test_what_comes_back_is_named_with_its_unit(
    tmp_path: Path, concerns: list[dict[str, str]], sentence: str
) -> None:
    """Lob and what came once are more frequent, but do not come back."""
    cases = [case(n, eingang={"datum": f"2018-02-{n:02}"}, anliegen=[each]) for n, each in enumerate(concerns, start=1)]
    praise = [
        case(n, art="lob", eingang={"datum": "2018-02-01"}, anliegen=[concern("verhalten")]) for n in range(20, 30)
    ]
    settled = office(schwachstellen={"wiederholung_ab": 2})
    build_statistics([*cases, *praise], settled, provenance(), tmp_path / "s")
    assert sentence in text_of(tmp_path / "s" / "ueberblick.html")
    again = re.search(r"[0-9]+(?= Anliegen kam)", text_of(tmp_path / "s" / "ueberblick.html"))
    lately = f"Im 1. Quartal 2018 traf das auf {again[0] if again else ''} Anliegen zu: „"
    assert (lately in text_of(tmp_path / "s" / "schwachstellen.html")) == ("0 Anliegen" not in sentence)


@pytest.mark.parametrize(
    ("verdicts", "sentence"),
    [
        ({"gesunken": 2}, "mit weniger Beschwerden danach."),
        (
            {"gesunken": 1, "unklar": 7, "zu-wenige": 3, "gestiegen": 1},
            "mit weniger Beschwerden danach; 1 mit mehr Beschwerden danach, 7 ohne nachweisbare Wirkung, "
            "3 mit zu wenigen Fällen für eine Aussage.",
        ),
    ],
)
def test_what_helped_counts_the_verdicts(verdicts: dict[str, int], sentence: str) -> None:
    assert effects_sentence(verdicts) == sentence


# --- bad input


def test_a_year_without_receipts_has_its_page_and_says_so(tmp_path: Path) -> None:
    """Closed in 2018, received in 2017: nothing to draw, nothing to divide by."""
    page = built(tmp_path, [closed_case(1, "2018-01-10")]) / "2018.html"
    content = Content(page)
    assert "Es ging bisher kein Fall ein." in content.sections["verlauf"]
    assert "<svg" not in re.sub(r'<svg class="bar".*?</svg>', "", page.read_text(encoding="utf-8"))
    rows = content.tables["Dritte und Beratungsstellen, 2018 im Vergleich"]
    assert rows[1][1] == "–keine Fälle"


def test_a_register_of_one_case_has_a_site(tmp_path: Path) -> None:
    site = built(tmp_path, [case(1)], outside=OUTSIDE)
    assert "1 Fall ging ein" in text_of(site / "2017.html")
    assert "(wenige Fälle)" in text_of(site / "2017.html") or "▲" not in text_of(site / "2017.html")


def test_the_first_days_of_a_register_have_a_site(tmp_path: Path) -> None:
    """No quarter and no year is finished yet, nothing lies before."""
    site = built(tmp_path, [case(1)], date(2017, 3, 1))
    assert "1 Fall ging 2017 ein." in text_of(site / "ueberblick.html")
    assert "Noch ist kein Zeitraum abgeschlossen." in text_of(site / "eingaenge.html")
    assert not (site / "2017-04.html").exists() and not (site / "2017-Q2.html").exists()


def test_finished_periods_without_a_case_are_not_called_unfinished(tmp_path: Path) -> None:
    asked = case(1, art="anfrage", eingang={"datum": "2018-04-30"}, rueckmeldung_bis="2018-05-01")
    site = built(tmp_path, [case(2, eingang={"datum": "2017-03-01"}), asked])
    assert "In keinem abgeschlossenen Zeitraum gab es Fälle." in text_of(site / "anfragen.html")
    assert "Noch ist kein Zeitraum abgeschlossen." not in text_of(site / "anfragen.html")


def test_no_period_lies_in_the_future(tmp_path: Path) -> None:
    promised_later = case(1, rueckmeldung_bis="2019-02-01", eingang={"datum": "2018-04-30"})
    later = case(2, eingang={"datum": "2018-06-01"})
    site = built(tmp_path, [promised_later, later])
    assert {page.stem for page in site.glob("20*.html")} == {
        "2018", "2018-H1", "2018-Q1", "2018-Q2", *(f"2018-{month:02}" for month in range(1, 6)),
    }  # fmt: skip


def test_a_topic_that_the_list_has_lost_keeps_its_id_and_says_so(tmp_path: Path) -> None:
    site = built(tmp_path, [case(1, topics=("frueher-thema",))])
    assert "frueher-thema (nicht mehr in der Liste)" in text_of(site / "2017.html")


def test_a_promise_beyond_all_calendars_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutsideCalendar):
        built(tmp_path, [case(1, eingang={"datum": "1985-03-01"}, rueckmeldung_bis="1985-03-15")], date(1985, 3, 2))


# --- privacy


def test_nothing_is_told_per_author_hour_or_small_unit(tmp_path: Path) -> None:
    """Canaries in all that a figure must not be split by; only the list of cases may name a function."""
    house = office(
        kontakt=None,
        einheiten=[
            {"id": "haus", "name": "Haus"},
            {"id": "leistung-nord", "name": "Leistung Nord", "groesse": 24},
            {"id": "ombudsstelle", "name": "Ombudsstelle", "groesse": 5},
            {"id": "kanarieneinheit", "name": "Kanarieneinheit", "groesse": 4},
        ],
        funktionen=[{"id": "kanarienfunktion", "name": "Kanarienfunktion", "einheit": "leistung-nord"}],
    )
    concern = {"thema": "dauer", "kurz": "Kanarientext", "betrifft": "kanarieneinheit", "begruendet": "ja"}
    measure = {
        "text": "Kanarienmassnahme",
        "verantwortlich": "kanarieneinheit",
        "frist": "2017-04-01",
        "stand": "beschlossen",
    }
    eingang = {
        "datum": "2017-03-01",
        "uhrzeit": "13:37",
        "stelle": "kanarieneinheit",
        "erfasst_von": "kanarienfunktion",
    }
    cases = [
        closed_case(
            number,
            eingang=eingang,
            anliegen=[concern],
            zustaendig="kanarieneinheit",
            massnahmen=[measure],
            verlauf=[
                {
                    "datum": "2017-03-02",
                    "ereignis": "zuweisung",
                    "durch": "kanarienfunktion",
                    "stelle": "kanarieneinheit",
                },
                {"datum": "2017-03-15", "ereignis": "abschluss", "durch": "kanarienfunktion", "ergebnis": "abgeholfen"},
            ],
        )
        for number in range(1, 8)
    ]
    site = built(tmp_path, cases, house=house)
    told = [path for path in site.rglob("*") if path.suffix in (".html", ".csv") and path.name != "faelle.html"]
    assert len(told) > 50
    for path in told:
        text = path.read_text(encoding="utf-8").casefold()
        for canary in ("kanarieneinheit", "kanarienfunktion", "kanarientext", "13:37"):
            # A measure to be done is on the day's list of its unit, and a case's own page has its text.
            own_text = path.parent.name == "faelle" and canary == "kanarientext"
            assert canary not in text or own_text or path.name.startswith(("index", "heute")), (path.name, canary)
    assert "Kleine Einheiten" in text_of(site / "2017.html")


def test_nothing_but_the_newest_settings_decides_the_bytes(tmp_path: Path) -> None:
    """The kept pictures change nothing: a site built with them and one without are the same."""
    kept = built(tmp_path / "a", CASES[:20], outside=OUTSIDE)
    build_statistics(CASES[:20], OFFICE, provenance(), tmp_path / "b", outside=OUTSIDE)
    for path in (path for path in kept.rglob("*") if path.is_file()):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(kept)).read_bytes(), path.name
