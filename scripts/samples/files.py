"""Writes the case files of a register and removes earlier samples. Never touches a file of anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from casebook.casefile import case_yaml

_MARK = "\nbeispiel: true\n"


def write_cases(folder: Path, cases: Iterable[dict[str, Any]], schema: str | None) -> int:
    """Replace the samples below `folder` by these cases; returns how many there are."""
    written = {_write(folder, case, schema) for case in cases}
    for path in sorted(folder.glob("*/*.yaml")):
        if path not in written and _is_sample(path):
            path.unlink()
    return len(written)


def _write(folder: Path, case: dict[str, Any], schema: str | None) -> Path:
    number = str(case["aktenzeichen"])
    path = folder / number[:4] / f"{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not _is_sample(path):
        raise FileExistsError(f"{path} is no sample")
    path.write_text(case_yaml(case, schema=schema), encoding="utf-8", newline="\n")
    return path


def _is_sample(path: Path) -> bool:
    return _MARK in path.read_text(encoding="utf-8")
