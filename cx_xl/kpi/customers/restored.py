"""A fit rebuilt from its row of cells, with what is not known about its parameters."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import ErrorInRange, NotAFit, OutOfRange, Text, Undefined, decimal
from cx_xl.kpi.customers.fit_rows import MEASURES, ROWS, FitRow
from cx_xl.kpi.customers.fitted import Fitted
from cx_xl.models.domain import Array
from cx_xl.models.fit import Fit, Status
from cx_xl.models.verdict import WIDEST

# Rows are pasted with rounded digits: a standard error may pass its limit by this
# share, and correlations near 1 may contradict each other by this much.
ROUNDING = 0.02
# A standard error as a share of its parameter: nothing is known for certain.
LEAST, MOST = 1e-9, WIDEST * (1 + ROUNDING)


def restored(argument: str, cells: Any, fitted: Fitted, names: Sequence[str]) -> Fit:
    """
    Return the fit that *cells* are the row of.

    Raises:
        NotAFit: the standard errors and correlations are missing.
        ErrorInRange: one of them is an error.
        OutOfRange, Undefined: they are those of no usable fit.
    """
    row = _Row(argument, Block.of(cells), fitted)
    errors, correlation = row.standard_errors(), row.correlations()
    spread = errors / np.array(fitted.params)
    return Fit(
        names=tuple(names),
        params=fitted.params,
        standard_errors=tuple(errors.tolist()),
        log_covariance=correlation * np.outer(spread, spread),
        log_likelihood=float("nan"),
        gradient=float("nan"),
        n=float("nan"),
        status=Status.CONVERGED,
    )


class _Row(NamedTuple):
    """The cells of a fit, and where in them the uncertainty stands."""

    argument: str
    block: Block
    fitted: Fitted

    @property
    def kind(self) -> type[FitRow]:
        """Which row it is."""
        return ROWS[self.fitted.model]

    @property
    def room(self) -> int:
        """For how many parameters it has columns."""
        return len(self.kind.names)

    @property
    def behind(self) -> int:
        """Where the standard errors begin."""
        return self.room + len(MEASURES)

    def standard_errors(self) -> Array:
        """Return one per parameter, none wider than a usable fit may have it."""
        return np.array(
            [
                self.between(self.behind + i, LEAST * value, MOST * value)
                for i, value in enumerate(self.fitted.params)
            ]
        )

    def correlations(self) -> Array:
        """Return the matrix of the correlations of the logs of the parameters."""
        k, room = len(self.fitted.params), self.room
        matrix = np.eye(k)
        for place, (i, j) in enumerate(combinations(range(room), 2)):
            if j < k:
                found = self.between(self.behind + room + place, -1, 1)
                matrix[i, j] = matrix[j, i] = found
        if np.linalg.eigvalsh(matrix)[0] < -ROUNDING:
            raise Undefined(
                self.argument,
                why_en="its correlations contradict each other; copy the fit again.",
                why_it="le correlazioni si contraddicono; copia di nuovo la stima.",
            )
        return matrix

    def between(self, index: int, low: float, high: float) -> float:
        """Return the number at *index* of the row."""
        cells = self.block.cells
        cell = cells[index] if index < len(cells) else None
        code = read.error_code(cell)
        if code:
            raise ErrorInRange(self.argument, code).at(*self.block.place(index))
        value = read.number(cell)
        if value is None:
            fit = self.kind.function
            raise NotAFit(self.argument, fit=fit, given=len(cells), either="")
        if not low <= value <= high:
            usual = Text(
                f"from {low:g} to {high:g} in the row of a usable fit",
                f"da {decimal(low, 'it')} a {decimal(high, 'it')} nella riga di una "
                "stima valida",
            )
            error = OutOfRange(self.argument, value=value, domain=usual)
            raise error.at(*self.block.place(index))
        return float(value)
