"""Opening hours: read from the German sentence of office.yaml, so that other languages can say them too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Appointment = Literal["ohne", "mit"]

_DAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags")
_DAY = "|".join(_DAYS)
_CLOCK = r"([0-9]{1,2})(?:[.:]([0-5][0-9]))?"
_PART = re.compile(
    rf"(?:(?P<daily>täglich)|(?P<first>{_DAY})(?: (?P<link>bis|und) (?P<last>{_DAY}))?)"
    rf" (?P<times>{_CLOCK} bis {_CLOCK}(?: und {_CLOCK} bis {_CLOCK})?) Uhr\Z"
)
_SPAN = re.compile(rf"{_CLOCK} bis {_CLOCK}")
_APPOINTMENT = re.compile(r" (ohne|mit) Termin\Z")

EXAMPLE = "montags bis donnerstags 8 bis 16 Uhr, freitags 8 bis 12 Uhr"


@dataclass(frozen=True, slots=True)
class Hours:
    """The same hours on some days: `days` from Monday = 0, `spans` as pairs of minutes since midnight."""

    days: tuple[int, ...]
    is_range: bool
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """All hours of one line or counter; `always` stands for day and night."""

    hours: tuple[Hours, ...] = ()
    appointment: Appointment | None = None
    always: bool = False


def parse_opening(text: str) -> Opening | None:
    """`dienstags 13 bis 18 Uhr ohne Termin` as data; None where the sentence is of another form."""
    if text.strip() == "rund um die Uhr":
        return Opening(always=True)
    rule = _APPOINTMENT.search(text)
    parts = [_PART.match(part) for part in text[: rule.start() if rule else None].split(", ")]
    read = [_hours(part) for part in parts if part]
    if len(read) < len(parts) or not all(_possible(hours) for hours in read):
        return None
    appointment: Appointment | None = ("ohne" if rule[1] == "ohne" else "mit") if rule else None
    return Opening(tuple(read), appointment)


def _hours(part: re.Match[str]) -> Hours:
    spans = tuple((_minutes(*span[:2]), _minutes(*span[2:])) for span in _SPAN.findall(part["times"]))
    if part["daily"]:
        return Hours(tuple(range(7)), True, spans)
    first, last = _DAYS.index(part["first"]), _DAYS.index(part["last"] or part["first"])
    if part["link"] == "bis":
        return Hours(tuple(range(first, last + 1)), True, spans)
    return Hours((first,) if first == last else (first, last), False, spans)


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute or 0)


def _possible(hours: Hours) -> bool:
    moments = [moment for span in hours.spans for moment in span]
    return bool(hours.days) and moments == sorted(set(moments)) and moments[-1] <= 24 * 60
