"""How frames name what a case leaves open, and units that figures may not show by themselves."""

from __future__ import annotations

from casebook.filters import is_small
from casebook.office import Drittenart, Office

OHNE_ANGABE = "ohne-angabe"
UNTER_FUENF = "unter-fuenf"


def shown_unit(office: Office, unit: str | None) -> str:
    """The unit as figures and lists may name it: small ones go together."""
    if unit is None:
        return OHNE_ANGABE
    return UNTER_FUENF if is_small(office, unit) else unit


def shown_organisation(office: Office, kind: str, organisation: str | None) -> str:
    """The organisation of a third party, unless the house names only its kind."""
    entry = office.vocabularies["dritte"].get(kind)
    only_kind = isinstance(entry, Drittenart) and entry.nur_art
    return OHNE_ANGABE if only_kind or organisation is None else organisation
