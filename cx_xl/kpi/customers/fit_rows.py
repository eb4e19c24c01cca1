"""
A fitted model on its way into a row of cells.

The row says which model it is, so that the parameters of one never pass for those of
another: all are positive numbers, and the result would look right.
"""

from collections.abc import Sequence
from itertools import combinations
from math import isnan, nan, sqrt
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from cx_xl.errors import Code, NotFitted, Text
from cx_xl.models.parameters import PARAMETERS

if TYPE_CHECKING:
    from cx_xl.models.verdict import Estimate, Matrix

Cell = float | str
ModelName = Literal["bgnbd", "mbgnbd", "pnbd", "nbd"]
PURCHASE_MODELS: tuple[ModelName, ...] = ("bgnbd", "mbgnbd", "pnbd", "nbd")
# Between the parameters and their standard errors.
MEASURES = ("log_likelihood", "n", "status", "gradient", "model", "verdict")

USABLE, CAUTION, UNUSABLE = 0, 1, 2
# What the models tell apart, and what a sheet needs to know.
STATUS = {
    "CONVERGED": USABLE,
    "NO_FINITE_MEAN": CAUTION,
    "NOT_IDENTIFIED": UNUSABLE,
    "TOO_LITTLE_DATA": UNUSABLE,
    "NO_LEAVING": UNUSABLE,
}
# What became of a fit, in the words of its row and in those of an Italian message.
VERDICTS = {
    "CONVERGED": ("converged", "stimato"),
    "NO_FINITE_MEAN": ("no finite mean", "la media non è finita"),
    "NOT_IDENTIFIED": ("not identified", "più soluzioni spiegano altrettanto i dati"),
    "TOO_LITTLE_DATA": ("too little data", "i dati sono troppo pochi"),
    "NO_LEAVING": (
        "no sign of leaving: use nbd",
        'nessun segno di abbandono: usa il modello "nbd"',
    ),
}


class FitRow(tuple[Cell, ...]):
    """
    The cells of a fit, each with a name: `row.alpha`.

    Behind the parameters stand four measures, the model, the verdict in words, the
    standard errors, and the correlations of the logs of the parameters.

    Attributes:
        function: whose result it is.
        models: that share its columns.
        names: of the parameters, those of the first of them.
    """

    __slots__ = ()
    function: ClassVar[str]
    models: ClassVar[tuple[str, ...]]
    names: ClassVar[tuple[str, ...]]
    _fields: ClassVar[tuple[str, ...]]  # as that of a named tuple

    def __init_subclass__(cls, *, function: str, models: tuple[str, ...]) -> None:
        cls.function, cls.models = function, models
        cls.names = names = PARAMETERS[models[0]]
        pairs = (f"cor_{one}_{other}" for one, other in combinations(names, 2))
        cls._fields = (*names, *MEASURES, *(f"se_{name}" for name in names), *pairs)

    @classmethod
    def of(cls, fit: "Estimate[Any]", model: str) -> Self:
        """Return the cells of *fit*; its parameters are #N/A where none may be used."""
        status, room = STATUS[fit.status.name], len(cls.names)
        pairs = [_correlation(fit, i, j) for i, j in combinations(range(room), 2)]
        known: list[Cell] = [
            *_padded(fit.params, room),
            *_padded(fit.standard_errors, room),
            *("" if pair is None else pair for pair in pairs),
        ]
        if status == UNUSABLE:
            known = [nan if isinstance(cell, float) else cell for cell in known]
        n = int(fit.n) if fit.n.is_integer() else fit.n
        measures = (fit.log_likelihood, n, status, fit.gradient)
        said = VERDICTS[fit.status.name][0]
        cells: list[Cell] = [*known[:room], *measures, model, said, *known[room:]]
        return cls(Code.NA if isinstance(c, float) and isnan(c) else c for c in cells)

    def _asdict(self) -> dict[str, Cell]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        named = (f"{name}={cell!r}" for name, cell in self._asdict().items())
        return f"{type(self).__name__}({', '.join(named)})"

    def __getattr__(self, name: str) -> Cell:
        if name not in self._fields:
            raise AttributeError(name)
        return self[self._fields.index(name)]


class PurchaseFit(FitRow, function="CX_BGNBD_FIT", models=PURCHASE_MODELS):
    """
    A fitted purchase model; s and beta of the Pareto/NBD stand under a and b.

    The NBD has neither: its cells under a and b, and what belongs to them, are empty.
    """


class SpendFit(FitRow, function="CX_GG_FIT", models=("gg",)):
    """A fitted Gamma-Gamma model."""


class ContractFit(FitRow, function="CX_SBG_FIT", models=("sbg",)):
    """A fitted sBG model."""


class OccasionFit(FitRow, function="CX_BGBB_FIT", models=("bgbb",)):
    """A fitted BG/BB model."""


ROWS = {
    model: kind
    for kind in (PurchaseFit, SpendFit, ContractFit, OccasionFit)
    for model in kind.models
}


def _padded(values: Sequence[float], room: int) -> list[Cell]:
    return [*values, *[""] * (room - len(values))]


def _correlation(fit: "Estimate[Any]", i: int, j: int) -> float | None:
    """Return that of the logs of two parameters; None if the model has them not."""
    covariance = fit.log_covariance
    if j >= len(covariance):
        return None
    return float(covariance[i][j] / sqrt(covariance[i][i] * covariance[j][j]))


def usable(fit: "Estimate[Matrix]", argument: str) -> "Estimate[Matrix]":
    """Return *fit*, once sure that something can be predicted from it."""
    if STATUS[fit.status.name] == UNUSABLE:
        verdict = Text(*VERDICTS[fit.status.name])
        raise NotFitted(argument, verdict=verdict)
    return fit
