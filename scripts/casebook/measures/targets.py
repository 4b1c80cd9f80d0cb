"""The target a house set itself for a figure."""

from __future__ import annotations

from casebook.measures.record import Record
from casebook.outside import Outside, Ziel


def target_for(outside: Outside, record: Record) -> Ziel | None:
    """The target of the record's year for a total; figures of a dimension have none.

    A share, a duration or a stock is held against it in every part of the year, a count only in the whole year.
    """
    if record.by or (len(record.period) > len("2017") and is_sum(record)):
        return None
    wanted = (record.period[:4], record.id, record.part)
    return next((goal for goal in outside.ziele if (str(goal.jahr), goal.kennzahl, goal.teil) == wanted), None)


def is_sum(record: Record) -> bool:
    """Whether the figure grows until its period is over: a count of what happened, not of what is there."""
    return record.numerator is not None and record.denominator is None and record.base != "O"
