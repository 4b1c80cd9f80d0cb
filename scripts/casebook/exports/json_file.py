"""JSON with a described shape: the same columns as objects, and a schema generated from them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from casebook.exports.table import Column, Kind, Table, Value

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TYPES: dict[Kind, dict[str, object]] = {
    "text": {"type": ["string", "null"]},
    "ganzzahl": {"type": ["integer", "null"]},
    "zahl": {"type": ["number", "null"]},
    "datum": {"type": ["string", "null"], "format": "date"},
    "janein": {"type": ["boolean", "null"]},
}


def json_bytes(table: Table, origin: Sequence[tuple[str, str]]) -> bytes:
    """The rows as objects, one to a line."""
    names = [column.name for column in table.columns]
    rows = [_compact(dict(zip(names, map(_plain, row), strict=True))) for row in table.rows]
    head = {"tabelle": table.name, "herkunft": dict(origin)}
    body = ",\n  ".join(rows)
    return f'{_compact(head)[:-1]}, "zeilen": [\n  {body}\n]}}\n'.encode()


def _compact(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _plain(value: Value) -> object:
    return value.isoformat() if isinstance(value, date) else value


def json_schema(table: Table, origin: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What `json_bytes` writes for this table; columns of free text may be missing."""
    row = {
        "type": "object",
        "properties": {column.name: _described(column) for column in table.columns},
        "required": [column.name for column in table.columns if not column.free_text],
        "additionalProperties": False,
    }
    names = [name for name, _ in origin]
    source = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": names,
        "additionalProperties": False,
    }
    properties = {
        "tabelle": {"const": table.name},
        "herkunft": source,
        "zeilen": {"type": "array", "items": row},
    }
    return {
        "$schema": DIALECT,
        "title": f"Export: {table.title}",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _described(column: Column) -> dict[str, object]:
    described = {**_TYPES[column.kind], "title": column.title}
    return described | ({"description": column.description} if column.description else {})
