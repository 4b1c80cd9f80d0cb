"""A figure with all that is needed to trace it, and the ways figures are rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Base = Literal["E", "A", "F", "O", "H"]
"""Which cases count: E received, A closed, F due in the period; O open at its end; H what the house knows beside."""

Unit = Literal[
    "faelle",
    "anliegen",
    "massnahmen",
    "bedarfe",
    "entscheidungen",
    "anrufe",
    "prozent",
    "je_hundert",
    "je_tausend",
    "punkte",
    "arbeitstage",
    "kalendertage",
    "sekunden",
]

_ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Behind:
    """The cases behind a figure, as positions in the frame of cases: those counted, and those counted among.

    A case stands in it once for each concern, need or decision that is counted.
    """

    counted: NDArray[np.int32]
    among: NDArray[np.int32]


NO_CASES = Behind(np.array([], dtype=np.int32), np.array([], dtype=np.int32))


@dataclass(frozen=True, slots=True)
class Record:
    """One value of one measure. `n` says on how many cases (or concerns) it rests.

    `by` is empty for the total, else one dimension with one entry. A count is its own numerator and has
    no denominator; a share without cases has no value; days have neither numerator nor denominator.
    A figure whose outside file is missing is not `collected` ("nicht erhoben") and has no value.
    """

    id: str
    part: str
    by: Mapping[str, str]
    name: str
    definition: str
    base: Base
    period: str
    stand: date
    numerator: int | None
    denominator: int | None
    value: int | float | None
    unit: Unit
    n: int
    collected: bool = True
    behind: Behind = field(default=NO_CASES, compare=False, repr=False)


def as_data(record: Record) -> dict[str, object]:
    """The record with plain JSON values; keys are those of the class, without the cases behind it."""
    plain = {entry.name: getattr(record, entry.name) for entry in fields(Record) if entry.name != "behind"}
    return {**plain, "by": dict(record.by), "stand": record.stand.isoformat()}


def percent(numerator: int, denominator: int) -> float | None:
    """The share in percent with one decimal, halves rounded up; None where nothing is counted."""
    return rate(numerator, denominator, 100)


def rate(numerator: int, denominator: int, per: int) -> float | None:
    """So many for each `per`, with one decimal, halves rounded up; None where nothing is counted.

    Rounded as a decimal number: `round` would give 31.0 for 31.05 and is half-even besides.
    """
    if denominator == 0:
        return None
    return float((Decimal(per * numerator) / denominator).quantize(_ONE_DECIMAL, ROUND_HALF_UP))


def nearest_rank(values: Sequence[int], hundredth: int) -> int | None:
    """The smallest value that at least `hundredth` percent of the values do not exceed; always a real one."""
    if not values:
        return None
    rank = -(-hundredth * len(values) // 100)
    return sorted(values)[max(rank, 1) - 1]
