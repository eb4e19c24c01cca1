"""CES: its definition, its domains and their meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function


class TestCes:
    def test_effort_scale_turned_round(self):
        """On the 2010 scale of five, 1 and 2 are little effort."""
        assert 0.5 == call_function("CX_CES", [1, 2, 3, 5], "top", 5, False)

    @given(st.lists(st.integers(1, 7), min_size=1))
    def test_turning_the_scale_round_changes_the_sign_of_nothing_else(self, answers):
        """Mirrored answers on the mirrored scale are the same answers."""
        mirrored = [8 - answer for answer in answers]
        for method in ("top", "net"):
            assert pytest.approx(
                call_function("CX_CES", mirrored, method, 7, False)
            ) == call_function("CX_CES", answers, method)

    def test_no_cut_is_published_for_ten_points(self):
        """The remedy is to say so, not to invent one."""
        with pytest.raises(CxError, match="5 or 7 points"):
            call_function("CX_CES", [9], "top", 10)

    def test_first_letters_name_an_option(self):
        """Text options are case-insensitive."""
        assert 4.0 == call_function("CX_CES", [4], "M")
