"""Lists of Python values -> columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Floats = NDArray[np.float64]

DAY = "datetime64[D]"
_FIRST_DAY = date(1970, 1, 1).toordinal()
_NO_DAY = int(np.datetime64("NaT").astype(np.int64))


def text_column(texts: Iterable[str | None]) -> pd.Categorical:
    """Few different texts many times: groups and comparisons work on their codes."""
    return pd.Categorical(pd.array(list(texts), dtype=object))


def day_column(days: Iterable[date | None]) -> Days:
    """Days as numpy counts them; its own conversion of dates takes ten times as long."""
    numbers = (_NO_DAY if day is None else day.toordinal() - _FIRST_DAY for day in days)
    return np.fromiter(numbers, dtype=np.int64).view(DAY)


def flag_column(flags: Iterable[bool]) -> NDArray[np.bool_]:
    return np.array(list(flags), dtype=bool)


def position_column(positions: Sequence[int]) -> NDArray[np.int32]:
    return np.array(positions, dtype=np.int32)


def days_between(starts: Days, ends: Days) -> Floats:
    """Calendar days; NaN where one is missing."""
    starts, ends = starts.astype(DAY), ends.astype(DAY)
    return np.where(np.isnat(starts) | np.isnat(ends), np.nan, (ends - starts).astype(np.float64))
