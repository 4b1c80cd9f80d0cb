"""JSON Schema of case files, of office.yaml and of the files in office/: from the models and the office's lists.

Generated, never edited: `write_schemas` writes them, a test fails where the committed files differ.
The schema knows shapes and lists; what belongs together is for `rules` to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.shape import submodel, vocabulary_paths
from casebook.values import UNBEKANNT

SCHEMAS = Path(__file__).parent / "schema"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
LIST_KEY = "x-liste"
"""Names the office's list whose ids a field takes."""

Schema = dict[str, Any]


def write_schemas(folder: Path, office: Office) -> tuple[Path, ...]:
    """Write the schemas; the files written.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {
        "case.schema.json": case_schema(office),
        "office.schema.json": office_schema(),
        "outside.schema.json": outside_schema(office),
    }
    for name, schema in schemas.items():
        (folder / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")
    return tuple(folder / name for name in schemas)


def schema_text(schema: Schema) -> str:
    """The same schema always as the same bytes."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def case_schema(office: Office) -> Schema:
    """A case file, with the office's lists as allowed values.

    Entries of every day are allowed, and `unbekannt` for imported cases: both depend on the case.
    """
    schema = _schema_of(Case, "Fall")
    for path, vocabulary in vocabulary_paths(Case):
        place = _property(schema, path)
        place |= _values(_names(office, vocabulary) | {UNBEKANNT: "nur bei übernommenen Fällen"}, vocabulary)
    return schema


def outside_schema(office: Office) -> Schema:
    """A file of office/; which list stands in which file only the check knows."""
    schema = _schema_of(Outside, "Zahlen und Texte des Hauses")
    for path, vocabulary in vocabulary_paths(Outside):
        place = _property(schema, path)
        place |= _values(_names(office, vocabulary), vocabulary)
    return schema


def _names(office: Office, vocabulary: str) -> dict[str, str]:
    return {key: entry.name for key, entry in office.vocabularies[vocabulary].items()}


def office_schema() -> Schema:
    """office.yaml as it stands, without its profile."""
    return _schema_of(Office, "Haus")


def _schema_of(model: type[BaseModel], title: str) -> Schema:
    generated = _for_people(model.model_json_schema())
    for each in (model, *_submodels(model)):
        node = generated if each is model else generated["$defs"][each.__name__]
        for name, field in each.model_fields.items():
            node["properties"][name].setdefault("title", field.title)
    return {"$schema": DIALECT, **generated, "title": title}


def _submodels(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for field in model.model_fields.values():
        inner = submodel(field.annotation)
        if inner:
            yield inner
            yield from _submodels(inner)


def _for_people(node: Any) -> Any:
    """A generated schema without what would mislead a person: defaults, and `null` for a field left out.

    Editors write defaults into files, and a field without a value is a slip (`feld-leer`).
    """
    if isinstance(node, list):
        return [_for_people(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _for_people(value) for key, value in node.items() if key != "default"}
    options = [option for option in kept.pop("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        return {**options[0], **kept}
    return {"anyOf": options, **kept} if options else kept


def _property(schema: Schema, path: tuple[str, ...]) -> Schema:
    """The node that holds the values of a field; lists are looked through."""
    node = schema
    for name in path:
        node = _inner(_resolved(schema, node)["properties"][name])
    return node


def _resolved(schema: Schema, node: Schema) -> Schema:
    if "$ref" not in node:
        return node
    target: Schema = schema["$defs"][str(node["$ref"]).rsplit("/", 1)[-1]]
    return target


def _inner(node: Schema) -> Schema:
    return _inner(node["items"]) if node.get("type") == "array" else node


def _values(names: Mapping[str, str], vocabulary: str) -> Schema:
    return {"enum": list(names), "enumDescriptions": list(names.values()), LIST_KEY: vocabulary}
