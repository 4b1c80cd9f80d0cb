"""How wide German text is and where its lines break, without a font at hand.

Widths are the widest of Fira Sans and Arial (Liberation Sans), regular and bold, so a text that fits
here fits on the screen. Words longer than a line are divided at a seam of the compound, else at a
syllable.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WIDTHS = (
    ("ijlI.,'‚‘ ", 0.30),
    ("f:;!()[]", 0.36),
    ("tr-", 0.41),
    ('„“"', 0.50),
    ("acekvsxyzJ§–+0123456789/…", 0.58),
    ("äbdghnoöpquüß?FLTZ", 0.62),
    ("EPSVXYÄ", 0.68),
    ("ABCDHKNRUÜ", 0.73),
    ("wGOQÖ&", 0.79),
    ("mM%", 0.90),
    ("W", 0.95),
)
_WIDTH = {character: width for characters, width in _WIDTHS for character in characters}
_OTHER = 1.0

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
LONG = 12
"""Letters from which a word may be too wide for the head of a narrow column."""

_SHORTEST_PART = 3
# After a joint -s-, where most German compounds can be divided: Widerspruchs|stelle.
_SEAM = re.compile(r"(?<=[bdfghklmnprt]s)(?=[bdfghjklmnqrsvwz])")
# Before the consonant that leads the next vowel; sch, ch, ck and the like stay together.
_VOWELS = "aeiouyäöü"
_LEAD = "(?:sch[lmnrw]?|ch|ck|ph|th|qu|[bcdfghjklmnpqrstvwxzß])"
_SYLLABLE = re.compile(f"[{_VOWELS}][^{_VOWELS}]*?(?={_LEAD}[{_VOWELS}])")


def width(text: str, size: float) -> float:
    """Width of a line in the unit of the font size."""
    return size * sum(_WIDTH.get(character, _OTHER) for character in text)


def wrapped(text: str, limit: float, size: float) -> tuple[str, ...]:
    """Lines no wider than `limit`."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined, size) <= limit:
            line = joined
            continue
        lines += [line] if line else []
        *heads, line = _divided(word, limit, size)
        lines += heads
    return (*lines, line) if line else tuple(lines)


def balanced(text: str, limit: float, size: float) -> tuple[str, ...]:
    """As few lines as `wrapped` makes, but of even length: no single word is left for the last one."""
    lines = wrapped(text, limit, size)
    for share in (0.94, 0.88, 0.82, 0.76, 0.7):
        tighter = wrapped(text, limit * share, size)
        if len(tighter) > len(lines) or " ".join(tighter) != " ".join(lines):
            break
        lines = tighter
    return lines


def divisible(text: str) -> str:
    """The text with soft hyphens where a long word is best divided: not every browser knows German."""
    return re.sub(r"[^\s-]+", lambda found: _with_soft_hyphens(found[0]), text)


def _with_soft_hyphens(word: str) -> str:
    if len(word) < LONG:
        return word
    middle = sorted(_syllables(word), key=lambda place: abs(2 * place - len(word)))[:1]
    bounds = [0, *(_seams(word) or middle), len(word)]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise(bounds))


def _divided(word: str, limit: float, size: float) -> list[str]:
    """The word in parts that fit a line each."""
    parts: list[str] = []
    while width(word, size) > limit:
        head, word = _first_part(word, limit, size)
        parts.append(head)
    return [*parts, word]


def _first_part(word: str, limit: float, size: float) -> tuple[str, str]:
    for places, hyphen in ((_after_hyphen(word), ""), (_seams(word), "-"), (_syllables(word), "-")):
        fitting = [place for place in places if width(word[:place] + hyphen, size) <= limit]
        if fitting:
            return word[: fitting[-1]] + hyphen, word[fitting[-1] :]
    longest = max(1, sum(width(word[: place + 1], size) <= limit for place in range(len(word))))
    return word[:longest], word[longest:]


def _after_hyphen(word: str) -> list[int]:
    return [match.end() for match in re.finditer(r"[-/](?=.)", word)]


def _seams(word: str) -> list[int]:
    return _inside(word, [match.start() for match in _SEAM.finditer(word.lower())])


def _syllables(word: str) -> list[int]:
    return _inside(word, [match.end() for match in _SYLLABLE.finditer(word.lower())])


def _inside(word: str, places: list[int]) -> list[int]:
    """Places with enough of the word on both sides."""
    if len(word.lower()) != len(word):
        return []
    return [place for place in places if _SHORTEST_PART <= place <= len(word) - _SHORTEST_PART]
