"""Reports ready to hand in, beside the pages of the statistics site: one of every year that is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from casebook.pages.keeping import basis_of
from casebook.pages.labels import period_name
from casebook.pages.site import File, Page, Site
from casebook.periods import Period
from casebook.reports.as_docx import as_docx
from casebook.reports.as_html import as_html
from casebook.reports.as_pdf import as_pdf
from casebook.reports.blocks import Report
from casebook.reports.content import report_of
from casebook.reports.material import Material
from casebook.reports.plan import KINDS

REPORTS = "berichte.html"
FOLDER = "berichte"
NEWEST = 3
"""Years with a report at hand; older ones are a matter of `casebook report`."""

_TOGETHER = 0
"""All are made by one process: the figures of one year are worked out with those of every other."""

_KIND = KINDS["jahresbericht"]
_FORMS = {
    "pdf": "PDF, zum Lesen und Drucken",
    "html": "Webseite, steht allein",
    "docx": "Word, zum Weiterschreiben",
}


@dataclass(frozen=True, slots=True)
class ReadyReport:
    """A report of a year in its forms: what it is called and where it lies."""

    name: str
    files: tuple[tuple[str, str], ...]


def ready_reports(site: Site) -> Iterator[Page | File]:
    """A page that lists the reports of finished years, and the reports, each made when it is written."""
    finished = [year for year in site.years if year.is_finished(site.stand)][:NEWEST]
    yield Page(REPORTS, "reports.html.j2", lambda: {"reports": [_listed(year) for year in finished]})
    basis = _basis(site)
    for year in finished:
        report = cache(partial(_report, site, year))
        for form, written in _written(site).items():
            yield File(_file(year, form), partial(_content, written, report), basis, _TOGETHER, slow=True)


def _written(site: Site) -> dict[str, Callable[[Report], bytes]]:
    return {"pdf": as_pdf, "html": as_html, "docx": partial(as_docx, shelf=site.drawer.shelf)}


def _basis(site: Site) -> str:
    """Reports rest on all figures, on what was decided, and on what they print of their origin."""
    measures = [case.massnahmen for case in site.acting.values()]
    return basis_of(repr(site.provenance), site.basis(), repr(measures))


def _listed(year: Period) -> ReadyReport:
    files = tuple((_file(year, form), name) for form, name in _FORMS.items())
    return ReadyReport(f"{_KIND.name} {period_name(year)}", files)


def _file(year: Period, form: str) -> str:
    return f"{FOLDER}/{_KIND.id}-{year.label}.{form}"


def _report(site: Site, year: Period) -> Report:
    return report_of(Material(site, year), _KIND)


def _content(written: Callable[[Report], bytes], report: Callable[[], Report]) -> bytes:
    return written(report())
