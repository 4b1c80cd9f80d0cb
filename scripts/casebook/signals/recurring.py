"""The same trouble again: topic and unit with many complaints within three months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casebook.signals.complaints import Complaint, months_before

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Recurring:
    """A topic and unit with the cases of the last three months."""

    topic: str
    unit: str
    places: tuple[int, ...]
    first: date
    last: date


def recurring(found: Iterable[Complaint], stand: date, at_least: int) -> tuple[Recurring, ...]:
    """Topics and units with at least so many cases in the three months up to the stand, most cases first.

    A case counts once, however many of its points say the same.
    """
    start = months_before(stand, MONTHS)
    cases: dict[tuple[str, str], dict[int, date]] = defaultdict(dict)
    for item in found:
        if item.unit and start < item.day <= stand:
            cases[item.topic, item.unit][item.place] = item.day
    many = ((pair, days) for pair, days in cases.items() if len(days) >= at_least)
    lines = (Recurring(*pair, tuple(sorted(days)), min(days.values()), max(days.values())) for pair, days in many)
    return tuple(sorted(lines, key=lambda line: (-len(line.places), line.topic, line.unit)))
