"""A process as an accessible SVG.

Its attributes carry colours for paper; on a page its classes let a style sheet replace them (light, dark,
forced colours). The same input always gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from casebook.chains.chart import (
    BOX,
    LEADING,
    NOTCH,
    ROUND,
    SMALL,
    SMALL_LEADING,
    TEXT,
    Box,
    Chart,
    Label,
    Lane,
    Line,
    Point,
)
from casebook.chains.layout import lay_out
from casebook.processes import Prozess

_CORNER = 6.0
_INK, _PAPER, _TINT, _LINE = "#131525", "#ffffff", "#f3f4f7", "#454b6b"


def chain_svg(process: Prozess, notes: Mapping[str, str] | None = None) -> str:
    """The swimlane picture; `notes` are words added to steps by their id, such as a deadline.

    Expects a process without findings (`processes.check_process`).
    """
    chart = lay_out(process, notes or {})
    name = "kette-" + re.sub(r"[^a-z0-9]+", "-", process.code.lower()).strip("-")
    width, height = _n(chart.width), _n(chart.height)
    return "".join(
        [
            f'<svg class="chain chain-{len(chart.lanes)}" xmlns="http://www.w3.org/2000/svg"',
            f' viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"',
            f' aria-labelledby="{name}-titel {name}-text" font-family="Fira Sans, sans-serif" font-size="{_n(TEXT)}">',
            f'<title id="{name}-titel">Ablauf: {escape(process.titel)}</title>',
            f'<desc id="{name}-text">{_description(process, chart)}</desc>',
            *_lanes(chart),
            *_lines(chart),
            *_boxes(chart),
            "</svg>",
        ]
    )


def _description(process: Prozess, chart: Chart) -> str:
    roles = "einer Rolle" if len(chart.lanes) == 1 else f"{len(chart.lanes)} Rollen"
    return f"{len(process.schritte)} Schritte, verteilt auf {roles}. Dieselben Schritte stehen in der Tabelle darunter."


def _lanes(chart: Chart) -> Iterator[str]:
    yield f'<g fill="{_TINT}">'
    for index, lane in enumerate(chart.lanes):
        if index % 2 == 0:
            width = _n(lane.right - lane.left)
            yield f'<rect class="chain-lane" x="{_n(lane.left)}" y="0" width="{width}" height="{_n(chart.height)}"/>'
    yield f'</g><g class="chain-head" fill="{_INK}" font-weight="600" text-anchor="middle">'
    for lane in chart.lanes:
        yield _title(lane, chart.head)
    yield f'</g><path class="chain-rule" fill="none" stroke="{_LINE}" stroke-width="2" d="{_rule(chart)}"/>'


def _rule(chart: Chart) -> str:
    return "".join(f"M{_n(lane.left + 6)} {_n(chart.head - 8)}H{_n(lane.right - 6)}" for lane in chart.lanes)


def _title(lane: Lane, head: float) -> str:
    first = head - 20 - (len(lane.title) - 1) * LEADING
    return f"<text>{_spans(lane.title, lane.centre, first, LEADING)}</text>"


def _lines(chart: Chart) -> Iterator[str]:
    yield f'<g class="chain-line" fill="none" stroke="{_LINE}" stroke-width="1.5">'
    for line in chart.lines:
        yield f'<path d="{_path(line.points)}"/>'
    yield f'</g><g class="chain-arrow" fill="{_LINE}">'
    for end in sorted({(line.points[-1], _heading(line)) for line in chart.lines}):
        yield f'<path d="{_arrow(*end)}"/>'
    yield f'</g><g class="chain-label" fill="{_INK}" font-size="{_n(SMALL)}" font-weight="600">'
    for line in chart.lines:
        if line.label:
            yield _label(line.label)
    yield "</g>"


def _path(points: tuple[Point, ...]) -> str:
    """A line with rounded corners."""
    parts = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_CORNER, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{_n(start[0])} {_n(start[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(end[0])} {_n(end[1])}")
    return "".join([*parts, f"L{_n(points[-1][0])} {_n(points[-1][1])}"])


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * length / whole, start[1] + (end[1] - start[1]) * length / whole


def _heading(line: Line) -> str:
    before, end = line.points[-2:]
    if before[0] == end[0]:
        return "down"
    return "right" if end[0] > before[0] else "left"


def _arrow(tip: Point, heading: str) -> str:
    x, y = _n(tip[0]), _n(tip[1])
    shapes = {"down": "l-4.5 -9h9z", "right": "l-9 -4.5v9z", "left": "l9 -4.5v9z"}
    return f"M{x} {y}{shapes[heading]}"


def _label(label: Label) -> str:
    return f'<text text-anchor="{label.anchor}">{_spans(label.lines, label.x, label.y, SMALL_LEADING)}</text>'


def _boxes(chart: Chart) -> Iterator[str]:
    yield f'<g class="chain-box" fill="{_PAPER}" stroke="{_LINE}" stroke-width="1.5">'
    for box in chart.boxes:
        yield _outline(box)
    yield f'</g><g class="chain-text" fill="{_INK}" text-anchor="middle">'
    for box in chart.boxes:
        yield _words(box)
    yield "</g>"


def _outline(box: Box) -> str:
    left, right = box.x - BOX / 2, box.x + BOX / 2
    if box.form == "entscheidung":
        inner_left, inner_right = _n(left + NOTCH), _n(right - NOTCH)
        top, middle, bottom = _n(box.top), _n(box.y), _n(box.bottom)
        return (
            f'<path class="chain-choice" d="M{inner_left} {top}H{inner_right}L{_n(right)} {middle}'
            f'L{inner_right} {bottom}H{inner_left}L{_n(left)} {middle}z"/>'
        )
    ends = box.form in ("start", "ende")
    attributes = f'class="chain-{"end" if ends else "step"}" rx="{_n(ROUND if ends else 4)}"'
    attributes += ' stroke-width="2.5"' if ends else ""
    return f'<rect {attributes} x="{_n(left)}" y="{_n(box.top)}" width="{_n(BOX)}" height="{_n(box.height)}"/>'


def _words(box: Box) -> str:
    """The text in the middle of its box, the step's number in bold, the note below."""
    tall = len(box.lines) * LEADING + len(box.note) * SMALL_LEADING
    first = box.y - tall / 2 + LEADING * 0.74
    number = str(box.number)
    start = f'<tspan font-weight="700">{number}</tspan>{escape(box.lines[0][len(number) :])}'
    text = f"<text>{_spans(box.lines, box.x, first, LEADING, start)}</text>"
    if not box.note:
        return text
    below = first + len(box.lines) * LEADING - 1
    note = _spans(box.note, box.x, below, SMALL_LEADING)
    return f'{text}<text class="chain-note" font-size="{_n(SMALL)}">{note}</text>'


def _spans(lines: tuple[str, ...], x: float, first: float, leading: float, start: str = "") -> str:
    written = [start or escape(lines[0]), *map(escape, lines[1:])]
    return "".join(f'<tspan x="{_n(x)}" y="{_n(first + i * leading)}">{line}</tspan>' for i, line in enumerate(written))


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
