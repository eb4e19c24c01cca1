"""Responses: how long does a customer wait for the first answer?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil, floor
from statistics import fmean, median
from typing import Annotated, Literal

from cx_xl.errors import Missing, NoAnswers, ReplyTooEarly, Text
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import share_of_cases
from cx_xl.spec import Arg, Family, Kind, Role, worksheet
from cx_xl.stats.estimate import Estimate

FAMILY = Family.of(__doc__, "Prima risposta: quanto aspetta un cliente?")

UNITS = {
    "s": timedelta(seconds=1),
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
}

Created = Annotated[
    Sequence[datetime | None],
    Arg(
        en="When each case came in: real dates with their time.",
        it="Quando è arrivato ogni caso: date vere, con l'ora.",
        role=Role.MOMENTS,
    ),
]
FirstReply = Annotated[
    Sequence[datetime | None],
    Arg(
        en="When it was first answered; blank while it is not.",
        it="Quando ha avuto la prima risposta; vuoto se non l'ha ancora avuta.",
        role=Role.MOMENTS,
    ),
]
Stat = Annotated[
    Literal["median", "mean", "p90", "max", "share", "unanswered"],
    Arg(
        en='"median" (default), "mean", "p90", "max", "share" in target, "unanswered".',
        it='"median" (predefinito), "mean", "p90", "max", "share", "unanswered".',
    ),
]
TimeUnit = Annotated[
    Literal["s", "min", "h", "d"],
    Arg(
        en='Unit of the result and the target: "s", "min" (default), "h" or "d".',
        it='Unità del risultato e del target: "s", "min" (predefinito), "h", "d".',
    ),
]
Automatic = Annotated[
    Sequence[bool | None] | None,
    Arg(
        en="TRUE where the first reply was automatic: no answer yet; left out, none "
        "was.",
        it="VERO dove la prima risposta è automatica: non vale; se lo ometti, nessuna "
        "lo è.",
        role=Role.MARKS,
    ),
]
TargetTime = Annotated[
    float | None,
    Arg(
        en='For "share": the longest time that is on target, in the same unit.',
        it='Per "share": il tempo massimo per essere nel target, stessa unità.',
        domain=COUNT,
    ),
]


@worksheet(
    "CX_RESPONSE_TIME",
    it="Tempo di prima risposta: mediana, media, 90° percentile o quota nel target.",
    kind=Kind.DURATION,
    example="=CX_RESPONSE_TIME({46023.5;46023.5},{46023.51;46023.53})",
    returns_it='Un tempo in *unit*, una frazione ("share") o un conteggio '
    '("unanswered"). La base è il numero di casi con risposta: un caso senza risposta '
    "non ha ancora un tempo, e né 0 né il tempo trascorso finora possono farne le "
    "veci.",
    raises_it={
        "NoAnswers": "nessun caso ha avuto risposta",
        "Missing": '"share" senza un target',
    },
    sources_it={
        "percentiles as Excel's PERCENTILE.INC": (
            "percentili come INC.PERCENTILE di Excel"
        )
    },
    missing=Text(
        "A case without `created` does not count; one without `first_reply` has no "
        "answer yet.",
        "Un caso senza `created` non conta; uno senza `first_reply` non ha ancora "
        "avuto risposta.",
    ),
)
def response_time(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    created: Created,
    first_reply: FirstReply,
    stat: Stat = "median",
    unit: TimeUnit = "min",
    is_auto: Automatic = None,
    target: TargetTime = None,
) -> Estimate:
    """
    First response time: median, mean, 90th percentile or share on target.

    Args:
        created: when each case came in; a case without this time does not count.
        first_reply: when it was first answered; None while it is not.
        stat: what to compute over the answered cases; "share" is the share of them
            within *target*, "unanswered" the number of all other cases.
        unit: of the result and of *target*; clock time, not business hours.
        is_auto: whether the first reply was automatic; the case then has no answer.
        target: the longest time on target, at least 0; only for "share".

    Returns:
        A time in *unit*, a fraction ("share") or a count ("unanswered"). The base is
        the number of answered cases: cases without an answer have no time yet, and
        neither 0 nor the time so far may stand for it.

    Raises:
        NoAnswers: no case was answered.
        ReplyTooEarly: a reply came before its case.
        Missing: "share" without a target.

    References:
        Zendesk, "First reply time"; percentiles as Excel's PERCENTILE.INC.
    """
    times = list(_waits(created, first_reply, is_auto))
    answered = sorted(time / UNITS[unit] for time in times if time is not None)
    if stat == "unanswered":
        return Estimate(len(times) - len(answered), len(times))
    if not answered:
        raise NoAnswers("first_reply")
    if stat == "share":
        if target is None:
            raise Missing("target")
        within = sum(time <= target + 1e-9 for time in answered)
        return share_of_cases(within, len(answered), "first_reply")
    return Estimate(_STATISTICS[stat](answered), len(answered))


def _waits(
    created: Sequence[datetime | None],
    replies: Sequence[datetime | None],
    automatic: Sequence[bool | None] | None,
) -> Iterable[timedelta | None]:
    """Return how long each case waited; None for one without an answer."""
    marks = [None] * len(created) if automatic is None else automatic
    rows = zip(created, replies, marks, strict=True)
    for row, (start, reply, is_auto) in enumerate(rows, start=1):
        if start is None:
            continue
        if reply is not None and reply < start:
            raise ReplyTooEarly("first_reply", reply=reply, created=start).at(row, 1)
        yield None if reply is None or is_auto else reply - start


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Return the percentile that Excel's PERCENTILE.INC returns."""
    place = share * (len(ordered) - 1)
    low, high = ordered[floor(place)], ordered[ceil(place)]
    return low + (place - floor(place)) * (high - low)


_STATISTICS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "median": median,
    "mean": fmean,
    "p90": lambda ordered: _percentile(ordered, 0.9),
    "max": max,
}
