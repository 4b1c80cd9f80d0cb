"""Rows of a base -> the values of a measure. Each function is one line of the catalogue in code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from casebook.measures.record import nearest_rank, percent
from casebook.values import UNBEKANNT


class Value(NamedTuple):
    """One part of a measure for one set of rows."""

    part: str
    value: int | float | None
    numerator: int | None = None
    denominator: int | None = None


def receipts(rows: pd.DataFrame) -> Iterator[Value]:
    """K01."""
    counts = _counts(rows["status"])
    yield _count("anzahl", len(rows))
    for status in ("doppelt", "abgegeben", "storniert"):
        yield _count(status, counts[status])


def durations(rows: pd.DataFrame) -> Iterator[Value]:
    """K05: median, 90th percentile and longest time, on the final and on the first closing."""
    for prefix, closing in (("", "final"), ("erst_", "first")):
        for unit, column in (("arbeitstage", f"{closing}_workdays"), ("kalendertage", f"{closing}_days")):
            days = _days(rows[column])
            yield Value(f"{prefix}median_{unit}", nearest_rank(days, 50))
            yield Value(f"{prefix}p90_{unit}", nearest_rank(days, 90))
            if closing == "final":
                yield Value(f"max_{unit}", nearest_rank(days, 100))


def promise_kept(rows: pd.DataFrame) -> Iterator[Value]:
    """K08."""
    counts = _counts(rows["promise"])
    yield _share("quote", counts["gehalten"], counts["gehalten"] + counts["versaeumt"])
    for promise in ("gehalten", "versaeumt", "offen_ueberfaellig", "offen_laufend"):
        yield _count(promise, counts[promise])


def upheld(rows: pd.DataFrame) -> Iterator[Value]:
    """K09 and K09E: rulings "cannot be decided" and closings without a ruling are not in the denominator."""
    counts = _counts(rows["verdict"])
    upheld_in_part = counts["ja"] + counts["teilweise"]
    ruled = upheld_in_part + counts["nein"]
    yield _share("quote", upheld_in_part, ruled)
    yield _share("streng", counts["ja"], ruled)


def through_third_parties(rows: pd.DataFrame) -> Iterator[Value]:
    """K18: where nobody recorded how a case came, "not through third parties" would be a guess."""
    counts = _counts(rows["zugang"])
    yield _share("quote", counts["dritte"], len(rows) - counts[UNBEKANNT])
    yield _count("unbekannt", counts[UNBEKANNT])


def praise(rows: pd.DataFrame) -> Iterator[Value]:
    """K30."""
    counts = _counts(rows["art"])
    yield _share("quote", counts["lob"], counts["lob"] + counts["beschwerde"])


def _counts(column: pd.Series) -> Counter[str]:
    return Counter(column.tolist())


def _count(part: str, number: int) -> Value:
    return Value(part, number, number)


def _share(part: str, numerator: int, denominator: int) -> Value:
    return Value(part, percent(numerator, denominator), numerator, denominator)


def _days(column: pd.Series) -> list[int]:
    """Whole days; nothing at all where one of them is unknown, so that no figure rests on a guess."""
    return [] if column.isna().any() else [int(days) for days in column]
