"""Declared charts -> Vega-Lite specifications, made with Altair.

Colours are CSS variables of the page (`--chart-1` ...) and `currentColor`, so one picture serves light, dark and
print.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import altair as alt

from casebook.pages.charts.declared import Bars, Chart, Columns, Line, Quadrants, Size
from casebook.pages.labels import number

FONT = "Fira Sans"
GROUND = "var(--chart-ground)"
ROW = 46
"""Pixels of a horizontal bar with its name."""

_FEW_TICKS = 5
Drawing = alt.LayerChart | alt.FacetChart
_TEXT_ROOM = 28
_AXIS_ROOM = 30
"""Pixels that other charts need for the figures of their axis."""


def specification(chart: Chart, size: Size) -> dict[str, Any]:
    """The chart in Vega-Lite's own terms."""
    drawn = _drawn(chart, size)
    return {**drawn.to_dict(validate=False), "background": None, "config": _config(size)}


def _drawn(chart: Chart, size: Size) -> Drawing:
    if isinstance(chart, Columns):
        return _columns(chart, size)
    if isinstance(chart, Line):
        return _line(chart, size)
    return _bars(chart, size) if isinstance(chart, Bars) else _quadrants(chart, size)


def _data(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def _axis_x(names: tuple[str, ...], ticks: tuple[str, ...]) -> alt.X:
    axis = alt.Axis(labelAngle=0, values=list(ticks), labelOverlap=False)
    return alt.X("platz:N", title=None, scale=alt.Scale(domain=list(names)), axis=axis)


def _axis_y(highest: int | float) -> alt.Axis:
    """Whole numbers only, each once: between 0 and 1 there is no case."""
    if highest < _FEW_TICKS:
        return alt.Axis(format=",d", values=list(range(math.ceil(highest) + 1)))
    return alt.Axis(format=",d", tickMinStep=1, tickCount=_FEW_TICKS)


# --- stacked columns


def _columns(chart: Columns, size: Size) -> Drawing:
    base = alt.Chart().encode(x=_axis_x(chart.axis, _readable(chart.axis, chart.axis, size)))
    colours = [f"var(--chart-{stack.colour})" for stack in chart.stacks]
    legend = alt.Legend(title=None) if len(chart.stacks) > 1 else None
    layers = [
        base.mark_bar(stroke=GROUND, strokeWidth=1.5)
        .encode(
            y=alt.Y("anzahl:Q", title=None, axis=_axis_y(max((total or 0 for total in chart.totals), default=0))),
            color=alt.Color(
                "reihe:N",
                legend=legend,
                scale=alt.Scale(domain=[stack.name for stack in chart.stacks], range=colours),
            ),
            order="folge:Q",
            opacity=alt.condition("datum.fertig", alt.value(1), alt.value(0.5)),
        )
        .properties(data=_data(_stacked(chart)))
    ]
    if _numbers_fit(chart, size):
        layers.append(
            base.mark_text(baseline="bottom", dy=-4, fontSize=size.font, color="currentColor")
            .encode(y="summe:Q", text=alt.Text("summe:Q", format=",d"))
            .properties(data=_data(_sums(chart)))
        )
    return alt.layer(*layers).properties(width=size.width, height=size.height)


def _stacked(chart: Columns) -> Iterable[dict[str, Any]]:
    for order, stack in enumerate(chart.stacks):
        for place, count, finished in zip(chart.axis, stack.values, chart.finished, strict=True):
            if count is not None:
                yield {"platz": place, "reihe": stack.name, "folge": order, "anzahl": count, "fertig": finished}


def _sums(chart: Columns) -> Iterable[dict[str, Any]]:
    for place, total in zip(chart.axis, chart.totals, strict=True):
        if total is not None:
            yield {"platz": place, "summe": total}


def _numbers_fit(chart: Columns, size: Size) -> bool:
    """Whether the numbers above neighbouring columns stay apart; a digit is about 0.6 of the type size wide."""
    longest = max((len(number(total)) for total in chart.totals if total is not None), default=0)
    return longest * size.font * 0.6 < size.width / len(chart.axis)


def _readable(axis: tuple[str, ...], ticks: tuple[str, ...], size: Size) -> tuple[str, ...]:
    """As many of the ticks as have room beside each other, the last one among them."""
    if not ticks:
        return ()
    widest = max(len(tick) for tick in ticks) * size.font * 0.6 + 8
    places = [axis.index(tick) for tick in ticks]
    nearest = min((right - left for left, right in pairwise(places)), default=len(axis))
    step = max(1, -(-widest // (nearest * size.width / len(axis))))
    return tuple(reversed(ticks[:: -int(step)]))


# --- a line over many periods


def _line(chart: Line, size: Size) -> Drawing:
    x = _axis_x(chart.axis, _readable(chart.axis, chart.ticks, size))
    y = alt.Y("wert:Q", title=None, scale=_scale(chart), axis=_axis_y(_highest(chart)))
    base = alt.Chart().encode(x=x, y=y)
    layers = [*_marks(chart, x, size), *_targets(base, chart, size), *_series(base, chart), *_before(base, chart)]
    if len(chart.axis) * size.font * 3.2 < size.width:
        layers += _numbers(base, chart, size)
    return alt.layer(*layers).properties(width=size.width, height=size.height)


def _highest(chart: Line) -> int | float:
    """The upper end of the scale; a chart of nothing but noughts has one too."""
    drawn = (value for value in (*chart.values, *chart.before, *chart.targets) if value is not None)
    return 100 if chart.percent else max(1, *drawn)


def _scale(chart: Line) -> alt.Scale:
    return alt.Scale(domain=[0, _highest(chart)], nice=not chart.percent)


def _series(base: alt.Chart, chart: Line) -> list[Any]:
    rows = list(_points(chart))
    done = [{**row, "wert": row["wert"] if row["fertig"] else None} for row in rows]
    colour = "var(--chart-1)"
    layers = [base.mark_line(color=colour, strokeWidth=2.5).properties(data=_data(done))]
    for left, right in pairwise(rows) if chart.joined else ():
        if not right["fertig"] and left["wert"] is not None and right["wert"] is not None:
            dashed = base.mark_line(color=colour, strokeWidth=2, strokeDash=[4, 4])
            layers.append(dashed.properties(data=_data([left, right])))
    for finished in (True, False):
        dots = [row for row in rows if row["fertig"] is finished and row["wert"] is not None]
        filled = colour if finished else GROUND
        size = 60 if len(rows) <= 24 else 25
        layers.append(
            base.mark_point(shape="circle", size=size, opacity=1, fill=filled, stroke=colour, strokeWidth=2).properties(
                data=_data(dots)
            )
        )
    return layers


def _points(chart: Line) -> Iterable[dict[str, Any]]:
    for place, value, finished in zip(chart.axis, chart.values, chart.finished, strict=True):
        yield {"platz": place, "wert": value, "fertig": finished}


def _before(base: alt.Chart, chart: Line) -> list[Any]:
    rows = [{"platz": place, "wert": value} for place, value in zip(chart.axis, chart.before, strict=True)]
    if all(row["wert"] is None for row in rows):
        return []
    line = base.mark_line(color="var(--chart-2)", strokeWidth=1.5, strokeDash=[2, 3])
    dots = base.mark_point(
        shape="diamond", size=80, opacity=1, fill=GROUND, stroke="var(--chart-2)", strokeWidth=2
    ).transform_filter("isValid(datum.wert)")
    return [line.properties(data=_data(rows)), dots.properties(data=_data(rows))]


def _marks(chart: Line, x: alt.X, size: Size) -> list[Any]:
    """A thin line with its letter at every event, above the number of the highest point."""
    if not chart.marks:
        return []
    rows = [{"platz": place, "zeichen": letter} for place, letter in chart.marks]
    base = alt.Chart().encode(x=x).properties(data=_data(rows))
    rule = base.mark_rule(color="currentColor", opacity=0.55, strokeWidth=1.2).encode(y=alt.value(0))
    letter = base.mark_text(
        baseline="bottom", dy=-size.font - 12, fontSize=size.font, fontWeight=600, color="currentColor"
    )
    return [rule.encode(y2=alt.value(size.height)), letter.encode(y=alt.value(0), text="zeichen:N")]


def _targets(base: alt.Chart, chart: Line, size: Size) -> list[Any]:
    """A line with a step where another target begins to hold; its end is named."""
    known = [target for target in chart.targets if target is not None]
    if not known:
        return []
    rows = [{"platz": place, "wert": target} for place, target in zip(chart.axis, chart.targets, strict=True)]
    steps = base.mark_line(color="var(--chart-3)", strokeWidth=2, strokeDash=[8, 4], interpolate="step")
    end = {"wert": known[-1], "text": f"Ziel {number(known[-1])}"}
    words = alt.Chart().encode(y=alt.Y("wert:Q"), x=alt.value(size.width), text="text:N").properties(data=_data([end]))
    word = words.mark_text(align="left", baseline="middle", dx=6, fontSize=size.font, color="currentColor")
    return [steps.properties(data=_data(rows)), word]


def _numbers(base: alt.Chart, chart: Line, size: Size) -> list[Any]:
    """The numbers above the points, each cut out of the lines behind it."""
    values = (before if value is None else value for value, before in zip(chart.values, chart.before, strict=True))
    rows = [
        {"platz": place, "wert": value, "text": number(value)}
        for place, value in zip(chart.axis, values, strict=True)
        if value is not None
    ]
    look: dict[str, Any] = {"baseline": "bottom", "dy": -9, "fontSize": size.font, "color": "currentColor"}
    written = base.encode(text="text:N").properties(data=_data(rows))
    return [written.mark_text(stroke=GROUND, strokeWidth=6, strokeJoin="round", **look), written.mark_text(**look)]


# --- horizontal bars


def _bars(chart: Bars, size: Size) -> Drawing:
    width = size.width + _AXIS_ROOM
    rows = [{"name": name, "wert": value, "text": number(value)} for name, value in chart.entries]
    scale = alt.Scale(domain=[name for name, _ in chart.entries])
    base = alt.Chart().encode(y=alt.Y("name:N", title=None, axis=None, scale=scale, sort=None))
    above: dict[str, Any] = {"baseline": "bottom", "dy": -1, "fontSize": size.font, "color": "currentColor"}
    bar = base.mark_bar(color="var(--chart-1)", height=12, yOffset=9).encode(x=alt.X("wert:Q", title=None, axis=None))
    name = base.mark_text(align="left", limit=width - 40, **above).encode(x=alt.value(0), text="name:N")
    count = base.mark_text(align="right", **above).encode(x=alt.value(width), text="text:N")
    layered = alt.layer(bar, name, count, data=_data(rows))
    return layered.properties(width=width, height=ROW * len(rows))


# --- four quadrants


def _quadrants(chart: Quadrants, size: Size) -> Drawing:
    cells = [
        {"spalte": column, "zeile": row, "wert": count, "text": number(count)}
        for row, counts in zip(chart.rows, chart.counts, strict=True)
        for column, count in zip(chart.columns, counts, strict=True)
    ]
    height = min(size.height, 260)
    look: dict[str, Any] = {"domain": False, "ticks": False, "labelAngle": 0, "labelPadding": 10}
    columns, rows = (alt.Scale(domain=list(names)) for names in (chart.columns, chart.rows))
    base = alt.Chart().encode(
        x=alt.X("spalte:N", title=None, sort=None, scale=columns, axis=alt.Axis(orient="top", **look)),
        y=alt.Y("zeile:N", title=None, sort=None, scale=rows, axis=alt.Axis(**look)),
    )
    largest = (height / 2 - _TEXT_ROOM) ** 2 * 0.55
    area = alt.Size("wert:Q", legend=None, scale=alt.Scale(domain=[0, _most(chart)], range=[0, largest]))
    late = alt.condition(
        f"datum.spalte === {chart.columns[1]!r}", alt.value("var(--chart-2)"), alt.value("var(--chart-1)")
    )
    frame = base.mark_rect(fill=None, stroke="currentColor", strokeOpacity=0.25)
    square = base.mark_point(shape="square", filled=True, opacity=1, dy=10).encode(size=area, color=late)
    count = base.mark_text(dy=-height / 4 + 14, fontSize=size.font + 2, fontWeight=600, color="currentColor").encode(
        text="text:N"
    )
    return alt.layer(frame, square, count, data=_data(cells)).properties(width=size.width * 0.7, height=height)


def _most(chart: Quadrants) -> int:
    return max(1, *(count for counts in chart.counts for count in counts))


def _config(size: Size) -> dict[str, Any]:
    text = {"labelColor": "currentColor", "labelFontSize": size.font, "labelFont": FONT}
    return {
        "font": FONT,
        "aria": False,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": "currentColor", "gridOpacity": 0.15, "domainColor": "currentColor"},
        "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
        "axisX": {"ticks": False, "labelPadding": 8, "grid": False},
        # The offset leaves room for the number above the highest column.
        "legend": {**text, "orient": "top", "columns": size.legend_columns, "symbolType": "square", "offset": 28},
    }
