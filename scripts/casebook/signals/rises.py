"""Topics and units that draw more complaints than before, beyond what chance explains.

The last three months are compared with up to two years before them. Were the rate the same, the recent cases among
all of a pair would be binomial with the recent share of the days, whatever the rate: an exact test that needs no
estimate of what is normal (Przyborowski and Wilenski 1940, Biometrika 31, 313-323). Complaints come in clumps, one
event making several people write; how much the quarters before spread beyond chance is measured over all pairs
together (as Laney 2002, Quality Engineering 14, 531-537, does for control charts) and the test becomes
beta-binomial (Skellam 1948, JRSS B 10, 257-261). Many pairs are looked at in one go, so the levels are adjusted
(Benjamini and Hochberg 1995, JRSS B 57, 289-300). Since when: the day of receipt that parts the cases best into a
lower and a higher rate (maximum likelihood, Worsley 1986, Biometrika 73, 91-104).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import exp, lgamma, log, log1p

import numpy as np
from numpy.typing import NDArray

from casebook.signals.complaints import Complaint, months_before

RECENT_MONTHS = 3
BEFORE_MONTHS = 24
LEAST_BEFORE_MONTHS = 12
LEAST_CASES = 3
"""A single letter more is no weakness, however rare the topic."""

LEVEL = 0.05
"""Of the pairs that are named, at most about this share is named by chance."""

_QUARTER = 91

_NO_SPREAD = 1.001
"""Below it the beta-binomial is the binomial, and only harder to compute."""

Counts = NDArray[np.int64]
Levels = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rise:
    """A topic and unit above its usual: cases now and before, since when, and how likely mere chance is."""

    topic: str
    unit: str
    recent: tuple[int, ...]
    before: tuple[int, ...]
    factor: float | None
    since: date
    chance: float


@dataclass(frozen=True, slots=True)
class Watch:
    """What the comparison of so many pairs found; without enough time before none is compared.

    `spread` is how many times chance's variance the counts had before.
    """

    rises: tuple[Rise, ...]
    compared: int
    recent_days: int
    before_days: int
    spread: float


def watch(found: Sequence[Complaint], stand: date) -> Watch:
    """All pairs of topic and unit, the three months up to the stand against the time before."""
    recent_start = months_before(stand, RECENT_MONTHS)
    before_start = max(months_before(recent_start, BEFORE_MONTHS), _begin(found, stand) - timedelta(days=1))
    recent_days, before_days = (stand - recent_start).days, (recent_start - before_start).days
    if before_start > months_before(recent_start, LEAST_BEFORE_MONTHS):
        return Watch((), 0, recent_days, max(before_days, 0), 1.0)
    pairs = _pairs(found, before_start, stand)
    if not pairs:
        return Watch((), 0, recent_days, before_days, 1.0)
    names = sorted(pairs)
    recent = np.array([sum(day > recent_start for day in pairs[name].values()) for name in names], dtype=np.int64)
    before = np.array([len(pairs[name]) for name in names], dtype=np.int64) - recent
    spread = spread_of(np.array([_quarters(pairs[name], before_start, recent_start) for name in names]))
    chances = chances_of(recent, before, recent_days, before_days, spread)
    lines = [
        _rise(names[n], pairs[names[n]], recent_start, before_start, stand, float(chances[n]))
        for n in np.flatnonzero((chances <= LEVEL) & (recent >= LEAST_CASES)).tolist()
    ]
    return Watch(tuple(sorted(lines, key=lambda line: line.chance)), len(names), recent_days, before_days, spread)


def chances_of(recent: Counts, before: Counts, recent_days: int, before_days: int, spread: float) -> Levels:
    """Of each pair the adjusted level at which "no more than before" is rejected."""
    share = recent_days / (recent_days + before_days)
    pairs = zip(recent.tolist(), (recent + before).tolist(), strict=True)
    return adjusted(np.array([_tail(few, many, share, spread) for few, many in pairs], dtype=np.float64))


def spread_of(quarters: Counts) -> float:
    """How many times chance's variance the counts of pairs (rows) have from quarter to quarter; at least 1.

    Pearson's statistic over its degrees of freedom, all pairs with enough cases together.
    """
    totals, number = quarters.sum(axis=1), quarters.shape[1]
    enough = quarters[totals >= number]
    if number < 2 or not len(enough):
        return 1.0
    expected = enough.mean(axis=1, keepdims=True)
    return max(1.0, float(((enough - expected) ** 2 / expected).sum() / (len(enough) * (number - 1))))


def _tail(recent: int, total: int, share: float, spread: float) -> float:
    """P(X >= recent) of all `total`: binomial, or beta-binomial where counts spread beyond chance.

    Term by term with the standard library: there are few, and loading scipy would take longer than all pairs.
    """
    if not recent:
        return 1.0
    weight = partial(_binomial, share) if spread <= _NO_SPREAD else partial(_beta, share, total / (spread - 1))
    chances = (exp(_choices(total, more) + weight(more, total - more)) for more in range(recent, total + 1))
    return min(sum(chances), 1.0)


def _choices(total: int, some: int) -> float:
    """Logarithm of the ways to choose some of all."""
    return lgamma(total + 1) - lgamma(some + 1) - lgamma(total - some + 1)


def _binomial(share: float, hits: int, misses: int) -> float:
    """Logarithm of the chance of one order of hits and misses."""
    return hits * log(share) + misses * log1p(-share)


def _beta(share: float, size: float, hits: int, misses: int) -> float:
    """The same where the share itself is beta-distributed about `share`; the larger the `size`, the closer."""
    one, other = size * share, size * (1 - share)
    return _log_beta(one + hits, other + misses) - _log_beta(one, other)


def _log_beta(one: float, other: float) -> float:
    return lgamma(one) + lgamma(other) - lgamma(one + other)


def adjusted(levels: Levels) -> Levels:
    """Benjamini and Hochberg's adjusted levels: the smallest share of false finds that would name each."""
    order = np.argsort(levels)[::-1]
    ranks = np.arange(len(levels), 0, -1)
    smallest = np.minimum.accumulate(levels[order] * len(levels) / ranks)
    result = np.empty_like(smallest)
    result[order] = np.minimum(smallest, 1.0)
    return result


def _begin(found: Iterable[Complaint], stand: date) -> date:
    return min((item.day for item in found), default=stand)


def _pairs(found: Iterable[Complaint], after: date, until: date) -> dict[tuple[str, str], dict[int, date]]:
    """Days of receipt by case of every topic and unit; a case counts once."""
    pairs: dict[tuple[str, str], dict[int, date]] = defaultdict(dict)
    for item in found:
        if item.unit and after < item.day <= until:
            pairs[item.topic, item.unit][item.place] = item.day
    return pairs


def _quarters(days: dict[int, date], after: date, until: date) -> list[int]:
    """Cases by quarter before the recent months, the oldest first; days that fill no quarter are left out."""
    number = (until - after).days // _QUARTER
    counts = [0] * number
    for day in days.values():
        place = (until - day).days // _QUARTER
        if day <= until and place < number:
            counts[number - 1 - place] += 1
    return counts


def _rise(
    name: tuple[str, str], days: dict[int, date], recent_start: date, start: date, stand: date, chance: float
) -> Rise:
    recent = tuple(sorted(place for place, day in days.items() if day > recent_start))
    before = tuple(sorted(place for place, day in days.items() if day <= recent_start))
    rates = len(recent) / (stand - recent_start).days, len(before) / (recent_start - start).days
    factor = rates[0] / rates[1] if before else None
    return Rise(*name, recent, before, factor, change_point(sorted(days.values()), start, stand), chance)


def change_point(days: Sequence[date], start: date, stand: date) -> date:
    """The first day of the higher rate: the receipt that parts (start, stand] best in two Poisson rates.

    `days` are sorted and not empty; where no later rate is higher, the first of them.
    """
    length = (stand - start).days
    best, since = 0.0, days[0]
    for earlier, day in enumerate(days):
        gone = (day - start).days - 1
        left, later = length - gone, len(days) - earlier
        if gone <= 0 or later / left <= earlier / gone:
            continue
        gain = _likelihood(earlier, gone) + _likelihood(later, left) - _likelihood(len(days), length)
        if gain > best:
            best, since = gain, day
    return since


def _likelihood(cases: int, days: int) -> float:
    """Logarithm of the largest likelihood of a Poisson rate, without what does not depend on it."""
    return cases * log(cases / days) - cases if cases else 0.0
