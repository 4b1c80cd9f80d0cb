"""The text of the files to be published: the same figures always as the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.casefile import scalar
from casebook.published import Kreuztabelle, Tabelle, Zahlen

_HEAD = """\
# Von „casebook publish zahlen“ geschrieben und geprüft. Einmal veröffentlicht, ändert sich diese Datei nicht mehr:
# Zwei Fassungen desselben Jahres verrieten, was dazwischen nachgetragen wurde.
"""
_CHANGES_HEAD = """\
# Das haben wir geändert. Die Tage kommen aus den Maßnahmen; die Texte schreibt ein Mensch, in eigenen Worten und so,
# dass niemand einen Fall wiedererkennt. Löschen Sie Einträge, die nicht an die Öffentlichkeit gehören.
"""


def figures_text(figures: Zahlen) -> str:
    """`zahlen-JJJJ.yaml`."""
    lines = [f"jahr: {figures.jahr}", f"stand: {figures.stand}"]
    lines += [f"commit: {scalar(figures.commit)}"] if figures.commit else []
    lines += [f"rundung: {figures.rundung}", f"gesamt: {figures.gesamt}", f"genau: {scalar(figures.genau)}"]
    lines += ["tabellen:", *(line for table in figures.tabellen for line in _table(table))] if figures.tabellen else []
    if figures.kreuztabellen:
        lines += ["kreuztabellen:", *(line for table in figures.kreuztabellen for line in _crossing(table))]
    if figures.berichtigt:
        lines += ["berichtigt:", *(f"  - {{jahr: {each.jahr}, gesamt: {each.gesamt}}}" for each in figures.berichtigt)]
    return _HEAD + "\n".join(lines) + "\n"


def _table(table: Tabelle) -> Iterator[str]:
    yield from _title(table)
    yield f"    genau: {scalar(table.genau)}"
    if table.zeilen:
        yield "    zeilen:"
        yield from (f"      - {{id: {row.id}, name: {_name(row.name)}, anzahl: {row.anzahl}}}" for row in table.zeilen)


def _crossing(table: Kreuztabelle) -> Iterator[str]:
    yield from _title(table)
    yield "    spalten:"
    yield from (f"      - {{id: {column.id}, name: {_name(column.name)}}}" for column in table.spalten)
    yield "    zeilen:"
    for row in table.zeilen:
        yield f"      - {{id: {row.id}, name: {_name(row.name)}, anzahlen: [{', '.join(map(str, row.anzahlen))}]}}"


def _title(table: Tabelle | Kreuztabelle) -> Iterator[str]:
    yield f"  - id: {table.id}"
    yield f"    titel: {scalar(table.titel)}"
    yield f"    zaehlt: {table.zaehlt}"


def _name(text: str) -> str:
    """Inside braces a comma or a bracket ends a plain text."""
    plain = scalar(text)
    return '"' + text + '"' if plain == text and any(sign in text for sign in ",[]{}") else plain


def changes_text(days: list[str]) -> str:
    """`aenderungen-JJJJ.yaml` with a place to write at each day."""
    if not days:
        return _CHANGES_HEAD + "eintraege: []\n"
    entries = (f"  - problem:\n    aenderung:\n    datum: {day}\n    wirkung:\n" for day in days)
    return _CHANGES_HEAD + "eintraege:\n" + "".join(entries)
