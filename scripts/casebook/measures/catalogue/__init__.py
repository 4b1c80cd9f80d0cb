"""The declared measures: what is printed beside a figure is what is computed.

A measure has rows (`bases`), parts with names, units and a way to count them (`counting`), and dimensions by which
it is split. Adding one means adding an entry in the module of its theme.
"""

from __future__ import annotations

from casebook.measures.catalogue import deadlines, learning, outcomes, receipts, requests, stock
from casebook.measures.declaration import Dimension, Measure, Part
from casebook.measures.record import Base

__all__ = ["BASES", "CATALOGUE", "Dimension", "Measure", "Part"]

BASES: dict[Base, str] = {
    "E": "Eingang: Fälle, die im Zeitraum eingegangen sind.",
    "A": "Abschluss: Fälle, deren letzter Abschluss im Zeitraum liegt und die am Stand abgeschlossen sind.",
    "F": "Fälligkeit: Fälle, deren gültig zugesagter Tag im Zeitraum liegt.",
    "O": "Bestand: Fälle, die am Ende des letzten Tags des Zeitraums offen sind, höchstens am Stand.",
    "H": "Haus: Angaben aus einer kleinen Datei des Hauses, nicht aus Fällen.",
}

CATALOGUE: tuple[Measure, ...] = tuple(
    sorted(
        (
            *receipts.MEASURES,
            *stock.MEASURES,
            *deadlines.MEASURES,
            *outcomes.MEASURES,
            *learning.MEASURES,
            *requests.MEASURES,
        ),
        key=lambda measure: measure.id,
    )
)
