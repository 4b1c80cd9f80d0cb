"""Where everything of a process chain stands: roles are columns, every step has a row of its own.

That alone keeps lines off the boxes: a way to the next row runs through the gap between the two rows,
every other way leaves its box sideways, runs up or down in a channel between two columns, and enters
sideways. Labels have a zone of their own beside the boxes, which no channel uses. Draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casebook.lettering import width, wrapped
from casebook.processes import Ausgang, Form, Prozess, Schritt

TEXT, SMALL, LEADING, SMALL_LEADING = 14.0, 12.5, 18.0, 15.0
BOX = 160.0
NOTCH = 13.0
ROUND = 18.0

_PAD_X, _PAD_Y = 10.0, 10.0
_GAP = 30.0
_CHANNEL = 12.0
_ZONE = 16.0
_MARGIN = 8.0
_LABEL_LIMIT = 72.0
_LABEL_GAP = 6.0

Point = tuple[float, float]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """One step; x and y are its centre."""

    number: int
    form: Form
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2

    def edge(self, side: Side, y: float) -> Point:
        """The point of the outline at a height."""
        away = abs(y - self.y)
        inset = 0.0
        if self.form == "entscheidung":
            inset = NOTCH * away / (self.height / 2)
        elif self.form in ("start", "ende"):
            into_corner = max(0.0, away - self.height / 2 + ROUND)
            inset = ROUND - (ROUND**2 - into_corner**2) ** 0.5
        reach = BOX / 2 - inset
        return (self.x + reach if side == "right" else self.x - reach), y


@dataclass(frozen=True, slots=True)
class Label:
    """The answer that a way stands for; x is its end next to the box, y the first baseline."""

    x: float
    y: float
    anchor: Literal["start", "end"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A way from step to step (numbers from 1), corners included."""

    source: int
    target: int
    points: tuple[Point, ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The column of a role; `centre` is that of its boxes."""

    left: float
    right: float
    centre: float
    title: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A process chain, ready to draw."""

    width: float
    height: float
    head: float
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One exit, rows and columns from 0; `gutter` is the space left of a column, None for straight down."""

    source: int
    target: int
    lane: int
    label: tuple[str, ...]
    leaves: Side = "right"
    enters: Side = "left"
    gutter: int | None = None


def lay_out(process: Prozess, notes: Mapping[str, str]) -> Chart:
    """The chart of a process; `notes` are extra words in the box of a step, such as its deadline."""
    used = {step.rolle for step in process.schritte}
    roles = [role for role in process.rollen if role.id in used]
    order = [role.id for role in roles]
    row_lanes = [order.index(step.rolle) for step in process.schritte]
    ways = _ways(process, row_lanes)
    channels = _channels(ways)
    gutters = _gutters(ways, channels, len(roles))
    lanes = _lanes(gutters, [wrapped(role.name, BOX, TEXT) for role in roles])
    head = max(len(lane.title) for lane in lanes) * LEADING + 2 * _PAD_Y
    ports = _ports(ways)
    sizes = _sizes(process, notes, ways, ports)
    boxes = _boxes(sizes, ways, [lanes[lane].centre for lane in row_lanes], head)
    lines = [_line(way, i, boxes, ports, _channel_x(way, gutters, channels)) for i, way in enumerate(ways)]
    return Chart(lanes[-1].right, boxes[-1].bottom + _MARGIN, head, lanes, tuple(boxes), tuple(lines))


# --- which way a line goes


def _ways(process: Prozess, lanes: Sequence[int]) -> list[_Way]:
    rows = {step.id: row for row, step in enumerate(process.schritte)}
    ways: list[_Way] = []
    for row, step in enumerate(process.schritte):
        straight = next((way for way in process.exits[step.id] if rows[way.zu] == row + 1), None)
        for way in process.exits[step.id]:
            ways.append(_way(row, rows[way.zu], way, lanes, straight=way is straight))
    return ways


def _way(source: int, target: int, way: Ausgang, lanes: Sequence[int], *, straight: bool) -> _Way:
    label = wrapped(way.wenn, _LABEL_LIMIT, SMALL) if way.wenn else ()
    start, end = lanes[source], lanes[target]
    if straight:
        return _Way(source, target, start, label)
    if start == end:
        side: Side = "right" if target > source else "left"
        return _Way(source, target, start, label, side, side, start + 1 if side == "right" else start)
    if end > start:
        return _Way(source, target, start, label, "right", "left", end)
    return _Way(source, target, start, label, "left", "right", end + 1)


_Channel = tuple[int, int, Side]
"""Ways with the same gutter, target and side share a channel; they run together into one arrow."""


def _channel_of(way: _Way) -> _Channel:
    assert way.gutter is not None
    return way.gutter, way.target, way.enters


def _channels(ways: Sequence[_Way]) -> dict[_Channel, int]:
    """Position of each channel in its gutter, from the left; no two overlap (short ones first)."""
    rows: dict[_Channel, list[int]] = defaultdict(list)
    for way in ways:
        if way.gutter is not None:
            rows[_channel_of(way)] += [way.source, way.target]
    spans = sorted((max(ends) - min(ends), min(ends), max(ends), channel) for channel, ends in rows.items())
    placed: dict[_Channel, int] = {}
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for _, first, last, channel in spans:
        position = 0
        while any(first <= end and start <= last for start, end in taken[channel[0], position]):
            position += 1
        taken[channel[0], position].append((first, last))
        placed[channel] = position
    return placed


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


def _gutters(ways: Sequence[_Way], channels: Mapping[_Channel, int], lanes: int) -> list[_Gutter]:
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


def _zone(ways: Sequence[_Way], lane: int, side: Side) -> float:
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


def _ports(ways: Sequence[_Way]) -> _Ports:
    """A way dock nearer to the top the higher the row it comes from or goes to."""
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


def _sizes(process: Prozess, notes: Mapping[str, str], ways: Sequence[_Way], ports: _Ports) -> list[_Size]:
    sizes: list[_Size] = []
    for row, step in enumerate(process.schritte):
        lines, note = _words(row + 1, step, notes.get(step.id, ""))
        text = len(lines) * LEADING + len(note) * SMALL_LEADING + 2 * _PAD_Y
        sizes.append(_Size(step.form, lines, note, max(text, _dock_height(ways, ports, row))))
    return sizes


def _boxes(sizes: Sequence[_Size], ways: Sequence[_Way], centres: Sequence[float], head: float) -> list[Box]:
    boxes: list[Box] = []
    bottom = head - _GAP / 2
    for row, size in enumerate(sizes):
        top = bottom + _GAP + _straight_label(ways, row - 1) * SMALL_LEADING
        bottom = top + size.height
        boxes.append(Box(row + 1, size.form, centres[row], (top + bottom) / 2, size.height, size.lines, size.note))
    return boxes


def _words(number: int, step: Schritt, note: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    limit = BOX - 2 * _PAD_X - (NOTCH if step.form == "entscheidung" else 0)
    return wrapped(f"{number} {step.text}", limit, TEXT), wrapped(note, limit, SMALL)


def _dock_height(ways: Sequence[_Way], ports: _Ports, row: int) -> float:
    """How tall a box must be so that its labels stand above their lines and below the line before."""
    sides = [ports[place] for place in ((row, "left"), (row, "right")) if place in ports]
    return max((_port_distance(ways, side) * (len(side) + 1) for side in sides), default=0.0)


def _port_distance(ways: Sequence[_Way], side: Sequence[int]) -> float:
    tallest = max((len(ways[index].label) for index in side if index != _INCOMING), default=0)
    return tallest * SMALL_LEADING + _LABEL_GAP


def _straight_label(ways: Sequence[_Way], row: int) -> int:
    return max((len(way.label) for way in ways if way.source == row and way.gutter is None), default=0)


# --- lines


def _line(way: _Way, index: int, boxes: Sequence[Box], ports: _Ports, channel: float | None) -> Line:
    source, target = boxes[way.source], boxes[way.target]
    if channel is None:
        return Line(source.number, target.number, _straight(source, target), _label_below(way, source))
    start = source.edge(way.leaves, _port_y(source, ports[way.source, way.leaves], index))
    end = target.edge(way.enters, _port_y(target, ports[way.target, way.enters], _INCOMING))
    points = (start, (channel, start[1]), (channel, end[1]), end)
    return Line(source.number, target.number, points, _label_beside(way, start))


def _channel_x(way: _Way, gutters: Sequence[_Gutter], channels: Mapping[_Channel, int]) -> float | None:
    if way.gutter is None:
        return None
    gutter = gutters[way.gutter]
    return gutter.left + gutter.before + channels[_channel_of(way)] * _CHANNEL


def _port_y(box: Box, ports: Sequence[int], port: int) -> float:
    return box.top + box.height * (ports.index(port) + 1) / (len(ports) + 1)


def _straight(source: Box, target: Box) -> tuple[Point, ...]:
    """Down to the next row; the bend lies close above it, below the label."""
    bend = target.top - _GAP / 2
    corners = () if source.x == target.x else ((source.x, bend), (target.x, bend))
    return ((source.x, source.bottom), *corners, (target.x, target.top))


def _label_below(way: _Way, source: Box) -> Label | None:
    if not way.label:
        return None
    return Label(source.x + _LABEL_GAP, source.bottom + SMALL_LEADING - 2, "start", way.label)


def _label_beside(way: _Way, start: Point) -> Label | None:
    if not way.label:
        return None
    first = start[1] - 4 - (len(way.label) - 1) * SMALL_LEADING
    if way.leaves == "right":
        return Label(start[0] + _LABEL_GAP, first, "start", way.label)
    return Label(start[0] - _LABEL_GAP, first, "end", way.label)
