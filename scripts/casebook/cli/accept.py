"""`casebook accept`: the forge merges the proposed change of this run."""

from __future__ import annotations

import os

import click

from casebook.cli.common import FINDINGS, WrongCall
from casebook.forge import ForgeRefused, accept


@click.command("accept")
@click.option("--if-proposed", is_flag=True, help="Außerhalb einer vorgeschlagenen Änderung nur mit 1 enden.")
def command(if_proposed: bool) -> None:
    """Die vorgeschlagene Änderung dieses Laufs durch die Forge übernehmen lassen.

    Vorher gehören Prüfung und „casebook critical“. Braucht TOKEN in der Umgebung.
    """
    try:
        accepted = accept(os.environ)
    except ForgeRefused as error:
        raise WrongCall(f"Die Forge hat die Änderung nicht übernommen: {error}.") from None
    if not accepted and not if_proposed:
        raise WrongCall("Dieser Lauf gehört zu keiner vorgeschlagenen Änderung.")
    if not accepted:
        raise SystemExit(FINDINGS)
    click.echo("Übernommen.")
