"""Files that come with the product: whoever installs it may rely on them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from casebook.problem import Problem
from casebook.reading import read_document
from casebook.shape import validated

M = TypeVar("M", bound=BaseModel)


def read_shipped(model: type[M], folder: Path, file: str) -> M:
    """The file as a model.

    Raises:
        RuntimeError: it cannot be read.
    """
    document = read_document(folder, file)
    found = document if isinstance(document, Problem) else validated(model, document)
    if not isinstance(found, model):
        raise RuntimeError(f"{file}, which comes with the product, is broken: {found}")
    return found
