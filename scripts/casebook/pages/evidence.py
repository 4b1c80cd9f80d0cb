"""Where the cases behind a figure are shown: an address of the case list."""

from __future__ import annotations

from urllib.parse import quote

from casebook.measures import Record

CASE_LIST = "faelle.html"


def evidence_key(record: Record) -> str:
    """`K09E.quote` for a total, `K09E.quote:art=beschwerde` for an entry of a dimension."""
    by = "".join(f":{dimension}={entry}" for dimension, entry in record.by.items())
    return f"{record.id}.{record.part}{by}"


def evidence_address(record: Record, *, among: bool = False) -> str:
    """The case list narrowed to the cases counted, or with `among` to those they were counted among."""
    return cases_address(record.period, f"{evidence_key(record)}{'/alle' if among else ''}")


def cases_address(label: str, key: str) -> str:
    """The case list narrowed to a figure of a file of evidence."""
    return f"{CASE_LIST}#beleg={quote(f'{label}/{key}', safe='/:=')}"
