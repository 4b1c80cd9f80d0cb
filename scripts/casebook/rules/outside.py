"""Rules for the small files of `office/`: a figure from outside is either right or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from casebook.office import Office
from casebook.outside import Outside
from casebook.periods import Period, parse_period
from casebook.problem import Finding, Path
from casebook.rules.context import Context, german
from casebook.shape import did_you_mean, shown, vocabulary_paths

Figures = Mapping[str, Mapping[str, str]]
"""The parts of every measure with their units, by id of the measure; targets name them."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the small files refer to."""

    office: Office
    figures: Figures


OutsideRule = Callable[[Outside, Surroundings], Iterator[Finding]]
DatedRule = Callable[[Outside, Context], Iterator[Finding]]

_SAME = {
    "bezugsgroessen": ("stichtag", "was"),
    "telefon": ("monat",),
    "netzwerk": ("datum", "thema"),
    "ereignisse": ("datum", "text"),
    "reihe": ("jahr",),
    "ziele": ("jahr", "kennzahl", "teil"),
    "woerter": ("zeitraum", "bericht", "ueberschrift"),
    "aenderungen": ("datum", "text", "thema", "einheit"),
}
"""Two entries that agree in these fields speak of the same thing."""

_WITHIN = {
    "umfragen": ("befragte", "unzufriedene", "geaeussert", "registriert"),
    "telefon": ("angeboten", "angenommen"),
}
"""Numbers of which each is a part of the one before."""


def nothing_stands_twice(outside: Outside, around: Surroundings) -> Iterator[Finding]:
    """Of two figures for the same thing one is wrong, and nobody can tell which."""
    for name, fields in _SAME.items():
        seen: set[tuple[object, ...]] = set()
        for index, entry in enumerate(getattr(outside, name)):
            key = tuple(getattr(entry, field) for field in fields)
            if key in seen:
                yield Finding("haus-eintrag-doppelt", (name, index, fields[0]), _words(key))
            seen.add(key)


def _words(key: tuple[object, ...]) -> str:
    return shown(", ".join(german(each) if isinstance(each, date) else str(each) for each in key if each is not None))


def surveys_do_not_overlap(outside: Outside, around: Surroundings) -> Iterator[Finding]:
    """A survey ends after it began, and no day belongs to two of them."""
    for index, survey in enumerate(outside.umfragen):
        if survey.bis < survey.von:
            yield Finding("haus-zeitraum", ("umfragen", index, "bis"), german(survey.bis), german(survey.von))
        for other in outside.umfragen[:index]:
            if survey.von <= other.bis and other.von <= survey.bis:
                span = f"{german(other.von)} bis {german(other.bis)}"
                yield Finding("haus-ueberschneidung", ("umfragen", index, "von"), german(survey.von), span)
                break


def parts_fit_into_the_whole(outside: Outside, around: Surroundings) -> Iterator[Finding]:
    """Nobody complained who was not unhappy, and nobody was unhappy who was not asked."""
    for name, fields in _WITHIN.items():
        for index, entry in enumerate(getattr(outside, name)):
            given = [(field, getattr(entry, field)) for field in fields if getattr(entry, field) is not None]
            for (whole, larger), (part, smaller) in pairwise(given):
                if smaller > larger:
                    title = type(entry).model_fields[whole].title
                    yield Finding("haus-teil-groesser", (name, index, part), str(smaller), f"{larger} ({title})")


def targets_name_figures(outside: Outside, around: Surroundings) -> Iterator[Finding]:
    """A target for a figure that nobody computes would never be met or missed."""
    for index, target in enumerate(outside.ziele):
        parts = around.figures.get(target.kennzahl)
        if parts is None:
            hint = did_you_mean(target.kennzahl, around.figures)
            yield Finding("haus-kennzahl", ("ziele", index, "kennzahl"), target.kennzahl, hint)
        elif target.teil not in parts:
            yield Finding("haus-kennzahl", ("ziele", index, "teil"), target.teil, did_you_mean(target.teil, parts))
        elif not 0 <= target.ziel <= (100 if parts[target.teil] == "prozent" else target.ziel):
            allowed = "0 bis 100" if parts[target.teil] == "prozent" else "mindestens 0"
            yield Finding("zahl-bereich", ("ziele", index, "ziel"), str(target.ziel), allowed)


def values_are_in_the_lists(outside: Outside, around: Surroundings) -> Iterator[Finding]:
    """Topics and units are entries of the office's lists, in force or not: the files speak of many years."""
    for (name, field), vocabulary in _vocabulary_fields():
        entries = around.office.vocabularies[vocabulary]
        for index, entry in enumerate(getattr(outside, name)):
            value = getattr(entry, field)
            if value is not None and value not in entries:
                yield Finding("wert-nicht-im-vokabular", (name, index, field), value, did_you_mean(value, entries))


def _vocabulary_fields() -> Iterator[tuple[tuple[str, str], str]]:
    for path, vocabulary in vocabulary_paths(Outside):
        yield (path[0], path[1]), vocabulary


OUTSIDE_RULES: tuple[OutsideRule, ...] = (
    nothing_stands_twice,
    surveys_do_not_overlap,
    parts_fit_into_the_whole,
    targets_name_figures,
    values_are_in_the_lists,
)
"""Rules that hold on any day: without them no figure is computed."""


def nothing_in_the_future(outside: Outside, context: Context) -> Iterator[Finding]:
    """What was counted or happened is over; a month or a year is counted on its last day."""
    for path, day in _past_days(outside):
        if day > context.today:
            yield Finding("datum-zukunft", path, german(day), german(context.today))


def _past_days(outside: Outside) -> Iterator[tuple[Path, date]]:
    days: dict[str, tuple[str, Callable[[Any], date]]] = {
        "bezugsgroessen": ("stichtag", lambda entry: entry.stichtag),
        "umfragen": ("bis", lambda entry: entry.bis),
        "telefon": ("monat", lambda entry: _last_day(entry.monat)),
        "netzwerk": ("datum", lambda entry: entry.datum),
        "ereignisse": ("datum", lambda entry: entry.datum),
        "reihe": ("jahr", lambda entry: date(entry.jahr, 12, 31)),
        "aenderungen": ("datum", lambda entry: entry.datum),
    }
    for name, (field, day) in days.items():
        for index, entry in enumerate(getattr(outside, name)):
            yield (name, index, field), day(entry)


def _last_day(label: str) -> date:
    period = parse_period(label)
    assert isinstance(period, Period)  # the model let it pass
    return period.end - timedelta(days=1)


def processes_exist(outside: Outside, context: Context) -> Iterator[Finding]:
    """A change of a process names one of the house's own."""
    for index, change in enumerate(outside.aenderungen):
        if change.prozess and change.prozess not in context.processes:
            hint = did_you_mean(change.prozess, context.processes)
            yield Finding("prozess-unbekannt", ("aenderungen", index, "prozess"), change.prozess, hint)


DATED_RULES: tuple[DatedRule, ...] = (nothing_in_the_future, processes_exist)
"""Rules of the check alone: they depend on the day, or on files that change no figure."""
