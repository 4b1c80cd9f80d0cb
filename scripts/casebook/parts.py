"""The cases of a register in parts: read when they are asked for, and worked on part by part.

What somebody finds in a part is kept on the shelf; so after a change only the part with the changed case is looked at.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import TypeVar, overload

from casebook.check import BATCH, workers
from casebook.model import Case
from casebook.shelf import Shelf, key_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """Some cases, packed; `key` stands for all they were read from, and is empty where nothing of them may be kept."""

    key: str
    size: int
    packed: bytes = field(repr=False)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases themselves, unpacked each time: packed they take a tenth of the room."""
        return unpacked(self.packed)


class Cases(Sequence[Case]):
    """Cases in their order; a part is unpacked when one of its cases is asked for."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self._ends = list(accumulate(part.size for part in self.parts))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[Case]:
        for part in self.parts:
            yield from part.cases

    @overload
    def __getitem__(self, place: int) -> Case: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Case]: ...
    def __getitem__(self, place: int | slice) -> Case | Sequence[Case]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def packed(cases: Sequence[Case]) -> bytes:
    """Cases for another process or the shelf."""
    return pickle.dumps(tuple(cases), protocol=pickle.HIGHEST_PROTOCOL)


def unpacked(content: bytes) -> tuple[Case, ...]:
    """What was packed by this user."""
    found: tuple[Case, ...] = pickle.loads(content)
    return found


def parts_of(cases: Sequence[Case]) -> tuple[Part, ...]:
    """The parts cases were read in, or new ones of which nothing is kept; at least one, which may be empty."""
    if isinstance(cases, Cases) and cases.parts:
        return cases.parts
    starts = range(0, max(len(cases), 1), BATCH)
    slices = [cases[start : start + BATCH] for start in starts]
    return tuple(Part("", len(each), packed(each)) for each in slices)


def found_in_parts(
    cases: Sequence[Case], look: Callable[[Sequence[Case]], T], rests_on: str, shelf: Shelf
) -> list[T]:
    """What `look` finds in each part of the cases; `rests_on` is all it depends on besides the cases."""
    parts = parts_of(cases)
    keys = [key_of(rests_on, part.key) if part.key else "" for part in parts]
    kept = [shelf.get(key) if key else None for key in keys]
    missing = [part.packed for part, content in zip(parts, kept, strict=True) if content is None]
    found: list[T] = []
    with workers(len(missing)) as work:
        fresh = iter(work(partial(_looked, look), missing))
        for key, content in zip(keys, kept, strict=True):
            if content is None:
                content = next(fresh)
                if key:
                    shelf.put(key, content)
            found.append(pickle.loads(content))
    return found


def _looked(look: Callable[[Sequence[Case]], T], content: bytes) -> bytes:
    return pickle.dumps(look(unpacked(content)), protocol=pickle.HIGHEST_PROTOCOL)
