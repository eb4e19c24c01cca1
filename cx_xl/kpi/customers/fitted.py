"""
The parameters of a fitted model, read from a row of cells.

They are those that a fit wrote, with its model, or the parameters and nothing else.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import (
    ErrorInRange,
    Missing,
    NotAFit,
    NotANumber,
    OutOfRange,
    Text,
    WrongModel,
)
from cx_xl.kpi.customers.fit_rows import (
    ROWS,
    ContractFit,
    FitRow,
    OccasionFit,
    PurchaseFit,
    SpendFit,
)
from cx_xl.models.parameters import PARAMETERS
from cx_xl.spec import Arg, Domain, Role

# Parameters beyond are those of no data, and drown in rounding.
SENSIBLE = Domain(1e-12, 1e15)


def _row_of(fit: type[FitRow]) -> Arg:
    return Arg(
        en="The whole row of the fit, so that its model is known; or parameters only.",
        it="Tutta la riga della stima, così il modello è noto; o i soli parametri.",
        role=Role.RAW,
        columns=len(fit._fields),
        spilled=True,
    )


RowOfFit = Block | Sequence[Any]
PurchaseParams = Annotated[RowOfFit, _row_of(PurchaseFit)]
SpendParams = Annotated[RowOfFit, _row_of(SpendFit)]
ContractParams = Annotated[RowOfFit, _row_of(ContractFit)]
OccasionParams = Annotated[RowOfFit, _row_of(OccasionFit)]
ModelOfRow = Annotated[
    Literal["auto", "bgnbd", "mbgnbd", "pnbd", "nbd"],
    Arg(
        en='"auto" (default): the model named in the row, "bgnbd" if none is.',
        it='"auto" (predefinito): il modello scritto nella riga, o "bgnbd".',
    ),
]


class Fitted(NamedTuple):
    """Which model it is, and its parameters in the order of the literature."""

    model: str
    params: tuple[float, ...]


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
    count = len(PARAMETERS[named or meant])
    if len(filled) < count or (named is None and len(filled) > count):
        _refuse_error(argument, block, len(block.cells))
        raise NotAFit(
            argument,
            fit=ROWS[meant].function,
            given=len(filled),
            either=Text(
                f", or just its {count} parameters",
                f", o solo i suoi {count} parametri",
            ),
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
        raise OutOfRange(argument, value=value, domain=SENSIBLE).at(*place)
    return float(value)
