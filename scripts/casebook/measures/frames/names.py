"""How frames name what a case leaves open, and units that figures may not show by themselves."""

from __future__ import annotations

from casebook.filters import named_unit
from casebook.office import Drittenart, Office

OHNE_ANGABE = "ohne-angabe"


def shown_unit(office: Office, unit: str | None) -> str:
    """The unit as figures may name it, none of them too."""
    return OHNE_ANGABE if unit is None else named_unit(office, unit)


def shown_organisation(office: Office, kind: str, organisation: str | None) -> str:
    """The organisation of a third party, unless the house names only its kind."""
    entry = office.vocabularies["dritte"].get(kind)
    only_kind = isinstance(entry, Drittenart) and entry.nur_art
    return OHNE_ANGABE if only_kind or organisation is None else organisation
