"""A sheet of one workbook in another: with looks, texts, drawings, or not at all."""

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from cx_xl.files.graft import HoldsParts, TableThere, grafted, kinds
from cx_xl.files.looks import joined_looks
from cx_xl.files.moved_sheet import Move, ReadsOtherBook, RichCells
from cx_xl.files.package import open_package


def book(path, name, *, rich=False):
    """Write a workbook with one sheet; a rich one with all that moves."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet(name)
        money = workbook.add_format({"num_format": '0.00" zl"', "bg_color": "#FFEEAA"})
        sheet.set_column(2, 2, 20, money)
        sheet.write("A1", "plain")
        sheet.write_number("C1", 2.5, money)
        sheet.write_formula("C2", "C1*2", money, 5)
        if rich:
            bold = workbook.add_format({"bold": True})
            sheet.write_rich_string("A2", "half ", bold, "bold")
            sheet.write_comment("A1", "noted")
            sheet.write_url("A3", "https://example.org", string="away")
            red = workbook.add_format({"font_color": "#FF0000"})
            sheet.conditional_format(
                "C1:C9", {"type": "formula", "criteria": "C1>2", "format": red}
            )
            sheet.data_validation("D1", {"validate": "list", "source": "=$A$1:$A$2"})
            sheet.add_table("F1:G3", {"name": "tblOwn"})
            chart = workbook.add_chart({"type": "line"})
            chart.add_series({"values": f"='{name}'!$C$1:$C$2"})
            sheet.insert_chart("F6", chart, {"description": "ups and downs"})
    return open_package(path)


def moved(target, source, name="Mine", change=lambda text: text):
    """Return the target with the sheet Mine of the source."""
    looks = joined_looks(target, source)
    target = target.with_parts(looks.parts)
    move = Move("Mine", name, "kept1", change)
    return target.with_parts(grafted(target, source, move, looks))


@pytest.fixture
def target(tmp_path):
    return book(tmp_path / "target.xlsx", "Other")


@pytest.fixture
def source(tmp_path):
    return book(tmp_path / "source.xlsx", "Mine", rich=True)


def saved(package, tmp_path):
    path = tmp_path / "made.xlsx"
    path.write_bytes(package.container.data)
    return path


def test_what_hangs_on_a_sheet_moves_with_it(tmp_path, target, source):
    """Chart, table, note, validation, conditional look, link: and all is valid."""
    path = saved(moved(target, source), tmp_path)
    sheet = load_workbook(path)["Mine"]
    found = kinds(open_package(path), "Mine")

    assert [] == list(OpenXmlValidator().validate(path).errors)
    assert {"drawing", "chart", "table", "comments", "vmlDrawing"} == set(found)
    assert ("plain", "half bold", "away") == tuple(
        sheet[f"A{n}"].value for n in (1, 2, 3)
    )
    assert ("noted", "tblOwn") == (sheet["A1"].comment.text, *sheet.tables)
    assert "https://example.org" == sheet["A3"].hyperlink.target
    assert "$A$1:$A$2" == sheet.data_validations.dataValidation[0].formula1


def test_looks_are_those_that_the_sheet_had(tmp_path, target, source):
    """The two books number them alike and mean other things."""
    workbook = load_workbook(saved(moved(target, source), tmp_path))
    (rules,) = workbook["Mine"].conditional_formatting

    assert '0.00" zl"' == workbook["Mine"]["C1"].number_format
    assert "FFFFEEAA" == workbook["Mine"]["C1"].fill.fgColor.rgb
    assert "General" == workbook["Mine"]["A1"].number_format
    assert '0.00" zl"' == workbook["Other"]["C1"].number_format
    assert "FFFF0000" == rules.rules[0].dxf.font.color.rgb


def test_formulas_read_as_they_are_told_to(tmp_path, target, source):
    """In cells, validation, conditional looks and charts."""
    path = saved(
        moved(target, source, "Ours", lambda text: text.replace("Mine", "Ours")),
        tmp_path,
    )
    chart = open_package(path).read("xl/charts/kept1_chart1.xml").decode()

    assert "=C1*2" == load_workbook(path)["Ours"]["C2"].value
    assert "'Ours'!$C$1:$C$2" in chart.replace("Ours!", "'Ours'!")
    assert "Mine" not in chart


def test_a_second_table_of_one_name_stays(target, source):
    there = moved(target, source)

    with pytest.raises(TableThere):
        grafted(
            there,
            source,
            Move("Mine", "Two", "kept2", str),
            joined_looks(there, source),
        )


def test_columns_called_by_their_year_are_no_other_workbook(target, source):
    part, formula = "xl/worksheets/sheet1.xml", b"SUM(tblOwn[[2024]:[2025]])"
    changed = source.with_parts({part: source.read(part).replace(b"C1*2", formula)})

    there = moved(target, changed)
    assert formula in there.read(there.sheet("Mine").part)


@pytest.mark.parametrize(
    ("part", "old", "new", "error"),
    [
        ("xl/worksheets/sheet1.xml", b"C1*2", b"[1]Far!C1*2", ReadsOtherBook),
        ("xl/worksheets/sheet1.xml", b'<c r="A1"', b'<c vm="1" r="A1"', RichCells),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            b"relationships/table",
            b"relationships/pivotTable",
            HoldsParts,
        ),
    ],
)
def test_what_cannot_move_is_refused(  # noqa: PLR0913, PLR0917 - a case
    target, source, part, old, new, error
):
    """A sheet that reads another workbook, holds a picture in a cell, or a pivot."""
    changed = source.with_parts({part: source.read(part).replace(old, new)})
    assert changed.read(part) != source.read(part)

    with pytest.raises(error) as refused:
        moved(target, changed)
    assert refused.value.say("it") != refused.value.say("en")
