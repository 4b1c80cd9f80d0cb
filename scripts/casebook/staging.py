"""Write beside the target and swap at the end, so what is interrupted leaves the old folder or file whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target`; it replaces `target` when the block ends without error.

    Two renames are needed because a folder cannot be replaced by one; between them only the name is
    missing, never the content. OSError (full disk, no rights) passes through with `target` untouched.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fresh = room / "neu"
        fresh.mkdir()
        yield fresh
        old = room / "alt"
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(room, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write the file, or leave the old one (or none) as it is.

    Raises:
        OSError: the folder is missing, full or locked.
    """
    beside = path.with_name(f".{path.name}.neu")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
