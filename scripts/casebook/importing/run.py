"""The import from end to end: read everything, decide about every row, write all cases or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from casebook.casefile import case_yaml
from casebook.importing.mapping_rules import read_mapping
from casebook.importing.outcome import ImportReport, Refusal
from casebook.importing.placing import place_all
from casebook.importing.plan import Plan, Progress, Ready, header_objections, make_plan
from casebook.importing.sources import read_table
from casebook.numbering import next_number
from casebook.problem import Problem
from casebook.register import CASES, case_files, read_case, read_settings
from casebook.rules.context import Context


def run_import(
    root: Path,
    source: Path,
    mapping: Path,
    *,
    dry_run: bool,
    skip_refused: bool,
    today: date,
    progress: Progress | None = None,
) -> ImportReport | list[Problem]:
    """Take the rows of `source` into the register at `root` as the file `mapping` says.

    Problems instead of a report: office.yaml, the mapping or a case of the register has to be mended first.
    An interrupt (Ctrl+C, SIGTERM) leaves the tree as it was.

    Raises:
        NotARegister: there is no office.yaml.
        OSError: a file cannot be read, or the cases cannot be written; the tree is as it was.
    """
    settings = read_settings(root)
    if isinstance(settings, list):
        return settings
    rules = read_mapping(mapping, settings.office)
    if isinstance(rules, list):
        return rules
    known = _known_numbers(root, rules.quelle)
    if isinstance(known, list):
        return known
    table = read_table(source, rules.format)
    objections = table if isinstance(table, list) else header_objections(table, rules)
    if isinstance(table, list) or objections:
        return ImportReport(read=0, written=0, refused=tuple(objections), dry_run=dry_run, blocked=True)
    plan = make_plan(table, rules, known, Context(settings.office, today, settings.processes), progress)
    if plan.refused and not skip_refused:
        return _report(plan, {}, dry_run=dry_run, blocked=True)
    cases = dict(_numbered(root, plan.ready))
    return _report(plan, cases, dry_run=True) if dry_run else _written(root, plan, cases)


def _known_numbers(root: Path, source: str) -> frozenset[str] | list[Problem]:
    """The old numbers that cases of the register already have from this source."""
    known: set[str] = set()
    problems: list[Problem] = []
    for file, is_case in case_files(root):
        read = read_case(root, file) if is_case else []
        if isinstance(read, list):
            problems += read
        elif (origin := read[1].herkunft) and origin.quelle == source:
            known.add(origin.nummer)
    return problems or frozenset(known)


def _numbered(root: Path, ready: Iterable[Ready]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Numbers in order of receipt, then of the source; they go on after the highest of the year."""
    following: dict[int, int] = {}
    for case in sorted(ready, key=lambda case: (case.received, case.row)):
        year = case.received.year
        running = following.get(year) or int(next_number(root, year).split("-")[1])
        following[year] = running + 1
        number = f"{year:04d}-{running:04d}"
        yield number, {"aktenzeichen": number, **case.data}


def _written(root: Path, plan: Plan, cases: Mapping[str, dict[str, Any]]) -> ImportReport:
    texts = {f"{CASES}/{number[:4]}/{number}.yaml": case_yaml(data) for number, data in cases.items()}
    try:
        place_all(root, texts)
    except FileExistsError as error:
        name = Path(str(error.filename2 or error.filename)).name
        reason = f"Inzwischen gibt es {name} schon. Starten Sie die Übernahme noch einmal."
        return replace(_report(plan, {}, blocked=True), refused=(Refusal(1, "", "", reason),))
    return _report(plan, cases)


def _report(plan: Plan, cases: Iterable[str], *, dry_run: bool = False, blocked: bool = False) -> ImportReport:
    years = Counter(number[:4] for number in cases)
    return ImportReport(
        read=plan.read,
        written=years.total(),
        refused=plan.refused,
        repeated=plan.repeated,
        left_out=plan.left_out,
        years=dict(sorted(years.items())),
        dry_run=dry_run,
        blocked=blocked,
    )
