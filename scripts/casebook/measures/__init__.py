"""Cases -> figures: declared measures and pure functions. Reads no file, knows no page.

Case --frames--> one row per case, one per concern --bases--> the rows a figure counts --formulas--> values
--compute, with the texts of the catalogue--> Record
"""

from casebook.measures.compute import measure, measure_frames
from casebook.measures.frames import CaseRow, Frames, case_rows, frames_of
from casebook.measures.record import Record, as_data

__all__ = ["CaseRow", "Frames", "Record", "as_data", "case_rows", "frames_of", "measure", "measure_frames"]
