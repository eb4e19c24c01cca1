"""CSAT, CES, rates and money: definitions, domains and their meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function

FIVES = st.lists(st.integers(1, 5), min_size=1)


class TestCsat:
    @given(FIVES)
    def test_satisfied_and_others_are_all(self, answers):
        """
        The share from 4 up on the scale turned round is the share up to 2.
        """
        turned = [6 - answer for answer in answers]
        satisfied = call_function("CX_CSAT", answers)
        unhappy = call_function("CX_CSAT", turned)
        neutral = answers.count(3) / len(answers)

        assert 1.0 == pytest.approx(satisfied + unhappy + neutral)

    @pytest.mark.parametrize("threshold", [0, 1, 6])
    def test_a_threshold_that_divides_nothing(self, threshold):
        """
        From 1 up everybody would be satisfied, from 6 up nobody.
        """
        with pytest.raises(CxError, match="threshold") as caught:
            call_function("CX_CSAT", [5, 4], threshold)
        assert "#NUM!" == caught.value.code

    def test_scale_of_ten(self):
        """
        Top-2-box of 1-10 is 9 and 10.
        """
        assert 0.5 == call_function("CX_CSAT", [10, 9, 8, 1], 9, None, 1, 10)

    def test_low_base(self):
        """
        The user's own minimum.
        """
        with pytest.raises(CxError, match="2 answers are fewer") as caught:
            call_function("CX_CSAT", [5, 4], 4, None, None, None, 30)
        assert "#N/A" == caught.value.code


class TestCes:
    def test_effort_scale_turned_round(self):
        """
        On the 2010 scale of five, 1 and 2 are little effort.
        """
        assert 0.5 == call_function("CX_CES", [1, 2, 3, 5], "top", 5, False)

    @given(st.lists(st.integers(1, 7), min_size=1))
    def test_turning_the_scale_round_changes_the_sign_of_nothing_else(self, answers):
        """
        Mirrored answers on the mirrored scale are the same answers.
        """
        mirrored = [8 - answer for answer in answers]
        for method in ("top", "net"):
            assert call_function("CX_CES", answers, method) == pytest.approx(
                call_function("CX_CES", mirrored, method, 7, False)
            )

    def test_no_cut_is_published_for_ten_points(self):
        """
        The remedy is to say so, not to invent one.
        """
        with pytest.raises(CxError, match="5 or 7 points"):
            call_function("CX_CES", [9], "top", 10)

    def test_first_letters_name_an_option(self):
        """
        Text options are case-insensitive.
        """
        assert 4.0 == call_function("CX_CES", [4], "M")


class TestCustomerBase:
    @given(st.integers(1, 10**6), st.integers(0, 10**6), st.data())
    def test_churn_and_retention_are_one(self, start, new, data):
        """
        Whoever was there at the start stayed or left.
        """
        lost = data.draw(st.integers(0, start))
        end = start + new - lost

        churn = call_function("CX_CHURN_RATE", start, lost)
        assert 1.0 == pytest.approx(
            churn + call_function("CX_RETENTION_RATE", start, end, new)
        )
        assert churn == pytest.approx(call_function("CX_ATTRITION", start, new, end))

    def test_published_rates(self):
        """
        500 to 450 without new ones: 10 %; 3,245 of 52,430: 6.19 %.
        """
        assert 0.1 == call_function("CX_CHURN_RATE", 500, 50)
        assert 0.061892 == round(call_function("CX_CHURN_RATE", 52430, 3245), 6)

    @pytest.mark.parametrize(
        ("name", "arguments", "code"),
        [
            ("CX_CHURN_RATE", (0, 0), "#DIV/0!"),
            ("CX_CHURN_RATE", (10, 11), "#NUM!"),
            ("CX_CHURN_RATE", (10, -1), "#NUM!"),
            ("CX_CHURN_RATE", (10, None), "#VALUE!"),
            ("CX_ATTRITION", (100, 10, 111), "#NUM!"),
            ("CX_ATTRITION", (100, 50, 20), "#NUM!"),
            ("CX_RETENTION_RATE", (100, 10, 20), "#NUM!"),
            ("CX_REPEAT_RATE", ([None],), "#DIV/0!"),
            ("CX_REPEAT_RATE", (["a"], None, 46023), "#NUM!"),
            ("CX_RATE", (3, 2), "#NUM!"),
            ("CX_RATE", (0, 0), "#DIV/0!"),
        ],
    )
    def test_domains(self, name, arguments, code):
        """
        More lost than there were is a mistake, not a rate above one.
        """
        with pytest.raises(CxError) as caught:
            call_function(name, *arguments)
        assert code == caught.value.code

    def test_numbered_customers_with_a_header(self):
        """
        The only text above numbers is the name of the column.
        """
        ids = [["Customer"], [17], [18], [17]]

        assert 0.5 == call_function("CX_REPEAT_RATE", ids)

    @pytest.mark.parametrize("days", [None, [46023, 46024, 46025, 46026]])
    def test_a_return_is_no_purchase(self, days):
        """
        Anna bought and returned, Bruno bought twice, Carla (a return only) is nobody.
        """
        ids, amounts = ["Anna", "Anna", "Bruno", "Bruno"], [20, -20, 5, 0]
        if days:
            days = [*days, 46027]
        given = ([*ids, "Carla"], days, None, None, [*amounts, -3])

        assert 0.5 == call_function("CX_REPEAT_RATE", *given)


class TestMoney:
    def test_starbucks(self):
        """
        Kissmetrics: 24.30 x 52 x 20 = 25,272; with margin 5,489.
        """
        assert 25272 == pytest.approx(call_function("CX_CLV", 24.3, 52, 20))
        margin = call_function("CX_CLV", 5.9, 52 * 4.2, 20, 0.213)
        assert 5489 == round(margin)

    @pytest.mark.parametrize(
        ("retention", "multiples"),
        [
            (0.6, (1.20, 1.15, 1.11, 1.07)),
            (0.7, (1.75, 1.67, 1.59, 1.52)),
            (0.8, (2.67, 2.50, 2.35, 2.22)),
            (0.9, (4.50, 4.09, 3.75, 3.46)),
        ],
    )
    def test_margin_multiples(self, retention, multiples):
        """
        Gupta and Lehmann's table for discount rates of 10, 12, 14 and 16 %.
        """
        found = [
            round(call_function("CX_CLV_RETENTION", 1, retention, discount), 2)
            for discount in (0.10, 0.12, 0.14, 0.16)
        ]

        assert list(multiples) == found

    @pytest.mark.parametrize(
        ("timing", "expected"), [("now", 292.063384), ("retained", 212.409734)]
    )
    def test_five_terms(self, timing, expected):
        """
        m = 100, r = .8, d = .1, added up term by term.
        """
        value = call_function("CX_CLV_RETENTION", 100, 0.8, 0.1, 5, timing)

        first = 0 if timing == "now" else 1
        by_hand = sum(100 * (0.8 / 1.1) ** t for t in range(first, first + 5))
        assert expected == round(value, 6)
        assert by_hand == pytest.approx(value)

    def test_acquisition(self):
        """
        10,000 for 500 customers are 20 each.
        """
        assert 20 == call_function("CX_CAC", 4000, 6000, 500)
        assert 20 == call_function("CX_CPL", 10000, 500)
        assert 0.5 == call_function("CX_ROI", 15000, 10000)

    @pytest.mark.parametrize(
        ("name", "arguments"),
        [
            ("CX_CLV", (-1, 1, 1)),
            ("CX_CLV", (10, 1, 1, 20)),
            ("CX_CLV_RETENTION", (100, 1, 0)),
            ("CX_CLV_RETENTION", (100, 0.8, 1.2)),
        ],
    )
    def test_units_that_are_wrong(self, name, arguments):
        """
        A margin of 20 is 20 %, typed as a percentage; nobody is retained for ever.
        """
        with pytest.raises(CxError) as caught:
            call_function(name, *arguments)
        assert "#NUM!" == caught.value.code


class TestStatus:
    @pytest.mark.parametrize(
        ("arguments", "light"),
        [
            ((35, 35), 1),
            ((28, 35), 0),
            ((27, 35), -1),
            ((-10, 35, -100), -1),
            ((8, 35, -100), 0),
            ((0.012, 0.015, 0, 0.8, 1, False), 1),
            ((0.018, 0.015, 0, 0.8, 1, False), 0),
            ((0.020, 0.015, 0, 0.8, 1, False), -1),
            ((0, 0.015, 0, 0.8, 1, False), 1),
            # floor = the amber limit: both directions come out of the numbers
            ((33, 35, 30, 0, 1), 0),
            ((0.017, 0.015, 0.018, 0, 1), 0),
            ((0.019, 0.015, 0.018, 0, 1), -1),
            # a floor above the target, said or not that lower is better
            ((0.10, 0.05, 0.20, None, None, False), -1),
            ((0.03, 0.05, 0.20, None, None, False), 1),
            ((0.25, 0.05, 0.20, None, None, False), -1),
            # exactly 80 % of the target
            ((0.04, 0.05), 0),
            ((0.05, 0.04, None, None, None, False), 0),
            ((8, 10), 0),
        ],
    )
    def test_lights(self, arguments, light):
        """
        Worked by hand: the share of the way from the floor to the target.
        """
        assert light == call_function("CX_KPI_STATUS", *arguments)

    def test_a_negative_target_needs_a_floor(self):
        """
        From 0 down to -10 "more" would be "less".
        """
        with pytest.raises(CxError, match="floor: the target is negative"):
            call_function("CX_KPI_STATUS", -20, -10)
        assert -1 == call_function("CX_KPI_STATUS", -20, -10, -100, 0.95)

    def test_no_way_to_go(self):
        """
        Target and floor are the same.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_KPI_STATUS", 1, 0)
        assert "#NUM!" == caught.value.code


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
        """
        Text with digits, the words of a scale, a first cell that may be a header.
        """
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
        """
        A 1-5 question, or shares, in a column of 0-10 answers.
        """
        table = call_function("CX_DATACHECK", [[cell] for cell in column])

        assert hint == table[1][-1]

    def test_a_scale_from_one_shows_in_the_minimum(self):
        """
        A 1-10 survey has no zeros: the smallest answer tells.
        """
        _, counts = call_function("CX_DATACHECK", [1, 5, 10])

        assert 1 == counts[7]

    def test_a_clean_column_has_no_bad_position(self):
        """
        There is none to go to.
        """
        _, counts = call_function("CX_DATACHECK", [1, 5, 10])

        assert "#N/A" == counts[9]
