"""Two figures of the same measure beside each other, and a figure beside its target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from casebook.measures.record import Record
from casebook.measures.targets import target_for
from casebook.outside import Outside, Ziel

FEW = 10
"""Below so many cases a share or a median moves by chance alone; the difference is shown with a warning."""


@dataclass(frozen=True, slots=True)
class Change:
    """How much more (or less, negative) the later figure is; shares in percentage points.

    `few` says that one of them is a share or a duration of fewer than `FEW` cases.
    """

    amount: int | float
    few: bool


@dataclass(frozen=True, slots=True)
class Aim:
    """What the house wants to reach in the year, and whether it did; None while there is no figure."""

    target: Ziel
    reached: bool | None


def change(earlier: Record | None, later: Record) -> Change | None:
    """From the earlier to the later figure; nothing where one of them has no value."""
    if earlier is None or earlier.value is None or later.value is None:
        return None
    return Change(_difference(later.value, earlier.value), _few(earlier) or _few(later))


def aim(record: Record, outside: Outside) -> Aim | None:
    """The target for the record, and whether it is reached."""
    target = target_for(outside, record)
    return Aim(target, _reached(record, target)) if target else None


def _reached(record: Record, target: Ziel) -> bool | None:
    if record.value is None:
        return None
    return record.value >= target.ziel if target.richtung == "mindestens" else record.value <= target.ziel


def _difference(later: int | float, earlier: int | float) -> int | float:
    """Subtracted as decimal numbers: 96.2 - 95.9 is 0.3."""
    if isinstance(later, int) and isinstance(earlier, int):
        return later - earlier
    return float(Decimal(str(later)) - Decimal(str(earlier)))


def _few(record: Record) -> bool:
    """Counts are never few: they say themselves how many they are."""
    is_count = record.numerator is not None and record.denominator is None
    return not is_count and (record.n if record.denominator is None else record.denominator) < FEW
