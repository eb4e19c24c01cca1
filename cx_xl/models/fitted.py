"""
A fitted model as a row of cells: written by the fits, read by the predictions.

The row says which model it is, so that the parameters of one never pass for those of
another: all are positive numbers, and the result would look right.
"""

from collections.abc import Sequence
from itertools import combinations
from math import isnan, nan, sqrt
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import (
    Code,
    ErrorInRange,
    NotAFit,
    NotANumber,
    NotFitted,
    OutOfRange,
    WrongModel,
)
from cx_xl.spec import Arg, Role

if TYPE_CHECKING:
    from cx_xl.models.fit import Fit

Cell = float | str
PurchaseModel = Literal["bgnbd", "mbgnbd", "pnbd"]
PURCHASE_MODELS: tuple[PurchaseModel, ...] = ("bgnbd", "mbgnbd", "pnbd")

USABLE, CAUTION, UNUSABLE = 0, 1, 2
# What the models tell apart, and what a sheet needs to know.
STATUS = {
    "CONVERGED": USABLE,
    "NO_FINITE_MEAN": CAUTION,
    "NOT_IDENTIFIED": UNUSABLE,
    "TOO_LITTLE_DATA": UNUSABLE,
}

Params = Annotated[
    Block | Sequence[Any],
    Arg(
        en="The whole row of the fit, so that its model is known; or parameters only.",
        it="Tutta la riga della stima, così il modello è noto; o i soli parametri.",
        role=Role.RAW,
    ),
]
ModelOfRow = Annotated[
    Literal["auto", "bgnbd", "mbgnbd", "pnbd"],
    Arg(
        en='"auto" (default): the model named in the row, "bgnbd" if none is.',
        it='"auto" (predefinito): il modello scritto nella riga, o "bgnbd".',
        role=Role.OPTION,
    ),
]


class Fitted(NamedTuple):
    """Which model it is, and its parameters in the order of the literature."""

    model: str
    params: tuple[float, ...]


class PurchaseFit(NamedTuple):
    """A fitted purchase model; s and beta of the Pareto/NBD stand under a and b."""

    r: Cell
    alpha: Cell
    a: Cell
    b: Cell
    log_likelihood: Cell
    n: Cell
    status: Cell
    gradient: Cell
    model: Cell
    verdict: Cell
    se_r: Cell
    se_alpha: Cell
    se_a: Cell
    se_b: Cell
    cor_r_alpha: Cell
    cor_r_a: Cell
    cor_r_b: Cell
    cor_alpha_a: Cell
    cor_alpha_b: Cell
    cor_a_b: Cell


class OccasionFit(NamedTuple):
    """A fitted BG/BB model."""

    alpha: Cell
    beta: Cell
    gamma: Cell
    delta: Cell
    log_likelihood: Cell
    n: Cell
    status: Cell
    gradient: Cell
    model: Cell
    verdict: Cell
    se_alpha: Cell
    se_beta: Cell
    se_gamma: Cell
    se_delta: Cell
    cor_alpha_beta: Cell
    cor_alpha_gamma: Cell
    cor_alpha_delta: Cell
    cor_beta_gamma: Cell
    cor_beta_delta: Cell
    cor_gamma_delta: Cell


class SpendFit(NamedTuple):
    """A fitted Gamma-Gamma model."""

    p: Cell
    q: Cell
    gamma: Cell
    log_likelihood: Cell
    n: Cell
    status: Cell
    gradient: Cell
    model: Cell
    verdict: Cell
    se_p: Cell
    se_q: Cell
    se_gamma: Cell
    cor_p_q: Cell
    cor_p_gamma: Cell
    cor_q_gamma: Cell


class ContractFit(NamedTuple):
    """A fitted sBG model."""

    alpha: Cell
    beta: Cell
    log_likelihood: Cell
    n: Cell
    status: Cell
    gradient: Cell
    model: Cell
    verdict: Cell
    se_alpha: Cell
    se_beta: Cell
    cor_alpha_beta: Cell


def row(fit: "Fit", model: str) -> list[Cell]:
    """
    Return the cells of *fit*; its parameters are #N/A where none may be used.

    Behind the parameters stand four measures, the model, the verdict in words, the
    standard errors, and the correlations of the logs of the parameters.
    """
    status = STATUS[fit.status.name]
    known: tuple[float, ...] = (*fit.params, *fit.standard_errors, *_correlations(fit))
    if status == UNUSABLE:
        known = (nan,) * len(known)
    k = len(fit.params)
    n = int(fit.n) if fit.n.is_integer() else fit.n
    measures = (fit.log_likelihood, n, status, fit.gradient)
    cells: list[Cell] = [*known[:k], *measures, model, verdict(fit), *known[k:]]
    return [Code.NA if isinstance(c, float) and isnan(c) else c for c in cells]


def _correlations(fit: "Fit") -> list[float]:
    covariance = fit.log_covariance.tolist()
    pairs = combinations(range(len(covariance)), 2)
    return [
        covariance[i][j] / sqrt(covariance[i][i] * covariance[j][j]) for i, j in pairs
    ]


def verdict(fit: "Fit") -> str:
    """Say what became of *fit* in words: "converged", "too little data"."""
    return fit.status.name.lower().replace("_", " ")


def usable(fit: "Fit", argument: str) -> "Fit":
    """Return *fit*, once sure that something can be predicted from it."""
    if STATUS[fit.status.name] == UNUSABLE:
        raise NotFitted(argument, verdict=verdict(fit))
    return fit


def read_params(
    argument: str,
    cells: Any,
    count: int,
    models: Sequence[str],
    wanted: str = "auto",
) -> Fitted:
    """
    Read the parameters of one of *models* from cells.

    Args:
        argument: whose cells they are.
        cells: the row of a fit, or *count* numbers and nothing else.
        count: parameters of the model.
        models: that the caller can use; the first is meant where none is named.
        wanted: the model that must be named, or "auto".

    Raises:
        ErrorInRange: a parameter is an error, as those of an unusable fit.
        NotANumber, OutOfRange: a parameter is none.
        NotAFit: too few cells, or more without the name of a model.
        WrongModel: the row names a model that the caller cannot use.
    """
    block = Block.of(cells)
    filled = _filled(block.cells)
    rest = filled[count:]
    named = next((c for c in rest if isinstance(c, str) and _is_name(c)), None)
    if len(filled) < count or (rest and named is None):
        raise NotAFit(argument, count=count, given=len(filled))
    model = named or (models[0] if wanted == "auto" else wanted)
    usable_here = models if wanted == "auto" else (wanted,)
    if model not in usable_here:
        raise WrongModel(argument, found=model, wanted=", ".join(usable_here))
    params = (_parameter(argument, block, index) for index in range(count))
    return Fitted(model, tuple(params))


def _filled(cells: list[Any]) -> list[Any]:
    """Return the cells up to the last that is not blank."""
    last = max((i for i, c in enumerate(cells) if not read.is_blank(c)), default=-1)
    return cells[: last + 1]


def _is_name(cell: str) -> bool:
    is_something_else = read.error_code(cell) or read.number(cell) is not None
    return not is_something_else and not read.is_blank(cell)


def _parameter(argument: str, block: Block, index: int) -> float:
    """Return one parameter: a number above 0."""
    cell, place = block.cells[index], block.place(index)
    code = read.error_code(cell)
    if code:
        raise ErrorInRange(argument, code).at(*place)
    value = read.number(cell)
    if value is None or read.is_ambiguous(cell):
        raise NotANumber(argument, value=cell).at(*place)
    if value <= 0:
        said = {"domain_en": "above 0", "domain_it": "maggiore di 0"}
        raise OutOfRange(argument, value=value, **said).at(*place)
    return float(value)
