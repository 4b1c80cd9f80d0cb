"""The fields of a process description; its German names are those of the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool

from casebook.values import Code, Datum, Kennung, Kurztext, Langtext, Record

Form = Literal["start", "schritt", "entscheidung", "ende"]


class Rolle(Record):
    """Wer an einem Ablauf beteiligt ist; im Bild eine Spalte."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung", max_length=60)


class Ausgang(Record):
    """Wohin es nach einem Schritt weitergeht; bei einer Entscheidung mit ihrer Antwort."""

    wenn: Kurztext | None = Field(None, title="Wenn", max_length=40, examples=["ja"])
    zu: Kennung = Field(title="Zu Schritt")


def _single_exit(value: object) -> object:
    return [{"zu": value}] if isinstance(value, str) else value


class Schritt(Record):
    """Ein Schritt. Ohne `weiter` folgt der nächste der Liste."""

    id: Kennung = Field(title="Kennung")
    rolle: Kennung = Field(title="Rolle")
    text: Kurztext = Field(title="Tätigkeit", max_length=160)
    form: Form = Field("schritt", title="Form")
    weiter: Annotated[tuple[Ausgang, ...], BeforeValidator(_single_exit)] = Field((), title="Weiter")
    fristen: tuple[Kennung, ...] = Field(
        (), title="Fristen", description="Kennungen aus office.yaml oder eine Zusage, zum Beispiel rueckmeldung"
    )
    prozess: Code | None = Field(None, title="Weiter im Prozess", description="ein anderer Ablauf, der hier beginnt")


class Rechtsgrundlage(Record):
    """Ein Paragraf, worauf er sich hier bezieht und von wann der gelesene Wortlaut ist."""

    norm: Kurztext = Field(title="Paragraf", examples=["§ 84 Abs. 1 SGG"])
    inhalt: Kurztext = Field(title="Inhalt")
    stand: Datum = Field(title="Rechtsstand")
    geprueft: StrictBool = Field(False, title="Juristisch geprüft")


class Prozess(Record):
    """Ein beschriebener Ablauf."""

    code: Code = Field(title="Zeichen")
    titel: Kurztext = Field(title="Titel")
    katalog: Kennung | None = Field(None, title="Katalog")
    stand: Datum = Field(title="Stand")
    herkunft: Kurztext | None = Field(None, title="Herkunft")
    zweck: Langtext = Field(title="Zweck")
    ausloeser: Langtext = Field(title="Auslöser")
    eingabe: Langtext = Field(title="Was vorliegen muss")
    ergebnis: Langtext = Field(title="Ergebnis")
    rollen: tuple[Rolle, ...] = Field(title="Rollen", min_length=1, max_length=7)
    schritte: tuple[Schritt, ...] = Field(title="Schritte", min_length=2, max_length=30)
    fristen: tuple[Kennung, ...] = Field((), title="Fristen")
    rechtsgrundlagen: tuple[Rechtsgrundlage, ...] = Field((), title="Rechtsgrundlagen")
    stichworte: tuple[Kurztext, ...] = Field((), title="Stichworte")

    @cached_property
    def exits(self) -> Mapping[str, tuple[Ausgang, ...]]:
        """Ways out of every step, with the silent one to the next step of the list."""
        following = {step.id: after.id for step, after in pairwise(self.schritte) if step.form != "ende"}
        return {
            step.id: step.weiter or ((Ausgang(zu=following[step.id]),) if step.id in following else ())
            for step in self.schritte
        }
