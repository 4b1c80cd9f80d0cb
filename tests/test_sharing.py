"""Work on two processes: every task once, results in order, trouble told."""

from __future__ import annotations

import os

import pytest

from casebook.pages.sharing import FEW, shared_out


def alone(_: int) -> None:
    """Nothing is shared with a neighbour."""


@pytest.mark.parametrize("count", [0, 1, 7, FEW, FEW + 3])
def test_results_come_in_order(count: int) -> None:
    results, told = shared_out(range(count), alone, lambda task: task * 2, os.getpid, None)
    assert results == [task * 2 for task in range(count)]
    assert told[0] == os.getpid() and len(set(told)) == len(told) == (1 if count < FEW else 2)


def test_progress_ends_with_everything_done() -> None:
    seen: list[tuple[int, int]] = []
    shared_out(range(3), alone, str, lambda: None, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_neighbours_that_share_something_stay_together() -> None:
    done_by, _ = shared_out(range(2 * FEW), lambda task: task // 100, lambda _: os.getpid(), os.getpid, None)
    assert [len(set(done_by[start : start + 100])) for start in range(0, 2 * FEW, 100)] == [1] * 10
    mixed, _ = shared_out(range(2 * FEW), lambda task: task // 100 or None, str, os.getpid, None)
    assert mixed == [str(task) for task in range(2 * FEW)]


@pytest.mark.parametrize("wrong", [0, FEW - 1])
def test_trouble_in_either_process_is_raised_here(wrong: int) -> None:
    def work(task: int) -> int:
        if task == wrong:
            raise OSError(28, "voll", "platte")
        return task

    with pytest.raises(OSError, match="voll"):
        shared_out(range(FEW), alone, work, lambda: None, None)


def test_a_process_that_dies_is_noticed() -> None:
    here = os.getpid()

    def work(task: int) -> int:
        if os.getpid() != here:
            os._exit(1)
        return task

    with pytest.raises(RuntimeError, match="without an answer"):
        shared_out(range(FEW * 100), alone, work, lambda: None, None)
