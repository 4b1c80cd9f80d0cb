"""Cases that are written by hand: gets them their numbers and resolves what points at other cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samples import texts
from samples.complaint import CaseData


def cases(name: str, known: Mapping[str, str]) -> list[CaseData]:
    """The cases of a file, numbered in its order; `known` are keys of cases that stand elsewhere."""
    rows = texts.load(name)
    year = rows[0]["eingang"]["datum"].year
    own = {row["schluessel"]: f"{year}-{n:04d}" for n, row in enumerate(rows, start=1)}
    return [_case(row, own[row["schluessel"]], {**known, **own}) for row in rows]


def _case(row: Mapping[str, Any], number: str, numbers: Mapping[str, str]) -> CaseData:
    rest = {key: value for key, value in row.items() if key != "schluessel"}
    case = {"aktenzeichen": number, "beispiel": True, **rest}
    return {key: _resolved(value, number, numbers) for key, value in case.items()}


def _resolved(value: Any, number: str, numbers: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _resolved(item, number, numbers) for key, item in value.items()}
    if isinstance(value, list):
        return [_resolved(item, number, numbers) for item in value]
    if isinstance(value, str):
        return numbers[value[1:]] if value.startswith("@") else value.replace("{nummer}", number)
    return value
