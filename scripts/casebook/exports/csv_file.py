"""CSV that German Excel opens by a double click, with its description beside it (W3C CSV on the Web).

Semicolons, UTF-8 with a mark at the beginning, CRLF, decimal comma, days as JJJJ-MM-TT. Excel runs a cell that begins
like a formula, also in quotes; an apostrophe before it stops that (OWASP, "CSV Injection"). Numbers stay numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from casebook.exports.table import Column, Kind, Table, Value

_STARTS_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""Also in the wide forms of East Asian keyboards."""

_TYPES: dict[Kind, str] = {
    "text": "string",
    "ganzzahl": "integer",
    "zahl": "decimal",
    "datum": "date",
    "janein": "boolean",
}


def csv_bytes(table: Table) -> bytes:
    """The table as German Excel reads it."""
    lines = [_line(column.name for column in table.columns), *(_line(row) for row in table.rows)]
    return "\ufeff".encode() + "".join(lines).encode()


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula.

    Spaces before the sign do not help: spreadsheets drop them.
    """
    return f"'{text}" if text.startswith(_STARTS_FORMULA) or text.lstrip().startswith(_STARTS_FORMULA) else text


def _line(values: Iterable[Value]) -> str:
    return ";".join(map(_cell, values)) + "\r\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    if isinstance(value, date):
        return value.isoformat()
    return '"' + defused(value).replace('"', '""') + '"'


def csvw_bytes(table: Table, file: str, origin: Sequence[tuple[str, str]]) -> bytes:
    """What the file `file` holds and where it comes from."""
    description = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "de"}],
        "url": file,
        "dc:title": table.title,
        "dc:source": dict(origin),
        "rdfs:comment": "Text, der wie eine Formel beginnt (= + - @), hat ein Hochkomma davor.",
        "dialect": {"delimiter": ";", "header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [_described(column) for column in table.columns]},
    }
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def _described(column: Column) -> dict[str, object]:
    formats: dict[Kind, object] = {"zahl": {"decimalChar": ","}, "janein": "ja|nein", "datum": "yyyy-MM-dd"}
    base = _TYPES[column.kind]
    kind = {"base": base, "format": formats[column.kind]} if column.kind in formats else base
    note = {"dc:description": column.description} if column.description else {}
    return {"name": column.name, "titles": column.name, "dc:title": column.title, "datatype": kind, **note}
