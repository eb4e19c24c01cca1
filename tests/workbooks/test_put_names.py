"""Our names put into a workbook that people already have."""

import openpyxl
import pytest
import xlsxwriter
from openpyxl.workbook.defined_name import DefinedName

from cx_xl import open_workbook
from cx_xl.files.file_refusals import CannotWrite, Locked, SuffixDiffers
from cx_xl.files.package import open_package
from cx_xl.workbooks.build import create
from cx_xl.workbooks.names import HasFunctions, NamesClash, names, put_names
from tests.archives import parts


@pytest.fixture
def mine(tmp_path):
    """A workbook with a chart, a name of its own and four answers."""
    path = tmp_path / "mine.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write_column("A1", [10, 9, 8, 6])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Answers!$A$1:$A$4"})
        sheet.insert_chart("C1", chart)
        sheet.write_dynamic_array_formula("B1", "=CX_NPS(A1:A4)", None, 25)
        book.define_name("goal", "=Answers!$A$1")
    return path


def named(path, name, text, sheet=None):
    """Give the workbook one more name."""
    book = openpyxl.load_workbook(path)
    holder = book[sheet] if sheet else book
    holder.defined_names[name] = DefinedName(name, attr_text=text)
    book.save(path)


@pytest.mark.parametrize("language", ["en", "it"])
def test_no_other_part_is_touched(mine, tmp_path, language):
    """Byte for byte; the workbook itself stays when a copy is asked for."""
    copy, before = tmp_path / "copy.xlsx", mine.read_bytes()
    assert len(names()) == put_names(mine, language, copy)
    old, new = parts(mine), parts(copy)
    changed = {name for name in old.keys() | new.keys() if old[name] != new[name]}
    held = {name.name: name for name in open_package(copy).names}
    assert {"xl/workbook.xml"} == changed
    assert before == mine.read_bytes()
    assert "Answers!$A$1" == held["goal"].text
    assert names()[0].comments[language] == held["CX_NPS"].comment


def test_in_place_and_again(mine):
    """The second time changes nothing."""
    put_names(mine, "en")
    once = mine.read_bytes()
    put_names(mine, "en")
    assert once == mine.read_bytes()


def test_the_core_answers_what_people_type_there(mine):
    """=CX_NPS(A1:A4) beside the names: the headless host computes it, and checks it."""
    put_names(mine, "en")
    book = open_workbook(mine)
    assert 25 == book.evaluate().value("Answers!B1")
    assert book.check().is_equal


def test_after_libreoffice(mine):
    """It writes the functions of a name in lower case; they are put right again."""
    put_names(mine, "en")
    book = openpyxl.load_workbook(mine)
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace("_xlfn.LAMBDA", "_xlfn.lambda")
    book.save(mine)
    put_names(mine, "en")
    held = {name.name: name.text for name in open_package(mine).names}
    assert {n.name: n.text for n in names()}.items() <= held.items()


@pytest.mark.parametrize("sheet", [None, "Answers"])
def test_a_name_with_another_content(mine, sheet):
    """Neither replaced nor shadowed."""
    named(mine, "CX_NPS", "Answers!$A$1", sheet)
    before = mine.read_bytes()
    with pytest.raises(NamesClash, match="CX_NPS") as refused:
        put_names(mine, "en")
    assert "CX_NPS" in refused.value.say("it")
    assert before == mine.read_bytes()


def test_a_workbook_that_carries_the_functions(tmp_path):
    """Names and macros of the same spelling would clash."""
    path = tmp_path / "kpi.xlsm"
    create(path, "en", edition="windows")
    with pytest.raises(HasFunctions, match="as macros"):
        put_names(path, "en")


def test_targets_that_are_refused(mine, tmp_path):
    """Another ending, a missing folder, a file that is open elsewhere."""
    with pytest.raises(SuffixDiffers):
        put_names(mine, "en", tmp_path / "copy.xlsm")
    with pytest.raises(CannotWrite):
        put_names(mine, "en", tmp_path / "no" / "copy.xlsx")
    mine.with_name("~$mine.xlsx").touch()
    with pytest.raises(Locked):
        put_names(mine, "en")
