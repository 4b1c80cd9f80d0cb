"""What a rule may know besides the case: the office, the day, the process codes. Neither Git nor screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from casebook.model import Case
from casebook.office import Office
from casebook.problem import Finding


@dataclass(frozen=True, slots=True)
class Context:
    """Surroundings of a check, read once at the edge; `watched` are phrases of published texts."""

    office: Office
    today: date
    processes: frozenset[str]
    watched: frozenset[tuple[str, ...]] = frozenset()


Rule = Callable[[Case, Context], Iterator[Finding]]


def german(day: date) -> str:
    """A day as people write it."""
    return f"{day:%d.%m.%Y}"
