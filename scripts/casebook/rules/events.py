"""Each event of the log carries its own details and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.model import Case, Ereignis
from casebook.problem import Finding
from casebook.rules.context import Context
from casebook.values import UNBEKANNT

ALWAYS = frozenset({"datum", "uhrzeit", "ereignis", "durch", "notiz"})


@dataclass(frozen=True, slots=True)
class Details:
    """Fields an event must and may carry; `a|b` means one of the two."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


DETAILS: dict[str, Details] = {
    "eingangsbestaetigung": Details((), ("an", "fundstelle")),
    "zuweisung": Details(("stelle",)),
    "einstufung": Details(("stufe",), ("grund",)),
    "weiterleitung": Details(("stelle",), ("grund",)),
    "leitung_bewertet": Details((), ("grund", "stelle")),
    "auftraggeber_informiert": Details(("stelle",), ("fundstelle",)),
    "auftraggeber_entscheidet": Details(("stelle",), ("grund",)),
    "stellungnahme_eingeholt": Details(("stelle",), ("fundstelle",)),
    "kontakt_extern": Details(("behoerde",), ("fundstelle",)),
    "freigabe": Details((), ("grund",)),
    "zwischenbescheid": Details((), ("an", "fundstelle", "bis", "grund")),
    "fristverlaengerung": Details(("grund", "bis", "informiert")),
    "pause_beginn": Details(("grund",)),
    "pause_ende": Details((), ("grund",)),
    "rueckmeldung": Details(("an", "fundstelle")),
    "abschluss": Details(("ergebnis",)),
    "zweite_stufe": Details((), ("stelle", "grund")),
    "externe_stelle": Details((), ("stelle", "behoerde", "ergebnis", "grund", "fundstelle")),
    "wiedereroeffnung": Details(("grund",)),
    "umwandlung": Details(("art", "grund"), ("alt",)),
    "doppelt": Details(("ziel",), ("grund",)),
    "abgabe": Details(("stelle|behoerde",), ("grund", "fundstelle")),
    "storno": Details(("grund",)),
    "korrektur": Details(("feld", "alt", "neu", "grund")),
    "schwaerzung": Details(("feld", "grund")),
    "keine_massnahme": Details(("grund",)),
    "befragung_versandt": Details(),
    "befragung_antwort": Details((), ("ergebnis",)),
    "uebergeben": Details((), ("stelle",)),
    "anonymisiert": Details((), ("grund",)),
}

_EXTRA = tuple(name for name in Ereignis.model_fields if name not in ALWAYS)


def events_carry_their_details(case: Case, context: Context) -> Iterator[Finding]:
    """Nothing an event needs is missing; events of an old system may lack what it did not keep."""
    for index, event in enumerate(case.verlauf):
        if event.durch == UNBEKANNT:
            continue
        missing = [names for names in _required(case, event) if not _has_one(event, names)]
        if missing:
            expected = ", ".join(names.replace("|", " oder ") for names in missing)
            yield Finding("ereignis-angaben", ("verlauf", index, "ereignis"), event.ereignis, expected)


def events_carry_nothing_else(case: Case, context: Context) -> Iterator[Finding]:
    """A detail that belongs to another event is a slip of the hand."""
    for index, event in enumerate(case.verlauf):
        details = DETAILS[event.ereignis]
        known = {name for names in details.required for name in names.split("|")} | {*details.optional}
        for name in _EXTRA:
            if name not in known and getattr(event, name) is not None:
                yield Finding("ereignis-angabe-fremd", ("verlauf", index, name), event.ereignis)


def _required(case: Case, event: Ereignis) -> tuple[str, ...]:
    required = DETAILS[event.ereignis].required
    # Nobody can be told in an anonymous case.
    return tuple(name for name in required if not (name == "informiert" and case.person.anonym))


def _has_one(event: Ereignis, names: str) -> bool:
    return any(getattr(event, name) is not None for name in names.split("|"))
