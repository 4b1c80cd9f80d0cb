"""Reports for tests: of the sample register or of single cases, and read back as text, tags and parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from build_cases import STAND, provenance
from build_cases import office as built_office
from build_register import ROOT
from pypdf import PdfReader

from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.periods import Period, parse_period
from casebook.provenance import Provenance
from casebook.register import Settings, read_cases, read_outside, read_settings
from casebook.reports.blocks import Definition, Heading, KeyFigures, Note, Paragraph, Report, Table
from casebook.reports.content import report_of
from casebook.reports.material import Material, material_of
from casebook.reports.plan import KINDS


def period_of(label: str) -> Period:
    period = parse_period(label)
    assert isinstance(period, Period)
    return period


@cache
def sample() -> tuple[tuple[Case, ...], Office, Outside]:
    """The invented register of this repository."""
    settings = read_settings(ROOT)
    assert isinstance(settings, Settings)
    outside = read_outside(ROOT, settings.office)
    assert isinstance(outside, Outside)
    return tuple(case for case in read_cases(ROOT) if isinstance(case, Case)), settings.office, outside


@cache
def sample_report(kind: str = "jahresbericht", label: str = "2017") -> Report:
    cases, office, outside = sample()
    return report_of(material_of(cases, office, outside, provenance(), period_of(label)), KINDS[kind])


def report(
    cases: Iterable[Case],
    kind: str = "jahresbericht",
    label: str = "2017",
    *,
    office: Office | None = None,
    outside: Outside = NOTHING_COLLECTED,
    told: Provenance | None = None,
    with_texts: bool = False,
) -> Report:
    return report_of(
        material(cases, label, office=office, outside=outside, told=told, with_texts=with_texts), KINDS[kind]
    )


def material(
    cases: Iterable[Case],
    label: str = "2017",
    *,
    office: Office | None = None,
    outside: Outside = NOTHING_COLLECTED,
    told: Provenance | None = None,
    with_texts: bool = False,
) -> Material:
    return material_of(
        cases, office or built_office(), outside, told or provenance(), period_of(label), with_texts=with_texts
    )


def at(stand: date = STAND, **more: Any) -> Provenance:
    return replace(provenance(stand), **more)


# --- what a report says


def headings(made: Report) -> list[str]:
    return [block.text for block in made.blocks if isinstance(block, Heading)]


def tables(made: Report) -> dict[str, Table]:
    """Tables by caption."""
    return {block.caption: block for block in made.blocks if isinstance(block, Table)}


def table(made: Report, beginning: str) -> Table:
    found = [one for caption, one in tables(made).items() if caption.startswith(beginning)]
    assert len(found) == 1, (beginning, list(tables(made)))
    return found[0]


def texts(made: Report) -> str:
    """Running text and notes."""
    return "\n".join(block.text for block in made.blocks if isinstance(block, Paragraph | Note))


def every_text(made: Report) -> Iterator[str]:
    """Every word that is printed."""
    yield from (made.title, made.subtitle, made.mark, made.notice, made.origin)
    for block in made.blocks:
        if isinstance(block, Table):
            yield from (block.caption, block.note, *(column.name for column in block.columns))
            yield from (cell for row in block.rows for cell in row)
        elif isinstance(block, KeyFigures):
            yield from (text for one in block.figures for text in (one.name, one.value, one.basis, one.before))
        elif isinstance(block, Definition):
            yield from (block.term, block.text, *(text for part in block.parts for text in part))
        elif isinstance(block, Heading | Paragraph | Note):
            yield block.text


# --- files read back


def pages(pdf: bytes) -> list[str]:
    """The words of every page; soft hyphens and line ends taken out."""
    found = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [
        " ".join(text.replace("\N{SOFT HYPHEN}\n", "").replace("\N{NO-BREAK SPACE}", " ").split()) for text in found
    ]


def tags(pdf: bytes) -> list[dict[str, Any]]:
    """Every element of the tag tree in reading order."""
    return list(_tags(PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]))


def _tags(node: Any) -> Iterator[dict[str, Any]]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node["/K"])


def parts(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist()}
