"""Swimlane pictures: no line crosses a box or a label, every text fits, the table says the same."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from build_register import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from casebook.chains import chain_rows, chain_svg
from casebook.chains.chart import BOX, LEADING, SMALL, SMALL_LEADING, TEXT, Box, Chart, Label, Line, Point
from casebook.chains.layout import lay_out
from casebook.chains.lettering import width
from casebook.office import Office, read_office_file, with_profile
from casebook.processes import Ausgang, Prozess, Rolle, Schritt, read_processes

SNAPSHOT = ROOT / "tests" / "snapshots" / "beschwerde-prozessbezogen.txt"
WORDS = ("prüft", "Widerspruchsstelle", "und", "Rechtsbehelfsbelehrung", "am", "Tag", "Eingangsbestätigung", "der")

Rectangle = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def office() -> Office:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    return with_profile(read[0])


@pytest.fixture(scope="module")
def shipped(office: Office) -> tuple[Prozess, ...]:
    return read_processes(ROOT, office)[0]


def process_of(steps: list[Schritt], lanes: int, title: str = "Probe") -> Prozess:
    roles = tuple(Rolle(id=f"r{number}", name=f"Rolle Nummer {number}") for number in range(lanes))
    texts = dict.fromkeys(("zweck", "ausloeser", "eingabe", "ergebnis"), "x")
    return Prozess(code="P/1", titel=title, stand="2026-01-01", rollen=roles, schritte=tuple(steps), **texts)


@st.composite
def processes(draw: st.DrawFn) -> Prozess:
    """Any ways at all: forward, back, to the same column, many into one step, several out of one."""
    count = draw(st.integers(2, 14))
    lanes = draw(st.integers(1, 7))
    steps = []
    for number in range(count):
        ways = []
        form = draw(st.sampled_from(["start", "schritt", "entscheidung", "ende"]))
        if form == "entscheidung":
            targets = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=5))
            ways = [
                Ausgang(wenn=draw(st.sampled_from(["ja", "nein", "ja oder unklar, auch später"])), zu=f"s{t}")
                for t in targets
            ]
        text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)))[:160]
        role = f"r{draw(st.integers(0, lanes - 1))}"
        steps.append(Schritt(id=f"s{number}", rolle=role, text=text, form=form, weiter=tuple(ways)))
    return process_of(steps, lanes)


# --- geometry


def box_area(box: Box) -> Rectangle:
    return box.x - BOX / 2, box.top, box.x + BOX / 2, box.bottom


def label_area(label: Label) -> Rectangle:
    wide = max(width(line, SMALL) for line in label.lines)
    left = label.x if label.anchor == "start" else label.x - wide
    bottom = label.y + (len(label.lines) - 1) * SMALL_LEADING
    return left, label.y - SMALL * 0.75, left + wide, bottom + SMALL * 0.2


def overlap(one: Rectangle, other: Rectangle, slack: float = 0.5) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > slack and down > slack


def segment_area(start: Point, end: Point) -> Rectangle:
    """A stretch of line with its own thickness."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left - 0.75, top - 0.75, right + 0.75, bottom + 0.75


def segments(line: Line) -> list[Rectangle]:
    return [segment_area(*ends) for ends in pairwise(line.points)]


def inside_outline(box: Box, area: Rectangle) -> bool:
    """Whether an area reaches into the true outline of a box (points and round corners are not filled)."""
    heights = [box.top + box.height * part / 40 for part in range(41)]
    rows = [y for y in heights if area[1] + 1 < y < area[3] - 1]
    return any(area[0] + 1 < box.edge("right", y)[0] and box.edge("left", y)[0] < area[2] - 1 for y in rows)


def assert_readable(chart: Chart) -> None:
    for line in chart.lines:
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(line.points)), "slanted line"
        for box in chart.boxes:
            own = box.number in (line.source, line.target)
            for area in segments(line):
                assert not (inside_outline(box, area) if own else overlap(area, box_area(box))), (line, box)
    assert_labels_free(chart)
    assert_lines_apart(chart)
    for box in chart.boxes:
        assert_text_fits(box)
        assert box_area(box)[0] > 0 and box_area(box)[2] < chart.width and chart.head < box.top
    assert all(0 <= x <= chart.width and 0 <= y <= chart.height for line in chart.lines for x, y in line.points)
    assert not any(overlap(box_area(one), box_area(other)) for one, other in combinations(chart.boxes, 2))


def assert_labels_free(chart: Chart) -> None:
    labels = [line.label for line in chart.lines if line.label]
    for label in labels:
        area = label_area(label)
        assert not any(inside_outline(box, area) for box in chart.boxes), label
        assert not any(overlap(area, stretch) for line in chart.lines for stretch in segments(line)), label
        assert area[0] >= 0 and area[2] <= chart.width
    assert not any(overlap(label_area(one), label_area(other)) for one, other in combinations(labels, 2))


def assert_lines_apart(chart: Chart) -> None:
    """Lines may cross and may run together into the same step, but never lie on each other by chance."""
    for one, other in combinations(chart.lines, 2):
        if one.target != other.target:
            for first in segments(one):
                for second in segments(other):
                    across = min(first[2], second[2]) - max(first[0], second[0])
                    down = min(first[3], second[3]) - max(first[1], second[1])
                    assert min(across, down) <= 0 or max(across, down) <= 1.6, (one, other)


def assert_text_fits(box: Box) -> None:
    assert all(width(line, TEXT) <= BOX - 20 for line in box.lines), box
    assert all(width(line, SMALL) <= BOX - 20 for line in box.note), box
    assert len(box.lines) * LEADING + len(box.note) * SMALL_LEADING <= box.height


@settings(max_examples=150, deadline=None)
@given(processes())
def test_any_process_is_drawn_readably(process: Prozess) -> None:
    notes = {"s0": "Frist: 3 Arbeitstage", "s1": "Frist: 14 Tage, Widerspruchsbearbeitungsfrist"}
    assert_readable(lay_out(process, notes))


def test_shipped_processes_are_drawn_readably(shipped: tuple[Prozess, ...]) -> None:
    for process in shipped:
        assert_readable(lay_out(process, {step.id: "Frist: 3 Arbeitstage" for step in process.schritte}))


# --- the picture


def test_picture_is_well_formed_named_and_always_the_same(shipped: tuple[Prozess, ...]) -> None:
    ids: list[str] = []
    for process in shipped:
        picture = chain_svg(process)
        assert picture == chain_svg(process)
        root = ElementTree.fromstring(picture)
        ids += [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        assert root.attrib["role"] == "img"
        named = root.attrib["aria-labelledby"].split()
        texts = {element.attrib.get("id"): element.text for element in root}
        assert [bool(texts[name]) for name in named] == [True, True]
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|style=|<style|<script", picture)
    assert len(ids) == len(set(ids)) == 2 * len(shipped)


def test_every_word_of_a_step_stands_in_its_box(shipped: tuple[Prozess, ...]) -> None:
    for process in shipped:
        chart = lay_out(process, {})
        for box, step in zip(chart.boxes, process.schritte, strict=True):
            drawn = "".join(box.lines).replace("-", "").replace(" ", "")
            assert drawn == f"{box.number}{step.text}".replace("-", "").replace(" ", "")


def test_markup_in_texts_stays_text() -> None:
    steps = [
        Schritt(id="a", rolle="r0", form="start", text="<script>alert(1)</script> & mehr"),
        Schritt(id="b", rolle="r0", form="ende", text="fertig"),
    ]
    picture = chain_svg(process_of(steps, 1, "<script>alert(2)</script>"), {"b": "<b>"})
    assert "<script" not in picture and "<b>" not in picture
    ElementTree.fromstring(picture)


def test_a_chain_takes_less_than_five_milliseconds(shipped: tuple[Prozess, ...]) -> None:
    for process in shipped:
        times = []
        for _ in range(10):
            start = time.perf_counter()
            chain_svg(process)
            times.append(time.perf_counter() - start)
        assert min(times) < 0.005


# --- the table


def test_rows_are_numbered_like_the_picture(shipped: tuple[Prozess, ...], update_expected: bool) -> None:
    process = next(process for process in shipped if process.code == "BM2")
    table = "".join(
        f"{row.number} | {row.role} | {row.step.text} | {'; '.join(f'{word} {to}'.strip() for word, to in row.ways)}\n"
        for row in chain_rows(process)
    )
    if update_expected:
        write(SNAPSHOT, table)
    assert table == SNAPSHOT.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def test_rows_and_lines_say_the_same(shipped: tuple[Prozess, ...]) -> None:
    for process in shipped:
        ways = [(row.number, to) for row in chain_rows(process) for _, to in row.ways]
        assert ways == [(line.source, line.target) for line in lay_out(process, {}).lines]
