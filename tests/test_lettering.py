"""Widths and line breaks of German text without a font."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.chains.lettering import balanced, divisible, width, wrapped

LIMIT, SIZE = 110.0, 14.0


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Widerspruchsstelle", ("Widerspruchs-", "stelle")),
        ("Integrationsfachdienst", ("Integrations-", "fachdienst")),
        ("Rechtsbehelfsbelehrung", ("Rechtsbehelfs-", "belehrung")),
        ("Beschwerdemanagement", ("Beschwerde-", "management")),
        ("E-Mail-Adressenverzeichnis", ("E-Mail-", "Adressenver-", "zeichnis")),
        ("Geschäftsführung/Amtsleitung", ("Geschäftsführung/", "Amtsleitung")),
    ],
)
def test_long_words_are_divided_where_german_divides_them(word: str, parts: tuple[str, ...]) -> None:
    limit = 140.0 if "/" in word else LIMIT
    assert wrapped(word, limit, SIZE) == parts


def test_words_that_fit_stay_whole() -> None:
    assert wrapped("Hört zu und schreibt auf", LIMIT, SIZE) == ("Hört zu und", "schreibt auf")
    assert wrapped("", LIMIT, SIZE) == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßABCMW -/.,0123456789", max_size=200))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str) -> None:
    lines = wrapped(text, LIMIT, SIZE)
    assert all(width(line, SIZE) <= LIMIT for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == "".join(text.split()).replace("-", "")


def test_lines_are_even() -> None:
    text = "Erhebt einen Vorwurf an"
    assert wrapped(text, 150.0, SIZE) == ("Erhebt einen Vorwurf", "an")
    assert balanced(text, 150.0, SIZE) == ("Erhebt einen", "Vorwurf an")
    assert balanced("", LIMIT, SIZE) == ()


def test_wide_letters_take_more_room() -> None:
    assert width("WWW", SIZE) > width("iii", SIZE) * 3
    assert width("漢字", SIZE) == 2 * SIZE


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Arbeitsvermittlung", "Arbeits|vermittlung"),
        ("Geschäftsführung", "Geschäfts|führung"),
        ("Empfang und Eingangszone", "Empfang und Eingangs|zone"),
        ("Fallmanagement", "Fallma|nagement"),
        ("Servicetelefon", "Service|telefon"),
        ("Widerspruchsstelle", "Widerspruchs|stelle"),
        ("Leistung-Nord", "Leistung-Nord"),
        ("M13", "M13"),
    ],
)
def test_long_words_may_be_divided_where_german_does(text: str, shown: str) -> None:
    assert divisible(text).replace("\N{SOFT HYPHEN}", "|") == shown
