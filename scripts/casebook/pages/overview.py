"""The front page of the statistics: the newest years side by side, and a way to every period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.measures.catalogue import CATALOGUE, Measure
from casebook.pages.figures import Headline, headline
from casebook.pages.labels import MONTHS, period_name
from casebook.pages.site import Page, Records, Site
from casebook.periods import Period, months_of

OVERVIEW = "ueberblick.html"
NEWEST_YEARS = 3


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


def overview_pages(site: Site) -> Iterator[Page]:
    """The one page of the newest years and all periods."""
    yield Page(OVERVIEW, "overview.html.j2", partial(_values, site))


def _values(site: Site) -> Mapping[str, Any]:
    newest = site.years[:NEWEST_YEARS]
    return {
        "years": [site.link(year) for year in newest],
        "overview": overview_lines(newest, site.records),
        "calendar": calendar_rows(site.years, site.records),
        "months": MONTHS,
    }


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
