"""Rates: their domains."""

import pytest

from tests.refusals import error


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_RATE", (3, 2), "#NUM!"),
        ("CX_RATE", (0, 0), "#DIV/0!"),
        ("CX_RATE_CI", (1e17, 1e18, 0.95, "exact"), "#NUM!"),  # SciPy would say 0 to 1
    ],
)
def test_domains(name, arguments, code):
    """A part above its whole is a mistake, not a rate above one."""
    assert code == error(name, *arguments).code
