import numpy as np
import pytest
from scipy.stats import chisquare, nbinom

from cx_xl.models import clv, gamma_gamma
from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.domain import History
from cx_xl.models.money_paths import Money
from cx_xl.models.nbd import nbd
from cx_xl.models.pareto_nbd import pareto_nbd
from cx_xl.models.paths import simulation

N = 60_000
CUSTOMERS = [(0, 0, 38.86), (2, 30.43, 38.86), (10, 37.0, 38.86)]
MODELS = [
    ("bgnbd", bgnbd, (0.243, 4.414, 0.793, 2.426)),
    ("mbgnbd", mbgnbd, (0.525, 6.183, 0.891, 1.614)),
    ("pnbd", pareto_nbd, (0.553, 10.578, 0.606, 11.669)),
    ("nbd", nbd, (0.385, 12.072)),
]
SPEND = (6.25, 3.74, 15.44)


def _columns(params, n):
    return np.tile(np.array(params)[:, None], n)


def _bought(name, params, customer, horizon):
    """Return how often N futures of one customer see purchases."""
    history = History.of(*([value] for value in customer))
    rng = np.random.default_rng(1)
    found = simulation(name)(rng, _columns(params, N), history, horizon)
    assert (found.bought >= 1).all()
    assert ((found.end > 0) & (found.end <= horizon)).all()
    return np.bincount(found.draw, found.bought, N)


class TestPurchases:
    @pytest.mark.parametrize(("name", "model", "params"), MODELS)
    @pytest.mark.parametrize("customer", CUSTOMERS)
    @pytest.mark.parametrize("horizon", [13.0, 39.0])
    def test_mean(self, name, model, params, customer, horizon):
        """Simulated futures have the expected purchases as their mean."""
        bought = _bought(name, params, customer, horizon)
        error = bought.std() / N**0.5

        assert pytest.approx(bought.mean(), abs=4 * error) == model.expected(
            params, horizon, *customer
        )

    @pytest.mark.parametrize(
        ("name", "probabilities"),
        [
            ("bgnbd", lambda k: bgnbd.probability(MODELS[0][2], k, 39.0)),
            ("mbgnbd", lambda k: mbgnbd.probability(MODELS[1][2], k, 39.0)),
            ("nbd", lambda k: nbinom.pmf(k, 0.385, 12.072 / (12.072 + 39))),
        ],
    )
    def test_distribution(self, name, probabilities):
        """
        A new customer buys 0, 1, ... times as often as the closed forms say.

        Fader, Hardie & Lee 2005, eq. 8; for NBD SciPy's negative binomial.
        """
        params = {model: values for model, _, values in MODELS}[name]
        bought = _bought(name, params, (0, 0, 0), 39.0)
        shares = probabilities(np.arange(9))
        seen = np.bincount(np.minimum(bought, 9).astype(int), minlength=10)

        assert chisquare(seen, N * np.append(shares, 1 - shares.sum())).pvalue > 0.01


class TestMoney:
    @pytest.mark.parametrize(("name", "model", "params"), MODELS)
    @pytest.mark.parametrize("customer", CUSTOMERS)
    def test_mean(self, name, model, params, customer):
        """Its mean is the discounted value, at a rate where the periods matter."""
        worth = _worth(name, params, customer, Money)
        spend = gamma_gamma.expected_spend(SPEND, customer[0], 35.0)
        value = clv.residual_value(
            model.expected,
            params,
            spend,
            customer,
            horizon=39.0,
            period=4,
            discount=0.2,
        )

        assert pytest.approx(worth.mean(), abs=4 * worth.std() / N**0.5) == value

    @pytest.mark.parametrize("customer", [(40, 37.0, 38.86), (80, 38.0, 38.86)])
    def test_many_purchases(self, customer):
        """The sum of many purchases is spread as if each were simulated."""
        params = MODELS[0][2]
        quick = _worth("bgnbd", params, customer, Money)
        slow = _worth(
            "bgnbd", params, customer, lambda *a: Money(*a, one_by_one=100_000)
        )
        steps = [0.025, 0.25, 0.5, 0.75, 0.975]

        assert pytest.approx(
            np.quantile(quick, steps), rel=0.02, abs=0.02 * slow.mean()
        ) == np.quantile(slow, steps)


def _worth(name, params, customer, money):
    """Return N simulated values of one customer over 39 weeks in periods of 4."""
    history = History.of(*([value] for value in customer))
    rng = np.random.default_rng(2)
    future = simulation(name)(rng, _columns(params, N), history, 39.0)
    ends = clv.period_ends(39.0, 4)
    factors = clv.discount_factors(ends, 4, 0.2)
    spent = money(history.frequency, history.frequency * 35.0, factors, 4)
    worth = spent.of(rng, _columns(SPEND, N), future)
    return np.bincount(future.draw, worth, N)
