"""`casebook check`: every rule on every file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from casebook import report
from casebook.check import Checked, check_register
from casebook.cli.common import (
    FINDINGS,
    TODAY,
    WrongCall,
    day_of,
    handbook_address,
    need_root,
    progress_bar,
    rendered,
    root_option,
)
from casebook.history import Change, changed_since
from casebook.messages import Severity
from casebook.register import CASES, read_settings


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
@TODAY
@click.option("--base", metavar="REV", help="Auch die Änderung seit diesem Git-Stand prüfen; beanstandet wird nur sie.")
@click.option("--strict", is_flag=True, help="Auch Hinweise gelten als Fehler.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "gitlab", "json"]),
    default="text",
    help="Ausgabeform.",
)
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Die ganze Liste als Markdown in diese Datei; leer, wenn die Änderung keinen Fall betrifft.",
)
def command(
    paths: tuple[Path, ...],
    root: Path,
    today: date | None,
    base: str | None,
    strict: bool,
    form: str,
    summary: Path | None,
) -> None:
    """Alle Fälle prüfen. Mit PATH werden nur diese Dateien beanstandet."""
    need_root(root)
    settings = read_settings(root)
    office = None if isinstance(settings, list) else settings.office
    change = None if base is None else changed_since(root, base, CASES)
    with progress_bar("Fälle prüfen") as progress:
        checked = check_register(root, today=day_of(office, today), settings=settings, change=change, progress=progress)
    shown = checked
    for blamed in (_touched(change), _listed(root, paths)):
        shown = shown if blamed is None else shown.only(blamed)
    handbook = handbook_address(office)
    click.echo(rendered(shown, form, handbook), nl=False)
    _write_run_summary(shown, form, handbook)
    if summary:
        summary.write_text(_summary(shown, change, handbook), encoding="utf-8")
    hidden = len(checked.problems) - len(shown.problems)
    if hidden and form == "text":
        noun = "Meldung" if hidden == 1 else "Meldungen"
        click.echo(f"Dazu {hidden} {noun} in Dateien, um die es hier nicht geht.")
    failing = shown.count(Severity.ERROR) + (shown.count(Severity.WARNING) if strict else 0)
    if failing:
        raise SystemExit(FINDINGS)


_CODE = ("office.yaml", "office/", "handbook/processes/", "scripts/")


def _touched(change: Change | None) -> frozenset[str] | None:
    """The files a change is blamed for; None for all of them. Changed code or settings concern every case."""
    everything = change is None or any(name.startswith(_CODE) for name in change.touched)
    return None if change is None or everything else change.touched


def _listed(root: Path, paths: tuple[Path, ...]) -> frozenset[str] | None:
    """The named files and folders as they are called in the register; None where nothing is named."""
    files: list[str] = []
    for path in paths:
        found = path if path.is_absolute() or path.exists() else root / path
        if not os.path.lexists(found):
            raise WrongCall(f"Die Datei „{path}“ gibt es nicht.")
        try:
            # Not resolve(): a link is blamed where it stands, not where it leads.
            files.append(Path(os.path.abspath(found)).relative_to(os.path.abspath(root)).as_posix())  # noqa: PTH100
        except ValueError:
            raise WrongCall(f"„{path}“ liegt nicht in „{root}“.") from None
    return frozenset(files) if files else None


def _summary(checked: Checked, change: Change | None, handbook: str) -> str:
    """What a comment says of a change; nothing where it touches no case and breaks none."""
    concerns_cases = change is None or any(name.startswith(f"{CASES}/") for name in change.touched)
    return report.as_markdown(checked, handbook=handbook) if concerns_cases or checked.problems else ""


def _write_run_summary(checked: Checked, form: str, handbook: str) -> None:
    """GitHub shows ten annotations a step; the run summary has them all."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and target:
        with Path(target).open("a", encoding="utf-8") as summary:
            summary.write(report.as_markdown(checked, handbook=handbook))
