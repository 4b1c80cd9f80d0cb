"""What the commands share: options, types of arguments, refusals, the bar on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from casebook import report
from casebook.beside import beside
from casebook.check import Checked
from casebook.german import speak_german
from casebook.history import commit_named, vouched_until
from casebook.load import Loaded, day_in_berlin, load_commit, load_folder
from casebook.model import Case
from casebook.office import Office
from casebook.periods import NotAPeriod, Period, parse_period
from casebook.problem import Problem
from casebook.register import read_cases, read_settings
from casebook.shelf import Shelf
from casebook.values import parse_case_number, parse_date

speak_german()  # before the first command is declared: help texts are fixed then


P = ParamSpec("P")
R = TypeVar("R")

FINDINGS, WRONG_CALL, OUR_BUG = 1, 2, 3


class WrongCall(click.ClickException):
    """Wrong call or missing surroundings: exit code 2 with one German sentence."""

    exit_code = WRONG_CALL

    def show(self, file: Any = None) -> None:
        click.echo(f"Das geht so nicht: {self.message}", err=True)


class Day(click.ParamType[date]):
    """A day written JJJJ-MM-TT."""

    name = "JJJJ-MM-TT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else parse_date(value)
        except Exception:
            self.fail(f"„{value}“ ist kein Tag; schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-03-04.", param, ctx)


class CaseNumber(click.ParamType[str]):
    """A number written JJJJ-NNNN."""

    name = "AKTENZEICHEN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return parse_case_number(value)
        except Exception:
            self.fail(
                f"„{value}“ ist kein Aktenzeichen; schreiben Sie Jahr-Nummer, zum Beispiel 2026-0042.", param, ctx
            )


def day_of(office: Office | None, today: date | None) -> date:
    """--today, else the frozen day of an invented register, else the clock."""
    return today or (office.stichtag if office else None) or date.today()


def settled_office(root: Path, form: str = "text") -> Office:
    settings = read_settings(root)
    if isinstance(settings, list):
        refuse(Checked(tuple(settings), 1), form)
    return settings.office


def refuse(checked: Checked, form: str, handbook: str = "") -> NoReturn:
    """End with what has to be mended first; JSON where JSON was asked for."""
    click.echo(rendered(checked, form, handbook), nl=False, err=form != "json")
    raise SystemExit(FINDINGS)


def handbook_address(office: Office | None) -> str:
    address = office.verweise.handbuch if office else None
    return f"{address.rstrip('/')}/" if address else ""


def root_option(command: Callable[P, R]) -> Callable[P, R]:
    option = click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="Ordner mit office.yaml und cases/ (sonst: der aktuelle Ordner).",
    )
    return option(command)


TODAY = click.option("--today", type=Day(), help="Der Tag, der als heute gilt (sonst: das Datum des Rechners).")
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Ausgabeform.")


def need_root(root: Path) -> None:
    if not root.is_dir():
        raise WrongCall(f"Den Ordner „{root}“ gibt es nicht.")


def rendered(checked: Checked, form: str, handbook: str) -> str:
    if form == "json":
        return report.as_json(checked, handbook=handbook) + "\n"
    if form == "gitlab":
        return report.as_gitlab(checked) + "\n"
    if form == "github":
        return report.as_github(checked)
    return report.as_text(checked, handbook=handbook)


AS_OF = click.option(
    "--as-of", "revision", metavar="REV", help="Aus diesem Git-Stand rechnen; der Ordner bleibt, wie er ist."
)
STAND = click.option(
    "--stand", type=Day(), help="Bis zu diesem Tag zählt, was geschehen ist; nie ein künftiger (sonst: heute)."
)


WITH_TEXT = click.option(
    "--with-text", is_flag=True, help="Auch Freitext der Fälle. Er kann Angaben über Menschen enthalten."
)


def loaded(root: Path, revision: str | None, stand: date | None, form: str) -> Loaded:
    """The register of the folder or of a commit; a figure never silently leaves a case out or counts a wrong one.

    Raises:
        WrongCall: the stand lies after the last day of which the folder or the commit can know anything.
    """
    if revision is not None:
        commit = commit_named(root, revision)
        last_day = day_in_berlin(vouched_until(root, revision, commit))
        return _accepted(load_commit(root, commit, stand), root, stand, last_day, form)
    last_day = date.today()
    return _accepted(_read(root, stand, last_day), root, stand, last_day, form)


@contextmanager
def loading(root: Path, stand: date | None, form: str) -> Iterator[Callable[[], Loaded]]:
    """As `loaded`, of the folder: a copy of this process reads it until somebody asks for it.

    Not for commits: their cases are many small objects, and sending them takes longer than reading.
    """
    last_day = date.today()
    with beside(partial(_read, root, stand, last_day)) as found:
        yield lambda: _accepted(found(), root, stand, last_day, form)


def _read(root: Path, stand: date | None, last_day: date) -> Loaded | Checked:
    with progress_bar("Fälle prüfen") as progress:
        return load_folder(root, stand, last_day, shelf(), progress)


def _accepted(found: Loaded | Checked, root: Path, stand: date | None, last_day: date, form: str) -> Loaded:
    if isinstance(found, Checked):
        settings = read_settings(root)
        refuse(found, form, handbook_address(None if isinstance(settings, list) else settings.office))
    _need_past(stand, found.office.stichtag or last_day)
    if found.provenance.refused:
        click.echo(_rendered_refused(found.provenance.refused), nl=False, err=True)
    return found


def _need_past(stand: date | None, last_day: date) -> None:
    if stand and stand > last_day:
        raise WrongCall(
            f"Der Stand liegt in der Zukunft: {stand:%d.%m.%Y}. Bekannt ist nur, was bis zum {last_day:%d.%m.%Y} "
            "geschehen ist; nennen Sie diesen Tag oder einen früheren."
        )


def shelf() -> Shelf:
    """The user's own folder for results that can be thrown away; none where `CASEBOOK_CACHE` is set to nothing."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("CASEBOOK_CACHE")
    folder = user_cache_path("casebook", appauthor=False) if chosen is None else Path(chosen) if chosen else None
    found = Shelf(folder)
    found.tidy()
    return found


def _rendered_refused(problems: tuple[Problem, ...]) -> str:
    return rendered(Checked(problems, len(problems)), "text", "")


def readable_cases(root: Path, office: Office, form: str) -> list[Case]:
    """Every case that can be read at all: a slip in one of them must not hide what is due in the others."""
    read = read_cases(root)
    problems = tuple(item for item in read if isinstance(item, Problem))
    if problems:
        refuse(Checked(problems, len(read)), "json" if form == "json" else "text", handbook_address(office))
    return [item for item in read if isinstance(item, Case)]


def need_period(label: str) -> Period:
    """A period as people write it: 2017, 2017-H1, 2017-Q2 or 2017-03."""
    period = parse_period(label)
    if isinstance(period, NotAPeriod):
        raise WrongCall(str(period))
    return period


def need_begun(period: Period, stand: date) -> None:
    """Of a period that has not begun nothing can be told, not even noughts."""
    if period.start > stand:
        raise WrongCall(
            f"Der Zeitraum {period.label} hat am {stand:%d.%m.%Y} noch nicht begonnen; darüber lässt sich nichts "
            "berichten. Nennen Sie einen früheren Zeitraum."
        )


@contextmanager
def within_the_calendar() -> Iterator[None]:
    """A due day no calendar reaches is told with its case, never guessed."""
    from casebook.calendars import OutsideCalendar

    try:
        yield
    except OutsideCalendar as error:
        click.echo(f"Das lässt sich nicht berechnen: {error}.", err=True)
        raise SystemExit(FINDINGS) from None


@contextmanager
def stock_goes_up() -> Iterator[None]:
    """Where the stock does not follow from what came and went, no figure is shown."""
    from casebook.measures import StockDoesNotGoUp

    try:
        yield
    except StockDoesNotGoUp as error:
        click.echo(str(error), err=True)
        raise SystemExit(FINDINGS) from None


class progress_bar:
    """A bar on the screen while something long runs; silent in files, pipes and CI."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.bar: Any = None

    def __enter__(self) -> Callable[[int, int], None] | None:
        if not sys.stderr.isatty():
            return None
        from rich.console import Console
        from rich.progress import Progress

        self.bar = Progress(console=Console(stderr=True), transient=True)
        self.bar.start()
        task = self.bar.add_task(self.title, total=None)
        return lambda done, total: self.bar.update(task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self.bar:
            self.bar.stop()
