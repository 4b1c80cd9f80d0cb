"""Declared charts -> inline SVG, drawn by vl-convert, worded for our pages and kept from build to build.

Vega's own English ARIA is replaced by one German title and description.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

from casebook.pages.assets import FONTS
from casebook.pages.charts.declared import Chart, Size
from casebook.shelf import NO_SHELF, Shelf

SVG = "http://www.w3.org/2000/svg"
PICTURES = "bild-"
"""How the names of pictures on the shelf begin."""

_RULES = ("specification.py", "declared.py")
_ENGLISH = re.compile(r"aria-.*|role")


@dataclass(slots=True)
class Drawer:
    """Draws charts and keeps them on a shelf.

    `drawn` and `kept` count pictures, `seconds` is the time it took to draw them.
    """

    shelf: Shelf = NO_SHELF
    drawn: int = 0
    kept: int = 0
    seconds: float = 0.0

    def picture(self, chart: Chart, size: Size) -> str:
        """The chart as Vega draws it."""
        key = f"{PICTURES}{_fingerprint(chart, size)}"
        known = self.shelf.get(key)
        if known is not None:
            self.kept += 1
            return known.decode()
        svg = self._draw(chart, size)
        self.shelf.put(key, svg.encode())
        return svg

    def counts(self) -> tuple[int, int, float]:
        """Pictures drawn, pictures kept, seconds of drawing."""
        return self.drawn, self.kept, self.seconds

    def counting(self, counts: Iterable[tuple[int, int, float]]) -> Drawer:
        """A drawer that has done what several processes did."""
        drawn, kept, seconds = zip(*counts, strict=True)
        return Drawer(self.shelf, sum(drawn), sum(kept), sum(seconds))

    def _draw(self, chart: Chart, size: Size) -> str:
        start = time.perf_counter()
        svg = drawn(chart, size)
        self.seconds += time.perf_counter() - start
        self.drawn += 1
        return svg


def drawn(chart: Chart, size: Size) -> str:
    """The chart as SVG with German figures; its colours are those of the page it will stand in."""
    import vl_convert

    from casebook.pages.charts.specification import specification

    register_fonts()
    return vl_convert.vegalite_to_svg(specification(chart, size), format_locale="de-DE", time_format_locale="de-DE")


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


def _fingerprint(chart: Chart, size: Size) -> str:
    return hashlib.sha256(f"{chart!r} {size!r} {_rules()}".encode()).hexdigest()[:32]


@cache
def _rules() -> str:
    """Whatever else decides what a picture looks like: our drawing rules, the libraries and the fonts.

    Not the whole program, as for other results: most changes of it change no picture.
    """
    sources = [Path(__file__).with_name(name).read_bytes() for name in _RULES]
    fonts = [f"{font.name} {font.stat().st_size}" for font in sorted(FONTS.glob("*.ttf"))]
    versions = [version(library) for library in ("altair", "vl-convert-python")]
    return hashlib.sha256(b"".join(sources) + repr((fonts, versions)).encode()).hexdigest()
