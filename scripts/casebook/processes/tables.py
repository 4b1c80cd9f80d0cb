"""Data of a catalogue that its pages show as tables: matrices, partners, old and new paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path as FilePath
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field

from casebook.processes.catalogue import catalogue_folder
from casebook.shipped import read_shipped
from casebook.values import Code, Datum, Kennung, Kennzahl, Kurztext, Langtext, Record

_FOLDER = "daten"
Grad = Literal["meist", "moeglich"]


class Achse(Record):
    """Eine Zeile oder Spalte: ein Zeichen des Katalogs oder eine eigene Bezeichnung."""

    id: Code = Field(title="Kennung")
    name: Kurztext | None = Field(None, title="Bezeichnung", description="leer: der Titel des Katalogs")
    seiten: tuple[Code, ...] = Field((), title="Seiten")


def _code(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


_Achse = Annotated[Achse, BeforeValidator(_code)]


class Zeile(Record):
    """Was in einer Zeile angekreuzt ist."""

    zeile: Code = Field(title="Zeile")
    meist: tuple[Code, ...] = Field((), title="Gehört meist dazu")
    moeglich: tuple[Code, ...] = Field((), title="Kommt in Frage")


class Matrix(Record):
    """Was zusammengehört, als Tabelle."""

    id: Kennung = Field(title="Kennung")
    titel: Kurztext = Field(title="Titel")
    prozess: Code | None = Field(None, title="Gehört zur Seite")
    zeilenkopf: Kurztext = Field(title="Was eine Zeile ist")
    spaltenkopf: Kurztext = Field(title="Was eine Spalte ist")
    lesehilfe: Langtext = Field(title="Lesehilfe")
    zeilen: tuple[_Achse, ...] = Field(title="Zeilen", min_length=1)
    spalten: tuple[_Achse, ...] = Field(title="Spalten", min_length=1)
    zellen: tuple[Zeile, ...] = Field(title="Zellen", min_length=1)

    @cached_property
    def grades(self) -> Mapping[tuple[str, str], Grad]:
        """How strongly a row and a column belong together."""
        grades: dict[tuple[str, str], Grad] = {}
        for row in self.zellen:
            grades |= {(row.zeile, column): "moeglich" for column in row.moeglich}
            grades |= {(row.zeile, column): "meist" for column in row.meist}
        return grades


class Partner(Record):
    """Wer mit dem Dienst zu tun hat."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    seite: Literal["kunde", "auftraggeber", "lieferant"] = Field(title="Seite")
    gibt: Kurztext = Field(title="Gibt")
    bekommt: Kurztext = Field(title="Bekommt")
    seiten: tuple[Code, ...] = Field((), title="Seiten")


class Kundenmodell(Record):
    """Wer gibt und wer bekommt."""

    titel: Kurztext = Field(title="Titel")
    mitte: Kurztext = Field(title="In der Mitte")
    partner: tuple[Partner, ...] = Field(title="Partner", min_length=1)


class Umnummerung(Record):
    """Eine alte Nummer und die Norm, in der dasselbe heute steht."""

    alt: Kurztext = Field(title="Alte Nummer")
    neu: Kennung = Field(title="Kennung im Recht")
    thema: Kurztext = Field(title="Thema")


class Konkordanz(Record):
    """Alte und neue Nummern eines Gesetzes."""

    titel: Kurztext = Field(title="Titel")
    stichtag: Datum = Field(title="Neue Nummern gelten seit")
    zeilen: tuple[Umnummerung, ...] = Field(title="Zeilen", min_length=1)


class Kennzahlname(Record):
    """Eine Kennzahl, wie das Handbuch sie nennt."""

    id: Kennzahl = Field(title="Zeichen")
    name: Kurztext = Field(title="Name")
    sagt: Kurztext = Field(title="Was sie sagt")


class Kennzahlliste(Record):
    """Die Kennzahlen, auf die sich Beschreibungen beziehen."""

    kennzahlen: tuple[Kennzahlname, ...] = Field(title="Kennzahlen", min_length=1)


T = TypeVar("T", Matrix, Kundenmodell, Konkordanz, Kennzahlliste)


def read_table(model: type[T], catalogue: str, name: str) -> T | None:
    """A table that ships with a catalogue; None where it has none.

    Raises:
        RuntimeError: it cannot be read.
    """
    folder = catalogue_folder(catalogue) / _FOLDER
    return read_shipped(model, folder, f"{name}.yaml") if (folder / f"{name}.yaml").is_file() else None


def read_measure_names() -> tuple[Kennzahlname, ...]:
    """Every measure a description may name, in order."""
    return read_shipped(Kennzahlliste, FilePath(__file__).parent, "kennzahlen.yaml").kennzahlen
