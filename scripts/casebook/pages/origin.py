"""Where figures come from, in German: printed with every page, report and list."""

from __future__ import annotations

from casebook.pages.labels import number
from casebook.provenance import Provenance

NOT_COMMITTED = "nicht eingecheckt"


def commit_text(provenance: Provenance) -> str:
    """The commit, or that the folder holds something else."""
    return provenance.commit if provenance.clean else NOT_COMMITTED


def origin_text(provenance: Provenance) -> str:
    """`Stand 02.05.2018 · Commit a1b2c3d4e5 · Einstellungen 0123456789ab`."""
    parts = (
        f"Stand {provenance.stand:%d.%m.%Y}",
        f"Commit {provenance.commit}" if provenance.clean else NOT_COMMITTED,
        f"Einstellungen {provenance.settings}",
        f"Auswahl: {provenance.filters}" if provenance.filters else "",
    )
    return " · ".join(part for part in parts if part)


def refused_text(provenance: Provenance) -> str:
    """How many files are not in the figures; empty where all are."""
    count = len(provenance.refused)
    if not count:
        return ""
    noun = "Datei ist" if count == 1 else "Dateien sind"
    return f"{number(count)} {noun} nicht gezählt, weil sie sich heute nicht lesen lassen."
