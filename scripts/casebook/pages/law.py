"""What the handbook says of the law: links to the one list, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import UndefinedError
from markupsafe import Markup

from casebook.law import Law, Paragraf
from casebook.pages.library import Library
from casebook.pages.markdown import Environment, escaped
from casebook.pages.words import german_day, page_name


def law_link(law: Law, up: str) -> Callable[[str], Markup]:
    """`recht("sgg-84")` of a page's text: the paragraph's name, linked to the list; `up` leads to the top."""

    def link(name: str) -> Markup:
        if name not in law:
            raise UndefinedError(f"'{name}' is not in the list of law")
        return Markup(f'<a href="{up}recht/#{name}">{escaped(law[name].norm)}</a>')

    return link


def law_state(entry: Paragraf) -> str:
    """How fresh the reading of a paragraph is, as a sentence."""
    day = entry.geprueft
    reviewed = f"juristisch geprüft am {german_day(day)}" if day else "noch nicht juristisch geprüft"
    return f"Rechtsstand {german_day(entry.stand)}, {reviewed}."


def law_page(env: Environment, library: Library) -> str:
    """Every paragraph with its state, its source, and the processes that rest on it."""
    used: dict[str, list[str]] = {}
    for process in library.processes:
        for ground in process.rechtsgrundlagen:
            used.setdefault(ground.id, []).append(process.code)
    template = env.get_template("recht.md.j2")
    return template.render(lists=library.law_lists, used=used, state=law_state, office=library.office, slug=page_name)
