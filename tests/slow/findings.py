"""
The numbers of docs/findings: what the functions say about three real data sets.

Run: python tests/slow/findings.py FOLDER
FOLDER holds online_retail_invoices.csv.gz (CC0) and telco_churn.csv (IBM, Apache-2.0);
CDNOW comes with the package lifetimes. Every number is the answer of a worksheet
function, called with columns of cells.
"""

import csv
import gzip
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cx_xl import call_function as cx

MODELS = ("bgnbd", "mbgnbd", "pnbd")
MONTH = 365.25 / 12 / 7  # weeks
QUARTERS = [
    date(1997, 6, 30),
    date(1997, 9, 30),
    date(1997, 12, 31),
    date(1998, 3, 31),
    date(1998, 6, 30),
]
CD_HOLDOUTS = list(pairwise(QUARTERS))
SHOP_HOLDOUTS = list(
    pairwise([date(2011, 5, 31), date(2011, 8, 31), date(2011, 12, 9)])
)


def say(*values: object) -> None:
    print(*(f"{v:,.4g}" if isinstance(v, float) else v for v in values))  # noqa: T201 - the result


class Invoice(NamedTuple):
    customer: str
    moment: datetime
    amount: float
    is_cancellation: bool


class Log(NamedTuple):
    """Purchases, column by column."""

    customers: tuple[str, ...]
    days: tuple[date, ...]
    amounts: tuple[float, ...]

    @property
    def rows(self) -> list[tuple[str, date, float]]:
        return list(zip(*self, strict=True))


class Base(NamedTuple):
    """The purchase histories of a customer base."""

    x: list[float]
    recency: list[float]
    age: list[float]
    spend: list[float]

    @property
    def history(self) -> tuple[list[float], list[float], list[float]]:
        return self.x, self.recency, self.age


def invoices(path: Path) -> tuple[list[Invoice], Counter[str]]:
    """Read the invoices of known customers; count what is left out, and why."""
    kept, left_out = [], Counter[str]()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number, amount = row["InvoiceNo"], float(row["Amount"])
            left_out["invoices"] += 1
            if number.startswith("A"):
                left_out["adjustments"] += 1
            elif not row["CustomerID"]:
                kind = "cancellations" if number.startswith("C") else "sales"
                left_out[f"{kind} of unknown customers"] += 1
            elif amount == 0:
                left_out["free goods"] += 1
            else:
                moment = datetime.fromisoformat(row["InvoiceDate"])
                is_cancellation = number.startswith("C")
                kept.append(Invoice(row["CustomerID"], moment, amount, is_cancellation))
    return kept, left_out


def purchases(kept: Iterable[Invoice]) -> tuple[list[Invoice], Counter[str]]:
    """Take out each sale that its customer cancelled whole, with its cancellation."""
    found = Counter[str]()
    open_sales: dict[tuple[str, float], list[Invoice]] = defaultdict(list)
    sales: list[Invoice] = []
    for invoice in sorted(kept, key=lambda each: each.moment):
        key = invoice.customer, abs(invoice.amount)
        if not invoice.is_cancellation:
            open_sales[key].append(invoice)
            sales.append(invoice)
        elif open_sales[key]:
            sales.remove(open_sales[key].pop())
            found["sales cancelled whole"] += 1
        else:
            found["partial returns"] += 1
            found["partial returns, money"] += round(-invoice.amount)
    return sales, found


def online_retail(path: Path) -> Log:
    """CLV, cohorts and RFM of an online shop."""
    kept, left_out = invoices(path)
    sales, found = purchases(kept)
    say("ONLINE RETAIL", dict(left_out), dict(found))
    rows = [(sale.customer, sale.moment.date(), sale.amount) for sale in sales]
    log = Log(*zip(*rows, strict=True))
    say("sales", len(rows), "of", len(set(log.customers)), "for", sum(log.amounts))
    cohorts(log)
    segments(log)
    forecasts(log)
    return log


def cohorts(log: Log) -> None:
    header, *rows = cx("CX_COHORT", log.customers, log.days)
    say("cohorts", header)
    for row in rows:
        say(*(x if isinstance(x, str) else round(x, 3) for x in row))


def segments(log: Log) -> None:
    _, *rows = cx("CX_RFM_SCORE", *log)
    total = sum(row[3] for row in rows)
    for name, chosen in (
        ("R, F and M at 5", [r for r in rows if r[-2] == "555"]),
        ("R at most 2, F and M at least 4", [
            r for r in rows if r[4] <= 2 and min(r[5], r[6]) >= 4
        ]),
        ("bought once", [r for r in rows if r[2] == 1]),
    ):  # fmt: skip
        spent = sum(row[3] for row in chosen)
        say("RFM", name, len(chosen), len(chosen) / len(rows), spent, spent / total)


def forecasts(log: Log) -> None:
    """Predict a quiet summer, and an autumn before Christmas, if nobody leaves."""
    for split, end in SHOP_HOLDOUTS:
        holdout(log, split, end, "nbd")
    year_ahead(customers(log, max(log.days)))


def holdout(log: Log, split: date, end: date, model: str) -> int:
    """Predict purchases and spend; return how many of the two intervals hold."""
    seen = Log(*zip(*(row for row in log.rows if row[1] <= end), strict=True))
    call = (*seen[:2], split, seen.amounts, end, "W", model)
    _, purchases, *_, spend = cx("CX_CLV_CHECK", *call)
    say("holdout", split, end, model, *purchases)
    say("holdout", split, end, model, *spend)
    return sum(low <= actual <= high for _, _, _, low, high, actual, *_ in (
        purchases, spend,
    ))  # fmt: skip


def year_ahead(base: Base) -> None:
    """Say what the base is worth if nobody leaves: an upper bound."""
    repeats = [(n, m) for n, m in zip(base.x, base.spend, strict=True) if n]
    correlation = np.corrcoef(*zip(*repeats, strict=True))[0, 1]
    say("correlation of frequency and spend", float(correlation))
    fits = {m: cx("CX_BGNBD_FIT", *base.history, None, m) for m in (*MODELS, "nbd")}
    for fit in fits.values():
        say("fit", *fit[0][:10])
    spends = cx("CX_GG_FIT", base.x, base.spend)
    say("fit", *spends[0][:12])
    say("alpha in days", 7 * fits["nbd"][0][1])
    call = (fits["nbd"], spends, *base.history, base.spend, 52, 0.01, 1, MONTH)
    values = sorted((value for (value,) in cx("CX_CLV_BGNBD", *call)), reverse=True)
    tenth = sum(values[: len(values) // 10])
    say("CLV 52 weeks", *cx("CX_CLV_INTERVAL", *call)[1])
    say("best tenth", tenth / sum(values))


def customers(log: Log, end: date) -> Base:
    _, *rows = cx("CX_RFM", log.customers, log.days, log.amounts, end)
    return Base(*map(list, list(zip(*rows, strict=True))[1:5]))


def telco(path: Path) -> None:
    """Churn by contract, with its limits, and the curve of monthly contracts."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lost = Counter(row["Contract"] for row in rows if row["Churn"] == "Yes")
    base = Counter(row["Contract"] for row in rows)
    say("TELCO", cx("CX_CHURN_RATE", len(rows), lost.total()))
    say(*cx("CX_RATE_CI", lost.total(), len(rows))[0])
    for contract, n in base.items():
        rate = cx("CX_CHURN_RATE", n, lost[contract])
        say(contract, n, lost[contract], rate, *cx("CX_RATE_CI", lost[contract], n)[0])
    say(
        "p",
        cx(
            "CX_RATE_TEST",
            lost["One year"],
            base["One year"],
            lost["Two year"],
            base["Two year"],
        ),
    )
    small = [row for row in rows if row["Contract"] == "One year"][:40]
    few = sum(row["Churn"] == "Yes" for row in small)
    say("of the first 40 with one year", few, *cx("CX_RATE_CI", few, len(small))[0])
    monthly = [row for row in rows if row["Contract"] == "Month-to-month"]
    curve = survival(monthly)
    seen = 24
    fit = cx("CX_SBG_FIT", [100 * s for s in curve[: seen + 1]], len(monthly))
    say("sBG", *fit[0])
    for month in (12, 24, 36, 48, 60):
        ((model,),) = cx("CX_SBG_SURVIVAL", fit, month)
        constant = curve[seen] ** (month / seen)
        say(
            "month",
            month,
            "seen",
            curve[month],
            "sBG",
            model,
            "constant churn",
            constant,
        )


def survival(rows: list[dict[str, str]]) -> list[float]:
    """Kaplan and Meier's curve: each month, who leaves of those who got so far."""
    left = Counter(int(r["tenure"]) for r in rows if r["Churn"] == "Yes")
    reached = Counter(int(r["tenure"]) for r in rows)
    curve, here = [1.0], len(rows) - reached[0]
    for month in range(1, max(reached) + 1):
        curve.append(curve[-1] * (1 - left[month] / here) if here else 0.0)
        here -= reached[month]
    return curve


def cds() -> Log:
    """Return the CDNOW sample."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lifetimes spells NumPy and pandas of 2020
        from lifetimes.datasets import load_dataset  # noqa: PLC0415 - under the filter

        table = load_dataset(
            "CDNOW_sample.txt",
            header=None,
            sep=r"\s+",
            names=["master", "customer", "date", "items", "amount"],
        )
    days = [datetime.strptime(str(d), "%Y%m%d").date() for d in table["date"]]  # noqa: DTZ007 - days
    return Log(tuple(table["customer"]), tuple(days), tuple(table["amount"]))


def cdnow(log: Log) -> None:
    """The textbook case: 39 weeks predict the next 39."""
    say("CDNOW", len(log.days))
    split, end = date(1997, 9, 30), date(1998, 6, 30)
    for model in MODELS:
        _, *rows = cx("CX_CLV_CHECK", *log[:2], split, log[2], end, "W", model)
        for row in rows if model == "bgnbd" else (rows[0], rows[-1]):
            say("holdout", model, *row)
    base = customers(log, end)
    fit, spends = cx("CX_BGNBD_FIT", *base.history), cx("CX_GG_FIT", base.x, base.spend)
    call = (fit, spends, *base.history, base.spend, 52, 0.01, 1, MONTH)
    values = sorted((value for (value,) in cx("CX_CLV_BGNBD", *call)), reverse=True)
    say("CLV 52 weeks", *cx("CX_CLV_INTERVAL", *call)[1])
    say("best tenth", sum(values[: len(values) // 10]) / sum(values))


def coverage(music: Log, shop: Log) -> None:
    """Count how many of 12 intervals hold what came: six holdouts, two quantities."""
    held = sum(holdout(music, *ends, "bgnbd") for ends in CD_HOLDOUTS)
    held += sum(holdout(shop, *ends, "nbd") for ends in SHOP_HOLDOUTS)
    say("inside", held, "of", 2 * len(CD_HOLDOUTS + SHOP_HOLDOUTS))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    shop = online_retail(folder / "online_retail_invoices.csv.gz")
    telco(folder / "telco_churn.csv")
    music = cds()
    cdnow(music)
    coverage(music, shop)
