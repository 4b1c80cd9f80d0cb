"""Deadlines and telephone numbers as people read and dial them."""

from __future__ import annotations

import re
from datetime import date

from casebook.office import Frist

_UNITS = {
    "arbeitstage": ("Arbeitstag", "Arbeitstage", "eines Arbeitstags", "Arbeitstagen"),
    "kalendertage": ("Tag", "Tage", "eines Tages", "Tagen"),
    "monate": ("Monat", "Monate", "eines Monats", "Monaten"),
}


def duration(deadline: Frist) -> str:
    """`14 Tage`"""
    one, many, *_ = _UNITS[deadline.einheit]
    return f"{deadline.anzahl} {one if deadline.anzahl == 1 else many}"


def within(deadline: Frist) -> str:
    """`innerhalb von 14 Tagen`"""
    *_, of_one, of_many = _UNITS[deadline.einheit]
    return f"innerhalb {of_one}" if deadline.anzahl == 1 else f"innerhalb von {deadline.anzahl} {of_many}"


def german_day(day: date) -> str:
    """`4.3.2026`"""
    return f"{day.day}.{day.month}.{day.year}"


def dialled(number: str) -> str:
    """A German number for a `tel:` link: `030 23125 001` is `+493023125001`."""
    digits = re.sub(r"[^0-9+]", "", number)
    return "+49" + digits[1:] if digits.startswith("0") and not digits.startswith("00") else digits


def page_name(code: str) -> str:
    """The address of a code below its folder: `3.1.1` is `3-1-1`."""
    return re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")
