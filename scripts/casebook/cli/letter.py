"""`casebook letter`: a letter to a case."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casebook.check import Checked
from casebook.cli.common import (
    FORMAT,
    TODAY,
    CaseNumber,
    WrongCall,
    day_of,
    handbook_address,
    refuse,
    root_option,
    settled_office,
)
from casebook.letters.kinds import KINDS, Variant
from casebook.model import Case
from casebook.register import CASES, read_case
from casebook.staging import write_whole

if TYPE_CHECKING:
    from casebook.problem import Document


@click.command("letter")
@click.argument("number", type=CaseNumber())
@root_option
@TODAY
@click.option("--kind", required=True, type=click.Choice(list(KINDS)), help="Welches Schreiben.")
@click.option(
    "--to", type=click.Choice(["person", "dritte"]), help="An wen (sonst: an Dritte, wenn das Anliegen von dort kam)."
)
@click.option(
    "--variant",
    type=click.Choice([variant.value for variant in Variant]),
    help="Form des Schreibens (sonst: was die Person nach „bedarf“ braucht).",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Zieldatei (sonst: in build/schreiben/).")
@FORMAT
def command(
    number: str,
    root: Path,
    today: date | None,
    kind: str,
    to: Any,
    variant: str | None,
    out: Path | None,
    form: str,
) -> None:
    """Ein Schreiben zu einem Fall als Word-Datei; mit --variant text als Text für eine E-Mail."""
    from casebook.letters.offers import one_letter
    from casebook.letters.permission import Wish, usual_addressee

    office = settled_office(root, form)
    document, case = _case_called(root, number, form)
    wish = Wish(KINDS[kind], case, office, day_of(office, today), to or usual_addressee(case))
    made = one_letter(root, wish, document, Variant(variant) if variant else None)
    if isinstance(made, list):
        refuse(Checked(tuple(made), 1), form, handbook_address(office))
    target = out or root / "build" / "schreiben" / made.file
    _write_new(target, made.content)
    click.echo(json.dumps({"letter": str(target)}) if form == "json" else f"Fertig: {target}")


def _case_called(root: Path, number: str, form: str) -> tuple[Document, Case]:
    file = f"{CASES}/{number[:4]}/{number}.yaml"
    if not os.path.lexists(root / file):
        raise WrongCall(f"Den Fall {number} gibt es im Register nicht.")
    read = read_case(root, file)
    return read if isinstance(read, tuple) else refuse(Checked(tuple(read), 1), form)


def _write_new(target: Path, content: bytes) -> None:
    """Never over a letter in which somebody may have put a name already."""
    if target.exists():
        raise WrongCall(f"„{target}“ gibt es schon. Benennen Sie die Datei um oder wählen Sie mit --out eine andere.")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, content)
