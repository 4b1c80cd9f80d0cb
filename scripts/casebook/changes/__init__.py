"""Rules about what a change does to a case: what may follow what was there. Pure; knows neither Git nor screen.

The unit is the whole change, from its base to its end: single commits, a merge and a squash of them have the
same two ends and so the same verdict. Every rule is made so that what is allowed step by step is allowed at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.changes.closed import check_closed, is_frozen
from casebook.changes.fields import check_fields
from casebook.changes.log import check_log
from casebook.changes.measures import check_measures
from casebook.changes.pair import Pair
from casebook.model import Case
from casebook.problem import Finding


def check_change(before: Case, after: Case) -> Iterator[Finding]:
    """What is wrong with turning a case into another; places are those of `after`.

    A log that was tampered with speaks alone: the other rules rely on it.
    """
    if before.herkunft != after.herkunft:
        yield Finding("herkunft-geaendert", ("herkunft",))
    pair = Pair(before, after)
    if tampered := list(check_log(pair)):
        yield from tampered
        return
    yield from check_measures(pair)
    yield from check_closed(pair) if is_frozen(pair) else check_fields(pair)
