"""Case states -> the register: columns of a script that its page loads, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from casebook.letters.offers import Letters
from casebook.measures import CaseState
from casebook.measures.frames import shown_unit
from casebook.office import Office
from casebook.pages.evidence import CASE_LIST
from casebook.pages.labels import KINDS, PROMISES, STATUS, VERDICTS, day, entry_name, number
from casebook.pages.origin import origin_text
from casebook.pages.scripts import script_data
from casebook.pages.site import File, Page, Site

DATA = "faelle.js"
PLAIN = "faelle/liste.html"
STAND = "stand.js"
LETTERS = "schreiben"
_OUTCOMES_WITHOUT_VERDICT = {
    "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
    "zurueckgezogen": "zurückgezogen",
}
_FIRST_DAY = date(1970, 1, 1).toordinal()

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A column to filter by: its name in addresses and for people, and the names of each case by its entries."""

    id: str
    name: str
    of: Callable[[CaseState, Office], Names]
    order: tuple[str, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet with the values that occur."""

    id: str
    name: str
    values: Names
    first: bool


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A case where no script runs."""

    number: str
    received: str
    kind: str
    topics: Names
    status: str


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


def register_pages(site: Site) -> Iterator[Page | File]:
    """The register, its data, a plain list for readers without scripts, and the letters it offers."""
    states, office, total = site.states, site.office, number(len(site.states))
    yield Page(CASE_LIST, "cases.html.j2", lambda: {"choices": choices(states, office), "total": total})
    yield File(DATA, lambda: register_script(states, office, site.letters).encode())
    yield File(STAND, lambda: script_data("stand", origin_text(site.provenance)).encode())
    yield Page(PLAIN, "case_list.html.j2", partial(_plain_values, site, total))
    for letter in chain.from_iterable(site.letters.values()):
        if letter.content:
            yield File(f"{LETTERS}/{letter.file}", partial(bytes, letter.content))


def _plain_values(site: Site, total: str) -> Mapping[str, Any]:
    return {"lines": plain_lines(site.states, site.office), "total": total}


def register_script(states: Sequence[CaseState], office: Office, letters: Letters) -> str:
    """The register as columns in the order of the states; positions behind figures mean this order.

    Days are counted from 1970, nothing is 0. A facet is the place of its name, or a list of places.
    """
    columns: dict[str, object] = {
        "nummer": [state.case.aktenzeichen for state in states],
        "eingang": [_day(state.case.eingang.datum) for state in states],
        "zugesagt": [_day(state.promised) for state in states],
        "kurz": [state.case.anliegen[0].kurz for state in states],
        "schreiben": [sum(not o.lacks for o in letters.get(state.case.aktenzeichen, ())) for state in states],
    }
    names: dict[str, list[str]] = {}
    for facet in FACETS:
        places: dict[str, int] = {}
        columns[facet.id] = [
            _places([places.setdefault(name, len(places)) for name in facet.of(state, office)]) for state in states
        ]
        names[facet.id] = list(places)
    return script_data("faelle", {"spalten": columns, "namen": names})


def choices(states: Sequence[CaseState], office: Office) -> tuple[Choice, ...]:
    """Filter values: years newest first, kinds and states in their order, all others by name."""
    return tuple(Choice(facet.id, facet.name, _values(facet, states, office), facet.first) for facet in FACETS)


def plain_lines(states: Iterable[CaseState], office: Office) -> tuple[PlainLine, ...]:
    """The register for readers without scripts, newest case first."""
    newest = sorted(states, key=lambda state: (state.case.eingang.datum, state.case.aktenzeichen), reverse=True)
    return tuple(_plain(state, office) for state in newest)


def _plain(state: CaseState, office: Office) -> PlainLine:
    case = state.case
    return PlainLine(
        case.aktenzeichen, day(case.eingang.datum), KINDS[state.kind], _topics(state, office), STATUS[state.status]
    )


def _values(facet: Facet, states: Iterable[CaseState], office: Office) -> Names:
    found = {name for state in states for name in facet.of(state, office)}
    if facet.order:
        return tuple(name for name in facet.order if name in found)
    return tuple(sorted(found, reverse=facet.id == "jahr"))


def _places(places: list[int]) -> int | list[int]:
    if len(places) == 1:
        return places[0]
    return places or -1


def _day(value: date | None) -> int:
    return value.toordinal() - _FIRST_DAY if value else 0
