"""One row of a foreign table -> the data of a case, or every reason why not. Gives no numbers, writes nothing.

Nothing is guessed: what the mapping does not say is refused. What the source never knew becomes
`unbekannt`, and the legal check `nicht_geprueft`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casebook.importing.mapping import Ereignisregel, Feldregel, Zeilenregel
from casebook.importing.mapping import Mapping as Zuordnung
from casebook.importing.moments import ISO, in_berlin, read_moment
from casebook.importing.outcome import Refusal
from casebook.importing.sources import Row
from casebook.importing.targets import CASE_TARGETS, EVENT_TARGETS, Kind, Target
from casebook.problem import Path
from casebook.values import UNBEKANNT

UNKNOWN_FACTS = (("eingang", "kanal"), ("eingang", "zugang"), ("anliegen", "thema"), ("zustaendig",))
"""Mandatory fields of every case that know `unbekannt`."""

_TRIM = "Spielen sie keine Rolle, tragen Sie „raender_abschneiden: true“ ein."


@dataclass(frozen=True, slots=True)
class Converted:
    """The data of a case without its number, and the column that each value came from."""

    data: dict[str, Any]
    columns: Mapping[Path, str]


@dataclass(slots=True)
class _Event:
    data: dict[str, Any]
    columns: dict[str, str]


@dataclass(slots=True)
class _Draft:
    """A case being put together from one row."""

    row: Row
    data: dict[str, Any] = field(default_factory=dict)
    columns: dict[Path, str] = field(default_factory=dict)
    events: list[_Event] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def refuse(self, column: str, value: str, reason: str) -> None:
        """Note why the row cannot be taken over, and go on: people want all reasons at once."""
        self.refused.append(Refusal(self.row.number, column, value, reason))


@dataclass(frozen=True, slots=True)
class Converter:
    """A mapping fitted to the columns of one source."""

    mapping: Zuordnung
    positions: Mapping[str, int]

    def old_number(self, row: Row) -> str:
        """The number the row had in its own system."""
        return self._cell(row, self.mapping.nummer.spalte, strip=self.mapping.nummer.raender_abschneiden)

    def is_left_out(self, row: Row) -> bool:
        """Whether the mapping deliberately leaves the row out."""
        return any(self._applies(rule, row) for rule in self.mapping.zeilen_ohne)

    def objections(self, row: Row) -> list[Refusal]:
        """What stands against the row as a whole: unusable cells, no number, a rule of the mapping."""
        draft = _Draft(row)
        if row.flaws:
            self._refuse_flaws(draft)
        self._refuse_number(draft)
        for rule in self.mapping.ablehnen:
            if self._applies(rule, row):
                draft.refuse(rule.spalte, self._cell(row, rule.spalte, strip=False), rule.grund)
        return draft.refused

    def convert(self, row: Row) -> Converted | list[Refusal]:
        """The row as data of a case, or every reason against it."""
        draft = _Draft(row)
        for rule in self.mapping.felder:
            self._fill(draft, rule)
        for event in self.mapping.ereignisse:
            if self._happened(draft, event):
                self._add_event(draft, event)
        if not draft.refused:
            _add_log(draft)
            _add_closing(draft)
            _add_unknown_facts(draft.data)
            draft.data["herkunft"] = {"quelle": self.mapping.quelle, "nummer": self.old_number(row)}
            draft.columns["herkunft", "nummer"] = self.mapping.nummer.spalte
        return draft.refused or Converted(draft.data, draft.columns)

    def _cell(self, row: Row, column: str, *, strip: bool) -> str:
        text = row.cells[self.positions[column]]
        return text.strip() if strip else text

    def _applies(self, rule: Zeilenregel, row: Row) -> bool:
        return self._cell(row, rule.spalte, strip=False) in rule.werte

    def _refuse_flaws(self, draft: _Draft) -> None:
        """Cells of columns that are left out may hold anything; nobody reads them."""
        names = {position: name for name, position in self.positions.items()}
        ignored = {name for rule in self.mapping.ausgelassen for name in rule.spalten}
        for position, value, reason in draft.row.flaws:
            if names.get(position) not in ignored:
                draft.refuse(names.get(position, ""), value, reason)

    def _refuse_number(self, draft: _Draft) -> None:
        column, number = self.mapping.nummer.spalte, self.old_number(draft.row)
        if not number.strip():
            draft.refuse(column, number, "Die alte Nummer fehlt.")
        elif number != number.strip():
            draft.refuse(column, number, f"Die alte Nummer hat Leerzeichen am Rand. {_TRIM}")

    def _fill(self, draft: _Draft, rule: Feldregel) -> None:
        target = CASE_TARGETS[rule.ziel]
        value = self._value(draft, rule, target)
        if value is None:
            return
        *above, name = target.path
        _place(draft.data, above)[name] = value
        path: Path = ("anliegen", 0, name) if above == ["anliegen"] else target.path
        draft.columns[path] = rule.spalte or ""

    def _value(self, draft: _Draft, rule: Feldregel, target: Target) -> Any:
        """The value for a target; None where the row has none, and after a refusal."""
        text = self._text(draft.row, rule)
        if text in rule.ohne_wert:
            return None
        if text is not None and target.kind in (Kind.DAY, Kind.TIME):
            return self._day_or_time(draft, rule, target.kind, text)
        value = rule.konstante if text is None else _looked_up(draft, rule, text)
        return [value] if target.kind is Kind.LIST and value is not None else value

    def _text(self, row: Row, rule: Feldregel) -> str | None:
        """The cell that a rule reads; None for a constant."""
        return None if rule.spalte is None else self._cell(row, rule.spalte, strip=rule.raender_abschneiden)

    def _day_or_time(self, draft: _Draft, rule: Feldregel, kind: Kind, text: str) -> str | None:
        # A real date cell of a workbook has no written form; it arrives as ISO text.
        cells = (ISO,) if self.mapping.format.art == "xlsx" else ()
        moment = read_moment(text, rule.datum) or read_moment(text, cells)
        if moment is None:
            forms = " oder ".join("JJJJ-MM-TT" if form == ISO else form for form in rule.datum)
            reason = f"Das ist kein Datum der Form {forms}." if text else "Das Datum fehlt."
        elif self.mapping.zeit == "nach_berlin" and (moment := in_berlin(moment)) is None:
            reason = "Der Zeitpunkt hat keine Zeitzone und lässt sich nicht umrechnen."
        elif kind is Kind.DAY and moment.day:
            return moment.day.isoformat()
        elif kind is Kind.TIME and moment.time:
            return moment.time.isoformat(timespec="minutes")
        else:
            reason = "Hier steht ein Tag ohne Uhrzeit." if moment.day else "Hier steht eine Uhrzeit ohne Tag."
        draft.refuse(rule.spalte or "", text, reason)
        return None

    def _happened(self, draft: _Draft, rule: Ereignisregel) -> bool:
        """Whether the row tells of the event; refused where it says neither yes nor no."""
        day = next(each for each in rule.felder if each.ziel == "datum")
        text = self._text(draft.row, day)
        has_day = text is None or text not in day.ohne_wert
        if rule.wenn is None:
            return has_day
        state = self._cell(draft.row, rule.wenn.spalte, strip=False)
        if state in rule.wenn.werte:
            if not has_day:
                draft.refuse(day.spalte or "", text or "", f"„{state}“ verlangt ein Datum für „{rule.ereignis}“.")
            return has_day
        if state not in rule.wenn.nicht_bei:
            reason = f"Ob es „{rule.ereignis}“ gab, sagt „wenn“ für diesen Inhalt nicht."
            draft.refuse(rule.wenn.spalte, state, reason)
        elif rule.wenn.sonst_ohne_datum and has_day:
            draft.refuse(day.spalte or "", text or "", f"Bei „{state}“ darf kein Datum für „{rule.ereignis}“ stehen.")
        return False

    def _add_event(self, draft: _Draft, rule: Ereignisregel) -> None:
        event = _Event({"ereignis": rule.ereignis}, {})
        for each in rule.felder:
            value = self._value(draft, each, EVENT_TARGETS[each.ziel])
            if value is not None:
                event.data[each.ziel] = value
                event.columns[each.ziel] = each.spalte or ""
        draft.events.append(event)


def _place(data: dict[str, Any], path: list[str]) -> dict[str, Any]:
    for step in path:
        data = data.setdefault(step, {})
    return data


def _looked_up(draft: _Draft, rule: Feldregel, text: str) -> Any:
    """What the mapping makes of a cell; the text itself where the mapping lists no values."""
    column = rule.spalte or ""
    if text in rule.werte:
        return rule.werte[text]
    if rule.werte and text.strip() in rule.werte:
        draft.refuse(column, text, f"Der Inhalt hat Leerzeichen am Rand und steht so nicht unter „werte“. {_TRIM}")
    elif rule.werte:
        draft.refuse(column, text, "Der Inhalt steht nicht unter „werte“.")
    elif not text.strip():
        draft.refuse(column, text, "Die Zelle ist leer. Ist das richtig, nennen Sie den Inhalt unter „ohne_wert“.")
    else:
        return text
    return None


def _add_log(draft: _Draft) -> None:
    """The events in order of their days, those of one day in order of the mapping."""
    draft.events.sort(key=lambda event: str(event.data["datum"]))
    for index, event in enumerate(draft.events):
        event.data.setdefault("durch", UNBEKANNT)
        if event.data["ereignis"] == "abschluss":
            event.data.setdefault("ergebnis", UNBEKANNT)
        draft.columns |= {("verlauf", index, name): column for name, column in event.columns.items()}
    if draft.events:
        draft.data["verlauf"] = [event.data for event in draft.events]


def _add_closing(draft: _Draft) -> None:
    """The block `abschluss` says what the last closing says; without one its details have no place."""
    details = draft.data.pop("abschluss", {})
    closings = [event.data for event in draft.events if event.data["ereignis"] == "abschluss"]
    if closings:
        draft.data["abschluss"] = {"ergebnis": closings[-1]["ergebnis"], **details}
        return
    for name, value in details.items():
        if column := draft.columns["abschluss", name]:
            draft.refuse(column, str(value), "Die Angabe gehört zu einem Abschluss; die Zeile hat keinen.")


def _add_unknown_facts(data: dict[str, Any]) -> None:
    """Say `unbekannt` for every mandatory fact that the source never had, and that nobody checked it."""
    for *above, name in UNKNOWN_FACTS:
        _place(data, above).setdefault(name, UNBEKANNT)
    if data["eingang"]["zugang"] == "dritte" or "dritte" in data:
        _place(data, ["dritte"]).setdefault("art", UNBEKANNT)
    if data["art"] != "lob" or "rechtsbehelf" in data:
        _place(data, ["rechtsbehelf"]).setdefault("ergebnis", "nicht_geprueft")
    if data["anliegen"].get("begruendet") in ("ja", "teilweise"):
        data["anliegen"].setdefault("gruende", [UNBEKANNT])
    data["anliegen"] = [data["anliegen"]]
