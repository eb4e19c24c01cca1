"""Classes of answers and of customers."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

PURCHASES = st.lists(
    st.tuples(
        st.sampled_from("abcdefg"),
        st.dates(date(2026, 1, 1), date(2026, 2, 1)),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=40,
)


class TestNpsClass:
    def test_rows_stay_beside_theirs(self):
        """Labels and numbers stored as text are read; headers and gaps stay blank."""
        cells = ["NPS", 10, "9", None, 8.5, "0 (per niente)", "n/a", 6, None]

        assert [
            "",
            "promoter",
            "promoter",
            "",
            "passive",
            "detractor",
            "",
            "detractor",
        ] == [row[0] for row in call_function("CX_NPS_CLASS", cells)]

    @given(st.lists(st.integers(0, 10), min_size=1))
    def test_codes_average_to_the_score(self, answers):
        """1, 0 and -1 are what the score is the mean of."""
        codes = [row[0] for row in call_function("CX_NPS_CLASS", answers, True)]

        assert pytest.approx(call_function("CX_NPS", answers)) == (
            100 * sum(codes) / len(codes)
        )

    @pytest.mark.parametrize(
        ("cells", "code", "position"),
        [
            ([[9], [11]], "#NUM!", (2, 1)),
            ([[9], ["#REF!"]], "#REF!", (2, 1)),
            ([["1.234"]], "#VALUE!", (1, 1)),
            ([[None]], "#DIV/0!", None),
            ([[True]], "#DIV/0!", None),
        ],
    )
    def test_refusals(self, cells, code, position):
        """The bad cell is found."""
        bad = error("CX_NPS_CLASS", cells)
        assert (code, position) == (bad.code, bad.position)


class TestRfmScore:
    def test_by_hand(self):
        """Five customers, one per quintile; the freshest, busiest and best has 555."""
        ids, days, amounts = [], [], []
        for place, name in enumerate("abcde", start=1):
            for visit in range(place):
                ids.append(name)
                days.append(date(2026, 1, 10 + place) - timedelta(days=visit))
                amounts.append(10)

        table = call_function("CX_RFM_SCORE", ids, days, amounts, date(2026, 1, 20))

        assert ["111", "222", "333", "444", "555"] == [row[-2] for row in table[1:]]
        assert {0} == {row[-1] for row in table[1:]}
        assert ["a", 9, 1, 10.0] == table[1][:4]
        assert ["e", 5, 5, 50.0] == table[5][:4]

    @given(PURCHASES)
    def test_measures_are_pandas(self, purchases):
        """Days since the last purchase, distinct days, total amount."""
        ids, days, amounts = (list(c) for c in zip(*purchases, strict=True))
        frame = pd.DataFrame({"id": ids, "day": days, "amount": amounts})
        groups = frame.groupby("id", sort=False)
        latest = max(days)

        rows = call_function("CX_RFM_SCORE", ids, days, amounts, None, None, False)

        assert list(dict.fromkeys(ids)) == [row[0] for row in rows]
        assert [(latest - d).days for d in groups.day.max()] == [r[1] for r in rows]
        assert groups.day.nunique().tolist() == [row[2] for row in rows]
        assert groups.amount.sum().tolist() == [row[3] for row in rows]

    def test_returns(self):
        """
        A return is no purchase and lowers the total; who only returns has no scores.
        """
        ids = ["Anna", "Carla", "Anna", "Bruno", "Anna"]
        amounts = [20, -9, 30, 15, -5]

        table = call_function(
            "CX_RFM_SCORE", ids, range(46001, 46006), amounts, None, 2
        )

        assert [
            ["Anna", 2, 2, 45, 1, 2, 2, "122", 1],
            ["Carla", "", 0, -9, "", "", "", "", 1],
            ["Bruno", 1, 1, 15, 2, 1, 1, "211", 0],
        ] == table[1:]

    @given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(2, 9))
    def test_equal_customers_have_equal_scores(self, amounts, bins):
        """Scores rise with the amount, ties stay together, all lie from 1 to bins."""
        ids = list(range(len(amounts)))
        days = [date(2026, 1, 1)] * len(ids)

        rows = call_function("CX_RFM_SCORE", ids, days, amounts, None, bins, False)

        pairs = sorted((row[3], row[6]) for row in rows)
        assert [score for _, score in pairs] == sorted(score for _, score in pairs)
        assert len(set(pairs)) == len(set(amounts))
        assert {row[4] for row in rows} == {1 + bins // 2}  # the middle of all equal
        assert all(1 <= score <= bins for _, score in pairs)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([], [], []), "#DIV/0!"),
            ((["a"], [46023], [None]), "#DIV/0!"),
            ((["a"], [46023]), "#VALUE!"),
            ((["a"], ["yesterday"], [1]), "#VALUE!"),
            ((["a"], [46023], [1], 46000), "#NUM!"),
            ((["a"], [46023], [1], None, 1), "#NUM!"),
            ((["a"], [46023], ["#DIV/0!"]), "#DIV/0!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """No purchase, no amounts, no date, a day of counting that lies before."""
        assert code == error("CX_RFM_SCORE", *arguments).code
