"""Days and times as foreign systems write them, by patterns that leave nothing to guess.

A pattern is `iso` (ISO 8601: a day, or day and time, with or without offset) or is put together from
JJJJ, MM, TT, hh, mm, ss and zz (offset). Two-digit years and names of months have no token.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

ISO = "iso"
BERLIN = ZoneInfo("Europe/Berlin")

_TOKEN = re.compile(r"JJJJ|MM|TT|hh|mm|ss|zz")
_LITERALS = re.compile(r"\W*T?\W*")
_DAY_TOKENS = frozenset({"JJJJ", "MM", "TT"})
_TIME_TOKENS = frozenset({"hh", "mm"})
_GROUPS = {"JJJJ": "Y", "MM": "m", "TT": "d", "hh": "H", "mm": "M", "ss": "S"}
_OFFSET = r"(?P<z>Z|[+-][0-9]{2}:?[0-9]{2})"
_ISO = re.compile(
    r"(?P<Y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
    rf"(?:[T ](?P<H>[0-9]{{2}}):(?P<M>[0-9]{{2}})(?::(?P<S>[0-9]{{2}})(?:[.,][0-9]+)?)?{_OFFSET}?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time, or both with the time's offset: as much as the source tells."""

    day: date | None
    time: time | None
    offset: timezone | None


def in_berlin(moment: Moment) -> Moment | None:
    """The same instant by the clock of Europe/Berlin; None where day and time lack an offset.

    A day alone, or a time alone, names no instant and stays what it is.
    """
    if moment.day is None or moment.time is None:
        return moment
    if moment.offset is None:
        return None
    try:
        local = datetime.combine(moment.day, moment.time, moment.offset).astimezone(BERLIN)
    except OverflowError:
        return None
    return Moment(local.date(), local.time(), None)


def tokens(pattern: str) -> frozenset[str]:
    """What a pattern tells; `iso` tells the day and may tell the time."""
    return _DAY_TOKENS | _TIME_TOKENS if pattern == ISO else frozenset(_TOKEN.findall(pattern))


def is_pattern(text: str) -> bool:
    """Whether a text is `iso` or a pattern: a whole day, hour with minute, or both, each token once."""
    found = _TOKEN.findall(text)
    names = frozenset(found)
    if text == ISO:
        return True
    if len(names) < len(found) or not _LITERALS.fullmatch(_TOKEN.sub("", text)):
        return False
    has_day, has_time = names >= _DAY_TOKENS, names >= _TIME_TOKENS
    day_is_whole = has_day or not _DAY_TOKENS & names
    return day_is_whole and (has_time if {"hh", "mm", "ss", "zz"} & names else has_day)


def read_moment(text: str, patterns: tuple[str, ...]) -> Moment | None:
    """The moment a text names by the patterns; None where none fits, or where two of them disagree."""
    found = {moment for pattern in patterns if (moment := _read(text, pattern))}
    return found.pop() if len(found) == 1 else None


def _read(text: str, pattern: str) -> Moment | None:
    match = _compiled(pattern).fullmatch(text)
    if not match:
        return None
    part = match.groupdict()
    try:
        day = date(int(part["Y"]), int(part["m"]), int(part["d"])) if part.get("Y") else None
        clock = time(int(part["H"]), int(part["M"]), int(part.get("S") or 0)) if part.get("H") else None
        return Moment(day, clock, _offset(part.get("z")))
    except ValueError:
        return None


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Day, month and hour take one or two digits, exactly two where they touch another token."""
    if pattern == ISO:
        return _ISO
    parts, last = [], 0
    for match in _TOKEN.finditer(pattern):
        touches = (match.start() == last > 0) or bool(_TOKEN.match(pattern, match.end()))
        parts += [re.escape(pattern[last : match.start()]), _digits(match[0], touches)]
        last = match.end()
    return re.compile("".join(parts) + re.escape(pattern[last:]))


def _digits(token: str, touches: bool) -> str:
    if token == "zz":
        return _OFFSET
    exact = {"JJJJ": "{4}", "mm": "{2}", "ss": "{2}"}.get(token)
    return f"(?P<{_GROUPS[token]}>[0-9]{exact or ('{2}' if touches else '{1,2}')})"
