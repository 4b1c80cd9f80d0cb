"""Letters asked for in tests: from example cases, from edited templates, and read back as text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from build_register import FIRST_CASE, ROOT, TODAY, example, make_register
from docx import Document

from casebook.check import Checked
from casebook.letters.kinds import KINDS, Variant
from casebook.letters.offers import Made, one_letter
from casebook.letters.permission import Wish, usual_addressee
from casebook.letters.templates import DOCUMENT, FOLDER, read_templates
from casebook.problem import Problem
from casebook.register import Settings, read_case, read_settings

SHIPPED = ROOT / FOLDER
IFD = ROOT / "tests" / "registers" / "ifd"


@dataclass(frozen=True)
class Asked:
    """A letter somebody asks for; `templates` are an office's own."""

    case: str
    kind: str
    day: date = TODAY
    to: Literal["person", "dritte"] | None = None
    variant: Variant | None = None
    templates: tuple[tuple[str, bytes], ...] = ()


def ask(folder: Path, asked: Asked) -> Made | list[Problem]:
    own = {f"{FOLDER}/{name}": content for name, content in asked.templates}
    return ask_in(make_register(folder, {FIRST_CASE: asked.case, **own}), FIRST_CASE, asked)


def ask_in(root: Path, file: str, asked: Asked) -> Made | list[Problem]:
    settings, read = read_settings(root), read_case(root, file)
    assert isinstance(settings, Settings) and isinstance(read, tuple), read
    document, case = read
    wish = Wish(KINDS[asked.kind], case, settings.office, asked.day, asked.to or usual_addressee(case))
    return one_letter(root, wish, document, asked.variant)


def made(folder: Path, asked: Asked) -> bytes:
    letter = ask(folder, asked)
    assert isinstance(letter, Made), letter
    return letter.content


def problems(folder: Path, asked: Asked) -> list[Problem]:
    found = ask(folder, asked)
    assert isinstance(found, list), found
    return found


def text_of_word_file(content: bytes) -> str:
    """Every paragraph with its style, tables and footer included, in the order of the file."""
    document = Document(io.BytesIO(content))
    names = {style.style_id: style.name for style in document.styles}
    footer = document.sections[0].footer._element
    lines = []
    for paragraph in [*document.element.body.iter(f"{W}p"), *footer.iter(f"{W}p")]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names[style.get(f"{W}val")] if style is not None else "Normal"
        if paragraph.find(f".//{W}t") is None:
            continue
        lines.append(f"[{name}] " + "".join(text.text or "" for text in paragraph.iter(f"{W}t")))
    return "\n".join(lines) + "\n"


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


# --- templates


def edited(name: str, *changes: tuple[str, str]) -> bytes:
    """A shipped template with patterns of its main part replaced; each must be there."""
    return _rewritten(name, DOCUMENT, lambda content: _replaced(content.decode(), changes).encode())


def in_latin_1(name: str, part: str) -> bytes:
    """A shipped template with an umlaut that is no UTF-8 in one of its parts."""
    return _rewritten(name, part, lambda content: content.replace(b"<w:p>", b"<!-- \xe4 --><w:p>", 1))


def _rewritten(name: str, part: str, change: Callable[[bytes], bytes]) -> bytes:
    source = zipfile.ZipFile(SHIPPED / name)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for each in source.namelist():
            content = source.read(each)
            package.writestr(each, change(content) if each == part else content)
    return target.getvalue()


def _replaced(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    for pattern, new in changes:
        text, count = re.subn(pattern, lambda _, new=new: new, text, count=1, flags=re.DOTALL)
        assert count, pattern
    return text


def frame(tag: str) -> str:
    """The pattern of a required part with its frame."""
    return rf'<w:sdt><w:sdtPr><w:alias w:val="[^"]*"/><w:tag w:val="pflicht-{tag}"/>.*?</w:sdtContent></w:sdt>'


ACKNOWLEDGEMENT = "eingangsbestaetigung.docx"
NOTICE = "meldung-auftraggeber.docx"


def with_template(kind: str, content: bytes) -> Asked:
    return Asked(example(), kind, date(2018, 3, 5), templates=((f"{kind}.docx", content),))


# --- a bad example for every message of the family


_REFUSED: dict[str, Callable[[], Asked]] = {
    "schreiben-angabe-fehlt": lambda: Asked(
        example("beschwerde-neu", ("rueckmeldung_bis: 2018-03-19\n", "")), "eingangsbestaetigung"
    ),
    "schreiben-fall-beendet": lambda: Asked(example("beschwerde-kritisch"), "zwischenbescheid"),
    "schreiben-zusage-vorbei": lambda: Asked(example(), "eingangsbestaetigung"),
    "schreiben-vollmacht-fehlt": lambda: Asked(
        example("beschwerde-dritte-mit-vollmacht", ("stand: liegt_vor", "stand: angefordert")), "rueckmeldung"
    ),
    "schreiben-presse": lambda: Asked(example("beschwerde-presse"), "rueckmeldung"),
    "schreiben-ohne-antwort": lambda: Asked(example("beschwerde-anonym"), "rueckmeldung"),
    "schreiben-freigabe-fehlt": lambda: Asked(
        example("beschwerde-kritisch", ("  - {datum: 2018-02-14, ereignis: freigabe, durch: ombud-leitung}\n", "")),
        "stellungnahme",
    ),
    "schreiben-schale": lambda: Asked(example("schale-hinweisgeber"), "abgabe"),
    "schreiben-kein-auftraggeber": lambda: Asked(example(), "meldung-auftraggeber"),
    "schreiben-vorlage-unlesbar": lambda: with_template("eingangsbestaetigung", b"Kein Word-Dokument"),
    "schreiben-vorlage-feld": lambda: with_template(
        "eingangsbestaetigung", edited(ACKNOWLEDGEMENT, (r"\{\{ eingang_am \}\}", "{{ eingan_am }}"))
    ),
    "schreiben-vorlage-feld-gesperrt": lambda: with_template(
        "meldung-auftraggeber", edited(NOTICE, (r"\{\{ auftraggeber \}\}", "{{ auftraggeber }}{{ punkte }}"))
    ),
    "schreiben-vorlage-teil": lambda: with_template(
        "eingangsbestaetigung", edited(ACKNOWLEDGEMENT, (frame("widerspruch"), ""))
    ),
}


def _checked(asked: Callable[[], Asked]) -> Callable[[Path], Checked]:
    return lambda folder: Checked(tuple(problems(folder, asked())), 1)


def template_with_a_name_of_its_own(folder: Path) -> Checked:
    make_register(folder, {f"{FOLDER}/eingangsbestätigung.docx": (SHIPPED / ACKNOWLEDGEMENT).read_bytes()})
    found = read_templates(folder)
    assert isinstance(found, list)
    return Checked(tuple(found), 1)


LETTER_EXAMPLES: dict[str, Callable[[Path], Checked]] = {
    **{message: _checked(asked) for message, asked in _REFUSED.items()},
    "schreiben-vorlage-name": template_with_a_name_of_its_own,
}
