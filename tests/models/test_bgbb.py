import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.errors import OutOfRange
from cx_xl.models import bgbb
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories

pytestmark = pytest.mark.slow

BTYD = (1.203522, 0.749716, 0.656718, 2.783442)
positive = st.floats(0.1, 20)
params = st.tuples(positive, positive, positive, positive)


@pytest.fixture(scope="session")
def donors(lifetimes):
    """
    11,104 donors, six years after their first donation (Fader, Hardie, Shang 2010).
    """
    table = lifetimes.datasets.load_donations()
    return [
        table[name].to_numpy(float)
        for name in ("frequency", "recency", "periods", "weights")
    ]


class TestFit:
    def test_donations(self, donors):
        """lifetimes 0.11.3: parameters, standard errors, log-likelihood."""
        fit = bgbb.fit(Histories.of(*donors))

        assert Status.CONVERGED == fit.status
        assert BTYD == tuple(round(value, 6) for value in fit.params)
        assert (0.0694, 0.0294, 0.0510, 0.3208) == tuple(
            round(value, 4) for value in fit.standard_errors
        )
        assert -33225.5813 == round(fit.log_likelihood, 4)
        assert 11104 == fit.n

    def test_one_row_per_donor(self, donors):
        """Counted rows and single donors give the same fit."""
        *columns, weights = donors
        single = [np.repeat(column, weights.astype(int)) for column in columns]

        assert bgbb.fit(Histories.of(*donors)) is bgbb.fit(Histories.of(*single))

    def test_all_alike(self):
        """Donors who all do the same identify nothing."""
        fit = bgbb.fit(Histories.of([6] * 50, [6] * 50, [6] * 50))

        assert Status.NOT_IDENTIFIED == fit.status

    def test_half_a_year(self):
        """Occasions are whole, and nobody buys more often than that."""
        with pytest.raises(OutOfRange, match="frequency is 3; it must be at most"):
            bgbb.fit(Histories.of([3], [2], [6]))


class TestPredictions:
    def test_alive(self, donors):
        """Paper, table 6: .11, .59 and .93; lifetimes to four digits."""
        found = bgbb.alive(
            bgbb.fit(Histories.of(*donors)).params, [0, 2, 6], [0, 4, 6], 6
        )

        assert [0.1081, 0.5897, 0.9304] == found.round(4).tolist()

    def test_all_donors(self, donors):
        """The next five years of all donors: the paper's worksheet says 12,884.2."""
        *history, weights = donors
        found = bgbb.expected(bgbb.fit(Histories.of(*donors)).params, 5, *history)

        assert 12884.16 == round(weights @ found, 2)

    def test_ten_years(self):
        """R BTYD 2.4.3, whose own optimum differs in the fifth digit."""
        new = bgbb.expected(BTYD, 10)
        known = bgbb.expected(BTYD, 10, [0, 4], [0, 5], 6)

        assert 3.179805 == pytest.approx(new.item(), rel=1e-5)
        assert [0.1302169, 3.627858] == pytest.approx(known.tolist(), rel=5e-5)

    def test_residual_transactions(self):
        """R BTYD's bgbb.DERT and bgbb.PAlive at (1.20, .75, .66, 2.78), d = 10 %."""
        params = (1.20, 0.75, 0.66, 2.78)

        assert 1.6213792 == pytest.approx(
            bgbb.residual_transactions(params, 0.1, 3, 4, 6).item(), abs=5e-8
        )
        assert 0.43834385 == bgbb.alive(params, 3, 4, 6).round(8)

    @given(params, st.integers(0, 8), st.integers(0, 6), st.integers(0, 6))
    def test_probability(self, params, x, gap, idle):
        """A probability, whatever the parameters; it falls while nothing happens."""
        t_x = x + gap if x else 0
        today, later = bgbb.alive(params, x, t_x, [t_x + idle, t_x + idle + 1])

        assert 0 <= later <= today <= 1

    @given(params, st.floats(0.1, 1))
    def test_discounted_sum(self, params, discount):
        """Residual transactions are the discounted steps of the expected purchases."""
        until = bgbb.expected(params, np.arange(601), 3, 4, 6)
        worth = np.diff(until) @ (1 + discount) ** -np.arange(1.0, 601.0)

        assert (
            pytest.approx(
                bgbb.residual_transactions(params, discount, 3, 4, 6), rel=1e-9
            )
            == worth
        )

    def test_simulated_donors(self):
        """
        Simulated donors with the history (3, 4, 6): alive, and what they give next.
        """
        alpha, beta, gamma, delta = BTYD
        rng, n = np.random.default_rng(2010), 400_000
        gives = rng.random((n, 16)) < rng.beta(alpha, beta, n)[:, None]
        stays = rng.geometric(rng.beta(gamma, delta, n)) - 1  # occasions survived
        gives &= np.arange(1, 17) <= stays[:, None]
        seen = gives[:, :6]
        last = 6 - np.argmax(seen[:, ::-1], axis=1)
        chosen = (seen.sum(axis=1) == 3) & (last == 4)
        later = gives[chosen, 6:].sum(axis=1)

        error = later.std() / later.size**0.5
        assert abs(later.mean() - bgbb.expected(BTYD, 10, 3, 4, 6)) < 4 * error
        share = bgbb.alive(BTYD, 3, 4, 6).item()
        spread = (share * (1 - share) / later.size) ** 0.5
        assert abs((stays[chosen] >= 7).mean() - share) < 4 * spread
