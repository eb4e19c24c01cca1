"""Drivers: what moves loyalty, and where to act first?"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import repeat
from statistics import fmean, median
from typing import Annotated, Literal

from cx_xl.errors import Code, NoAnswers, ShapesDiffer
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.driver_importance import ImportanceMethod, Outcome, weigh
from cx_xl.spec import Arg, Family, Kind, Role, Table, worksheet
from cx_xl.stats.quadrants import Axis

FAMILY = Family.of(__doc__, "Leve: che cosa muove la fedeltà, e da dove cominciare?")


CUTS: Mapping[str, Callable[[Sequence[float]], float]] = {
    "mean": fmean,
    "median": median,
}

Drivers = Annotated[
    Mapping[str, Sequence[float]],
    Arg(
        en="What may explain it: one column per driver, named by the header row.",
        it="Che cosa può spiegarlo: una colonna per driver, con intestazione.",
        role=Role.MATRIX,
        headed=True,
    ),
]
RowWeights = Annotated[
    Sequence[float] | None,
    Arg(
        en="One weight per row, 0 or more; left out, all count the same.",
        it="Un peso per riga, da 0 in su; se lo ometti, contano tutte allo stesso "
        "modo.",
        role=Role.AMOUNTS,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_DRIVERS",
    it="Driver chiave: quanto pesa ogni aspetto sul risultato complessivo.",
    kind=Kind.SHARE,
    example='=CX_DRIVERS({"Overall";5;4;3;5;2;4;3;4;1;5;2;3;4;4;5;1;3;2;5;4},'
    '{"Staff","Price";5,3;4,4;3,2;4,5;2,1;5,3;3,4;4,2;2,1;5,4;1,3;3,3;4,5;3,4;5,4;1,2;'
    "4,2;2,3;4,5;4,3})",
    returns_it="Una riga per driver: la sua importanza come quota del totale (la somma "
    'è 1), il peso grezzo (la somma è R²; r² con "correlation"), il segno '
    "della correlazione, la correlazione r e la media; poi gli intervalli "
    'al 95 % dell\'importanza ("low", "high"; un bootstrap con 1000 '
    'estrazioni, sempre le stesse) e della media ("mean low", "mean high"). '
    "Sotto: R², n e R² corretto. Due driver i cui intervalli si "
    "sovrappongono molto non sono in un ordine certo. L'importanza dice "
    "quanto un driver va insieme al risultato, non che ne sia la causa. Con "
    '"shapley" e più di 10 driver "low" e "high" sono #N/D.',
    raises_it={
        "TooFew": "le righe sono meno di 20, o meno di 5 per driver",
        "Undefined": (
            "una colonna è costante, un driver si ricava dagli altri, o le righe con i "
            "loro pesi valgono troppo poco"
        ),
        "TooManyDrivers": 'sono più di 15 per "shapley"',
    },
    sources_it={
        "values checked against R's relaimpo and iopsych": (
            "valori verificati con relaimpo e iopsych di R"
        )
    },
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
        drivers: one column per driver, by name. Rows with a gap are left out. There
            must be 20 rows, and 5 per driver; 15 per driver are better.
        method: Johnson's relative weights; "shapley" (LMG, at most 15 drivers), which
            takes longer and agrees closely; "correlation", each driver alone.
        weights: one weight >= 0 per row.

    Returns:
        A row per driver: its importance as a share of all (adds up to 1), the raw
        weight (adds up to R squared; r squared for "correlation"), the sign of its
        correlation, the correlation r and the mean; then the 95 % intervals of the
        importance (low, high; a bootstrap whose 1000 draws are always the same) and of
        the mean (mean low, mean high). Below them R squared, n and adjusted R squared.
        Drivers whose intervals overlap by far are in no certain order. Importance tells
        how strongly a driver goes with the outcome, not that it causes it. With
        "shapley" and more than 10 drivers low and high are #N/A.

    Raises:
        TooFew: fewer rows than 20, or than 5 per driver.
        Undefined: a column is constant, a driver follows from the others, or the rows
            are worth too few with their weights.
        TooManyDrivers: more than 15 for "shapley".

    References:
        Johnson (2000), Multivariate Behavioral Research 35(1), 1-19; Lindeman,
        Merenda, Gold (1980); values checked against R's relaimpo and iopsych.
        Tonidandel, LeBreton, Johnson (2009), "Determining the statistical significance
        of relative weights", Psychological Methods 14, 387-399; Hair, Black, Babin,
        Anderson (2010), "Multivariate Data Analysis", chapter 4.
    """
    found = weigh(outcome, drivers, method, weights)
    limits = found.limits or repeat((Code.NA, Code.NA), len(drivers))
    columns = zip(
        drivers, found.shares, found.raw, found.correlations, found.means, strict=True
    )
    rows = [
        (name, share, raw, "+" if r >= 0 else "-", r, mean, *ends, *mean_ends)
        for (name, share, raw, r, mean), ends, mean_ends in zip(
            columns, limits, found.mean_limits, strict=True
        )
    ]
    footer = [
        (name, "", value, *[""] * 7)
        for name, value in (
            ("R\u00b2", found.r_squared),
            ("n", found.n),
            ("adjusted R\u00b2", found.adjusted_r_squared),
        )
    ]
    header = ("driver", "importance", "raw", "sign", "r", "mean", "low", "high")
    return Table((*header, "mean low", "mean high"), [*rows, *footer])


Names = Annotated[
    Sequence[Hashable],
    Arg(en="The name of each aspect.", it="Il nome di ogni aspetto.", role=Role.GROUPS),
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
    ),
]


ImportanceLimits = Annotated[
    Mapping[str, Sequence[float]] | None,
    Arg(
        en="Two columns, low and high: the 95 % limits of each importance; left out, "
        "nothing is tested.",
        it="Due colonne, low e high: i limiti al 95 % di ogni importanza; se li "
        "ometti, nulla è verificato.",
        role=Role.MATRIX,
    ),
]
PerformanceLimits = Annotated[
    Mapping[str, Sequence[float]] | None,
    Arg(
        en="Two columns, low and high: the 95 % limits of each performance; left out, "
        "nothing is tested.",
        it="Due colonne, low e high: i limiti al 95 % di ogni performance; se li "
        "ometti, nulla è verificato.",
        role=Role.MATRIX,
    ),
]


@worksheet(
    "CX_IPA",
    it="Importanza e performance: in quale quadrante sta ogni aspetto.",
    kind=Kind.MEAN,
    example='=CX_IPA({"Price";"Staff";"Site"},{4.5;3.2;4.1},{3.1;4.4;4.2},,,'
    "{4.3,4.7;3,3.4;3.9,4.3},{2.8,3.4;4.1,4.7;3.7,4.7})",
    returns_it="Una riga per aspetto: importanza, performance, divario (importanza - "
    "performance: positivo dove un aspetto conta più di quanto andiamo "
    "bene; ha senso solo su scale uguali; in CX_SERVQUAL il segno è "
    'l\'opposto) e il quadrante: "Concentrate here" (importanza alta, '
    'performance bassa), "Keep up the good work" (entrambe alte), "Low '
    'priority" (entrambe basse), "Possible overkill" (importanza bassa, '
    'performance alta). Con i limiti, "no clear difference" dice che un '
    "aspetto non si distingue dalla linea, e la nota dice in che cosa; i "
    "limiti sono allargati (Bonferroni), perché tra aspetti uguali ne "
    "spicchi uno in meno del 5 % delle indagini. Senza limiti la nota "
    "avverte che il quadrante non è verificato: anche sei aspetti uguali "
    "finirebbero in quadranti diversi.",
    raises_it={
        "NoAnswers": "nessuna riga è completa",
        "WrongColumns": "i limiti non sono due colonne",
        "Undefined": "un valore è fuori dai suoi limiti",
    },
)
def ipa(  # noqa: PLR0913 - the catalogue's arguments, in its order
    names: Names,
    importance: AspectImportance,
    performance: Performance,
    cut: Cut = "mean",
    *,
    importance_limits: ImportanceLimits = None,
    performance_limits: PerformanceLimits = None,
) -> Table:
    """
    Importance-performance analysis: the quadrant of each aspect.

    Args:
        names: the name of each of n >= 1 aspects.
        importance: how much each matters, on any scale.
        performance: how well we do, on any scale.
        cut: mean or median of all aspects; on the line counts as high.
        importance_limits: the 95 % limits of each importance, as CX_DRIVERS gives
            them (low, high).
        performance_limits: the 95 % limits of each performance, as CX_DRIVERS (mean
            low, mean high) or CX_MEAN_CI gives them.

    Returns:
        A row per aspect: importance, performance, gap (importance - performance:
        positive where it matters more than we do well; meaningful on equal scales only;
        CX_SERVQUAL has the opposite sign) and the quadrant: "Concentrate here" (high
        importance, low performance), "Keep up the good work" (both high), "Low
        priority" (both low), "Possible overkill" (low importance, high performance).
        With limits, "no clear difference" says that an aspect can not be told from the
        line, and the note says in what; limits are widened (Bonferroni), so that one of
        several equal aspects stands out in fewer than 5 % of surveys. Without limits
        the note warns that the quadrant is not tested: six equal aspects would fall
        into quadrants too.

    Raises:
        NoAnswers: no row is complete.
        WrongColumns: limits are not two columns.
        Undefined: a value lies outside its limits.

    References:
        Martilla, James (1977), "Importance-Performance Analysis", Journal of
        Marketing 41(1), 77-79; Ott (1967), "Analysis of Means - A Graphical
        Procedure", Industrial Quality Control 24, 101-109.
    """
    if not names:
        raise NoAnswers("names")
    if not len(names) == len(importance) == len(performance):
        sizes = {"size": len(importance), "other_size": len(names)}
        raise ShapesDiffer("importance, performance", other="names", **sizes)
    axes = [
        Axis("importance", importance, importance_limits),
        Axis("performance", performance, performance_limits),
    ]
    sides = [axis.sides(CUTS[cut](axis.values)) for axis in axes]
    rows = [
        (name, matters, works, matters - works, *_quadrant(axes, is_high))
        for name, matters, works, *is_high in zip(
            names, importance, performance, *sides, strict=True
        )
    ]
    header = ("name", "importance", "performance", "gap", "quadrant", "note")
    return Table(header, rows)


QUADRANTS = {
    (True, False): "Concentrate here",
    (True, True): "Keep up the good work",
    (False, False): "Low priority",
    (False, True): "Possible overkill",
}


def _quadrant(axes: Sequence[Axis], is_high: Sequence[bool | None]) -> tuple[str, str]:
    """Return the quadrant of an aspect, and what is to be known of it."""
    unclear = [a.name for a, side in zip(axes, is_high, strict=True) if side is None]
    if unclear:
        return "no clear difference", f"{' and '.join(unclear)} near the line"
    untested = [axis.argument for axis in axes if axis.limits is None]
    note = f"not tested: add {' and '.join(untested)}" if untested else ""
    is_important, is_good = is_high
    return QUADRANTS[bool(is_important), bool(is_good)], note
