"""How hard a text may be: limits of plain German and of Leichte Sprache, and what breaks them.

Leichte Sprache follows BITV 2.0, annex 2, part 2. Words are divided by a hyphen, as that annex says: a screen reader
passes over it, while several say the Mediopunkt aloud, and the search finds both halves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import mean

from casebook.problem import Path, Problem
from casebook.texts import sentences as german
from casebook.texts.languages import EASY, GERMAN
from casebook.texts.pages import Page, blocks
from casebook.texts.words import SharedWords, Worte


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one level; `passives` is the number of sentences of which one may be passive."""

    name: str
    words: int
    average: float
    letters: int
    passives: int
    one_clause: bool


LIMITS = {
    GERMAN.tag: Limits("Einfaches Deutsch", 20, 10, 20, 20, one_clause=False),
    EASY.tag: Limits("Leichte Sprache", 12, 8, 12, 50, one_clause=True),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place; a list item or heading counts as one where it has no full stop."""

    file: str
    line: int
    text: str

    @property
    def length(self) -> int:
        return len(german.words(self.text))

    @property
    def whole(self) -> bool:
        """Whether it ends like a sentence; a label or a list item does not, and would flatter the average."""
        return self.text.rstrip("“\"»)").endswith((".", "?", "!", ":"))


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one level over all its texts."""

    limits: Limits
    sentences: int
    words: int
    longest: int
    average: float
    longest_part: str
    passives: int


def sentences_of(pages: Iterable[Page], shared: SharedWords | None = None) -> list[Sentence]:
    """Every sentence of some pages and of the words they share."""
    found = [
        Sentence(page.file, line, sentence)
        for page in pages
        for line, text in blocks(page)
        for sentence in german.sentences(text)
    ]
    if shared:
        for path, text in spoken(shared.words):
            line, _ = shared.document.position(path)
            found += [Sentence(shared.document.file, line, each) for each in german.sentences(text)]
    return [sentence for sentence in found if sentence.length]


def spoken(words: Worte) -> Iterator[tuple[Path, str]]:
    """Whatever of the shared words makes sentences of its own, with its path in the file."""
    values = words.model_dump()
    for name in ("beispiel", "ungeprueft", "fehlt", "kein_video"):
        yield from _said((name,), values[name])
    for name in ("stellen", "notrufe", "recht", "formular"):
        yield from _said((name,), values[name])
    for name in ("e_mail_hinweis", "persoenlich_hinweis"):
        yield from _said(("kanaele", name), values["kanaele"][name])
    for name, entry in values["woerter"].items():
        yield from _said(("woerter", name, "erklaerung"), entry["erklaerung"])


def _said(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _said((*path, name), inner)


def measured(tag: str, found: list[Sentence]) -> Measured:
    """The figures of a level. `found` holds at least one whole sentence."""
    lengths = [sentence.length for sentence in found if sentence.whole]
    parts = (german.longest_part(word) for sentence in found for word in german.words(sentence.text))
    return Measured(
        limits=LIMITS[tag],
        sentences=len(lengths),
        words=sum(lengths),
        longest=max(lengths),
        average=mean(lengths),
        longest_part=max(parts, key=len),
        passives=sum(german.passive(sentence.text) is not None for sentence in found),
    )


def check_limits(tag: str, found: list[Sentence], known: Worte) -> Iterator[Problem]:
    """What breaks the limits of a level, sentence by sentence and on the whole."""
    limits = LIMITS[tag]
    for sentence in found:
        yield from _one(sentence, limits)
        if limits.one_clause:
            yield from _easy(sentence)
    yield from _whole(found, limits)
    if limits.one_clause:
        yield from _unexplained(found, known)


def _at(sentence: Sentence, message: str, found: object, expected: object = "") -> Problem:
    return Problem(sentence.file, sentence.line, 1, message, found=str(found), expected=str(expected))


def _one(sentence: Sentence, limits: Limits) -> Iterator[Problem]:
    if sentence.length > limits.words:
        yield _at(sentence, "satz-zu-lang", f"{_start(sentence)}: {sentence.length} Wörter", limits.words)
    for word in german.words(sentence.text):
        if len(german.longest_part(word)) > limits.letters:
            yield _at(sentence, "wort-zu-lang", word, limits.letters)


def _easy(sentence: Sentence) -> Iterator[Problem]:
    checks = {
        "leicht-zwei-gedanken": german.second_clause,
        "leicht-genitiv": german.genitive,
        "leicht-konjunktiv": german.konjunktiv,
        "leicht-zahlwort": german.number_word,
    }
    for message, check in checks.items():
        if found := check(sentence.text):
            yield _at(sentence, message, found, _start(sentence))


def _whole(found: list[Sentence], limits: Limits) -> Iterator[Problem]:
    """Average and passives belong to all texts; they are told at the worst place."""
    whole = [sentence for sentence in found if sentence.whole]
    if not whole:
        return
    longest = max(whole, key=lambda sentence: sentence.length)
    average = mean(sentence.length for sentence in whole)
    if average > limits.average:
        yield _at(longest, "saetze-im-schnitt", f"{average:.1f}".replace(".", ","), f"{limits.average:g}")
    passives = [sentence for sentence in found if german.passive(sentence.text)]
    for sentence in passives[len(whole) // limits.passives :]:
        yield _at(sentence, "zu-viel-passiv", german.passive(sentence.text), limits.passives)


def _unexplained(found: list[Sentence], known: Worte) -> Iterator[Problem]:
    """Words of offices that nobody has explained anywhere."""
    for sentence in found:
        for word in german.words(sentence.text):
            name = hard_word(word)
            if name and name not in known.woerter:
                yield _at(sentence, "leicht-wort-unerklaert", word, name)


def _start(sentence: Sentence) -> str:
    text = sentence.text
    return f"„{text if len(text) <= 40 else text[:39] + '…'}“"


HARD_WORDS = {
    "beschwerde": "beschwerde",
    "bescheid": "bescheid",
    "widerspruch": "widerspruch",
    "frist": "frist",
    "vollmacht": "vollmacht",
    "anonym": "anonym",
    "daten": "daten",
    "arbeits-tag": "arbeitstag",
    "antrag": "antrag",
    "anträge": "antrag",
    "not-ruf": "notruf",
    "barriere": "barriere",
    "petition": "petition",
    "ombudsmann": "ombudsmann",
    "dienst-aufsicht": "dienstaufsicht",
    "verordnung": "verordnung",
    "satzung": "satzung",
    "leistung": "leistung",
    "sanktion": "sanktion",
    "rechts-behelf": "rechtsbehelf",
    "erstattung": "erstattung",
    "darlehen": "darlehen",
    "mediation": "mediation",
    "neutral": "neutral",
    "vertraulich": "vertraulich",
    "zuständig": "zustaendig",
    "zuständige": "zustaendig",
    "unterlagen": "unterlagen",
    "impressum": "impressum",
}
"""Words of offices by their plainest form, with the name under which `worte.yaml` explains them."""

_ENDINGS = ("", "e", "en", "n", "s", "es", "er")


def hard_word(word: str) -> str | None:
    """The name of a difficult word's explanation; None for an ordinary word."""
    plain = word.lower()
    stems = (plain.removesuffix(ending) for ending in _ENDINGS)
    return next((HARD_WORDS[stem] for stem in stems if stem in HARD_WORDS), None)
