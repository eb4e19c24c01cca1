"""The VBA wrappers, run by pyOpenVBA's interpreter with xlwings behind them."""

import re

import pytest
from pyopenvba.apps.excel import _bare_frame
from pyopenvba.apps.excel._model import Range
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter._parse import parse_expression
from pyopenvba.interpreter._values import MISSING, VBAErrorValue
from pyopenvba.interpreter._values import error as vba_error

from cx_xl import CATALOG, Code
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.excel import wrappers
from cx_xl.hosts.excel.error_cells import NUMBERS
from cx_xl.reference.notation import constants
from tests.hosts import excel_stand_in, excel_vba
from tests.hosts.excel_stand_in import OMITTED, UDFS, com_date
from tests.hosts.excel_vba import rows_of, to_vba
from tests.hosts.test_excel import as_com

pytestmark = pytest.mark.slow

NA = VBAErrorValue(NUMBERS[Code.NA])
NUM = VBAErrorValue(NUMBERS[Code.NUM])
VALUE = VBAErrorValue(NUMBERS[Code.VALUE])


@pytest.fixture(scope="module", name="call")
def fixture_call():
    with excel_stand_in.running() as call:
        yield call


@pytest.fixture(name="book")
def fixture_book(call, monkeypatch):
    # The interpreter reads no further than the used range; Excel does.
    monkeypatch.setattr(Range, "bounded", lambda area: area.first)
    return Book(call)


class Book:
    """A workbook with the wrappers inside."""

    def __init__(self, call):
        self.application, self.server = excel_vba.excel(call, "CxCall", "CxFunctions")
        self.sheet = self.application.sheet(1)

    def fill(self, address, *values):
        for place, value in enumerate(values, start=1):
            self.sheet.set_value(f"{address}{place}", value)

    def ask(self, expression):
        """Evaluate *expression* as a formula would; `[A1:A4]` is a range."""
        text = expression.replace("[", 'Range("').replace("]", '")')
        self.application.interpreter.initialise()
        frame = _bare_frame(self.application.interpreter)
        return self.application.interpreter.evaluate(parse_expression(text), frame)

    def why(self, expression):
        """Ask again and listen, as the button does."""
        self.application.run("CxListen")
        self.ask(expression)
        return self.application.run("CxHeard")


@pytest.fixture(scope="module", name="shared")
def fixture_shared(call):
    return Book(call)


@pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
def test_every_function_answers_as_through_xlwings(shared, call, spec):
    """The wrapper adds nothing to the example of the help and takes nothing away."""
    values = [as_com(value) for value in constants(spec.example)]
    given = [MISSING if v == OMITTED else to_vba(as_lists(v)) for v in values]

    answered = shared.application.interpreter.run(spec.name, given)

    assert shown(call(UDFS, spec.name, values)) == shown_by_vba(answered)


def as_lists(value):
    return list(map(list, value)) if isinstance(value, tuple) else value


def shown(result):
    """Marked texts are errors in the end."""
    if isinstance(result, list):
        return [shown(cell) for cell in result]
    if isinstance(result, str) and result.startswith("cx-error:"):
        return VBAErrorValue(int(result.split("\t")[0].removeprefix("cx-error:")))
    return result


def shown_by_vba(answered):
    if not hasattr(answered, "dimensions"):
        return answered
    return answered.items if answered.dimensions == 1 else rows_of(answered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_is_described(call, language):
    """Help for the function and for each of its arguments, in their order."""
    application, server = excel_vba.excel(call, f"CxHelp_{language}")

    application.run(f"CxDescribe_{language}")

    expected = {
        spec.name: [text.say(language) for text in (spec.help, *arguments(spec))]
        for spec in CATALOG.values()
    }
    assert expected == server.described


def arguments(spec):
    return [parameter.arg for parameter in spec.parameters]


class TestArguments:
    def test_a_range(self, book):
        """2 promoters of 4 minus 1 detractor of 4."""
        book.fill("A", 10.0, 9.0, 8.0, 6.0)

        assert 25.0 == book.ask("CX_NPS([A1:A4])")

    def test_a_skipped_argument_is_omitted(self, book):
        """COM marks it, and Python takes the default."""
        book.fill("A", 10.0, 9.0, 8.0, 6.0)

        assert NA == book.ask("CX_NPS([A1:A4],,5)")
        assert (OMITTED, 5) == book.server.asked[-1][1:]

    def test_a_whole_column_stops_where_the_sheet_is_in_use(self, book):
        """The used range ends in row 7, and the sheet in row 1,048,576."""
        book.fill("A", 10.0, 9.0, 8.0, 6.0)
        book.sheet.set_value("C7", "a note")

        assert 25.0 == book.ask("CX_NPS([A:A])")
        assert 7 == len(book.server.asked[-1][0])

    def test_rows_keep_their_numbers(self, book):
        """A column that is in use from row 3 on is cut below, never above."""
        book.sheet.set_value("A3", 11.0)

        assert NUM == book.ask("CX_NPS([A:A])")
        assert book.why("CX_NPS([A:A])").startswith("row 3, column 1: scores: 11")

    def test_a_whole_row_is_cut_too(self, book):
        """Down to the two columns in use of 16,384."""
        book.sheet.set_value("A1", 9.0)
        book.sheet.set_value("B1", 6.0)

        assert 0.0 == book.ask("CX_NPS([1:1])")
        assert [2] == list(map(len, book.server.asked[-1][0]))

    def test_other_ranges_keep_their_blanks(self, book):
        """CX_DATACHECK counts them."""
        book.fill("A", 10.0, 9.0)

        book.ask("CX_DATACHECK([A1:A6])")

        assert 6 == len(book.server.asked[-1][0])

    def test_ranges_that_belong_together_are_cut_alike(self, book):
        """Whole columns of criteria, one of them longer than the scores."""
        book.fill("A", 10.0, 9.0, 8.0, 6.0)
        book.fill("B", "Web", "Shop", "Web", "Web", "Web")

        assert 0.0 == book.ask('CX_NPS_IFS([A:A], [B:B], "Web")')
        assert [5, 5] == [len(column) for column in book.server.asked[-1][:2]]

    def test_criteria_repeat(self, book):
        """Pairs of range and criterion, as many as wanted."""
        book.fill("A", 10.0, 9.0, 8.0, 6.0)
        book.fill("B", "Web", "Shop", "Web", "Web")

        assert 100.0 == book.ask('CX_NPS_IFS([A1:A4], [B1:B4], "Web", [A1:A4], ">=9")')

    def test_dates_cross_as_dates(self, book):
        """So that they name a month, also in a workbook that counts from 1904."""
        book.fill("A", 10.0, 6.0)
        book.application.run("PutDate", "B1", 46053.0)
        book.application.run("PutDate", "B2", 46054.0)

        trend = book.ask('CX_NPS_TREND([A1:A2], [B1:B2], "M")')

        expected = ((com_date(2026, 1, 31),), (com_date(2026, 2, 1),))
        assert expected == book.server.asked[-1][1]
        assert 3 == len(rows_of(trend))

    def test_answers_cross_as_their_numbers(self, book):
        """
        Whatever their format: `.Value2` has no dates, and all decimals of an amount.
        """
        book.fill("A", 10.0, 6.0)
        book.application.run("PutDate", "B1", 9.0)
        book.application.run("PutDate", "B2", 6.0)

        book.ask("CX_NPS_DIFF_PAIRED([A1:A2], [B1:B2])")

        assert ((9.0,), (6.0,)) == book.server.asked[-1][1]

    def test_an_amount_in_a_currency_keeps_its_decimals(self, book):
        """
        VBA's own type has four; a criterion or a target may be formatted like that.
        """
        amounts = excel_vba.Amounts(0.123456789)

        exact = book.application.run("CxExact", amounts)

        assert [[0.123456789, "Web"]] == exact

    def test_a_fit_waits_until_the_dialog_is_closed(self, book):
        """Excel asks at every keystroke there; other functions answer."""
        book.fill("A", 1000.0, 869.0, 743.0, 653.0)
        assert 11 == len(book.ask("CX_SBG_FIT([A1:A4])").items)
        book.application.run("OpenDialog")

        assert NA == book.ask("CX_SBG_FIT([A1:A4])")
        assert 100.0 == book.ask("CX_NPS(9)")

    def test_several_blocks_are_refused(self, book):
        """Excel would hand over the first one only, and the answer would be wrong."""
        assert VALUE == book.ask("CX_NPS([A1:A2,C1:C2])")
        said = book.why("CX_NPS([A1:A2,C1:C2])")
        assert said.startswith("Select one block of cells")


class TestErrors:
    def test_errors_inside_an_array(self, book):
        """With 2 answers of the 30 that are needed, a segment shows #N/A, not text."""
        book.fill("A", 10.0, 6.0)
        book.fill("B", "Web", "Web")

        table = rows_of(book.ask("CX_NPS_BY([A1:A2], [B1:B2],,,30)"))

        assert ["Web", 2.0, NA] == table[1][:3]

    def test_text_that_looks_like_an_error_stays_text(self, book):
        """Somebody named a segment "#N/A"."""
        book.fill("A", 10.0)
        book.fill("B", "'#N/A")

        table = rows_of(book.ask("CX_NPS_BY([A1:A1], [B1:B1],,,1)"))

        assert "#N/A" == table[1][0]

    def test_the_reason_is_said_in_the_language_of_excel(self, book):
        """Every message exists twice."""
        book.application.run("SpeakItalian")

        assert book.why("CX_NPS(11)").endswith(
            "fuori dalla scala 0-10; correggi la risposta o la scala."
        )

    def test_a_good_answer_has_no_reason(self, book):
        """Nor is one left of the formula that stood there before."""
        book.ask("CX_NPS(11)")

        assert "" == book.why("CX_NPS(10)")

    def test_every_call_of_a_formula_gives_its_reason(self, book):
        """Each once, however often Excel asks."""
        said = book.why("IIf(True, CX_NPS(11), 0) & CX_CSAT(9) & CX_NPS(11)")

        first, second = said.split("\n\n")
        assert first.startswith("CX_NPS: row 1, column 1: scores: 11 is off")
        assert second.startswith("CX_CSAT: row 1, column 1: scores: 9 is off")

    def test_a_tab_in_a_quoted_cell(self, book):
        """Tabs part the languages."""
        book.fill("A", 9.0, "7\t- 8")

        assert 'scores: "7 - 8" can not be read' in book.why("CX_NPS([A1:A2])")

    def test_a_failure_outside_python(self, book):
        """No server, for instance: the cell shows #VALUE! and the button says why."""

        def dies(*_):
            raise vba_error(1000, "Python did not start.")

        book.server.call = dies

        assert VALUE == book.ask("CX_NPS(10)")
        assert "Python did not start." == book.why("CX_NPS(10)")


class TestDaysFrom1904:
    """1 January 2026 is 44561 there, and 46023 for all functions."""

    @pytest.fixture(autouse=True)
    def dates(self, book):
        book.application.run("CountFrom1904")
        book.fill("A", 10.0, 6.0)
        book.application.run("PutDate", "B1", 46022.0)
        book.application.run("PutDate", "B2", 46023.0)

    def test_a_criterion_with_a_number(self, book):
        """As `">="&DATE(2026,1,1)` gives it: only the second answer is left."""
        assert -100.0 == book.ask('CX_NPS_IFS([A1:A2], [B1:B2], ">=44561")')
        assert -100.0 == book.ask("CX_NPS_IFS([A1:A2], [B1:B2], 44561)")

    def test_criteria_that_need_no_move(self, book):
        """A date by its name, and numbers beside numbers."""
        assert -100.0 == book.ask('CX_NPS_IFS([A1:A2], [B1:B2], ">=2026-01-01")')
        assert 100.0 == book.ask('CX_NPS_IFS([A1:A2], [A1:A2], ">9")')

    def test_a_day(self, book):
        """The last day of CX_RFM, as TODAY() gives it."""
        book.fill("C", "Anna", "Anna")
        in_1904 = rows_of(book.ask("CX_RFM([C1:C2], [B1:B2],, 44562)"))

        assert in_1904 == rows_of(
            book.ask("CX_RFM([C1:C2], [B1:B2],, DateSerial(2026, 1, 2))")
        )

    def test_a_year_stays_a_year(self, book):
        """And is refused as one."""
        assert "a year" in book.why("CX_NPS_TREND([A1:A1], 2026)")


class TestHelp:
    """`CxHelp` over an Excel that refuses the help of some function."""

    def test_one_refusal_keeps_no_other_function_from_its_help(self):
        """Every function is asked for once."""
        excel = excel_vba.help_module()
        excel.run("Refuse", "CX_CSAT")

        excel.run("CxDescribe_en")

        assert len(CATALOG) == excel.run("Asked_")

    def test_an_excel_that_is_not_ready_is_asked_once(self):
        """It refuses the first function; the next activation tries again."""
        excel = excel_vba.help_module()
        excel.run("Refuse", next(iter(CATALOG)))

        with pytest.raises(VBARuntimeError):
            excel.run("CxDescribe_en")
        assert 1 == excel.run("Asked_")


class TestServer:
    """`CxServer` over stand-ins for the DLL and for Windows."""

    @pytest.fixture(name="excel")
    def fixture_excel(self):
        return excel_vba.server_module()

    def test_a_failure_is_told_for_a_minute(self, excel):
        """A sheet of a thousand formulas waits for one attempt."""
        for _ in range(3):
            with pytest.raises(VBARuntimeError, match="Check the installation"):
                excel.run("CxPython")

        assert 1 == excel.run("Attempts")

    def test_the_button_tries_again(self, excel):
        """Whoever has mended it need not wait."""
        for _ in range(2):
            with pytest.raises(VBARuntimeError):
                excel.run("CxPython")
            excel.run("CxRetry")

        assert 2 == excel.run("Attempts")

    def test_a_python_that_is_gone_is_not_even_started(self, excel):
        """Nor one that was never installed."""
        excel.run("Remove")

        with pytest.raises(VBARuntimeError, match="not installed on this computer"):
            excel.run("CxPython")
        assert 0 == excel.run("Attempts")


class TestSources:
    def test_every_module_is_well_formed(self, call):
        """The interpreter parses each, also those that need a running Excel."""
        application, _ = excel_vba.excel(call, *wrappers.modules(CATALOG))

        ribbon = application.add_module(wrappers.ribbon_module(), name="CxRibbon")

        assert "CxRibbon" == ribbon.name

    def test_the_command_that_starts_python(self, call):
        """Python itself: a shell around it would hide that it has ended."""
        application, _ = excel_vba.excel(call, "CxServer")

        command = application.run("CxCommand", r"C:\My Python\pythonw.exe")

        serve = "import xlwings; xlwings.serve('$(CLSID)')"
        python = r"C:\My Python\pythonw.exe"
        assert f'"{python}" -B -c "{serve}"' == command

    @pytest.mark.parametrize("word", ["end", "new"])
    def test_words_of_vba_get_a_dash(self, word):
        """CX_ATTRITION has both as arguments."""
        source = wrappers.functions(CATALOG)

        assert f", {word}_" in source
        assert f", {word}," not in source

    def test_help_that_excel_would_cut_is_refused(self):
        """MacroOptions takes 255 characters; xlwings cuts in silence."""
        with pytest.raises(ValueError, match="255 characters"):
            wrappers.literal("x" * 256)

    def test_the_editor_takes_every_line(self):
        """
        At most 1,023 characters and 24 continuations, whatever the catalogue holds.
        """
        for source in wrappers.generated(CATALOG).values():
            assert max(map(len, source.splitlines())) < 1024
            assert [] == re.findall(r"(?:[^\n]* _\n){25}", source)

    def test_quotes_are_doubled(self):
        """As VBA writes them."""
        assert '"say ""wilson"""' == wrappers.literal('say "wilson"')
