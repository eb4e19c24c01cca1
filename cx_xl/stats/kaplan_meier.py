"""Survival: the share that is still there, also when many have not left yet."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from math import exp, inf, log, sqrt
from typing import NamedTuple

from cx_xl.stats import proportion
from cx_xl.stats.normal import Interval, quantile


class Step(NamedTuple):
    """The curve from one time on at which somebody left."""

    time: float
    at_risk: int
    survival: float
    greenwood: float  # the sum of d / (n (n - d)): the square of S's relative error


class Curve:
    """
    Kaplan and Meier's product-limit estimate.

    References:
        Kaplan, Meier (1958), "Nonparametric Estimation from Incomplete Observations",
        Journal of the American Statistical Association 53, 457-481.
    """

    def __init__(self, stays: Sequence[float], losses: Sequence[float]) -> None:
        """
        Estimate the curve.

        Args:
            stays: how long each customer was observed.
            losses: those of the *stays* that ended because the customer left.
        """
        self.stays = sorted(stays)
        self.losses = sorted(losses)
        self.steps = [Step(-inf, len(stays), 1.0, 0.0)]
        for time, lost in sorted(Counter(losses).items()):
            at_risk = self.observed(time)
            *_, survival, greenwood = self.steps[-1]
            left = at_risk - lost
            greenwood += lost / (at_risk * left) if left else inf
            self.steps.append(Step(time, at_risk, survival * left / at_risk, greenwood))

    def observed(self, time: float) -> int:
        """Count the customers who were observed until *time* or longer."""
        return len(self.stays) - bisect_left(self.stays, time)

    def beyond(self, time: float) -> int:
        """Count the customers who were observed longer than until *time*."""
        return len(self.stays) - bisect_right(self.stays, time)

    def lost(self, after: float, until: float) -> int:
        """Count the customers who left later than *after*, and by *until*."""
        return bisect_right(self.losses, until) - bisect_right(self.losses, after)

    def at(self, time: float) -> Step:
        """Return the step that holds at *time*."""
        return self.steps[bisect_right(self.steps, time, key=lambda s: s.time) - 1]

    def interval(self, time: float, confidence: float = 0.95) -> Interval:
        """
        Return the log-log interval of the survival at *time*, from Greenwood's error.

        It is not defined where nobody has left yet, or everybody has; there the
        interval is Wilson's, for the customers who were observed until then.

        References:
            Kalbfleisch, Prentice (2002), "The Statistical Analysis of Failure Time
            Data", 2nd edition, 1.4; Wilson (1927).
        """
        step = self.at(time)
        if step.survival == 1:
            n = self.observed(time)
            return proportion.interval(n, n, confidence)
        if not step.survival:
            return proportion.interval(0, step.at_risk, confidence)
        error = sqrt(step.greenwood) / log(step.survival)
        power = exp(-quantile(confidence) * error)  # the logarithm is below 0
        return Interval(step.survival**power, step.survival ** (1 / power))
