"""The next free number and a new case file with everything a clerk needs in place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath

from casebook.casefile import schema_line
from casebook.office import Eintrag, Office
from casebook.values import following

_OWN_NUMBER = re.compile(r"^(aktenzeichen:[ \t]*).*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known of a case when its file is made."""

    art: str
    kanal: str
    eingang: date
    heute: date


def next_number(root: Path, year: int, elsewhere: Iterable[str] = ()) -> str:
    """The next number of the register; `elsewhere` are files that lie on other branches."""
    names = (PurePosixPath(file).name for file in elsewhere)
    return following(chain(_names(root / "cases" / str(year)), names), year)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.is_dir() else []


def write_new_case(root: Path, office: Office, new: NewCase, elsewhere: Iterable[str] = ()) -> Path:
    """Write the next free file of the year of receipt and return its path; never overwrites.

    `elsewhere` are files on other branches, whose numbers count as taken.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = root / "cases" / str(new.eingang.year)
    folder.mkdir(parents=True, exist_ok=True)
    elsewhere = tuple(elsewhere)
    while True:
        number = next_number(root, new.eingang.year, elsewhere)
        path = folder / f"{number}.yaml"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            continue
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(new_case_text(office, new, number))
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path


def renumbered(root: Path, number: str, elsewhere: Iterable[str]) -> Path:
    """Give a case that is on no other branch yet the next free number; its new file.

    Raises:
        OSError: the file is not there or cannot be written.
    """
    old = root / "cases" / number[:4] / f"{number}.yaml"
    text = old.read_text(encoding="utf-8")
    elsewhere = tuple(elsewhere)
    while True:
        fresh = next_number(root, int(number[:4]), elsewhere)
        target = old.with_name(f"{fresh}.yaml")
        try:
            with target.open("x", encoding="utf-8", newline="\n") as file:
                file.write(_OWN_NUMBER.sub(f"\\g<1>{fresh}", text, count=1))
        except FileExistsError:
            continue
        old.unlink()
        return target


def new_case_text(office: Office, new: NewCase, number: str) -> str:
    """The text of a new case: known facts filled in, the fields still needed empty and explained."""
    lines = [*schema_line(office.verweise.fallschema), f"aktenzeichen: {number}"]
    lines += ["# Art: beschwerde, anregung, hinweis, lob oder anfrage", f"art: {new.art}".rstrip()]
    if office.beispiel:
        lines.append("beispiel: true")
    lines += _receipt(office, new)
    if new.art in ("", "beschwerde", "anregung", "hinweis"):
        lines += _legal_check(office, new)
    lines += _concern(office, new)
    if new.art in ("", "beschwerde"):
        lines += ["", "# Bis wann hört die Person von uns? Den Tag nennen wir ihr gleich (Jahr-Monat-Tag)."]
        lines += ["rueckmeldung_bis:"]
    return "\n".join(lines) + "\n"


def _receipt(office: Office, new: NewCase) -> list[str]:
    return [
        "",
        "eingang:",
        f"  datum: {new.eingang:%Y-%m-%d}",
        *_choices("Kanal", office.vokabulare.kanal, new.eingang, "  "),
        f"  kanal: {new.kanal}".rstrip(),
        "  # Zugang: direkt (die Person selbst), dritte (jemand für sie) oder befragung",
        "  zugang:",
        f"  erfasst_am: {new.heute:%Y-%m-%d}",
    ]


def _legal_check(office: Office, new: NewCase) -> list[str]:
    return [
        "",
        "# Zuerst: Ist die Person mit einem Bescheid nicht einverstanden? nein, ja oder unklar.",
        "# Bei ja oder unklar noch heute übergeben; mehr dazu im Handbuch.",
        "rechtsbehelf:",
        "  ergebnis:",
        f"  geprueft_am: {new.heute:%Y-%m-%d}",
        *_choices("Wer hat geprüft (Funktion, kein Name)", office.funktionen, new.eingang, "  "),
        "  geprueft_von:",
    ]


def _concern(office: Office, new: NewCase) -> list[str]:
    return [
        "",
        "anliegen:",
        *_choices("Thema", office.vokabulare.thema, new.eingang, "  "),
        "  - thema:",
        "    # In einem Satz, ohne Namen, Nummern und Adressen. Text mit : oder # in Anführungszeichen.",
        "    kurz:",
        "",
        *_choices("Wer kümmert sich", office.einheiten, new.eingang, ""),
        "zustaendig:",
    ]


def _choices(title: str, entries: tuple[Eintrag, ...], day: date, indent: str) -> list[str]:
    """`# Titel: a, b, c`, wrapped so that nobody has to scroll sideways."""
    lines, line = [], f"{indent}# {title}:"
    for entry in entries:
        if entry.valid_on(day):
            if len(line) + len(entry.id) > 98:
                lines.append(line)
                line = f"{indent}#  "
            line += f" {entry.id},"
    return [*lines, line.rstrip(",")]
