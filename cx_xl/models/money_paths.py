"""Simulated worth of purchases: Gamma-Gamma spend, discounted by periods."""

from typing import NamedTuple

import numpy as np

from cx_xl.models.domain import Array
from cx_xl.models.paths import Future, Random, Whole

TINY = 1e-300


class Money(NamedTuple):
    """
    What a customer's purchases are worth.

    Attributes:
        frequency: repeat purchases so far of each customer.
        spent: what they came to.
        factors: discount factor times margin of each period ahead.
        period: the length of one.
        one_by_one: up to so many purchases of a customer are simulated one by one, each
            in its period; of more, only the sum is, with its mean and its variance.
    """

    frequency: Array
    spent: Array
    factors: Array
    period: float
    one_by_one: int = 16

    def at(self, customers: slice) -> "Money":
        """Return those of some *customers*."""
        frequency, spent = self.frequency[customers], self.spent[customers]
        return self._replace(frequency=frequency, spent=spent)

    def of(self, rng: Random, params: Array, future: Future) -> Array:
        """Simulate the worth of each entry of *future*."""
        p, q, gamma = params[:, future.draw]
        rate = rng.standard_gamma(p * self.frequency[future.who] + q)
        rate = np.maximum(rate, TINY) / (gamma + self.spent[future.who])
        return np.asarray(self._discounted(rng, p, future) / rate)

    def _discounted(self, rng: Random, p: Array, future: Future) -> Array:
        """Simulate the sum of spends, at a rate of 1, of each entry."""
        if not future.who.size or np.ptp(self.factors) == 0:
            factor = self.factors.max(initial=0.0)
            return np.asarray(factor * rng.standard_gamma(p * future.bought))
        scattered = future.bought - future.closed
        few = scattered <= self.one_by_one
        worth = np.empty(p.size)
        worth[few] = self._one_by_one(rng, p[few], scattered[few], future.end[few])
        worth[~few] = self._together(rng, p[~few], scattered[~few], future.end[~few])
        last = future.closed
        at_end = self.factors[self._in_period(future.end[last])]
        worth[last] += at_end * rng.standard_gamma(p[last])
        return worth

    def _one_by_one(self, rng: Random, p: Array, bought: Whole, end: Array) -> Array:
        owner = np.repeat(np.arange(p.size), bought.astype(np.intp, copy=False))
        when = rng.random(owner.size) * end[owner]
        factors = self.factors[self._in_period(when)]
        each = factors * rng.standard_gamma(p[owner])
        return np.asarray(np.bincount(owner, each, p.size))

    def _together(self, rng: Random, p: Array, bought: Whole, end: Array) -> Array:
        """Draw the sum of many as a gamma variable of its mean and variance."""
        first, second = self._mean(self.factors, end), self._mean(self.factors**2, end)
        mean = bought * p * first
        variance = bought * (p * (1 + p) * second - (p * first) ** 2)
        scale = variance / np.maximum(mean, TINY)
        return np.asarray(scale * rng.standard_gamma(mean / np.maximum(scale, TINY)))

    def _mean(self, factors: Array, end: Array) -> Array:
        """Return the mean of *factors* over the time until each *end*."""
        period = self._in_period(end)
        before = np.concatenate([[0.0], np.cumsum(factors) * self.period])[period]
        area = before + factors[period] * (end - period * self.period)
        return np.asarray(area / end)

    def _in_period(self, when: Array) -> Whole:
        """Return the number of the period that each time ahead falls in."""
        passed = (when / self.period).astype(np.int64)
        return np.minimum(passed, self.factors.size - 1)
