"""The mapping of a foreign source to case files: a YAML file of the office, read as strictly as a case.

What each field means for people stands in handbook/import.md; a test compares both. This module knows
neither the source nor its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError

from casebook.importing.moments import is_pattern
from casebook.model import Ereignisart
from casebook.problem import Document, Path, Problem
from casebook.reading import read_document
from casebook.shape import validated
from casebook.values import Kurztext, Record

CODECS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso8859-15",
}
"""Names of encodings in a mapping, and Python's; a byte order mark never becomes part of a column's name."""


def _pattern(value: object) -> str:
    if isinstance(value, str) and is_pattern(value):
        return value
    expected = " Möglich sind iso oder ein Muster aus JJJJ, MM, TT, hh, mm, ss und zz, zum Beispiel TT.MM.JJJJ."
    raise PydanticCustomError("wert-unbekannt", "{expected}", {"expected": expected})


def _plain_value(value: object) -> object:
    if isinstance(value, str | int | bool):
        return value
    raise PydanticKnownError("string_type")


def _one_character(value: object) -> str:
    if isinstance(value, str) and len(value) == 1 and value not in '"\r\n':
        return value
    expected = ' Möglich ist genau ein Zeichen, zum Beispiel ";" oder "\\t".'
    raise PydanticCustomError("wert-unbekannt", "{expected}", {"expected": expected})


Datumsmuster = Annotated[str, PlainValidator(_pattern)]
Trennzeichen = Annotated[str, PlainValidator(_one_character)]
Wert = Annotated[Any, PlainValidator(_plain_value)]
Zelle = Annotated[str, StringConstraints(max_length=300)]


class Quellformat(Record):
    """Wie die Quelle gespeichert ist."""

    art: Literal["csv", "xlsx"] = Field("csv", title="Art der Datei")
    kodierung: Literal["utf-8", "utf-16", "windows-1252", "iso-8859-1", "iso-8859-15"] | None = Field(
        None, title="Zeichenkodierung", description="nur CSV; ohne Angabe utf-8"
    )
    trennzeichen: Trennzeichen | None = Field(None, title="Trennzeichen", description="nur CSV; ohne Angabe ein Komma")
    blatt: Kurztext | None = Field(
        None, title="Tabellenblatt", description="nur XLSX; nötig, wenn die Datei mehr als ein Blatt hat"
    )


class Nummer(Record):
    """Die Spalte mit der alten Nummer; an ihr wird ein schon übernommener Fall erkannt."""

    spalte: Kurztext = Field(title="Spalte")
    raender_abschneiden: StrictBool = Field(False, title="Leerzeichen am Rand abschneiden")


class Feldregel(Record):
    """Woher ein Feld des Falls seinen Wert bekommt: aus einer Spalte oder immer derselbe."""

    ziel: Kurztext = Field(title="Ziel", description="Feld der Fallakte", examples=["eingang.datum"])
    spalte: Kurztext | None = Field(None, title="Spalte")
    konstante: Wert | None = Field(None, title="Konstante", description="ein Wert, der für jede Zeile stimmt")
    werte: dict[Zelle, Wert] = Field({}, title="Werte", description="Inhalt der Zelle und was daraus wird")
    datum: tuple[Datumsmuster, ...] = Field((), title="Schreibweisen des Datums")
    ohne_wert: tuple[Zelle, ...] = Field((), title="Keine Angabe", description="Inhalte, die „keine Angabe“ heißen")
    raender_abschneiden: StrictBool = Field(False, title="Leerzeichen am Rand abschneiden")


class Bedingung(Record):
    """Bei welchen Inhalten einer Spalte ein Ereignis stattfand und bei welchen nicht."""

    spalte: Kurztext = Field(title="Spalte")
    werte: tuple[Zelle, ...] = Field(title="Werte", min_length=1)
    nicht_bei: tuple[Zelle, ...] = Field((), title="Nicht bei", description="jeder weitere Inhalt wird abgelehnt")
    sonst_ohne_datum: StrictBool = Field(
        False, title="Sonst ohne Datum", description="steht dann doch ein Datum da, wird die Zeile abgelehnt"
    )


class Ereignisregel(Record):
    """Ein Eintrag des Verlaufs, gebaut aus Spalten."""

    ereignis: Ereignisart = Field(title="Ereignis")
    wenn: Bedingung | None = Field(None, title="Wenn", description="ohne Angabe: wenn die Zeile ein Datum dafür hat")
    felder: tuple[Feldregel, ...] = Field(title="Felder")


class Spaltenregel(Record):
    """Spalten, die bewusst nicht übernommen werden."""

    spalten: tuple[Kurztext, ...] = Field(title="Spalten", min_length=1)
    grund: Kurztext = Field(title="Grund")


class Zeilenregel(Record):
    """Zeilen, die an dem Inhalt einer Spalte erkannt werden."""

    spalte: Kurztext = Field(title="Spalte")
    werte: tuple[Zelle, ...] = Field(title="Werte", min_length=1)
    grund: Kurztext = Field(title="Grund")


class Mapping(Record):
    """Die ganze Zuordnung."""

    quelle: Kurztext = Field(title="Quelle", description="steht in jedem Fall unter herkunft")
    format: Quellformat = Field(Quellformat(), title="Format")
    nummer: Nummer = Field(title="Alte Nummer")
    zeit: Literal["tag_wie_geschrieben", "nach_berlin"] = Field(
        title="Zeit", description="welcher Tag zu einem Zeitpunkt gehört"
    )
    felder: tuple[Feldregel, ...] = Field(title="Felder", min_length=1)
    ereignisse: tuple[Ereignisregel, ...] = Field((), title="Ereignisse")
    ausgelassen: tuple[Spaltenregel, ...] = Field((), title="Ausgelassene Spalten")
    zeilen_ohne: tuple[Zeilenregel, ...] = Field((), title="Ausgelassene Zeilen")
    ablehnen: tuple[Zeilenregel, ...] = Field((), title="Abgelehnte Zeilen")


def read_mapping_file(path: FilePath) -> tuple[Document, Mapping] | list[Problem]:
    """The file as a mapping of the right shape, or what is wrong with it."""
    document = read_document(FilePath(), path.as_posix())
    if isinstance(document, Problem):
        return [document]
    mapping = validated(Mapping, document)
    return mapping if isinstance(mapping, list) else (document, mapping)


def used_columns(mapping: Mapping) -> Iterator[tuple[str, Path]]:
    """Every column that the mapping reads, with the place that names it."""
    yield mapping.nummer.spalte, ("nummer", "spalte")
    for path, rule in field_rules(mapping):
        if rule.spalte is not None:
            yield rule.spalte, (*path, "spalte")
    for index, event in enumerate(mapping.ereignisse):
        if event.wenn:
            yield event.wenn.spalte, ("ereignisse", index, "wenn", "spalte")
    for name in ("zeilen_ohne", "ablehnen"):
        for index, rule in enumerate(getattr(mapping, name)):
            yield rule.spalte, (name, index, "spalte")


def field_rules(mapping: Mapping) -> Iterator[tuple[Path, Feldregel]]:
    """Every rule for a field of the case or of an event, with its place."""
    for index, rule in enumerate(mapping.felder):
        yield ("felder", index), rule
    for number, event in enumerate(mapping.ereignisse):
        for index, rule in enumerate(event.felder):
            yield ("ereignisse", number, "felder", index), rule


def left_out_columns(mapping: Mapping) -> Iterator[tuple[str, Path]]:
    """Every column that is deliberately not taken over, with the place that says so."""
    for number, rule in enumerate(mapping.ausgelassen):
        for index, column in enumerate(rule.spalten):
            yield column, ("ausgelassen", number, "spalten", index)
