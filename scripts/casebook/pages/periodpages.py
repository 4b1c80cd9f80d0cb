"""The page of a year, half-year, quarter or month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from casebook.measures.catalogue import BASES
from casebook.pages.figures import sections
from casebook.pages.receipts import receipts_view
from casebook.pages.site import Page, Site
from casebook.periods import Period, year_of


def period_pages(site: Site) -> Iterator[Page]:
    """A page for every period that has begun."""
    for months in (12, 1):
        alike = site.periods_of(months)
        for period in alike:
            yield Page(f"{period.label}.html", "period.html.j2", partial(_values, site, period, alike))


def _values(site: Site, period: Period, alike: Sequence[Period]) -> Mapping[str, Any]:
    """What the page shows; `alike` are the periods of its length, newest first."""
    place, of_year = alike.index(period), period.months == 12
    return {
        "period": site.link(period),
        "above": None if of_year else site.link(year_of(period.start.year)),
        "before": site.link(alike[place + 1]) if place + 1 < len(alike) else None,
        "after": site.link(alike[place - 1]) if place else None,
        "sections": sections(site.records[period.label], site.office),
        "chart": receipts_view(period, site.records, site.stand) if of_year else None,
        "bases": BASES,
    }
