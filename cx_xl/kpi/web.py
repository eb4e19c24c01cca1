"""Web and social: does the audience care, and does it grow?"""

from typing import Annotated

from cx_xl.errors import ZeroBase
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import refuse_no_part
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet
from cx_xl.stats import proportion
from cx_xl.stats.estimate import Estimate

FAMILY = Family.of(__doc__, "Web e social: il pubblico partecipa, e cresce?")

Interactions = Annotated[
    float,
    Arg(
        en="Interactions (likes, comments, shares), or engaged sessions.",
        it="Interazioni (like, commenti, condivisioni) o sessioni con coinvolgimento.",
        domain=COUNT,
    ),
]
AudienceBase = Annotated[
    float,
    Arg(
        en="Out of what: followers, reach, impressions, or all sessions.",
        it="Su che cosa: follower, copertura, impression o tutte le sessioni.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_ENGAGEMENT_RATE",
    it="Tasso di engagement: interazioni su follower, copertura o sessioni.",
    kind=Kind.SHARE,
    example="=CX_ENGAGEMENT_RATE(693,1810)",
    returns_it="Una frazione; supera 1 se le persone interagiscono più di una volta.",
    raises_it={"ZeroBase": "la base è 0"},
    sources_it={"Google Analytics help": "Guida di Google Analytics"},
)
def engagement_rate(interactions: Interactions, base: AudienceBase) -> float:
    """
    Engagement rate: interactions per follower, reach or session.

    Args:
        interactions: at least 0; for Google Analytics 4, the engaged sessions.
        base: followers, reach, impressions or sessions, above 0. Name it beside the
            result: the rates of different bases do not compare.

    Returns:
        A fraction; above 1 if people interact more than once.

    Raises:
        ZeroBase: the base is 0.

    References:
        Google Analytics help, "Engagement rate and bounce rate".

    >>> round(engagement_rate(693, 1810), 5)
    0.38287
    """
    if not base:
        raise ZeroBase("base")
    return interactions / base


Sessions = Annotated[
    float, Arg(en="All sessions.", it="Tutte le sessioni.", domain=COUNT)
]
EngagedSessions = Annotated[
    float,
    Arg(
        en="Engaged sessions: over 10 seconds, with a key event or two pages.",
        it="Sessioni con coinvolgimento: oltre 10 secondi, o due pagine.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_BOUNCE_RATE",
    it="Frequenza di rimbalzo (GA4): quota di sessioni senza coinvolgimento.",
    kind=Kind.SHARE,
    example="=CX_BOUNCE_RATE(1810,693)",
    returns_it="Una frazione da 0 a 1: 1 - sessioni con coinvolgimento / sessioni. "
    "Universal Analytics contava invece le sessioni di una sola pagina.",
    raises_it={
        "ZeroBase": "non ci sono sessioni",
        "TooLarge": "le sessioni con coinvolgimento superano il totale delle sessioni",
    },
)
def bounce_rate(sessions: Sessions, engaged_sessions: EngagedSessions) -> Estimate:
    """
    Bounce rate as in Google Analytics 4: sessions without engagement.

    Args:
        sessions: all sessions, above 0.
        engaged_sessions: from 0 to *sessions*.

    Returns:
        A fraction in [0, 1]: 1 - engaged / sessions. Universal Analytics counted
        single-page sessions instead. In Python also n and the Wilson interval.

    Raises:
        ZeroBase: there are no sessions.
        TooLarge: more sessions were engaged than there were.

    References:
        Google Analytics help, "Engagement rate and bounce rate".

    >>> round(bounce_rate(1810, 693), 5)
    0.61713
    """
    refuse_no_part(engaged_sessions, sessions, "engaged_sessions", "sessions")
    bounced = sessions - engaged_sessions
    limits = proportion.interval(bounced, sessions)
    return Estimate(bounced / sessions, sessions, limits)


AudienceStart = Annotated[
    float,
    Arg(
        en="Size of the audience at the start, above 0.",
        it="Dimensione del pubblico all'inizio, sopra 0.",
        domain=Domain(0, open_low=True),
    ),
]
AudienceEnd = Annotated[
    float,
    Arg(
        en="Size of the audience at the end.",
        it="Dimensione del pubblico alla fine.",
        domain=COUNT,
    ),
]
GrowthPeriods = Annotated[
    float,
    Arg(
        en="How many periods lie between; above 1 the mean growth per period.",
        it="Quanti periodi ci sono in mezzo; sopra 1, la crescita media per periodo.",
        domain=Domain(0, open_low=True),
    ),
]


@worksheet(
    "CX_AUDIENCE_GROWTH",
    it="Crescita del pubblico: variazione, o crescita media per periodo.",
    kind=Kind.SHARE,
    example="=CX_AUDIENCE_GROWTH(1000,1210,2)",
    returns_it="Una frazione, almeno -1: (fine / inizio)^(1 / periodi) - 1.",
    raises_it={"OutOfRange": "il valore iniziale non è sopra 0"},
)
def audience_growth(
    start: AudienceStart, end: AudienceEnd, periods: GrowthPeriods = 1
) -> float:
    """
    Audience growth: the change, or the mean growth per period.

    Args:
        start: followers or subscribers at the start, above 0.
        end: the same at the end, at least 0.
        periods: how many periods lie between, above 0; growth compounds.

    Returns:
        A fraction of at least -1: (end / start)^(1 / periods) - 1.

    Raises:
        OutOfRange: the start is not above 0.

    >>> round(audience_growth(1000, 1210, 2), 12)
    0.1
    """
    return float((end / start) ** (1 / periods) - 1)
