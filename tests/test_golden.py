"""The golden figures of the sample register, asked as a user asks: through the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[1]


@cache
def stats(period: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "casebook.cli", "stats", "--root", str(PROJECT), "--period", period]
    run = subprocess.run([*command, "--stand", "2018-05-02", "--format", "json"], capture_output=True, check=True)
    records: list[dict[str, Any]] = json.loads(run.stdout)
    return records


def record(period: str, measure: str, part: str, **by: str) -> dict[str, Any]:
    found = [r for r in stats(period) if (r["id"], r["part"], r["by"]) == (measure, part, by)]
    assert len(found) == 1, (measure, part, by, len(found))
    return found[0]


@pytest.mark.parametrize(
    ("period", "by", "count"),
    [
        ("2017", {}, 286),
        ("2017-H1", {}, 119),
        ("2017-H2", {}, 167),
        ("2017", {"art": "beschwerde"}, 275),
        ("2017", {"art": "anregung"}, 10),
        ("2017", {"art": "lob"}, 1),
        ("2017", {"zugang": "direkt"}, 11),
        ("2017", {"zugang": "dritte"}, 275),
    ],
)
def test_receipts(period: str, by: dict[str, str], count: int) -> None:
    assert record(period, "K01", "anzahl", **by)["value"] == count


@pytest.mark.parametrize(
    ("measure", "part", "by", "numerator", "denominator", "value"),
    [
        ("K18", "quote", {}, 275, 286, 96.2),
        ("K18", "quote", {"art": "beschwerde"}, 265, 275, 96.4),
        ("K09E", "quote", {}, 84, 275, 30.5),
    ],
)
def test_shares(measure: str, part: str, by: dict[str, str], numerator: int, denominator: int, value: float) -> None:
    found = record("2017", measure, part, **by)
    assert (found["numerator"], found["denominator"], found["value"]) == (numerator, denominator, value)


def test_keys_are_the_documented_ones() -> None:
    keys = "id part by name definition base period stand numerator denominator value unit n collected"
    origin = "abgeschlossen commit einstellungen auswahl nicht_gezaehlt"
    assert all(" ".join(r) == f"{keys} {origin}" for r in stats("2017"))
