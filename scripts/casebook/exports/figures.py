"""Records -> the table of figures. Computes nothing: what a record says is what leaves the house."""

from __future__ import annotations

from collections.abc import Iterable

from casebook.exports.table import Column, Table
from casebook.measures.record import Record
from casebook.periods import Period, parse_period

_COLUMNS = (
    Column("kennzahl", "Kennzahl"),
    Column("teil", "Wert der Kennzahl"),
    Column("merkmal", "Gegliedert nach", description="leer: die ganze Zahl"),
    Column("eintrag", "Eintrag"),
    Column("zeitraum", "Zeitraum"),
    Column("stand", "Stand", "datum"),
    Column("abgeschlossen", "Zeitraum abgeschlossen", "janein", "nein: die Zahl ändert sich noch"),
    Column("name", "Name"),
    Column("zaehler", "Zähler", "ganzzahl"),
    Column("nenner", "Nenner", "ganzzahl"),
    Column("wert", "Wert", "zahl", "leer: nichts zu zählen oder nicht erhoben"),
    Column("einheit", "Einheit"),
    Column("n", "Beruht auf", "ganzzahl", "Zahl der Fälle oder Anliegen"),
    Column("erhoben", "Erhoben", "janein"),
    Column("basis", "Basis", description="E Eingang, A Abschluss, F Fälligkeit, O offen"),
    Column("definition", "Definition"),
)


def figure_table(records: Iterable[Record]) -> Table:
    """One row per figure, in the order of the records."""
    rows = (
        (
            record.id,
            record.part,
            next(iter(record.by), None),
            next(iter(record.by.values()), None),
            record.period,
            record.stand,
            _finished(record),
            record.name,
            record.numerator,
            record.denominator,
            record.value if record.collected else None,
            record.unit,
            record.n,
            record.collected,
            record.base,
            record.definition,
        )
        for record in records
    )
    return Table("kennzahlen", "Kennzahlen", _COLUMNS, tuple(rows))


def _finished(record: Record) -> bool:
    period = parse_period(record.period)
    return isinstance(period, Period) and period.is_finished(record.stand)
