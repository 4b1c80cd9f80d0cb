"""The front page of the statistics: five questions answered, and a way to every period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.pages.answers import answers
from casebook.pages.figures import cell
from casebook.pages.labels import MONTHS, period_name
from casebook.pages.receipts import RECEIPTS
from casebook.pages.site import Link, Page, Site
from casebook.pages.themes import known_themes
from casebook.periods import Period, months_of, parts_of

OVERVIEW = "ueberblick.html"


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """Receipts of a period, with its page; empty for months after the stand."""

    name: str
    file: str
    count: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A year, its halves and quarters, and its months."""

    year: CalendarCell
    parts: tuple[Link, ...]
    months: tuple[CalendarCell, ...]


def overview_pages(site: Site) -> Iterator[Page]:
    """The one page of the five questions and all periods."""
    yield Page(OVERVIEW, "overview.html.j2", partial(_values, site))


def _values(site: Site) -> Mapping[str, Any]:
    return {
        "answers": answers(site) if site.years else (),
        "themes": list(known_themes()) if site.years else (),
        "calendar": [_calendar_row(year, site) for year in site.years],
        "months": MONTHS,
    }


def _calendar_row(year: Period, site: Site) -> CalendarRow:
    parts = [part for months in (6, 3) for part in parts_of(year, months) if part.label in site.records]
    return CalendarRow(
        _cell(year, site),
        tuple(site.link(part) for part in parts),
        tuple(_cell(month, site) for month in months_of(year)),
    )


def _cell(period: Period, site: Site) -> CalendarCell:
    record = site.total(period, RECEIPTS)
    name = period_name(period)
    return CalendarCell(name, f"{period.label}.html", cell(record).text) if record else CalendarCell(name, "", "")
