"""What the frame of cases has of each case, column by column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np

from casebook.calendars import Calendar
from casebook.deadlines import pauses
from casebook.derive import Status
from casebook.measures.frames.clocks import acknowledgement_day, cancellation_day, in_time, remedy_end, request_day
from casebook.measures.frames.columns import DAY, Columns, Days, day_column, days_between, flag_column, text_column
from casebook.measures.frames.gaps import GAPS
from casebook.measures.frames.names import OHNE_ANGABE, shown_organisation, shown_unit
from casebook.measures.states import CaseState
from casebook.office import Office

_SPANS: Mapping[str, tuple[str, str, bool]] = {
    "final": ("eingang", "final_closing", False),
    "first": ("eingang", "first_closing", False),
    "acknowledged": ("eingang", "acknowledged", False),
    "assigned": ("eingang", "assigned", True),
    "arrived": ("eingang", "arrived", True),
    "handed_over": ("eingang", "handed_over", False),
}
"""Durations: first day, last day, whether days on which the house is shut do not count."""

_PASSING_ON = ("zuweisung", "weiterleitung", "zweite_stufe")


def case_columns(states: Sequence[CaseState], office: Office, calendar: Calendar, stand: date) -> Columns:
    """All columns that a case has by itself."""
    columns = _texts(states, office) | _days(states, office, calendar, stand) | _flags(states, office)
    for name, (first, last, house) in _SPANS.items():
        columns[f"{name}_workdays"] = calendar.working_days_between(columns[first], columns[last], house=house)
        columns[f"{name}_days"] = days_between(columns[first], columns[last])
    columns["paused_days"] = np.array([_paused_days(state) for state in states], dtype=np.float64)
    columns["satisfaction"] = np.array([_satisfaction(state) for state in states], dtype=np.float64)
    return columns | {
        "acknowledgement": in_time(columns["noticed"], columns["acknowledgement_due"], stand),
        "request": in_time(columns["answered"], columns["request_due"], stand),
        "cancellation": in_time(columns["entered"], columns["cancellation_due"], stand),
        "remedy_clock": in_time(columns["handed_over"], columns["remedy_end"], stand),
    }


def _texts(states: Sequence[CaseState], office: Office) -> Columns:
    columns: Mapping[str, Callable[[CaseState], str | None]] = {
        "art": lambda state: state.kind,
        "kanal": lambda state: state.case.eingang.kanal,
        "zugang": lambda state: state.case.eingang.zugang,
        "ueber": lambda state: state.case.eingang.ueber,
        "dritte": lambda state: _third_party(state, office)[0],
        "organisation": lambda state: _third_party(state, office)[1],
        "stelle": lambda state: shown_unit(office, state.case.eingang.stelle),
        "zustaendig": lambda state: shown_unit(office, state.case.zustaendig),
        "gruppe": lambda state: state.case.person.gruppe or OHNE_ANGABE,
        "stufe": _level,
        "status": lambda state: state.status.value,
        "verdict": lambda state: state.verdict,
        "promise": lambda state: state.promise,
        "outcome": _outcome,
        "verspaetungsgrund": lambda state: state.block.verspaetungsgrund if state.block else None,
        "remedy": lambda state: _remedy(state, "ergebnis"),
        "weg": lambda state: _remedy(state, "weg") or OHNE_ANGABE,
    }
    return {name: text_column(map(fact, states)) for name, fact in columns.items()}


def _third_party(state: CaseState, office: Office) -> tuple[str | None, str | None]:
    """Kind and organisation of the third party where the case came through one."""
    if state.case.eingang.zugang != "dritte":
        return None, None
    third = state.case.dritte
    return (third.art, shown_organisation(office, third.art, third.stelle)) if third else (OHNE_ANGABE, OHNE_ANGABE)


def _level(state: CaseState) -> str:
    levels = [event.stufe for event, _ in state.steps if event.ereignis == "einstufung" and event.stufe]
    return levels[-1] if levels else OHNE_ANGABE


def _outcome(state: CaseState) -> str | None:
    """How the case ended: the outcome of its closing, or that others answer it."""
    if state.status.value == "abgegeben":
        return "abgegeben"
    return (state.outcome or "unbekannt") if state.final_closing else None


def _remedy(state: CaseState, field: str) -> str | None:
    legal = state.case.rechtsbehelf
    found: str | None = getattr(legal, field) if legal else None
    return found


def _days(states: Sequence[CaseState], office: Office, calendar: Calendar, stand: date) -> Columns:
    columns: Mapping[str, Callable[[CaseState], date | None]] = {
        "eingang": lambda state: state.case.eingang.datum,
        "promised": lambda state: state.promised,
        "answered": lambda state: state.answered,
        "first_closing": lambda state: state.first_closing,
        "final_closing": lambda state: state.final_closing,
        "transferred": lambda state: state.first("abgabe") if state.status.value == "abgegeben" else None,
        "reopened": lambda state: state.first("wiedereroeffnung"),
        "second_stage": lambda state: state.first("zweite_stufe"),
        "acknowledged": lambda state: state.first("eingangsbestaetigung"),
        "noticed": lambda state: state.first("eingangsbestaetigung", "rueckmeldung", "abschluss"),
        "acknowledgement_due": lambda state: acknowledgement_day(state, office, calendar, stand),
        "assigned": lambda state: state.first("zuweisung"),
        "arrived": _arrived,
        "entered": lambda state: state.first("uebergeben"),
        "surveyed": lambda state: state.first("befragung_versandt"),
        "handed_over": lambda state: _handed_over(state, stand),
        "remedy_end": lambda state: remedy_end(state, office, calendar),
        "request_due": lambda state: request_day(state, calendar),
        "cancellation_due": lambda state: cancellation_day(state, office, calendar),
    }
    days: dict[str, Days] = {name: day_column(map(fact, states)) for name, fact in columns.items()}
    days["ended"] = np.where(np.isnat(days["final_closing"]), days["transferred"], days["final_closing"])
    days["stage_one_end"] = np.fmin(days["first_closing"], days["second_stage"]).astype(DAY)
    return dict(days)


def _arrived(state: CaseState) -> date | None:
    """The day the case first was with the unit now in charge, from the start or handed over to it."""
    unit = state.case.zustaendig
    if state.case.eingang.stelle == unit:
        return state.case.eingang.datum
    return next((e.datum for e, _ in state.steps if e.ereignis in _PASSING_ON and e.stelle == unit), None)


def _handed_over(state: CaseState, stand: date) -> date | None:
    legal = state.case.rechtsbehelf
    day = legal.uebergeben_am if legal else None
    return day if day and day <= stand else None


def _flags(states: Sequence[CaseState], office: Office) -> Columns:
    columns: Mapping[str, Callable[[CaseState], bool]] = {
        "pure_remedy": lambda state: state.pure_remedy,
        "final": lambda state: state.final,
        "imported": lambda state: state.case.herkunft is not None,
        "no_answer": lambda state: state.case.keine_rueckmeldung is not None,
        "resting": lambda state: state.status is Status.RUHT,
        "handed_on": _handed_on,
        "direct_route": lambda state: sum(event.ereignis in _PASSING_ON for event, _ in state.steps) <= 1,
        "extended": lambda state: state.has("fristverlaengerung"),
        "extended_properly": _extended_properly,
        "learned": lambda state: bool(state.case.massnahmen) or state.has("keine_massnahme"),
        "with_effect": lambda state: bool(state.block and state.block.wirkung),
        "contacted": lambda state: state.has("kontakt_extern"),
        "external": lambda state: state.has("externe_stelle"),
        "recognisable": lambda state: state.case.person.pseudonym is not None and not state.case.person.anonym,
        "checked": lambda state: _remedy(state, "ergebnis") in ("ja", "unklar"),
    }
    columns = {**columns, **{f"needs_{name}": gap.needed for name, gap in GAPS.items()}}
    found = {name: flag_column(map(fact, states)) for name, fact in columns.items()}
    lacking = {name: flag_column(map(gap.lacking, states)) & found[f"needs_{name}"] for name, gap in GAPS.items()}
    complete = ~np.any([*lacking.values()], axis=0) if states else flag_column(())
    return {**found, **{f"lacks_{name}": flags for name, flags in lacking.items()}, "complete": complete}


def _handed_on(state: CaseState) -> bool:
    """Whether another unit than the one addressed came to handle it."""
    for event, _ in state.steps:
        if event.ereignis in ("weiterleitung", "zweite_stufe"):
            return True
        if event.ereignis == "zuweisung" and event.stelle != state.case.eingang.stelle:
            return True
    return False


def _extended_properly(state: CaseState) -> bool:
    """Whether each extension gives its reason and the person was told (nobody can be told in an anonymous case)."""
    extensions = [event for event, _ in state.steps if event.ereignis == "fristverlaengerung"]
    told = state.case.person.anonym or all(event.informiert for event in extensions)
    return bool(extensions) and told and all(event.grund for event in extensions)


def _paused_days(state: CaseState) -> float:
    """Days on which a closed case rested; NaN where it never did."""
    breaks = pauses(state.case, state.final_closing) if state.final_closing else ()
    return float(sum((pause.end - pause.begin).days for pause in breaks)) if breaks else np.nan


def _satisfaction(state: CaseState) -> float:
    """The mark of a closed case, 5 the best; NaN where there is none or its answer came after the stand."""
    mark = state.block.zufriedenheit if state.block else None
    answers = [event for event in state.case.verlauf if event.ereignis == "befragung_antwort"]
    return float(mark) if mark is not None and (not answers or state.has("befragung_antwort")) else np.nan
