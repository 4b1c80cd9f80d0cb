"""Read every file, apply every rule, collect every problem. The one orchestrator of the check."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from casebook.changes import check_change
from casebook.changes.files import check_gone, check_mixture
from casebook.changes.release import check_release, new_replies
from casebook.history import Change, versions, whoever_commits
from casebook.law import check_law
from casebook.messages import CATALOGUE, Severity
from casebook.model import Case
from casebook.problem import Document, Finding, Problem
from casebook.processes import check_processes
from casebook.register import (
    CASES,
    Settings,
    case_files,
    is_case_file,
    misplaced,
    parse_case,
    read_case,
    read_settings,
)
from casebook.rules import findings
from casebook.rules.context import Context
from casebook.rules.identity import Summary, check_numbers
from casebook.rules.references import links
from casebook.shape import located

BATCH = 250
"""Files per task; below two batches a second process costs more than it saves (measured)."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """All problems of a register, sorted by place; `files` is the number of files looked at."""

    problems: tuple[Problem, ...]
    files: int

    def count(self, severity: Severity) -> int:
        """How many problems are of this severity."""
        return sum(CATALOGUE[problem.id].severity is severity for problem in self.problems)

    def only(self, files: frozenset[str]) -> Checked:
        """The same check blamed on some files and folders only; settings and processes stay in."""
        kept = (problem for problem in self.problems if not problem.file.startswith("cases/") or _is_in(problem, files))
        return Checked(tuple(kept), self.files)


def _is_in(problem: Problem, files: frozenset[str]) -> bool:
    paths = [PurePosixPath(name) for name in (problem.file, problem.also) if name]
    return any(str(place) in files for path in paths for place in (path, *path.parents))


@dataclass(frozen=True, slots=True)
class Batch:
    """What some files gave: their number, their problems, and what is needed to compare them with the rest."""

    files: int
    problems: list[Problem]
    summaries: list[Summary]


Batches = Callable[[Path, Context, list[str]], Iterator[Batch]]


def check_register(
    root: Path,
    *,
    today: date,
    settings: Settings | list[Problem] | None = None,
    change: Change | None = None,
    batches: Batches | None = None,
    progress: Progress | None = None,
) -> Checked:
    """Check office.yaml, the processes and every case below `root`; with `change` also what it does to cases.

    `settings` are those of `root` where the caller has read them already; `batches` looks at the case files.

    Raises:
        NotARegister: there is no office.yaml.
    """
    settings = read_settings(root) if settings is None else settings
    if isinstance(settings, list):
        return Checked(tuple(settings), 1)
    process_problems, process_files = check_processes(root, settings.office)
    law_problems, law_files = check_law(root, settings.office, today)
    context = Context(settings.office, today, settings.processes)
    listed = list(case_files(root))
    problems: list[Problem] = [*process_problems, *law_problems]
    problems += (misplaced(root, file) for file, is_case in listed if not is_case)
    summaries: list[Summary] = []
    files = [file for file, is_case in listed if is_case]
    done = 0
    for batch in (batches or check_batches)(root, context, files):
        problems += batch.problems
        summaries += batch.summaries
        done += batch.files
        if progress:
            progress(done, len(files))
    problems += check_numbers(summaries, files)
    problems += check_changes(root, change) if change else ()
    return Checked(tuple(sorted(problems)), len(listed) + process_files + law_files + 1)


def check_batches(root: Path, context: Context, files: list[str]) -> Iterator[Batch]:
    """Every file, on two processes where there is enough to do."""
    check = partial(check_batch, root, context)
    parts = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    if len(parts) < 2 or (os.cpu_count() or 1) < 2:
        yield from map(check, parts)
        return
    with ProcessPoolExecutor(max_workers=2) as pool:
        yield from pool.map(check, parts)


def check_batch(root: Path, context: Context, files: list[str]) -> Batch:
    """Some files, one after the other."""
    return batch_of(context, [read_case(root, file) for file in files])


def batch_of(context: Context, read: Sequence[tuple[Document, Case] | list[Problem]]) -> Batch:
    """Rules and summaries of files that are read already."""
    batch = Batch(len(read), [], [])
    for item in read:
        if isinstance(item, list):
            batch.problems.extend(item)
            continue
        document, case = item
        batch.problems.extend(located(finding, document, Case) for finding in findings(case, context))
        batch.summaries.append(_summary(document, case))
    return batch


def _file_of(number: str) -> str:
    return f"{CASES}/{number[:4]}/{number}.yaml"


def _summary(document: Document, case: Case) -> Summary:
    pending = tuple(
        (target, replace(located(Finding("bezug-unbekannt", path, target), document, Case), also=_file_of(target)))
        for path, target in links(case)
    )
    origin = (case.herkunft.quelle, case.herkunft.nummer) if case.herkunft else None
    return Summary(document.file, case.aktenzeichen, document.position(("aktenzeichen",)), pending, origin)


def check_changes(root: Path, change: Change) -> Iterator[Problem]:
    """Problems of what a change does to case files. A file that cannot be read as a case has its own problems."""
    before = {file: _old_case(file, data) for file, data in change.before.items() if is_case_file(file)}
    cases = sorted(file for file in change.touched - change.gone if is_case_file(file))
    after = {file: read for file in cases if not isinstance(read := read_case(root, file), list)}
    yield from check_mixture(change.touched, change.beside, change.added)
    gone = {file: case for file, case in before.items() if file in change.gone}
    yield from check_gone(gone, {file: case for file, (_, case) in after.items() if file not in before})
    for file, (document, case) in after.items():
        if old := before.get(file):
            yield from (located(finding, document, Case) for finding in check_change(old, case))
    yield from _check_releases(root, before, after)


def _old_case(file: str, data: bytes) -> Case | None:
    """The case as it was; None where today's rules of writing cannot read it, so that it may be mended."""
    read = parse_case(file, data)
    return None if isinstance(read, list) else read[1]


def _check_releases(
    root: Path, before: Mapping[str, Case | None], after: Mapping[str, tuple[Document, Case]]
) -> Iterator[Problem]:
    replies = {file: new_replies(before.get(file), case) for file, (_, case) in after.items()}
    asked = [file for file, found in replies.items() if found]
    if not asked:
        return
    known, working = versions(root, asked), whoever_commits(root)
    for file in asked:
        for finding in check_release(replies[file], known.get(file, ()), working):
            yield located(finding, after[file][0], Case)
