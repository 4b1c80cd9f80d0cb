"""What became of published months: each figure as printed and as it is now, with the cases that moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.load import Loaded
from casebook.measures.catalogue import CATALOGUE
from casebook.model import Case
from casebook.pages.labels import day, number, period_name
from casebook.pages.record_words import value_with_share
from casebook.pages.site import Page, Site
from casebook.periods import Period, parse_period
from casebook.revisions import Measured, Moved, Reason, Revision, measured, measured_frames, revisions

REVISIONS = "revisionen.html"

REASONS: dict[Reason, tuple[str, str]] = {
    "nachgetragen": ("nachgetragen", "Der Fall stand damals noch nicht im Register."),
    "korrigiert": ("korrigiert", "Eine Angabe wurde berichtigt; der Verlauf nennt alt, neu und Grund."),
    "wiedereroeffnet": ("wieder geöffnet", "Der Fall war abgeschlossen und wird weiter bearbeitet."),
    "bearbeitet": ("seither bearbeitet", "Der Fall lief noch; was danach geschah, zählt jetzt mit."),
    "entfallen": ("entfallen", "Der Fall ist nicht mehr im Register."),
    "zeit": ("Zeit vergangen", "Am Fall änderte sich nichts, aber ein Tag ist inzwischen vorbei."),
}
SETTINGS_CHANGED = "Nicht Fälle, sondern Einstellungen oder Angaben von außen haben sich geändert."


@dataclass(frozen=True, slots=True)
class Line:
    """A figure that changed."""

    measure: str
    name: str
    before: str
    now: str
    reasons: str
    moved: tuple[tuple[str, str], ...]
    """Number of the case and why it moved."""


@dataclass(frozen=True, slots=True)
class Month:
    """A published month."""

    name: str
    file: str
    published: str
    commit: str
    lines: tuple[Line, ...]


def revision_pages(site: Site) -> Iterator[Page]:
    """The one page of all published months, newest first."""
    yield Page(REVISIONS, "revisions.html.j2", partial(_values, site))


def _values(site: Site) -> Mapping[str, Any]:
    cases = tuple(state.case for state in site.states) if site.published else ()
    months = [_month(site, cases, label, known) for label, known in sorted(site.published.items(), reverse=True)]
    return {"published": months, "reasons": REASONS.values()}


def _month(site: Site, cases: tuple[Case, ...], label: str, published: Loaded) -> Month:
    period = parse_period(label)
    assert isinstance(period, Period), label
    provenance = published.provenance
    before = measured(published.cases, published.office, published.outside, provenance.stand, period)
    found = revisions(before, _now(site, cases, period))
    lines = tuple(_line(revision) for revision in found)
    file = f"{label}.html" if label in site.records else ""
    return Month(period_name(period), file, day(provenance.stand), provenance.commit, lines)


def _now(site: Site, cases: tuple[Case, ...], period: Period) -> Measured:
    known = site.records.get(period.label)
    return Measured(site.stand, cases, tuple(known)) if known else measured_frames(cases, site.frames, period)


def _line(revision: Revision) -> Line:
    measure = next(entry for entry in CATALOGUE if entry.id == revision.now.id)
    return Line(
        measure.id,
        revision.now.name,
        value_with_share(revision.before),
        value_with_share(revision.now),
        _reasons(revision.moved),
        tuple((moved.number, REASONS[moved.reason][0]) for moved in revision.moved),
    )


def _reasons(moved: Iterable[Moved]) -> str:
    """`2 nachgetragen, 1 korrigiert`."""
    counts = Counter(case.reason for case in moved)
    told = ", ".join(f"{number(counts[reason])} {name}" for reason, (name, _) in REASONS.items() if counts[reason])
    return told or SETTINGS_CHANGED
