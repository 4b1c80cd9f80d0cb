"""A page for every theme: its charts, and its measures over the newest years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.measures.catalogue import Dimension, Measure
from casebook.measures.frames import OHNE_ANGABE
from casebook.pages.figures import Row, Table, cell_on_basis
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
    """A measure over the newest years: its parts where it is at home in the theme, and entries of its dimensions."""

    measure: Measure
    parts: Table | None
    splits: tuple[Table, ...]


def theme_pages(site: Site) -> Iterator[Page | File]:
    """A list of the themes and a page for each; nothing where no case has come in."""
    themes = list(known_themes()) if site.years else []
    yield Page(THEMES_PAGE, "themes.html.j2", lambda: {"themes": themes})
    for theme in themes:
        plots = plots_of(theme, site)
        yield Page(theme.file, "theme.html.j2", partial(_values, theme, themes, plots, site), site.basis())
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
    beside_charts = {plot.table.caption for plot in plots}
    return {
        "theme": theme,
        "themes": themes,
        "plots": [drawn(plot, site.drawer) for plot in plots],
        "measures": [_over_years(item, beside_charts, site) for item in shown(theme)],
    }


def _over_years(item: Shown, beside_charts: set[str], site: Site) -> OverYears:
    """Tables that stand beside a chart already are not repeated."""
    measure = item.measure
    splits = (_split(measure, dimension, site) for dimension in item.dimensions)
    return OverYears(
        measure,
        _parts_table(measure, site) if item.whole else None,
        tuple(table for table in splits if table and table.caption not in beside_charts),
    )


def _split(measure: Measure, dimension: Dimension, site: Site) -> Table | None:
    """The part a measure is listed by; nothing where no case has an entry of the dimension."""
    part = next((f"{measure.id}.{part.id}" for part in measure.parts if part.listed), "")
    years = site.years[:TABLE_YEARS]
    known = {entry for year in years for entry in site.split(year, part, dimension.id)} - {OHNE_ANGABE}
    return split_table(measure, dimension, part, site) if known else None


def _parts_table(measure: Measure, site: Site) -> Table:
    """Every part of a measure over the newest years."""
    years = site.years[:TABLE_YEARS]
    rows = [
        Row(
            f"{part.name} ({unit_name(part.unit)})",
            tuple(cell_on_basis(site.total(year, f"{measure.id}.{part.id}")) for year in years),
        )
        for part in measure.parts
    ]
    return Table(f"{measure.name} nach Jahren", ("Wert", *years_heads(years, site.stand)), tuple(rows))
