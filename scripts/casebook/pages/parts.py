"""German terms on pages of other languages, marked so that a screen reader says them in German (WCAG 3.1.2)."""

from __future__ import annotations

import re
from pathlib import Path

_TERMS = ("Widerspruch", "Bescheid", "Vollmacht", "Integrationsamt")
_TERM = re.compile(rf"\b(?:{'|'.join(_TERMS)})\b")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
_BODY = re.compile(r"<body\b.*</body>", re.DOTALL)
_KEPT = re.compile(r"<(script|textarea|svg)\b.*?</\1>|<(?P<tag>\w+)[^>]* lang=\"de\"[^>]*>.*?</(?P=tag)>", re.DOTALL)


def mark_german_terms(site: Path) -> None:
    """Mark the terms in every page below `site`. Raises OSError."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        path.write_text(_BODY.sub(lambda body: marked(body[0]), html), encoding="utf-8", newline="\n")


def marked(html: str) -> str:
    """The terms in spans of their own, where they do not stand in German already."""
    parts, end = [], 0
    for kept in _KEPT.finditer(html):
        parts += [_mark(html[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, _mark(html[end:])])


def _mark(html: str) -> str:
    def span(text: re.Match[str]) -> str:
        return _TERM.sub(lambda term: f'<span lang="de" dir="ltr">{term[0]}</span>', text[0])

    return _TEXT.sub(span, html)
