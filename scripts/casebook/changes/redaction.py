"""Removing a piece of text and nothing else."""

from __future__ import annotations

REMOVED = "[entfernt]"


def is_redaction(old: str, new: str) -> bool:
    """Whether `new` is `old` with one or more pieces, none of them empty, replaced by `[entfernt]`."""
    first, *rest = new.split(REMOVED)
    if not rest or not old.startswith(first):
        return False
    *middle, last = rest
    place = len(first)
    for kept in middle:
        found = old.find(kept, place + 1)
        if found < 0:
            return False
        place = found + len(kept)
    return old.endswith(last) and len(old) - len(last) > place
