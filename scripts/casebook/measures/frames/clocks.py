"""By when something had to be done, and whether it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from casebook.calendars import Calendar, OutsideCalendar
from casebook.deadlines import due_with_pauses, legal_clock, pauses
from casebook.due import REMEDY_DEADLINE
from casebook.measures.frames.columns import Days, Texts
from casebook.measures.states import CaseState
from casebook.office import Frist, Office, Thema

IN_TIME = ("rechtzeitig", "verspaetet", "versaeumt", "laeuft")
"""Done by its last day, done later, not done and over, not done and still running (on its last day it runs)."""


def in_time(done: Days, due: Days, stand: date) -> Texts:
    """One of `IN_TIME` for each case, nothing where nothing is due."""
    over = due < np.datetime64(stand, "D")
    codes = np.where(np.isnat(done), np.where(over, 2, 3), np.where(done <= due, 0, 1))
    return Texts(np.where(np.isnat(due), -1, codes), IN_TIME)


def acknowledgement_day(state: CaseState, office: Office, calendar: Calendar, stand: date) -> date | None:
    """The last day for the acknowledgement by the office's plan; nothing where none is owed or can be reckoned."""
    case = state.case
    if case.herkunft or case.keine_rueckmeldung or case.person.anonym:
        return None
    days = (_planned(state, deadline, calendar, stand) for deadline in _acknowledgement_plan(state, office))
    return min((day for day in days if day), default=None)


def _acknowledgement_plan(state: CaseState, office: Office) -> Iterator[Frist]:
    levels = [event.stufe for event, _ in state.steps if event.ereignis == "einstufung"]
    level = levels[-1] if levels else None
    for plan in office.fristenplan:
        deadline = office.deadlines[plan.frist]
        fits = (not plan.arten or state.kind in plan.arten) and (not plan.stufen or level in plan.stufen)
        if plan.ereignis == "eingangsbestaetigung" and fits and deadline.valid_on(state.case.eingang.datum):
            yield deadline


def _planned(state: CaseState, deadline: Frist, calendar: Calendar, stand: date) -> date | None:
    start = state.case.eingang.datum if deadline.beginn == "eingang" else state.first(deadline.beginn)
    try:
        return due_with_pauses(deadline, start, pauses(state.case, stand), calendar) if start else None
    except OutsideCalendar:
        return None


def request_day(state: CaseState, calendar: Calendar) -> date | None:
    """A request is answered by the next working day of the house."""
    if state.kind != "anfrage" or state.case.keine_rueckmeldung:
        return None
    try:
        return calendar.add_working_days(state.case.eingang.datum, 1, house=True)
    except OutsideCalendar:
        return None


def cancellation_day(state: CaseState, office: Office, calendar: Calendar) -> date | None:
    """What must stand in the specialist system is there the same day, at the latest on the next working day."""
    topics = (office.vocabularies["thema"].get(concern.thema) for concern in state.case.anliegen)
    if not any(isinstance(topic, Thema) and topic.uebergabe for topic in topics):
        return None
    try:
        return calendar.next_working_day(state.case.eingang.datum, house=True)
    except OutsideCalendar:
        return state.case.eingang.datum


def remedy_end(state: CaseState, office: Office, calendar: Calendar) -> date | None:
    """The end of the legal clock of a Widerspruch, the worst case where dates are unknown; other ways have none."""
    legal = state.case.rechtsbehelf
    if legal is None or not (legal.ergebnis == "unklar" or (legal.ergebnis == "ja" and legal.weg == "widerspruch")):
        return None
    month = office.deadlines[REMEDY_DEADLINE.get(office.profil, "sgg-widerspruch")]
    try:
        return legal_clock(legal, state.case.eingang.datum, month, calendar).end
    except OutsideCalendar:
        return None
