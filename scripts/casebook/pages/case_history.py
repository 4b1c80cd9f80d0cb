"""The log of a case beside the commits of its file: what changed when, and where the two do not fit.

Old values are never shown: what was blacked out in the file stays so here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from casebook.derive import CLOSED, Status, statuses
from casebook.history import FileLogs, Touch
from casebook.model import Case, Ereignis
from casebook.pages.case_words import EVENTS
from casebook.pages.labels import day
from casebook.shape import label

LATE_AFTER = timedelta(days=7)
"""An event that enters the file later than this was added afterwards."""

_TOP = re.compile(r"([a-z_]+):")
_SECOND = re.compile(r"  ([a-z_]+):")
_LOG = re.compile(r"^verlauf:.*?(?=^[a-z_]+:|\Z)", re.MULTILINE | re.DOTALL)
_EVENT = re.compile(r"(?:^ *(?:- +)?|\{(?:[^{}]*?[,\s])?)ereignis: *[\"']?([a-z_]+)", re.MULTILINE)
"""An entry as a block, indented or not, or in braces: one event for each brace."""
_AFTER_CLOSING = frozenset({"verlauf", "massnahmen"})


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state of the file, taken apart by its lines: the text of each field, and the events of the log."""

    fields: dict[str, str]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the file: what it changed, and the events it brought, by position in the log."""

    touch: Touch
    changed: tuple[str, ...]
    first: int
    after: int


def steps(touches: Sequence[Touch], logs: FileLogs) -> tuple[Step, ...]:
    """Every commit of a file with what it changed, oldest first."""
    states = [_EMPTY, *(snapshot(logs.content(touch.after)) for touch in touches)]
    return tuple(
        Step(touch, changed_fields(before, after), len(before.events), len(after.events))
        for touch, (before, after) in zip(touches, pairwise(states), strict=True)
    )


def snapshot(data: bytes) -> Snapshot:
    """The fields of a case file by its lines: a sixtieth of the time of reading it as YAML."""
    fields: dict[str, list[str]] = {}
    text = data.decode("utf-8", "replace")
    current = top = ""
    for line in text.splitlines():
        if found := _TOP.match(line):
            current = top = found[1]
        elif line.startswith("-"):
            top = ""  # a list that is not indented: its lines look like fields of a block
        elif top and (found := _SECOND.match(line)):
            current = f"{top}.{found[1]}"
        fields.setdefault(current, []).append(line.strip())
    return Snapshot({name: "\n".join(lines) for name, lines in fields.items()}, _events_in(text))


def _events_in(text: str) -> tuple[str, ...]:
    log = _LOG.search(text)
    return tuple(_EVENT.findall(log[0])) if log else ()


_EMPTY = Snapshot({}, ())


def changed_fields(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Paths of fields that differ, a block by its fields; the log only where more than its new events changed."""
    names = dict.fromkeys([*before.fields, *after.fields])
    found = [name for name in names if before.fields.get(name) != after.fields.get(name) and name and name[0] != "#"]
    grew = after.fields.get("verlauf", "").startswith(before.fields.get("verlauf", "verlauf:"))
    blocks = {name.partition(".")[0] for name in found if "." in name}
    return tuple(name for name in found if name not in blocks and (name != "verlauf" or not grew))


@cache
def field_name(path: str) -> str:
    """`Eingang › Datum` for `eingang.datum`."""
    return label(Case, tuple(path.split(".")))


def step_words(step: Step, case: Case) -> str:
    """What a commit did, in one German line."""
    if not step.touch.before:
        return "Akte angelegt" + (f" mit {_events(case.verlauf[step.first : step.after])}" if step.after else "")
    if not step.touch.after:
        return "Datei entfernt"
    return "; ".join(filter(None, (_new_events(step, case), _changed(step)))) or "Schreibweise geändert"


def _new_events(step: Step, case: Case) -> str:
    new = case.verlauf[step.first : step.after]
    return f"Eingetragen: {', '.join(EVENTS[event.ereignis] for event in new)}" if new else ""


def _changed(step: Step) -> str:
    return f"Geändert: {', '.join(map(field_name, step.changed))}" if step.changed else ""


def _events(events: Sequence[Ereignis]) -> str:
    return f"{len(events)} Ereignissen" if len(events) > 1 else "einem Ereignis"


def entered(case: Case, history: Iterable[Step]) -> dict[int, Step]:
    """The commit that brought each event, by position in the log."""
    known: dict[int, Step] = {}
    for step in history:
        for place in range(step.first, min(step.after, len(case.verlauf))):
            known.setdefault(place, step)
    return known


def event_flags(case: Case, history: Sequence[Step]) -> dict[int, str]:
    """Events that entered the file much later than their day, or are dated before a state that lacked them.

    Those the file began with are told of once (`mismatches`), not each.
    """
    flags: dict[int, str] = {}
    before = dict(zip(history[1:], history, strict=False))
    for place, step in entered(case, history[1:]).items():
        happened, came = case.verlauf[place].datum, step.touch.day
        previous = before.get(step)
        if came - happened > LATE_AFTER:
            flags[place] = f"nachgetragen am {day(came)}"
        elif previous and happened < previous.touch.day:
            flags[place] = f"eingetragen am {day(came)}, fehlte noch in der Fassung vom {day(previous.touch.day)}"
    return flags


def mismatches(case: Case, history: Sequence[Step], today: date) -> Iterator[str]:
    """What somebody who trusts the case should know, one sentence each."""
    yield from _begun_late(case, history)
    if added := event_flags(case, history):
        yield f"{_count(len(added), 'Ereignis wurde', 'Ereignisse wurden')} nachträglich eingetragen."
    yield from _repeated(case, today)
    for step in history[1:]:
        if late := _changed_after_closing(case, step):
            yield f"Am {day(step.touch.day)} nach dem Abschluss geändert: {', '.join(map(field_name, late))}."
    if history and history[-1].after > len(case.verlauf):
        yield "Im Verlauf stehen heute weniger Ereignisse als in der letzten Fassung."


def _begun_late(case: Case, history: Sequence[Step]) -> Iterator[str]:
    """Invented cases are all written at once: said of each of them, it would hide what matters."""
    happened = [event.datum for event in case.verlauf[: history[0].after]] if history else []
    if happened and not case.beispiel and (begun := history[0].touch.day) - min(happened) > LATE_AFTER:
        yield f"Die Akte wurde am {day(begun)} angelegt und enthielt schon Ereignisse seit dem {day(min(happened))}."


def _repeated(case: Case, today: date) -> Iterator[str]:
    events = [event.ereignis for event in case.verlauf if event.datum <= today]
    if corrected := events.count("korrektur"):
        yield f"{_count(corrected, 'Eintrag wurde', 'Einträge wurden')} korrigiert."
    if reopened := events.count("wiedereroeffnung"):
        yield f"Der Fall wurde {'einmal' if reopened == 1 else f'{reopened}-mal'} wieder geöffnet."
    if "schwaerzung" in events or "anonymisiert" in events:
        yield "Personenbezogene Angaben wurden entfernt."


def _changed_after_closing(case: Case, step: Step) -> tuple[str, ...]:
    """Fields changed while the case was closed; opening it again is no such change."""
    known = [status for _, status in statuses(case)]
    was = known[step.first - 1] if 0 < step.first <= len(known) else Status.NEU
    new = {event.ereignis for event in case.verlauf[step.first : step.after]}
    if was not in CLOSED or new & {"wiedereroeffnung", "korrektur", "schwaerzung", "anonymisiert"}:
        return ()
    return tuple(name for name in step.changed if name.partition(".")[0] not in _AFTER_CLOSING)


def _count(number: int, one: str, many: str) -> str:
    return f"Ein {one}" if number == 1 else f"{number} {many}"
