"""A story: what one complaint is about, what came out and why. Read from `texts`, checked, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import model_validator

from casebook.model import Ergebnis, Stufe
from casebook.values import Record
from samples import texts

_OUTCOME = {"ja": "abgeholfen", "teilweise": "teilweise_abgeholfen", "nein": "nicht_abgeholfen"}


class Measure(Record):
    """What the house changes; times are weeks after the closing."""

    text: str
    verantwortlich: str
    frist: int
    stand: str = "umgesetzt"
    umgesetzt: int | None = None
    geprueft: int | None = None
    wirkung: str | None = None
    prozess: str | None = None
    handbuch: str | None = None

    @property
    def weeks(self) -> int:
        """How long after the closing its last date lies."""
        return max(self.umgesetzt or 0, self.geprueft or 0)


class Reopening(Record):
    """Why a closed complaint came back and what then came of it."""

    grund: str
    stellungnahme: str
    antwort: str
    ergebnis: Ergebnis | None = None


class Remedy(Record):
    """A legal remedy found beside the complaint."""

    ergebnis: Literal["ja", "unklar"]
    weg: str


class Story(Record):
    """One complaint without the circumstances of time and person.

    Texts may name slots (`words`). `leute` is a trait the person must have, `von` who preferably comes
    for them, `monate` when it can happen, `wochen` the span of a wait the texts speak of.
    """

    id: str
    kurz: str
    thema: str
    bereich: str
    traeger: str
    prozess: str
    betrifft: tuple[str, ...]
    gegenstand: str = "sache"
    gruppe: str = "leistungsberechtigte"
    bedarf: str | None = None
    stufe: Stufe = "prozessbezogen"
    eilig: bool = False
    leute: str | None = None
    von: tuple[str, ...] = ()
    monate: tuple[int, ...] = ()
    wochen: tuple[int, int] | None = None
    direkt: bool = False
    rechtsbehelf: Remedy | None = None
    urteil: Literal["ja", "teilweise", "nein"]
    gruende: tuple[str, ...] = ()
    stellungnahme: str
    behoerde: str | None = None
    extern: str | None = None
    antwort: str
    begruendung: str | None = None
    wirkung: tuple[str, ...] = ()
    ergebnis: Ergebnis | None = None
    massnahme: Measure | None = None
    keine_massnahme: str | None = None
    verspaetet: str | None = None
    verlaengert: str | None = None
    pause: str | None = None
    wiedereroeffnung: Reopening | None = None
    vorgaenger: str | None = None
    zusammenhang: str | None = None

    @property
    def outcome(self) -> str:
        """The outcome of the first closing."""
        return self.ergebnis or _OUTCOME[self.urteil]

    @property
    def upheld(self) -> bool:
        """Whether the complaint was justified, at least in part."""
        return self.urteil != "nein"

    @model_validator(mode="after")
    def _tells_everything(self) -> Self:
        if self.upheld and (not self.gruende or not (self.massnahme or self.keine_massnahme)):
            raise ValueError(f"{self.id}: upheld without reasons, or neither a measure nor why none is needed")
        if self.outcome == "nicht_abgeholfen" and not self.begruendung:
            raise ValueError(f"{self.id}: no remedy and no reasoned statement")
        return self


class SecondPoint(Record):
    """A further concern of a complaint; `satz` goes into the unit's statement."""

    thema: str
    bereich: str
    traeger: str
    prozess: str
    betrifft: str | None = None
    gegenstand: str = "sache"
    leute: str | None = None
    urteil: Literal["ja", "nein"]
    gruende: tuple[str, ...] = ()
    kurz: str
    satz: str


def read_stories(folder: str) -> tuple[Story, ...]:
    """Every story of a folder, in the order of its files."""
    return tuple(Story.model_validate(data) for name in texts.names(folder) for data in _flat(texts.load(name)))


def read_second_points(name: str) -> tuple[SecondPoint, ...]:
    """The further concerns of a file."""
    return tuple(SecondPoint.model_validate(data) for data in texts.load(name))


def _flat(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The file's and the situation's settings under those of each case."""
    for situation in content.pop("situationen"):
        for case in situation.pop("faelle"):
            yield {**content, **situation, **case}
