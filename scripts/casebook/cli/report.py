"""`casebook report`: a period in words and figures, as PDF, HTML and Word file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casebook.cli.common import (
    AS_OF,
    FORMAT,
    STAND,
    WrongCall,
    loaded,
    need_begun,
    need_period,
    root_option,
    stock_goes_up,
    within_the_calendar,
)
from casebook.staging import write_whole

if TYPE_CHECKING:
    from casebook.periods import Period
    from casebook.reports.blocks import Report
    from casebook.reports.plan import Kind

KINDS = ("jahresbericht", "halbjahr", "monatsblatt", "auftraggeber", "rat")
FILES = ("pdf", "html", "docx")


@click.command("report")
@click.argument("label", metavar="ZEITRAUM")
@root_option
@click.option("--period", "part", metavar="ZEITRAUM", help="Nur dieser Teil, zum Beispiel 2017-H1.")
@click.option("--kind", "kind_id", type=click.Choice(KINDS), help="Welcher Bericht (sonst: der zum Zeitraum passende).")
@click.option("--file", "files", type=click.Choice(FILES), multiple=True, help="Nur diese Form; mehrfach möglich.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Zielordner (sonst: build/berichte/).")
@click.option("--texts", "with_texts", is_flag=True, help="Auch die Texte der Maßnahmen aus den Fällen drucken.")
@STAND
@AS_OF
@FORMAT
def command(
    label: str,
    root: Path,
    part: str | None,
    kind_id: str | None,
    files: tuple[str, ...],
    out: Path | None,
    with_texts: bool,
    stand: date | None,
    revision: str | None,
    form: str,
) -> None:
    """Ein Bericht als PDF, HTML und Word-Datei: Jahr, Halbjahr, Monat, an Auftraggeber oder an den Rat.

    ZEITRAUM ist ein Jahr (2017), Halbjahr (2017-H1), Quartal (2017-Q2) oder Monat (2017-03). Eigene Worte des Hauses
    kommen aus office/woerter.yaml. Mit --as-of entsteht der Bericht eines früheren Git-Stands noch einmal, Byte für
    Byte.
    """
    from casebook.measures import need_stock_to_go_up
    from casebook.reports.content import report_of
    from casebook.reports.material import material_of

    period = _period(label, part)
    kind = _kind(kind_id, period)
    register = loaded(root, revision, stand, form)
    need_begun(period, register.provenance.stand)
    with within_the_calendar(), stock_goes_up():
        material = material_of(
            register.cases, register.office, register.outside, register.provenance, period, with_texts=with_texts
        )
        need_stock_to_go_up(chain.from_iterable(material.site.records.values()))
    report = report_of(material, kind)
    written = _write(report, files or FILES, out or root / "build" / "berichte")
    click.echo(json.dumps(written) if form == "json" else "\n".join(f"Fertig: {path}" for path in written.values()))


def _period(label: str, part: str | None) -> Period:
    whole, chosen = need_period(label), need_period(part or label)
    if not (whole.start <= chosen.start and chosen.end <= whole.end):
        raise WrongCall(f"Der Zeitraum {chosen.label} liegt nicht in {whole.label}.")
    return chosen


def _kind(kind_id: str | None, period: Period) -> Kind:
    from casebook.reports.plan import KINDS as PLANS
    from casebook.reports.plan import USUAL

    kind = PLANS[kind_id or USUAL[period.months]]
    if period.months not in kind.months:
        lengths = {12: "ein Jahr", 6: "ein Halbjahr", 3: "ein Quartal", 1: "einen Monat"}
        possible = " oder ".join(name for months, name in lengths.items() if months in kind.months)
        raise WrongCall(f"Den Bericht „{kind.id}“ gibt es nur für {possible}, nicht für {period.label}.")
    return kind


def _write(report: Report, files: tuple[str, ...], folder: Path) -> dict[str, str]:
    """All or none: every file is made before the first is written."""
    renderers = _renderers()
    made = {folder / f"{report.file}.{name}": renderers[name](report) for name in FILES if name in files}
    for target, content in made.items():
        _keep_what_people_wrote(target, content)
    for target, content in made.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, content)
    return {target.suffix[1:]: str(target) for target in made}


def _renderers() -> dict[str, Callable[[Report], bytes]]:
    from casebook.reports.as_docx import as_docx
    from casebook.reports.as_html import as_html
    from casebook.reports.as_pdf import as_pdf

    return {"pdf": as_pdf, "html": as_html, "docx": as_docx}


def _keep_what_people_wrote(target: Path, content: bytes) -> None:
    """A Word file is made to be worked on; PDF and HTML are not."""
    if target.suffix == ".docx" and target.exists() and target.read_bytes() != content:
        raise WrongCall(
            f"„{target}“ gibt es schon mit anderem Inhalt, vielleicht hat jemand daran geschrieben. Benennen Sie die "
            "Datei um oder wählen Sie mit --out einen anderen Ordner."
        )
