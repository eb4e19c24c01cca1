import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.errors import NoAnswers, OutOfRange, ShapesDiffer, TooLarge
from cx_xl.models import rfm

transactions = st.lists(
    st.tuples(st.sampled_from("abcde"), st.integers(40000, 40100), st.integers(1, 99)),
    min_size=1,
    max_size=60,
)


class TestSummarise:
    @pytest.mark.filterwarnings("ignore")  # lifetimes predates this NumPy and pandas
    def test_cdnow(self, transactions, lifetimes):
        """
        lifetimes' summary of the 6,919 CDNOW transactions, in days, to 1998-06-30.
        """
        table = pd.DataFrame(
            {
                "customer": transactions.customer,
                "date": np.datetime64("1899-12-30")
                + transactions.day.astype("timedelta64[D]"),
                "amount": transactions.amount,
            }
        )
        theirs = lifetimes.utils.summary_data_from_transaction_data(
            table, "customer", "date", "amount", observation_period_end="1998-06-30"
        )
        ours = rfm.summarise(
            transactions.customer,
            transactions.day,
            transactions.amount,
            as_of=35976,
            unit=rfm.Unit.D,
        )

        assert theirs.index.to_list() == ours.customers
        assert theirs["frequency"].to_list() == ours.frequency.tolist()
        assert theirs["recency"].to_list() == ours.recency.tolist()
        assert theirs["T"].to_list() == ours.age.tolist()
        assert pytest.approx(ours.monetary) == theirs["monetary_value"].to_numpy()

    def test_calibration(self, exact):
        """Fader, Hardie & Lee 2005: 2,357 customers, 946 came back, 2,457 times."""
        assert 2357 == len(exact.customers)
        assert 946 == np.count_nonzero(exact.frequency)
        assert 2457 == exact.frequency.sum()
        assert 35.08 == exact.monetary[exact.frequency > 0].mean().round(2)

    def test_without_pandas(self, monkeypatch):
        """
        LibreOffice and the browser have NumPy and SciPy only: the same customers, in
        the order of first appearance, 1 and "1" apart.
        """
        log = (["b", 1, "1", "b", "a", 1.0], [7, 0, 0, 14, 3, 21])
        expected = rfm.summarise(*log)
        monkeypatch.setitem(sys.modules, "pandas", None)
        found = rfm.summarise(*log)

        assert ["b", 1, "1", "a"] == expected.customers == found.customers
        assert [1, 1, 0, 0] == found.frequency.tolist()
        assert expected.recency.tolist() == found.recency.tolist()
        assert expected.age.tolist() == found.age.tolist()

    def test_same_day(self):
        """Two orders of a day are one purchase, with the sum of both amounts."""
        found = rfm.summarise(["a"] * 3, [1.2, 8.1, 8.9], [5, 6, 7], as_of=15)

        assert [1.0] == found.frequency.tolist()
        assert [1.0] == found.recency.tolist()
        assert [2.0] == found.age.tolist()
        assert [13.0] == found.monetary.tolist()

    def test_grain(self):
        """Friday and Sunday share a week; Monday 2026-03-30 and 1 April no month."""
        days = [46108, 46110, 46111, 46113]  # 2026-03-27, 29, 30 and 2026-04-01
        frequency = {
            grain: rfm.summarise(["a"] * 4, days, grain=grain).frequency.item()
            for grain in rfm.Grain
        }

        assert {rfm.Grain.D: 3, rfm.Grain.W: 1, rfm.Grain.M: 1} == frequency

    def test_months(self):
        """A month is a twelfth of 365.25 days, never 30 of them."""
        found = rfm.summarise(["a", "a"], [0, 365.25], unit=rfm.Unit.M)

        assert 11.99 == found.recency.round(2).item()

    def test_numbers_and_text(self):
        """Customer 1 and customer "1" are two, in the order of first appearance."""
        found = rfm.summarise(["1", 1, "1"], [1, 2, 3])

        assert ["1", 1] == found.customers
        assert [1.0, 0.0] == found.frequency.tolist()

    @given(transactions, st.randoms())
    def test_order(self, rows, random):
        """The order of the transactions does not matter."""
        shuffled = random.sample(rows, len(rows))

        assert _by_customer(rows) == _by_customer(shuffled)

    @given(transactions)
    def test_one_by_one(self, rows):
        """Each customer's row is what a loop over that customer's days says."""
        end = max(day for _, day, _ in rows)
        for customer, found in _by_customer(rows).items():
            days = {}
            for name, day, amount in rows:
                if name == customer:
                    days[day] = days.get(day, 0) + amount
            first, *rest = sorted(days)
            mean = sum(days[day] for day in rest) / len(rest) if rest else 0
            expected = (len(rest), max(days) - first, end - first, mean)
            assert expected == pytest.approx(found)

    def test_errors(self):
        """
        No rows, a purchase after the closing day, unequal columns, an endless date.
        """
        with pytest.raises(NoAnswers):
            rfm.summarise([], [])
        with pytest.raises(TooLarge, match="more than as_of allows"):
            rfm.summarise(["a"], [50], as_of=49)
        with pytest.raises(ShapesDiffer, match="amounts and dates differ"):
            rfm.summarise(["a"], [50], [1, 2])
        with pytest.raises(OutOfRange, match="row 2, column 1: dates is nan"):
            rfm.summarise(["a", "a"], [50, np.nan])


def _by_customer(rows):
    found = rfm.summarise(*zip(*rows, strict=True), unit=rfm.Unit.D)
    columns = found.frequency, found.recency, found.age, found.monetary
    return {
        customer: tuple(round(column[i], 9) for column in columns)
        for i, customer in enumerate(found.customers)
    }
