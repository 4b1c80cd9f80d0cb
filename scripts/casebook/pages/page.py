"""A page to be, and writing it: only what changed since the last build is made anew."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STATE = ".stand.json"
"""What the pages of the last build were made of, by file."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its file, its template and what the template needs."""

    file: str
    template: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A page that need not be made as long as what it rests on (`basis`) is what it was."""

    file: str
    basis: str
    make: Callable[[], str]


@dataclass(slots=True)
class Writer:
    """Writes remembered pages into a fresh folder and takes those that did not change from the last build.

    A page is taken by a hard link, or a copy where the disk has no links. A page of the last build whose size
    is not what was written then is made anew.
    """

    folder: Path
    last: Path
    made: int = 0
    taken: int = 0
    _known: dict[str, list[Any]] = field(default_factory=dict)
    _written: dict[str, list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = _read_state(self.last / STATE)

    def write(self, page: Remembered) -> None:
        """The page as it was, or made now."""
        target, before = self.folder / page.file, self._known.get(page.file)
        if before and before[0] == page.basis and _taken(self.last / page.file, target, before[1]):
            self._written[page.file] = before
            self.taken += 1
            return
        data = page.make().encode()
        target.write_bytes(data)
        self._written[page.file] = [page.basis, len(data)]
        self.made += 1

    def close(self) -> None:
        """Remember for the next build what the pages rest on."""
        text = json.dumps(self._written, separators=(",", ":"))
        (self.folder / STATE).write_text(text, encoding="ascii")


def basis_of(*parts: str) -> str:
    """A short fingerprint of everything a page rests on."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def files_basis(files: Iterable[Path]) -> str:
    """A fingerprint of templates and code, so that a new release makes every page anew."""
    return basis_of(*(path.read_text(encoding="utf-8") for path in sorted(files)))


def _read_state(path: Path) -> dict[str, list[Any]]:
    try:
        known = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _taken(source: Path, target: Path, size: int) -> bool:
    try:
        if source.stat().st_size != size:
            return False
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
    except FileNotFoundError:
        return False
    return True


def script_data(name: str, data: Mapping[str, object]) -> str:
    """Data as a script that a page may load from a folder, where nothing can be fetched.

    Text inside a string is read several times faster than as code. `<` and the separators of lines are written as
    escapes: the script stays whole wherever it is put.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    literal = json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
    literal = literal.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{name}(JSON.parse({literal}));\n"
