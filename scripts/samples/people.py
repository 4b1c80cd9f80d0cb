"""Who the complaints are about and who speaks for them: circumstances and kinds, never persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samples import texts

_SHORT_FORMS = {
    "kundin": ("die Kundin", "der Kundin", "die Kundin"),
    "kunde": ("der Kunde", "dem Kunden", "den Kunden"),
    "familie": ("die Familie", "der Familie", "die Familie"),
    "paar": ("das Paar", "dem Paar", "das Paar"),
}
"""Nominative, dative and accusative."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone's circumstances in words (nominative, dative), with the traits stories ask for."""

    wer: str
    wem: str
    form: str
    traits: frozenset[str]
    need: str | None

    @property
    def short(self) -> tuple[str, str, str]:
        """`die Kundin`, `der Kundin`, `die Kundin` and the like."""
        return _SHORT_FORMS[self.form]


@dataclass(frozen=True, slots=True)
class Third:
    """A kind of third party; `trait` is one its clients have, `stelle` None where only the kind is named."""

    id: str
    art: str
    stelle: str | None
    wer: str
    wem: str
    trait: str | None
    count: int


def read_people(name: str) -> tuple[Person, ...]:
    """The persons of a file."""
    return tuple(_person(row) for row in texts.load(name))


def _person(row: dict[str, Any]) -> Person:
    return Person(row["wer"], row["wem"], row["form"], frozenset(row["merkmale"]), row.get("bedarf"))


def read_thirds(name: str) -> tuple[Third, ...]:
    """The third parties of a file."""
    return tuple(_third(row) for row in texts.load(name))


def _third(row: dict[str, Any]) -> Third:
    named = row.get("stelle") or row["wer"].split(" ", 1)[1]
    place = None if row.get("unbenannt") else named[0].upper() + named[1:]
    return Third(row["id"], row["art"], place, row["wer"], row["wem"], row.get("leute"), row["anzahl"])
