"""XLSX with typed cells: days are days, numbers numbers, and text is text even where it begins like a formula.

The same state gives the same bytes: openpyxl stamps the clock into the properties and into every entry of the
archive, so both are written anew with the moment of the provenance.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from casebook.exports.table import Table, Value

_WIDEST = 60
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment an archive can name."""

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` as A; escaping the underscore keeps the text as it stands (ECMA-376, ST_Xstring)."""


def xlsx_bytes(table: Table, origin: Sequence[tuple[str, str]], moment: datetime) -> bytes:
    """A workbook of three sheets: the table, what its columns mean, where it comes from."""
    book = Workbook()
    sheet = book.active
    sheet.title = table.title
    _fill(sheet, [tuple(column.title for column in table.columns), *table.rows])
    sheet.auto_filter.ref = sheet.dimensions
    fields = book.create_sheet("Felder")
    described = [(column.title, column.name, column.kind, column.description) for column in table.columns]
    _fill(fields, [("Spalte", "Feld", "Inhalt", "Hinweis"), *described])
    _fill(book.create_sheet("Herkunft"), [("Angabe", "Wert"), *origin])
    book.properties.creator, book.properties.title = "casebook", table.title
    book.properties.created = moment.replace(tzinfo=None)
    raw = io.BytesIO()
    book.save(raw)
    return _stamped(raw.getvalue(), moment)


def _fill(sheet: Worksheet, rows: Sequence[Sequence[Value]]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            if value is not None:
                _write(sheet.cell(number, place), value)
    for place, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.cell(1, place).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _write(cell: Cell, value: Value) -> None:
    """The value with its type; openpyxl would take `=1` for a formula."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", value)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in value)


def _widths(rows: Sequence[Sequence[Value]]) -> Iterator[int]:
    for values in zip(*rows, strict=True):
        longest = max(len(line) for value in values for line in (str(value or "").split("\n")))
        yield min(longest, _WIDEST) + 2


def _stamped(raw: bytes, moment: datetime) -> bytes:
    """The same archive, with one moment instead of the clock's."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    when = max(moment.astimezone(UTC), _EARLIEST).timetuple()[:6]
    fresh = io.BytesIO()
    with ZipFile(io.BytesIO(raw)) as before, ZipFile(fresh, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            entry = ZipInfo(name, when)
            entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
            after.writestr(entry, content)
    return fresh.getvalue()
