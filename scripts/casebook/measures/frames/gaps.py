"""Facts a figure stands on that a case should have: who needs them, and who lacks them (K29)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.measures.states import CaseState
from casebook.values import UNBEKANNT

_WITHOUT_RULING = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen"})
_CHECKED_KINDS = frozenset({"beschwerde", "anregung", "hinweis"})


@dataclass(frozen=True, slots=True)
class Gap:
    """A statistical field: its name, which closed cases need it, and which lack it."""

    name: str
    needed: Callable[[CaseState], bool]
    lacking: Callable[[CaseState], bool]


def _always(state: CaseState) -> bool:
    return True


def _of_complaints(state: CaseState) -> bool:
    return state.kind == "beschwerde"


def _legally_checked(state: CaseState) -> bool:
    return state.kind in _CHECKED_KINDS


def _ruled(state: CaseState) -> bool:
    return state.kind == "beschwerde" and state.outcome not in _WITHOUT_RULING


def _unknown(text: str | None) -> bool:
    return text is None or text == UNBEKANNT


def _unchecked(state: CaseState) -> bool:
    legal = state.case.rechtsbehelf
    return legal is None or legal.ergebnis == "nicht_geprueft"


def _unpromised(state: CaseState) -> bool:
    return state.case.rueckmeldung_bis is None and state.case.keine_rueckmeldung is None


GAPS: Mapping[str, Gap] = {
    "kanal": Gap("Kanal", _always, lambda state: _unknown(state.case.eingang.kanal)),
    "zugang": Gap("Zugang", _always, lambda state: _unknown(state.case.eingang.zugang)),
    "thema": Gap("Thema", _always, lambda state: any(_unknown(entry.thema) for entry in state.case.anliegen)),
    "zustaendig": Gap("Zuständige Einheit", _always, lambda state: _unknown(state.case.zustaendig)),
    "ergebnis": Gap("Ergebnis", _always, lambda state: _unknown(state.outcome)),
    "rechtsbehelf": Gap("Rechtliche Prüfung", _legally_checked, _unchecked),
    "stufe": Gap("Stufe", _of_complaints, lambda state: not any(event.stufe for event, _ in state.steps)),
    "zusage": Gap("Zusage oder Verzicht", _of_complaints, _unpromised),
    "bewertung": Gap("Bewertung", _ruled, lambda state: state.verdict is None),
}
