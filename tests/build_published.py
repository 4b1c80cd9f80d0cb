"""Random years of an office as published, and the exact attacker that the gate is measured by."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

import numpy as np
from build_cases import case, closed_case, office
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from casebook.attack import MANY, SMALL, System
from casebook.measures import CaseState, case_states
from casebook.model import Case
from casebook.office import Office
from casebook.published import Zahlen
from casebook.publishing.programme import figures_of

STAND = date(2019, 5, 2)
THIRDS = ("verein", "beratungsstelle", "rechtsanwalt", "presse")
TOPICS = ("dauer", "umzug", "kaution", "termin", "datenschutz")


def house(**publishing: object) -> Office:
    """The sample office with its own way to publish."""
    return office(veroeffentlichung=publishing)


def random_cases(seed: int, count: int, year: int = 2017) -> list[Case]:
    """Cases with lopsided kinds, ways, rulings and topics, as real ones have."""
    chance = random.Random(seed)
    return [_random_case(chance, number, year) for number in range(1, count + 1)]


def _random_case(chance: random.Random, number: int, year: int) -> Case:
    way = chance.choices(("direkt", "dritte", "befragung"), (30, 60, 3))[0]
    day = f"{year}-03-01"
    more: dict[str, object] = {"eingang": {"datum": day, "zugang": way}}
    if way == "dritte":
        kind = chance.choices(THIRDS, (20, 40, 5, 2))[0]
        more["dritte"] = {"art": kind, "stelle": f"Stelle {chance.choices('ABCDEF', (30, 20, 9, 4, 2, 1))[0]}"}
    topic = chance.choices(TOPICS, (40, 20, 10, 5, 1))[0]
    if chance.random() < 0.85:
        ruling = chance.choices(("ja", "teilweise", "nein"), (30, 10, 60))[0]
        return closed_case(number, f"{year}-03-15", topics=((topic, ruling),), **more)
    kind = chance.choices(("anregung", "hinweis", "lob", "anfrage"), (6, 3, 4, 2))[0]
    return case(number, art=kind, topics=(topic,), **more)


def published(cases: Sequence[Case], settings: Office, year: int = 2017) -> Zahlen:
    return figures_of(states(cases), settings, year, STAND, "", {})


def states(cases: Sequence[Case]) -> tuple[CaseState, ...]:
    return case_states(cases, STAND)


class Oracle:
    """Integer programmes over the same sums: what an attacker with all the time in the world knows."""

    def __init__(self, system: System) -> None:
        rows, columns, signs = [], [], []
        for number, (total, parts) in enumerate(system.sums):
            rows += [number] * (1 + len(parts))
            columns += [total, *parts]
            signs += [1, *[-1] * len(parts)]
        shape = (len(system.sums), len(system.low))
        self.sums = LinearConstraint(csr_array((signs, (rows, columns)), shape=shape), 0, 0)
        self.low = np.array(system.low, dtype=float)
        self.high = np.array([np.inf if high >= MANY else high for high in system.high])

    def may_be(self, cell: int, low: float, high: float) -> bool:
        """Whether counts exist that fit everything published and put the cell between the bounds."""
        lows, highs = self.low.copy(), self.high.copy()
        lows[cell], highs[cell] = max(lows[cell], low), min(highs[cell], high)
        if lows[cell] > highs[cell]:
            return False
        nothing = np.zeros(len(lows))
        found = milp(nothing, integrality=np.ones(len(lows)), bounds=Bounds(lows, highs), constraints=self.sums)
        return bool(found.success)

    def is_small(self, cell: int) -> bool:
        """Whether one or two people are in the cell, for certain."""
        return not self.may_be(cell, 0, 0) and not self.may_be(cell, SMALL + 1, np.inf)
