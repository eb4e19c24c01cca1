"""A fit rebuilt from its row of cells, with what is not known about its parameters."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import NotAFit
from cx_xl.models.fit import Fit, Status
from cx_xl.models.fitted import Fitted

# Between the parameters and their standard errors: four measures and two texts.
BETWEEN = 6


def restored(argument: str, cells: Any, fitted: Fitted, names: Sequence[str]) -> Fit:
    """
    Return the fit that *cells* are the row of.

    Raises:
        NotAFit: the standard errors and correlations are missing.
    """
    k = len(fitted.params)
    pairs = np.triu_indices(k, 1)
    behind = Block.of(cells).cells[k + BETWEEN :][: k + len(pairs[0])]
    numbers = [value for cell in behind if (value := read.number(cell)) is not None]
    if len(numbers) < k + len(pairs[0]):
        raise NotAFit(argument, count=k, given=len(Block.of(cells).cells))
    errors = np.array(numbers[:k])
    correlation = np.eye(k)
    correlation[pairs] = correlation.T[pairs] = numbers[k:]
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
