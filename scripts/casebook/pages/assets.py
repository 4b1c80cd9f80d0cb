"""What pages need besides their own templates: KERN's style sheet and fonts, fetched at set-up."""

from __future__ import annotations

import shutil
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
KERN = ASSETS / "kern"
FONTS = ASSETS / "fonts"


class MissingAssets(FileNotFoundError):
    """Set-up has not been run: `make setup` fetches style sheet and fonts."""

    def __init__(self) -> None:
        super().__init__(2, "Gestaltung und Schriften fehlen, bitte „make setup“ ausführen", str(KERN))

    def __reduce__(self) -> tuple[type[MissingAssets], tuple[()]]:
        return MissingAssets, ()


def copy_kern(target: Path) -> None:
    """Style sheet, fonts and their licences into a site.

    Raises:
        MissingAssets: they were never fetched.
    """
    if not KERN.is_dir():
        raise MissingAssets
    # Not copytree: it hides the reason (a full disk) in an error of its own.
    for source in sorted(path for path in KERN.rglob("*") if path.is_file()):
        file = target / source.relative_to(KERN)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)
