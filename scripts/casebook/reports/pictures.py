"""Charts of the pages -> pictures for paper: real colours and fonts in place of the page's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from casebook.pages.charts import PICTURES, register_fonts
from casebook.shelf import Shelf, key_of

COLOURS: Mapping[str, str] = {
    "chart-1": "#3a5eb9",
    "chart-2": "#c67600",
    "chart-3": "#008767",
    "chart-4": "#a551cd",
    "chart-5": "#6e7597",
    "chart-ground": "#ffffff",
}
"""KERN's light colours behind the variables of `statistics.css`, for paper; a test compares them with KERN's file."""

DARK: Mapping[str, str] = {
    "chart-1": "#7694d5",
    "chart-2": "#f69a00",
    "chart-3": "#3cc39f",
    "chart-4": "#ce9ce8",
    "chart-5": "#9a9fbb",
    "chart-ground": "#000000",
}
"""The same for dark screens."""

TEXT = "#131525"
"""KERN's colour of text, for `currentColor`."""

_VARIABLE = re.compile(r"var\(\s*--([a-z0-9-]+)\s*(?:,\s*([^()]+?)\s*)?\)")
_PIXELS_PER_INCH = 192
_POINTS_TO_PIXELS = 2.0


def on_paper(svg: str, colours: Mapping[str, str] = COLOURS, text: str = TEXT) -> str:
    """The chart as a picture that stands alone: every variable and `currentColor` replaced by a real colour.

    Raises:
        KeyError: the chart uses a colour that paper does not know, which would print as black.
    """

    def colour(found: re.Match[str]) -> str:
        name, fallback = found.groups()
        return colours[name] if name in colours or not fallback else fallback

    return _VARIABLE.sub(colour, svg).replace("currentColor", text)


def style_rules() -> str:
    """The colours as variables of a page of its own."""
    return f":root{{{_rules(COLOURS)}}}@media (prefers-color-scheme:dark){{:root{{{_rules(DARK)}}}}}"


def _rules(colours: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in colours.items())


def as_png(svg: str, shelf: Shelf) -> bytes:
    """The chart as pixels, for programs that know no SVG."""
    import vl_convert

    key = f"{PICTURES}{key_of(svg)}"
    if known := shelf.get(key):
        return known
    register_fonts()
    png: bytes = vl_convert.svg_to_png(on_paper(svg), scale=_POINTS_TO_PIXELS, ppi=_PIXELS_PER_INCH)
    shelf.put(key, png)
    return png
