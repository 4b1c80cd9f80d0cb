"""A case file as far as it tells of days up to a stand: nothing on its page happened later.

What the file no longer says (an earlier verdict, the unit in charge before a correction) only Git can tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casebook.measures import CaseState
from casebook.model import Abschluss, Anliegen, Case, Ereignis, Massnahme, Rechtsbehelf


def known_then(state: CaseState, stand: date) -> Case:
    """The case without what its log and its dates place after the stand."""
    case = state.case
    log = tuple(event for event in case.verlauf if event.datum <= stand)
    later = case.verlauf[len(log) :]
    known = {
        "verlauf": log,
        "abschluss": _block(state, later),
        "anliegen": case.anliegen if state.final_closing or not later else tuple(map(_unruled, case.anliegen)),
        "stufe": case.stufe if _none_of("einstufung", later) else _level(log),
        "rechtsbehelf": _check(case.rechtsbehelf, stand),
        "massnahmen": tuple(_measure(measure, stand) for measure in case.massnahmen),
    }
    return case.model_copy(update=known)


def _none_of(name: str, events: Iterable[Ereignis]) -> bool:
    return all(event.ereignis != name for event in events)


def _block(state: CaseState, later: Iterable[Ereignis]) -> Abschluss | None:
    """The block of the closing known at the stand, and of an answer to the survey only when it had come."""
    if state.block is None or _none_of("befragung_antwort", later):
        return state.block
    return state.block.model_copy(update={"zufriedenheit": None})


def _unruled(concern: Anliegen) -> Anliegen:
    return concern.model_copy(update={"begruendet": None, "gruende": ()})


def _level(log: Iterable[Ereignis]) -> str | None:
    return next((event.stufe for event in reversed(tuple(log)) if event.ereignis == "einstufung"), None)


def _check(legal: Rechtsbehelf | None, stand: date) -> Rechtsbehelf | None:
    """The legal check once it was made; a hand-over once it was done."""
    if legal is None or (legal.geprueft_am and legal.geprueft_am > stand):
        return None
    if legal.uebergeben_am is None or legal.uebergeben_am <= stand:
        return legal
    return legal.model_copy(update={"uebergeben_am": None, "uebergeben_an": None})


def _measure(measure: Massnahme, stand: date) -> Massnahme:
    """What is done and checked has days; before them it is at least decided."""
    undone = measure.umgesetzt_am is not None and measure.umgesetzt_am > stand
    unchecked = undone or (measure.wirkung_geprueft is not None and measure.wirkung_geprueft > stand)
    changes: dict[str, object] = {"umgesetzt_am": None, "stand": "beschlossen"} if undone else {}
    changes |= {"wirkung_geprueft": None, "wirkung": None} if unchecked else {}
    return measure.model_copy(update=changes) if changes else measure
