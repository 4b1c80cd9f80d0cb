"""`casebook texts`: how hard the public texts are to read."""

from __future__ import annotations

import json
from pathlib import Path

import click

from casebook.cli.common import FORMAT, root_option, settled_office


@click.command("texts")
@root_option
@FORMAT
def command(root: Path, form: str) -> None:
    """Die öffentlichen Texte messen: Sätze, Wörter, Passiv – einfaches Deutsch und Leichte Sprache."""
    from casebook.pages.readability import table_as_data, table_as_text
    from casebook.texts.check import measure_levels

    settled_office(root, form)
    table = measure_levels(root)
    click.echo(json.dumps(table_as_data(table), ensure_ascii=False) if form == "json" else table_as_text(table))
