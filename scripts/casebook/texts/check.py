"""Everything there is to say about the public texts of a register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from casebook.office import Office
from casebook.problem import Problem
from casebook.texts.languages import EASY, GERMAN
from casebook.texts.likeness import QUESTIONS, check_likeness
from casebook.texts.limits import LIMITS, Measured, Sentence, check_limits, hard_word, measured, sentences_of
from casebook.texts.pages import FOLDER, Page, language_pages
from casebook.texts.sentences import words as words_in
from casebook.texts.words import SharedWords, Worte, read_words


def check_texts(root: Path, office: Office) -> list[Problem]:
    """What is wrong with the texts that a register brings itself; what ships with the product is tested there.

    A register without texts of its own costs nothing.
    """
    if not any((root / FOLDER / tag).is_dir() for tag in (GERMAN.tag, *office.sprachen)):
        return []
    german, problems = language_pages(root, GERMAN.tag)
    for tag in (GERMAN.tag, *office.sprachen):
        pages, broken = (german, []) if tag == GERMAN.tag else language_pages(root, tag)
        words = read_words(root, tag)
        problems += broken
        if isinstance(words, list):
            problems += words
            continue
        if tag != GERMAN.tag:
            problems += check_likeness(tag, pages, german)
        if tag in LIMITS:
            problems += check_limits(tag, _measured_sentences(tag, pages, words), words.words)
        if tag == EASY.tag:
            problems += _explanations(pages.values(), words.words)
    return sorted(set(problems))


def _measured_sentences(tag: str, pages: Mapping[str, Page], words: SharedWords) -> list[Sentence]:
    everything = tag == EASY.tag
    shown = [page for name, page in pages.items() if everything or name == "index.md" or name.startswith(QUESTIONS)]
    return sentences_of(shown, words)


def _explanations(pages: Iterable[Page], words: Worte) -> Iterator[Problem]:
    """Every difficult word of a page is explained on it, once."""
    for page in pages:
        text = "\n".join(page.lines)
        used = {hard_word(word): sentence for sentence in sentences_of([page]) for word in words_in(sentence.text)}
        for name, sentence in used.items():
            if name in words.woerter and text.count(f"{{{{ wort.{name} }}}}") != 1:
                known = words.woerter[name].wort
                yield Problem(page.file, sentence.line, 1, "leicht-wort-unerklaert", found=known, expected=name)


def measure_levels(root: Path) -> dict[str, Measured]:
    """The measured table of both levels of German, over every page for complainants."""
    table = {}
    for tag in LIMITS:
        words = read_words(root, tag)
        if isinstance(words, SharedWords):
            table[tag] = measured(tag, _measured_sentences(tag, language_pages(root, tag)[0], words))
    return table
