"""The fields of a process description; its German names are those of the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictInt

from casebook.office import Land
from casebook.values import Code, Datum, Kennung, Kennzahl, Kurztext, Langtext, Record

Form = Literal["start", "schritt", "entscheidung", "ende"]


class Rolle(Record):
    """Wer an einem Ablauf beteiligt ist; im Bild eine Spalte."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung", max_length=60)


class Dokument(Record):
    """Ein Schriftstück, das im Ablauf entsteht oder gebraucht wird."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung", max_length=80)
    hinweis: Kurztext | None = Field(None, title="Hinweis", examples=["bleibt in der Akte der Fachkraft"])


class Ausgang(Record):
    """Wohin es nach einem Schritt weitergeht; bei einer Entscheidung mit ihrer Antwort."""

    wenn: Kurztext | None = Field(None, title="Wenn", max_length=40, examples=["ja"])
    zu: Kennung = Field(title="Zu Schritt")


def _single_exit(value: object) -> object:
    return [{"zu": value}] if isinstance(value, str) else value


class Schritt(Record):
    """Ein Schritt. Ohne `weiter` folgt der nächste der Liste."""

    id: Kennung = Field(title="Kennung")
    rolle: Kennung = Field(title="Verantwortlich", description="eine Kennung aus rollen")
    beteiligt: tuple[Kennung, ...] = Field((), title="Beteiligt", description="weitere Kennungen aus rollen")
    text: Kurztext = Field(title="Tätigkeit", max_length=160)
    form: Form = Field("schritt", title="Form")
    weiter: Annotated[tuple[Ausgang, ...], BeforeValidator(_single_exit)] = Field((), title="Weiter")
    fristen: tuple[Kennung, ...] = Field(
        (), title="Fristen", description="Kennungen aus office.yaml oder eine Zusage, zum Beispiel rueckmeldung"
    )
    dokumente: tuple[Kennung, ...] = Field((), title="Dokumente", description="Kennungen aus dokumente")
    prozess: Code | None = Field(None, title="Weiter im Prozess", description="ein anderer Ablauf, der hier beginnt")


class Rechtsgrundlage(Record):
    """Was ein Paragraf für diesen Ablauf verlangt; Wortlaut und Stand stehen in der Liste des Rechts."""

    id: Kennung = Field(title="Kennung im Recht", examples=["sgg-84"])
    bezug: Kurztext = Field(title="Was daraus folgt")


class Guete(Record):
    """Woran man erkennt, dass der Ablauf gut läuft, und welche Kennzahl das misst."""

    merkmal: Kurztext = Field(title="Merkmal")
    kennzahl: Kennzahl | None = Field(None, title="Kennzahl", examples=["K08"])


class Landesteil(Record):
    """Was ein Land für einen Ablauf zusätzlich verlangt oder anbietet (`handbook/land/*.yaml`)."""

    code: Code = Field(title="Zeichen")
    land: Land = Field(title="Land")
    stand: Datum = Field(title="Stand")
    quelle: Kurztext = Field(title="Quelle")
    anforderungen: tuple[Langtext, ...] = Field((), title="Länderspezifische Anforderungen")
    hilfen: tuple[Langtext, ...] = Field((), title="Länderspezifische Hilfen und Nachweise")


class Prozess(Record):
    """Ein beschriebener Ablauf."""

    code: Code = Field(title="Zeichen")
    titel: Kurztext = Field(title="Titel")
    katalog: Kennung | None = Field(None, title="Katalog")
    nur_mit_katalog: tuple[Kennung, ...] = Field((), title="Nur in Häusern mit einem dieser Kataloge")
    auflage: StrictInt = Field(1, title="Auflage", ge=1)
    stand: Datum = Field(title="Stand")
    herkunft: Kurztext | None = Field(None, title="Herkunft")
    zweck: Langtext = Field(title="Zweck")
    ausloeser: Langtext = Field(title="Auslöser")
    eingabe: Langtext = Field(title="Was vorliegen muss")
    ergebnis: Langtext = Field(title="Ergebnis")
    rollen: tuple[Rolle, ...] = Field(title="Rollen", min_length=1, max_length=7)
    schritte: tuple[Schritt, ...] = Field(title="Schritte", min_length=2, max_length=30)
    fristen: tuple[Kennung, ...] = Field((), title="Fristen")
    dokumente: tuple[Dokument, ...] = Field((), title="Dokumente")
    rechtsgrundlagen: tuple[Rechtsgrundlage, ...] = Field((), title="Verpflichtung")
    anforderungen: tuple[Langtext, ...] = Field((), title="Übergreifende Anforderungen")
    hilfen: tuple[Langtext, ...] = Field((), title="Übergreifende Hilfen und Nachweise")
    guete: tuple[Guete, ...] = Field((), title="Güte")
    stichworte: tuple[Kurztext, ...] = Field((), title="Stichworte")

    @cached_property
    def exits(self) -> Mapping[str, tuple[Ausgang, ...]]:
        """Ways out of every step, with the silent one to the next step of the list."""
        following = {step.id: after.id for step, after in pairwise(self.schritte) if step.form != "ende"}
        return {
            step.id: step.weiter or ((Ausgang(zu=following[step.id]),) if step.id in following else ())
            for step in self.schritte
        }
