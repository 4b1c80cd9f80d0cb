"""What somebody can work out from published figures: bounds propagation over sums, and what it may not find.

Every figure is a cell with bounds; published ones are known exactly or up to their rounding. Whatever is a sum of
other cells ties their bounds together. A cell is recovered where its bounds say that one or two people are in it.
The exact attacker is an integer programme; tests/test_publish.py measures this one by it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

MANY = 10**9
"""Stands for "nobody knows how many"."""

SMALL = 2
"""Up to so many cases behind a figure point at somebody (BA Statistik shows values of three and more)."""


@dataclass(slots=True)
class System:
    """Cells with bounds, and sums: the first cell of each is the sum of the others."""

    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)

    def cell(self, low: int = 0, high: int = MANY) -> int:
        """A new cell; its position."""
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def narrow(self, cell: int, low: int, high: int) -> None:
        """What is published of a cell."""
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)

    def add_sum(self, total: int, parts: Iterable[int]) -> None:
        """The cell `total` counts what the parts count together."""
        self.sums.append((total, tuple(parts)))


class Impossible(Exception):
    """No counts fit the bounds: the figures contradict each other."""


def published_bounds(count: int, base: int) -> tuple[int, int]:
    """What a count can have been before it was rounded to a multiple of `base`, halves up (1: not at all)."""
    return max(0, count - base // 2), count + (base - 1) // 2


def rounded(count: int, base: int) -> int:
    """The nearest multiple of `base`, halves up."""
    return (count + base // 2) // base * base


def recovered(system: System, guarded: Sequence[int]) -> list[int]:
    """The guarded cells of which an attacker knows that one or two people are in them.

    Bounds are tightened until nothing moves; then each cell that may still be small is tried both ways: where "nobody"
    and "three or more" are both impossible, it is known.

    Raises:
        Impossible: the published figures contradict each other.
    """
    box = _Box(system)
    box.tighten(range(len(system.sums)))
    return [cell for cell in guarded if box.low[cell] <= SMALL and box.high[cell] > 0 and box.is_small(cell)]


class _Box:
    """Bounds of all cells at some point of an attack."""

    def __init__(self, system: System) -> None:
        self.low, self.high, self.sums = list(system.low), list(system.high), system.sums
        self.within: list[list[int]] = [[] for _ in system.low]
        for number, (total, parts) in enumerate(system.sums):
            for cell in (total, *parts):
                self.within[cell].append(number)

    def is_small(self, cell: int) -> bool:
        """Whether the cell can neither be empty nor hold more than a few."""
        return not self._may_be(cell, 0, 0) and not self._may_be(cell, SMALL + 1, MANY)

    def _may_be(self, cell: int, low: int, high: int) -> bool:
        if self.high[cell] < low or self.low[cell] > high:
            return False
        before = list(self.low), list(self.high)
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)
        try:
            self.tighten(self.within[cell])
            return True
        except Impossible:
            return False
        finally:
            self.low, self.high = before

    def tighten(self, sums: Iterable[int]) -> None:
        """Narrow every bound that these sums and their neighbours narrow."""
        waiting = deque(sums)
        queued = set(waiting)
        while waiting:
            number = waiting.popleft()
            queued.discard(number)
            for cell in self._narrowed(number):
                for other in self.within[cell]:
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)

    def _narrowed(self, number: int) -> Iterator[int]:
        """Apply one sum in both directions; the cells whose bounds moved."""
        total, parts = self.sums[number]
        least, most = sum(self.low[part] for part in parts), sum(self.high[part] for part in parts)
        if self._set(total, least, most):
            yield total
        low, high = self.low[total], self.high[total]
        for part in parts:
            others_least, others_most = least - self.low[part], most - self.high[part]
            if self._set(part, low - others_most, high - others_least):
                least, most = others_least + self.low[part], others_most + self.high[part]
                yield part

    def _set(self, cell: int, low: int, high: int) -> bool:
        if low <= self.low[cell] and high >= self.high[cell]:
            return False
        self.low[cell], self.high[cell] = max(self.low[cell], low), min(self.high[cell], high)
        if self.low[cell] > self.high[cell]:
            raise Impossible
        return True
