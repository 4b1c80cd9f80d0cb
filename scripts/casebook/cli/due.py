"""`casebook due`: what is due today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from casebook.cli.common import (
    TODAY,
    WrongCall,
    day_of,
    readable_cases,
    root_option,
    settled_office,
    within_the_calendar,
)
from casebook.filters import SMALL_UNITS, named_unit
from casebook.history import NoSuchRevision, unaccepted_files
from casebook.model import Case
from casebook.register import CASES

if TYPE_CHECKING:
    from casebook.agenda import Agenda, Unaccepted
    from casebook.items import Item
    from casebook.office import Office


@click.command("due")
@root_option
@TODAY
@click.option("--unit", metavar="KENNUNG", help="Nur eine Einheit; „ohne“ für alles, wofür keine zuständig ist.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics", "markdown"]), default="text", help="Ausgabeform."
)
@click.option(
    "--previous",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Die vorige Ausgabe. markdown: schweigt, wenn sich nichts geändert hat. ics: zählt Änderungen hoch.",
)
def command(root: Path, today: date | None, unit: str | None, form: str, previous: Path | None) -> None:
    """Was heute zu tun ist: Rechtsbehelfe, Überfälliges, Zusagen, Fristen, Maßnahmen, Berichte.

    ics ist ein Kalender ganzer Tage zum Abonnieren, markdown eine Übersicht für ein Ticket, das ein täglicher
    Lauf fortschreibt. markdown schweigt an Tagen, an denen das Haus frei hat. Beide nennen Nummer, Frist und
    Thema, nie Text aus einem Fall. Gibt es die Datei von --previous noch nicht, ist es der erste Lauf.
    """
    if previous and form not in ("ics", "markdown"):
        raise WrongCall(f"--previous gehört zu ics und markdown, nicht zu {form}.")
    office = settled_office(root)
    day = day_of(office, today)
    wanted = _wanted_unit(office, unit)
    before = previous.read_text(encoding="utf-8", errors="replace") if previous and previous.exists() else ""
    with within_the_calendar():
        cases = readable_cases(root, office, form)
        click.echo(_due(cases, office, day, wanted, form, before, _waiting(root, office)), nl=False)


def _wanted_unit(office: Office, unit: str | None) -> str | None:
    """The id as items carry it; the management's list under a name no unit has."""
    from casebook.items import MANAGEMENT

    lists = dict.fromkeys(named_unit(office, known) for known in office.units)
    if unit is None or unit in lists:
        return unit
    if unit in office.units:
        raise WrongCall(
            f"„{unit}“ hat keine eigene Liste: Sie sagte etwas über einzelne Menschen. Was dort zu tun ist, steht bei "
            f"den kleinen Einheiten: --unit {SMALL_UNITS}"
        )
    if unit == "ohne":
        return MANAGEMENT
    raise WrongCall(f"Die Einheit „{unit}“ gibt es nicht. Möglich: {', '.join(lists)}, ohne.")


def _waiting(root: Path, office: Office) -> tuple[Unaccepted, ...]:
    """Saves on branches for intake that nobody has accepted; none where the register is no copy of a forge's.

    Where the branch they would be accepted into is missing, nothing can be said; that is said.
    """
    from casebook.agenda import Unaccepted

    if office.forge is None or not (root / ".git").exists():
        return ()
    try:
        branches = unaccepted_files(root, office.forge.zweig, CASES)
    except NoSuchRevision as error:
        click.echo(f"Hinweis: {error}; ob gespeicherte Fälle noch warten, ist deshalb nicht bekannt.", err=True)
        return ()
    intake = {name: files for name, files in branches.items() if _is_one_of(name, office.forge.erfassung)}
    found = {Unaccepted(PurePosixPath(file).stem, name) for name, files in intake.items() for file in files}
    return tuple(sorted(found, key=lambda each: (each.number, each.branch)))


def _is_one_of(branch: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(branch, pattern) for pattern in patterns)


def _due(
    cases: list[Case],
    office: Office,
    today: date,
    unit: str | None,
    form: str,
    previous: str,
    waiting: tuple[Unaccepted, ...],
) -> str | bytes:
    from casebook.agenda import open_agenda
    from casebook.due import due_items
    from casebook.pages.agenda_text import agenda_json, agenda_text

    items = due_items(cases, office, today)
    if form == "ics":
        return _feed([item for item in items if unit in (None, item.unit)], office, today, previous)
    whole = open_agenda(items, office, today)
    whole = replace(whole, unaccepted=waiting)
    agenda = whole if unit is None else whole.of_unit(unit)
    if form == "markdown":
        return _digest(agenda, office, previous)
    return (agenda_json(agenda, office) if form == "json" else agenda_text(agenda, office)) + "\n"


def _feed(items: list[Item], office: Office, today: date, previous: str) -> bytes:
    from casebook.pages.feed import NotAFeed, feed

    try:
        return feed(items, office, today, previous)
    except NotAFeed:
        raise WrongCall("Die Datei von --previous ist kein Kalender.") from None


def _digest(agenda: Agenda, office: Office, previous: str) -> str:
    from casebook.calendars import calendar_of
    from casebook.pages.digest import digest, same_content

    text = digest(agenda, office) + "\n"
    works = calendar_of(office).is_working_day(agenda.today, house=True)
    return text if works and not same_content(text, previous) else ""
