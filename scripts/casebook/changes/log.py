"""The log only grows: nothing in it is changed, removed, moved or put in between."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from casebook.changes.pair import Pair, as_text
from casebook.changes.redaction import REMOVED, is_redaction
from casebook.model import Ereignis
from casebook.problem import Finding, Path
from casebook.rules.context import german

_TEXTS = frozenset({"notiz", "grund", "fundstelle", "alt", "neu"})
"""Free texts of an entry: only these may be redacted."""


def check_log(pair: Pair) -> Iterator[Finding]:
    """Old entries stay as they are and where they are; redactions that are named in the log excepted."""
    before, restored = list(pair.before.verlauf), list(pair.after.verlauf)
    for index, (old, new) in enumerate(zip(before, restored, strict=False)):
        if old != new and _is_same_but_for_texts(old, new):
            yield from _check_texts(pair, index, old, new)
            restored[index] = old
    if restored[: len(before)] != before:
        yield from _what_happened(before, restored)


def _is_same_but_for_texts(old: Ereignis, new: Ereignis) -> bool:
    """Whether texts were redacted or emptied and all else is as it was."""
    if any(getattr(old, name) != getattr(new, name) for name in Ereignis.model_fields if name not in _TEXTS):
        return False
    return all(new_text is None or REMOVED in new_text for _, _, new_text in _changed_texts(old, new))


def _changed_texts(old: Ereignis, new: Ereignis) -> Iterator[tuple[str, str | None, str | None]]:
    for name in sorted(_TEXTS):
        if getattr(old, name) != getattr(new, name):
            yield name, getattr(old, name), getattr(new, name)


def _check_texts(pair: Pair, index: int, old: Ereignis, new: Ereignis) -> Iterator[Finding]:
    for name, old_text, new_text in _changed_texts(old, new):
        path: Path = ("verlauf", index, name)
        if pair.redacts(path, old_text, new_text):
            continue
        if new_text is None or old_text is None:
            yield _changed(index, old, name)
        elif is_redaction(old_text, new_text):
            yield Finding("schwaerzung-ohne-ereignis", path)
        else:
            yield Finding("schwaerzung-mehr", path)


def _what_happened(before: list[Ereignis], after: list[Ereignis]) -> Iterator[Finding]:
    """Names the difference the way a clerk would: removed, changed, moved, or put in between."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        replaced = min(i2 - i1, j2 - j1) if tag == "replace" else 0
        for step in range(replaced):
            yield _replaced(before[i1 + step], after[j1 + step], j1 + step, before, after)
        for old in before[i1 + replaced : i2] if tag in ("replace", "delete") else ():
            moved = after.count(old) >= before.count(old)
            yield Finding("verlauf-umgestellt" if moved else "verlauf-entfernt", ("verlauf",), _entry(old))
        if tag in ("replace", "insert") and i2 < len(before):
            for index in range(j1 + replaced, j2):
                if after[index] not in before:
                    yield Finding("verlauf-eingeschoben", ("verlauf", index), _entry(after[index]))


def _replaced(old: Ereignis, new: Ereignis, index: int, before: list[Ereignis], after: list[Ereignis]) -> Finding:
    if old in after:
        return Finding("verlauf-umgestellt", ("verlauf", index), _entry(old))
    if new in before or old.ereignis != new.ereignis:
        return Finding("verlauf-entfernt", ("verlauf",), _entry(old))
    name = next(name for name in Ereignis.model_fields if getattr(old, name) != getattr(new, name))
    return _changed(index, old, name)


def _changed(index: int, old: Ereignis, name: str) -> Finding:
    return Finding("verlauf-geaendert", ("verlauf", index, name), _entry(old))


def _entry(event: Ereignis) -> str:
    return f"{as_text(event.ereignis)} vom {german(event.datum)}"
