"""The short form: what is asked while somebody waits at the telephone. The rest is one click away, hidden by style.

Nothing is taken away: hidden fields keep their values, and the form shows them all when a rule asks for one.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook.schema import Schema

_ASKED = frozenset(
    {
        "aktenzeichen",
        "eingang",
        "eingang.datum",
        "eingang.kanal",
        "eingang.zugang",
        "dritte",
        "person",
        "rechtsbehelf",
        "rechtsbehelf.ergebnis",
        "rechtsbehelf.geprueft_am",
        "rechtsbehelf.geprueft_von",
        "anliegen",
        "anliegen.thema",
        "anliegen.kurz",
        "anliegen.betrifft",
        "zustaendig",
        "rueckmeldung_bis",
        "keine_rueckmeldung",
        "verlauf",
    }
)
_OPENED = ("eingang", "rechtsbehelf", "anliegen")
"""Blocks of which the short form shows some fields only; the others are shown whole once they are opened."""

_REMEDY = ("ja", "unklar")
"""Answers after which the rest of the legal check is asked for."""


def short_style(schema: Schema) -> str:
    """The style sheet that hides what the short form does not ask for."""
    return "\n".join(f"{_selector(path)} {{ display: none; }}" for path in _later(schema)) + "\n"


def _later(schema: Schema) -> Iterator[str]:
    for name, node in schema["properties"].items():
        if name not in _ASKED:
            yield name
        elif name in _OPENED:
            inner = node.get("items", node)["$ref"].rsplit("/", 1)[-1]
            paths = (f"{name}.{field}" for field in schema["$defs"][inner]["properties"])
            yield from (path for path in paths if path not in _ASKED)


def _selector(path: str) -> str:
    block, _, field = path.partition(".")
    if block == "anliegen" and field:
        return f'.kurz .field[data-key-path^="anliegen."][data-key-path$=".{field}"]'
    if block == "rechtsbehelf" and field:
        answers = ", ".join(
            f'[data-key-path="rechtsbehelf.ergebnis"] [data-value="{answer}"][aria-checked="true"]'
            for answer in _REMEDY
        )
        return f'.kurz .field[data-key-path="rechtsbehelf"]:not(:has({answers})) .field[data-key-path="{path}"]'
    return f'.kurz .field[data-key-path="{path}"]'
