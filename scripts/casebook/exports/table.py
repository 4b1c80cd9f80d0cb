"""A table on its way out: typed columns that say what they hold, and rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casebook.provenance import Provenance

Kind = Literal["text", "ganzzahl", "zahl", "datum", "janein"]
Value = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `free_text` ones are the words of a case and leave the house only when asked for."""

    name: str
    title: str
    kind: Kind = "text"
    description: str = ""
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows have a value for each column, None where there is nothing."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def without_text(self) -> Table:
        """The same table without the columns of free text."""
        kept = [index for index, column in enumerate(self.columns) if not column.free_text]
        columns = tuple(self.columns[index] for index in kept)
        return replace(self, columns=columns, rows=tuple(tuple(row[index] for index in kept) for row in self.rows))


def origin_rows(provenance: Provenance, house: str, selection: str) -> Sequence[tuple[str, str]]:
    """Where a table comes from, as pairs to print or to store."""
    state = "eingecheckt" if provenance.clean else "nicht eingecheckt"
    return (
        ("haus", house),
        ("auswahl", ", ".join(filter(None, (selection, provenance.filters))) or "alles"),
        ("stand", provenance.stand.isoformat()),
        ("commit", provenance.commit or "ohne Git"),
        ("zustand", state),
        ("einstellungen", provenance.settings),
        ("nicht_gezaehlte_dateien", str(len(provenance.refused))),
    )
