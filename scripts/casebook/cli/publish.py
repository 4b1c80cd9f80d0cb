"""`casebook publish`: what the public learns once a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from casebook.check import Checked
from casebook.cli.common import AS_OF, FINDINGS, STAND, WrongCall, loaded, refuse, root_option
from casebook.problem import Problem
from casebook.published import Published, Zahlen, changes_file, figures_file, read_published
from casebook.reading import parse_document
from casebook.staging import write_whole

YEAR = click.option("--year", type=click.IntRange(1950, 2100), required=True, help="Das Jahr, zum Beispiel 2017.")


@click.group("publish")
def command() -> None:
    """Zahlen und Änderungen eines Jahres für die Öffentlichkeit vorbereiten.

    Geschrieben wird nach handbook/veroeffentlicht/. Öffentlich ist erst, was ein Mensch gelesen und übernommen hat.
    """


@command.command("zahlen")
@root_option
@YEAR
@STAND
@AS_OF
def figures(root: Path, year: int, stand: date | None, revision: str | None) -> None:
    """Die Zahlen eines abgeschlossenen Jahres, gerundet und gegen Rückschlüsse geprüft.

    Abgeschlossen ist ein Jahr, wenn nach seinem Ende auch die Wartezeit vorbei ist (office.yaml, veroeffentlichung).
    Ein veröffentlichtes Jahr ändert sich nicht mehr; Nachträge stehen gerundet bei den Zahlen des nächsten Jahres.
    """
    from casebook.measures import case_states
    from casebook.publishing.programme import figures_of
    from casebook.publishing.release import refusal
    from casebook.publishing.texts import figures_text

    register, out = loaded(root, revision, stand, "text"), published(root).figures
    origin = register.provenance
    if origin.refused:
        _refuse("Im Stand liegen Dateien, die nicht gezählt werden können. Eine Zahl ohne sie wäre falsch.")
    earlier = {past: each for past, each in out.items() if past < year}
    states = case_states(register.cases, origin.stand)
    commit = origin.commit if origin.clean else ""
    made = figures_of(states, register.office, year, origin.stand, commit, earlier)
    if refused := refusal(made, out, register.office):
        _refuse(refused.reason, wrong_call=refused.wrong_call)
    if year in out:
        click.echo(f"Unverändert: {figures_file(year)}")
        return
    _write(root, figures_file(year), figures_text(made))
    click.echo(_summary(made))


@command.command("aenderungen")
@root_option
@YEAR
@STAND
@AS_OF
def changes(root: Path, year: int, stand: date | None, revision: str | None) -> None:
    """„Das haben wir geändert“: ein Eintrag je umgesetzter Maßnahme, dessen Texte ein Mensch schreibt.

    Zu welchem Fall ein Eintrag gehört, steht nur hier auf dem Bildschirm, nie in der Datei.
    """
    from casebook.publishing.changes import carried_out
    from casebook.publishing.texts import changes_text

    register = loaded(root, revision, stand, "text")
    file = changes_file(year)
    if (root / file).exists():
        raise WrongCall(f"{file} gibt es schon. Texte, die jemand geschrieben hat, werden nicht überschrieben.")
    found = carried_out(register.cases, year, register.provenance.stand)
    if not found:
        raise WrongCall(f"{year} ist keine Maßnahme umgesetzt worden. Es gibt nichts zu erzählen.")
    _write(root, file, changes_text([each.day.isoformat() for each in found]))
    click.echo(f"Fertig: {file}. Bitte schreiben Sie zu jedem Eintrag Problem, Änderung und Wirkung in eigenen Worten:")
    for each in found:
        click.echo(f"  {each.day:%d.%m.%Y}  aus Fall {each.number}: {each.text}")


def published(root: Path) -> Published:
    """What is out already; a broken file stops everything that builds on it."""
    found = read_published(root)
    return refuse(Checked(tuple(found), len(found)), "text") if isinstance(found, list) else found


def _write(root: Path, file: str, text: str) -> None:
    content = text.encode()
    read = parse_document(file, content)
    if isinstance(read, Problem):
        refuse(Checked((read,), 1), "text")
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    write_whole(root / file, content)


def _summary(made: Zahlen) -> str:
    tables = len(made.tabellen) + len(made.kreuztabellen)
    return (
        f"Fertig: {figures_file(made.jahr)} ({tables} Tabellen). Bitte lesen Sie die Datei, bevor Sie sie übernehmen: "
        "Einmal öffentlich, wird sie nicht mehr geändert."
    )


def _refuse(reason: str, *, wrong_call: bool = False) -> NoReturn:
    if wrong_call:
        raise WrongCall(reason)
    click.echo(f"Das lässt sich nicht veröffentlichen: {reason}", err=True)
    raise SystemExit(FINDINGS)

