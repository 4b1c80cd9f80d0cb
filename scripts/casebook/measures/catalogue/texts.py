"""Sentences and parts that several definitions share."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.measures.counting import Count, Rank
from casebook.measures.declaration import Part
from casebook.measures.record import Unit
from casebook.measures.rows import Numbers, both, column, has_day, has_number, lacks

NO_REMEDIES = "Reine Rechtsbehelfe zählen nicht mit."
NO_ENDS = "Doppelte, abgegebene und stornierte Fälle und reine Rechtsbehelfe zählen nicht mit."
RANK = "Median und 90. Perzentil nach der Rangmethode (nearest rank): immer die Dauer eines wirklichen Falls."
WORKDAYS = "Arbeitstage sind Montag bis Freitag ohne die gesetzlichen Feiertage des Landes."
HOUSE_DAYS = (
    "Arbeitstage sind Montag bis Freitag ohne die gesetzlichen Feiertage des Landes und Schließtage des Hauses."
)
UNKNOWN_DAYS = "Fälle, deren Dauer sich nicht in Arbeitstagen rechnen lässt, stehen daneben als „ohne Dauer“."

P90 = "90 von 100 höchstens"


def duration_parts(span: str, longest: bool = False) -> Iterator[Part]:
    """Median, 90th percentile and maybe the longest of a span, in working and calendar days."""
    units: tuple[tuple[Unit, Numbers], ...] = (
        ("arbeitstage", column(f"{span}_workdays")),
        ("kalendertage", column(f"{span}_days")),
    )
    for unit, days in units:
        listed = unit == "arbeitstage"
        yield Part(f"median_{unit}", "Median", unit, Rank(days, 50), listed=listed)
        yield Part(f"p90_{unit}", P90, unit, Rank(days, 90), listed=listed)
        if longest:
            yield Part(f"max_{unit}", "Längste Dauer", unit, Rank(days, 100), listed=listed)


def without_duration(span: str, end: str) -> Part:
    """The cases a duration in working days leaves out although they have an end."""
    unknown = both(has_day(end), lacks(has_number(f"{span}_workdays")))
    return Part("ohne_dauer", "ohne Dauer", "faelle", Count(unknown), total_only=True)
