"""Which rows a measure counts, and by which day (bases E, A, F of the counting rules).

Pure legal remedies are in none of them: they have a table of their own (K27).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from casebook.derive import FINAL
from casebook.periods import Period

_FINAL = [status.value for status in FINAL]


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows in the order of a day; `for_rates` leaves out duplicate, transferred and cancelled cases."""

    day: str
    for_rates: bool = True
    complaints: bool = False

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of all periods."""
        keep = rows[self.day].notna() & ~rows["pure_remedy"]
        if self.for_rates:
            keep &= ~rows["status"].isin(_FINAL)
        if self.complaints:
            keep &= rows["art"] == "beschwerde"
        return rows[keep].sort_values(self.day, kind="stable")

    def within(self, ordered: pd.DataFrame, period: Period) -> pd.DataFrame:
        """What of `of` lies in the half-open period."""
        bounds = np.array([period.start, period.end], dtype="datetime64[D]")
        first, after = ordered[self.day].to_numpy().searchsorted(bounds)
        return ordered.iloc[first:after]


RECEIVED = Selection("eingang", for_rates=False)
RECEIVED_FOR_RATES = Selection("eingang")
COMPLAINTS_RECEIVED = Selection("eingang", complaints=True)
CLOSED = Selection("final_closing")
COMPLAINTS_CLOSED = Selection("final_closing", complaints=True)
DUE = Selection("promised")
