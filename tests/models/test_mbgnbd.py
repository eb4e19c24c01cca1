import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.models.bgnbd import mbgnbd
from cx_xl.models.fit import Status

pytestmark = pytest.mark.slow

CDNOW = (0.525, 6.183, 0.891, 1.614)  # BTYDplus, mbgcnbd.EstimateParameters, k = 1
positive = st.floats(0.05, 20)
params = st.tuples(positive, positive, positive, positive)


class TestFit:
    def test_cdnow(self, cdnow):
        """The optimum and standard errors of lifetimes 0.11.3; BTYDplus rounds it."""
        fit = mbgnbd.fit(cdnow.histories)

        assert Status.CONVERGED == fit.status
        assert [0.524838, 6.182988, 0.891356, 1.614000] == pytest.approx(
            fit.params, abs=5e-6
        )
        assert CDNOW == tuple(round(value, 3) for value in fit.params)
        assert [0.083264, 0.695597, 0.154785, 0.537472] == pytest.approx(
            fit.standard_errors, abs=2e-6
        )


class TestPredictions:
    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    def test_lifetimes(self, cdnow, lifetimes):
        """P(alive) and expected purchases of every CDNOW customer, from lifetimes."""
        other = lifetimes.ModifiedBetaGeoFitter().fit(*cdnow.history)
        theirs = tuple(other.params_)

        assert pytest.approx(
            mbgnbd.alive(theirs, *cdnow.history), abs=1e-12
        ) == other.conditional_probability_alive(*cdnow.history)
        assert pytest.approx(
            mbgnbd.expected(theirs, 39, *cdnow.history), rel=1e-9
        ) == other.conditional_expected_number_of_purchases_up_to_time(
            39, *cdnow.history
        )
        assert pytest.approx(
            mbgnbd.expected(theirs, 52), rel=1e-9
        ) == other.expected_number_of_purchases_up_to_time(52)

    def test_one_time_buyers(self):
        """
        Unlike in BG/NBD they may be gone: at age 0 with the mean chance a / (a + b).
        """
        assert 1.614 / (0.891 + 1.614) == pytest.approx(mbgnbd.alive(CDNOW, 0, 0, 0))

    @given(params, st.integers(0, 30), st.floats(0, 1), st.floats(0.1, 100))
    def test_probability(self, params, x, share, age):
        """A probability, whatever the parameters; it falls while nothing happens."""
        t_x = share * age if x else 0.0
        today, later = mbgnbd.alive(params, x, t_x, [age, age + 1])

        assert 0 <= later <= today <= 1

    def test_simulated_customers(self):
        """
        The mean of 200,000 simulated customers is the expected number, to 4 errors.
        """
        r, alpha, a, b = CDNOW
        rng, n = np.random.default_rng(2007), 200_000
        rate = rng.gamma(r, 1 / alpha, n)
        last = rng.geometric(rng.beta(a, b, n)) - 1  # may leave after the first one
        bought = np.minimum(rng.poisson(52 * rate), last)

        error = bought.std() / n**0.5
        assert abs(bought.mean() - mbgnbd.expected(CDNOW, 52)) < 4 * error
