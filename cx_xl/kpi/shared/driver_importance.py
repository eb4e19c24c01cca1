"""How much each driver weighs: what every function that ranks drivers shares."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from cx_xl.errors import TooFew, Undefined, decimal
from cx_xl.spec import Arg, Role
from cx_xl.stats import importance
from cx_xl.stats.driver_weights import Importance, Method

LEAST_ROWS = 20  # Hair et al.: enough for one driver
ROWS_PER_DRIVER = 5  # never fewer; 15 to 20 are better

Outcome = Annotated[
    Sequence[float],
    Arg(
        en="What is to be explained (overall score, NPS answer), one row per person.",
        it="Che cosa vuoi spiegare (voto generale, NPS), una riga per persona.",
        role=Role.ANSWERS,
    ),
]
ImportanceMethod = Annotated[
    Method,
    Arg(
        en='"relative" (Johnson, the default), "shapley" or "correlation".',
        it='"relative" (Johnson, predefinito), "shapley" o "correlation".',
    ),
]


def weigh(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    method: Method,
    weights: Sequence[float] | None = None,
    argument: str = "drivers",
) -> Importance:
    """Return the importance of drivers, unless the rows can not carry it."""
    n, least = len(outcome), max(LEAST_ROWS, ROWS_PER_DRIVER * len(drivers))
    if n < least:
        raise TooFew(argument, n=n, least=least)
    found = importance.importance(outcome, drivers, method, weights, argument)
    if found.base < least:
        raise Undefined(
            "weights",
            why_en=f"unequal as they are, {n} rows are worth {found.base:.4g}; at "
            f"least {least} are needed, so trim the largest weights or add rows.",
            why_it=f"sono così diversi che {n} righe ne valgono "
            f"{decimal(found.base, 'it', '.4g')}; ne servono almeno {least}: limita i "
            "pesi più grandi o aggiungi righe.",
        )
    return found
