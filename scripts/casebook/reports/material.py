"""All that a report is made of, and how its figures are looked up. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casebook.due import due_items
from casebook.items import Item
from casebook.measures import CaseState, Record, case_states, frames_of, measure_frames
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.pages.sentences import is_ripe, remark
from casebook.pages.site import Site
from casebook.periods import Period, months_of, parts_of, previous, year_before, year_of
from casebook.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Material:
    """A period of a register: figures of it and of all it is compared with, and what was open at its end.

    `with_texts` allows words of cases (measures) in lists.
    """

    site: Site
    period: Period
    items: tuple[Item, ...] = ()
    with_texts: bool = False

    @property
    def office(self) -> Office:
        return self.site.office

    @property
    def outside(self) -> Outside:
        return self.site.outside

    @property
    def provenance(self) -> Provenance:
        return self.site.provenance

    @property
    def stand(self) -> date:
        return self.site.stand

    @property
    def finished(self) -> bool:
        return self.period.is_finished(self.stand)

    @property
    def last_day(self) -> date:
        """The last day the report knows of: of the period, or the stand within it."""
        return min(self.stand, self.period.end - timedelta(days=1))

    @property
    def has_begun(self) -> bool:
        """Whether the register had a case by the end of the period; before, no case is no nought."""
        return bool((self.site.frames.cases["eingang"] < str(self.period.end)).any())

    @property
    def until_now(self) -> Site:
        """The same without periods after this one: a series ends with its report."""
        site = self.site
        return replace(site, periods=tuple(period for period in site.periods if period.start < self.period.end))

    def one(self, id: str, part: str, period: Period | None = None) -> Record | None:
        """A figure over all its cases, if the catalogue has it."""
        return self.site.total(period or self.period, f"{id}.{part}")

    def named(self, name: str, period: Period | None = None) -> Record | None:
        """The same by its short name, `K08.quote`."""
        return self.site.total(period or self.period, name)

    def remark(self, record: Record, period: Period | None = None) -> str:
        """What has to stand beside a figure over all its cases."""
        return remark(self.site, period or self.period, f"{record.id}.{record.part}")

    def is_ripe(self, record: Record) -> bool:
        """Whether the figure may be compared with earlier ones."""
        return is_ripe(self.site, self.period, f"{record.id}.{record.part}")

    def parts(self, id: str) -> list[Record]:
        """All values of a measure over all its cases."""
        return [record for record in self.site.of_measure(self.period, id) if not record.by]

    def split(self, id: str, dimension: str, period: Period | None = None) -> dict[str, list[Record]]:
        """The values of a measure by the entries of a dimension, in the order of the records."""
        entries: dict[str, list[Record]] = {}
        for record in self.site.of_measure(period or self.period, id):
            if dimension in record.by:
                entries.setdefault(record.by[dimension], []).append(record)
        return entries


def material_of(
    cases: Sequence[Case],
    office: Office,
    outside: Outside,
    provenance: Provenance,
    period: Period,
    *,
    with_texts: bool = False,
) -> Material:
    """The figures of a period and of all it is compared with.

    Raises:
        OutsideCalendar: a case has a deadline in a year whose holidays nobody knows.
    """
    stand = provenance.stand
    states = case_states(cases, stand)
    frames = frames_of(states, office, stand, outside)
    first = _first_year(states, period)
    periods = tuple(one for one in _periods_needed(period, first) if one.start <= stand and one.start.year >= first)
    records = measure_frames(frames, periods)
    site = Site(
        office=office,
        outside=outside,
        provenance=provenance,
        states=states,
        frames=frames,
        periods=periods,
        records=records,
        items=(),
        letters={},
    )
    material = Material(site, period, with_texts=with_texts)
    items = (item for item in due_items(cases, office, material.last_day) if not item.settled)
    return replace(material, items=tuple(items))


def _first_year(states: Iterable[CaseState], period: Period) -> int:
    """The year of the oldest case; of the period, where there is none before."""
    return min((period.start.year, *(state.case.eingang.datum.year for state in states)))


def _periods_needed(period: Period, first: int) -> Iterator[Period]:
    """The period, its months and halves, what it is compared with, and every year from the first; newest first."""
    years = (year_of(year) for year in range(first, period.start.year + 1))
    halves = parts_of(period, 6) if period.months == 12 else ()
    wanted = (period, *compared(period), *months_of(period), *halves, *years)
    yield from sorted({one.label: one for one in wanted}.values(), key=lambda one: one.start, reverse=True)


def compared(period: Period) -> tuple[Period, ...]:
    """What a period is compared with: a month with the month before, everything with the year before."""
    before = year_before(period)
    return (previous(period), before) if period.months == 1 else (before,)
