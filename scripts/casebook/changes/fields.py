"""Facts that figures stand on change visibly only: receipt, kind, units, promise, number of concerns.

A field that was empty may be filled in; from then on it takes a `korrektur`. The kind also changes by
`umwandlung`, the unit in charge by an event that names the new one: that is how work is handed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.changes.pair import Pair, as_text, plain_day
from casebook.model import Case
from casebook.problem import Finding, Path
from casebook.shape import shown

_HANDING_OVER = frozenset({"zuweisung", "weiterleitung", "auftraggeber_entscheidet", "zweite_stufe", "abgabe"})
_ALONE: tuple[Path, ...] = (("eingang", "datum"), ("eingang", "stelle"), ("rueckmeldung_bis",))
"""Fields that nothing but a correction changes."""


def check_fields(pair: Pair) -> Iterator[Finding]:
    """Every fixed field is as it was, or the log says what it was, what it is and why."""
    for path in _ALONE:
        yield from check_corrected(pair, path, value_at(pair.before, path), value_at(pair.after, path))
    if not pair.has_new("umwandlung"):
        yield from check_corrected(pair, ("art",), pair.before.art, pair.after.art)
    yield from _check_unit_in_charge(pair)
    yield from _check_concerns(pair)


def check_corrected(pair: Pair, path: Path, old: str | None, new: str | None) -> Iterator[Finding]:
    """A value that was there changes only as the corrections of the change say."""
    if old is None:
        return
    values = pair.values_on_the_way(path, old)
    corrections = pair.naming("korrektur", path)
    if old != new and new not in values and None not in values:
        place = ("verlauf", pair.after.verlauf.index(corrections[-1])) if corrections else path
        message = "korrektur-widerspruch" if corrections else "korrektur-fehlt"
        yield Finding(message, place, shown(new or "leer"), shown(old))
    elif old == new and path in _ALONE and len(values) > 1 and _last_says_otherwise(pair, path, new):
        place = ("verlauf", pair.after.verlauf.index(corrections[-1]))
        yield Finding("korrektur-widerspruch", place, shown(new or "leer"), shown(old))


def _last_says_otherwise(pair: Pair, path: Path, new: str | None) -> bool:
    """Whether the last correction that surely means this field names a value it does not have."""
    full = [event for event in pair.naming("korrektur", path) if (event.feld or "").count(".") == len(path) - 1]
    return bool(full) and new != plain_day(full[-1].neu or "")


def _check_unit_in_charge(pair: Pair) -> Iterator[Finding]:
    old, new = pair.before.zustaendig, pair.after.zustaendig
    named = {event.stelle for event in pair.new if event.ereignis in _HANDING_OVER}
    if old == new or new in named:
        return
    on_the_way = [value for unit in (old, *named) for value in pair.values_on_the_way(("zustaendig",), unit)]
    if new not in on_the_way:
        yield Finding("zuweisung-fehlt", ("zustaendig",), new, old)


def _check_concerns(pair: Pair) -> Iterator[Finding]:
    old, new = pair.before.anliegen, pair.after.anliegen
    if len(new) < len(old):
        if not any(pair.naming("korrektur", path) for path in (("anliegen",), *(("anliegen", i) for i in range(5)))):
            yield Finding("korrektur-fehlt", ("anliegen",), _counted(len(new)), _counted(len(old)))
        return
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        yield from check_corrected(pair, ("anliegen", index, "betrifft"), before.betrifft, after.betrifft)


def _counted(number: int) -> str:
    return "1 Anliegen" if number == 1 else f"{number} Anliegen"


def value_at(case: Case, path: Path) -> str | None:
    """The value of a field as text, None where it is empty."""
    value: object = case
    for name in path:
        value = getattr(value, str(name))
    return None if value is None else as_text(value)
