"""A report -> a Word file with real headings, tables and pictures, for an office to paste into its own paper.

How it looks stands in the styles of the template, so that an office's own styles take over.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from typing import Any

from casebook.letters.package import packed
from casebook.pages.labels import long_day
from casebook.product import PRODUCT
from casebook.reports.blocks import (
    Block,
    Column,
    Definition,
    Figure,
    Heading,
    KeyFigures,
    Note,
    Paragraph,
    Report,
    Table,
)
from casebook.reports.pictures import as_png
from casebook.shelf import NO_SHELF, Shelf

TEMPLATE = PRODUCT / "site_templates" / "reports" / "report.docx"
_TEXT_CENTIMETRES = 16.6
_CENTIMETRES_A_LETTER, _PADDING = 0.19, 0.5
_SHORT, _WIDEST = 3.0, 6.5
_PICTURE_CENTIMETRES = 15
_KEPT_TOGETHER = 14
"""Rows of a table that fits on a page with what stands around it, and so is not broken."""


def as_docx(report: Report, shelf: Shelf = NO_SHELF) -> bytes:
    """The report as Word file; the same report gives the same bytes. Pictures may come from the shelf."""
    from docx import Document

    document = Document(str(TEMPLATE))
    _add_opening(document, report)
    for block in report.blocks:
        _add(document, block, shelf)
    _fill_footer(document, report)
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return packed(parts, report.title, report.author, report.moment)


def _add_opening(document: Any, report: Report) -> None:
    document.add_paragraph(" · ".join(dict.fromkeys((report.office, report.subtitle))), "Subtitle")
    document.add_paragraph(report.title, "Title")
    document.add_paragraph(f"Stand {long_day(report.stand)}", "Subtitle")
    if report.notice:
        document.add_paragraph(report.notice, "Intense Quote")
    document.add_paragraph().add_run(report.mark).bold = True


def _add(document: Any, block: Block, shelf: Shelf) -> None:
    match block:
        case Heading():
            heading = document.add_heading(block.text, block.level)
            heading.paragraph_format.page_break_before = block.new_page
        case Paragraph():
            document.add_paragraph(block.text)
        case Note():
            document.add_paragraph(block.text, "Intense Quote")
        case KeyFigures():
            _add_table(document, _as_table(block))
        case Table():
            _add_table(document, block)
        case Figure():
            _add_figure(document, block, shelf)
        case Definition():
            _add_definition(document, block)


def _as_table(block: KeyFigures) -> Table:
    """Tiles as rows; a column that would stay empty is left out."""
    rows = [(one.name, one.value, one.basis, one.before) for one in block.figures]
    heads = ("Kennzahl", "Wert", "Grundlage", "Zum Vergleich")
    filled = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    columns = tuple(Column(heads[place], figures=place in (1, 3)) for place in filled)
    return Table(block.caption, columns, tuple(tuple(row[place] for place in filled) for row in rows))


def _add_table(document: Any, block: Table) -> None:
    from docx.shared import Cm

    document.add_paragraph(block.caption, "Caption")
    table = document.add_table(rows=0, cols=len(block.columns), style="Berichtstabelle")
    table.autofit = False
    widths = _widths(block)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    lines = (tuple(column.name for column in block.columns), *block.rows)
    pattern = _empty_row(table, block.columns, widths, keep_with_next=len(block.rows) <= _KEPT_TOGETHER)
    for cells in lines:
        _add_row(table, pattern, cells)
    _part_from_next(table.rows[-1])
    _mark_head(table, block.caption)
    if block.note:
        document.add_paragraph(block.note)


def _empty_row(table: Any, columns: tuple[Column, ...], widths: list[float], *, keep_with_next: bool) -> Any:
    """A row without words, not yet part of the table, to be copied for every line: building one takes long."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, column, width in zip(row.cells, columns, widths, strict=True):
        cell.width = Cm(width)
        if column.figures:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if keep_with_next:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    table._tbl.remove(row._tr)
    return row._tr


def _add_row(table: Any, pattern: Any, cells: tuple[str, ...]) -> None:
    line = deepcopy(pattern)
    for cell, text in zip(line.tc_lst, cells, strict=True):
        cell.p_lst[0].add_r().text = text
    table._tbl.append(line)


def _part_from_next(row: Any) -> None:
    """What follows a table may stand on the next page."""
    from docx.oxml.ns import qn

    for mark in [*row._tr.iter(qn("w:keepNext"))]:
        properties = mark.getparent()
        properties.remove(mark)
        if not len(properties):
            properties.getparent().remove(properties)


def _widths(block: Table) -> list[float]:
    """In centimetres: figures and short words get what they need, longer words share the rest."""
    natural = [_natural_width(block, place) for place in range(len(block.columns))]
    fixed = [column.figures or width <= _SHORT for column, width in zip(block.columns, natural, strict=True)]
    if all(fixed):
        fixed[0] = False
    left = _TEXT_CENTIMETRES - sum(width for width, keep in zip(natural, fixed, strict=True) if keep)
    return [width if keep else left / fixed.count(False) for width, keep in zip(natural, fixed, strict=True)]


def _natural_width(block: Table, place: int) -> float:
    """Of the longest cell, and of the longest word of the head."""
    cells = (row[place] for row in block.rows)
    head = block.columns[place].name
    letters = max(len(head) // 2 + 1, *map(len, (*cells, *head.split())))
    return min(letters * _CENTIMETRES_A_LETTER + _PADDING, _WIDEST)


def _mark_head(table: Any, caption: str) -> None:
    """The first row is the head, here and on every further page; readers aloud know the table by its caption."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    table._tbl.tblPr.append(name)


def _add_figure(document: Any, block: Figure, shelf: Shelf) -> None:
    from docx.shared import Cm

    document.add_paragraph(block.caption).paragraph_format.keep_with_next = True
    picture = document.add_picture(io.BytesIO(as_png(block.svg, shelf)), width=Cm(_PICTURE_CENTIMETRES))
    picture._inline.docPr.set("descr", block.alt)


def _add_definition(document: Any, block: Definition) -> None:
    from docx.shared import Pt

    term = document.add_paragraph()
    term.add_run(block.term).bold = True
    term.paragraph_format.space_before = Pt(10)
    term.paragraph_format.keep_with_next = True
    document.add_paragraph(block.text)
    for name, text in block.parts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(text)


def _fill_footer(document: Any, report: Report) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    footer = document.sections[0].footer
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.add_run(report.mark)
    origin = footer.add_paragraph(f"{report.origin} · Seite ", "Footer")
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    origin._p.append(parse_xml(field))
