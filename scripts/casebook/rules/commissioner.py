"""Where an office works for a commissioner, the commissioner decides who handles a complaint (KASSYS, Land parts)."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.model import Case
from casebook.problem import Finding
from casebook.rules.context import Context


def commissioner_decides(case: Case, context: Context) -> Iterator[Finding]:
    """The decision is the commissioner's own, and the unit it names is in charge until it is assigned anew."""
    units, functions = context.office.units, context.office.functions
    in_charge: str | None = None
    for index, event in enumerate(case.verlauf):
        if event.ereignis == "auftraggeber_entscheidet":
            in_charge = event.stelle
            function = functions.get(event.durch)
            if function and function.einheit in units and units[function.einheit].art != "auftraggeber":
                yield Finding("auftraggeber-selbst", ("verlauf", index, "durch"), event.durch)
        elif event.ereignis == "zuweisung":
            in_charge = None
    if in_charge and case.zustaendig != in_charge:
        yield Finding("auftraggeber-entscheidung", ("zustaendig",), case.zustaendig, in_charge)
