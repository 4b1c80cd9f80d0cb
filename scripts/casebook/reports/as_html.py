"""A report -> one HTML file that stands alone: style, fonts and pictures within, no request to anybody."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from markupsafe import Markup

from casebook.pages.fonts import embedded_faces
from casebook.pages.labels import long_day
from casebook.pages.templates import html_environment
from casebook.product import PRODUCT
from casebook.reports.blocks import Report
from casebook.reports.pictures import style_rules

TEMPLATES = PRODUCT / "site_templates" / "reports"


def as_html(report: Report) -> bytes:
    """The report as HTML, for screens of any width, light and dark, and for the browser's printer."""
    style = _style()
    template = html_environment(TEMPLATES).get_template("report.html.j2")
    text = template.render(
        report=report,
        stand=long_day(report.stand),
        blocks=[(type(block).__name__.lower(), block) for block in report.blocks],
        style=Markup(style),
        style_hash=f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}",
    )
    return text.encode()


@cache
def _style() -> str:
    """Cutting the fonts takes most of the time, so it is done once."""
    return f"{embedded_faces()}{style_rules()}\n{(TEMPLATES / 'report.css').read_text(encoding='utf-8')}"
