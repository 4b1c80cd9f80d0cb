"""`casebook build`: both sites."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.check import Checked
from casebook.cli.common import (
    FINDINGS,
    FORMAT,
    TODAY,
    checked_cases,
    day_of,
    handbook_address,
    progress_bar,
    refuse,
    root_option,
    settled_office,
    within_the_calendar,
)
from casebook.history import current_commit
from casebook.provenance import Provenance

if TYPE_CHECKING:
    from casebook.office import Office


@click.command("build")
@click.argument("what", type=click.Choice(["handbook", "statistics", "all"]))
@root_option
@TODAY
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Zielordner (sonst: site/ im Register).")
@FORMAT
def command(what: str, root: Path, today: date | None, out: Path | None, form: str) -> None:
    """Das öffentliche Handbuch, die interne Statistik oder beides bauen."""
    office = settled_office(root, form)
    target = out or root / "site"
    built: dict[str, str] = {}
    if what in ("handbook", "all"):
        built["handbook"] = str(_build_handbook(root, office, target / "handbook", form))
    if what in ("statistics", "all"):
        built["statistics"] = str(_build_statistics(root, office, day_of(office, today), target / "statistics", form))
    if form == "json":
        click.echo(json.dumps(built))
    else:
        click.echo("\n".join(f"Fertig: {path}" for path in built.values()))


def _build_handbook(root: Path, office: Office, out: Path, form: str) -> Path:
    from casebook.pages.handbook import HandbookRefused, build_handbook

    try:
        problems = build_handbook(root, office, out)
    except HandbookRefused as error:
        click.echo(f"Das Handbuch lässt sich nicht bauen: {error}", err=True)
        raise SystemExit(FINDINGS) from None
    if problems:
        refuse(Checked(tuple(problems), 1), form, handbook_address(office))
    return out


def _build_statistics(root: Path, office: Office, stand: date, out: Path, form: str) -> Path:
    from casebook.letters.templates import read_templates
    from casebook.pages.statistics import build_statistics

    cases, templates = checked_cases(root, office, form), read_templates(root)
    if isinstance(templates, list):
        refuse(Checked(tuple(templates), 1), form, handbook_address(office))
    with progress_bar("Statistik bauen") as progress, within_the_calendar():
        build_statistics(cases, office, _provenance(root, stand), out, templates=templates, progress=progress)
    return out


def _provenance(root: Path, stand: date) -> Provenance:
    commit = current_commit(root)
    moment = datetime.combine(stand, time(), UTC)
    return Provenance(stand, commit, commit != "nicht eingecheckt", moment, settings="")
