"""A process as the rows of a table, for everybody whom a picture does not help."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.processes import Prozess, Schritt


@dataclass(frozen=True, slots=True)
class Row:
    """One step in words; `ways` pairs an answer (empty for none) with the number of the step it leads to."""

    number: int
    role: str
    step: Schritt
    ways: tuple[tuple[str, int], ...]
    involved: tuple[str, ...]
    documents: tuple[str, ...]


def chain_rows(process: Prozess) -> tuple[Row, ...]:
    """The steps in the picture's order and with its numbers."""
    numbers = {step.id: number for number, step in enumerate(process.schritte, start=1)}
    roles = {role.id: role.name for role in process.rollen}
    documents = {document.id: document.name for document in process.dokumente}
    return tuple(
        Row(
            numbers[step.id],
            roles[step.rolle],
            step,
            tuple((way.wenn or "", numbers[way.zu]) for way in process.exits[step.id]),
            tuple(roles[name] for name in step.beteiligt),
            tuple(documents[name] for name in step.dokumente),
        )
        for step in process.schritte
    )
