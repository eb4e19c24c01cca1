"""Which first rows are headers (decision 0002, "What a header is")."""

import pandas as pd
import pytest

from cx_xl import call_function, nps, repeat_rate, volume_by_channel
from tests.refusals import error

SURE = "10 - Extremely likely"
NEVER = "0 - Not at all likely"


def column(*cells):
    return [[cell] for cell in cells]


class TestOneColumn:
    def test_a_labelled_answer_that_returns(self):
        """
        Two promoters more than one would see without the first row: 33.33, not 20.
        """
        scores = column(SURE, SURE, NEVER, 9, 8, 7)

        assert 33.333333 == round(call_function("CX_NPS", scores), 6)

    def test_a_labelled_answer_above_others_like_it(self):
        """Another label in the same form tells that the first is one, too."""
        assert 0.0 == call_function("CX_NPS", column(SURE, NEVER, 8))
        assert 0.0 == call_function("CX_NPS", column("Sure (10)", "Never (0)"))

    @pytest.mark.parametrize(
        "first", [SURE, "Domanda: 1", "1. NPS", "7-8 - Likely", "5 min"]
    )
    def test_only_the_user_knows(self, first):
        """
        A label above plain numbers may be a header; nothing is dropped in silence.
        """
        bad = error("CX_NPS", column(first, 9, 8))

        assert ("#VALUE!", (1, 1)) == (bad.code, bad.position)
        assert "may be the header" in bad.say("en")
        assert "intestazione" in bad.say("it")

    def test_a_question_is_a_header(self):
        """Also one that is numbered."""
        scores = column("1. How likely are you to recommend us?", 10, 9, 3)

        assert 33.333333 == round(call_function("CX_NPS", scores), 6)

    def test_a_series_and_a_list_have_no_header(self):
        """A promoter, a promoter, a detractor."""
        scores = [SURE, "9", "0", None]

        assert 33.333333 == round(nps(scores), 6) == round(nps(pd.Series(scores)), 6)

    @pytest.mark.parametrize(
        "first", ["€ 100", "1.234,50", "100 EUR", "$ 5", "50 %", "1e400"]
    )
    def test_an_amount_is_no_header(self, first):
        """In the first row as further down it is an error."""
        assert (1, 1) == error("CX_MEAN_CI", column(first, 100, 200)).position

    def test_a_text_date_is_no_header(self):
        for first in ("13/01/2026", "13 gen 2026", "2026-01-13T10:30:00Z"):
            bad = error("CX_NPS_TREND", column(9, 8), column(first, 46030))
            assert "#VALUE!" == bad.code

    def test_the_header_of_a_date_may_hold_a_number(self):
        table = call_function(
            "CX_NPS_TREND",
            column("NPS", 9, 8),
            column("Date (2026)", 46030, 46031),
            *("M", 1, None, None, 1, False),
        )

        assert [["2026-01", 2]] == [row[:2] for row in table]


class TestPartners:
    def test_a_score_beside_the_first_label(self):
        """HQ is a segment although it is the only text: its score is a 10."""
        table = call_function(
            "CX_NPS_BY", column(10, 9, 0, 7), column("HQ", 1, 1, 2), None, None, 1
        )

        assert [["HQ", 1], [1, 2], [2, 1]] == [row[:2] for row in table[1:]]

    def test_one_header_row_for_all(self):
        """The header of the scores makes the first segment a header, too."""
        table = call_function(
            "CX_NPS_BY", column("NPS", 9, 8), column("HQ", "HQ", "Web"), None, None, 1
        )

        assert [["HQ", 1], ["Web", 1]] == [row[:2] for row in table[1:]]

    def test_a_partner_settles_what_a_label_leaves_open(self):
        """Beside a weight the labelled answer is an answer."""
        scores = column(SURE, 9, 3)

        assert 33.333333 == round(call_function("CX_NPS", scores, column(1, 1, 1)), 6)
        assert "#VALUE!" == error("CX_NPS", scores, column("Peso", 1, 1)).code

    def test_ranges_that_begin_in_different_rows(self):
        """A1:A3 beside B2:B4: each answer would get the weight of the next one."""
        bad = error("CX_NPS", column("NPS", 9, 8), column(1, 1, 5))

        assert "#VALUE!" == bad.code
        assert "same row" in bad.say("en")

    def test_no_answer_in_the_first_row_is_a_gap(self):
        """Not every text beside a value is a misplaced header."""
        scores = column("n/a", 9, 8)

        assert 50.0 == call_function("CX_NPS", scores, column(5, 1, 1))


class TestLabelsAlone:
    def test_a_label_that_returns_is_one(self):
        customers = column("Anna", "Bruno", "anna ")

        assert 0.5 == call_function("CX_REPEAT_RATE", customers)

    def test_codes_look_alike(self):
        """C001 above C002 is a customer, Customer above them is not known to be one."""
        codes = ("C001", "C002", "C002")

        assert 0.5 == call_function("CX_REPEAT_RATE", column(*codes))
        assert "#VALUE!" == error("CX_REPEAT_RATE", column("Customer", *codes)).code

    def test_text_above_numbers_is_a_header(self):
        customers = column("Customer", 17, 18, 18)

        assert 0.5 == call_function("CX_REPEAT_RATE", customers)

    def test_the_user_says(self):
        """What the rule leaves open is asked for, and then done."""
        channels = column("Channel", "Web", "Web")

        bad = error("CX_VOLUME_BY_CHANNEL", channels)
        assert "has_header" in bad.say("it")
        for header, rows in ((True, [["Web", 2, 1.0]]), (False, 2)):
            table = call_function("CX_VOLUME_BY_CHANNEL", channels, None, False, header)
            assert rows == (table if header else len(table))

    def test_a_date_beside_them_decides(self):
        """Its header is that of the customers."""
        customers = column("Customer", "Anna", "Bruno", "Anna")
        days = column("Day", 46023, 46023, 46030)

        assert 0.5 == call_function("CX_REPEAT_RATE", customers, days)

    def test_a_list_has_no_header(self):
        """Three customers, of whom none came back; two channels."""
        assert 0.0 == repeat_rate(["Anna", "Bruno", "Carla"])
        assert 2 == len(volume_by_channel(pd.Series(["Web", "Mail"])).rows)
