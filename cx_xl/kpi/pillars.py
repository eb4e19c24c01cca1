"""Pillars: which of the six pillars carries the experience?"""

from collections.abc import Mapping, Sequence
from typing import Annotated

from cx_xl.errors import OffScale, ShapesDiffer, Undefined
from cx_xl.kpi.arguments import ScaleMax, ScaleMin
from cx_xl.kpi.drivers import ImportanceMethod, Outcome
from cx_xl.spec import Arg, Kind, Role, Scale, Table, worksheet
from cx_xl.stats.importance import importance

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
    ),
]


@worksheet(
    "CX_PILLARS",
    it="Sei pilastri della customer experience: medie, pesi dai tuoi dati e indice.",
    kind=Kind.POINTS,
    example="=CX_PILLARS({8,9,7,8,6,7;6,5,6,7,5,6;9,9,8,9,9,8;4,6,5,3,4,5;7,8,9,6,7,9;"
    "5,4,6,6,3,4;8,7,7,9,8,8;6,7,5,5,6,6},{9;6;10;3;8;5;9;6})",
    returns_it=(
        "Una riga per pilastro: media, peso (quanto conta per il risultato; i pesi "
        "sommano a 1), punteggio da 0 a 100 e contributo all'indice; poi l'indice, R "
        "quadro e n. KPMG non pubblica pesi: questi sono i tuoi, non quelli di KPMG, e "
        "l'indice non si confronta con quello di KPMG."
    ),
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
        score from 0 to 100 and its contribution to the index; then the index, R
        squared and n. KPMG publishes no weights: these are yours, not KPMG's, and the
        index does not compare with KPMG's own.

    Raises:
        ShapesDiffer: there are not six columns.
        OffScale: an answer is off the scale.
        TooFew: fewer than 8 complete rows.
        Undefined: a column is constant, a pillar follows from the others, or the
            limits of the scale are the wrong way round.

    References:
        KPMG Nunwood, "The Six Pillars of customer experience excellence"; Johnson
        (2000), Multivariate Behavioral Research 35(1), 1-19, for the weights.
    """
    if len(pillars) != len(NAMES):
        sizes = {"size": len(pillars), "other_size": len(NAMES)}
        raise ShapesDiffer("pillars (columns)", other="the six pillars", **sizes)
    scale = _scale(scale_min, scale_max)
    for column in pillars.values():
        for answer in column:
            if answer not in scale:
                raise OffScale("pillars", value=answer, scale=scale)
    found = importance(outcome, pillars, method)
    numbered = [str(i) for i in range(1, len(NAMES) + 1)]
    names = NAMES if list(pillars) == numbered else tuple(pillars)
    rows = []
    for name, mean, weight in zip(names, found.means, found.shares, strict=True):
        score = 100 * (mean - scale.low) / (scale.high - scale.low)
        rows.append((name, mean, weight, score, weight * score))
    index = sum(row[-1] for row in rows)
    footer = [
        ("index", "", 1.0, "", index),
        ("R\u00b2", "", "", "", found.r_squared),
        ("n", "", "", "", found.n),
    ]
    return Table(
        ("pillar", "mean", "weight", "score", "contribution"), [*rows, *footer]
    )


def _scale(low: float, high: float) -> Scale:
    if low >= high:
        raise Undefined(
            "scale_min",
            why_en=f"{low:g} must lie below scale_max ({high:g}).",
            why_it=f"{low:g} deve essere minore di scale_max ({high:g}).",
        )
    return Scale(low, high)
