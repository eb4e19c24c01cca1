"""Pillars: which of the six pillars carries the experience?"""

from collections.abc import Mapping, Sequence
from itertools import repeat
from math import fsum
from typing import Annotated

from cx_xl.errors import Code, OffScale, Undefined, WrongColumns, decimal
from cx_xl.kpi.shared.arguments import ScaleMax, ScaleMin
from cx_xl.kpi.shared.driver_importance import ImportanceMethod, Outcome, weigh
from cx_xl.spec import Arg, Family, Kind, Role, Scale, Table, worksheet

FAMILY = Family.of(__doc__, "Pilastri: quale dei sei pilastri regge l'esperienza?")

NAMES = (
    "Personalisation",
    "Integrity",
    "Expectations",
    "Resolution",
    "Time and Effort",
    "Empathy",
)

Pillars = Annotated[
    Mapping[str, Sequence[float]],
    Arg(
        en="Six columns: personalisation, integrity, expectations, resolution, "
        "time and effort, empathy.",
        it="Sei colonne: personalizzazione, integrità, aspettative, risoluzione, "
        "tempo e impegno, empatia.",
        role=Role.MATRIX,
        columns=6,
    ),
]


@worksheet(
    "CX_PILLARS",
    it="Sei pilastri della customer experience: medie, pesi dai tuoi dati e indice.",
    kind=Kind.POINTS,
    example="=CX_PILLARS({9,10,10,10,8,10;4,4,4,4,5,4;8,7,9,9,8,7;6,2,4,4,4,4;1,1,1,3,1,1;"
    "4,5,10,7,7,7;5,2,5,2,5,3;7,5,7,8,6,8;5,7,6,7,6,8;5,4,3,4,5,2;6,7,4,7,6,6;"
    "5,6,8,7,7,6;10,5,8,9,8,8;10,10,10,10,10,10;9,7,8,8,7,9;3,5,5,6,5,5;"
    "7,10,7,8,9,8;9,8,7,7,7,7;7,7,7,9,8,8;8,9,8,4,7,10;8,7,8,5,5,6;6,5,5,4,5,5;"
    "8,7,8,6,7,7;10,9,7,6,8,7;6,5,5,5,4,2;5,7,5,7,6,6;6,9,8,7,9,8;8,6,10,10,9,8;"
    "6,5,4,6,6,7;1,4,4,3,2,4},{9;1;8;4;0;5;5;8;6;4;6;6;9;9;8;3;7;7;8;6;6;4;8;8;4;7;"
    "9;10;7;2})",
    returns_it="Una riga per pilastro: media, peso (la sua importanza per il "
    "risultato; la somma è 1), punteggio da 0 a 100 e contributo all'indice; poi "
    "l'intervallo al 95 % del peso (low, high). Sotto: l'indice, R², n e R² corretto. "
    "KPMG non pubblica i pesi: questi sono i tuoi, non i suoi, e l'indice non si "
    "confronta con quello di KPMG.",
    raises_it={
        "WrongColumns": "le colonne non sono sei",
        "TooFew": "le righe complete sono meno di 30",
        "Undefined": (
            "una colonna è costante, un pilastro si ricava dagli altri, o gli estremi "
            "della scala sono invertiti"
        ),
    },
)
def pillars(
    pillars: Pillars,
    outcome: Outcome,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 10,
    method: ImportanceMethod = "relative",
) -> Table:
    """
    Six pillars of customer experience: means, weights from your data, index.

    Args:
        pillars: the six columns in KPMG's order, or named by a header row. Rows with
            a gap are left out.
        outcome: what the weights are taken from: an NPS answer or overall score.
        scale_min: the lowest answer on offer in the pillars.
        scale_max: the highest.
        method: how importance is measured, as in CX_DRIVERS.

    Returns:
        A row per pillar: mean, weight (its importance for the outcome; adds up to 1),
        score from 0 to 100 and its contribution to the index; then the 95 % interval
        of the weight (low, high). Below them the index, R squared, n and adjusted R
        squared. KPMG publishes no weights: these are yours, not KPMG's, and the index
        does not compare with KPMG's own.

    Raises:
        WrongColumns: there are not six columns.
        OffScale: an answer is off the scale.
        TooFew: fewer than 30 complete rows.
        Undefined: a column is constant, a pillar follows from the others, or the
            limits of the scale are the wrong way round.

    References:
        KPMG Nunwood, "The Six Pillars of customer experience excellence"; Johnson
        (2000), Multivariate Behavioral Research 35(1), 1-19, for the weights.
    """
    if len(pillars) != len(NAMES):
        raise WrongColumns(
            "pillars", needed=len(NAMES), columns=", ".join(NAMES), given=len(pillars)
        )
    scale = _scale(scale_min, scale_max)
    for column in pillars.values():
        for answer in column:
            if answer not in scale:
                raise OffScale("pillars", value=answer, scale=scale)
    numbered = [str(i) for i in range(1, len(NAMES) + 1)]
    names = NAMES if list(pillars) == numbered else tuple(pillars)
    columns = dict(zip(names, pillars.values(), strict=True))
    found = weigh(outcome, columns, method, argument="pillars")
    limits = found.limits or repeat((Code.NA, Code.NA), len(names))
    rows = []
    for name, mean, weight, ends in zip(
        names, found.means, found.shares, limits, strict=True
    ):
        score = 100 * (mean - scale.low) / (scale.high - scale.low)
        rows.append((name, mean, weight, score, weight * score, *ends))
    index = fsum(row[4] for row in rows)
    footer = [
        ("index", "", 1.0, "", index, "", ""),
        ("R\u00b2", "", "", "", found.r_squared, "", ""),
        ("n", "", "", "", found.n, "", ""),
        ("adjusted R\u00b2", "", "", "", found.adjusted_r_squared, "", ""),
    ]
    header = ("pillar", "mean", "weight", "score", "contribution", "low", "high")
    return Table(header, [*rows, *footer])


def _scale(low: float, high: float) -> Scale:
    if low >= high:
        raise Undefined(
            "scale_min",
            why_en=f"{low:g} must lie below scale_max ({high:g}).",
            why_it=f"{decimal(low, 'it')} deve essere minore di scale_max "
            f"({decimal(high, 'it')}).",
        )
    return Scale(low, high)
