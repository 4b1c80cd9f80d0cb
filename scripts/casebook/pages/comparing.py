"""A figure beside that of the period before, of the year before, and beside the year's target - in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casebook.measures.compare import Aim, Change, aim, change
from casebook.measures.record import Record, Unit
from casebook.outside import Outside
from casebook.pages.figures import Figure, figure
from casebook.pages.labels import number, quantity, unit_name

_SIGNS = {1: "▲", 0: "=", -1: "▼"}
_MORE = ("mehr", "weniger")
_LONGER = ("länger", "kürzer")
_POINTS = ("Prozentpunkt", "Prozentpunkte")
DIRECTION = {"mindestens": "mindestens", "hoechstens": "höchstens"}


@dataclass(frozen=True, slots=True)
class Words:
    """What to say of a difference or a target; the sign says the same once more."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure of an earlier period, and how the present one differs from it."""

    figure: Figure | None
    change: Words | None


@dataclass(frozen=True, slots=True)
class Target:
    """`mindestens 90 %`, and whether that is so."""

    text: str
    verdict: Words | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A line of the comparison: a part of the measure whose definition has the id `measure`."""

    measure: str
    name: str
    part: str
    now: Figure
    earlier: tuple[Earlier, ...]
    target: Target | None


def compared(
    now: Record, name: str, part: str, earlier: Sequence[Record | None], outside: Outside, *, finished: bool
) -> Compared:
    """A figure beside earlier ones; a running period is not measured against a whole one."""
    wanted = aim(now, outside)
    return Compared(
        now.id,
        name,
        part,
        figure(now),
        tuple(_earlier(record, now, finished=finished) for record in earlier),
        _target(wanted, now, finished=finished) if wanted else None,
    )


def change_words(found: Change, unit: Unit) -> Words:
    """`▲ 4 mehr`, `▼ 2,3 Prozentpunkte weniger`, `▲ 1 Arbeitstag länger`, `= unverändert`."""
    if found.amount == 0:
        return Words(_SIGNS[0], "unverändert")
    up, down = _LONGER if unit in ("arbeitstage", "kalendertage", "sekunden") else _MORE
    text = f"{_amount(abs(found.amount), unit)} {up if found.amount > 0 else down}"
    return Words(_SIGNS[1 if found.amount > 0 else -1], f"{text} (wenige Fälle)" if found.few else text)


def _amount(amount: int | float, unit: Unit) -> str:
    if unit == "prozent":
        return f"{number(amount)} {_POINTS[0 if amount == 1 else 1]}"
    if unit in ("arbeitstage", "kalendertage", "sekunden"):
        return f"{number(amount)} {unit_name(unit, amount)}"
    return number(amount)


def _earlier(record: Record | None, now: Record, *, finished: bool) -> Earlier:
    found = change(record, now) if finished else None
    return Earlier(figure(record) if record else None, change_words(found, now.unit) if found else None)


def _target(wanted: Aim, now: Record, *, finished: bool) -> Target:
    text = f"{DIRECTION[wanted.target.richtung]} {quantity(wanted.target.ziel, now.unit)}"
    if wanted.reached is None:
        return Target(text, None)
    so_far = "" if finished else "bisher "
    words = Words("✓", f"{so_far}erreicht") if wanted.reached else Words("✗", f"{so_far}nicht erreicht")
    return Target(text, words)
