"""Plain data -> frozen model, or German problems with line and column. Knows no particular model."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from casebook.messages import CATALOGUE
from casebook.problem import Document, Finding, Path, Problem
from casebook.values import Vocabulary

_EXPECTED_TYPE = {
    "string_type": "ein Text",
    "bool_type": "true oder false",
    "int_type": "eine ganze Zahl",
    "tuple_type": "eine Liste",
    "list_type": "eine Liste",
    "model_type": "ein Block mit eigenen Zeilen",
    "dict_type": "ein Block mit eigenen Zeilen",
}


M = TypeVar("M", bound=BaseModel)


def validated(model: type[M], document: Document) -> M | list[Problem]:
    """The document as `model`, or every problem of its shape.

    A key without a value is a problem of its own: somebody meant to fill it in.
    """
    empty = [_at(document, path, "feld-leer", label(model, path)) for path in document.empty()]
    try:
        valid = model.model_validate(document.data)
        return empty or valid
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _follows(detail, error, document)]
        return sorted([*empty, *(_problem(model, document, detail) for detail in details)])


def _follows(detail: ErrorDetails, error: ValidationError, document: Document) -> bool:
    """Whether a problem is only the echo of another: an empty key, or the length of a list with a bad entry."""
    path = detail["loc"]
    if detail["type"] == "missing":
        return path in document.keys
    below = (other["loc"] for other in error.errors(include_url=False, include_input=False))
    return detail["type"] == "too_short" and any(loc[: len(path)] == path != loc for loc in below)


def located(finding: Finding, document: Document, model: type[BaseModel]) -> Problem:
    """A rule's finding with the line and column of its path."""
    line, column = document.position(finding.path)
    return Problem(document.file, line, column, finding.id, label(model, finding.path), finding.found, finding.expected)


def did_you_mean(value: str, allowed: Iterable[str]) -> str:
    """` Meinten Sie „x“?` for a near miss, else the allowed values where they are few."""
    names = list(allowed)
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(_plain(value), list(folded), n=1, cutoff=0.6)
    if near:
        return f" Meinten Sie „{folded[near[0]]}“?"
    if 0 < len(names) <= 12:
        return f" Erlaubt sind: {', '.join(names)}."
    return ""


def _plain(value: str) -> str:
    folded = value.casefold().replace(" ", "_")
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(umlaut, letters)
    return folded


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    path: Path = detail["loc"]
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        fields = fields_at(model, path[:-1])
        hint = did_you_mean(str(path[-1]), fields)
        return _at(document, path, "feld-unbekannt", "", str(path[-1]), hint, of_key=True)
    if kind == "missing":
        return _at(document, path, "feld-fehlt", label(model, path), str(path[-1]))
    found, expected = _found_expected(kind, detail["input"], context)
    message_id = _MESSAGE_OF.get(kind, kind if kind in CATALOGUE else "feld-typ")
    return _at(document, path, message_id, label(model, path), found, expected)


_MESSAGE_OF = {
    "literal_error": "wert-unbekannt",
    "string_pattern_mismatch": "feld-form",
    "string_too_long": "text-zu-lang",
    "too_short": "liste-laenge",
    "too_long": "liste-laenge",
    "greater_than_equal": "zahl-bereich",
    "less_than_equal": "zahl-bereich",
}


def _found_expected(kind: str, value: object, context: dict[str, Any]) -> tuple[str, str]:
    """What stands in the file and what may stand there, in words."""
    if kind == "literal_error":
        allowed = [item.strip("'") for item in context["expected"].replace(" or ", ", ").split(", ")]
        return shown(value), did_you_mean(str(value), allowed)
    if kind == "string_too_long":
        return str(len(str(value))), f"höchstens {context['max_length']}"
    if kind == "too_short":
        return str(context["actual_length"]), f"mindestens {context['min_length']}"
    if kind == "too_long":
        return str(context["actual_length"]), f"höchstens {context['max_length']}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"mindestens {context['ge']}" if "ge" in context else f"höchstens {context['le']}"
        return shown(value), bound
    if kind in CATALOGUE or kind == "string_pattern_mismatch":
        return shown(value), str(context.get("expected", ""))
    return f"{_kind_of(value)} ({shown(value)})", _EXPECTED_TYPE.get(kind, "etwas anderes")


def _kind_of(value: object) -> str:
    names = {bool: "ja/nein", int: "eine Zahl", str: "ein Text", list: "eine Liste", dict: "ein Block"}
    return names.get(type(value), "nichts")


def shown(value: object) -> str:
    """A value from the file, shortened, on one line."""
    text = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    text = text or (f"{len(value)} Einträge" if isinstance(value, list | dict) else str(value))
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _at(
    document: Document,
    path: Path,
    message_id: str,
    field: str,
    found: str = "",
    expected: str = "",
    *,
    of_key: bool = False,
) -> Problem:
    line, column = document.position(path, of_key=of_key)
    return Problem(document.file, line, column, message_id, field, found, expected)


# --- what a model says about its fields


def label(model: type[BaseModel], path: Path) -> str:
    """German name of a place: `Verlauf 2 › Datum`."""
    parts: list[str] = []
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            parts[-1:] = [f"{parts[-1]} {step + 1}"] if parts else [str(step + 1)]
            continue
        field = current.model_fields.get(step) if current else None
        parts.append((field.title if field else None) or str(step))
        current = submodel(field.annotation) if field else None
    return " › ".join(parts)


def fields_at(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """Names of the fields that may stand at a path."""
    current: type[BaseModel] | None = model
    for step in path:
        if current is not None and isinstance(step, str):
            field = current.model_fields.get(step)
            current = submodel(field.annotation) if field else None
    return tuple(current.model_fields) if current else ()


def submodel(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Ereignis, ...]` or `Person | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(submodel, get_args(annotation))), None)


@cache
def vocabulary_paths(model: type[BaseModel]) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Every field of the model (lists without positions) that takes ids of an office vocabulary."""
    return tuple(_vocabulary_paths(model, ()))


def _vocabulary_paths(model: type[BaseModel], before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, field in model.model_fields.items():
        vocabulary = next((item for item in field.metadata if isinstance(item, Vocabulary)), None)
        vocabulary = vocabulary or _vocabulary_in(field.annotation)
        if vocabulary:
            yield (*before, name), vocabulary.name
        if inner := submodel(field.annotation):
            yield from _vocabulary_paths(inner, (*before, name))


def _vocabulary_in(annotation: Any) -> Vocabulary | None:
    if get_origin(annotation) is Annotated:
        return next((item for item in get_args(annotation)[1:] if isinstance(item, Vocabulary)), None)
    if get_origin(annotation) in (tuple, Union, UnionType):
        for argument in get_args(annotation):
            if found := _vocabulary_in(argument):
                return found
    return None
