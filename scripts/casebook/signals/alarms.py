"""How often `rises` names a pair although nothing changed, measured on random registers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from casebook.signals.rises import LEAST_CASES, LEVEL, chances_of, spread_of

TOPICS, UNITS = 14, 9
A_MONTH = 25
"""An office like that of the sample: nearly 300 complaints a year, most of them in few topics."""

QUARTER, BEFORE = 91, 8
"""Days of a quarter, and quarters before the recent one."""

CLUMPED = 1.5
"""Variance of clumped counts in terms of their mean: one event makes several people write."""

SEED, RUNS = 20261122, 4_000


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """Of 1,000 looks at a register in which nothing changed, how many name anything; one decimal.

    `chance` where every complaint comes by itself, `clumped` where they come in clumps. `found` tells the other side:
    of 1,000 registers in which the most frequent pair tripled, how many name it.
    """

    chance: float
    clumped: float
    found: float


FALSE_ALARMS = FalseAlarms(chance=6.8, clumped=27.0, found=734.0)
"""As `false_alarms` measures it; a test compares the two, and the page prints it."""


def false_alarms(runs: int = RUNS, seed: int = SEED) -> FalseAlarms:
    """Measured on so many random registers of each sort."""
    random, means = default_rng(seed), _rates() * QUARTER
    chance = sum(bool(_named(_counts(random, means, 1.0)).any()) for _ in range(runs))
    clumped = sum(bool(_named(_counts(random, means, CLUMPED)).any()) for _ in range(runs))
    found = sum(bool(_named(_counts(random, means, 1.0, risen=3.0))[0]) for _ in range(runs))
    return FalseAlarms(*(round(1000 * number / runs, 1) for number in (chance, clumped, found)))


def _named(quarters: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which pairs (rows) are named, the last quarter against those before."""
    recent, before = quarters[:, -1], quarters[:, :-1]
    seen = quarters.sum(axis=1) > 0
    chances = np.ones(len(quarters))
    chances[seen] = chances_of(
        recent[seen], before[seen].sum(axis=1), QUARTER, BEFORE * QUARTER, spread_of(before[seen])
    )
    return (chances <= LEVEL) & (recent >= LEAST_CASES)


def _rates() -> NDArray[np.float64]:
    """Complaints a day of every pair: topics and units fall off like 1, 1/2, 1/3 …"""
    weights = np.outer(1 / np.arange(1, TOPICS + 1), 1 / np.arange(1, UNITS + 1)).ravel()
    rates: NDArray[np.float64] = A_MONTH * 12 / 365.25 * weights / weights.sum()
    return rates


def _counts(random: Generator, means: NDArray[np.float64], variance: float, risen: float = 1.0) -> NDArray[np.int64]:
    """Counts of every pair by quarter, Poisson or with more variance; the first pair has `risen` in the last one."""
    by_quarter = np.tile(means, (BEFORE + 1, 1))
    by_quarter[-1, 0] *= risen
    if variance == 1:
        return random.poisson(by_quarter).T
    return random.negative_binomial(by_quarter / (variance - 1), 1 / variance).T
