"""Records -> plain text for a terminal: measure, values with what they rest on, definition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from casebook.measures import Record
from casebook.office import Office
from casebook.pages.labels import entry_name
from casebook.pages.record_words import basis_of, value_of
from casebook.pages.themes import MEASURES


def records_text(records: Sequence[Record], office: Office) -> str:
    """One block a measure; entries of a dimension are indented below its totals."""
    blocks = [_block(list(group), office) for _, group in groupby(records, key=lambda record: record.id)]
    return "\n\n".join(blocks)


def _block(records: list[Record], office: Office) -> str:
    first = records[0]
    head = f"{first.id}  {first.name.partition(':')[0]} · {first.period}, Stand {first.stand:%d.%m.%Y}"
    return "\n".join([head, f"  {first.definition}", *(_line(record, office) for record in records)])


def _line(record: Record, office: Office) -> str:
    measure = MEASURES[record.id]
    dimensions = {dimension.id: dimension.name for dimension in measure.dimensions}
    names = [f"{dimensions[id]}: {entry_name(office, id, entry)}" for id, entry in record.by.items()]
    if not names or record.part != measure.parts[0].id:
        names.append(measure.part(record.part).name)
    place = "    " if record.by else "  "
    basis = f" ({basis_of(record)})" if basis_of(record) else ""
    return f"{place}{', '.join(names)}: {value_of(record)}{basis}"
