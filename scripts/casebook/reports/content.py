"""Material + plan -> a report: chapters that say something, how everything was counted, where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.measures.catalogue import BASES, CATALOGUE
from casebook.pages.labels import long_day, number, period_name
from casebook.reports.blocks import Block, Column, Heading, KeyFigure, KeyFigures, Note, Report, Table
from casebook.reports.material import Material
from casebook.reports.passages import own_words, summary
from casebook.reports.plan import Chapter, Kind
from casebook.reports.tables import (
    Wish,
    asked_for,
    compared_with,
    definition,
    not_collected,
)
from casebook.reports.words import NOT_COLLECTED, basis_of, listed, value_of

NOT_REAL = "Alle Daten in diesem Bericht sind erfunden."


def report_of(material: Material, kind: Kind) -> Report:
    """The report of a kind for the period of the material."""
    chapters = [(chapter, blocks) for chapter in kind.chapters if (blocks := tuple(_content(chapter, material)))]
    office, told = material.office, material.provenance
    return Report(
        file=f"{kind.id}-{material.period.label}",
        title=f"{kind.name} {period_name(material.period)}",
        subtitle=office.kontakt.stelle if office.kontakt else office.name,
        office=office.name,
        author=office.name,
        mark=kind.mark,
        notice=(office.hinweis or NOT_REAL) if office.beispiel else (office.hinweis or ""),
        origin=f"Stand {long_day(told.stand)} · Fassung {_commit(material)}",
        stand=told.stand,
        moment=told.moment,
        blocks=(
            *_opening(material, kind),
            *(block for title, text in own_words(material, kind.id) for block in (Heading(title), *text)),
            *(block for chapter, blocks in chapters for block in (Heading(chapter.title), *blocks)),
            *_appendix([chapter for chapter, _ in chapters], material, kind),
        ),
        compact=kind.compact,
    )


# --- opening


def _opening(material: Material, kind: Kind) -> Iterator[Block]:
    yield Heading("Das Wichtigste")
    if not material.finished:
        yield Note(
            f"Der Zeitraum {period_name(material.period)} ist am Stand {long_day(material.stand)} noch nicht zu Ende. "
            "Die Zahlen ändern sich noch und taugen nicht zum Vergleich mit abgeschlossenen Zeiträumen."
        )
    if refused := material.provenance.refused:
        yield Note(f"{_files(len(refused))} dieses Stands {_could(len(refused))}; die Liste steht am Ende.")
    if not kind.compact:
        yield from summary(material)
    yield from _key_figures(material, kind)


def _files(count: int) -> str:
    return "1 Datei" if count == 1 else f"{number(count)} Dateien"


def _could(count: int) -> str:
    return "ist nicht lesbar und nicht gezählt" if count == 1 else "sind nicht lesbar und nicht gezählt"


def _key_figures(material: Material, kind: Kind) -> Iterator[KeyFigures]:
    found = [material.one(*name.split(".", 1)) for name in kind.key]
    others = compared_with(material)[:1]
    figures = tuple(
        KeyFigure(
            record.name,
            value_of(record),
            basis_of(record),
            "".join(f"{period_name(one)}: {value_of(material.one(record.id, record.part, one))}" for one in others),
        )
        for record in found
        if record
    )
    if figures:
        yield KeyFigures(f"Wichtige Zahlen {period_name(material.period)}", figures)


# --- chapters


def _content(chapter: Chapter, material: Material) -> Iterator[Block]:
    for wish in chapter.content:
        yield from asked_for(wish, material) if isinstance(wish, Wish) else wish(material)
    ids = (id for wish in chapter.content if isinstance(wish, Wish) for id in wish.measures)
    missing = not_collected(ids, material)
    if missing:
        yield Note(f"{listed(missing)}: {NOT_COLLECTED}.")


# --- appendix


def _appendix(chapters: Iterable[Chapter], material: Material, kind: Kind) -> Iterator[Block]:
    wishes = (wish for chapter in chapters for wish in chapter.content if isinstance(wish, Wish))
    used = {id for wish in wishes for id in wish.measures} | {name.partition(".")[0] for name in kind.key}
    measures = [measure for measure in CATALOGUE if measure.id in used]
    yield Heading("So ist gezählt")
    yield Table(
        "Grundlagen",
        (Column("Grundlage", figures=False), Column("Welche Fälle", figures=False)),
        tuple((base, text.partition(": ")[2]) for base, text in BASES.items()),
    )
    yield from map(definition, measures)
    yield Heading("Woher die Zahlen stammen")
    yield from _origin(material)


def _origin(material: Material) -> Iterator[Block]:
    told = material.provenance
    rows = [
        ("Zeitraum", f"{period_name(material.period)}, {long_day(material.period.start)} bis {_end(material)}"),
        ("Stand", long_day(told.stand)),
        ("Fassung", _commit(material)),
        ("Einstellungen", told.settings),
        ("Auswahl", told.filters or "alle Fälle"),
        ("Nicht gezählt", _files(len(told.refused)) if told.refused else "keine Datei"),
    ]
    columns = (Column("Angabe", figures=False), Column("Wert", figures=False))
    yield Table("Herkunft", columns, tuple(row for row in rows if row[1]))
    if told.refused:
        files = tuple((problem.file, problem.id) for problem in told.refused)
        heads = (Column("Datei", figures=False), Column("Meldung", figures=False))
        yield Table("Dateien, die nicht gezählt sind", heads, files)


def _end(material: Material) -> str:
    return long_day(material.last_day)


def _commit(material: Material) -> str:
    commit = material.provenance.commit or "ohne Git"
    return commit if material.provenance.clean else f"{commit} (nicht eingecheckt)"
