"""Writing a site anew without making what did not change: kept pages are taken from the last build."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

STATE = ".stand.json"
"""What the kept files of the last build rest on, and their sizes."""


class Kept(NamedTuple):
    """A file that the next build may take: what it rests on and its size in bytes."""

    file: str
    basis: str
    size: int


class Keeper:
    """Puts files into a fresh folder; those that rest on the same as in the last build are taken from there.

    A file with a `basis` is taken by a hard link, or a copy where the disk has no links; it is made anew where its
    basis, the `common` basis of all files (templates, code, settings) or its size is not what it was.
    """

    def __init__(self, folder: Path, last: Path, common: str) -> None:
        self._folder, self._last, self._common = folder, last, common
        state = _read_state(last / STATE)
        self._known = state.get("dateien", {}) if state.get("grundlage") == common else {}

    def put(self, file: str, basis: str, make: Callable[[], bytes]) -> Kept | None:
        """The file as it was, or made now; without a basis always made, and nothing is remembered of it."""
        target, before = self._folder / file, self._known.get(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        if basis and before and before[0] == basis and _taken(self._last / file, target, before[1]):
            return Kept(file, basis, before[1])
        data = make()
        target.write_bytes(data)
        return Kept(file, basis, len(data)) if basis else None

    def close(self, kept: Iterable[Kept | None]) -> None:
        """Remember for the next build what the files rest on."""
        files = {each.file: [each.basis, each.size] for each in kept if each}
        state = {"grundlage": self._common, "dateien": files}
        (self._folder / STATE).write_text(json.dumps(state, separators=(",", ":")), encoding="ascii")


def basis_of(*parts: str) -> str:
    """A short fingerprint of all that something rests on."""
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def basis_of_files(files: Iterable[Path]) -> str:
    """A fingerprint of templates and code, so that a new release makes every file anew."""
    return basis_of(*(path.read_text(encoding="utf-8") for path in sorted(files)))


def _read_state(path: Path) -> dict[str, Any]:
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
