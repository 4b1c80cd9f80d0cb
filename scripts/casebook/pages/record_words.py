"""How a record is written in German: its value, and what it rests on."""

from __future__ import annotations

from casebook.measures import Record
from casebook.measures.catalogue import Measure
from casebook.measures.outside_figures import INTERVAL
from casebook.pages.labels import COUNTS, number, quantity

NOT_COLLECTED = "nicht erhoben"


def value_of(record: Record | None) -> str:
    """`30,5 %`, `286 Fälle`; a dash where there is nothing to count."""
    if record is None:
        return ""
    return quantity(record.value, record.unit) if record.collected else NOT_COLLECTED


def basis_of(record: Record | None) -> str:
    """`84 von 275` for a share, `n = 275` for days, nothing for a count or a difference of counts."""
    if record is None or not record.collected:
        return ""
    if record.denominator is not None:
        return f"{number(record.numerator)} von {number(record.denominator)}" if record.denominator else "keine Fälle"
    return "" if record.numerator is not None or record.unit in COUNTS else f"n = {number(record.n)}"


def added_to(measure: Measure, record: Record) -> tuple[str, str]:
    """What the definition of a figure adds to the catalogue's: of its source, and of this figure alone."""
    own = record.definition.removeprefix(measure.definition).replace(measure.part(record.part).definition, "", 1)
    source, mark, sure = own.partition(INTERVAL)
    return source.strip(), f"{mark}{sure}".strip()


def value_with_share(record: Record) -> str:
    """`30,5 % (84 von 275)`; only a share of some cases says of how many."""
    return f"{value_of(record)} ({basis_of(record)})" if record.denominator else value_of(record)
