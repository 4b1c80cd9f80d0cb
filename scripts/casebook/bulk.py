"""Every case of a folder, checked; what did not change since the last time comes from the shelf.

A batch without problems is kept with its cases. It stays good as days go by, because a file never becomes invalid
by that; it is looked at again when one of its files, the settings or this program are other ones.
"""

from __future__ import annotations

import gc
import json
import pickle
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path

from casebook.check import BATCH, Batch, Checked, batch_of, check_register, workers
from casebook.model import Case
from casebook.parts import Cases, Part, packed
from casebook.problem import Document, Problem
from casebook.reading import read_bytes
from casebook.register import Settings, parse_case
from casebook.rules.context import Context
from casebook.shelf import Shelf, key_of

Progress = Callable[[int, int], None]
_DAY = len("2018-05-02")
"""Bytes before the pickled batch: the day of the check."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at files depends on besides the files."""

    root: Path
    context: Context
    said: str

    def key(self, files: Iterable[str], contents: Iterable[bytes | Problem]) -> str:
        """One key for the files; empty where one of them may not be read."""
        parts = list(contents)
        plain = [part for part in parts if isinstance(part, bytes)]
        return key_of(self.said, *files, *plain) if len(plain) == len(parts) else ""


def read_checked(
    root: Path, settings: Settings, today: date, shelf: Shelf, progress: Progress | None = None
) -> tuple[Checked, Cases]:
    """The check of a folder and, as far as they could be read, its cases in the order of their files."""
    parts: list[Part] = []

    def batches(root: Path, context: Context, files: list[str]) -> Iterator[Batch]:
        said = settings_text(settings) + json.dumps(sorted(context.watched))
        for batch, part in _looked_at(_Look(root, context, said), files, shelf):
            parts.append(part)
            yield batch

    with collector_resting():
        checked = check_register(root, today=today, settings=settings, batches=batches, progress=progress)
    return checked, Cases(parts)


def settings_text(settings: Settings) -> str:
    """All that settings say, always in the same words."""
    data = {"office": settings.office.model_dump(), "processes": sorted(settings.processes)}
    return json.dumps(data, sort_keys=True, default=str)


def _looked_at(look: _Look, files: list[str], shelf: Shelf) -> Iterator[tuple[Batch, Part]]:
    """The batches in their order; those that are not on the shelf are worked on beside each other."""
    groups = list(_groups(files))
    nothing_kept = shelf.is_empty
    kept = [None if nothing_kept else _still_good(look, group, shelf) for group in groups]
    missing = [group for group, content in zip(groups, kept, strict=True) if content is None]
    with workers(len(missing)) as work:
        fresh = iter(work(partial(_read, look), missing))
        for known in kept:
            content = known or next(fresh)
            batch, part = pickle.loads(content[_DAY:])
            if not known and part.key:
                shelf.put(part.key, content)
            yield batch, part


def _groups(files: Iterable[str]) -> Iterator[list[str]]:
    """Batches that end with their folder, so that a new case moves the files of its own year only."""
    for _, year in groupby(files, key=lambda file: file.rpartition("/")[0]):
        listed = list(year)
        yield from (listed[start : start + BATCH] for start in range(0, len(listed), BATCH))


def _still_good(look: _Look, files: list[str], shelf: Shelf) -> bytes | None:
    """What the shelf has for these files, unless it was kept on a later day than the one that is asked for."""
    key = look.key(files, (read_bytes(look.root, file) for file in files))
    content = shelf.get(key) if key else None
    return content if content and content[:_DAY] <= _day(look) else None


def _read(look: _Look, files: list[str]) -> bytes:
    """The day, and the batch with its cases."""
    contents = [read_bytes(look.root, file) for file in files]
    read = [_parsed(file, data) for file, data in zip(files, contents, strict=True)]
    batch = batch_of(look.context, read)
    cases = tuple(item[1] for item in read if isinstance(item, tuple))
    key = "" if batch.problems else look.key(files, contents)
    part = Part(key, len(cases), packed(cases))
    return _day(look) + pickle.dumps((batch, part), protocol=pickle.HIGHEST_PROTOCOL)


def _parsed(file: str, data: bytes | Problem) -> tuple[Document, Case] | list[Problem]:
    return [data] if isinstance(data, Problem) else parse_case(file, data)


def _day(look: _Look) -> bytes:
    return look.context.today.isoformat().encode()


@contextmanager
def collector_resting() -> Iterator[None]:
    """No search for circles while very many small objects come and go, and none afterwards among those that stay.

    Both take as long as reading them, and there are no circles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
