"""Material + plan -> a report: chapters that say something, how everything was counted, where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casebook.measures import Record
from casebook.measures.catalogue import BASES, CATALOGUE
from casebook.pages.labels import long_day, number, period_name
from casebook.pages.origin import origin, origin_text
from casebook.pages.record_words import NOT_COLLECTED, basis_of, value_of, value_with_share
from casebook.periods import Period
from casebook.reports.blocks import Block, Column, Heading, KeyFigure, KeyFigures, Note, Paragraph, Report, Table
from casebook.reports.material import Material
from casebook.reports.passages import own_words, summary
from casebook.reports.plan import Chapter, Kind
from casebook.reports.tables import (
    Wish,
    asked_for,
    compared_with,
    definition,
    not_collected,
    without_cases,
)
from casebook.reports.words import MEASURES, listed

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
        origin=origin_text(told),
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
        yield Note(_not_counted(len(refused)))
    if not kind.compact:
        yield from summary(material)
    yield from _key_figures(material, kind)


def _not_counted(count: int) -> str:
    if count == 1:
        return "1 Datei dieses Stands ist nicht lesbar und nicht gezählt; sie steht am Ende."
    return f"{number(count)} Dateien dieses Stands sind nicht lesbar und nicht gezählt; die Liste steht am Ende."


def _key_figures(material: Material, kind: Kind) -> Iterator[KeyFigures]:
    found = [material.named(name) for name in kind.key] if material.has_begun else []
    others = compared_with(material)[:1]
    figures = tuple(
        KeyFigure(
            MEASURES[record.id].name,
            value_of(record),
            ", ".join(filter(None, (_part_name(record), basis_of(record), material.remark(record)))),
            "".join(_before(record, one, material) for one in others if material.is_ripe(record)),
        )
        for record in found
        if record and record.value is not None
    )
    if figures:
        yield KeyFigures(f"Wichtige Zahlen {period_name(material.period)}", figures)


def _before(record: Record, period: Period, material: Material) -> str:
    earlier = material.one(record.id, record.part, period)
    return f"{period_name(period)}: {value_with_share(earlier) if earlier else ''}"


def _part_name(record: Record) -> str:
    return MEASURES[record.id].part(record.part).name


# --- chapters


def _content(chapter: Chapter, material: Material) -> Iterator[Block]:
    for wish in chapter.content:
        yield from asked_for(wish, material) if isinstance(wish, Wish) else wish(material)
    ids = (id for wish in chapter.content if isinstance(wish, Wish) for id in wish.measures)
    missing = not_collected(ids, material)
    if missing:
        yield Note(f"{listed(missing)}: {NOT_COLLECTED}.")
    if empty := without_cases((wish for wish in chapter.content if isinstance(wish, Wish)), material):
        yield Paragraph(f"Ohne Fälle in diesem Zeitraum: {listed(empty)}.")


# --- appendix


def _appendix(chapters: Iterable[Chapter], material: Material, kind: Kind) -> Iterator[Block]:
    wishes = (wish for chapter in chapters for wish in chapter.content if isinstance(wish, Wish))
    used = {id for wish in wishes for id in wish.measures} | {name.partition(".")[0] for name in kind.key}
    measures = [measure for measure in CATALOGUE if measure.id in used]
    yield Heading("Woher die Zahlen stammen", new_page=True)
    yield from _origin(material)
    yield Heading("So ist gezählt")
    yield Table(
        "Grundlagen",
        (Column("Grundlage", figures=False), Column("Welche Fälle", figures=False)),
        tuple((base, BASES[base].partition(": ")[2]) for base in BASES if base in {one.base for one in measures}),
    )
    yield from (definition(measure, material) for measure in measures)


def _origin(material: Material) -> Iterator[Block]:
    told, refused = origin(material.provenance), material.provenance.refused
    rows = (
        ("Zeitraum", f"{long_day(material.period.start)} bis {long_day(material.last_day)}"),
        ("Stand", told.stand),
        ("Commit", told.commit),
        ("Einstellungen", told.settings),
        ("Auswahl", material.provenance.filters or "alle Fälle"),
        ("Hinweise", ", ".join(told.remarks) or "keine"),
    )
    columns = (Column("Angabe", figures=False), Column("Wert", figures=False))
    yield Table("Herkunft der Zahlen", columns, rows)
    if refused:
        heads = (Column("Datei", figures=False), Column("Meldung", figures=False))
        yield Table("Dateien, die nicht gezählt sind", heads, tuple((one.file, one.id) for one in refused))
