"""The list of figures a target may name, generated from the catalogue of measures like the schemas."""

from __future__ import annotations

import json
from pathlib import Path

from casebook.measures.catalogue import CATALOGUE
from casebook.register import FIGURES


def figures() -> dict[str, dict[str, str]]:
    """The parts of every measure with their units, by id of the measure."""
    return {entry.id: {part.id: part.unit for part in entry.parts} for entry in CATALOGUE}


def write_figures(folder: Path) -> Path:
    """Write the list into `folder`; the file written.

    Raises:
        OSError: the folder cannot be written.
    """
    path = folder / FIGURES.name
    path.write_text(json.dumps(figures(), indent=2) + "\n", encoding="utf-8", newline="\n")
    return path
