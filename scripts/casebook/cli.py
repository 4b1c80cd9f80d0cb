"""The command line: reads the surroundings (root, day, revision) once and passes them on."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar, get_args

import click

from casebook import report
from casebook.check import Checked, check_register
from casebook.german import speak_german
from casebook.history import Change, NoSuchRevision, changed_since, current_commit
from casebook.letters.kinds import KINDS, Variant
from casebook.messages import Severity
from casebook.model import Art, Case
from casebook.numbering import NewCase, write_new_case
from casebook.problem import Problem
from casebook.register import CASES, NotARegister, read_case, read_cases, read_settings
from casebook.values import parse_case_number, parse_date

if TYPE_CHECKING:
    from casebook.agenda import Agenda
    from casebook.items import Item
    from casebook.office import Office
    from casebook.problem import Document

P = ParamSpec("P")
R = TypeVar("R")

FINDINGS, WRONG_CALL, OUR_BUG = 1, 2, 3

_FAILURES = {
    errno.ENOSPC: "Die Platte ist voll",
    errno.EDQUOT: "Ihr Speicherplatz ist aufgebraucht",
    errno.EACCES: "Dafür fehlt Ihnen das Recht",
    errno.EPERM: "Dafür fehlt Ihnen das Recht",
    errno.EROFS: "Der Datenträger ist schreibgeschützt",
    errno.ENOENT: "Die Datei oder den Ordner gibt es nicht",
    errno.ENOTDIR: "Das ist kein Ordner",
}

speak_german()  # before the first command is declared: help texts are fixed then


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


def _today(office: Office | None, today: date | None) -> date:
    """--today, else the frozen day of an invented register, else the clock."""
    return today or (office.stichtag if office else None) or date.today()


def _settled_office(root: Path, form: str = "text") -> Office:
    settings = read_settings(root)
    if isinstance(settings, list):
        _refuse(Checked(tuple(settings), 1), form)
    return settings.office


def _refuse(checked: Checked, form: str, handbook: str = "") -> NoReturn:
    """End with what has to be mended first; JSON where JSON was asked for."""
    click.echo(_rendered(checked, form, handbook), nl=False, err=form != "json")
    raise SystemExit(FINDINGS)


def _handbook_address(office: Office | None) -> str:
    address = office.verweise.handbuch if office else None
    return f"{address.rstrip('/')}/" if address else ""


def _root_option(command: Callable[P, R]) -> Callable[P, R]:
    option = click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="Ordner mit office.yaml und cases/ (sonst: der aktuelle Ordner).",
    )
    return option(command)


_TODAY = click.option("--today", type=Day(), help="Der Tag, der als heute gilt (sonst: das Datum des Rechners).")
_FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Ausgabeform.")


@click.group(context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100})
def cli() -> None:
    """Beschwerden als geprüfte Dateien: prüfen, anlegen, übernehmen, auswerten, veröffentlichen.

    Ende mit 0: in Ordnung. 1: etwas an Daten oder Dateien ist zu ändern. 2: falsch aufgerufen oder etwas
    fehlt (kein office.yaml, unbekannter Git-Stand, Platte voll). 3: unser Fehler.
    """


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@_root_option
@_TODAY
@click.option("--base", metavar="REV", help="Auch die Änderung seit diesem Git-Stand prüfen; beanstandet wird nur sie.")
@click.option("--strict", is_flag=True, help="Auch Hinweise gelten als Fehler.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github", "gitlab", "json"]),
    default="text",
    help="Ausgabeform.",
)
def check(paths: tuple[Path, ...], root: Path, today: date | None, base: str | None, strict: bool, form: str) -> None:
    """Alle Fälle prüfen. Mit PATH werden nur diese Dateien beanstandet."""
    _need_root(root)
    settings = read_settings(root)
    office = None if isinstance(settings, list) else settings.office
    change = None if base is None else changed_since(root, base, CASES)
    with _progress("Fälle prüfen") as progress:
        checked = check_register(root, today=_today(office, today), settings=settings, change=change, progress=progress)
    shown = checked
    for blamed in (_touched(change), _listed(root, paths)):
        shown = shown if blamed is None else shown.only(blamed)
    handbook = _handbook_address(office)
    click.echo(_rendered(shown, form, handbook), nl=False)
    _write_run_summary(shown, form, handbook)
    hidden = len(checked.problems) - len(shown.problems)
    if hidden and form == "text":
        noun = "Meldung" if hidden == 1 else "Meldungen"
        click.echo(f"Dazu {hidden} {noun} in Dateien, um die es hier nicht geht.")
    failing = shown.count(Severity.ERROR) + (shown.count(Severity.WARNING) if strict else 0)
    if failing:
        raise SystemExit(FINDINGS)


def _need_root(root: Path) -> None:
    if not root.is_dir():
        raise WrongCall(f"Den Ordner „{root}“ gibt es nicht.")


_CODE = ("office.yaml", "office/", "handbook/processes/", "scripts/")


def _touched(change: Change | None) -> frozenset[str] | None:
    """The files a change is blamed for; None for all of them. Changed code or settings concern every case."""
    everything = change is None or any(name.startswith(_CODE) for name in change.touched)
    return None if change is None or everything else change.touched


def _listed(root: Path, paths: tuple[Path, ...]) -> frozenset[str] | None:
    """The named files and folders as they are called in the register; None where nothing is named."""
    files: list[str] = []
    for path in paths:
        found = path if path.is_absolute() or path.exists() else root / path
        if not os.path.lexists(found):
            raise WrongCall(f"Die Datei „{path}“ gibt es nicht.")
        try:
            # Not resolve(): a link is blamed where it stands, not where it leads.
            files.append(Path(os.path.abspath(found)).relative_to(os.path.abspath(root)).as_posix())  # noqa: PTH100
        except ValueError:
            raise WrongCall(f"„{path}“ liegt nicht in „{root}“.") from None
    return frozenset(files) if files else None


def _rendered(checked: Checked, form: str, handbook: str) -> str:
    if form == "json":
        return report.as_json(checked, handbook=handbook) + "\n"
    if form == "gitlab":
        return report.as_gitlab(checked) + "\n"
    if form == "github":
        return report.as_github(checked)
    return report.as_text(checked, handbook=handbook)


def _write_run_summary(checked: Checked, form: str, handbook: str) -> None:
    """GitHub shows ten annotations a step; the run summary has them all."""
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and target:
        with Path(target).open("a", encoding="utf-8") as summary:
            summary.write(report.as_markdown(checked, handbook=handbook))


@cli.command()
@_root_option
@_TODAY
@click.option("--art", type=click.Choice(get_args(Art)), default=None, help="Art des Anliegens.")
@click.option("--kanal", default=None, help="Kanal, wie er in office.yaml steht.")
@click.option("--date", "received", type=Day(), help="Eingangstag (sonst: heute).")
@_FORMAT
def new(root: Path, today: date | None, art: str | None, kanal: str | None, received: date | None, form: str) -> None:
    """Einen neuen Fall mit der nächsten freien Nummer anlegen."""
    office = _settled_office(root, form)
    day = _today(office, today)
    received = received or day
    if received > day:
        raise WrongCall(f"Der Eingang am {received:%d.%m.%Y} liegt nach heute ({day:%d.%m.%Y}).")
    channels = [entry.id for entry in office.vokabulare.kanal if entry.valid_on(received)]
    if kanal is not None and kanal not in channels:
        raise WrongCall(f"Den Kanal „{kanal}“ gibt es nicht. Möglich: {', '.join(channels)}.")
    path = write_new_case(root, office, NewCase(art or "", kanal or "", received, day))
    if form == "json":
        click.echo(json.dumps({"aktenzeichen": path.stem, "file": path.relative_to(root).as_posix()}))
    else:
        click.echo(f"Aktenzeichen {path.stem}\nDatei {path}\nBitte die leeren Felder ausfüllen.")


@cli.command("import")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Zuordnung (YAML).")
@_root_option
@_TODAY
@click.option("--dry-run", is_flag=True, help="Nur zeigen, was geschähe; nichts schreiben.")
@click.option("--skip-refused", is_flag=True, help="Abgelehnte Zeilen auslassen und den Rest schreiben.")
@_FORMAT
def import_(
    source: Path, mapping: Path, root: Path, today: date | None, dry_run: bool, skip_refused: bool, form: str
) -> None:
    """Alte Fälle aus SOURCE (CSV oder XLSX) übernehmen. Entweder alle oder keiner."""
    from casebook.importing.run import run_import

    for path in (source, mapping):
        if not path.is_file():
            raise WrongCall(f"Die Datei „{path}“ gibt es nicht.")
    day = _today(_settled_office(root, form), today)
    with _progress("Fälle übernehmen") as progress:
        outcome = run_import(
            root, source, mapping, dry_run=dry_run, skip_refused=skip_refused, today=day, progress=progress
        )
    if isinstance(outcome, list):
        click.echo(_rendered(Checked(tuple(outcome), 1), form, ""), nl=False)
        raise SystemExit(FINDINGS)
    click.echo(outcome.as_json() if form == "json" else outcome.as_text())
    if outcome.blocked:
        raise SystemExit(FINDINGS)


@cli.command()
@_root_option
@click.option("--period", "label", required=True, help="Zeitraum: 2017, 2017-H1, 2017-Q2 oder 2017-03.")
@click.option("--stand", type=Day(), help="Bis zu diesem Tag zählt, was geschehen ist (sonst: heute).")
@_FORMAT
def stats(root: Path, label: str, stand: date | None, form: str) -> None:
    """Die Kennzahlen eines Zeitraums, jede mit Zähler, Nenner und Definition."""
    from casebook.measures import as_data, measure
    from casebook.pages.plain import records_text
    from casebook.periods import NotAPeriod, parse_period

    period = parse_period(label)
    if isinstance(period, NotAPeriod):
        raise WrongCall(str(period))
    office = _settled_office(root, form)
    stand = _today(office, stand)
    records = measure(_checked_cases(root, office, form), office, period, stand)
    if form == "json":
        click.echo(json.dumps([as_data(record) for record in records], ensure_ascii=False, indent=1))
    else:
        click.echo(records_text(records, office))
        if not period.is_finished(stand):
            click.echo(f"\nDer Zeitraum {period.label} ist am {stand:%d.%m.%Y} noch nicht zu Ende.")


def _checked_cases(root: Path, office: Office, form: str) -> list[Case]:
    """Every case of a register without errors; a figure never silently leaves one out or counts a wrong one."""
    with _progress("Fälle prüfen") as progress:
        checked = check_register(root, today=_today(office, None), progress=progress)
    if checked.count(Severity.ERROR):
        _refuse(checked, form, _handbook_address(office))
    return [item for item in read_cases(root) if isinstance(item, Case)]


@cli.command()
@_root_option
@_TODAY
@click.option("--unit", metavar="KENNUNG", help="Nur eine Einheit; „ohne“ für alles, wofür keine zuständig ist.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics", "markdown"]), default="text", help="Ausgabeform."
)
@click.option(
    "--previous",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Die vorige Ausgabe. markdown: schweigt, wenn sich nichts geändert hat. ics: zählt Änderungen hoch.",
)
def due(root: Path, today: date | None, unit: str | None, form: str, previous: Path | None) -> None:
    """Was heute zu tun ist: Rechtsbehelfe, Überfälliges, Zusagen, Fristen, Maßnahmen, Berichte.

    ics ist ein Kalender ganzer Tage zum Abonnieren, markdown eine Übersicht für ein Ticket, das ein täglicher
    Lauf fortschreibt. markdown schweigt an Tagen, an denen das Haus frei hat. Beide nennen Nummer, Frist und
    Thema, nie Text aus einem Fall. Gibt es die Datei von --previous noch nicht, ist es der erste Lauf.
    """
    if previous and form not in ("ics", "markdown"):
        raise WrongCall(f"--previous gehört zu ics und markdown, nicht zu {form}.")
    office = _settled_office(root)
    day = _today(office, today)
    wanted = _wanted_unit(office, unit)
    before = previous.read_text(encoding="utf-8", errors="replace") if previous and previous.exists() else ""
    with _within_the_calendar():
        click.echo(_due(_readable_cases(root, office, form), office, day, wanted, form, before), nl=False)


def _readable_cases(root: Path, office: Office, form: str) -> list[Case]:
    """Every case that can be read at all: a slip in one of them must not hide what is due in the others."""
    read = read_cases(root)
    problems = tuple(item for item in read if isinstance(item, Problem))
    if problems:
        _refuse(Checked(problems, len(read)), "json" if form == "json" else "text", _handbook_address(office))
    return [item for item in read if isinstance(item, Case)]


def _wanted_unit(office: Office, unit: str | None) -> str | None:
    """The id as items carry it; the management's list under a name no unit has."""
    from casebook.items import MANAGEMENT

    if unit is not None and unit not in office.units:
        if unit == "ohne":
            return MANAGEMENT
        raise WrongCall(f"Die Einheit „{unit}“ gibt es nicht. Möglich: {', '.join(office.units)}, ohne.")
    return unit


def _due(cases: list[Case], office: Office, today: date, unit: str | None, form: str, previous: str) -> str | bytes:
    from casebook.agenda import open_agenda
    from casebook.due import due_items
    from casebook.pages.agenda_text import agenda_json, agenda_text

    items = due_items(cases, office, today)
    if form == "ics":
        return _feed([item for item in items if unit in (None, item.unit)], office, today, previous)
    whole = open_agenda(items, office, today)
    agenda = whole if unit is None else whole.of_unit(unit)
    if form == "markdown":
        return _digest(agenda, office, previous)
    return (agenda_json(agenda, office) if form == "json" else agenda_text(agenda, office)) + "\n"


def _feed(items: list[Item], office: Office, today: date, previous: str) -> bytes:
    from casebook.pages.feed import NotAFeed, feed

    try:
        return feed(items, office, today, previous)
    except NotAFeed:
        raise WrongCall("Die Datei von --previous ist kein Kalender.") from None


def _digest(agenda: Agenda, office: Office, previous: str) -> str:
    from casebook.calendars import calendar_of
    from casebook.pages.digest import digest, same_content

    text = digest(agenda, office) + "\n"
    works = calendar_of(office).is_working_day(agenda.today, house=True)
    return text if works and not same_content(text, previous) else ""


@contextmanager
def _within_the_calendar() -> Iterator[None]:
    """A due day no calendar reaches is told with its case, never guessed."""
    from casebook.calendars import OutsideCalendar

    try:
        yield
    except OutsideCalendar as error:
        click.echo(f"Das lässt sich nicht berechnen: {error}.", err=True)
        raise SystemExit(FINDINGS) from None


@cli.command()
@click.argument("what", type=click.Choice(["handbook", "statistics", "all"]))
@_root_option
@_TODAY
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Zielordner (sonst: site/ im Register).")
@_FORMAT
def build(what: str, root: Path, today: date | None, out: Path | None, form: str) -> None:
    """Das öffentliche Handbuch, die interne Statistik oder beides bauen."""
    office = _settled_office(root, form)
    target = out or root / "site"
    built: dict[str, str] = {}
    if what in ("handbook", "all"):
        built["handbook"] = str(_build_handbook(root, office, target / "handbook", form))
    if what in ("statistics", "all"):
        built["statistics"] = str(_build_statistics(root, office, _today(office, today), target / "statistics", form))
    if form == "json":
        click.echo(json.dumps(built))
    else:
        click.echo("\n".join(f"Fertig: {path}" for path in built.values()))


def _build_handbook(root: Path, office: Office, out: Path, form: str) -> Path:
    from casebook.pages.handbook import HandbookRefused, build_handbook

    try:
        problems = build_handbook(root, office, out)
    except HandbookRefused as error:
        click.echo(f"Das Handbuch lässt sich nicht bauen: {error}", err=True)
        raise SystemExit(FINDINGS) from None
    if problems:
        _refuse(Checked(tuple(problems), 1), form, _handbook_address(office))
    return out


def _build_statistics(root: Path, office: Office, stand: date, out: Path, form: str) -> Path:
    from casebook.letters.templates import read_templates
    from casebook.pages.statistics import build_statistics

    cases, templates = _checked_cases(root, office, form), read_templates(root)
    if isinstance(templates, list):
        _refuse(Checked(tuple(templates), 1), form, _handbook_address(office))
    with _progress("Statistik bauen") as progress, _within_the_calendar():
        build_statistics(cases, office, stand, current_commit(root), out, templates=templates, progress=progress)
    return out


@cli.command()
@click.argument("number", type=CaseNumber())
@_root_option
@_TODAY
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
@_FORMAT
def letter(
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

    office = _settled_office(root, form)
    document, case = _case_called(root, number, form)
    wish = Wish(KINDS[kind], case, office, _today(office, today), to or usual_addressee(case))
    made = one_letter(root, wish, document, Variant(variant) if variant else None)
    if isinstance(made, list):
        _refuse(Checked(tuple(made), 1), form, _handbook_address(office))
    target = out or root / "build" / "schreiben" / made.file
    _write_new(target, made.content)
    click.echo(json.dumps({"letter": str(target)}) if form == "json" else f"Fertig: {target}")


def _case_called(root: Path, number: str, form: str) -> tuple[Document, Case]:
    file = f"{CASES}/{number[:4]}/{number}.yaml"
    if not os.path.lexists(root / file):
        raise WrongCall(f"Den Fall {number} gibt es im Register nicht.")
    read = read_case(root, file)
    return read if isinstance(read, tuple) else _refuse(Checked(tuple(read), 1), form)


def _write_new(target: Path, content: bytes) -> None:
    """Write a letter whole or not at all; never over one in which somebody may have put a name already."""
    if target.exists():
        raise WrongCall(f"„{target}“ gibt es schon. Benennen Sie die Datei um oder wählen Sie mit --out eine andere.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.neu")
    try:
        unfinished.write_bytes(content)
        unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


@cli.command()
@_root_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(__file__).parent / "schema",
    help="Zielordner der Schemas.",
)
@_FORMAT
def schema(root: Path, out: Path, form: str) -> None:
    """JSON-Schemas für Editoren aus dem Modell und den Listen des Hauses schreiben."""
    from casebook.schema import write_schemas

    write_schemas(out, _settled_office(root, form))
    click.echo(json.dumps({"schema": str(out)}) if form == "json" else f"Fertig: {out}")


class _progress:
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


if __name__ == "__main__":
    main()
