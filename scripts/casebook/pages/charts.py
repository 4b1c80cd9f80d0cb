"""Charts as inline SVG: drawn by Altair and vl-convert, coloured and worded for our pages.

Colours are CSS variables of the page (`--chart-1` ...) and `currentColor`, so one picture serves light,
dark and print. Vega's own English ARIA is replaced by one German title and description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree import ElementTree

from casebook.pages.assets import FONTS
from casebook.pages.labels import KINDS, MONTHS, number

SVG = "http://www.w3.org/2000/svg"
FONT = "Fira Sans"
_ENGLISH = re.compile(r"aria-.*|role")


@dataclass(frozen=True, slots=True)
class MonthlyReceipts:
    """What came in each month of a year, in all and by kind; None for months after the stand."""

    year: int
    totals: Sequence[int | None]
    kinds: Mapping[str, Sequence[int | None]]
    finished: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of the drawing area and size of its type, in pixels."""

    id: str
    width: int
    height: int
    font: int
    legend_columns: int


WIDE = Size("breit", 600, 330, 14, 5)
NARROW = Size("schmal", 268, 220, 12, 3)
"""One for desks, one for phones: a wide picture made small has letters nobody can read."""


def receipts_message(receipts: MonthlyReceipts) -> str:
    """What the chart shows, in one sentence."""
    known = [(count, month) for count, month in zip(receipts.totals, MONTHS, strict=True) if count is not None]
    most = max((count for count, _ in known), default=0)
    months = [month for count, month in known if count == most]
    so_far = "" if all(receipts.finished) else "bisher "
    if most == 0:
        return f"Es ging {so_far}kein Fall ein."
    if len(months) > 3:
        return f"Die meisten Eingänge gab es {so_far}in {len(months)} Monaten: je {number(most)}."
    *others, last = months
    named, each = (f"{', '.join(others)} und {last}", "je ") if others else (last, "")
    return f"Die meisten Eingänge gab es {so_far}im {named}: {each}{number(most)}."


def receipts_chart(receipts: MonthlyReceipts, size: Size) -> str:
    """Stacked bars, one per month, with their totals; months that still run are paler."""
    import vl_convert

    register_fonts()
    svg = vl_convert.vegalite_to_svg(_specification(receipts, size), format_locale="de-DE", time_format_locale="de-DE")
    name = f"eingaenge-{receipts.year}-{size.id}"
    title = f"Eingänge {receipts.year} nach Monat und Art"
    return german_svg(svg, name, title, f"{receipts_message(receipts)} Alle Zahlen stehen in der Tabelle darunter.")


def german_svg(svg: str, name: str, title: str, description: str) -> str:
    """The picture with one accessible name; `name` makes its ids unique on the page."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        for attribute in [key for key in element.attrib if _ENGLISH.fullmatch(key)]:
            del element.attrib[attribute]
    root.attrib |= {"class": "chart__picture", "role": "img", "aria-labelledby": f"{name}-t {name}-d"}
    for index, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag[0]}"})
        element.text = text
        root.insert(index, element)
    return ElementTree.tostring(root, encoding="unicode")


@cache
def register_fonts() -> None:
    """vl-convert measures text by its own fonts and silently takes another where one is missing."""
    import vl_convert

    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))


def _specification(receipts: MonthlyReceipts, size: Size) -> dict[str, Any]:
    import altair as alt

    months = [month[:3] for month in MONTHS]
    x = alt.X("monat:N", title=None, scale=alt.Scale(domain=months), axis=alt.Axis(labelAngle=0))
    base = alt.Chart().encode(x=x)
    layers = [
        base.mark_bar(stroke="var(--chart-ground)", strokeWidth=1.5)
        .encode(
            y=alt.Y("anzahl:Q", title=None, axis=alt.Axis(format=",d", tickMinStep=1, tickCount=5)),
            color=alt.Color("art:N", title=None, scale=_colours(receipts)),
            order="folge:Q",
            opacity=alt.condition("datum.fertig", alt.value(1), alt.value(0.5)),
        )
        .properties(data=alt.InlineData(values=_bars(receipts)))
    ]
    if _numbers_fit(receipts, size):
        layers.append(
            base.mark_text(baseline="bottom", dy=-4, fontSize=size.font, color="currentColor")
            .encode(y="summe:Q", text=alt.Text("summe:Q", format=",d"))
            .properties(data=alt.InlineData(values=_sums(receipts)))
        )
    chart = alt.layer(*layers).properties(width=size.width, height=size.height)
    return {**chart.to_dict(), "background": None, "config": _config(size)}


def _numbers_fit(receipts: MonthlyReceipts, size: Size) -> bool:
    """Whether the numbers above neighbouring bars stay apart; a digit is about 0.6 of the type size wide."""
    longest = max(len(number(total)) for total in receipts.totals if total is not None)
    return longest * size.font * 0.6 < size.width / len(MONTHS)


def _colours(receipts: MonthlyReceipts) -> Any:
    """A kind has the same colour in every year."""
    import altair as alt

    places = list(KINDS)
    return alt.Scale(
        domain=[KINDS[kind] for kind in receipts.kinds],
        range=[f"var(--chart-{places.index(kind) + 1})" for kind in receipts.kinds],
    )


def _bars(receipts: MonthlyReceipts) -> list[dict[str, Any]]:
    return [
        {"monat": MONTHS[month][:3], "art": KINDS[kind], "folge": place, "anzahl": count, "fertig": finished}
        for place, (kind, counts) in enumerate(receipts.kinds.items())
        for month, (count, finished) in enumerate(zip(counts, receipts.finished, strict=True))
        if count is not None
    ]


def _sums(receipts: MonthlyReceipts) -> list[dict[str, Any]]:
    return [
        {"monat": MONTHS[month][:3], "summe": total} for month, total in enumerate(receipts.totals) if total is not None
    ]


def _config(size: Size) -> dict[str, Any]:
    text = {"labelColor": "currentColor", "labelFontSize": size.font, "labelFont": FONT}
    return {
        "font": FONT,
        "aria": False,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": "currentColor", "gridOpacity": 0.15, "domainColor": "currentColor"},
        "axisY": {"domain": False, "ticks": False, "labelPadding": 8},
        "axisX": {"ticks": False, "labelPadding": 8},
        # The offset leaves room for the number above the highest bar.
        "legend": {**text, "orient": "top", "columns": size.legend_columns, "symbolType": "square", "offset": 28},
    }
