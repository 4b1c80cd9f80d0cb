"""Tables as files that a German spreadsheet opens by a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Value = int | float | str | None


def german_csv(columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Semicolons, decimal commas and a byte order mark; no text can be taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_text(column) for column in columns])
    writer.writerows([_text(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", ",")
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else str(value)
