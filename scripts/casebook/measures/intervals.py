"""How sure a share from a survey is."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the normal distribution, for an interval of 95 %."""

_ONE_DECIMAL = Decimal("0.1")


def wilson(numerator: int, denominator: int) -> tuple[float, float] | None:
    """The 95 % score interval of a share in percent, rounded outwards to one decimal; None without answers.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212. Unlike the usual interval it never leaves 0 to 100 %
    and holds for few answers too.
    """
    if denominator == 0:
        return None
    share, square = numerator / denominator, Z_95 * Z_95
    width = Z_95 * sqrt(share * (1 - share) / denominator + square / (4 * denominator * denominator))
    middle, scale = share + square / (2 * denominator), 1 + square / denominator
    low = 0.0 if numerator == 0 else (middle - width) / scale
    high = 1.0 if numerator == denominator else (middle + width) / scale
    return _rounded(low, ROUND_FLOOR), _rounded(high, ROUND_CEILING)


def _rounded(share: float, direction: str) -> float:
    return float((100 * Decimal(share)).quantize(_ONE_DECIMAL, direction))
