"""`casebook renumber-draft`: another number for a case that nobody has accepted yet."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import click

from casebook.cli.common import FORMAT, CaseNumber, WrongCall, root_option, settled_office
from casebook.history import accepted_files, files_on_branches
from casebook.numbering import renumbered
from casebook.register import CASES


@click.command("renumber-draft")
@click.argument("number", type=CaseNumber())
@root_option
@click.option("--main", "accepted", help="Der Zweig der geprüften Fälle (sonst: wie in office.yaml, oder main).")
@FORMAT
def command(number: str, root: Path, accepted: str | None, form: str) -> None:
    """Einem Entwurf, dessen Nummer inzwischen vergeben ist, die nächste freie geben.

    Nur für Fälle, die noch nicht übernommen sind. Eine übernommene Nummer ändert sich nie mehr.
    """
    office = settled_office(root, form)
    branch = accepted or (office.forge.zweig if office.forge else "main")
    file = f"{CASES}/{number[:4]}/{number}.yaml"
    if not (root / file).is_file():
        raise WrongCall(f"Den Fall {number} gibt es hier nicht.")
    if file in accepted_files(root, branch, CASES):
        raise WrongCall(f"Der Fall {number} ist schon übernommen ({branch}). Seine Nummer ändert sich nie mehr.")
    target = renumbered(root, number, chain.from_iterable(files_on_branches(root, CASES).values()))
    if form == "json":
        click.echo(json.dumps({"aktenzeichen": target.stem, "file": target.relative_to(root).as_posix()}))
    else:
        click.echo(f"Aktenzeichen {target.stem}\nDatei {target}\nNennen Sie der Person die neue Nummer.")
