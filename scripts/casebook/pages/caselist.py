"""Case states -> the register: one line per case, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

from casebook.letters.offers import Letters, Offer
from casebook.measures import CaseState
from casebook.measures.frames import shown_unit
from casebook.office import Office
from casebook.pages.evidence import CASE_LIST
from casebook.pages.labels import KINDS, STATUS, VERDICTS, case_address, day, entry_name, number
from casebook.pages.site import File, Page, Site

LETTERS = "schreiben"

_PROMISE = {
    "gehalten": "gehalten",
    "versaeumt": "versäumt",
    "offen_ueberfaellig": "überfällig",
    "offen_laufend": "läuft noch",
}
_OUTCOMES_WITHOUT_VERDICT = {
    "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
    "zurueckgezogen": "zurückgezogen",
}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What the register shows of a case."""

    number: str
    address: str
    received: str
    kind: str
    topics: tuple[str, ...]
    short: str
    status: str
    verdict: str
    unit: str
    promised: str
    promise: str
    late: bool
    letters: tuple[Offer, ...]

    @property
    def ready(self) -> tuple[Offer, ...]:
        """Letters that can be opened."""
        return tuple(letter for letter in self.letters if not letter.lacks)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Why the others cannot be written yet."""
        return tuple(lack for letter in self.letters for lack in letter.lacks)

    @property
    def year(self) -> str:
        return self.number.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that occur, for the filters."""

    years: tuple[str, ...]
    kinds: tuple[str, ...]
    topics: tuple[str, ...]
    statuses: tuple[str, ...]


def case_list_pages(site: Site) -> Iterator[Page | File]:
    """The list of all cases and the letters it offers."""
    yield Page(CASE_LIST, "cases.html.j2", partial(_values, site))
    for letter in chain.from_iterable(site.letters.values()):
        if letter.content:
            yield File(f"{LETTERS}/{letter.file}", partial(bytes, letter.content))


def _values(site: Site) -> Mapping[str, Any]:
    lines = case_lines(site.states, site.office, site.letters)
    return {"lines": lines, "choices": choices(lines), "total": number(len(lines)), "folder": LETTERS}


def case_lines(states: Iterable[CaseState], office: Office, letters: Letters) -> tuple[CaseLine, ...]:
    """The register, newest case first, with the letters each case offers."""
    newest_first = sorted(states, key=lambda state: (state.case.eingang.datum, state.case.aktenzeichen), reverse=True)
    return tuple(_line(state, office, letters.get(state.case.aktenzeichen, ())) for state in newest_first)


def choices(lines: Sequence[CaseLine]) -> Choices:
    """Filter values: years newest first, kinds and states in their order, topics by name."""
    kinds, statuses = {line.kind for line in lines}, {line.status for line in lines}
    return Choices(
        tuple(sorted({line.year for line in lines}, reverse=True)),
        tuple(name for name in KINDS.values() if name in kinds),
        tuple(sorted({topic for line in lines for topic in line.topics})),
        tuple(name for name in STATUS.values() if name in statuses),
    )


def _line(state: CaseState, office: Office, letters: tuple[Offer, ...]) -> CaseLine:
    case = state.case
    return CaseLine(
        number=case.aktenzeichen,
        address=case_address(office, case.aktenzeichen),
        received=day(case.eingang.datum),
        kind=KINDS[case.art],
        topics=tuple(dict.fromkeys(entry_name(office, "thema", concern.thema) for concern in case.anliegen)),
        short=case.anliegen[0].kurz,
        status=STATUS[state.status],
        verdict=VERDICTS.get(state.verdict or "") or _OUTCOMES_WITHOUT_VERDICT.get(state.outcome or "", ""),
        unit=entry_name(office, "stelle", shown_unit(office, case.zustaendig)),
        promised=day(state.promised),
        promise=_PROMISE.get(state.promise or "", ""),
        late=state.promise in ("versaeumt", "offen_ueberfaellig"),
        letters=letters,
    )
