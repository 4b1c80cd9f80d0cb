"""A report -> PDF/UA-1, by typst and one template."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from casebook.pages.labels import long_day
from casebook.pages.typesetting import typeset
from casebook.product import PRODUCT
from casebook.reports.blocks import Block, Figure, Report
from casebook.reports.pictures import on_paper

TEMPLATE = PRODUCT / "site_templates" / "reports" / "report.typ"


def as_pdf(report: Report) -> bytes:
    """The report as PDF; the same report gives the same bytes.

    Raises:
        MissingAssets: set-up has not fetched the fonts, without which typst prints nothing.
    """
    return typeset(TEMPLATE, "report", as_data(report), report.moment)


def as_data(report: Report) -> dict[str, Any]:
    """What the template reads: names of the classes, plain texts, and pictures with real colours."""
    plain = {name: getattr(report, name) for name in ("title", "subtitle", "office", "author", "mark", "notice")}
    blocks = [_block(block) for block in report.blocks]
    return plain | {
        "origin": report.origin,
        "stand": long_day(report.stand),
        "compact": report.compact,
        "blocks": blocks,
    }


def _block(block: Block) -> dict[str, Any]:
    picture = {"svg": on_paper(block.svg)} if isinstance(block, Figure) else {}
    return {"kind": type(block).__name__.lower()} | asdict(block) | picture
