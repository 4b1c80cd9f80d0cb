"""The pages for complainants in every language of the office: `handbook/<language>/**.md`, filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from casebook.office import Office
from casebook.pages.complaint import (
    Film,
    Public,
    Speaker,
    film,
    legal_sentences,
    page_values,
    public_parts,
)
from casebook.pages.law import law_link
from casebook.pages.library import Library
from casebook.pages.markdown import Environment, escaped, rendered_page
from casebook.pages.phrases import german
from casebook.pages.pictures import pictures
from casebook.pages.public import PublicOffice
from casebook.problem import Problem
from casebook.texts.languages import GERMAN, LANGUAGES, Language
from casebook.texts.pages import Page, language_pages
from casebook.texts.words import Worte, read_words

QUESTIONS = tuple(
    f"beschwerde/{name}.md"
    for name in (
        "index",
        "worueber",
        "ablauf",
        "entscheidung",
        "hilfe",
        "nachteile",
        "anonym",
        "widerspruch",
        "daten",
        "unzufrieden",
        "notfall",
        "formular",
    )
)
"""The menu of questions, the same in every language."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a link from the front page."""

    href: str
    titel: Markup


@dataclass(frozen=True, slots=True)
class LanguageSite:
    """Everything of one language: its words, its pages as Markdown, what each of them is called."""

    language: Language
    words: Worte
    pages: Mapping[str, str]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Sources:
    """The texts of one language as they stand."""

    language: Language
    words: Worte
    pages: Mapping[str, Page]
    stale: frozenset[str] = field(default_factory=frozenset)

    @property
    def speaker(self) -> Speaker:
        return Speaker(self.language, self.words)


def office_languages(office: Office) -> tuple[Language, ...]:
    """German, then the office's other languages in their fixed order."""
    return tuple(each for tag, each in LANGUAGES.items() if tag == GERMAN.tag or tag in office.sprachen)


def language_sites(
    env: Environment, root: Path, office: Office, facts: PublicOffice, library: Library
) -> tuple[list[LanguageSite], list[Problem]]:
    """The pages of every language, German first, and what keeps them from being shown."""
    public, shown = public_parts(office), film(root, office.gebaerdensprache)
    if isinstance(public, list):
        return [], public
    if isinstance(shown, Problem):
        return [], [shown]
    sources, problems = _sources(root, office)
    if problems:
        return [], problems
    sites = []
    for source in sources:
        site, broken = _site(env, source, sources[0], public, facts, library, shown)
        sites.append(site)
        problems += broken
    return sites, problems


def _sources(root: Path, office: Office) -> tuple[list[_Sources], list[Problem]]:
    found: list[_Sources] = []
    problems: list[Problem] = []
    for language in office_languages(office):
        words = read_words(root, language.tag)
        pages, broken = language_pages(root, language.tag)
        problems += broken
        if isinstance(words, list):
            problems += words
            continue
        originals = found[0].pages if found else {}
        found.append(_Sources(language, words.words, pages, _stale(pages, originals)))
    return found, sorted(problems)


def _stale(pages: Mapping[str, Page], originals: Mapping[str, Page]) -> frozenset[str]:
    """Pages whose German original the office has written anew, but not the translation."""
    rewritten = {name for name, page in originals.items() if page.own}
    return frozenset(name for name, page in pages.items() if not page.own and name in rewritten)


def _site(
    env: Environment,
    source: _Sources,
    original: _Sources,
    public: Public,
    facts: PublicOffice,
    library: Library,
    shown: Film | None,
) -> tuple[LanguageSite, list[Problem]]:
    speaker = source.speaker
    titles = {name: page.title() for name, page in source.pages.items()}
    common: dict[str, object] = {
        **page_values(public, speaker, shown),
        "office": facts,
        "titel": {name: Markup(escaped(title)) for name, title in titles.items()},
        "fragen": tuple(_questions(titles)),
        "rechtssatz": legal_sentences(public, speaker, original.speaker, reviewed=source.words.geprueft is not None),
        "bild": pictures(),
        "wort": _explanations(source),
        "haus_im_bild": any(catalogue.teile for catalogue in library.catalogues),
    }
    pages: dict[str, str] = {}
    problems: list[Problem] = []

    def filled(name: str, text: str, file: str) -> str | Problem:
        up = upwards(name)
        top = "../" * source.language.path.count("/") + up
        return rendered_page(env, text, file, common | {"hinauf": up, "recht": law_link(library.law, top)})

    for name, page in source.pages.items():
        text = _stand_in(source, escaped(page.title())) if name in source.stale else page.source
        written = filled(name, text, page.file)
        if isinstance(written, Problem):
            problems.append(written)
        else:
            pages[name] = _with_head(page, _marked(page, written, source))
    for name in _lacking(source, original):
        title = german(original.pages[name].title(), source.language)
        written = filled(name, _stand_in(source, title), name)
        if isinstance(written, str):
            pages[name] = written
    return LanguageSite(source.language, source.words, pages, titles), problems


def _questions(titles: Mapping[str, str]) -> Iterator[Question]:
    for name in QUESTIONS:
        if name in titles:
            yield Question(address(name), Markup(escaped(titles[name])))


def _explanations(source: _Sources) -> Mapping[str, Markup]:
    """Difficult words of Leichte Sprache with their explanation, for the place where a page needs it."""
    return {
        name: Markup(
            f'<aside class="word" aria-label="{escaped(word.wort)}"><strong>{escaped(word.wort)}:</strong> '
            f"{escaped(word.erklaerung)}</aside>"
        )
        for name, word in source.words.woerter.items()
    }


def address(name: str) -> str:
    """The place of a page below its language: `beschwerde/hilfe.md` is `beschwerde/hilfe/`."""
    path = PurePosixPath(name).with_suffix("")
    place = path.parent if path.name == "index" else path
    return "" if place == PurePosixPath() else f"{place}/"


def upwards(name: str) -> str:
    """From a page to the root of its language: `../../` for `beschwerde/hilfe.md`."""
    return "../" * address(name).count("/")


def _lacking(source: _Sources, original: _Sources) -> list[str]:
    return [name for name in QUESTIONS if name in original.pages and name not in source.pages]


def _stand_in(source: _Sources, title: str) -> str:
    """What stands in for a translation that is missing or no longer fits its original."""
    start = f"# {title}\n\n{escaped(source.words.fehlt)}\n\n"
    return start + '{% include "teile/kontakt.md.j2" %}\n'


def _marked(page: Page, text: str, source: _Sources) -> str:
    """The page with a word about what nobody has reviewed yet."""
    if page.head.geprueft or not source.words.ungeprueft:
        return text
    return f'{text.rstrip()}\n\n<p class="unreviewed">{escaped(source.words.ungeprueft)}</p>\n'


def _with_head(page: Page, text: str) -> str:
    hidden = ", ".join(page.head.hide)
    return (f"---\nhide: [{hidden}]\n---\n" if hidden else "") + text.lstrip("\n")


def menu(site: LanguageSite, others: Iterable[str] = ()) -> list[dict[str, object]]:
    """The menu of a language: front page, questions, everything else."""
    questions = [name for name in QUESTIONS if name in site.pages]
    rest = [name for name in site.pages if name not in {"index.md", *questions}]
    return [{site.words.start: "index.md"}, {site.words.fragen: questions}, *rest, *others]  # type: ignore[list-item]
