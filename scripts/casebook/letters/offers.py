"""Which letters a case can have now: the finished file, or what it still lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from casebook.derive import CLOSED, status
from casebook.letters.facts import Subject, facts_of, missing
from casebook.letters.fields import Facts
from casebook.letters.kinds import KINDS, Kind, Variant
from casebook.letters.permission import Wish, fits, obstacles, reachable
from casebook.letters.templates import LetterTemplate, Templates, template_for
from casebook.letters.writing import write_letter
from casebook.messages import text_of
from casebook.model import Case
from casebook.office import Office
from casebook.problem import Document, Finding, Problem
from casebook.shape import located

AFTER_THE_END = timedelta(days=30)
"""So long a finished case still offers its letters: the reasons of an answer enter the file at its end."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a letter is written: the text, and the form of the file."""

    easy: bool
    form: Variant


@dataclass(frozen=True, slots=True)
class Made:
    """A finished letter and how its file is called."""

    file: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Offer:
    """A letter of a case: how its file is written and what it rests on, or the sentences saying what is missing."""

    name: str
    file: str
    write: Callable[[], bytes] | None = None
    rests_on: str = ""
    lacks: tuple[str, ...] = ()


Letters = Mapping[str, tuple[Offer, ...]]
"""Offers by number of the case."""


def style_for(case: Case, kind: Kind, chosen: Variant | None) -> Style:
    """The variant asked for, else the one the person needs; a commissioner needs none."""
    needs = {need.art for need in case.person.bedarf} if not kind.to_commissioner else set()
    if chosen:
        return Style(chosen is Variant.EASY, Variant.STANDARD if chosen is Variant.EASY else chosen)
    easy = "leichte-sprache" in needs
    if "vorlesbar" in needs:
        return Style(easy, Variant.TEXT)
    return Style(easy, Variant.LARGE if "grossdruck" in needs else Variant.STANDARD)


def letter(wish: Wish, template: LetterTemplate, form: Variant) -> bytes | list[Finding]:
    """The finished letter, or every reason why there is none."""
    facts = _facts(wish, template)
    return facts if isinstance(facts, list) else write_letter(template, facts, form, wish.day)


def _facts(wish: Wish, template: LetterTemplate) -> Facts | list[Finding]:
    """What stands in the letter, or every reason why there is none."""
    if found := obstacles(wish):
        return found
    facts = facts_of(Subject(wish.case, wish.office, wish.day, _for_another(wish)))
    return list(missing(facts, template.used, wish.kind)) or facts


def one_letter(root: Path, wish: Wish, document: Document, chosen: Variant | None = None) -> Made | list[Problem]:
    """A letter as somebody asks for it, from the template that holds in `root`, or what forbids it."""
    style = style_for(wish.case, wish.kind, chosen)
    template = template_for(root, (wish.kind.id, style.easy))
    if isinstance(template, list):
        return template
    content = letter(wish, template, style.form)
    if isinstance(content, list):
        return [located(finding, document, Case) for finding in content]
    return Made(file_name(wish.case, wish.kind, style.form), content)


def _for_another(wish: Wish) -> bool:
    """Whether a third party reads the letter in place of the person."""
    authority = wish.case.dritte.vollmacht if wish.case.dritte else None
    return wish.to == "dritte" and authority is not None and authority.stand == "liegt_vor"


def file_name(case: Case, kind: Kind, form: Variant) -> str:
    """`2026-0042-rueckmeldung.docx`"""
    return f"{case.aktenzeichen}-{kind.id}.{'txt' if form is Variant.TEXT else 'docx'}"


def offers(case: Case, office: Office, day: date, templates: Templates) -> tuple[Offer, ...]:
    """The letters that belong to the case in its state; none once it is finished for a while."""
    return tuple(_offers(case, office, day, templates)) if is_current(case, day) else ()


def is_current(case: Case, day: date) -> bool:
    """Whether the case is open, or was until a while ago."""
    last = max((event.datum for event in case.verlauf if event.datum <= day), default=case.eingang.datum)
    return status(case, day) not in CLOSED or day - last <= AFTER_THE_END


def _offers(case: Case, office: Office, day: date, templates: Templates) -> Iterator[Offer]:
    to = reachable(case, office)
    for kind in KINDS.values():
        wish = Wish(kind, case, office, day, to)
        if not fits(wish):
            continue
        style = style_for(case, kind, None)
        template = templates[kind.id, style.easy]
        facts = _facts(wish, template)
        name = file_name(case, kind, style.form)
        if isinstance(facts, list):
            yield Offer(kind.name, name, lacks=tuple(_sentence(finding) for finding in facts))
        else:
            write = partial(write_letter, template, facts, style.form, day)
            yield Offer(kind.name, name, write, f"{template.digest} {style.form} {day} {facts!r}")


def _sentence(finding: Finding) -> str:
    if finding.id == "schreiben-angabe-fehlt":
        return f"{finding.expected}: Es fehlt {finding.found}."
    return text_of(Problem("", 1, 1, finding.id, found=finding.found, expected=finding.expected))
