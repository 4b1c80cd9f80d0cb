"""`casebook stats`: the measures of a period."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from casebook.cli.common import (
    AS_OF,
    FORMAT,
    STAND,
    WITH_TEXT,
    WrongCall,
    loaded,
    need_begun,
    need_period,
    root_option,
    stock_goes_up,
)
from casebook.filters import Filter, is_small
from casebook.model import Art

if TYPE_CHECKING:
    from casebook.load import Loaded
    from casebook.measures import Record
    from casebook.office import Office
    from casebook.provenance import Provenance


@click.command("stats")
@root_option
@click.option("--period", "label", required=True, help="Zeitraum: 2017, 2017-H1, 2017-Q2 oder 2017-03.")
@STAND
@AS_OF
@click.option("--art", type=click.Choice(get_args(Art)), help="Nur eine Art.")
@click.option("--unit", "einheit", metavar="KENNUNG", help="Nur Fälle, die diese Einheit betreffen.")
@click.option("--topic", "thema", metavar="KENNUNG", help="Nur Fälle mit einem Anliegen zu diesem Thema.")
@click.option("--traeger", metavar="KENNUNG", help="Nur Fälle mit einem Anliegen bei diesem Träger.")
@FORMAT
@WITH_TEXT
def command(
    root: Path,
    label: str,
    stand: date | None,
    revision: str | None,
    form: str,
    with_text: bool,
    **chosen: str | None,
) -> None:
    """Die Kennzahlen eines Zeitraums, jede mit Zähler, Nenner und Definition.

    Mit --as-of kommt alles aus einem früheren Git-Stand: Fälle, Einstellungen, kleine Dateien, und sein Tag gilt als
    Stand. Was sich dort nicht mehr lesen lässt, wird genannt und gezählt, aber nicht mitgerechnet.
    Nach Organisationen, deren Namen Freitext sind, wird nur mit --with-text gegliedert.
    """
    from casebook.measures import measure, need_stock_to_go_up, without_text
    from casebook.pages.origin import origin_text
    from casebook.pages.plain import records_text

    period = need_period(label)
    register = _narrowed(loaded(root, revision, stand, form), Filter(**chosen))
    day = register.provenance.stand
    need_begun(period, day)
    records = measure(register.cases, register.office, period, day, register.outside)
    with stock_goes_up():
        need_stock_to_go_up(records)
    records = records if with_text else without_text(records)
    if form == "json":
        click.echo(_as_json(records, register.provenance, finished=period.is_finished(day)))
        return
    if not period.is_finished(day):
        click.echo(
            f"Der Zeitraum {period.label} ist am {day:%d.%m.%Y} noch nicht zu Ende; die Zahlen ändern sich noch.\n"
        )
    click.echo(records_text(records, register.office))
    click.echo(f"\n{origin_text(register.provenance)}")


def _as_json(records: Iterable[Record], provenance: Provenance, *, finished: bool) -> str:
    """Every record with what it was counted from: it may be read apart from the others."""
    from casebook.measures import as_data

    origin = {
        "abgeschlossen": finished,
        "commit": provenance.commit if provenance.clean else None,
        "einstellungen": provenance.settings,
        "auswahl": provenance.filters,
        "nicht_gezaehlt": len(provenance.refused),
    }
    return json.dumps([as_data(record) | origin for record in records], ensure_ascii=False, indent=1)


def _narrowed(register: Loaded, wanted: Filter) -> Loaded:
    for vocabulary, entry in (("einheiten", wanted.einheit), ("thema", wanted.thema), ("traeger", wanted.traeger)):
        _need_entry(register.office, vocabulary, entry)
    if wanted.einheit and is_small(register.office, wanted.einheit):
        raise WrongCall(
            f"„{wanted.einheit}“ ist eine kleine Einheit und hat keine eigenen Zahlen: Sie sagten etwas über einzelne "
            "Menschen."
        )
    provenance = replace(register.provenance, filters=wanted.text(register.office))
    return replace(register, cases=wanted.select(register.cases, provenance.stand), provenance=provenance)


def _need_entry(office: Office, vocabulary: str, entry: str | None) -> None:
    known = office.vocabularies[vocabulary]
    if entry is not None and entry not in known:
        raise WrongCall(f"„{entry}“ steht nicht in der Liste „{vocabulary}“. Möglich: {', '.join(known)}.")
