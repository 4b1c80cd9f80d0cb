"""A page for every case: facts, concerns, the log beside the history of its file, and what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from casebook.history import Touch
from casebook.letters.offers import Offer
from casebook.measures import CaseState, counted_in
from casebook.model import Anliegen, Case
from casebook.office import Office
from casebook.pages.case_history import (
    Step,
    entered,
    event_flags,
    mismatches,
    step_words,
    steps,
)
from casebook.pages.case_links import Related, relations
from casebook.pages.case_then import known_then
from casebook.pages.case_words import EVENTS, Fact, acting_unit, event_facts, facts, unit_words
from casebook.pages.keeping import basis_of
from casebook.pages.labels import (
    KINDS,
    PROMISES,
    STATUS,
    VERDICTS,
    case_address,
    commit_address,
    day,
    entry_name,
    period_name,
)
from casebook.pages.site import Page, Site

FOLDER = "faelle"
TEMPLATE = "case.html.j2"


@dataclass(frozen=True, slots=True)
class LogLine:
    """An event; `entered` is the short id of the commit that brought it."""

    day: str
    name: str
    by: str
    facts: tuple[Fact, ...]
    flag: str
    entered: str
    special: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A commit of the file."""

    id: str
    address: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class Concern:
    """One of the points of a case."""

    topic: str
    short: str
    ruling: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What the house changes because of the case."""

    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a year that count the case: pairs of id and name, and a fingerprint of them."""

    period: str
    file: str
    measures: tuple[tuple[str, str], ...]
    basis: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that the page of a case says."""

    number: str
    title: str
    status: str
    verdict: str
    address: str
    facts: tuple[Fact, ...]
    blocks: tuple[tuple[str, tuple[Fact, ...]], ...]
    concerns: tuple[Concern, ...]
    log: tuple[LogLine, ...]
    history: tuple[HistoryLine, ...]
    mismatches: tuple[str, ...]
    measures: tuple[Measure, ...]
    related: tuple[Related, ...]
    letters: tuple[Offer, ...]
    counted: tuple[Counted, ...]


def case_pages(site: Site) -> Iterator[Page]:
    """A page for every case, kept while the case and what belongs to it stay the same."""
    numbers = frozenset(entry.number for entry in site.entries)
    related = relations((site.entries[place].number, links) for place, links in site.linked.items())
    counted = _counted(site)
    for place, entry in enumerate(site.entries):
        number = entry.number
        touches = site.logs.of(_path(number)) if site.logs else ()
        more = _More(touches, related.get(number, ()), site.letters.get(number, ()), tuple(counted[place]))
        values, basis = partial(_values, site, place, more, numbers), _basis(site.bases[place], more, numbers)
        yield Page(f"{FOLDER}/{number}.html", TEMPLATE, values, basis, site.parts[place])


@dataclass(frozen=True, slots=True)
class _More:
    """What the page of a case takes from elsewhere."""

    touches: Sequence[Touch]
    related: tuple[Related, ...]
    letters: tuple[Offer, ...]
    counted: tuple[Counted, ...]


def _basis(own: str, more: _More, numbers: frozenset[str]) -> str:
    parts = [own]
    parts += [touch.commit for touch in more.touches]
    parts += [f"{item.number} {item.relation} {item.number in numbers}" for item in more.related]
    parts += [f"{letter.name} {letter.file} {letter.lacks}" for letter in more.letters]
    parts += [item.basis for item in more.counted]
    return basis_of(*parts)


def _path(number: str) -> str:
    return f"cases/{number.partition('-')[0]}/{number}.yaml"


def _values(site: Site, place: int, more: _More, numbers: frozenset[str]) -> Mapping[str, Any]:
    return {"case": _view(site, site.states[place], more), "numbers": numbers}


def _view(site: Site, state: CaseState, more: _More) -> CaseView:
    case, office = known_then(state, site.stand), site.office
    history = steps(more.touches, site.logs) if site.logs else ()
    return CaseView(
        number=case.aktenzeichen,
        title=case.anliegen[0].kurz,
        status=STATUS[state.status],
        verdict=VERDICTS.get(state.verdict or "", ""),
        address=case_address(office, case.aktenzeichen),
        facts=tuple(_head(state, case, office)),
        blocks=tuple(_blocks(case, office)),
        concerns=tuple(_concern(concern, office) for concern in case.anliegen),
        log=tuple(_log(case, history, office)),
        history=tuple(_history_line(step, case, office) for step in reversed(history)),
        mismatches=tuple(mismatches(case, history, site.stand)),
        measures=tuple(
            Measure(item.text, facts(item, office, without=frozenset({"text"}))) for item in case.massnahmen
        ),
        related=more.related,
        letters=more.letters,
        counted=more.counted,
    )


def _head(state: CaseState, case: Case, office: Office) -> Iterator[Fact]:
    """What is known at the stand; `case` is the file as far as it tells of that."""
    yield Fact("Art", KINDS[state.kind])
    yield Fact("Eingang", day(case.eingang.datum))
    yield Fact("Zuständig", unit_words(office, case.zustaendig))
    if case.stufe:
        yield Fact("Stufe", entry_name(office, "stufe", case.stufe))
    if state.promised:
        yield Fact("Rückmeldung zugesagt bis", f"{day(state.promised)} ({PROMISES[state.promise or '']})")
    if case.keine_rueckmeldung:
        yield Fact("Keine Rückmeldung", facts(case.keine_rueckmeldung, office)[0].value)
    if state.final_closing:
        yield Fact("Abgeschlossen", day(state.final_closing))


def _blocks(case: Case, office: Office) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The parts of the file that have something to say."""
    needs = tuple(
        Fact(
            "Bedarf",
            entry_name(office, "bedarf", need.art) + ("" if need.erfuellt is not False else " (nicht erfüllt)"),
        )
        for need in case.person.bedarf
    )
    parts = (
        ("Eingang", facts(case.eingang, office, without=frozenset({"datum"}))),
        ("Wer sich meldet", facts(case.person, office) + needs + facts(case.dritte, office)),
        ("Rechtliche Prüfung", facts(case.rechtsbehelf, office)),
        ("Abschluss", facts(case.abschluss, office)),
        ("Herkunft", facts(case.herkunft, office)),
        *((f"Ausnahme von „{item.regel}“", (Fact("Grund", item.grund),)) for item in case.ausnahmen),
    )
    return ((name, found) for name, found in parts if found)


def _concern(concern: Anliegen, office: Office) -> Concern:
    return Concern(
        entry_name(office, "thema", concern.thema),
        concern.kurz,
        VERDICTS.get(concern.begruendet or "", ""),
        facts(concern, office, without=frozenset({"thema", "kurz", "begruendet"})),
    )


def _log(case: Case, history: Sequence[Step], office: Office) -> Iterator[LogLine]:
    flags, commits = event_flags(case, history), entered(case, history)
    for place, event in enumerate(case.verlauf):
        step = commits.get(place)
        yield LogLine(
            day(event.datum),
            EVENTS[event.ereignis],
            acting_unit(office, event.durch),
            event_facts(event, office),
            flags.get(place, ""),
            step.touch.commit[:10] if step else "",
            event.ereignis in ("korrektur", "wiedereroeffnung", "schwaerzung", "anonymisiert"),
        )


def _history_line(step: Step, case: Case, office: Office) -> HistoryLine:
    commit = step.touch.commit
    return HistoryLine(commit[:10], commit_address(office, commit), day(step.touch.day), step_words(step, case))


def _counted(site: Site) -> Mapping[int, list[Counted]]:
    """For each case by position: the totals of years that count it."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for year in reversed(site.years):
        name, file = period_name(year), f"{year.label}.html"
        known: dict[tuple[tuple[str, str], ...], Counted] = {}
        for place, measures in counted_in(site.records.totals(year.label)):
            if measures not in known:
                known[measures] = Counted(name, file, measures, basis_of(file, repr(measures)))
            found[place].append(known[measures])
    return found
