"""Purchase histories of a customer base, counted where the invoices lie."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from cx_xl import dates
from cx_xl.catalog import CATALOG
from cx_xl.edge.scalars import read_scalar
from cx_xl.errors import Code, CxError, ErrorInRange, Missing, NoAnswers, NotANumber
from cx_xl.grouped import Customers, Refused
from cx_xl.kpi import cohorts, customer_classes
from cx_xl.kpi.shared.cohort_rows import Matrix
from cx_xl.kpi.shared.periods import CALENDARS
from cx_xl.kpi.shared.purchases import closing_day
from cx_xl.models.spans import Unit
from cx_xl.spec import Parameter, Table
from cx_xl.warehouse.query import name_of
from cx_xl.warehouse.warehouse_refusals import NameUnfolded, NeedsExtra, rows_refused

if TYPE_CHECKING:
    from cx_xl.warehouse.invoices import Column, Purchases


def _options(function: str) -> dict[str, Parameter]:
    return {p.name: p for p in CATALOG[function].parameters}


RFM, SCORE, COHORT = map(_options, ("CX_RFM", "CX_RFM_SCORE", "CX_COHORT"))


class Spending(NamedTuple):
    """
    What customers who came back spent: what Gamma-Gamma is fitted to.

    Attributes:
        frequency: repeat purchases.
        monetary: their mean amount, net of returns.
        customers: how many have both.
    """

    frequency: "Column"
    monetary: "Column"
    customers: "Column"


class Histories(Customers):
    """
    A customer base as `cx_xl.histories` returns it: `cx_xl.bgnbd_fit(base)`.

    The engine is asked when a column is first needed, once per question.

    Attributes:
        as_of: the day on which the history ends.
        unit: of recency and age.
        grain: purchases in one such span are one.
        purchases: how many rows are one, not returns.
        gaps: rows without customer, day or amount: not counted, as in a sheet.
        refused: rows that a cell would have refused, by reason.
    """

    def __init__(  # noqa: PLR0913 - what was found, and how to count
        self,
        asked: "Purchases",
        *,
        last: date,
        as_of: date,
        unit: str,
        grain: str,
        purchases: int,
        gaps: int,
        refused: Sequence[Refused],
    ) -> None:
        self._asked, self._last = asked, last
        self.as_of, self.unit, self.grain = as_of, unit, grain
        self.purchases, self.gaps, self.refused = purchases, gaps, tuple(refused)

    def __repr__(self) -> str:
        left = sum(refused.n for refused in self.refused)
        return (
            f"Histories(purchases={self.purchases}, as_of={self.as_of}, "
            f"unit={self.unit!r}, gaps={self.gaps}, refused={left})"
        )

    @property
    def frequency(self) -> "Column":
        """Repeat purchases of each distinct history."""
        return self._histories[0]

    @property
    def recency(self) -> "Column":
        """Time from the first to the last purchase."""
        return self._histories[1]

    @property
    def age(self) -> "Column":
        """Time from the first purchase to `as_of`."""
        return self._histories[2]

    @property
    def customers(self) -> "Column":
        """How many customers have each history."""
        return self._histories[3]

    @cached_property
    def spending(self) -> Spending:
        """
        The mean amount of repeat purchases, of customers who have any.

        Raises:
            Missing: the invoices have no amount.
        """
        self._need_amount()
        frequency, net, customers = self._asked.spending(self.grain)
        return Spending(frequency, net / frequency, customers)

    def columns(self, names: Sequence[str]) -> dict[str, Any]:
        """
        Return the columns that a model is fitted to.

        Raises:
            Missing: it needs amounts and there are none.
        """
        source: Any = self.spending if "monetary" in names else self
        return {name: getattr(source, name) for name in names}

    def cohort(self, period: str = "M", measure: str = "retention") -> Table:
        """
        Return the cohort matrix, as CX_COHORT does.

        Raises:
            Missing: "revenue" without amounts.
            Undefined: the dates span more than 1000 periods.
        """
        unit = read_scalar(COHORT["period"], period)
        asked = read_scalar(COHORT["measure"], measure)
        if asked == "revenue":
            self._need_amount()
        columns = self._asked.cohorts(unit)
        joined, periods, _, bought, net, own, returns = (
            column.tolist() for column in columns
        )
        first = int(min(start for start in joined if start >= 0))
        last = CALENDARS[unit].number(self._last)
        span = cohorts.span_of(unit, first, last)
        cells = [[0.0] * span for _ in range(span)]
        sizes, counts, others = [0] * span, [0] * span, 0
        values = net if asked == "revenue" else bought
        rows = zip(joined, periods, values, bought, own, returns, strict=True)
        for start, number, value, buyers, mine, every in rows:
            others += int(every - mine)
            row, column = int(start) - first, int(number - start)
            if start < 0 or column < 0:
                continue
            cells[row][column] = value if asked == "revenue" else int(value)
            sizes[row] += 0 if column else int(buyers)
            counts[row] += int(mine)
        matrix = Matrix(sizes, cells, counts, others)
        has_amounts = self._asked.amount is not None
        return cohorts.shown(matrix, unit, first, asked, has_returns=has_amounts)

    def rfm_score(self, bins: int = 5) -> Table:
        """
        Return how many customers have each RFM score, scored as CX_RFM_SCORE does.

        Returns:
            A row per score that occurs, the best first: R, F, M, score, customers,
            mean recency in days, mean number of purchases, amount net of returns,
            returns. Customers who only made returns stand at the end.

        Raises:
            Missing: the invoices have no amount.
        """
        self._need_amount()
        size = read_scalar(SCORE["bins"], bins)
        last, frequency, spent, customers, returns = self._asked.measures()
        recency = self.as_of.toordinal() - last
        return customer_classes.by_score(
            (recency, frequency, spent), customers, returns, size
        )

    @cached_property
    def _histories(self) -> "tuple[Column, Column, Column, Column]":
        frequency, first, last, customers = self._asked.histories(self.grain)
        length = Unit[self.unit].value
        age = (self.as_of.toordinal() - first) / length
        return frequency, (last - first) / length, age, customers

    def _need_amount(self) -> None:
        if self._asked.amount is None:
            raise Missing("amount")


def histories(  # noqa: PLR0913 - one per fact of the query
    frame: Any,
    customer: str,
    day: str,
    amount: str | None = None,
    *,
    as_of: date | None = None,
    unit: str = "W",
    grain: str = "D",
    time_zone: str | None = None,
    leave_out: bool = False,
) -> Histories:
    """
    Count the purchase histories of a customer base where its invoices lie.

    Only distinct histories and their numbers leave the engine, no customer. Customers,
    days, amounts and returns mean what they mean to CX_RFM.

    Args:
        frame: a DuckDB relation, a Polars, pandas or Spark frame, an Arrow table; a row
            per invoice.
        customer: the column of customers.
        day: the column of dates.
        amount: the column of money; negative for a return.
        as_of: the last day of observation; left out, the last of the dates.
        unit: of recency and age: day, week, month or year.
        grain: purchases of one day, week or month are one.
        time_zone: by whose clock times with a zone fall on a day: Europe/Rome.
        leave_out: leave out rows that a cell would refuse; they stay in `refused`.

    Returns:
        What `bgnbd_fit` and `gg_fit` take, with tables of cohorts and of RFM scores.

    Raises:
        CxError: a column is missing or of the wrong type, the engine stops, or rows
            cannot be counted and *leave_out* is not asked for.
    """
    try:
        from cx_xl.warehouse.invoices import Purchases  # noqa: PLC0415 - narwhals
    except ImportError:
        raise NeedsExtra("cx_xl.histories", extra="warehouse") from None
    end = read_scalar(RFM["as_of"], as_of)
    options = {
        "unit": read_scalar(RFM["unit"], unit),
        "grain": read_scalar(RFM["grain"], grain),
    }
    asked = Purchases(frame, str(customer), str(day), name_of(amount), time_zone)
    found = {row[0]: row[1:] for row in asked.checked()}
    n, _, last, _, purchases = found.pop(0, (0, None, None, None, 0))
    gaps = found.pop(1, (0,))[0]
    refused = sorted(
        (_refused(state, *row) for state, row in found.items()), key=lambda r: -r.n
    )
    if refused and not leave_out:
        raise rows_refused("customer", n + gaps, refused)
    if not purchases:
        raise NoAnswers("customer")
    latest = date.fromordinal(int(last))
    return Histories(
        asked,
        last=latest,
        as_of=closing_day(latest, end),
        **options,
        purchases=int(purchases),
        gaps=int(gaps),
        refused=refused,
    )


def _refused(
    state: int, n: int, first: int | None, _: Any, example: str, __: Any
) -> Refused:
    """Return what a cell would have said of rows in a *state*."""
    from cx_xl.warehouse.invoices import State  # noqa: PLC0415 - loads narwhals

    error: CxError
    if state == State.ERROR:
        error = ErrorInRange("customer", Code(example))
    elif state == State.NAME:
        error = NameUnfolded("customer", value=example)
    elif state == State.EARLY:
        early = date.fromordinal(max(int(first or 1), 1))
        error = dates.refusal("day", early)
    else:
        error = NotANumber("amount", value=float("inf"))
    return Refused(int(n), error)
