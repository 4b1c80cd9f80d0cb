"""Examples of the message pages: how it looks wrong, and how it looks right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field, StrictBool

from casebook.shipped import read_shipped
from casebook.values import Kennung, Langtext, Record

_FILE = "mended.yaml"


class Mended(Record):
    """Ein Fehler und seine Behebung, als Ausschnitt einer Datei."""

    id: Kennung = Field(title="Meldung")
    schlecht: Langtext = Field(title="So nicht")
    gut: Langtext = Field(title="So ist es richtig")
    nur_gezeigt: StrictBool = Field(False, title="Kein Ausschnitt einer Datei")


class MendedList(Record):
    """Alle Beispiele."""

    beispiele: tuple[Mended, ...] = Field(title="Beispiele", min_length=1)


@cache
def mended() -> Mapping[str, Mended]:
    """Examples by message id.

    Raises:
        RuntimeError: the list that ships with the product cannot be read.
    """
    found = read_shipped(MendedList, Path(__file__).parent, _FILE)
    return {example.id: example for example in found.beispiele}
