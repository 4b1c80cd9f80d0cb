"""The rows of the IFD's texts: one hand-written case each, checked and frozen."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casebook.model import Art, Begruendet, Ergebnis, Stufe
from casebook.values import Record
from samples import texts
from samples.stories import Measure

Stand = Literal[
    "abgeschlossen",
    "neu",
    "bestaetigt",
    "in_bearbeitung",
    "ruht",
    "beantwortet",
    "zurueckgezogen",
    "abgegeben",
    "doppelt",
    "storniert",
    "schale",
]

_OUTCOME = {
    "ja": "abgeholfen",
    "teilweise": "teilweise_abgeholfen",
    "nein": "nicht_abgeholfen",
    "nicht_entscheidbar": "nicht_abgeholfen",
}


class Concern(Record):
    """A concern; `urteil` stands here only for a second one."""

    thema: str
    kurz: str
    bereich: str | None = None
    betrifft: str | None = None
    gegenstand: str = "sache"
    prozess: str | None = None
    urteil: Begruendet | None = None
    gruende: tuple[str, ...] = ()


class ThirdParty(Record):
    """Who speaks for the person."""

    art: str
    stelle: str | None = None
    vollmacht: str = "liegt_vor"


class Decision(Record):
    """A decision of the Integrationsamt that is objected to."""

    weg: str
    bescheid: date


class Transfer(Record):
    """Where a case goes that belongs elsewhere."""

    behoerde: str
    grund: str


class Row(Record):
    """One case of the year; `stand` is where it is on the frozen day."""

    id: str
    datum: date
    kanal: str
    auftraggeber: Literal["ia", "rv", "aa"]
    art: Art = "beschwerde"
    zugang: str | None = None
    ueber: str | None = None
    gruppe: str | None = None
    anonym: bool = False
    bedarf: str | None = None
    dritte: ThirdParty | None = None
    rechtsbehelf: Decision | None = None
    anliegen: Concern | None = None
    zweites: Concern | None = None
    stufe: Stufe | None = None
    stand: Stand = "abgeschlossen"
    urteil: Begruendet | None = None
    gruende: tuple[str, ...] = ()
    bewertung: str | None = None
    entscheidung: str | None = None
    stellungnahme: str | None = None
    behoerde: str | None = None
    extern: str | None = None
    antwort: str | None = None
    antwortet: str | None = None
    begruendung: str | None = None
    wirkung: tuple[str, ...] = ()
    ergebnis: Ergebnis | None = None
    massnahme: Measure | None = None
    keine_massnahme: str | None = None
    verspaetet: str | None = None
    verlaengert: str | None = None
    pause: str | None = None
    wiedereroeffnung: str | None = None
    schluss: str | None = None
    abgabe: Transfer | None = None
    ziel: str | None = None

    @property
    def outcome(self) -> str:
        """The outcome of the closing."""
        if self.stand == "zurueckgezogen":
            return "zurueckgezogen"
        mixed = self.zweites is not None and self.zweites.urteil != self.urteil
        partly = mixed and self.urteil == "ja"
        return self.ergebnis or ("teilweise_abgeholfen" if partly else _OUTCOME[self.urteil or "nein"])


def read_rows(name: str) -> tuple[Row, ...]:
    """The rows of a file, in its order."""
    return tuple(Row.model_validate(data) for data in texts.load(name))
