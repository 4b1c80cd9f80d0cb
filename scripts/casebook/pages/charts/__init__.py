"""Charts: declared as values, drawn as SVG that takes its colours from the page.

figures of the pages --> Columns, Line, Bars, Quadrants --specification--> Vega-Lite --drawing--> SVG
"""

from casebook.pages.charts.declared import DESK, PHONE, Bars, Chart, Columns, Line, Quadrants, Size, Stack
from casebook.pages.charts.drawing import PICTURES, Drawer, drawn, german_svg, register_fonts

__all__ = [
    "DESK", "PHONE", "PICTURES", "Bars", "Chart", "Columns", "Drawer", "Line", "Quadrants", "Size", "Stack", "drawn",
    "german_svg", "register_fonts",
]  # fmt: skip
