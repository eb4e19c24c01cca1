"""Purchase histories counted by engines: those of cells, on CDNOW and on odd rows."""

import random
from datetime import UTC, date, datetime, timedelta
from math import inf, nan

import duckdb
import numpy as np
import pyarrow as pa
import pytest

import cx_xl
from cx_xl import histories
from cx_xl.dates import EPOCH
from cx_xl.errors import CxError, Missing, NoAnswers, Undefined
from tests.refusals import error

pytestmark = pytest.mark.slow

END = date(1997, 9, 30)


def sample(n=2000):
    """Return invoices with returns, gaps and names in several spellings."""
    draw = random.Random(5)
    start = datetime.fromisoformat("2024-12-20")
    names = ["Anna", "ANNA", " anna ", "Weiß", "WEISS", "Jo  Ann", "jo\u00a0ann", None]
    names += ["", *(f"C{i:03}" for i in range(150)), "Σίσυφος", "ΣΊΣΥΦΟΣ"]
    return [
        {
            "who": draw.choice(names),
            "when": start + timedelta(minutes=draw.randrange(300_000)),
            "money": draw.choice([10.0, 20.0, 35.5, 0.0, -5.0, -35.5, None, nan]),
        }
        for _ in range(n)
    ]


ROWS = sample()
TABLE = pa.Table.from_pylist(ROWS)
COLUMNS = [[row[name] for row in ROWS] for name in ("who", "when", "money")]


@pytest.fixture(scope="module")
def cdnow_invoices(transactions):
    """CDNOW's invoices up to the end of its calibration, as a table."""
    seen = transactions.day <= (END - EPOCH).days
    days = [EPOCH + timedelta(days=int(day)) for day in transactions.day[seen]]
    columns = [transactions.customer[seen], days, transactions.amount[seen]]
    return pa.table(dict(zip(("who", "when", "money"), columns, strict=True)))


@pytest.fixture(scope="module")
def cdnow_cells(cdnow_invoices):
    """The same by CX_RFM: frequency, recency, age and monetary of each customer."""
    columns = cdnow_invoices.to_pydict()
    rows = cx_xl.rfm(*columns.values(), as_of=END).rows
    return [list(column) for column in zip(*rows, strict=True)][1:5]


def distinct(*columns):
    """Return the distinct rows, sorted, and how often each occurs."""
    rows = np.round(np.column_stack([np.array(c, float) for c in columns]), 9)
    return np.unique(rows, axis=0, return_counts=True)


@pytest.mark.parametrize("model", ["bgnbd", "mbgnbd", "pnbd", "nbd"])
def test_models_fitted_to_cdnow_are_those_of_cells(cdnow_invoices, cdnow_cells, model):
    """Parameters, likelihood, errors and verdict: equal to 1e-9."""
    base = histories(duckdb.from_arrow(cdnow_invoices), "who", "when", as_of=END)

    frequency, recency, age, _ = cdnow_cells
    expected = cx_xl.bgnbd_fit(frequency, recency, age, model=model)
    found = cx_xl.bgnbd_fit(base, model=model)

    assert 2357 == base.customers.sum()
    assert expected.verdict == found.verdict
    for one, other in zip(expected, found, strict=True):
        assert one == other or pytest.approx(one, rel=1e-9, abs=1e-9) == other


def test_spend_fitted_to_cdnow_is_that_of_cells(cdnow_invoices, cdnow_cells, engine):
    """Gamma-Gamma from distinct repeats and amounts: equal to 1e-9."""
    base = histories(engine(cdnow_invoices), "who", "when", "money", as_of=END)

    expected = cx_xl.gg_fit(cdnow_cells[0], cdnow_cells[3])
    found = cx_xl.gg_fit(base)

    for one, other in zip(expected, found, strict=True):
        assert one == other or pytest.approx(one, rel=1e-9, abs=1e-9) == other


def test_the_fit_predicts_the_whole_base(cdnow_invoices, cdnow_cells):
    """Expected purchases of all customers, from the distinct histories."""
    base = histories(duckdb.from_arrow(cdnow_invoices), "who", "when", as_of=END)
    fit = cx_xl.bgnbd_fit(base)

    each = cx_xl.bgnbd_expected(fit, 39, *cdnow_cells[:3])
    own = cx_xl.bgnbd_expected(fit, 39, base.frequency, base.recency, base.age)

    assert pytest.approx(sum(each), rel=1e-9, abs=0) == np.dot(base.customers, own)


@pytest.mark.parametrize("grain", ["D", "W", "M"])
@pytest.mark.parametrize("unit", ["D", "W", "M", "Y"])
def test_histories_are_those_of_cells(engine, unit, grain):
    """Names, days, gaps and returns as CX_RFM reads them, in every unit and grain."""
    table = cx_xl.rfm(*COLUMNS, unit=unit, grain=grain)
    rows = [row for row in table.rows if row[1] != ""]
    base = histories(engine(TABLE), "who", "when", "money", unit=unit, grain=grain)

    frequency, recency, age, monetary = list(zip(*rows, strict=True))[1:5]
    expected, counts = distinct(frequency, recency, age)
    found, _ = distinct(base.frequency, base.recency, base.age)
    assert expected.tolist() == found.tolist()
    assert counts.tolist() == base.customers.tolist()
    spent = [(x, m) for x, m in zip(frequency, monetary, strict=True) if x]
    expected, counts = distinct(*zip(*spent, strict=True))
    spending = base.spending
    assert expected.tolist() == distinct(*spending[:2])[0].tolist()
    assert counts.sum() == spending.customers.sum()
    assert sum(not all(map(_filled, row.values())) for row in ROWS) == base.gaps


def _filled(cell):
    return cell is not None and cell == cell and cell != ""  # noqa: PLR0124 - NaN


@pytest.mark.parametrize("measure", ["retention", "customers", "revenue"])
@pytest.mark.parametrize("period", ["W", "M", "Q", "Y"])
def test_cohorts_are_those_of_cells(engine, period, measure):
    """The whole matrix, returns and customers without a purchase included."""
    base = histories(engine(TABLE), "who", "when", "money")

    expected = cx_xl.cohort(*COLUMNS[:2], period, measure, COLUMNS[2])
    found = base.cohort(period, measure)

    assert expected.header == found.header
    for one, other in zip(expected.rows, found.rows, strict=True):
        assert all(map(_close, one, other)), (one, other)


def _close(one, other):
    if isinstance(one, float):
        return pytest.approx(one, rel=1e-12, abs=1e-9) == other
    return one == other


@pytest.mark.parametrize("bins", [3, 5])
def test_rfm_scores_are_those_of_cells(engine, bins):
    """How many customers have each score; the sums are those of their rows."""
    rows = cx_xl.rfm_score(*COLUMNS, bins=bins).rows
    table = histories(engine(TABLE), "who", "when", "money").rfm_score(bins)

    expected = {}
    for _, days, times, money, _, _, _, score, returns in rows:
        n, *sums = expected.get(score, (0, 0, 0, 0, 0))
        added = (days or 0, times, money, returns)
        expected[score] = n + 1, *map(sum, zip(sums, added, strict=True))
    assert len(expected) == len(table.rows)
    for row in table.rows:
        n, days, times, money, returns = expected[row[3]]
        assert n == row[4]
        assert pytest.approx(days / n, rel=1e-9, abs=0) == (row[5] or 0)
        assert pytest.approx(times / n, rel=1e-9, abs=0) == row[6]
        assert pytest.approx(money, rel=1e-9, abs=1e-9) == row[7]
        assert returns == row[8]


ODD = [
    ({"who": "#N/A"}, "#N/A"),
    ({"who": "İda"}, "without regard to case"),
    ({"when": datetime.fromisoformat("1900-01-01")}, "before 1906"),
    ({"money": inf}, "inf"),
]


@pytest.mark.parametrize(("cell", "said"), ODD)
def test_what_a_cell_refuses_is_refused_with_its_number(engine, cell, said):
    """Never dropped in silence; left out where that is asked for."""
    good = {"who": "A", "when": datetime.fromisoformat("2026-01-05"), "money": 1.0}
    table = engine(pa.Table.from_pylist([good, good | cell, good | cell]))

    with pytest.raises(CxError, match="of 3 rows 2 can not be counted") as caught:
        histories(table, "who", "when", "money")
    assert said in caught.value.say("en")
    base = histories(table, "who", "when", "money", leave_out=True)
    assert [2] == [refused.n for refused in base.refused]
    assert [1] == base.customers.tolist()


REFUSED = [
    (("whoo", "when"), {}, 'the nearest is "who"'),
    (("who", "money"), {}, "a date is needed"),
    (("who", "when", "who"), {}, "a number is needed"),
    (("who", "when"), {"time_zone": "Europe/Rome"}, "no time zone to convert from"),
    (("who", "when"), {"as_of": date(2025, 1, 1)}, "is later than"),
    (("who", "when"), {"unit": "fortnight"}, "fortnight"),
]


@pytest.mark.parametrize(("columns", "options", "said"), REFUSED)
def test_wrong_columns_are_refused_in_one_sentence(engine, columns, options, said):
    """At the call, before a model waits."""
    bad = error(histories, engine(TABLE), *columns, **options)

    assert said in bad.say("en")
    assert bad.say("it") != bad.say("en")


def test_what_a_base_does_not_know(engine):
    """No amounts, no single customers, no purchase at all."""
    base = histories(engine(TABLE), "who", "when")

    with pytest.raises(Missing):
        cx_xl.gg_fit(base)
    with pytest.raises(Missing):
        base.cohort(measure="revenue")
    with pytest.raises(Missing):
        base.rfm_score()
    with pytest.raises(Undefined, match="no single customers"):
        cx_xl.bgnbd_alive([0.2, 4, 0.8, 2.4], base)
    with pytest.raises(Undefined, match="holds it already"):
        cx_xl.bgnbd_fit(base, base.recency)
    only = TABLE.filter(pa.compute.less(TABLE["money"], 0))
    with pytest.raises(NoAnswers):
        histories(engine(only), "who", "when", "money")


def test_times_with_a_zone_fall_on_the_day_of_the_clock(engine):
    """Two purchases around midnight in Rome are two days there, one in London."""
    times = [datetime(2026, 1, 31, hour, 30, tzinfo=UTC) for hour in (22, 23)]
    stamps = pa.array(times, pa.timestamp("us", "UTC"))
    frame = engine(pa.table({"who": [7, 7], "when": stamps}))

    with pytest.raises(CxError, match="have a time zone"):
        histories(frame, "who", "when")
    rome = histories(frame, "who", "when", time_zone="Europe/Rome")
    assert [1] == rome.frequency.tolist()
    london = histories(frame, "who", "when", time_zone="Europe/London")
    assert [0] == london.frequency.tolist()
