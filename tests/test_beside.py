"""Work beside this process: its result or its trouble comes back, and nothing of it stays."""

from __future__ import annotations

import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from casebook.beside import beside, two_processes
from casebook.calendars import OutsideCalendar
from casebook.history import NoSuchRevision, ShallowClone
from casebook.measures.identity import StockDoesNotGoUp, StockMismatch
from casebook.pages.assets import MissingAssets
from casebook.register import NotARegister

TROUBLE = [
    OutsideCalendar("Der 1. Mai 2101"),
    MissingAssets(),
    StockDoesNotGoUp([StockMismatch("2018", "", 3, 4)]),
    NotARegister("ordner"),
    NoSuchRevision("„v1“ ist hier kein bekannter Stand"),
    ShallowClone("Diese Kopie ist unvollständig"),
    OSError(28, "voll", "platte"),
]


def test_the_result_comes_from_another_process_and_only_once() -> None:
    with beside(os.getpid) as result:
        assert result() == result()
        assert (result() != os.getpid()) == two_processes()


def test_where_no_process_can_be_copied_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casebook.beside.two_processes", lambda: False)
    done: list[int] = []
    with beside(lambda: done.append(1)) as result:
        assert done == []
        result()
        result()
    assert done == [1]


@pytest.mark.parametrize("trouble", TROUBLE, ids=lambda error: type(error).__name__)
def test_trouble_arrives_with_its_words(trouble: Exception) -> None:
    def work() -> None:
        raise trouble

    with pytest.raises(type(trouble)) as told, beside(work) as result:
        result()
    assert str(told.value) == str(trouble) == str(pickle.loads(pickle.dumps(trouble)))


def dies() -> None:
    os._exit(1)


def dies_with_a_process_of_its_own() -> None:
    """Which holds the way back open."""
    if not os.fork():
        time.sleep(5)
        os._exit(0)
    os._exit(1)


@pytest.mark.skipif(not two_processes(), reason="one process only")
@pytest.mark.parametrize("work", [dies, dies_with_a_process_of_its_own])
def test_a_process_that_dies_is_noticed(work: Callable[[], None]) -> None:
    start = time.monotonic()
    with pytest.raises(RuntimeError, match="without an answer"), beside(work) as result:
        result()
    assert time.monotonic() - start < 4


@pytest.mark.skipif(not two_processes(), reason="one process only")
def test_who_leaves_early_leaves_nothing_running(tmp_path: Path) -> None:
    def work() -> None:
        with ProcessPoolExecutor(1) as pool:
            (tmp_path / "pid").write_text(str(pool.submit(os.getpid).result()))
            (tmp_path / "ready").touch()
            time.sleep(60)

    with pytest.raises(ZeroDivisionError), beside(work):
        until(lambda: (tmp_path / "ready").exists())
        raise ZeroDivisionError
    until(lambda: not alive(int((tmp_path / "pid").read_text())))


@pytest.mark.skipif(not two_processes(), reason="one process only")
def test_a_copy_whose_first_process_is_gone_ends(tmp_path: Path) -> None:
    """It has more to send than the pipe between them holds."""

    def work() -> bytes:
        (tmp_path / "pid").write_text(str(os.getpid()))
        (tmp_path / "ready").touch()
        time.sleep(0.5)
        return bytes(10**6)

    first = os.fork()
    if not first:
        with beside(work):
            time.sleep(60)
    until(lambda: (tmp_path / "ready").exists())
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    until(lambda: not alive(int((tmp_path / "pid").read_text())))


class Unsendable(Exception):
    """Which asks for more than it keeps."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


@pytest.mark.skipif(not two_processes(), reason="one process only")
@pytest.mark.parametrize("error", [KeyError("schluessel"), Unsendable("gar", "nicht")], ids=["plain", "unsendable"])
def test_of_our_own_mistakes_the_way_is_told(error: Exception) -> None:
    def mistaken() -> None:
        raise error

    with pytest.raises(Exception) as told, beside(mistaken) as result:
        result()
    whole = "".join(traceback.format_exception(told.value))
    assert "in mistaken" in whole and str(error) in whole


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Whether it runs; one that nobody has waited for is dead."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
