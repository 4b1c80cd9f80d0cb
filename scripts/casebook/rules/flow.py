"""The order of a case's life: what may follow what, how it may end."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.derive import CLOSED, Status, is_pure_remedy, statuses
from casebook.model import Case
from casebook.problem import Finding
from casebook.rules.context import Context

AFTER_CLOSING = frozenset(
    {
        "befragung_versandt",
        "befragung_antwort",
        "externe_stelle",
        "wiedereroeffnung",
        "korrektur",
        "schwaerzung",
        "anonymisiert",
    }
)
"""Events a closed case may still get (domain.md, "After closing")."""

AFTER_END = frozenset({"korrektur", "schwaerzung", "anonymisiert"})

OUTCOMES = {
    "beschwerde": (
        "abgeholfen",
        "teilweise_abgeholfen",
        "nicht_abgeholfen",
        "geklaert_ohne_bewertung",
        "zurueckgezogen",
    ),
    "anregung": ("beantwortet", "aufgegriffen", "zur_kenntnis", "weitergegeben", "zurueckgezogen"),
    "hinweis": ("beantwortet", "aufgegriffen", "zur_kenntnis", "weitergegeben", "zurueckgezogen"),
    "lob": ("beantwortet", "zur_kenntnis", "weitergegeben"),
    "anfrage": ("beantwortet", "weitergegeben", "zurueckgezogen"),
}
"""Outcomes by kind. There is none that turns a complaint away."""

_ANSWERED_OUTCOMES = frozenset({"zurueckgezogen", "zur_kenntnis", "weitergegeben", "aufgegriffen", "unbekannt"})


def nothing_after_the_end(case: Case, context: Context) -> Iterator[Finding]:
    """A closed case is frozen but for what `AFTER_CLOSING` lists; reopening needs a closing."""
    before = Status.NEU
    ended_by = ""
    for index, (event, after) in enumerate(statuses(case)):
        allowed = AFTER_CLOSING if before is Status.ABGESCHLOSSEN else AFTER_END
        if before in CLOSED and event.ereignis not in allowed:
            yield Finding("nach-ende", ("verlauf", index, "ereignis"), event.ereignis, ended_by)
            return
        if event.ereignis == "wiedereroeffnung" and before is not Status.ABGESCHLOSSEN:
            yield Finding("wiedereroeffnung-ohne-abschluss", ("verlauf", index, "ereignis"))
        if after in CLOSED and before not in CLOSED:
            ended_by = event.ereignis
        before = after


def pauses_begin_and_end(case: Case, context: Context) -> Iterator[Finding]:
    """A pause is opened once, closed once, and over before the case is answered or closed."""
    paused = False
    for index, event in enumerate(case.verlauf):
        wrong = {
            "pause_beginn": "es läuft schon eine Pause" if paused else "",
            "pause_ende": "" if paused else "es läuft keine Pause",
            "rueckmeldung": "der Fall ruht noch" if paused else "",
            "abschluss": "der Fall ruht noch" if paused else "",
        }.get(event.ereignis, "")
        if wrong:
            yield Finding("pause-reihenfolge", ("verlauf", index, "ereignis"), event.ereignis, wrong)
            return
        if event.ereignis in ("pause_beginn", "pause_ende"):
            paused = event.ereignis == "pause_beginn"


def closing_block_and_event_agree(case: Case, context: Context) -> Iterator[Finding]:
    """The block says what the last closing says, and goes when the case is reopened."""
    closing, closing_index = None, 0
    for index, event in enumerate(case.verlauf):
        if event.ereignis == "abschluss":
            closing, closing_index = event, index
        elif event.ereignis == "wiedereroeffnung":
            closing = None
    if case.abschluss and closing is None:
        yield Finding("abschluss-ohne-ereignis", ("abschluss",))
    elif closing and case.abschluss is None:
        yield Finding("abschluss-ohne-block", ("verlauf", closing_index, "ereignis"))
    elif closing and case.abschluss and closing.ergebnis and closing.ergebnis != case.abschluss.ergebnis:
        yield Finding("abschluss-widerspruch", ("abschluss", "ergebnis"), case.abschluss.ergebnis, closing.ergebnis)


def outcome_fits_the_kind(case: Case, context: Context) -> Iterator[Finding]:
    """Complaints are remedied or not; other kinds are answered, taken up, noted or passed on."""
    outcomes = OUTCOMES[case.art]
    hint = f" Bei „{case.art}“ möglich: {', '.join(outcomes)}."
    if case.abschluss and case.abschluss.ergebnis not in (*outcomes, "unbekannt"):
        yield Finding("abschluss-ergebnis-art", ("abschluss", "ergebnis"), case.abschluss.ergebnis, hint)


def person_is_answered(case: Case, context: Context) -> Iterator[Finding]:
    """Nobody is left without an answer; where there is no remedy, the answer gives the reasons."""
    closing = case.abschluss
    if closing is None or case.herkunft is not None or is_pure_remedy(case):
        return
    answered = False
    for event in case.verlauf:
        answered = event.ereignis == "rueckmeldung" or (answered and event.ereignis != "wiedereroeffnung")
    if (
        not answered
        and not case.keine_rueckmeldung
        and not (
            closing.ergebnis == "zurueckgezogen"
            or (case.art != "beschwerde" and closing.ergebnis in _ANSWERED_OUTCOMES)
        )
    ):
        yield Finding("rueckmeldung-fehlt", ("abschluss", "ergebnis"))
    if closing.ergebnis == "nicht_abgeholfen" and not closing.begruendung:
        yield Finding("stellungnahme-fehlt", ("abschluss", "ergebnis"))


def kind_follows_the_log(case: Case, context: Context) -> Iterator[Finding]:
    """After a conversion the case is of the new kind."""
    kinds = [event.art for event in case.verlauf if event.ereignis == "umwandlung" and event.art]
    if kinds and kinds[-1] != case.art:
        yield Finding("umwandlung-art", ("art",), case.art, kinds[-1])
