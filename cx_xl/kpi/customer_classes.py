"""Customer classes: by what they answered, or by what they bought."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import compress
from math import floor
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from cx_xl.bins import added
from cx_xl.errors import NoAnswers, OffScale
from cx_xl.kpi.shared import purchases
from cx_xl.kpi.shared.arguments import NPS_SCALE
from cx_xl.kpi.shared.purchases import (
    Buyers,
    BuyingDays,
    Spending,
    closing_day,
    has_arrays,
)
from cx_xl.spec import Arg, Columns, Domain, Family, Kind, Role, Table, worksheet

if TYPE_CHECKING:
    from cx_xl.kpi.shared.purchases import Numbers, Whole

FAMILY = Family(
    "Segmentation: which group is each customer in?",
    "Segmentazione: in quale gruppo sta ogni cliente?",
    page="segmentation",
)

CLASSES = {1: "promoter", 0: "passive", -1: "detractor"}

SingleScores = Annotated[
    Sequence[float | None],
    Arg(
        en="Answers from 0 to 10; a blank cell gets a blank class.",
        it="Risposte da 0 a 10; a una cella vuota va una classe vuota.",
        role=Role.ANSWERS,
    ),
]
AsCode = Annotated[
    bool,
    Arg(
        en="TRUE for 1, 0 and -1, FALSE (default) for words.",
        it="VERO per 1, 0 e -1, FALSO (predefinito) per le parole.",
    ),
]


@worksheet(
    "CX_NPS_CLASS",
    it="La classe di ogni risposta: promotore, passivo o detrattore.",
    kind=Kind.TEXT,
    example="=CX_NPS_CLASS({10;8;3})",
    returns_it="Una classe per riga, testo vuoto dove manca la risposta; le righe "
    "dopo l'ultima risposta non compaiono.",
)
def nps_class(
    scores: SingleScores,
    as_code: AsCode = False,  # noqa: FBT002 - cells have no keywords
) -> list[int | str]:
    """
    The class of each answer: promoter, passive or detractor.

    Args:
        scores: answers from 0 to 10, one per row; None for no answer.
        as_code: 1, 0 and -1, whose mean times 100 is the Net Promoter Score.

    Returns:
        A class per row, empty text for no answer; rows behind the last answer are
        left out.

    Raises:
        NoAnswers: there is nothing to classify.
        OffScale: an answer is not from 0 to 10.

    >>> nps_class([10, 8, None, 3])
    ['promoter', 'passive', '', 'detractor']
    """
    answered = [row for row, score in enumerate(scores, start=1) if score is not None]
    if not answered:
        raise NoAnswers("scores")
    return [_class(score, as_code=as_code) for score in scores[: answered[-1]]]


def _class(score: float | None, *, as_code: bool) -> int | str:
    if score is None:
        return ""
    if score not in NPS_SCALE:
        raise OffScale("scores", value=score, scale=NPS_SCALE)
    code = (score >= 9) - (score < 7)
    return code if as_code else CLASSES[code]


AsOf = Annotated[
    date | None,
    Arg(
        en="Day on which recency is counted; left out, the last of the dates.",
        it="Giorno da cui si conta la recency; se lo ometti, l'ultima delle date.",
    ),
]
Bins = Annotated[
    int,
    Arg(
        en="How many groups per measure: 5 (default) gives scores from 1 to 5.",
        it="Quanti gruppi per misura: 5 (predefinito) dà voti da 1 a 5.",
        domain=Domain(2, 9),
    ),
]


@worksheet(
    "CX_RFM_SCORE",
    it="Segmentazione RFM: recency, frequency e monetary di ogni cliente, con voto.",
    kind=Kind.COUNT,
    example='=CX_RFM_SCORE({"Anna";"Bruno";"Anna"},{46023;46030;46040},{20;35;15})',
    returns_it="Una riga per cliente, nell'ordine in cui compaiono: giorni "
    "dall'ultimo acquisto, numero di acquisti, importo totale al netto dei resi (un "
    "totale, mentre quella di CX_RFM è una media), i voti R, F e M da 1 a *bins* (il "
    "più alto è il migliore), i tre come testo, «555», e quanti resi sono stati "
    "scalati. I voti sono gruppi di uguale ampiezza tra i clienti che hanno comprato; "
    "a valori uguali va il gruppo del loro posto medio. Chi ha fatto solo resi non ha "
    "né recency né voti.",
    raises_it={
        "NoAnswers": "nessuna riga è completa, o nessuna è un acquisto",
        "Undefined": "una data è successiva ad *as_of*",
    },
)
def rfm_score(
    customer_ids: Buyers,
    dates: BuyingDays,
    amounts: Spending,
    as_of: AsOf = None,
    bins: Bins = 5,
) -> Table:
    """
    RFM segmentation: recency, frequency, monetary and score of each customer.

    Args:
        customer_ids: the customer of each of n >= 1 purchases.
        dates: its day; a customer's purchases of one day are one purchase.
        amounts: its amount in money. A negative one is a return: no purchase, but it
            lowers the total. Take out purchases that were cancelled whole, with their
            cancellations.
        as_of: the day on which recency is counted, not before the last date.
        bins: groups per measure, from 2 to 9.

    Returns:
        A row per customer in order of first appearance: days since the last purchase,
        number of purchases, total amount net of returns (a total, where that of
        CX_RFM is a mean), the scores R, F and M from 1 to *bins* (highest is best),
        the three as text, "555", and how many returns were netted. Scores are
        quantile groups over the customers who bought; equal values share the group of
        their middle rank. Who only made returns has neither recency nor scores.

    Raises:
        NoAnswers: no row is complete, or none is a purchase.
        Undefined: a date is later than *as_of*.

    References:
        Hughes (1994), "Strategic Database Marketing".
    """
    if not any(amount >= 0 for amount in amounts):
        raise NoAnswers("customer_ids")
    found = _measures(customer_ids, dates, amounts, closing_day(max(dates), as_of))
    has_bought = [times > 0 for times in found.frequency]
    measures: list[list[Any]] = [found.days, found.frequency, found.spent]
    days, frequency, spent = (list(compress(cells, has_bought)) for cells in measures)
    ranked = [-n for n in days], frequency, spent
    groups = [_groups(cells, bins) for cells in ranked]
    scores = [f"{r}{f}{m}" for r, f, m in zip(*groups, strict=True)]
    recency, *graded = (_spread(cells, has_bought) for cells in (days, *groups, scores))
    measured = found.customers, recency, found.frequency, found.spent
    header = ("customer", "recency days", "frequency", "monetary", "R", "F", "M")
    columns = Columns([*measured, *graded, found.returns])
    return Table((*header, "score", "returns"), columns)


NO_SCORES = ("", "", "", "")
NEVER = (date.min,)


class _Measures(NamedTuple):
    """What each customer did, column by column, in order of first appearance."""

    customers: list[Hashable]
    days: list[int]  # since the last purchase, if there was one
    frequency: list[int]
    spent: list[float]
    returns: list[int]


def _measures(
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float],
    end: date,
) -> _Measures:
    """Return what each customer did."""
    if has_arrays(len(dates)):
        return _measures_of_many(customers, dates, amounts, end)
    spent: dict[Hashable, float] = {}
    days: defaultdict[Hashable, set[date]] = defaultdict(set)
    returns = Counter[Hashable]()
    for customer, day, amount in zip(customers, dates, amounts, strict=True):
        spent[customer] = spent.get(customer, 0.0) + amount
        if amount < 0:
            returns[customer] += 1
        else:
            days[customer].add(day)
    return _Measures(
        list(spent),
        [(end - max(days.get(name, NEVER))).days for name in spent],
        [len(days.get(name, ())) for name in spent],
        list(spent.values()),
        [returns[name] for name in spent],
    )


def _measures_of_many(
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float],
    end: date,
) -> _Measures:
    """Return the same, with NumPy."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    names, codes = purchases.codes(customers)
    days = end.toordinal() - purchases.ordinals(dates)
    money = np.array(amounts, dtype=float)
    spent = added(codes, money, len(names))
    returns = added(codes[money < 0], size=len(names))
    codes, days = codes[money >= 0], days[money >= 0]
    longest = int(days.max()) + 1
    recency = np.full(len(names), longest)
    np.minimum.at(recency, codes, days)
    bought = purchases.distinct(codes * longest + days) // longest
    frequency = added(bought, size=len(names))
    columns = (column.tolist() for column in (recency, frequency, spent, returns))
    return _Measures(names, *columns)


def _spread(values: Iterable[Any], has_bought: Sequence[bool]) -> list[Any]:
    """Return the values of those who bought at their places, among blanks."""
    following = iter(values)
    return [next(following) if bought else "" for bought in has_bought]


def _groups(values: Sequence[float], bins: int) -> list[int]:
    """Return the quantile group of each value, from 1 (low); equals stay together."""
    ordered = sorted(values)
    middle: dict[float, float] = {}
    below = 0
    for place, value in enumerate(ordered, start=1):
        if place == len(ordered) or ordered[place] != value:
            middle[value] = (below + place) / 2 / len(ordered)
            below = place
    return [1 + floor(bins * middle[value]) for value in values]


def by_score(
    measures: "Sequence[Numbers]", customers: "Numbers", returns: "Numbers", bins: int
) -> Table:
    """
    Return the RFM scores of a base that is counted, one row per score.

    Args:
        measures: days since the last purchase, purchases and amount of each row.
        customers: how many customers each row stands for.
        returns: how many returns those made.
        bins: groups per measure.
    """
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    has_bought = measures[1] > 0
    recency, frequency, spent = (column[has_bought] for column in measures)
    n = customers[has_bought]
    three = [_counted_groups(m, n, bins) for m in (-recency, frequency, spent)]
    code = (three[0] * 10 + three[1]) * 10 + three[2]
    known, place = np.unique(code, return_inverse=True)
    sums = [
        np.bincount(place, column).tolist()
        for column in (n, n * recency, n * frequency, n * spent, returns[has_bought])
    ]
    rows: list[tuple[object, ...]] = [
        (*map(int, str(score)), str(score), int(many), days / many, times / many, *rest)
        for score, many, days, times, *rest in zip(known.tolist(), *sums, strict=True)
    ]
    rows.reverse()
    never = ~has_bought
    if never.any():
        many, money = customers[never], measures[2][never]
        others = int(many.sum()), "", 0, float(many @ money), returns[never].sum()
        rows.append((*NO_SCORES, *others))
    header = ("R", "F", "M", "score", "customers", "recency days", "frequency")
    return Table((*header, "monetary", "returns"), rows)


def _counted_groups(values: "Numbers", customers: "Numbers", bins: int) -> "Whole":
    """Return the quantile group of each value, each as often as its *customers*."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    place = np.unique(values, return_inverse=True)[1]
    counts = np.bincount(place, customers)
    upto = np.cumsum(counts)
    middle = (upto - counts + upto) / 2 / upto[-1]
    groups: Whole = 1 + np.floor(bins * middle).astype(np.int64)
    return groups[place]
