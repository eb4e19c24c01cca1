"""How many answers a wanted precision takes."""

from math import ceil, sqrt

from cx_xl.stats.normal import quantile

LAST_BITS = 1e-9  # 384.0000000001 answers are 384


def needed(
    variance: float, margin: float, confidence: float, population: float | None
) -> int:
    """
    Return the answers needed for +- *margin*, at least 1.

    Args:
        variance: of one answer, in the unit of *margin* squared.
        margin: half the width of the interval, above 0.
        confidence: the level of the interval, in (0, 1).
        population: how many people there are; None for endless.

    References:
        Cochran (1977), "Sampling Techniques", sections 4.4 and 4.6.
    """
    endless = (quantile(confidence) * sqrt(variance) / margin) ** 2
    if population is None:
        return max(1, ceil(endless - LAST_BITS))
    finite = endless / (1 + (endless - 1) / population) if endless > 1 else endless
    return max(1, ceil(finite - LAST_BITS))
