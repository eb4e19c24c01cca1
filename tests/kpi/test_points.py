"""Words and the points that they stand for."""

import pytest

from cx_xl import call_function, csat, nps, points
from cx_xl.wording import folded, wordings
from tests.refusals import error


def column(*cells):
    return [[cell] for cell in cells]


FIVE = [1.0, 2.0, 3.0, 4.0, 5.0]
MILD = [1, 3, 4, 5, 7]


class TestBuiltIn:
    @pytest.mark.parametrize(
        "labels",
        [
            "Very dissatisfied|Dissatisfied|Neutral|Satisfied|Very satisfied",
            (
                "Molto insoddisfatto|Insoddisfatto|Né soddisfatto né insoddisfatto|"
                "Soddisfatto|Molto soddisfatto"
            ),
            "Très insatisfaite|Insatisfaite|Neutre|Satisfaite|Très satisfaite",
            "sehr unzufrieden|unzufrieden|teils-teils|zufrieden|sehr zufrieden",
            "Muy insatisfecho|Insatisfecho|Neutral|Satisfecho|Muy satisfecho",
            "Muito insatisfeito|Insatisfeito|Neutro|Satisfeito|Muito satisfeito",
            (
                "Strongly disagree|Disagree|Neither agree nor disagree|Agree|"
                "Strongly agree"
            ),
            (
                "Totalmente in disaccordo|In disaccordo|Neutrale|D\u2019accordo|"
                "Totalmente d'accordo"
            ),
            "Pas du tout d'accord|Pas d'accord|Neutre|D'accord|Tout à fait d'accord",
            (
                "Stimme überhaupt nicht zu|Stimme nicht zu|Weder noch|Stimme zu|"
                "Stimme voll und ganz zu"
            ),
            (
                "Totalmente en desacuerdo|En desacuerdo|Neutral|De acuerdo|"
                "Totalmente de acuerdo"
            ),
            "Discordo totalmente|Discordo|Neutro|Concordo|Concordo totalmente",
            "Molto difficile|Difficile|Né facile né difficile|Facile|Molto facile",
        ],
    )
    def test_five_points_in_six_languages(self, labels):
        """From the lowest to the highest, as survey tools write them."""
        assert FIVE == points(labels.split("|"))

    def test_seven_points(self):
        """Taken when a word is on no scale of five."""
        labels = ["Somewhat agree", "Strongly agree", "Disagree", "Somewhat disagree"]

        assert [5.0, 7.0, 2.0, 3.0] == points(labels)

    @pytest.mark.parametrize("scale", [s for s in wordings() if s.points == 7])
    def test_the_milder_words_of_seven_alone_are_a_scale_of_five(self, scale):
        """
        Very, somewhat, neither, somewhat, very: what surveys with five points ask.

        Read on seven points "somewhat satisfied" would be a 5 that is not among the
        two highest, so half of those who are satisfied would be missed.
        """
        first = [w for w in scale.scores if not scale.names[w]]
        labels = [next(w for w in first if scale.scores[w] == x) for x in MILD]

        assert FIVE == points(labels)

    def test_promoters(self):
        """10, 8 and 0 give each its class in CX_NPS."""
        labels = column("Promoter", "Passive", "Detractor", "Promoter")

        scores = call_function("CX_POINTS", labels)

        assert column(10.0, 8.0, 0.0, 10.0) == scores
        assert 25.0 == nps(scores)

    @pytest.mark.parametrize(
        ("label", "score"),
        [
            ("★★★★☆", 4.0),
            ("★", 1.0),
            ("⭐⭐⭐", 3.0),
            ("⭐\ufe0f⭐\ufe0f☆", 2.0),
            ("4 stars", 4.0),
            ("1 star", 1.0),
            ("4,5 stelle", 4.5),
            ("3 Sterne", None),
            ("5 estrellas", 5.0),
            ("Very satisfied (5)", 5.0),
            ("4", 4.0),
            (3, 3),
        ],
    )
    def test_stars_and_numbers(self, label, score):
        """A number beside its label is that number."""
        assert [3.0 if score is None else score] == points([label])

    def test_rows_keep_their_places(self):
        """Blank cells, the header and who did not answer are blank."""
        labels = column(
            "Soddisfazione", "Neutrale", None, "non so", "Soddisfatta", None
        )

        assert column("", 3.0, "", "", 4.0) == call_function("CX_POINTS", labels)

    def test_in_a_kpi(self):
        """What the spill holds is a column of answers: 2 of 3 are satisfied."""
        labels = column("Very satisfied", "Neutral", None, "Satisfied")

        assert 2 / 3 == csat(call_function("CX_POINTS", labels))

    def test_every_label_of_every_scale_is_unambiguous_on_it(self):
        """A whole scale always gets its own points."""
        for wording in wordings():
            labels = {}
            for label, score in wording.scores.items():
                labels.setdefault(score, label)
            assert list(labels) == points(list(labels.values()), None, wording.points)
            assert all(label == folded(label) for label in wording.scores)


class TestMapping:
    OWN = column("Bene", "Così così", "Male")

    def test_your_own_labels(self):
        mapping = [["Risposta", "Punti"], ["bene", 5], ["Cosi cosi", 3], ["MALE", "1"]]

        assert column(5, 3, 1) == call_function("CX_POINTS", self.OWN, mapping)

    def test_it_goes_before_the_built_in_scales(self):
        assert [2] == points(["Very satisfied"], [["Very satisfied", 2]])

    def test_truth_values_may_be_mapped(self):
        mapping = [[True, 1], [False, 0]]

        assert [1, 0] == points([True, False], mapping)

    @pytest.mark.parametrize(
        ("mapping", "words"),
        [
            ([["Bene"], ["Male"]], "two columns"),
            ([["Bene", 5], ["Bene", 4]], "two different points"),
            ([["Bene", 5], ["Male", "tanti"]], "must be a number"),
            ([["Bene", 5]], "Così così, Male"),
        ],
    )
    def test_refusals(self, mapping, words):
        """Nothing is guessed."""
        assert words in error("CX_POINTS", self.OWN, mapping).say("en")


class TestRefusals:
    @pytest.mark.parametrize(
        ("labels", "words"),
        [
            (["Good", "Bad", "Fair", "Poor"], "Good, Bad, Fair, …"),
            (["Strongly agree", "Very satisfied"], "no single scale"),
            (["Very satisfied"], "different points"),
            (["Abbastanza soddisfatto", "Molto soddisfatto"], "different points"),
            ([True, False], "TRUE, FALSE"),
        ],
    )
    def test_what_would_be_a_guess(self, labels, words):
        """
        Unknown words, words of two scales, words that two scales read differently.
        """
        assert words in error("CX_POINTS", labels).say("en")

    def test_the_points_settle_it(self):
        """Four points are on offer in Italy; CX_CSAT would take them for five."""
        labels = [
            "Per niente soddisfatto",
            "Poco soddisfatto",
            "Abbastanza soddisfatto",
        ]

        assert "points" in error("CX_POINTS", labels).say("en")
        assert [1.0, 2.0, 3.0] == points(labels, None, 4)

    def test_an_unknown_answer_is_no_header(self):
        """One of three answers left out in silence would turn 1/3 into 1/2."""
        bad = error("CX_POINTS", column("Completely agree", "Agree", "Disagree"))

        assert ("MaybeHeader", (1, 1)) == (type(bad).__name__, bad.position)

    @pytest.mark.parametrize("header", ["Quanto sei soddisfatto?", "Soddisfazione"])
    def test_a_header(self, header):
        """A question, or words that no point has."""
        labels = column(header, "Soddisfatto", "Molto soddisfatto", "Insoddisfatto")

        assert column("", 4.0, 5.0, 2.0) == call_function("CX_POINTS", labels)

    def test_an_error_cell_propagates(self):
        bad = error("CX_POINTS", column("Satisfied", "#N/A"))

        assert ("#N/A", (2, 1)) == (bad.code, bad.position)

    def test_one_column_at_a_time(self):
        assert "one column" in error("CX_POINTS", [["Satisfied", "Neutral"]] * 2).say(
            "en"
        )
