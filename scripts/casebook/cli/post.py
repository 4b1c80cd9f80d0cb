"""`casebook post`: one comment or one issue at the forge, edited in place."""

from __future__ import annotations

import os
from pathlib import Path

import click

from casebook.cli.common import WrongCall
from casebook.forge import ForgeRefused, Notes, check_notes, due_notes, post

_TITLE = "Was fällig ist"


@click.command("post")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--as", "kind", type=click.Choice(["check", "due"]), required=True, help="Prüfung oder Tagesliste.")
def command(file: Path, kind: str) -> None:
    """Den Text aus FILE bei der Forge zeigen: als Kommentar der Änderung (check) oder als Ticket (due).

    Ein früherer Text derselben Art wird ersetzt. Ist FILE leer, geschieht nichts. Wohin, sagt die Umgebung des
    Laufs (GitHub, Forgejo, GitLab) zusammen mit TOKEN.
    """
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    if not text.strip():
        click.echo("Nichts zu melden.")
        return
    notes = _notes(kind)
    try:
        click.echo(post(notes, text, _TITLE))
    except ForgeRefused as error:
        raise WrongCall(f"Die Forge hat den Text nicht angenommen: {error}.") from None


def _notes(kind: str) -> Notes:
    notes = check_notes(os.environ) if kind == "check" else due_notes(os.environ)
    if notes is None:
        raise WrongCall("Das geht nur in einem Lauf bei GitHub, Forgejo oder GitLab, mit TOKEN in der Umgebung.")
    return notes
