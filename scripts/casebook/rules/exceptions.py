"""Exceptions are data: a case may name a rule it breaks and why. A dead exception is an error itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.messages import CATALOGUE
from casebook.model import Case
from casebook.problem import Finding
from casebook.shape import did_you_mean

EXCEPTABLE = frozenset(
    {
        "rechtsbehelf-spaet",
        "rechtsbehelf-uebergabe",
        "stufe-fehlt",
        "zusage-fehlt",
        "begruendet-fehlt",
        "gruende-fehlen",
        "pflichtereignis-fehlt",
        "freigabe-selbst",
        "massnahme-offen",
        "rueckmeldung-fehlt",
        "stellungnahme-fehlt",
        "neutralitaet",
        "neutralitaet-leitung",
        "vollmacht-fehlt",
        "presse-falldaten",
    }
)
"""Rules about what should have happened: a file must be able to tell that it did not."""


def apply_exceptions(case: Case, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those the case excuses, plus exceptions that excuse nothing or must not."""
    excused = {exception.regel for exception in case.ausnahmen} & EXCEPTABLE
    met: set[str] = set()
    for finding in findings:
        if finding.id in excused:
            met.add(finding.id)
        else:
            yield finding
    for index, exception in enumerate(case.ausnahmen):
        path = ("ausnahmen", index, "regel")
        if exception.regel not in EXCEPTABLE:
            hint = "" if exception.regel in CATALOGUE else did_you_mean(exception.regel, sorted(EXCEPTABLE))
            yield Finding("ausnahme-unzulaessig", path, exception.regel, hint)
        elif exception.regel not in met:
            yield Finding("ausnahme-wirkungslos", path, exception.regel)
