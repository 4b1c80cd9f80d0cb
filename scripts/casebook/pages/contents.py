"""The table of contents of the statistics site: whoever adds pages adds one line here, the menu follows."""

from __future__ import annotations

from casebook.pages.actions import ACTIONS, action_pages
from casebook.pages.case_page import case_pages
from casebook.pages.caselist import register_pages
from casebook.pages.definitions import DEFINITIONS, definition_pages
from casebook.pages.evidence import CASE_LIST
from casebook.pages.overview import OVERVIEW, overview_pages
from casebook.pages.periodpages import period_pages
from casebook.pages.revisionpage import REVISIONS, revision_pages
from casebook.pages.site import Chapter
from casebook.pages.themepages import THEMES_PAGE, theme_pages
from casebook.pages.today import FRONT, front_pages
from casebook.pages.weaknesses import WEAKNESSES, weakness_pages
from casebook.reports.site import REPORTS, ready_reports

CHAPTERS = (
    Chapter("Heute", FRONT, front_pages),
    Chapter("Überblick", OVERVIEW, overview_pages),
    Chapter("", OVERVIEW, period_pages),
    Chapter("Auswertungen", THEMES_PAGE, theme_pages),
    Chapter("Schwachstellen", WEAKNESSES, weakness_pages),
    Chapter("Maßnahmen", ACTIONS, action_pages),
    Chapter("Fälle", CASE_LIST, register_pages),
    Chapter("", CASE_LIST, case_pages),
    Chapter("Berichte", REPORTS, ready_reports),
    Chapter("Revisionen", REVISIONS, revision_pages),
    Chapter("Definitionen", DEFINITIONS, definition_pages),
)
