import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.errors import Undefined
from cx_xl.models import gamma_gamma
from cx_xl.models.fit import Status

pytestmark = pytest.mark.slow

PAPER = (6.25, 3.74, 15.44)  # Fader, Hardie & Lee 2005, "RFM and CLV"


class TestFit:
    def test_cdnow(self, cdnow):
        """The optimum, log-likelihood and standard errors of lifetimes 0.11.3."""
        fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)

        assert Status.CONVERGED == fit.status
        assert (6.248802, 3.744588, 15.447748) == tuple(
            round(value, 6) for value in fit.params
        )
        assert -4055.9232 == round(fit.log_likelihood, 4)
        assert [1.18968705, 0.29016562, 4.15999393] == pytest.approx(
            fit.standard_errors, rel=1e-6
        )
        assert 946 == fit.n

    def test_exact_amounts(self, exact):
        """lifetimes on unrounded amounts; R BTYD stops a little earlier."""
        fit = gamma_gamma.fit(exact.frequency, exact.monetary)

        assert (6.249572, 3.744225, 15.443521) == tuple(
            round(value, 6) for value in fit.params
        )
        assert [6.2493492, 3.7442563, 15.4443067] == pytest.approx(fit.params, rel=1e-4)

    def test_another_currency(self, cdnow):
        """Cents instead of dollars multiply gamma and change nothing else."""
        p, q, gamma = gamma_gamma.fit(cdnow.frequency, cdnow.monetary).params
        cents = gamma_gamma.fit(cdnow.frequency, 100 * cdnow.monetary)

        assert pytest.approx(cents.params, rel=1e-7) == (p, q, 100 * gamma)

    def test_order(self, cdnow):
        """The order of the customers, and those who never came back, do not matter."""
        back = cdnow.frequency > 0
        fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)

        assert fit is gamma_gamma.fit(
            cdnow.frequency[back][::-1], cdnow.monetary[back][::-1]
        )

    def test_small_samples(self, cdnow):
        """No sample raises, and no fit without a warning is degenerate."""
        rng = np.random.default_rng(2005)
        for size in [30, 200] * 60:
            chosen = rng.choice(2357, size, replace=False)
            fit = gamma_gamma.fit(cdnow.frequency[chosen], cdnow.monetary[chosen])
            if fit.status is Status.CONVERGED:
                assert all(1e-2 < p < 1e4 for p in fit.params)
                assert fit.params[1] > 1

    def test_infinite_mean(self):
        """Spends with a very long tail: q <= 1 is flagged, never silent."""
        rng = np.random.default_rng(3)
        frequency, rates = rng.integers(1, 9, 3000), rng.gamma(0.6, 1 / 10, 3000)
        spend = rng.gamma(6.0 * frequency, 1 / (frequency * rates))
        fit = gamma_gamma.fit(frequency, spend)

        assert Status.NO_FINITE_MEAN == fit.status
        with pytest.raises(Undefined, match="q must exceed 1"):
            gamma_gamma.expected_spend(fit.params)

    def test_everybody_spends_the_same(self):
        """Without differences between customers there is nothing to identify."""
        fit = gamma_gamma.fit([3] * 50, [20.0] * 50)

        assert Status.NOT_IDENTIFIED == fit.status

    def test_few_who_came_back(self):
        """Nine repeat customers are too few."""
        fit = gamma_gamma.fit([1] * 9 + [0] * 9, [20.0] * 9 + [0] * 9)

        assert Status.TOO_LITTLE_DATA == fit.status

    def test_nothing_spent(self):
        """The model has no mean spend of 0: such a repeat customer does not count."""
        spends = np.arange(1, 21.0)
        fit = gamma_gamma.fit([1] * 20 + [2, 2], [*spends, 0, -3])

        assert fit is gamma_gamma.fit([1] * 20, spends)
        assert 20 == fit.n


class TestSpend:
    def test_cdnow(self, cdnow):
        """lifetimes' first ten conditional means."""
        fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)
        found = gamma_gamma.expected_spend(
            fit.params, cdnow.frequency[:10], cdnow.monetary[:10]
        )

        assert [
            24.6586, 18.9115, 35.1710, 35.1710, 35.1710,
            71.4629, 18.9115, 35.1710, 27.2824, 35.1710,
        ] == found.round(4).tolist()  # fmt: skip

    def test_more_purchases(self):
        """E[M | 35, x = 1 ... 5] at the parameters of the paper; BTYD's at its own."""
        found = gamma_gamma.expected_spend(PAPER, [1, 2, 3, 4, 5], 35)
        btyd = gamma_gamma.expected_spend((6.2493492, 3.7442563, 15.4443067), 3, 35)

        assert [35.066741, 35.039370, 35.027920, 35.021629, 35.017652] == (
            found.round(6).tolist()
        )
        assert 35.02177 == round(btyd.item(), 5)

    @given(st.integers(1, 100), st.floats(0.1, 1000))
    def test_between_own_and_population(self, frequency, monetary):
        """The more purchases, the more weight on the customer's own mean."""
        own = gamma_gamma.expected_spend(PAPER, frequency, monetary)
        new = gamma_gamma.expected_spend(PAPER).item()

        low, high = sorted((monetary, new))
        assert low - 1e-9 <= own <= high + 1e-9

    def test_simulated_customers(self):
        """The mean of 200,000 simulated customers is p gamma / (q - 1), to 4 errors."""
        rng = np.random.default_rng(1999)
        spend = rng.gamma(6.25, 1 / rng.gamma(3.74, 1 / 15.44, 200_000))

        error = spend.std() / spend.size**0.5
        assert abs(spend.mean() - gamma_gamma.expected_spend(PAPER)) < 4 * error

    def test_next_to_nothing_is_nothing(self):
        """
        Squares of 1 / 1e-199 would overflow: no repeat customer has spent anything.
        """
        fit = gamma_gamma.fit([4, 2, 2, 5] * 5, np.array([3, 1, 1, 2] * 5) * 1e-199)

        assert (Status.TOO_LITTLE_DATA, 0) == (fit.status, fit.n)
