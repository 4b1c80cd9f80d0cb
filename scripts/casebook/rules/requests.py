"""Requests and calls: passed on or answered, a call-back kept, a cancellation handed into the specialist system."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Case
from casebook.problem import Finding
from casebook.rules.context import Context

_PASSING_ON = frozenset({"zuweisung", "weiterleitung", "uebergeben", "abgabe"})


def requests_reach_somebody(case: Case, context: Context) -> Iterator[Finding]:
    """A request closed as passed on names to whom; a promised call-back was made."""
    closing = case.abschluss
    if case.art != "anfrage" or closing is None or case.herkunft is not None:
        return
    done = {event.ereignis for event in case.verlauf}
    if closing.ergebnis == "weitergegeben" and not done & _PASSING_ON:
        yield Finding("weitergabe-fehlt", ("abschluss", "ergebnis"))
    if case.rueckmeldung_bis and "rueckmeldung" not in done and closing.ergebnis == "weitergegeben":
        yield Finding("rueckruf-fehlt", ("abschluss", "ergebnis"))


def cancellations_are_handed_on(case: Case, context: Context) -> Iterator[Finding]:
    """A cancellation counts only once it stands in the specialist system (S4)."""
    topics = context.office.vocabularies["thema"]
    to_hand_on = [concern.thema for concern in case.anliegen if getattr(topics.get(concern.thema), "uebergabe", False)]
    done: set[str] = set()
    for index, event in enumerate(case.verlauf):
        if event.ereignis == "abschluss" and to_hand_on and "uebergeben" not in done:
            yield Finding("absage-nicht-uebergeben", ("verlauf", index, "ereignis"), to_hand_on[0])
            return
        done.add(event.ereignis)
