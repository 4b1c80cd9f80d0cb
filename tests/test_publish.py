"""What goes to the public: closed years, rounded, and nobody to be worked out - measured by an exact attacker."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_cases import case, closed_case, office
from build_published import Oracle, house, published, random_cases, states
from build_register import ROOT, checked, make_register
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.attack import MANY, Impossible, System, published_bounds, recovered, rounded
from casebook.casefile import case_yaml
from casebook.cli.main import cli
from casebook.disclosure import cells_of, leaks
from casebook.measures import measure
from casebook.model import Case
from casebook.office import Office
from casebook.pages.published_pages import of_hundred
from casebook.periods import year_of
from casebook.problem import Document
from casebook.published import Aenderungen, Published, Zahlen, read_published
from casebook.publishing.changes import carried_out
from casebook.publishing.programme import figures_of
from casebook.publishing.release import closes_on, refusal
from casebook.publishing.texts import changes_text, figures_text
from casebook.reading import parse_document
from casebook.register import Settings, read_cases, read_settings
from casebook.shape import validated

STAND = date(2018, 5, 2)

# --- rounding


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [(0, 5, 0), (2, 5, 0), (3, 5, 5), (7, 5, 5), (8, 5, 10), (4, 10, 0), (5, 10, 10), (14, 10, 10), (15, 10, 20)],
)
def test_counts_are_rounded_halves_up(count: int, base: int, shown: int) -> None:
    assert rounded(count, base) == shown


@given(st.integers(0, 10_000), st.sampled_from([1, 5, 10]))
def test_what_is_published_keeps_exactly_its_rounding_secret(count: int, base: int) -> None:
    low, high = published_bounds(rounded(count, base), base)
    assert low <= count <= high
    assert {rounded(each, base) for each in range(low, high + 1)} == {rounded(count, base)}
    assert rounded(high + 1, base) != rounded(count, base)
    assert low == 0 or rounded(low - 1, base) != rounded(low, base)


# --- the attack


def linked(*sums: tuple[int, ...], bounds: dict[int, tuple[int, int]], cells: int) -> System:
    system = System()
    for cell in range(cells):
        system.cell(*bounds.get(cell, (0, MANY)))
    for total, *parts in sums:
        system.add_sum(total, parts)
    return system


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({0: (10, 10), 1: (8, 12)}, []),  # ten in all, the first rounded: the second is up to two, or nobody
        ({0: (10, 10), 1: (9, 9)}, [2]),  # one is left over
        ({0: (10, 10), 1: (8, 9)}, [2]),  # one or two are left over
        ({0: (10, 10), 1: (7, 9)}, []),  # up to three
        ({0: (10, 10), 1: (10, 10)}, []),  # nobody is left over
        ({0: (2, 2)}, []),
    ],
)
def test_what_is_left_over_of_two(bounds: dict[int, tuple[int, int]], found: list[int]) -> None:
    assert recovered(linked((0, 1, 2), bounds=bounds, cells=3), [1, 2]) == found


def test_contradicting_figures_are_impossible() -> None:
    with pytest.raises(Impossible):
        recovered(linked((0, 1, 2), bounds={0: (10, 10), 1: (11, 12)}, cells=3), [1, 2])


def random_tables(seed: int) -> System:
    """A table with its margins and grand total, each cell exact, rounded or left out; and a group of its rows."""
    chance = random.Random(seed)
    rows, columns = chance.randint(2, 5), chance.randint(2, 5)
    counts = [[chance.choice((0, 0, 1, 1, 2, 3, 6, 15)) for _ in range(columns)] for _ in range(rows)]
    system = System()

    def cell(count: int, exact: float, left_out: float) -> int:
        lot = chance.random()
        base = 1 if lot < exact else 5
        return system.cell() if lot > 1 - left_out else system.cell(*published_bounds(rounded(count, base), base))

    inner = [[cell(count, 0.1, 0.4) for count in row] for row in counts]
    across = [cell(sum(row), 0.7, 0.1) for row in counts]
    down = [cell(sum(column), 0.7, 0.1) for column in zip(*counts, strict=True)]
    total, group = cell(sum(map(sum, counts)), 0.9, 0), cell(sum(map(sum, counts[:2])), 0.8, 0)
    for row, whole in zip(inner, across, strict=True):
        system.add_sum(whole, row)
    for column, whole in zip(zip(*inner, strict=True), down, strict=True):
        system.add_sum(whole, column)
    system.add_sum(total, across)
    system.add_sum(total, down)
    system.add_sum(group, across[:2])
    return system


def test_the_gate_is_as_sharp_as_integer_programmes_on_random_tables() -> None:
    exact, missed = 0, 0
    for seed in range(60):
        system = random_tables(seed)
        cells = range(len(system.low))
        gate, oracle = set(recovered(system, cells)), Oracle(system)
        truth = {cell for cell in cells if oracle.is_small(cell)}
        assert gate <= truth, "the gate claims what cannot be known"
        exact, missed = exact + len(truth), missed + len(truth - gate)
    assert exact > 100
    assert missed <= exact * 0.02


@pytest.mark.parametrize("count", [1, 3, 6, 12])
def test_the_gate_is_as_sharp_as_integer_programmes_on_small_years(count: int) -> None:
    cells = cells_of({2017: published(random_cases(count, count), house())})
    guarded = [cell for (_, name), cell in cells.guarded.items() if name[0] in ("art-zugang", "art-dritte", "dritte")]
    oracle = Oracle(cells.system)
    assert recovered(cells.system, guarded) == [cell for cell in guarded if oracle.is_small(cell)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 120), st.booleans(), st.sampled_from([5, 10]))
def test_the_truth_always_fits_what_is_published(seed: int, count: int, exact: bool, base: int) -> None:
    """A gate that excluded the true counts would prove nothing."""
    cases = random_cases(seed, count)
    cells = cells_of({2017: published(cases, house(genau=exact, rundung=base))})
    for (_, name), cell in cells.known.items():
        true = true_count(cases, name)
        if true is not None:
            assert cells.system.low[cell] <= true <= cells.system.high[cell], name


def true_count(cases: Iterable[Case], name: tuple[str, ...]) -> int | None:
    """How many cases a cell of the case tables really counts."""
    table, *entries = name
    if table == "gesamt":
        return len(list(cases))
    if table not in ("art", "zugang", "art-zugang", "dritte", "art-dritte"):
        return None
    features = [
        {"art": c.art, "zugang": c.eingang.zugang, "dritte": c.dritte.art if c.dritte else ""} for c in cases
    ]
    return sum(all(f[part] == entry for part, entry in zip(table.split("-"), entries, strict=True)) for f in features)


# --- the figures


def sample() -> tuple[list[Case], Office]:
    register = read_settings(ROOT)
    assert isinstance(register, Settings)
    return [item for item in read_cases(ROOT) if isinstance(item, Case)], register.office


def table(figures: Zahlen, name: str) -> dict[str, int]:
    return {row.id: row.anzahl for each in figures.tabellen if each.id == name for row in each.zeilen}


def crossing(figures: Zahlen, name: str) -> dict[str, tuple[int, ...]]:
    return {row.id: row.anzahlen for each in figures.kreuztabellen if each.id == name for row in each.zeilen}


def test_dresden() -> None:
    cases, house_ = sample()
    figures = figures_of(states(cases), house_, 2017, STAND, "", {})
    assert figures.gesamt == 286
    assert table(figures, "art") == {"beschwerde": 275, "anregung": 10, "lob": 1}
    assert table(figures, "zugang") == {"direkt": 11, "dritte": 275}
    rulings = table(figures, "bewertung")
    assert rulings["ja"] + rulings["teilweise"] == 84 and sum(rulings.values()) == 275
    assert crossing(figures, "art-zugang") == {"beschwerde": (10, 265), "anregung": (0, 10), "lob": (0, 0)}


def test_exact_totals_are_those_of_the_measures() -> None:
    cases, house_ = sample()
    figures = figures_of(states(cases), house_, 2017, STAND, "", {})
    records = [r for r in measure(cases, house_, year_of(2017), STAND) if (r.id, r.part) == ("K01", "anzahl")]
    for name in ("art", "zugang", "thema"):
        assert table(figures, name) == {r.by[name]: r.value for r in records if name in r.by and r.value}


def test_everything_finer_is_a_multiple() -> None:
    cases, house_ = sample()
    figures = figures_of(states(cases), house_, 2017, STAND, "", {})
    fine = [*table(figures, "dritte").values(), *table(figures, "stellen").values()]
    for name in ("art-zugang", "thema-bewertung"):
        fine += [count for row in crossing(figures, name).values() for count in row]
    assert len(fine) > 80 and not any(count % 5 for count in fine)
    assert min(table(figures, "stellen").values()) == 5


def test_an_organisation_is_listed_from_the_first_rounded_count_on() -> None:
    third = [("Haus A", 3), ("Haus B", 2)]
    cases = [
        case(10 * i + n, eingang={"zugang": "dritte"}, dritte={"art": "verein", "stelle": name})
        for i, (name, count) in enumerate(third, start=1)
        for n in range(count)
    ]
    assert table(published(cases, house()), "stellen") == {"stelle-1": 5}
    silent = house()
    kinds = [kind.model_copy(update={"nur_art": True}) for kind in silent.vokabulare.dritte]
    silent = silent.model_copy(update={"vokabulare": silent.vokabulare.model_copy(update={"dritte": tuple(kinds)})})
    assert table(published(cases, silent), "stellen") == {}


@pytest.mark.parametrize(
    "names",
    [("Haus A", "Haus-A", "HAUS A!"), ("Ä" * 300, "B" * 300), ("Центр помощи", "مركز المساعدة"), ("§",)],
    ids=["alike", "long", "other letters", "no letter"],
)
def test_whatever_an_organisation_is_called_it_has_a_row_of_its_own(names: tuple[str, ...]) -> None:
    cases = [
        case(10 * i + n, eingang={"zugang": "dritte"}, dritte={"art": "verein", "stelle": name})
        for i, name in enumerate(names, start=1)
        for n in range(5)
    ]
    figures = parsed(figures_text(published(cases, house())))
    rows = [row for each in figures.tabellen if each.id == "stellen" for row in each.zeilen]
    assert [row.id for row in rows] == [f"stelle-{n}" for n in range(1, len(names) + 1)]
    assert sorted(row.name for row in rows) == sorted(names)


def test_nothing_tells_that_somebody_of_a_kind_the_list_has_lost_came() -> None:
    direct = [case(n) for n in range(1, 90)]
    lost = [case(n, eingang={"zugang": "dritte"}, dritte={"art": "raumfahrer"}) for n in range(91, 95)]
    without, one, many = (table(published([*direct, *lost[:n]], house()), "dritte") for n in (0, 1, 4))
    assert without == one and list(one) == list(many)
    assert many["ohne-angabe"] == 5


def test_nothing_tells_which_rounded_rows_have_a_case() -> None:
    few, none = random_cases(3, 90), [closed_case(n, topics=(("dauer", "ja"),)) for n in range(1, 91)]
    for name in ("art-zugang", "thema-bewertung"):
        shapes = [list(crossing(published(cases, house(genau=False)), name)) for cases in (few, none)]
        assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    ("publishing", "count", "listed"),
    [
        ({"genau": False}, 2, False),
        ({"genau": False}, 3, True),
        ({"genau": True}, 1, True),  # the exact table of topics says so already
        ({"genau": False, "tabellen": ["thema-bewertung"]}, 2, False),
        ({"genau": False, "tabellen": ["thema-bewertung"]}, 3, True),
        ({"genau": True, "tabellen": ["thema-bewertung"]}, 2, False),
    ],
)
def test_a_topic_that_the_list_has_lost_is_crossed_only_where_its_count_is_told(
    publishing: dict[str, Any], count: int, listed: bool
) -> None:
    lost = [closed_case(n, topics=(("raumfahrt", "ja"),)) for n in range(1, count + 1)]
    figures = published([*random_cases(3, 90), *lost], house(**publishing))
    assert ("raumfahrt" in crossing(figures, "thema-bewertung")) is listed
    assert crossing(figures, "thema-bewertung").get("raumfahrt", (0, 0, 0, 0))[1:] == (0, 0, 0)


def test_a_case_is_published_as_what_it_was_at_the_stand() -> None:
    later = ("2019-05-03", "umwandlung", {"art": "lob", "alt": "beschwerde"})
    kinds = {"anregung": [("2018-01-15", "umwandlung", {"art": "anregung", "alt": "beschwerde"})], "lob": [later]}
    cases = [case(n, art=art, log=log) for n, (art, log) in enumerate(kinds.items(), start=1)]
    figures = published([*cases, *(closed_case(n) for n in range(3, 63))], house())
    assert table(figures, "art") == {"beschwerde": 61, "anregung": 1}
    assert table(figures, "bewertung") == {"ja": 60, "ohne": 1}
    assert crossing(figures, "art-zugang")["beschwerde"] == (60,)


def test_two_features_at_once_need_enough_cases() -> None:
    assert published(random_cases(1, 59), house()).kreuztabellen == ()
    assert len(published(random_cases(1, 60), house()).kreuztabellen) == 2


def test_pure_remedies_and_other_years_are_not_counted() -> None:
    remedy = {"ergebnis": "ja", "weg": "widerspruch", "daneben_beschwerde": False}
    cases = [case(1), case(2, rechtsbehelf=remedy), case(3, eingang={"datum": "2018-01-01"})]
    assert published(cases, house()).gesamt == 1


def test_a_topic_that_the_list_has_lost_keeps_its_id() -> None:
    figures = published([case(n, topics=("raumfahrt",)) for n in range(1, 9)], house())
    assert [row.name for each in figures.tabellen if each.id == "thema" for row in each.zeilen] == ["raumfahrt"]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 100), st.booleans())
def test_the_file_says_what_was_computed(seed: int, count: int, exact: bool) -> None:
    figures = published(random_cases(seed, count), house(genau=exact))
    assert parsed(figures_text(figures)) == figures


def parsed(text: str) -> Zahlen:
    document = parse_document("zahlen.yaml", text.encode())
    assert isinstance(document, Document), document
    read = validated(Zahlen, document)
    assert isinstance(read, Zahlen), read
    return read


# --- what is refused


def big_year(year: int = 2017, count: int = 200) -> list[Case]:
    return random_cases(7, count, year)


def refused(figures: Zahlen, out: dict[int, Zahlen] | None = None, settings_: Office | None = None) -> str:
    found = refusal(figures, out or {}, settings_ or house())
    return found.reason if found else ""


def test_a_big_year_goes_out() -> None:
    assert refused(published(big_year(), house())) == ""


def test_a_year_of_one_case_is_refused_and_goes_out_rounded() -> None:
    assert "ein oder zwei Menschen" in refused(published([case(1)], house()))
    hidden = published([case(1)], house(genau=False))
    assert hidden.gesamt == 0 and "keine Fälle" in refused(hidden)


def test_a_year_without_cases_is_refused() -> None:
    assert "keine Fälle" in refused(published([], house()))


@pytest.mark.parametrize(
    ("stand", "weeks", "out"),
    [("2018-03-25", 12, False), ("2018-03-26", 12, True), ("2018-01-07", 1, False), ("2018-01-08", 1, True)],
)
def test_a_year_is_closed_when_the_waiting_time_is_over(stand: str, weeks: int, out: bool) -> None:
    day, settings_ = date.fromisoformat(stand), house(wartezeit_wochen=weeks)
    figures = figures_of(states(big_year()), settings_, 2017, day, "", {})
    assert (day >= closes_on(2017, settings_)) is out
    assert ("noch nicht abgeschlossen" not in refused(figures, settings_=settings_)) is out


def test_a_published_year_stays_as_it_is() -> None:
    cases = big_year()
    first = published(cases, house())
    again = first.model_copy(update={"commit": "abc", "stand": date(2020, 1, 1)})
    assert refused(again, {2017: first}) == ""
    later = published([*cases, case(999)], house())
    assert "schon veröffentlicht" in refused(later, {2017: first})


def test_late_cases_are_told_rounded_with_the_next_year() -> None:
    before = published(big_year(), house())
    for late, told in ((0, []), (2, []), (3, [205]), (8, [210])):
        cases = [*big_year(), *big_year(2018), *(case(900 + n) for n in range(late))]
        figures = figures_of(states(cases), house(), 2018, STAND.replace(year=2019), "", {2017: before})
        assert [each.gesamt for each in figures.berichtigt] == told
        assert refused(figures, {2017: before}) == ""


def test_two_looks_at_a_year_that_show_one_late_case_are_refused() -> None:
    before = published(big_year(), house())
    document = figures_text(published(big_year(2018), house(), 2018)) + "berichtigt:\n  - {jahr: 2017, gesamt: 200}\n"
    later = parsed(document).model_copy(update={"rundung": 5})
    assert leaks({2017: before, 2018: later}) == []
    exact = later.model_copy(update={"rundung": 10})
    with pytest.raises(Impossible):
        leaks({2017: before.model_copy(update={"gesamt": 220}), 2018: exact})
    cells = cells_of({2017: before, 2018: later})
    late, now = cells.known[2018, ("nachtrag", "2017")], cells.known[2018, ("berichtigt", "2017")]
    cells.system.narrow(now, before.gesamt + 1, before.gesamt + 2)
    assert recovered(cells.system, [late]) == [late]


# --- changes


MEASURE = {"verantwortlich": "leistung-nord", "frist": "2017-09-01", "stand": "umgesetzt", "umgesetzt_am": "2017-08-08"}


def test_only_measures_carried_out_in_the_year_are_told_once() -> None:
    decided = {"stand": "beschlossen", "umgesetzt_am": None}
    changes: tuple[dict[str, Any], ...] = ({}, decided, {"umgesetzt_am": "2018-01-01"}, {"umgesetzt_am": "2017-12-31"})
    measures = [MEASURE | {"text": f"Maßnahme {n}"} | more for n, more in enumerate(changes)]
    cases = [case(1, massnahmen=measures), case(2, massnahmen=measures[:1])]
    assert [(c.number, c.text) for c in carried_out(cases, 2017, STAND)] == [
        ("2017-0001", "Maßnahme 0"),
        ("2017-0001", "Maßnahme 3"),
    ]
    assert [c.text for c in carried_out(cases, 2017, date(2017, 9, 1))] == ["Maßnahme 0"]


def test_texts_are_left_for_a_person_to_write() -> None:
    text = changes_text(["2017-08-08"])
    document = parse_document("aenderungen.yaml", text.encode())
    assert isinstance(document, Document)
    problems = validated(Aenderungen, document)
    assert isinstance(problems, list) and {problem.id for problem in problems} == {"feld-leer"}
    assert len(problems) == 3


TOLD = (
    "eintraege:\n  - problem: {problem}\n    aenderung: Wir sagen früher Bescheid.\n"
    "    datum: 2018-04-02\n    wirkung: Weniger Menschen fragen nach.\n"
)
SENTENCE = "Eins zwei drei vier fünf sechs sieben acht neun zehn."


@pytest.mark.parametrize(
    ("problem", "found"),
    [
        ("drei vier fünf sechs sieben acht neun", True),
        ("DREI, vier - fünf (sechs) sieben; acht! Neun?", True),
        ("drei vier fünf sechs sieben acht", False),
        ("drei vier fünf sechs und sieben acht neun", False),
    ],
)
@pytest.mark.parametrize("place", ["kurz", "notiz", "massnahme"])
def test_seven_words_of_a_case_are_refused(tmp_path: Path, problem: str, found: bool, place: str) -> None:
    texts = {"kurz": "x", "notiz": "x", "massnahme": "x"} | {place: SENTENCE}
    received = {"datum": "2018-03-05", "kanal": "telefon", "zugang": "direkt"}
    data = {
        "aktenzeichen": "2018-0001",
        "art": "lob",
        "beispiel": True,
        "eingang": received,
        "anliegen": [{"thema": "dauer", "kurz": texts["kurz"]}],
        "zustaendig": "ombudsstelle",
        "verlauf": [
            {"datum": "2018-03-06", "ereignis": "weiterleitung", "durch": "ombud-1", "stelle": "leistung-nord"}
            | {"notiz": texts["notiz"]}
        ],
        "massnahmen": [{**MEASURE, "umgesetzt_am": "2018-03-09", "text": texts["massnahme"]}],
    }
    files = {
        "cases/2018/2018-0001.yaml": case_yaml(data),
        "handbook/veroeffentlicht/aenderungen-2018.yaml": TOLD.format(problem=problem),
    }
    problems = checked(make_register(tmp_path, files)).problems
    assert [(p.id, p.line, p.also) for p in problems] == (
        [("veroeffentlicht-wortlaut", 2, "cases/2018/2018-0001.yaml")] if found else []
    )


# --- the command, on the sample


def run(root: Path, *arguments: str) -> Any:
    return CliRunner().invoke(cli, ["publish", *arguments, "--root", str(root)])


def test_the_sample_is_published_as_it_stands() -> None:
    assert isinstance(read_published(ROOT), Published)
    result = run(ROOT, "zahlen", "--year", "2017")
    assert (result.exit_code, "Unverändert" in result.output) == (0, True), result.output


def register_of(folder: Path, cases: Iterable[Case], **publishing: object) -> Path:
    files: dict[str, str | bytes] = {
        f"cases/{c.aktenzeichen[:4]}/{c.aktenzeichen}.yaml": case_yaml(plain(c)) for c in cases
    }
    register = make_register(folder, files)
    if publishing:
        settings_ = "".join(f"  {name}: {str(value).lower()}\n" for name, value in publishing.items())
        with (register / "office.yaml").open("a", encoding="utf-8") as file:
            file.write(f"veroeffentlichung:\n{settings_}")
    return register


def plain(one: Case) -> dict[str, object]:
    return one.model_dump(exclude_unset=True) | {"beispiel": True}


def praise(count: int) -> list[Case]:
    return [case(n, art="lob", rechtsbehelf=None) for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("cases", "arguments", "exit_code", "says"),
    [
        (praise(80), ("zahlen", "--year", "2017"), 0, "Fertig"),
        (praise(1), ("zahlen", "--year", "2017"), 1, "ein oder zwei Menschen"),
        (praise(8), ("zahlen", "--year", "2018"), 2, "noch nicht abgeschlossen"),
        (praise(80), ("zahlen", "--year", "2018", "--stand", "2019-06-01"), 2, "Der Stand liegt in der Zukunft"),
        (praise(80), ("aenderungen", "--year", "2017", "--stand", "2018-05-03"), 2, "Der Stand liegt in der Zukunft"),
        (praise(8), ("zahlen", "--year", "2016"), 1, "keine Fälle"),
        (praise(8), ("zahlen", "--year", "12"), 2, "12"),
        (praise(8), ("aenderungen", "--year", "2017"), 2, "keine Maßnahme"),
    ],
)
def test_calls(tmp_path: Path, cases: list[Case], arguments: tuple[str, ...], exit_code: int, says: str) -> None:
    root = register_of(tmp_path, cases)
    result = run(root, *arguments)
    assert (result.exit_code, says in result.output) == (exit_code, True), result.output
    assert (root / "handbook").exists() is (exit_code == 0)


def test_a_published_year_is_never_overwritten(tmp_path: Path) -> None:
    root = register_of(tmp_path, praise(80))
    assert run(root, "zahlen", "--year", "2017").exit_code == 0
    file = root / "handbook/veroeffentlicht/zahlen-2017.yaml"
    before = file.read_bytes()
    assert "Unverändert" in run(root, "zahlen", "--year", "2017").output
    register_of(tmp_path, praise(81))
    result = run(root, "zahlen", "--year", "2017")
    assert (result.exit_code, "schon veröffentlicht" in result.output) == (1, True)
    assert file.read_bytes() == before


def test_texts_somebody_wrote_are_never_overwritten(tmp_path: Path) -> None:
    root = make_register(tmp_path, {"handbook/veroeffentlicht/aenderungen-2017.yaml": "eintraege: []\n"})
    result = run(root, "aenderungen", "--year", "2017")
    assert (result.exit_code, "nicht überschrieben" in result.output) == (2, True)


def test_a_published_file_changed_by_hand_stops_the_check(tmp_path: Path) -> None:
    root = register_of(tmp_path, praise(80))
    run(root, "zahlen", "--year", "2017")
    file = root / "handbook/veroeffentlicht/zahlen-2017.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("gesamt: 80", "gesamt: 79"), encoding="utf-8")
    assert "veroeffentlicht-widerspruch" in [problem.id for problem in checked(root).problems]


# --- the page


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(84, 275, 31), (1, 8, 13), (0, 5, 0), (0, 0, None), (5, 5, 100), (1, 200, 1)]
)
def test_shares_are_whole_numbers_halves_up(part: int, whole: int, share: int | None) -> None:
    assert of_hundred(part, whole) == share


@pytest.mark.xdist_group("handbook")
def test_the_handbook_shows_the_published_figures(built_handbook: Path) -> None:
    page = (built_handbook / "zahlen" / "index.html").read_text(encoding="utf-8")
    assert "286 Anliegen" in page and "31 von 100" in page and "0 bis 2" in page
    assert office().name in page
