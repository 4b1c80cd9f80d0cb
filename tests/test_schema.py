"""JSON Schema for editors: valid by the standard, equal to the committed files, of one mind with the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from build_register import ROOT, example
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import BaseModel

from casebook.figurelist import write_figures
from casebook.model import Case
from casebook.office import OFFICE_FILE, Office, read_office_file, with_profile
from casebook.problem import Document
from casebook.reading import parse_document, read_document
from casebook.schema import SCHEMAS, case_schema, office_schema, schema_text, write_schemas
from casebook.shape import submodel, validated, vocabulary_paths

EXAMPLES = ROOT / "tests" / "examples"


@pytest.fixture(scope="module")
def office() -> Office:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    return with_profile(read[0])


@pytest.fixture(scope="module")
def case_validator(office: Office) -> Draft202012Validator:
    return Draft202012Validator(case_schema(office), format_checker=FormatChecker())


def data_of(text: str) -> dict[str, Any]:
    document = parse_document("cases/2018/2018-0001.yaml", text.encode())
    assert isinstance(document, Document)
    return document.data


def test_schemas_follow_the_standard(office: Office) -> None:
    for schema in (case_schema(office), office_schema()):
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_committed_schemas_are_up_to_date(office: Office, tmp_path: Path) -> None:
    for fresh in write_schemas(tmp_path / "schema", office):
        committed = (SCHEMAS / fresh.name).read_text(encoding="utf-8")
        assert committed == fresh.read_text(encoding="utf-8"), f"{fresh.name}: run `casebook schema`"


def test_committed_list_of_figures_is_up_to_date(tmp_path: Path) -> None:
    fresh = write_figures(tmp_path)
    committed = (SCHEMAS / fresh.name).read_text(encoding="utf-8")
    assert committed == fresh.read_text(encoding="utf-8"), f"{fresh.name}: run `casebook schema`"


def test_same_input_gives_the_same_text(office: Office) -> None:
    assert schema_text(case_schema(office)) == schema_text(case_schema(office))


def test_sample_office_is_valid() -> None:
    document = read_document(ROOT, OFFICE_FILE)
    assert isinstance(document, Document)
    Draft202012Validator(office_schema(), format_checker=FormatChecker()).validate(document.data)


@pytest.mark.parametrize("path", sorted((EXAMPLES / "valid").glob("*.yaml")), ids=lambda path: path.stem)
def test_good_examples_are_valid(case_validator: Draft202012Validator, path: Path) -> None:
    assert [error.message for error in case_validator.iter_errors(data_of(path.read_text(encoding="utf-8")))] == []


BAD = (
    "feld-unbekannt",
    "feld-fehlt",
    "feld-typ",
    "wert-unbekannt",
    "wert-nicht-im-vokabular",
    "aktenzeichen-form",
    "datum-form",
    "datum-unmoeglich",
    "uhrzeit-form",
    "liste-laenge",
    "text-zu-lang",
    "zahl-bereich",
)


@pytest.mark.parametrize("name", BAD)
def test_bad_shapes_are_refused_as_the_check_refuses_them(case_validator: Draft202012Validator, name: str) -> None:
    data = data_of((EXAMPLES / "invalid" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert not case_validator.is_valid(data)


def test_unknown_is_allowed_in_every_list_of_the_office(case_validator: Draft202012Validator) -> None:
    """It is right for imported cases; the rule `unbekannt-ohne-herkunft` tells the others."""
    data = data_of(example())
    data["anliegen"][0]["thema"] = data["eingang"]["kanal"] = "unbekannt"
    assert case_validator.is_valid(data)
    data["anliegen"][0]["thema"] = "nicht-in-der-liste"
    assert not case_validator.is_valid(data)


def test_an_empty_optional_field_is_refused_as_the_check_refuses_it(case_validator: Draft202012Validator) -> None:
    text = example() + "stufe:\n"
    data = data_of(text)
    document = parse_document("x.yaml", text.encode())
    assert isinstance(document, Document)
    assert isinstance(validated(Case, document), list)
    assert not case_validator.is_valid(data | {"stufe": None})


def test_lists_of_the_office_are_offered_by_name(office: Office) -> None:
    schema = case_schema(office)
    channel = schema["$defs"]["Eingang"]["properties"]["kanal"]
    assert channel["x-liste"] == "kanal"
    assert dict(zip(channel["enum"], channel["enumDescriptions"], strict=True))["e_mail"] == "E-Mail"
    assert len({vocabulary for _, vocabulary in vocabulary_paths(Case)}) == 13


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        if inner := submodel(field.annotation):
            yield from models(inner)


@pytest.mark.parametrize("model", [Case, Office])
def test_titles_hints_and_examples_are_kept(office: Office, model: type[BaseModel]) -> None:
    schema = case_schema(office) if model is Case else office_schema()
    for each in models(model):
        node = schema if each is model else schema["$defs"][each.__name__]
        assert node["additionalProperties"] is False
        for name, field in each.model_fields.items():
            shown = node["properties"][name]
            assert shown["title"] == field.title
            assert not field.description or shown["description"] == field.description
            assert shown.get("examples", []) == (field.examples or [])
            assert "default" not in shown
