"""A closed case is frozen: what may still change is listed in domain.md, "After closing".

`abschluss.zufriedenheit` may come together with a new `befragung_antwort`, for it is not known before. Any other
value may be corrected with a `korrektur` that names it, redacted or anonymised; reopening thaws the case.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.changes.pair import Pair, leaves
from casebook.changes.redaction import REMOVED, is_redaction
from casebook.derive import CLOSED, statuses
from casebook.model import Case
from casebook.problem import Finding, Path

_JUDGED_ELSEWHERE = frozenset({"aktenzeichen", "herkunft", "verlauf", "massnahmen"})
_SATISFACTION: Path = ("abschluss", "zufriedenheit")


def is_frozen(pair: Pair) -> bool:
    """Whether the case was closed before and the change does not reopen it."""
    ends = [status for _, status in statuses(pair.before)]
    return bool(ends) and ends[-1] in CLOSED and not pair.has_new("wiedereroeffnung")


def check_closed(pair: Pair) -> Iterator[Finding]:
    """One finding for each block of the case in which something changed that must not."""
    old, new = _values(pair.before), _values(pair.after)
    told: set[object] = set()
    for path in sorted(old.keys() | new.keys(), key=str):
        before, after = old.get(path), new.get(path)
        if before == after or path[0] in told:
            continue
        if finding := _judge(pair, path, before, after):
            told.add(path[0])
            yield finding


def _values(case: Case) -> dict[Path, str]:
    return leaves(case.model_dump(exclude=set(_JUDGED_ELSEWHERE), exclude_none=True, exclude_defaults=True))


def _judge(pair: Pair, path: Path, old: str | None, new: str | None) -> Finding | None:
    if path == _SATISFACTION and pair.has_new("befragung_antwort"):
        return None
    if pair.redacts(path, old, new) or new in pair.values_on_the_way(path, old):
        return None
    if corrections := pair.naming("korrektur", path):
        place = ("verlauf", pair.after.verlauf.index(corrections[-1]))
        return Finding("korrektur-widerspruch", place, new or "leer", old or "leer")
    if _is_new_entry_named_by_a_correction(pair, path, old):
        return None
    if old and new and REMOVED in new:
        redacted = is_redaction(old, new)
        return Finding("schwaerzung-ohne-ereignis" if redacted else "schwaerzung-mehr", path)
    return Finding("abgeschlossen-geaendert", path)


def _is_new_entry_named_by_a_correction(pair: Pair, path: Path, old: str | None) -> bool:
    """An exception or a link may be added to a closed case where a correction names the block."""
    return old is None and path[0] in ("ausnahmen", "bezug") and bool(pair.naming("korrektur", path[:1]))
