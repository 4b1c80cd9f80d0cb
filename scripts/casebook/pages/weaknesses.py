"""Where the house should look: what repeats, what has risen, which processes draw complaints, what helped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from casebook.chains import divisible
from casebook.office import Office
from casebook.pages.case_words import unit_words
from casebook.pages.effect_words import EffectLine, effect_line
from casebook.pages.evidence import cases_address
from casebook.pages.evidence_files import FOLDER, Evidence, evidence_script, positions
from casebook.pages.labels import day, entry_name, in_period, number, quantity
from casebook.pages.site import File, Page, Site
from casebook.pages.words import page_name
from casebook.periods import Period
from casebook.processes import read_catalogue
from casebook.signals import (
    FALSE_ALARMS,
    Complaint,
    Heat,
    Recurring,
    Rise,
    Watch,
    changes,
    complaints,
    effect_of,
    fields_by_process,
    recurring,
    units_by_process,
    watch,
)
from casebook.signals.complaints import months_before
from casebook.signals.rises import BEFORE_MONTHS, LEAST_BEFORE_MONTHS

WEAKNESSES = "schwachstellen.html"
LABEL = "schwachstellen"
HEAT_MONTHS = 12
_MATRIX = ("massnahme", "taetigkeitsfeld")
"""Groups of a catalogue that have both: rows and columns of the matrix of measures and fields."""


@dataclass(frozen=True, slots=True)
class ProcessLink:
    """A process as people know it, with its page in the handbook if it has one."""

    code: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A weakness in one sentence, with its cases and the process most of them name."""

    key: str
    sentence: str
    details: str
    cases: str
    address: str
    process: ProcessLink | None


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A number with the address of its cases; `level` is its shade."""

    count: str
    level: int
    address: str
    name: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A process with its cells and all its cases."""

    process: ProcessLink
    cells: tuple[HeatCell, ...]
    total: HeatCell


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A table whose darker cells have more cases; without any case it has no rows."""

    id: str
    caption: str
    note: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True)
class Weaknesses:
    """What the page says, and the cases behind it."""

    site: Site

    @cached_property
    def found(self) -> tuple[Complaint, ...]:
        return complaints(self.site.frames)

    @cached_property
    def recurring(self) -> tuple[Recurring, ...]:
        return recurring(self.found, self.site.stand, self.site.office.schwachstellen.wiederholung_ab)

    def came_back(self, period: Period) -> Counter[tuple[str, str | None]]:
        """Topics and units of concerns of a period that repeated what had come often enough before (K15)."""
        return Counter((item.topic, item.unit) for item in complaints(self.site.frames, period) if item.again)

    @cached_property
    def watch(self) -> Watch:
        return watch(self.found, self.site.stand)

    @cached_property
    def heats(self) -> tuple[tuple[str, Heat], ...]:
        """The tables by their id; without a process in any complaint there is none."""
        start = months_before(self.site.stand, HEAT_MONTHS)
        recent = [item for item in self.found if item.day > start and item.process]
        if not recent:
            return ()
        groups = _groups(self.site.office)
        matrix = [fields_by_process(recent, *(groups[name] for name in _MATRIX))] if _MATRIX[1] in groups else []
        return (*(("matrix", heat) for heat in matrix), ("prozesse", units_by_process(recent)))

    @cached_property
    def effects(self) -> tuple[EffectLine, ...]:
        site = self.site
        known = changes(site.acting, site.office, site.outside, site.stand)
        newest = sorted(known, key=lambda change: change.day, reverse=True)
        effects = (effect_of(change, self.found, site.stand, self.watch.spread) for change in newest)
        return tuple(effect_line(n, effect, site) for n, effect in enumerate(effects, start=1))


def weakness_pages(site: Site) -> Iterator[Page | File]:
    """The page, and the cases behind what it says."""
    weaknesses = Weaknesses(site)
    yield Page(WEAKNESSES, "weaknesses.html.j2", partial(_values, weaknesses))
    yield File(f"{FOLDER}/{LABEL}.js", partial(_evidence_script, weaknesses))


def _values(weaknesses: Weaknesses) -> Mapping[str, Any]:
    site, found = weaknesses.site, weaknesses.watch
    known = _processes(site)
    return {
        "recurring": [_recurring(line, weaknesses, known) for line in weaknesses.recurring],
        "lately": _lately(weaknesses),
        "rises": [_rise(line, found, weaknesses, known) for line in found.rises],
        "at_least": site.office.schwachstellen.wiederholung_ab,
        "watch": found,
        "spread": number(round(found.spread, 1)),
        "alarms": {name: number(round(getattr(FALSE_ALARMS, name) / 10, 1)) for name in ("chance", "clumped", "found")},
        "least_months": LEAST_BEFORE_MONTHS,
        "before_months": BEFORE_MONTHS,
        "heats": [_heat_table(id, heat, site, known) for id, heat in weaknesses.heats],
        "effects": weaknesses.effects,
        "since": day(months_before(site.stand, HEAT_MONTHS)),
    }


def _evidence_script(weaknesses: Weaknesses) -> bytes:
    return evidence_script(LABEL, "Schwachstellen", WEAKNESSES, list(_evidence(weaknesses))).encode()


def _evidence(weaknesses: Weaknesses) -> Iterator[Evidence]:
    site = weaknesses.site
    for again in weaknesses.recurring:
        yield _cases(_key("wieder", again), f"{_pair(again, site.office)}, drei Monate", again.places)
    for rise in weaknesses.watch.rises:
        name = f"{_pair(rise, site.office)}, die letzten drei Monate gegen die Zeit davor"
        yield _cases(_key("mehr", rise), name, rise.recent, (*rise.recent, *rise.before))
    for id, heat in weaknesses.heats:
        yield from _heat_evidence(id, heat, site)
    for effect in weaknesses.effects:
        yield _cases(effect.key, f"Vor und nach „{effect.title}“", effect.places)


def _heat_evidence(id: str, heat: Heat, site: Site) -> Iterator[Evidence]:
    for code, cells, total in zip(heat.rows, heat.cells, heat.totals, strict=True):
        yield _cases(f"{id}.{code}", f"Beschwerden zu {code}", total)
        for column, cell in zip(heat.columns, cells, strict=True):
            if cell.places:
                cases = _cases(f"{id}.{code}", f"Beschwerden zu {code}", cell.places)
                yield replace(cases, entry=column, entry_name=_column_name(id, column, site.office))


def _cases(figure: str, name: str, places: Sequence[int], among: Sequence[int] = ()) -> Evidence:
    value = "1 Fall" if len(places) == 1 else f"{number(len(places))} Fälle"
    return Evidence(figure, name, value, positions(places), positions(among or places))


def _key(kind: str, line: Recurring | Rise) -> str:
    """The part before the point is where the page has the sentence."""
    return f"{kind}-{line.topic}-{line.unit}.faelle"


def _pair(line: Recurring | Rise, office: Office) -> str:
    return pair_words(office, line.topic, line.unit)


def pair_words(office: Office, topic: str, unit: str | None) -> str:
    """`„Umzug“ bei Kommunale Leistungen`"""
    return f"„{entry_name(office, 'thema', topic)}“ bei {unit_words(office, unit)}"


def _recurring(line: Recurring, weaknesses: Weaknesses, known: Mapping[str, ProcessLink]) -> Finding:
    pair = _pair(line, weaknesses.site.office)
    return Finding(
        key=_key("wieder", line).partition(".")[0],
        sentence=f"{pair}: {number(len(line.places))} Beschwerden in den letzten drei Monaten.",
        details=f"Die erste kam am {day(line.first)}, die letzte am {day(line.last)}.",
        cases=f"{number(len(line.places))} Fälle zu {pair}",
        address=cases_address(LABEL, _key("wieder", line)),
        process=_process(line, line.places, weaknesses.found, known),
    )


def _rise(line: Rise, found: Watch, weaknesses: Weaknesses, known: Mapping[str, ProcessLink]) -> Finding:
    pair = _pair(line, weaknesses.site.office)
    usual = len(line.before) * found.recent_days / found.before_days
    details = f"Das sind {number(len(line.recent))} Beschwerden in den letzten drei Monaten; vorher waren es in drei "
    details += f"Monaten im Mittel {number(round(usual, 1))}. {_sureness(line.chance)}"
    return Finding(
        key=_key("mehr", line).partition(".")[0],
        sentence=f"{pair} kommt seit etwa {day(line.since)} häufiger vor als früher.",
        details=details,
        cases=f"{number(len(line.recent))} Fälle zu {pair}",
        address=cases_address(LABEL, _key("mehr", line)),
        process=_process(line, line.recent, weaknesses.found, known),
    )


def _lately(weaknesses: Weaknesses) -> tuple[str, str] | None:
    """What repeated itself in the newest finished quarter, as the overview counts it, and where its cases are."""
    site = weaknesses.site
    quarter = next((period for period in site.periods_of(3) if period.is_finished(site.stand)), None)
    pairs = weaknesses.came_back(quarter) if quarter else None
    if not quarter or not pairs:
        return None
    named = ", ".join(f"{pair_words(site.office, *pair)} ({number(count)})" for pair, count in pairs.most_common())
    sentence = f"{in_period(quarter)} traf das auf {quantity(pairs.total(), 'anliegen')} zu: {named}."
    return sentence[:1].upper() + sentence[1:], cases_address(quarter.label, "K15.problem")


def _sureness(chance: float) -> str:
    """`chance` is the level, adjusted for all pairs looked at."""
    if chance < 0.001:
        return "Sicherheit: sehr hoch (Irrtumswahrscheinlichkeit unter 0,1 %)."
    grade = "hoch" if chance <= 0.01 else "mittel"
    return f"Sicherheit: {grade} (Irrtumswahrscheinlichkeit {number(round(100 * chance, 1))} %)."


def _process(
    line: Recurring | Rise, places: Iterable[int], found: Iterable[Complaint], known: Mapping[str, ProcessLink]
) -> ProcessLink | None:
    """The process that most of the cases name."""
    wanted, pair = set(places), (line.topic, line.unit)
    codes = (item.process for item in found if item.place in wanted and (item.topic, item.unit) == pair)
    most = Counter(code for code in codes if code).most_common(1)
    return known.get(most[0][0], ProcessLink(most[0][0], "", "")) if most else None


def _processes(site: Site) -> dict[str, ProcessLink]:
    """Every process of the catalogues, with the page of those that are described."""
    pages = {process.code: page_name(process.code) for process in site.processes}
    base = (site.office.verweise.handbuch or "").rstrip("/")
    catalogues = (read_catalogue(name) for name in site.office.kataloge)
    titles = {entry.code: entry.titel for catalogue in catalogues if catalogue for entry in catalogue.prozesse}
    titles |= {process.code: process.titel for process in site.processes}
    return {
        code: ProcessLink(code, title, f"{base}/prozesse/{pages[code]}/" if base and code in pages else "")
        for code, title in titles.items()
    }


def _groups(office: Office) -> dict[str, list[str]]:
    """Codes of the office's catalogues by group."""
    groups: dict[str, list[str]] = {}
    for catalogue in map(read_catalogue, office.kataloge):
        for entry in catalogue.prozesse if catalogue else ():
            groups.setdefault(entry.gruppe, []).append(entry.code)
    return groups


def _heat_table(id: str, heat: Heat, site: Site, known: Mapping[str, ProcessLink]) -> HeatTable:
    matrix = id == "matrix"
    caption = "Maßnahmen und Tätigkeitsfelder" if matrix else "Prozesse und betroffene Einheiten"
    note = (
        "Gezählt sind Beschwerden, die eine Maßnahme (Zeile) und ein Tätigkeitsfeld (Spalte) nennen; „alle“ zählt auch "
        "die ohne Tätigkeitsfeld."
        if matrix
        else "„alle“ zählt auch Beschwerden, die keine Einheit nennen oder eine kleine."
    )
    names = {column: _column_name(id, column, site.office) for column in heat.columns}
    if matrix:
        names = {column: known[column].title if column in known else column for column in heat.columns}
    places = range(len(heat.rows)) if any(heat.totals) else ()
    rows = tuple(_heat_row(id, heat, place, site, known) for place in places)
    columns = tuple((column if matrix else divisible(names[column]), names[column]) for column in heat.columns)
    return HeatTable(id, caption, note, columns, rows)


def _heat_row(id: str, heat: Heat, place: int, site: Site, known: Mapping[str, ProcessLink]) -> HeatRow:
    code = heat.rows[place]
    process = known.get(code, ProcessLink(code, "", ""))
    return HeatRow(process, tuple(_row_cells(id, heat, place, site)), _total(id, code, heat.totals[place]))


def _row_cells(id: str, heat: Heat, place: int, site: Site) -> Iterator[HeatCell]:
    code = heat.rows[place]
    for column, cell in zip(heat.columns, heat.cells[place], strict=True):
        count = len(cell.places)
        name = f"{code}, {_column_name(id, column, site.office)}: {count} Beschwerden"
        yield HeatCell(number(count), cell.level, cases_address(LABEL, f"{id}.{code}:{column}") if count else "", name)


def _total(id: str, code: str, places: Sequence[int]) -> HeatCell:
    address = cases_address(LABEL, f"{id}.{code}") if places else ""
    return HeatCell(number(len(places)), 0, address, f"{code}: {len(places)} Beschwerden")


def _column_name(id: str, column: str, office: Office) -> str:
    return column if id == "matrix" else unit_words(office, column)
