"""What the pages of the statistics site are made of, and what a page, a file and a chapter are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casebook.history import FileLogs
from casebook.items import Item
from casebook.letters.offers import Letters
from casebook.load import Loaded
from casebook.measures import CaseState, Frames, Record, Records
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.pages.case_links import CaseLink
from casebook.pages.charts import Drawer
from casebook.pages.entries import Entry
from casebook.pages.keeping import basis_of
from casebook.pages.labels import period_name, short_name
from casebook.periods import Period
from casebook.processes import Prozess
from casebook.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Site:
    """All that the pages are made of, computed once.

    `periods` are those that have begun, in which something came in, was closed or was due: years, half-years,
    quarters and months, each newest first. `frames.cases` is in the order of `states`.
    """

    office: Office
    outside: Outside
    provenance: Provenance
    states: Sequence[CaseState]
    frames: Frames
    periods: tuple[Period, ...]
    records: Records
    items: tuple[Item, ...]
    letters: Letters
    published: Mapping[str, Loaded] = field(default_factory=dict)
    """Published months (`2018-04`) as they were."""
    entries: tuple[Entry, ...] = ()
    """Every case as lists show it, in the order of `states`."""

    bases: tuple[str, ...] = ()
    """What the page of every case rests on."""

    parts: tuple[int, ...] = ()
    """The part of the register that every case was read in."""

    small_files: str = ""
    """A fingerprint of `outside`."""

    acting: Mapping[int, Case] = field(default_factory=dict)
    """The cases with measures, by their place."""

    linked: Mapping[int, tuple[CaseLink, ...]] = field(default_factory=dict)
    """What cases name other cases for, by their place."""

    drawer: Drawer = field(default_factory=Drawer)
    logs: FileLogs | None = None
    """The commits of every case file; None where there is no Git."""

    processes: tuple[Prozess, ...] = ()
    """The processes that the handbook describes."""

    @property
    def stand(self) -> date:
        return self.provenance.stand

    def periods_of(self, months: int) -> tuple[Period, ...]:
        """The periods of one length (12, 6, 3 or 1 months), newest first."""
        return tuple(period for period in self.periods if period.months == months)

    @property
    def years(self) -> tuple[Period, ...]:
        return self.periods_of(12)

    def of_measure(self, period: Period, id: str) -> Sequence[Record]:
        """Every record of a measure in a period; none where the period has no page or nobody measures it."""
        return self.records.of(period.label, id)

    def total(self, period: Period, part: str) -> Record | None:
        """A part (`K01.anzahl`) over all cases."""
        id, _, wanted = part.partition(".")
        return next((entry for entry in self.records.by(period.label, id) if entry.part == wanted), None)

    def split(self, period: Period, part: str, dimension: str) -> dict[str, Record]:
        """A part by entry of a dimension."""
        id, _, wanted = part.partition(".")
        found = (entry for entry in self.records.by(period.label, id, dimension) if entry.part == wanted)
        return {entry.by[dimension]: entry for entry in found}

    def basis(self, periods: Iterable[Period] = ()) -> str:
        """A fingerprint of all that pages about figures of these periods rest on; of all periods if none is named."""
        labels = [period.label for period in periods or self.periods]
        known = ",".join(period.label for period in self.periods)
        return basis_of(str(self.stand), self.small_files, known, *map(self.records.basis, labels))

    def link(self, period: Period) -> Link:
        return Link(
            period_name(period),
            short_name(period).removesuffix(f" {period.start.year}"),
            f"{period.label}.html",
            period.is_finished(self.stand),
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A period that has a page; `short` does not say the year."""

    name: str
    short: str
    file: str
    finished: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its file (folders with `/`), its template and what the template needs, made when it is written.

    A page with a `basis` (all it rests on besides settings, templates and code) is kept while that stays the same;
    the line that says where its figures come from is brought up to date.
    """

    file: str
    template: str
    values: Callable[[], Mapping[str, Any]]
    basis: str = ""
    together: int | None = None
    """Neighbours with the same number share what is found out for the first of them."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be that is no page: a calendar, a letter, the data behind a chart.

    `basis` and `together` are as with pages. `slow` ones are made first, so that nobody waits for them at the end.
    """

    file: str
    content: Callable[[], bytes]
    basis: str = ""
    together: int | None = None
    slow: bool = False


Maker = Callable[[Site], Iterable[Page | File]]
"""Makes the pages of a chapter. It only says which there will be; the work is done page by page."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that belong together; the menu names the `file` they begin with. Without a name they are in no menu."""

    name: str
    file: str
    make: Maker
