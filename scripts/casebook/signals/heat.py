"""Complaints by process: where in the house's way of working it hurts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from casebook.signals.complaints import Complaint

LEVELS = 4
"""Shades of a cell that is not empty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The cases of a cell, and how dark it is: 0 without cases, `LEVELS` for the most."""

    places: tuple[int, ...]
    level: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Cases by process (rows) and by unit or field (columns); `totals` are the cases of each row."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[int, ...], ...]


def units_by_process(found: Iterable[Complaint]) -> Heat:
    """Processes by unit complained about: only those that occur, units with the most cases first."""
    named = [item for item in found if item.process]
    cases: dict[str, set[int]] = defaultdict(set)
    for item in named:
        if item.unit:
            cases[item.unit].add(item.place)
    units = sorted(cases, key=lambda unit: (-len(cases[unit]), unit))
    codes = sorted({item.process or "" for item in named}, key=code_order)
    return _heat(named, codes, units, lambda item: (item.unit,))


def fields_by_process(found: Iterable[Complaint], rows: Sequence[str], columns: Sequence[str]) -> Heat:
    """The matrix of measures and fields: cases that name a process of both."""
    named = [item for item in found if item.process]
    of_case: dict[int, set[str]] = defaultdict(set)
    for item in named:
        of_case[item.place].add(item.process or "")
    return _heat(named, rows, columns, lambda item: of_case[item.place])


def code_order(code: str) -> tuple[str, int, str]:
    """`M2` before `M10`."""
    letters = code.rstrip("0123456789")
    number = code[len(letters) :]
    return letters, int(number) if number else 0, code


def _heat(
    found: Iterable[Complaint],
    rows: Sequence[str],
    columns: Sequence[str],
    columns_of: Callable[[Complaint], Iterable[str | None]],
) -> Heat:
    places: dict[tuple[str, str], set[int]] = defaultdict(set)
    totals: dict[str, set[int]] = defaultdict(set)
    for item in found:
        row = item.process or ""
        totals[row].add(item.place)
        for column in columns_of(item):
            places[row, column or ""].add(item.place)
    most = max((len(places.get((row, column), ())) for row in rows for column in columns), default=0)
    cells = tuple(tuple(_cell(places.get((row, column), set()), most) for column in columns) for row in rows)
    return Heat(tuple(rows), tuple(columns), cells, tuple(tuple(sorted(totals[row])) for row in rows))


def _cell(places: set[int], most: int) -> Cell:
    # A single case is never dark, however few there are.
    return Cell(tuple(sorted(places)), -(-LEVELS * len(places) // max(most, LEVELS)))
