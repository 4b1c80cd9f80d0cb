"""The day's list as Markdown for one issue that a daily job edits: no words of a case, nobody mentioned."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from casebook.agenda import GROUPS, LEGAL, Agenda
from casebook.items import Item, When
from casebook.office import Office
from casebook.pages.agenda_text import NOT_ACCEPTED, NOTHING_OPEN, due_day, report_sentence, unaccepted_sentence
from casebook.pages.labels import case_address, long_day

_MARK = re.compile(r"<!-- casebook-due ([0-9a-f]{64}) -->")
_LISTED = (LEGAL, When.UEBERFAELLIG, When.HEUTE, When.WOCHE, When.OHNE_TERMIN)
_HEAD = ("| fällig | Fall | Was | Thema | wartet auf |", "|---|---|---|---|---|")


def digest(agenda: Agenda, office: Office) -> str:
    """A table for every group but the later ones, with a mark that changes only with what is listed."""
    body = "\n".join(_body(agenda, office))
    mark = hashlib.sha256(body.encode()).hexdigest()
    return f"<!-- casebook-due {mark} -->\n## Was fällig ist\n\nStand {long_day(agenda.today)}.\n\n{body}"


def same_content(one: str, other: str) -> bool:
    """Whether two digests list the same, whatever their days."""
    marks = [_MARK.search(text) for text in (one, other)]
    return all(marks) and len({mark[1] for mark in marks if mark}) == 1


def _body(agenda: Agenda, office: Office) -> Iterator[str]:
    groups = agenda.groups()
    for group in _LISTED:
        if groups[group]:
            yield from _table(GROUPS[group], groups[group], office)
    if agenda.unassigned:
        yield from _table("Für die Leitung: ohne zuständige Einheit", agenda.unassigned, office)
    if agenda.reports:
        lines = (f"- {_safe(report_sentence(report, agenda.today))}" for report in agenda.reports)
        yield from ("### Berichte", "", *lines, "")
    if agenda.unaccepted:
        lines = (f"- {_safe(unaccepted_sentence(each))}" for each in agenda.unaccepted)
        yield from (f"### {NOT_ACCEPTED}", "", *lines, "")
    later = len(groups[When.SPAETER])
    if later:
        yield f"Später fällig: {later}."
    elif not agenda.items:
        yield NOTHING_OPEN


def _table(title: str, items: Iterable[Item], office: Office) -> Iterator[str]:
    rows = [_row(item, office) for item in items]
    yield from (f"### {title} ({len(rows)})", "", *_HEAD, *rows, "")


def _row(item: Item, office: Office) -> str:
    address = case_address(office, item.aktenzeichen)
    number = f"[{item.aktenzeichen}]({address})" if address else item.aktenzeichen
    what = f"{item.name}, {item.note}" if item.note else item.name
    words = [due_day(item), *map(_safe, (what, item.topic, item.waiting_for))]
    return f"| {words[0]} | {number} | {' | '.join(words[1:])} |"


def _safe(text: str) -> str:
    """Names of the office's lists as plain words: no table, no markup, no mention."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()).replace("@", "(at)"))
