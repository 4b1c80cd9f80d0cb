"""Draws the circumstances of every complaint: when it came, through whom, about whom, who handles it.

Reads no text and writes no case. What must be exact - how many come through whom, how many per month -
is a list that is dealt out, never a chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random

from samples.calendar_days import OfficeDays
from samples.people import Person, Third
from samples.stories import SecondPoint, Story

CHANNELS = {
    "beratungsstelle": "e_mail e_mail e_mail e_mail telefon telefon telefon fax formular brief",
    "verein": "e_mail e_mail e_mail telefon telefon formular brief persoenlich",
    "ehrenamt": "telefon telefon telefon e_mail e_mail persoenlich formular",
    "freier_traeger": "e_mail e_mail telefon telefon fax brief",
    "sozialdienst": "telefon telefon telefon fax e_mail",
    "behoerde": "telefon e_mail fax brief",
    "angehoerige": "telefon persoenlich e_mail brief",
    "betreuung": "brief fax brief e_mail telefon",
    "rechtsanwalt": "fax brief",
    "direkt": "telefon persoenlich brief formular telefon persoenlich",
    "sonst": "e_mail brief",
}
"""Channels by who comes, as often as they stand here."""

_CLERKS = ("ombud-1", "ombud-2")
_ASKED = 24
"""How many are asked after the closing how it was."""

_GRADES = (0, 0, 5, 5, 4, 4, 4, 3, 2, 1)
_TIMED = frozenset({"telefon", "persoenlich"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A story with its circumstances; `grade` is the answer to the survey (0: sent, none came back)."""

    story: Story
    received: date
    person: Person
    third: Third | None
    channel: str
    time: time
    unit: str
    clerk: str
    second: SecondPoint | None = None
    reclassified: str | None = None
    corrected: bool = False
    grade: int | None = None
    number: str = ""

    @property
    def timed(self) -> bool:
        """Whether the time of receipt is written down."""
        return self.channel in _TIMED


def receipt_days(per_half_month: Sequence[int], year: int, days: OfficeDays, rng: Random) -> list[date]:
    """So many working days of each half of a month, some of them several times."""
    return [
        rng.choice([day for day in days.of_month(year, half // 2 + 1) if (day.day > 15) == bool(half % 2)])
        for half, count in enumerate(per_half_month)
        for _ in range(count)
    ]


def deal_days(stories: Sequence[Story], pool: list[date], until: date, rng: Random) -> dict[Story, date]:
    """A day of the pool for each story, the stories with the fewest possible days first; the rest stays."""
    dealt: dict[Story, date] = {}
    for story in sorted(stories, key=lambda each: (-_latest_weeks(each), len(each.monate) or 12)):
        fitting = [day for day in pool if _can_happen(story, day, until)]
        dealt[story] = max(rng.choice(fitting) for _ in range(3 if _drags_on(story) else 1))
        pool.remove(dealt[story])
    return _in_order(dealt)


def _drags_on(story: Story) -> bool:
    """What is late or extended happens rather in the second half of the year, when most comes in."""
    return bool(story.verspaetet or story.verlaengert)


def _latest_weeks(story: Story) -> int:
    return story.massnahme.weeks if story.massnahme else 0


def _can_happen(story: Story, day: date, until: date) -> bool:
    if story.monate and day.month not in story.monate:
        return False
    if story.zusammenhang and day.month < 10:
        return False
    slack = 6 + (10 if story.wiedereroeffnung else 0)
    return day + timedelta(weeks=_latest_weeks(story) + slack) <= until or not (
        story.massnahme or story.wiedereroeffnung
    )


def _in_order(dealt: dict[Story, date]) -> dict[Story, date]:
    """A story that follows another one of the same person comes after it."""
    firsts = first_by_id(dealt)
    for story in [story for story in dealt if story.vorgaenger]:
        before = firsts[story.vorgaenger or ""]
        if dealt[story] <= dealt[before]:
            dealt[story], dealt[before] = dealt[before], dealt[story]
    return dealt


def first_by_id(stories: Iterable[Story]) -> dict[str, Story]:
    """The first story of each situation, in the order given."""
    firsts: dict[str, Story] = {}
    for story in stories:
        firsts.setdefault(story.id, story)
    return firsts


def deal_thirds(
    stories: Sequence[Story], thirds: Sequence[Third], people: Sequence[Person], rng: Random
) -> dict[Story, Third]:
    """Every third party as often as it says; those with clients of one kind first, to stories they fit."""
    left = rng.sample(stories, len(stories))
    dealt: dict[Story, Third] = {}
    for third in sorted(thirds, key=lambda each: _hardness(each, stories)):
        fitting = [story for story in left if fits(story, third, people)]
        ranked = sorted(fitting, key=lambda story: _closeness(story, third))
        for story in ranked[: third.count]:
            dealt[story] = third
            left.remove(story)
    if left:
        raise ValueError(f"no third party left for {sorted(story.id for story in left)}")
    return dealt


def _hardness(third: Third, stories: Sequence[Story]) -> tuple[bool, bool]:
    wanted = any(third.id in story.von for story in stories)
    return not wanted, third.trait is None


def _closeness(story: Story, third: Third) -> int:
    if third.id in story.von:
        return 0
    same = third.trait is not None and story.leute == third.trait
    return 1 if same else 3 if story.von else 2


def fits(story: Story, third: Third | None, people: Sequence[Person]) -> bool:
    """Whether there is a person the story can be about and the third party can come for."""
    return any(_is_about(story, third, person) for person in people)


def _is_about(story: Story, third: Third | None, person: Person) -> bool:
    wanted = {story.leute, third.trait if third else None} - {None}
    return wanted <= person.traits


def deal_people(
    stories: Sequence[Story], thirds: Mapping[Story, Third], people: Sequence[Person], rng: Random
) -> dict[Story, Person]:
    """A fitting person for each story, each as rarely as can be; a person who comes again is the same."""
    used: Counter[Person] = Counter()
    dealt: dict[Story, Person] = {}
    for story in stories:
        fitting = [person for person in people if _is_about(story, thirds.get(story), person)]
        rarest = min(used[person] for person in fitting)
        dealt[story] = rng.choice([person for person in fitting if used[person] == rarest])
        used[dealt[story]] += 1
    return dealt


def setting(story: Story, received: date, person: Person, third: Third | None, rng: Random) -> Setting:
    """One story in its circumstances."""
    kind = third.art if third else "direkt"
    channel = rng.choice(CHANNELS.get(kind, CHANNELS["sonst"]).split())
    moment = time(rng.randint(8, 15), rng.choice(range(0, 60, 5)))
    unit = rng.choice(story.betrifft)
    return Setting(story, received, person, third, channel, moment, unit, rng.choice(_CLERKS))


def with_second_points(settings: Sequence[Setting], points: Sequence[SecondPoint], rng: Random) -> tuple[Setting, ...]:
    """Every further concern goes to one ordinary complaint of another topic that it fits."""
    changed = list(settings)
    for point in points:
        index = rng.choice([i for i, each in enumerate(changed) if _takes(each, point)])
        changed[index] = replace(changed[index], second=point)
    return tuple(changed)


def _takes(each: Setting, point: SecondPoint) -> bool:
    story = each.story
    plain = each.second is None and story.stufe == "prozessbezogen" and not story.wiedereroeffnung
    upheld_only = point.urteil == "nein" or story.upheld
    return plain and upheld_only and point.thema != story.thema and (point.leute or "") in {"", *each.person.traits}


def with_details(settings: Sequence[Setting], reasons: Sequence[str], rng: Random) -> tuple[Setting, ...]:
    """Some complaints are classed anew, two had the wrong unit at first, some are asked how it was."""
    ordinary = [i for i, each in enumerate(settings) if _is_ordinary(each.story)]
    marked = rng.sample(ordinary, len(reasons) + _ASKED)
    wrong_unit = rng.sample([i for i in ordinary if len(settings[i].story.betrifft) > 1 and i not in marked], 2)
    changed = list(settings)
    for index, reason in zip(marked, reasons, strict=False):
        changed[index] = replace(changed[index], reclassified=reason)
    for index in marked[len(reasons) :]:
        changed[index] = replace(changed[index], grade=rng.choice(_GRADES))
    for index in wrong_unit:
        changed[index] = replace(changed[index], corrected=True)
    return tuple(changed)


def _is_ordinary(story: Story) -> bool:
    special = story.verspaetet or story.verlaengert or story.pause or story.wiedereroeffnung
    return story.stufe == "prozessbezogen" and not special
