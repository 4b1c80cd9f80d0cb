"""A chart with everything that belongs to it: message in words, table, file for a spreadsheet, keys of its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from casebook.pages.charts import DESK, PHONE, Chart, Drawer, Size, german_svg
from casebook.pages.figures import Table
from casebook.pages.german_csv import german_csv
from casebook.pages.site import File

DATA = "daten"
_TABLE_BELOW = "Alle Zahlen stehen in der Tabelle darunter."


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart to be. `notes` say how to read it, `keys` what its letters mean; without a `chart` nothing is drawn."""

    id: str
    title: str
    message: str
    chart: Chart | None
    table: Table
    notes: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """The data of the chart as a file."""
        return f"{DATA}/{self.id}.csv"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plot with its pictures, for desks and phones."""

    plot: Plot
    desk: Markup
    phone: Markup


def drawn(plot: Plot, drawer: Drawer) -> Drawn:
    """The plot with pictures as markup; none where there is nothing to draw."""
    return Drawn(plot, _picture(plot, drawer, DESK), _picture(plot, drawer, PHONE))


def data_files(plots: Sequence[Plot]) -> list[File]:
    """The data behind the charts, one file each."""
    return [_file(plot) for plot in plots]


def _file(plot: Plot) -> File:
    rows = [[row.name, *(cell.raw for cell in row.cells)] for row in plot.table.rows]
    return File(plot.file, lambda: german_csv(plot.table.columns, rows))


def _picture(plot: Plot, drawer: Drawer, size: Size) -> Markup:
    if plot.chart is None:
        return Markup()
    svg = drawer.picture(plot.chart, size)
    return Markup(german_svg(svg, f"{plot.id}-{size.id}", plot.title, f"{plot.message} {_TABLE_BELOW}"))
