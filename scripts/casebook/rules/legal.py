"""The legal check comes first; what belongs to another way is handed over, some of it without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.model import Case
from casebook.problem import Finding, Path
from casebook.rules.context import Context, german

SHELL_WAYS = frozenset({"dienstaufsicht", "hinweisgeber", "gewaltschutz"})
"""Ways whose content stays outside the register (§ 8 HinSchG; personnel matters; protection from violence)."""

SHELL_SENTENCE = "Wird außerhalb des Registers bearbeitet."

CHECKED_KINDS = frozenset({"beschwerde", "anregung", "hinweis"})
SIGNALS = re.compile(
    r"bescheid|ablehnung|abgelehnt|sanktion|leistungsminderung|aufhebung|erstattung|rückforderung|widerspruch"
    r"|nicht einverstanden|falsch berechnet",
    re.IGNORECASE,
)


def legal_check_is_there(case: Case, context: Context) -> Iterator[Finding]:
    """Complaints, ideas and hints are checked for a legal remedy; requests where the text gives a signal."""
    if case.rechtsbehelf is not None:
        return
    if case.art in CHECKED_KINDS:
        yield Finding("rechtsbehelf-fehlt", ("rechtsbehelf",))
    elif case.art == "anfrage":
        for index, concern in enumerate(case.anliegen):
            if signal := SIGNALS.search(concern.kurz):
                yield Finding("rechtsbehelf-signal", ("anliegen", index, "kurz"), signal[0])


def legal_check_is_complete(case: Case, context: Context) -> Iterator[Finding]:
    """A check names its day and function; a remedy its way and whether a complaint goes on beside it."""
    legal = case.rechtsbehelf
    if legal is None:
        return
    if legal.ergebnis == "nicht_geprueft":
        if case.herkunft is None:
            yield Finding("rechtsbehelf-ungeprueft", ("rechtsbehelf", "ergebnis"))
        return
    needed = ["geprueft_am", "geprueft_von"]
    if legal.ergebnis in ("ja", "unklar"):
        needed += ["weg", "daneben_beschwerde"]
    missing = [name for name in needed if getattr(legal, name) is None]
    if missing:
        yield Finding("rechtsbehelf-angaben", ("rechtsbehelf",), expected=", ".join(missing))
    if legal.ergebnis == "nein":
        for name in ("weg", "uebergeben_am", "uebergeben_an", "daneben_beschwerde"):
            if getattr(legal, name) is not None:
                yield Finding("rechtsbehelf-ohne-anlass", ("rechtsbehelf", name))


def legal_check_comes_first(case: Case, context: Context) -> Iterator[Finding]:
    """No event of the log is older than the legal check."""
    checked = case.rechtsbehelf.geprueft_am if case.rechtsbehelf else None
    for index, event in enumerate(case.verlauf):
        if checked and case.eingang.datum <= event.datum < checked <= context.today:
            yield Finding("rechtsbehelf-spaet", ("verlauf", index, "datum"), german(event.datum), german(checked))


def possible_remedy_is_handed_over(case: Case, context: Context) -> Iterator[Finding]:
    """A Widerspruch, and whatever may be one, leaves on the day of the check (§ 84 SGG runs)."""
    legal = case.rechtsbehelf
    if legal is None or legal.ergebnis not in ("ja", "unklar") or legal.geprueft_am is None:
        return
    urgent = legal.ergebnis == "unklar" or legal.weg == "widerspruch"
    if urgent and (legal.uebergeben_am != legal.geprueft_am or legal.uebergeben_an is None):
        day = german(legal.uebergeben_am) if legal.uebergeben_am else "kein Tag"
        found = day if legal.uebergeben_an else f"{day}, keine Stelle"
        path: Path = ("rechtsbehelf", "uebergeben_am") if legal.uebergeben_am else ("rechtsbehelf",)
        yield Finding("rechtsbehelf-uebergabe", path, found, german(legal.geprueft_am))


def shells_stay_empty(case: Case, context: Context) -> Iterator[Finding]:
    """Of a shell the register keeps number, dates and way; the whole office stands as unit.

    The message repeats nothing of what it found: it ends up in logs that more people read.
    """
    legal = case.rechtsbehelf
    if legal is None or legal.weg not in SHELL_WAYS:
        return
    for path, text in _free_texts(case):
        if text != SHELL_SENTENCE:
            yield Finding("schale-freitext", path, expected=legal.weg)
    units: list[tuple[Path, str | None]] = [(("zustaendig",), case.zustaendig)]
    units += [(("anliegen", i, "betrifft"), concern.betrifft) for i, concern in enumerate(case.anliegen)]
    for path, unit in units:
        known = context.office.units.get(unit) if unit else None
        if known and known.art != "haus":
            yield Finding("schale-einheit", path, expected=legal.weg)


def _free_texts(case: Case) -> Iterator[tuple[Path, str]]:
    for index, concern in enumerate(case.anliegen):
        yield ("anliegen", index, "kurz"), concern.kurz
    if case.dritte and case.dritte.stelle:
        yield ("dritte", "stelle"), case.dritte.stelle
    for index, event in enumerate(case.verlauf):
        for name in ("notiz", "grund", "fundstelle"):
            if text := getattr(event, name):
                yield ("verlauf", index, name), text
        # A correction may name a date or a unit, but tell no story.
        for name in ("feld", "alt", "neu"):
            if " " in (getattr(event, name) or ""):
                yield ("verlauf", index, name), getattr(event, name)
    for index, measure in enumerate(case.massnahmen):
        for name in ("text", "wirkung", "handbuch"):
            if text := getattr(measure, name):
                yield ("massnahmen", index, name), text
    for index, exception in enumerate(case.ausnahmen):
        yield ("ausnahmen", index, "grund"), exception.grund
    if case.abschluss and case.abschluss.begruendung:
        yield ("abschluss", "begruendung"), case.abschluss.begruendung
