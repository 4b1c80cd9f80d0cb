"""Put many new files into a register, all of them or none; no file that is there is ever touched.

Everything is written into a folder beside first and then linked into place, which takes an instant per
file and fails where a file exists. A process that is killed outright (SIGKILL, power) in that instant
leaves whole files of the lowest numbers; the next import knows them by their origin and goes on after
them, so the result is the same. Its folder is removed by the next import, too.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

try:
    import fcntl
except ImportError:  # Windows: leftovers stay, they disturb nobody
    fcntl = None  # type: ignore[assignment]

_PREFIX = ".casebook-import-"
_LOCK = "lock"


def place_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write `texts` (path below root -> content) in their order, or leave the tree as it was.

    Raises:
        FileExistsError: one of the files is there already.
        OSError: the disk is full, or the folder may not be written.
    """
    with _termination_as_exception(), _staging_folder(root) as staging:
        staged = [_stage(staging, number, text) for number, text in enumerate(texts.values())]
        with ExitStack() as undo:
            for target, file in zip((root / path for path in texts), staged, strict=True):
                _make_folders(target.parent, undo)
                # Registered first: an interrupt may come right after the link.
                undo.callback(_unlink_same, target, file)
                os.link(file, target)
            undo.pop_all()


def _stage(folder: Path, number: int, text: str) -> Path:
    path = folder / f"{number}.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _make_folders(folder: Path, undo: ExitStack) -> None:
    if folder.exists():
        return
    _make_folders(folder.parent, undo)
    undo.callback(_remove_if_empty, folder)
    folder.mkdir()


def _unlink_same(target: Path, staged: Path) -> None:
    """Take a file back, and only if it is ours."""
    with suppress(FileNotFoundError):
        if target.samefile(staged):
            target.unlink()


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def _staging_folder(root: Path) -> Iterator[Path]:
    """An empty folder in the register that Git does not see; it goes whatever happens."""
    _remove_leftovers(root)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=root))
    try:
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        with (folder / _LOCK).open("w") as lock:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(root: Path) -> None:
    """Folders of imports that were killed: the kernel frees a lock however its process ended."""
    for folder in root.glob(f"{_PREFIX}*"):
        with suppress(OSError), (folder / _LOCK).open() as lock:
            if fcntl:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _termination_as_exception() -> Iterator[None]:
    """Let SIGTERM (a cancelled job) unwind like Ctrl+C does, so that everything is taken back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
