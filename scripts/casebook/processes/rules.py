"""What must hold in a process description beyond its shape. Reads no file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casebook.law import Law
from casebook.office import Frist, Office, Zusagen
from casebook.problem import Finding, Path
from casebook.processes.catalogue import catalogue_names, read_catalogue
from casebook.processes.model import Prozess
from casebook.shape import did_you_mean
from casebook.values import Record


def check_process(process: Prozess, office: Office, codes: frozenset[str], law: Law) -> Iterator[Finding]:
    """Everything the rules have to say about one process; `codes` are those other processes may have."""
    yield from check_text(process)
    yield from _roles(process)
    yield from _references(process, office, codes)
    yield from _documents(process)
    for index, ground in enumerate(process.rechtsgrundlagen):
        if ground.id not in law:
            yield Finding("recht-unbekannt", ("rechtsgrundlagen", index, "id"), ground.id, did_you_mean(ground.id, law))
    # A slip in the ways makes steps seem lost: one slip, one message.
    yield from [*_step_ids(process), *_targets(process)] or [*_forms(process)] or _reach(process)


_TAG = re.compile(r"<[^\s>]*>?")
PARAGRAPH = re.compile(r"§+ ?[0-9]+|Art(?:\.|ikel) ?[0-9]+")
"""A paragraph that a text names by itself."""


def check_text(record: Record) -> Iterator[Finding]:
    """No text holds a tag, for pages escape it; none names a paragraph, for those stand in one dated list."""
    for path, text in _texts(record.model_dump(), ()):
        if tag := _TAG.search(text):
            yield Finding("text-mit-zeichen", path, tag[0])
        if path[-1] != "quelle" and (paragraph := PARAGRAPH.search(text)):
            yield Finding("recht-im-text", path, paragraph[0])


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))
    elif isinstance(value, str):
        yield path, value


def _roles(process: Prozess) -> Iterator[Finding]:
    names = [role.id for role in process.rollen]
    used = {name for step in process.schritte for name in (step.rolle, *step.beteiligt)}
    for index, role in enumerate(process.rollen):
        if role.id in names[:index]:
            yield Finding("eintrag-doppelt", ("rollen", index, "id"), role.id)
        # A misspelt role leaves the right one unused: one slip, one message.
        elif role.id not in used and used <= set(names):
            yield Finding("rolle-ohne-schritt", ("rollen", index, "id"), role.id)
    for index, step in enumerate(process.schritte):
        places: list[tuple[Path, str]] = [(("rolle",), step.rolle)]
        places += [(("beteiligt", number), name) for number, name in enumerate(step.beteiligt)]
        for path, name in places:
            if name not in names:
                yield Finding("schritt-rolle-unbekannt", ("schritte", index, *path), name, did_you_mean(name, names))
        for number, name in enumerate(step.beteiligt):
            if name in (step.rolle, *step.beteiligt[:number]):
                yield Finding("eintrag-doppelt", ("schritte", index, "beteiligt", number), name)


def _documents(process: Prozess) -> Iterator[Finding]:
    names = [document.id for document in process.dokumente]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Finding("eintrag-doppelt", ("dokumente", index, "id"), name)
    for index, step in enumerate(process.schritte):
        for number, name in enumerate(step.dokumente):
            if name not in names:
                path = ("schritte", index, "dokumente", number)
                yield Finding("dokument-unbekannt", path, name, did_you_mean(name, names))


def _references(process: Prozess, office: Office, codes: frozenset[str]) -> Iterator[Finding]:
    """Deadlines, other processes and the catalogue that a description points at."""
    places: list[tuple[Path, str]] = [(("fristen", i), name) for i, name in enumerate(process.fristen)]
    for index, step in enumerate(process.schritte):
        places += [(("schritte", index, "fristen", i), name) for i, name in enumerate(step.fristen)]
        if step.prozess and step.prozess not in codes:
            hint = did_you_mean(step.prozess, sorted(codes))
            yield Finding("prozess-unbekannt", ("schritte", index, "prozess"), step.prozess, hint)
    for path, name in places:
        if deadline_of(office, name) is None:
            yield Finding("verweis-unbekannt", path, name, did_you_mean(name, office.deadlines))
    for index, name in enumerate(process.nur_mit_katalog):
        if name not in catalogue_names():
            yield Finding("verweis-unbekannt", ("nur_mit_katalog", index), name, did_you_mean(name, catalogue_names()))
    if process.katalog:
        yield from _catalogue_entry(process, process.katalog, office)


def _catalogue_entry(process: Prozess, name: str, office: Office) -> Iterator[Finding]:
    catalogue = read_catalogue(name)
    if catalogue is None or name not in office.kataloge:
        yield Finding("verweis-unbekannt", ("katalog",), name, did_you_mean(name, office.kataloge))
    elif process.code not in {entry.code for entry in catalogue.prozesse}:
        hint = did_you_mean(process.code, [entry.code for entry in catalogue.prozesse])
        yield Finding("prozess-unbekannt", ("code",), process.code, hint)


def deadline_of(office: Office, name: str) -> Frist | None:
    """The deadline a description names: by its id, or by the promise it keeps (`rueckmeldung`)."""
    promised = getattr(office.zusagen, name) if name in Zusagen.model_fields else name
    return office.deadlines.get(promised or "")


def _step_ids(process: Prozess) -> Iterator[Finding]:
    seen: Counter[str] = Counter()
    for index, step in enumerate(process.schritte):
        if seen[step.id]:
            yield Finding("schritt-doppelt", ("schritte", index, "id"), step.id)
        seen[step.id] += 1


def _targets(process: Prozess) -> Iterator[Finding]:
    for index, step in enumerate(process.schritte):
        for number, way in enumerate(step.weiter):
            if way.zu not in process.exits:
                hint = did_you_mean(way.zu, process.exits)
                yield Finding("schritt-ziel-unbekannt", ("schritte", index, "weiter", number, "zu"), way.zu, hint)


def _forms(process: Prozess) -> Iterator[Finding]:
    """A decision has several answers, each with its words; no other form has more than one way out."""
    for index, step in enumerate(process.schritte):
        path, ways = ("schritte", index), process.exits[step.id]
        if step.form == "entscheidung":
            if len(ways) < 2:
                yield Finding("entscheidung-ein-ausgang", (*path, "id"), step.id)
            for number, way in enumerate(step.weiter):
                if way.wenn is None and len(ways) > 1:
                    yield Finding("feld-fehlt", (*path, "weiter", number, "wenn"), "wenn")
        elif step.form == "ende" and ways:
            yield Finding("wert-unbekannt", (*path, "form"), "ende", " Nach einem Ende folgt kein Schritt.")
        elif len(ways) > 1:
            hint = " Mehrere Ausgänge hat nur eine „entscheidung“."
            yield Finding("wert-unbekannt", (*path, "form"), step.form, hint)


def _reach(process: Prozess) -> Iterator[Finding]:
    """Every step can be reached, and from every step an end."""
    order = [step.id for step in process.schritte]
    ways = {name: [way.zu for way in exits] for name, exits in process.exits.items()}
    starts = [step.id for step in process.schritte if step.form == "start"] or order[:1]
    lost = [name for name in order if name not in _reachable(starts, ways)]
    led_to = {target for name in lost for target in ways[name]}
    for name in [name for name in lost if name not in led_to] or lost[:1]:
        yield Finding("schritt-unerreichbar", ("schritte", order.index(name), "id"), name)
    back: dict[str, list[str]] = {name: [] for name in order}
    for name, targets in ways.items():
        for target in targets:
            back[target].append(name)
    ending = _reachable([step.id for step in process.schritte if step.form == "ende"], back)
    endless = [name for name in order if name not in ending and name not in lost]
    if endless:
        # The last one is where the missing exit belongs; the ones before only lead there.
        yield Finding("schritt-ohne-ende", ("schritte", order.index(endless[-1]), "id"), endless[-1])


def _reachable(starts: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += ways[name]
    return found
