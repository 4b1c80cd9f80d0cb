"""Status and promise from the log: tables of events and what follows from them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from build_cases import case

from casebook.derive import promised_until, status

START = date(2018, 3, 5)


def log(*kinds: str) -> list[dict[str, object]]:
    """Events of these kinds on consecutive days."""
    days = [(START + timedelta(n)).isoformat() for n in range(len(kinds))]
    return [{"datum": day, "ereignis": kind, "durch": "ombud-1"} for day, kind in zip(days, kinds, strict=True)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ((), "neu"),
        (("eingangsbestaetigung",), "bestaetigt"),
        (("zuweisung", "eingangsbestaetigung"), "in_bearbeitung"),
        (("eingangsbestaetigung", "pause_beginn"), "ruht"),
        (("eingangsbestaetigung", "pause_beginn", "pause_ende"), "bestaetigt"),
        (("pause_beginn", "eingangsbestaetigung", "pause_ende"), "bestaetigt"),
        (("eingangsbestaetigung", "pause_beginn", "stellungnahme_eingeholt"), "ruht"),
        (("eingangsbestaetigung", "pause_beginn", "stellungnahme_eingeholt", "pause_ende"), "in_bearbeitung"),
        (("pause_beginn", "zweite_stufe"), "ruht"),
        (("pause_beginn", "storno"), "storniert"),
        (("rueckmeldung",), "beantwortet"),
        (("rueckmeldung", "stellungnahme_eingeholt"), "beantwortet"),
        (("rueckmeldung", "zweite_stufe"), "in_bearbeitung"),
        (("rueckmeldung", "abschluss"), "abgeschlossen"),
        (("rueckmeldung", "abschluss", "korrektur"), "abgeschlossen"),
        (("rueckmeldung", "abschluss", "wiedereroeffnung"), "wieder_offen"),
        (("rueckmeldung", "abschluss", "wiedereroeffnung", "zuweisung"), "in_bearbeitung"),
        (("doppelt", "korrektur"), "doppelt"),
    ],
)
def test_status_follows_the_log(kinds: tuple[str, ...], expected: str) -> None:
    assert status(case(verlauf=log(*kinds)), START + timedelta(30)) == expected


@pytest.mark.parametrize(("after", "expected"), [(0, "bestaetigt"), (1, "ruht"), (2, "bestaetigt"), (3, "beantwortet")])
def test_any_past_day_can_be_shown(after: int, expected: str) -> None:
    events = log("eingangsbestaetigung", "pause_beginn", "pause_ende", "rueckmeldung")
    assert status(case(verlauf=events), START + timedelta(after)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, date(2018, 3, 30)),
        ({"informiert": False}, date(2018, 3, 19)),
        ({"datum": "2018-03-19"}, date(2018, 3, 30)),
        ({"datum": "2018-03-20"}, date(2018, 3, 19)),
        ({"bis": "2018-03-19"}, date(2018, 3, 19)),
    ],
)
def test_only_a_valid_extension_moves_the_promise(changes: dict[str, object], expected: date) -> None:
    extension = log("fristverlaengerung")[0] | {"grund": "x", "bis": "2018-03-30", "informiert": True} | changes
    promised = case(rueckmeldung_bis="2018-03-19", verlauf=[extension])
    assert promised_until(promised, date(2018, 5, 2)) == expected
