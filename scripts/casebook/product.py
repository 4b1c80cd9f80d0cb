"""What ships with the product and which file wins: a root's own page, else the product's."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "shipped"

PRODUCT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parents[1]
"""Templates and handbook: inside an installed package (`setup.py` puts them there), else in the checkout."""

AROUND = _PACKAGE.parents[1]
"""The folder from which the package names its own files (catalogues, law): the checkout, or that of an install."""


def shipped_or_own(root: Path, folder: str, pattern: str) -> dict[str, Path]:
    """Files of a folder by name, sorted; those of `root` win over the product's."""
    found = {path.name: path for base in (PRODUCT, root) for path in (base / folder).glob(pattern)}
    return dict(sorted(found.items()))
