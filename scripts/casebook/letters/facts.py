"""Case + office + day -> what a letter can say. Nothing is guessed: what should be there and is not stays None.

Notes of the log are internal and never reach a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from casebook.derive import promised_until, verdict
from casebook.letters.fields import FIELDS, Facts, Value
from casebook.letters.kinds import Kind
from casebook.model import Abschluss, Anliegen, Case, Ereignis, Massnahme
from casebook.office import Office
from casebook.pages.labels import KINDS as KIND_NAMES
from casebook.pages.labels import long_day
from casebook.pages.words import within
from casebook.problem import Finding
from casebook.processes import deadline_of

_RULINGS = {
    "ja": "berechtigt",
    "teilweise": "zum Teil berechtigt",
    "nein": "nicht berechtigt",
    "nicht_entscheidbar": "nicht mehr zu klären",
}
_STEPS = {
    "zuweisung": "zugewiesen an",
    "weiterleitung": "weitergegeben an",
    "stellungnahme_eingeholt": "Stellungnahme eingeholt bei",
    "kontakt_extern": "gesprochen mit",
    "zweite_stufe": "noch einmal geprüft durch",
}
_WAYS = {
    "widerspruch": "ein Widerspruch",
    "ueberpruefungsantrag": "ein Antrag auf Überprüfung",
    "untaetigkeit": "ein Hinweis, dass eine Entscheidung zu lange dauert",
    "fachaufsicht": "eine Beschwerde bei der Fachaufsicht",
    "petition": "eine Petition",
    "datenschutz": "eine Beschwerde zum Datenschutz",
    "akteneinsicht": "ein Antrag auf Einsicht in Ihre Akte",
}
_DECIDING = frozenset({"beschwerdestelle", "leitung", "traeger", "auftraggeber"})
_NOT_RULED = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen", "unbekannt"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a letter is made from, with the log as it stood on the day."""

    case: Case
    office: Office
    day: date
    for_another: bool

    @property
    def log(self) -> tuple[Ereignis, ...]:
        return tuple(event for event in self.case.verlauf if event.datum <= self.day)

    def last(self, kind: str) -> Ereignis | None:
        """The newest event of a kind."""
        return next((event for event in reversed(self.log) if event.ereignis == kind), None)

    @property
    def closing(self) -> Abschluss | None:
        """The outcome, once the log has come to it."""
        return self.case.abschluss if self.last("abschluss") else None


def facts_of(subject: Subject) -> Facts:
    """Every field of `FIELDS` for this case."""
    blocks = (_sender, _concern, _promise, _extension, _outcome, _handover, _remedy, _notice)
    found: dict[str, Value | None] = {}
    for block in blocks:
        found |= block(subject)
    assert found.keys() == FIELDS.keys(), found.keys() ^ FIELDS.keys()
    return MappingProxyType(found)


def missing(facts: Facts, used: frozenset[str], kind: Kind) -> Iterator[Finding]:
    """A finding for every fact a template uses and the case does not have; several fields may lack the same."""
    said: set[str] = set()
    for name, field in FIELDS.items():
        lacks = facts[name] is None or (name in kind.needs and not facts[name])
        if name in used and lacks and field.lack not in said:
            said.add(field.lack)
            yield Finding("schreiben-angabe-fehlt", field.path, field.lack, kind.name)


def _closed(text: str) -> str:
    """A note as a sentence of a letter: it ends with a full stop."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", "“")) else f"{text}."


def _sender(subject: Subject) -> dict[str, Value | None]:
    office, contact = subject.office, subject.office.kontakt
    return {
        "datum": long_day(subject.day),
        "haus": office.name,
        "stelle": contact.stelle if contact else None,
        "anschrift": contact.anschrift if contact else None,
        "absenderzeile": " · ".join(contact.anschrift) if contact else None,
        "telefon": contact.telefon[0].nummer if contact else None,
        "telefon_zeiten": contact.telefon[0].zeiten if contact else None,
        "e_mail": contact.e_mail if contact else None,
        "entscheidet": _deciding(subject),
    }


def _deciding(subject: Subject) -> str | None:
    """Who decides: never the unit complained about, and nobody of the house where it is management."""
    case, office = subject.case, subject.office
    concerned = [office.units.get(concern.betrifft or "") for concern in case.anliegen]
    outside = next((unit for unit in office.einheiten if unit.art in ("traeger", "auftraggeber")), None)
    if outside and any(unit and unit.art == "leitung" for unit in concerned):
        return outside.name
    responsible = office.units.get(case.zustaendig)
    if responsible and responsible.art in _DECIDING - {"beschwerdestelle"} and responsible not in concerned:
        return responsible.name
    return office.kontakt.stelle if office.kontakt else None


def _concern(subject: Subject) -> dict[str, Value | None]:
    case = subject.case
    return {
        "aktenzeichen": case.aktenzeichen,
        "art": KIND_NAMES[case.art],
        "eingang_am": long_day(case.eingang.datum),
        "themen": ", ".join(dict.fromkeys(_topic(subject, concern) for concern in case.anliegen)),
        "punkte": tuple(f"{_topic(subject, concern)}: {concern.kurz}" for concern in case.anliegen),
        "fuer_andere": subject.for_another,
    }


def _topic(subject: Subject, concern: Anliegen) -> str:
    return subject.office.name_of("thema", concern.thema)


def _promise(subject: Subject) -> dict[str, Value | None]:
    promised = promised_until(subject.case, subject.day)
    pauses = [event for event in subject.log if event.ereignis in ("pause_beginn", "pause_ende")]
    waiting = pauses[-1].grund if pauses and pauses[-1].ereignis == "pause_beginn" else None
    steps = tuple(_step(subject, event) for event in subject.log if event.ereignis in _STEPS)
    return {
        "antwort_bis": long_day(promised) if promised else None,
        "pause_grund": _closed(waiting or ""),
        "schritte": steps or None,
    }


def _step(subject: Subject, event: Ereignis) -> str:
    where = _place(subject, event) or "die zuständige Stelle"
    return f"Am {long_day(event.datum)} {_STEPS[event.ereignis]}: {where}"


def _place(subject: Subject, event: Ereignis) -> str | None:
    if event.stelle:
        return subject.office.name_of("einheiten", event.stelle)
    return subject.office.name_of("behoerden", event.behoerde) if event.behoerde else None


def _extension(subject: Subject) -> dict[str, Value | None]:
    event = subject.last("fristverlaengerung")
    before = _promised_before(subject, event) if event else None
    return {
        "neue_frist": long_day(event.bis) if event and event.bis else None,
        "grund_der_verlaengerung": _closed(event.grund) if event and event.grund else None,
        "bisherige_frist": long_day(before) if before else "",
    }


def _promised_before(subject: Subject, event: Ereignis) -> date | None:
    """The day that held until this extension."""
    earlier = tuple(other for other in subject.log if other is not event)
    return promised_until(subject.case.model_copy(update={"verlauf": earlier}), subject.day)


def _outcome(subject: Subject) -> dict[str, Value | None]:
    closing, ruled = subject.closing, _is_ruled(subject)
    ruling = verdict(subject.case) if ruled else ""
    reasons = tuple(filter(None, (closing.begruendung or "").split("\n"))) if closing else ()
    needs_reasons = ruling == "nein" or (closing is not None and closing.ergebnis == "nicht_abgeholfen")
    measures = tuple(
        _measure(measure, subject.day) for measure in subject.case.massnahmen if measure.stand != "verworfen"
    )
    unneeded = subject.last("keine_massnahme")
    effects = tuple(_effects(subject))
    settled = measures or unneeded or effects or ruling in (None, "nein", "nicht_entscheidbar")
    return {
        "urteil": ruling,
        "bewertung": tuple(_ruling(subject, concern) for concern in subject.case.anliegen) if ruled else (),
        "begruendung": reasons or (None if needs_reasons else ()),
        "massnahmen": measures if settled else None,
        "keine_massnahme": _closed(unneeded.grund or "") if unneeded and not measures else "",
        "wirkung": effects,
    }


def _is_ruled(subject: Subject) -> bool:
    """Whether this case is judged at all: a complaint that was neither withdrawn nor settled without a ruling."""
    return subject.case.art == "beschwerde" and not (subject.closing and subject.closing.ergebnis in _NOT_RULED)


def _ruling(subject: Subject, concern: Anliegen) -> str:
    reasons = ", ".join(subject.office.name_of("gruende", reason) for reason in concern.gruende)
    ruling = f"{_topic(subject, concern)}: {_RULINGS.get(concern.begruendet or '', '')}"
    return f"{ruling} ({reasons})" if reasons else ruling


def _measure(measure: Massnahme, day: date) -> str:
    text = measure.text.strip().removesuffix(".")
    if measure.umgesetzt_am and measure.umgesetzt_am <= day:
        return f"{text} (erledigt am {long_day(measure.umgesetzt_am)})"
    return f"{text} (bis {long_day(measure.frist)})"


def _effects(subject: Subject) -> Iterator[str]:
    if subject.closing:
        yield from (subject.office.name_of("wirkung", effect) for effect in subject.closing.wirkung)
    for measure in subject.case.massnahmen:
        if measure.wirkung and measure.wirkung_geprueft and measure.wirkung_geprueft <= subject.day:
            yield measure.wirkung


def _handover(subject: Subject) -> dict[str, Value | None]:
    event, legal = subject.last("abgabe"), subject.case.rechtsbehelf
    if event:
        return _handed(long_day(event.datum), _place(subject, event), _closed(event.grund or "") or None, goes_on=False)
    if legal and legal.uebergeben_am and legal.uebergeben_an and legal.weg in _WAYS:
        unit = subject.office.name_of("einheiten", legal.uebergeben_an)
        reason = f"Ihre Nachricht ist vielleicht auch {_WAYS[legal.weg]}."
        return _handed(long_day(legal.uebergeben_am), unit, reason, goes_on=legal.daneben_beschwerde is not False)
    return _handed(None, None, "", goes_on=False)


def _handed(day: str | None, where: str | None, reason: str | None, *, goes_on: bool) -> dict[str, Value | None]:
    return {"abgabe_am": day, "abgabe_an": where, "abgabe_grund": reason, "laeuft_weiter": goes_on}


def _remedy(subject: Subject) -> dict[str, Value | None]:
    office, legal = subject.office, subject.case.rechtsbehelf
    ifd = office.profil == "ifd"
    deadline = deadline_of(office, "vwgo-widerspruch" if ifd else "sgg-widerspruch")
    open_way = legal is not None and legal.ergebnis in ("ja", "unklar")
    handed = legal if legal and open_way and legal.uebergeben_am and legal.uebergeben_an else None
    return {
        "rechtsweg": _WAYS[legal.weg] if legal and legal.weg in _WAYS and open_way else "",
        "uebergeben_an": office.name_of("einheiten", handed.uebergeben_an or "") if handed else "",
        "uebergeben_am": long_day(handed.uebergeben_am) if handed and handed.uebergeben_am else "",
        "bescheid": "Bescheid des Integrationsamts" if ifd else "Bescheid",
        "widerspruch_frist": within(deadline) if deadline else "",
    }


def _notice(subject: Subject) -> dict[str, Value | None]:
    office = subject.office
    carriers = [office.name_of("traeger", c.traeger) for c in subject.case.anliegen if c.traeger]
    commissioners = [unit.name for unit in office.einheiten if unit.art == "auftraggeber"]
    return {
        "stufe": subject.case.stufe,
        "auftraggeber": next(iter([*carriers, *commissioners]), None),
    }
