"""Whether the stock goes up: what was open, came and went must be what is open (K02)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casebook.measures.record import Record

STOCK = "K02"
"""The measure that must go up."""

_ADDED = ("anfang", "eingang", "wieder_offen", "umgewandelt_zu")
_TAKEN = ("abgeschlossen", "doppelt", "abgegeben", "storniert", "umgewandelt_von")


@dataclass(frozen=True, slots=True)
class StockMismatch:
    """A period (and kind; empty for all kinds) whose stock does not follow from what came and went."""

    period: str
    kind: str
    expected: int
    found: int

    def __str__(self) -> str:
        kind = f"Art „{self.kind}“" if self.kind else "alle Arten"
        return (
            f"Der Bestand geht nicht auf: Zeitraum {self.period}, {kind}. Anfang + Zugänge − Abgänge ergibt "
            f"{self.expected}, offen sind am Ende {self.found}. Ein Verlauf hat ein Ereignis, das zum Zustand des "
            "Falls nicht passt, zum Beispiel einen zweiten Abschluss ohne Wiedereröffnung oder ein Ereignis vor dem "
            "Eingang. So geht es: „casebook check“ nennt den Fall und die Zeile."
        )


class StockDoesNotGoUp(ValueError):
    """Figures that contradict each other are not shown; the sentences name period, kind and both sides."""

    def __init__(self, mismatches: Sequence[StockMismatch]) -> None:
        self.mismatches = tuple(mismatches)
        super().__init__(self.mismatches)

    def __str__(self) -> str:
        return "\n".join(map(str, self.mismatches))


def need_stock_to_go_up(records: Iterable[Record]) -> None:
    """Nothing where all is well.

    Raises:
        StockDoesNotGoUp: what is open does not follow from what came and went.
    """
    if mismatches := stock_mismatches(records):
        raise StockDoesNotGoUp(mismatches)


def stock_mismatches(records: Iterable[Record]) -> tuple[StockMismatch, ...]:
    """Every period and kind of K02 that does not go up; nothing where all is well."""
    parts: dict[tuple[str, str], dict[str, int]] = {}
    for record in records:
        if record.id == STOCK:
            counts = parts.setdefault((record.period, record.by.get("art", "")), {})
            counts[record.part] = record.numerator or 0
    mismatches = (_mismatch(period, kind, counts) for (period, kind), counts in parts.items())
    return tuple(mismatch for mismatch in mismatches if mismatch)


def _mismatch(period: str, kind: str, counts: Mapping[str, int]) -> StockMismatch | None:
    expected = _sum(counts, _ADDED) - _sum(counts, _TAKEN)
    found = counts["ende"]
    return StockMismatch(period, kind, expected, found) if expected != found else None


def _sum(counts: Mapping[str, int], parts: Sequence[str]) -> int:
    return sum(counts[part] for part in parts)
