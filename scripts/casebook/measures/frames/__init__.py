"""Case states -> tidy frames: one row per case, and one per concern, stretch of stock, move, effect, need ...

Nothing in them is per person: no author, no hour, no unit under five people by itself.
"""

from __future__ import annotations

from casebook.measures.frames.frames import Frames, Piece, frames_of, joined_frames, piece_of
from casebook.measures.frames.names import OHNE_ANGABE, shown_unit

__all__ = ["OHNE_ANGABE", "Frames", "Piece", "frames_of", "joined_frames", "piece_of", "shown_unit"]
