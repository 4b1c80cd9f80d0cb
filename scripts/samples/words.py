"""The words that fill the slots of the texts: who, through whom, since when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from casebook.pages.labels import MONTHS
from samples.people import Person, Third

Slots = Mapping[str, str]

_NUMBERS = (
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "dreizehn",
    "vierzehn",
    "fünfzehn",
    "sechzehn",
    "siebzehn",
    "achtzehn",
    "neunzehn",
    "zwanzig",
)


def fill(text: str, slots: Slots) -> str:
    """The text with its slots filled; a slot nobody filled is a mistake in the text."""
    return text.format_map(slots)


def spoken(day: date) -> str:
    """A day as it stands in a sentence: `12. Juni`."""
    return f"{day.day}. {MONTHS[day.month - 1]}"


def month(day: date, *, shift: int = 0) -> str:
    """The name of the day's month or of one before or after it."""
    return MONTHS[(day.month - 1 + shift) % 12]


def person_words(person: Person, third: Third | None) -> dict[str, str]:
    """Slots for the person and for who speaks for them; in a direct case that is the person again."""
    nominative, dative, accusative = person.short
    speaker = (third.wer, third.wem) if third else (nominative, dative)
    words = {
        "wer": person.wer,
        "wem": person.wem,
        "kunde": nominative,
        "dem_kunden": dative,
        "den_kunden": accusative,
        "dritte": speaker[0],
        "der_dritten": speaker[1],
    }
    return words | {name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()}


def time_words(received: date, promised: date, weeks: int | None) -> dict[str, str]:
    """Slots for the month of the receipt, the promised day and a wait of some weeks before the receipt."""
    words = {
        "monat": month(received),
        "vormonat": month(received, shift=-1),
        "naechster": month(received, shift=1),
        "frist": spoken(promised),
    }
    if weeks:
        words |= {"wochen": _NUMBERS[weeks - 2], "seit": month(received - timedelta(weeks=weeks))}
    return words
