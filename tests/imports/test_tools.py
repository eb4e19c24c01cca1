"""Each tool is known by its layout, and read as it writes."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import imports
from cx_xl.imports import Profile, Scale, tools
from cx_xl.imports.import_refusals import BadImporter
from cx_xl.imports.profile import LEFT_OUT
from cx_xl.imports.reading import harmless
from tests.imports import exports

SCALES = {
    "nps": Scale("nps", 0, 10),
    "csat": Scale("csat", 1, 5),
    "ces": Scale("ces", 1, 7),
}
TODAY = date(2026, 11, 2)
OCTOBER = date(2026, 10, 1)


def source_of(rows, tmp_path, sheet=None, **how):
    """An export as it comes out of its file."""
    if sheet:
        path = exports.as_workbook(rows, tmp_path / "export.xlsx", sheet)
    else:
        path = exports.as_text(rows, tmp_path / "export.csv", **how)
    return imports.read_source(path)


def understood(source, **profile):
    """What is understood of an export, by its own importer."""
    importer = imports.recognised(source)
    start = Profile(tool=importer.key, **profile)
    return imports.understand(source, importer, start, SCALES)


def taken(found, known=(), takes=lambda _month: True):
    """What is taken of an export of which nothing is open."""
    assert found.question is None, found.question.words.en
    return imports.read(found, salt="s", known=known, takes=takes, today=TODAY)


class TestRecognition:
    @pytest.mark.parametrize(
        ("rows", "sheet", "tool"),
        [
            (exports.qualtrics(), None, "qualtrics"),
            (exports.qualtrics(old=True), None, "qualtrics"),
            (exports.qualtrics(), "Sheet0", "qualtrics"),
            (exports.surveymonkey(), None, "surveymonkey"),
            (exports.surveymonkey(flat=True), None, "surveymonkey"),
            (exports.typeform(), None, "typeform"),
            (exports.google_forms(), None, "google-forms"),
            (exports.google_forms(italian=False), "Form Responses 1", "google-forms"),
            (exports.microsoft_forms(), "Sheet1", "microsoft-forms"),
            (exports.microsoft_forms(italian=False), "Sheet1", "microsoft-forms"),
            (exports.zendesk(), None, "zendesk"),
            (exports.trustpilot(), None, "trustpilot"),
            (exports.anything(), None, "generic"),
        ],
    )
    def test_each_export_is_known_by_its_own_importer_alone(
        self, rows, sheet, tool, tmp_path
    ):
        source = source_of(rows, tmp_path, sheet)

        sure = {i.key for i in imports.importers() if i.knows(source) > 0.5}

        assert tool == imports.recognised(source).key
        assert sure == ({tool} - {"generic"})


def test_every_module_that_knows_a_tool_is_asked():
    """Its instance is called `IMPORTER`, or nobody would find it."""
    room = Path(tools.__file__).parent
    know = {p.stem for p in room.glob("*.py") if "def knows(" in p.read_text("utf-8")}
    asked = {type(importer).__module__.rpartition(".")[2] for importer in tools.OURS}

    assert know == asked


class TestQualtrics:
    @pytest.mark.parametrize("old", [False, True])
    def test_reads_labels_words_and_numbers_and_leaves_previews(self, old, tmp_path):
        """60 rows: one preview, one not finished, one answer of 99."""
        found = understood(source_of(exports.qualtrics(old=old), tmp_path))
        reading = taken(found)

        assert (0, 10) == (found.columns["date"] - 6, found.columns["nps"] - 1)
        assert 58 == len(reading.taken)
        assert [1, 1] == list(reading.dropped.values())
        assert {"Q3": 1} == {name: n for (name, _), n in reading.blanked.items()}
        assert {"nps": 2, "csat": 3, "segment": "Store"} == reading.taken[0].values
        expected = Counter(i % 11 for i in range(2, 60))
        assert expected == Counter(answer.values["nps"] for answer in reading.taken)

    def test_counts_what_was_not_sent_off_if_asked(self, tmp_path):
        found = understood(source_of(exports.qualtrics(), tmp_path), partial=True)

        assert 59 == len(taken(found).taken)

    def test_names_the_row_of_the_export(self, tmp_path):
        """Three header rows, then the third answer: row 6 of the file."""
        found = understood(source_of(exports.qualtrics(), tmp_path))
        (offender,) = taken(found).offenders

        assert (6, "Q3", "99") == (offender.number, offender.column, offender.shown)

    def test_leaves_personal_columns_out(self, tmp_path):
        found = understood(source_of(exports.qualtrics(), tmp_path))

        assert {"IPAddress", "RecipientLastName", "RecipientEmail"} == set(
            found.personal
        )
        assert "Q4" in found.others


class TestSurveyMonkey:
    @pytest.mark.parametrize("flat", [False, True])
    def test_reads_both_layouts_alike(self, flat, tmp_path):
        found = understood(source_of(exports.surveymonkey(flat=flat), tmp_path))
        reading = taken(found)

        assert 60 == len(reading.taken)
        assert 2 - flat == found.layout.header_rows
        assert (OCTOBER, {"nps": 0, "csat": 1}) == (
            reading.taken[0].day,
            reading.taken[0].values,
        )
        assert {0, 10} < {answer.values["nps"] for answer in reading.taken}


class TestTypeform:
    def test_asks_for_the_time_zone_once(self, tmp_path):
        found = understood(source_of(exports.typeform(), tmp_path))

        assert "--time-zone" in found.question.option

    def test_counts_by_the_local_month(self, tmp_path):
        """22:30 UTC on 30 September is half past midnight of 1 October in Rome."""
        source = source_of(exports.typeform(), tmp_path)
        rome = taken(understood(source, time_zone="Europe/Rome"))
        utc = taken(understood(source, time_zone="-"))

        assert OCTOBER == rome.taken[0].day
        assert date(2026, 9, 30) == utc.taken[0].day
        assert 59 == len(rome.taken)

    def test_tells_columns_of_one_name_apart(self, tmp_path):
        source = source_of(exports.typeform(), tmp_path)
        found = understood(source, time_zone="-")

        assert ("Other", "Other (2)") == found.layout.names[2:4]
        assert "Phone" in found.personal


class TestForms:
    def test_google_writes_the_day_first_in_italian(self, tmp_path):
        """All days of 1 to 5 October read both ways: the language decides."""
        found = understood(source_of(exports.google_forms(), tmp_path))
        reading = taken(found)

        assert {OCTOBER: 60} == reading.months
        assert {"nps": 0, "csat": 1} == reading.taken[0].values

    def test_google_in_english_asks_which_comes_first(self, tmp_path):
        """10/01/2026 is 1 October or 10 January: nothing in the file tells."""
        source = source_of(exports.google_forms(italian=False), tmp_path)
        found = understood(source)

        assert "--order" in found.question.option
        assert {OCTOBER: 60} == taken(understood(source, order="month")).months

    def test_a_day_above_twelve_settles_it(self, tmp_path):
        """300 answers, two hours apart, reach 25 October."""
        rows = exports.google_forms(300, italian=False)
        found = understood(source_of(rows, tmp_path))

        assert "month" == found.profile.order
        assert {OCTOBER: 300} == taken(found).months

    @pytest.mark.parametrize("italian", [True, False])
    def test_microsoft_reads_real_dates_and_words(self, italian, tmp_path):
        rows = exports.microsoft_forms(italian=italian)
        found = understood(source_of(rows, tmp_path, "Sheet1"))
        reading = taken(found)

        assert {OCTOBER: 60} == reading.months
        assert {"nps": 1, "csat": 2} == reading.taken[0].values
        assert 2 == len(found.personal)

    def test_two_forms_with_the_same_ids_are_two(self, tmp_path):
        """Microsoft counts each form's answers from 1."""
        rows = exports.microsoft_forms()
        first = taken(understood(source_of(rows, tmp_path, "Sheet1")))
        later = [rows[0], *([i, None, *row[2:]] for i, row in enumerate(rows[2:], 1))]
        second = taken(understood(source_of(later, tmp_path, "Sheet1")))

        marks = {answer.mark for answer in first.taken}
        assert not marks & {answer.mark for answer in second.taken}


class TestOthers:
    def test_zendesk_counts_good_and_bad_and_says_what_that_means(self, tmp_path):
        found = understood(source_of(exports.zendesk(), tmp_path))
        reading = taken(found)

        assert Counter({5: 10, 1: 10}) == Counter(
            answer.values["csat"] for answer in reading.taken
        )
        assert [20] == list(reading.dropped.values())
        assert "share" in found.layout.notes[0].en

    def test_trustpilot_counts_stars(self, tmp_path):
        source = source_of(exports.trustpilot(), tmp_path)
        reading = taken(understood(source, time_zone="Europe/Rome"))

        assert dict.fromkeys(range(1, 6), 8) == Counter(
            answer.values["csat"] for answer in reading.taken
        )

    def test_any_table_is_read_below_its_title(self, tmp_path):
        found = understood(source_of(exports.anything(), tmp_path, separator=";"))

        assert 3 == found.layout.first
        assert "--order" in found.question.option
        settled = understood(found.source, order="day")
        assert {"nps": 0} == taken(settled).taken[0].values
        assert {OCTOBER: 40} == taken(settled).months


class TestQuestions:
    def test_two_columns_of_one_kind_are_asked_about(self, tmp_path):
        rows = exports.google_forms()
        twice = [
            [*row, row[2] if i else "Sei soddisfatto?"] for i, row in enumerate(rows)
        ]
        found = understood(source_of(twice, tmp_path))

        assert "--csat COLUMN (or --csat none)" == found.question.option
        assert LEFT_OUT == found.question.choices[-1][0]

    def test_a_label_of_ones_own_is_asked_about(self, tmp_path):
        rows = exports.google_forms()
        own = [
            [cell if cell != "Soddisfatto" else "Mica male" for cell in row]
            for row in rows
        ]
        found = understood(source_of(own, tmp_path))
        settled = found.question.settle(found.profile, "4")

        assert "Mica male" in found.question.words.it
        assert 4.0 == settled.points["csat"]["Mica male"]

    def test_scores_that_end_at_five_on_a_longer_scale_are_asked_about(self, tmp_path):
        rows = [
            ["Date", "NPS"],
            *([f"2026-10-{1 + i:02d}", 1 + i % 5] for i in range(25)),
        ]
        found = understood(source_of(rows, tmp_path))

        assert "--scale nps=11 / --nps none" == found.question.option
        confirmed = understood(found.source, scales={"nps": 11})
        assert 25 == len(taken(confirmed).taken)

    @pytest.mark.parametrize(
        ("kpi", "scores"),
        [("NPS", range(1, 12)), ("CSAT", range(1, 8)), ("CSAT", range(5))],
    )
    def test_numbers_of_another_scale_are_asked_about(self, kpi, scores, tmp_path):
        """Codes 1 to 11 for 0 to 10 would move every score; 6 and 7 are no slips."""
        rows = [["Date", kpi]]
        rows += [["2026-10-03", scores[i % len(scores)]] for i in range(77)]
        found = understood(source_of(rows, tmp_path))

        assert f"--{kpi.lower()} none" in found.question.option

    def test_a_slip_is_no_other_scale(self, tmp_path):
        rows = [["Date", "NPS"], *[["2026-10-03", i % 11] for i in range(77)]]
        rows += [["2026-10-03", 11], ["2026-10-03", 99]]
        reading = taken(understood(source_of(rows, tmp_path)))

        assert [79, 80] == [offender.number for offender in reading.offenders]

    def test_words_of_another_scale_are_asked_about(self, tmp_path):
        """Ease on five points does not fit a column of seven."""
        words = ["Very difficult", "Difficult", "Neutral", "Easy", "Very easy"]
        rows = [
            ["Date", "CES"],
            *([f"2026-10-{1 + i:02d}", words[i % 5]] for i in range(25)),
        ]
        found = understood(source_of(rows, tmp_path))

        assert "--ces none" in found.question.option

    def test_an_address_as_a_segment_is_asked_about(self, tmp_path):
        rows = [["Date", "NPS", "Segment"]]
        rows += [
            [f"2026-10-{1 + i:02d}", i % 11, f"a{i}@example.org"] for i in range(25)
        ]
        found = understood(source_of(rows, tmp_path))

        if found.question is None:  # too personal to be taken unasked
            assert "segment" not in found.columns
        named = Profile(tool="generic").with_column("segment", "Segment").columns
        asked = understood(found.source, columns=named)
        assert "--allow-personal" == asked.question.option

    def test_a_new_word_next_month_is_read_with_those_of_last_month(self, tmp_path):
        """ "Extremely satisfied" ends another scale than "Very satisfied"."""
        first = understood(
            source_of(exports.google_forms(italian=False), tmp_path), order="month"
        )
        rows = exports.google_forms(italian=False)
        for row in rows[1:]:
            row[2] = "Extremely satisfied"
        second = imports.understand(
            source_of(rows, tmp_path), first.importer, first.profile, SCALES
        )

        assert "Extremely satisfied" in second.question.words.en


class TestHarmless:
    @given(st.text())
    def test_no_text_begins_like_a_formula(self, text):
        """OWASP ASVS 5, 1.2.10: = + - @ tab and NUL at the start of a field."""
        written = harmless(text)

        assert not written.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))
        assert written in {text.strip()[:32_000], f"'{text.strip()[:32_000]}"}


class TestRows:
    def test_what_was_imported_is_known_again(self, tmp_path):
        found = understood(source_of(exports.google_forms(), tmp_path))
        marks = {answer.mark for answer in taken(found).taken}
        again = taken(found, known=marks)

        assert (60, 0, [60]) == (
            len(marks),
            len(again.taken),
            list(again.dropped.values()),
        )

    def test_equal_answers_without_an_id_are_all_counted_once(self, tmp_path):
        rows = [["Date", "NPS"], *[["2026-10-03", 9]] * 7, *[["2026-10-04", 0]] * 5]
        found = understood(source_of(rows, tmp_path))
        some = taken(understood(source_of(rows[:5], tmp_path)))
        rest = taken(found, known={answer.mark for answer in some.taken})

        assert (4, 8) == (len(some.taken), len(rest.taken))

    def test_other_months_are_left(self, tmp_path):
        found = understood(source_of(exports.google_forms(), tmp_path))

        assert [60] == list(taken(found, takes=lambda _month: False).dropped.values())

    def test_a_date_in_the_future_is_a_date_misread(self, tmp_path):
        rows = [["Date", "NPS"], ["2026-10-03", 9], ["2026-12-25", 9], ["soon", 9]]
        reading = taken(understood(source_of(rows, tmp_path), columns={"date": "Date"}))

        assert 1 == len(reading.taken)
        assert [3, 4] == [offender.number for offender in reading.offenders]


class TestOtherPackages:
    @pytest.fixture
    def installed(self, tmp_path, monkeypatch):
        """Return what puts a package with an importer on the path, as pip would."""

        def install(name, code):
            (tmp_path / f"{name}.py").write_text(code)
            info = tmp_path / f"{name}-1.0.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n")
            group = f"[cx_xl.importers]\n{name} = {name}:tool\n"
            (info / "entry_points.txt").write_text(group)
            monkeypatch.syspath_prepend(tmp_path)

        return install

    def test_one_is_known_and_reads_its_export(self, installed, tmp_path):
        """One file: a way to know the tool, a way to read it."""
        code = (
            "from cx_xl.imports.tools.generic import Generic\n"
            "class Acme(Generic):\n"
            "    key, name = 'acme', 'Acme'\n"
            "    def knows(self, source):\n"
            "        return 'Acme id' in source.head\n"
            "tool = Acme()\n"
        )
        installed("acme_of_a_test", code)

        rows = [["Acme id", "Date", "NPS"], ["a1", "2026-10-03", 9]]
        found = understood(source_of(rows, tmp_path))

        assert "acme" == found.importer.key
        assert [{"nps": 9}] == [answer.values for answer in taken(found).taken]

    def test_one_that_fails_is_named(self, installed):
        """And no trace of calls: whoever imports did not write it."""
        installed("broken_of_a_test", "import no_such_library\n")

        with pytest.raises(BadImporter, match="broken_of_a_test"):
            imports.importers()
