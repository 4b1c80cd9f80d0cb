"""German text -> sentences -> what can be counted in them, by heuristics without a dictionary.

They prefer a false alarm over a miss: whoever writes Leichte Sprache can always write it another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:[-’'·.:/][^\W_]+)*", re.UNICODE)
_END = re.compile(r"(?<=[.!?:])[“\"»)]*\s+(?=[„\"«(]?[A-ZÄÖÜ0-9])")
_SHORT = re.compile(r"\b(?:z\. ?B|d\. ?h|u\. ?a|Abs|Nr|Art|Tel|bzw|ca|usw)\.\s*\Z|(?<!\w)[0-9]{1,2}\.\s*\Z")

_GENITIVE = re.compile(
    r"\b(?:des|eines|keines|dieses|jenes|jedes|meines|deines|seines|ihres|Ihres|unseres|eures|deren|dessen)\b"
    r"|\b(?i:wegen|trotz|während|innerhalb|außerhalb|anstatt|statt|mithilfe|aufgrund|bezüglich|hinsichtlich)\b"
    r"|\b(?!(?:Mit|In|Von|Bei|Aus|Nach|Zu|An|Auf|Vor|Über|Unter|Seit|Neben|Zwischen|Hinter|Ist|Hat|War|Gegenüber) )"
    r"[A-ZÄÖÜ][\wäöüß-]+ (?:der|einer|Ihrer|ihrer|unserer|meiner|seiner|dieser|aller) [A-ZÄÖÜ]"
)
_KONJUNKTIV = re.compile(
    r"\b(?i:würden?|wären?|hätten?|könnten?|müssten?|sollten?|dürften?|möchten?|bräuchten?|käme[nt]?|gäbe[nt]?|gingen?"
    r"|ließen?|wüssten?|fänden?|sei|seien|habest|wolle|könne|müsse|dürfe|solle)\b"
)
_FUTURE_OR_PASSIVE = re.compile(r"\b(?i:werde|wirst|wird|werden|werdet|wurden?|wurdest|worden|geworden)\b")
_PARTICIPLE = re.compile(
    r"\b(?:(?:[a-zäöü]{2,6})?ge[a-zäöüß]{2,}(?:t|en)|(?:ver|be|ent|er|zer|miss|über|unter|wider)[a-zäöüß]{2,}(?:t|en)"
    r"|[a-zäöü]+iert)\b"
)
_CLAUSE = re.compile(
    r"[,;–()]"
    r"|\b(?i:weil|dass|wenn|ob|obwohl|bevor|nachdem|sodass|falls|sobald|solange|indem|sowie|um zu)\b"
    r"|\b(?:und|oder|aber|denn|sondern) (?:ich|Sie|er|es|wir|man|dann) [a-zäöü]"
)
_NUMBER_WORD = re.compile(
    r"\b(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend)\b"
)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; a colon ends one, an ordinal or an abbreviation does not."""
    start = 0
    for match in _END.finditer(text):
        if not _SHORT.search(text[start : match.start()]):
            yield text[start : match.start()].strip()
            start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def words(sentence: str) -> list[str]:
    """Words and numbers; a divided word is one word, a number in groups is one too."""
    joined = re.sub(r"(?<=[0-9]) (?=[0-9])", "", sentence)
    return WORD.findall(joined)


def longest_part(word: str) -> str:
    """The longest piece between the divisions of a word; an address counts by its pieces."""
    return max(re.split(r"[-·.:/@_’']", word), key=len)


def genitive(sentence: str) -> str | None:
    """The words that are, or look like, a genitive."""
    return _first(_GENITIVE, sentence)


def konjunktiv(sentence: str) -> str | None:
    """A verb in Konjunktiv."""
    return _first(_KONJUNKTIV, sentence)


def passive(sentence: str) -> str | None:
    """A form of „werden“ with a participle beside it."""
    werden = _FUTURE_OR_PASSIVE.search(sentence)
    rest = sentence[: werden.start()] + " " + sentence[werden.end() :] if werden else ""
    participle = _PARTICIPLE.search(rest)
    if not werden or not participle:
        return None
    return f"{werden[0]} … {participle[0]}" if rest.find(participle[0]) >= werden.start() else participle[0]


def second_clause(sentence: str) -> str | None:
    """What joins a second clause to the first, or sets something apart."""
    return _first(_CLAUSE, sentence)


def number_word(sentence: str) -> str | None:
    """A number that is not written in figures."""
    return _first(_NUMBER_WORD, sentence)


def _first(pattern: re.Pattern[str], sentence: str) -> str | None:
    match = pattern.search(sentence)
    return match[0].strip() if match else None
