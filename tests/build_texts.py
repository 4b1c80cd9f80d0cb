"""Texts of the house as words, and runs of words that two texts share."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel

_NOT_TEXT = {"id", "rolle", "beteiligt", "zu", "form", "fristen", "katalog", "stand", "code", "kennzahl", "herkunft"}
"""Fields that hold ids and codes, or a sentence that every page repeats."""


def texts_of(record: BaseModel) -> Iterator[str]:
    """Every sentence that the author of a description wrote, titles left out."""
    for name, value in record:
        if name in _NOT_TEXT or name == "titel":
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from texts_of(item)
            elif isinstance(item, str):
                yield item


def words(text: str) -> list[str]:
    return re.findall(r"[a-zäöüß0-9]+", text.casefold().replace("ss", "ß").replace("ß", "ss"))


def runs(text: str, length: int) -> Iterator[str]:
    """Every run of `length` words."""
    found = words(text)
    for start in range(len(found) - length + 1):
        yield " ".join(found[start : start + length])


def fingerprint(run: str) -> str:
    """A run of words as a number: the sources are copyrighted, so only these are kept here."""
    return hashlib.sha256(run.encode()).hexdigest()[:12]


def shared(texts: Iterable[tuple[str, str]], length: int) -> dict[str, set[str]]:
    """Runs of words that stand in the texts of more than one owner, with the owners."""
    owners: dict[str, set[str]] = {}
    for owner, text in texts:
        for run in runs(text, length):
            owners.setdefault(run, set()).add(owner)
    return {run: found for run, found in owners.items() if len(found) > 1}
