"""Reads the hand-written texts. Knows no case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent / "texts"


def load(name: str) -> Any:
    """The content of one text file, such as `ombudsstelle/dritte.yaml`."""
    return yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))


def names(folder: str) -> list[str]:
    """The text files of a folder, sorted."""
    return sorted(f"{folder}/{path.name}" for path in (_FOLDER / folder).glob("*.yaml"))
