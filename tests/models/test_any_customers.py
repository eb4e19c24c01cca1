import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories
from cx_xl.models.nbd import nbd
from cx_xl.models.pareto_nbd import pareto_nbd


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
        """
        No customers are too little data, not an error.
        """
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
