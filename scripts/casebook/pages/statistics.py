"""The internal statistics site: plain pages that open from a folder, with KERN's design beside them.

Figures come from `measures`; here they are only laid out and written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casebook.agenda import open_agenda
from casebook.calendars import calendar_of
from casebook.due import due_items
from casebook.items import Item
from casebook.letters.offers import Letters, offers
from casebook.letters.templates import Templates
from casebook.measures import CaseState, case_states, frames_of, measure_frames
from casebook.measures.catalogue import BASES, CATALOGUE
from casebook.model import Case
from casebook.office import Office
from casebook.pages.assets import copy_kern
from casebook.pages.caselist import case_lines, choices
from casebook.pages.feed import feed
from casebook.pages.figures import sections
from casebook.pages.labels import MONTHS, UNIT_NAMES, long_day, number, period_name
from casebook.pages.overview import Records, calendar_rows, overview_lines
from casebook.pages.receipts import receipts_view
from casebook.pages.today import FEED, date_line, today_pages
from casebook.periods import Period, months_of, year_of
from casebook.product import PRODUCT
from casebook.staging import staged

TEMPLATES = PRODUCT / "site_templates" / "statistics"
STATIC = ("statistics.css", "with-script.js", "cases.js")
LETTERS = "schreiben"
NEWEST_YEARS = 3
NOT_REAL = "Alle Daten auf dieser Seite sind erfunden."

Progress = Callable[[int, int], None]
"""Told after every page how many of how many are written."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be: its file, its template and what the template needs."""

    file: str
    template: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A period that has a page."""

    name: str
    file: str
    finished: bool


@dataclass(frozen=True, slots=True)
class _Statistics:
    """All that the pages are made of."""

    office: Office
    stand: date
    states: tuple[CaseState, ...]
    years: tuple[Period, ...]
    records: Records
    items: tuple[Item, ...]
    letters: Letters


def build_statistics(
    cases: Sequence[Case],
    office: Office,
    stand: date,
    commit: str,
    out: Path,
    *,
    templates: Templates | None = None,
    progress: Progress | None = None,
) -> None:
    """Write the site into `out`, which is replaced only when everything is written; letters where there are templates.

    Raises:
        MissingAssets: set-up has not fetched style sheet and fonts.
        OutsideCalendar: a case has a deadline in a year whose holidays nobody knows.
        OSError: the disk is full or may not be written.
    """
    statistics = _statistics(cases, office, stand, templates)
    total, pages = _pages(statistics)
    environment = _environment(office, stand, commit)
    with staged(out) as folder:
        _write_static(folder)
        (folder / FEED).write_bytes(feed(statistics.items, office, stand))
        _write_letters(folder / LETTERS, statistics.letters)
        for done, page in enumerate(pages, start=1):
            text = environment.get_template(page.template).render(page.values, file=page.file)
            (folder / page.file).write_text(text, encoding="utf-8")
            if progress:
                progress(done, total)


def _statistics(cases: Iterable[Case], office: Office, stand: date, templates: Templates | None) -> _Statistics:
    states = case_states(cases, stand)
    years = tuple(_years(states, stand))
    periods = [*years, *(month for year in years for month in months_of(year) if month.start <= stand)]
    records = measure_frames(frames_of(states, office, stand), periods)
    letters = {state.case.aktenzeichen: offers(state.case, office, stand, templates) for state in states if templates}
    items = due_items((state.case for state in states), office, stand)
    return _Statistics(office, stand, states, years, records, tuple(items), letters)


def _years(states: Iterable[CaseState], stand: date) -> Iterator[Period]:
    """Years up to the stand in which something came in, was closed or was due; newest first."""
    days = {day for state in states for day in (state.case.eingang.datum, state.final_closing, state.promised) if day}
    for year in sorted({day.year for day in days if day.year <= stand.year}, reverse=True):
        yield year_of(year)


def _pages(statistics: _Statistics) -> tuple[int, Iterator[Page]]:
    """How many pages there will be, and the pages, made one at a time."""
    years, months = statistics.years, _months(statistics)
    todays = _today_pages(statistics)
    pages = chain(
        todays,
        (_overview_page(statistics), _cases_page(statistics), _definitions_page()),
        (_period_page(statistics, year, years) for year in years),
        (_period_page(statistics, month, months) for month in months),
    )
    return len(todays) + 3 + len(years) + len(months), pages


def _months(statistics: _Statistics) -> tuple[Period, ...]:
    """Months that have begun, newest first."""
    return tuple(
        month for year in statistics.years for month in reversed(months_of(year)) if month.label in statistics.records
    )


def _today_pages(statistics: _Statistics) -> list[Page]:
    agenda = open_agenda(statistics.items, statistics.office, statistics.stand)
    found = list(today_pages(agenda, statistics.office))
    values = {
        "date": date_line(statistics.stand),
        "day_off": not calendar_of(statistics.office).is_working_day(statistics.stand, house=True),
        "units": [page.link for page in found],
        "feed": FEED,
    }
    return [Page(page.link.file, "today.html.j2", values | {"today": page}) for page in found]


def _overview_page(statistics: _Statistics) -> Page:
    newest = statistics.years[:NEWEST_YEARS]
    values = {
        "years": [_link(year, statistics.stand) for year in newest],
        "overview": overview_lines(newest, statistics.records),
        "calendar": calendar_rows(statistics.years, statistics.records),
        "months": MONTHS,
    }
    return Page("ueberblick.html", "overview.html.j2", values)


def _cases_page(statistics: _Statistics) -> Page:
    lines = case_lines(statistics.states, statistics.office, statistics.letters)
    values = {"lines": lines, "choices": choices(lines), "total": number(len(lines)), "folder": LETTERS}
    return Page("faelle.html", "cases.html.j2", values)


def _definitions_page() -> Page:
    values = {"measures": CATALOGUE, "bases": BASES, "units": {unit: many for unit, (_, many) in UNIT_NAMES.items()}}
    return Page("definitionen.html", "definitions.html.j2", values)


def _period_page(statistics: _Statistics, period: Period, alike: Sequence[Period]) -> Page:
    """The page of a period; `alike` are the periods of its length, newest first."""
    stand, place, of_year = statistics.stand, alike.index(period), period.months == 12
    values = {
        "period": _link(period, stand),
        "above": None if of_year else _link(year_of(period.start.year), stand),
        "before": _link(alike[place + 1], stand) if place + 1 < len(alike) else None,
        "after": _link(alike[place - 1], stand) if place else None,
        "sections": sections(statistics.records[period.label], statistics.office),
        "chart": receipts_view(period, statistics.records, stand) if of_year else None,
        "bases": BASES,
    }
    return Page(f"{period.label}.html", "period.html.j2", values)


def _link(period: Period, stand: date) -> Link:
    return Link(period_name(period), f"{period.label}.html", period.is_finished(stand))


def _environment(office: Office, stand: date, commit: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    notice = (office.hinweis or NOT_REAL) if office.beispiel else office.hinweis
    environment.globals |= {"office": office, "stand": long_day(stand), "commit": commit, "notice": notice}
    return environment


def _write_letters(folder: Path, letters: Letters) -> None:
    folder.mkdir()
    for letter in chain.from_iterable(letters.values()):
        if letter.content:
            (folder / letter.file).write_bytes(letter.content)


def _write_static(folder: Path) -> None:
    copy_kern(folder / "kern")
    for name in STATIC:
        shutil.copyfile(TEMPLATES / name, folder / name)
