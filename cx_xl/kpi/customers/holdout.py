"""The honest test of a model: hide the last purchases, predict them, compare."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cx_xl.errors import Code
from cx_xl.kpi.customers import repeat_buying
from cx_xl.kpi.customers.fit_rows import CAUTION, STATUS, usable
from cx_xl.kpi.customers.repeat_buying import Outlook, Terms
from cx_xl.kpi.customers.sheet_rows import Cases
from cx_xl.models import gamma_gamma
from cx_xl.models.domain import Array, Mask
from cx_xl.models.fit import Fit
from cx_xl.models.rfm import Summary, summarise
from cx_xl.models.spans import Grain, Unit

# Customers are compared in groups by repeat purchases; the last group is open.
GROUPS = 7
Cell = float | str


class Purchases(NamedTuple):
    """A log of purchases: who, on which day (a serial number), for how much."""

    customers: Sequence[Hashable]
    days: Array
    amounts: Array | None

    def part(self, rows: Mask) -> "Purchases":
        """Return the purchases where *rows* is true."""
        chosen = np.flatnonzero(rows)
        return Purchases(
            [self.customers[i] for i in chosen.tolist()],
            self.days[chosen],
            None if self.amounts is None else self.amounts[chosen],
        )


class Plan(NamedTuple):
    """How the test is done."""

    split: float  # last day that the model sees
    end: float  # last day to be predicted
    unit: Unit
    grain: Grain
    model: str
    confidence: float
    seed: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Predictions of one quantity beside what came true, per customer."""

    predicted: Array
    run_rate: Array
    actual: Array

    def line(
        self, label: str, rows: Mask, limits: tuple[Cell, Cell] = ("", "")
    ) -> tuple[Cell, ...]:
        """Return the sums over *rows*, with their relative errors."""
        predicted, run_rate, actual = (
            float(values[rows].sum())
            for values in (self.predicted, self.run_rate, self.actual)
        )
        return (
            label,
            int(rows.sum()),
            predicted,
            *limits,
            actual,
            _error(predicted, actual),
            run_rate,
            _error(run_rate, actual),
        )


def compare(purchases: Purchases, plan: Plan) -> list[tuple[Cell, ...]]:
    """Return one line for all purchases, one per group of customers, one for money."""
    seen = purchases.days <= plan.split
    before = summarise(
        *purchases.part(seen), as_of=plan.split, unit=plan.unit, grain=plan.grain
    )
    rows = Cases(
        frequency=before.frequency.tolist(),
        recency=before.recency.tolist(),
        age=before.age.tolist(),
        monetary=before.monetary.tolist(),
    )
    known = usable(repeat_buying.fit(plan.model, rows), "customer_ids")
    horizon = (plan.end - plan.split) / plan.unit.value
    bought, spent = _later(before, purchases.part(~seen), plan)
    ages = np.maximum(before.age, 1 / plan.unit.value)  # bought first on the last day
    run_rate = before.frequency / ages * horizon
    outlook = repeat_buying.purchases_outlook(
        plan.model,
        known,
        rows,
        horizon=horizon,
        confidence=plan.confidence,
        seed=plan.seed,
        each=False,
    )
    compared = Compared(outlook.expected, run_rate, bought)
    everybody = np.ones(rows.n, dtype=bool)
    lines = [compared.line("purchases", everybody, _limits(outlook))]
    lines += _by_frequency(compared, before.frequency)
    if purchases.amounts is not None:
        money = before.monetary * run_rate
        lines.append(_money(rows, known, Compared(money, money, spent), plan, horizon))
    return lines


def _later(before: Summary, after: Purchases, plan: Plan) -> tuple[Array, Array]:
    """Return what known customers bought and spent after the split."""
    place = {customer: i for i, customer in enumerate(before.customers)}
    bought, spent = np.zeros(len(place)), np.zeros(len(place))
    chosen = np.array([c in place for c in after.customers], dtype=bool)
    if not chosen.any():
        return bought, spent
    later = after.part(chosen)
    if later.amounts is None or (later.amounts >= 0).any():
        summary = summarise(*later, as_of=plan.end, grain=plan.grain)
        index = np.array([place[c] for c in summary.customers])
        bought[index] = summary.frequency + 1
    if later.amounts is not None:
        owners = np.array([place[c] for c in later.customers])
        np.add.at(spent, owners, later.amounts)
    return bought, spent


def _by_frequency(compared: Compared, frequency: Array) -> list[tuple[Cell, ...]]:
    groups = np.minimum(frequency, GROUPS)
    labels = [f"x = {x}" for x in range(GROUPS)] + [f"x = {GROUPS}+"]
    return [
        compared.line(label, groups == x)
        for x, label in enumerate(labels)
        if (groups == x).any()
    ]


def _money(
    rows: Cases, known: Fit, compared: Compared, plan: Plan, horizon: float
) -> tuple[Cell, ...]:
    """Return the line about money; without a prediction if spend cannot be fitted."""
    everybody = np.ones(rows.n, dtype=bool)
    spend = gamma_gamma.fit(rows["frequency"], rows["monetary"])
    if STATUS[spend.status.name] >= CAUTION:
        label, n, _, _, _, actual, _, *simple = compared.line("spend", everybody)
        return (label, n, *[Code.NA] * 3, actual, Code.NA, *simple)
    outlook = repeat_buying.value_outlook(
        plan.model,
        known,
        spend,
        rows,
        Terms(horizon, max(horizon, 1.0), 0.0, 1.0),
        confidence=plan.confidence,
        seed=plan.seed,
        each=False,
    )
    predicted = Compared(outlook.expected, compared.run_rate, compared.actual)
    return predicted.line("spend", everybody, _limits(outlook))


def _limits(outlook: Outlook) -> tuple[float, float]:
    return outlook.interval.total_low, outlook.interval.total_high


def _error(predicted: float, actual: float) -> Cell:
    return predicted / actual - 1 if actual else Code.NA
