"""A year of the sample Integrationsfachdienst with three commissioners and every process code."""

from __future__ import annotations

from datetime import date
from random import Random

from casebook.rules.legal import SHELL_SENTENCE
from samples.calendar_days import OfficeDays, office_days
from samples.complaint import CaseData, measure_data
from samples.ifd_log import COMMISSIONERS, Days, Desk, complaint_log, days_of, simple_log
from samples.ifd_rows import Concern, Row, read_rows
from samples.log import Event, event
from samples.phrases import Phrases

YEAR = 2024
UNTIL = date(2025, 1, 8)
SEED = "Musterland 2024"

_TAKERS = {
    "vermittlung": "fk-vermittlung",
    "sicherung": "fk-sicherung",
    "uebergang": "fk-uebergang",
    "verwaltung": "empfang",
}
"""Anyone on the staff takes a complaint down; the function that does it where the unit itself was addressed."""

_CARRIERS = {"ia": "integrationsamt", "rv": "rentenversicherung", "aa": "agentur_arbeit"}


def cases() -> list[CaseData]:
    """Every case of the year in order of receipt."""
    rows = read_rows("ifd/2024.yaml")
    numbers = {row.id: f"{YEAR}-{n:04d}" for n, row in enumerate(rows, start=1)}
    calendar, phrases = office_days("RP", YEAR, YEAR + 1), Phrases("ifd/bausteine.yaml", Random(SEED))
    return [_case(row, numbers, calendar, phrases) for row in rows]


def _case(row: Row, numbers: dict[str, str], calendar: OfficeDays, phrases: Phrases) -> CaseData:
    rng = Random(f"{SEED} {row.id}")
    days = days_of(row, calendar, rng)
    frame = _frame(row, numbers[row.id], rng)
    if row.stand == "schale":
        return frame | _shell(row)
    desk = Desk(row, numbers[row.id], days, calendar, phrases, numbers)
    log = complaint_log(desk) if row.art == "beschwerde" else simple_log(desk)
    closed = row.stand in ("abgeschlossen", "zurueckgezogen") and not row.wiedereroeffnung
    return frame | {
        "anliegen": [_concern(each, row) for each in (row.anliegen, row.zweites) if each],
        "stufe": row.stufe,
        **_promise(row, days, calendar),
        "verlauf": [*_handing_over(frame, row), *log],
        "massnahmen": [measure_data(row.massnahme, days.closed, calendar)] if row.massnahme else [],
        "abschluss": _closing_block(row, log[-1]) if closed else None,
    }


def _frame(row: Row, number: str, rng: Random) -> CaseData:
    """Number, kind, receipt, people, legal check and who is responsible."""
    unit = row.anliegen.betrifft if row.anliegen else None
    taken_elsewhere = unit in _TAKERS and not row.ueber and row.stand != "neu" and rng.random() < 0.4
    place = unit if taken_elsewhere else "qualitaet"
    receipt = {
        "datum": row.datum,
        "kanal": row.kanal,
        "zugang": row.zugang or ("dritte" if row.dritte else "direkt"),
        "ueber": row.ueber,
        "stelle": place,
        "erfasst_am": row.datum,
        "erfasst_von": _TAKERS.get(place or "", "qm-1"),
    }
    return {
        "aktenzeichen": number,
        "art": row.art,
        "beispiel": True,
        "eingang": receipt,
        "dritte": _third(row),
        "person": {
            "gruppe": row.gruppe,
            "anonym": True if row.anonym else None,
            "bedarf": [{"art": row.bedarf, "erfuellt": False}] if row.bedarf else [],
        },
        "rechtsbehelf": _legal_check(row),
        "zustaendig": COMMISSIONERS[row.antwortet] if row.antwortet else "qualitaet",
    }


def _third(row: Row) -> CaseData | None:
    third = row.dritte
    if third is None:
        return None
    scope = "vertretung" if third.art in ("rechtsanwalt", "betreuung") else "auskunft"
    authority = {"stand": third.vollmacht, "umfang": scope if third.vollmacht == "liegt_vor" else None}
    return {"art": third.art, "stelle": third.stelle, "vollmacht": authority if third.vollmacht != "keine" else None}


def _legal_check(row: Row) -> CaseData | None:
    """Decisions are those of the Integrationsamt: what objects to one goes there on the same day."""
    if row.art not in ("beschwerde", "anregung", "hinweis"):
        return None
    check: CaseData = {"ergebnis": "nein", "geprueft_am": row.datum, "geprueft_von": "qm-1"}
    if row.rechtsbehelf is None:
        return check
    return check | {
        "ergebnis": "ja",
        "weg": row.rechtsbehelf.weg,
        "bescheid_vom": row.rechtsbehelf.bescheid,
        "belehrung": "richtig",
        "uebergeben_am": row.datum,
        "uebergeben_an": "integrationsamt",
        "daneben_beschwerde": True,
    }


def _concern(concern: Concern, row: Row) -> CaseData:
    ruled = row.stand == "abgeschlossen" and row.art == "beschwerde"
    first = concern is row.anliegen
    return {
        "thema": concern.thema,
        "bereich": concern.bereich,
        "traeger": _CARRIERS[row.auftraggeber],
        "gegenstand": concern.gegenstand if row.art == "beschwerde" else None,
        "betrifft": concern.betrifft,
        "prozess": concern.prozess,
        "kurz": concern.kurz,
        "begruendet": (row.urteil if first else concern.urteil) if ruled else None,
        "gruende": (row.gruende if first else concern.gruende) if ruled else (),
    }


def _promise(row: Row, days: Days, calendar: OfficeDays) -> CaseData:
    if row.art == "lob":
        return {"keine_rueckmeldung": {"grund": "verzicht"}}
    if row.anonym:
        return {"keine_rueckmeldung": {"grund": "umfrage"}}
    return {"rueckmeldung_bis": calendar.after(row.datum, 1) if row.art == "anfrage" else days.promised}


def _handing_over(frame: CaseData, row: Row) -> list[Event]:
    """A complaint that another unit took down goes to the quality officer on the same day."""
    receipt = frame["eingang"]
    if row.art != "beschwerde" or receipt["stelle"] == "qualitaet":
        return []
    return [event(row.datum, "zuweisung", receipt["erfasst_von"], stelle="qualitaet")]


def _closing_block(row: Row, last: Event) -> CaseData:
    return {
        "ergebnis": last["ergebnis"],
        "begruendung": row.begruendung,
        "wirkung": row.wirkung,
        "verspaetungsgrund": row.verspaetet,
    }


def _shell(row: Row) -> CaseData:
    """Protection from violence: number, dates and way, nothing of the matter."""
    handed_over = {"weg": "gewaltschutz", "uebergeben_am": row.datum, "uebergeben_an": "traegerverein"}
    check = {"ergebnis": "ja", "geprueft_am": row.datum, "geprueft_von": "qm-1", "daneben_beschwerde": False}
    return {
        "rechtsbehelf": check | handed_over,
        "anliegen": [{"thema": "sonstiges", "kurz": SHELL_SENTENCE}],
        "zustaendig": "haus",
        "verlauf": [
            event(row.datum, "eingangsbestaetigung", "qm-1"),
            event(row.datum, "abgabe", "qm-1", stelle="traegerverein"),
        ],
    }
