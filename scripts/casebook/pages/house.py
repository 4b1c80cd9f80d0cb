"""Pages of the house: chapters of a catalogue that are no process."""

from __future__ import annotations

from casebook.pages.handbook_pages import Pages
from casebook.pages.law import law_link
from casebook.pages.markdown import Environment, rendered_page
from casebook.pages.shelf import Shelf
from casebook.pages.words import page_name
from casebook.problem import Problem

FOLDER = "haus"


def chapter_pages(env: Environment, shelf: Shelf) -> tuple[Pages, list[Problem]]:
    """One page per chapter, and what is wrong with their placeholders."""
    pages: Pages = {}
    problems: list[Problem] = []
    template = env.get_template("kapitel.md.j2")
    for chapter in shelf.chapters:
        text = rendered_page(env, chapter.text, chapter.file, {"recht": law_link(shelf.law, "../")})
        if isinstance(text, Problem):
            problems.append(text)
        else:
            pages[f"{FOLDER}/{page_name(chapter.head.nummer)}.md"] = template.render(
                head=chapter.head, origins=[catalogue.herkunft for catalogue in shelf.catalogues if catalogue.kapitel]
            ).replace("<!-- text -->", text)
    return pages, problems
