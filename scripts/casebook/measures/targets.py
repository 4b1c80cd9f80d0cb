"""The target a house set itself for a figure."""

from __future__ import annotations

from casebook.measures.record import Record
from casebook.outside import Outside, Ziel


def target_for(outside: Outside, record: Record) -> Ziel | None:
    """The target of the year for a total; figures of a dimension and of parts of a year have none."""
    if record.by:
        return None
    wanted = (record.period, record.id, record.part)
    return next((goal for goal in outside.ziele if (str(goal.jahr), goal.kennzahl, goal.teil) == wanted), None)
