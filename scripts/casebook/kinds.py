"""Which kind a case had when: a conversion changes it from its day on, a correction from the beginning."""

from __future__ import annotations

from datetime import date
from typing import get_args

from casebook.model import Art, Case, Ereignis

KINDS: tuple[Art, ...] = get_args(Art)


def kinds_of(case: Case, stand: date) -> tuple[Art, ...]:
    """The kind at receipt and after each conversion, as known at the stand.

    Where the log does not name the kind before a conversion (`alt`), the case counts as its new kind from the
    beginning: what it was before, only Git can tell.
    """
    changes = [(event, new) for event in case.verlauf if (new := _new_kind(event))]
    kinds = [_kind(changes[0][0].alt) or changes[0][1]] if changes else [case.art]
    for event, new in changes:
        if event.datum > stand:
            break
        if event.ereignis == "umwandlung":
            kinds.append(new)
        else:
            kinds[-1] = new
    return tuple(kinds)


def kind_on(case: Case, stand: date) -> Art:
    """The kind a case has at the end of the day `stand`."""
    return kinds_of(case, stand)[-1]


def _new_kind(event: Ereignis) -> Art | None:
    if event.ereignis == "umwandlung":
        return event.art
    return _kind(event.neu) if event.ereignis == "korrektur" and event.feld == "art" else None


def _kind(text: str | None) -> Art | None:
    return next((kind for kind in KINDS if kind == text), None)
