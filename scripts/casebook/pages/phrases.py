"""Times and hours in the words of any language (`handbook/<language>/worte.yaml`)."""

from __future__ import annotations

from babel import Locale
from markupsafe import Markup

from casebook.hours import Hours, Opening, parse_opening
from casebook.office import Frist
from casebook.pages.markdown import escaped
from casebook.texts.languages import Language
from casebook.texts.words import Worte, Zeitraum


def within(deadline: Frist, language: Language, words: Worte) -> str:
    """`innerhalb von 14 Tagen`, with the plural form that the language has for this number."""
    forms: Zeitraum = getattr(words.zeitraum, deadline.einheit)
    plural = Locale.parse(language.locale).plural_form(deadline.anzahl)
    return (getattr(forms, plural) or forms.other).replace("{n}", str(deadline.anzahl))


def hours(text: str, language: Language, words: Worte) -> Markup:
    """Opening hours of office.yaml; as they stand where the sentence cannot be taken apart."""
    opening = None if language.tag == "de" else parse_opening(text)
    return german(text, language) if opening is None else _opening(opening, language, words)


def german(text: str, language: Language) -> Markup:
    """A German text on a page of any language, marked for screen readers."""
    if language.is_german:
        return Markup(escaped(text))
    return Markup(f'<span lang="de" dir="ltr">{escaped(text)}</span>')


def _opening(opening: Opening, language: Language, words: Worte) -> Markup:
    if opening.always:
        return Markup(escaped(words.zeiten.immer))
    parts = "<br>".join(_one(hours, language, words) for hours in opening.hours)
    rule = {"ohne": words.zeiten.ohne, "mit": words.zeiten.mit, None: ""}[opening.appointment]
    return Markup(parts + (f" ({escaped(rule)})" if rule else ""))


def _one(hours: Hours, language: Language, words: Worte) -> str:
    names = Locale.parse(language.locale).days["stand-alone"]["wide"]
    first, last = escaped(names[hours.days[0]]), escaped(names[hours.days[-1]])
    pattern = words.zeiten.bis if hours.is_range else words.zeiten.und
    days = first if first == last else pattern.replace("{a}", first).replace("{b}", last)
    spans = (words.zeiten.uhr.replace("{a}", _clock(a)).replace("{b}", _clock(b)) for a, b in hours.spans)
    return f"{days}: {', '.join(spans)}"


def _clock(minutes: int) -> str:
    """`8`, `7:30`"""
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" if minute else str(hour)
