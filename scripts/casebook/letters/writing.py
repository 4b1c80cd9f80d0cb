"""A checked template + facts -> the letter's bytes, the same for the same case and day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from lxml import etree

from casebook.letters.fields import Facts
from casebook.letters.kinds import Variant
from casebook.letters.package import DECLARATION, packed
from casebook.letters.templates import DOCUMENT, LetterTemplate, W, compiled, parsed

LARGE_HALF_POINTS = 36
"""The text of a letter in large print: 18 pt."""
_SMALLEST_HALF_POINTS = 28

_STYLES = "word/styles.xml"


def write_letter(template: LetterTemplate, facts: Facts, form: Variant, day: date) -> bytes:
    """The letter as a Word file, in large print, or as text for an e-mail."""
    from docxtpl import DocxTemplate

    values = {name: "" if value is None else value for name, value in facts.items()}
    resolve = DocxTemplate(None).resolve_listing
    parts = {name: parsed(resolve(part.render(values))) for name, part in compiled(template).items()}
    styles = parsed(template.kept[_STYLES])
    _unframe(parts[DOCUMENT])
    if form is Variant.TEXT:
        return _as_text(parts[DOCUMENT], styles).encode()
    if form is Variant.LARGE:
        _enlarge([styles, *parts.values()], _body_size(styles))
    title = f"{template.kind.name} {facts['aktenzeichen']}"
    written = {name: _bytes(root) for name, root in (parts | {_STYLES: styles}).items()}
    moment = datetime.combine(day, time())
    return packed({**template.kept, **written}, title, str(facts["stelle"]), moment)


def _unframe(document: etree._Element) -> None:
    """Take away the frames of the required parts: the clerk may change every word of the letter."""
    for control in list(document.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        if tag is not None and tag.get(f"{W}val", "").startswith("pflicht-"):
            for child in control.find(f"{W}sdtContent"):
                control.addprevious(child)
            control.getparent().remove(control)


# --- large print


def _body_size(styles: etree._Element) -> int:
    """Half points of the text: of the default paragraph style, else of the document."""
    default = styles.find(f"{W}style[@{W}type='paragraph'][@{W}default='1']/{W}rPr/{W}sz")
    size = default if default is not None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    return int(size.get(f"{W}val")) if size is not None else 22


def _enlarge(roots: list[etree._Element], body: int) -> None:
    """Raise the text to 18 pt and the rest in proportion; page numbers and the like stay at 14 pt or more."""
    for root in roots:
        for size in root.iter(f"{W}sz", f"{W}szCs"):
            enlarged = round(int(size.get(f"{W}val")) * LARGE_HALF_POINTS / body)
            size.set(f"{W}val", str(max(_SMALLEST_HALF_POINTS, enlarged)))


# --- text for an e-mail


def _as_text(document: etree._Element, styles: etree._Element) -> str:
    """The letter without sender and address fields; the heading becomes the subject."""
    names = {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val").lower() for s in styles.iter(f"{W}style")}
    blocks: list[str] = []
    before = ""
    for paragraph in document.find(f"{W}body").iterchildren(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names.get(style.get(f"{W}val"), "") if style is not None else ""
        text = "".join(_text_of(paragraph)).strip()
        if not text:
            continue
        line = {"heading 1": "Betreff: ", "list bullet": "- "}.get(name, "") + text
        gap = "\n" if name == before == "list bullet" else "\n\n"
        blocks += [gap if blocks else "", line]
        before = name
    return "".join(blocks) + "\n"


def _text_of(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield {f"{W}br": "\n", f"{W}tab": "\t"}.get(node.tag) or node.text or ""


def _bytes(root: etree._Element) -> bytes:
    written: bytes = etree.tostring(root)
    return DECLARATION + written
