"""The public handbook: texts of the office, process descriptions and the catalogue of messages -> one site.

Everything is written as Markdown first (`build/handbook/de`), mkdocs runs last. Neither this module nor
what it imports can read a case file: the public site knows fields and messages, never contents.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable
from html import escape
from pathlib import Path
from typing import Any

from casebook.office import Office
from casebook.pages.complaint_pages import QUESTIONS, language_sites
from casebook.pages.fonts import write_fonts
from casebook.pages.handbook_pages import (
    Pages,
    fields_page,
    message_pages,
    office_pages,
    process_page_name,
    process_pages,
)
from casebook.pages.language_build import build_languages, media, shared_settings
from casebook.pages.markdown import environment
from casebook.pages.mkdocs_run import HandbookRefused, run_mkdocs, write_settings
from casebook.pages.policy import write_policies
from casebook.pages.public import PublicOffice, public_office
from casebook.pages.published_pages import figures_pages
from casebook.pages.readability import readability_page
from casebook.problem import Problem
from casebook.processes import Prozess, read_processes
from casebook.product import PRODUCT
from casebook.published import read_published
from casebook.staging import staged
from casebook.texts.check import measure_levels

LANGUAGE = "de"
TEMPLATES = "site_templates/handbook"

_STAFF = (
    "erfassen.md",
    "heute.md",
    "schreiben.md",
    "berichte.md",
    "statistik.md",
    "haus.md",
    "veroeffentlichen.md",
    "export.md",
    "felder.md",
    "meldungen.md",
    "import.md",
    "verstaendlich.md",
)
_ABOUT = ("impressum.md", "datenschutz.md", "barrierefreiheit.md", "gebaerdensprache.md")
_PLACED = {"index.md", "beratungsstellen.md", *_STAFF, *_ABOUT}

__all__ = ["HandbookRefused", "build_handbook", "navigation", "office_settings"]


def build_handbook(root: Path, office: Office, out: Path, *, work: Path | None = None) -> list[Problem]:
    """Build the handbook of `root` into `out`; the problems that kept it from being built.

    `out` is replaced as a whole or left as it is. Intermediate files go to `work` (else `root/build`).

    Raises:
        HandbookRefused: mkdocs refused the pages.
        OSError: a folder cannot be written.
    """
    facts = public_office(office)
    processes, problems = read_processes(root, office)
    if isinstance(facts, list):
        return sorted([*facts, *problems])
    env = environment(*_template_folders(root))
    pages, broken = office_pages(env, root, office, facts)
    sites, lacking = language_sites(env, root, office, facts)
    if problems or broken or lacking:
        return sorted([*problems, *broken, *lacking])
    published = read_published(root)
    if isinstance(published, list):
        return published
    pages = dict(sites[0].pages) | pages | figures_pages(env, published)
    pages |= process_pages(env, processes, office) | message_pages(env) | fields_page(env, office)
    pages["verstaendlich.md"] = readability_page(env, measure_levels(root))
    work = (work or root / "build").resolve()
    docs = work / "handbook" / LANGUAGE
    with staged(docs) as fresh:
        _write_pages(fresh, pages)
        fonts = _write_assets(root, fresh / "assets", work)
        media(root, office, sites[0], fresh)
    settings = _paths(root, work) | office_settings(office, facts, fonts=fonts)
    settings |= shared_settings(sites, sites[0], facts)
    config = work / f"mkdocs.{LANGUAGE}.yml"
    write_settings(config, settings | {"nav": navigation(processes, pages)})
    with staged(out) as site:
        run_mkdocs(config, site)
        build_languages(root, office, facts, sites, settings, work, site)
        write_policies(site)
    return []


def _template_folders(root: Path) -> list[Path]:
    return [root / TEMPLATES, PRODUCT / TEMPLATES]


def _write_pages(docs: Path, pages: Pages) -> None:
    for name, text in pages.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


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
        "extra_css": (["assets/fonts.css"] if fonts else []) + ["assets/handbook.css", "assets/beschwerde.css"],
    }
    return settings | ({"site_url": office.verweise.handbuch} if office.verweise.handbuch else {})


def navigation(processes: Iterable[Prozess], pages: Collection[str]) -> list[dict[str, Any]]:
    """The menu; pages of single messages are reached from their list."""
    described = [f"prozesse/{process_page_name(process)}.md" for process in processes]
    others = sorted(page for page in pages if "/" not in page and page not in _PLACED)
    menu: list[dict[str, Any]] = [
        {"Start": "index.md"},
        {"Beschwerde einreichen": [page for page in QUESTIONS if page in pages]},
        {"Abläufe": ["prozesse/index.md", *described]},
        {"Für Beratungsstellen": "beratungsstellen.md"},
        {"Für die Beschwerdestelle": [page for page in _STAFF if page in pages]},
        {"Über diese Seiten": [page for page in _ABOUT if page in pages]},
    ]
    menu = [{name: where} for entry in menu for name, where in entry.items() if isinstance(where, str) or where]
    return [*menu, {"Weitere Seiten": others}] if others else menu
