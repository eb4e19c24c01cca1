import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories
from cx_xl.models.nbd import nbd
from cx_xl.models.pareto_nbd import pareto_nbd

pytestmark = pytest.mark.slow

MODELS = (bgnbd, mbgnbd, pareto_nbd)
positive = st.floats(0.05, 20)


@st.composite
def customer_bases(draw):
    """Purchase histories from tame to absurd, 12 or more of them with repeats."""
    scale = draw(st.sampled_from([1e-3, 1.0, 52.0, 1e4]))
    rows = []
    for _ in range(draw(st.integers(12, 40))):
        age = scale * draw(st.floats(0.01, 1))
        rows.append((draw(st.integers(1, 200)), age * draw(st.floats(0, 1)), age))
    idle = draw(st.integers(0, 200))
    return [*rows, *[(0, 0.0, scale)] * idle]


class TestFit:
    @pytest.mark.parametrize("model", [bgnbd, mbgnbd, pareto_nbd, nbd])
    def test_nobody(self, model):
        """No customers are too little data, not an error."""
        assert Status.TOO_LITTLE_DATA == model.fit(Histories.of([], [], [])).status

    @pytest.mark.parametrize("model", [bgnbd, mbgnbd, pareto_nbd, nbd])
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(rows=customer_bases())
    def test_verdict(self, model, rows):
        """
        Legal data never raise or warn, and usable parameters are a proper maximum.
        """
        fit = model.fit(Histories.of(*zip(*rows, strict=True)))

        if fit.status is Status.CONVERGED:
            assert np.isfinite(fit.params).all()
            assert (np.array(fit.standard_errors) < 4 * np.array(fit.params)).all()
            assert fit.gradient < 1e-5
            alive = model.alive(fit.params, *zip(*rows, strict=True))
            assert ((alive >= 0) & (alive <= 1)).all()
        else:
            assert Status.NOT_IDENTIFIED == fit.status

    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    @pytest.mark.parametrize(
        ("model", "fitter"),
        [
            (bgnbd, "BetaGeoFitter"),
            (mbgnbd, "ModifiedBetaGeoFitter"),
            (pareto_nbd, "ParetoNBDFitter"),
        ],
    )
    def test_not_below_lifetimes(self, cdnow, lifetimes, model, fitter):
        """The log-likelihood is that of the independent implementation, or higher."""
        other = getattr(lifetimes, fitter)().fit(*cdnow.history)

        def judge(params):
            """Their likelihood; it has no public name, and of two it takes logs."""
            if model is pareto_nbd:
                likelihood = other._conditional_log_likelihood  # noqa: SLF001
                return likelihood(params, *cdnow.history).sum()
            mean = other._negative_log_likelihood(  # noqa: SLF001
                np.log(params), *cdnow.history, np.ones(2357), 0.0
            )
            return -2357 * mean

        fit = model.fit(cdnow.histories)
        assert judge(other.params_.to_numpy()) - 1e-4 <= judge(fit.params)
        assert pytest.approx(fit.log_likelihood, abs=1e-6) == judge(fit.params)

    @pytest.mark.parametrize("model", MODELS)
    def test_small_samples(self, samples, model):
        """No sample raises, and no fit without a warning is degenerate."""
        for sample in samples:
            fit = model.fit(sample)
            if fit.status is Status.CONVERGED:
                assert all(1e-3 < p < 1e3 for p in fit.params)
                assert np.isfinite(fit.standard_errors).all()
                assert fit.gradient < 1e-6

    @pytest.mark.parametrize(
        ("model", "last", "error"),
        [(bgnbd, 1, 1e-7), (mbgnbd, 1, 1e-7), (pareto_nbd, 7, 1e-6)],
    )
    def test_a_year_in_days(self, cdnow, model, last, error):
        """Another unit of time multiplies alpha (and beta) and changes nothing else."""
        x, t_x, age = cdnow.history
        days = model.fit(Histories.of(x, 7 * t_x, 7 * age))
        weeks = model.fit(cdnow.histories).params

        assert pytest.approx(days.params, rel=error) == weeks * np.array(
            [1, 7, 1, last]
        )


@pytest.mark.parametrize("model", [bgnbd, mbgnbd])
@given(params=st.tuples(positive, positive, positive, positive), time=st.floats(0, 20))
def test_probabilities_add_up(model, params, time):
    """To 1, and their mean is the expected number."""
    r, alpha, *_ = params
    n = np.arange(5000)
    found = model.probability(params, n, time)

    assert (found >= 0).all()
    if r * time / alpha < 100:
        assert 1 == pytest.approx(found.sum(), abs=1e-6)
        assert pytest.approx(model.expected(params, time), rel=1e-3) == found @ n
