"""Charts: colours of the page, German words, nothing drawn as finished that is not, each picture drawn once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from casebook.pages import assets
from casebook.pages.charts import (
    DESK,
    PHONE,
    Bars,
    Chart,
    Columns,
    Drawer,
    Line,
    Quadrants,
    Size,
    Stack,
    drawn,
    german_svg,
    register_fonts,
)
from casebook.shelf import Shelf

LONG_WORD = "Rechtsbehelfsbelehrungsfristberechnung"
YEARS = tuple(str(year) for year in range(2010, 2019))

COLUMNS = Columns(
    ("Jan", "Feb", "Mär", "Apr"),
    (Stack("Beschwerde", 1, (1200, 31, 2, None)), Stack("Lob", 5, (0, 1, 1, None))),
    (True, True, False, False),
)
LINE = Line(
    axis=YEARS,
    ticks=YEARS,
    values=(None, None, None, 270, 286, None, 301, 290, 120),
    finished=(True,) * 8 + (False,),
    before=(291, None, 580, None, None, None, None, None, None),
    marks=(("2017", "A"),),
    targets=(None,) * 9,
    percent=False,
    joined=False,
)
SHARE = replace(
    LINE,
    values=(80.5, 90.0, None, 95.5, 97.0, 92.0, 91.0, 93.0, 70.0),
    before=(None,) * 9,
    targets=(85,) * 7 + (90,) * 2,
    percent=True,
)
BARS = Bars(((LONG_WORD, 54), ("Mietkaution", 3)))
QUADRANTS = Quadrants(("in der Frist", "über der Frist"), ("beantwortet", "noch offen"), ((240, 21), (12, 4)))
CHARTS: dict[str, Chart] = {
    "columns": COLUMNS,
    "line": LINE,
    "share": replace(SHARE, joined=True),
    "bars": BARS,
    "quadrants": QUADRANTS,
}


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: size.id)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_takes_its_colours_from_the_page_and_has_one_german_name(chart: Chart, size: Size) -> None:
    svg = german_svg(drawn(chart, size), "bild", "Eingänge", "Die meisten im Januar.")
    assert re.findall(r" (aria-\w+|role|style)=", svg) == ["role", "aria-labelledby"]
    assert '<title id="bild-t">Eingänge</title><desc id="bild-d">Die meisten im Januar.</desc>' in svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
    assert {colour for colour in colours if not colour.startswith("var(--chart-")} <= {
        "none",
        "currentColor",
        "transparent",
        "#000",
    }
    assert "<text" not in re.sub(r'<text[^>]*fill="currentColor"', "", svg)
    assert 'font-family="Fira Sans"' in svg


def test_numbers_are_german() -> None:
    assert {"1.200", "1.000", "Mär"} <= set(texts(drawn(COLUMNS, DESK)))


def test_columns_name_their_totals_and_nothing_stands_where_nothing_is_known() -> None:
    found = texts(drawn(COLUMNS, DESK))
    assert {"1.200", "32", "3"} <= set(found)
    assert "0" in found and found.count("0") == 1, "the axis alone says 0; a month to come has no number"


def test_running_periods_are_paler_or_hollow() -> None:
    assert re.findall(r'opacity="0.5"', drawn(COLUMNS, DESK)), "the running column"
    finished = replace(COLUMNS, finished=(True,) * 4)
    assert 'opacity="0.5"' not in drawn(finished, DESK)
    line, over = drawn(LINE, DESK), drawn(replace(LINE, finished=(True,) * 9), DESK)
    assert line.count('fill="var(--chart-ground)"') == over.count('fill="var(--chart-ground)"') + 1


def test_a_count_that_still_grows_is_no_point_of_the_line() -> None:
    dashed = 'stroke-dasharray="4,4"'
    assert dashed not in drawn(LINE, DESK)
    assert dashed in drawn(replace(LINE, joined=True), DESK)


def test_totals_from_before_are_drawn_apart_and_events_are_marked() -> None:
    svg = drawn(LINE, DESK)
    assert 'stroke-dasharray="2,3"' in svg and 'stroke="var(--chart-2)"' in svg
    assert {"A", "580", "291"} <= set(texts(svg))
    alone = drawn(replace(LINE, before=(None,) * 9, marks=()), DESK)
    assert "var(--chart-2)" not in alone and "A" not in texts(alone)


def test_a_gap_in_a_series_stays_a_gap() -> None:
    """No line may lead over a year of which nothing is known."""
    without_target = drawn(replace(SHARE, targets=(None,) * 9), DESK)
    path = next(d for d in re.findall(r' d="(M[^"]*)"', without_target) if d.count("L") > 3)
    assert path.count("M") == 2


def test_a_share_reaches_to_a_hundred_and_shows_its_target() -> None:
    found = texts(drawn(SHARE, DESK))
    assert {"0", "100", "Ziel 90"} <= set(found)


def test_every_year_is_held_against_its_own_target() -> None:
    """One line, with a step where the newer target begins; it is as long as there are targets."""
    dashed = re.findall(r'stroke-dasharray="8,4"[^>]*|d="([^"]*)"[^>]*stroke-dasharray="8,4"', drawn(SHARE, DESK))
    heights = re.findall(r"[ML,][\d.]+,([\d.]+)", dashed[0])
    assert len(dashed) == 1 and len(set(heights)) == 2, dashed
    assert "Ziel 85" not in texts(drawn(SHARE, DESK))
    without = replace(SHARE, targets=(None,) * 9)
    assert 'stroke-dasharray="8,4"' not in drawn(without, DESK)


@pytest.mark.parametrize("highest, ticks", [(1, ["0", "1"]), (3, ["0", "1", "2", "3"])])
def test_a_chart_of_few_cases_names_whole_numbers_once(highest: int, ticks: list[str]) -> None:
    values = (0,) * 8 + (highest,)
    chart = replace(LINE, values=values, before=(None,) * 9, marks=(), ticks=(), axis=tuple("abcdefghi"))
    many = replace(
        chart,
        axis=tuple(f"{n}" for n in range(40)),
        values=(0,) * 39 + (highest,),
        finished=(True,) * 40,
        before=(None,) * 40,
        targets=(None,) * 40,
    )
    assert texts(drawn(many, DESK)) == ticks


def test_numbers_that_would_overlap_are_left_to_the_table() -> None:
    many = Columns(tuple("abcdefghijkl"), (Stack("Fälle", 1, (2345,) * 12),), (True,) * 12)
    assert "2.345" in texts(drawn(many, DESK)) and "2.345" not in texts(drawn(many, PHONE))


def test_ticks_thin_out_where_there_is_no_room() -> None:
    months = tuple(f"M{number:02} {year}" for year in range(2014, 2018) for number in range(1, 13))
    chart = Columns(months, (Stack("Fälle", 1, (1,) * 48),), (True,) * 48)
    named = [text for text in texts(drawn(chart, PHONE)) if text.startswith("M")]
    assert 3 <= len(named) <= 6 and named[-1] == months[-1]


def test_a_long_word_fits_above_its_bar() -> None:
    for size in (DESK, PHONE):
        assert LONG_WORD in texts(drawn(BARS, size))


@pytest.mark.parametrize("counts", [((0, 0), (0, 1)), ((7, 0), (0, 0))])
def test_quadrants_without_cases_say_nought(counts: tuple[tuple[int, int], tuple[int, int]]) -> None:
    found = texts(drawn(replace(QUADRANTS, counts=counts), DESK))
    assert sorted(text for text in found if text.isdigit()) == sorted(str(n) for row in counts for n in row)


# --- kept from build to build


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    first = Drawer(Shelf(tmp_path / "charts"))
    pictures = [first.picture(chart, size) for chart in CHARTS.values() for size in (DESK, PHONE)]
    assert (first.drawn, first.kept) == (10, 0) and first.seconds > 0
    second = Drawer(Shelf(tmp_path / "charts"))
    assert [second.picture(chart, size) for chart in CHARTS.values() for size in (DESK, PHONE)] == pictures
    assert (second.drawn, second.kept, second.seconds) == (0, 10, 0.0)
    assert len(list((tmp_path / "charts").iterdir())) == 10


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, values=(None, None, None, 270, 286, None, 301, 291, 120)),
        replace(LINE, marks=(("2016", "A"),)),
        replace(LINE, finished=(True,) * 9),
    ],
)
def test_any_change_draws_anew(tmp_path: Path, other: Line) -> None:
    drawer = Drawer(Shelf(tmp_path))
    assert drawer.picture(LINE, DESK) != drawer.picture(other, DESK)
    assert drawer.drawn == 2


def test_a_deleted_folder_is_made_again(tmp_path: Path) -> None:
    drawer = Drawer(Shelf(tmp_path / "weg" / "charts"))
    drawer.picture(BARS, PHONE)
    for file in (tmp_path / "weg" / "charts").iterdir():
        file.unlink()
    drawer.picture(BARS, PHONE)
    assert drawer.drawn == 2


# --- fonts


def advance(text: str, size: float) -> float:
    """The width of a text in Fira Sans, from the font itself."""
    from fontTools.ttLib import TTFont

    with TTFont(assets.FONTS / "FiraSans-Regular.ttf") as font:
        glyphs, metrics = font.getBestCmap(), font["hmtx"]
        return sum(float(metrics[glyphs[ord(letter)]][0]) for letter in text) * size / font["head"].unitsPerEm


def test_charts_measure_german_words_in_the_font_of_the_page() -> None:
    """A font that is missing is replaced without a word, and labels are cut or stand apart."""
    import vl_convert

    register_fonts()

    def left_edge(word: str) -> float:
        axis = {"labelFont": "Fira Sans", "labelFontSize": 40, "labelLimit": 4000, "ticks": False, "title": None}
        spec = {
            "data": {"values": [{"w": word}]},
            "mark": "bar",
            "encoding": {"y": {"field": "w", "type": "nominal", "axis": axis}},
        }
        found = re.search(r"translate\(([\d.]+)", vl_convert.vegalite_to_svg(spec))
        assert found
        return float(found[1])

    measured = left_edge(LONG_WORD) - left_edge("R")
    assert measured == pytest.approx(advance(LONG_WORD, 40) - advance("R", 40), rel=0.02)
