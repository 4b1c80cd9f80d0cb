"""How figures and what belongs to them are written in a report."""

from __future__ import annotations

from casebook.measures.catalogue import CATALOGUE, Measure
from casebook.pages.labels import KINDS, KINDS_MANY, number, period_name
from casebook.periods import Period

MEASURES = {measure.id: measure for measure in CATALOGUE}

_PREPOSITION = {12: "Im Jahr", 6: "Im", 3: "Im", 1: "Im"}


def of_kind(kind: str, count: int) -> str:
    """`275 Beschwerden`, `1 Lob`."""
    if kind == "lob" and count != 1:
        return f"{number(count)} Mal Lob"
    name = KINDS.get(kind, kind) if count == 1 else KINDS_MANY.get(kind, kind)
    return f"{number(count)} {name}"


def listed(words: list[str]) -> str:
    """`a, b und c`."""
    *others, last = words
    return f"{', '.join(others)} und {last}" if others else last


def within(period: Period) -> str:
    """`Im Jahr 2017`, `Im 1. Halbjahr 2017`, `Im März 2018`."""
    return f"{_PREPOSITION[period.months]} {period_name(period)}"


def heading_of(measure: Measure) -> str:
    """The measure as lists of definitions name it."""
    return f"{measure.id} {measure.name}"
