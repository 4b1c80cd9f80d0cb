"""The field reference of the case file, read from its JSON Schema so that it cannot drift from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from casebook.schema import LIST_KEY, Schema
from casebook.values import FORMS, Aktenzeichen, Uhrzeit

_INTERNAL = {"funktionen": "ein Funktionskürzel aus der internen Liste des Hauses, nie ein Name"}
"""Lists that the public handbook names but does not print."""

_PATTERNS: dict[str, str] = FORMS | {
    TypeAdapter(Uhrzeit).json_schema()["pattern"]: 'Uhrzeit in Anführungszeichen, zum Beispiel "09:30"',
    TypeAdapter(Aktenzeichen).json_schema()["pattern"]: "Aktenzeichen, Jahr und Nummer",
}


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """One field; `block` is the anchor of the block that a field holds."""

    key: str
    title: str
    required: bool
    kind: str
    hint: str
    examples: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    block: str


@dataclass(frozen=True, slots=True)
class Block:
    """A group of fields, named by its path from the root of the file (empty for the file itself)."""

    path: str
    title: str
    hint: str
    fields: tuple[FieldEntry, ...]

    @property
    def anchor(self) -> str:
        return _anchor(self.path)


def _anchor(path: str) -> str:
    return "block-" + path.replace(" › ", "-").replace("_", "-")


def field_blocks(schema: Schema) -> tuple[Block, ...]:
    """The file and every block in it, in the order of the file."""
    return tuple(_blocks(schema, schema, "", "Der Fall"))


def _blocks(schema: Schema, node: Schema, path: str, title: str) -> Iterator[Block]:
    inner: list[tuple[str, str, Schema]] = []
    fields: list[FieldEntry] = []
    for key, field in node["properties"].items():
        target = _target(schema, field)
        place = f"{path} › {key}" if path else key
        if target:
            inner.append((place, str(field.get("title", key)), target))
        fields.append(_field(key, field, key in node.get("required", ()), _anchor(place) if target else ""))
    yield Block(path, title, str(node.get("description", "")), tuple(fields))
    for place, name, target in inner:
        yield from _blocks(schema, target, place, name)


def _field(key: str, field: Schema, required: bool, block: str) -> FieldEntry:
    values = _value_node(field)
    return FieldEntry(
        key,
        str(field.get("title", key)),
        required,
        _kind(field, values),
        str(field.get("description", "")),
        tuple(str(example) for example in field.get("examples", ())),
        _choices(values),
        block,
    )


def _value_node(field: Schema) -> Schema:
    """Where the kind of a single value stands, seen through lists and through "or unknown"."""
    if "anyOf" in field:
        return _value_node(field["anyOf"][0])
    return _value_node(field["items"]) if field.get("type") == "array" else field


def _target(schema: Schema, field: Schema) -> Schema | None:
    reference = _value_node(field).get("$ref")
    target: Schema | None = schema["$defs"][reference.rsplit("/", 1)[-1]] if reference else None
    return target


def _choices(values: Schema) -> tuple[tuple[str, str], ...]:
    if values.get(LIST_KEY) in _INTERNAL:
        return ()
    entries = [str(entry) for entry in values.get("enum", ())]
    names = values.get("enumDescriptions", [""] * len(entries))
    return tuple(zip(entries, names, strict=True))


def _kind(field: Schema, values: Schema) -> str:
    is_list = field.get("type") == "array"
    if "$ref" in values:
        return "Liste von Blöcken" if is_list else "Block"
    kind = _kind_of_value(values)
    return f"Liste; je Zeile {kind}" if is_list else kind


def _kind_of_value(values: Schema) -> str:
    if LIST_KEY in values:
        return _INTERNAL.get(values[LIST_KEY], "ein Eintrag aus der Liste des Hauses")
    if "enum" in values:
        return "einer dieser Werte"
    if "const" in values:
        return f"nur „{values['const']}“"
    if values.get("format") == "date":
        return "Tag, JJJJ-MM-TT"
    if values.get("pattern"):
        return _PATTERNS[str(values["pattern"])]
    return _plain_kind(values)


def _plain_kind(values: Schema) -> str:
    kind: Any = values.get("type")
    if kind == "boolean":
        return "true oder false"
    if kind == "integer":
        return f"ganze Zahl von {values['minimum']} bis {values['maximum']}" if "maximum" in values else "ganze Zahl"
    return f"Text, höchstens {values['maxLength']} Zeichen" if "maxLength" in values else "Text"
