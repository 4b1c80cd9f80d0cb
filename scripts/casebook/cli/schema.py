"""`casebook schema`: JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from casebook.cli.common import FORMAT, root_option, settled_office


@click.command("schema")
@root_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(__file__).parents[1] / "schema",
    help="Zielordner der Schemas.",
)
@FORMAT
def command(root: Path, out: Path, form: str) -> None:
    """JSON-Schemas für Editoren aus dem Modell und den Listen des Hauses schreiben."""
    from casebook.schema import write_schemas

    write_schemas(out, settled_office(root, form))
    click.echo(json.dumps({"schema": str(out)}) if form == "json" else f"Fertig: {out}")
