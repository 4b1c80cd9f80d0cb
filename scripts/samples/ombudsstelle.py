"""The sample Ombudsstelle: 2017 with 275 complaints, ten ideas and one praise, and 2018 up to the frozen day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from samples import ideas, texts, written
from samples.calendar_days import OfficeDays, office_days
from samples.complaint import CaseData, Surroundings, complaint
from samples.ideas import Idea
from samples.people import Person, Third, read_people, read_thirds
from samples.phrases import Phrases
from samples.plan import (
    Setting,
    deal_days,
    deal_people,
    deal_thirds,
    first_by_id,
    receipt_days,
    setting,
    with_details,
    with_second_points,
)
from samples.stories import Story, read_second_points, read_stories

YEAR = 2017
UNTIL = date(2018, 5, 2)
SEED = "Musterstadt 2017"

PER_HALF_MONTH = (3, 5, 7, 8, 12, 12, 11, 10, 12, 14, 13, 12, 13, 11, 12, 15, 15, 16, 13, 14, 12, 13, 12, 21)
"""Receipts of all kinds up to and after the 15th: 119 in the first half of the year, 167 in the second."""

_TEXTS = "ombudsstelle"


def cases() -> list[CaseData]:
    """Every case of both years in order of receipt."""
    rng = Random(SEED)
    days = office_days("SN", YEAR, YEAR + 1)
    pool = receipt_days(PER_HALF_MONTH, YEAR, days, rng)
    others = ideas.drawn(f"{_TEXTS}/ideen.yaml", pool, rng)
    stories = read_stories(f"{_TEXTS}/stories")
    settings = _settings(stories, deal_days(stories, pool, UNTIL, rng), rng)
    unnumbered: list[Setting | Idea] = [*settings, *others]
    ordered = sorted(unnumbered, key=lambda each: (each.received, each.time))
    numbered = [replace(each, number=f"{YEAR}-{n:04d}") for n, each in enumerate(ordered, start=1)]
    around = _surroundings([each for each in numbered if isinstance(each, Setting)], days, rng)
    drawn = [complaint(each, around) if isinstance(each, Setting) else ideas.case(each, days) for each in numbered]
    return [*drawn, *written.cases(f"{_TEXTS}/2018.yaml", around.numbers)]


def _settings(stories: Sequence[Story], dealt: dict[Story, date], rng: Random) -> tuple[Setting, ...]:
    people = read_people(f"{_TEXTS}/personen.yaml")
    thirds = _thirds(stories, people, rng)
    persons = deal_people(stories, thirds, people, rng)
    settings = [setting(each, dealt[each], persons[each], thirds.get(each), rng) for each in stories]
    points = read_second_points(f"{_TEXTS}/zweitpunkte.yaml")
    reasons = texts.load(f"{_TEXTS}/bausteine.yaml")["einstufung"]["umstufung"]
    return with_details(with_second_points(_returning(settings), points, rng), reasons, rng)


def _thirds(stories: Sequence[Story], people: Sequence[Person], rng: Random) -> dict[Story, Third]:
    through_others = [story for story in stories if not story.direkt]
    return deal_thirds(through_others, read_thirds(f"{_TEXTS}/dritte.yaml"), people, rng)


def _returning(settings: Sequence[Setting]) -> list[Setting]:
    """Who comes a second time is the same person with the same companion."""
    by_story = {each.story: each for each in settings}
    firsts = first_by_id(by_story)
    before = {each: by_story[firsts[each.vorgaenger]] for each in by_story if each.vorgaenger}
    return [replace(each, person=before[each.story].person) if each.story in before else each for each in settings]


def _surroundings(settings: Sequence[Setting], days: OfficeDays, rng: Random) -> Surroundings:
    numbers = {each.story: each.number for each in settings}
    of_id = {name: numbers[story] for name, story in first_by_id(read_stories(f"{_TEXTS}/stories")).items()}
    pairs = [(of_id[each.story.vorgaenger], each.number) for each in settings if each.story.vorgaenger]
    again = {number: f"P-{n}" for n, pair in enumerate(pairs, start=1) for number in pair}
    return Surroundings(SEED, days, Phrases(f"{_TEXTS}/bausteine.yaml", rng), _units(), of_id, again, UNTIL)


def _units() -> dict[str, str]:
    return dict(texts.load(f"{_TEXTS}/einheiten.yaml"))
