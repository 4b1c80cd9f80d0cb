"""Measures are never silently dropped: each stays with its text and its date, or the log says why not.

One that is given up stays too, with `stand: verworfen`. It could not go afterwards either: two allowed steps
would make a change that is refused at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.changes.fields import check_corrected
from casebook.changes.pair import Pair
from casebook.model import Massnahme
from casebook.problem import Finding


def check_measures(pair: Pair) -> Iterator[Finding]:
    """Every old measure is still there; its date moves only with a `korrektur`."""
    left = dict(enumerate(pair.after.massnahmen))
    # Unchanged texts first, so that a changed one cannot take the place of another.
    ordered = sorted(pair.before.massnahmen, key=lambda old: all(old.text != new.text for new in left.values()))
    for old in ordered:
        index = next((index for index, new in left.items() if _is_same(pair, index, old, new)), None)
        if index is None:
            yield Finding("massnahme-entfernt", ("massnahmen",), old.text)
        else:
            new = left.pop(index)
            path = ("massnahmen", index, "frist")
            yield from check_corrected(pair, path, old.frist.isoformat(), new.frist.isoformat())


def _is_same(pair: Pair, index: int, old: Massnahme, new: Massnahme) -> bool:
    path = ("massnahmen", index, "text")
    return new.text in pair.values_on_the_way(path, old.text) or pair.redacts(path, old.text, new.text)
