"""Linear algebra of a few dimensions, without NumPy."""

from collections.abc import Sequence
from math import copysign, fsum, hypot, sqrt
from typing import NamedTuple

Vector = list[float]
Matrix = list[Vector]
SWEEPS = 50  # six are enough for ten dimensions


class Eigen(NamedTuple):
    """Eigenvalues in rising order, and the unit vector of each."""

    values: Vector
    vectors: Matrix

    def rebuilt(self, values: Sequence[float]) -> Matrix:
        """Return the matrix with these vectors and other *values*."""
        columns = list(zip(*self.vectors, strict=True))
        scaled = [
            [value * part for value, part in zip(values, column, strict=True)]
            for column in columns
        ]
        return [[dot(one, other) for other in columns] for one in scaled]


def dot(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the inner product."""
    return fsum(a * b for a, b in zip(one, other, strict=True))


def times(matrix: Matrix, vector: Sequence[float]) -> Vector:
    """Return *matrix* times *vector*."""
    return [dot(row, vector) for row in matrix]


def eigen(matrix: Matrix) -> Eigen:
    """
    Return the eigenvalues and eigenvectors of a symmetric matrix.

    References:
        Golub, Van Loan (2013), "Matrix Computations", section 8.5: Jacobi's method.
    """
    a = [list(row) for row in matrix]
    n = len(a)
    vectors = [[float(i == j) for j in range(n)] for i in range(n)]
    for _ in range(SWEEPS):
        off = max((abs(a[i][j]) for i in range(n) for j in range(i)), default=0.0)
        if off <= 1e-18 * max(abs(a[i][i]) for i in range(n)):
            break
        for p in range(n - 1):
            for q in range(p + 1, n):
                if a[p][q]:
                    _rotate(a, vectors, p, q)
    order = sorted(range(n), key=lambda i: a[i][i])
    return Eigen([a[i][i] for i in order], [vectors[i] for i in order])


def _rotate(a: Matrix, vectors: Matrix, p: int, q: int) -> None:
    """Turn the axes *p* and *q* so that they have nothing in common."""
    half = (a[q][q] - a[p][p]) / (2 * a[p][q])
    t = copysign(1 / (abs(half) + hypot(1, half)), half)
    c = 1 / sqrt(1 + t * t)
    s = t * c
    a[p][p], a[q][q] = a[p][p] - t * a[p][q], a[q][q] + t * a[p][q]
    a[p][q] = a[q][p] = 0.0
    for k in range(len(a)):
        if k not in {p, q}:
            a[p][k], a[q][k] = c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]
            a[k][p], a[k][q] = a[p][k], a[q][k]
    one, other = vectors[p], vectors[q]
    vectors[p] = [c * x - s * y for x, y in zip(one, other, strict=True)]
    vectors[q] = [s * x + c * y for x, y in zip(one, other, strict=True)]


def solve(matrix: Matrix, right: Sequence[float]) -> Vector:
    """
    Return x of *matrix* x = *right*; the matrix is symmetric and positive definite.

    References:
        Golub, Van Loan (2013), "Matrix Computations", section 4.2: Cholesky's factor.
    """
    lower: Matrix = []
    forward: Vector = []
    for i, row in enumerate(matrix):
        parts: Vector = []
        for j in range(i):
            rest = row[j] - dot(parts, lower[j][:j])
            parts.append(rest / lower[j][j])
        forward.append(right[i] - dot(parts, forward))
        lower.append([*parts, sqrt(row[i] - dot(parts, parts))])
        forward[i] /= lower[i][i]
    found = [0.0] * len(forward)
    for i in reversed(range(len(forward))):
        above = [lower[k][i] for k in range(i + 1, len(forward))]
        found[i] = (forward[i] - dot(above, found[i + 1 :])) / lower[i][i]
    return found


def exceeds(matrix: Matrix, least: float) -> bool:
    """Say whether all eigenvalues of a symmetric *matrix* are above *least*."""
    rest = [list(row) for row in matrix]
    for i, row in enumerate(rest):
        row[i] -= least
    while rest:
        first, *others = rest
        if first[0] <= 0:
            return False
        rest = [
            [a - row[0] / first[0] * b for a, b in zip(row[1:], first[1:], strict=True)]
            for row in others
        ]
    return True
