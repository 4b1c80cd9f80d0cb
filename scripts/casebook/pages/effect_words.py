"""Before and after a measure or change, in plain German."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casebook.pages.case_words import unit_words
from casebook.pages.evidence import cases_address
from casebook.pages.labels import day, entry_name, number
from casebook.pages.site import Site
from casebook.signals import Effect

_DAYS_A_MONTH = 365.25 / 12
_LABEL = "schwachstellen"

WORDS = {
    "gesunken": "weniger Beschwerden",
    "gestiegen": "mehr Beschwerden",
    "unklar": "Wirkung nicht nachweisbar",
    "zu-wenige": "zu wenige Fälle",
}


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What followed a measure (`case` and `number` say which) or a change of the house."""

    key: str
    title: str
    day: str
    about: str
    verdict: Literal["gesunken", "gestiegen", "unklar", "zu-wenige"]
    short: str
    sentence: str
    before: str
    after: str
    interval: str
    address: str
    places: tuple[int, ...]
    case: str
    place: int | None
    number: int


def effect_line(n: int, effect: Effect, site: Site) -> EffectLine:
    """The `n`-th effect of the page."""
    change, key = effect.change, f"wirkung-{n}.faelle"
    places = (*effect.before, *effect.after)
    return EffectLine(
        key=key,
        title=change.text,
        day=day(change.day),
        about=_about(effect, site),
        verdict=effect.verdict,
        short=WORDS[effect.verdict],
        sentence=_sentence(effect),
        before=_in_days(len(effect.before), effect.before_days),
        after=_in_days(len(effect.after), effect.after_days),
        interval=_interval(effect),
        address=cases_address(_LABEL, key) if places else "",
        places=places,
        case=site.entries[change.place].number if change.place is not None else "",
        place=change.place,
        number=change.number,
    )


def _about(effect: Effect, site: Site) -> str:
    """Which complaints are compared."""
    change, office = effect.change, site.office
    topics = " oder ".join(f"„{entry_name(office, 'thema', topic)}“" for topic in change.topics)
    what = f"Beschwerden zu {f'Prozess {change.process}' if change.process else topics}"
    return f"{what} bei {unit_words(office, change.unit)}" if change.unit else what


def _sentence(effect: Effect) -> str:
    if effect.verdict == "zu-wenige":
        return f"Zu wenige Fälle für eine Aussage: {len(effect.before)} davor, {len(effect.after)} danach."
    before, after = _a_month(len(effect.before), effect.before_days), _a_month(len(effect.after), effect.after_days)
    change = f"von {before} auf {after} im Monat"
    if effect.verdict == "unklar" and effect.low <= 1 <= effect.high:
        return f"Ob es geholfen hat, lässt sich noch nicht sagen: Die Zahl ging {change}, das kann Zufall sein."
    change += _elsewhere(effect)
    if effect.verdict == "unklar":
        return f"Dass es an der Änderung lag, ist nicht sicher: Die Zahl ging {change}; das kann Zufall sein."
    went = "zurückgegangen" if effect.verdict == "gesunken" else "mehr geworden"
    return f"Die Beschwerden sind {went}: {change}."


def _elsewhere(effect: Effect) -> str:
    """How other complaints went in the same days, if there are any."""
    if not effect.others_before + effect.others_after:
        return ""
    before, after = _a_month(effect.others_before, effect.before_days), _a_month(effect.others_after, effect.after_days)
    return f", im übrigen Haus von {before} auf {after}"


def _a_month(cases: int, days: int) -> str:
    return number(round(cases / days * _DAYS_A_MONTH, 1))


def _in_days(cases: int, days: int) -> str:
    return f"{number(cases)} in {number(days)} Tagen"


def _interval(effect: Effect) -> str:
    """The ratio of the rates with its limits: `0,4 (0,2 bis 0,9)`."""
    if effect.ratio is None or effect.verdict == "zu-wenige":
        return "–"
    high = "∞" if effect.high == float("inf") else number(round(effect.high, 2))
    return f"{number(round(effect.ratio, 2))} ({number(round(effect.low, 2))} bis {high})"
