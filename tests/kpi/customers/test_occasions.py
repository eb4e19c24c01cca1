import pytest

from cx_xl import call_function
from cx_xl.errors import Code, CxError, Missing, NotWhole, OutOfRange, WrongModel

BTYD = [1.203522, 0.749716, 0.656718, 2.783442]
ROUNDED = [1.2, 0.75, 0.66, 2.78]


@pytest.fixture(scope="module")
def donors(lifetimes):
    """
    11,104 donors, six years after their first donation (Fader, Hardie, Shang 2010).
    """
    table = lifetimes.datasets.load_donations()
    names = ("frequency", "recency", "periods", "weights")
    return [table[name].tolist() for name in names]


class TestFit:
    def test_donations(self, donors):
        """lifetimes 0.11.3: parameters, log-likelihood and standard errors."""
        (row,) = call_function("CX_BGBB_FIT", *donors)

        assert BTYD == [round(p, 6) for p in row[:4]]
        assert (-33225.5813, 11104, 0) == (round(row[4], 4), *row[5:7])
        assert ["bgbb", "converged"] == row[8:10]
        assert [0.0694, 0.0294, 0.0510, 0.3208] == [round(e, 4) for e in row[10:14]]

    def test_few(self):
        """Two who came back: status 2 and no parameters."""
        (row,) = call_function("CX_BGBB_FIT", [0, 1, 1], [0, 2, 3], [6, 6, 6])

        assert [Code.NA] * 4 == row[:4]
        assert 2 == row[6]

    @pytest.mark.parametrize(
        ("rows", "refusal", "argument"),
        [
            (([0, 1, 3], [0, 1, 2], [6, 6, 6]), OutOfRange, "frequency"),
            (([0, 1, 3], [0, 1, 7], [6, 6, 6]), OutOfRange, "recency"),
            (([0, 1, 3], [0, 1, 4.5], [6, 6, 6]), NotWhole, "recency"),
        ],
    )
    def test_impossible_rows(self, rows, refusal, argument):
        """
        More purchases than occasions, an occasion not yet offered, half an occasion.
        """
        with pytest.raises(refusal) as caught:
            call_function("CX_BGBB_FIT", *rows)

        assert (argument, (3, 1)) == (caught.value.argument, caught.value.position)


class TestPredictions:
    def test_alive(self, donors):
        """The paper's .11, .59 and .93: no repeats, two by year 4, all six."""
        fit = call_function("CX_BGBB_FIT", *donors)
        found = call_function("CX_BGBB_ALIVE", fit, [0, 2, 6], [None, 4, 6], [6] * 3)

        assert [0.1081, 0.5897, 0.9304] == [round(p, 4) for (p,) in found]

    def test_all_donations_of_five_years(self, donors):
        """12,884.2 in Hardie's worksheet."""
        *history, weights = donors
        fit = call_function("CX_BGBB_FIT", *donors)
        found = call_function("CX_BGBB_EXPECTED", fit, 5, *history)

        total = sum(n * x for n, (x,) in zip(weights, found, strict=True))
        assert 12884.2 == round(total, 1)

    def test_customers(self):
        """
        R BTYD: ten years of a new donor, of one without repeats, and of (4, 5).

        Its own optimum differs in the fifth digit.
        """
        ((new,),) = call_function("CX_BGBB_EXPECTED", BTYD, 10)
        found = call_function("CX_BGBB_EXPECTED", BTYD, 10, [0, 4], [0, 5], [6, 6])

        assert 3.179805 == pytest.approx(new, rel=1e-5)
        assert [0.1302169, 3.627858] == pytest.approx([x for (x,) in found], rel=5e-5)

    def test_rounded_parameters(self):
        """R BTYD: P(alive) .43834385 of (3, 4, 6)."""
        ((found,),) = call_function("CX_BGBB_ALIVE", ROUNDED, 3, 4, 6)

        assert 0.43834385 == round(found, 8)

    def test_beside_the_data(self):
        """One result per selected row: blank for a header, #N/A for a gap."""
        found = call_function(
            "CX_BGBB_ALIVE", BTYD, ["x", 6, 1], ["t", 6, None], ["n", 6, 6]
        )

        assert ["", Code.NA] == [found[0][0], found[2][0]]
        assert 0.9304 == round(found[1][0], 4)

    def test_half_a_history(self):
        """A frequency alone says too little."""
        with pytest.raises(Missing) as caught:
            call_function("CX_BGBB_EXPECTED", BTYD, 5, [2], [4])

        assert "occasions" == caught.value.argument

    def test_another_model(self):
        """Four parameters of BG/NBD are refused, since their row names them."""
        row = [[*BTYD, -9582, 2357, 0, 0, "bgnbd"]]
        with pytest.raises(WrongModel):
            call_function("CX_BGBB_EXPECTED", row, 5)


def test_a_date_among_the_occasions():
    """45,292 occasions are a day of 2024; fitting them would freeze the sheet."""
    with pytest.raises(CxError, match="at most 1000") as caught:
        call_function("CX_BGBB_FIT", [1, 2, 0], [1, 2, 0], [6, 6, 45292])
    assert ("#NUM!", (3, 1)) == (caught.value.code, caught.value.position)
