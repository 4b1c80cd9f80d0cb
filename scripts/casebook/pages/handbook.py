"""The public handbook: texts of the office, process descriptions and the catalogue of messages -> one site.

Everything is written as Markdown first (`build/handbook/de`), mkdocs runs last. Neither this module nor
what it imports can read a case file: the public site knows fields and messages, never contents.
"""

from __future__ import annotations

import os
import shutil
from html import escape
from pathlib import Path
from typing import Any

from casebook.office import Office
from casebook.pages.complaint_pages import LanguageSite, language_sites
from casebook.pages.fonts import write_fonts
from casebook.pages.handbook_pages import (
    Pages,
    fields_page,
    message_pages,
    office_pages,
    process_pages,
)
from casebook.pages.house import changes_page, editions_page, house_pages, measures_page
from casebook.pages.language_build import build_languages, media, shared_settings
from casebook.pages.law import law_page
from casebook.pages.library import Library, Past, read_library
from casebook.pages.markdown import Environment, environment
from casebook.pages.menu import navigation
from casebook.pages.mkdocs_run import HandbookRefused, run_mkdocs, write_settings
from casebook.pages.papers import FOLDER as PAPERS
from casebook.pages.papers import paper_files
from casebook.pages.policy import write_policies
from casebook.pages.public import PublicOffice, public_office
from casebook.pages.published_pages import figures_pages
from casebook.pages.readability import readability_page
from casebook.pages.search import widen_search
from casebook.problem import Problem
from casebook.processes import State
from casebook.product import PRODUCT
from casebook.published import read_published
from casebook.staging import staged
from casebook.texts.check import measure_levels

LANGUAGE = "de"
TEMPLATES = "site_templates/handbook"

_SHEETS = ("handbook", "haus", "beschwerde")

__all__ = ["HandbookRefused", "build_handbook", "office_settings"]


def _without_past(root: Path, files: list[str]) -> dict[str, list[State]]:
    return {}


def build_handbook(
    root: Path, office: Office, out: Path, *, work: Path | None = None, past: Past = _without_past
) -> list[Problem]:
    """Build the handbook of `root` into `out`; the problems that kept it from being built.

    `out` is replaced as a whole or left as it is. Intermediate files go to `work` (else `root/build`). Without
    `past` pages name their edition, but neither its day nor what is new in it.

    Raises:
        HandbookRefused: mkdocs refused the pages.
        OSError: a folder cannot be written.
    """
    facts = public_office(office)
    library, problems = read_library(root, office, past)
    if isinstance(facts, list):
        return sorted([*facts, *problems])
    env = environment(*_template_folders(root))
    pages, broken = office_pages(env, root, office, facts, library.law)
    sites, lacking = language_sites(env, root, office, facts, library)
    if problems or broken or lacking:
        return sorted([*problems, *broken, *lacking])
    generated = _generated(env, root, library)
    if isinstance(generated, list):
        return generated
    pages = dict(sites[0].pages) | pages | generated
    work = (work or root / "build").resolve()
    fonts = _write_sources(root, office, facts, sites[0], pages, work)
    settings = _paths(root, work) | office_settings(office, facts, fonts=fonts)
    settings |= shared_settings(sites, sites[0], facts)
    config = work / f"mkdocs.{LANGUAGE}.yml"
    write_settings(config, settings | {"nav": navigation(library, pages)})
    with staged(out) as site:
        run_mkdocs(config, site)
        widen_search(site)
        build_languages(root, office, facts, sites, settings, work, site)
        write_policies(site)
    return []


def _generated(env: Environment, root: Path, library: Library) -> Pages | list[Problem]:
    """Every page that is made of data, or what keeps one of them from being made."""
    published = read_published(root)
    if isinstance(published, list):
        return published
    house, broken = house_pages(env, library)
    if broken:
        return sorted(broken)
    pages = figures_pages(env, published) | process_pages(env, library) | house
    pages |= {"recht.md": law_page(env, library), "kennzahlen.md": measures_page(env, library)}
    pages |= {"auflagen.md": editions_page(env, library), "geaendert.md": changes_page(env, published)}
    pages |= {"verstaendlich.md": readability_page(env, measure_levels(root))}
    return pages | message_pages(env) | fields_page(env, library.office)


def _template_folders(root: Path) -> list[Path]:
    return [root / TEMPLATES, PRODUCT / TEMPLATES]


def _write_sources(
    root: Path, office: Office, facts: PublicOffice, site: LanguageSite, pages: Pages, work: Path
) -> bool:
    """Everything that mkdocs reads for the German site; whether there are fonts."""
    with staged(work / "handbook" / LANGUAGE) as fresh:
        _write_pages(fresh, pages)
        fonts = _write_assets(root, fresh / "assets", work)
        _write_papers(office, facts, fresh / PAPERS)
        media(root, office, site, fresh)
    return fonts


def _write_pages(docs: Path, pages: Pages) -> None:
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _write_papers(office: Office, facts: PublicOffice, target: Path) -> None:
    target.mkdir()
    for name, content in paper_files(office, facts):
        (target / name).write_bytes(content())


def _write_assets(root: Path, target: Path, work: Path) -> bool:
    """Style sheets, scripts and fonts; whether there are fonts."""
    for folder in reversed(_template_folders(root)):
        if (folder / "assets").is_dir():
            shutil.copytree(folder / "assets", target, dirs_exist_ok=True)
    rules = write_fonts(target / "fonts", work / "fonts")
    if rules:
        (target / "fonts.css").write_text(rules, encoding="utf-8", newline="\n")
    return rules is not None


# --- settings of mkdocs


def _paths(root: Path, work: Path) -> dict[str, Any]:
    """Where mkdocs finds the product's settings, pages and overrides; the root's own come first.

    Relative to `work`: Zensical refuses absolute ones.
    """
    base = next(folder / "mkdocs.yml" for folder in (root, PRODUCT) if (folder / "mkdocs.yml").is_file())
    overrides = next(folder for folder in _template_folders(root) if (folder / "overrides").is_dir()) / "overrides"
    return {
        "INHERIT": os.path.relpath(base.resolve(), work),
        "docs_dir": f"handbook/{LANGUAGE}",
        "theme": {"custom_dir": os.path.relpath(overrides.resolve(), work), "language": LANGUAGE},
    }


def office_settings(office: Office, facts: PublicOffice, *, fonts: bool) -> dict[str, Any]:
    """Names, contact and notice of one office, escaped because the theme inserts them as they are."""
    phone = facts.kontakt.telefon[0].nummer
    name = escape(facts.name)
    settings: dict[str, Any] = {
        "site_name": name,
        "site_description": f"Wie man sich beim {name} beschwert, was dann geschieht und bis wann.",
        "copyright": f"{escape(facts.kontakt.stelle)} · Telefon {escape(phone)}",
        "extra_css": (["assets/fonts.css"] if fonts else []) + [f"assets/{name}.css" for name in _SHEETS],
    }
    return settings | ({"site_url": office.verweise.handbuch} if office.verweise.handbuch else {})
