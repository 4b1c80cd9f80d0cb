"""Whether a letter may be written at all: state, addressee, class. What it would say is `facts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casebook.derive import promised_until, status
from casebook.letters.kinds import Kind
from casebook.model import Case
from casebook.office import Office
from casebook.pages.labels import STATUS, day, entry_name
from casebook.problem import Finding
from casebook.rules.legal import SHELL_WAYS
from casebook.rules.neutrality import authority_of, gets_no_case_facts, has_authority

Addressee = Literal["person", "dritte"]

_LEGALLY_CHECKED = ("beschwerde", "anregung", "hinweis")


@dataclass(frozen=True, slots=True)
class Wish:
    """A letter somebody wants: which, about what, to whom, on which day."""

    kind: Kind
    case: Case
    office: Office
    day: date
    to: Addressee


def usual_addressee(case: Case) -> Addressee:
    """Who came with the matter hears back (§ 13 SGB X)."""
    return "dritte" if case.dritte else "person"


def reachable(case: Case, office: Office) -> Addressee:
    """The third party where it may be answered, else the person."""
    return "dritte" if case.dritte and has_authority(case) and not gets_no_case_facts(case, office) else "person"


def fits(wish: Wish) -> bool:
    """Whether this kind of letter belongs to a case in this state and house."""
    return not list(_unfitting(wish))


def obstacles(wish: Wish) -> list[Finding]:
    """What forbids the letter. The first reason is enough: the others may only follow from it."""
    for check in (_unfitting, _nobody_to_write_to, _third_party, _too_early, _promise_is_over):
        if found := list(check(wish)):
            return found
    return []


def _unfitting(wish: Wish) -> Iterator[Finding]:
    kind, case = wish.kind, wish.case
    legal, state = case.rechtsbehelf, status(case, wish.day)
    if legal and legal.weg in SHELL_WAYS:
        yield Finding("schreiben-schale", ("rechtsbehelf", "weg"), legal.weg or "", kind.name)
    elif kind.to_commissioner and wish.office.profil != "ifd":
        yield Finding("schreiben-kein-auftraggeber", (), wish.office.profil, kind.name)
    elif state not in kind.statuses:
        yield Finding("schreiben-fall-beendet", ("verlauf",), STATUS[state], kind.name)


def _nobody_to_write_to(wish: Wish) -> Iterator[Finding]:
    if wish.kind.to_commissioner:
        return
    if wish.case.person.anonym and wish.to == "person":
        yield Finding("schreiben-ohne-antwort", ("person", "anonym"), "anonym", wish.kind.name)
    elif wish.case.keine_rueckmeldung:
        reason = wish.case.keine_rueckmeldung.grund
        yield Finding("schreiben-ohne-antwort", ("keine_rueckmeldung", "grund"), reason, wish.kind.name)


def _third_party(wish: Wish) -> Iterator[Finding]:
    case = wish.case
    if wish.kind.to_commissioner or wish.to == "person":
        return
    if case.dritte and gets_no_case_facts(case, wish.office):
        name = entry_name(wish.office, "dritte", case.dritte.art)
        yield Finding("schreiben-presse", ("dritte", "art"), name, wish.kind.name)
    elif not has_authority(case):
        yield Finding("schreiben-vollmacht-fehlt", ("dritte",), authority_of(case) or "keine", wish.kind.name)


def _too_early(wish: Wish) -> Iterator[Finding]:
    """The legal check comes first; a complaint is classed, a critical one released, before it is answered."""
    case, kind = wish.case, wish.kind
    if case.art in _LEGALLY_CHECKED and case.rechtsbehelf is None:
        yield Finding("schreiben-angabe-fehlt", ("rechtsbehelf",), "die rechtliche Prüfung", kind.name)
    elif kind.answers and case.art == "beschwerde" and not case.stufe:
        yield Finding("schreiben-angabe-fehlt", ("stufe",), "die Einstufung", kind.name)
    elif kind.answers and case.stufe == "kritisch" and not _is_released(wish):
        yield Finding("schreiben-freigabe-fehlt", ("verlauf",), "", kind.name)


def _is_released(wish: Wish) -> bool:
    return any(event.ereignis == "freigabe" and event.datum <= wish.day for event in wish.case.verlauf)


def _promise_is_over(wish: Wish) -> Iterator[Finding]:
    """No letter promises a day that has passed."""
    if "antwort_bis" in {name for part in wish.kind.parts for name in part.fields}:
        promised = promised_until(wish.case, wish.day)
    elif wish.kind.id == "fristverlaengerung":
        extended = [e.bis for e in wish.case.verlauf if e.ereignis == "fristverlaengerung" and e.datum <= wish.day]
        promised = extended[-1] if extended else None
    else:
        return
    if promised and promised < wish.day:
        yield Finding("schreiben-zusage-vorbei", ("rueckmeldung_bis",), day(promised), wish.kind.name)
