"""Records -> plain text for a terminal: measure, values with what they rest on, definition."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from casebook.measures import Record
from casebook.office import Office
from casebook.pages.labels import entry_name
from casebook.pages.record_words import basis_of, value_of


def records_text(records: Sequence[Record], office: Office) -> str:
    """One block a measure; entries of a dimension are indented below its totals."""
    blocks = [_block(list(group), office) for _, group in groupby(records, key=lambda record: record.id)]
    return "\n\n".join(blocks)


def _block(records: list[Record], office: Office) -> str:
    first = records[0]
    head = f"{first.id}  {first.name.partition(':')[0]} · {first.period}, Stand {first.stand:%d.%m.%Y}"
    return "\n".join([head, f"  {first.definition}", *(_line(record, office) for record in records)])


def _line(record: Record, office: Office) -> str:
    names = [f"{dimension} {entry_name(office, dimension, entry)}" for dimension, entry in record.by.items()]
    place = "    " if record.by else "  "
    basis = basis_of(record)
    return f"{place}{', '.join([*names, record.part])}: {value_of(record)}{f' ({basis})' if basis else ''}"
