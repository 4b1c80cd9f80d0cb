"""A register as figures need it: office, small files and cases of the folder or of any commit, and their provenance.

From the folder nothing is left out: one file with an error refuses the whole. A commit is what it is; files in it that
the present reader cannot read are listed in the provenance, and every output says how many were not counted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casebook.bulk import read_checked, settings_text
from casebook.check import Checked
from casebook.history import Blob, Commit, blob_reader, files_of, head_commit, published_states
from casebook.messages import Severity
from casebook.model import Case
from casebook.office import OFFICE_FILE, Office
from casebook.outside import OUTSIDE, Outside
from casebook.problem import Finding, Problem
from casebook.processes import FOLDER as PROCESSES
from casebook.processes import Prozess, read_processes
from casebook.provenance import Provenance
from casebook.register import (
    CASES,
    NotARegister,
    Settings,
    is_case_file,
    parse_case,
    printable,
    read_outside,
    read_settings,
)
from casebook.shape import located
from casebook.shelf import NO_SHELF, Shelf

BERLIN = ZoneInfo("Europe/Berlin")

COUNTED = (OFFICE_FILE, OUTSIDE, PROCESSES, CASES)
"""All that figures come from; what else lies in the folder makes them no other ones."""

PUBLISHED_MONTHS = 13
"""A year and the month a year ago; older months no longer move, and each costs a look at every case."""

Progress = Callable[[int, int], None]
KnownCases = Mapping[str, Case]
"""Cases already read, by the id of their contents: commits of one register share nearly all of them."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A register, ready to be measured; `by_blob` are the cases of a commit by their contents."""

    office: Office
    outside: Outside
    cases: Sequence[Case]
    provenance: Provenance
    by_blob: KnownCases = field(default_factory=dict)


def load_folder(
    root: Path, stand: date | None, clock: date, shelf: Shelf = NO_SHELF, progress: Progress | None = None
) -> Loaded | Checked:
    """The register as it lies in the folder, or all that keeps it from being counted.

    The stand is the given day, else the frozen day of an invented register, else `clock`.

    Raises:
        NotARegister: there is no office.yaml.
    """
    settings = read_settings(root)
    if isinstance(settings, list):
        return Checked(tuple(settings), 1)
    day = settings.office.stichtag or clock
    checked, cases = read_checked(root, settings, day, shelf, progress)
    if checked.count(Severity.ERROR):
        return checked
    outside = read_outside(root, settings.office)
    if isinstance(outside, list):
        return Checked(tuple(outside), len(outside))
    commit = head_commit(root, COUNTED)
    return Loaded(settings.office, outside, cases, _provenance(settings, outside, stand or day, commit))


def load_commit(
    root: Path, commit: Commit, stand: date | None = None, known: KnownCases = MappingProxyType({})
) -> Loaded | Checked:
    """The register as it was committed, or what is wrong with its settings; the folder is not touched.

    The stand is the given day, else the frozen day of an invented register, else the commit's day in Berlin.

    Raises:
        NotARegister: the commit has no office.yaml.
    """
    house = _house_of(root, commit)
    if isinstance(house, list):
        return Checked(tuple(house), len(house))
    settings, outside = house
    cases: dict[str, Case] = {}
    refused: list[Problem] = []
    read = blob_reader(root)
    for file, blob in files_of(root, commit, [CASES]).items():
        found = _case(file, blob, known, read)
        if isinstance(found, Case):
            cases[blob.id] = found
        else:
            refused += found
    stand = stand or settings.office.stichtag or day_in_berlin(commit.moment)
    provenance = replace(_provenance(settings, outside, stand, commit), refused=tuple(sorted(refused)))
    return Loaded(settings.office, outside, tuple(cases.values()), provenance, cases)


def day_in_berlin(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()


def load_processes(root: Path, office: Office, commit: Commit | None = None) -> tuple[Prozess, ...]:
    """The processes of the folder, or as they were described in a commit."""
    if commit is None:
        return read_processes(root, office)[0]
    with _private_copy(root, commit, [PROCESSES]) as folder:
        return read_processes(folder, office)[0]


def load_published(root: Path, register: Loaded, known_at: datetime | None = None) -> dict[str, Loaded]:
    """The newest published months as they were at the stand of a register, by month; with `known_at` those known then.

    A published state whose settings can no longer be read is left out: the check of that commit was red already.
    """
    own = register.provenance
    states = published_states(root, known_at).items()
    before = [item for item in states if item[1].moment <= own.moment or not own.clean]
    newest = sorted(before, reverse=True)[:PUBLISHED_MONTHS]
    found: dict[str, Loaded] = {}
    known = dict(register.by_blob) if register.by_blob or not newest else committed_cases(root, register)
    for month, commit in newest:
        state = load_commit(root, commit, known=known)
        if isinstance(state, Loaded):
            found[month] = state
            known |= state.by_blob
    return found


def committed_cases(root: Path, register: Loaded) -> dict[str, Case]:
    """The cases of a clean folder by the ids that Git gives their contents."""
    commit = head_commit(root, COUNTED)
    if commit is None or not commit.clean:
        return {}
    by_number = {case.aktenzeichen: case for case in register.cases}
    files = files_of(root, commit, [CASES])
    return {blob.id: by_number[PurePosixPath(file).stem] for file, blob in files.items() if is_case_file(file)}


def _house_of(root: Path, commit: Commit) -> tuple[Settings, Outside] | list[Problem]:
    with _private_copy(root, commit, [OFFICE_FILE, OUTSIDE, PROCESSES]) as folder:
        try:
            settings = read_settings(folder)
        except NotARegister:
            raise NotARegister(f"{root}, {commit.short}") from None
        if isinstance(settings, list):
            return settings
        outside = read_outside(folder, settings.office)
    return outside if isinstance(outside, list) else (settings, outside)


@contextmanager
def _private_copy(root: Path, commit: Commit, wanted: Iterable[str]) -> Iterator[Path]:
    """A folder that holds just the wanted files and folders of a commit and is gone afterwards."""
    read = blob_reader(root)
    with TemporaryDirectory(prefix="casebook-") as folder:
        for file, blob in files_of(root, commit, wanted).items():
            target = Path(folder) / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if blob.plain:
                target.write_bytes(read(blob.id))
        yield Path(folder)


def _case(file: str, blob: Blob, known: KnownCases, read: Callable[[str], bytes]) -> Case | list[Problem]:
    """A file below cases/ as the case it is named after, or what keeps it from being counted."""
    if not blob.plain:
        return [Problem(printable(file), 1, 1, "datei-verweis")]
    if not is_case_file(file):
        hidden = PurePosixPath(file).name.startswith(".")
        return [] if hidden else [Problem(printable(file), 1, 1, "datei-falscher-ort", found=printable(file))]
    name = PurePosixPath(file).stem
    if blob.id in known and known[blob.id].aktenzeichen == name:
        return known[blob.id]
    parsed = parse_case(file, read(blob.id))
    if isinstance(parsed, list):
        return parsed
    document, case = parsed
    if case.aktenzeichen == name:
        return case
    path = ("aktenzeichen",)
    return [located(Finding("nummer-dateiname", path, case.aktenzeichen, f"{name}.yaml"), document, Case)]


def _provenance(settings: Settings, outside: Outside, stand: date, commit: Commit | None) -> Provenance:
    """What is not committed is stamped with the day of the stand."""
    committed = commit is not None and commit.clean
    moment = commit.moment if commit and committed else datetime.combine(stand, time(12), UTC)
    return Provenance(stand, commit.short if commit else "", committed, moment, _settings_hash(settings, outside))


def _settings_hash(settings: Settings, outside: Outside) -> str:
    """The same figures need the same settings and small files."""
    small = json.dumps(outside.model_dump(), sort_keys=True, default=str)
    return hashlib.sha256(f"{settings_text(settings)}\n{small}".encode()).hexdigest()[:12]
