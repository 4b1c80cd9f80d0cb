"""The entry point: what goes wrong around us becomes one German sentence."""

from __future__ import annotations

import errno
import io
import os
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import click

from casebook.cli import (
    accept,
    build,
    check,
    critical,
    due,
    export,
    import_,
    letter,
    new,
    post,
    publish,
    renumber_draft,
    report,
    schema,
    stats,
    texts,
)
from casebook.cli.common import FINDINGS, OUR_BUG, WRONG_CALL
from casebook.history import NoSuchRevision
from casebook.register import NotARegister

P = ParamSpec("P")
R = TypeVar("R")

_FAILURES = {
    errno.ENOSPC: "Die Platte ist voll",
    errno.EDQUOT: "Ihr Speicherplatz ist aufgebraucht",
    errno.EACCES: "Dafür fehlt Ihnen das Recht",
    errno.EPERM: "Dafür fehlt Ihnen das Recht",
    errno.EROFS: "Der Datenträger ist schreibgeschützt",
    errno.ENOENT: "Die Datei oder den Ordner gibt es nicht",
    errno.ENOTDIR: "Das ist kein Ordner",
}


@click.group(context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100})
def cli() -> None:
    """Beschwerden als geprüfte Dateien: prüfen, anlegen, übernehmen, auswerten, veröffentlichen.

    Ende mit 0: in Ordnung. 1: etwas an Daten oder Dateien ist zu ändern. 2: falsch aufgerufen oder etwas
    fehlt (kein office.yaml, unbekannter Git-Stand, Platte voll). 3: unser Fehler.
    """


for _module in (
    check,
    new,
    renumber_draft,
    critical,
    accept,
    post,
    import_,
    stats,
    report,
    export,
    publish,
    due,
    build,
    letter,
    schema,
    texts,
):
    cli.add_command(_module.command)


def _for_people(run: Callable[P, R]) -> Callable[P, R]:
    """Turn what goes wrong around us into one German sentence and the agreed exit code."""

    @wraps(run)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return run(*args, **kwargs)
        except NotARegister as error:
            _leave(
                f"In „{error}“ liegt kein office.yaml. Wechseln Sie in den Ordner des Registers oder nutzen Sie --root."
            )
        except NoSuchRevision as error:
            _leave(f"{error}.")
        except BrokenPipeError:
            os._exit(FINDINGS)
        except OSError as error:
            what = _FAILURES.get(error.errno or 0) or error.strerror or str(error)
            _leave(f"{what} ({error.filename or 'ohne Dateiname'}). Es wurde nichts Halbes zurückgelassen.")
        except (SystemExit, KeyboardInterrupt):
            raise
        except Exception:
            traceback.print_exc()
            click.echo("\nDas ist unser Fehler, nicht Ihrer. Bitte schicken Sie die Zeilen oben Ihrer IT.", err=True)
            raise SystemExit(OUR_BUG) from None

    return guarded


def _leave(sentence: str) -> NoReturn:
    click.echo(f"Das geht so nicht: {sentence}", err=True)
    raise SystemExit(WRONG_CALL)


@_for_people
def main() -> None:
    """Entry point of the `casebook` command."""
    for stream in (sys.stdout, sys.stderr):
        # Windows gives a pipe an old code page, in which a quoted emoji would be a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    cli()
