"""A case as lists show it, and the facets by which they can be filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from casebook.measures import CaseState
from casebook.measures.frames import shown_unit
from casebook.office import Office
from casebook.pages.labels import KINDS, PROMISES, STATUS, VERDICTS, entry_name

_OUTCOMES_WITHOUT_VERDICT = {
    "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
    "zurueckgezogen": "zurückgezogen",
}

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A column to filter by: its name in addresses and for people, and the names of each case by its entries."""

    id: str
    name: str
    of: Callable[[CaseState, Office], Names]
    order: tuple[str, ...] = ()
    first: bool = False


class Entry(NamedTuple):
    """A case as lists show it; `facets` has its names by `FACETS`. A tuple, because all of them are read at once."""

    number: str
    received: date
    promised: date | None
    short: str
    facets: tuple[Names, ...]

    def of(self, facet: str) -> Names:
        """Its names of a facet."""
        return self.facets[_PLACES[facet]]


def _kind(state: CaseState, _: Office) -> Names:
    return (KINDS[state.kind],)


def _topics(state: CaseState, office: Office) -> Names:
    return tuple(dict.fromkeys(entry_name(office, "thema", concern.thema) for concern in state.case.anliegen))


def _status(state: CaseState, _: Office) -> Names:
    return (STATUS[state.status],)


def _verdict(state: CaseState, _: Office) -> Names:
    name = VERDICTS.get(state.verdict or "") or _OUTCOMES_WITHOUT_VERDICT.get(state.outcome or "")
    return (name,) if name else ()


def _unit(state: CaseState, office: Office) -> Names:
    return (entry_name(office, "stelle", shown_unit(office, state.case.zustaendig)),)


def _year(state: CaseState, _: Office) -> Names:
    return (str(state.case.eingang.datum.year),)


def _promise(state: CaseState, _: Office) -> Names:
    return (PROMISES[state.promise],) if state.promise else ()


def _channel(state: CaseState, office: Office) -> Names:
    return (entry_name(office, "kanal", state.case.eingang.kanal),)


def _carrier(state: CaseState, office: Office) -> Names:
    carriers = (concern.traeger for concern in state.case.anliegen)
    return tuple(dict.fromkeys(entry_name(office, "traeger", carrier) for carrier in carriers if carrier))


def _third_party(state: CaseState, office: Office) -> Names:
    known = state.case.dritte if state.case.eingang.zugang == "dritte" else None
    return (entry_name(office, "dritte", known.art),) if known else ()


FACETS = (
    Facet("jahr", "Jahr", _year, first=True),
    Facet("art", "Art", _kind, tuple(KINDS.values()), first=True),
    Facet("thema", "Thema", _topics, first=True),
    Facet("status", "Status", _status, tuple(STATUS.values()), first=True),
    Facet("zustaendig", "Zuständig", _unit),
    Facet("bewertung", "Bewertung", _verdict, (*VERDICTS.values(), *_OUTCOMES_WITHOUT_VERDICT.values())),
    Facet("zusage", "Zusage", _promise, tuple(PROMISES.values())),
    Facet("kanal", "Kanal", _channel),
    Facet("traeger", "Träger", _carrier),
    Facet("dritte", "Art der Dritten", _third_party),
)


_PLACES = {facet.id: place for place, facet in enumerate(FACETS)}


def entry_of(state: CaseState, office: Office) -> Entry:
    """The case for lists."""
    case = state.case
    names = tuple(facet.of(state, office) for facet in FACETS)
    return Entry(case.aktenzeichen, case.eingang.datum, state.promised, case.anliegen[0].kurz, names)
