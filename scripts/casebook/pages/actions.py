"""What the house decided because of complaints: due, done, checked, and whether it helped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from casebook.model import Massnahme
from casebook.pages.case_words import unit_words
from casebook.pages.effect_words import EffectLine
from casebook.pages.labels import day
from casebook.pages.site import Page, Site
from casebook.pages.weaknesses import Weaknesses

ACTIONS = "massnahmen.html"
GROUPS = {
    "ueberfaellig": "Überfällig",
    "offen": "Beschlossen oder in Arbeit",
    "ungeprueft": "Umgesetzt, Wirkung noch nicht geprüft",
    "geprueft": "Umgesetzt und Wirkung geprüft",
    "verworfen": "Verworfen",
}


@dataclass(frozen=True, slots=True)
class Action:
    """A measure of a case at the stand."""

    group: str
    text: str
    case: str
    unit: str
    due: str
    done: str
    checked: str
    result: str
    effect: EffectLine | None
    order: date


def action_pages(site: Site) -> Iterator[Page]:
    """The one page of all measures."""
    yield Page(ACTIONS, "actions.html.j2", partial(_values, site))


def _values(site: Site) -> Mapping[str, Any]:
    lines = Weaknesses(site).effects
    effects = {(line.place, line.number): line for line in lines if line.place is not None}
    found = [
        _action(measure, case.aktenzeichen, site, effects.get((place, n)))
        for place, case in site.acting.items()
        for n, measure in enumerate(case.massnahmen)
    ]
    found.sort(key=lambda action: (action.order, action.case))
    groups = [(id, name, [action for action in found if action.group == id]) for id, name in GROUPS.items()]
    return {"groups": groups, "total": len(found), "changes": [line for line in lines if line.place is None]}


def _action(measure: Massnahme, case: str, site: Site, effect: EffectLine | None) -> Action:
    return Action(
        group=group_of(measure, site.stand),
        text=measure.text,
        case=case,
        unit=unit_words(site.office, measure.verantwortlich),
        due=day(measure.frist),
        done=day(measure.umgesetzt_am),
        checked=day(measure.wirkung_geprueft),
        result=measure.wirkung or "",
        effect=effect,
        order=measure.frist,
    )


def group_of(measure: Massnahme, stand: date) -> str:
    """How far the measure is; what has no day of its own counts as the file says."""
    if measure.stand == "verworfen":
        return "verworfen"
    done = measure.umgesetzt_am <= stand if measure.umgesetzt_am else measure.stand == "umgesetzt"
    if not done:
        return "ueberfaellig" if measure.frist < stand else "offen"
    checked = measure.wirkung_geprueft is not None and measure.wirkung_geprueft <= stand
    return "geprueft" if checked else "ungeprueft"
