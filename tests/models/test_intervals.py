import numpy as np
import pytest

from cx_xl.errors import OutOfRange, Undefined, UnknownOption
from cx_xl.models import clv, gamma_gamma, intervals
from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.grouping import Histories
from cx_xl.models.nbd import nbd
from cx_xl.models.pareto_nbd import pareto_nbd

CUSTOMERS = ([0, 2, 10], [0, 30.43, 37.0], [38.86, 38.86, 38.86])
MODELS = [("bgnbd", bgnbd), ("mbgnbd", mbgnbd), ("pnbd", pareto_nbd), ("nbd", nbd)]


class TestPurchases:
    @pytest.mark.parametrize(("name", "model"), MODELS)
    def test_cdnow(self, name, model, cdnow):
        """
        The limits hold the expected number, of all customers and of the best ones.
        """
        fit = model.fit(cdnow.histories)
        chosen = slice(0, 300)
        history = tuple(column[chosen] for column in cdnow.history)
        found = intervals.purchases(name, fit, history, horizon=39.0, draws=200)
        mean = model.expected(fit.params, 39.0, *history)

        assert (found.low <= found.high).all()
        assert (found.high >= np.floor(mean)).all()
        assert found.total_low < mean.sum() < found.total_high
        assert (found.low == np.floor(found.low)).all()

    def test_seed(self, cdnow):
        """The same seed gives the same interval, another seed another one."""
        fit = bgnbd.fit(cdnow.histories)

        def total(seed):
            found = intervals.purchases(
                "bgnbd", fit, cdnow.history, horizon=39.0, seed=seed, draws=50
            )
            return found.total_low, found.total_high

        assert total(1) == total(1)
        assert total(1) != total(2)

    def test_confidence(self, cdnow):
        """More confidence, a wider interval."""
        fit = pareto_nbd.fit(cdnow.histories)
        narrow, wide = (
            intervals.purchases(
                "pnbd", fit, CUSTOMERS, horizon=39.0, confidence=level, draws=300
            )
            for level in (0.5, 0.99)
        )

        assert (wide.low <= narrow.low).all()
        assert (narrow.high <= wide.high).all()
        assert wide.total_high > narrow.total_high

    def test_no_horizon(self, cdnow):
        """In no time nobody buys."""
        fit = bgnbd.fit(cdnow.histories)
        found = intervals.purchases("bgnbd", fit, CUSTOMERS, horizon=0.0, draws=20)

        assert [0.0, 0.0, 0.0] == found.high.tolist()

    def test_errors(self, cdnow):
        """Another model, a confidence of 1, a fit without usable parameters."""
        fit = bgnbd.fit(cdnow.histories)
        with pytest.raises(UnknownOption, match="bgnbd, mbgnbd, pnbd, nbd"):
            intervals.purchases("arima", fit, CUSTOMERS, horizon=1.0)
        with pytest.raises(OutOfRange, match="confidence is 1"):
            intervals.purchases("bgnbd", fit, CUSTOMERS, horizon=1.0, confidence=1.0)
        alike = bgnbd.fit(Histories.of([5] * 50, [50] * 50, [52] * 50))
        with pytest.raises(Undefined, match="not identified"):
            intervals.purchases("bgnbd", alike, CUSTOMERS, horizon=1.0)


class TestValue:
    @pytest.mark.parametrize(("name", "model"), MODELS)
    def test_cdnow(self, name, model, cdnow):
        """The limits hold the value of the first 300 customers at 1 % a month."""
        fit = model.fit(cdnow.histories)
        spend_fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)
        history = tuple(column[:300] for column in cdnow.history)
        options = {"horizon": 39.0, "period": 4.345, "discount": 0.01, "margin": 0.3}
        found = intervals.value(
            name, fit, spend_fit, history, cdnow.monetary[:300], draws=200, **options
        )
        spend = gamma_gamma.expected_spend(
            spend_fit.params, history[0], cdnow.monetary[:300]
        )
        value = clv.residual_value(
            model.expected, fit.params, spend, history, **options
        )

        assert (0 <= found.low).all()
        assert (found.low <= found.high).all()
        assert found.total_low < value.sum() < found.total_high

    def test_margin(self, cdnow):
        """Half the margin, half the limits."""
        fit = bgnbd.fit(cdnow.histories)
        spend_fit = gamma_gamma.fit(cdnow.frequency, cdnow.monetary)
        whole, half = (
            intervals.value(
                "bgnbd",
                fit,
                spend_fit,
                CUSTOMERS,
                [0, 22.35, 40.0],
                horizon=39.0,
                margin=margin,
                draws=100,
            )
            for margin in (1.0, 0.5)
        )

        assert pytest.approx(half.high) == whole.high / 2
        assert pytest.approx(half.total_high) == whole.total_high / 2
