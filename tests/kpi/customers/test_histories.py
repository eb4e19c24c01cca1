"""CX_RFM beside lifetimes, on the CDNOW sample and by hand."""

import warnings
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

CLOSING = 35703  # 1997-09-30, the end of calibration


def test_cdnow_is_lifetimes(lifetimes, transactions):
    """lifetimes' own summary in days: x, t_x, T and the mean repeat amount."""
    seen = transactions.day <= CLOSING
    days = transactions.day[seen]
    frame = pd.DataFrame(
        {
            "id": transactions.customer[seen],
            "date": pd.to_datetime(days, unit="D", origin="1899-12-30"),
            "amount": transactions.amount[seen],
        }
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it spells pandas names of 2020
        expected = lifetimes.utils.summary_data_from_transaction_data(
            frame, "id", "date", "amount", observation_period_end="1997-09-30"
        )

    rows = call_function(
        "CX_RFM", frame.id, days, frame.amount, CLOSING, "D", None, False
    )

    assert 2357 == len(rows)
    assert 946 == sum(row[1] > 0 for row in rows)
    assert 2457 == sum(row[1] for row in rows)
    actual = pd.DataFrame(rows).set_index(0).loc[expected.index]
    assert {0} == set(actual.pop(5))  # nothing was returned
    assert pytest.approx(expected.to_numpy()) == actual.to_numpy()


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.dates(date(2025, 1, 1), date(2026, 1, 1)),
            st.integers(1, 99),
        ),
        min_size=1,
    )
)
def test_order_and_splitting_a_purchase_do_not_matter(purchases):
    """Two receipts of one day are one purchase of their sum."""
    ids, days, amounts = (list(column) for column in zip(*purchases, strict=True))
    halves = [amount / 2 for amount in amounts]

    whole = call_function("CX_RFM", ids, days, amounts, None, None, None, False)
    split = call_function(
        "CX_RFM", ids * 2, days * 2, halves * 2, None, None, None, False
    )
    turned = call_function(
        "CX_RFM", ids[::-1], days[::-1], amounts[::-1], None, None, None, False
    )

    assert [pytest.approx(row[1:]) for row in whole] == [row[1:] for row in split]
    assert sorted(whole) == sorted(turned)


def test_by_hand():
    """Days 1, 1, 15 and 8 up to day 22: weeks by default, months on request."""
    days = [date(2026, 1, d) for d in (1, 1, 15, 8)]
    given = (["A", "a", "A", "B"], days, [10, 5, 8, 3], date(2026, 1, 22))

    assert [
        ["A", 1.0, 2.0, 3.0, 8.0, 0],
        ["B", 0.0, 0.0, 2.0, 0.0, 0],
    ] == call_function("CX_RFM", *given, None, None, False)
    assert [
        ["A", 0.0, 0.0, 3.0, 0.0, 0],
        ["B", 0.0, 0.0, 2.0, 0.0, 0],
    ] == call_function("CX_RFM", *given, "W", "M", False)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (([], []), "#DIV/0!"),
        ((["a"], [None]), "#DIV/0!"),
        ((["a"],), "#VALUE!"),
        ((["a"], ["01/02/2026"]), "#VALUE!"),
        ((["a"], [46023], [1], 46000), "#NUM!"),
        ((["a"], [46023], [1], None, "decades"), "#VALUE!"),
        ((["a"], [46023], ["#N/A"]), "#N/A"),
    ],
)
def test_refusals(arguments, code):
    """No purchase, no dates, dates as text, an end before the last purchase."""
    assert code == error("CX_RFM", *arguments).code


class TestReturns:
    LOG = (
        ("Anna", 46001, 20),
        ("Carla", 46002, -9),
        ("Anna", 46002, -5),  # of the 20: the first purchase is not in the mean
        (
            "Bruno",
            46003,
            -4,
        ),  # of a purchase before the data begin: of no purchase here
        ("Bruno", 46005, 15),
        ("Anna", 46008, -10),  # a return in the morning, a purchase later that day
        ("Anna", 46008, 30),
        ("Anna", 46015, 40),
        ("Bruno", 46016, -1),
    )

    def test_a_return_is_no_purchase(self):
        """
        Anna buys 30 - 10 and 40 again, a mean of 30; Carla, who only returns, is last.
        """
        ids, days, amounts = zip(*self.LOG, strict=True)
        table = call_function("CX_RFM", ids, days, amounts, 46022)

        assert [
            ["customer", "frequency", "recency", "age", "monetary", "returns"],
            ["Anna", 2, 2, 3, 30, 2],
            ["Bruno", 0, 0, pytest.approx(17 / 7), 0, 2],
            ["Carla", "", "", "", "", 1],
        ] == table

    def test_the_models_take_such_a_history(self):
        """The row of a customer without purchases stays blank in what follows."""
        ids, days, amounts = zip(*self.LOG, strict=True)
        table = call_function("CX_RFM", ids, days, amounts, 46022, "D")
        _, x, t_x, age, *_ = (list(c) for c in zip(*table, strict=True))
        params = [0.243, 30, 0.793, 2.426]
        *_, carla = call_function("CX_BGNBD_ALIVE", params, x, t_x, age)

        assert [""] == carla

    def test_nothing_but_returns(self):
        """A log of returns holds no purchase."""
        assert "#DIV/0!" == error("CX_RFM", ["a", "b"], [46023, 46024], [-3, -4]).code

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("abc"), st.integers(46001, 46060), st.integers(-50, 99)
            ),
            min_size=1,
        )
    )
    def test_against_a_loop(self, log):
        """A walk through the days, customer by customer, nets the same."""
        expected = {}
        for name in dict.fromkeys(name for name, *_ in log):
            own = sorted(
                ((day, amount) for who, day, amount in log if who == name),
                key=lambda row: (row[0], row[1] < 0),
            )
            sums, returns = {}, 0
            for day, amount in own:
                if amount >= 0:
                    sums[day] = sums.get(day, 0) + amount
                else:
                    returns += 1
                    if sums:
                        sums[max(sums)] += amount
            _, *repeats = sums.values() if sums else [0]
            mean = sum(repeats) / max(len(repeats), 1) if sums else ""
            expected[name] = [len(repeats) if sums else "", mean, returns]
        if all(history[0] == "" for history in expected.values()):
            return
        rows = call_function("CX_RFM", *zip(*log, strict=True), None, None, None, False)

        assert expected == {
            name: [x, pytest.approx(mean) if mean != "" else "", returns]
            for name, x, _, _, mean, returns in rows
        }
