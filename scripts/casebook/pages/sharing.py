"""Many small pieces of work on two processes that share all that was computed before.

A copy of this process (`fork`) costs nothing and knows every case; sending the cases to another one would take longer
than the work. Where the system cannot copy a process, everything is done here.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 500
"""Below so many tasks a second process costs more than it saves."""

_AT_ONCE = 8
"""Tasks taken together."""


def shared_out(
    tasks: Sequence[T],
    together: Callable[[T], Hashable],
    work: Callable[[T], R],
    told: Callable[[], Any],
    progress: Callable[[int, int], None] | None,
) -> tuple[list[R], list[Any]]:
    """The result of each task in order, and what `told` says in each process when there is nothing left to do.

    Neighbours of which `together` says the same share something that is computed once: one process does them all.
    An exception in either process ends both and is raised here.
    """
    if len(tasks) < FEW or sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        results = []
        for done, task in enumerate(tasks, start=1):
            results.append(work(task))
            if progress:
                progress(done, len(tasks))
        return results, [told()]
    return _with_a_copy(tasks, list(_shares(tasks, together)), work, told, progress)


def _shares(tasks: Sequence[T], together: Callable[[T], Hashable]) -> Iterator[range]:
    """Places of tasks that are taken at once."""
    first = 0
    for key, group in groupby(tasks, key=together):
        after = first + sum(1 for _ in group)
        step = after - first if key is not None else _AT_ONCE
        yield from (range(start, min(start + step, after)) for start in range(first, after, step))
        first = after


def _with_a_copy(
    tasks: Sequence[T],
    shares: Sequence[range],
    work: Callable[[T], R],
    told: Callable[[], Any],
    progress: Callable[[int, int], None] | None,
) -> tuple[list[R], list[Any]]:
    context = multiprocessing.get_context("fork")
    taken = context.Value("q", 0)
    ours, theirs = context.Pipe(duplex=False)

    def copy() -> None:
        try:
            theirs.send((_done(tasks, shares, work, taken, None), told()))
        except BaseException as error:
            theirs.send(error)

    other = context.Process(target=copy, daemon=True)
    other.start()
    theirs.close()
    try:
        results = _done(tasks, shares, work, taken, progress)
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
    tasks: Sequence[T],
    shares: Sequence[range],
    work: Callable[[T], R],
    taken: Any,
    progress: Callable[[int, int], None] | None,
) -> dict[int, R]:
    """What this process did, by place: it takes the next share until there is none."""
    results: dict[int, R] = {}
    while True:
        with taken.get_lock():
            share = taken.value
            taken.value = share + 1
        if share >= len(shares):
            return results
        for place in shares[share]:
            results[place] = work(tasks[place])
        if progress:
            progress(shares[share].stop, len(tasks))
