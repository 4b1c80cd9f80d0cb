"""Measures carried out in a year -> what a person may tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casebook.model import Case


@dataclass(frozen=True, slots=True)
class Carried:
    """A measure carried out; number and text are for the writer's eyes, never for the file."""

    day: date
    number: str
    text: str


def carried_out(cases: Iterable[Case], year: int, stand: date) -> list[Carried]:
    """Every measure carried out in the year and by the stand, once where several cases led to the same one."""
    found: dict[tuple[date, str], Carried] = {}
    for case in cases:
        for measure in case.massnahmen:
            day = measure.umgesetzt_am
            if measure.stand == "umgesetzt" and day and day.year == year and day <= stand:
                found.setdefault((day, measure.text), Carried(day, case.aktenzeichen, measure.text))
    return sorted(found.values(), key=lambda each: (each.day, each.number))
