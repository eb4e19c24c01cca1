import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.models.derivatives import BetaRatio, Evaluation, mixture, poisson_gamma
from cx_xl.models.fit import Status, maximise

positive = st.floats(0.1, 30)


def quadratic(target):
    """A normal log-likelihood in the logs of two parameters, written in them."""

    def likelihood(params):
        gap = np.log(params) - np.log(target)
        gradient = -gap / params
        return Evaluation(
            float(-(gap @ gap) / 2), gradient, np.diag(-(1 - gap) / params**2)
        )

    return likelihood


class TestMaximise:
    def test_known_maximum(self):
        """Curvature 1 in the logs: standard errors equal the parameters."""
        fit = maximise(quadratic([0.5, 40.0]), [(1.0, 1.0)], ("u", "v"), 10)

        assert Status.CONVERGED == fit.status
        assert (0.5, 40.0) == pytest.approx(fit.params, rel=1e-9)
        assert (0.5, 40.0) == pytest.approx(fit.standard_errors, rel=1e-9)
        assert pytest.approx(fit.log_covariance, abs=1e-9) == np.eye(2)

    def test_no_maximum(self):
        """A likelihood that rises without end is not identified, wherever it starts."""

        def likelihood(params):
            return Evaluation(
                float(-1 / params[0]), 1 / params**2, np.diag(-2 / params**3)
            )

        fit = maximise(likelihood, [(1.0,), (5.0,)], ("u",), 10)

        assert Status.NOT_IDENTIFIED == fit.status
        assert fit.params[0] > 5

    def test_flat(self):
        """A likelihood that is the same everywhere is not identified."""
        fit = maximise(
            lambda params: Evaluation(-1.0, 0 * params, np.zeros((2, 2))),
            [(1.0, 2.0)],
            ("u", "v"),
            10,
        )

        assert Status.NOT_IDENTIFIED == fit.status
        assert np.isnan(fit.standard_errors).all()


class TestDerivatives:
    @given(positive, positive, st.integers(0, 20), st.integers(0, 20))
    def test_beta_ratio(self, a, b, i, j):
        """
        First and second derivatives are those of the value, by central differences.
        """
        weights = np.array([1.0, 2.5])

        def at(point):
            steps = np.array([float(j), 3.0])
            return BetaRatio.at(*point, float(i), steps).total(weights)

        check_derivatives(at, np.array([a, b]))

    @given(positive, positive)
    def test_poisson_gamma(self, r, alpha):
        """
        First and second derivatives are those of the value, by central differences.
        """
        x, weights = np.array([0.0, 1.0, 7.0]), np.array([3.0, 1.0, 0.5])

        check_derivatives(lambda p: poisson_gamma(*p, x, weights), np.array([r, alpha]))

    @given(positive, positive)
    def test_mixture(self, u, v):
        """Louis' identity: first and second derivatives of a log of a sum of terms."""
        t = np.array([[0.2, 1.0, 3.0], [2.0, 0.5, 0.1]])

        def at(point):
            a, b = point
            return mixture(
                a * t - b**2 * t**2,
                [t, -2 * b * t**2],
                {(1, 1): -2 * t**2},
                np.array([1.0, 2.0, 0.5]),
            )

        check_derivatives(at, np.array([u, v]))


def check_derivatives(function, point):
    """Gradient and Hessian are those of the value, by central differences."""
    here = function(point)
    for i, step in enumerate(np.diag(1e-5 * point)):
        above, below = function(point + step), function(point - step)
        width = 2 * step[i]
        assert (
            pytest.approx(here.gradient[i], rel=1e-4, abs=1e-4)
            == (above.value - below.value) / width
        )
        assert (
            pytest.approx(here.hessian[i], rel=1e-4, abs=1e-4)
            == (above.gradient - below.gradient) / width
        )
