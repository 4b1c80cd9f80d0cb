"""The front page of the statistics: the newest years side by side, and a way to every period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casebook.measures import Record
from casebook.measures.catalogue import CATALOGUE, Measure
from casebook.pages.figures import Headline, headline
from casebook.pages.labels import period_name
from casebook.periods import Period, months_of

Records = Mapping[str, Sequence[Record]]
"""By label of the period."""


@dataclass(frozen=True, slots=True)
class OverviewLine:
    """One measure over the newest years."""

    measure: Measure
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """Receipts of a period, with its page; empty for months after the stand."""

    name: str
    file: str
    count: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A year and its months."""

    year: CalendarCell
    months: tuple[CalendarCell, ...]


def overview_lines(years: Sequence[Period], records: Records) -> tuple[OverviewLine, ...]:
    """Every measure by its headline."""
    return tuple(
        OverviewLine(measure, tuple(headline(records[year.label], measure) for year in years)) for measure in CATALOGUE
    )


def calendar_rows(years: Sequence[Period], records: Records) -> tuple[CalendarRow, ...]:
    """Receipts of all years and months that have a page."""
    return tuple(
        CalendarRow(_cell(year, records), tuple(_cell(month, records) for month in months_of(year))) for year in years
    )


def _cell(period: Period, records: Records) -> CalendarCell:
    name = period_name(period)
    if period.label not in records:
        return CalendarCell(name, "", "")
    return CalendarCell(name, f"{period.label}.html", headline(records[period.label], CATALOGUE[0]).value)
