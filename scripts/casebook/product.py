"""What ships with the product and which file wins: a root's own page, else the product's."""

from __future__ import annotations

from pathlib import Path

PRODUCT = Path(__file__).resolve().parents[2]
"""The product's checkout; a register installs it with `pip install -e`."""


def shipped_or_own(root: Path, folder: str, pattern: str) -> dict[str, Path]:
    """Files of a folder by name, sorted; those of `root` win over the product's."""
    found = {path.name: path for base in (PRODUCT, root) for path in (base / folder).glob(pattern)}
    return dict(sorted(found.items()))
