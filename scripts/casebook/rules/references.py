"""What a case points at: processes and other cases."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Case
from casebook.problem import Finding, Path
from casebook.rules.context import Context
from casebook.shape import did_you_mean


def processes_exist(case: Case, context: Context) -> Iterator[Finding]:
    """A process code stands in one of the office's catalogues or in its handbook."""
    for name in ("anliegen", "massnahmen"):
        for index, item in enumerate(getattr(case, name)):
            if item.prozess and item.prozess not in context.processes:
                hint = did_you_mean(item.prozess, sorted(context.processes)) if context.processes else ""
                yield Finding("prozess-unbekannt", (name, index, "prozess"), item.prozess, hint)


def no_case_points_at_itself(case: Case, context: Context) -> Iterator[Finding]:
    """`bezug` and `doppelt` name another case."""
    for path, target in links(case):
        if target == case.aktenzeichen:
            yield Finding("bezug-selbst", path, target)


def links(case: Case) -> Iterator[tuple[Path, str]]:
    """Every other case this one names, with the path of the name."""
    for index, link in enumerate(case.bezug):
        yield ("bezug", index, "aktenzeichen"), link.aktenzeichen
    for index, event in enumerate(case.verlauf):
        if event.ziel:
            yield ("verlauf", index, "ziel"), event.ziel
