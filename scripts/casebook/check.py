"""Read every file, apply every rule, collect every problem. The one orchestrator of the check."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from casebook.changes import check_change
from casebook.changes.files import check_gone, check_mixture, check_unchanged
from casebook.changes.release import check_release, new_replies
from casebook.history import Change, versions, whoever_commits
from casebook.law import check_law
from casebook.messages import CATALOGUE, Severity
from casebook.model import Case
from casebook.office import Office
from casebook.outside import Outside
from casebook.problem import Document, Finding, Problem
from casebook.problem import Path as DataPath
from casebook.processes import check_processes
from casebook.published import (
    Aenderungen,
    Published,
    Zahlen,
    changes_file,
    figures_file,
    published_files,
    read_published,
)
from casebook.register import (
    CASES,
    Settings,
    case_files,
    collect,
    is_case_file,
    misplaced,
    outside_documents,
    parse_case,
    read_case,
    read_settings,
)
from casebook.rules import findings
from casebook.rules.context import Context
from casebook.rules.identity import Summary, check_numbers
from casebook.rules.office import reminders
from casebook.rules.outside import DATED_RULES
from casebook.rules.published import (
    FIGURES_RULES,
    Phrase,
    changes_are_of_their_year,
    nobody_is_given_away,
    phrases,
    repeated,
    words_of_cases,
)
from casebook.rules.references import links
from casebook.shape import located
from casebook.texts.check import check_texts

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
    """Check office.yaml, office/, the processes and every case below `root`; with `change` also what it does to cases.

    `settings` are those of `root` where the caller has read them already; `batches` looks at the case files.

    Raises:
        NotARegister: there is no office.yaml.
    """
    settings = read_settings(root) if settings is None else settings
    if isinstance(settings, list):
        return Checked(tuple(settings), 1)
    published = read_published(root)
    watched = {} if isinstance(published, list) else phrases(published.changes)
    context = Context(settings.office, today, settings.processes, frozenset(watched))
    problems, others = check_house(root, context, published)
    problems += check_texts(root, settings.office)
    problems += (located(finding, settings.document, Office) for finding in reminders(settings.office, today))
    listed = list(case_files(root))
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
    problems += [] if isinstance(published, list) else _borrowed_words(published, watched, summaries)
    problems += check_changes(root, change) if change else ()
    return Checked(tuple(sorted(problems)), len(listed) + others)


def check_house(root: Path, context: Context, published: Published | list[Problem]) -> tuple[list[Problem], int]:
    """Problems of everything but cases, and how many files that is, office.yaml among them."""
    process_problems, process_files = check_processes(root, context.office)
    law_problems, law_files = check_law(root, context.office, context.today)
    outside_problems, outside_files = check_outside(root, context)
    problems = [*process_problems, *law_problems, *outside_problems, *check_published(published, context.today)]
    return problems, process_files + law_files + outside_files + len(list(published_files(root))) + 1


def check_outside(root: Path, context: Context) -> tuple[list[Problem], int]:
    """Problems of the small files of the house, and how many files there are."""
    read = outside_documents(root)
    collected = collect(read, context.office)
    if isinstance(collected, list):
        return collected, len(read)
    findings = [finding for rule in DATED_RULES for finding in rule(collected.outside, context)]
    documents = collected.documents
    return [located(finding, documents[str(finding.path[0])], Outside) for finding in findings], len(read)


def check_published(published: Published | list[Problem], today: date) -> list[Problem]:
    """Problems of what is published, each year by itself and all together."""
    if isinstance(published, list):
        return published
    told: list[tuple[str, Finding]] = []
    for year, figures in published.figures.items():
        told += ((figures_file(year), finding) for rule in FIGURES_RULES for finding in rule(year, figures, today))
    told += [] if told else nobody_is_given_away(published.figures)
    found = [located(finding, published.documents[file], Zahlen) for file, finding in told]
    for year, changes in published.changes.items():
        document = published.documents[changes_file(year)]
        found += (located(each, document, Aenderungen) for each in changes_are_of_their_year(year, changes, today))
    return found


def _borrowed_words(
    published: Published, watched: Mapping[Phrase, list[tuple[str, DataPath]]], summaries: list[Summary]
) -> Iterator[Problem]:
    cases = ((summary.file, summary.number, summary.said) for summary in summaries if summary.said)
    for file, case_file, finding in words_of_cases(watched, cases):
        yield replace(located(finding, published.documents[file], Aenderungen), also=case_file)


def check_batches(root: Path, context: Context, files: list[str]) -> Iterator[Batch]:
    """Every file, on two processes where there is enough to do."""
    check = partial(check_batch, root, context)
    parts = [files[start : start + BATCH] for start in range(0, len(files), BATCH)]
    with workers(len(parts)) as work:
        yield from work(check, parts)


@contextmanager
def workers(tasks: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """`map` on two processes where there is enough to do."""
    if tasks < 2 or (os.cpu_count() or 1) < 2:
        yield map
        return
    with ProcessPoolExecutor(max_workers=2) as pool:
        yield pool.map


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
        said = repeated(document.data, context.watched) if context.watched else frozenset()
        batch.summaries.append(_summary(document, case)._replace(said=said))
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
    yield from check_unchanged(change.touched, change.added)
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
