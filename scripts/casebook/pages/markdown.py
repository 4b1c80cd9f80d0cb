"""Markdown pages from templates: what a template inserts is text and never becomes markup.

Values are escaped by character references, which mean the same in Markdown and in raw HTML. Ready markup
(a picture) is marked with `Markup`. Templates run in a sandbox and find other templates only in their own
folders; an unknown name is an error, never an empty place on the page.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from casebook.pages.words import dialled, german_day
from casebook.problem import Problem

Environment = ImmutableSandboxedEnvironment

_ESCAPED = {ord(character): f"&#{ord(character)};" for character in "&<>\"'\\`*_{}[]#+|~^=$!"}


def escaped(value: object) -> str:
    """A value as one line of text, safe in Markdown, in HTML and in attributes."""
    if isinstance(value, Markup):
        return value
    return " ".join(str("" if value is None else value).split()).translate(_ESCAPED)


def environment(*folders: Path) -> Environment:
    """Templates of `folders`, the first one wins."""
    env = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., object]] = {"tag": german_day, "waehlbar": dialled}
    env.filters.update(filters)
    return env


def rendered_page(env: Environment, source: str, file: str, values: Mapping[str, object]) -> str | Problem:
    """A page of the office, or what is wrong with its placeholders."""
    try:
        return env.from_string(source).render(values)
    except TemplateSyntaxError as error:
        return Problem(file, error.lineno, 1, "datei-unlesbar", found=f"Platzhalter nicht lesbar: {error.message}")
    except UndefinedError as error:
        return Problem(file, _line(error), 1, "feld-unbekannt", found=_name(error))
    except (TemplateError, TypeError, ValueError) as error:
        return Problem(file, _line(error), 1, "datei-unlesbar", found=f"Platzhalter nicht erlaubt: {error}")


def _line(error: Exception) -> int:
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return (lines[-1] if lines else None) or 1


def _name(error: UndefinedError) -> str:
    """The name in Jinja's sentence, which quotes it last."""
    quoted = str(error.message).split("'")
    return quoted[-2] if len(quoted) > 2 else str(error.message)
