"""Our own pictures for Leichte Sprache: `site_templates/handbook/bilder/*.svg`, each with its title."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from casebook.product import PRODUCT

FOLDER = "site_templates/handbook/bilder"


def pictures() -> Mapping[str, Markup]:
    """Every picture by name, to stand inside a page."""
    return {
        path.stem: Markup(f'<span class="picture">{_one_line(path.read_text(encoding="utf-8"))}</span>')
        for path in sorted((PRODUCT / FOLDER).glob("*.svg"))
    }


def _one_line(svg: str) -> str:
    # An empty line would end the block of HTML in Markdown.
    return " ".join(svg.split())
