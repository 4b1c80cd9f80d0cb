"""A content policy in every page: own files only, and of scripts in the page the theme's own, by their hash.

Scripts inside the article are the work of whoever wrote the text; they get no hash and never run.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

_SCRIPT = re.compile(r"<script(?P<tag>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_ARTICLE = re.compile(r"<article\b.*?</article>", re.DOTALL)
_ALIGNED = re.compile(r'<(th|td) style="text-align: (left|right|center);">')
_CHARSET = re.compile(r'<meta charset="utf-8">', re.IGNORECASE)

_RULES = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
)


def write_policies(site: Path) -> None:
    """Give every page below `site` its policy. Raises OSError."""
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        path.write_text(with_policy(html), encoding="utf-8", newline="\n")


def with_policy(html: str) -> str:
    """The page with its policy right behind its character set, before anything it rules.

    Markdown aligns the columns of a table by inline style, which the policy forbids; a class says the same.
    """
    html = _ALIGNED.sub(r'<\1 class="align-\2">', html)
    rules = "; ".join(_RULES).format(scripts=" ".join(["'self'", *script_hashes(html)]))
    return _CHARSET.sub(
        lambda charset: f'{charset[0]}<meta http-equiv="Content-Security-Policy" content="{rules}">', html, count=1
    )


def script_hashes(html: str) -> list[str]:
    """Hashes of the scripts that stand in the page outside its article, sorted."""
    frame = _ARTICLE.sub("", html)
    return sorted({_hash(code) for tag, code in _SCRIPT.findall(frame) if _runs(tag)})


def _runs(tag: str) -> bool:
    return "src=" not in tag and "application/json" not in tag


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
