"""Passages of a report that are more than a table of measures: summary, chart, meetings, years, targets, open items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from casebook.due import RESTS, SMALL_UNIT
from casebook.filters import SMALL_UNITS
from casebook.items import Item, When
from casebook.measures import Record
from casebook.measures.compare import Aim, aim
from casebook.outside import Jahressumme
from casebook.pages.before import NEVER_ADDED
from casebook.pages.labels import KINDS, NOTHING, day, entry_name, long_day, number, period_name, quantity
from casebook.pages.plots import Plot, drawn
from casebook.pages.receipts import year_plot
from casebook.pages.record_words import NOT_COLLECTED, basis_of, value_of
from casebook.pages.sentences import UPHELD, promises_sentence, share_sentence
from casebook.pages.themes import Trend
from casebook.pages.trends import trend_plot
from casebook.periods import Period, parts_of
from casebook.reports.blocks import Block, Column, Figure, Note, Paragraph, Table
from casebook.reports.material import Material
from casebook.reports.tables import compared_with, has_cases
from casebook.reports.words import listed, of_kind, within
from casebook.values import UNBEKANNT

THIRD = "dritte"
_BY_WAY = {
    THIRD: "über Dritte",
    "direkt": "direkt",
    "befragung": "aus einer Befragung",
    UNBEKANNT: "auf unbekanntem Weg",
}

LATE_ROWS, DECIDED_ROWS, COMING_ROWS = 5, 3, 2
"""Rows of the lists on the monthly sheet, which has to stay one page."""


# --- the period in sentences


def summary(material: Material) -> Iterator[Block]:
    """What came in, from whom, how it was judged, and whether promises were kept."""
    if not material.has_begun:
        yield Paragraph(f"Für {period_name(material.period)} führt das Register keine Fälle.")
    elif not has_cases(material, material.period):
        yield Paragraph(f"{within(material.period)} ging kein Fall ein.")
    sentences = (_received(material), _kinds(material), _third_parties(material), _upheld(material), _kept(material))
    found = [sentence for sentence in sentences if sentence]
    for place in range(0, len(found), 3):
        yield Paragraph(" ".join(found[place : place + 3]))


def _received(material: Material) -> str:
    total = material.one("K01", "anzahl")
    if not total or not total.numerator:
        return ""
    verb = "ging" if total.numerator == 1 else "gingen"
    so_far = "" if material.finished else " bisher"
    halves = _halves(material) if material.finished else ""
    sentence = f"{within(material.period)} {verb}{so_far} {value_of(total)} ein{halves}."
    then = [(other, material.one("K01", "anzahl", other)) for other in compared_with(material)]
    return sentence + "".join(f" {within(other)} waren es {number(one.numerator)}." for other, one in then if one)


def _halves(material: Material) -> str:
    if material.period.months != 12:
        return ""
    halves = [(half, material.one("K01", "anzahl", half)) for half in parts_of(material.period, 6)]
    texts = [f"{number(one.numerator)} im {period_name(half).rpartition(' ')[0]}" for half, one in halves if one]
    return f": {listed(texts)}"


def _kinds(material: Material) -> str:
    counts = {entry: records[0].numerator or 0 for entry, records in material.split("K01", "art").items()}
    texts = [of_kind(kind, counts[kind]) for kind in KINDS if counts.get(kind)]
    return f"Darunter: {listed(texts)}." if len(texts) > 1 else ""


def _third_parties(material: Material) -> str:
    """By which way all cases came; where the share (K18) leaves some of them out, it stands apart and says which."""
    ways = {entry: records[0].numerator or 0 for entry, records in material.split("K01", "zugang").items()}
    through, total = material.one("K18", "quote"), sum(ways.values())
    if not through or not total:
        return ""
    if total == 1:
        return f"Der eine Fall kam {_BY_WAY[max(ways, key=ways.__getitem__)]}."
    whole = f" ({value_of(through)})" if through.denominator == total else ""
    beside = (f", {way} {number(ways[entry])}" for entry, way in _BY_WAY.items() if entry != THIRD and ways.get(entry))
    count = ways.get(THIRD, 0)
    verb = "kamen" if count > 1 else "kam"
    came = f"Über Dritte {verb} {_none_or(count)} von {number(total)} Fällen{whole}{''.join(beside)}."
    return came if whole or not through.denominator else f"{came} {_in_rates(through, ways)}"


def _in_rates(through: Record, ways: Mapping[str, int]) -> str:
    """The share of the cases that count in rates."""
    unknown = " und ohne Fälle auf unbekanntem Weg" if ways.get(UNBEKANNT) else ""
    count = through.numerator or 0
    return (
        f"Ohne doppelte, abgegebene und stornierte Fälle{unknown} {'sind' if count > 1 else 'ist'} es "
        f"{_none_or(count)} von {number(through.denominator)} ({value_of(through)})."
    )


def _none_or(count: int) -> str:
    return number(count) if count else "keiner"


def _upheld(material: Material) -> str:
    upheld, received = material.one("K09E", "quote"), material.one("K01", "anzahl")
    if not upheld or not received or not received.numerator:
        return ""
    if not upheld.denominator:
        return "Über keine der eingegangenen Beschwerden ist bisher entschieden." if upheld.n else ""
    known = f"die im Zeitraum eingegangen und bis zum {long_day(material.stand)} bewertet"
    phrase = replace(UPHELD, alone=f"Die eine Beschwerde, {known} ist,", many=f"Beschwerden, {known} sind,")
    return f"{'; '.join(filter(None, (share_sentence(upheld, phrase), material.remark(upheld))))}."


def _kept(material: Material) -> str:
    return promises_sentence(material.one("K08", "quote"), material.one("K08", "offen_ueberfaellig"))


# --- the office's own words


def own_words(material: Material, report: str) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """Chapters an office has written for this report and period: heading and paragraphs."""
    for text in material.outside.woerter:
        if (text.zeitraum, text.bericht) == (material.period.label, report):
            paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text.text))
            blocks = tuple(Paragraph(paragraph) for paragraph in paragraphs if paragraph)
            yield text.ueberschrift or "In eigenen Worten", blocks


# --- receipts by month


def receipts_by_month(material: Material) -> Iterator[Block]:
    """The chart of a year and the table that says the same."""
    if material.period.months == 12 and has_cases(material, material.period):
        plot = year_plot(material.period, material.site)
        yield from _picture(plot, material)
        yield _plot_table(plot, f"{plot.title}, Fälle (K01)")


def _picture(plot: Plot, material: Material) -> Iterator[Figure]:
    made = drawn(plot, material.site.drawer)
    if made.desk:
        alt = f"Diagramm. {plot.title}. {plot.message} Alle Zahlen stehen in der Tabelle darunter."
        yield Figure(str(made.desk), str(made.phone), alt, " ".join((plot.message, *plot.notes)))


def _plot_table(plot: Plot, caption: str) -> Table:
    names, *heads = plot.table.columns
    rows = tuple((row.name, *(cell.text for cell in row.cells)) for row in plot.table.rows)
    remarks = [any(row.cells[place].remark for row in plot.table.rows) for place in range(len(heads))]
    columns = (Column(head, figures=not remark) for head, remark in zip(heads, remarks, strict=True))
    return Table(caption, (Column(names, figures=False), *columns), rows)


# --- meetings, years, targets


def meetings(material: Material) -> Iterator[Block]:
    """Meetings with advice centres and others; where nobody keeps the list, that is said."""
    known = material.outside.netzwerk
    held = sorted((meeting for meeting in known if meeting.datum in material.period), key=lambda one: one.datum)
    held = [meeting for meeting in held if meeting.datum <= material.stand]
    if not known:
        yield Note(f"Netzwerktreffen: {NOT_COLLECTED}.")
    elif not held:
        yield Paragraph(f"{within(material.period)} ist kein Treffen verzeichnet.")
    else:
        rows = tuple((day(one.datum), one.thema, number(one.stellen)) for one in held)
        columns = (Column("Tag", figures=False), Column("Thema", figures=False), Column("Beteiligte Stellen"))
        yield Table(f"Netzwerktreffen {period_name(material.period)}", columns, rows)


def long_series(material: Material) -> Iterator[Block]:
    """Every year of the register; years from before it are drawn apart and never added."""
    site = material.until_now
    years = [year for year in reversed(site.years) if has_cases(material, year)]
    if len(years) + len(material.outside.reihe) < 2:
        return
    series = trend_plot(Trend("K01.anzahl"), site) if material.has_begun else None
    if series:
        yield from _picture(series, material)
        if series.keys:
            columns = (Column("Zeichen", figures=False), Column("Was die Zahlen erklären kann", figures=False))
            yield Table("Ereignisse im Diagramm", columns, series.keys)
        yield _plot_table(series, "Eingänge der Jahre, Fälle (K01)")
    elif earlier := [total for total in material.outside.reihe if total.jahr <= material.period.start.year]:
        yield _totals_before(earlier)
    if years:
        heads = ("über Dritte (K18)", "begründet oder teilweise begründet (K09E)", "Zusage gehalten (K08)")
        named = (Column("Jahr", figures=False), *(Column(head, figures="K18" in head) for head in heads))
        rows = tuple(
            (_year_name(year, material), *(_share_of(year, id, material) for id in ("K18", "K09E", "K08")))
            for year in years
        )
        yield Table("Anteile der Jahre im Register", named, rows)


def _totals_before(totals: Sequence[Jahressumme]) -> Table:
    """What is known of the years before the first case, newest first."""
    columns = (Column("Jahr", figures=False), Column("Anzahl"), Column("Quelle", figures=False))
    rows = sorted(totals, key=lambda total: total.jahr, reverse=True)
    return Table(
        "Summen aus der Zeit vor dem Register",
        columns,
        tuple((f"{one.jahr}", number(one.anzahl), f"{'gerundet; ' * one.gerundet}{one.quelle}") for one in rows),
        NEVER_ADDED,
    )


def _share_of(year: Period, id: str, material: Material) -> str:
    """`50,0 % (4 von 8; erst 8 von 19 bewertet)`."""
    found = material.one(id, "quote", year)
    return _with_remark(found, material.remark(found, year)) if found and found.denominator else NOTHING


def _with_remark(record: Record, remark: str) -> str:
    """The value, what it rests on, and what must stand beside it."""
    basis = "; ".join(filter(None, (basis_of(record), remark)))
    return f"{value_of(record)} ({basis})" if basis else value_of(record)


def _year_name(year: Period, material: Material) -> str:
    return year.label if year.is_finished(material.stand) else f"{year.label} (läuft noch)"


def targets(material: Material) -> Iterator[Block]:
    """What the office meant to reach, beside what came out; counts have a target for the whole year only."""
    found = ((record, aim(record, material.outside)) for record in material.site.records[material.period.label])
    rows = tuple(_target_row(record, reached, material) for record, reached in found if reached)
    if rows:
        columns = (Column(head, figures=False) for head in ("Kennzahl", "Ziel", "Ergebnis", "Erreicht"))
        yield Table(f"Ziele {period_name(material.period)}", tuple(columns), rows)


def _target_row(record: Record, found: Aim, material: Material) -> tuple[str, ...]:
    least = "mindestens" if found.target.richtung == "mindestens" else "höchstens"
    reached = {True: "ja", False: "nein", None: NOTHING}[found.reached]
    wanted = f"{least} {quantity(found.target.ziel, record.unit)}"
    return f"{record.name} ({record.id})", wanted, _with_remark(record, material.remark(record)), reached


# --- what is open


def to_decide(material: Material) -> Iterator[Block]:
    """What is past its day, longest first: this needs a decision now."""
    late = _due(material, lambda item: item.when(material.last_day) is When.UEBERFAELLIG)
    if late:
        yield _open_items("Überfällig", "Fällig seit", late, LATE_ROWS, material)
    else:
        yield Paragraph(f"Am {long_day(material.last_day)} ist nichts überfällig.")


def decided(material: Material) -> Iterator[Block]:
    """Measures that are decided and still have time."""
    running = _due(material, lambda item: item.kind == "massnahme" and _has_time(item, material))
    if running:
        yield _open_items("Beschlossen, noch nicht umgesetzt", "Bis", running, DECIDED_ROWS, material)
    else:
        yield Paragraph(f"Am {long_day(material.last_day)} läuft keine Maßnahme, deren Frist noch kommt.")


def coming_up(material: Material) -> Iterator[Block]:
    """What else falls due next."""
    items = _due(material, lambda item: item.kind != "massnahme" and _has_time(item, material))
    if items:
        yield _open_items("Als Nächstes fällig", "Fällig am", items, COMING_ROWS, material)


def _due(material: Material, wanted: Callable[[Item], bool]) -> list[Item]:
    return sorted(filter(wanted, material.items), key=lambda item: (item.due, item.aktenzeichen))


def _has_time(item: Item, material: Material) -> bool:
    return item.when(material.last_day) in (When.HEUTE, When.WOCHE, When.SPAETER)


def _open_items(caption: str, when: str, items: list[Item], longest: int, material: Material) -> Table:
    heads = ("Fall", "Was", "Thema", "Zuständig", when)
    rows = tuple(
        (item.aktenzeichen, _what(item, material), item.topic or NOTHING, _unit(item, material), day(item.due))
        for item in items[:longest]
    )
    more = len(items) - longest
    note = f"Und {number(more)} weitere; die ganze Liste steht auf der Seite „Heute“ der Statistik." if more > 0 else ""
    return Table(f"{caption} ({number(len(items))})", tuple(Column(head, figures=False) for head in heads), rows, note)


def _what(item: Item, material: Material) -> str:
    """Words of a case only where they were asked for."""
    return f"{item.name}: {item.text}" if material.with_texts and item.kind == "massnahme" else item.name


def _unit(item: Item, material: Material) -> str:
    """Who has it, and for whom it waits."""
    unit = entry_name(material.office, "stelle", item.unit) if item.unit else "Leitung"
    same = ("", SMALL_UNIT if item.unit == SMALL_UNITS else unit)
    if item.waiting_for in same:
        return unit
    return f"{unit}, {'' if item.waiting_for == RESTS else 'wartet auf '}{item.waiting_for}"
