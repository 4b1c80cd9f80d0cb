"""The day's list for a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from casebook.agenda import GROUPS, Agenda, ReportDue, Unaccepted
from casebook.items import MANAGEMENT, Item, When
from casebook.office import Office
from casebook.pages.labels import case_address, day, long_day, period_name
from casebook.periods import Period

NOTHING_OPEN = "Nichts ist offen."
NOT_ACCEPTED = "Gespeichert, aber noch nicht übernommen"


def agenda_text(agenda: Agenda, office: Office) -> str:
    """Legal clocks, overdue, today, this week, later, without a day; the management's list; reports."""
    blocks = [f"{office.name}, {long_day(agenda.today)}"]
    blocks += [_block(GROUPS[group], map(_line, items)) for group, items in agenda.groups().items() if items]
    if agenda.unassigned:
        blocks.append(_block("Für die Leitung: ohne zuständige Einheit", map(_line, agenda.unassigned)))
    if not agenda.items:
        blocks.append(NOTHING_OPEN)
    if agenda.reports:
        blocks.append(_block("Berichte", (report_sentence(report, agenda.today) for report in agenda.reports)))
    if agenda.unaccepted:
        blocks.append(_block(NOT_ACCEPTED, map(unaccepted_sentence, agenda.unaccepted)))
    return "\n\n".join(blocks)


def report_sentence(report: ReportDue, today: date) -> str:
    """`Örtlicher Beirat, Bericht für 2017: fällig am 07.05.2018`; whether a past one was handed in nobody knows."""
    due = f"fällig am {day(report.due)}"
    when = due if report.due >= today else f"war {due}, falls noch nicht abgegeben"
    return f"{report.to}, Bericht für {_period_told(report.period)}: {when}"


def _period_told(period: Period) -> str:
    """`2017`, `das 1. Quartal 2018`, `April 2018`"""
    return f"das {period_name(period)}" if period.months in (3, 6) else period_name(period)


def unaccepted_sentence(waiting: Unaccepted) -> str:
    """`2018-0043 (Zweig erfassung)`"""
    return f"{waiting.number} (Zweig {waiting.branch})"


def _block(title: str, lines: Iterable[str]) -> str:
    found = [f"  {line}" for line in lines]
    return "\n".join([f"{title} ({len(found)})", *found])


def _line(item: Item) -> str:
    words = [f"{item.name} ({item.topic})" if item.topic else item.name, item.waiting_for, item.note, item.text]
    return f"{due_day(item):<10}  {item.aktenzeichen:<11}  {' · '.join(filter(None, words))}"


def due_day(item: Item) -> str:
    """`18.04.2018`; nothing where the day is not fixed."""
    return "" if item.kind == "offen" or item.resting else day(item.due)


def agenda_json(agenda: Agenda, office: Office) -> str:
    """The same as data; the keys are described in the handbook and stay."""
    data = {
        "today": agenda.today.isoformat(),
        "items": [_data(item, agenda, office) for item in agenda.items],
        "reports": [
            {"to": report.to, "period": report.period.label, "due": report.due.isoformat()} for report in agenda.reports
        ],
        "unaccepted": [{"aktenzeichen": each.number, "branch": each.branch} for each in agenda.unaccepted],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _data(item: Item, agenda: Agenda, office: Office) -> dict[str, Any]:
    when = item.when(agenda.today)
    return {
        "aktenzeichen": item.aktenzeichen,
        "kind": item.kind,
        "id": item.id,
        "name": item.name,
        "due": None if when is When.OHNE_TERMIN else item.due.isoformat(),
        "when": when.value,
        "resting": item.resting,
        "unit": None if item.unit == MANAGEMENT else item.unit,
        "waiting_for": item.waiting_for,
        "topic": item.topic,
        "note": item.note,
        "text": item.text,
        "url": case_address(office, item.aktenzeichen) or None,
    }
