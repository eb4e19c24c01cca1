"""Service: how well do we answer when customers call?"""

from typing import Annotated

from cx_xl.kpi.shared.arguments import CASES, COUNT, Confidence, ShareMethod
from cx_xl.kpi.shared.shares import refuse_no_part, share
from cx_xl.spec import Arg, Family, Kind, worksheet
from cx_xl.stats import proportion
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval

FAMILY = Family.of(
    __doc__, "Servizio: quanto bene rispondiamo quando un cliente chiama?"
)

Part = Annotated[
    float,
    Arg(
        en="How many of the whole: answers, referrals, abandoned calls.",
        it="Quanti sul totale: risposte, segnalazioni, chiamate perse.",
        domain=COUNT,
    ),
]
Whole = Annotated[
    float,
    Arg(
        en="All that could have been counted: invitations, customers, calls.",
        it="Il totale possibile: inviti, clienti, chiamate.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_RATE",
    it="Tasso semplice: la parte sul totale (risposta, segnalazione, abbandono).",
    kind=Kind.SHARE,
    example="=CX_RATE(157,600)",
    returns_it="Una frazione da 0 a 1.",
    raises_it={"ZeroBase": "il totale è 0", "TooLarge": "la parte supera il totale"},
)
def rate(part: Part, whole: Whole) -> Estimate:
    """
    Simple rate: a part of a whole (response, referral, abandonment).

    Args:
        part: at least 0 and at most *whole*.
        whole: the base, above 0.

    Returns:
        A fraction in [0, 1]. In Python also n and the Wilson interval.

    Raises:
        ZeroBase: the whole is 0.
        TooLarge: the part exceeds the whole.

    >>> rate(10, 100)
    Estimate(0.1, n=100)
    """
    return share(part, whole, "part", "whole")


Successes = Annotated[
    float,
    Arg(
        en="How many succeeded: satisfied, solved, lost.",
        it="Quanti casi favorevoli: soddisfatti, risolti, persi.",
        domain=CASES,
    ),
]
Base = Annotated[
    float, Arg(en="Out of how many: the base.", it="Su quanti: la base.", domain=CASES)
]


@worksheet(
    "CX_RATE_CI",
    it="Intervallo di confidenza di una quota (CSAT, churn): minimo e massimo.",
    kind=Kind.SHARE,
    example="=CX_RATE_CI(70,100)",
    returns_it="Due frazioni da 0 a 1: limite inferiore e superiore.",
    raises_it={"ZeroBase": "n è 0", "TooLarge": "i casi favorevoli superano n"},
)
def rate_ci(
    successes: Successes,
    n: Base,
    confidence: Confidence = 0.95,
    method: ShareMethod = "wilson",
) -> Interval:
    """
    Confidence interval of any share (CSAT, FCR, churn): low and high.

    Args:
        successes: at least 0 and at most *n*.
        n: the base, above 0.
        confidence: the level, in (0, 1).
        method: how to compute it; Wilson's is right at any n.

    Returns:
        Two fractions in [0, 1]: low and high limit.

    Raises:
        ZeroBase: n is 0.
        TooLarge: successes exceed n.

    References:
        Wilson (1927), JASA 22; Brown, Cai, DasGupta (2001), Statistical Science 16.
    """
    refuse_no_part(successes, n, "successes", "n")
    return proportion.interval(successes, n, confidence, method)
