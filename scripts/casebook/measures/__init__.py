"""Cases -> figures: declared measures and pure functions. Reads no file, knows no page.

Case --states--> facts at a stand --frames--> a row per case, a row per concern --bases--> what a figure
counts --formulas--> values --compute, with the texts of the catalogue--> Record
"""

from casebook.measures.compute import measure, measure_frames
from casebook.measures.frames import Frames, frames_of
from casebook.measures.record import Record, as_data
from casebook.measures.states import CaseState, case_states

__all__ = ["CaseState", "Frames", "Record", "as_data", "case_states", "frames_of", "measure", "measure_frames"]
