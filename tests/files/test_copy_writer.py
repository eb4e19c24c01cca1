"""A copy with fresh results: all the rest of the file survives, byte for byte."""

import io
import itertools
import math
import os
import socket
import zipfile
import zlib
from zlib import crc32

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl.errors import Code
from cx_xl.files import file_refusals
from cx_xl.files.addresses import Area
from cx_xl.files.cell_writer import WRITTEN
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.limits import Limits
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def png():
    """One white pixel."""

    def chunk(kind, data):
        crc = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + crc

    header = (1).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    pixel = zlib.compress(b"\0\xff")
    signature = b"\x89PNG\r\n\x1a\n"
    return (
        signature + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    )


@pytest.fixture(scope="module")
def rich(tmp_path_factory):
    """Everything at once: charts, sparklines, formats, table, picture, note, VBA."""
    path = tmp_path_factory.mktemp("books") / "rich.xlsm"
    with xlsxwriter.Workbook(path) as book:
        kpi, data = book.add_worksheet("KPI"), book.add_worksheet("Data")
        book.add_vba_project(io.BytesIO(b"\xd0\xcf fake project"), is_stream=True)
        data.write_row("A1", ["score", "è text"])
        data.write_column("A2", [9, 10, 6, 8])
        data.add_table("D1:E4", {"name": "Months"})
        data.data_validation("A2:A9", {"validate": "list", "source": ["9", "10"]})
        kpi.set_column("F:F", 12, book.add_format({"num_format": "0.00"}))
        kpi.write_formula(
            "A1", "=CX_NPS(Data!A:A)", book.add_format({"bold": True}), 25
        )
        kpi.write_formula("B1", '=IF(A1>0,"good","bad")', None, "good")
        kpi.write_dynamic_array_formula("F3:F4", "=_xlfn.SEQUENCE(2)", None, 1)
        kpi.write("F4", 2)
        kpi.write("B9", "text after")
        kpi.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
        kpi.conditional_format("B1:B9", {"type": "icon_set", "icon_style": "3_arrows"})
        kpi.add_sparkline("C1", {"range": "Data!A2:A5"})
        kpi.insert_image("H1", "pixel.png", {"image_data": io.BytesIO(png())})
        kpi.write_comment("A1", "a note")
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$A$2:$A$5"})
        kpi.insert_chart("H9", chart)
    return path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "copy.xlsm"


def parts(path):
    with zipfile.ZipFile(path) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


def directory(path):
    with zipfile.ZipFile(path) as file:
        return [(i.filename, i.date_time, i.compress_type) for i in file.infolist()]


def patched(folder, data, cells, areas=None):
    """Sheet XML of a hand-written book after the change of some cells."""
    source, target = folder / "source.xlsx", folder / "target.xlsx"
    source.write_bytes(data)
    write_copy(source, target, {"Data": cells}, {"Data": areas or {}})
    return parts(target)[hostile.SHEET].decode()


def test_every_other_part_survives(rich, target):
    """Only the sheet changes; charts, notes, VBA and the order of parts do not."""
    write_copy(rich, target, {"KPI": {(1, 1): 50.5}})
    old, new = parts(rich), parts(target)
    assert ["xl/worksheets/sheet1.xml"] == [
        name for name in old if old[name] != new[name]
    ]
    assert directory(target) == directory(rich)
    assert len(old) > 20


def test_every_other_byte_of_the_sheet_survives(rich, target):
    """The sheet's XML differs in the one result alone."""
    write_copy(rich, target, {"KPI": {(1, 1): 50.5}})
    old, new = (parts(path)["xl/worksheets/sheet1.xml"] for path in (rich, target))
    formula = b"<f>CX_NPS(Data!A:A)</f>"
    assert new == old.replace(formula + b"<v>25</v>", formula + b"<v>50.5</v>")


def test_same_results_give_the_same_bytes(rich, target):
    """A result that has not changed is not written anew."""
    write_copy(rich, target, {"KPI": {(1, 1): 25.0, (1, 2): "good", (3, 6): 1}})
    assert parts(target) == parts(rich)


def test_copy_is_reproducible_and_source_untouched(rich, target, tmp_path):
    """Two copies are equal to the byte; the source is as it was."""
    before = rich.read_bytes()
    other = tmp_path / "other.xlsm"
    for path in (target, other):
        write_copy(open_package(rich), path, {"KPI": {(1, 2): Code.NA}})
    assert target.read_bytes() == other.read_bytes()
    assert before == rich.read_bytes()


openpyxl_drops_extensions = pytest.mark.filterwarnings(
    "ignore:.*extension is not supported:UserWarning"  # it says so, and reads on
)
VALUES = {
    (1, 1): Code.DIV,
    (1, 2): " <due & tre>\nè ",
    (3, 6): 0.1 + 0.2,
    (4, 6): True,
    (9, 2): -7,
    (20, 30): "new row",
    (2, 1): 1e-300,
}


@openpyxl_drops_extensions
def test_other_readers_see_the_new_values(rich, target):
    """openpyxl and calamine read what was written, next to what was there."""
    write_copy(rich, target, {"kpi": VALUES})
    sheet = openpyxl.load_workbook(target, data_only=True)["KPI"]
    theirs = {place: sheet.cell(*place).value for place in VALUES}
    assert VALUES | {(1, 1): "#DIV/0!"} == theirs
    book = python_calamine.CalamineWorkbook.from_path(target)
    rows = book.get_sheet_by_name("KPI").to_python(skip_empty_area=False)
    texts = {place: rows[place[0] - 1][place[1] - 1] for place in VALUES}
    assert VALUES | {(1, 1): ""} == texts  # it shows no error codes
    formulas = openpyxl.load_workbook(target)["KPI"]
    assert "=CX_NPS(Data!A:A)" == formulas["A1"].value
    assert formulas["A1"].font.bold is True


@openpyxl_drops_extensions
def test_growing_spill(rich, target):
    """Cells are added in the column's style, and the array's extent grows."""
    spill = {(row, 6): row * 10 for row in range(3, 7)}
    write_copy(rich, target, {"KPI": spill}, {"KPI": {(3, 6): Area.of("F3:F6")}})
    sheet = read_sheet(open_package(target), "KPI")
    assert [None, None, 30, 40, 50, 60, None] == sheet.column(6, 1, 7)
    assert sheet.formulas[3, 6].area == Area.of("F3:F6")
    assert sheet.formulas[3, 6].is_dynamic is True
    styled = openpyxl.load_workbook(target)["KPI"]
    assert "0.00" == styled["F6"].number_format


def test_shrinking_spill(rich, target):
    """Cells that fall out of the extent are cleared, the anchor keeps its value."""
    write_copy(rich, target, {}, {"KPI": {(3, 6): Area.of("F3")}})
    sheet = read_sheet(open_package(target), "KPI")
    assert [1, None] == sheet.column(6, 3, 4)
    assert sheet.formulas[3, 6].area == Area.of("F3")


def test_cleared_formula_keeps_its_formula(rich, target):
    """None takes the result away and nothing else."""
    write_copy(rich, target, {"KPI": {(1, 1): None, (50, 50): None}})
    sheet = read_sheet(open_package(target), "KPI")
    assert (None, "CX_NPS(Data!A:A)") == (sheet[1, 1], sheet.formulas[1, 1].text)
    assert (9, 6) == sheet.used


def test_sheet_without_rows(tmp_path):
    """An empty sheet opens up for its first cell."""
    xml = hostile.sheet("").replace("<sheetData></sheetData>", "<sheetData />")
    new = patched(tmp_path, hostile.book(sheet=xml), {(2, 3): "x"})
    row = '<row r="2"><c r="C2" t="str"><v>x</v></c></row>'
    assert new == hostile.sheet(row)


def test_cells_and_rows_are_added_in_order(tmp_path):
    """Added cells stand in their place; spans and extent widen, white space stays."""
    row = '<row r="2" spans="2:2" s="1" customFormat="1">'
    rows = f'{row}\n <c r="B2"><v>1</v></c>\n</row>'
    before = '<dimension ref="B2"/>'
    data = hostile.book(sheet=hostile.sheet(rows, before=before))
    cells = {(2, 1): 5, (1, 1): 4, (2, 3): 6, (9, 2): 7}
    assert patched(tmp_path, data, cells) == hostile.sheet(
        '<row r="1"><c r="A1"><v>4</v></c></row>'
        '<row r="2" spans="1:3" s="1" customFormat="1">\n <c r="A2" s="1"><v>5</v></c>'
        '<c r="B2"><v>1</v></c><c r="C2" s="1"><v>6</v></c>\n</row>'
        '<row r="9"><c r="B9"><v>7</v></c></row>',
        before='<dimension ref="A1:C9"/>',
    )


def test_unnamed_cells_keep_their_places(tmp_path):
    """Cells without address get one, so that an added cell moves none of them."""
    data = hostile.book('<row><c r="B1"><v>1</v></c><c><v>2</v></c></row>')
    new = patched(tmp_path, data, {(1, 1): 0})
    cells = '<c r="A1"><v>0</v></c><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c>'
    assert new == hostile.sheet(f"<row>{cells}</row>")


def test_prefix_type_and_extensions(tmp_path):
    """Elements bear the prefix of their sheet; type and rich value give way."""
    cell = (
        '<x:c r="A1" s="3" t="e" vm="1"><x:f>B()</x:f><x:v>#VALUE!</x:v>'
        "<x:extLst><x:ext/></x:extLst></x:c>"
    )
    xml = (
        f'<x:worksheet xmlns:x="{hostile.MAIN}"><x:sheetData><x:row r="1">{{}}'
        "</x:row></x:sheetData></x:worksheet>"
    )
    new = patched(tmp_path, hostile.book(sheet=xml.format(cell)), {(1, 1): 2})
    assert new == xml.format(
        '<x:c r="A1" s="3"><x:f>B()</x:f><x:v>2</x:v>'
        "<x:extLst><x:ext/></x:extLst></x:c>"
    )


def test_dates_of_1904_books_count_as_the_book_does(tmp_path):
    """A 1900 serial number goes into a 1904 book as the same day."""
    book = hostile.workbook(properties='<workbookPr date1904="1"/>')
    row = '<row r="1"><c r="A1" s="0"><f>D()</f><v>1</v></c><c r="B1" s="1"/></row>'
    data = hostile.book(row, workbook=book, styles=hostile.styles(14, 0))
    new = patched(tmp_path, data, {(1, 1): 46296, (1, 2): 46296})
    assert '<v>44834</v></c><c r="B1" s="1"><v>46296</v>' in new


def test_unknown_array_is_a_bug_of_the_caller(rich, target):
    """Only an array formula has an extent."""
    with pytest.raises(ValueError, match="1, 1"):
        write_copy(rich, target, {}, {"KPI": {(1, 1): Area.of("A1:A2")}})


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_no_cell_holds_nan(rich, target, value):
    """NaN and infinity must have become error cells before."""
    with pytest.raises(ValueError, match=str(value)):
        write_copy(rich, target, {"KPI": {(1, 1): value}})
    assert not target.exists()


def test_source_is_never_the_target(rich, tmp_path):
    """Not by its name, not by another way to it."""
    with pytest.raises(file_refusals.SameFile):
        write_copy(rich, rich.parent / "." / rich.name, {})
    alias = tmp_path / "alias.xlsm"
    os.link(rich, alias)
    with pytest.raises(file_refusals.SameFile):
        write_copy(rich, alias, {})


@pytest.mark.parametrize("owner", ["~$copy.xlsm", ".~lock.copy.xlsm#"])
def test_open_target_is_refused(rich, target, owner):
    """A target that Excel or LibreOffice has open stays as it is."""
    target.write_bytes(b"before")
    target.with_name(owner).touch()
    with pytest.raises(file_refusals.Locked):
        write_copy(rich, target, {})
    assert b"before" == target.read_bytes()


def test_macro_book_stays_a_macro_book(rich, tmp_path):
    """Excel does not open an .xlsm that is called .xlsx."""
    with pytest.raises(file_refusals.SuffixDiffers, match=r"\.xlsm"):
        write_copy(rich, tmp_path / "copy.xlsx", {})


def test_missing_folder(rich, tmp_path):
    """The folder must exist."""
    with pytest.raises(file_refusals.CannotWrite):
        write_copy(rich, tmp_path / "none" / "copy.xlsm", {})


def test_too_long_text(rich, target):
    """Excel repairs a file with more; we do not write it."""
    with pytest.raises(file_refusals.TextTooLong, match="A1"):
        write_copy(rich, target, {"KPI": {(1, 1): "x" * 32_768}})


def test_failed_write_leaves_target_and_folder_alone(rich, target, monkeypatch):
    """If the disk fails at the last moment the old target is whole, no rest remains."""
    target.write_bytes(b"before")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(file_refusals.CannotWrite, match="the disk is full") as refused:
        write_copy(rich, target, {"KPI": {(1, 1): 1}})
    assert "il disco è pieno" in refused.value.say("it")
    assert b"before" == target.read_bytes()
    assert [target] == list(target.parent.iterdir())


def _written(value):
    """What a file holds: of the newer errors only that they are errors."""
    is_newer = isinstance(value, Code) and value not in WRITTEN
    return Code.VALUE if is_newer else value


def test_newer_errors_are_written_as_other_programs_read_them(rich, target):
    """calamine refuses a whole file for one #SPILL!; Excel writes #VALUE! there."""
    write_copy(rich, target, {"KPI": {(1, 1): Code.SPILL, (1, 2): Code.CALC}})
    assert b"#SPILL!" not in parts(target)["xl/worksheets/sheet1.xml"]
    book = python_calamine.CalamineWorkbook.from_path(target)
    assert "" == book.get_sheet_by_name("KPI").to_python()[0][0]


def test_followers_of_a_spill_that_shrank_lose_their_empty_formula(tmp_path):
    """LibreOffice cannot load a file that keeps them."""
    anchor = '<c r="A1" cm="1"><f t="array" aca="1" ref="{}" ca="1">X()</f><v>1</v></c>'
    rows = (
        f'<row r="1">{anchor}</row><row r="2"><c r="A2"><f ca="1"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f ca="1"/><v>3</v></c></row>'
    )
    data = hostile.book(rows.format("A1:A3"))
    new = patched(tmp_path, data, {}, {(1, 1): Area.of("A1:A2")})
    assert new == hostile.sheet(
        rows.format("A1:A2").replace('<c r="A3"><f ca="1"/><v>3</v></c>', '<c r="A3"/>')
    )


def test_rows_and_cells_out_of_order_are_not_written_twice(tmp_path):
    """Row 1 below row 2 is row 1 all the same, and so is A below B."""
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>'
    rows += '<row r="1"><c r="A1"><v>3</v></c></row>'
    new = patched(tmp_path, hostile.book(rows), {(1, 1): 8, (2, 1): 7, (2, 2): 1})
    assert new == hostile.sheet(rows.replace(">2<", ">7<").replace(">3<", ">8<"))


def test_packed_bytes_of_unchanged_parts_are_copied(tmp_path):
    """Packed anew, long runs would come out smaller than the limit for bombs allows."""
    blank = '<row r="1"/>' * 90_000
    source, target = tmp_path / "source.xlsx", tmp_path / "target.xlsx"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in hostile.parts(ONE, extra=blank).items():
            is_extra = name == "xl/extra.xml"
            text = f"<x>{content}</x>" if is_extra else content
            kind = zipfile.ZIP_STORED if is_extra else zipfile.ZIP_DEFLATED
            file.writestr(zipfile.ZipInfo(name), text, kind)
    source.write_bytes(stream.getvalue())
    write_copy(source, target, {"Data": {(1, 1): 2}})
    assert directory(target) == directory(source)
    assert target.stat().st_size > len(blank)


def test_changed_part_never_looks_like_a_bomb(tmp_path):
    """A sheet that packs by more than two hundred to one is stored as it is."""
    source, target = tmp_path / "source.xlsx", tmp_path / "target.xlsx"
    parts_ = hostile.parts(sheet=hostile.sheet(ONE + '<row r="2"/>' * 100_000))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts_.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
    source.write_bytes(stream.getvalue())
    write_copy(source, target, {"Data": {(1, 1): 2}})
    assert 2 == read_sheet(open_package(target), "Data")[1, 1]


def test_a_refused_copy_is_called_by_its_own_name(tmp_path):
    """The name of a temporary file tells nobody anything."""
    source, target = tmp_path / "source.xlsx", tmp_path / "target.xlsx"
    source.write_bytes(hostile.book(ONE))
    package = open_package(source)
    package.container.limits = Limits(extent=1)
    with pytest.raises(file_refusals.ExtentTooLarge, match=r"^target\.xlsx"):
        write_copy(package, target, {"Data": {(9, 9): 2}})
    assert [source] == list(tmp_path.iterdir())


def test_links_are_followed_and_pipes_refused(rich, target, tmp_path):
    """The copy goes where the link leads; a pipe stays a pipe."""
    aim = tmp_path / "aim.xlsm"
    target.symlink_to(aim)
    write_copy(rich, target, {})
    assert target.is_symlink()
    assert parts(aim) == parts(rich)
    pipe = tmp_path / "pipe.xlsm"
    os.mkfifo(pipe)
    with pytest.raises(file_refusals.NotAFile):
        write_copy(rich, pipe, {})
    assert pipe.is_fifo()


def test_links_in_a_circle_are_a_refusal(rich, tmp_path):
    """They lead nowhere; the sentence names no folder."""
    loop = tmp_path / "loop.xlsm"
    loop.symlink_to(tmp_path / "back.xlsm")
    (tmp_path / "back.xlsm").symlink_to(loop)
    with pytest.raises(file_refusals.CannotWrite) as refusal:
        write_copy(rich, loop, {})
    assert str(tmp_path) not in str(refusal.value)


def test_longest_name_leaves_room(rich, tmp_path):
    """255 bytes are the most that file systems take; ours beside it is short."""
    target = tmp_path / ("n" * 250 + ".xlsm")
    write_copy(rich, target, {})
    assert parts(target) == parts(rich)


def test_what_a_killed_run_left_is_swept_away(rich, target):
    """Its process is no more; that of a run at work is left alone."""
    write_copy(rich, target, {})
    own = f"{crc32(socket.gethostname().encode()):08x}"
    dead = target.with_name(f".cx_xl-{own}-99999999.part")
    alive = target.with_name(f".cx_xl-{own}-1.part")
    for left in (dead, alive):
        left.touch()
    write_copy(rich, target, {})
    assert (False, True) == (dead.exists(), alive.exists())


PLACES = st.tuples(st.integers(1, 12), st.integers(1, 12))
RESULTS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30).filter(lambda text: text not in set(Code))
    | st.sampled_from(Code)
)
COUNTER = itertools.count()


@settings(max_examples=40)  # each writes a file
@given(changes=st.dictionaries(PLACES, RESULTS, max_size=12))
def test_what_is_written_is_read_back(rich, tmp_path_factory, changes):
    """Any results in any cells come back to the digit; the others stay."""
    target = tmp_path_factory.getbasetemp() / f"any{next(COUNTER)}.xlsm"
    before = dict(read_sheet(open_package(rich), "KPI").cells())
    write_copy(rich, target, {"KPI": changes})
    after = dict(read_sheet(open_package(target), "KPI").cells())
    written = {p: _written(value) for p, value in changes.items()}
    expected = {p: v for p, v in (before | written).items() if v is not None}
    assert expected == after
    kinds = {place: type(value) for place, value in expected.items()}
    assert {p: type(v) for p, v in after.items() if before.get(p) != v} == {
        p: kind for p, kind in kinds.items() if before.get(p) != after[p]
    }
