"""A year's receipts by month: the chart, its message and the table that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from casebook.measures import Record
from casebook.pages.charts import NARROW, WIDE, MonthlyReceipts, Size, receipts_chart, receipts_message
from casebook.pages.labels import KINDS, MONTHS, NOTHING, long_day, number
from casebook.periods import Period, months_of

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the table; months after the stand have no page."""

    name: str
    file: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptsView:
    """What the page of a year shows."""

    wide: Markup
    narrow: Markup
    message: str
    running: str
    kinds: tuple[str, ...]
    rows: tuple[MonthRow, ...]


def receipts_view(year: Period, records: Mapping[str, Sequence[Record]], stand: date) -> ReceiptsView:
    """Chart and table of a year; `records` by label of its months."""
    receipts = _monthly(year, records, stand)
    running = [MONTHS[index] for index, month in enumerate(months_of(year)) if _runs(month, stand)]
    return ReceiptsView(
        _picture(receipts, WIDE),
        _picture(receipts, NARROW),
        receipts_message(receipts),
        f"{running[0]} läuft noch (Stand {long_day(stand)})." if running else "",
        tuple(KINDS[kind] for kind in receipts.kinds),
        tuple(_rows(receipts, months_of(year))),
    )


def _picture(receipts: MonthlyReceipts, size: Size) -> Markup:
    """The chart as markup; nothing where nothing came in."""
    return Markup(receipts_chart(receipts, size) if receipts.kinds else "")


def _monthly(year: Period, records: Mapping[str, Sequence[Record]], stand: date) -> MonthlyReceipts:
    months = months_of(year)
    counts = [_counts(records[month.label]) if month.start <= stand else None for month in months]
    kinds = [kind for kind in KINDS if any(month and month.get(kind) for month in counts)]
    return MonthlyReceipts(
        year=year.start.year,
        totals=_column(counts, ""),
        kinds={kind: _column(counts, kind) for kind in kinds},
        finished=[month.is_finished(stand) for month in months],
    )


def _counts(records: Sequence[Record]) -> Counts:
    """Receipts by kind; the total under the empty name."""
    return {
        record.by.get("art", ""): record.numerator or 0
        for record in records
        if (record.id, record.part) == ("K01", "anzahl") and set(record.by) <= {"art"}
    }


def _column(counts: Sequence[Counts | None], kind: str) -> list[int | None]:
    return [None if month is None else month.get(kind, 0) for month in counts]


def _runs(month: Period, stand: date) -> bool:
    return month.start <= stand and not month.is_finished(stand)


def _rows(receipts: MonthlyReceipts, months: Sequence[Period]) -> list[MonthRow]:
    columns = [*receipts.kinds.values(), receipts.totals]
    return [
        MonthRow(
            MONTHS[index],
            f"{month.label}.html" if receipts.totals[index] is not None else "",
            tuple(NOTHING if column[index] is None else number(column[index]) for column in columns),
        )
        for index, month in enumerate(months)
    ]
