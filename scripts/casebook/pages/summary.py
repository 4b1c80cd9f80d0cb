"""A period in four sentences: what came in, what was promised, what was decided, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.measures.compare import change
from casebook.measures.record import Record
from casebook.pages.comparing import change_words
from casebook.pages.labels import in_period, quantity
from casebook.pages.receipts import RECEIPTS
from casebook.pages.sentences import UPHELD, promises_sentence, share_sentence
from casebook.pages.site import Site
from casebook.periods import Period, previous


def summary(site: Site, period: Period) -> tuple[str, ...]:
    """The sentences for which there are figures."""
    return tuple(_sentences(site, period))


def _sentences(site: Site, period: Period) -> Iterator[str]:
    finished = period.is_finished(site.stand)
    yield _received(site, period, finished=finished)
    if promises := promises_sentence(site.total(period, "K08.quote"), site.total(period, "K08.offen_ueberfaellig")):
        yield promises
    if upheld := share_sentence(site.total(period, "K09.quote"), UPHELD):
        yield f"{upheld}."
    left = site.total(period, "K02.ende")
    if left and left.value is not None:
        yield _left(left, finished=finished)


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


def _left(left: Record, *, finished: bool) -> str:
    """`Offen waren am Ende 12 Fälle.`; of a running period as it is now."""
    if left.value == 0:
        return f"Offen {'war am Ende' if finished else 'ist'} kein Fall."
    one, many = ("war am Ende", "waren am Ende") if finished else ("ist", "sind")
    return f"Offen {one if left.value == 1 else many} {quantity(left.value, left.unit)}."
