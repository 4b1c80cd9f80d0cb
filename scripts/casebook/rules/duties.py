"""What a case of its kind, class and profile must have."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.derive import FINAL, Status, is_pure_remedy, status, verdict
from casebook.model import Case
from casebook.problem import Finding
from casebook.rules.context import Context

_WITHOUT_RULING = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen", "unbekannt"})


def _is_own_complaint(case: Case) -> bool:
    """A complaint this register handles itself, neither imported nor a pure remedy."""
    return case.art == "beschwerde" and case.herkunft is None and not is_pure_remedy(case)


def promise_is_there(case: Case, context: Context) -> Iterator[Finding]:
    """A complaint says by when the person hears back, or why nobody can."""
    if case.rueckmeldung_bis and case.keine_rueckmeldung:
        yield Finding("zusage-widerspruch", ("keine_rueckmeldung",))
    if case.keine_rueckmeldung and case.keine_rueckmeldung.grund == "anonym" and not case.person.anonym:
        yield Finding("anonym-widerspruch", ("keine_rueckmeldung", "grund"))
    promised = case.rueckmeldung_bis or case.keine_rueckmeldung
    if _is_own_complaint(case) and not promised and status(case, context.today) not in FINAL:
        yield Finding("zusage-fehlt", ("rueckmeldung_bis",))


def class_comes_from_the_log(case: Case, context: Context) -> Iterator[Finding]:
    """`stufe` is what the last `einstufung` says; a complaint is classed before it is answered."""
    classed = [event.stufe for event in case.verlauf if event.ereignis == "einstufung" and event.stufe]
    if case.stufe and case.stufe != (classed[-1] if classed else None):
        yield Finding("stufe-widerspruch", ("stufe",), case.stufe, classed[-1] if classed else "nicht eingestuft")
    elif classed and not case.stufe:
        yield Finding("stufe-widerspruch", ("stufe",), "nichts", classed[-1])
    withdrawn = case.abschluss is not None and case.abschluss.ergebnis == "zurueckgezogen"
    if not _is_own_complaint(case) or withdrawn or classed or case.stufe:
        return
    for index, event in enumerate(case.verlauf):
        if event.ereignis in ("rueckmeldung", "abschluss"):
            yield Finding("stufe-fehlt", ("verlauf", index, "ereignis"))
            return


def ruling_is_there(case: Case, context: Context) -> Iterator[Finding]:
    """Closing a complaint rules each concern, unless it was settled without a ruling or withdrawn."""
    closed = case.abschluss is not None and case.abschluss.ergebnis not in _WITHOUT_RULING
    for index, concern in enumerate(case.anliegen):
        path = ("anliegen", index)
        if case.art != "beschwerde" and (concern.begruendet or concern.gruende):
            name = "begruendet" if concern.begruendet else "gruende"
            yield Finding("begruendet-ueberzaehlig", (*path, name), case.art)
            continue
        if closed and _is_own_complaint(case) and concern.begruendet is None:
            yield Finding("begruendet-fehlt", path)
        upheld = concern.begruendet in ("ja", "teilweise")
        if upheld and not concern.gruende:
            yield Finding("gruende-fehlen", (*path, "begruendet"))
        if concern.gruende and not upheld:
            yield Finding("gruende-ohne-bewertung", (*path, "gruende"))


def steps_are_taken(case: Case, context: Context) -> Iterator[Finding]:
    """Before the first answer stand the steps the office demands for the case's class."""
    if not _is_own_complaint(case) or case.stufe is None:
        return
    needed: tuple[str, ...] = getattr(context.office.pflichten, case.stufe)
    for index, event in enumerate(case.verlauf):
        if event.ereignis == "rueckmeldung" or (event.ereignis == "abschluss" and case.keine_rueckmeldung):
            done = {earlier.ereignis for earlier in case.verlauf[:index]}
            done |= {"eingangsbestaetigung"} if case.person.anonym else set()
            # What came through the commissioner, the commissioner knows.
            done |= {"auftraggeber_informiert"} if case.eingang.ueber in ("integrationsamt", "traeger") else set()
            missing = [step for step in needed if step not in done]
            if missing:
                path = ("verlauf", index, "ereignis")
                yield Finding("pflichtereignis-fehlt", path, event.ereignis, ", ".join(missing))
            return


def second_pair_of_eyes(case: Case, context: Context) -> Iterator[Finding]:
    """In a critical case another function releases each answer; a reopened case needs a new release."""
    if case.stufe != "kritisch":
        return
    released_by: str | None = None
    reopened = False
    for index, event in enumerate(case.verlauf):
        if event.ereignis == "freigabe":
            released_by = event.durch
        elif event.ereignis == "wiedereroeffnung":
            released_by, reopened = None, True
        elif event.ereignis == "rueckmeldung" and released_by == event.durch:
            yield Finding("freigabe-selbst", ("verlauf", index, "durch"), event.durch)
        elif event.ereignis == "rueckmeldung" and released_by is None and reopened:
            yield Finding("pflichtereignis-fehlt", ("verlauf", index, "ereignis"), event.ereignis, "freigabe")


def upheld_leads_to_a_measure(case: Case, context: Context) -> Iterator[Finding]:
    """An upheld complaint changes something, or says why nothing needs to change."""
    if not _is_own_complaint(case) or status(case, context.today) is not Status.ABGESCHLOSSEN:
        return
    explained = any(event.ereignis == "keine_massnahme" for event in case.verlauf)
    if verdict(case) in ("ja", "teilweise") and not case.massnahmen and not explained:
        yield Finding("massnahme-offen", ("abschluss", "ergebnis"))
