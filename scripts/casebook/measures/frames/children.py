"""Columns of frames with several rows a case: concerns, effects, authorities, needs, measures taken, decisions.

The column `case` is the position among the cases given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from casebook.measures.frames.columns import Columns, day_column, flag_column, position_column, text_column
from casebook.measures.frames.names import OHNE_ANGABE, shown_unit
from casebook.measures.states import CaseState
from casebook.model import Ereignis, Massnahme
from casebook.office import Office

RECOMMENDED, FOLLOWED = "empfehlung", "empfehlung_befolgt"
"""Results of an external instance that decide nothing: its advice, and that the house has taken it."""

_NOT_RULED = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen"})


def concerns_of(states: Sequence[CaseState], office: Office) -> Columns:
    """The concern's own columns; `verdict` is its ruling while its case is closed."""
    places, concerns = _rows(states, lambda state: state.case.anliegen)
    return {
        "case": position_column(places),
        "thema": text_column(concern.thema for concern in concerns),
        "bereich": text_column(concern.bereich or OHNE_ANGABE for concern in concerns),
        "traeger": text_column(concern.traeger or OHNE_ANGABE for concern in concerns),
        "gegenstand": text_column(concern.gegenstand or OHNE_ANGABE for concern in concerns),
        "betrifft": text_column(shown_unit(office, concern.betrifft) for concern in concerns),
        "prozess": text_column(concern.prozess or OHNE_ANGABE for concern in concerns),
        "verdict": text_column(
            concern.begruendet if _is_ruled(states[place]) else None
            for place, concern in zip(places, concerns, strict=True)
        ),
    }


def _is_ruled(state: CaseState) -> bool:
    return state.final_closing is not None and state.outcome not in _NOT_RULED


def _rows(states: Sequence[CaseState], entries: Callable[[CaseState], Iterable[Any]]) -> tuple[list[int], list[Any]]:
    """Positions of the cases, and their entries."""
    pairs = [(place, entry) for place, state in enumerate(states) for entry in entries(state)]
    return [place for place, _ in pairs], [entry for _, entry in pairs]


def effects_of(states: Sequence[CaseState]) -> Columns:
    """Each effect of a closed case once."""
    places, effects = _rows(states, lambda state: dict.fromkeys(state.block.wirkung) if state.block else ())
    return {"case": position_column(places), "wirkung": text_column(effects)}


def contacts_of(states: Sequence[CaseState]) -> Columns:
    """Each other authority once that a case was discussed with."""
    places, authorities = _rows(states, lambda state: dict.fromkeys(_authorities(state)))
    return {"case": position_column(places), "behoerde": text_column(authorities)}


def _authorities(state: CaseState) -> list[str]:
    return [event.behoerde or OHNE_ANGABE for event, _ in state.steps if event.ereignis == "kontakt_extern"]


def needs_of(states: Sequence[CaseState]) -> Columns:
    """Each need stated, and whether it was met: `ja`, `nein` or without an answer."""
    places, needs = _rows(states, lambda state: state.case.person.bedarf)
    met = {True: "ja", False: "nein", None: OHNE_ANGABE}
    return {
        "case": position_column(places),
        "bedarf": text_column(need.art for need in needs),
        "erfuellt": text_column(met[need.erfuellt] for need in needs),
    }


def massnahmen_of(states: Sequence[CaseState], office: Office, stand: date) -> Columns:
    """Each measure taken, with what had happened to it by the stand."""
    places, measures = _rows(states, lambda state: state.case.massnahmen)
    return {
        "case": position_column(places),
        "frist": day_column(measure.frist for measure in measures),
        "umgesetzt": day_column(_by(measure.umgesetzt_am, stand) for measure in measures),
        "geprueft": day_column(_by(measure.wirkung_geprueft, stand) for measure in measures),
        "verworfen": flag_column(measure.stand == "verworfen" for measure in measures),
        "verantwortlich": text_column(_responsible(measure, office) for measure in measures),
    }


def _responsible(measure: Massnahme, office: Office) -> str:
    return shown_unit(office, measure.verantwortlich)


def _by(day: date | None, stand: date) -> date | None:
    return day if day and day <= stand else None


def decisions_of(states: Sequence[CaseState]) -> Columns:
    """What external instances did: each event `externe_stelle`; `befolgt` where a later one says so of its advice."""
    places, events = _rows(states, _external)
    followed = [known for state in states for known in _followed(_external(state))]
    columns: Mapping[str, Callable[[Ereignis], str]] = {
        "entscheidung": lambda event: event.ergebnis or OHNE_ANGABE,
        "instanz": lambda event: event.behoerde or OHNE_ANGABE,
    }
    texts = {name: text_column(map(fact, events)) for name, fact in columns.items()}
    return {
        "case": position_column(places),
        "entschieden": day_column(event.datum for event in events),
        "befolgt": flag_column(followed),
        **texts,
    }


def _external(state: CaseState) -> list[Ereignis]:
    return [event for event, _ in state.steps if event.ereignis == "externe_stelle"]


def _followed(events: Sequence[Ereignis]) -> list[bool]:
    """Which of them are recommendations that the house followed: each later word of it settles the nearest one."""
    said: Counter[str | None] = Counter()
    found = []
    for event in reversed(events):
        follows = event.ergebnis == RECOMMENDED and said[event.behoerde] > 0
        said[event.behoerde] += (event.ergebnis == FOLLOWED) - follows
        found.append(follows)
    return found[::-1]
