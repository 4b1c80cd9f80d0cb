"""The fields of a case that an import can fill, taken from the model, and which values each accepts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, time
from enum import Enum, auto
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Field, create_model
from pydantic.fields import FieldInfo

from casebook.model import Case, Ereignis
from casebook.office import Office
from casebook.problem import Document
from casebook.shape import did_you_mean, submodel, validated, vocabulary_paths
from casebook.values import UNBEKANNT, Record


class Kind(Enum):
    """How a cell becomes the value of a target."""

    DAY = auto()
    TIME = auto()
    LIST = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Target:
    """A field of the case file (of its first concern, where it belongs to one) or of an event."""

    path: tuple[str, ...]
    kind: Kind
    vocabulary: str | None
    field: FieldInfo = dataclass_field(compare=False)


# Given by the import itself, told by events, or pointing at cases that have no number yet.
_NOT_IMPORTED = frozenset(
    {"aktenzeichen", "beispiel", "verlauf", "massnahmen", "bezug", "herkunft", "ausnahmen"}
    | {"person.bedarf", "abschluss.ergebnis"}
)
_NOT_IN_EVENTS = frozenset({"ereignis", "ziel"})


def _targets(model: type[BaseModel], before: tuple[str, ...]) -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        dotted = ".".join((*before, name))
        if dotted in _NOT_IMPORTED:
            continue
        inner = submodel(field.annotation)
        if inner:
            yield from _targets(inner, (*before, name))
        else:
            yield dotted, field


def _kind(field: FieldInfo) -> Kind:
    inside = set(_parts(field.annotation))
    if date in inside:
        return Kind.DAY
    if time in inside:
        return Kind.TIME
    return Kind.LIST if tuple in inside else Kind.VALUE


def _parts(annotation: Any) -> Iterator[Any]:
    yield get_origin(annotation) or annotation
    for argument in get_args(annotation):
        yield from _parts(argument)


_VOCABULARIES = dict(vocabulary_paths(Case))


def _target(path: tuple[str, ...], field: FieldInfo) -> Target:
    return Target(path, _kind(field), _VOCABULARIES.get(path), field)


CASE_TARGETS: Mapping[str, Target] = {
    name: _target(tuple(name.split(".")), field) for name, field in _targets(Case, ())
}
"""By dotted name, as a mapping writes it; `anliegen.thema` is that of the first concern."""

EVENT_TARGETS: Mapping[str, Target] = {
    name: _target(("verlauf", name), field)
    for name, field in Ereignis.model_fields.items()
    if name not in _NOT_IN_EVENTS
}


def objection(target: Target, value: object, office: Office) -> tuple[str, str, str] | None:
    """Message id, what was found and what is expected where a target cannot take a value; else None."""
    given = [value] if target.kind is Kind.LIST else value
    read = validated(_single(target), Document("", {"wert": given}, {}, {}))
    if isinstance(read, list):
        return read[0].id, read[0].found, read[0].expected
    entries = office.vocabularies[target.vocabulary] if target.vocabulary else {}
    if target.vocabulary and value != UNBEKANNT and value not in entries:
        return "wert-nicht-im-vokabular", str(value), did_you_mean(str(value), entries)
    return None


@cache
def _single(target: Target) -> type[BaseModel]:
    """A model with the target as its only field, so that a value alone gets the messages of a case."""
    annotation: Any = Annotated[(target.field.annotation, *target.field.metadata, Field(title=target.field.title))]
    return create_model("Einzelwert", __base__=Record, wert=(annotation, ...))
