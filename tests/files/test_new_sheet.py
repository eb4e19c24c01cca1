"""A copy with one more sheet, named so that strict readers find it, too."""

import pytest

from cx_xl.files.new_sheet import with_hidden_sheet
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

STRICT = {"main": hostile.STRICT_MAIN, "base": hostile.STRICT_LINKS}
FOREIGN = hostile.workbook().replace("xmlns:r=", "xmlns:d=").replace(" r:id", " d:id")


@pytest.mark.parametrize(
    ("changes", "declared"),
    [({}, ""), (STRICT, ""), ({"workbook": FOREIGN}, f' xmlns:r="{hostile.LINKS}"')],
    ids=["transitional", "strict", "another prefix"],
)
def test_the_hidden_sheet_is_linked_as_excel_does_it(tmp_path, changes, declared):
    """The formula engine knows the link of a sheet by the prefix r only."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(hostile.book('<row r="1"><c r="A1"><v>9</v></c></row>', **changes))
    package = open_package(path)
    parts = with_hidden_sheet(package, "notes")
    tab = f'<sheet{declared} name="notes" sheetId="2" state="hidden" r:id="rId2"/>'
    assert tab in parts["xl/workbook.xml"].decode()
    amended = package.with_parts(parts)
    assert ["Data", "notes"] == [sheet.name for sheet in amended.sheets]
    assert {(1, 1): 9} == dict(read_sheet(amended, "Data").cells())
    assert not dict(read_sheet(amended, "notes").cells())
