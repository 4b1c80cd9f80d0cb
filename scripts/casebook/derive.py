"""What follows from a case's log: status, verdict, valid promise. Pure functions, nothing stored.

Every function takes the day up to which the log counts, so any past day can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from casebook.model import Case, Ereignis


class Status(StrEnum):
    """States of a case, in the order a case moves through them."""

    NEU = "neu"
    BESTAETIGT = "bestaetigt"
    IN_BEARBEITUNG = "in_bearbeitung"
    RUHT = "ruht"
    BEANTWORTET = "beantwortet"
    ABGESCHLOSSEN = "abgeschlossen"
    WIEDER_OFFEN = "wieder_offen"
    DOPPELT = "doppelt"
    ABGEGEBEN = "abgegeben"
    STORNIERT = "storniert"


FINAL = frozenset({Status.DOPPELT, Status.ABGEGEBEN, Status.STORNIERT})
CLOSED = FINAL | {Status.ABGESCHLOSSEN}

_STATUS_OF = {
    "abschluss": Status.ABGESCHLOSSEN,
    "wiedereroeffnung": Status.WIEDER_OFFEN,
    "doppelt": Status.DOPPELT,
    "abgabe": Status.ABGEGEBEN,
    "storno": Status.STORNIERT,
    "pause_beginn": Status.RUHT,
    "rueckmeldung": Status.BEANTWORTET,
}
# Notes about a case, not steps of its handling: they leave the status as it is.
_WITHOUT_STATUS = frozenset(
    {"korrektur", "schwaerzung", "anonymisiert", "befragung_versandt", "befragung_antwort", "externe_stelle"}
)


def statuses(case: Case) -> Iterator[tuple[Ereignis, Status]]:
    """Each event of the log with the status it leads to."""
    status = Status.NEU
    before_pause = Status.NEU
    for event in case.verlauf:
        if event.ereignis == "pause_beginn":
            before_pause = status
        status = _next_status(status, before_pause, event.ereignis)
        yield event, status


def _next_status(status: Status, before_pause: Status, ereignis: str) -> Status:
    if ereignis in _WITHOUT_STATUS or status in FINAL:
        return status
    if ereignis in _STATUS_OF:
        return _STATUS_OF[ereignis]
    if ereignis == "pause_ende":
        return before_pause if status is Status.RUHT else status
    if ereignis == "eingangsbestaetigung":
        return Status.BESTAETIGT if status is Status.NEU else status
    if ereignis == "zweite_stufe" or status in (Status.NEU, Status.BESTAETIGT, Status.WIEDER_OFFEN):
        return Status.IN_BEARBEITUNG
    return status


def status(case: Case, stand: date) -> Status:
    """The status at the end of the day `stand`."""
    current = Status.NEU
    for event, following in statuses(case):
        if event.datum > stand:
            break
        current = following
    return current


def verdict(case: Case) -> str | None:
    """`ja`, `teilweise`, `nein`, `nicht_entscheidbar` over all concerns; None while one is unruled.

    Concerns that cannot be decided are left out unless all are.
    """
    rulings = [concern.begruendet for concern in case.anliegen]
    if None in rulings:
        return None
    decided = {ruling for ruling in rulings if ruling != "nicht_entscheidbar"}
    if not decided:
        return "nicht_entscheidbar"
    return decided.pop() if len(decided) == 1 else "teilweise"


def promised_until(case: Case, stand: date) -> date | None:
    """The day the person was promised an answer for, with the extensions that are valid.

    An extension is valid when it has a reason, names a later day, the person was told (nobody can be
    told in an anonymous case), and it was made no later than the day it extends.
    """
    promised = case.rueckmeldung_bis
    if promised is None or case.keine_rueckmeldung:
        return None
    for event in case.verlauf:
        if event.ereignis == "fristverlaengerung" and event.datum <= stand:
            told = event.informiert or case.person.anonym
            if event.bis and event.grund and told and event.datum <= promised < event.bis:
                promised = event.bis
    return promised


def is_pure_remedy(case: Case) -> bool:
    """A legal remedy without a complaint beside it: counted in K27 alone."""
    legal = case.rechtsbehelf
    return legal is not None and legal.ergebnis in ("ja", "unklar") and legal.daneben_beschwerde is False
