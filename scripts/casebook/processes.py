"""Process catalogues and process descriptions: their fields, their rules, the codes a case may name.

Catalogues ship with the package (`catalogues/*.yaml`). Descriptions are files of a root
(`handbook/processes/*.yaml`); what a root does not describe itself comes from the product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StrictBool

from casebook.office import Frist, Office, Zusagen
from casebook.problem import Document, Finding, Path, Problem
from casebook.product import PRODUCT
from casebook.reading import read_document
from casebook.shape import did_you_mean, located, validated
from casebook.values import Code, Datum, Kennung, Kurztext, Langtext, Record

CATALOGUES = FilePath(__file__).parent / "catalogues"
FOLDER = "handbook/processes"

Form = Literal["start", "schritt", "entscheidung", "ende"]


class Katalogeintrag(Record):
    """Ein Prozess eines Katalogs: Zeichen und Titel."""

    code: Code = Field(title="Zeichen")
    titel: Kurztext = Field(title="Titel")
    gruppe: Kennung = Field(title="Gruppe")


class Katalog(Record):
    """Eine Gliederung von Prozessen, auf die sich Fälle und Beschreibungen beziehen."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    herkunft: Langtext = Field(title="Herkunft")
    prozesse: tuple[Katalogeintrag, ...] = Field(title="Prozesse", min_length=1)


class Rolle(Record):
    """Wer an einem Ablauf beteiligt ist; im Bild eine Spalte."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung", max_length=60)


class Ausgang(Record):
    """Wohin es nach einem Schritt weitergeht; bei einer Entscheidung mit ihrer Antwort."""

    wenn: Kurztext | None = Field(None, title="Wenn", max_length=40, examples=["ja"])
    zu: Kennung = Field(title="Zu Schritt")


def _single_exit(value: object) -> object:
    return [{"zu": value}] if isinstance(value, str) else value


class Schritt(Record):
    """Ein Schritt. Ohne `weiter` folgt der nächste der Liste."""

    id: Kennung = Field(title="Kennung")
    rolle: Kennung = Field(title="Rolle")
    text: Kurztext = Field(title="Tätigkeit", max_length=160)
    form: Form = Field("schritt", title="Form")
    weiter: Annotated[tuple[Ausgang, ...], BeforeValidator(_single_exit)] = Field((), title="Weiter")
    fristen: tuple[Kennung, ...] = Field(
        (), title="Fristen", description="Kennungen aus office.yaml oder eine Zusage, zum Beispiel rueckmeldung"
    )
    prozess: Code | None = Field(None, title="Weiter im Prozess", description="ein anderer Ablauf, der hier beginnt")


class Rechtsgrundlage(Record):
    """Ein Paragraf, worauf er sich hier bezieht und von wann der gelesene Wortlaut ist."""

    norm: Kurztext = Field(title="Paragraf", examples=["§ 84 Abs. 1 SGG"])
    inhalt: Kurztext = Field(title="Inhalt")
    stand: Datum = Field(title="Rechtsstand")
    geprueft: StrictBool = Field(False, title="Juristisch geprüft")


class Prozess(Record):
    """Ein beschriebener Ablauf."""

    code: Code = Field(title="Zeichen")
    titel: Kurztext = Field(title="Titel")
    katalog: Kennung | None = Field(None, title="Katalog")
    stand: Datum = Field(title="Stand")
    herkunft: Kurztext | None = Field(None, title="Herkunft")
    zweck: Langtext = Field(title="Zweck")
    ausloeser: Langtext = Field(title="Auslöser")
    eingabe: Langtext = Field(title="Was vorliegen muss")
    ergebnis: Langtext = Field(title="Ergebnis")
    rollen: tuple[Rolle, ...] = Field(title="Rollen", min_length=1, max_length=7)
    schritte: tuple[Schritt, ...] = Field(title="Schritte", min_length=2, max_length=30)
    fristen: tuple[Kennung, ...] = Field((), title="Fristen")
    rechtsgrundlagen: tuple[Rechtsgrundlage, ...] = Field((), title="Rechtsgrundlagen")
    stichworte: tuple[Kurztext, ...] = Field((), title="Stichworte")

    @cached_property
    def exits(self) -> Mapping[str, tuple[Ausgang, ...]]:
        """Ways out of every step, with the silent one to the next step of the list."""
        following = {step.id: after.id for step, after in pairwise(self.schritte) if step.form != "ende"}
        return {
            step.id: step.weiter or ((Ausgang(zu=following[step.id]),) if step.id in following else ())
            for step in self.schritte
        }


# --- catalogues


def read_catalogue(name: str) -> Katalog | None:
    """A shipped catalogue by its id; None where there is none."""
    if name not in catalogue_names():
        return None
    document = read_document(CATALOGUES, f"{name}.yaml")
    catalogue = document if isinstance(document, Problem) else validated(Katalog, document)
    if not isinstance(catalogue, Katalog):
        raise RuntimeError(f"shipped catalogue is broken: {catalogue}")
    return catalogue


def catalogue_names() -> tuple[str, ...]:
    """Ids of the shipped catalogues."""
    return tuple(sorted(path.stem for path in CATALOGUES.glob("*.yaml")))


def check_catalogues(office: Office) -> Iterator[Finding]:
    """Catalogues that the office names and nobody ships; paths are those of office.yaml."""
    for index, name in enumerate(office.kataloge):
        if name not in catalogue_names():
            yield Finding("verweis-unbekannt", ("kataloge", index), name, did_you_mean(name, catalogue_names()))


def process_codes(office: Office, root: FilePath) -> frozenset[str]:
    """Every process code a case may name: the office's catalogues and all described processes.

    A description that is broken elsewhere still gives its code: one slip, one message.
    """
    catalogues = (read_catalogue(name) for name in office.kataloge)
    codes = {entry.code for catalogue in catalogues if catalogue for entry in catalogue.prozesse}
    documents = (read_document(base, file) for base, file in _files(root))
    codes |= {str(document.data.get("code", "")) for document in documents if isinstance(document, Document)}
    return frozenset(codes - {""})


# --- descriptions


@dataclass(frozen=True, slots=True)
class Source:
    """A process and the document it was read from."""

    process: Prozess
    document: Document


def read_processes(root: FilePath, office: Office) -> tuple[tuple[Prozess, ...], list[Problem]]:
    """Every process the root shows (its own, then the product's others) and what is wrong with its own.

    Raises:
        RuntimeError: a description that ships with the product cannot be read.
    """
    own, problems = _read(root, _own_files(root))
    codes = process_codes(office, root)
    for source in own:
        findings = check_process(source.process, office, codes)
        problems += [located(finding, source.document, Prozess) for finding in findings]
    problems += _duplicates(own)
    taken = {source.process.code for source in own}
    shipped, broken = _read(PRODUCT, [file for base, file in _files(root) if base != root])
    if broken:
        raise RuntimeError(f"shipped process is broken: {broken}")
    processes = [s.process for s in own] + [s.process for s in shipped if s.process.code not in taken]
    return tuple(sorted(processes, key=lambda process: process.code)), sorted(problems)


def check_processes(root: FilePath, office: Office) -> tuple[list[Problem], int]:
    """What is wrong with the root's own descriptions, and how many files were looked at."""
    return read_processes(root, office)[1], len(_own_files(root))


def _own_files(root: FilePath) -> list[str]:
    return sorted(f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.yaml"))


def _files(root: FilePath) -> list[tuple[FilePath, str]]:
    """Descriptions a root shows, each with the folder it comes from; its own file names win."""
    own = _own_files(root)
    others = [] if root.resolve() == PRODUCT else [file for file in _own_files(PRODUCT) if file not in own]
    return [*((root, file) for file in own), *((PRODUCT, file) for file in others)]


def _read(base: FilePath, files: Iterable[str]) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for file in files:
        document = read_document(base, file)
        if isinstance(document, Problem):
            problems.append(document)
            continue
        process = validated(Prozess, document)
        if isinstance(process, list):
            problems += process
        else:
            sources.append(Source(process, document))
    return sources, problems


def _duplicates(sources: Iterable[Source]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for source in sources:
        code = source.process.code
        if code in first:
            yield located(Finding("prozess-doppelt", ("code",), code, first[code]), source.document, Prozess)
        first.setdefault(code, source.document.file)


# --- rules


def check_process(process: Prozess, office: Office, codes: frozenset[str]) -> Iterator[Finding]:
    """Everything the rules have to say about one process; `codes` are those other processes may have."""
    yield from _roles(process)
    yield from _references(process, office, codes)
    slips = [*_step_ids(process), *_targets(process)]
    yield from slips
    yield from _forms(process)
    if not slips:
        yield from _reach(process)


def _roles(process: Prozess) -> Iterator[Finding]:
    names = [role.id for role in process.rollen]
    for index, role in enumerate(process.rollen):
        if role.id in names[:index]:
            yield Finding("eintrag-doppelt", ("rollen", index, "id"), role.id)
    for index, step in enumerate(process.schritte):
        if step.rolle not in names:
            hint = did_you_mean(step.rolle, names)
            yield Finding("schritt-rolle-unbekannt", ("schritte", index, "rolle"), step.rolle, hint)


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
    if process.katalog:
        yield from _catalogue_entry(process, process.katalog)


def _catalogue_entry(process: Prozess, name: str) -> Iterator[Finding]:
    catalogue = read_catalogue(name)
    if catalogue is None:
        yield Finding("verweis-unbekannt", ("katalog",), name, did_you_mean(name, catalogue_names()))
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
