"""`casebook new`: the next free number."""

from __future__ import annotations

import json
from datetime import date
from itertools import chain
from pathlib import Path
from typing import get_args

import click

from casebook.cli.common import FORMAT, TODAY, Day, WrongCall, day_of, root_option, settled_office
from casebook.history import files_on_branches
from casebook.model import Art
from casebook.numbering import NewCase, write_new_case
from casebook.register import CASES


@click.command("new")
@root_option
@TODAY
@click.option("--art", type=click.Choice(get_args(Art)), default=None, help="Art des Anliegens.")
@click.option("--kanal", default=None, help="Kanal, wie er in office.yaml steht.")
@click.option("--date", "received", type=Day(), help="Eingangstag (sonst: heute).")
@click.option("--branches", is_flag=True, help="Auch Nummern auf allen Zweigen dieser Kopie gelten als vergeben.")
@FORMAT
def command(
    root: Path,
    today: date | None,
    art: str | None,
    kanal: str | None,
    received: date | None,
    branches: bool,
    form: str,
) -> None:
    """Einen neuen Fall mit der nächsten freien Nummer anlegen.

    Liegen noch nicht übernommene Fälle auf anderen Zweigen, zählt --branches ihre Nummern mit.
    """
    office = settled_office(root, form)
    day = day_of(office, today)
    received = received or day
    if received > day:
        raise WrongCall(f"Der Eingang am {received:%d.%m.%Y} liegt nach heute ({day:%d.%m.%Y}).")
    channels = [entry.id for entry in office.vokabulare.kanal if entry.valid_on(received)]
    if kanal is not None and kanal not in channels:
        raise WrongCall(f"Den Kanal „{kanal}“ gibt es nicht. Möglich: {', '.join(channels)}.")
    elsewhere = chain.from_iterable(files_on_branches(root, CASES).values()) if branches else ()
    path = write_new_case(root, office, NewCase(art or "", kanal or "", received, day), elsewhere)
    if form == "json":
        click.echo(json.dumps({"aktenzeichen": path.stem, "file": path.relative_to(root).as_posix()}))
    else:
        click.echo(f"Aktenzeichen {path.stem}\nDatei {path}\nBitte die leeren Felder ausfüllen.")
