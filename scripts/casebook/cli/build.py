"""`casebook build`: the sites."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import click

from casebook.check import Checked
from casebook.cli.common import (
    AS_OF,
    FINDINGS,
    FORMAT,
    TODAY,
    WrongCall,
    day_of,
    handbook_address,
    loaded,
    loading,
    progress_bar,
    refuse,
    root_option,
    settled_office,
    shelf,
    stock_goes_up,
    within_the_calendar,
)
from casebook.history import FileLogs, NoSuchRevision, ShallowClone, commit_named, file_logs, versions
from casebook.load import load_processes, load_published
from casebook.processes import State
from casebook.register import CASES


@click.command("build")
@click.argument("what", type=click.Choice(["handbook", "statistics", "entry", "all"]))
@root_option
@TODAY
@AS_OF
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Zielordner (sonst: site/ im Register).")
@FORMAT
def command(what: str, root: Path, today: date | None, revision: str | None, out: Path | None, form: str) -> None:
    """Das öffentliche Handbuch, die interne Statistik, das Formular (entry) oder alles bauen.

    Das Formular braucht den Abschnitt „forge“ in office.yaml; fehlt er, lässt „all“ es aus.
    Mit --as-of entsteht die Statistik eines früheren Git-Stands, ohne Schreiben zum Herunterladen.
    """
    if revision is not None and what != "statistics":
        raise WrongCall("--as-of gehört zu „build statistics“; das Handbuch entsteht immer aus dem Ordner.")
    target = out or root / "site"
    built: dict[str, str] = {}
    if what in ("handbook", "all"):
        built["handbook"] = str(_build_handbook(root, target / "handbook", form))
    if what in ("statistics", "all"):
        built["statistics"] = str(_build_statistics(root, revision, today, target / "statistics", form))
    if what == "entry" or (what == "all" and settled_office(root, form).forge):
        built["entry"] = str(_build_entry(root, today, target / "entry", form))
    if form == "json":
        click.echo(json.dumps(built))
    else:
        click.echo("\n".join(f"Fertig: {path}" for path in built.values()))


def _build_handbook(root: Path, out: Path, form: str) -> Path:
    from casebook.pages.handbook import HandbookRefused, build_handbook

    office = settled_office(root, form)
    try:
        problems = build_handbook(root, office, out, past=_past)
    except HandbookRefused as error:
        click.echo(f"Das Handbuch lässt sich nicht bauen: {error}", err=True)
        raise SystemExit(FINDINGS) from None
    if problems:
        refuse(Checked(tuple(problems), 1), form, handbook_address(office))
    return out


def _past(root: Path, files: list[str]) -> dict[str, list[State]]:
    """Committed states of pages; none where the folder has no history or only part of it."""
    try:
        found = versions(root, files)
    except NoSuchRevision:
        return {}
    return {file: [State(version.day, version.data) for version in known] for file, known in found.items()}


def _build_entry(root: Path, today: date | None, out: Path, form: str) -> Path:
    from casebook.entry.site import NoForge, build_entry

    office = settled_office(root, form)
    try:
        build_entry(office, day_of(office, today), out)
    except NoForge:
        raise WrongCall("In office.yaml fehlt der Abschnitt „forge“: Er sagt, wohin das Formular speichert.") from None
    return out


def _logs(root: Path, revision: str) -> FileLogs | ShallowClone | None:
    """The commits of the cases; none without a commit, or where this clone begins in the middle of them."""
    try:
        return file_logs(root, CASES, revision)
    except ShallowClone as error:
        return error
    except NoSuchRevision:
        return None


def _logs_and_pages(root: Path) -> FileLogs | ShallowClone | None:
    """The commits of the cases, listed by Git while the code that makes the pages is loaded."""
    with ThreadPoolExecutor(max_workers=1) as git:
        logs = git.submit(_logs, root, "HEAD")
        import casebook.pages.statistics  # noqa: F401
    return logs.result()


def _build_statistics(root: Path, revision: str | None, today: date | None, out: Path, form: str) -> Path:
    if revision is None:
        with loading(root, today, form) as read:
            logs, register = _logs_and_pages(root), read()
    else:
        register, logs = loaded(root, revision, today, form), _logs(root, revision)
    if isinstance(logs, ShallowClone):
        click.echo(f"Die Seiten der Fälle entstehen ohne Änderungsgeschichte. {logs}.", err=True)

    from casebook.bulk import collector_resting
    from casebook.letters.templates import read_templates
    from casebook.pages.statistics import build_statistics

    commit = commit_named(root, revision) if revision is not None else None
    templates = read_templates(root, shelf()) if revision is None else {}
    if isinstance(templates, list):
        refuse(Checked(tuple(templates), 1), form, handbook_address(register.office))
    with collector_resting(), progress_bar("Statistik bauen") as progress, within_the_calendar(), stock_goes_up():
        build_statistics(
            register.cases,
            register.office,
            register.provenance,
            out,
            outside=register.outside,
            templates=templates,
            shelf=shelf(),
            logs=logs if isinstance(logs, FileLogs) else None,
            processes=load_processes(root, register.office, commit),
            published=load_published(root, register, commit.moment if commit else None),
            progress=progress,
        )
    return out
