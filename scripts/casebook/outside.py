"""What the house knows beside its cases: clients, surveys, telephone, network, events, targets, older totals, words.

One small dated file each in `office/`, all of them optional; a measure whose file is missing says "nicht erhoben".
Every figure names its source, so that a report can print it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt, create_model

from casebook.model import Art
from casebook.values import Code, Datum, Kennung, Kurztext, Langtext, Monat, Record, Vocabulary, Zeitraum

OUTSIDE = "office"
"""The folder; a file is called like the field of `Outside` it fills."""


class Bezugsgroesse(Record):
    """Wie viele Menschen (oder Bedarfsgemeinschaften) das Haus an einem Stichtag betreute (K19)."""

    stichtag: Datum = Field(title="Stichtag")
    anzahl: StrictInt = Field(title="Anzahl", ge=1)
    was: Kurztext = Field(title="Was gezählt ist", examples=["Bedarfsgemeinschaften"])
    quelle: Kurztext = Field(title="Quelle")


class Umfrage(Record):
    """Eine Befragung aller Betreuten: wer unzufrieden war und wer davon etwas gesagt hat (K20)."""

    von: Datum = Field(title="Von")
    bis: Datum = Field(title="Bis")
    befragte: StrictInt = Field(title="Gültige Antworten", ge=0)
    unzufriedene: StrictInt = Field(title="Davon unzufrieden", ge=0)
    geaeussert: StrictInt = Field(title="Davon haben sich beschwert", ge=0)
    registriert: StrictInt | None = Field(None, title="Davon im Register", ge=0)
    quelle: Kurztext = Field(title="Quelle")


class Telefonmonat(Record):
    """Was die Telefonanlage für einen Monat zählt (K34)."""

    monat: Monat = Field(title="Monat", examples=["2018-03"])
    angeboten: StrictInt = Field(title="Angebotene Anrufe", ge=0)
    angenommen: StrictInt = Field(title="Angenommene Anrufe", ge=0)
    wartezeit_sekunden: StrictInt | None = Field(None, title="Mittlere Wartezeit in Sekunden", ge=0)
    quelle: Kurztext = Field(title="Quelle")


class Netzwerktreffen(Record):
    """Ein Treffen mit Beratungsstellen, Trägern oder anderen Behörden."""

    datum: Datum = Field(title="Datum")
    thema: Kurztext = Field(title="Thema")
    stellen: StrictInt | None = Field(None, title="Beteiligte Stellen", ge=1)


class Hausereignis(Record):
    """Was eine Zahl erklären kann: ein neues Verfahren, ein Umzug, ein neues Gesetz."""

    datum: Datum = Field(title="Datum")
    text: Kurztext = Field(title="Ereignis", examples=["Einführung der digitalen Akte"])
    quelle: Kurztext | None = Field(None, title="Quelle")


class Jahressumme(Record):
    """Eine Summe aus der Zeit vor dem Register; sie wird nie zu gezählten Fällen addiert."""

    jahr: StrictInt = Field(title="Jahr", ge=1950, le=2100)
    anzahl: StrictInt = Field(title="Anzahl", ge=0)
    art: Art | None = Field(None, title="Art", description="was gezählt wurde; ohne Angabe alle Arten")
    gerundet: StrictBool = Field(False, title="Gerundet")
    quelle: Kurztext = Field(title="Quelle")


class Ziel(Record):
    """Was sich das Haus für ein Jahr vornimmt."""

    jahr: StrictInt = Field(title="Jahr", ge=1950, le=2100)
    kennzahl: Code = Field(title="Kennzahl", examples=["K08"])
    teil: Kennung = Field(title="Wert der Kennzahl", examples=["quote"])
    ziel: StrictInt = Field(title="Zielwert", description="in der Einheit der Kennzahl, ganze Zahl")
    richtung: Literal["mindestens", "hoechstens"] = Field(title="Richtung")


class Abschnitt(Record):
    """Eigene Worte des Hauses für einen Bericht."""

    zeitraum: Zeitraum = Field(title="Zeitraum", examples=["2017", "2017-H1"])
    bericht: Kennung = Field(title="Bericht", examples=["jahresbericht"])
    ueberschrift: Kurztext | None = Field(None, title="Überschrift")
    text: Langtext = Field(title="Text")


class Handbuchaenderung(Record):
    """Eine Änderung im Haus, deren Wirkung auf die Beschwerden gemessen werden soll."""

    datum: Datum = Field(title="Gilt seit")
    text: Kurztext = Field(title="Was sich geändert hat")
    thema: Annotated[str, Vocabulary("thema")] | None = Field(None, title="Thema, das weniger werden soll")
    prozess: Code | None = Field(None, title="Prozess")
    einheit: Annotated[str, Vocabulary("einheiten")] | None = Field(None, title="Einheit")


class Outside(Record):
    """All small files together; each list is a file `office/<name>.yaml` with one key of the same name."""

    bezugsgroessen: tuple[Bezugsgroesse, ...] = Field((), title="Bezugsgrößen")
    umfragen: tuple[Umfrage, ...] = Field((), title="Umfragen")
    telefon: tuple[Telefonmonat, ...] = Field((), title="Telefon")
    netzwerk: tuple[Netzwerktreffen, ...] = Field((), title="Netzwerktreffen")
    ereignisse: tuple[Hausereignis, ...] = Field((), title="Ereignisse")
    reihe: tuple[Jahressumme, ...] = Field((), title="Summen aus der Zeit vor dem Register")
    ziele: tuple[Ziel, ...] = Field((), title="Ziele")
    woerter: tuple[Abschnitt, ...] = Field((), title="Eigene Worte")
    aenderungen: tuple[Handbuchaenderung, ...] = Field((), title="Änderungen im Haus")


NOTHING_COLLECTED = Outside()


def _alone(name: str) -> type[Record]:
    field = Outside.model_fields[name]
    return create_model(name.capitalize(), __base__=Record, **{name: (field.rebuild_annotation(), field)})  # type: ignore[call-overload, no-any-return]


FILES: dict[str, type[Record]] = {f"{OUTSIDE}/{name}.yaml": _alone(name) for name in Outside.model_fields}
"""What each file may hold: the one list that is called like the file."""
