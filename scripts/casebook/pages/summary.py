"""A period in four sentences: what came in, what was promised, what was decided, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.measures.compare import change
from casebook.measures.record import Record
from casebook.pages.comparing import change_words
from casebook.pages.labels import in_period, number, quantity
from casebook.pages.receipts import RECEIPTS
from casebook.pages.site import Site
from casebook.periods import Period, previous


def summary(site: Site, period: Period) -> tuple[str, ...]:
    """The sentences for which there are figures."""
    return tuple(_sentences(site, period))


def _sentences(site: Site, period: Period) -> Iterator[str]:
    finished = period.is_finished(site.stand)
    yield _received(site, period, finished=finished)
    kept, upheld, left = (site.total(period, part) for part in ("K08.quote", "K09.quote", "K02.ende"))
    if kept and kept.denominator:
        yield f"Von {number(kept.denominator)} beantworteten Zusagen wurden {_share(kept)} gehalten."
    if upheld and upheld.denominator:
        yield f"Von {number(upheld.denominator)} bewerteten Beschwerden waren {_share(upheld)} begründet."
    if left and left.value is not None:
        verb = "ist" if left.value == 1 else "sind"
        yield f"Offen {'waren am Ende' if finished else verb} {quantity(left.value, left.unit)}."


def _received(site: Site, period: Period, *, finished: bool) -> str:
    now, before = site.total(period, RECEIPTS), previous(period)
    if now is None or not now.value:
        return "Es ging kein Fall ein." if finished else "Es ging bisher kein Fall ein."
    verb = "ging" if now.value == 1 else "gingen"
    text = f"{quantity(now.value, now.unit)} {verb} {'' if finished else 'bisher '}ein"
    found = change(site.total(before, RECEIPTS), now) if finished else None
    if found is None:
        return f"{text}."
    if found.amount == 0:
        return f"{text}, so viele wie {in_period(before)}."
    return f"{text}, {change_words(found, now.unit).text} als {in_period(before)}."


def _share(record: Record) -> str:
    """`73 (93,6 %)`"""
    return f"{number(record.numerator)} ({quantity(record.value, record.unit)})"
