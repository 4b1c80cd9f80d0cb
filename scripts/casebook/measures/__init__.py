"""Cases -> figures: declared measures and pure functions. Reads no file, knows no page.

Case --states--> facts at a stand --frames--> rows of cases, concerns, stock ... --bases--> what a figure counts
--cuts--> by period and dimension --counting--> values --compute, with the texts of the catalogue--> Record
"""

from casebook.measures.compute import measure, measure_frames
from casebook.measures.dimensions import without_text
from casebook.measures.frames import Frames, Piece, frames_of, joined_frames, piece_of
from casebook.measures.identity import StockDoesNotGoUp, StockMismatch, need_stock_to_go_up, stock_mismatches
from casebook.measures.record import Record, as_data
from casebook.measures.states import CaseState, LazyStates, case_states
from casebook.measures.targets import target_for

__all__ = [
    "CaseState",
    "Frames",
    "LazyStates",
    "Piece",
    "Record",
    "StockDoesNotGoUp",
    "StockMismatch",
    "as_data",
    "case_states",
    "frames_of",
    "joined_frames",
    "measure",
    "measure_frames",
    "need_stock_to_go_up",
    "piece_of",
    "stock_mismatches",
    "target_for",
    "without_text",
]
