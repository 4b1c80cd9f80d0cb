"""The number of a case, its place and its kind of register; numbers across the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from casebook.model import Case
from casebook.problem import Finding, Problem
from casebook.rules.context import Context, german
from casebook.values import following


class Summary(NamedTuple):
    """What the register needs to know of a case to compare it with the others: a tuple, as all are read at once."""

    file: str
    number: str
    place: tuple[int, int]
    links: tuple[tuple[str, Problem], ...]
    origin: tuple[str, str] | None
    said: frozenset[tuple[str, ...]] = frozenset()
    """Phrases of published texts that stand in the case."""

    @property
    def name(self) -> str:
        """The number that the file is named after."""
        return _stem(self.file)


def year_is_year_of_receipt(case: Case, context: Context) -> Iterator[Finding]:
    """The number's year is the year in which the concern came in."""
    year = case.aktenzeichen[:4]
    if int(year) != case.eingang.datum.year and case.eingang.datum <= context.today:
        yield Finding("nummer-jahr", ("aktenzeichen",), f"am {german(case.eingang.datum)}", year)


def example_fits_the_register(case: Case, context: Context) -> Iterator[Finding]:
    """Invented cases lie in invented registers only, and are marked there."""
    if case.beispiel and not context.office.beispiel:
        yield Finding("beispiel-im-register", ("beispiel",))
    if context.office.beispiel and not case.beispiel:
        yield Finding("beispiel-fehlt", ("aktenzeichen",))


def check_numbers(summaries: Iterable[Summary], files: Iterable[str]) -> Iterator[Problem]:
    """Unique numbers and origins, links that lead somewhere, no gap inside a year.

    `files` are all case files, also those that could not be read: they are neither a gap nor a dead link.
    """
    ordered = sorted(summaries, key=lambda summary: (summary.name != summary.number, summary.file))
    numbers: dict[str, str] = {}
    taken = [f"{_stem(file)}.yaml" for file in files] + [f"{summary.number}.yaml" for summary in ordered]
    free: dict[int, Iterator[str]] = {}
    origins: dict[tuple[str, str], str] = {}
    for summary in ordered:
        first = numbers.setdefault(summary.number, summary.file)
        if first != summary.file:
            year, both = int(summary.number[:4]), f"{summary.number} steht auch in {first}"
            fresh = next(free.setdefault(year, _free_numbers(taken, year)))
            yield replace(_at(summary, "nummer-doppelt", both, fresh), also=first)
        elif summary.name != summary.number:
            yield _at(summary, "nummer-dateiname", summary.number, f"{summary.name}.yaml")
        if summary.origin and (first := origins.setdefault(summary.origin, summary.file)) != summary.file:
            yield replace(_at(summary, "herkunft-doppelt", summary.origin[1], first), also=first)
    places = {_stem(file): Problem(file, 1, 1, "nummer-luecke") for file in files}
    for summary in ordered:
        yield from (problem for target, problem in summary.links if target not in numbers and target not in places)
    places |= {summary.name: _at(summary, "nummer-luecke") for summary in ordered}
    yield from _gaps(places)


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")


def _at(summary: Summary, message_id: str, found: str = "", expected: str = "") -> Problem:
    return Problem(summary.file, *summary.place, message_id, "Aktenzeichen", found, expected)


def _gaps(places: Mapping[str, Problem]) -> Iterator[Problem]:
    """A warning before each number that does not follow the one before it; `places` by number."""
    last: dict[int, int] = defaultdict(int)
    for number in sorted(places, key=_key):
        year, running = _key(number)
        if running > last[year] + 1:
            first, until = f"{year}-{last[year] + 1:04d}", f"{year}-{running - 1:04d}"
            missing = first if first == until else f"{first} bis {until}"
            yield replace(places[number], found=number, expected=missing)
        last[year] = running


def _free_numbers(names: Iterable[str], year: int) -> Iterator[str]:
    """The numbers of a year that follow what is taken, one for each case that needs another."""
    while True:
        number = following(names, year)
        yield number
        names = (f"{number}.yaml",)


def _key(number: str) -> tuple[int, int]:
    year, running = number.split("-")
    return int(year), int(running)
