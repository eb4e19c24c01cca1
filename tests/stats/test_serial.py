"""What two series of periods have in common."""

import pytest

from cx_xl.stats.serial import independent_share


def test_the_unit_does_not_matter():
    """Correlations have none; the sum of values near 1.8e308 would be infinite."""
    series = [1.7, 1.6, 1.7, 1.5, 1.7, 1.6, 1.2, 1.3, 1.1, 1.5]
    huge = [1e308 * value for value in series]

    assert pytest.approx(independent_share(series, series)) == independent_share(
        huge, huge
    )
