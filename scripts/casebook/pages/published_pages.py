"""The public page of yearly figures: what was published, year by year, as tables and one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.attack import published_bounds
from casebook.pages.markdown import Environment
from casebook.published import Kreuztabelle, Published, Tabelle, Zahlen

PAGE = "zahlen.md"
_COUNTED = {"faelle": "Fälle", "anliegen": "Anliegen"}
_HEADS = {
    "art": "Art",
    "zugang": "Weg",
    "bewertung": "Bewertung",
    "thema": "Thema",
    "dritte": "Art der Dritten",
    "stellen": "Stelle",
    "art-zugang": "Art",
    "thema-bewertung": "Thema",
}
"""What stands above the first column; the heading of the table where it is another one."""

_UPHELD, _RULED = ("ja", "teilweise"), ("ja", "teilweise", "nein")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words, ready to print."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A year as its page tells it; `of_hundred` complaints were upheld of each hundred ruled."""

    figures: Zahlen
    total: str
    upheld: int
    ruled: int
    of_hundred: int | None
    grids: tuple[Grid, ...]


def figures_pages(env: Environment, published: Published) -> dict[str, str]:
    """The page, newest year first; none where nothing is published."""
    years = [_told(figures) for _, figures in sorted(published.figures.items(), reverse=True)]
    corrections = {
        correction.jahr: (correction, year)
        for year, figures in sorted(published.figures.items())
        for correction in figures.berichtigt
    }
    if not years:
        return {}
    return {PAGE: env.get_template("zahlen.md.j2").render(years=years, corrections=corrections)}


def of_hundred(part: int, whole: int) -> int | None:
    """How many of a hundred, halves up; None of nothing. Whole numbers: rounded counts bear no decimals."""
    return (200 * part + whole) // (2 * whole) if whole else None


def _told(figures: Zahlen) -> Told:
    rulings = next((table for table in figures.tabellen if table.id == "bewertung"), None)
    counts = {row.id: row.anzahl for row in rulings.zeilen} if rulings else {}
    upheld, ruled = (sum(counts.get(entry, 0) for entry in entries) for entries in (_UPHELD, _RULED))
    return Told(
        figures,
        _number(figures.gesamt) if figures.genau else f"rund {_number(figures.gesamt)}",
        upheld,
        ruled,
        of_hundred(upheld, ruled),
        tuple(_grids(figures)),
    )


def _grids(figures: Zahlen) -> Iterator[Grid]:
    for table in figures.tabellen:
        yield _simple(table, figures)
    for crossing in figures.kreuztabellen:
        yield _crossed(crossing, figures)


def _simple(table: Tabelle, figures: Zahlen) -> Grid:
    counted = _COUNTED[table.zaehlt]
    rows = tuple((row.name, _count(row.anzahl, 1 if table.genau else figures.rundung)) for row in table.zeilen)
    return Grid(table.titel, _note(counted, table.genau, figures), (_HEADS.get(table.id, table.titel), counted), rows)


def _crossed(table: Kreuztabelle, figures: Zahlen) -> Grid:
    counted = _COUNTED[table.zaehlt]
    rows = tuple((row.name, *(_count(count, figures.rundung) for count in row.anzahlen)) for row in table.zeilen)
    columns = (_HEADS.get(table.id, table.titel), *(column.name for column in table.spalten))
    return Grid(table.titel, _note(counted, False, figures), columns, rows)


def _note(counted: str, exact: bool, figures: Zahlen) -> str:
    """What a reader has to know beside the heads of the columns."""
    return "" if exact else f"{counted}, jede Zahl für sich auf Vielfache von {figures.rundung} gerundet."


def _count(count: int, base: int) -> str:
    """A rounded nought is not nobody."""
    return _number(count) if count or base == 1 else f"0 bis {published_bounds(0, base)[1]}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
