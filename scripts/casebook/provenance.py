"""Where figures come from: stand, commit, settings and what could not be counted. Printed with every output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casebook.problem import Problem


@dataclass(frozen=True, slots=True)
class Provenance:
    """The state of a register from which figures were computed.

    `commit` is the short id of the commit, empty without Git; `clean` says that the files are those of the
    commit. `moment` (UTC) is stamped into files, so that the same state gives the same bytes. `settings` is the
    beginning of the SHA-256 of office, profile and small files. `refused` are files the present reader cannot read
    (only with `--as-of`): they are not counted, and every output says so. `filters` names a selection in German.
    """

    stand: date
    commit: str
    clean: bool
    moment: datetime
    settings: str
    refused: tuple[Problem, ...] = ()
    filters: str = ""
