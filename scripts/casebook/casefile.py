"""The text of a case file: fields in the model's order, quotes wherever the strict reader needs them.

Reading the text gives the very same values back. Characters that the reader refuses are written as
escapes, so that reading refuses them; nothing is altered or dropped on the way. Writes no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache

from pydantic import BaseModel

from casebook.model import Case
from casebook.problem import Problem
from casebook.reading import parse_document
from casebook.shape import submodel

SCHEMA = "../../scripts/casebook/schema/case.schema.json"
"""Where a case of this repository finds its schema; editors read it from the first line."""

_STEP = "  "
# What YAML cannot hold as it is (YAML 1.1, c-printable), and the two characters double quotes escape.
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"\\\\]')
_NOT_LITERAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
# Starts like a word, has no `: ` and no ` #`; or is a day or a case number. Narrower than what YAML
# allows: a text in needless quotes is only ugly, one without needed quotes is lost.
_PLAIN = re.compile(
    r"(?:[^\W\d_]|[(§„‚»€–]|[0-9]+ [^\W\d_])(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff:#]"
    r"|:(?=\S)|(?<=\S)\#)*(?<!\s)"
    r"|[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|[0-9]{4,6})"
)
PLAIN_WORDS = frozenset({"null", "true", "false", "y", "n", "yes", "no", "on", "off"})


def case_yaml(data: Mapping[str, object], *, schema: str | None = SCHEMA) -> str:
    """The file of a case: block style, LF, the model's order of fields, empty optional fields left out.

    `schema` goes into the first line for editors; None leaves that line out. Days and times may be
    given as text or as `date` and `time`.

    Raises:
        ValueError: a field that the model does not know.
    """
    return "\n".join([*schema_line(schema), *_block(data, Case, "")]) + "\n"


def schema_line(schema: str | None) -> list[str]:
    """The first line of a case file, from which editors learn its fields; none where the office names no schema."""
    return [f"# yaml-language-server: $schema={schema}"] if schema else []


def unreadable(text: str) -> Problem | None:
    """What keeps a text from standing in a case file, or None."""
    read = parse_document("", f"text: {scalar(text)}\n".encode())
    return read if isinstance(read, Problem) else None


def scalar(value: object, indent: str = "") -> str:
    """One value as YAML; `indent` is that of its field, for texts of several lines."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    text = value.isoformat() if isinstance(value, date) else str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in PLAIN_WORDS:
        return text
    return _literal(text, indent + _STEP) if _may_be_literal(text) else _quoted(text)


def _may_be_literal(text: str) -> bool:
    """Whether a block keeps the text: lines that start and end with something visible, one last break at most."""
    lines = text.split("\n")
    body = lines[:-1] if lines[-1] == "" else lines
    if len(lines) < 2 or _NOT_LITERAL.search(text) or not body[-1:] or not body[0] or not body[-1]:
        return False
    return not body[0][0].isspace() and all(not line or not line[-1].isspace() for line in body)


def _literal(text: str, indent: str) -> str:
    head, body = ("|", text[:-1]) if text.endswith("\n") else ("|-", text)
    return "\n".join([head, *(f"{indent}{line}" if line else "" for line in body.split("\n"))])


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _block(data: Mapping[str, object], model: type[BaseModel], indent: str) -> Iterator[str]:
    if unknown := data.keys() - model.model_fields.keys():
        raise ValueError(f"{model.__name__} has no field {', '.join(sorted(unknown))}")
    for name, inner in _fields(model):
        value = data.get(name)
        if isinstance(value, Mapping) and inner:
            lines = list(_block(value, inner, indent + _STEP))
            yield from [f"{indent}{name}:", *lines] if lines else []
        elif isinstance(value, list | tuple):
            yield from [f"{indent}{name}:", *_items(value, inner, indent + _STEP)] if value else []
        elif value is not None:
            yield f"{indent}{name}: {scalar(value, indent)}"


def _items(values: list[object] | tuple[object, ...], inner: type[BaseModel] | None, indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping) and inner:
            first, *others = _block(value, inner, indent + _STEP)
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}- {scalar(value, indent)}"


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, type[BaseModel] | None], ...]:
    return tuple((name, submodel(field.annotation)) for name, field in model.model_fields.items())
