"""The quick readers and the thorough ones see the same cells, whatever is written."""

from contextlib import suppress
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl.files import measure
from cx_xl.files.container import Container
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.limits import Limits
from cx_xl.files.package import open_package
from cx_xl.files.plain_rows import PlainRows
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

CELLS = st.sampled_from(
    [
        '<c r="{a}"><v>9</v></c>',
        '<c r="{a}" s="1"><v>45000</v></c>',
        '<c r="{a}" s="1"/>',
        '<c r="{a}" t="s"><v>0</v></c>',
        '<c r="{a}" t="s"><v>-1</v></c>',
        '<c r="{a}" t="inlineStr"><is><t>Web &amp; more</t></is></c>',
        '<c r="{a}" t="inlineStr"><is><t></t></is></c>',
        '<c r="{a}" t="b"><v>1</v></c>',
        '<c r="{a}" t="e"><v>#N/A</v></c>',
        '<c r="{a}" t="d"><v>2026-01-02</v></c>',
        '<c r="{a}"><f>1+1</f><v>2</v></c>',
        '<c r="{a}"><v> </v></c>',
        '<c r="{a}"><v>x</v></c>',
        '<c s="1"><v>5</v></c>',
        '<x:c r="{a}" xmlns:x="' + hostile.MAIN + '"><x:v>4</x:v></x:c>',
        "<!-- <c> -->",
        "",
    ]
)
STARTS = st.sampled_from(
    ['<row r="{n}">', '<row r="{n}" spans="1:3">', '<row r="{n}" ht="3"/>', "<row>"]
)
ROWS = st.lists(
    st.tuples(STARTS, st.integers(1, 12), st.lists(CELLS, max_size=3)), max_size=6
)
SHARED = f'{hostile.HEADER}<sst xmlns="{hostile.MAIN}"><si><t>x</t></si></sst>'


def written(rows):
    """The XML of rows whose cells stand in the columns A, B, C."""
    pieces = []
    for start, number, cells in rows:
        pieces.append(start.format(n=number))
        if not start.endswith("/>"):
            named = zip("ABC", cells, strict=False)
            pieces += [cell.format(a=f"{column}{number}") for column, cell in named]
            pieces.append("</row>")
    return "".join(pieces)


def saved(folder, rows):
    path = folder / "book.xlsx"
    styles = hostile.styles(0, 14)
    path.write_bytes(hostile.book(written(rows), styles=styles, sharedStrings=SHARED))
    return path


def everything(path):
    """All that a sheet says, or the refusal."""
    try:
        sheet = read_sheet(open_package(path), "Data")
    except FileRefused as refusal:
        return type(refusal), refusal.facts
    cells = dict(sheet.cells())
    dates = [place for place in cells if sheet.is_date(*place)]
    types = [type(value) for value in cells.values()]
    return cells, types, dates, sheet.formulas, sheet.used


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_plain_rows_are_read_as_cell_by_cell(tmp_path_factory, rows):
    """With the quick reader switched off, values, types, dates, faults are the same."""
    path = saved(tmp_path_factory.getbasetemp(), rows)
    quick = everything(path)
    with patch.object(PlainRows, "take", lambda *_: False):
        assert everything(path) == quick


@settings(max_examples=300, deadline=None)
@given(ROWS)
def test_a_glance_sees_what_the_parser_sees(tmp_path_factory, rows):
    """The extent at a glance is that of a parser that stops at every element."""
    container = Container(saved(tmp_path_factory.getbasetemp(), rows), Limits())
    quick = thorough = None
    with suppress(FileRefused):
        quick = measure.measure(container, hostile.SHEET, "Data")
    with suppress(FileRefused), patch.object(measure.Glance, "take", _unsure):
        thorough = measure.measure(container, hostile.SHEET, "Data")
    assert quick == thorough


def _unsure(glance, _chunk):
    glance.is_sure = False
