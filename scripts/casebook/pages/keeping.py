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
    """A file that the next build may take: what it rests on, its size in bytes, and whether it has the stamp."""

    file: str
    basis: str
    size: int
    stamped: bool


class Keeper:
    """Puts files into a fresh folder; those that rest on the same as in the last build are taken from there.

    A file with a `basis` is taken by a hard link, or a copy where the disk has no links; it is made anew where its
    basis, the `common` basis of all files (templates, code, settings) or its size is not what it was. The `stamp` is
    what pages say of the state they come from; in a file that is taken it is replaced.
    """

    def __init__(self, folder: Path, last: Path, common: str, stamp: str = "") -> None:
        self._folder, self._last, self._common, self._stamp = folder, last, common, stamp.encode()
        state = _read_state(last / STATE)
        self._made: set[str] = set()
        self._last_stamp = state.get("stempel", "").encode()
        self._known = state.get("dateien", {}) if state.get("grundlage") == common else {}

    def put(self, file: str, basis: str, make: Callable[[], bytes]) -> Kept | None:
        """The file as it was, or made now; without a basis always made, and nothing is remembered of it."""
        target, before = f"{self._folder}/{file}", self._known.get(file)
        self._make_folder(file.rpartition("/")[0])
        if basis and before and before[0] == basis and self._take(f"{self._last}/{file}", target, *before[1:]):
            return Kept(file, basis, before[1] if not before[2] else Path(target).stat().st_size, before[2])
        data = make()
        Path(target).write_bytes(data)
        return Kept(file, basis, len(data), bool(self._stamp) and self._stamp in data) if basis else None

    def _make_folder(self, name: str) -> None:
        if name not in self._made:
            (self._folder / name).mkdir(parents=True, exist_ok=True)
            self._made.add(name)

    def _take(self, source: str, target: str, size: int, stamped: bool) -> bool:
        if not stamped or self._stamp == self._last_stamp:
            return _taken(source, target, size)
        data = Path(source).read_bytes() if Path(source).is_file() else b""
        if len(data) != size:
            return False
        Path(target).write_bytes(data.replace(self._last_stamp, self._stamp))
        return True

    def close(self, kept: Iterable[Kept | None]) -> None:
        """Remember for the next build what the files rest on."""
        files = {each.file: [each.basis, each.size, each.stamped] for each in kept if each}
        state = {"grundlage": self._common, "stempel": self._stamp.decode(), "dateien": files}
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


def _taken(source: str, target: str, size: int) -> bool:
    """Names as texts: a Path for each of many thousand files takes longer than the link."""
    try:
        if os.stat(source).st_size != size:  # noqa: PTH116
            return False
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
    except FileNotFoundError:
        return False
    return True
