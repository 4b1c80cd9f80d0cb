"""Which way every line of a process chain takes: straight down, or through a channel between two columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casebook.chains.chart import SMALL, Side
from casebook.chains.lettering import wrapped
from casebook.processes import Ausgang, Prozess

_LABEL_LIMIT = 72.0


@dataclass(frozen=True, slots=True)
class Way:
    """One exit, rows and columns from 0; `gutter` is the space left of a column, None for straight down."""

    source: int
    target: int
    lane: int
    label: tuple[str, ...]
    leaves: Side = "right"
    enters: Side = "left"
    gutter: int | None = None


def ways_of(process: Prozess, lanes: Sequence[int]) -> list[Way]:
    """Every exit of every step, in order; `lanes` is the column of each row."""
    rows = {step.id: row for row, step in enumerate(process.schritte)}
    ways: list[Way] = []
    for row, step in enumerate(process.schritte):
        straight = next((way for way in process.exits[step.id] if rows[way.zu] == row + 1), None)
        for way in process.exits[step.id]:
            ways.append(_way(row, rows[way.zu], way, lanes, straight=way is straight))
    return ways


def _way(source: int, target: int, way: Ausgang, lanes: Sequence[int], *, straight: bool) -> Way:
    label = wrapped(way.wenn, _LABEL_LIMIT, SMALL) if way.wenn else ()
    start, end = lanes[source], lanes[target]
    if straight:
        return Way(source, target, start, label)
    if start == end:
        side: Side = "right" if target > source else "left"
        return Way(source, target, start, label, side, side, start + 1 if side == "right" else start)
    if end > start:
        return Way(source, target, start, label, "right", "left", end)
    return Way(source, target, start, label, "left", "right", end + 1)


Channel = tuple[int, int, Side]
"""Ways with the same gutter, target and side share a channel; they run together into one arrow."""


def channel_of(way: Way) -> Channel:
    """The channel of a way that does not go straight down."""
    assert way.gutter is not None
    return way.gutter, way.target, way.enters


def channels_of(ways: Sequence[Way]) -> dict[Channel, int]:
    """Position of each channel in its gutter, from the left; no two overlap (short ones first)."""
    rows: dict[Channel, list[int]] = defaultdict(list)
    for way in ways:
        if way.gutter is not None:
            rows[channel_of(way)] += [way.source, way.target]
    spans = sorted((max(ends) - min(ends), min(ends), max(ends), channel) for channel, ends in rows.items())
    placed: dict[Channel, int] = {}
    taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for _, first, last, channel in spans:
        position = 0
        while any(first <= end and start <= last for start, end in taken[channel[0], position]):
            position += 1
        taken[channel[0], position].append((first, last))
        placed[channel] = position
    return placed
