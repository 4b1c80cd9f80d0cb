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
from casebook.values import FORMS, Vocabulary

_EXPECTED_TYPE = {
    "string_type": "ein Text, in Anführungszeichen, wenn er wie eine Zahl aussieht",
    "bool_type": "true für ja oder false für nein",
    "int_type": "eine ganze Zahl ohne Anführungszeichen",
    "tuple_type": "eine Liste, je Eintrag eine Zeile mit „- “ davor",
    "scalar_type": "ein einzelner Wert",
    "model_type": "ein Block, dessen Angaben eingerückt darunter stehen",
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
        details = error.errors(include_url=False)
        meant = {_meant(model, detail) for detail in details if detail["type"] == "extra_forbidden"}
        shown = (detail for detail in details if not _follows(detail, details, document, meant))
        return sorted([*empty, *(_problem(model, document, detail) for detail in shown)])


def _meant(model: type[BaseModel], detail: ErrorDetails) -> Path:
    """The field that an unknown one was probably meant to be."""
    *parent, name = detail["loc"]
    return (*parent, nearest(str(name), fields_at(model, tuple(parent))) or "")


def _follows(detail: ErrorDetails, details: list[ErrorDetails], document: Document, meant: set[Path]) -> bool:
    """Whether a problem is only the echo of another.

    A field counts as missing because it is empty or misspelt; a list as too short for its bad entries.
    """
    path = detail["loc"]
    if detail["type"] == "missing":
        return path in document.keys or path in meant
    return detail["type"] == "too_short" and any(other["loc"][: len(path)] == path != other["loc"] for other in details)


def located(finding: Finding, document: Document, model: type[BaseModel]) -> Problem:
    """A rule's finding with the line and column of its path."""
    found = shown(finding.found)
    return _at(document, finding.path, finding.id, label(model, finding.path), found, finding.expected)


def did_you_mean(value: str, allowed: Iterable[str]) -> str:
    """` Meinten Sie „x“?` for a near miss, else the allowed values where they are few."""
    names = list(allowed)
    if near := nearest(value, names):
        return f" Meinten Sie „{near}“?"
    if 0 < len(names) <= 12:
        return f" Erlaubt sind: {', '.join(names)}."
    return ""


def nearest(value: str, names: Iterable[str]) -> str | None:
    """The name that a misspelt value was probably meant to be."""
    folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(_plain(value), list(folded), n=1, cutoff=0.6)
    return folded[near[0]] if near else None


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
        return _at(document, path, "feld-unbekannt", "", shown(path[-1]), hint, of_key=True)
    if kind == "missing":
        return _at(document, path, "feld-fehlt", label(model, path), str(path[-1]))
    if detail["input"] is None:
        return _at(document, path, "feld-leer", label(model, path))
    if isinstance(detail["input"], list | dict) and kind not in _EXPECTED_TYPE and kind not in _LENGTHS:
        kind = "scalar_type"
    if isinstance(detail["input"], str) and kind == "too_long":
        kind = "string_too_long"
    found, expected = _found_expected(kind, detail["input"], context)
    message_id = _MESSAGE_OF.get(kind, kind if kind in CATALOGUE else "feld-typ")
    return _at(document, path, message_id, label(model, path), found, expected)


_LENGTHS = {"too_short": "mindestens {min_length}", "too_long": "höchstens {max_length}"}
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
    if kind in _LENGTHS:
        return _entries(context["actual_length"]), _LENGTHS[kind].format(**context)
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"mindestens {context['ge']}" if "ge" in context else f"höchstens {context['le']}"
        return shown(value), bound
    if kind == "string_pattern_mismatch":
        return shown(value), FORMS[context["pattern"]]
    if kind in CATALOGUE:
        return shown(value), str(context.get("expected", ""))
    return _described(value), _EXPECTED_TYPE[kind]


def _described(value: object) -> str:
    if isinstance(value, list | dict):
        return "eine Liste" if isinstance(value, list) else "ein Block"
    names = {bool: "ein Ja-Nein-Wert", int: "eine Zahl", str: "ein Text"}
    return f"{names[type(value)]} ({shown(value)})"


def _entries(count: int) -> str:
    return {0: "keinen Eintrag", 1: "einen Eintrag"}.get(count, f"{count} Einträge")


def shown(value: object) -> str:
    """A value from the file, shortened, on one line."""
    text = " ".join((str(value).lower() if isinstance(value, bool) else str(value)).split())
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
