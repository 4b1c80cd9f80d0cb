"""What is known of a case at a stand: derived facts beside the file itself.

Whatever happened after the stand is not there: later cases are absent, later events do not count. What
the file no longer says (a verdict changed since, the block of an earlier closing) only Git can tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, takewhile
from typing import Literal, overload

from casebook.derive import FINAL, Status, is_pure_remedy, promised_until, statuses, verdict
from casebook.kinds import kinds_of
from casebook.model import Abschluss, Art, Case, Ereignis
from casebook.parts import Part

Promise = Literal["gehalten", "versaeumt", "offen_ueberfaellig", "offen_laufend"]

_NOT_RULED = frozenset({"geklaert_ohne_bewertung", "zurueckgezogen"})


@dataclass(frozen=True, slots=True)
class CaseState:
    """A case and what follows from its log up to the stand.

    `final_closing`, `outcome`, `verdict` and `block` are there only while the case is closed; `answered` is the
    first answer, or the first closing where the log names no answer (imported cases). `kinds` are the kind of the
    receipt and those of each conversion, `steps` the events with the status each leads to.
    """

    case: Case
    status: Status
    pure_remedy: bool
    first_closing: date | None
    final_closing: date | None
    outcome: str | None
    verdict: str | None
    promised: date | None
    answered: date | None
    promise: Promise | None
    kinds: tuple[Art, ...]
    steps: tuple[tuple[Ereignis, Status], ...]
    block: Abschluss | None

    @property
    def kind(self) -> Art:
        """The kind at the stand."""
        return self.kinds[-1]

    @property
    def final(self) -> bool:
        """Whether the case ended as a duplicate, transferred or cancelled: rates leave it out."""
        return self.status in FINAL

    def first(self, *events: str) -> date | None:
        """The day of the first of these events."""
        return next((event.datum for event, _ in self.steps if event.ereignis in events), None)

    def has(self, *events: str) -> bool:
        return any(event.ereignis in events for event, _ in self.steps)


def case_states(cases: Iterable[Case], stand: date) -> tuple[CaseState, ...]:
    """Every case received by the end of the day `stand`, in the order given."""
    return tuple(_state(case, stand) for case in cases if case.eingang.datum <= stand)


class LazyStates(Sequence[CaseState]):
    """The states of cases in parts; a part is worked out when one of its cases is asked for, and kept until another is.

    `sizes` say how many cases of each part are known by the stand.
    """

    def __init__(self, parts: Sequence[Part], sizes: Sequence[int], stand: date) -> None:
        self._parts, self._stand = parts, stand
        self._ends = list(accumulate(sizes))
        self._last: tuple[int, tuple[CaseState, ...]] = -1, ()

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[CaseState]:
        for part in range(len(self._parts)):
            yield from self._of(part)

    @overload
    def __getitem__(self, place: int) -> CaseState: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[CaseState]: ...
    def __getitem__(self, place: int | slice) -> CaseState | Sequence[CaseState]:
        if isinstance(place, slice):
            return tuple(self)[place]
        part = bisect_right(self._ends, range(len(self))[place])
        return self._of(part)[place - self._ends[part]]

    def _of(self, part: int) -> tuple[CaseState, ...]:
        if part != self._last[0]:
            self._last = part, case_states(self._parts[part].cases, self._stand)
        return self._last[1]


def _state(case: Case, stand: date) -> CaseState:
    steps = tuple(takewhile(lambda step: step[0].datum <= stand, statuses(case)))
    status = steps[-1][1] if steps else Status.NEU
    closings = [event for event, after in steps if event.ereignis == "abschluss" and after not in FINAL]
    closing = closings[-1] if status is Status.ABGESCHLOSSEN else None
    block = case.abschluss if closing is not None and closing is _last_closing(case) else None
    outcome = _outcome(closing, block)
    promised = promised_until(case, stand)
    answered = _answered(steps, closings)
    return CaseState(
        case,
        status,
        is_pure_remedy(case),
        closings[0].datum if closings else None,
        closing.datum if closing else None,
        outcome,
        verdict(case) if closing and outcome not in _NOT_RULED else None,
        promised,
        answered,
        _promise(promised, answered, stand),
        kinds_of(case, stand),
        steps,
        block,
    )


def _last_closing(case: Case) -> Ereignis | None:
    """The closing the block belongs to; at an earlier stand another one may have been the last."""
    return next((event for event in reversed(case.verlauf) if event.ereignis == "abschluss"), None)


def _outcome(closing: Ereignis | None, block: Abschluss | None) -> str | None:
    """Imported events may lack the outcome; the block then has it."""
    if closing is None:
        return None
    return closing.ergebnis or (block.ergebnis if block else None)


def _answered(steps: Iterable[tuple[Ereignis, Status]], closings: list[Ereignis]) -> date | None:
    answers = [event for event, _ in steps if event.ereignis == "rueckmeldung"] or closings
    return answers[0].datum if answers else None


def _promise(promised: date | None, answered: date | None, stand: date) -> Promise | None:
    """On its last day a promise still runs."""
    if promised is None:
        return None
    if answered is None:
        return "offen_ueberfaellig" if promised < stand else "offen_laufend"
    return "gehalten" if answered <= promised else "versaeumt"
