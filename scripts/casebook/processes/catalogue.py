"""Process catalogues that ship with the package: codes and titles a case may name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import Field

from casebook.office import Office
from casebook.problem import Finding
from casebook.shape import did_you_mean
from casebook.shipped import read_shipped
from casebook.values import Code, Kennung, Kurztext, Langtext, Record

CATALOGUES = Path(__file__).resolve().parents[1] / "catalogues"


Ort = Literal["dach", "saeule", "verbindung", "balken", "fundament", "vorraum", "anhang"]


class Gruppe(Record):
    """Ein Abschnitt des Katalogs; im Bild des Hauses ein Bauteil."""

    id: Kennung = Field(title="Kennung")
    nummer: Code | None = Field(None, title="Kapitel", examples=["4.1"])
    titel: Kurztext = Field(title="Titel")
    ort: Ort | None = Field(None, title="Ort im Haus", description="leer: der Katalog hat kein Haus")


class Katalogeintrag(Record):
    """Ein Prozess eines Katalogs: Zeichen und Titel."""

    code: Code = Field(title="Zeichen")
    titel: Kurztext = Field(title="Titel")
    gruppe: Kennung = Field(title="Gruppe")


class Teil(Record):
    """Eine Überschrift der Gliederung über mehreren Seiten."""

    nummer: Code = Field(title="Nummer", examples=["4", "6.8"])
    titel: Kurztext = Field(title="Titel")
    text: Langtext | None = Field(None, title="Worum es geht")


class Kapiteleintrag(Record):
    """Eine Seite des Katalogs, die kein Prozess ist."""

    nummer: Code = Field(title="Nummer", examples=["1.1", "A3"])
    titel: Kurztext = Field(title="Titel")
    gruppe: Kennung = Field(title="Gruppe")


class Katalog(Record):
    """Eine Gliederung von Prozessen, auf die sich Fälle und Beschreibungen beziehen."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    herkunft: Langtext = Field(title="Herkunft")
    abzustimmen: Kurztext = Field(title="Womit die Texte noch abzustimmen sind")
    teile: tuple[Teil, ...] = Field((), title="Teile")
    gruppen: tuple[Gruppe, ...] = Field(title="Gruppen", min_length=1)
    prozesse: tuple[Katalogeintrag, ...] = Field(title="Prozesse", min_length=1)
    kapitel: tuple[Kapiteleintrag, ...] = Field((), title="Kapitel")


def read_catalogue(name: str) -> Katalog | None:
    """A shipped catalogue by its id; None where there is none."""
    if name not in catalogue_names():
        return None
    return read_shipped(Katalog, CATALOGUES, f"{name}.yaml")


def catalogue_folder(name: str) -> Path:
    """Where the texts of a catalogue lie: descriptions, chapters, matrices."""
    return CATALOGUES / name


def catalogue_names() -> tuple[str, ...]:
    """Ids of the shipped catalogues."""
    return tuple(sorted(path.stem for path in CATALOGUES.glob("*.yaml")))


def check_catalogues(office: Office) -> Iterator[Finding]:
    """Catalogues that the office names and nobody ships; paths are those of office.yaml."""
    for index, name in enumerate(office.kataloge):
        if name not in catalogue_names():
            yield Finding("verweis-unbekannt", ("kataloge", index), name, did_you_mean(name, catalogue_names()))
