"""`casebook stats`: the measures of a period."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from casebook.cli.common import FORMAT, Day, WrongCall, checked_cases, day_of, root_option, settled_office


@click.command("stats")
@root_option
@click.option("--period", "label", required=True, help="Zeitraum: 2017, 2017-H1, 2017-Q2 oder 2017-03.")
@click.option("--stand", type=Day(), help="Bis zu diesem Tag zählt, was geschehen ist (sonst: heute).")
@FORMAT
def command(root: Path, label: str, stand: date | None, form: str) -> None:
    """Die Kennzahlen eines Zeitraums, jede mit Zähler, Nenner und Definition."""
    from casebook.measures import as_data, measure
    from casebook.pages.plain import records_text
    from casebook.periods import NotAPeriod, parse_period

    period = parse_period(label)
    if isinstance(period, NotAPeriod):
        raise WrongCall(str(period))
    office = settled_office(root, form)
    stand = day_of(office, stand)
    records = measure(checked_cases(root, office, form), office, period, stand)
    if form == "json":
        click.echo(json.dumps([as_data(record) for record in records], ensure_ascii=False, indent=1))
    else:
        click.echo(records_text(records, office))
        if not period.is_finished(stand):
            click.echo(f"\nDer Zeitraum {period.label} ist am {stand:%d.%m.%Y} noch nicht zu Ende.")
