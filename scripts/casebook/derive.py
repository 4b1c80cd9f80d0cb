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
FINAL_EVENTS = frozenset(event for event, status in _STATUS_OF.items() if status in FINAL)
_ENDS_PAUSE = frozenset({"pause_ende", "rueckmeldung", "abschluss", "doppelt", "abgabe", "storno"})
# Notes about a case, not steps of its handling: they leave the status as it is.
_WITHOUT_STATUS = frozenset(
    {"korrektur", "schwaerzung", "anonymisiert", "befragung_versandt", "befragung_antwort", "externe_stelle"}
)


def statuses(case: Case) -> Iterator[tuple[Ereignis, Status]]:
    """Each event of the log with the status it leads to; what happens in a pause shows when it ends."""
    status = Status.NEU
    below_pause = Status.NEU
    for event in case.verlauf:
        if event.ereignis == "pause_beginn" and status is not Status.RUHT:
            below_pause = status
        if status is Status.RUHT and event.ereignis not in _ENDS_PAUSE:
            below_pause = _next_status(below_pause, below_pause, event.ereignis)
        else:
            status = _next_status(status, below_pause, event.ereignis)
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
    """The day the person was promised an answer for, with the extensions that are valid."""
    promised = case.rueckmeldung_bis
    if promised is None or case.keine_rueckmeldung:
        return None
    for event in case.verlauf:
        if (
            event.ereignis == "fristverlaengerung"
            and event.datum <= stand
            and not extension_fault(event, promised, case)
        ):
            promised = event.bis or promised
    return promised


def extension_fault(event: Ereignis, promised: date, case: Case) -> str:
    """Why an extension does not move the promised day; empty where it does.

    It needs a reason and a later day, must be made no later than the day it extends, and the person must be told
    (nobody can be told in an anonymous case).
    """
    if not event.grund or event.bis is None or event.bis <= promised:
        return "Grund oder späterer Tag fehlt"
    if event.datum > promised:
        return f"sie kam nach dem zugesagten Tag {promised:%d.%m.%Y}"
    if not event.informiert and not case.person.anonym:
        return "die Person weiß nichts davon"
    return ""


def is_pure_remedy(case: Case) -> bool:
    """A legal remedy without a complaint beside it: counted in K27 alone."""
    legal = case.rechtsbehelf
    return legal is not None and legal.ergebnis in ("ja", "unklar") and legal.daneben_beschwerde is False
