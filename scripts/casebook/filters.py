"""Which cases a selection keeps: by unit, topic, kind and carrier. Cases are kept or left out whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from casebook.kinds import kind_on
from casebook.model import Case
from casebook.office import Office

SMALL_UNITS = "kleine-einheiten"
"""Stands for all units together that may not be shown by themselves."""

_TITLES = {"art": "Art", "einheit": "betroffene Stelle", "thema": "Thema", "traeger": "Träger"}
_VOCABULARY = {"einheit": "einheiten"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a case must be or have among its concerns; None asks for nothing.

    The unit is the one complained about: no unit is measured by what others take down or answer for it.
    """

    art: str | None = None
    einheit: str | None = None
    thema: str | None = None
    traeger: str | None = None

    def keeps(self, case: Case, stand: date) -> bool:
        """Whether the case is of the kind at the stand and one concern has all that is asked for."""
        return self.art in (None, kind_on(case, stand)) and any(
            self.einheit in (None, concern.betrifft)
            and self.thema in (None, concern.thema)
            and self.traeger in (None, concern.traeger)
            for concern in case.anliegen
        )

    def select(self, cases: Iterable[Case], stand: date) -> tuple[Case, ...]:
        """The cases that are kept, in their order."""
        return tuple(case for case in cases if self.keeps(case, stand))

    def text(self, office: Office) -> str:
        """`Thema Umzug, Träger Kommune`; empty where everything is kept."""
        chosen = ((field.name, getattr(self, field.name)) for field in fields(self))
        return ", ".join(
            f"{_TITLES[name]} {office.name_of(_VOCABULARY.get(name, name), value)}" for name, value in chosen if value
        )


def is_small(office: Office, unit: str) -> bool:
    """Whether so few people work in a unit that a figure about it would be one about them."""
    return unit in office.small_units


def named_unit(office: Office, unit: str) -> str:
    """The unit as figures and lists may name it: small ones go together."""
    return SMALL_UNITS if is_small(office, unit) else unit
