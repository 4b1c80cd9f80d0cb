"""CSV that German Excel opens by a double click, with its description beside it (W3C CSV on the Web).

How it is written stands in `pages.german_csv`, which charts use too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from casebook.exports.table import Column, Kind, Table
from casebook.pages.german_csv import german_csv

_TYPES: dict[Kind, str] = {
    "text": "string",
    "ganzzahl": "integer",
    "zahl": "decimal",
    "datum": "date",
    "janein": "boolean",
}


def csv_bytes(table: Table) -> bytes:
    """The table as German Excel reads it."""
    return german_csv([column.name for column in table.columns], table.rows)


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
