import numpy as np
import pytest

from cx_xl import call_function
from cx_xl.errors import Code, NoAnswers, NotFitted, Undefined

SPLIT, END = 35703, 35976  # 1997-09-30 and 1998-06-30


@pytest.fixture(scope="module")
def check(transactions):
    """CX_CLV_CHECK on CDNOW: 39 weeks predict the next 39."""
    header, *rows = call_function(
        "CX_CLV_CHECK",
        transactions.customer,
        transactions.day,
        SPLIT,
        transactions.amount,
        END,
    )
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


class TestCdnow:
    def test_purchases(self, check):
        """
        1,882 purchases came; BG/NBD says 1,653, purchases per week so far say 2,930.

        Both recomputed by hand in reference-values and kpi-definitions (clvkit's
        story: the rate so far overshoots by more than half, the model is a bit low).
        """
        line = check["purchases"]

        assert (2357, 1882) == (line["customers"], line["actual"])
        assert (1653, 2930) == (round(line["predicted"]), round(line["run rate"]))
        assert (-0.12, 0.56) == (
            round(line["error"], 2),
            round(line["run rate error"], 2),
        )

    def test_groups_add_up(self, check):
        """The groups by repeat purchases share out the total, without rest."""
        groups = [line for name, line in check.items() if name.startswith("x = ")]

        for column in ("customers", "predicted", "actual", "run rate"):
            total = check["purchases"][column]
            assert pytest.approx(sum(line[column] for line in groups)) == total
        # Fader, Hardie & Lee 2005, section 4: 1,411 customers without a repeat
        assert (8, 1411) == (len(groups), groups[0]["customers"])

    def test_money(self, check, transactions):
        """What the customers of the calibration period spent in the holdout."""
        later = transactions.day > SPLIT
        known = np.isin(transactions.customer, transactions.customer[~later])

        assert (
            pytest.approx(transactions.amount[later & known].sum())
            == check["spend"]["actual"]
        )
        assert check["spend"]["low"] < check["spend"]["predicted"]
        assert check["spend"]["predicted"] < check["spend"]["high"]

    def test_unit(self, transactions):
        """Days or weeks: the same purchases."""
        log = (transactions.customer, transactions.day, SPLIT, None, END)
        weeks, days = (call_function("CX_CLV_CHECK", *log, u)[1] for u in ("W", "D"))

        assert pytest.approx(days[2], rel=1e-6) == weeks[2]


LOG = ["a", "b", "a"], [46023, 46030, 46040]


class TestRefusals:
    def test_too_little(self):
        """Two customers identify no model: #N/A, and the reason is said."""
        with pytest.raises(NotFitted) as caught:
            call_function("CX_CLV_CHECK", *LOG, 46035)

        assert Code.NA == caught.value.code
        assert "i dati sono troppo pochi" in caught.value.say("it")

    @pytest.mark.parametrize("split", [46040, 46050])
    def test_nothing_ahead(self, split):
        """A split at the end leaves nothing to predict."""
        with pytest.raises(Undefined):
            call_function("CX_CLV_CHECK", *LOG, split)

    def test_nothing_before(self):
        """A split before the first purchase leaves nothing to learn from."""
        with pytest.raises(NoAnswers):
            call_function("CX_CLV_CHECK", *LOG, 46000)

    def test_later_than_the_end(self):
        """A purchase after the last day of observation is a contradiction."""
        with pytest.raises(Undefined):
            call_function("CX_CLV_CHECK", *LOG, 46025, None, 46035)


@pytest.mark.parametrize("rows", [[], [["a", 46000, -5.0]]])
def test_nothing_was_ever_bought(rows):
    """On the last day that there is, too: no purchase lies before it."""
    columns = [[[row[i]] for row in rows] for i in range(3)]

    with pytest.raises(NoAnswers):
        call_function("CX_CLV_CHECK", *columns[:2], 2_958_465, columns[2])
