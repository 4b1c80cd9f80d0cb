"""Values from the office's lists: known, and in force on the day the case came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from casebook.model import Case
from casebook.office import Eintrag
from casebook.problem import Finding, Path
from casebook.rules.context import Context, german
from casebook.shape import did_you_mean, vocabulary_paths
from casebook.values import UNBEKANNT


def values_are_in_the_lists(case: Case, context: Context) -> Iterator[Finding]:
    """Every value of a `Vocabulary` field is an entry of the office's list, in force on its own day."""
    for fields, name in vocabulary_paths(Case):
        entries = context.office.vocabularies[name]
        for path, value in _values(case, fields, ()):
            entry = entries.get(value)
            if value == UNBEKANNT and entry is None:
                if case.herkunft is None:
                    yield Finding("unbekannt-ohne-herkunft", path, value)
            elif entry is None:
                valid = [each.id for each in entries.values() if each.valid_on(case.eingang.datum)]
                yield Finding("wert-nicht-im-vokabular", path, value, did_you_mean(value, valid))
            elif not entry.valid_on(_own_day(case, path)):
                yield Finding("wert-ausser-dienst", path, value, _span(entry))


def _own_day(case: Case, path: Path) -> date:
    """The day by which a value is judged: of its event in the log, else of the receipt."""
    if path[0] == "verlauf" and isinstance(path[1], int):
        return case.verlauf[path[1]].datum
    return case.eingang.datum


def unknown_needs_an_origin(case: Case, context: Context) -> Iterator[Finding]:
    """Fixed sets that know `unbekannt` may use it for imported cases only."""
    if case.herkunft is not None:
        return
    if case.eingang.zugang == UNBEKANNT:
        yield Finding("unbekannt-ohne-herkunft", ("eingang", "zugang"), UNBEKANNT)
    if case.abschluss and case.abschluss.ergebnis == UNBEKANNT:
        yield Finding("unbekannt-ohne-herkunft", ("abschluss", "ergebnis"), UNBEKANNT)


def _values(node: Any, fields: tuple[str, ...], path: Path) -> Iterator[tuple[Path, str]]:
    if node is None:
        return
    if isinstance(node, tuple):
        for index, item in enumerate(node):
            yield from _values(item, fields, (*path, index))
    elif fields:
        yield from _values(getattr(node, fields[0]), fields[1:], (*path, fields[0]))
    else:
        yield path, node


def _span(entry: Eintrag) -> str:
    parts = []
    if entry.gueltig_von:
        parts.append(f"gültig ab {german(entry.gueltig_von)}")
    if entry.gueltig_bis:
        parts.append(f"gültig bis {german(entry.gueltig_bis)}")
    return ", ".join(parts)
