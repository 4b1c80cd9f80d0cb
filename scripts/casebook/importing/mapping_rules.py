"""What a mapping must be beyond its shape: targets exist, values fit, no column is both used and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path as FilePath

from casebook.importing.mapping import (
    Feldregel,
    Mapping,
    field_rules,
    left_out_columns,
    read_mapping_file,
    used_columns,
)
from casebook.importing.moments import tokens
from casebook.importing.targets import CASE_TARGETS, EVENT_TARGETS, Kind, Target, objection
from casebook.office import Office
from casebook.problem import Finding, Path, Problem
from casebook.shape import did_you_mean, located, shown

NEEDED = ("art", "eingang.datum", "anliegen.kurz")
"""Fields that every case has and that know no `unbekannt`."""


def read_mapping(path: FilePath, office: Office) -> Mapping | list[Problem]:
    """The mapping, checked against the office's lists; or every problem of the file."""
    read = read_mapping_file(path)
    if isinstance(read, list):
        return read
    document, mapping = read
    problems = [located(finding, document, Mapping) for rule in _RULES for finding in rule(mapping, office)]
    return sorted(problems) or mapping


def target_of(path: Path, rule: Feldregel) -> Target | None:
    """The field a rule fills; None where there is none of that name."""
    return (CASE_TARGETS if path[0] == "felder" else EVENT_TARGETS).get(rule.ziel)


def _format_fits_the_kind(mapping: Mapping, office: Office) -> Iterator[Finding]:
    foreign = ("blatt",) if mapping.format.art == "csv" else ("kodierung", "trennzeichen")
    for name in foreign:
        if getattr(mapping.format, name) is not None:
            yield Finding("feld-unbekannt", ("format", name), name, f" Die Quelle ist {mapping.format.art}.")


def _targets_exist(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for path, rule in field_rules(mapping):
        if target_of(path, rule) is None:
            known = CASE_TARGETS if path[0] == "felder" else EVENT_TARGETS
            yield Finding("feld-unbekannt", (*path, "ziel"), rule.ziel, did_you_mean(rule.ziel, known))


def _targets_are_filled_once(mapping: Mapping, office: Office) -> Iterator[Finding]:
    seen: set[tuple[Path, str]] = set()
    for path, rule in field_rules(mapping):
        key = (path[:-1], rule.ziel)
        if key in seen:
            yield Finding("eintrag-doppelt", (*path, "ziel"), rule.ziel)
        seen.add(key)


def _needed_targets_are_there(mapping: Mapping, office: Office) -> Iterator[Finding]:
    named = {rule.ziel for rule in mapping.felder}
    for name in NEEDED:
        if name not in named:
            yield Finding("feld-fehlt", ("felder", name), name)
    for index, event in enumerate(mapping.ereignisse):
        if not any(rule.ziel == "datum" for rule in event.felder):
            yield Finding("feld-fehlt", ("ereignisse", index, "felder", "datum"), "datum")


def _needed_targets_always_have_a_value(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for index, rule in enumerate(mapping.felder):
        if rule.ziel in NEEDED and rule.ohne_wert:
            hint = f" „{rule.ziel}“ braucht jeder Fall."
            yield Finding("feld-unbekannt", ("felder", index, "ohne_wert"), "ohne_wert", hint)


def _rules_have_one_origin(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for path, rule in field_rules(mapping):
        if rule.spalte is None and rule.konstante is None:
            yield Finding("feld-fehlt", (*path, "spalte"), "spalte")
        elif rule.konstante is not None:
            for name in ("spalte", "werte", "datum", "ohne_wert", "raender_abschneiden"):
                if getattr(rule, name):
                    yield Finding("feld-unbekannt", (*path, name), name, " Neben „konstante“ hat es keinen Sinn.")


def _days_have_patterns(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for path, rule in field_rules(mapping):
        target = target_of(path, rule)
        if target is None or rule.spalte is None:
            continue
        if target.kind not in (Kind.DAY, Kind.TIME):
            if rule.datum:
                yield Finding("feld-unbekannt", (*path, "datum"), "datum", f" „{rule.ziel}“ ist kein Datum.")
            continue
        if rule.werte:
            yield Finding("feld-unbekannt", (*path, "werte"), "werte", f" „{rule.ziel}“ ist ein Datum.")
        if not rule.datum:
            yield Finding("feld-fehlt", (*path, "datum"), "datum")
        part = "TT" if target.kind is Kind.DAY else "hh"
        for index, pattern in enumerate(rule.datum):
            if part not in tokens(pattern):
                yield Finding("wert-unbekannt", (*path, "datum", index), pattern, f" Es fehlt {part}.")


def _values_fit(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for path, rule in field_rules(mapping):
        target = target_of(path, rule)
        if target is None:
            continue
        values: list[tuple[Path, object]] = [((*path, "werte", cell), value) for cell, value in rule.werte.items()]
        values += [((*path, "konstante"), rule.konstante)] if rule.konstante is not None else []
        for place, value in values:
            if objected := objection(target, value, office):
                message_id, found, expected = objected
                yield Finding(message_id, place, found or shown(value), expected)


def _columns_have_one_fate(mapping: Mapping, office: Office) -> Iterator[Finding]:
    used = dict(used_columns(mapping))
    seen: set[str] = set()
    for column, path in left_out_columns(mapping):
        if column in used:
            yield Finding("yaml-doppelter-schluessel", path, column, f"„{_dotted(used[column])}“")
        elif column in seen:
            yield Finding("yaml-doppelter-schluessel", path, column, "„ausgelassen“")
        seen.add(column)


def _cells_have_one_meaning(mapping: Mapping, office: Office) -> Iterator[Finding]:
    for path, rule in field_rules(mapping):
        for index, cell in enumerate(rule.ohne_wert):
            if cell in rule.werte:
                yield Finding("yaml-doppelter-schluessel", (*path, "ohne_wert", index), cell, "„werte“")
    for index, event in enumerate(mapping.ereignisse):
        cells = Counter([*event.wenn.werte, *event.wenn.nicht_bei] if event.wenn else [])
        for cell in (cell for cell, count in cells.items() if count > 1):
            yield Finding("eintrag-doppelt", ("ereignisse", index, "wenn"), cell)


def _dotted(path: Path) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


_RULES: tuple[Callable[[Mapping, Office], Iterator[Finding]], ...] = (
    _format_fits_the_kind,
    _targets_exist,
    _targets_are_filled_once,
    _needed_targets_are_there,
    _needed_targets_always_have_a_value,
    _rules_have_one_origin,
    _days_have_patterns,
    _values_fit,
    _columns_have_one_fate,
    _cells_have_one_meaning,
)
