import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl import call_function
from cx_xl.errors import (
    Code,
    ErrorInRange,
    Missing,
    NoAnswers,
    NotAFit,
    NotWhole,
    OutOfRange,
    ShapesDiffer,
    TooFew,
    Undefined,
    WrongModel,
)
from cx_xl.kpi.customers import repeat_buying
from cx_xl.models.bgnbd import bgnbd

PAPER = [0.243, 4.414, 0.793, 2.426]  # Fader, Hardie & Lee 2005, table 2
PARETO = [0.553, 10.578, 0.606, 11.669]
CUSTOMER = (2, 30.43, 38.86)


@pytest.fixture(scope="module")
def fitted(cdnow):
    """The row of CX_BGNBD_FIT for CDNOW, by model."""
    columns = [column.tolist() for column in cdnow.history]
    return {
        model: call_function("CX_BGNBD_FIT", *columns, None, model)
        for model in ("bgnbd", "mbgnbd", "pnbd", "nbd")
    }


class TestFit:
    @pytest.mark.parametrize(
        ("model", "params", "digits", "log_likelihood"),
        [
            ("bgnbd", (0.242593, 4.4135, 0.7929, 2.4258), 4, -9582.4256),
            ("mbgnbd", (0.524838, 6.182988, 0.891356, 1.614000), 4, None),
            ("pnbd", (0.5533, 10.58, 0.606, 11.67), 2, -9594.9739),
        ],
    )
    def test_cdnow(self, fitted, model, params, digits, log_likelihood):
        """
        lifetimes 0.11.3 on the rounded weeks; all of its digits in the models' tests.
        """
        ((*found, likelihood, n, status, gradient, name, verdict),) = [
            row[:10] for row in fitted[model]
        ]

        assert [round(p, digits) for p in params] == [round(p, digits) for p in found]
        assert log_likelihood in {None, round(likelihood, 4)}
        assert (2357, 0, model, "converged") == (n, status, name, verdict)
        assert gradient < 1e-8

    def test_nbd(self, fitted):
        """
        CDNOW as the notes to the Pareto/NBD give it: r .385, alpha 12.072, -9763.7.
        """
        ((r, alpha, a, b, likelihood, n, status, _, model, verdict, *rest),) = fitted[
            "nbd"
        ]

        assert (0.385, 12.072) == (round(r, 3), round(alpha, 3))
        assert ("", "", -9763.7) == (a, b, round(likelihood, 1))
        assert (2357, 0, "nbd", "converged") == (n, status, model, verdict)
        assert ["", ""] == rest[2:4]  # standard errors of what it has not
        assert [""] * 5 == rest[5:]

    def test_standard_errors(self, fitted):
        """Those of lifetimes' Quickstart, behind the verdict."""
        errors = fitted["bgnbd"][0][10:14]

        assert [0.012557, 0.378221, 0.185719, 0.705346] == [round(e, 6) for e in errors]

    def test_exact_weeks(self, exact):
        """clvkit 0.2.1 on days / 7."""
        ((*found, _, _, _, _),) = [
            row[:8]
            for row in call_function(
                "CX_BGNBD_FIT", exact.frequency, exact.recency, exact.age
            )
        ]

        assert [0.242595, 4.413602, 0.792922, 2.425907] == pytest.approx(
            found, abs=6e-7
        )

    def test_counted_rows(self, cdnow, fitted):
        """Distinct histories with their numbers of customers: the same fit."""
        h = cdnow.histories
        found = call_function(
            "CX_BGNBD_FIT", h.frequency, h.recency, h.age, h.customers
        )

        assert fitted["bgnbd"] == found

    def test_few_who_came_back(self):
        """Nine are too few: status 2 and no parameters, never an exception."""
        ((*params, _, n, status, _, model, verdict),) = [
            row[:10]
            for row in call_function(
                "CX_BGNBD_FIT", [2] * 9 + [0] * 50, [3] * 9 + [0] * 50, [10] * 59
            )
        ]

        assert [Code.NA] * 4 == params
        assert (59, 2, "bgnbd", "too little data") == (n, status, model, verdict)

    def test_flat(self):
        """
        Customers all alike fit any mixture: status 2, and the likelihood is shown.
        """
        ((*params, likelihood, _, status, _, _, verdict),) = [
            row[:10]
            for row in call_function("CX_BGNBD_FIT", [5] * 50, [50] * 50, [52] * 50)
        ]

        assert [Code.NA] * 4 == params
        assert (2, "not identified") == (status, verdict)
        assert likelihood < 0

    def test_a_search_without_a_next_step(self):
        """SciPy's trust region stops in the middle (an UnboundLocalError): status 2."""
        given = (
            [2, 1, 1, 0, 2],
            [0.03201287, 0.00409261, 0.0457011499824, 0, 0.00415342],
            [0.04561505, 0.01891370, 0.0479159864587, 0.0135853, 0.00667795],
            [30.157554341, 5.404446942, 11.314109446, 37.259799895, 6.402022164],
        )
        ((*_, verdict),) = [
            row[:10] for row in call_function("CX_BGNBD_FIT", *given, "pnbd")
        ]

        assert verdict in {"not identified", "no sign of leaving: use nbd"}

    @pytest.mark.parametrize("column", range(4))
    def test_more_than_there_are(self, column):
        """1e300 purchases, weeks or customers are a mistake, and named in their row."""
        columns = [[0, 1], [0, 3], [10, 10], [5, 5]]
        columns[column][1] = 1e300
        with pytest.raises(OutOfRange) as caught:
            call_function("CX_BGNBD_FIT", *columns)

        assert (2, 1) == caught.value.position

    def test_nobody(self):
        """An empty table is a fit of nobody."""
        ((*_, n, status, _),) = [
            row[:8] for row in call_function("CX_BGNBD_FIT", [None], [None], [None])
        ]

        assert (0, 2) == (n, status)

    def test_header_and_gaps(self, cdnow, fitted):
        """A header, a blank row and one with a gap count for nothing."""
        columns = [column.tolist() for column in cdnow.history]
        heads, gap = ("Riacquisti", "Recency", "Età"), (3, None, 20)
        dirty = [
            [head, *column[:5], None, cell, *column[5:]]
            for head, column, cell in zip(heads, columns, gap, strict=True)
        ]

        assert fitted["bgnbd"] == call_function("CX_BGNBD_FIT", *dirty)

    def test_unchanged_data_are_not_fitted_again(self, cdnow):
        """Recalculation finds the fit of equal histories."""
        bgnbd.fits.clear()
        for _ in range(3):
            call_function("CX_BGNBD_FIT", *cdnow.history)

        assert (2, 1) == (bgnbd.fits.hits, bgnbd.fits.misses)

    def test_row_of_the_error(self):
        """The error points at the row that was selected, headers and gaps included."""
        columns = ["x", 0, None, 1], ["t", 0, None, 30], ["T", 38, None, 20]
        with pytest.raises(OutOfRange) as caught:
            call_function("CX_BGNBD_FIT", *columns)

        assert (4, 1) == caught.value.position
        assert "recency" == caught.value.argument


class TestAlive:
    def test_btyd(self):
        """R BTYD 2.4.3, bgnbd.PAlive at the parameters of the paper."""
        found = call_function(
            "CX_BGNBD_ALIVE",
            PAPER,
            [0, 1, 2, 5, 10],
            [0, 20, 30.43, 35, 20],
            [38.86] * 5,
        )

        assert [1.0, 0.600293594, 0.726578570, 0.832357187, 0.039345959] == [
            round(p, 9) for (p,) in found
        ]

    def test_pareto(self, fitted):
        """
        lifetimes: .869122 for x = 2, t_x = 30.43, T = 38.86; the row names its model.
        """
        ((found,),) = call_function("CX_BGNBD_ALIVE", fitted["pnbd"], *CUSTOMER)
        ((typed,),) = call_function("CX_BGNBD_ALIVE", PARETO, *CUSTOMER, "pnbd")

        assert 0.8691 == round(found, 4)
        assert pytest.approx(typed, abs=1e-4) == found

    def test_beside_the_data(self):
        """
        One result per selected row: blank for a header or an empty row, #N/A for a gap.
        """
        found = call_function(
            "CX_BGNBD_ALIVE",
            PAPER,
            ["x", 0, None, 2, 2],
            ["t_x", None, None, 30.43, None],
            ["T", 38.86, None, 38.86, 38.86],
        )

        assert ["", 1.0, ""] == [cell for (cell,) in found[:3]]
        assert 0.72658 == round(found[3][0], 5)
        assert Code.NA == found[4][0]

    @pytest.mark.parametrize(
        ("customer", "refusal"),
        [
            ((2, 40, 38.86), OutOfRange),
            ((0, 3, 38.86), OutOfRange),
            ((-1, 0, 38.86), OutOfRange),
            ((1.5, 3, 38.86), NotWhole),
        ],
    )
    def test_impossible_histories(self, customer, refusal):
        """
        Recency above age, recency without repeats, less than no or half a purchase.
        """
        with pytest.raises(refusal):
            call_function("CX_BGNBD_ALIVE", PAPER, *customer)

    def test_different_lengths(self):
        """Columns belong together."""
        with pytest.raises(ShapesDiffer):
            call_function("CX_BGNBD_ALIVE", PAPER, [1, 2], [3, 4], [38.86])

    @settings(deadline=None, max_examples=50)
    @given(
        st.lists(
            st.tuples(st.integers(0, 40), st.floats(0.01, 1), st.floats(0.5, 100)),
            min_size=1,
        ),
        st.randoms(),
    )
    def test_order(self, customers, random):
        """Probabilities in [0, 1], each with its row in whatever order."""
        rows = [(x, share * age * (x > 0), age) for x, share, age in customers]
        shuffled = random.sample(rows, len(rows))

        def answer(table):
            columns = map(list, zip(*table, strict=True))
            found = call_function("CX_BGNBD_ALIVE", PAPER, *columns)
            return {row: round(p, 12) for row, (p,) in zip(table, found, strict=True)}

        assert answer(rows) == answer(shuffled)
        assert all(0 <= p <= 1 for p in answer(rows).values())


class TestExpected:
    @pytest.mark.parametrize(
        ("horizon", "purchases"),
        [
            (0.1429, 0.00781607),
            (1, 0.05318474),
            (3, 0.15063192),
            (31.8571, 1.04049424),
            (32, 1.04373717),
            (78, 1.85797170),
        ],
    )
    def test_new_customer(self, fitted, horizon, purchases):
        """lifetimes' E[X(t)] on CDNOW; Hardie's sheet to four decimals."""
        ((found,),) = call_function("CX_BGNBD_EXPECTED", fitted["bgnbd"], horizon)

        assert pytest.approx(found, abs=5e-7) == purchases

    def test_customer(self, fitted):
        """1.2259 for x = 2, t_x = 30.43, T = 38.86 (lifetimes); Pareto/NBD 1.455."""
        ((bgnbd_,),) = call_function(
            "CX_BGNBD_EXPECTED", fitted["bgnbd"], 39, *CUSTOMER
        )
        ((pareto,),) = call_function("CX_BGNBD_EXPECTED", fitted["pnbd"], 39, *CUSTOMER)

        assert 1.2259 == round(bgnbd_, 4)
        assert 1.4551 == round(pareto, 4)

    def test_btyd(self):
        """R BTYD 2.4.3, bgnbd.ConditionalExpectedTransactions."""
        found = call_function(
            "CX_BGNBD_EXPECTED",
            PAPER,
            39,
            [0, 1, 2, 5, 10],
            [0, 20, 30.43, 35, 20],
            [38.86] * 5,
        )

        assert [0.19509805, 0.57506497, 1.22602817, 3.16911470, 0.28634123] == [
            round(x, 8) for (x,) in found
        ]

    def test_no_rows(self):
        """No rows have no answer; an empty list is none."""
        with pytest.raises(NoAnswers):
            call_function("CX_BGNBD_EXPECTED", PAPER, 39, [], [], [])

    def test_half_a_history(self):
        """A frequency without recency and age says too little."""
        with pytest.raises(Missing) as caught:
            call_function("CX_BGNBD_EXPECTED", PAPER, 39, [2])

        assert "recency" == caught.value.argument


class TestParameters:
    @pytest.mark.parametrize(
        ("params", "refusal"),
        [
            ([[*PAPER, -9582, 2357, 0, 0, "gg", "converged"]], WrongModel),
            ([[*PAPER, -9582, 2357, 0, 0]], NotAFit),
            ([0.243, 4.414, 0.793], NotAFit),
            ([0.243, "#N/A", 0.793, 2.426], ErrorInRange),
            ([0.243, -1, 0.793, 2.426], OutOfRange),
            ([0.243, 1e300, 0.793, 2.426], OutOfRange),
            ([0.243, None, 0.793, 2.426], Missing),
            (0.243, NotAFit),
            ("#VALUE!", ErrorInRange),
            ([0.243, 4.414, "#DIV/0!"], ErrorInRange),
            ([0.243, 4.414], NotAFit),  # two are enough for "nbd" only
        ],
    )
    def test_wrong_cells(self, params, refusal):
        """Another model, half a row, too few, errors and impossible parameters."""
        with pytest.raises(refusal):
            call_function("CX_BGNBD_ALIVE", params, *CUSTOMER)

    def test_what_to_select(self):
        """One cell instead of the row: the message says which cells."""
        with pytest.raises(NotAFit) as caught:
            call_function("CX_BGNBD_ALIVE", 0.243, *CUSTOMER)

        assert "select the whole row of CX_BGNBD_FIT" in caught.value.say("en")
        assert "i suoi 4 parametri" in caught.value.say("it")

    def test_unusable_fit(self):
        """The #N/A of a fit without parameters goes on to its predictions."""
        fit = call_function("CX_BGNBD_FIT", [1, 0], [3, 0], [10, 10])
        with pytest.raises(ErrorInRange) as caught:
            call_function("CX_BGNBD_EXPECTED", fit, 39)

        assert Code.NA == caught.value.code

    def test_two_models(self, fitted):
        """The row says Pareto/NBD, the argument BG/NBD: one of them is wrong."""
        with pytest.raises(WrongModel):
            call_function("CX_BGNBD_ALIVE", fitted["pnbd"], *CUSTOMER, "bgnbd")

    def test_the_model_of_the_row(self, fitted):
        """Equal numbers of another model give another answer: nothing is mixed up."""
        found = {
            model: call_function("CX_BGNBD_ALIVE", row, *CUSTOMER)[0][0]
            for model, row in fitted.items()
        }

        assert 4 == len(set(found.values()))

    def test_column_and_trailing_blanks(self):
        """Parameters may stand in a column; empty cells behind them do not matter."""
        ((row,),) = call_function("CX_BGNBD_ALIVE", [PAPER], *CUSTOMER)
        ((column,),) = call_function("CX_BGNBD_ALIVE", [*PAPER, None, ""], *CUSTOMER)

        assert row == column


class TestInterval:
    @pytest.mark.parametrize("model", ["bgnbd", "mbgnbd", "pnbd"])
    def test_cdnow(self, cdnow, fitted, model):
        """The total lies between its limits, which are seeded."""
        history = [column[:300] for column in cdnow.history]
        call = ("CX_BGNBD_INTERVAL", fitted[model], 39, *history)
        header, (expected, low, high) = call_function(*call)
        single = call_function("CX_BGNBD_EXPECTED", fitted[model], 39, *history)

        assert ["expected", "low", "high"] == header
        assert pytest.approx(expected) == sum(x for (x,) in single)
        assert low < expected < high
        assert [header, [expected, low, high]] == call_function(*call)
        others = {
            tuple(call_function(*call, 0.95, False, seed)[1]) for seed in range(1, 4)
        }
        assert len(others) > 1

    def test_each_customer(self, cdnow, fitted):
        """One row per selected row; whole limits around each expectation."""
        x, t_x, age = ([None, *column[:50].tolist()] for column in cdnow.history)
        rows = call_function(
            "CX_BGNBD_INTERVAL", fitted["bgnbd"], 39, x, t_x, age, 0.95, True, 0, False
        )

        assert ["", "", ""] == rows[0]
        assert 51 == len(rows)
        assert all(
            low <= np.ceil(mean) and mean <= high + 1 for mean, low, high in rows[1:]
        )

    def test_confidence(self, cdnow, fitted):
        """More confidence, a wider interval."""
        history = [column[:300] for column in cdnow.history]
        widths = []
        for confidence in (0.5, 0.8, 0.99):
            _, (_, low, high) = call_function(
                "CX_BGNBD_INTERVAL", fitted["bgnbd"], 39, *history, confidence
            )
            widths.append(high - low)

        assert sorted(widths) == widths

    def test_many_customers(self, cdnow, fitted, monkeypatch):
        """A large base is simulated less often: much the same limits, sooner."""
        history = [column[:500] for column in cdnow.history]
        call = ("CX_BGNBD_INTERVAL", fitted["bgnbd"], 39, *history, 0.9)
        _, (_, low, high) = call_function(*call)
        monkeypatch.setattr(repeat_buying, "MOST_CUSTOMERS_IN_FULL", 50)
        repeat_buying.INTERVALS.clear()
        _, (_, sooner_low, sooner_high) = call_function(*call)

        # 250 draws: the limits of a 90 % interval vary by about a tenth of its width
        margin = 0.15 * (high - low)
        assert pytest.approx([sooner_low, sooner_high], abs=margin) == [low, high]
        assert [low, high] != [sooner_low, sooner_high]

    def test_one_cache_entry_per_call(self, fitted):
        """0.95 with seed 0 and 0.9 with seed 50 are not the same call ("0.950")."""
        call = ("CX_BGNBD_INTERVAL", fitted["bgnbd"], 39, *CUSTOMER)
        limits = []
        for earlier in ([], [(0.95, False, 0)]):
            repeat_buying.INTERVALS.clear()
            for options in earlier:
                call_function(*call, *options)
            limits.append(call_function(*call, 0.9, False, 50))

        assert limits[0] == limits[1]

    @pytest.mark.parametrize(
        ("place", "value", "refusal"),
        [
            (10, 3.0, OutOfRange),  # a standard error far above 2 times r
            (10, 0, OutOfRange),
            (14, 1.5, OutOfRange),  # a correlation
            (14, -0.99, Undefined),  # r and alpha cannot part so far, given the others
            (14, "#N/A", ErrorInRange),
            (13, "x", NotAFit),
        ],
    )
    def test_no_such_fit(self, fitted, place, value, refusal):
        """A row whose uncertainty no usable fit has was changed by hand."""
        row = [*fitted["bgnbd"][0]]
        row[place] = value
        with pytest.raises(refusal):
            call_function("CX_BGNBD_INTERVAL", [row], 39, *CUSTOMER)

    def test_nobody(self, fitted):
        """Nobody has no total; a blank row has blank limits."""
        call = ("CX_BGNBD_INTERVAL", fitted["bgnbd"], 39, [None], [None], [None])
        with pytest.raises(TooFew):
            call_function(*call)

        assert [["", "", ""]] == call_function(*call, None, True, None, False)

    def test_nbd(self, cdnow, fitted):
        """
        If nobody leaves every customer is active, and each goes on at the own rate.
        """
        (alive,) = call_function("CX_BGNBD_ALIVE", fitted["nbd"], *CUSTOMER)
        (expected,) = call_function("CX_BGNBD_EXPECTED", fitted["nbd"], 39, *CUSTOMER)
        r, alpha, *_ = fitted["nbd"][0]
        bare = call_function("CX_BGNBD_EXPECTED", [r, alpha], 39, *CUSTOMER, "nbd")
        _, (mean, low, high) = call_function(
            "CX_BGNBD_INTERVAL", fitted["nbd"], 39, *cdnow.history
        )

        assert [1.0] == alive
        assert pytest.approx(expected) == [(r + 2) / (alpha + 38.86) * 39]
        assert [expected] == bare
        assert low < mean < high

    def test_bare_parameters(self):
        """Without standard errors an interval would be too narrow: it is refused."""
        with pytest.raises(NotAFit):
            call_function("CX_BGNBD_INTERVAL", PAPER, 39, *CUSTOMER)


@pytest.mark.parametrize("model", ["bgnbd", "mbgnbd", "pnbd"])
def test_nobody_leaves(model):
    """Where nobody leaves, any slow enough leaving fits: use the model without it."""
    rng = np.random.default_rng(3)
    age = rng.uniform(10, 52, 1000)
    bought = rng.poisson(rng.gamma(0.8, 1 / 10, 1000) * age)
    # Given their number, purchases are uniform: the last of x is x * beta(x, 1).
    last = np.where(bought > 0, age * rng.beta(np.maximum(bought, 1), 1), 0)
    (row,) = call_function("CX_BGNBD_FIT", bought, last, age, None, model)

    assert ([Code.NA] * 4, 2) == (row[:4], row[6])
    assert "no sign of leaving: use nbd" == row[9]
