"""One table -> the files of a format, as bytes by name."""

from __future__ import annotations

from typing import Literal

from casebook.exports.table import Table, origin_rows
from casebook.provenance import Provenance

Form = Literal["csv", "xlsx", "parquet", "json"]


def export_files(
    table: Table, form: Form, file: str, provenance: Provenance, house: str, selection: str
) -> dict[str, bytes]:
    """The file `file`; a CSV brings its description with it. Libraries are loaded for the format asked for only."""
    origin = origin_rows(provenance, house, selection)
    if form == "csv":
        from casebook.exports.csv_file import csv_bytes, csvw_bytes

        return {file: csv_bytes(table), f"{file}-metadata.json": csvw_bytes(table, file, origin)}
    if form == "xlsx":
        from casebook.exports.xlsx_file import xlsx_bytes

        return {file: xlsx_bytes(table, origin, provenance.moment)}
    if form == "parquet":
        from casebook.exports.parquet_file import parquet_bytes

        return {file: parquet_bytes(table, origin)}
    from casebook.exports.json_file import json_bytes

    return {file: json_bytes(table, origin)}
