"""Sampling: how many answers does it take?"""

from typing import Annotated

from cx_xl.errors import Undefined, decimal
from cx_xl.kpi.shared.arguments import FRACTION, Confidence
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet
from cx_xl.stats import sample_size

FAMILY = Family.of(__doc__, "Campione: quante risposte servono?")

Points = Annotated[
    float,
    Arg(
        en="How far off the score may be, in points: 5 for plus or minus 5.",
        it="Di quanti punti può sbagliare il punteggio: 5 per più o meno 5.",
        domain=Domain(0, 200, open_low=True),
    ),
]
LEAST_MARGIN = 0.1  # points; less takes millions of answers, and is a slip

ExpectedPromoters = Annotated[
    float,
    Arg(
        en="Share of promoters you expect; 0.5 is the worst case.",
        it="Quota di promotori che ti aspetti; 0,5 è il caso peggiore.",
        domain=FRACTION,
    ),
]
ExpectedDetractors = Annotated[
    float,
    Arg(
        en="Share of detractors you expect; 0.5 is the worst case.",
        it="Quota di detrattori che ti aspetti; 0,5 è il caso peggiore.",
        domain=FRACTION,
    ),
]
Population = Annotated[
    float | None,
    Arg(
        en="How many people you could ask; leave it out if they are very many.",
        it="Quante persone potresti intervistare; omettilo se sono moltissime.",
        domain=Domain(low=1),
    ),
]


@worksheet(
    "CX_NPS_SAMPLE_SIZE",
    it="Quante risposte servono per un NPS con il margine di errore voluto.",
    kind=Kind.COUNT,
    example="=CX_NPS_SAMPLE_SIZE(10)",
    returns_it="Un numero intero di risposte (non di inviti), almeno 1.",
    raises_it={
        "Undefined": (
            "il margine è una frazione invece che in punti, o promotori e detrattori "
            "insieme superano 1"
        )
    },
    sources_it={
        "the variance of one answer is p + d - (p - d)^2": (
            "la varianza di una risposta è p + d - (p - d)^2"
        )
    },
)
def nps_sample_size(
    margin: Points,
    confidence: Confidence = 0.95,
    promoters: ExpectedPromoters = 0.5,
    detractors: ExpectedDetractors = 0.5,
    population: Population = None,
) -> int:
    """
    Answers needed for a Net Promoter Score within a margin of error.

    Args:
        margin: half the width of the interval in points, at least 0.1.
        confidence: the level, in (0, 1).
        promoters: the expected share of promoters, in [0, 1].
        detractors: the expected share of detractors; both add up to at most 1.
        population: how many people there are, at least 1; None for very many.

    Returns:
        A whole number of answers (not of invitations), at least 1.

    Raises:
        Undefined: the margin is a fraction instead of points, or promoters and
            detractors add up to more than 1.

    References:
        Cochran (1977), "Sampling Techniques"; the variance of one answer is
        p + d - (p - d)^2.

    >>> nps_sample_size(10)
    385
    """
    if margin < LEAST_MARGIN:
        raise Undefined(
            "margin",
            why_en=f"{margin:g} points is next to nothing; the margin is in points, "
            f"so write {100 * margin:g} for plus or minus {100 * margin:g} points.",
            why_it="{0} punti è quasi nulla; il margine è in punti: scrivi {1} per più "
            "o meno {1} punti.".format(
                decimal(margin, "it"), decimal(100 * margin, "it")
            ),
        )
    if promoters + detractors > 1 + 1e-12:
        raise Undefined(
            "promoters + detractors",
            why_en=f"{promoters + detractors:g} of all people; at most 1 is possible.",
            why_it=f"{decimal(promoters + detractors, 'it')} del totale; al massimo "
            "può essere 1.",
        )
    variance = promoters + detractors - (promoters - detractors) ** 2
    return sample_size.needed(100**2 * variance, margin, confidence, population)


Margin = Annotated[
    float,
    Arg(
        en="How far off the share may be, as a fraction: 0.05 for 5 points of %.",
        it="Di quanto può sbagliare la quota, come frazione: 0,05 per 5 punti %.",
        domain=Domain(0, 1, open_low=True, open_high=True),
    ),
]
Expected = Annotated[
    float,
    Arg(
        en="The share you expect; 0.5 is the worst case.",
        it="La quota che ti aspetti; 0,5 è il caso peggiore.",
        domain=FRACTION,
    ),
]


@worksheet(
    "CX_RATE_SAMPLE_SIZE",
    it="Quante risposte servono per una quota con il margine di errore voluto.",
    kind=Kind.COUNT,
    example="=CX_RATE_SAMPLE_SIZE(0.05)",
    returns_it="Un numero intero di risposte (non di inviti), almeno 1.",
    raises_it={"Undefined": "il margine è sotto un decimo di punto percentuale"},
)
def rate_sample_size(
    margin: Margin,
    confidence: Confidence = 0.95,
    expected: Expected = 0.5,
    population: Population = None,
) -> int:
    """
    Answers needed for a share (CSAT, FCR) within a margin of error.

    Args:
        margin: half the width of the interval as a fraction, in [0.001, 1).
        confidence: the level, in (0, 1).
        expected: the expected share, in [0, 1].
        population: how many people there are, at least 1; None for very many.

    Returns:
        A whole number of answers (not of invitations), at least 1.

    Raises:
        Undefined: the margin is below a tenth of a percentage point.

    References:
        Cochran (1977), "Sampling Techniques", section 4.4.

    >>> rate_sample_size(0.05), rate_sample_size(0.05, expected=0.7)
    (385, 323)
    """
    if 100 * margin < LEAST_MARGIN:
        raise Undefined(
            "margin",
            why_en=f"{margin:g} is {100 * margin:g} points of %, next to nothing; "
            "write 0.05 (or 5%) for plus or minus 5 points.",
            why_it="{} è pari a {} punti percentuali, quasi nulla; "
            "scrivi 0,05 (o 5%) per più o meno 5 punti.".format(
                decimal(margin, "it"), decimal(100 * margin, "it")
            ),
        )
    variance = expected * (1 - expected)
    return sample_size.needed(variance, margin, confidence, population)
