"""`casebook export`: cases, concerns or figures as a table for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from casebook.cli.common import (
    AS_OF,
    STAND,
    WITH_TEXT,
    WrongCall,
    loaded,
    need_begun,
    need_period,
    root_option,
    stock_goes_up,
    within_the_calendar,
)
from casebook.exports.writing import Form
from casebook.staging import write_whole

if TYPE_CHECKING:
    from casebook.exports.table import Table
    from casebook.load import Loaded
    from casebook.periods import Period


@click.command("export")
@click.argument("what", type=click.Choice(["faelle", "anliegen", "kennzahlen"]))
@root_option
@click.option("--format", "form", type=click.Choice(get_args(Form)), default="csv", help="Art der Datei.")
@click.option("--period", "label", help="Nur dieser Zeitraum: 2017, 2017-H1, 2017-Q2 oder 2017-03.")
@STAND
@AS_OF
@WITH_TEXT
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Zieldatei (sonst: hier, mit dem Namen).")
def command(
    what: str,
    root: Path,
    form: Form,
    label: str | None,
    stand: date | None,
    revision: str | None,
    with_text: bool,
    out: Path | None,
) -> None:
    """Fälle, Anliegen oder Kennzahlen als Tabelle ausgeben.

    CSV öffnet sich im deutschen Excel mit einem Doppelklick. Text, der dort als Formel liefe (= + - @ am Anfang),
    bekommt ein Hochkomma davor. Ohne --with-text verlässt kein Freitext das Register; nach Bearbeitern, Uhrzeiten und
    kleinen Einheiten ist nie etwas gegliedert.
    """
    from casebook.exports.writing import export_files

    period = need_period(label) if label else None
    if what == "kennzahlen" and period is None:
        raise WrongCall("Kennzahlen gelten für einen Zeitraum; nennen Sie ihn mit --period, zum Beispiel 2017.")
    register = loaded(root, revision, stand, "text")
    if what == "kennzahlen" and period:
        need_begun(period, register.provenance.stand)
    with within_the_calendar(), stock_goes_up():
        table = _table(what, register, period, with_text)
    target = out or Path(f"{what}{f'-{period.label}' if period else ''}.{form}")
    selection = f"Zeitraum {period.label}" if period else ""
    files = export_files(table, form, target.name, register.provenance, register.office.name, selection)
    for name, content in files.items():
        write_whole(target.parent / name, content)
    rows = "1 Zeile" if len(table.rows) == 1 else f"{len(table.rows)} Zeilen"
    click.echo(f"Fertig: {target} ({rows})")


def _table(what: str, register: Loaded, period: Period | None, with_text: bool) -> Table:
    from casebook.exports.cases import case_table, concern_table
    from casebook.exports.figures import figure_table
    from casebook.measures import case_states, measure, need_stock_to_go_up, without_text

    day = register.provenance.stand
    if what == "kennzahlen":
        assert period is not None  # asked for above
        records = measure(register.cases, register.office, period, day, register.outside)
        need_stock_to_go_up(records)
        return figure_table(records if with_text else without_text(records))
    cases = [case for case in register.cases if period is None or case.eingang.datum in period]
    make = case_table if what == "faelle" else concern_table
    made = make(case_states(cases, day), register.office)
    return made if with_text else made.without_text()
