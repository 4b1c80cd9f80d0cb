"""Problems -> text, annotations, JSON. One pure function per form; nothing here decides."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from casebook.check import Checked
from casebook.messages import CATALOGUE, Severity, hint_of, text_of
from casebook.problem import Problem


def as_text(checked: Checked, *, handbook: str = "") -> str:
    """What a person reads on the screen: place, sentence, how to mend it, page."""
    blocks = [_block(problem, handbook) for problem in checked.problems]
    return "\n\n".join([*blocks, summary_line(checked)]) + "\n"


def _block(problem: Problem, handbook: str) -> str:
    message = CATALOGUE[problem.id]
    sign = "Fehler" if message.severity is Severity.ERROR else "Hinweis"
    return (
        f"{problem.file}, Zeile {problem.line}, Spalte {problem.column}\n"
        f"  {sign}: {text_of(problem)}\n"
        f"  So geht es: {hint_of(problem)}\n"
        f"  Mehr dazu: {handbook}{message.page}"
    )


def summary_line(checked: Checked) -> str:
    """`288 Dateien geprüft: 2 Fehler, 1 Hinweis.`"""
    errors, warnings = checked.count(Severity.ERROR), checked.count(Severity.WARNING)
    files = "1 Datei" if checked.files == 1 else f"{checked.files} Dateien"
    hints = "1 Hinweis" if warnings == 1 else f"{warnings} Hinweise"
    verdict = "alles in Ordnung" if not (errors or warnings) else f"{errors} Fehler, {hints}"
    return f"{files} geprüft: {verdict}."


def as_json(checked: Checked, *, handbook: str = "") -> str:
    """Stable keys: `problems`, `files`, `errors`, `warnings`; a problem as in `_record`."""
    return json.dumps(
        {
            "problems": [_record(problem, handbook) for problem in checked.problems],
            "files": checked.files,
            "errors": checked.count(Severity.ERROR),
            "warnings": checked.count(Severity.WARNING),
        },
        ensure_ascii=False,
        indent=1,
    )


def _record(problem: Problem, handbook: str) -> dict[str, object]:
    message = CATALOGUE[problem.id]
    return {
        "id": problem.id,
        "severity": message.severity.value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "field": problem.field,
        "found": problem.found,
        "expected": problem.expected.strip(),
        "message": text_of(problem),
        "hint": hint_of(problem),
        "page": handbook + message.page,
    }


def as_github(checked: Checked) -> str:
    """Workflow commands, one annotation per problem (GitHub shows ten a step, `as_markdown` has all)."""
    return "".join(f"{line}\n" for line in _github_lines(checked)) + summary_line(checked) + "\n"


def _github_lines(checked: Checked) -> Iterator[str]:
    for problem in checked.problems:
        message = CATALOGUE[problem.id]
        place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
        text = _data(f"{text_of(problem)}\n{hint_of(problem)}")
        yield f"::{message.severity.value} {place},title={_property(message.title)}::{text}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(checked: Checked, *, handbook: str = "") -> str:
    """The full list for a run summary."""
    lines = ["## Prüfung der Fälle", "", summary_line(checked), ""]
    if checked.problems:
        lines += ["| Stelle | Meldung | So geht es |", "|---|---|---|"]
    for problem in checked.problems:
        message = CATALOGUE[problem.id]
        title = f"[{_cell(message.title)}]({handbook}{message.page})" if handbook else f"**{_cell(message.title)}**"
        place = f"{_cell(problem.file)}:{problem.line}:{problem.column}"
        lines.append(f"| {place} | {title}<br>{_cell(text_of(problem))} | {_cell(hint_of(problem))} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Text in a table of a run summary: no mark-up, no link, no picture, nobody notified."""
    return " ".join(re.sub(r"[&<>|@\\`*_~\[\]!#:]", lambda match: f"&#{ord(match[0])};", text).split())


def as_gitlab(checked: Checked) -> str:
    """GitLab's code-quality report."""
    return json.dumps([_quality(problem) for problem in checked.problems], ensure_ascii=False, indent=1)


def _quality(problem: Problem) -> dict[str, object]:
    message = CATALOGUE[problem.id]
    identity = f"{problem.id}\0{problem.file}\0{problem.line}\0{problem.column}\0{problem.found}"
    return {
        "description": f"{text_of(problem)} {hint_of(problem)}",
        "check_name": problem.id,
        "fingerprint": hashlib.sha256(identity.encode()).hexdigest(),
        "severity": "major" if message.severity is Severity.ERROR else "minor",
        "location": {"path": problem.file, "lines": {"begin": problem.line}},
    }
