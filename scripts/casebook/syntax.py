"""What libyaml stumbled over, in German and at the place that has to be mended."""

from __future__ import annotations

import yaml

_REASONS = (
    ("a tab character", "ein Tabulator in der Einrückung"),
    ("cannot start any token", "ein Zeichen, mit dem kein Wert beginnen kann (Tabulator, @, ` oder %)"),
    (
        "mapping values are not allowed",
        "ein Doppelpunkt in einem Wert ohne Anführungszeichen, eine zu weit eingerückte Zeile oder kein Leerzeichen "
        "nach dem Doppelpunkt der Zeile darüber",
    ),
    ("mapping keys are not allowed", "ein Fragezeichen am Anfang eines Werts ohne Anführungszeichen"),
    ("sequence entries are not allowed", "ein Listenstrich hinter dem Doppelpunkt statt auf einer eigenen Zeile"),
    ("could not find expected ':'", "eine Zeile ohne Doppelpunkt oder ohne Leerzeichen nach dem Doppelpunkt"),
    ("did not find expected key", "eine Zeile mit anderer Einrückung als ihre Nachbarn"),
    ("did not find expected '-' indicator", "eine Listenzeile mit anderer Einrückung als ihre Nachbarn"),
    ("alphabetic or numeric character", "ein & oder * am Anfang eines Werts ohne Anführungszeichen"),
    ("comment or line break", "Text hinter | oder >; er gehört in die Zeile darunter"),
    ("escape c", "ein umgekehrter Schrägstrich in doppelten Anführungszeichen"),
    ("expected hexdecimal number", "ein umgekehrter Schrägstrich in doppelten Anführungszeichen"),
    ("while scanning a quoted scalar", "Anführungszeichen, die nicht geschlossen werden"),
    ("did not find expected ',' or", "eine Klammer, die nicht geschlossen wird, oder ein fehlendes Komma"),
    (
        "did not find expected node content",
        "ein Komma, ein Doppelpunkt oder eine Klammer zu viel, oder eine Klammer, die darüber nicht geschlossen wird",
    ),
    ("<document start>", "eine Zeile hinter dem Ende („...“) oder eine Zeile, die mit % beginnt"),
    ("while scanning a directive", "eine Zeile, die mit % beginnt"),
    ("incompatible YAML document", "eine Zeile, die mit % beginnt"),
)
_AFTER_QUOTES = "Text hinter den schließenden Anführungszeichen; im Text selbst schreiben Sie „ und “"
_UNKNOWN = "eine Einrückung oder ein Satzzeichen an falscher Stelle"
# These show late: what has to be mended stands where the construct began.
_BEGUN_EARLIER = ("while scanning a simple key", "while scanning a quoted scalar", "while parsing a flow")


def explain(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str]:
    """Line and column (from 1, inside the text) and the likely reason of a syntax error."""
    mark, context = error.problem_mark, error.context_mark
    if mark and context and context.line < mark.line and (error.context or "").startswith(_BEGUN_EARLIER):
        mark = context
    lines = text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    before = lines[line][:column].rstrip()
    return line + 1, column + 1, _reason(f"{error.context} {error.problem}", before)


def _reason(problem: str, before: str) -> str:
    if "did not find expected" in problem and before.endswith(("'", '"')):
        return _AFTER_QUOTES
    return next((german for english, german in _REASONS if english in problem), _UNKNOWN)
