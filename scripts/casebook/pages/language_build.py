"""One site per language below the German one: its pages, its settings (`build/mkdocs.<lang>.yml`), its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from casebook.office import Office
from casebook.pages.complaint import video_file
from casebook.pages.complaint_pages import LanguageSite, address, menu
from casebook.pages.form import authority_as_word, form_as_word
from casebook.pages.mkdocs_run import run_mkdocs, write_settings
from casebook.pages.parts import mark_german_terms
from casebook.pages.public import PublicOffice
from casebook.pages.search import widen_search
from casebook.staging import staged
from casebook.texts.languages import EASY

FORMS = "assets/formulare"

_SCRIPTS = ("handbook", "formular")
_SEARCH = {"uk": "en", "ar": "en"}
"""Languages to which the search's own rules add nothing (uk has none); it finds beginnings of words without them."""


def media(root: Path, office: Office, site: LanguageSite, docs: Path) -> None:
    """The forms in Word and the sign-language video of one language."""
    folder = docs / FORMS
    folder.mkdir(parents=True)
    title = site.titles.get("beschwerde/formular.md", site.words.formular.betreff)
    form = form_as_word(title, _where_to(office), site.words.formular, site.language)
    (folder / "beschwerde.docx").write_bytes(form)
    if site.language.is_german:
        (folder / "vollmacht.docx").write_bytes(authority_as_word(site.language))
    film = office.gebaerdensprache
    for name in filter(None, (film.datei, film.bild) if film and site.language.is_german else ()):
        if found := video_file(root, name):
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(found, docs / name)


def _where_to(office: Office) -> str:
    contact = office.kontakt
    if contact is None:
        return ""
    return ", ".join([*contact.anschrift, contact.e_mail, contact.telefon[0].nummer])


def shared_settings(sites: Sequence[LanguageSite], site: LanguageSite, facts: PublicOffice) -> dict[str, Any]:
    """Names and links that the theme's templates need in one language."""
    back = "../" if site.language.path else ""
    words = site.words
    return {
        "site_name": escape(words.seite),
        "extra": {
            "hinweis": escape((words.beispiel or facts.hinweis) if facts.hinweis else ""),
            "hinweis_fremd": bool(facts.hinweis and not words.beispiel and not site.language.is_german),
            "sprache": site.language.tag,
            "wurzel": back,
            "sprachwahl": escape(words.sprachen),
            "sprachen": [_choice(other, site, back) for other in sites],
            "fuss": list(_foot(site, sites[0], back)),
        },
    }


def _choice(other: LanguageSite, site: LanguageSite, back: str) -> dict[str, Any]:
    """A language to choose, and the pages it has in common with this one."""
    common = [address(name) for name in site.pages if name in other.pages]
    language = other.language
    return {
        "tag": language.tag,
        "name": language.name,
        "dir": "rtl" if language.rtl else "ltr",
        "path": f"{back}{language.path}",
        "seiten": common,
    }


def _foot(site: LanguageSite, german: LanguageSite, back: str) -> Iterable[dict[str, Any]]:
    """Links of every page's foot; what a language lacks is shown in German and says so."""
    for name, title in site.words.fuss.model_dump().items():
        own = f"{name}.md" in site.pages
        yield {
            "titel": escape(title if own else german.words.fuss.model_dump()[name]),
            "path": address(f"{name}.md") if own else back + address(f"{name}.md"),
            "fremd": not own and not site.language.is_german,
        }


def build_languages(
    root: Path,
    office: Office,
    facts: PublicOffice,
    sites: Sequence[LanguageSite],
    german: dict[str, Any],
    work: Path,
    target: Path,
) -> None:
    """Build every language but German into its folder below `target`."""
    for site in sites[1:]:
        tag = site.language.tag
        with staged(work / "handbook" / tag) as docs:
            for name, text in site.pages.items():
                (docs / name).parent.mkdir(parents=True, exist_ok=True)
                (docs / name).write_text(text, encoding="utf-8", newline="\n")
            media(root, office, site, docs)
        config = work / f"mkdocs.{tag}.yml"
        write_settings(config, _settings(site, sites, german, facts))
        run_mkdocs(config, target / site.language.path)
        widen_search(target / site.language.path)
        if not site.language.is_german:
            mark_german_terms(target / site.language.path)
        # Only the German page for lost readers is ever served.
        (target / site.language.path / "404.html").unlink(missing_ok=True)


def _settings(
    site: LanguageSite, sites: Sequence[LanguageSite], german: dict[str, Any], facts: PublicOffice
) -> dict[str, Any]:
    """The German settings with what is another in this language; style sheets are shared."""
    tag, words = site.language.tag, site.words
    inherited = {name: german[name] for name in ("INHERIT", "copyright") if name in german}
    sheets = [f"../{path}" for path in german["extra_css"]] + (["../assets/leicht.css"] if tag == EASY.tag else [])
    settings = inherited | shared_settings(sites, site, facts)
    settings |= {
        "site_description": escape(words.beschreibung),
        "docs_dir": f"handbook/{tag}",
        "theme": german["theme"] | {"language": tag, "favicon": "../assets/zeichen.svg"},
        "extra_css": sheets,
        "extra_javascript": [{"path": f"../assets/{name}.js", "defer": True} for name in _SCRIPTS],
        "plugins": {"search": {"lang": _SEARCH.get(tag, tag.partition("-")[0])}},
        "markdown_extensions": {"toc": {"permalink": False}} | ({"nl2br": {}} if tag == EASY.tag else {}),
        "not_in_nav": "",
        "nav": menu(site),
        "copyright": f'<span lang="de" dir="ltr">{german["copyright"]}</span>',
    }
    if "site_url" in german:
        settings["site_url"] = german["site_url"].rstrip("/") + "/" + site.language.path
    return settings
