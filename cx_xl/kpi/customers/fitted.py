"""
A fitted model as a row of cells: written by the fits, read by the predictions.

The row says which model it is, so that the parameters of one never pass for those of
another: all are positive numbers, and the result would look right.
"""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from math import isnan, nan, sqrt
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import (
    Code,
    ErrorInRange,
    Missing,
    NotAFit,
    NotANumber,
    NotFitted,
    OutOfRange,
    WrongModel,
)
from cx_xl.spec import Arg, Domain, Role

if TYPE_CHECKING:
    from cx_xl.models.fit import Fit

Cell = float | str
PurchaseModel = Literal["bgnbd", "mbgnbd", "pnbd", "nbd"]
PURCHASE_MODELS: tuple[PurchaseModel, ...] = ("bgnbd", "mbgnbd", "pnbd", "nbd")
# How many parameters each model has.
PARAMETERS = {
    "bgnbd": 4,
    "mbgnbd": 4,
    "pnbd": 4,
    "nbd": 2,
    "gg": 3,
    "sbg": 2,
    "bgbb": 4,
}
# Where its row keeps room for more: the purchase models share the columns of a row.
ROOM = PARAMETERS | {"nbd": 4}
FITS = dict.fromkeys(PURCHASE_MODELS, "CX_BGNBD_FIT") | {
    "gg": "CX_GG_FIT",
    "sbg": "CX_SBG_FIT",
    "bgbb": "CX_BGBB_FIT",
}

# Parameters beyond are those of no data, and drown in rounding.
SENSIBLE = Domain(1e-12, 1e15)

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

Params = Annotated[
    Block | Sequence[Any],
    Arg(
        en="The whole row of the fit, so that its model is known; or parameters only.",
        it="Tutta la riga della stima, così il modello è noto; o i soli parametri.",
        role=Role.RAW,
    ),
]
ModelOfRow = Annotated[
    Literal["auto", "bgnbd", "mbgnbd", "pnbd", "nbd"],
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
    """
    A fitted purchase model; s and beta of the Pareto/NBD stand under a and b.

    The NBD has neither: its cells under a and b, and what belongs to them, are empty.
    """

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
    room = ROOM[model]
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
    return [Code.NA if isinstance(c, float) and isnan(c) else c for c in cells]


def _padded(values: Sequence[float], room: int) -> list[Cell]:
    return [*values, *[""] * (room - len(values))]


def _correlation(fit: "Fit", i: int, j: int) -> float | None:
    """Return that of the logs of two parameters; None if the model has them not."""
    covariance = fit.log_covariance.tolist()
    if j >= len(covariance):
        return None
    return float(covariance[i][j] / sqrt(covariance[i][i] * covariance[j][j]))


def usable(fit: "Fit", argument: str) -> "Fit":
    """Return *fit*, once sure that something can be predicted from it."""
    if STATUS[fit.status.name] == UNUSABLE:
        en, it = VERDICTS[fit.status.name]
        raise NotFitted(argument, verdict_en=en, verdict_it=it)
    return fit


def read_params(
    argument: str, cells: Any, models: Sequence[str], wanted: str = "auto"
) -> Fitted:
    """
    Read the parameters of one of *models* from cells.

    Args:
        argument: whose cells they are.
        cells: the row of a fit, or the parameters and nothing else.
        models: that the caller can use; the first is meant where none is named.
        wanted: the model that must be named, or "auto".

    Raises:
        ErrorInRange: a parameter is an error, as those of an unusable fit.
        Missing, NotANumber, OutOfRange: a parameter is none.
        NotAFit: too few cells, or more without the name of a model.
        WrongModel: the row names a model that the caller cannot use.
    """
    block = Block.of(cells)
    filled = _filled(block.cells)
    meant = models[0] if wanted == "auto" else wanted
    named = next((c for c in filled if isinstance(c, str) and c in PARAMETERS), None)
    count = PARAMETERS[named or meant]
    if len(filled) < count or (named is None and len(filled) > count):
        _refuse_error(argument, block, len(block.cells))
        raise NotAFit(
            argument,
            fit=FITS[meant],
            given=len(filled),
            either_en=f", or just its {count} parameters",
            either_it=f", o solo i suoi {count} parametri",
        )
    usable_here = models if wanted == "auto" else (wanted,)
    if named and named not in usable_here:
        raise WrongModel(argument, found=named, wanted=", ".join(usable_here))
    _refuse_error(argument, block, count)
    params = (_parameter(argument, block, index) for index in range(count))
    return Fitted(named or meant, tuple(params))


def _filled(cells: list[Any]) -> list[Any]:
    """Return the cells up to the last that is not blank."""
    last = max((i for i, c in enumerate(cells) if not read.is_blank(c)), default=-1)
    return cells[: last + 1]


def _refuse_error(argument: str, block: Block, count: int) -> None:
    """Raise if one of the first *count* cells is an error, which propagates."""
    for index, cell in enumerate(block.cells[:count]):
        code = read.error_code(cell)
        if code:
            raise ErrorInRange(argument, code).at(*block.place(index))


def _parameter(argument: str, block: Block, index: int) -> float:
    """Return one parameter: a number above 0."""
    cell, place = block.cells[index], block.place(index)
    if read.is_blank(cell):
        raise Missing(argument).at(*place)
    value = read.number(cell)
    if value is None or isinstance(cell, date) or read.is_ambiguous(cell):
        raise NotANumber(argument, value=read.plain(cell)).at(*place)
    if value not in SENSIBLE:
        said = {"domain_en": SENSIBLE.say("en"), "domain_it": SENSIBLE.say("it")}
        raise OutOfRange(argument, value=value, **said).at(*place)
    return float(value)
