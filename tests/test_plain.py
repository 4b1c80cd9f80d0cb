"""Figures in a terminal: each with what it rests on, and told apart from those nobody collected."""

from __future__ import annotations

import pytest
from build_cases import STAND, case, closed_case, office

from casebook.measures import measure
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.pages.plain import records_text
from casebook.periods import Period, parse_period

CALLS = [{"monat": "2017-03", "angeboten": 1200, "angenommen": 1140, "quelle": "Anlage"}]
CASES = [case(1), closed_case(2, art="lob"), closed_case(3)]


def shown(id: str, outside: Outside) -> list[str]:
    """Totals of a measure as a terminal shows them."""
    period, house = parse_period("2017"), office()
    assert isinstance(period, Period)
    records = [record for record in measure(CASES, house, period, STAND, outside) if record.id == id]
    return records_text(records, house).replace("\N{NO-BREAK SPACE}", " ").splitlines()


@pytest.mark.parametrize("id", ["K20", "K34"])
def test_what_nobody_collected_says_so(id: str) -> None:
    values = {line.rpartition(": ")[2] for line in shown(id, NOTHING_COLLECTED)[2:]}
    assert values == {"nicht erhoben"}


@pytest.mark.parametrize(
    ("id", "line"),
    [
        ("K34", "  angenommen: 95,0 % (1.140 von 1.200)"),
        ("K34", "  Wartezeit: nicht erhoben"),
        ("K01", "  alle Arten: 3 Fälle"),
        ("K01", "    Art: Beschwerde: 2 Fälle"),
        ("K06", "  noch erreichbar: – (keine Fälle)"),
        ("K05", "  Längste Dauer: 14 Kalendertage (n = 2)"),
        ("K09", "  begründet oder teilweise begründet: 100,0 % (1 von 1)"),
        ("K08", "  gehalten: – (keine Fälle)"),
    ],
)
def test_a_value_stands_with_what_it_rests_on(id: str, line: str) -> None:
    assert line in shown(id, Outside.model_validate({"telefon": CALLS}))
