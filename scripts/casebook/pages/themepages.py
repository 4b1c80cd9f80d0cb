"""A page for every theme: its charts, and its measures over the newest years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.measures.catalogue import Measure
from casebook.pages.figures import Cell, Row, Table, cell
from casebook.pages.labels import unit_name
from casebook.pages.plots import Plot, data_files, drawn
from casebook.pages.rankings import TABLE_YEARS, parts_plot, ranking_plot, split_table, years_heads
from casebook.pages.receipts import newest_plot
from casebook.pages.site import File, Page, Site
from casebook.pages.themes import MEASURES, Plan, Ranking, Shown, Stacked, Theme, Trend, known_themes, shown
from casebook.pages.trends import trend_plot

THEMES_PAGE = "auswertungen.html"


@dataclass(frozen=True, slots=True)
class OverYears:
    """A measure over the newest years: its parts, and the entries of its dimensions."""

    measure: Measure
    tables: tuple[Table, ...]


def theme_pages(site: Site) -> Iterator[Page | File]:
    """A list of the themes and a page for each; nothing where no case has come in."""
    themes = list(known_themes()) if site.years else []
    yield Page(THEMES_PAGE, "themes.html.j2", lambda: {"themes": themes})
    for theme in themes:
        plots = plots_of(theme, site)
        yield Page(theme.file, "theme.html.j2", partial(_values, theme, themes, plots, site))
        yield from data_files(plots)


def plots_of(theme: Theme, site: Site) -> list[Plot]:
    """The charts of a theme, as far as there are figures for them."""
    return [plot for plan in theme.charts if plan.measure in MEASURES and (plot := _plot(plan, site))]


def _plot(plan: Plan, site: Site) -> Plot | None:
    if isinstance(plan, Trend):
        return trend_plot(plan, site)
    if isinstance(plan, Stacked):
        return newest_plot(plan.last, site)
    return ranking_plot(plan, site) if isinstance(plan, Ranking) else parts_plot(plan, site)


def _values(theme: Theme, themes: Sequence[Theme], plots: Sequence[Plot], site: Site) -> Mapping[str, Any]:
    drawn_tables = {plot.table.caption for plot in plots}
    return {
        "theme": theme,
        "themes": themes,
        "plots": [drawn(plot, site.drawer) for plot in plots],
        "measures": [
            entry for entry in (_over_years(item, drawn_tables, site) for item in shown(theme)) if entry.tables
        ],
    }


def _over_years(item: Shown, drawn_tables: set[str], site: Site) -> OverYears:
    """Tables that stand beside a chart already are not repeated."""
    tables = [*_parts_table(item.measure, site)] if item.whole else []
    for dimension in item.dimensions:
        listed = next((part for part in item.measure.parts if part.listed), None)
        if listed and any(site.split(year, f"{item.measure.id}.{listed.id}", dimension.id) for year in _years(site)):
            tables.append(split_table(item.measure, dimension, f"{item.measure.id}.{listed.id}", site))
    return OverYears(item.measure, tuple(table for table in tables if table.caption not in drawn_tables))


def _parts_table(measure: Measure, site: Site) -> Iterator[Table]:
    """Every part of a measure over the newest years, shares with what they rest on."""
    years = _years(site)
    rows = [
        Row(f"{part.name} ({unit_name(part.unit)})", tuple(_with_basis(measure, part.id, year, site) for year in years))
        for part in measure.parts
    ]
    yield Table(f"{measure.name} nach Jahren", ("Wert", *years_heads(years, site.stand)), tuple(rows))


def _with_basis(measure: Measure, part: str, year: Any, site: Site) -> Cell:
    return cell(site.total(year, f"{measure.id}.{part}"))


def _years(site: Site) -> Sequence[Any]:
    return site.years[:TABLE_YEARS]
