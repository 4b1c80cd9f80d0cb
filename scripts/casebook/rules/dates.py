"""Dates of a case: none in the future, none before the receipt, the log in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from casebook.derive import extension_fault
from casebook.model import Case, Ereignis, Massnahme, Rechtsbehelf
from casebook.problem import Finding, Path
from casebook.rules.context import Context, german

_LEGAL_DATES = ("bescheid_vom", "aufgegeben_am", "geprueft_am", "uebergeben_am")
_NAMES = {
    "bescheid_vom": "dem Bescheid vom",
    "aufgegeben_am": "der Aufgabe zur Post am",
    "eingang": "dem Eingang am",
    "umgesetzt_am": "der Umsetzung am",
}


def nothing_in_the_future(case: Case, context: Context) -> Iterator[Finding]:
    """What is written down has happened; what is to come is a deadline."""
    for path, day in _past_dates(case):
        if day > context.today:
            yield Finding("datum-zukunft", path, german(day), german(context.today))


def _past_dates(case: Case) -> Iterator[tuple[Path, date]]:
    yield ("eingang", "datum"), case.eingang.datum
    if case.eingang.erfasst_am:
        yield ("eingang", "erfasst_am"), case.eingang.erfasst_am
    for name in _LEGAL_DATES:
        if case.rechtsbehelf and (day := getattr(case.rechtsbehelf, name)):
            yield ("rechtsbehelf", name), day
    for index, event in enumerate(case.verlauf):
        yield ("verlauf", index, "datum"), event.datum
    for index, measure in enumerate(case.massnahmen):
        for name in ("umgesetzt_am", "wirkung_geprueft"):
            if day := getattr(measure, name):
                yield ("massnahmen", index, name), day


def nothing_before_the_receipt(case: Case, context: Context) -> Iterator[Finding]:
    """Log, promise, entry and legal check begin with the receipt."""
    start = case.eingang.datum
    if start > context.today:
        return
    checked = case.rechtsbehelf.geprueft_am if case.rechtsbehelf else None
    candidates: list[tuple[str, Path, date | None]] = [
        ("erfasst-vor-eingang", ("eingang", "erfasst_am"), case.eingang.erfasst_am),
        ("zusage-vor-eingang", ("rueckmeldung_bis",), case.rueckmeldung_bis),
        ("pruefung-vor-eingang", ("rechtsbehelf", "geprueft_am"), checked),
    ]
    candidates += [("ereignis-vor-eingang", ("verlauf", i, "datum"), e.datum) for i, e in enumerate(case.verlauf)]
    for message_id, path, day in candidates:
        if day and day < start:
            yield Finding(message_id, path, german(day), german(start))


def log_is_in_order(case: Case, context: Context) -> Iterator[Finding]:
    """The log is written from top to bottom as time passes; impossible days are reported elsewhere."""
    days = [(index, event.datum) for index, event in enumerate(case.verlauf)]
    possible = [(index, day) for index, day in days if case.eingang.datum <= day <= context.today]
    for (_, before), (index, after) in pairwise(possible):
        if after < before:
            yield Finding("verlauf-reihenfolge", ("verlauf", index, "datum"), german(after), german(before))


def decision_dates_are_in_order(case: Case, context: Context) -> Iterator[Finding]:
    """Decision, posting, notification, hand-over follow each other (§ 37 SGB X)."""
    if case.rechtsbehelf:
        chain = ("bescheid_vom", "aufgegeben_am", "bekanntgabe_am")
        yield from _chain(case.rechtsbehelf, chain, ("rechtsbehelf",), "bescheid-reihenfolge", None)
        yield from _chain(
            case.rechtsbehelf, ("uebergeben_am",), ("rechtsbehelf",), "bescheid-reihenfolge", case.eingang.datum
        )


def measure_dates_are_in_order(case: Case, context: Context) -> Iterator[Finding]:
    """A measure is done after the receipt and judged after it is done; done has a date."""
    for index, measure in enumerate(case.massnahmen):
        path = ("massnahmen", index)
        names = ("umgesetzt_am", "wirkung_geprueft")
        yield from _chain(measure, names, path, "massnahme-reihenfolge", case.eingang.datum)
        if (measure.stand == "umgesetzt") != (measure.umgesetzt_am is not None):
            state = "ist leer" if measure.umgesetzt_am is None else "ist ausgefüllt"
            yield Finding("massnahme-stand", (*path, "stand"), measure.stand, state)


def _chain(
    record: Rechtsbehelf | Massnahme, names: tuple[str, ...], path: Path, message_id: str, start: date | None
) -> Iterator[Finding]:
    last, last_name = start, "eingang"
    for name in names:
        day: date | None = getattr(record, name)
        if day is None:
            continue
        if last and day < last:
            yield Finding(message_id, (*path, name), german(day), f"{_NAMES[last_name]} {german(last)}")
        last, last_name = day, name


def extensions_go_forward(case: Case, context: Context) -> Iterator[Finding]:
    """An extension names a later day than the promise it extends, in time and with the person's knowledge."""
    promised = case.rueckmeldung_bis
    for index, event in enumerate(case.verlauf):
        if event.ereignis != "fristverlaengerung" or event.bis is None:
            continue
        if promised and event.bis <= promised:
            yield Finding("verlaengerung-rueckwaerts", ("verlauf", index, "bis"), german(event.bis), german(promised))
        elif promised and _is_complete(event, case) and (fault := extension_fault(event, promised, case)):
            yield Finding("verlaengerung-ungueltig", ("verlauf", index, "ereignis"), fault)
        else:
            promised = event.bis


def _is_complete(event: Ereignis, case: Case) -> bool:
    """Missing details are said by another rule."""
    return bool(event.grund) and (event.informiert is not None or case.person.anonym)
