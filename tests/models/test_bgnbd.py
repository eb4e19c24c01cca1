import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad, quad
from scipy.special import beta

from cx_xl.errors import NotWhole, OutOfRange, ShapesDiffer
from cx_xl.models.bgnbd import bgnbd
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories

pytestmark = pytest.mark.slow

PAPER = (0.243, 4.414, 0.793, 2.426)  # Fader, Hardie & Lee 2005, table 2
positive = st.floats(0.05, 20)
params = st.tuples(positive, positive, positive, positive)


@st.composite
def histories(draw):
    age = draw(st.floats(1, 100))
    frequency = draw(st.integers(0, 40))
    share = draw(st.floats(0.01, 1)) if frequency else 0.0
    return frequency, share * age, age


class TestFit:
    def test_cdnow(self, cdnow):
        """The optimum and standard errors of lifetimes 0.11.3 on the rounded weeks."""
        fit = bgnbd.fit(cdnow.histories)

        assert Status.CONVERGED == fit.status
        assert (0.242593, 4.41353, 0.79289, 2.42575) == (
            round(fit.params[0], 6),
            *(round(value, 5) for value in fit.params[1:]),
        )
        assert (0.012557, 0.378221, 0.185719, 0.705346) == tuple(
            round(value, 6) for value in fit.standard_errors
        )
        assert -9582.4256 == round(fit.log_likelihood, 4)
        assert 2357 == fit.n
        assert fit.gradient < 1e-9

    def test_cdnow_in_exact_weeks(self, exact_histories):
        """
        The optimum of clvkit 0.2.1 and lifetimes on days / 7; the paper rounds it.
        """
        fit = bgnbd.fit(exact_histories)

        assert [0.242595, 4.413602, 0.792922, 2.425907] == pytest.approx(
            fit.params, abs=6e-7
        )
        assert -9582.4292 == round(fit.log_likelihood, 4)
        assert (0.243, 4.414, 0.793, 2.426) == tuple(round(p, 3) for p in fit.params)

    def test_counted_rows(self, cdnow):
        """Equal customers may be given once, with their number, in any order."""
        h = cdnow.histories
        counted = Histories.of(
            h.frequency[::-1], h.recency[::-1], h.age[::-1], h.customers[::-1]
        )

        assert bgnbd.fit(h) is bgnbd.fit(counted)

    def test_everybody_twice(self, cdnow):
        """Twice the customers: the same parameters, errors smaller by the root of 2."""
        once, h = bgnbd.fit(cdnow.histories), cdnow.histories
        twice = bgnbd.fit(Histories.of(h.frequency, h.recency, h.age, 2 * h.customers))

        assert pytest.approx(twice.params, rel=1e-7) == once.params
        assert pytest.approx(list(twice.standard_errors), rel=1e-6) == [
            error / 2**0.5 for error in once.standard_errors
        ]

    def test_simulated_customers(self):
        """Parameters that made the data lie within three standard errors of the fit."""
        truth = (0.8, 6.0, 0.7, 3.0)
        fit = bgnbd.fit(Histories.of(*_simulated(truth, 4000, 52.0)))

        assert Status.CONVERGED == fit.status
        far = [
            abs(found - true) / error
            for found, true, error in zip(
                fit.params, truth, fit.standard_errors, strict=True
            )
        ]
        assert max(far) < 3


class TestStatus:
    def test_few_who_came_back(self):
        """Nine repeat customers are too few to fit; there are no parameters."""
        fit = bgnbd.fit(Histories.of([2] * 9 + [0] * 50, [3] * 9 + [0] * 50, [10] * 59))

        assert Status.TOO_LITTLE_DATA == fit.status
        assert np.isnan(fit.params).all()

    def test_customers_all_alike(self):
        """Without differences between customers the likelihood is flat, and says so."""
        fit = bgnbd.fit(Histories.of([5] * 50, [50] * 50, [52] * 50))

        assert Status.NOT_IDENTIFIED == fit.status

    def test_no_time_has_passed(self):
        """Repeat purchases on the day of the first one are legal and fit nothing."""
        fit = bgnbd.fit(Histories.of([1] * 20, [0] * 20, [0] * 20))

        assert Status.NOT_IDENTIFIED == fit.status


class TestAlive:
    def test_btyd(self):
        """R BTYD 2.4.3, bgnbd.PAlive at the parameters of the paper."""
        found = bgnbd.alive(PAPER, [0, 1, 2, 5, 10], [0, 20, 30.43, 35, 20], 38.86)

        assert [1.0, 0.600293594, 0.726578570, 0.832357187, 0.039345959] == (
            found.round(9).tolist()
        )

    @given(params, histories())
    def test_probability(self, params, history):
        """A probability, whatever the parameters."""
        assert 0 <= bgnbd.alive(params, *history) <= 1

    def test_bayes(self):
        """
        The closed form is the posterior, integrated over rate and dropout by hand.
        """
        r, alpha, a, b = PAPER
        x, t_x, age = 2, 30.43, 38.86

        def prior(rate, leave):
            return (
                rate ** (r - 1) * np.exp(-alpha * rate)
                * leave ** (a - 1) * (1 - leave) ** (b - 1)
            )  # fmt: skip

        def still(leave, rate):
            path = rate**x * (1 - leave) ** x * np.exp(-rate * age)
            return prior(rate, leave) * path

        def gone(leave, rate):
            path = rate**x * leave * (1 - leave) ** (x - 1) * np.exp(-rate * t_x)
            return prior(rate, leave) * path

        here, left = (
            dblquad(part, 0, 4, 0, 1, epsabs=0, epsrel=1e-7)[0]
            for part in (still, gone)
        )
        assert pytest.approx(bgnbd.alive(PAPER, x, t_x, age), rel=1e-6) == here / (
            here + left
        )


class TestExpected:
    def test_new_customers(self, cdnow):
        """
        lifetimes' E[X(t)] on CDNOW, which are Hardie's worksheet's to four decimals.
        """
        fit = bgnbd.fit(cdnow.histories)
        found = bgnbd.expected(fit.params, [0.1429, 1, 3, 31.8571, 32, 78])

        assert [0.00781607, 0.05318474, 0.150632, 1.040494, 1.043737, 1.857972] == (
            pytest.approx(found, abs=5e-7)
        )

    def test_a_year(self):
        """R BTYD 2.4.3, bgnbd.Expectation at its own optimum."""
        found = bgnbd.expected((0.242598, 4.413684, 0.792990, 2.426167), 52)

        assert 1.444004 == round(found.item(), 6)

    def test_btyd(self):
        """R BTYD 2.4.3, bgnbd.ConditionalExpectedTransactions; the paper's 1.226."""
        found = bgnbd.expected(
            PAPER, 39, [0, 1, 2, 5, 10], [0, 20, 30.43, 35, 20], 38.86
        )

        assert [0.19509805, 0.57506497, 1.22602817, 3.16911470, 0.28634123] == (
            found.round(8).tolist()
        )

    def test_fitted_customer(self, cdnow):
        """lifetimes on the CDNOW fit: x = 2, t_x = 30.43, T = 38.86."""
        fit = bgnbd.fit(cdnow.histories)

        assert 1.2259 == round(
            bgnbd.expected(fit.params, 39, 2, 30.43, 38.86).item(), 4
        )
        assert 0.72661 == round(bgnbd.alive(fit.params, 2, 30.43, 38.86).item(), 5)

    @given(params, st.floats(0.1, 200))
    def test_mixture_of_customers(self, params, horizon):
        """The closed form is the mean of (1 - e^(-rate dropout t)) / dropout."""
        r, alpha, a, b = params

        def bought(leave):
            leave = max(leave, 1e-300)
            return -np.expm1(-r * np.log1p(leave * horizon / alpha)) / leave

        # QAWS: the powers of the beta density at both ends are a weight.
        area = quad(
            bought, 0, 1, weight="alg", wvar=(a - 1, b - 1), epsabs=0, epsrel=1e-8
        )[0]
        assert pytest.approx(bgnbd.expected(params, horizon), rel=1e-6) == area / beta(
            a, b
        )

    def test_removable_singularity(self):
        """Around a = 1 the closed form is 0/0; its limit joins both sides smoothly."""
        history = (39.0, [0, 2, 40], [0, 30.43, 38], 38.86)
        below, inside, at, beyond, above = (
            bgnbd.expected((0.243, 4.414, a, 2.426), *history)
            for a in (0.99, 0.9995, 1.0, 1.0005, 1.01)
        )

        assert pytest.approx(at, rel=1e-6) == (inside + beyond) / 2
        assert pytest.approx(at, rel=1e-4) == (below + above) / 2

    def test_hole_in_the_library(self):
        """Where r = a SciPy's 2F1 is NaN; the value lies between its neighbours."""
        below, at, above = (
            bgnbd.expected((0.05, 0.05, a, 4.0), 24.0).item()
            for a in (0.05 - 1e-7, 0.05, 0.05 + 1e-7)
        )

        assert above < at < below

    def test_many_purchases(self):
        """A daily buyer of ten years overflows the published 2F1, not this form."""
        found = bgnbd.expected(PAPER, 52.0, 3650, 519.9, 520.0)

        assert 340 < found < 365

    @given(params, histories(), st.floats(0, 100), st.floats(0, 100))
    def test_two_halves_of_a_year(self, params, history, first, second):
        """
        Nothing is lost between horizons: a longer one holds the shorter, and more.
        """
        until = bgnbd.expected(params, [0.0, first, first + second], *history)

        assert 0 == until[0]
        assert (np.diff(until) >= -1e-9 * until[-1]).all()

    @given(params, histories(), st.floats(0, 100))
    def test_another_unit(self, params, history, horizon):
        """Weeks or days: the same purchases."""
        r, alpha, a, b = params
        x, t_x, age = history

        assert pytest.approx(
            bgnbd.expected((r, 7 * alpha, a, b), 7 * horizon, x, 7 * t_x, 7 * age),
            rel=1e-7,
            abs=1e-12,
        ) == bgnbd.expected(params, horizon, *history)

    def test_simulated_customers(self):
        """
        The mean of 200,000 simulated customers is the expected number, to 4 errors.
        """
        params = (0.8, 6.0, 0.7, 3.0)
        bought = _simulated(params, 200_000, 52.0)[0]

        error = bought.std() / bought.size**0.5
        assert abs(bought.mean() - bgnbd.expected(params, 52.0)) < 4 * error


class TestProbability:
    def test_btyd(self):
        """R BTYD 2.4.3, bgnbd.pmf at the parameters of the paper, t = 30."""
        found = bgnbd.probability(PAPER, range(6), 30)

        assert [0.607110317, 0.193711954, 0.080079029] == found[:3].round(9).tolist()
        assert [0.041666079, 0.024407632, 0.015395321] == found[3:].round(9).tolist()

    def test_long_tail(self):
        """lifetimes' own test, n = 11 ... 20 at t = 30."""
        found = bgnbd.probability(PAPER, [11, 20], 30)

        assert [0.0019995214, 0.0002222260] == pytest.approx(found, abs=5e-10)


class TestErrors:
    def test_recency_beyond_age(self):
        """The message names the range and the row."""
        with pytest.raises(OutOfRange, match="row 2, column 1: recency is 9") as caught:
            bgnbd.alive(PAPER, [1, 1], [3, 9], [5, 5])

        assert (2, 1) == caught.value.position

    def test_recency_without_repeat_purchase(self):
        """Who never came back has recency 0."""
        with pytest.raises(OutOfRange, match="no repeat purchase"):
            bgnbd.alive(PAPER, 0, 3, 5)

    def test_half_a_purchase(self):
        """Purchases are whole."""
        with pytest.raises(NotWhole, match="frequency must be a whole number"):
            bgnbd.expected(PAPER, 10, 1.5, 3, 5)

    def test_bad_parameters(self):
        """A parameter that is not positive, or is missing, is named."""
        with pytest.raises(OutOfRange, match="alpha is -1"):
            bgnbd.alive((1, -1, 1, 1), 0, 0, 5)
        with pytest.raises(ShapesDiffer, match="params and r, alpha, a, b differ"):
            bgnbd.alive((1, 1, 1), 0, 0, 5)

    def test_unequal_columns(self):
        """Columns of a fit have one length."""
        with pytest.raises(ShapesDiffer, match="recency and frequency differ"):
            Histories.of([1, 2], [1], [5, 5])


def _simulated(params, n, age):
    """Simulate purchase histories as the model tells the story, with a fixed seed."""
    r, alpha, a, b = params
    rng = np.random.default_rng(2005)
    rate = rng.gamma(r, 1 / alpha, n)
    last = rng.geometric(rng.beta(a, b, n))
    frequency, recency, clock = np.zeros(n), np.zeros(n), np.zeros(n)
    active = np.ones(n, dtype=bool)
    while active.any():
        clock = np.where(active, clock + rng.exponential(1 / rate), clock)
        active &= clock <= age
        frequency[active] += 1
        recency[active] = clock[active]
        active &= frequency < last
    return frequency, recency, np.full(n, age)
