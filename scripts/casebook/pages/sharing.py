"""Many small pieces of work on two processes that share all that was computed before.

A copy of this process knows every case; sending the cases to another one would take longer than the work.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from casebook.beside import beside, two_processes

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
    An exception here ends both; one in the other process is raised when this one is done.
    """
    if len(tasks) < FEW or not two_processes():
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
    taken = multiprocessing.get_context("fork").Value("q", 0)
    with beside(lambda: (_done(tasks, shares, work, taken, None), told())) as others:
        results = _done(tasks, shares, work, taken, progress)
        found, said = others()
    results |= found
    return [results[place] for place in range(len(tasks))], [told(), said]


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
