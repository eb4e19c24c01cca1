import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.errors import OutOfRange
from cx_xl.models import clv, gamma_gamma
from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.pareto_nbd import pareto_nbd

PURCHASES = (0.243, 4.414, 0.793, 2.426)
CUSTOMER = (2, 30.43, 38.86)
MODELS = [
    (bgnbd, PURCHASES),
    (mbgnbd, (0.525, 6.183, 0.891, 1.614)),
    (pareto_nbd, (0.553, 10.578, 0.606, 11.669)),
]


class TestResidualValue:
    @pytest.mark.parametrize(
        ("month", "first", "total"),
        [
            (4.345, [36.278496, 4.637466, 8.344093], 71509.90),
            (30.0, [140.096, 18.943, 38.181], 266621.60),
        ],
    )
    def test_cdnow(self, cdnow, month, first, total):
        """
        lifetimes, 12 months at 1 %: its months of weeks, and of 30 of the wrong unit.
        """
        fit = bgnbd.fit(cdnow.histories)
        spend_fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)
        spend = gamma_gamma.expected_spend(
            spend_fit.params, cdnow.frequency, cdnow.monetary
        )
        found = clv.residual_value(
            bgnbd.expected,
            fit.params,
            spend,
            cdnow.history,
            horizon=12 * month,
            period=month,
            discount=0.01,
        )

        assert pytest.approx(found[:3].tolist(), abs=5e-4) == first
        assert pytest.approx(found.sum(), rel=1e-6) == total

    @pytest.mark.parametrize(("model", "params"), MODELS)
    def test_without_discount(self, model, params):
        """Spend times expected purchases, however the horizon is cut into periods."""
        for period in (1.0, 4.345, 100.0):
            found = clv.residual_value(
                model.expected, params, 20.0, CUSTOMER, horizon=39.0, period=period
            )
            assert pytest.approx(found) == 20 * model.expected(params, 39.0, *CUSTOMER)

    def test_continuous_discount(self):
        """With ever shorter periods, Pareto/NBD's value tends to its DERT."""
        params, rate = (0.5629966, 12.5590370, 0.4081095, 10.5148048), 0.05
        found = clv.residual_value(
            pareto_nbd.expected,
            params,
            1.0,
            (7, 35, 77.86),
            horizon=400.0,
            period=0.1,
            discount=np.expm1(rate * 0.1),
        )

        assert (pytest.approx(found, rel=3e-3)) == pareto_nbd.residual_transactions(
            params, rate, 7, 35, 77.86
        )

    @given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 60))
    def test_discount_lowers(self, low, more, horizon):
        """A higher discount never raises the value, and margin multiplies it."""
        value, discounted, half = (
            clv.residual_value(
                bgnbd.expected,
                PURCHASES,
                20.0,
                CUSTOMER,
                horizon=horizon,
                discount=discount,
                margin=margin,
            )
            for discount, margin in ((low, 1.0), (low + more, 1.0), (low, 0.5))
        )

        assert 0 <= discounted <= value + 1e-12
        assert pytest.approx(half) == value / 2

    def test_no_horizon(self):
        """In no time nobody spends: one 0 per customer."""
        found = clv.residual_value(
            bgnbd.expected, PURCHASES, [20.0, 30.0], CUSTOMER, horizon=0.0
        )

        assert [0.0, 0.0] == found.tolist()

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"horizon": -1.0}, "horizon is -1"),
            ({"horizon": 1.0, "period": 0.0}, "period is 0"),
            ({"horizon": 1.0, "discount": -0.1}, "discount is -0.1"),
            ({"horizon": 1.0, "period": 1e-6}, "at most 10000 periods"),
        ],
    )
    def test_domain(self, options, message):
        """Each number outside its domain is named."""
        with pytest.raises(OutOfRange, match=message):
            clv.residual_value(bgnbd.expected, PURCHASES, 20.0, CUSTOMER, **options)

    def test_whole_periods(self):
        """Twelve months of 4.345 weeks are twelve periods, not thirteen."""
        assert 12 == clv.period_ends(12 * 4.345, 4.345).size
        assert [4.345, 6.0] == clv.period_ends(6.0, 4.345).tolist()
