"""`casebook import`: old cases from a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from casebook.check import Checked
from casebook.cli.common import (
    FINDINGS,
    FORMAT,
    TODAY,
    WrongCall,
    day_of,
    progress_bar,
    rendered,
    root_option,
    settled_office,
)


@click.command("import")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Zuordnung (YAML).")
@root_option
@TODAY
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschähe; nichts schreiben.")
@click.option("--skip-refused", is_flag=True, help="Abgelehnte Zeilen auslassen und den Rest schreiben.")
@FORMAT
def command(
    source: Path, mapping: Path, root: Path, today: date | None, dry_run: bool, skip_refused: bool, form: str
) -> None:
    """Alte Fälle aus SOURCE (CSV oder XLSX) übernehmen. Entweder alle oder keiner."""
    from casebook.importing.run import run_import

    for path in (source, mapping):
        if not path.is_file():
            raise WrongCall(f"Die Datei „{path}“ gibt es nicht.")
    day = day_of(settled_office(root, form), today)
    with progress_bar("Fälle übernehmen") as progress:
        outcome = run_import(
            root, source, mapping, dry_run=dry_run, skip_refused=skip_refused, today=day, progress=progress
        )
    if isinstance(outcome, list):
        click.echo(rendered(Checked(tuple(outcome), 1), form, ""), nl=False)
        raise SystemExit(FINDINGS)
    click.echo(outcome.as_json() if form == "json" else outcome.as_text())
    if outcome.blocked:
        raise SystemExit(FINDINGS)
