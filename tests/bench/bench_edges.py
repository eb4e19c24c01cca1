"""
What pasted comments and unlucky patterns cost: time in proportion to their length.

Run: python -m pytest tests/bench/bench_edges.py
Goal: under 0.1 s each.
"""

import pytest

from cx_xl import call_function
from cx_xl.edge import wildcards

COMMENT = "The agent was kind, yet my order 10 - still missing - came 3 days late. "
COMMENTS = [f"{(COMMENT * 7)[:432]} {number:07}" for number in range(2_000)]


def nps_of(cells):
    return call_function("CX_NPS", [9, *cells])


@pytest.mark.parametrize(
    "cells",
    [
        COMMENTS,
        [(COMMENT * 500)[:32_000]],
        ["a " * 16_000],
        ["10 " * 10_000],
        ["- " * 16_000],
        ["1" * 32_000],
    ],
    ids=["2,000 comments", "one of 32,000", "words", "tens", "dashes", "digits"],
)
def test_comments_among_scores(benchmark, cells):
    """A comment is no answer, or an error; either is found out at once."""

    def call():
        try:
            return nps_of(cells)
        except ValueError as refusal:
            return refusal

    assert benchmark(call) is not None
    assert benchmark.stats["median"] < 0.1


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("*a*a*a*a*a*a*b", "a" * 200),
        ("*a*a*a*a*a*a*b", "a" * 32_000),
        ("*" + "a?" * 120, "a" * 32_000),
        ("*" + "a?" * 60 + "*" + "?b" * 60, "a" * 32_000),
        ("?*" * 120, "a" * 32_000),
    ],
)
def test_wildcards(benchmark, pattern, text):
    """No pattern goes back."""

    def call():
        return wildcards.matcher(pattern, "criterion_1")(text)

    assert benchmark(call) in {True, False}
    assert benchmark.stats["median"] < 0.1
