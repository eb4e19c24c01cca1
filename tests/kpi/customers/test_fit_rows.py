"""The row of a fit in Python: a tuple whose cells have names."""

import pickle

import pytest

import cx_xl

SURVIVORS = [1000, 869, 743, 653, 593, 551, 517, 491]
NAMES = [
    *("alpha", "beta", "log_likelihood", "n", "status", "gradient", "model"),
    *("verdict", "se_alpha", "se_beta", "cor_alpha_beta"),
]


def test_cells_have_the_names_of_the_parameters():
    """Two parameters: two standard errors and one correlation."""
    row = cx_xl.sbg_fit(SURVIVORS)

    assert dict(zip(NAMES, row, strict=True)) == row._asdict()
    assert (row[0], 1000, "sbg") == (row.alpha, row.n, row.model)
    assert repr(row).startswith(f"ContractFit(alpha={row.alpha!r}, beta=")
    with pytest.raises(AttributeError, match="gamma"):
        row.gamma  # noqa: B018


def test_another_process_gets_the_same():
    """Rows travel as other results do."""
    row = cx_xl.sbg_fit(SURVIVORS)

    other = pickle.loads(pickle.dumps(row))  # noqa: S301 - our own

    assert (type(row), row.alpha) == (type(other), other.alpha)
    assert row == other
