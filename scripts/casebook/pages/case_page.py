"""A page for every case: facts, concerns, the log beside the history of its file, and what belongs to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment

from casebook.history import FileLogs, Touch
from casebook.letters.offers import Letters, Offer
from casebook.measures import CaseState, Record
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
from casebook.pages.case_words import EVENTS, Fact, acting_unit, facts, unit_words
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
from casebook.pages.page import Remembered, basis_of, files_basis
from casebook.periods import Period, parse_period

FOLDER = "faelle"
TEMPLATE = "case.html.j2"
_RELATIONS = {"vorgaenger": "Vorgänger", "folge": "Folgefall", "zusammenhang": "Zusammenhang"}
_BACK = {"vorgaenger": "Folgefall", "folge": "Vorgänger", "zusammenhang": "Zusammenhang", "doppelt": "Doppelt dazu"}


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
class Related:
    """Another case that belongs to this one."""

    number: str
    relation: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of a year that count the case: pairs of id and name."""

    period: str
    file: str
    measures: tuple[tuple[str, str], ...]


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


@dataclass(frozen=True, slots=True)
class CaseSources:
    """What the pages of all cases are made of."""

    states: Sequence[CaseState]
    office: Office
    stand: date
    letters: Letters
    records: Mapping[str, Sequence[Record]]
    logs: FileLogs | None


def case_file(number: str) -> str:
    """The page of a case."""
    return f"{FOLDER}/{number}.html"


def case_pages(sources: CaseSources, environment: Environment, code: Iterable[Path]) -> Iterator[Remembered]:
    """Every page with what it rests on; `code` are the files that decide how a page looks."""
    related, counted = _relations(sources.states), _counted(sources)
    numbers = {state.case.aktenzeichen for state in sources.states}
    # The page of a case shows its promise as met or not, never the day itself: a new day changes few pages.
    house = basis_of(sources.office.model_dump_json(), files_basis(code))
    template = environment.get_template(TEMPLATE)

    def maker(state: CaseState, touches: Sequence[Touch], more: _More) -> Callable[[], str]:
        def make() -> str:
            view = _view(state, touches, sources, more)
            return template.render(case=view, numbers=numbers, file=case_file(state.case.aktenzeichen))

        return make

    for place, state in enumerate(sources.states):
        number = state.case.aktenzeichen
        touches = sources.logs.of(_path(number)) if sources.logs else ()
        more = _More(tuple(related[number]), sources.letters.get(number, ()), tuple(counted[place]))
        basis = basis_of(house, state.case.model_dump_json(), _state_basis(state, sources.stand), *_more_basis(touches, more))
        yield Remembered(case_file(number), basis, maker(state, touches, more))


@dataclass(frozen=True, slots=True)
class _More:
    """What the page of a case takes from elsewhere."""

    related: tuple[Related, ...]
    letters: tuple[Offer, ...]
    counted: tuple[Counted, ...]


def _state_basis(state: CaseState, stand: date) -> str:
    last = max((event.datum for event in state.case.verlauf), default=stand)
    return f"{state.status}{state.verdict}{state.promise}{state.promised}{min(last, stand) if last > stand else ''}"


def _more_basis(touches: Sequence[Touch], more: _More) -> Iterator[str]:
    yield from (touch.commit for touch in touches)
    yield from (f"{item.number}{item.relation}" for item in more.related)
    yield from (f"{letter.name}{letter.file}{letter.lacks}" for letter in more.letters)
    yield from (f"{item.file}{item.measures}" for item in more.counted)


def _path(number: str) -> str:
    return f"cases/{number.partition('-')[0]}/{number}.yaml"


def _view(state: CaseState, touches: Sequence[Touch], sources: CaseSources, more: _More) -> CaseView:
    case, office = _until(state.case, sources.stand), sources.office
    history = steps(touches, sources.logs) if sources.logs else ()
    return CaseView(
        number=case.aktenzeichen,
        title=case.anliegen[0].kurz,
        status=STATUS[state.status],
        verdict=VERDICTS.get(state.verdict or "", ""),
        address=case_address(office, case.aktenzeichen),
        facts=tuple(_head(state, office)),
        blocks=tuple(_blocks(case, office)),
        concerns=tuple(_concern(concern, office) for concern in case.anliegen),
        log=tuple(_log(case, history, office)),
        history=tuple(_history_line(step, case, office) for step in reversed(history)),
        mismatches=tuple(mismatches(case, history, sources.stand)),
        measures=tuple(Measure(item.text, facts(item, office, without=frozenset({"text"}))) for item in case.massnahmen),
        related=more.related,
        letters=more.letters,
        counted=more.counted,
    )


def _until(case: Case, stand: date) -> Case:
    """The case without what happened after the stand."""
    log = tuple(event for event in case.verlauf if event.datum <= stand)
    return case if len(log) == len(case.verlauf) else case.model_copy(update={"verlauf": log})


def _head(state: CaseState, office: Office) -> Iterator[Fact]:
    case = state.case
    yield Fact("Art", KINDS[case.art])
    yield Fact("Eingang", day(case.eingang.datum))
    yield Fact("Zuständig", unit_words(office, case.zustaendig))
    if case.stufe:
        yield Fact("Stufe", case.stufe)
    if state.promised:
        yield Fact("Rückmeldung zugesagt bis", f"{day(state.promised)} ({PROMISES[state.promise or '']})")
    if case.keine_rueckmeldung:
        yield Fact("Keine Rückmeldung", facts(case.keine_rueckmeldung, office)[0].value)
    if state.final_closing:
        yield Fact("Abgeschlossen", day(state.final_closing))


def _blocks(case: Case, office: Office) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """The parts of the file that have something to say."""
    needs = tuple(
        Fact("Bedarf", entry_name(office, "bedarf", need.art) + ("" if need.erfuellt is not False else " (nicht erfüllt)"))
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
            facts(event, office, without=frozenset({"datum", "ereignis"})),
            flags.get(place, ""),
            step.touch.commit[:10] if step else "",
            event.ereignis in ("korrektur", "wiedereroeffnung", "schwaerzung", "anonymisiert"),
        )


def _history_line(step: Step, case: Case, office: Office) -> HistoryLine:
    commit = step.touch.commit
    return HistoryLine(commit[:10], commit_address(office, commit), day(step.touch.day), step_words(step, case))


def _relations(states: Sequence[CaseState]) -> Mapping[str, list[Related]]:
    """Cases by number with those they name and those that name them; each pair once."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for case in (state.case for state in states):
        links = [(link.aktenzeichen, link.art) for link in case.bezug]
        links += [(event.ziel, "doppelt") for event in case.verlauf if event.ziel]
        for other, kind in links:
            found[case.aktenzeichen][other] = _RELATIONS.get(kind, "Wird dort weitergeführt")
            found[other].setdefault(case.aktenzeichen, _BACK[kind])
    return defaultdict(list, {key: [Related(*pair) for pair in sorted(pairs.items())] for key, pairs in found.items()})


def _counted(sources: CaseSources) -> Mapping[int, list[Counted]]:
    """For each case by position: the totals of years that count it."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for label, records in sorted(sources.records.items()):
        period = parse_period(label)
        if not isinstance(period, Period) or period.months != 12:
            continue
        measures: dict[int, dict[str, str]] = defaultdict(dict)
        for record in (record for record in records if not record.by):
            for place in record.behind.among.tolist() or record.behind.counted.tolist():
                measures[place].setdefault(record.id, record.name.partition(":")[0])
        known: dict[tuple[tuple[str, str], ...], Counted] = {}
        for place, names in measures.items():
            key = tuple(names.items())
            found[place].append(known.setdefault(key, Counted(period_name(period), f"{label}.html", key)))
    return found
