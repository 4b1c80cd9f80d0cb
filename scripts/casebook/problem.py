"""What a check found: data, never an exception. Wording lives in the catalogue (`messages`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

Path = tuple[str | int, ...]
"""Where a value stands in a document: keys and list positions from the root."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about one place of one file; `found` and `expected` fill the catalogue's text.

    `also` is the other file of a problem between two: whoever touches one of them is told.
    """

    file: str
    line: int
    column: int
    id: str
    field: str = ""
    found: str = ""
    expected: str = ""
    also: str = ""


class Finding(NamedTuple):
    """What a rule yields: it knows the path of the value, not its line."""

    id: str
    path: Path
    found: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read: plain data, and line and column (from 1) of every key and value."""

    file: str
    data: dict[str, object]
    keys: Mapping[Path, tuple[int, int]]
    values: Mapping[Path, tuple[int, int]]

    def position(self, path: Path, *, of_key: bool = False) -> tuple[int, int]:
        """Line and column of a path; of its nearest ancestor where the path itself is missing."""
        if path in self.values and not of_key:
            return self.values[path]
        while path:
            if path in self.keys:
                return self.keys[path]
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return next(iter(self.keys.values()), (1, 1))

    def empty(self) -> list[Path]:
        """Keys without a value."""
        return [path for path in self.keys if path not in self.values]
