"""`casebook critical`: whether a change waits for a person."""

from __future__ import annotations

from pathlib import Path

import click

from casebook.cli.common import FINDINGS, root_option
from casebook.history import changed_since
from casebook.register import CASES, is_case_file, parse_case, read_case


@click.command("critical")
@root_option
@click.option("--base", metavar="REV", required=True, help="Der Git-Stand, mit dem verglichen wird.")
def command(root: Path, base: str) -> None:
    """Sagen, worin eine Änderung auf die Zustimmung eines Menschen wartet: kritische Fälle, und was kein Fall ist.

    Ende mit 1: Sie wartet.
    """
    change = changed_since(root, base, CASES)
    others = sorted(file for file in {*change.touched, *change.beside} if not is_case_file(file))
    cases = sorted(file for file in change.touched if is_case_file(file))
    waiting = [file for file in cases if _is_critical(root, file, change.before.get(file))]
    for file in waiting:
        click.echo(f"{Path(file).stem} ist kritisch; die Änderung wartet auf die Zustimmung einer zweiten Person.")
    if others:
        click.echo(f"{others[0]} ist kein Fall; solche Änderungen übernimmt ein Mensch.")
    if waiting or others:
        raise SystemExit(FINDINGS)


def _is_critical(root: Path, file: str, before: bytes | None) -> bool:
    """Whether a case is critical now or was before; one that nobody can read waits too."""
    states = [read_case(root, file)] if (root / file).exists() else []
    states += [parse_case(file, before)] if before is not None else []
    return any(isinstance(state, list) or state[1].stufe == "kritisch" for state in states)
