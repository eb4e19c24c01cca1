from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import root
from scipy.special import betaln, hyp2f1, psi

from cx_xl.errors import OutOfRange, Undefined
from cx_xl.models import sbg
from cx_xl.models.fit import Status

# Fader & Hardie 2007, table 1: % of customers surviving 0 ... 12 years.
HIGH_END = [
    100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4,
]  # fmt: skip
REGULAR = [
    100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3,
]  # fmt: skip
positive = st.floats(0.05, 50)


def rounded(numbers, digits):
    return [round(number, digits) for number in numbers]


class TestFit:
    @pytest.mark.parametrize(
        ("survivors", "years", "params", "log_likelihood", "twelfth"),
        [
            (HIGH_END, 7, (0.668089, 3.806103), -1611.1581, 0.3780),
            (REGULAR, 7, (0.704077, 1.182043), -1680.2652, 0.1700),
            (REGULAR, 4, (0.763665, 1.295830), -1401.5594, 0.1595),
            (HIGH_END, 12, (0.596111, 3.326968), -2010.8584, 0.3912),
        ],
    )
    def test_paper(self, survivors, years, params, log_likelihood, twelfth):
        """
        Parameters to 5 digits (the reference stops at 1e-5), S(12), 1,000 customers.
        """
        fit = sbg.fit(survivors[: years + 1], customers=1000)

        assert Status.CONVERGED == fit.status
        assert pytest.approx(fit.params, abs=1e-5) == params
        assert log_likelihood == round(fit.log_likelihood, 4)
        assert [twelfth] == rounded(sbg.survival(fit.params, [12]), 4)

    @pytest.mark.parametrize(
        "survivors", [HIGH_END, REGULAR, [980, 700, 671, 653, 640], [50, 44, 41, 38]]
    )
    def test_it_is_where_scipy_finds_no_slope(self, survivors):
        """The slope by digamma functions, in the form of Fader & Hardie's appendix."""
        alive, n = np.array(survivors), len(survivors) - 1
        lost, t = -np.diff(alive), np.arange(n)

        def slope(logs):
            a, b = np.exp(logs)
            by_a = lost @ (psi(a + 1) - psi(a + b + 1 + t) - psi(a) + psi(a + b))
            by_a += alive[-1] * (psi(a + b) - psi(a + b + n))
            by_b = lost @ (psi(b + t) - psi(a + b + 1 + t) - psi(b) + psi(a + b))
            by_b += alive[-1] * (psi(b + n) - psi(a + b + n) - psi(b) + psi(a + b))
            return [a * by_a, b * by_b]

        found = sbg.fit(survivors).params
        sought = root(slope, np.log(found) + np.array([0.1, -0.1]), tol=1e-12)

        assert pytest.approx(found, rel=1e-8) == np.exp(sought.x)

    def test_log_likelihood(self):
        """Equation 5 by SciPy's betaln, with the multiplicities of 1,000 customers."""
        fit = sbg.fit(HIGH_END, customers=1000)
        (a, b), alive = fit.params, np.array(HIGH_END) * 10
        t = np.arange(12)
        expected = -np.diff(alive) @ (betaln(a + 1, b + t) - betaln(a, b))
        expected += alive[-1] * (betaln(a, b + 12) - betaln(a, b))

        assert expected == pytest.approx(fit.log_likelihood, rel=1e-12)

    def test_forecast(self):
        """
        The next five years of High End, as J. Maturen's implementation prints them.
        """
        fit = sbg.fit(HIGH_END[:8], customers=1000)

        assert [0.460, 0.436, 0.414, 0.395, 0.378] == (
            rounded(sbg.survival(fit.params, range(8, 13)), 3)
        )

    @pytest.mark.parametrize("start", [0, 5e-321])
    def test_nobody_at_the_start(self, start):
        """There is no share of nothing, nor of so little."""
        with pytest.raises(OutOfRange):
            sbg.fit([start, start / 2, start / 4], 1)

    def test_counts_or_shares(self):
        """The unit of the survivors does not move the parameters."""
        percent, share, count = (
            sbg.fit(np.array(REGULAR[:8]) * scale).params for scale in (1, 0.01, 10)
        )

        assert pytest.approx(share, rel=1e-8) == percent
        assert pytest.approx(count, rel=1e-8) == percent

    def test_more_customers(self):
        """A hundred times the customers: a tenth of the standard errors."""
        small, large = (sbg.fit(HIGH_END[:8], customers=n) for n in (1e3, 1e5))

        assert pytest.approx(list(large.standard_errors), rel=1e-6) == [
            error / 10 for error in small.standard_errors
        ]

    def test_nobody_differs(self):
        """
        A constant retention rate needs no beta: the fit says it is not identified.
        """
        fit = sbg.fit(1000 * 0.8 ** np.arange(8))

        assert Status.NOT_IDENTIFIED == fit.status

    @pytest.mark.parametrize("survivors", [[100, 100, 100], [100, 0, 0], [5, 4, 4]])
    def test_too_little(self, survivors):
        """One period with losses cannot tell two parameters."""
        assert Status.TOO_LITTLE_DATA == sbg.fit(survivors).status

    @given(st.lists(st.floats(0.2, 1), min_size=2, max_size=12), st.integers(5, 10**6))
    def test_any_cohort(self, rates, n):
        """No legal cohort raises, and no fit without a warning is degenerate."""
        fit = sbg.fit(np.cumprod([n, *rates]))

        if fit.status is Status.CONVERGED:
            assert all(1e-6 < p < 1e6 for p in fit.params)
            assert np.isfinite(fit.standard_errors).all()

    def test_errors(self):
        """Too few values, a rise and an empty start are refused with their reason."""
        with pytest.raises(Undefined, match="2 values are too few"):
            sbg.fit([100, 90])
        with pytest.raises(
            OutOfRange, match=r"row 3.*no more than .* follow one cohort"
        ):
            sbg.fit([100, 90, 95])
        with pytest.raises(OutOfRange, match="more than 0 at the start"):
            sbg.fit([0, 0, 0])


class TestPredictions:
    @pytest.mark.parametrize("alpha", [0.05, 0.668, 1.0, 3.5, 12.0])
    @pytest.mark.parametrize("beta", [0.2, 3.806, 25.0])
    def test_survival_is_scipys(self, alpha, beta):
        """
        B(alpha, beta + t) / B(alpha, beta), from the first period to the thousandth.
        """
        t = np.array([0, 1, 2, 7, 40, 1000])
        expected = np.exp(betaln(alpha, beta + t) - betaln(alpha, beta))

        assert expected == pytest.approx(sbg.survival((alpha, beta), t), rel=1e-11)

    @pytest.mark.parametrize("alpha", [0.05, 0.668, 1.0, 3.5])
    @pytest.mark.parametrize("beta", [0.2, 3.806, 25.0])
    @pytest.mark.parametrize("discount", [0.01, 0.1, 0.9])
    def test_lifetime_is_scipys(self, alpha, beta, discount):
        """2F1(1, beta; alpha + beta; 1 / (1 + d)) for a new customer."""
        expected = hyp2f1(1, beta, alpha + beta, 1 / (1 + discount))
        found = sbg.expected_lifetime((alpha, beta), discount)

        assert expected == pytest.approx(found, rel=1e-11)

    @pytest.mark.parametrize("renewal", [1, 5, 100])
    def test_where_scipy_errs(self, renewal):
        """
        Its 2F1 is off in the seventh digit (100 renewals) or is no number (alpha 300).
        """
        t = np.arange(3000)
        for alpha, beta in ((5, 40), (300, 2.5), (1e4, 1e6)):
            logs = np.cumsum(np.log1p(-alpha / (alpha + beta + renewal - 1 + t)))
            expected = np.exp(logs) @ 1.1**-t

            found = sbg.expected_lifetime((alpha, beta), 0.1, renewal)
            assert expected == pytest.approx(found, rel=1e-12)

    @pytest.mark.parametrize(
        ("survivors", "rates"),
        [
            (HIGH_END, [0.8507, 0.8780, 0.8968, 0.9106]),
            (REGULAR, [0.6267, 0.7560, 0.8188, 0.8559]),
        ],
    )
    def test_retention(self, survivors, rates):
        """Retention rates of the first four renewals, Fader & Hardie 2007."""
        params = sbg.fit(survivors[:8], customers=1000).params

        assert rates == rounded(sbg.retention(params, [1, 2, 3, 4]), 4)

    @given(positive, positive, st.integers(1, 100))
    def test_survival_is_the_product_of_retention(self, alpha, beta, periods):
        """Survival is what the retention rates multiply to."""
        params = alpha, beta
        rates = sbg.retention(params, range(1, periods + 1))
        (share,) = sbg.survival(params, [periods])

        assert pytest.approx(share, rel=1e-12) == prod(rates)

    @pytest.mark.parametrize(
        ("params", "new", "existing"),
        [((0.668, 3.806), 5.9226, 5.4149), ((0.704, 1.182), 3.6951, 2.9647)],
    )
    def test_discounted_lifetime(self, params, new, existing):
        """
        10 % a year at the paper's parameters: a new customer, and the first renewal.
        """
        found = [sbg.expected_lifetime(params, 0.1, renewal) for renewal in (0, 1)]

        assert [new, existing] == rounded(found, 4)

    @given(positive, positive, st.floats(0.05, 1), st.integers(0, 20))
    def test_sum_of_payments(self, alpha, beta, discount, renewal):
        """The closed form is the sum of discounted survival."""
        params, t = (alpha, beta), np.arange(2000)
        start = max(renewal - 1, 0)
        (given,) = sbg.survival(params, [start])
        share = np.array(sbg.survival(params, t + renewal)) / given

        assert (
            pytest.approx(sbg.expected_lifetime(params, discount, renewal), rel=1e-7)
            == share @ (1 + discount) ** -t
        )

    def test_no_discount(self):
        """Without a discount the lifetime is finite only if alpha exceeds 1."""
        assert 4.0 == pytest.approx(sbg.expected_lifetime((2.0, 3.0), 0.0))
        with pytest.raises(Undefined, match="infinite"):
            sbg.expected_lifetime((0.7, 1.2), 0.0)

    def test_no_first_renewal(self):
        """Retention starts with renewal 1."""
        with pytest.raises(OutOfRange, match="1 or more"):
            sbg.retention((0.7, 1.2), [0])
