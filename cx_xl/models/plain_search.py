"""Maximum likelihood without NumPy: what `fit` does, for models of a few numbers."""

from collections.abc import Callable, Iterable, Sequence
from math import exp, fsum, hypot, inf, isfinite, log, nan, sqrt
from typing import NamedTuple

from cx_xl.models.verdict import (
    BOX,
    FARTHEST_STEP,
    FLAT,
    MOST_STEPS,
    SHARP,
    TOLERANCE,
    WIDEST,
    Estimate,
    Status,
    Table,
    best,
)
from cx_xl.stats.linear import Eigen, Vector, dot, eigen, times

FIRST_STEP = 1.0  # in logs
WORTH = 0.15  # of the gain that was promised, for a step to be taken


class Point(NamedTuple):
    """A log-likelihood at one point, with its gradient and Hessian."""

    value: float
    gradient: Vector
    hessian: Table


OUTSIDE = Point(inf, [], [])  # of what can be judged
Likelihood = Callable[[Vector], Point]


def maximise(
    likelihood: Likelihood,
    starts: Iterable[Sequence[float]],
    names: Sequence[str],
    n: float,
) -> Estimate[Table]:
    """
    Maximise *likelihood* over positive parameters; see `fit.maximise`.

    References:
        Nocedal, Wright (2006), "Numerical Optimization", algorithms 4.1 and 4.3.
    """
    found: list[Estimate[Table]] = []
    for start in starts:
        fit = _climbed(likelihood, start, names, n)
        found.append(fit)
        if fit.status is Status.CONVERGED and max(_spread(fit)) < SHARP:
            break
    return best(found)


def _spread(fit: Estimate[Table]) -> Vector:
    return [sqrt(row[i]) for i, row in enumerate(fit.log_covariance)]


def _climbed(
    likelihood: Likelihood, start: Sequence[float], names: Sequence[str], n: float
) -> Estimate[Table]:
    """Return the maximum that Newton's steps inside a trust region lead to."""
    origin = [log(value) for value in start]

    def function(logs: Vector) -> Point:
        if max(abs(a - b) for a, b in zip(logs, origin, strict=True)) > BOX:
            return OUTSIDE
        return _per_unit(likelihood, [exp(each) for each in logs], n)

    logs, here, radius = origin, function(origin), FIRST_STEP
    for _ in range(MOST_STEPS):
        if hypot(*here.gradient) < FLAT:
            break
        step, promise = _step(here, radius)
        further = _sum(logs, step)
        there = function(further)
        gain = (here.value - there.value) / promise if promise > 0 else 0.0
        if gain < 0.25:
            radius /= 4
        elif gain > 0.75 and hypot(*step) > 0.99 * radius:
            radius = min(2 * radius, FARTHEST_STEP)
        if gain > WORTH:
            logs, here = further, there
        elif promise <= 0 or radius < 1e-12:
            break
    return _verdict(*_polished(function, logs, here), names, n)


def _per_unit(likelihood: Likelihood, at: Vector, n: float) -> Point:
    """Return the likelihood of one customer, upside down, and in logs."""
    value, gradient, hessian = likelihood(at)
    # Absurd data can overflow a term: such a point is as bad as one too far away.
    if not (isfinite(value) and all(isfinite(part) for row in hessian for part in row)):
        return OUTSIDE
    slope = [p * part for p, part in zip(at, gradient, strict=True)]
    bend = [
        [p * q * part for q, part in zip(at, row, strict=True)]
        for p, row in zip(at, hessian, strict=True)
    ]
    for i, part in enumerate(slope):
        bend[i][i] += part
    fallen = [[-part / n for part in row] for row in bend]
    return Point(-value / n, [-part / n for part in slope], fallen)


def _step(here: Point, radius: float) -> tuple[Vector, float]:
    """Return the best step of at most *radius*, and the gain that it promises."""
    values, vectors = axes = eigen(here.hessian)
    slopes = times(vectors, here.gradient)
    lift = max(0.0, -values[0])
    if values[0] <= 0:
        lift += 1e-12 * max(map(abs, values)) + 1e-300
    parts = _lifted(axes, slopes, lift)
    length = hypot(*parts)
    if length > radius:
        parts = _lifted(axes, slopes, _lift(axes, slopes, lift, radius))
    elif values[0] <= 0:  # nothing slopes where it bends: along there, to the limit
        parts[0] += sqrt(radius**2 - length**2)
    promise = -fsum(
        part * (slope + value * part / 2)
        for part, slope, value in zip(parts, slopes, values, strict=True)
    )
    columns = zip(*vectors, strict=True)
    return [dot(parts, column) for column in columns], promise


def _lifted(axes: Eigen, slopes: Vector, lift: float) -> Vector:
    """Return Newton's step, as if every bend were more by *lift*."""
    return [
        -slope / (value + lift)
        for slope, value in zip(slopes, axes.values, strict=True)
    ]


def _lift(axes: Eigen, slopes: Vector, low: float, radius: float) -> float:
    """Return the lift with which the step is as long as *radius*."""
    lift = low
    for _ in range(50):
        parts = _lifted(axes, slopes, lift)
        length = hypot(*parts)
        if length <= radius * (1 + 1e-9):
            break
        slower = fsum(
            part * part / (value + lift)
            for part, value in zip(parts, axes.values, strict=True)
        )
        lift += length**2 / slower * (length - radius) / radius
    return lift


def _sum(one: Vector, other: Vector) -> Vector:
    return [a + b for a, b in zip(one, other, strict=True)]


def _polished(
    function: Callable[[Vector], Point], logs: Vector, here: Point
) -> tuple[Vector, Point]:
    """Take the last Newton steps: each doubles the digits at a proper maximum."""
    for _ in range(MOST_STEPS):
        axes = eigen(here.hessian)
        if axes.values[0] <= 0:
            break
        parts = _lifted(axes, times(axes.vectors, here.gradient), 0.0)
        step = [dot(parts, column) for column in zip(*axes.vectors, strict=True)]
        there = function(_sum(logs, step))
        # Equal values are the rule (the step is below the noise); the slope decides.
        if there is OUTSIDE or _steepest(there) >= _steepest(here):
            break
        logs, here = _sum(logs, step), there
    return logs, here


def _steepest(point: Point) -> float:
    return max(map(abs, point.gradient))


def _verdict(
    logs: Vector, here: Point, names: Sequence[str], n: float
) -> Estimate[Table]:
    information = [[n * part for part in row] for row in here.hessian]
    axes = eigen(information)
    is_curved = axes.values[0] > 0
    if is_curved:
        covariance = axes.rebuilt([1 / value for value in axes.values])
    else:
        covariance = [[nan] * len(names) for _ in names]
    spread = [sqrt(row[i]) for i, row in enumerate(covariance)]
    slope = [n * part for part in here.gradient]
    promise = dot(slope, times(covariance, slope)) / 2 if is_curved else inf
    is_proper = is_curved and promise < TOLERANCE and max(spread) < WIDEST
    params = [exp(each) for each in logs]
    return Estimate(
        names=tuple(names),
        params=tuple(params),
        standard_errors=tuple(p * s for p, s in zip(params, spread, strict=True)),
        log_covariance=covariance,
        log_likelihood=-n * here.value,
        gradient=_steepest(here),
        n=n,
        status=Status.CONVERGED if is_proper else Status.NOT_IDENTIFIED,
    )
