"""What CX_DATACHECK finds."""

import pytest

from cx_xl import call_function


class TestDatacheck:
    def test_every_kind_of_cell(self):
        """
        Header, number, text number, text, off scale, gap, TRUE, half, label, error.
        """
        column = [
            "NPS",
            10,
            "9",
            "n/a",
            11,
            None,
            True,
            6.5,
            "0 - never",
            "#REF!",
            None,
        ]

        header, counts = call_function("CX_DATACHECK", [[cell] for cell in column])

        assert {
            "valid": 4,
            "blank": 1,
            "text": 1,
            "numeric text": 1,
            "logical": 1,
            "off scale": 1,
            "not whole": 1,
            "min": 0,
            "max": 11,
            "first bad position": 4,
            "labelled": 1,
            "errors": 1,
            "headers": 1,
            "unread": 0,
            "words": 0,
            "unclear": 0,
            "hint": "",
        } == dict(zip(header, counts, strict=True))

    def test_what_a_kpi_refuses(self):
        """Text with digits, the words of a scale, a first cell that may be a header."""
        column = ["10 - sure", 9, "7-8 - likely", "Promoter", "boh"]

        header, counts = call_function("CX_DATACHECK", [[cell] for cell in column])
        found = dict(zip(header, counts, strict=True))

        assert (1, 1, 1, 1) == tuple(
            found[name] for name in ("unread", "words", "unclear", "text")
        )
        assert 1 == found["first bad position"]

    @pytest.mark.parametrize(
        ("column", "hint"),
        [
            ([5, 4, 3, 5], "no answer above 5"),
            ([5, 4, 3, 6], ""),
            ([0.85, 0.9], "shares?"),
            ([0, 1], ""),
            ([], ""),
        ],
    )
    def test_answers_that_look_like_those_of_another_scale(self, column, hint):
        """A 1-5 question, or shares, in a column of 0-10 answers."""
        table = call_function("CX_DATACHECK", [[cell] for cell in column])

        assert hint == table[1][-1]

    def test_a_scale_from_one_shows_in_the_minimum(self):
        """A 1-10 survey has no zeros: the smallest answer tells."""
        _, counts = call_function("CX_DATACHECK", [1, 5, 10])

        assert 1 == counts[7]

    def test_a_clean_column_has_no_bad_position(self):
        """There is none to go to."""
        _, counts = call_function("CX_DATACHECK", [1, 5, 10])

        assert "#N/A" == counts[9]
