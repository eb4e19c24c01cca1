"""Small linear algebra beside NumPy."""

import numpy as np
import pytest

from cx_xl.stats import linear

SIZES = [1, 2, 3, 6, 10]


def covariance(n, seed=0):
    rows = np.random.default_rng(seed).normal(size=(n, n + 3))
    return rows @ rows.T


@pytest.mark.parametrize("n", SIZES)
def test_eigenvalues_are_numpys(n):
    matrix = covariance(n)

    found = linear.eigen(matrix.tolist())

    assert pytest.approx(found.values, rel=1e-12) == np.linalg.eigvalsh(matrix)
    assert pytest.approx(np.array(found.rebuilt(found.values)), rel=1e-11) == matrix


def test_equal_eigenvalues():
    """Any axes are those of a sphere."""
    found = linear.eigen([[2.0, 0.0], [0.0, 2.0]])

    assert ([2.0, 2.0], [[1.0, 0.0], [0.0, 1.0]]) == tuple(found)


def test_a_column_that_follows_from_another():
    """Correlation 1: one eigenvalue is 0, and its vector says which two."""
    found = linear.eigen([[1.0, 1.0, 0.3], [1.0, 1.0, 0.3], [0.3, 0.3, 1.0]])

    assert abs(found.values[0]) < 1e-15
    assert [0.5**0.5, 0.5**0.5, 0] == pytest.approx(np.abs(found.vectors[0]), abs=1e-12)


@pytest.mark.parametrize("n", SIZES)
def test_solutions_are_numpys(n):
    matrix, right = covariance(n), list(range(1, n + 1))

    expected = np.linalg.solve(matrix, right)

    assert expected == pytest.approx(linear.solve(matrix.tolist(), right), rel=1e-10)
