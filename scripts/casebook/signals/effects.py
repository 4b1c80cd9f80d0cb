"""Whether complaints became fewer after a measure or a change of the house.

Cases before and after are Poisson; given all of them those after are binomial, so the ratio of the two rates has an
exact interval (Przyborowski and Wilenski 1940, Biometrika 31, 313-323, with the limits of Clopper and Pearson 1934,
Biometrika 26, 404-413). Where not even "none afterwards" would prove a decrease, there are too few cases to say.

Complaints may become fewer everywhere: so the other complaints of the house in the same days are looked at too. Only
where the odds of being one of those the change is about differ as well (logarithm of the odds ratio with half a case
added to each count, Haldane 1956, Annals of Human Genetics 20, 309-311, its variance after Woolf 1955, ibid. 19,
251-253, times the spread beyond chance that was measured), something became fewer or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Literal

from casebook.measures.frames import shown_unit
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.signals.complaints import Complaint, months_before

MONTHS = 12
"""So long before and at most so long after a change cases are compared."""

DOUBT = 0.05
"""The interval misses the true ratio at most this often."""

Verdict = Literal["gesunken", "gestiegen", "unklar", "zu-wenige"]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that should make complaints fewer: since when, and which; `place` is the case of a measure.

    Counted are complaints of the process if one is named, else of the topic (and unit, if one is named).
    """

    text: str
    day: date
    topics: tuple[str, ...]
    unit: str | None
    process: str | None
    place: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """Cases before and after with their days, the ratio of the rates and its interval; and how many others there were.

    Unclear is also what went the same way in the rest of the house: then the interval alone is on one side of 1.
    """

    change: Change
    before: tuple[int, ...]
    after: tuple[int, ...]
    before_days: int
    after_days: int
    others_before: int
    others_after: int
    ratio: float | None
    low: float
    high: float
    verdict: Verdict


def changes(acting: Mapping[int, Case], office: Office, outside: Outside, stand: date) -> Iterator[Change]:
    """Measures carried out and changes of the house, up to the stand; a unit under five people is not told apart."""
    for place, case in acting.items():
        topics = tuple(dict.fromkeys(concern.thema for concern in case.anliegen))
        units = {concern.betrifft for concern in case.anliegen}
        unit = _named(office, units.pop()) if len(units) == 1 else None
        for number, measure in enumerate(case.massnahmen):
            if measure.umgesetzt_am and measure.umgesetzt_am <= stand:
                yield Change(measure.text, measure.umgesetzt_am, topics, unit, measure.prozess, place, number)
    for change in outside.aenderungen:
        if change.datum <= stand and (change.thema or change.prozess):
            topics = (change.thema,) if change.thema else ()
            yield Change(change.text, change.datum, topics, _named(office, change.einheit), change.prozess)


def _named(office: Office, unit: str | None) -> str | None:
    return unit if unit and shown_unit(office, unit) == unit else None


def effect_of(change: Change, found: Sequence[Complaint], stand: date, spread: float = 1.0) -> Effect:
    """The year before the change against the time since, at most a year; the day itself belongs to neither.

    The case that led to a measure is not counted: it is the reason, not the yardstick. `spread` is how many times
    chance's variance counts have in this house.
    """
    begin = min((item.day for item in found), default=change.day) - timedelta(days=1)
    start = max(months_before(change.day, MONTHS), begin)
    end = min(months_before(change.day, -MONTHS), stand)
    earlier = [item for item in found if start < item.day < change.day and item.place != change.place]
    later = [item for item in found if change.day < item.day <= end and item.place != change.place]
    before, after = (_places(item for item in some if _matches(change, item)) for some in (earlier, later))
    others = len(_places(earlier)) - len(before), len(_places(later)) - len(after)
    days = max((change.day - start).days - 1, 0), max((end - change.day).days, 0)
    limits = ratio_limits(len(before), len(after), *days)
    ratio = len(after) / days[1] / (len(before) / days[0]) if before and all(days) else None
    verdict = _verdict(len(before) + len(after), days, *limits)
    if verdict in ("gesunken", "gestiegen") and not _stands_out(verdict, len(before), len(after), others, spread):
        verdict = "unklar"
    return Effect(change, before, after, *days, *others, ratio, *limits, verdict)


def ratio_limits(before: int, after: int, before_days: int, after_days: int) -> tuple[float, float]:
    """The interval of the ratio of the rate after to the rate before."""
    from scipy.special import betaincinv  # a tenth of a second that only this page needs

    if not before_days or not after_days or not before + after:
        return 0.0, float("inf")
    exposure = before_days / after_days
    low = float(betaincinv(after, before + 1, DOUBT / 2)) if after else 0.0
    high = float(betaincinv(after + 1, before, 1 - DOUBT / 2)) if before else 1.0
    return exposure * low / (1 - low), exposure * high / (1 - high) if high < 1 else float("inf")


def _verdict(cases: int, days: tuple[int, int], low: float, high: float) -> Verdict:
    if low > 1:
        return "gestiegen"
    if high < 1:
        return "gesunken"
    return "unklar" if ratio_limits(cases, 0, *days)[1] < 1 else "zu-wenige"


def _stands_out(verdict: Verdict, before: int, after: int, others: tuple[int, int], spread: float) -> bool:
    """Whether the ratio of the change to that of the others, if there are any, lies on the same side of 1 for sure."""
    if not any(others):
        return True
    low, high = against_others(before, after, *others, spread)
    return high < 1 if verdict == "gesunken" else low > 1


def against_others(
    before: int, after: int, others_before: int, others_after: int, spread: float
) -> tuple[float, float]:
    """The interval of the ratio of two ratios, after to before: of those the change is about, and of the others."""
    counts = [count + 0.5 for count in (after, others_before, before, others_after)]
    middle = log(counts[0] * counts[1] / (counts[2] * counts[3]))
    reach = NormalDist().inv_cdf(1 - DOUBT / 2) * sqrt(spread * sum(1 / count for count in counts))
    return exp(middle - reach), exp(middle + reach)


def _matches(change: Change, item: Complaint) -> bool:
    if change.process:
        return item.process == change.process and change.unit in (None, item.unit)
    return item.topic in change.topics and change.unit in (None, item.unit)


def _places(found: Iterable[Complaint]) -> tuple[int, ...]:
    return tuple(sorted({item.place for item in found}))
