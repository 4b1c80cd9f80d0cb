"""The complaint form: its fields once, for the page and for Word."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casebook.texts.languages import Language
from casebook.texts.words import Feld, Formular

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

Kind = Literal["text", "lang", "radio", "checkbox"]

_ORDER: tuple[tuple[str, Kind, int], ...] = (
    ("was", "lang", 7),
    ("wann", "text", 1),
    ("wunsch", "lang", 3),
    ("bescheid", "radio", 1),
    ("antwort", "radio", 1),
    ("name", "text", 1),
    ("erreichbar", "text", 1),
    ("bedarf", "checkbox", 1),
)
_LINE = "_" * 70


@dataclass(frozen=True, slots=True)
class FormField:
    """One question of the form; `zeilen` is the room to write."""

    id: str
    art: Kind
    zeilen: int
    frage: str
    hinweis: str | None
    auswahl: tuple[str, ...]


def form_fields(words: Formular) -> tuple[FormField, ...]:
    """The questions in order, in the words of a language."""
    fields = []
    for name, kind, rows in _ORDER:
        field: Feld = getattr(words, name)
        fields.append(FormField(name, kind, rows, field.frage, field.hinweis, field.auswahl))
    return tuple(fields)


def form_as_word(title: str, intro: str, words: Formular, language: Language) -> bytes:
    """The form to fill in by hand or on a computer."""
    document = _document(language)
    _paragraph(document, title, language, style="Title")
    _paragraph(document, intro, language)
    for field in form_fields(words):
        _paragraph(document, field.frage, language, style="Heading 2")
        if field.hinweis:
            _paragraph(document, field.hinweis, language)
        choices = [f"☐ {choice}" for choice in field.auswahl]
        for line in choices or [_LINE] * field.zeilen:
            _paragraph(document, line, language)
    return _bytes(document)


def authority_as_word(language: Language) -> bytes:
    """The form by which somebody lets an advice centre speak for them. German: it is for this office."""
    document = _document(language)
    _paragraph(document, "Vollmacht für eine Beschwerde", language, style="Title")
    for label in ("Ich (Name, Anschrift)", "erlaube (Beratungsstelle oder Person)"):
        _paragraph(document, label, language, style="Heading 2")
        _paragraph(document, _LINE, language)
    for choice in (
        "☐ in meiner Beschwerde für mich Auskunft zu bekommen",
        "☐ mich in meiner Beschwerde zu vertreten und die Antwort zu bekommen",
    ):
        _paragraph(document, choice, language)
    _paragraph(document, "Sie gilt für die Beschwerde (Nummer oder worum es geht)", language, style="Heading 2")
    _paragraph(document, _LINE, language)
    _paragraph(document, "Ich kann diese Erlaubnis jederzeit zurücknehmen.", language)
    _paragraph(document, "Ort, Datum, Unterschrift", language, style="Heading 2")
    _paragraph(document, _LINE, language)
    return _bytes(document)


def _document(language: Language) -> WordDocument:
    from docx import Document
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(12)
    document.core_properties.language = language.locale
    return document


def _paragraph(document: WordDocument, text: str, language: Language, style: str | None = None) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(text)
    if language.rtl:
        _right_to_left(paragraph)
        run.font.rtl = True
    return paragraph


def _right_to_left(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement

    paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _bytes(document: WordDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
