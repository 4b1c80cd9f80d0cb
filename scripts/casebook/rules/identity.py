"""The number of a case, its place and its kind of register; numbers across the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from casebook.model import Case
from casebook.problem import Finding, Problem
from casebook.rules.context import Context, german

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Summary:
    """What the register needs to know of a case to compare it with the others."""

    file: str
    number: str
    place: tuple[int, int]
    links: tuple[tuple[str, Problem], ...]
    origin: tuple[str, str] | None


def year_is_year_of_receipt(case: Case, context: Context) -> Iterator[Finding]:
    """The number's year is the year in which the concern came in."""
    year = case.aktenzeichen[:4]
    if int(year) != case.eingang.datum.year:
        yield Finding("nummer-jahr", ("aktenzeichen",), f"am {german(case.eingang.datum)}", year)


def example_fits_the_register(case: Case, context: Context) -> Iterator[Finding]:
    """Invented cases lie in invented registers only, and are marked there."""
    if case.beispiel and not context.office.beispiel:
        yield Finding("beispiel-im-register", ("beispiel",))
    if context.office.beispiel and not case.beispiel:
        yield Finding("beispiel-fehlt", ("aktenzeichen",))


def check_numbers(summaries: Iterable[Summary]) -> Iterator[Problem]:
    """Unique numbers and origins, links that lead somewhere, no gap inside a year."""
    ordered = sorted(summaries, key=lambda summary: (_key(summary.number), summary.file))
    numbers: dict[str, str] = {}
    origins: dict[tuple[str, str], str] = {}
    for summary in ordered:
        yield from _repeated(summary, "nummer-doppelt", summary.number, summary.number, numbers)
        if summary.origin:
            yield from _repeated(summary, "herkunft-doppelt", summary.origin[1], summary.origin, origins)
    for summary in ordered:
        yield from (problem for target, problem in summary.links if target not in numbers)
    yield from _gaps(ordered)


def _key(number: str) -> tuple[int, int]:
    year, running = number.split("-")
    return int(year), int(running)


def _repeated(summary: Summary, message_id: str, found: str, key: K, seen: dict[K, str]) -> Iterator[Problem]:
    if key in seen:
        yield Problem(summary.file, *summary.place, message_id, "Aktenzeichen", found, seen[key])
    else:
        seen[key] = summary.file


def _gaps(ordered: list[Summary]) -> Iterator[Problem]:
    last: dict[int, int] = defaultdict(int)
    for summary in ordered:
        year, running = _key(summary.number)
        if running > last[year] + 1:
            first, until = f"{year}-{last[year] + 1:04d}", f"{year}-{running - 1:04d}"
            missing = first if first == until else f"{first} bis {until}"
            yield Problem(summary.file, *summary.place, "nummer-luecke", "Aktenzeichen", summary.number, missing)
        last[year] = running
