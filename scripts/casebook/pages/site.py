"""What the pages of the statistics site are made of, and what a page, a file and a chapter are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casebook.items import Item
from casebook.letters.offers import Letters
from casebook.load import Loaded
from casebook.measures import CaseState, Frames, Record
from casebook.office import Office
from casebook.outside import Outside
from casebook.pages.labels import period_name
from casebook.periods import Period
from casebook.provenance import Provenance

Records = Mapping[str, Sequence[Record]]
"""By label of the period."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages are made of, computed once.

    `periods` are those that have begun, in which something came in, was closed or was due: years, half-years,
    quarters and months, each newest first. `frames.cases` is in the order of `states`.
    """

    office: Office
    outside: Outside
    provenance: Provenance
    states: tuple[CaseState, ...]
    frames: Frames
    periods: tuple[Period, ...]
    records: Records
    items: tuple[Item, ...]
    letters: Letters
    published: Mapping[str, Loaded] = field(default_factory=dict)
    """Published months (`2018-04`) as they were."""

    @property
    def stand(self) -> date:
        return self.provenance.stand

    def periods_of(self, months: int) -> tuple[Period, ...]:
        """The periods of one length (12, 6, 3 or 1 months), newest first."""
        return tuple(period for period in self.periods if period.months == months)

    @property
    def years(self) -> tuple[Period, ...]:
        return self.periods_of(12)

    def link(self, period: Period) -> Link:
        return Link(period_name(period), f"{period.label}.html", period.is_finished(self.stand))


@dataclass(frozen=True, slots=True)
class Link:
    """A period that has a page."""

    name: str
    file: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its file (folders with `/`), its template and what the template needs, made when it is written."""

    file: str
    template: str
    values: Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class File:
    """A file to be that is no page: a calendar, a letter, the data behind a chart."""

    file: str
    content: Callable[[], bytes]


Maker = Callable[[Site], Iterable[Page | File]]
"""Makes the pages of a chapter. It only says which there will be; the work is done page by page."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together; the menu names the `file` they begin with. Without a name they are in no menu."""

    name: str
    file: str
    make: Maker
