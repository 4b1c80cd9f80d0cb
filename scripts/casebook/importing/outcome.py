"""What an import did or would do: data for programs and the same in German for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

_SHOWN = 50
"""Refusals listed in the text; JSON has them all."""


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A row that cannot be taken over, and why; the row of the header stands for the whole source."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts of rows. `blocked`: refusals kept everything from being written; `written` is 0 then.

    With `dry_run`, `written` and `years` tell what would have been written.
    """

    read: int
    written: int
    refused: tuple[Refusal, ...] = ()
    repeated: int = 0
    left_out: int = 0
    years: Mapping[str, int] = field(default_factory=dict)
    dry_run: bool = False
    blocked: bool = False

    @property
    def refused_rows(self) -> int:
        """How many rows were refused; one row may have several reasons."""
        return len({refusal.row for refusal in self.refused})

    def as_json(self) -> str:
        """The report as JSON with stable keys."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """The report for people."""
        lines = [_line(refusal) for refusal in self.refused[:_SHOWN]]
        if len(self.refused) > _SHOWN:
            lines.append(f"… und {len(self.refused) - _SHOWN} weitere; alle nennt --format json.")
        lines += [""] if lines else []
        done = "würden geschrieben" if self.dry_run else "geschrieben"
        lines.append(f"{self.read} Zeilen gelesen, {self.written} {done}{_by_year(self.years)}.")
        lines.append(f"{self.refused_rows} abgelehnt, {self.repeated} schon da, {self.left_out} bewusst ausgelassen.")
        if self.blocked:
            lines.append("Es wurde nichts geschrieben. Verbessern Sie die Quelle oder die Zuordnung.")
        return "\n".join(lines)


def _line(refusal: Refusal) -> str:
    place = f"Zeile {refusal.row}"
    if refusal.column:
        place += f", Spalte „{refusal.column}“"
    if refusal.value:
        place += f", Inhalt „{_short(refusal.value)}“"
    return f"{place}: {refusal.reason}"


def _short(text: str) -> str:
    """The cell on one line, spaces at its edges kept: they may be the very reason."""
    text = text.replace("\r", " ").replace("\n", " ")
    return text if len(text) <= 60 else text[:59] + "…"


def _by_year(years: Mapping[str, int]) -> str:
    return f" ({', '.join(f'{year}: {count}' for year, count in years.items())})" if years else ""
