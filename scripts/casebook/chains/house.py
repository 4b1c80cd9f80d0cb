"""The house of a catalogue as an accessible SVG: roof, pillars, beam and foundation, every part a link.

The same parts in two shapes, one for wide pages and one for phones; a style sheet shows the one that fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from casebook.chains.chart import LEADING, SMALL, TEXT
from casebook.chains.lettering import wrapped

_CHIP_HEIGHT, _CHIP_GAP, _PAD, _GAP = 28.0, 6.0, 12.0, 14.0
_PILLAR, _CAPITAL = 118.0, 10.0
"""A pillar is at least this tall on a wide page and stands between two slabs, so that it looks like one."""
_INK, _PAPER, _TINT, _LINE = "#131525", "#ffffff", "#f3f4f7", "#454b6b"


@dataclass(frozen=True, slots=True)
class Room:
    """A part of the house: its heading, where it leads, and its pages as sign, title and address."""

    title: str
    address: str
    pages: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class House:
    """The rooms by storey, from the roof down; rooms of one storey stand side by side."""

    name: str
    gable: Room
    roof: tuple[Room, ...]
    pillars: tuple[Room, ...]
    links: tuple[Room, ...]
    beam: tuple[Room, ...]
    foundation: tuple[Room, ...]


def house_svg(house: House, width: float, key: str) -> str:
    """The picture `width` units wide; `key` tells two pictures of one page apart."""
    narrow = width < 600
    parts: list[str] = []
    top = _gable(house.gable, width, parts)
    for storey, kind in (
        (house.roof, "roof"),
        (house.pillars, "pillar"),
        (house.links, "link"),
        (house.beam, "beam"),
        (house.foundation, "base"),
    ):
        rows = [(room,) for room in storey] if narrow else [storey]
        for rooms in rows:
            top = _storey(rooms, kind, top, width, parts)
    name = f"haus-{key}"
    return "".join(
        [
            f'<svg class="house house-{key}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(width)} {_n(top)}"',
            f' width="{_n(width)}" height="{_n(top)}" role="group" aria-labelledby="{name}-titel"',
            f' aria-describedby="{name}-text" font-family="Fira Sans, sans-serif" font-size="{_n(TEXT)}">',
            f'<title id="{name}-titel">{escape(house.name)}</title>',
            f'<desc id="{name}-text">Ein Haus mit Dach, Säulen, Balken und Fundament. Jeder Teil führt zu seiner '
            "Seite; dieselben Seiten stehen in der Liste darunter.</desc>",
            *parts,
            "</svg>",
        ]
    )


def _gable(room: Room, width: float, parts: list[str]) -> float:
    """The roof's triangle with the heading of its part; the y below it."""
    height = 96.0 if width < 600 else 130.0
    middle = _n(width / 2)
    shape = f'<path class="house-gable" fill="{_INK}" d="M{middle} 0L{_n(width)} {_n(height)}H0z"/>'
    words = f'<text fill="{_PAPER}" class="house-gable-text" text-anchor="middle" font-size="{_n(TEXT + 4)}" '
    words += f'font-weight="700" x="{middle}" y="{_n(height - 24)}">{escape(room.title)}</text>'
    parts.append(f'<a href="{escape(room.address)}">{shape}{words}</a>')
    return height + _GAP / 2


def _storey(rooms: Sequence[Room], kind: str, top: float, width: float, parts: list[str]) -> float:
    """Rooms of one height side by side; the y below them."""
    share = (width - _GAP * (len(rooms) - 1)) / len(rooms)
    least = _PILLAR if kind == "pillar" and len(rooms) > 1 else 0.0
    inner = share - 2 * _PAD if kind == "pillar" else share
    heights = [max(_height(room, inner), least) for room in rooms]
    if kind == "pillar":
        top = _capitals(len(rooms), share, top, max(heights), parts)
    for index, room in enumerate(rooms):
        parts.append(_room(room, kind, index * (share + _GAP), top, share, max(heights)))
    return top + max(heights) + _GAP + (_CAPITAL if kind == "pillar" else 0.0)


def _capitals(count: int, share: float, top: float, height: float, parts: list[str]) -> float:
    """The slabs above and below each pillar; the y where the pillars begin."""
    for index in range(count):
        for y in (top, top + _CAPITAL + height):
            left = index * (share + _GAP)
            parts.append(
                f'<rect class="house-capital" fill="{_INK}" x="{_n(left)}" y="{_n(y)}" width="{_n(share)}"'
                f' height="{_n(_CAPITAL - 2)}"/>'
            )
    return top + _CAPITAL


def _heading(room: Room, width: float) -> tuple[str, ...]:
    return wrapped(room.title, width - 2 * _PAD, TEXT)


def _height(room: Room, width: float) -> float:
    rows = -(-len(room.pages) // _columns(room, width))
    return 2 * _PAD + len(_heading(room, width)) * LEADING + rows * (_CHIP_HEIGHT + _CHIP_GAP)


def _chip_width(room: Room) -> float:
    longest = max((len(sign) for sign, _, _ in room.pages), default=2)
    return 26.0 + longest * 7.6


def _columns(room: Room, width: float) -> int:
    return max(1, int((width - 2 * _PAD + _CHIP_GAP) // (_chip_width(room) + _CHIP_GAP)))


def _room(room: Room, kind: str, left: float, top: float, width: float, height: float) -> str:
    if kind == "pillar":
        left, width = left + _PAD, width - 2 * _PAD
    heading = _heading(room, width)
    lines = "".join(
        f'<tspan x="{_n(left + _PAD)}" y="{_n(top + _PAD + 13 + row * LEADING)}">{escape(line)}</tspan>'
        for row, line in enumerate(heading)
    )
    box = f'<rect class="house-room house-{kind}" fill="{_TINT}" stroke="{_LINE}" stroke-width="1.5" rx="4"'
    box += f' x="{_n(left)}" y="{_n(top)}" width="{_n(width)}" height="{_n(height)}"/>'
    words = f'<text class="house-title" font-weight="600" fill="{_INK}">{lines}</text>'
    title = f'<a href="{escape(room.address)}">{words}</a>'
    first = top + _PAD + len(heading) * LEADING + 4
    return box + title + "".join(_chips(room, left + _PAD, first, width))


def _chips(room: Room, left: float, top: float, width: float) -> list[str]:
    """The pages of a room as signs in rows."""
    columns, chip = _columns(room, width), _chip_width(room)
    return [
        _chip(
            page,
            left + (number % columns) * (chip + _CHIP_GAP),
            top + (number // columns) * (_CHIP_HEIGHT + _CHIP_GAP),
            chip,
        )
        for number, page in enumerate(room.pages)
    ]


def _chip(page: tuple[str, str, str], left: float, top: float, width: float) -> str:
    sign, title, address = page
    box = f'<rect class="house-chip" fill="{_PAPER}" stroke="{_LINE}" rx="4" x="{_n(left)}" y="{_n(top)}"'
    box += f' width="{_n(width)}" height="{_n(_CHIP_HEIGHT)}"/>'
    words = f'<text class="house-sign" fill="{_INK}" text-anchor="middle" font-size="{_n(SMALL)}" font-weight="600"'
    words += f' x="{_n(left + width / 2)}" y="{_n(top + 18.5)}">{escape(sign)}</text>'
    label = escape(f"{sign} {title}")
    return f'<a href="{escape(address)}" aria-label="{label}"><title>{label}</title>{box}{words}</a>'


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
