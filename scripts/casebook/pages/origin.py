"""Where the figures of a page come from, in words: printed at the foot of every output."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.pages.labels import long_day, number
from casebook.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Origin:
    """Stand, commit and settings as they are printed; `remarks` say what a reader has to know besides."""

    stand: str
    commit: str
    settings: str
    remarks: tuple[str, ...]


def origin(provenance: Provenance) -> Origin:
    """The provenance in German."""
    return Origin(
        long_day(provenance.stand), provenance.commit or "ohne Git", provenance.settings, tuple(_remarks(provenance))
    )


def _remarks(provenance: Provenance) -> list[str]:
    refused = len(provenance.refused)
    remarks = {
        "nicht eingecheckt": provenance.commit and not provenance.clean,
        f"{number(refused)} {'Datei' if refused == 1 else 'Dateien'} nicht gezählt": refused,
        f"nur {provenance.filters}": provenance.filters,
    }
    return [remark for remark, true in remarks.items() if true]


def origin_text(provenance: Provenance) -> str:
    """`Stand 2. Mai 2018 · Commit a1b2c3d4e5 · Einstellungen 0123456789ab`, and the remarks."""
    told = origin(provenance)
    parts = (f"Stand {told.stand}", f"Commit {told.commit}", f"Einstellungen {told.settings}", *told.remarks)
    return " · ".join(parts)
