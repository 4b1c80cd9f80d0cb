"""All that a report is made of, and how its figures are looked up. Computes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casebook.due import due_items
from casebook.items import Item
from casebook.measures import CaseState, Record, case_states, frames_of, measure_frames
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.periods import Period, months_of, parts_of, year_of
from casebook.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Material:
    """A period of a register: its figures by label of the period, what was open at its end, and where all is from.

    `first` is the year of the oldest case; `with_texts` allows words of cases (measures) in lists.
    """

    office: Office
    outside: Outside
    provenance: Provenance
    period: Period
    first: int
    records: Mapping[str, Sequence[Record]]
    items: tuple[Item, ...]
    with_texts: bool = False

    @property
    def stand(self) -> date:
        return self.provenance.stand

    @property
    def finished(self) -> bool:
        return self.period.is_finished(self.stand)

    @property
    def begun(self) -> bool:
        return self.period.start <= self.stand

    @property
    def last_day(self) -> date:
        """The last day the report knows of: of the period, or the stand within it."""
        return min(self.stand, self.period.end - timedelta(days=1))

    @property
    def year_before(self) -> Period:
        return earlier(self.period)

    def one(self, id: str, part: str, period: Period | None = None, **by: str) -> Record | None:
        """A figure, if the catalogue has it."""
        found = (record for record in self._of(id, period) if record.part == part and record.by == by)
        return next(found, None)

    def named(self, name: str, period: Period | None = None) -> Record | None:
        """A figure over all its cases by its short name, `K08.quote`."""
        id, _, part = name.partition(".")
        return self.one(id, part, period)

    def parts(self, id: str, period: Period | None = None) -> list[Record]:
        """All values of a measure over all its cases."""
        return [record for record in self._of(id, period) if not record.by]

    def split(self, id: str, dimension: str, period: Period | None = None) -> dict[str, list[Record]]:
        """The values of a measure by the entries of a dimension, in the order of the records."""
        entries: dict[str, list[Record]] = {}
        for record in self._of(id, period):
            if dimension in record.by:
                entries.setdefault(record.by[dimension], []).append(record)
        return entries

    def _of(self, id: str, period: Period | None) -> Iterator[Record]:
        label = (period or self.period).label
        return (record for record in self.records.get(label, ()) if record.id == id)


def material_of(
    cases: Iterable[Case],
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
    known = list(cases)
    states = case_states(known, provenance.stand)
    first = first_year(states, period)
    frames = frames_of(states, office, provenance.stand, outside)
    records = measure_frames(frames, list(periods_needed(period, first)))
    last_day = min(provenance.stand, period.end - timedelta(days=1))
    items = tuple(item for item in due_items(known, office, last_day) if not item.settled)
    return Material(office, outside, provenance, period, first, records, items, with_texts)


def first_year(states: Iterable[CaseState], period: Period) -> int:
    """The year of the oldest case; of the period, where there is none before."""
    return min((state.case.eingang.datum.year for state in states), default=period.start.year)


def periods_needed(period: Period, first: int) -> Iterator[Period]:
    """The period, its months and halves, what it is compared with, and every year up to it; each once."""
    years = (year_of(year) for year in range(first, period.start.year + 1))
    halves = parts_of(period, 6) if period.months == 12 else ()
    wanted = (period, earlier(period), month_before(period), *months_of(period), *halves, *years)
    yield from {one.label: one for one in wanted}.values()


def earlier(period: Period) -> Period:
    """The same period one year earlier."""
    alike = parts_of(year_of(period.start.year - 1), period.months)
    return alike[(period.start.month - 1) // period.months]


def month_before(period: Period) -> Period:
    """The month before the period begins."""
    day = period.start - timedelta(days=1)
    return months_of(year_of(day.year))[day.month - 1]
