"""A case before and after, and what the new events of its log say about the difference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from casebook.changes.redaction import is_redaction
from casebook.model import Case, Ereignis
from casebook.problem import Path

EMPTY = ("leer", "nichts", "keine", "–", "-")
"""How a correction writes that a field has or had no value."""

_PERSONAL = frozenset({"notiz", "grund", "fundstelle", "alt", "neu", "kurz", "begruendung", "text", "wirkung"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two states of one case; the log of `after` is taken to go on where that of `before` ends."""

    before: Case
    after: Case

    @property
    def new(self) -> tuple[Ereignis, ...]:
        """Events that the change adds."""
        return self.after.verlauf[len(self.before.verlauf) :]

    def has_new(self, *kinds: str) -> bool:
        """Whether the change adds an event of one of these kinds."""
        return any(event.ereignis in kinds for event in self.new)

    def naming(self, kind: str, path: Path) -> list[Ereignis]:
        """New events of a kind (korrektur, schwaerzung) that name the field at `path`."""
        return [event for event in self.new if event.ereignis == kind and names(event.feld or "", path)]

    def values_on_the_way(self, path: Path, old: str | None) -> set[str | None]:
        """The values a field may have had since `old`, one correction after the other."""
        values = {old}
        for event in self.naming("korrektur", path):
            if any(_means(event.alt, value) for value in values):
                values.add(None if event.neu in EMPTY else plain_day(event.neu or ""))
        return values

    def redacts(self, path: Path, old: str | None, new: str | None) -> bool:
        """Whether a new `schwaerzung` or `anonymisiert` covers this difference of a text."""
        named = bool(self.naming("schwaerzung", path))
        anonymised = self.has_new("anonymisiert") and is_personal(path)
        if new is None:
            return anonymised
        sources = self.values_on_the_way(path, old)
        return (named or anonymised) and any(source and is_redaction(source, new) for source in sources)


def is_personal(path: Path) -> bool:
    """Whether anonymising may empty the field: the people, and every free text."""
    return path[0] in ("person", "dritte") or path[-1] in _PERSONAL


def names(field: str, path: Path) -> bool:
    """Whether a clerk's name of a field means `path`: `anliegen.2.betrifft`, `anliegen.betrifft` or `betrifft`.

    Entries of lists are counted from 1.
    """
    words = _WORD.findall(field.casefold())
    counted = [str(step + 1) if isinstance(step, int) else step for step in path]
    uncounted = [step for step in path if isinstance(step, str)]
    return bool(words) and words in (counted[-len(words) :], uncounted[-len(words) :])


def leaves(value: object, path: Path = ()) -> dict[Path, str]:
    """Every single value of plain data as text, by its path."""
    if isinstance(value, Mapping):
        return {place: text for key, item in value.items() for place, text in leaves(item, (*path, key)).items()}
    if isinstance(value, tuple | list):
        return {place: text for i, item in enumerate(value) for place, text in leaves(item, (*path, i)).items()}
    return {path: as_text(value)}


def as_text(value: object) -> str:
    """A value as it stands in the file."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _means(named: str | None, value: str | None) -> bool:
    return named in EMPTY if value is None else plain_day(named or "") == value


def plain_day(text: str) -> str:
    """A German day as the file writes it; every other text as it is."""
    match = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat() if match else text
    except ValueError:
        return text
