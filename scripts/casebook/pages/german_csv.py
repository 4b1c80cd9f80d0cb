"""Tables as CSV that German Excel opens by a double click.

Semicolons, UTF-8 with a mark at the beginning, CRLF, decimal comma, days as JJJJ-MM-TT. Excel runs a cell that begins
like a formula, also in quotes; an apostrophe before it stops that (OWASP, "CSV Injection"). Numbers stay numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

_STARTS_FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
"""Also in the wide forms of East Asian keyboards."""

Value = str | bool | int | float | date | None


def german_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """The table as bytes; nothing is written for what is not known."""
    lines = [_line(columns), *map(_line, rows)]
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
