"""Which measures count a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casebook.measures.record import Record

Named = tuple[tuple[str, str], ...]
"""Ids and names of measures."""


def counted_in(totals: Sequence[Record]) -> Iterator[tuple[int, Named]]:
    """For each case that is counted, by its position: the measures whose totals count it or are counted among it."""
    names = {record.id: record.name.partition(":")[0] for record in totals}
    behind = [record.behind.among if len(record.behind.among) else record.behind.counted for record in totals]
    last = max((int(places.max()) for places in behind if len(places)), default=-1)
    table = np.zeros((last + 1, len(names)), dtype=bool)
    columns = {id: place for place, id in enumerate(names)}
    for record, places in zip(totals, behind, strict=True):
        table[places, columns[record.id]] = True
    rows = np.flatnonzero(table.any(axis=1))
    known: dict[bytes, Named] = {}
    for place, row in zip(rows.tolist(), table[rows], strict=True):
        pattern = row.tobytes()
        if pattern not in known:
            known[pattern] = tuple(pair for pair, counts in zip(names.items(), row, strict=True) if counts)
        yield place, known[pattern]
