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
    """JSON-Schemas für Editoren und die Liste der Kennzahlen aus Modell und Katalog schreiben."""
    from casebook.exports.schemas import write_export_schemas
    from casebook.figurelist import write_figures
    from casebook.schema import write_schemas

    office = settled_office(root, form)
    write_schemas(out, office)
    write_figures(out)
    write_export_schemas(out, office)
    click.echo(json.dumps({"schema": str(out)}) if form == "json" else f"Fertig: {out}")
