"""Decide what becomes of every row of a table: a case that the check has nothing against, or the reasons why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebook.casefile import case_yaml, unreadable
from casebook.importing.convert import Converted, Converter
from casebook.importing.mapping import Mapping, left_out_columns, used_columns
from casebook.importing.outcome import Refusal
from casebook.importing.sources import Row, Table
from casebook.messages import CATALOGUE, Severity, text_of
from casebook.model import Case
from casebook.problem import Path, Problem
from casebook.reading import parse_document
from casebook.rules import findings
from casebook.rules.context import Context
from casebook.shape import located, validated

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that can be written as soon as it has a number."""

    received: date
    row: int
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the rows; `repeated` and `left_out` count them."""

    read: int
    ready: tuple[Ready, ...]
    refused: tuple[Refusal, ...]
    repeated: int
    left_out: int


def header_objections(table: Table, mapping: Mapping) -> list[Refusal]:
    """Columns that the mapping names and the source lacks, and those nobody decided about."""
    named = dict([*left_out_columns(mapping), *used_columns(mapping)])
    missing = "Die Zuordnung nennt diese Spalte, die Quelle hat sie nicht."
    undecided = (
        "Die Quelle hat diese Spalte, die Zuordnung nennt sie nicht. "
        "Ordnen Sie sie zu, oder nennen Sie sie mit einem Grund unter „ausgelassen“."
    )
    return [
        *(Refusal(1, name, "", missing) for name in named if name not in table.columns),
        *(Refusal(1, name, "", undecided) for name in table.columns if name not in named),
    ]


def make_plan(
    table: Table, mapping: Mapping, known: frozenset[str], context: Context, progress: Progress | None
) -> Plan:
    """Decide about every row; `known` are the old numbers that the register has already."""
    converter = Converter(mapping, {name: position for position, name in enumerate(table.columns)})
    rows = [row for row in table.rows if not converter.is_left_out(row)]
    rows_of = _rows_by_number(converter, rows)
    ready: list[Ready] = []
    refused: list[Refusal] = []
    repeated = 0
    for done, row in enumerate(rows, start=1):
        decision = _decision(converter, row, rows_of, known, context)
        if decision is None:
            repeated += 1
        elif isinstance(decision, Ready):
            ready.append(decision)
        else:
            refused += decision
        if progress:
            progress(done, len(rows))
    return Plan(len(table.rows), tuple(ready), tuple(refused), repeated, len(table.rows) - len(rows))


def _rows_by_number(converter: Converter, rows: Iterable[Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(converter.old_number(row), []).append(row.number)
    return found


def _decision(
    converter: Converter, row: Row, rows_of: dict[str, list[int]], known: frozenset[str], context: Context
) -> Ready | list[Refusal] | None:
    """The row as a case, or the reasons against it; None where the register has it already."""
    objections = [*converter.objections(row), *_twins(converter, row, rows_of)]
    if objections:
        return objections
    if converter.old_number(row) in known:
        return None
    converted = converter.convert(row)
    if isinstance(converted, list):
        return converted
    received = date.fromisoformat(converted.data["eingang"]["datum"])
    cells = dict(zip(converter.positions, row.cells, strict=True))
    refused = [
        Refusal(row.number, column, cells.get(column, ""), reason)
        for column, reason in _objections(received.year, converted, context)
    ]
    return refused or Ready(received, row.number, converted.data)


def _twins(converter: Converter, row: Row, rows_of: dict[str, list[int]]) -> Iterator[Refusal]:
    """All rows of a repeated number are refused: which of them is right, nobody knows."""
    number = converter.old_number(row)
    others = [str(other) for other in rows_of[number] if other != row.number]
    if others and number.strip():
        reason = f"Die alte Nummer steht mehrmals in der Quelle, auch in Zeile {', '.join(others[:5])}."
        yield Refusal(row.number, converter.mapping.nummer.spalte, number, reason)


def _objections(year: int, converted: Converted, context: Context) -> Iterator[tuple[str, str]]:
    """What reader, model and rules have against the very text that would be written: column and reason.

    The number stands in for the one that is given when it is known how many cases come before.
    """
    data = {"aktenzeichen": f"{year:04d}-0000", **converted.data}
    document = parse_document("", case_yaml(data).encode())
    if isinstance(document, Problem):
        yield from _unreadable_cells(data, converted, document)
        return
    if document.data != data:
        raise RuntimeError(f"a case file does not read back as written: {data}")
    case = validated(Case, document)
    if isinstance(case, list):
        paths = {place: path for path, place in [*document.keys.items(), *document.values.items()]}
        for problem in case:
            yield _column(paths.get((problem.line, problem.column), ()), converted), text_of(problem)
        return
    for finding in findings(case, context):
        if CATALOGUE[finding.id].severity is Severity.ERROR:
            yield _column(finding.path, converted), text_of(located(finding, document, Case))


def _column(path: Path, converted: Converted) -> str:
    """The column that a place of the case, or the block around it, came from; empty for what has none."""
    while path and path not in converted.columns:
        path = path[:-1]
    return converted.columns.get(path, "")


def _unreadable_cells(data: dict[str, Any], converted: Converted, whole: Problem) -> Iterator[tuple[str, str]]:
    """Blame the cells whose text no case file can hold."""
    found = [
        (column, text_of(problem))
        for path, column in converted.columns.items()
        if (problem := unreadable(str(_at(data, path))))
    ]
    yield from found or [("", text_of(whole))]


def _at(data: Any, path: Path) -> object:
    for step in path:
        data = data[step]
    return data
