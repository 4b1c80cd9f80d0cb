"""How every figure is counted: the catalogue as a page."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.measures.catalogue import BASES, CATALOGUE
from casebook.measures.dimensions import TOGETHER
from casebook.pages.labels import UNIT_NAMES
from casebook.pages.site import Page, Site

DEFINITIONS = "definitionen.html"


def definition_pages(site: Site) -> Iterator[Page]:
    """The one page of all definitions."""
    units = {unit: many for unit, (_, many) in UNIT_NAMES.items()}
    values = {"measures": CATALOGUE, "bases": BASES, "units": units, "together": TOGETHER}
    yield Page(DEFINITIONS, "definitions.html.j2", lambda: values)
