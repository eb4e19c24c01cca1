"""Series of periods: what makes two of them look alike without any link."""

from cmath import pi, rect
from collections.abc import Sequence
from math import fsum
from operator import add, sub
from typing import NamedTuple

from cx_xl.stats.beta import f_above
from cx_xl.stats.regression import line

Series = Sequence[float | None]

SEASONS = (4, 7, 12)  # quarters of a year, days of a week, months of a year
# Both series must show a pattern at this level. Only SURE ones take away a p-value: of
# strong links between unpatterned series, .05 would flag one in ten, .01 one in fifty.
SURE, LIKELY = 0.01, 0.05


class Pattern(NamedTuple):
    """What two series have in common with any other: a season, or (0) a trend."""

    season: int
    is_sure: bool


def independent_share(x: Series, y: Series, season: int = 0) -> float:
    """
    Return how many of n pairs of periods count as independent, as a share of n.

    Changes over a *season* go with those of the season after it: that lag counts too.

    References:
        Pyper, Peterman (1998), "Comparison of methods to account for autocorrelation
        in correlation analyses of fish data", Canadian Journal of Fisheries and
        Aquatic Sciences 55, 2127-2140: equation 1 over n / 5 lags, autocorrelations
        by equation 7; the idea is Bartlett's (1946).
    """
    n = sum(None not in pair for pair in zip(x, y, strict=True))
    counted = {*range(1, max(1, n // 5) + 1), season} & set(range(1, n))
    most = max(counted)
    of_x, of_y = _autocorrelations(x, most), _autocorrelations(y, most)
    inflation = 1 + 2 * fsum(
        (1 - lag / n) * of_x[lag] * of_y[lag] for lag in sorted(counted)
    )
    return 1 / max(1.0, inflation)


def _autocorrelations(series: Series, most: int) -> list[float]:
    """
    Return how a series goes with itself 0, 1 ... *most* periods later.

    Each is a mean over the known pairs; the sums of all lags come from one transform.
    """
    known = [value for value in series if value is not None]
    size = max(map(abs, known)) or 1.0  # the sum of 1e308 and 1e308 is none
    mean = fsum(value / size for value in known) / len(known)
    centred = [0.0 if value is None else value / size - mean for value in series]
    largest = max(map(abs, centred)) or 1.0
    products = _lagged_products([value / largest for value in centred], most)
    pairs = _lagged_products([float(value is not None) for value in series], most)
    means = [a / max(round(n), 1) for a, n in zip(products, pairs, strict=True)]
    return [value / (means[0] or 1.0) for value in means]


def _lagged_products(values: Sequence[float], most: int) -> list[float]:
    """
    Return the sums of products of values 0, 1 ... *most* places apart.

    References:
        Wiener and Khinchin: they are the transform of the power of each frequency.
    """
    size = 1 << (2 * len(values) - 1).bit_length()
    filled = [*map(complex, values), *[0j] * (size - len(values))]
    power = [abs(wave) ** 2 + 0j for wave in _transform(filled)]
    return [each.real / size for each in _transform(power)[: most + 1]]


def _transform(values: list[complex]) -> list[complex]:
    """
    Return the discrete Fourier transform; the number of values is a power of 2.

    References:
        Cooley, Tukey (1965), "An Algorithm for the Machine Calculation of Complex
        Fourier Series", Mathematics of Computation 19, 297-301.
    """
    n = len(values)
    if n == 1:
        return values
    even, odd = _transform(values[::2]), _transform(values[1::2])
    turned = [rect(1, -2 * pi * k / n) * wave for k, wave in enumerate(odd)]
    return [*map(add, even, turned), *map(sub, even, turned)]


def shared(x: Series, y: Series) -> Pattern | None:
    """Return the pattern of both series that alone would make them look linked."""
    seasons = {n: max(_season_p(x, n), _season_p(y, n)) for n in SEASONS}
    clearest = min(SEASONS, key=seasons.__getitem__)
    found = {clearest: seasons[clearest], 0: max(_trend_p(x), _trend_p(y))}
    for level in (SURE, LIKELY):
        for season, p in found.items():
            if p < level:
                return Pattern(season, is_sure=level == SURE)
    return None


def _trend_p(series: Series) -> float:
    """Return the p-value of a straight line over time."""
    times, values = _known(series)
    trend = line(times, values) if len(values) > 2 else None
    return trend.p if trend else 1.0


def _season_p(series: Series, length: int) -> float:
    """
    Return the p-value of stable seasonality: F for the seasonal means, beside a trend.

    References:
        Ladiray, Quenneville (2001), "Seasonal Adjustment with the X-11 Method".
    """
    times, values = _known(series)
    places = [time % length for time in times]
    present = len(set(places))
    freedom = len(values) - present - 1
    if len(values) < 2 * length or freedom < 1:
        return 1.0
    plain = _rest(times, values, [0] * len(times))
    seasonal = _rest(times, values, places)
    if plain <= 1e-20 * fsum(value**2 for value in values):
        return 1.0  # a straight line leaves nothing to explain
    if seasonal <= 1e-20 * plain:
        return 0.0
    ratio = (plain - seasonal) / (present - 1) / (seasonal / freedom)
    return f_above(ratio, present - 1, freedom)


def _rest(
    times: Sequence[int], values: Sequence[float], places: Sequence[int]
) -> float:
    """Return the sum of squares that a trend and a mean per place leave."""
    t, v = _centred(times, places), _centred(values, places)
    along = fsum(a * a for a in t)
    together = fsum(a * b for a, b in zip(t, v, strict=True))
    return fsum(b * b for b in v) - (together**2 / along if along else 0.0)


def _centred(values: Sequence[float], places: Sequence[int]) -> list[float]:
    groups: dict[int, list[float]] = {}
    for place, value in zip(places, values, strict=True):
        groups.setdefault(place, []).append(value)
    means = {place: fsum(group) / len(group) for place, group in groups.items()}
    return [value - means[place] for place, value in zip(places, values, strict=True)]


def _known(series: Series) -> tuple[list[int], list[float]]:
    """Return the periods that have a value, and their values."""
    known = [(t, value) for t, value in enumerate(series) if value is not None]
    return [t for t, _ in known], [value for _, value in known]
