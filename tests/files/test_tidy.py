"""What other programs open is opened here, and given to the engine in stricter form."""

import io
import zipfile

import openpyxl
import pytest

from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.tidy import tidied
from tests.files import hostile

# openpyxl says that styles as short as these are not all it would like.
pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no:UserWarning")

ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>9</v></c>'
    '<c r="C1" s="0"><v>2</v></c></row>'
)
SHARED = f'{hostile.HEADER}<sst xmlns="{hostile.MAIN}"><si><t>x</t></si></sst>'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    f'{hostile.HEADER}<Types xmlns="{hostile.TRANSITIONAL}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{hostile.SHEET}" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    f'ContentType="{TYPE}.sharedStrings+xml"/></Types>'
)
CODE = f'{hostile.HEADER}<styleSheet xmlns="{hostile.MAIN}"><numFmts>'
CODE += '<numFmt numFmtId="164" formatCode=""/></numFmts></styleSheet>'
PARTS = hostile.parts(ROWS, sharedStrings=SHARED, styles=hostile.styles(0))
PARTS["[Content_Types].xml"] = TYPES


def changed(name, old, new):
    return PARTS | {name: PARTS[name].replace(old, new)}


def renamed(old, new):
    return {name.replace(old, new): text for name, text in PARTS.items()}


def without(name):
    return {part: text for part, text in PARTS.items() if part != name}


MACRO_TAB = "</sheets>", '<sheet name="Old" sheetId="2" r:id=""/></sheets>'
PREFIXED = TYPES.replace("<", "<ct:").replace("<ct:/", "</ct:").replace("<ct:?", "<?")
ODD = {
    "sound": PARTS,
    "a template": changed("[Content_Types].xml", "sheet.main", "template.main"),
    "a prefix": PARTS | {"[Content_Types].xml": PREFIXED.replace("xmlns", "xmlns:ct")},
    "no list of content types": without("[Content_Types].xml"),
    "no styles, but a link": without("xl/styles.xml"),
    "an empty format code": PARTS | {"xl/styles.xml": CODE},
    "another case": renamed("xl/worksheets/sheet1", "xl/Worksheets/Sheet1"),
    "backslashes": renamed("/", "\\"),
    "a tab without a part": changed("xl/workbook.xml", *MACRO_TAB),
}


def saved(folder, parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name)
            info.filename = name  # ZipInfo() may turn slashes
            file.writestr(info, text)
    path = folder / "book.xlsx"
    path.write_bytes(stream.getvalue())
    return path


@pytest.mark.parametrize("oddity", ODD)
def test_book_is_read_here_and_in_stricter_form_elsewhere(tmp_path, oddity):
    """We read it as it is; openpyxl, a strict reader, what the engine gets."""
    package = open_package(saved(tmp_path, ODD[oddity]))
    assert {(1, 1): "x", (1, 2): 9, (1, 3): 2} == dict(
        read_sheet(package, "Data").cells()
    )
    book = openpyxl.load_workbook(io.BytesIO(tidied(package)))
    assert ["x", 9, 2] == [cell.value for cell in book["Data"][1]]


def test_sound_book_goes_to_the_engine_as_it_is(tmp_path):
    """Nothing is written anew without need."""
    path = saved(tmp_path, PARTS)
    assert tidied(open_package(path)) == path.read_bytes()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="d"><v>18:00:00</v></c>', 0.75),
        ('<c r="A1" t="d"><v>PT0H30M0S</v></c>', 1 / 48),
        ('<c r="A1"><v> </v></c>', None),
    ],
)
def test_times_and_blank_values(tmp_path, cell, value):
    """A time of day and a duration are parts of a day; a blank value is none."""
    package = open_package(saved(tmp_path, hostile.parts(f'<row r="1">{cell}</row>')))
    assert value == read_sheet(package, "Data")[1, 1]
    book = openpyxl.load_workbook(io.BytesIO(tidied(package)))
    assert book["Data"]["A1"].value == value
