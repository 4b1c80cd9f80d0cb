"""Recurring notes of an office, dealt so that none comes twice before all of its kind came once."""

from __future__ import annotations

from random import Random
from typing import Any

from samples import texts
from samples.words import Slots, fill


class Phrases:
    """The notes of one file. `Phrases.next` deals from shuffled piles, one per kind."""

    def __init__(self, name: str, rng: Random) -> None:
        self._all: dict[str, Any] = texts.load(name)
        self._rng = rng
        self._piles: dict[tuple[str, ...], list[str]] = {}

    def next(self, slots: Slots, *kind: str) -> str:
        """The next note of a kind such as `bestaetigung`, `telefon`."""
        pile = self._piles.setdefault(kind, [])
        if not pile:
            pile += self.all(*kind)
            self._rng.shuffle(pile)
        return fill(pile.pop(), slots)

    def all(self, *kind: str) -> list[str]:
        """Every note of a kind, as written."""
        found = self._all
        for name in kind:
            found = found[name]
        return list(found)
