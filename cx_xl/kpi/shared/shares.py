"""A part of a whole: the checks and the result that every such rate shares."""

from cx_xl.errors import NoAnswers, TooLarge, ZeroBase
from cx_xl.stats import proportion
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally


def tally_interval(
    tally: Tally,
    at_least: float,
    confidence: float = 0.95,
    method: proportion.Method = "wilson",
) -> Interval:
    """Return the confidence interval of the share of answers from *at_least* up."""
    n = tally.effective_n
    k = min(tally.count(at_least=at_least), n)
    limits = proportion.interval(k, n, confidence, method)
    # Weighted, k / n may differ from the share itself in the last bit.
    return limits.including(tally.share(at_least=at_least))


def refuse_no_part(part: float, whole: float, part_name: str, whole_name: str) -> None:
    """
    Raise if *part* is no part of *whole*.

    Raises:
        ZeroBase: the whole is 0.
        TooLarge: the part exceeds it.
    """
    if not whole:
        raise ZeroBase(whole_name)
    if part > whole:
        raise TooLarge(part_name, value=part, other=whole_name, limit=whole)


def share(part: float, whole: float, part_name: str, whole_name: str) -> Estimate:
    """Return *part* / *whole* with its base and its Wilson interval, once checked."""
    refuse_no_part(part, whole, part_name, whole_name)
    return Estimate(part / whole, whole, proportion.interval(part, whole))


def share_of_cases(part: int, whole: int, argument: str) -> Estimate:
    """Return part / whole with its Wilson interval."""
    if not whole:
        raise NoAnswers(argument)
    return Estimate(part / whole, whole, proportion.interval(part, whole))
