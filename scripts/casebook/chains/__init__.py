"""A process as a picture for the eye (`chain_svg`) and as rows for everybody else (`chain_rows`)."""

from casebook.chains.drawing import chain_svg
from casebook.chains.rows import Row, chain_rows

__all__ = ["Row", "chain_rows", "chain_svg"]
