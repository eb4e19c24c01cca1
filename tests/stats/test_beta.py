"""The beta distribution, t and F: beside SciPy, and in closed form where it errs."""

from decimal import Decimal, localcontext
from itertools import product
from math import atan, inf, log, pi, sqrt, tan

import pytest
from scipy import special

from cx_xl.stats import beta

CLOSE = 1e-12
SIZES = (0.05, 0.3, 0.5, 0.9, 1.0, 1.5, 2.0, 5.0, 12.5, 40.0, 100.0, 999.0, 4999.0)
LARGE = (5001.0, 3e4, 1e5)  # both beyond beta.LARGE: the integral
FREEDOM = (0.1, 0.3, 0.5, 1.0, 1.7, 2.0, 3.0, 5.0, 10.0, 29.0, 100.0, 999.5, 1e4, 1e6)


def points(a, b):
    """Yield points from one end of the distribution to the other."""
    mean = a / (a + b)
    spread = sqrt(mean * (1 - mean) / (a + b + 1))
    for step in (-20, -6, -3, -1, -0.3, 0, 0.3, 1, 3, 6, 20):
        if 0 < mean + step * spread < 1:
            yield mean + step * spread


class TestTails:
    @pytest.mark.parametrize(
        ("a", "b"), [*product(SIZES, repeat=2), *product(LARGE, repeat=2)]
    )
    def test_they_are_scipys(self, a, b):
        """Both of them, however small, to 1e-12; SciPy has no digits below 1e-290."""
        for x in points(a, b):
            found = beta.tails(a, b, x, 1 - x)
            for ours, its in zip(
                found,
                (special.betainc(a, b, x), special.betaincc(a, b, x)),
                strict=True,
            ):
                if its > 1e-290:
                    assert pytest.approx(its, rel=CLOSE) == ours, x

    @pytest.mark.parametrize("x", [1e-9, 2.4242640138626873e-08, 6.2e-8, 4e-7])
    def test_where_scipy_has_nine_digits(self, x):
        """I_x(2, b) = 1 - (1 - x)^b (1 + b x), DLMF 8.17.5 with a = 2, in 60 digits."""
        b = 10**8
        with localcontext() as context:
            context.prec = 60
            exact = Decimal(x)
            above = (1 - exact) ** b * (1 + b * exact)
            expected = float(1 - above), float(above)

        assert pytest.approx(expected, rel=1e-13) == tuple(beta.tails(2, b, x, 1 - x))

    @pytest.mark.parametrize("a", [0.01, 1.0, 7.0, 1e9])
    def test_a_power(self, a):
        """I_x(a, 1) = x^a."""
        for x in (1e-200, 0.1, 0.999):
            assert pytest.approx(x**a, rel=CLOSE) == beta.tails(a, 1, x, 1 - x).below

    @pytest.mark.parametrize("a", [0.5, 30.0, 1e6, 5e11])
    def test_the_middle_of_a_symmetric_one(self, a):
        """Half lies on either side."""
        found = beta.tails(a, a, 0.5, 0.5)

        assert pytest.approx((0.5, 0.5), rel=1e-13) == tuple(found)

    def test_the_ends(self):
        assert (0, 1) == beta.tails(2, 3, 0, 1)
        assert (1, 0) == beta.tails(2, 3, 1, 0)
        assert (0, 1) == beta.tails(1e6, 1e6, 1e-6, 1 - 1e-6)  # 1e-5000000


class TestQuantile:
    SHARES = (1e-12, 1e-6, 0.0005, 0.005, 0.025, 0.05, 0.1, 0.3, 0.5, 0.8, 0.975)

    @pytest.mark.parametrize(
        ("a", "b"), [*product((0.5, 1.0, 1.5, 3.0, 7.5, 50.0, 400.0, 4000.0), repeat=2)]
    )
    def test_it_is_scipys(self, a, b):
        for p in self.SHARES:
            expected = special.betaincinv(a, b, p)
            assert pytest.approx(expected, rel=CLOSE) == beta.quantile(p, a, b), p

    @pytest.mark.parametrize(("a", "b"), [*product((0.01, 3.0, 1e7, 5e11), repeat=2)])
    def test_there_and_back(self, a, b):
        """
        Where SciPy's is good to eight digits only; below 1e-304 the tail is a power.
        """
        for p in self.SHARES:
            odds = beta.log_odds(p, a, b)
            if odds > beta.FARTHEST:
                x, y = special.expit(odds), special.expit(-odds)
                below = beta.tails(a, b, x, y).below
                assert pytest.approx(p, rel=1e-9) == below
            else:
                power = a * odds - log(a) - special.betaln(a, b)
                assert pytest.approx(log(p), rel=CLOSE) == power

    def test_a_power(self):
        """
        x^a = p; at a = 0.001 the point is too small for a double, its odds are not.
        """
        assert pytest.approx(0.3**0.5, rel=CLOSE) == beta.quantile(0.3, 2, 1)
        assert 0 == beta.quantile(0.3, 1e-3, 1)
        assert pytest.approx(log(0.3) / 1e-3) == beta.log_odds(0.3, 1e-3, 1)


class TestStudent:
    @pytest.mark.parametrize("freedom", FREEDOM)
    def test_they_are_scipys(self, freedom):
        for confidence in (0.5, 0.8, 0.9, 0.95, 0.99, 0.999, 0.999999):
            t = beta.t_quantile(confidence, freedom)
            tail = (1 - confidence) / 2
            expected = -special.stdtrit(freedom, tail)
            assert pytest.approx(expected, rel=CLOSE) == t
            below = special.stdtr(freedom, -t)
            assert pytest.approx(below, rel=CLOSE) == beta.t_below(-t, freedom)
            above = special.stdtr(freedom, t)
            assert pytest.approx(above, rel=CLOSE) == beta.t_below(t, freedom)

    @pytest.mark.parametrize("confidence", [1e-12, 1e-6, 0.3, 0.95, 0.999])
    def test_cauchy(self, confidence):
        """
        With one degree of freedom: t = tan(pi c / 2), where SciPy loses small ones.
        """
        t = tan(pi * confidence / 2)

        assert pytest.approx(t, rel=CLOSE) == beta.t_quantile(confidence, 1)
        assert pytest.approx(0.5 - atan(t) / pi, rel=1e-9) == beta.t_below(-t, 1)

    def test_far_out(self):
        """The tail of a Cauchy is 1 / (pi t)."""
        assert pytest.approx(1e-100 / pi, rel=CLOSE) == beta.t_below(-1e100, 1)
        assert (0, 1) == (beta.t_below(-inf, 3), beta.t_below(inf, 3))

    def test_zero(self):
        assert 0.5 == beta.t_below(0.0, 7)


@pytest.mark.parametrize("one", [1, 3, 6, 11])
@pytest.mark.parametrize("other", [1, 5, 20, 100, 1000])
def test_f_is_scipys(one, other):
    for f in (1e-6, 0.1, 0.5, 1, 2, 5, 30, 1000):
        expected = special.fdtrc(one, other, f)
        if expected > 1e-290:
            assert pytest.approx(expected, rel=CLOSE) == beta.f_above(f, one, other)
