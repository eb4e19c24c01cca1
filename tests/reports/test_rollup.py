"""Many books added up: what is added, what is compared, what is left out and why."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

import cx_xl
from cx_xl.errors import LANGUAGES
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.new_sheet import with_hidden_sheet
from cx_xl.headless import Workbook
from cx_xl.reports.collect import report_of
from cx_xl.reports.rollup.adding import Sums
from cx_xl.reports.rollup.book_reading import read
from cx_xl.reports.rollup.children import answers as answers_of
from cx_xl.reports.rollup.extract import Extract, Outcome, Trace
from cx_xl.reports.rollup.folder import NoBooks, NoFolder, books_in
from cx_xl.reports.rollup.pages import rollup_words
from cx_xl.reports.rollup.summing import added
from cx_xl.reports.rollup.terms import Terms
from cx_xl.reports.rollup.typed_book import Typed, subject_of
from cx_xl.reports.rollup.why_left_out import Reason
from cx_xl.tally import Tally
from cx_xl.workbooks.ledger import SHEET, Ledger
from cx_xl.workbooks.template_model import load_template
from tests.reports.rollup_books import (
    MONTH,
    TODAY,
    answers,
    book,
    edited,
    outcomes,
    rolled,
    written,
)

TERMS = Terms(confidence=0.95, min_base=30, satisfied_from=4, currency="€")
NOBODY = Trace(mark=0, bits=0, answers=0)


def extract(name="a", nps=(), **inputs):
    """Return what a book gives, with as many answers as (score, n) say."""
    return Extract(
        book=name,
        schema_version="1",
        template="1.1.0",
        language="en",
        currencies=("€",),
        confidence=0.95,
        min_base=30,
        satisfied_from=4,
        answers=sum(n for _, n in nps),
        scores={"nps": nps, "csat": (), "ces": ()},
        inputs=inputs,
        whole=NOBODY,
        days=(),
        people="",
    )


def kpis(*extracts, terms=TERMS):
    return {kpi.key: kpi for kpi in Sums(extracts, terms, ()).kpis()}


def verdicts(kpi):
    return [book.verdict for book in kpi.books]


class TestTotal:
    def test_counts_are_added_and_scores_are_not_averaged(self, tmp_path):
        """
        By hand: 20 + 60 promoters less 8 + 80 detractors of 200 are -4 points; the mean
        of +30 and -12.5 would be +8.75. Lost 10 of 1,000 and 30 of 500: 40 of 1,500.
        """
        one = {"invited": 100, "start": 1000, "lost": 10, "sales_cost": 300}
        other = {"start": 500, "lost": 30, "sales_cost": 900, "marketing_cost": 300}
        found = rolled(
            tmp_path,
            a=book(answers(20, 12, 8), **one, marketing_cost=300, new=40),
            b=book(answers(60, 20, 80, seed=2), **other, new=60),
        )

        total = {kpi.key: kpi.total for kpi in found.kpis}
        assert () == found.left_out
        assert -4 == pytest.approx(total["nps"].value)
        assert (80, 32, 88) == total["nps"].amounts
        assert 80 / 200 == pytest.approx(total["csat"].value)
        assert 80 / 200 == pytest.approx(total["ces"].value)
        assert 40 / 1500 == pytest.approx(total["churn"].value)
        assert 1800 / 100 == pytest.approx(total["cac"].value)
        # Only the first says how many it invited: the answers of the other stay out.
        assert (0.4, 100) == (total["response_rate"].value, total["response_rate"].base)
        assert (1, 2) == (found.kpi("response_rate").added, found.kpi("nps").added)

    def test_its_interval_is_that_of_the_added_counts(self):
        """One large book with the same answers has the same interval, by the core."""
        found = kpis(extract("a", ((9, 70), (3, 30))), extract("b", ((8, 40), (1, 60))))

        one = Tally.of([9] * 70 + [3] * 30 + [8] * 40 + [1] * 60)
        assert cx_xl.nps_ci(one) == (found["nps"].total.low, found["nps"].total.high)

    def test_one_book_is_its_own_total(self, tmp_path):
        """
        The roll-up of one book says what its KPI sheet says of that month, computed in
        full by another way: value, interval and base of every KPI.
        """
        money = {"sales_cost": 12900, "marketing_cost": 23650, "campaign_margin": 29500}
        inputs = {"invited": 854, "start": 9186, "new": 217, "lost": 111, "leads": 929}
        filled = book(answers(120, 60, 20), **inputs, **money)
        path = written(tmp_path / "alone" / "kpi.xlsx", filled)

        sheet = report_of(path, MONTH, TODAY)

        for kpi in rolled(tmp_path, kpi=filled).kpis:
            now, total = sheet.kpi(kpi.key).now, kpi.total
            assert pytest.approx((total.value, total.base)) == (now.value, now.base)
            limits = now.low, now.high
            assert limits == (
                pytest.approx((total.low, total.high)) if now.low else (None, None)
            )
            assert [total] == [one.figure for one in kpi.books]

    def test_counts_are_answers(self, tmp_path):
        """
        By hand: 20 - 8 of 40 answers and 60 - 80 of 160 counted: -8 of 200, with 180
        respondents of 300 invited in the second book.
        """
        counts = [("NPS", 10, 60), ("NPS", 8, 20), ("NPS", 0, 80)]
        counts.append(("Respondents", None, 180))
        counted = book(counts=counts, invited=300)

        found = rolled(tmp_path, a=book(answers(20, 12, 8)), b=counted)

        assert () == found.left_out
        assert (80, 32, 88) == found.kpi("nps").total.amounts
        assert (180, 300) == found.kpi("response_rate").total.amounts
        assert [40, 180] == [one.answers for one in found.books]

    def test_costs_without_a_new_customer_count(self):
        """By hand: 300 for 40 customers and 150 for none are 450 for 40, 11.25 each."""
        costs = {"sales_cost": 0, "marketing_cost": 300, "new": 40}
        found = kpis(
            extract("a", **costs),
            extract("b", **costs | {"marketing_cost": 150, "new": 0}),
        )

        assert 450 / 40 == found["cac"].total.value

    def test_halves_go_to_the_lower_class(self, tmp_path):
        """As in the book: 8.5 is a passive, 3.5 is not satisfied (decision 0002)."""
        found = rolled(tmp_path, a=book([(8.5, 3.5, 4.5), *answers(20, 20, 20)[:-1]]))

        assert 21 == found.kpi("nps").total.amounts[1]

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.lists(st.integers(0, 60), min_size=11, max_size=11),
            min_size=2,
            max_size=5,
        ),
        st.randoms(use_true_random=False),
    )
    def test_the_order_of_the_files_does_not_matter(self, books, random):
        """Named otherwise, hence read in another order, each book says the same."""
        given_ = [tuple((s, n) for s, n in enumerate(b) if n) for b in books]
        places = list(range(len(books)))
        random.shuffle(places)

        straight = kpis(*(extract(f"{i}", nps) for i, nps in enumerate(given_)))["nps"]
        mixed = kpis(*(extract(f"{i}", given_[i]) for i in places))["nps"]

        assert straight.total == mixed.total
        by_name = {one.book: one for one in mixed.books}
        for one in straight.books:
            assert one.verdict == by_name[one.book].verdict
            assert pytest.approx(by_name[one.book].p_adjusted) == one.p_adjusted


class TestBooksBesideTheRest:
    THREE = (
        extract("high", ((10, 150), (7, 20), (2, 30))),
        extract("usual", ((10, 90), (7, 60), (2, 50))),
        extract("low", ((10, 70), (7, 50), (2, 80))),
    )

    def test_each_is_tested_against_all_others_as_the_report_does(self):
        """CX_NPS_BY over the same answers; Holm as statsmodels computes it."""
        found = kpis(*self.THREE)["nps"]

        table = cx_xl.nps_by({one.book: one.tally("nps") for one in self.THREE})
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
        tested = [(one.p, one.p_adjusted) for one in found.books]
        assert [(row["p vs rest"], row["p adjusted"]) for row in rows] == tested
        adjusted = multipletests([p for p, _ in tested], method="holm")[1]
        assert pytest.approx([p for _, p in tested]) == list(adjusted)
        assert ["higher", "none", "lower"] == verdicts(found)
        assert 3 == found.looks

    def test_the_difference_is_from_the_rest_and_not_from_the_total(self):
        """By hand: +60 against (160 - 130) of 400, that is +7.5."""
        assert 52.5 == pytest.approx(kpis(*self.THREE)["nps"].books[0].difference)

    def test_of_two_books_there_is_one_look(self):
        """Each is the other's rest (decision 0002), so nothing is corrected."""
        found = kpis(*self.THREE[:2])["nps"]

        assert 1 == found.looks
        assert [one.p for one in found.books] == [o.p_adjusted for o in found.books]

    def test_a_hint_is_no_proof(self):
        """Twenty books of which one has p between 0.05 / 20 and 0.05."""
        usual = [extract(f"{n:02}", ((10, 100), (2, 100))) for n in range(19)]
        found = kpis(*usual, extract("odd", ((10, 116), (2, 84))))["nps"]

        assert "hint" == found.books[-1].verdict
        assert 0.05 / 20 < found.books[-1].p < 0.05 < found.books[-1].p_adjusted

    def test_costs_are_not_tested(self):
        """They have no interval, so nothing says whether a difference is chance."""
        found = kpis(
            extract("a", marketing_cost=900, leads=90),
            extract("b", marketing_cost=500, leads=80),
        )["cpl"]

        assert ["no test", "no test"] == verdicts(found)


class TestSmallBases:
    def test_a_single_small_book_takes_the_next_smallest_along(self):
        """As `cx-xl share` does: the total less all others would give it away."""
        found = kpis(
            extract("a", ((10, 29),)),
            extract("b", ((9, 50), (2, 50))),
            extract("c", ((9, 60), (2, 60))),
        )["nps"]

        assert [True, True, False] == [one.is_withheld for one in found.books]
        assert [None, None, 0] == [one.figure.value for one in found.books]
        assert (249, 3) == (found.total.base, found.added)

    def test_a_few_that_are_too_few_together_do_so_too(self):
        """10 and 12 people are 22, below 30."""
        sizes = {"a": 10, "b": 12, "c": 40, "d": 50}
        found = kpis(*(extract(name, ((9, n),)) for name, n in sizes.items()))["nps"]

        assert [True, True, True, False] == [one.is_withheld for one in found.books]

    def test_thirty_are_enough(self):
        """The minimum base itself is shown, in a book and as total."""
        assert 100 == kpis(extract("a", ((9, 30),)))["nps"].total.value
        assert kpis(extract("a", ((9, 29),)))["nps"].total.value is None


def spoiled(**changes):
    """Return a good book with another cell or two."""
    scores = answers(20, 12, 8)
    return book([*scores, changes.pop("score", (9, 5, 6))], **changes)


class TestLeftOut:
    @pytest.mark.parametrize(
        ("code", "changes"),
        [
            ("off_scale_nps", {"score": (11, 5, 6)}),
            ("off_scale_csat", {"score": (9, 6, 6)}),
            ("off_scale_ces", {"score": (9, 5, 8)}),
            ("labels", {"score": ("Promoter", 5, 6)}),
            ("text_scores", {"score": ("9", 5, 6)}),
            ("lost_too_many", {"start": 10, "lost": 11}),
            ("bad_inputs", {"invited": "many"}),
            ("counts_rows", {"counts": [("NPS", 11, 4)]}),
            ("counts_whole", {"counts": [("NPS", 9, 4.5)]}),
            (
                "DoesNotAddUp",
                {
                    "start": 100,
                    "months": {date(2026, 9, 1): {"start": 90, "new": 9, "lost": 1}},
                },
            ),
        ],
    )
    def test_a_book_with_an_error_is_not_added(self, tmp_path, code, changes):
        """
        Each error of `cx-xl check` that stands in what people type, with its remedy.
        """
        found = rolled(tmp_path, good=book(answers(30, 9, 7)), bad=spoiled(**changes))

        assert [("bad", code, ())] == [
            (out.book, out.code, out.kpis) for out in found.left_out
        ]
        assert ["good"] == [one.book for one in found.books]
        for language in LANGUAGES:
            assert found.left_out[0].reason.say(language)
            assert found.left_out[0].remedy.say(language)

    def test_weights_of_several_books_have_no_common_unit(self, tmp_path):
        """CSAT has none, and is added."""
        counts = [("NPS", 9, 40, 4.5, 2.5), ("NPS", 0, 40, 40, 40), ("CSAT", 5, 40)]
        found = rolled(tmp_path, a=book(answers(20, 12, 8)), b=book(counts=counts))

        assert [("b", "HasWeights", ("nps",))] == [
            (out.book, out.code, out.kpis) for out in found.left_out
        ]
        assert (1, 2) == (found.kpi("nps").added, found.kpi("csat").added)

    def test_the_same_counts_twice(self, tmp_path):
        """
        A copy counts once, and of two versions neither: the CSAT of one was mended.
        """
        nps = [("NPS", score, 90 + score) for score in range(11)]
        one, other = ([*nps, ("CSAT", 5, n)] for n in (40, 41))

        copies = rolled(tmp_path / "copies", a=book(counts=one), b=book(counts=one))
        versions = rolled(tmp_path / "new", a=book(counts=one), b=book(counts=other))

        assert ["SameBook"] == [out.code for out in copies.left_out]
        assert ["SameAnswers"] * 2 == [out.code for out in versions.left_out]

    def test_answers_that_were_pasted_twice(self, tmp_path):
        """A month of answers, and the same once more below."""
        twice = [*answers(20, 12, 8)[:31]] * 2
        found = rolled(tmp_path, a=book(twice))

        assert ["pasted_twice"] == [out.code for out in found.left_out]

    def test_an_error_in_another_month_does_not_touch_this_one(self, tmp_path):
        """A text in March makes March an error, not October."""
        march = {date(2026, 3, 1): {"invited": "many"}}
        found = rolled(tmp_path, a=book(answers(20, 12, 8), months=march))

        assert (1, ()) == (len(found.books), found.left_out)

    def test_a_month_that_nobody_filled_in(self, tmp_path):
        """Named, never a zero in silence."""
        found = rolled(tmp_path, a=book())

        assert ["NothingThere"] == [out.code for out in found.left_out]

    def test_a_month_that_the_book_does_not_reach(self, tmp_path):
        """The template goes to December 2027."""
        path = written(tmp_path / "a.xlsx", spoiled())

        out = read(path, "a", date(2028, 1, 1), TODAY).left_out

        assert "NoMonth" == out.code
        assert "2027-12" in out.reason.en

    def test_more_answers_than_invitations(self, tmp_path):
        """The core refuses the rate; the other KPIs of the book are right."""
        found = rolled(tmp_path, a=book(answers(20, 12, 8), invited=39))

        (out,) = found.left_out
        assert ("BadInputs", ("response_rate",)) == (out.code, out.kpis)
        assert 1 == found.kpi("nps").added

    def test_a_renamed_column(self, tmp_path):
        """It is our book, and the remedy says what was done to it."""
        package = book(answers(20, 12, 8), counts=[("NPS", 9, 40)])
        renamed = {}
        for table, header in (("tblMonthly", "Invited"), ("tblCounts", "Score")):
            name = f'name="{header}"'
            part = next(
                p
                for p in package.parts
                if f'"{table}"'.encode() in package.read(p) and "/tables/" in p
            )
            renamed[table] = edited(package, part, name, 'name="Mine"')

        found = rolled(tmp_path, **renamed)

        assert ["OtherHeaders"] * 2 == [out.code for out in found.left_out]

    def test_a_formula_among_the_answers_is_computed(self, tmp_path):
        """=4+5 is a 9 whatever an old program stored: 21 promoters of 41, not 20."""
        package = spoiled()
        info = next(s for s in package.sheets if s.name == "Responses")
        row = next(t for t in package.tables if t.name == "tblResponses").body.top + 40
        xml = package.read(info.part).decode()
        start = xml.index("<v>", xml.index(f'<c r="D{row}"'))
        stale = xml[:start] + "<f>4+5</f><v>1</v>" + xml[xml.index("</v>", start) + 4 :]
        old = package.with_parts({info.part: stale.encode()})

        found = rolled(tmp_path, a=old)

        assert (21, 12, 8) == found.kpi("nps").total.amounts

    def test_typed_books_are_not_evaluated(self):
        """
        Their inputs are read as they stand; only a formula among them asks the engine.
        """
        subject = subject_of(Workbook(spoiled(), "a"), TODAY)

        assert isinstance(subject, Typed)
        assert () == subject.fresh.cells


class TestTerms:
    def test_another_threshold_leaves_out_the_csat_alone(self, tmp_path):
        """Satisfied from 5 and from 4 are two KPIs under one name."""
        found = rolled(
            tmp_path,
            a=book(answers(20, 12, 8)),
            b=book(answers(30, 12, 8, seed=2)),
            c=book(answers(40, 12, 8, seed=3), satisfied_from=5),
        )

        assert [("c", "OtherThreshold", ("csat",))] == [
            (out.book, out.code, out.kpis) for out in found.left_out
        ]
        assert (2, 3) == (found.kpi("csat").added, found.kpi("nps").added)

    def test_another_currency_leaves_out_the_costs_alone(self, tmp_path):
        """Francs are not added to euros; answers are answers."""
        costs = {"marketing_cost": 900, "leads": 90}
        swiss = book(answers(40, 12, 8, seed=3), **costs)
        swiss = edited(swiss, "xl/styles.xml", "€#,##0", "[$CHF] #,##0")
        found = rolled(
            tmp_path,
            a=book(answers(20, 12, 8), **costs),
            b=book(answers(30, 12, 8, seed=2), **costs),
            c=swiss,
        )

        (out,) = found.left_out
        assert ("c", "OtherCurrency", ("cac", "cpl", "roi")) == (
            out.book,
            out.code,
            out.kpis,
        )
        assert (2, 3) == (found.kpi("cpl").added, found.kpi("nps").added)
        assert ("€", "CHF") == (found.currency, found.books[2].currency)

    def test_another_template_is_not_added(self, tmp_path):
        """Most books decide; a correction is the same template."""
        package = book(answers(40, 12, 8, seed=3))
        part, version = "docProps/custom.xml", load_template().version
        corrected = version.rpartition(".")[0] + ".9"
        found = rolled(
            tmp_path,
            a=book(answers(20, 12, 8)),
            b=edited(book(answers(30, 12, 8, seed=2)), part, version, corrected),
            c=edited(package, part, version, "1.0.0"),
        )

        assert [("c", "OtherTemplate")] == [(o.book, o.code) for o in found.left_out]
        assert corrected in found.left_out[0].reason.en

    def test_languages_are_named_and_added(self, tmp_path):
        """Tables are read by their columns: countries are what a roll-up is for."""
        found = rolled(
            tmp_path,
            milano=book(answers(20, 12, 8), language="it"),
            york=book(answers(60, 20, 80, seed=2)),
        )

        assert ["it", "en"] == [one.language for one in found.books]
        assert -4 == pytest.approx(found.kpi("nps").total.value)


class TestTwins:
    def test_the_same_book_twice_counts_once(self, tmp_path):
        """Also if it was saved again, so that its bytes differ."""
        good = book(answers(20, 12, 8), invited=100)
        part = "docProps/core.xml"
        again = edited(
            good, part, "</cp:coreProperties>", "<!-- --></cp:coreProperties>"
        )
        found = rolled(tmp_path, a=good, b=again)

        assert [("b", "SameBook")] == [(out.book, out.code) for out in found.left_out]
        assert 40 == found.kpi("nps").total.base

    def test_of_two_versions_neither_counts(self, tmp_path):
        """The second has ten answers more; nobody can know which is right."""
        scores = answers(60, 20, 80)
        found = rolled(
            tmp_path,
            a=book(scores[:150]),
            b=book(scores),
            c=book(answers(30, 9, 7, seed=5)),
        )

        assert [("a", "SameAnswers"), ("b", "SameAnswers")] == [
            (out.book, out.code) for out in found.left_out
        ]
        assert "b" in found.left_out[0].reason.en
        assert 46 == found.kpi("nps").total.base

    def test_stores_that_are_alike_are_no_twins(self, tmp_path):
        """
        Fifteen stores of five answers each, all of the same kind: chance repeats days.
        """
        stores = {f"s{n}": book(answers(3, 1, 1, seed=n)) for n in range(15)}
        found = rolled(tmp_path, **stores)

        assert () == found.left_out

    def test_a_respondent_in_two_books(self):
        """One id of one person is enough, whatever was answered."""
        one, other, third = (
            Outcome(
                extract=extract(name, ((9, 50),)).model_copy(update={"people": ids})
            )
            for name, ids in (("a", f"{7:016x}{9:016x}"), ("b", f"{9:016x}"), ("c", ""))
        )

        found = added([one, other, third], Path(), MONTH, TODAY)

        assert ["a", "b"] == [out.book for out in found.left_out]
        assert "At least 1 of its answers" in found.left_out[0].reason.en

    def test_ids_come_from_the_ledger_of_imports(self, tmp_path):
        """
        Copies of a book scramble ids alike; imports before the month do not count.
        """
        ledger = Ledger("salt", frozenset(), 4, is_new=True)
        old = ledger.entries(["0" * 16], "typeform", date(2026, 9, 1))
        new = ledger.entries(["1" * 16, "2" * 16], "typeform", date(2026, 11, 2))
        people = {}
        for name, entries in (("old", old), ("new", new)):
            filled = book(answers(20, 12, 8))
            filled = with_ledger(filled, entries)
            (outcome,) = outcomes(tmp_path, **{name: filled})
            people[name] = len(outcome.extract.people) // 16

        assert {"old": 0, "new": 2} == people


def with_ledger(package, entries):
    """Return a book with a ledger, as an import leaves it."""
    package = package.with_parts(with_hidden_sheet(package, SHEET))
    return package.with_parts(changed_parts(package, {SHEET: entries}))


class TestFolder:
    def test_books_are_found_and_copies_are_not(self, tmp_path):
        """Folders inside count; owner files, hidden ones, backups and shares do not."""
        for name in (
            *("it/roma.xlsx", "it/milano.XLSM", "uk.xlsx", "~$uk.xlsx", ".x.xlsx"),
            *("uk.backup-2026-11-02-101112.xlsx", "uk-2026-10-shared.xlsx"),
            "uk.backup-2026-11-02-101112-2.xlsx",
            *("all-2026-10-rollup.xlsx", "mine.xlsx", "notes.txt"),
        ):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()

        found = books_in(tmp_path, tmp_path / "mine.xlsx")

        assert ["it/milano", "it/roma", "uk"] == list(found.paths)
        assert 5 == len(found.skipped)

    def test_two_endings_of_one_name(self, tmp_path):
        """They are told apart by the ending."""
        for name in ("a.xlsx", "a.xlsm", "b.xlsx"):
            (tmp_path / name).touch()

        assert ["a.xlsm", "a.xlsx", "b"] == list(books_in(tmp_path).paths)

    def test_no_folder_and_no_books(self, tmp_path):
        """Both say what to name instead."""
        with pytest.raises(NoFolder):
            books_in(tmp_path / "none")
        with pytest.raises(NoBooks):
            books_in(tmp_path)


class TestChildren:
    def test_a_line_that_kills_its_process_kills_nothing_else(self):
        """Two processes; lines that end them have no answer, all others have theirs."""
        lines = [b"a", b"die", b"b", b"last", b"c", b"die", b"d"]
        found = list(answers_of(lines, "tests.reports.frail", 2, 30))

        said = sorted(one.said for one in found if one.said)
        assert [b"a heard\n", b"b heard\n", b"c heard\n", b"d heard\n"] == said[:4]
        assert b"last heard\n" == said[4]
        assert [False, False] == [one.is_late for one in found if one.said is None]

    def test_a_line_that_takes_too_long_is_given_up(self):
        """Its process is ended after the seconds that were granted."""
        (late,) = answers_of([b"sleep"], "tests.reports.frail", 1, 1.0)

        assert (None, True) == (late.said, late.is_late)


def test_both_languages_have_the_same_words():
    """Every key, and no sentence twice the same but names."""
    english, italian = map(rollup_words, LANGUAGES)

    assert list(english) == list(italian)


@pytest.mark.parametrize("reason", Reason.__subclasses__(), ids=lambda r: r.__name__)
def test_every_reason_has_a_remedy(reason):
    """One bar parts them, in both languages, and both are sentences."""
    for said in (reason.en, reason.it):
        why, remedy = said.split("|")
        assert why[-1] in ".}"  # or what somebody else says
        assert remedy.endswith(".")
