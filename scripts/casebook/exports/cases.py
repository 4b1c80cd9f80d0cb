"""Case states -> the tables of cases and of concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casebook.calendars import Calendar, OutsideCalendar, calendar_of
from casebook.exports.table import Column, Table, Value
from casebook.filters import SMALL_UNITS, named_unit
from casebook.measures.dimensions import TOGETHER
from casebook.measures.states import CaseState
from casebook.model import Anliegen
from casebook.office import Office

_UNITS = f"{TOGETHER} Ihre Kennung ist dann „{SMALL_UNITS}“."


@dataclass(frozen=True, slots=True)
class _Around:
    office: Office
    calendar: Calendar

    def unit(self, unit: str | None) -> str | None:
        """The unit as it may leave the house."""
        return unit and named_unit(self.office, unit)


_OfCase = Callable[[CaseState, _Around], Value]
_OfConcern = Callable[[Anliegen, _Around], Value]


def case_table(states: Sequence[CaseState], office: Office) -> Table:
    """One row per case, in the order given."""
    around = _Around(office, calendar_of(office))
    rows = tuple(tuple(value(state, around) for _, value in _CASE) for state in states)
    return Table("faelle", "Fälle", tuple(column for column, _ in _CASE), rows)


def concern_table(states: Sequence[CaseState], office: Office) -> Table:
    """One row per concern: a case has up to five."""
    around = _Around(office, calendar_of(office))
    rows = tuple(_concern_rows(states, around))
    return Table("anliegen", "Anliegen", (*_KEYS, *(column for column, _ in _CONCERN)), rows)


def _concern_rows(states: Iterable[CaseState], around: _Around) -> Iterator[tuple[Value, ...]]:
    for state in states:
        for number, concern in enumerate(state.case.anliegen, start=1):
            keys = (state.case.aktenzeichen, number, state.kind, state.case.eingang.datum)
            yield (*keys, *(value(concern, around) for _, value in _CONCERN))


def _workdays(state: CaseState, around: _Around) -> int | None:
    try:
        closed = state.final_closing
        return around.calendar.working_days(state.case.eingang.datum, closed) if closed else None
    except OutsideCalendar:
        return None


def _days(start: date, end: date | None) -> int | None:
    return (end - start).days if end else None


def _organisation(state: CaseState, around: _Around) -> str | None:
    """The organisation behind a third party, where the office names organisations of this kind at all."""
    third = state.case.dritte
    kind = next((entry for entry in around.office.vokabulare.dritte if third and entry.id == third.art), None)
    return third.stelle if third and not (kind and kind.nur_art) else None


def _joined(entries: Iterable[str]) -> str | None:
    return ", ".join(entries) or None


_CASE: tuple[tuple[Column, _OfCase], ...] = (
    (Column("aktenzeichen", "Aktenzeichen"), lambda s, a: s.case.aktenzeichen),
    (Column("art", "Art"), lambda s, a: s.kind),
    (Column("eingang", "Eingangsdatum", "datum"), lambda s, a: s.case.eingang.datum),
    (Column("kanal", "Kanal"), lambda s, a: s.case.eingang.kanal),
    (Column("zugang", "Zugang"), lambda s, a: s.case.eingang.zugang),
    (Column("ueber", "Gekommen über"), lambda s, a: s.case.eingang.ueber),
    (Column("stelle", "Angesprochene Stelle", description=_UNITS), lambda s, a: a.unit(s.case.eingang.stelle)),
    (Column("dritte", "Art der Dritten"), lambda s, a: s.case.dritte.art if s.case.dritte else None),
    (Column("dritte_stelle", "Organisation der Dritten", free_text=True), _organisation),
    (Column("gruppe", "Personengruppe"), lambda s, a: s.case.person.gruppe),
    (Column("anonym", "Anonym", "janein"), lambda s, a: s.case.person.anonym),
    (Column("anliegen", "Zahl der Anliegen", "ganzzahl"), lambda s, a: len(s.case.anliegen)),
    (Column("stufe", "Stufe"), lambda s, a: s.case.stufe),
    (Column("zustaendig", "Zuständig", description=_UNITS), lambda s, a: a.unit(s.case.zustaendig)),
    (
        Column("reiner_rechtsbehelf", "Reiner Rechtsbehelf", "janein", "zählt nicht als Beschwerde"),
        lambda s, a: s.pure_remedy,
    ),
    (Column("status", "Status am Stand"), lambda s, a: s.status.value),
    (Column("zusage", "Zugesagt bis", "datum", "mit gültigen Verlängerungen"), lambda s, a: s.promised),
    (Column("zusage_stand", "Stand der Zusage"), lambda s, a: s.promise),
    (Column("beantwortet", "Beantwortet am", "datum"), lambda s, a: s.answered),
    (Column("erster_abschluss", "Erster Abschluss", "datum"), lambda s, a: s.first_closing),
    (Column("abschluss", "Letzter Abschluss", "datum"), lambda s, a: s.final_closing),
    (Column("arbeitstage", "Arbeitstage bis zum Abschluss", "ganzzahl", "Tag des Eingangs ist Tag 0"), _workdays),
    (
        Column("kalendertage", "Kalendertage bis zum Abschluss", "ganzzahl"),
        lambda s, a: _days(s.case.eingang.datum, s.final_closing),
    ),
    (Column("ergebnis", "Ergebnis"), lambda s, a: s.outcome),
    (Column("bewertung", "Begründet", description="folgt aus allen Anliegen"), lambda s, a: s.verdict),
    (
        Column("wirkung", "Wirkung", description="mehrere mit Komma"),
        lambda s, a: _joined(s.block.wirkung) if s.block else None,
    ),
    (
        Column("begruendung", "Begründete Stellungnahme", free_text=True),
        lambda s, a: s.block.begruendung if s.block else None,
    ),
)

_KEYS = (
    Column("aktenzeichen", "Aktenzeichen"),
    Column("nummer", "Nummer des Anliegens", "ganzzahl"),
    Column("art", "Art"),
    Column("eingang", "Eingangsdatum", "datum"),
)

_CONCERN: tuple[tuple[Column, _OfConcern], ...] = (
    (Column("thema", "Thema"), lambda c, a: c.thema),
    (Column("bereich", "Bereich"), lambda c, a: c.bereich),
    (Column("traeger", "Träger"), lambda c, a: c.traeger),
    (Column("gegenstand", "Gegenstand"), lambda c, a: c.gegenstand),
    (Column("betrifft", "Betroffene Stelle", description=_UNITS), lambda c, a: a.unit(c.betrifft)),
    (Column("prozess", "Prozess"), lambda c, a: c.prozess),
    (Column("begruendet", "Begründet"), lambda c, a: c.begruendet),
    (Column("gruende", "Gründe", description="mehrere mit Komma"), lambda c, a: _joined(c.gruende)),
    (Column("kurz", "Kurz gesagt", free_text=True), lambda c, a: c.kurz),
)
