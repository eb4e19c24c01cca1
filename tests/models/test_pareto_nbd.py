import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import hyp2f1

from cx_xl.errors import OutOfRange
from cx_xl.models import pareto_paths
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories
from cx_xl.models.pareto_nbd import pareto_nbd
from tests.models.test_fit import check_derivatives

pytestmark = pytest.mark.slow

BTYD = (0.553397, 10.580199, 0.606063, 11.656224)  # R BTYD 2.4.3 on CDNOW
positive = st.floats(0.1, 20)
params = st.tuples(positive, positive, positive, positive)


@st.composite
def histories(draw):
    age = draw(st.floats(1, 100))
    frequency = draw(st.integers(0, 60))
    share = draw(st.floats(0.01, 1)) if frequency else 0.0
    since = (1 - share) * age
    # The last purchase was today, or a whole day ago: 1/366 of the longest unit.
    return frequency, share * age if since >= 1 / 366 else age, age


class TestFit:
    def test_cdnow(self, exact_histories):
        """CLVTools' test: parameters .553 10.578 .606 11.669, its standard errors."""
        fit = pareto_nbd.fit(exact_histories)

        assert Status.CONVERGED == fit.status
        assert (0.553, 10.578, 0.606, 11.669) == tuple(
            round(value, 3) for value in fit.params
        )
        assert -9594.976 == round(fit.log_likelihood, 3)
        assert [0.0476264, 0.8427222, 0.1872594, 6.2105448] == pytest.approx(
            fit.standard_errors, rel=2e-4
        )
        assert fit.gradient < 1e-9

    def test_rounded_weeks(self, cdnow):
        """
        lifetimes' log-likelihood on its summary; the ridge moves beta's third digit.
        """
        fit = pareto_nbd.fit(cdnow.histories)

        assert -9594.9739 == round(fit.log_likelihood, 4)
        assert [0.553277, 10.577384, 0.606178, 11.666526] == pytest.approx(
            fit.params, rel=2e-4
        )


class TestLikelihood:
    @pytest.mark.parametrize("alpha", [3.0, 11.0, 11.656224, 40.0])
    def test_literature(self, alpha, cdnow):
        """The 2F1 form of Fader & Hardie, both for alpha below beta and above it."""
        r, _, s, beta = BTYD
        x, t_x, age = (column[t_x_differs(cdnow)] for column in cdnow.history)
        low, gap = min(alpha, beta), abs(alpha - beta)
        first, second = r + s + x, s + 1 if alpha > beta else r + x
        # Their 2F1 is over the larger of the two, with the other's power.
        large = low + gap

        def part(y):
            z = gap / (large + y)
            return hyp2f1(first, second, first + 1, z) / (large + y) ** first

        gone = s / first * (part(t_x) - part(age))
        here = (alpha + age) ** -(r + x) * (beta + age) ** -s
        found = pareto_paths.log_odds_gone((r, alpha, s, beta), x, t_x, age)
        assert pytest.approx(gone / here, rel=1e-6) == np.exp(found)

    @given(params, histories())
    def test_integral(self, params, history):
        """The quadrature agrees with an adaptive one over the time of leaving."""
        r, alpha, s, beta = params
        x, t_x, age = history

        def path(y):
            later = (r + x) * np.log((alpha + age) / (alpha + y))
            return (
                s * np.exp(later + s * np.log((beta + age) / (beta + y))) / (beta + y)
            )

        found = pareto_paths.log_odds_gone(params, *(np.array([v]) for v in history))
        area = quad(path, t_x, age, epsabs=0, epsrel=1e-10, limit=500)[0]
        assert pytest.approx(np.exp(found).item(), rel=1e-7, abs=0) == area

    @given(params)
    def test_derivatives(self, params):
        """Gradient and Hessian are those of the value, by central differences."""
        histories = Histories.of([0, 1, 4, 30], [0, 3, 20, 21], [39, 39, 25, 39])
        likelihood = pareto_paths.Likelihood(histories)
        check_derivatives(likelihood, np.array(params))


class TestPredictions:
    def test_cdnow(self, exact_histories):
        """
        lifetimes on CDNOW: a year of a new customer; x = 2, t_x = 30.43, T = 38.86.
        """
        found = pareto_nbd.fit(exact_histories).params

        assert 1.473434 == round(pareto_nbd.expected(found, 52).item(), 6)
        customer = (2, 30.43, 38.86)
        assert [1.455136, 0.869122] == pytest.approx(
            [
                pareto_nbd.expected(found, 39, *customer).item(),
                pareto_nbd.alive(found, *customer).item(),
            ],
            abs=4e-5,
        )

    def test_new_customers(self):
        """R BTYD's pnbd.Expectation as lifetimes' test quotes it: E[X(1)], E[X(2)]."""
        found = pareto_nbd.expected((0.55, 10.56, 0.61, 11.64), [0, 1, 2])

        assert [0.0, 0.05077821, 0.09916088] == found.round(8).tolist()

    def test_residual_transactions(self):
        """R BTYD's pnbd.DERT, Fader, Hardie & Lee 2005: seven digits."""
        found = pareto_nbd.residual_transactions(
            (0.5629966, 12.5590370, 0.4081095, 10.5148048),
            0.0027,
            [7, 1, 2, 3, 4, 5],
            [35, 30, 30, 30, 30, 30],
            77.86,
        )

        assert [
            1.8641833, 2.1991554, 2.8435344, 2.8671284, 2.4454101, 1.8405019,
        ] == found.round(7).tolist()  # fmt: skip

    @given(params, histories(), st.floats(0.001, 0.5))
    def test_discounted_future(self, params, history, discount):
        """Residual transactions are the expected rate, discounted and integrated."""
        r, alpha, s, beta = params
        x, _, age = history
        since = beta + age

        # In u = ln(1 + t / since) the integrand is smooth and short.
        def rate(u):
            return since * np.exp((1 - s) * u - discount * since * np.expm1(u))

        end = np.log1p(60 / (discount * since))
        area = quad(rate, 0, end, epsabs=0, epsrel=1e-10, limit=500)[0]
        whole = pareto_nbd.alive(params, *history) * (r + x) / (alpha + age) * area
        assert (
            pytest.approx(
                pareto_nbd.residual_transactions(params, discount, *history),
                rel=1e-6,
                abs=1e-300,
            )
            == whole
        )

    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    def test_lifetimes(self, cdnow, lifetimes):
        """P(alive) and expected purchases of every CDNOW customer, from lifetimes."""
        other = lifetimes.ParetoNBDFitter().fit(*cdnow.history)
        theirs = tuple(other.params_)

        assert pytest.approx(
            pareto_nbd.alive(theirs, *cdnow.history), abs=1e-9
        ) == other.conditional_probability_alive(*cdnow.history)
        assert pytest.approx(
            pareto_nbd.expected(theirs, 39, *cdnow.history), rel=1e-9
        ) == other.conditional_expected_number_of_purchases_up_to_time(
            39, *cdnow.history
        )

    @given(params, histories())
    def test_probability(self, params, history):
        """A probability, whatever the parameters; 1 on the day of a purchase."""
        x, t_x, _ = history

        assert 0 <= pareto_nbd.alive(params, *history) <= 1
        if x:
            assert 1 == pareto_nbd.alive(params, x, t_x, t_x)

    def test_removable_singularity(self):
        """Around s = 1 the closed form is 0/0; the limit joins both sides."""
        below, at, above = (
            pareto_nbd.expected((0.55, 10.6, s, 11.6), 39.0, 2, 30.43, 38.86)
            for s in (1 - 1e-6, 1.0, 1 + 1e-6)
        )

        assert pytest.approx(at, rel=1e-10) == (below + above) / 2

    def test_simulated_customers(self):
        """
        The mean of 200,000 simulated customers is the expected number, to 4 errors.
        """
        r, alpha, s, beta = BTYD
        rng, n = np.random.default_rng(1987), 200_000
        rate, leave = rng.gamma(r, 1 / alpha, n), rng.gamma(s, 1 / beta, n)
        bought = rng.poisson(rate * np.minimum(52, rng.exponential(1 / leave)))

        error = bought.std() / n**0.5
        assert abs(bought.mean() - pareto_nbd.expected(BTYD, 52)) < 4 * error

    def test_no_discount(self):
        """Without a discount the residual transactions may be infinite."""
        with pytest.raises(OutOfRange, match="discount is 0"):
            pareto_nbd.residual_transactions(BTYD, 0, 2, 30.43, 38.86)


def t_x_differs(cdnow):
    """Choose the customers for whom time has passed since the last purchase."""
    return cdnow.age > cdnow.recency + 1
