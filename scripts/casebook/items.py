"""One thing to be done by a day, as lists, calendars and pages know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

MANAGEMENT = ""
"""Stands for the management's list among units."""

Kind = Literal["recht", "zusage", "frist", "massnahme", "offen"]


class When(StrEnum):
    """How an open item stands to the day."""

    UEBERFAELLIG = "ueberfaellig"
    HEUTE = "heute"
    WOCHE = "woche"
    SPAETER = "spaeter"
    OHNE_TERMIN = "ohne_termin"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done by a day.

    Only `text` holds words of the case (the reason of a pause, a measure); what leaves the house's own pages
    goes without it. An item of kind `offen` has no day: its `due` is the receipt. While a case rests, a
    deadline that rests with it has no fixed day yet. Settled items stay for calendars that already show them.
    `sequence` rises with every event of the case, so a calendar knows the newer version; between events with
    what moves the day: paused and closing days, facts of the remedy, steps of a measure.
    """

    aktenzeichen: str
    kind: Kind
    id: str
    name: str
    due: date
    topic: str
    unit: str
    waiting_for: str
    note: str
    text: str
    resting: bool
    settled: bool
    last_event: date
    sequence: int

    @property
    def uid(self) -> str:
        """Stable for the life of the case and deadline."""
        return f"{self.aktenzeichen}-{self.id}"

    def when(self, today: date) -> When:
        """Overdue, due today, until Sunday of this week, or later."""
        if self.kind == "offen":
            return When.OHNE_TERMIN
        if self.due <= today:
            return When.HEUTE if self.due == today else When.UEBERFAELLIG
        this_week = self.due <= today + timedelta(days=6 - today.weekday())
        return When.WOCHE if this_week and not self.resting else When.SPAETER
