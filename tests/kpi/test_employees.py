"""Employee satisfaction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error


class TestEsi:
    def test_published(self):
        """Netigate: means 8, 7 and 6 give 66.667."""
        actual = call_function("CX_ESI", [[8, 7, 6]])

        assert "66.667" == f"{actual:.3f}"

    def test_the_mean_of_means(self):
        """A question skipped by one does not weigh less for it."""
        assert pytest.approx(100 * ((6 + 10 + 4) / 3 - 1) / 9) == call_function(
            "CX_ESI", [[8, 10, 4], [4, None, "4"]]
        )

    @given(st.lists(st.tuples(*[st.integers(1, 10)] * 3), min_size=1))
    def test_it_is_the_index_of_satisfaction(self, rows):
        """CX_CSI with equal weights on 1-10; order does not matter."""
        actual = call_function("CX_ESI", [list(row) for row in rows])

        assert 0 <= actual <= 100
        assert pytest.approx(actual) == call_function(
            "CX_CSI", [list(row) for row in sorted(rows)], None, 1, 10
        )

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([[8, 7, None]],), "#DIV/0!"),
            (([[8, 7, 11]],), "#NUM!"),
            (([[8, 7, 0]],), "#NUM!"),
            (([[8, 7, 6]], 7), "#NUM!"),
            (([[8, 7, "#NUM!"]],), "#NUM!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """A question without an answer, or off the scale."""
        assert code == error("CX_ESI", *arguments).code
