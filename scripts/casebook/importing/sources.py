"""A foreign table as rows of text: CSV or XLSX -> `Table`, or why the source cannot be read at all.

Cells stay text, so `0140e2` and `007` are what they look like. Rows are numbered as a spreadsheet shows
them: the header is row 1. Rows without any content are skipped, and keep their number.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from casebook.importing.mapping import CODECS, Quellformat
from casebook.importing.outcome import Refusal

_MAX_DIGITS = 15
_ZEROS = re.compile(r"0{2,}\Z")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `flaws` are cells (by position) that hold no text, with what stands there and why not."""

    number: int
    cells: tuple[str, ...]
    flaws: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Names of the columns, and the rows below them; every row has a cell for every column."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(source: Path, form: Quellformat) -> Table | list[Refusal]:
    """The whole source, or what keeps it from being read.

    Raises:
        OSError: the file cannot be opened.
    """
    raw = source.read_bytes()
    rows = _csv_rows(raw, form) if form.art == "csv" else _xlsx_rows(raw, form)
    return rows if isinstance(rows, list) else _table(rows)


def _table(rows: tuple[Row, ...]) -> Table | list[Refusal]:
    if not rows:
        return [Refusal(1, "", "", "Die Quelle ist leer.")]
    header, *body = rows
    if header.flaws:
        return [Refusal(header.number, "", value, reason) for _, value, reason in header.flaws]
    columns = _without_empty_end(header.cells)
    refused = [
        Refusal(header.number, name, "", "Die Spalte hat keinen Namen." if not name else "Der Name steht zweimal da.")
        for name, count in Counter(columns).items()
        if count > 1 or not name.strip()
    ]
    return refused or Table(columns, tuple(_fitted(row, len(columns)) for row in body))


def _fitted(row: Row, width: int) -> Row:
    """The row with as many cells as there are columns; a different number is a flaw of the row."""
    cells = row.cells if len(row.cells) <= width else (*row.cells[:width], *_without_empty_end(row.cells[width:]))
    if len(cells) == width:
        return Row(row.number, cells, row.flaws)
    reason = f"Die Zeile hat {len(cells)} Zellen, die Kopfzeile {width}."
    return Row(row.number, (*cells, *[""] * width)[:width], ((-1, "", reason),))


def _without_empty_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


# --- CSV


def _csv_rows(raw: bytes, form: Quellformat) -> tuple[Row, ...] | list[Refusal]:
    codec = CODECS[form.kodierung or "utf-8"]
    try:
        text = raw.decode(codec)
    except UnicodeError as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = raw.count(b"\n", 0, place) + 1
        reason = f"Die Datei ist nicht in {form.kodierung or 'utf-8'} gespeichert (Textzeile {line})."
        return [Refusal(1, "", "", f"{reason} Nennen Sie die richtige Kodierung unter „format“.")]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.trennzeichen or ",", strict=True)
    try:
        return tuple(Row(number, tuple(cells)) for number, cells in enumerate(reader, start=1) if any(cells))
    except csv.Error:
        reason = "Die Anführungszeichen gehen nicht auf, oder eine Zelle ist zu lang"
        return [Refusal(1, "", "", f"{reason} (Textzeile {reader.line_num}).")]


# --- XLSX


def _xlsx_rows(raw: bytes, form: Quellformat) -> tuple[Row, ...] | list[Refusal]:
    # Only here: the check of cases must not pay for a library that reads spreadsheets.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        # It warns in English about styles and menus, which no import reads.
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=False)
            sheet = _sheet(book, form.blatt)
            if isinstance(sheet, Refusal):
                return [sheet]
            sheet.reset_dimensions()
            rows = tuple(row for row in _converted(sheet.iter_rows()) if row.flaws or any(row.cells))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError):
        return [Refusal(1, "", "", "Die Datei ist beschädigt, verschlüsselt oder keine XLSX-Datei.")]
    width = len(rows[0].cells) if rows else 0
    return tuple(Row(row.number, (*row.cells, *[""] * (width - len(row.cells))), row.flaws) for row in rows)


def _sheet(book: Any, name: str | None) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if name is None and len(names) != 1:
        listed = ", ".join(names) or "keines"
        return Refusal(1, "", "", f"Nennen Sie unter „format“ das Tabellenblatt; die Datei hat: {listed}.")
    if name is not None and name not in names:
        return Refusal(1, "", name, f"Dieses Tabellenblatt gibt es nicht; die Datei hat: {', '.join(names)}.")
    return book.worksheets[names.index(name) if name is not None else 0]


def _converted(rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        read = [_cell_text(cell) for cell in row]
        flaws = tuple((index, *text) for index, text in enumerate(read) if isinstance(text, tuple))
        yield Row(number, tuple("" if isinstance(text, tuple) else text for text in read), flaws)


def _cell_text(cell: Any) -> str | tuple[str, str]:
    """The cell as text, or what stands there and why it is no text."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        shown = str(getattr(value, "text", value))
        return shown, "Die Zelle enthält eine Formel; Formeln werden nicht ausgerechnet. Fügen Sie Werte ein."
    if cell.data_type == "e":
        return str(value), "Die Zelle enthält einen Fehlerwert der Tabellenkalkulation."
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date | time):
        return _moment_text(value, cell.number_format)
    if isinstance(value, int | float):
        return _number_text(value, cell.number_format)
    return value if isinstance(value, str) else (str(value), "Die Zelle enthält eine Dauer oder etwas Unbekanntes.")


def _moment_text(value: datetime | date | time, number_format: str) -> str:
    """ISO 8601; a cell that shows no hours is a day, though a spreadsheet always keeps both."""
    if isinstance(value, datetime) and "h" not in number_format.lower() and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds") if isinstance(value, datetime | time) else value.isoformat()


def _number_text(value: int | float, number_format: str) -> str | tuple[str, str]:
    """Whole numbers without decimal point; leading zeros where the cell shows them (format 0000)."""
    if abs(value) >= 10**_MAX_DIGITS:
        return str(value), "Tabellenkalkulationen runden Zahlen dieser Länge; speichern Sie die Spalte als Text."
    if value != int(value):
        return repr(value)
    return f"{int(value):0{len(number_format)}d}" if _ZEROS.match(number_format) else str(int(value))
