"""Case states -> the register: columns of a script that its page loads, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from casebook.letters.offers import Letters
from casebook.pages.entries import FACETS, Entry, Facet, Names
from casebook.pages.evidence import CASE_LIST
from casebook.pages.keeping import basis_of
from casebook.pages.labels import day, number
from casebook.pages.origin import origin_text
from casebook.pages.scripts import script_data
from casebook.pages.site import File, Page, Site

DATA = "faelle.js"
PLAIN = "faelle/liste.html"
STAND = "stand.js"
LETTERS = "schreiben"
_FIRST_DAY = date(1970, 1, 1).toordinal()

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


def register_pages(site: Site) -> Iterator[Page | File]:
    """The register, its data, a plain list for readers without scripts, and the letters it offers."""
    entries, total = site.entries, number(len(site.entries))
    yield Page(CASE_LIST, "cases.html.j2", lambda: {"choices": choices(entries), "total": total})
    yield File(DATA, lambda: register_script(entries, site.letters).encode())
    yield File(STAND, lambda: script_data("stand", origin_text(site.provenance)).encode())
    yield Page(PLAIN, "case_list.html.j2", lambda: {"lines": plain_lines(entries), "total": total})
    for letter in chain.from_iterable(site.letters.values()):
        if letter.write:
            yield File(f"{LETTERS}/{letter.file}", letter.write, basis_of(letter.rests_on))


def register_script(entries: Sequence[Entry], letters: Letters) -> str:
    """The register as columns in the order of the cases; positions behind figures mean this order.

    Days are counted from 1970, nothing is 0. A facet is the place of its name, or a list of places.
    """
    columns: dict[str, object] = {
        "nummer": [entry.number for entry in entries],
        "eingang": [_day(entry.received) for entry in entries],
        "zugesagt": [_day(entry.promised) for entry in entries],
        "kurz": [entry.short for entry in entries],
        "schreiben": [sum(not offer.lacks for offer in letters.get(entry.number, ())) for entry in entries],
    }
    names: dict[str, list[str]] = {}
    for facet in FACETS:
        places: dict[str, int] = {}
        columns[facet.id] = [
            _places([places.setdefault(name, len(places)) for name in entry.of(facet.id)]) for entry in entries
        ]
        names[facet.id] = list(places)
    return script_data("faelle", {"spalten": columns, "namen": names})


def choices(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """Filter values: years newest first, kinds and states in their order, all others by name."""
    return tuple(Choice(facet.id, facet.name, _values(facet, entries), facet.first) for facet in FACETS)


def plain_lines(entries: Iterable[Entry]) -> tuple[PlainLine, ...]:
    """The register for readers without scripts, newest case first."""
    newest = sorted(entries, key=lambda entry: (entry.received, entry.number), reverse=True)
    return tuple(_plain(entry) for entry in newest)


def _plain(entry: Entry) -> PlainLine:
    (kind,), (status,) = entry.of("art"), entry.of("status")
    return PlainLine(entry.number, day(entry.received), kind, entry.of("thema"), status)


def _values(facet: Facet, entries: Iterable[Entry]) -> Names:
    found = {name for entry in entries for name in entry.of(facet.id)}
    if facet.order:
        return tuple(name for name in facet.order if name in found)
    return tuple(sorted(found, key=_in_german, reverse=facet.id == "jahr"))


def _in_german(name: str) -> str:
    """Ä stands with A, as in every German list."""
    return name.casefold().translate(str.maketrans("äöü", "aou"))


def _places(places: list[int]) -> int | list[int]:
    if len(places) == 1:
        return places[0]
    return places or -1


def _day(value: date | None) -> int:
    return value.toordinal() - _FIRST_DAY if value else 0
