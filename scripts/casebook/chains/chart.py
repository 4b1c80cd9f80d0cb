"""A laid-out process chain: boxes, lines, labels and columns with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.processes import Form

TEXT, SMALL, LEADING, SMALL_LEADING = 14.0, 12.5, 18.0, 15.0
BOX = 160.0
NOTCH = 13.0
ROUND = 18.0
"""Sizes of letters, distances of lines, and the shape of boxes, in units of the picture."""

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
