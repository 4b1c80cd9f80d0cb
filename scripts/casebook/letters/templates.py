"""Word templates: checked for unknown fields and for what their kind must say, compiled for many letters.

A required part is a content control with the tag `pflicht-<part>`: Word shows its name and keeps it from being
deleted, the text inside is the office's own.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from casebook.letters.fields import FIELDS, Value
from casebook.letters.kinds import KINDS, Kind, Part
from casebook.problem import Problem
from casebook.product import shipped_or_own
from casebook.shape import did_you_mean
from casebook.shelf import NO_SHELF, Shelf, key_of

FOLDER = "site_templates/letters"
EASY_SUFFIX = ".leichte-sprache"
MAX_BYTES = 8_000_000

_LIBRARIES = ("docxtpl", "jinja2", "lxml")
"""What reads a template: another version may read it in another way."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
_FILLED = re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*)\.xml\Z")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Whatever Word holds inside, a template cannot reach files, the network or other templates.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class TemplateRefused(Exception):
    """What is wrong with a template, as German words for a message."""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A checked Word file: the parts to fill in, as Jinja reads them, and those that stay; `digest` stands for all."""

    kind: Kind
    sources: Mapping[str, str]
    kept: Mapping[str, bytes]
    used: frozenset[str]
    digest: str


Key = tuple[str, bool]
"""Kind of letter, and whether in Leichte Sprache."""

Templates = Mapping[Key, LetterTemplate]


def parsed(xml: str | bytes) -> etree._Element:
    """An XML part of a Word file.

    Raises:
        XMLSyntaxError: it is none.
    """
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, _PARSER)


def compiled(template: LetterTemplate) -> Mapping[str, Template]:
    """The parts to fill in."""
    return {part: _compiled(source) for part, source in template.sources.items()}


@cache
def _compiled(source: str) -> Template:
    return environment().from_string(source)


def read_templates(root: Path, shelf: Shelf = NO_SHELF) -> Templates | list[Problem]:
    """Every template, the root's own before the product's, or all that is wrong with them.

    What was found good before comes from the shelf.
    """
    templates: dict[Key, LetterTemplate] = {}
    problems: list[Problem] = []
    for name, path in _files(root).items():
        key = _keys().get(name)
        read = read_template(path, name, key, shelf) if key else [_misnamed(name)]
        if isinstance(read, LetterTemplate) and key:
            templates[key] = read
        elif isinstance(read, list):
            problems += read
    return sorted(problems) if problems else templates


def template_for(root: Path, key: Key) -> LetterTemplate | list[Problem]:
    """The one template a letter needs; what is wrong with others does not matter."""
    name = template_name(key)
    return read_template(_files(root)[name], name, key)


def template_name(key: Key) -> str:
    """`eingangsbestaetigung.leichte-sprache.docx`"""
    kind, easy = key
    return f"{kind}{EASY_SUFFIX if easy else ''}.docx"


def _files(root: Path) -> dict[str, Path]:
    # Word leaves `~$…` beside a file that is open.
    return {name: path for name, path in shipped_or_own(root, FOLDER, "*.docx").items() if not name.startswith("~$")}


@cache
def _keys() -> Mapping[str, Key]:
    keys = ((kind, easy) for kind in KINDS for easy in (False, True))
    return {template_name(key): key for key in keys}


def _misnamed(name: str) -> Problem:
    return Problem(f"{FOLDER}/{name}", 1, 1, "schreiben-vorlage-name", found=name, expected=did_you_mean(name, _keys()))


def read_template(path: Path, name: str, key: Key, shelf: Shelf = NO_SHELF) -> LetterTemplate | list[Problem]:
    """A template that is fit to be filled in, or what is wrong with it."""
    file, kind = f"{FOLDER}/{name}", KINDS[key[0]]
    try:
        parts = _parts(path)
        digest = _digest(parts)
        place = key_of("schreiben", *map(version, _LIBRARIES), kind.id, digest)
        known = shelf.get(place)
        read = _Sources(*json.loads(known)) if known else _checked(parts, kind, file)
    except TemplateRefused as error:
        return [Problem(file, 1, 1, "schreiben-vorlage-unlesbar", found=str(error))]
    if isinstance(read, list):
        return read
    if not known:
        shelf.put(place, json.dumps(read).encode())
    kept = {name: data for name, data in parts.items() if name not in read.by_part}
    return LetterTemplate(kind, read.by_part, kept, frozenset(read.used), digest)


class _Sources(NamedTuple):
    """The parts to fill in, as Jinja reads them, and the fields they use."""

    by_part: dict[str, str]
    used: list[str]


def _checked(parts: Mapping[str, bytes], kind: Kind, file: str) -> _Sources | list[Problem]:
    by_part = {part: _source(xml) for part, xml in parts.items() if _FILLED.match(part)}
    used = sorted(set[str]().union(*map(_names, by_part.values())))
    problems = [*_field_problems(used, kind, file), *_part_problems(parts[DOCUMENT], kind, file)]
    if not problems:
        _try(by_part.values())
    return problems or _Sources(by_part, used)


def _parts(path: Path) -> dict[str, bytes]:
    if path.is_symlink():
        raise TemplateRefused("sie ist eine Verknüpfung, keine Datei")
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_BYTES:
                raise TemplateRefused("sie ist größer als 8 MB")
            parts = {name: package.read(name) for name in package.namelist()}
        if DOCUMENT not in parts or "word/styles.xml" not in parts:
            raise TemplateRefused("sie ist kein Word-Dokument")
        for name in (DOCUMENT, "word/styles.xml"):
            parsed(parts[name])
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError):
        raise TemplateRefused("sie ist kein Word-Dokument oder beschädigt") from None
    return parts


def _source(xml: bytes) -> str:
    """The part as Jinja reads it: docxtpl joins what Word splits, and German quotation marks count as such."""
    from docxtpl import DocxTemplate  # only when a template is new: it takes as long as all that is done with it

    try:
        text = xml.decode()
    except UnicodeDecodeError:
        raise TemplateRefused("sie ist kein Word-Dokument oder beschädigt") from None
    patched: str = DocxTemplate(None).patch_xml(text)
    return _TAG.sub(lambda match: match[0].replace("„", '"').replace("“", '"').replace("‚", "'"), patched)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """No functions, no files, no other templates: only fields. What is inserted stays text."""
    env = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    env.globals.clear()
    return env


def _names(source: str) -> set[str]:
    try:
        return meta.find_undeclared_variables(environment().parse(source))
    except TemplateSyntaxError as error:
        raise TemplateRefused(f"ein Platzhalter ist nicht lesbar ({error.message})") from None


def _field_problems(used: Iterable[str], kind: Kind, file: str) -> Iterator[Problem]:
    for name in used:
        if name not in FIELDS:
            yield Problem(file, 1, 1, "schreiben-vorlage-feld", found=name, expected=did_you_mean(name, FIELDS))
        elif kind.only and name not in kind.only:
            yield Problem(file, 1, 1, "schreiben-vorlage-feld-gesperrt", found=name, expected=kind.name)


def _part_problems(document: bytes, kind: Kind, file: str) -> Iterator[Problem]:
    said = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): "".join(text.text or "" for text in control.iter(f"{W}t"))
        for control in parsed(document).iter(f"{W}sdt")
        if control.find(f"{W}sdtPr/{W}tag") is not None
    }
    for part in kind.parts:
        lacking = _lacking(part, said.get(f"pflicht-{part.tag}"))
        if lacking is not None:
            yield Problem(file, 1, 1, "schreiben-vorlage-teil", found=part.name, expected=lacking)


def _lacking(part: Part, text: str | None) -> str | None:
    """What a part lacks, as a sentence to add; empty where the whole part is missing, None where nothing is."""
    if text is None:
        return ""
    if not text.strip():
        return " Der Rahmen dafür ist leer."
    tags = " ".join(_TAG.findall(text))
    plain = re.sub(r"[-\u00ad\u2011]", "", _TAG.sub(" ", text)).lower()
    for name in part.fields:
        if not re.search(rf"\b{name}\b", tags):
            return f" Im Rahmen dafür fehlt das Feld „{name}“."
    for word in part.words:
        if word not in plain:
            return f" Im Rahmen dafür steht nichts über „{word}“."
    return None


def _try(sources: Iterable[str]) -> None:
    """Fill in the examples and nothing at all, so that what only shows when filling shows now."""
    examples: dict[str, Value] = {name: field.example for name, field in FIELDS.items()}
    nothing = {name: type(value)() for name, value in examples.items()}
    for values in (examples, nothing):
        try:
            for source in sources:
                parsed(_compiled(source).render(values))
        except UndefinedError as error:
            raise TemplateRefused(f"ein Platzhalter fragt nach etwas, das es nicht gibt ({error.message})") from None
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise TemplateRefused(f"ein Platzhalter lässt sich nicht ausfüllen ({error})") from None
        except etree.XMLSyntaxError:
            raise TemplateRefused("ein {% if %} oder {% for %} beginnt und endet nicht im selben Rahmen") from None


def _digest(parts: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(parts.items()):
        digest.update(f"{name} {len(data)} ".encode() + data)
    return digest.hexdigest()
