"""Published figures as a system of sums, and which small cells follow from them.

The attacker knows every file, the lists of the house and how files are written. He looks at the crossings that are
published and at those that are not: kind, ruling and way to us with each other, and each with the third parties.
Concerns are a system of their own, because nothing published ties them to single cases. A correction of an earlier
year is a second look at the same cases: what came late is a cell as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import get_args

from casebook.attack import System, published_bounds, recovered
from casebook.model import Art
from casebook.published import Kreuztabelle, Tabelle, Zahlen

KINDS: tuple[str, ...] = get_args(Art)
ACCESS = ("direkt", "dritte", "befragung", "unbekannt")
RULINGS = ("ja", "teilweise", "nein", "ohne")
"""The verdicts a complaint can have, and none."""

ZUGANG = "zugang"
THIRD = "dritte"
OTHERS = "uebrige"
"""Stands for all advice centres that are not listed."""

Name = tuple[str, ...]
"""What a cell counts: its table and its entries."""

RULED: tuple[tuple[str, str], ...] = (
    *(("beschwerde", ruling) for ruling in RULINGS),
    *((kind, "ohne") for kind in KINDS if kind != "beschwerde"),
)
"""Only complaints are ruled."""


def leaks(published: Mapping[int, Zahlen]) -> list[tuple[int, Name]]:
    """Every small cell that follows from all years together, with its year.

    Raises:
        Impossible: figures contradict each other.
    """
    cells = cells_of(published)
    names = {cell: name for name, cell in cells.guarded.items()}
    return [names[cell] for cell in recovered(cells.system, list(names))]


def cells_of(published: Mapping[int, Zahlen]) -> Cells:
    """All that is published, as one system."""
    cells = Cells()
    for year, figures in sorted(published.items()):
        _add_cases(cells, year, figures)
        _add_concerns(cells, year, figures)
    for year, figures in sorted(published.items()):
        _add_corrections(cells, year, figures)
    return cells


class Cells:
    """Cells by year and name; guarded ones must not be recovered."""

    def __init__(self) -> None:
        self.system = System()
        self.known: dict[tuple[int, Name], int] = {}
        self.guarded: dict[tuple[int, Name], int] = {}

    def cell(self, year: int, *name: str, guarded: bool = False) -> int:
        key = (year, name)
        if key not in self.known:
            self.known[key] = self.system.cell()
        if guarded:
            self.guarded[key] = self.known[key]
        return self.known[key]

    def narrow(self, cell: int, count: int, base: int) -> None:
        """A published count."""
        self.system.narrow(cell, *published_bounds(count, base))

    def tie(self, total: int, parts: Iterable[int]) -> None:
        self.system.add_sum(total, parts)


def _add_cases(cells: Cells, year: int, figures: Zahlen) -> None:
    tables = {table.id: table for table in figures.tabellen}
    total = cells.cell(year, "gesamt")
    cells.narrow(total, figures.gesamt, 1 if figures.genau else figures.rundung)
    ruled = {pair: cells.cell(year, "bewertung", *pair) for pair in RULED}
    kinds = {kind: cells.cell(year, "art", kind) for kind in KINDS}
    ways = {way: cells.cell(year, ZUGANG, way) for way in ACCESS}
    cells.tie(total, kinds.values())
    cells.tie(total, ways.values())
    for kind in KINDS:
        cells.tie(kinds[kind], (cell for pair, cell in ruled.items() if pair[0] == kind))
    _cross(cells, year, ZUGANG, ways)
    complaints = {ruling: ruled["beschwerde", ruling] for ruling in RULINGS}
    for name, entries in (("art", kinds), (ZUGANG, ways), ("bewertung", complaints)):
        _narrow_table(cells, figures, tables.get(name), entries)
    for name in ("dritte", "stellen"):
        if name in tables:
            _add_third_parties(cells, year, figures, tables[name])
    for table in figures.kreuztabellen:
        if table.id == "art-zugang":
            _narrow_crossing(cells, year, figures, table)


def _cross(cells: Cells, year: int, table: str, entries: Mapping[str, int]) -> None:
    """Kind and ruling with the entries of another table: every crossing is guarded, published or not.

    Together they are all cases of a kind and ruling, or, of third parties, those that came through them.
    """
    for entry, whole in entries.items():
        cells.tie(whole, (cells.cell(year, f"bewertung-{table}", *pair, entry, guarded=True) for pair in RULED))
        # Follows from the others, but bounds of many small parts say less than those of their sums.
        cells.tie(whole, (cells.cell(year, f"art-{table}", kind, entry, guarded=True) for kind in KINDS))
        for kind in KINDS:
            pairs = (pair for pair in RULED if pair[0] == kind)
            crossing = cells.cell(year, f"art-{table}", kind, entry)
            cells.tie(crossing, (cells.cell(year, f"bewertung-{table}", *pair, entry) for pair in pairs))
    for kind in KINDS:
        whole = cells.cell(year, *((f"art-{ZUGANG}", kind, THIRD) if table != ZUGANG else ("art", kind)))
        cells.tie(whole, (cells.cell(year, f"art-{table}", kind, entry) for entry in entries))
    for pair in RULED:
        whole = cells.cell(year, *((f"bewertung-{ZUGANG}", *pair, THIRD) if table != ZUGANG else ("bewertung", *pair)))
        cells.tie(whole, (cells.cell(year, f"bewertung-{table}", *pair, e) for e in entries))


def _add_third_parties(cells: Cells, year: int, figures: Zahlen, table: Tabelle) -> None:
    """Kinds or organisations of third parties: together all that came through third parties.

    All kinds are listed, but only the larger organisations.
    """
    entries = {row.id: cells.cell(year, table.id, row.id, guarded=True) for row in table.zeilen}
    _narrow_table(cells, figures, table, entries)
    if table.id == "stellen":
        entries[OTHERS] = cells.cell(year, table.id, OTHERS)
    cells.tie(cells.cell(year, ZUGANG, THIRD), entries.values())
    _cross(cells, year, table.id, entries)


def _narrow_table(cells: Cells, figures: Zahlen, table: Tabelle | None, entries: Mapping[str, int]) -> None:
    """What a table says; an entry it does not list is published as nought."""
    if table is None:
        return
    counts = {row.id: row.anzahl for row in table.zeilen}
    for name, cell in entries.items():
        cells.narrow(cell, counts.get(name, 0), 1 if table.genau else figures.rundung)


def _narrow_crossing(cells: Cells, year: int, figures: Zahlen, table: Kreuztabelle) -> None:
    for row in table.zeilen:
        for column, count in zip(table.spalten, row.anzahlen, strict=False):
            cells.narrow(cells.cell(year, table.id, row.id, column.id), count, figures.rundung)


def _add_concerns(cells: Cells, year: int, figures: Zahlen) -> None:
    topics = next((table for table in figures.tabellen if table.id == "thema"), None)
    crossing = next((table for table in figures.kreuztabellen if table.id == "thema-bewertung"), None)
    names = {row.id for table in (topics, crossing) if table for row in table.zeilen}
    entries = {name: cells.cell(year, "thema", name) for name in sorted(names)}
    _narrow_table(cells, figures, topics, entries)
    for name, whole in entries.items():
        cells.tie(whole, (cells.cell(year, "thema-bewertung", name, ruling, guarded=True) for ruling in RULINGS))
    if crossing:
        _narrow_crossing(cells, year, figures, crossing)


def _add_corrections(cells: Cells, year: int, figures: Zahlen) -> None:
    """A year as it looks later: all that was published of it, and what came late."""
    for correction in figures.berichtigt:
        before = _latest(cells, correction.jahr, year)
        late = cells.cell(year, "nachtrag", str(correction.jahr), guarded=True)
        now = cells.cell(year, "berichtigt", str(correction.jahr))
        cells.narrow(now, correction.gesamt, figures.rundung)
        cells.tie(now, (before, late))


def _latest(cells: Cells, corrected: int, year: int) -> int:
    """The newest look at a year before this one."""
    for earlier in range(year - 1, corrected, -1):
        if (earlier, ("berichtigt", str(corrected))) in cells.known:
            return cells.cell(earlier, "berichtigt", str(corrected))
    return cells.cell(corrected, "gesamt")
