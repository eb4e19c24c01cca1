"""Weights that make a sample look like its population."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from cx_xl.errors import Undefined

Group = TypeVar("Group", bound=Hashable)
Cell = tuple[Hashable, ...]


def capped(
    weights: Mapping[Group, float], sizes: Mapping[Group, int], cap: float
) -> dict[Group, float]:
    """
    Return *weights* cut at *cap*; what is cut is spread over the others.

    Both have the mean 1 over *sizes*, and *cap* is at least 1.
    """
    result = dict(weights)
    full: set[Group] = set()
    while over := {group for group in result if result[group] > cap} - full:
        full |= over
        room = sum(sizes.values()) - cap * sum(sizes[group] for group in full)
        free = sum(sizes[g] * result[g] for g in result if g not in full)
        if not free:
            raise Undefined(
                "cap",
                why_en="everyone below it weighs 0, so nobody can make up for the cut.",
                why_it="chi sta sotto pesa 0: nessuno può compensare il taglio.",
            )
        result = {
            group: cap if group in full else weight * room / free
            for group, weight in result.items()
        }
    return result


def rake(
    sizes: Mapping[Cell, int],
    targets: Sequence[Mapping[Hashable, float]],
    *,
    max_iter: int,
    tolerance: float,
    cap: float | None,
) -> dict[Cell, float]:
    """
    Return a weight of mean 1 per combination of levels (iterative fitting).

    Args:
        sizes: how many respondents each combination of levels has.
        targets: per factor, the share of each level; they add up to 1.
        max_iter: after so many rounds without success there is no result.
        tolerance: the largest error of a share that counts as success.
        cap: the largest weight, at least 1; None for any.

    References:
        Deming, Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    n = sum(sizes.values())
    weights: dict[Cell, float] = dict.fromkeys(sizes, 1.0)
    for _ in range(max_iter):
        for factor, shares in enumerate(targets):
            seen = _shares(sizes, weights, factor)
            weights = {
                cell: weight * shares[cell[factor]] / (seen[cell[factor]] or 1)
                for cell, weight in weights.items()
            }
        if cap is not None:
            weights = capped(weights, sizes, cap)
        if _error(sizes, weights, targets) < tolerance:
            total = sum(sizes[cell] * weight for cell, weight in weights.items())
            return {cell: weight * n / total for cell, weight in weights.items()}
    raise Undefined(
        "targets",
        why_en=f"no weights meet them all within {max_iter} rounds; "
        "check them against each other, or raise the cap.",
        why_it=f"nessun peso li rispetta tutti in {max_iter} giri; "
        "controlla che siano compatibili, o alza il tetto ai pesi.",
    )


def _shares(
    sizes: Mapping[Cell, int], weights: Mapping[Cell, float], factor: int
) -> dict[Hashable, float]:
    """Return the weighted share of each level of one factor."""
    n = sum(sizes.values())
    shares: dict[Hashable, float] = {}
    for cell, size in sizes.items():
        level = cell[factor]
        shares[level] = shares.get(level, 0.0) + size * weights[cell] / n
    return shares


def _error(
    sizes: Mapping[Cell, int],
    weights: Mapping[Cell, float],
    targets: Sequence[Mapping[Hashable, float]],
) -> float:
    return max(
        abs(seen - shares[level])
        for factor, shares in enumerate(targets)
        for level, seen in _shares(sizes, weights, factor).items()
    )
