import pytest

from cx_xl import call_function
from cx_xl.errors import Code, NotAFit, OutOfRange, Undefined, WrongModel

PURCHASES = [0.243, 4.414, 0.793, 2.426]
SPEND = [6.25, 3.74, 15.44]
MONTH = 4.345  # weeks, as lifetimes has them


@pytest.fixture(scope="module")
def fits(cdnow):
    """The rows of both fits for CDNOW."""
    return (
        call_function("CX_BGNBD_FIT", *cdnow.history),
        call_function("CX_GG_FIT", cdnow.frequency, cdnow.monetary),
    )


class TestFit:
    def test_cdnow(self, fits):
        """lifetimes 0.11.3 on the rounded data; 946 repeat customers."""
        (row,) = fits[1]

        assert [6.248802, 3.744588] == [round(p, 6) for p in row[:2]]
        assert 15.44775 == round(row[2], 5)
        assert (-4055.9232, 946, 0) == (round(row[3], 4), *row[4:6])
        assert ["gg", "converged"] == row[7:9]

    def test_without_repeats(self, cdnow, fits):
        """Customers without repeats are ignored, whatever stands beside them."""
        blank = [
            money if x else None
            for x, money in zip(cdnow.frequency, cdnow.monetary, strict=True)
        ]

        assert fits[1] == call_function("CX_GG_FIT", cdnow.frequency, blank)

    @pytest.mark.parametrize("spent", [0, -5])
    def test_nothing_spent(self, cdnow, fits, spent):
        """
        A repeat customer who got gifts, or returned it all, is left out of the fit.
        """
        found = call_function(
            "CX_GG_FIT", [*cdnow.frequency, 3], [*cdnow.monetary, spent]
        )

        assert fits[1] == found

    def test_row_of_an_error(self):
        """The row that is named is one of the range, with its header."""
        with pytest.raises(OutOfRange) as caught:
            call_function("CX_GG_FIT", ["x", 0, 2, -1], ["EUR", 0, 20, 5])

        assert (4, 1) == caught.value.position

    def test_few(self):
        """Nine repeat customers: status 2 and no parameters."""
        (row,) = call_function("CX_GG_FIT", [1] * 9, [20] * 9)

        assert [Code.NA] * 3 == row[:3]
        assert 2 == row[5]


class TestSpend:
    def test_cdnow(self, cdnow, fits):
        """The first ten conditional means of lifetimes."""
        found = call_function(
            "CX_GG_SPEND", fits[1], cdnow.frequency[:10], cdnow.monetary[:10]
        )

        expected = [24.6586, 18.9115, 35.1710, 35.1710, 35.1710]
        expected += [71.4629, 18.9115, 35.1710, 27.2824, 35.1710]
        assert expected == pytest.approx([money for (money,) in found], abs=5e-4)

    def test_btyd(self):
        """R BTYD at (6.25, 3.74, 15.44): a mean of 35 from 1 to 5 purchases."""
        found = call_function("CX_GG_SPEND", SPEND, [1, 2, 3, 4, 5], [35] * 5)

        assert [35.066741, 35.039370, 35.027920, 35.021629, 35.017652] == [
            round(money, 6) for (money,) in found
        ]

    def test_nothing_spent(self):
        """
        Five purchases for nothing: eq. 5 with a sum of 0, p gamma / (p x + q - 1).
        """
        found = call_function("CX_GG_SPEND", SPEND, [5, 5], [0, -3])

        assert [[pytest.approx(6.25 * 15.44 / (6.25 * 5 + 2.74))]] * 2 == found

    def test_infinite_mean(self):
        """With q at most 1 a customer without repeats has no expected spend."""
        with pytest.raises(Undefined):
            call_function("CX_GG_SPEND", [6.25, 0.9, 15.44], [0], [0])

    def test_purchase_parameters(self, fits):
        """The row of the purchase model is refused."""
        with pytest.raises(WrongModel):
            call_function("CX_GG_SPEND", fits[0], [1], [35])


class TestValue:
    @pytest.mark.parametrize(
        ("month", "first", "total"),
        [
            (MONTH, [36.278496, 4.637466, 8.344093], 71509.90),
            (30, [140.096, 18.943, 38.181], 266621.60),
        ],
    )
    def test_cdnow(self, cdnow, fits, month, first, total):
        """
        lifetimes, 12 months at 1 %: months of weeks (right), and of 30 (of no unit).
        """
        found = call_function(
            "CX_CLV_BGNBD",
            *fits,
            *cdnow.history,
            cdnow.monetary,
            12 * month,
            0.01,
            1,
            month,
        )
        money = [value for (value,) in found]

        assert pytest.approx(money[:3], abs=5e-4) == first
        assert pytest.approx(sum(money), rel=1e-6) == total

    def test_without_discount(self):
        """Expected purchases times expected spend times margin."""
        customer = ([2, 0], [30.43, 0], [38.86, 38.86])
        value = call_function(
            "CX_CLV_BGNBD", PURCHASES, SPEND, *customer, [22.35, 0], 39, 0, 0.3
        )
        purchases = call_function("CX_BGNBD_EXPECTED", PURCHASES, 39, *customer)
        spend = call_function("CX_GG_SPEND", SPEND, [2, 0], [22.35, 0])

        assert [[pytest.approx(0.3 * x * money)] for (x,), (money,) in zip(
            purchases, spend, strict=True
        )] == value  # fmt: skip

    def test_another_model(self, cdnow, fits):
        """A Pareto/NBD row is valued as what it is."""
        pareto = call_function("CX_BGNBD_FIT", *cdnow.history, None, "pnbd")
        customer = (2, 30.43, 38.86, 22.35, 39)
        values = [
            call_function("CX_CLV_BGNBD", row, fits[1], *customer)[0][0]
            for row in (pareto, fits[0])
        ]

        # 1.4551 and 1.2259 purchases (lifetimes) at one spend
        assert 1.455 / 1.226 == pytest.approx(values[0] / values[1], abs=2e-3)


class TestInterval:
    def test_cdnow(self, cdnow, fits):
        """
        The total of CX_CLV_BGNBD lies between the limits; another call repeats them.
        """
        data = ([c[:300] for c in cdnow.history], cdnow.monetary[:300])
        call = ("CX_CLV_INTERVAL", *fits, *data[0], data[1], 39, 0.01, 0.5, MONTH)
        _, (expected, low, high) = call_function(*call)
        single = call_function("CX_CLV_BGNBD", *call[1:])

        assert pytest.approx(expected) == sum(x for (x,) in single)
        assert 0 < low < expected < high
        assert [expected, low, high] == call_function(*call)[1]

    def test_each_customer(self, cdnow, fits):
        """
        One row per customer; the limits of the total are narrower than their sums.
        """
        data = (*(c[:100] for c in cdnow.history), cdnow.monetary[:100], 39)
        _, (_, low, high) = call_function("CX_CLV_INTERVAL", *fits, *data)
        _, *rows = call_function("CX_CLV_INTERVAL", *fits, *data, 0, 1, 1, 0.95, True)

        assert 100 == len(rows)
        assert high - low < sum(top - bottom for _, bottom, top in rows)

    def test_bare_parameters(self, fits):
        """Both rows must be whole."""
        with pytest.raises(NotAFit):
            call_function("CX_CLV_INTERVAL", fits[0], SPEND, 2, 30.43, 38.86, 22.35, 39)
