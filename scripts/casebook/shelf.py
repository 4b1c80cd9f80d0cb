"""Results kept between runs by the hash of all that went into them. They may be thrown away at any time.

The folder belongs to one user and lies outside every repository: what is read back is trusted (`pickle`), and a
commit must not be able to bring it along.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of results by key; without a folder nothing is kept."""

    folder: Path | None = None

    def get(self, key: str) -> bytes | None:
        """What was put there under the key, if it is still there."""
        if self.folder is None:
            return None
        try:
            content = (self.folder / key).read_bytes()
            os.utime(self.folder / key)
        except OSError:
            return None
        return content

    @property
    def is_empty(self) -> bool:
        """Whether it is no use to ask."""
        return self.folder is None or not self.folder.is_dir() or not any(self.folder.iterdir())

    def put(self, key: str, content: bytes) -> None:
        """Keep a result, whole or not at all. Where there is no room it is simply computed again next time."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, unfinished = tempfile.mkstemp(dir=self.folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(unfinished).replace(self.folder / key)

    def tidy(self) -> None:
        """Throw away what nobody asked for in a month."""
        if self.folder is None or not self.folder.is_dir():
            return
        oldest = time.time() - KEPT_DAYS * 24 * 3600
        for path in self.folder.iterdir():
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


NO_SHELF = Shelf()


def key_of(*parts: bytes | str) -> str:
    """One key for all that a result depends on, this program included."""
    return _digest([program_version(), *(part.encode() if isinstance(part, str) else part for part in parts)])


@cache
def program_version() -> bytes:
    """The hash of this package's own files: another program may give other results."""
    package = Path(__file__).parent
    return _digest(path.read_bytes() for path in sorted(package.rglob("*.py"))).encode()


def _digest(parts: Iterable[bytes]) -> str:
    """Each part is hashed with its length, so that no two lists of parts look alike."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
