"""Intervals and tests: Wilson's and the adjusted Wald interval, z-tests."""

from collections.abc import Callable, Mapping

from cx_xl.workbooks.formulas.formula import Formula, one


def quantile(confidence: str) -> str:
    """Return z such that a standard normal lies within +-z with *confidence*."""
    return f"(-NORMSINV((1-{confidence})/2))"


def tails_beyond(z: str) -> str:
    """Return the probability that a standard normal lies beyond +-*z*."""
    return f"CHIDIST({z}^2,1)"  # NORMSDIST has eleven digits in some programs


def wilson(k: str, n: str, confidence: str) -> Formula:
    """Return the interval of a share of two numbers, in [0, 1]."""
    z = quantile(confidence)
    half = f"{z}*SQRT({k}*({n}-{k})/{n}+{z}^2/4)"
    limits = (f"({k}+{z}^2/2{sign}{half})/({n}+{z}^2)" for sign in "-+")
    low, high = limits
    return Formula((f"MAX(0,{low})", f"MIN(1,{high})"), (f"AND({n}>0,{k}>{n})",))


def adjusted_wald(p: str, n: str, d: str, confidence: str) -> Formula:
    """
    Return the interval of a net score in points, 3/4, 3/2 and 3/4 answers added.

    It is extended to the score itself, which it may miss where one person answered.
    """
    z = quantile(confidence)
    score, centre = f"({p}-{d})/{n}", f"({p}-{d})/({n}+3)"
    half = f"{z}*SQRT((({p}+{d}+1.5)/({n}+3)-({centre})^2)/({n}+3))"
    return Formula(
        (
            f"100*MIN({score},MAX(-1,{centre}-{half}))",
            f"100*MAX({score},MIN(1,{centre}+{half}))",
        )
    )


def nps_test(counts: tuple[str, str, str], others: tuple[str, str, str]) -> str:
    """Return the statistic of two net scores, each with three answers added."""

    def moments(p: str, n: str, d: str) -> tuple[str, str]:
        score = f"({p}-{d})/({n}+3)"
        return score, f"(({p}+{d}+1.5)/({n}+3)-({score})^2)/({n}+3)"

    (score, variance), (other, other_variance) = moments(*counts), moments(*others)
    return f"({score}-{other})/SQRT({variance}+{other_variance})"


def share_test(k_1: str, n_1: str, k_2: str, n_2: str, method: str) -> str:
    """Return the statistic of two shares; 0 where all answered alike."""
    pooled = f"(({k_1}+{k_2})/({n_1}+{n_2}))"
    variance = f"({pooled}*(1-{pooled})*(1/{n_1}+1/{n_2}))"
    corrected = f'IF({method}="n-1",SQRT(({n_1}+{n_2}-1)/({n_1}+{n_2})),1)'
    z = f"({k_1}/{n_1}-{k_2}/{n_2})/SQRT({variance})*{corrected}"
    return f"IF({variance}>0,{z},0)"


def p_value(z: str, tails: str) -> str:
    """Return the p-value of *z*; one tail asks whether the first group is above."""
    both = tails_beyond(z)
    return f"IF({tails}=2,{both},IF({z}>0,{both}/2,1-{both}/2))"


def _rate_test(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    k_1: str, n_1: str, k_2: str, n_2: str, method: str, tails: str
) -> Formula:
    z = f"({share_test(k_1, n_1, k_2, n_2, method)})"
    return one(
        p_value(z, tails), f"AND({n_1}>0,{k_1}>{n_1})", f"AND({n_2}>0,{k_2}>{n_2})"
    )


def _nps_from_counts(p: str, passives: str, d: str) -> Formula:
    return one(f"100*({p}-{d})/({p}+{passives}+{d})")


def _nps_ci_counts(
    p: str, passives: str, d: str, confidence: str, _method: str
) -> Formula:
    return adjusted_wald(p, f"({p}+{passives}+{d})", d, confidence)


def _rate_ci(k: str, n: str, confidence: str, _method: str) -> Formula:
    return wilson(k, n, confidence)


INTERVALS: Mapping[str, Callable[..., Formula]] = {
    "CX_RATE_CI": _rate_ci,
    "CX_RATE_TEST": _rate_test,
    "CX_NPS_FROM_COUNTS": _nps_from_counts,
    "CX_NPS_CI_COUNTS": _nps_ci_counts,
}
# The methods that ordinary functions can express, of the functions that offer more.
METHODS: Mapping[str, tuple[str, ...]] = {
    "CX_RATE_CI": ("wilson",),
    "CX_CSAT_CI": ("wilson",),
    "CX_NPS_CI": ("adjusted",),
    "CX_NPS_CI_COUNTS": ("adjusted",),
    "CX_NPS_TEST": ("adjusted",),
    "CX_RATE_TEST": ("n-1", "pooled"),
    "CX_CSAT_TEST": ("n-1", "pooled"),
}
