"""First contact resolution and service level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from tests.refusals import error


class TestFcr:
    def test_by_hand(self):
        """
        Solved with 1, 2 and 1 contacts: two of three at the first; open cases wait.
        """
        solved = [True, "yes", "", "x", 0]

        actual = call_function("CX_FCR", [1, 2, 1, 1, 4], solved)

        assert pytest.approx(2 / 3) == actual
        assert pytest.approx(3 / 5) == call_function("CX_FCR", [1, 2, 1, 1, 4])

    def test_header_and_blank_rows(self):
        """Whole columns with their titles are ordinary ranges."""
        contacts = ["Contacts", 1, 3, None, None]
        solved = ["Solved", True, True, None, None]

        assert 0.5 == call_function("CX_FCR", contacts, solved)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([1, 0],), "#NUM!"),
            (([],), "#DIV/0!"),
            (([1, 2], [False, None]), "#DIV/0!"),
            (([1, 2], [True]), "#VALUE!"),
            (([1, 2], [True, "maybe"]), "#VALUE!"),
            (([1, 2], [True, "#N/A"]), "#N/A"),
        ],
    )
    def test_refusals(self, arguments, code):
        """No contact, no case, no partner, no flag."""
        assert code == error("CX_FCR", *arguments).code

    def test_place_of_the_bad_cell(self):
        """The message leads to it."""
        assert (3, 1) == error("CX_FCR", [["Contacts"], [1], [0.5]]).position


class TestServiceLevel:
    WAITS = (5, 19, 20, 21, 40, 3, 60)
    LOST = (None, None, None, None, None, True, True)

    @pytest.mark.parametrize(
        ("base", "short", "expected"),
        [
            ("offered", 0, 3 / 7),
            ("offered", 5, 3 / 6),
            ("offered", 3, 3 / 7),
            ("answered", 0, 3 / 5),
            ("answered", 10, 3 / 5),
        ],
    )
    def test_by_hand(self, base, short, expected):
        """Three of five answered in 20 s; two hung up, after 3 and after 60 s."""
        actual = call_function(
            "CX_SERVICE_LEVEL", self.WAITS, 20, self.LOST, base, short
        )

        assert pytest.approx(expected) == actual

    @given(
        st.lists(st.floats(0, 300), min_size=1), st.floats(0, 300), st.floats(0, 300)
    )
    def test_a_looser_target_is_met_more_often(self, waits, one, other):
        """And the service level is a share; waits are seconds, never all below one."""
        waits = [*waits, 1]
        tight, loose = (
            call_function("CX_SERVICE_LEVEL", waits, target)
            for target in sorted((one, other))
        )

        assert 0 <= tight <= loose <= 1

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([],), "#DIV/0!"),
            (([-1],), "#NUM!"),
            (([5], 20, [True], "answered"), "#DIV/0!"),
            (([5], 20, [True], "offered", 10), "#DIV/0!"),
            (([5], 20, [True, False]), "#VALUE!"),
            (([5], "fast"), "#VALUE!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """Nobody to divide by, or an impossible wait."""
        assert code == error("CX_SERVICE_LEVEL", *arguments).code


def test_durations_as_parts_of_a_day():
    """hh:mm:ss from a telephone system: 30 s are 0.00035, all within any target."""
    with pytest.raises(CxError, match="86400"):
        call_function("CX_SERVICE_LEVEL", [30 / 86400, 100 / 86400, 0])
