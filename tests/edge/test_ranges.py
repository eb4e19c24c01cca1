"""What cells of a range mean (catalogue, E.0)."""

import random
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import Code, CxError, call_function, nps, nps_by
from tests.refusals import error


def column(*cells):
    return [[cell] for cell in cells]


def nps_cell(*arguments):
    return call_function("CX_NPS", *arguments)


class TestAnswers:
    @pytest.mark.parametrize(
        "cell",
        [
            "9",
            " 9 ",
            "9,0",
            "9.0",
            "\xa09",
            "9\u202f",
            9,
            9.0,
            Decimal(9),
            np.float64(9),
        ],
    )
    def test_nine_in_other_clothes(self, cell):
        """A number stored as text counts as that number."""
        assert 50.0 == nps_cell(column(cell, 8))

    @pytest.mark.parametrize(
        ("cell", "score"),
        [
            ("10 - Extremely likely", 10),
            ("10: certo", 10),
            ("10 (sicuramente)", 10),
            ("10(sicuramente)", 10),
            ("0 (per niente)", 0),
            ("0 – per niente probabile", 0),  # noqa: RUF001 - as surveys print it
            ("Extremely likely - 10", 10),
            ("Not at all likely - 0", 0),
            ("Per niente: 0", 0),
            ("10-Extremely likely", 10),
            ("0-Not at all likely", 0),
            ("10. Extremely likely", 10),
            ("10.Certo", 10),
            ("Extremely likely (10)", 10),
            ("Not at all likely [0]", 0),
            ("0) mai", 0),
            ("10 = certo", 10),
            ("10 - \U0001f600", 10),
            ("10 ★", 10),
            ("10/10", 10),
            ("10 out of 10", 10),
            ("0 su 10", 0),
        ],
    )
    def test_labelled_end_points(self, cell, score):
        """
        Survey tools label the end points only; skipping them skips every 0 and 10.
        """
        assert (100.0 if score else -100.0) == nps_cell(column("NPS", cell))

    @pytest.mark.parametrize("name", ["CX_NPS", "CX_MEAN_CI", "CX_SERVICE_LEVEL"])
    @pytest.mark.parametrize("cells", [("1.200", 9), (9, "1.200")])
    def test_a_mark_that_may_group_is_asked_about(self, name, cells):
        """
        The message says between which two numbers to choose, as it does for one cell.
        """
        bad = error(name, column(*cells))

        assert '"1.200" is 1200 or 1.2; type the one' in bad.say("en")
        assert (cells.index("1.200") + 1, 1) == bad.position

    @pytest.mark.parametrize("cell", ["n/a", "no answer", "-", "∞", "non so", "boh"])
    def test_text_without_a_number_is_skipped(self, cell):
        """Neither a score nor a zero."""
        assert 100.0 == nps_cell(column(10, cell))

    @pytest.mark.parametrize(
        "cell",
        [
            "Q1: 3",
            "9-10",
            "7-8 - Likely",
            "3 - 4 volte",
            "85%",
            "9 €",
            "COVID-19",
            "13/01/2026",
            "1e400",
            "3 times I called and nobody ever answered me",
            "word " * 8_000 + "7",
            "8\u00bd",
            "10 ott",
            "5 minutes",
            "3 volte al mese",
            "7 PM",
            "4 e mezzo",
            "\u00bd",
            "\u2469",
        ],
    )
    def test_text_that_holds_a_number_is_never_skipped(self, cell):
        """It may be a score that nobody would miss: an error that names the cell."""
        bad = error("CX_NPS", column("NPS", 9, 7, cell))

        assert ("#VALUE!", (4, 1)) == (bad.code, bad.position)

    @pytest.mark.parametrize("cell", ["Promoter", "Molto soddisfatto", "★★★★☆"])
    def test_a_word_among_numbers(self, cell):
        """
        The label of a point is an answer; skipped, it would leave a gap at one end.
        """
        bad = error("CX_NPS", column("NPS", 9, cell))

        assert ("#VALUE!", (3, 1)) == (bad.code, bad.position)
        assert "CX_POINTS" in bad.say("it")

    def test_a_column_of_words(self):
        """How many cells hold text or TRUE, and what to do."""
        bad = error("CX_CSAT", column("Satisfied", "Very satisfied", True, None))

        assert "#DIV/0!" == bad.code
        assert "text: 2, with TRUE or FALSE: 1" in bad.say("en")
        assert "CX_POINTS" in bad.say("en")

    def test_answers_that_name_their_scale(self):
        """
        9/10 is a 9 on 0-10, and no answer on 1-5; 4/5 and 9/10 have no common mean.
        """
        assert 25.0 == nps_cell(column("h", "9/10", "10/10", "2", 7))
        for bad in (
            error("CX_CSAT", column(5, "4/10")),
            error("CX_CSAT", column(5, "4/10"), None, [1, 1]),
            error("CX_MEAN_CI", column("4/5", "9/10")),
        ):
            assert "#NUM!" == bad.code
            assert "out of 10" in bad.say("en")

    def test_shares_are_no_answers(self):
        """0.85 and 0.7 would be two detractors; 0 and 1 may be answers."""
        assert "#NUM!" == error("CX_NPS", column("NPS", 0.85, 0.7)).code
        assert -100.0 == nps_cell(column(0, 1))

    @pytest.mark.parametrize(
        "cell", [True, False, np.True_, None, "", "  ", float("nan")]
    )
    def test_gaps_and_truth_values_are_skipped(self, cell):
        """TRUE is not a 1, and a blank is not a 0, wherever they stand."""
        assert 50.0 == nps_cell(column(10, cell, 8))
        assert 0.0 == nps_cell(column(cell, 1, 10, cell))

    def test_the_first_row_may_be_a_header(self):
        """Also one with numbers in it."""
        assert 100.0 == nps_cell(column("0 - 10 scale", 10))
        assert 100.0 == nps_cell(column("1. Would you recommend us?", 10))

    def test_a_single_row_has_no_header(self):
        """Only ranges of two rows or more do."""
        assert -100.0 == nps_cell([["0 - never"]])
        assert 0.0 == nps_cell([["0 - never", 10]])

    @pytest.mark.parametrize(
        ("cell", "value"),
        [(11, "11"), (-1, "-1"), ("11", "11"), (date(2026, 1, 1), "46023")],
    )
    def test_off_the_scale(self, cell, value):
        """An 11, or a date among the answers, is an error with its place."""
        bad = error("CX_NPS", column("NPS", 9, cell))

        assert ("#NUM!", (3, 1)) == (bad.code, bad.position)
        assert f"row 3, column 1: scores: {value} is off the 0-10 scale" in bad.say(
            "en"
        )
        assert "riga 3, colonna 1" in bad.say("it")

    @pytest.mark.parametrize("code", list(Code))
    def test_an_error_cell_propagates_as_itself(self, code):
        """Whether a host hands it over as our code or as its text."""
        for cell in (code, code.value):
            bad = error("CX_NPS", [[9, 8], [7, cell]])
            assert (code, (2, 2)) == (bad.code, bad.position)

    def test_all_text(self):
        """Nothing to measure."""
        assert "#DIV/0!" == error("CX_NPS", column("a", "b", "c")).code

    @pytest.mark.parametrize("empty", [[], [[]], [[None]], [[""]], None, ""])
    def test_an_empty_range(self, empty):
        """Blank is not zero: there is no score."""
        assert "#DIV/0!" == error("CX_NPS", empty).code

    def test_one_cell(self):
        """A range of one."""
        assert 100.0 == nps_cell(10) == nps_cell([[10]])

    def test_a_whole_column(self):
        """A:A with its header and a million empty cells below."""
        cells = [["NPS"], [10], [9], [3], *[[None]] * 1_048_572]

        assert 33.333333 == round(nps_cell(cells), 6)

    def test_every_row_of_the_sheet_filled(self):
        """1,048,576 answers: half promoters, a quarter each of the others."""
        assert 25.0 == nps_cell([[10], [9], [8], [1]] * 262_144)


class TestShapes:
    def test_the_same_cells_in_any_container(self):
        """Lists, tuples, one dimension or two, NumPy and pandas."""
        scores = [10, 9, 8, 6]

        for container in (
            tuple(scores),
            [[10, 9], [8, 6]],
            ((10, 9), (8, 6)),
            np.array(scores),
            np.array(scores, dtype=float).reshape(2, 2),
            np.array([10, 9, np.nan, 8, 6]),
            pd.Series(scores),
            pd.Series([10, 9, None, 8, 6]),
            pd.Series([10, 9, pd.NA, 8, 6], dtype="Int64"),
            iter(scores),
        ):
            assert 25.0 == nps(container)

    def test_segments_of_a_frame(self):
        """The Python API reads a data frame's columns."""
        frame = pd.DataFrame({"nps": [10, None, 3], "shop": ["A", "A", "B"]})

        table = nps_by(frame["nps"], frame["shop"], min_base=1)

        assert [("A", 1), ("B", 1)] == [row[:2] for row in table.rows]


class TestOddContainers:
    def test_a_frame_is_its_values(self):
        """Not the names of its columns."""
        frame = pd.DataFrame({"q1": [9, 10], "q2": [3, None]})

        assert 33.333333 == round(nps(frame), 6)

    @pytest.mark.parametrize(
        "shape", [{9: 1}, [[1, 2], [3]], [[9], 8], [9, [8]], [[1, 2, 3], [1, 2], [1]]]
    )
    def test_what_is_no_rectangle_is_refused(self, shape):
        """Realigning ragged rows would put answers under other questions."""
        assert "#VALUE!" == error("CX_NPS", shape).code

    @pytest.mark.parametrize("gap", [pd.NA, pd.NaT, Decimal("sNaN")])
    def test_missing_values_of_other_libraries(self, gap):
        assert 100.0 == nps([9, gap]) == nps([9, gap], [1, 1])

    def test_numpy_scalars_are_numbers(self):
        """A sum over a column is one."""
        assert 0.1 == call_function("CX_CHURN_RATE", np.int64(500), np.float64(50))

    def test_numpy_dates_of_any_unit(self):
        days = np.array(["2024-01-05", "2024-02-05"], dtype="datetime64[ns]")

        table = call_function("CX_NPS_TREND", [9, 3], days, "M", 1, None, None, 1)

        assert ["2024-01", "2024-02"] == [row[0] for row in table[1:]]


class TestTextThatNeedsGuessing:
    def test_a_text_date_in_the_first_row_is_no_header(self):
        """A half-converted export would lose its first answer."""
        days = ["13/01/2024", 45323, 45324]

        assert "#VALUE!" == error("CX_NPS_TREND", [1, 9, 9], days).code

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("CX_MEAN_CI", (["1.500", "1.700", "1.600"],)),
            ("CX_CSI", ([["1.500"], ["1,700"]],)),
            ("CX_NPS", ([9, 3], ["1.000", "2"])),
            ("CX_RFM", (["a", "a"], [45000, 45010], [3, "1.234,50"])),
            ("CX_COHORT", (["a", "b"], [45000, 45000], "M", "revenue", [5, "€ 100"])),
        ],
    )
    def test_a_thousand_or_one_and_a_bit(self, name, arguments):
        """Neither a guess nor a gap."""
        assert "#VALUE!" == error(name, *arguments).code

    def test_a_negative_weight_names_its_place(self):
        bad = error("CX_NPS", [9, 8, 3], [1, 1, -2])

        assert ("#NUM!", (3, 1)) == (bad.code, bad.position)


class TestPairs:
    def test_weights(self):
        """(1 + 1 + 4 - 2) / 10 = 40 points."""
        assert 40.0 == pytest.approx(nps_cell([10, 9, 8, 3, 9], [1, 1, 2, 2, 4]))

    def test_a_row_with_a_gap_is_dropped(self):
        """In either range; a header in both is a gap too."""
        scores = column("NPS", 10, None, 3, 8)
        weights = column("Weight", 1, 5, None, 1)

        assert 50.0 == nps_cell(scores, weights)

    def test_weights_of_one_change_nothing(self):
        """Not even the base."""
        scores = random.Random(1).choices(range(11), k=200)

        assert nps(scores) == nps(scores, [1] * 200)
        assert nps(scores).n == nps(scores, [1] * 200).n

    @pytest.mark.parametrize(
        ("weights", "code"),
        [
            ([1, -1], "#NUM!"),
            ([0, 0], "#DIV/0!"),
            ([1], "#VALUE!"),
            ([1, 1, 1], "#VALUE!"),
        ],
    )
    def test_weights_that_cannot_be(self, weights, code):
        """Negative, all zero, of another length."""
        assert code == error("CX_NPS", [10, 9], weights).code

    def test_errors_in_dropped_rows_do_not_matter(self):
        """A used cell is one whose row is complete."""
        scores, weights = [10, None, 8], [1, "#REF!", 1]

        assert 50.0 == nps_cell(scores, weights)
        assert "#REF!" == error("CX_NPS", [10, 9], [1, "#REF!"]).code

    def test_one_weight_per_person_for_several_questions(self):
        """CX_CLI counts each answer of a row with the weight of the row."""
        answers = [[1, 1], [6, 6]]

        assert 75.0 == pytest.approx(
            call_function("CX_CLI", answers, None, None, [[3], [1]])
        )

    def test_an_item_that_someone_skipped(self):
        """CX_CSI leaves out that question only: (8 + 6) / 2."""
        items = [["q1", "q2"], [7, 6], [9, None]]

        assert 7.0 == call_function("CX_CSI", items)

    def test_dates_and_times_fall_on_their_day(self):
        """Twice on one day is one purchase; 23:59 is still that day."""
        ids = ["a", "a", "b", "b"]
        days = [46023.0, datetime(2026, 1, 1, 23, 59), 46023, date(2026, 1, 2)]  # noqa: DTZ001 - cells have no zone

        assert 0.5 == call_function("CX_REPEAT_RATE", ids, days)


@given(st.lists(st.one_of(st.none(), st.booleans(), st.integers(0, 10), st.text())))
def test_only_a_cx_error_ever_comes_out(cells):
    """Whatever stands in a column, the answer is a number or an explained error."""
    with suppress(CxError):
        assert -100 <= nps_cell(column(*cells)) <= 100


class TestMessages:
    """A cause, and what to do about it."""

    def test_swapped_ranges(self):
        """The segments stand where the scores belong."""
        bad = error("CX_NPS_BY", column("Web", "Shop"), column(9, 3))

        assert "scores holds text and segments holds numbers" in bad.say("en")
        assert "scambia" in bad.say("it")

    @pytest.mark.parametrize("name", ["CX_CES_IFS", "CX_CSAT_IFS"])
    def test_a_criterion_in_the_slot_of_an_option(self, name):
        """The optional argument before the criteria was not skipped."""
        bad = error(name, column(5, 4), column("Web", "Web"), "Web")

        assert "one more separator" in bad.say("en")
        assert "separatore" in bad.say("it")

    @pytest.mark.parametrize("weights", [["a", "b"], [0, 0], [0, "x"]])
    def test_weights_of_nothing(self, weights):
        bad = error("CX_NPS", [9, 8], weights)

        assert ("#DIV/0!", "weights") == (bad.code, bad.argument)
        assert "above 0" in bad.say("en")

    def test_targets_with_other_columns(self):
        bad = error("CX_RAKE", [["F"], ["M"]], [["F", 1], ["M", 1]])

        assert "3 columns (factor, level, share), not 2" in bad.say("en")
        assert "fattore, livello, quota" in bad.say("it")
