"""
Invoices grouped where they lie: what leaves the engine names no customer.

Days are whole numbers here, those of `date.toordinal`: engines agree on the sums of
whole numbers, not on where a week begins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

from cx_xl.dates import FIRST_DAY
from cx_xl.errors import Code
from cx_xl.warehouse.frames import (
    engine,
    fetched,
    local,
    native_frame,
    plainly_named,
    refuse_columns,
)
from cx_xl.warehouse.query import Row

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Column = NDArray[float64]

Lazy = nw.LazyFrame[Any]
SPACES = r"[\s\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}]+"  # noqa: E501 - what Python splits text at
# Their lower case is not what makes two names equal; two of them are spelled out.
FOLDED = {
    "ß": "ss",
    "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}",
}
UNFOLDED = (
    "["
    + "".join(
        f"\\x{{{code:X}}}"
        for code in range(0x80, 0x10000)
        if chr(code).casefold() != chr(code).lower() or len(chr(code).lower()) > 1
        if chr(code) not in FOLDED
    )
    + "]"
)


class State(IntEnum):
    """What a row is good for."""

    COUNTS = 0
    GAP = 1
    ERROR = 2  # "#N/A" for a customer
    NAME = 3  # in letters that an engine does not compare as sheets do
    EARLY = 4  # a day before sheets count
    ENDLESS = 5  # an infinite amount


@dataclass(frozen=True)
class Purchases:
    """
    The invoices of a frame.

    Attributes:
        frame: of any engine.
        customer, day, amount: its columns; no amount if there is none.
        zone: the clock by which times with a zone fall on a day.
    """

    frame: Any
    customer: str
    day: str
    amount: str | None = None
    zone: str | None = None

    def checked(self) -> list[Row]:
        """
        Return per state: rows, first and last day, an example, and the purchases.

        Raises:
            CxError: a column is missing or of the wrong type, or the engine stops.
        """
        with engine():
            rows = self._rows
            money = nw.col("amount") >= 0 if self.amount else nw.lit(value=True)
            bought = nw.when(money).then(1).otherwise(0)
            found = (
                rows.with_columns(bought.alias("bought"))
                .group_by("state")
                .agg(
                    nw.len().alias("n"),
                    nw.col("day").min().alias("first"),
                    nw.col("day").max().alias("last"),
                    nw.col("shown").min().alias("example"),
                    nw.col("bought").sum().alias("purchases"),
                )
            )
            return fetched(found)

    def histories(self, grain: str) -> "list[Column]":
        """Return repeats, first and last day of the distinct histories, and number."""
        bought = self._used
        if self.amount:
            bought = bought.filter(nw.col("amount") >= 0)
        spans = bought.with_columns(_span(grain)).group_by("customer", "span")
        found = (
            spans.agg(nw.col("day").min())
            .group_by("customer")
            .agg(
                (nw.len() - 1).alias("frequency"),
                nw.col("day").min().alias("first"),
                nw.col("day").max().alias("last"),
            )
        )
        return _distinct(found, "frequency", "first", "last")

    def spending(self, grain: str) -> "list[Column]":
        """Return repeats, their amount net of returns, and how many have both."""
        days = self._days
        opens = nw.col("bought") == 1
        if grain != "D":
            opening = nw.when(opens).then(nw.col("day")).min()
            days = days.with_columns(_span(grain))
            days = days.with_columns(opening.over("customer", "span").alias("opening"))
            opens = opens & (nw.col("day") == nw.col("opening"))
        one = nw.when(opens).then(1).otherwise(0)
        place = one.cum_sum().over("customer", order_by="day")
        net = nw.when(nw.col("place") > 1).then(nw.col("amount")).otherwise(0.0)
        found = (
            days.with_columns(place.alias("place"))
            .with_columns(net.alias("net"))
            .group_by("customer")
            .agg((nw.col("place").max() - 1).alias("frequency"), nw.col("net").sum())
            .filter(nw.col("frequency") > 0)
        )
        return _distinct(found, "frequency", "net")

    def measures(self) -> "list[Column]":
        """Return last day (0: none), purchases, amount, number and returns."""
        last = nw.when(nw.col("bought") == 1).then(nw.col("day")).otherwise(0)
        found = (
            self._days.with_columns(last.alias("last"))
            .group_by("customer")
            .agg(
                nw.col("last").max(),
                nw.col("bought").sum().alias("frequency"),
                nw.col("amount").sum(),
                nw.col("returns").sum(),
            )
        )
        keys = ("last", "frequency", "amount")
        return _distinct(found, *keys, sums=("returns",))

    def cohorts(self, period: str) -> "list[Column]":
        """Return first period (-1: none), period, buyers, amount, returns, others'."""
        number = _PERIODS[period].alias("period")
        is_bought = nw.col("bought") == 1
        first_day = nw.when(is_bought).then(nw.col("day")).min()
        first = nw.when(is_bought).then(nw.col("period")).min()
        is_own = nw.col("day") >= nw.col("opening")
        days = (
            self._days.with_columns(number)
            .with_columns(
                first_day.over("customer").alias("opening"),
                first.over("customer").alias("joined"),
            )
            .with_columns(
                nw.col("joined").fill_null(-1),
                nw.when(is_own).then(nw.col("amount")).otherwise(0.0).alias("net"),
                nw.when(is_own).then(nw.col("returns")).otherwise(0).alias("own"),
            )
        )
        found = days.group_by("customer", "joined", "period").agg(
            nw.col("bought").max(), nw.col("net", "own", "returns").sum()
        )
        sums = ("bought", "net", "own", "returns")
        return _distinct(found, "joined", "period", sums=sums)

    @cached_property
    def _rows(self) -> Lazy:
        """Return the rows: customer, day, month, amount, what they are good for."""
        frame = _relational(native_frame(self.frame))
        uses = [("customer", self.customer), ("day", self.day)]
        uses += [("amount", self.amount)] if self.amount else []
        schema = frame.collect_schema()
        amount = ("amount", self.amount) if self.amount else None
        refuse_columns(
            schema, uses, day=("day", self.day), number=amount, zone=self.zone
        )
        frame, named = plainly_named(frame, [name for _, name in uses])
        customer, day, *money_in = (named.get(name, name) for _, name in uses)
        if self.zone:
            frame = local(frame, day, self.zone)
        kind = schema[self.customer]
        is_text = isinstance(kind, nw.String | nw.Categorical | nw.Enum)
        name = nw.col(customer)
        shown = name.cast(nw.String)
        name = _folded(shown) if is_text else name
        money = nw.col(*money_in).cast(nw.Float64) if money_in else nw.lit(0.0)
        rows = frame.select(
            name.alias("customer"),
            shown.alias("shown"),
            _ordinal(nw.col(day)).alias("day"),
            _month(nw.col(day)).alias("month"),
            money.alias("amount"),
        )
        return rows.with_columns(_state(is_text=is_text, is_float=kind.is_float()))

    @property
    def _used(self) -> Lazy:
        return self._rows.filter(nw.col("state") == int(State.COUNTS))

    @property
    def _days(self) -> Lazy:
        """Return a row per customer and day: amount, returns, whether it has bought."""
        is_return = nw.col("amount") < 0
        marked = self._used.with_columns(
            nw.when(is_return).then(0).otherwise(1).alias("bought"),
            nw.when(is_return).then(1).otherwise(0).alias("returns"),
        )
        return marked.group_by("customer", "day").agg(
            nw.col("month").min(),
            nw.col("amount").sum(),
            nw.col("bought").max(),
            nw.col("returns").sum(),
        )


def _distinct(found: Lazy, *keys: str, sums: Sequence[str] = ()) -> "list[Column]":
    """Return the distinct *keys* of customers, how many have them, and their sums."""
    import numpy as np  # noqa: PLC0415 - with the models

    counted = found.group_by(*keys).agg(
        nw.len().alias("customers"), *(nw.col(name).sum() for name in sums)
    )
    names = [*keys, "customers", *sums]
    table = counted.select(nw.col(name).cast(nw.Float64) for name in names)
    with engine():
        arrays = _arrays(table)
    columns = [np.asarray(arrays[name], dtype=np.float64) for name in names]
    order = np.lexsort(columns[len(keys) - 1 :: -1])
    return [column[order] for column in columns]


def _arrays(table: Lazy) -> Any:
    kind: nw.Implementation = table.implementation
    if kind is nw.Implementation.DUCKDB:
        return table.to_native().fetchnumpy()
    found = table.collect()
    return {name: found[name].to_numpy() for name in found.columns}


def _relational(frame: Lazy) -> Lazy:
    """Hand tables in memory to DuckDB: not all libraries look back along rows."""
    native = frame.to_native()
    if frame.implementation.is_pandas():
        import duckdb  # noqa: PLC0415 - for these tables alone

        return native_frame(duckdb.connect().from_df(native))
    if frame.implementation.is_pyarrow():
        import duckdb  # noqa: PLC0415 - for these tables alone

        return native_frame(duckdb.connect().from_arrow(native))
    return frame


def _folded(name: nw.Expr) -> nw.Expr:
    """Return names as sheets compare them: without case, blanks as one."""
    lower = name.str.replace_all(SPACES, " ").str.strip_chars().str.to_lowercase()
    for letter, spelled in FOLDED.items():
        lower = lower.str.replace_all(letter, spelled, literal=True)
    return lower


def _state(*, is_text: bool, is_float: bool) -> nw.Expr:
    customer, day, money = nw.col("customer"), nw.col("day"), nw.col("amount")
    is_gap = customer.is_null() | day.is_null() | money.is_null() | money.is_nan()
    if is_text:
        is_gap |= customer == ""
    if is_float:
        is_gap |= customer.is_nan()
    cases = [(is_gap, State.GAP)]
    if is_text:
        codes = [code.value for code in Code]
        cases += [(nw.col("shown").is_in(codes), State.ERROR)]
        cases += [(nw.col("shown").str.contains(UNFOLDED), State.NAME)]
    cases += [
        (day < FIRST_DAY.toordinal(), State.EARLY),
        (~money.is_finite(), State.ENDLESS),
    ]
    state = nw.lit(int(State.COUNTS))
    for holds, value in reversed(cases):
        state = nw.when(holds).then(nw.lit(int(value))).otherwise(state)
    return state.alias("state")


def _ordinal(day: nw.Expr) -> nw.Expr:
    """Return the number of a day, as `date.toordinal` counts."""
    before = day.dt.year().cast(nw.Int64) - 1
    leaps = _div(before, 4) - _div(before, 100) + _div(before, 400)
    return before * 365 + leaps + day.dt.ordinal_day().cast(nw.Int64)


def _month(day: nw.Expr) -> nw.Expr:
    return day.dt.year().cast(nw.Int64) * 12 + day.dt.month().cast(nw.Int64) - 1


def _div(number: nw.Expr, by: int) -> nw.Expr:
    return (number // by).cast(nw.Int64)


# As the calendars of the cells number them.
_PERIODS = {
    "D": nw.col("day"),
    "W": _div(nw.col("day") - 1, 7),
    "M": nw.col("month"),
    "Q": _div(nw.col("month"), 3),
    "Y": _div(nw.col("month"), 12),
}


def _span(grain: str) -> nw.Expr:
    return _PERIODS[grain].alias("span")
