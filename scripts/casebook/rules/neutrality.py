"""Who may decide and who may be answered."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Case, Ereignis
from casebook.office import Drittenart, Office
from casebook.problem import Finding
from casebook.rules.context import Context

_DECIDING = frozenset({"rueckmeldung", "abschluss", "freigabe"})


def nobody_decides_about_themselves(case: Case, context: Context) -> Iterator[Finding]:
    """The unit complained about may state its view but neither answers nor closes."""
    if case.art != "beschwerde":
        return
    concerned = {concern.betrifft for concern in case.anliegen if concern.betrifft}
    units = context.office.units
    against_management = any(units[unit].art == "leitung" for unit in concerned if unit in units)
    for index, event in enumerate(case.verlauf):
        function = context.office.functions.get(event.durch)
        if event.ereignis not in _DECIDING or function is None:
            continue
        path = ("verlauf", index, "durch")
        outside = function.einheit in units and units[function.einheit].art in ("traeger", "auftraggeber")
        if against_management and not outside:
            yield Finding("neutralitaet-leitung", path, event.ereignis, function.einheit)
        elif function.einheit in concerned and not _superior_may(event, function.vorgesetzt, context):
            yield Finding("neutralitaet", path, event.ereignis, function.einheit)


def _superior_may(event: Ereignis, is_superior: bool, context: Context) -> bool:
    return event.ereignis == "rueckmeldung" and is_superior and context.office.neutralitaet.vorgesetzte_antworten


def third_parties_need_authority(case: Case, context: Context) -> Iterator[Finding]:
    """A third party is answered with the person's authority only (§ 13 SGB X); press and politics never.

    `nicht_noetig` is enough where the third party speaks for itself: with an idea, a hint or praise.
    """
    for index, event in enumerate(case.verlauf):
        if event.ereignis not in ("rueckmeldung", "zwischenbescheid") or event.an not in ("dritte", "beide"):
            continue
        path = ("verlauf", index, "an")
        if gets_no_case_facts(case, context.office):
            yield Finding("presse-falldaten", path, case.dritte.art if case.dritte else "")
        elif not has_authority(case):
            yield Finding("vollmacht-fehlt", path, authority_of(case) or "keine")


def gets_no_case_facts(case: Case, office: Office) -> bool:
    """Whether the third party is one that never learns anything of a case."""
    kind = office.vocabularies["dritte"].get(case.dritte.art) if case.dritte else None
    return isinstance(kind, Drittenart) and not kind.falldaten


def authority_of(case: Case) -> str | None:
    """The state of the third party's authority."""
    return case.dritte.vollmacht.stand if case.dritte and case.dritte.vollmacht else None


def has_authority(case: Case) -> bool:
    """Whether the third party may be answered, as far as the person's authority goes."""
    enough = {"liegt_vor"} if case.art in ("beschwerde", "anfrage") else {"liegt_vor", "nicht_noetig"}
    return authority_of(case) in enough


def third_party_fits_the_access(case: Case, context: Context) -> Iterator[Finding]:
    """`zugang: dritte` and the block `dritte` come together."""
    if case.eingang.zugang == "dritte" and case.dritte is None:
        yield Finding("dritte-fehlen", ("eingang", "zugang"))
    if case.dritte is not None and case.eingang.zugang not in ("dritte", "unbekannt"):
        yield Finding("dritte-ueberzaehlig", ("dritte",), case.eingang.zugang)
