"""Building blocks of every model: dates, times, texts, codes. What they refuse carries a message id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from casebook.periods import NotAPeriod, parse_period

UNBEKANNT = "unbekannt"
"""Stands for a fact an imported case never had; only allowed beside `herkunft`."""

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])\Z")
UHRZEIT_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
AKTENZEICHEN_PATTERN = "^[0-9]{4}-([0-9]{4}|[1-9][0-9]{4,5})$"
_CASE_NUMBER = re.compile(r"[0-9]{4}-(?:[0-9]{4}|[1-9][0-9]{4,5})\Z")
# Wider than a valid number: whatever looks taken is taken.
_FILE_OF_A_NUMBER = re.compile(r"([0-9]{4})-([0-9]+)\.yaml\Z", re.IGNORECASE)


class Record(BaseModel):
    """Frozen and closed; with the strict scalar types below nothing is converted silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Marks a field whose values are the ids of one of the office's vocabularies."""

    name: str


def _refuse(message_id: str, found: object, expected: str) -> PydanticCustomError:
    return PydanticCustomError(message_id, "{found}", {"found": str(found), "expected": expected})


def parse_date(value: object) -> date:
    """A calendar day written JJJJ-MM-TT; `20230328` and week dates are none (RFC 3339, full-date)."""
    match = _DATE.match(value) if isinstance(value, str) else None
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            raise _refuse("datum-unmoeglich", value, "ein Tag, den es im Kalender gibt") from None
    raise _refuse("datum-form", value, "Jahr-Monat-Tag, zum Beispiel 2026-03-04")


def parse_time(value: object) -> time:
    """A time of day written "HH:MM" (in quotes, YAML 1.1 reads it as a number otherwise)."""
    match = _TIME.match(value) if isinstance(value, str) else None
    if not match:
        raise _refuse("uhrzeit-form", value, 'Stunde:Minute in Anführungszeichen, zum Beispiel "09:30"')
    return time(int(match[1]), int(match[2]))


def parse_case_number(value: object) -> str:
    """`JJJJ-NNNN`: four to six digits, no leading zero beyond four."""
    if isinstance(value, str) and _CASE_NUMBER.match(value):
        return value
    raise _refuse("aktenzeichen-form", value, "Jahr-Nummer, zum Beispiel 2026-0042")


def parse_month(value: object) -> str:
    """A calendar month written JJJJ-MM."""
    period = parse_period(value) if isinstance(value, str) else None
    if period is None or isinstance(period, NotAPeriod) or period.months != 1:
        raise _refuse("monat-form", value, "Jahr-Monat, zum Beispiel 2018-03")
    return period.label


def parse_label(value: object) -> str:
    """The label of a period; a year may stand without quotes, as people write it."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    period = parse_period(text) if isinstance(text, str) else None
    if period is None or isinstance(period, NotAPeriod):
        raise _refuse("zeitraum-form", value, "zum Beispiel 2017, 2017-H1, 2017-Q2 oder 2017-03")
    return period.label


def _text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise _refuse("feld-leer", "", "ein Text")
    return value


Datum = Annotated[date, PlainValidator(parse_date), WithJsonSchema({"type": "string", "format": "date"})]
Uhrzeit = Annotated[time, PlainValidator(parse_time), WithJsonSchema({"type": "string", "pattern": UHRZEIT_PATTERN})]
Aktenzeichen = Annotated[
    str,
    PlainValidator(parse_case_number),
    WithJsonSchema({"type": "string", "pattern": AKTENZEICHEN_PATTERN}),
]
Monat = Annotated[
    str, PlainValidator(parse_month), WithJsonSchema({"type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])$"})
]
Zeitraum = Annotated[
    str,
    PlainValidator(parse_label),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": "^[12][0-9]{3}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$",
            "minimum": 1000,
            "maximum": 2999,
        }
    ),
]
Kurztext = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=300)]
Langtext = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=5000)]

_KENNUNG = r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$"
_CODE = r"^[A-Za-z0-9][A-Za-z0-9._/-]*$"
_KENNZAHL = r"^K(?:0[1-9]|[12][0-9]|3[0-6]|09E)$"
_E_MAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
_PATH = r"^[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*"
_VIDEO = _PATH + r"\.(?:mp4|webm)$"
_PICTURE = _PATH + r"\.(?:jpg|jpeg|png|webp)$"
_WEB = r"^https://[^\s\"'<>]+$"
_ADRESSE = r"^https?://[^\s/]+(?:/[^\s]*)?$"
FORMS = {
    _KENNUNG: "Kleinbuchstaben ohne Umlaute und Ziffern, dazwischen Binde- oder Unterstriche",
    _CODE: "Buchstaben ohne Umlaute, Ziffern, Punkt, Schräg-, Binde- oder Unterstrich, keine Leerzeichen",
    _KENNZAHL: "K01 bis K36 oder K09E",
    _ADRESSE: "eine Adresse mit https://, zum Beispiel https://forge.amt.example",
    _E_MAIL: "eine E-Mail-Adresse, zum Beispiel beschwerde@amt.example",
    _VIDEO: "eine Datei im eigenen Haus, zum Beispiel medien/beschwerde.mp4 (mp4 oder webm)",
    _PICTURE: "eine Datei im eigenen Haus, zum Beispiel medien/beschwerde.jpg",
    _WEB: "eine Adresse, die mit https:// beginnt",
}
"""What a pattern asks for, in words."""

Kennung = Annotated[str, StringConstraints(pattern=_KENNUNG, max_length=60)]
Code = Annotated[str, StringConstraints(pattern=_CODE, max_length=60)]
Kennzahl = Annotated[str, StringConstraints(pattern=_KENNZAHL)]
Adresse = Annotated[str, StringConstraints(pattern=_ADRESSE, max_length=300)]
EMail = Annotated[str, StringConstraints(pattern=_E_MAIL)]
Videodatei = Annotated[str, StringConstraints(pattern=_VIDEO, max_length=200)]
Bilddatei = Annotated[str, StringConstraints(pattern=_PICTURE, max_length=200)]
Webadresse = Annotated[str, StringConstraints(pattern=_WEB, max_length=300)]


def following(names: Iterable[str], year: int) -> str:
    """The number after the highest of the year among names of files; a gap is never filled.

    The only place where numbers are made: `casebook new`, the job of the forge, the page "Heute" and the check ask
    here, and the form counts in the same way (`numbers.js`).
    """
    taken = [int(match[2]) for name in names if (match := _FILE_OF_A_NUMBER.match(name)) and int(match[1]) == year]
    return f"{year}-{max(taken, default=0) + 1:04d}"
