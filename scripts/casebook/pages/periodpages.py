"""The page of a year, half-year, quarter or month: its figures by theme, each beside earlier ones and its target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.measures.catalogue import BASES, Measure, Part
from casebook.measures.record import Record
from casebook.pages.comparing import Compared, compared
from casebook.pages.evidence_files import evidence_file
from casebook.pages.figures import Section, Table, section, split_tables
from casebook.pages.labels import period_name
from casebook.pages.plots import Plot, data_files, drawn
from casebook.pages.receipts import year_plot
from casebook.pages.sentences import is_ripe, remark
from casebook.pages.site import File, Link, Page, Site
from casebook.pages.summary import summary
from casebook.pages.themes import Theme, known_themes, shown
from casebook.periods import Period, containing, months_of, parts_of, previous, year_before

LENGTHS = (12, 6, 3, 1)
"""Months of the periods that have a page."""


@dataclass(frozen=True, slots=True)
class ThemePart:
    """What a theme says of a period."""

    theme: Theme
    lines: tuple[Compared, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]


def period_pages(site: Site) -> Iterator[Page | File]:
    """A page for every period that has begun, and the cases behind its figures."""
    for months in LENGTHS:
        alike = site.periods_of(months)
        for place, period in enumerate(alike):
            plot = year_plot(period, site) if months == 12 else None
            neighbours = (alike[place - 1] if place else None, alike[place + 1] if place + 1 < len(alike) else None)
            values = partial(_values, site, period, neighbours, plot)
            basis = site.basis((period, *_earlier(period), *(months_of(period) if months == 12 else ())))
            yield Page(f"{period.label}.html", "period.html.j2", values, basis)
            yield evidence_file(site, period)
            yield from data_files([plot] if plot else [])


def _values(
    site: Site, period: Period, neighbours: tuple[Period | None, Period | None], plot: Plot | None
) -> Mapping[str, Any]:
    after, before = (site.link(other) if other else None for other in neighbours)
    return {
        "period": site.link(period),
        "above": [site.link(containing(period, months)) for months in LENGTHS if months > period.months],
        "below": _below(site, period),
        "before": before,
        "after": after,
        "earlier": [site.link(other) for other in _known_earlier(site, period)],
        "unknown": [period_name(other) for other in _earlier(period) if other.label not in site.records],
        "parts": [_part(site, period, theme) for theme in known_themes()],
        "summary": summary(site, period),
        "plot": drawn(plot, site.drawer) if plot else None,
        "bases": BASES,
    }


def _earlier(period: Period) -> tuple[Period, ...]:
    """The period before and the same one of the year before; for a year they are one."""
    return tuple(dict.fromkeys((previous(period), year_before(period))))


def _known_earlier(site: Site, period: Period) -> tuple[Period, ...]:
    return tuple(other for other in _earlier(period) if other.label in site.records)


def _below(site: Site, period: Period) -> list[Link]:
    """The next smaller periods that have begun."""
    smaller = next((months for months in LENGTHS if months < period.months), None)
    parts = parts_of(period, smaller) if smaller else ()
    return [site.link(part) for part in parts if part.label in site.records]


def _part(site: Site, period: Period, theme: Theme) -> ThemePart:
    found = list(shown(theme))
    whole = [item for item in found if item.whole]
    tables = [
        table
        for item in found
        if not item.whole
        for table in split_tables(item.measure, site.of_measure(period, item.measure.id), site.office, item.dimensions)
    ]
    return ThemePart(
        theme,
        tuple(line for item in whole for line in _lines(site, period, item.measure)),
        tuple(
            section(item.measure, site.of_measure(period, item.measure.id), site.office, item.dimensions)
            for item in whole
        ),
        tuple(tables),
    )


def _lines(site: Site, period: Period, measure: Measure) -> Iterator[Compared]:
    """The part a measure is known by, and every part that has a target."""
    wanted = {target.teil for target in site.outside.ziele if (target.jahr, target.kennzahl) == _key(period, measure)}
    for place, part in enumerate(measure.parts):
        if place == 0 or part.id in wanted:
            yield _line(site, period, measure, part)


def _key(period: Period, measure: Measure) -> tuple[int, str]:
    return period.start.year, measure.id


def _line(site: Site, period: Period, measure: Measure, part: Part) -> Compared:
    key = f"{measure.id}.{part.id}"
    now = site.total(period, key)
    assert now is not None, f"{key} is declared and not computed"
    earlier: Sequence[Record | None] = [site.total(other, key) for other in _known_earlier(site, period)]
    finished = period.is_finished(site.stand) and is_ripe(site, period, key)
    name = "; ".join(filter(None, (part.name, remark(site, period, key))))
    return compared(now, measure.name, name, earlier, site.outside, finished=finished)
