import pytest

from cx_xl import call_function
from cx_xl.errors import Code, CxError, NotWhole, OutOfRange, Undefined, WrongModel
from cx_xl.models import sbg
from tests.refusals import error

# Fader & Hardie (2007), "How to Project Customer Retention", in %
HIGH_END = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1]
HIGH_END += [46.8, 44.5, 42.7, 40.9, 39.4]
REGULAR = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1]


class TestFit:
    @pytest.mark.parametrize(
        ("survivors", "alpha", "beta", "log_likelihood"),
        [
            (HIGH_END[:8], 0.668089, 3.806103, -1611.1581),
            (REGULAR, 0.704077, 1.182043, -1680.2652),
            (REGULAR[:5], 0.763665, 1.295830, -1401.5594),
            (HIGH_END, 0.596111, 3.326968, -2010.8584),
        ],
    )
    def test_published_segments(self, survivors, alpha, beta, log_likelihood):
        """The estimates of a BFGS fit of the paper's 1000 customers; .668 and 3.806."""
        ((*found, n, status, _, model, verdict, _, _, _),) = call_function(
            "CX_SBG_FIT", survivors, 1000
        )

        assert pytest.approx(found[:2], abs=1e-5) == [alpha, beta]
        assert log_likelihood == round(found[2], 4)
        assert (1000, 0, "sbg", "converged") == (n, status, model, verdict)

    def test_too_little(self):
        """A cohort that nobody leaves tells nothing: a status, and no parameters."""
        ((alpha, beta, _, _, status, _, _, verdict, *_),) = call_function(
            "CX_SBG_FIT", [1000, 1000, 1000, 1000]
        )

        assert (Code.NA, Code.NA, 2, "too little data") == (
            alpha,
            beta,
            status,
            verdict,
        )

    def test_rising(self):
        """
        Customers do not come back from the dead; the error names the row selected.
        """
        with pytest.raises(OutOfRange) as caught:
            call_function("CX_SBG_FIT", ["Clienti", 1000, 870, 900, 700])

        assert (4, 1) == caught.value.position
        assert Code.NUM == caught.value.code

    @pytest.mark.parametrize(
        ("survivors", "place"),
        [([[1000, 870, 900, 700]], (1, 3)), ([["n", 1000, None, 900]], (1, 3))],
    )
    def test_in_a_row(self, survivors, place):
        """A cohort that lies in a row: the place of the error is a cell of it."""
        assert place == error("CX_SBG_FIT", survivors).position

    def test_more_than_there_are(self):
        """1e200 customers are nobody's."""
        with pytest.raises(OutOfRange):
            call_function("CX_SBG_FIT", [1e200, 1e199, 1e198])

    @pytest.mark.parametrize("survivors", [HIGH_END, [1, 0.869, 0.743, 0.653]])
    def test_shares(self, survivors):
        """86.9 is no count: of how many customers decides how sure the fit is."""
        with pytest.raises(Undefined) as caught:
            call_function("CX_SBG_FIT", survivors)

        assert "customers" == caught.value.argument

    def test_whole_percentages(self):
        """
        100, 87, 74 may be percent of 5,000 customers: standard errors 7 times less.
        """
        with pytest.raises(Undefined) as caught:
            call_function("CX_SBG_FIT", [100, 87, 74, 68, 64])
        fitted = call_function("CX_SBG_FIT", [100, 87, 74, 68, 64], 100)

        assert "customers" == caught.value.argument
        assert 100 == fitted[0][3]

    def test_too_short(self):
        """Start and one period are not a curve."""
        with pytest.raises(Undefined):
            call_function("CX_SBG_FIT", [1000, 870])

    def test_unchanged_data_are_not_fitted_again(self):
        """Recalculation finds the fit of equal survivors."""
        sbg.FITS.clear()
        for _ in range(3):
            call_function("CX_SBG_FIT", HIGH_END, 1000)

        assert (2, 1) == (sbg.FITS.hits, sbg.FITS.misses)


class TestSurvival:
    @pytest.mark.parametrize(
        ("survivors", "twelfth", "rates"),
        [
            (HIGH_END[:8], 0.3780, [0.8507, 0.8780, 0.8968, 0.9106]),
            (REGULAR, 0.1700, [0.6267, 0.7560, 0.8188, 0.8559]),
        ],
    )
    def test_published_forecast(self, survivors, twelfth, rates):
        """The paper's survival after 12 years and the first four retention rates."""
        fitted = call_function("CX_SBG_FIT", survivors, 1000)
        ((survival,),) = call_function("CX_SBG_SURVIVAL", fitted, 12)
        retention = call_function("CX_SBG_SURVIVAL", fitted, [1, 2, 3, 4], "retention")

        assert twelfth == round(survival, 4)
        assert rates == [round(rate, 4) for (rate,) in retention]

    def test_next_five_years(self):
        """The forecasts of jdmaturen's implementation, from seven years."""
        fitted = call_function("CX_SBG_FIT", HIGH_END[:8], 1000)
        found = call_function("CX_SBG_SURVIVAL", fitted, [8, 9, 10, 11, 12])

        assert [0.460, 0.436, 0.414, 0.395, 0.378] == [round(x, 3) for (x,) in found]

    def test_header_and_blanks(self):
        """Each result stands in the row of its period."""
        found = call_function("CX_SBG_SURVIVAL", [0.668, 3.806], ["Anno", 0, None, 12])

        assert ["", 1.0, ""] == [cell for (cell,) in found[:3]]
        assert 0.378 == round(found[3][0], 3)

    def test_half_a_period(self):
        """Contracts end with periods."""
        with pytest.raises(NotWhole):
            call_function("CX_SBG_SURVIVAL", [0.668, 3.806], 1.5)


class TestValue:
    @pytest.mark.parametrize(
        ("fitted", "new", "renewing"),
        [([0.668, 3.806], 5.9226, 5.4149), ([0.704, 1.182], 3.6951, 2.9647)],
    )
    def test_published_lifetimes(self, fitted, new, renewing):
        """
        Discounted expected lifetimes at 10 %, of a new and of a renewing customer.
        """
        assert new == round(call_function("CX_SBG_CLV", fitted, 1, 0.1), 4)
        assert renewing == round(call_function("CX_SBG_CLV", fitted, 1, 0.1, 1), 4)
        assert pytest.approx(
            call_function("CX_SBG_CLV", fitted, 100, 0.1)
        ) == 100 * call_function("CX_SBG_CLV", fitted, 1, 0.1)

    def test_for_ever(self):
        """Without a discount loyal customers pay for ever: no number."""
        assert Code.NUM == error("CX_SBG_CLV", [0.668, 3.806], 1, 0).code

    def test_another_model(self):
        """The row of another fit is refused, not read."""
        row = [[6.25, 3.74, 15.44, -4056, 946, 0, 0, "gg", "converged"]]
        with pytest.raises(WrongModel):
            call_function("CX_SBG_CLV", row, 1, 0.1)


def test_an_empty_period_is_not_closed_up():
    """Each row is one period: without the third, later survivors would move forward."""
    survivors = [[100], [86.9], [None], [65.3], [59.3], [55.1], [51.7], [49.1]]

    with pytest.raises(CxError, match="a period is empty") as caught:
        call_function("CX_SBG_FIT", survivors, 1000)
    assert (3, 1) == caught.value.position
