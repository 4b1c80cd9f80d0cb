"""Many small pieces of work on two processes that share all that was computed before.

A copy of this process (`fork`) costs nothing and knows every case; sending the cases to another one would take longer
than the work. Where the system cannot copy a process, everything is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 500
"""Below so many tasks a second process costs more than it saves."""

_AT_ONCE = 8
"""Tasks taken together: neighbours often share something that is computed once."""


def shared_out(
    tasks: Sequence[T], work: Callable[[T], R], told: Callable[[], Any], progress: Callable[[int, int], None] | None
) -> tuple[list[R], list[Any]]:
    """The result of each task in order, and what `told` says in each process when there is nothing left to do.

    An exception in either process ends both and is raised here.
    """
    if len(tasks) < FEW or sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        results = []
        for done, task in enumerate(tasks, start=1):
            results.append(work(task))
            if progress:
                progress(done, len(tasks))
        return results, [told()]
    return _with_a_copy(tasks, work, told, progress)


def _with_a_copy(
    tasks: Sequence[T], work: Callable[[T], R], told: Callable[[], Any], progress: Callable[[int, int], None] | None
) -> tuple[list[R], list[Any]]:
    context = multiprocessing.get_context("fork")
    taken = context.Value("q", 0)
    ours, theirs = context.Pipe(duplex=False)

    def copy() -> None:
        try:
            theirs.send((_done(tasks, work, taken, None), told()))
        except BaseException as error:
            theirs.send(error)

    other = context.Process(target=copy, daemon=True)
    other.start()
    theirs.close()
    try:
        results = _done(tasks, work, taken, progress)
        with suppress(EOFError):
            answer = ours.recv()
            if isinstance(answer, BaseException):
                raise answer
            others, said = answer
            results |= others
            return [results[place] for place in range(len(tasks))], [told(), said]
        raise RuntimeError("the second process ended without an answer")
    finally:
        other.kill()
        other.join()


def _done(
    tasks: Sequence[T], work: Callable[[T], R], taken: Any, progress: Callable[[int, int], None] | None
) -> dict[int, R]:
    """What this process did, by place: it takes the next tasks until there are none."""
    results: dict[int, R] = {}
    while True:
        with taken.get_lock():
            first = taken.value
            taken.value = first + _AT_ONCE
        if first >= len(tasks):
            return results
        for place in range(first, min(first + _AT_ONCE, len(tasks))):
            results[place] = work(tasks[place])
        if progress:
            progress(min(first + _AT_ONCE, len(tasks)), len(tasks))
