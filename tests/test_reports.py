"""What reports say: golden figures, own words, what is left out, and what never stands in them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from build_cases import case, closed_case, office
from build_reports import at, every_text, headings, report, sample, sample_report, table, tables, texts

from casebook.measures.catalogue import CATALOGUE
from casebook.model import Case
from casebook.outside import Outside
from casebook.problem import Problem
from casebook.reports.blocks import Definition, Figure, Heading, KeyFigures, Report, Table
from casebook.reports.plan import KINDS, Chapter
from casebook.reports.tables import Split

EVERY_KIND = [
    ("jahresbericht", "2017"),
    ("halbjahr", "2017-H2"),
    ("monatsblatt", "2018-03"),
    ("auftraggeber", "2017"),
    ("auftraggeber", "2017-Q3"),
    ("rat", "2017"),
]


def rows(made: Report, beginning: str) -> dict[str, tuple[str, ...]]:
    return {first: rest for first, *rest in table(made, beginning).rows for rest in [tuple(rest)]}


# --- the golden figures of Dresden


@pytest.mark.parametrize(
    "sentence",
    [
        "Im Jahr 2017 gingen 286 Fälle ein: 119 im 1. Halbjahr und 167 im 2. Halbjahr.",
        "Darunter: 275 Beschwerden, 10 Anregungen und 1 Lob.",
        "Über Dritte kamen 275 von 286 Fällen (96,2 %), direkt 11.",
        "Von 275 Beschwerden, die im Zeitraum eingegangen und bis zum 2. Mai 2018 bewertet sind, waren 84 (30,5 %) "
        "begründet oder teilweise begründet.",
    ],
)
def test_the_year_in_sentences(sentence: str) -> None:
    assert sentence in texts(sample_report()).replace("\N{NO-BREAK SPACE}", " ")


def test_the_year_in_tables() -> None:
    made = sample_report()
    assert rows(made, "Eingänge nach Art, ")["Beschwerde"][:3] == ("114", "161", "275")
    assert rows(made, "Eingänge nach Zugang")["über Dritte"][2] == "275"
    assert rows(made, "Begründete Beschwerden nach Eingang (")["begründet oder teilweise begründet"][:2] == (
        "30,5\N{NO-BREAK SPACE}%",
        "84 von 275",
    )


def test_a_share_never_stands_without_its_numerator_and_denominator() -> None:
    made = sample_report()
    key = next(block for block in made.blocks if isinstance(block, KeyFigures))
    assert all("von" in one.basis for one in key.figures if one.value.endswith("%"))


@pytest.mark.parametrize(("kind", "label"), EVERY_KIND)
def test_every_figure_is_defined_word_for_word(kind: str, label: str) -> None:
    made = sample_report(kind, label)
    printed = "\n".join(every_text(made))
    defined = {block.term.split()[0]: block.text for block in made.blocks if isinstance(block, Definition)}
    for measure in CATALOGUE:
        if f"({measure.id})" in printed:
            assert defined[measure.id].startswith(measure.definition)


def test_a_survey_is_told_once_and_each_figure_has_its_own_range() -> None:
    told = next(
        block for block in sample_report().blocks if isinstance(block, Definition) and block.term.startswith("K20")
    )
    assert told.text.count("Umfrage vom") == 1 and "95-%-Bereich:" not in told.text
    assert [(name, text.rpartition("95-%-Bereich: ")[2]) for name, text in told.parts] == [
        ("haben sich beschwert", "23,7 bis 42,2 %."),
        ("davon im Register", "40,7 bis 73,6 %."),
        ("Unzufriedene im Register", "12,2 bis 27,8 %."),
    ]


def test_figures_to_compare_with_say_what_they_rest_on() -> None:
    then = {"eingang": {"datum": "2016-03-01"}, "rueckmeldung_bis": "2016-03-31"}
    before = [closed_case(n, f"2016-0{2 + n}-15", **then) for n in (1, 2)]
    made = report([closed_case(1), *before])
    assert rows(made, "Zugesagter Termin gehalten (")["gehalten"][-1].endswith("% (1 von 2)")
    assert rows(made, "Dauer bis zum Abschluss (")["Median"][-1].endswith("Kalendertage (n = 2)")
    assert rows(made, "Bestand (")["eingegangen"][-1].endswith("Fälle")


@pytest.mark.parametrize(("kind", "label"), EVERY_KIND)
def test_no_heading_is_skipped_and_no_row_is_ragged(kind: str, label: str) -> None:
    made = sample_report(kind, label)
    levels = [block.level for block in made.blocks if isinstance(block, Heading)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for one in (block for block in made.blocks if isinstance(block, Table)):
        assert one.rows and {len(row) for row in one.rows} == {len(one.columns)}, one.caption


@pytest.mark.parametrize(("kind", "label"), EVERY_KIND)
def test_every_report_tells_where_it_comes_from_and_that_it_is_internal(kind: str, label: str) -> None:
    made = sample_report(kind, label)
    assert "kleine Zahlen, nicht zur Veröffentlichung" in made.mark
    assert {
        "Stand": ("2.\N{NO-BREAK SPACE}Mai 2018",),
        "Commit": ("a1b2c3d",),
        "Einstellungen": ("5e771185",),
    }.items() <= rows(made, "Herkunft").items()


# --- the small files of the house


def test_own_words_stand_in_their_report_only() -> None:
    own = {"zeitraum": "2017", "bericht": "jahresbericht", "ueberschrift": "Vorwort", "text": "Eins.\n\nZwei\nDrei."}
    outside = Outside.model_validate({"woerter": [own]})
    made = report([closed_case()], outside=outside)
    assert "Vorwort" in headings(made) and "Zwei Drei." in texts(made)
    assert "Vorwort" not in headings(report([closed_case()], "rat", outside=outside))
    assert "Vorwort" not in headings(report([closed_case()], label="2016", outside=outside))


def test_where_nobody_wrote_nothing_is_invented() -> None:
    assert "Vorwort" in headings(sample_report())
    assert not {"Vorwort", "In eigenen Worten"} & set(headings(report([closed_case()])))


def test_without_outside_files_the_report_says_so() -> None:
    assert "Netzwerktreffen: nicht erhoben." in texts(report([closed_case()]))


def test_meetings_of_the_period_up_to_the_stand() -> None:
    days = ("2017-12-31", "2017-02-09", "2018-01-01")
    outside = Outside.model_validate({"netzwerk": [{"datum": day, "thema": f"Treffen {day}"} for day in days]})
    made = report([closed_case()], outside=outside)
    assert [row[:2] for row in table(made, "Netzwerktreffen").rows] == [
        ("09.02.2017", "Treffen 2017-02-09"),
        ("31.12.2017", "Treffen 2017-12-31"),
    ]


def test_years_from_before_the_register_stand_apart() -> None:
    before = [
        {"jahr": 2010, "anzahl": 291, "quelle": "Presse"},
        {"jahr": 2012, "anzahl": 580, "gerundet": True, "quelle": "x"},
    ]
    outside = Outside.model_validate({"reihe": before, "ereignisse": [{"datum": "2010-01-04", "text": "Neuer Name"}]})
    made = report([closed_case()], outside=outside)
    assert table(made, "Eingänge der Jahre").rows == (
        ("2017", "1", ""),
        ("2012", "580", "vor dem Register, gerundet; x"),
        ("2010", "291", "vor dem Register; Presse"),
    )
    assert [row[0] for row in table(made, "Anteile der Jahre").rows] == ["2017"]
    assert table(made, "Ereignisse im Diagramm").rows == (("A", "04.01.2010 Neuer Name"),)


@pytest.mark.parametrize(
    ("richtung", "ziel", "erreicht"),
    [("mindestens", 50, "ja"), ("mindestens", 51, "nein"), ("hoechstens", 50, "ja"), ("hoechstens", 49, "nein")],
)
def test_targets_beside_what_came_out(richtung: str, ziel: int, erreicht: str) -> None:
    goal = {"jahr": 2017, "kennzahl": "K09E", "teil": "quote", "ziel": ziel, "richtung": richtung}
    cases = [closed_case(1), closed_case(2, topics=(("dauer", "nein"),))]
    made = report(cases, outside=Outside.model_validate({"ziele": [goal]}))
    assert [row[-1] for row in table(made, "Ziele 2017").rows] == [erreicht]


@pytest.mark.parametrize(
    ("overdue", "key", "result"),
    [
        (0, "gehalten, 1 von 1", "100,0 % (1 von 1)"),
        (1, "gehalten, 1 von 1, 1 weitere überfällig und ohne Antwort",
         "100,0 % (1 von 1; 1 weitere überfällig und ohne Antwort)"),
        (2, "gehalten, 1 von 1, 2 weitere überfällig und ohne Antwort",
         "100,0 % (1 von 1; 2 weitere überfällig und ohne Antwort)"),
    ],
)  # fmt: skip
def test_broken_promises_stand_beside_those_kept(overdue: int, key: str, result: str) -> None:
    promised = {"rueckmeldung_bis": "2017-03-31"}
    cases = [closed_case(1, **promised), *(case(2 + n, **promised) for n in range(overdue))]
    goal = {"jahr": 2017, "kennzahl": "K08", "teil": "quote", "ziel": 90, "richtung": "mindestens"}
    made = report(cases, outside=Outside.model_validate({"ziele": [goal]}))
    shown = next(block for block in made.blocks if isinstance(block, KeyFigures)).figures
    assert next(one.basis for one in shown if one.name == "Zugesagter Termin gehalten") == key
    assert [row[2].replace("\N{NO-BREAK SPACE}", " ") for row in table(made, "Ziele 2017").rows] == [result]


@pytest.mark.parametrize(
    ("ways", "stopped", "told"),
    [
        (["direkt"], 0, "Der eine Fall kam direkt."),
        (["dritte"], 0, "Der eine Fall kam über Dritte."),
        (["befragung"], 0, "Der eine Fall kam aus einer Befragung."),
        (["direkt", "direkt"], 0, "Über Dritte kam keiner von 2 Fällen (0,0 %), direkt 2."),
        (["dritte", "befragung"], 0, "Über Dritte kam 1 von 2 Fällen (50,0 %), aus einer Befragung 1."),
        (["dritte", "dritte", "direkt"], 0, "Über Dritte kamen 2 von 3 Fällen (66,7 %), direkt 1."),
        (["dritte", "dritte", "direkt"], 1, "Über Dritte kamen 2 von 3 Fällen, direkt 1. Ohne doppelte, abgegebene und "
         "stornierte Fälle ist es 1 von 2 (50,0 %)."),
        (["dritte", "direkt"], 1, "Über Dritte kam 1 von 2 Fällen, direkt 1. Ohne doppelte, abgegebene und stornierte "
         "Fälle ist es keiner von 1 (0,0 %)."),
        (["dritte", "dritte", "unbekannt"], 0, "Über Dritte kamen 2 von 3 Fällen, auf unbekanntem Weg 1. Ohne "
         "doppelte, abgegebene und stornierte Fälle und ohne Fälle auf unbekanntem Weg sind es 2 von 2 (100,0 %)."),
        (["dritte", "direkt"], 2, "Über Dritte kam 1 von 2 Fällen, direkt 1."),
    ],
)  # fmt: skip
def test_the_ways_of_a_sentence_add_up(ways: list[str], stopped: int, told: str) -> None:
    def arrived(n: int, way: str) -> Case:
        ended = {"log": [("2017-03-15", "storno", {"grund": "Test"})]} if n < stopped else {}
        third = {"dritte": {"art": "verein"}} if way == "dritte" else {}
        herkunft = {"herkunft": {"quelle": "alt", "nummer": "1"}} if way == "unbekannt" else {}
        return case(1 + n, eingang={"zugang": way}, **ended, **third, **herkunft)

    said = texts(report([arrived(n, way) for n, way in enumerate(ways)])).replace("\N{NO-BREAK SPACE}", " ")
    assert told in said
    assert ("Ohne doppelte" in said) == ("Ohne doppelte" in told)


@pytest.mark.parametrize(
    ("closed", "still_open", "told", "share"),
    [
        (2, 0, "begründet oder teilweise begründet.", "100,0 % (2 von 2)"),
        (2, 1, "teilweise begründet; erst 2 von 3 bewertet.", "100,0 % (2 von 2; erst 2 von 3 bewertet)"),
        (0, 2, "Über keine der eingegangenen Beschwerden ist bisher entschieden.", "–"),
    ],
)
def test_a_cohort_says_how_many_of_it_are_ruled(closed: int, still_open: int, told: str, share: str) -> None:
    cases = [*(closed_case(1 + n) for n in range(closed)), *(case(50 + n) for n in range(still_open))]
    made = report([*cases, closed_case(1, "2016-04-01", eingang={"datum": "2016-03-01"})])
    assert told in texts(made)
    assert rows(made, "Anteile der Jahre")["2017"][1].replace("\N{NO-BREAK SPACE}", " ") == share
    shown = next(block for block in made.blocks if isinstance(block, KeyFigures)).figures
    before = [one.before for one in shown if one.name == "Begründete Beschwerden nach Eingang"]
    assert [bool(text) for text in before] == [not still_open] * bool(closed), "an unripe cohort is not compared"


# --- periods


def test_a_year_without_cases_is_a_report_that_says_so() -> None:
    made = report([closed_case(1, "2016-04-01", eingang={"datum": "2016-03-01"})], label="2017")
    assert "Im Jahr 2017 ging kein Fall ein." in texts(made)
    assert headings(made)[-2:] == ["Woher die Zahlen stammen", "So ist gezählt"]


@pytest.mark.parametrize("cases", [[], [closed_case()]])
def test_before_the_first_case_there_is_no_nought(cases: list[Case]) -> None:
    known = [{"jahr": year, "anzahl": year - 1765, "quelle": "Presse"} for year in (2015, 2016, 2017)]
    made = report(cases, label="2016", outside=Outside.model_validate({"reihe": known}))
    assert "Für 2016 führt das Register keine Fälle." in texts(made) and "ging kein Fall ein" not in texts(made)
    assert not [block for block in made.blocks if isinstance(block, KeyFigures | Figure)]
    assert table(made, "Summen aus der Zeit vor").rows == (("2016", "251", "Presse"), ("2015", "250", "Presse"))
    assert not any(caption.startswith(("Eingänge der Jahre", "Anteile der Jahre")) for caption in tables(made))
    assert {caption.partition(" (")[0] for caption in tables(made)} & {measure.name for measure in CATALOGUE} == set()


@pytest.mark.parametrize(
    ("open_cases", "late", "row"),
    [(0, 0, None), (1, 0, ("0,0 %", "0 von 1")), (3, 0, ("0,0 %", "0 von 3")), (3, 1, ("33,3 %", "1 von 3"))],
)
def test_nought_of_some_is_a_result(open_cases: int, late: int, row: tuple[str, str] | None) -> None:
    promised = [{"rueckmeldung_bis": "2017-03-31"}] * late + [{}] * open_cases
    made = report([closed_case(90), *(case(1 + n, **promised[n]) for n in range(open_cases))])
    without = [line for line in texts(made).splitlines() if line.startswith("Ohne Fälle")]
    assert any("Überfälliger Bestand" in line for line in without) == (row is None)
    if row:
        share, basis = rows(made, "Überfälliger Bestand")["überfällig"]
        assert (share.replace("\N{NO-BREAK SPACE}", " "), basis) == row


def test_a_year_of_one_case() -> None:
    assert "Im Jahr 2017 ging 1 Fall ein" in texts(report([closed_case()])).replace("\N{NO-BREAK SPACE}", " ")


def test_a_running_year_is_marked_and_compared_with_nothing() -> None:
    cases = [closed_case(1), case(1, eingang={"datum": "2018-02-01"})]
    made = report(cases, label="2018")
    assert "noch nicht zu Ende" in texts(made) and "bisher" in texts(made)
    assert not any("2017" in column.name for one in tables(made).values() for column in one.columns)


def test_the_year_before_stands_beside_the_year() -> None:
    cases = [closed_case(1), closed_case(1, "2016-04-01", eingang={"datum": "2016-03-01"})]
    made = report(cases)
    assert "Im Jahr 2016 waren es 1." in texts(made)
    assert [column.name for column in table(made, "Eingänge nach Art, ").columns][1:] == [
        "1. Halbjahr",
        "2. Halbjahr",
        "2017",
        "2016",
    ]


def test_what_came_after_the_stand_is_not_there() -> None:
    cases = [closed_case(1), closed_case(2, "2017-09-01", eingang={"datum": "2017-08-01"})]
    made = report(cases, label="2017-H1", kind="halbjahr", told=at(date(2017, 7, 1)))
    assert rows(made, "Eingänge nach Art, ")["Beschwerde"] == ("1",)


def test_files_not_counted_are_told_and_listed() -> None:
    refused = (Problem("cases/2016/2016-0001.yaml", 1, 1, "datei-kaputt"),)
    made = report([closed_case()], told=at(refused=refused, clean=False))
    assert "1 Datei dieses Stands ist nicht lesbar" in texts(made)
    assert ("cases/2016/2016-0001.yaml", "datei-kaputt") in table(made, "Dateien, die nicht gezählt sind").rows
    assert "nicht eingecheckt" in made.origin and "1 Datei nicht gezählt" in made.origin


# --- what a head of office decides


MEASURE = {"text": "Das Formular wird kürzer.", "verantwortlich": "nebenstelle", "stand": "beschlossen"}


def test_the_monthly_sheet_lists_what_is_late_and_what_is_decided() -> None:
    late = case(1, eingang={"datum": "2018-02-20"}, rueckmeldung_bis="2018-03-06")
    decided = closed_case(2, massnahmen=[MEASURE | {"frist": "2018-06-01"}])
    made = report([late, decided], "monatsblatt", "2018-03")
    assert ("2018-0001", "Zugesagte Rückmeldung") in {row[:2] for row in table(made, "Überfällig").rows}
    assert [row[0] for row in table(made, "Beschlossen").rows] == ["2017-0002"]


@pytest.mark.parametrize(
    ("unit", "log", "who"),
    [
        ("leistung-nord", [], "Leistung-Nord"),
        ("leistung-nord", [("2018-02-21", "weiterleitung", {"stelle": "haus"})], "Leistung-Nord, wartet auf Haus"),
        ("leistung-nord", [("2018-02-21", "pause_beginn", {"grund": "Urlaub"})], "Leistung-Nord, ruht"),
        ("nebenstelle", [], "Kleine Einheiten"),
        ("nebenstelle", [("2018-02-21", "weiterleitung", {"stelle": "haus"})], "Kleine Einheiten, wartet auf Haus"),
    ],
)
def test_the_monthly_sheet_says_whom_a_case_waits_for(
    unit: str, log: list[tuple[str, str, dict[str, str]]], who: str
) -> None:
    late = case(1, eingang={"datum": "2018-02-20"}, rueckmeldung_bis="2018-03-06", zustaendig=unit, log=log)
    made = report([late], "monatsblatt", "2018-03")
    assert {row[3] for row in table(made, "Überfällig (").rows} == {who}


def test_words_of_a_case_are_printed_only_when_asked_for() -> None:
    decided = closed_case(2, massnahmen=[MEASURE | {"frist": "2018-06-01"}])
    assert MEASURE["text"] not in "\n".join(every_text(report([decided], "monatsblatt", "2018-03")))
    assert MEASURE["text"] in "\n".join(every_text(report([decided], "monatsblatt", "2018-03", with_texts=True)))


@pytest.mark.parametrize("kind", KINDS)
def test_no_report_names_an_author_an_hour_or_a_small_unit(kind: str) -> None:
    label = {"halbjahr": "2017-H1", "monatsblatt": "2017-03"}.get(kind, "2017")
    hour = {"datum": "2017-03-01", "uhrzeit": "13:47", "stelle": "nebenstelle"}
    late = case(1, eingang=hour, zustaendig="nebenstelle", rueckmeldung_bis="2017-03-06")
    cases = [late, closed_case(2, eingang=hour, massnahmen=[MEASURE | {"frist": "2017-03-20"}])]
    printed = "\n".join(every_text(report(cases, kind, label, office=office())))
    assert "13:47" not in printed and "ombud-1" not in printed and "Ein Satz zu" not in printed
    assert "Nebenstelle" not in printed


def test_every_measure_of_the_catalogue_has_its_place() -> None:
    chapters: list[Chapter] = [chapter for kind in KINDS.values() for chapter in kind.chapters]
    placed = {id for chapter in chapters for wish in chapter.content for id in getattr(wish, "measures", ())}
    assert {measure.id for measure in CATALOGUE} <= placed


def test_every_split_of_the_plan_names_a_dimension_of_its_measure() -> None:
    dimensions = {measure.id: {one.id for one in measure.dimensions} for measure in CATALOGUE}
    wishes = [wish for kind in KINDS.values() for chapter in kind.chapters for wish in chapter.content]
    splits = [wish for wish in wishes if isinstance(wish, Split)]
    assert [split for split in splits if split.dimension not in dimensions[split.measure]] == []
    assert Split("K01", "ueber") in splits


def test_clients_read_by_which_way_cases_came() -> None:
    cases = [case(1, eingang={"datum": "2017-03-01", "ueber": "politik"}), case(2)]
    assert rows(report(cases, "auftraggeber", "2017"), "Eingänge nach dem Weg")


def test_the_sample_of_the_ifd_makes_the_report_for_its_clients() -> None:
    cases, _, _ = sample()
    made = report(cases[:40], "auftraggeber", "2017")
    assert made.title == "Bericht an Auftraggeber und Trägerversammlung 2017"
