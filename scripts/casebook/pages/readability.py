"""The measured table of both levels of German: for the screen, for JSON, for the handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.pages.markdown import Environment
from casebook.texts.limits import Measured


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of both levels, with what is allowed."""

    name: str
    values: tuple[str, ...]


def measured_rows(table: Mapping[str, Measured]) -> tuple[Row, ...]:
    """The table row by row; each cell `gemessen (erlaubt)`."""
    levels = tuple(table.values())
    cells = {
        "Sätze": lambda level: str(level.sentences),
        "Wörter": lambda level: str(level.words),
        "Wörter im längsten Satz": lambda level: f"{level.longest} (höchstens {level.limits.words})",
        "Wörter je Satz im Schnitt": lambda level: f"{_german(level.average)} (höchstens {level.limits.average:g})",
        "Buchstaben im längsten Wortteil": lambda level: (
            f"{len(level.longest_part)}: {level.longest_part} (höchstens {level.limits.letters})"
        ),
        "Sätze im Passiv": lambda level: f"{level.passives} (höchstens 1 von {level.limits.passives})",
    }
    return tuple(Row(name, tuple(map(cell, levels))) for name, cell in cells.items())


def _german(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def table_as_text(table: Mapping[str, Measured]) -> str:
    """Columns for a terminal."""
    heads = ["", *(level.limits.name for level in table.values())]
    lines = [heads, *([row.name, *row.values] for row in measured_rows(table))]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(line).rstrip() for line in padded)


def table_as_data(table: Mapping[str, Measured]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "language": tag,
            "sentences": level.sentences,
            "words": level.words,
            "longest": level.longest,
            "average": round(level.average, 2),
            "longest_part": level.longest_part,
            "passives": level.passives,
        }
        for tag, level in table.items()
    ]


def readability_page(env: Environment, table: Mapping[str, Measured]) -> str:
    """The guide for those who write public texts."""
    names = [level.limits.name for level in table.values()]
    return env.get_template("verstaendlich.md.j2").render(names=names, rows=measured_rows(table))
