import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.models.bgnbd import mbgnbd
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories

CDNOW = (0.525, 6.183, 0.891, 1.614)  # BTYDplus, mbgcnbd.EstimateParameters, k = 1
positive = st.floats(0.05, 20)
params = st.tuples(positive, positive, positive, positive)


class TestFit:
    def test_cdnow(self, cdnow):
        """
        The optimum and standard errors of lifetimes 0.11.3; BTYDplus rounds it.
        """
        fit = mbgnbd.fit(cdnow.histories)

        assert Status.CONVERGED == fit.status
        assert [0.524838, 6.182988, 0.891356, 1.614000] == pytest.approx(
            fit.params, abs=5e-6
        )
        assert CDNOW == tuple(round(value, 3) for value in fit.params)
        assert [0.083264, 0.695597, 0.154785, 0.537472] == pytest.approx(
            fit.standard_errors, abs=2e-6
        )

    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    def test_not_below_lifetimes(self, cdnow, lifetimes):
        """
        The log-likelihood is that of the independent implementation, or higher.
        """
        other = lifetimes.ModifiedBetaGeoFitter().fit(*cdnow.history)

        def judge(params):
            """Their likelihood; it has no public name, and takes logs."""
            mean = other._negative_log_likelihood(  # noqa: SLF001
                np.log(params), *cdnow.history, np.ones(2357), 0.0
            )
            return -2357 * mean

        fit = mbgnbd.fit(cdnow.histories)
        assert judge(other.params_.to_numpy()) - 1e-4 <= judge(fit.params)
        assert pytest.approx(fit.log_likelihood, abs=1e-6) == judge(fit.params)

    def test_small_samples(self, samples):
        """
        No sample raises, and no fit without a warning is degenerate.
        """
        for sample in samples:
            fit = mbgnbd.fit(sample)
            if fit.status is Status.CONVERGED:
                assert all(1e-3 < p < 1e3 for p in fit.params)
                assert np.isfinite(fit.standard_errors).all()

    def test_a_year_in_days(self, cdnow):
        """
        Another unit of time multiplies alpha and changes nothing else.
        """
        x, t_x, age = cdnow.history
        r, alpha, a, b = mbgnbd.fit(cdnow.histories).params
        days = mbgnbd.fit(Histories.of(x, 7 * t_x, 7 * age))

        assert pytest.approx(days.params, rel=1e-7) == (r, 7 * alpha, a, b)


class TestPredictions:
    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    def test_lifetimes(self, cdnow, lifetimes):
        """
        P(alive) and expected purchases of every CDNOW customer, from lifetimes.
        """
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
        """
        A probability, whatever the parameters; it falls while nothing happens.
        """
        t_x = share * age if x else 0.0
        today, later = mbgnbd.alive(params, x, t_x, [age, age + 1])

        assert 0 <= later <= today <= 1

    @given(params, st.floats(0, 20))
    def test_adds_up(self, params, time):
        """
        Probabilities add up to 1, and their mean is the expected number.
        """
        r, alpha, *_ = params
        n = np.arange(5000)
        found = mbgnbd.probability(params, n, time)

        assert (found >= 0).all()
        if r * time / alpha < 100:
            assert 1 == pytest.approx(found.sum(), abs=1e-6)
            assert pytest.approx(mbgnbd.expected(params, time), rel=1e-3) == found @ n

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
