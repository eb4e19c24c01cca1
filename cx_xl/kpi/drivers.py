"""Drivers: what moves loyalty, and where to act first?"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from math import isclose
from statistics import fmean, median
from typing import Annotated, Literal

from cx_xl.errors import NoAnswers, ShapesDiffer
from cx_xl.kpi.arguments import COUNT
from cx_xl.spec import Arg, Kind, Role, Table, worksheet
from cx_xl.stats import importance

CUTS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "mean": fmean,
    "median": median,
}

Outcome = Annotated[
    Sequence[float],
    Arg(
        en="What is to be explained (overall score, NPS answer), one row per person.",
        it="Che cosa vuoi spiegare (voto generale, NPS), una riga per persona.",
        role=Role.ANSWERS,
    ),
]
Drivers = Annotated[
    Mapping[str, Sequence[float]],
    Arg(
        en="What may explain it: one column per driver, named by the header row.",
        it="Che cosa può spiegarlo: una colonna per driver, con intestazione.",
        role=Role.MATRIX,
    ),
]
ImportanceMethod = Annotated[
    importance.Method,
    Arg(
        en='"relative" (Johnson, the default), "shapley" or "correlation".',
        it='"relative" (Johnson, predefinito), "shapley" o "correlation".',
        role=Role.OPTION,
    ),
]
RowWeights = Annotated[
    Sequence[float] | None,
    Arg(
        en="One weight per row, 0 or more; left out, all count the same.",
        it=(
            "Un peso per riga, da 0 in su; se lo ometti, contano tutte allo stesso "
            "modo."
        ),
        role=Role.AMOUNTS,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_DRIVERS",
    it="Driver chiave: quanto pesa ogni aspetto sul risultato complessivo.",
    kind=Kind.SHARE,
    example='=CX_DRIVERS({"Overall";5;4;3;5;2;4},'
    '{"Staff","Price";5,3;4,4;3,2;4,5;2,1;5,3})',
    returns_it=(
        "Una riga per driver: la sua importanza come quota del totale (le quote "
        "sommano a 1), il peso grezzo (la somma dà R quadro; r quadro con "
        '"correlation"), il segno della correlazione, la correlazione r e la media; '
        "poi R quadro e n. L'importanza dice quanto un driver va di pari passo con il "
        "risultato, non che ne sia la causa."
    ),
)
def drivers(
    outcome: Outcome,
    drivers: Drivers,
    method: ImportanceMethod = "relative",
    weights: RowWeights = None,
) -> Table:
    """
    Key drivers: how much each aspect weighs in the overall result.

    Args:
        outcome: one number per person.
        drivers: one column per driver, by name. Rows with a gap are left out.
        method: Johnson's relative weights; "shapley" (LMG, at most 15 drivers), which
            takes longer and agrees closely; "correlation", each driver alone.
        weights: one weight >= 0 per row.

    Returns:
        A row per driver: its importance as a share of all (adds up to 1), the raw
        weight (adds up to R squared; r squared for "correlation"), the sign of its
        correlation, the correlation r and the mean; then R squared and n. Importance
        tells how strongly a driver goes with the outcome, not that it causes it.

    Raises:
        TooFew: n <= drivers + 1.
        Undefined: a column is constant, or a driver follows from the others.
        TooManyDrivers: more than 15 for "shapley".

    References:
        Johnson (2000), Multivariate Behavioral Research 35(1), 1-19; Lindeman,
        Merenda, Gold (1980); values checked against R's relaimpo and iopsych.
    """
    found = importance.importance(outcome, drivers, method, weights)
    columns = zip(
        drivers, found.shares, found.raw, found.correlations, found.means, strict=True
    )
    rows = [
        (name, share, raw, "+" if r >= 0 else "-", r, mean)
        for name, share, raw, r, mean in columns
    ]
    footer = [
        ("R\u00b2", "", found.r_squared, "", "", ""),
        ("n", "", found.n, "", "", ""),
    ]
    header = ("driver", "importance", "raw", "sign", "r", "mean")
    return Table(header, [*rows, *footer])


Names = Annotated[
    Sequence[Hashable],
    Arg(
        en="The name of each aspect.",
        it="Il nome di ogni aspetto.",
        role=Role.GROUPS,
    ),
]
AspectImportance = Annotated[
    Sequence[float],
    Arg(
        en="How much each aspect matters: stated by customers, or from CX_DRIVERS.",
        it="Quanto conta ogni aspetto: dichiarato dai clienti o da CX_DRIVERS.",
        role=Role.AMOUNTS,
    ),
]
Performance = Annotated[
    Sequence[float],
    Arg(
        en="How well we do in each aspect: its mean score.",
        it="Quanto bene andiamo in ogni aspetto: il suo voto medio.",
        role=Role.AMOUNTS,
    ),
]
Cut = Annotated[
    Literal["mean", "median"],
    Arg(
        en='Where high begins: at the "mean" (default) or the "median" of all.',
        it='Dove inizia «alto»: alla media ("mean", predefinito) o alla mediana.',
        role=Role.OPTION,
    ),
]


@worksheet(
    "CX_IPA",
    it="Importanza e performance: in quale quadrante sta ogni aspetto.",
    kind=Kind.MEAN,
    example='=CX_IPA({"Price";"Staff";"Site"},{4.5;3.2;4.1},{3.1;4.4;4.2})',
    returns_it=(
        "Una riga per aspetto: importanza, performance, divario (importanza - "
        "performance, sensato solo se le due scale sono uguali) e il quadrante: "
        '"Concentrate here" (importanza alta, performance bassa), "Keep up the good '
        'work" (entrambe alte), "Low priority" (entrambe basse), "Possible overkill" '
        "(importanza bassa, performance alta)."
    ),
)
def ipa(
    names: Names,
    importance: AspectImportance,
    performance: Performance,
    cut: Cut = "mean",
) -> Table:
    """
    Importance-performance analysis: the quadrant of each aspect.

    Args:
        names: the name of each of n >= 1 aspects.
        importance: how much each matters, on any scale.
        performance: how well we do, on any scale.
        cut: mean or median of all aspects; on the line counts as high.

    Returns:
        A row per aspect: importance, performance, gap (importance - performance,
        meaningful on equal scales only) and the quadrant: "Concentrate here" (high
        importance, low performance), "Keep up the good work" (both high), "Low
        priority" (both low), "Possible overkill" (low importance, high performance).

    Raises:
        NoAnswers: no row is complete.

    References:
        Martilla, James (1977), "Importance-Performance Analysis", Journal of
        Marketing 41(1), 77-79.
    """
    if not names:
        raise NoAnswers("names")
    if not len(names) == len(importance) == len(performance):
        sizes = {"size": len(importance), "other_size": len(names)}
        raise ShapesDiffer("importance, performance", other="names", **sizes)
    lines = CUTS[cut](importance), CUTS[cut](performance)
    rows = [
        (name, matters, works, matters - works, _quadrant(matters, works, lines))
        for name, matters, works in zip(names, importance, performance, strict=True)
    ]
    return Table(("name", "importance", "performance", "gap", "quadrant"), rows)


def _quadrant(matters: float, works: float, lines: tuple[float, float]) -> str:
    is_important, is_good = (
        value > line or isclose(value, line)
        for value, line in zip((matters, works), lines, strict=True)
    )
    if is_important:
        return "Keep up the good work" if is_good else "Concentrate here"
    return "Possible overkill" if is_good else "Low priority"
