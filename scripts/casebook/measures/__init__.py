"""Cases -> figures: declared measures and pure functions. Reads no file, knows no page.

Case --states--> facts at a stand --frames--> rows of cases, concerns, stock ... --bases--> what a figure counts
--cuts--> by period and dimension --counting--> values --compute, with the texts of the catalogue--> Record
"""

from casebook.measures.compute import Records, measure, measure_frames
from casebook.measures.counted import counted_in
from casebook.measures.dimensions import without_text
from casebook.measures.frames import Frames, Piece, frames_of, joined_frames, piece_of
from casebook.measures.identity import STOCK, StockDoesNotGoUp, StockMismatch, need_stock_to_go_up, stock_mismatches
from casebook.measures.record import Record, as_data
from casebook.measures.states import CaseState, LazyStates, case_states
from casebook.measures.targets import target_for

__all__ = [
    "STOCK",
    "CaseState",
    "Frames",
    "LazyStates",
    "Piece",
    "Record",
    "Records",
    "StockDoesNotGoUp",
    "StockMismatch",
    "as_data",
    "case_states",
    "counted_in",
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
