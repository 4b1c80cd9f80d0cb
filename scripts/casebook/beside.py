"""Work that a copy of this process does while this one goes on.

A copy (`fork`) costs nothing and knows all that is known here; only its result is sent. Where the system cannot copy a
process, or there is one processor only, the work is done here when the result is asked for.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.connection import Connection
from typing import TypeVar

R = TypeVar("R")

_SECONDS = 1.0
"""Between two looks whether the copy still lives."""

_NO_ANSWER = "the second process ended without an answer"


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Yield what waits for the result of the work and gives it; an exception of the work is raised there.

    Whoever leaves without asking for the result ends the work.
    """
    if not two_processes():
        yield cache(work)
        return
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    other = context.Process(target=_in_the_copy, args=(work, ours, theirs))
    other.start()
    theirs.close()

    @cache
    def result() -> R:
        # Processes of its own would hold the pipe open after its end.
        while not ours.poll(_SECONDS):
            if not other.is_alive() and not ours.poll():
                raise RuntimeError(_NO_ANSWER)
        try:
            answer: BaseException | tuple[R] = ours.recv()
        except EOFError:
            raise RuntimeError(_NO_ANSWER) from None
        if isinstance(answer, BaseException):
            raise answer
        return answer[0]

    try:
        yield result
    except KeyboardInterrupt:
        other.join(_SECONDS)  # it was interrupted too, and puts the screen right
        raise
    finally:
        if other.is_alive():
            other.terminate()
        other.join()


def two_processes() -> bool:
    """Whether a copy of this process can work beside it."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1


def _in_the_copy(work: Callable[[], R], ours: Connection, answers: Connection) -> None:
    ours.close()  # else nobody is told when the other side is gone
    signal.signal(signal.SIGTERM, _end)
    answer: BaseException | tuple[R]
    try:
        answer = (work(),)
    except BaseException as error:
        answer = _sendable(error)
    with suppress(BrokenPipeError):
        answers.send(answer)


def _sendable(error: BaseException) -> BaseException:
    """The error, with the way to it as a note; where it does not come out as it went in, its words alone."""
    way = "".join(traceback.format_exception(error))
    error.add_note(way)
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(way)
    return error


def _end(*_: object) -> None:
    """With the processes it has begun itself, which would wait for ever."""
    for process in multiprocessing.active_children():
        process.kill()
    os._exit(1)
