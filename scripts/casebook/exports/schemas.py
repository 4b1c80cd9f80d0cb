"""JSON Schema of the exports, generated like those of the files."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from casebook.exports.cases import case_table, concern_table
from casebook.exports.figures import figure_table
from casebook.exports.json_file import json_schema
from casebook.exports.table import origin_rows
from casebook.office import Office
from casebook.provenance import Provenance

_NO_ORIGIN = origin_rows(Provenance(date.min, "", False, datetime.min.replace(tzinfo=UTC), ""), "", "")


def write_export_schemas(folder: Path, office: Office) -> tuple[Path, ...]:
    """Write `export-<table>.schema.json` for each table; the files written.

    Raises:
        OSError: the folder cannot be written.
    """
    written = []
    for table in (case_table((), office), concern_table((), office), figure_table(())):
        path = folder / f"export-{table.name}.schema.json"
        text = json.dumps(json_schema(table, _NO_ORIGIN), ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)
