"""Where everything of a process chain stands: roles are columns, every step has a row of its own.

That alone keeps lines off the boxes: a way to the next row runs through the gap between the two rows,
every other way leaves its box sideways, runs up or down in a channel between two columns, and enters
sideways. Labels have a zone of their own beside the boxes, which no channel uses. Draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.chains.chart import (
    BOX,
    LEADING,
    NOTCH,
    SMALL,
    SMALL_LEADING,
    TEXT,
    Box,
    Chart,
    Label,
    Lane,
    Line,
    Point,
    Side,
)
from casebook.chains.lettering import balanced, width, wrapped
from casebook.chains.routing import Channel, Way, channel_of, channels_of, ways_of
from casebook.processes import Form, Prozess, Schritt

_PAD_X, _PAD_Y = 10.0, 10.0
_GAP = 30.0
_CHANNEL = 12.0
_ZONE = 16.0
_MARGIN = 8.0
_LABEL_GAP = 6.0


def lay_out(process: Prozess, notes: Mapping[str, str]) -> Chart:
    """The chart of a process; `notes` are extra words in the box of a step, such as its deadline."""
    used = {step.rolle for step in process.schritte}
    roles = [role for role in process.rollen if role.id in used]
    order = [role.id for role in roles]
    row_lanes = [order.index(step.rolle) for step in process.schritte]
    ways = ways_of(process, row_lanes)
    channels = channels_of(ways)
    gutters = _gutters(ways, channels, len(roles))
    lanes = _lanes(gutters, [wrapped(role.name, BOX, TEXT) for role in roles])
    head = max(len(lane.title) for lane in lanes) * LEADING + 2 * _PAD_Y
    ports = _ports(ways)
    sizes = _sizes(process, notes, ways, ports)
    boxes = _boxes(sizes, ways, [lanes[lane].centre for lane in row_lanes], head)
    lines = [_line(way, i, boxes, ports, _channel_x(way, gutters, channels)) for i, way in enumerate(ways)]
    return Chart(lanes[-1].right, boxes[-1].bottom + _MARGIN, head, lanes, tuple(boxes), tuple(lines))


# --- columns


@dataclass(frozen=True, slots=True)
class _Gutter:
    """The space left of a column: labels of the column before, channels, labels of its own column."""

    left: float
    before: float
    channels: float
    after: float

    @property
    def right(self) -> float:
        return self.left + self.before + self.channels + self.after


def _gutters(ways: Sequence[Way], channels: Mapping[Channel, int], lanes: int) -> list[_Gutter]:
    """One gutter left of every column and one after the last."""
    gutters: list[_Gutter] = []
    left = 0.0
    for number in range(lanes + 1):
        used = [position for (gutter, *_), position in channels.items() if gutter == number]
        before = _zone(ways, number - 1, "right") if number else _MARGIN
        after = _zone(ways, number, "left") if number < lanes else _MARGIN
        gutters.append(_Gutter(left, before, max(used, default=0) * _CHANNEL, after))
        left = gutters[-1].right + BOX
    return gutters


def _zone(ways: Sequence[Way], lane: int, side: Side) -> float:
    """Room beside the boxes of a column for the longest label of a way that leaves there."""
    labels = [way.label for way in ways if way.gutter is not None and (way.lane, way.leaves) == (lane, side)]
    widest = max((width(line, SMALL) for label in labels for line in label), default=0.0)
    return max(_ZONE, widest + 2 * _LABEL_GAP)


def _lanes(gutters: Sequence[_Gutter], titles: Sequence[tuple[str, ...]]) -> tuple[Lane, ...]:
    """Columns that meet in the middle of the gutters."""
    borders = [(gutter.left + gutter.right) / 2 for gutter in gutters]
    borders[0], borders[-1] = gutters[0].left, gutters[-1].right
    return tuple(Lane(borders[i], borders[i + 1], gutters[i].right + BOX / 2, title) for i, title in enumerate(titles))


# --- rows


_Ports = Mapping[tuple[int, Side], tuple[int, ...]]
"""Per row and side the ways that dock there, from top to bottom: indexes of ways, _INCOMING for all that enter."""

_INCOMING = -1


def _ports(ways: Sequence[Way]) -> _Ports:
    """A way docks the nearer to the top, the higher the row it comes from or goes to."""
    docked: dict[tuple[int, Side], dict[int, int]] = defaultdict(dict)
    for index, way in enumerate(ways):
        if way.gutter is not None:
            docked[way.source, way.leaves][index] = way.target
            docked[way.target, way.enters][_INCOMING] = way.source
    return {place: tuple(sorted(rows, key=lambda port: (rows[port], port))) for place, rows in docked.items()}


@dataclass(frozen=True, slots=True)
class _Size:
    """A step's words in lines, and how tall its box is."""

    form: Form
    lines: tuple[str, ...]
    note: tuple[str, ...]
    height: float


def _sizes(process: Prozess, notes: Mapping[str, str], ways: Sequence[Way], ports: _Ports) -> list[_Size]:
    sizes: list[_Size] = []
    for row, step in enumerate(process.schritte):
        lines, note = _words(row + 1, step, notes.get(step.id, ""))
        text = len(lines) * LEADING + len(note) * SMALL_LEADING + 2 * _PAD_Y
        sizes.append(_Size(step.form, lines, note, max(text, _dock_height(ways, ports, row))))
    return sizes


def _boxes(sizes: Sequence[_Size], ways: Sequence[Way], centres: Sequence[float], head: float) -> list[Box]:
    boxes: list[Box] = []
    bottom = head - _GAP / 2
    for row, size in enumerate(sizes):
        top = bottom + _GAP + _straight_label(ways, row - 1) * SMALL_LEADING
        bottom = top + size.height
        boxes.append(Box(row + 1, size.form, centres[row], (top + bottom) / 2, size.height, size.lines, size.note))
    return boxes


def _words(number: int, step: Schritt, note: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    limit = BOX - 2 * _PAD_X - (NOTCH if step.form == "entscheidung" else 0)
    return balanced(f"{number} {step.text}", limit, TEXT), wrapped(note, limit, SMALL)


def _dock_height(ways: Sequence[Way], ports: _Ports, row: int) -> float:
    """How tall a box must be so that its labels stand above their lines and below the line before."""
    sides = [ports[place] for place in ((row, "left"), (row, "right")) if place in ports]
    return max((_port_distance(ways, side) * (len(side) + 1) for side in sides), default=0.0)


def _port_distance(ways: Sequence[Way], side: Sequence[int]) -> float:
    tallest = max((len(ways[index].label) for index in side if index != _INCOMING), default=0)
    return tallest * SMALL_LEADING + _LABEL_GAP


def _straight_label(ways: Sequence[Way], row: int) -> int:
    return max((len(way.label) for way in ways if way.source == row and way.gutter is None), default=0)


# --- lines


def _line(way: Way, index: int, boxes: Sequence[Box], ports: _Ports, channel: float | None) -> Line:
    source, target = boxes[way.source], boxes[way.target]
    if channel is None:
        return Line(source.number, target.number, _straight(source, target), _label_below(way, source))
    start = source.edge(way.leaves, _port_y(source, ports[way.source, way.leaves], index))
    end = target.edge(way.enters, _port_y(target, ports[way.target, way.enters], _INCOMING))
    points = (start, (channel, start[1]), (channel, end[1]), end)
    return Line(source.number, target.number, points, _label_beside(way, start))


def _channel_x(way: Way, gutters: Sequence[_Gutter], channels: Mapping[Channel, int]) -> float | None:
    if way.gutter is None:
        return None
    gutter = gutters[way.gutter]
    return gutter.left + gutter.before + channels[channel_of(way)] * _CHANNEL


def _port_y(box: Box, ports: Sequence[int], port: int) -> float:
    return box.top + box.height * (ports.index(port) + 1) / (len(ports) + 1)


def _straight(source: Box, target: Box) -> tuple[Point, ...]:
    """Down to the next row; the bend lies close above it, below the label."""
    bend = target.top - _GAP / 2
    corners = () if source.x == target.x else ((source.x, bend), (target.x, bend))
    return ((source.x, source.bottom), *corners, (target.x, target.top))


def _label_below(way: Way, source: Box) -> Label | None:
    if not way.label:
        return None
    return Label(source.x + _LABEL_GAP, source.bottom + SMALL_LEADING - 2, "start", way.label)


def _label_beside(way: Way, start: Point) -> Label | None:
    if not way.label:
        return None
    first = start[1] - 4 - (len(way.label) - 1) * SMALL_LEADING
    if way.leaves == "right":
        return Label(start[0] + _LABEL_GAP, first, "start", way.label)
    return Label(start[0] - _LABEL_GAP, first, "end", way.label)
