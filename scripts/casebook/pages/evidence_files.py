"""The cases behind every figure, as scripts that the register loads from its folder.

A file holds the figures of one period (or of the weaknesses). Its cases are named once, as steps between their
positions in the register, base 36; each figure is then a set among them: a bitmap in base 64 or, where few cases
are meant, steps again. Equal sets are stored once.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casebook.measures import Record
from casebook.office import Office
from casebook.pages.evidence import evidence_key
from casebook.pages.labels import entry_name, period_name
from casebook.pages.record_words import value_with_share
from casebook.pages.scripts import script_data
from casebook.pages.site import File, Site
from casebook.periods import Period

FOLDER = "belege"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS_A_STEP = 3
"""About what one step of a list costs; a bitmap costs a sixth of a letter per case."""

Positions = NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure in German words, and its cases as positions in the register.

    The key in addresses is `figure`, and behind a colon the `entry` of a dimension where it is one.
    """

    figure: str
    name: str
    value: str
    counted: Positions
    among: Positions
    entry: str = ""
    entry_name: str = ""


@dataclass(slots=True)
class _Sets:
    """Sets of positions, equal ones once."""

    sets: list[Positions] = field(default_factory=list)
    _places: dict[bytes, int] = field(default_factory=dict)

    def place(self, wanted: Positions) -> int:
        """Where the set stands among all, added if it is new."""
        place = self._places.setdefault(wanted.tobytes(), len(self.sets))
        if place == len(self.sets):
            self.sets.append(wanted)
        return place

    def union(self) -> Positions:
        """All positions that occur, rising. A mask: sorting them takes twenty times as long."""
        mask = np.zeros(max((int(each.max()) + 1 for each in self.sets if len(each)), default=0), dtype=bool)
        for each in self.sets:
            mask[each] = True
        return np.flatnonzero(mask).astype(np.int32)


def evidence_file(site: Site, period: Period) -> File:
    """The file of a period."""
    return File(f"{FOLDER}/{period.label}.js", partial(_of_period, site, period), site.basis([period]))


def _of_period(site: Site, period: Period) -> bytes:
    figures = list(evidence_of(site.records[period.label], site.office))
    return evidence_script(period.label, period_name(period), f"{period.label}.html", figures).encode()


def evidence_of(records: Iterable[Record], office: Office) -> Iterator[Evidence]:
    """Every figure of a period that rests on cases."""
    for record in records:
        if len(record.behind.among) or len(record.behind.counted):
            figure, _, entry = evidence_key(record).partition(":")
            entries = ", ".join(entry_name(office, dimension, entry) for dimension, entry in record.by.items())
            behind = record.behind
            yield Evidence(figure, record.name, value_with_share(record), behind.counted, behind.among, entry, entries)


def evidence_script(label: str, name_of_period: str, page: str, figures: Sequence[Evidence]) -> str:
    """The file of a period: `label` as in addresses, its name for people, `page` to go back to."""
    sets = _Sets()
    names: dict[str, int] = {}
    lines: dict[str, dict[str, object]] = {}
    for figure in figures:
        name = names.setdefault(figure.name, len(names))
        line = [sets.place(figure.counted), sets.place(figure.among), name, figure.value]
        lines.setdefault(figure.figure, {})[figure.entry] = line
    union = sets.union()
    data = {
        "zeitraum": label,
        "name": name_of_period,
        "seite": page,
        "faelle": steps_text(union),
        "mengen": [_set_text(each, union) for each in sets.sets],
        "namen": list(names),
        "eintraege": {figure.entry: figure.entry_name for figure in figures},
        "zahlen": lines,
    }
    return script_data("beleg", data)


def positions(places: Sequence[int]) -> Positions:
    """Positions as figures carry them."""
    return np.array(places, dtype=np.int32)


def _set_text(wanted: Positions, union: Positions) -> str:
    """A set among the union: `*` all of them, `.` and steps for few, else a bitmap, its lowest bit first."""
    bits = np.zeros(len(union), dtype=bool)
    bits[np.searchsorted(union, wanted)] = True
    inside = np.flatnonzero(bits)
    if len(inside) == len(union):
        return "*"
    if len(inside) * _LETTERS_A_STEP < len(union) / 6:
        return f".{steps_text(inside)}"
    return b64encode(np.packbits(bits, bitorder="little").tobytes()).decode().rstrip("=")


def steps_text(rising: Positions) -> str:
    """Positions as steps in base 36; after the first a step of one, the most frequent, is empty: `5,,,3`."""
    steps = np.diff(rising, prepend=-1).tolist()
    return ",".join("" if step == 1 and place else _base36(step) for place, step in enumerate(steps))


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text
