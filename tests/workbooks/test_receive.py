"""Answers go into a book; whatever else is in it stays as it was."""

from dataclasses import replace
from datetime import date

import pytest
from openxml_audit import OpenXmlValidator

from cx_xl import open_workbook
from cx_xl.files.addresses import Area
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.growth import NoRoomBelow
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.imports import Imported
from cx_xl.workbooks.keeping import ChangedMeanwhile, NotOurBook, OpenDocumentBook
from cx_xl.workbooks.ledger import SHEET
from cx_xl.workbooks.receive import Book, NoBookColumn
from cx_xl.workbooks.room_to_grow import FixedRange
from tests.archives import parts
from tests.imports.exports import as_workbook
from tests.workbooks.books import read
from tests.workbooks.libreoffice import convert

TODAY = date(2026, 11, 2)


def answers(count, start=0):
    """Answers of October 2026."""
    return [
        Imported(
            number=i + 2,
            day=date(2026, 10, 1 + i % 28),
            mark=f"{i + start:016x}",
            values={"nps": i % 11, "csat": 1 + i % 5, "segment": "Retail & more"},
            also={},
        )
        for i in range(count)
    ]


@pytest.fixture
def copy(ready, language, tmp_path):
    """A copy of the demo book, which holds answers already."""
    return ready(tmp_path / "kpi.xlsx", language)


@pytest.fixture(scope="module", params=["en", "it"])
def received(request, books, tmp_path_factory):
    """The demo book before and after it took 30 answers."""
    return taken(books["demo", request.param], tmp_path_factory.mktemp("received"), 30)


@pytest.fixture(scope="module", params=["en", "it"])
def grown(request, books, tmp_path_factory):
    """The demo book before and after it took more answers than there are rows ready."""
    return taken(books["demo", request.param], tmp_path_factory.mktemp("grown"), 6_000)


def taken(before, folder, count):
    """The book *before*, and a copy that took some answers."""
    path = folder / "kpi.xlsx"
    path.write_bytes(before.read_bytes())
    Book(path).receive(answers(count), "generic", TODAY)
    return before, path


class TestReceive:
    def test_changes_the_cells_the_ledger_and_nothing_else(self, received):
        """Part by part: sheets change by their results, all others byte for byte."""
        before, after = map(parts, received)

        added = after.keys() - before.keys()
        changed = {name for name in before if before[name] != after[name]}
        assert {f"xl/worksheets/{SHEET}.xml"} == added
        assert not {
            name
            for name in changed
            if not name.startswith(("xl/worksheets/sheet", "[Content_Types]"))
            and name not in {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
        }

    def test_appends_below_the_answers_that_are_there(self, received):
        before, after = map(Book, received)
        first = before.last_row + 1
        sheet = read_sheet(after.package, after.table.sheet)

        assert first + 29 == after.last_row
        assert sheet.is_date(first, after.columns["date"])
        assert [0, 1, 2] == sheet.column(after.columns["nps"], first, first + 2)

    def test_the_results_are_fresh(self, received):
        report = open_workbook(received[1]).check(full=True)

        assert report.is_equal

    @pytest.mark.long
    def test_excel_has_no_reason_to_repair_it(self, grown):
        before, after = (
            len(OpenXmlValidator().validate(str(path)).errors) for path in grown
        )

        assert before == after

    def test_table_validation_and_formats_grow_with_the_answers(self, grown):
        book = Book(grown[1])
        text = book.package.read(book.package.sheet(book.table.sheet).part).decode()
        bottom = book.table.area.bottom

        assert book.last_row < bottom
        assert 2 == text.count(f":A{bottom}")  # a validation, a conditional format
        assert 2 == text.count(f":D{bottom}")
        table = next(p for p in book.package.parts if p.endswith("tables/table1.xml"))
        assert 2 == book.package.read(table).decode().count(f'"A5:F{bottom}"')

    def test_remembers_what_it_has_over_several_imports(self, grown, tmp_path):
        copy = tmp_path / "kpi.xlsx"
        copy.write_bytes(grown[1].read_bytes())
        salt = Book(copy).ledger.salt
        Book(copy).receive(answers(5, start=6_000), "typeform", TODAY)
        book = Book(copy)

        assert 6_005 == len(book.ledger.marks)
        assert salt == book.ledger.salt
        states = {sheet.name: sheet.state for sheet in book.package.sheets}
        assert "hidden" == states[SHEET]

    @pytest.mark.usefixtures("soffice")
    def test_the_ledger_outlives_libreoffice(self, received, tmp_path):
        """Saved there, it holds the same marks and the same salt."""
        before = Book(received[1]).ledger
        out = tmp_path / "saved"
        out.mkdir()
        convert(received[1], out, "xlsx")
        after = Book(out / "kpi.xlsx").ledger

        assert (before.salt, before.marks) == (after.salt, after.marks)

    def test_takes_further_columns_of_the_user(self, copy):
        with pytest.raises(NoBookColumn):
            Book(copy).require(["Comment"])


class TestRefusals:
    def test_a_book_saved_meanwhile_is_kept(self, copy):
        book = Book(copy)
        theirs = copy.read_bytes() + b""
        copy.write_bytes(theirs[:-1] + bytes([theirs[-1] ^ 1]))
        changed = copy.read_bytes()

        with pytest.raises(ChangedMeanwhile):
            book.receive(answers(3), "generic", TODAY)
        assert changed == copy.read_bytes()

    def test_what_stands_below_the_table_is_not_overwritten(self, copy, tmp_path):
        book = Book(copy)
        low = book.table.area.bottom + 5
        other = tmp_path / "noted.xlsx"
        write_copy(copy, other, {book.table.sheet: {(low, 2): "A note"}})

        with pytest.raises(NoRoomBelow):
            Book(other).receive(answers(9_000), "generic", TODAY)

    def test_another_workbook_is_no_book(self, tmp_path):
        with pytest.raises(NotOurBook):
            Book(as_workbook([["A"], [1]], tmp_path / "a.xlsx", "S"))


class TestMacros:
    def test_the_windows_edition_keeps_its_macros(self, ready, tmp_path):
        path = ready(tmp_path / "kpi.xlsm", "it", "empty")
        before = open_package(path).read("xl/vbaProject.bin")
        Book(path).receive(answers(30), "generic", TODAY)
        package = open_package(path)

        assert before == package.read("xl/vbaProject.bin")
        assert Area.of("A5:F5005") == Book(path).table.area
        assert open_workbook(path).check(full=True).is_equal


class TestOwnAdditions:
    def test_a_formula_that_would_miss_the_new_answers_is_named(self, copy, tmp_path):
        """AVERAGE(Responses!D6:D5005) would go on as if nothing had been added."""
        book = Book(copy)
        sheet, bottom = book.table.sheet, book.table.area.bottom
        own = read(copy)
        own.create_sheet("Own")["B2"] = f"=AVERAGE('{sheet}'!$D$6:$D${bottom})"
        own.save(tmp_path / "own.xlsx")

        with pytest.raises(FixedRange, match=r"Own!B2"):
            Book(tmp_path / "own.xlsx").receive(answers(9_000), "generic", TODAY)

    @pytest.mark.usefixtures("soffice")
    def test_a_book_that_libreoffice_saved_is_filled_too(self, copy, tmp_path):
        out = tmp_path / "saved"
        out.mkdir()
        convert(copy, out, "xlsx")
        path = out / "kpi.xlsx"
        first = Book(path).last_row + 1
        Book(path).receive(answers(30), "generic", TODAY)
        book = Book(path)
        sheet = read_sheet(book.package, book.table.sheet)

        assert first + 29 == book.last_row
        assert sheet.is_date(first + 29, book.columns["date"])

    def test_a_comment_goes_into_a_column_of_the_user_as_text(self, copy, tmp_path):
        """A seventh column "Comment", added to the table as Excel would."""
        package = open_package(copy)
        table = Book(copy).table
        part = next(name for name in package.parts if name.endswith("table1.xml"))
        text = package.read(part).decode().replace("A5:F", "A5:G")
        text = text.replace('count="6"', 'count="7"')
        seventh = '<tableColumn id="7" name="Comment"/></tableColumns>'
        text = text.replace("</tableColumns>", seventh)
        own = tmp_path / "own.xlsx"
        wider = package.with_parts({part: text.encode()})
        write_copy(wider, own, {table.sheet: {(5, 7): "Comment"}})

        book = Book(own)
        book.require(["Comment"])
        first = book.last_row + 1
        said = [replace(each, also={"Comment": "'=1+1"}) for each in answers(3)]
        book.receive(said, "generic", TODAY)
        sheet = read_sheet(open_package(own), table.sheet)

        assert ["'=1+1"] * 3 == sheet.column(7, first, first + 2)
        assert {} == sheet.formulas


@pytest.mark.long
def test_an_ods_goes_on_as_xlsx(ready, tmp_path):
    """
    The sentence of its refusal holds: as LibreOffice saves it, the book takes answers,
    every formula computed.
    """
    ready(tmp_path / "kpi.ods", "en", "empty")
    with pytest.raises(OpenDocumentBook, match="save it in LibreOffice"):
        Book(tmp_path / "kpi.ods")
    convert(tmp_path / "kpi.ods", tmp_path / "saved", "xlsx")
    done = Book(tmp_path / "saved" / "kpi.xlsx").receive(answers(30), "generic", TODAY)

    assert not done.evaluation.problems
    assert 30 == len(
        open_workbook(tmp_path / "saved" / "kpi.xlsx").table("tblResponses")
    )
