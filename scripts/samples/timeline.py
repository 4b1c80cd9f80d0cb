"""Draws the days on which things happen in a complaint. Knows no words and writes no event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samples.calendar_days import OfficeDays
from samples.stories import Story

_CONFIRMED = (0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4)
"""Working days until the receipt is confirmed: mostly within the promised three."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of one complaint; None where a step is left out."""

    received: date
    promised: date
    confirmed: date | None
    classed: date
    asked: date | None
    stated: date
    contacted: date | None
    interim: date | None
    extended: date | None
    extended_to: date | None
    paused: date | None
    resumed: date | None
    answered: date
    closed: date


@dataclass(frozen=True, slots=True)
class SecondRound:
    """The days after a complaint was reopened."""

    reopened: date
    stated: date
    answered: date
    closed: date


def timeline(story: Story, received: date, days: OfficeDays, rng: Random) -> Timeline:
    """The days of a complaint, as its story wants them: swift, ordinary, extended, paused or late."""
    promised = days.after(received, 5) if story.eilig else days.until(received + timedelta(days=14))
    confirmed = _confirmed(story, received, days, rng)
    classed = days.after(received, rng.choice((0, 0, 0, 1))) if story.stufe == "prozessbezogen" else received
    asked = days.after(classed, rng.choice((0, 1, 1, 2))) if story.stufe == "prozessbezogen" else None
    extended = days.until(promised - timedelta(days=rng.randint(0, 3))) if story.verlaengert else None
    extended_to = days.until(promised + timedelta(days=rng.choice((7, 10, 14)))) if extended else None
    paused = days.after(asked, 1) if story.pause and asked else None
    resumed = days.after(paused, rng.choice((2, 3))) if paused else None
    stated = _stated(story, days, rng, [received, asked, resumed, extended], promised)
    contacted = _contacted(story, days, rng, stated, promised)
    answered = _answered(story, days, rng, max(stated, contacted or stated), extended_to or promised)
    interim = _interim(story, days, rng, promised)
    closed = days.after(answered, rng.choice((0, 0, 1) if story.stufe == "bagatelle" else (0, 0, 1, 1, 2, 3)))
    return Timeline(
        received, promised, confirmed, classed, asked, stated, contacted, interim,
        extended, extended_to, paused, resumed, answered, closed,
    )  # fmt: skip


def second_round(closed: date, days: OfficeDays, rng: Random) -> SecondRound:
    """The days of a complaint that comes back some weeks after its closing."""
    reopened = days.after(closed, rng.randint(6, 20))
    stated = days.after(reopened, rng.randint(2, 5))
    answered = days.after(stated, rng.randint(1, 3))
    return SecondRound(reopened, stated, answered, days.after(answered, rng.randint(0, 2)))


def _confirmed(story: Story, received: date, days: OfficeDays, rng: Random) -> date | None:
    if story.stufe == "bagatelle":
        return received if rng.random() < 0.4 else None
    return days.after(received, 0 if story.eilig else rng.choice(_CONFIRMED))


def _stated(story: Story, days: OfficeDays, rng: Random, before: list[date | None], promised: date) -> date:
    """The unit answers some days after it was asked; after the promise, where that is why all is late."""
    if story.verspaetet == "stellungnahme_spaet":
        return days.after(promised, rng.randint(1, 5))
    last = max(day for day in before if day)
    if story.stufe == "kritisch":
        return days.after(last, rng.choice((0, 0, 1)))
    if story.stufe == "bagatelle" or story.eilig:
        return days.after(last, rng.choice((0, 1, 1, 2)))
    if story.verlaengert:
        return days.after(last, rng.choice((1, 2, 3)))
    return min(days.after(last, rng.choice((1, 2) if story.pause else (3, 4, 5, 6, 7))), promised)


def _contacted(story: Story, days: OfficeDays, rng: Random, stated: date, promised: date) -> date | None:
    if not story.behoerde:
        return None
    if story.verspaetet == "andere_behoerde":
        return days.after(promised, rng.randint(1, 4))
    return min(days.after(stated, rng.choice((0, 0, 1))), max(stated, promised))


def _answered(story: Story, days: OfficeDays, rng: Random, known: date, promised: date) -> date:
    """In time, or some days after the promise where the story says so."""
    if story.verspaetet:
        return max(days.after(known, 1), days.after(promised, rng.randint(1, 7)))
    wish = days.after(known, rng.choice((0, 0, 1) if story.stufe != "prozessbezogen" else (1, 1, 2, 3, 4)))
    return min(wish, max(promised, known))


def _interim(story: Story, days: OfficeDays, rng: Random, promised: date) -> date | None:
    if story.verspaetet in (None, "uebersehen"):
        return None
    return days.until(promised - timedelta(days=rng.randint(0, 2)))
