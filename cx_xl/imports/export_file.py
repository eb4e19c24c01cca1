"""The file of an export: bytes become rows, whatever the format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.dates import from_serial
from cx_xl.errors import Code
from cx_xl.files import foreign
from cx_xl.files.file_refusals import BadText, BinaryXlsb, Encrypted, OldXls, UnreadOds
from cx_xl.files.foreign.delimited import SAMPLE, read_delimited
from cx_xl.files.limits import DEFAULT, MB, Limits
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.snapshot import OLE, ZIP, snapshot
from cx_xl.imports.contract import Source
from cx_xl.imports.import_refusals import ExportTooLarge, NoAnswers

if TYPE_CHECKING:
    from cx_xl.files.foreign import Kind
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.imports.contract import Cell, Row

MOST = Limits(file=100 * MB)
MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000


def read_source(
    path: Path, *, encoding: str | None = None, sheet: str | None = None
) -> Source:
    """
    Read an export.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, .xls, .xlsb or .ods file.
        encoding: of a text; its bytes decide if left out.
        sheet: of a workbook; the first one with rows if left out.

    Raises:
        FileRefused: a subclass per cause.
    """
    data = snapshot(path, MOST)
    kind = foreign.kind_of(path)
    if data.startswith(OLE) and kind is None:
        raise Encrypted(file=path.name)
    if kind and kind != ".csv":
        source = _foreign(path, kind, sheet)
    elif data.startswith(ZIP):
        source = _workbook(path, sheet, path.name, DEFAULT)
    else:
        source = _text(path.name, data, encoding)
    if len(source.rows) > MOST_ROWS:
        raise ExportTooLarge(file=path.name)
    if len(source.rows) < 2:
        raise NoAnswers(file=path.name)
    return source


def _text(file: str, data: bytes, encoding: str | None) -> Source:
    table = read_delimited(file, data, encoding)
    if any(len(row) > MOST_COLUMNS for row in table.rows[:SAMPLE]):
        raise ExportTooLarge(file=file)
    return Source(
        file,
        list(table.rows),
        "text",
        table.encoding,
        table.separator,
        is_sure=table.is_sure,
    )


def _workbook(path: Path, wanted: str | None, file: str, limits: Limits) -> Source:
    package = open_package(path, limits)
    if wanted:
        names = [package.sheet(wanted).name]
    else:
        names = [each.name for each in package.sheets if each.kind == "worksheet"]
    for name in names:
        rows = _rows(read_sheet(package, name))
        if len(rows) > 1:
            return Source(file, rows, "workbook", sheet=name)
    raise NoAnswers(file=file)


def _foreign(path: Path, kind: Kind, wanted: str | None) -> Source:
    """Read .xls, .xlsb and .ods through an .xlsx of their values."""
    try:
        content = foreign.values_as_xlsx(path, kind)
    except (OldXls, BinaryXlsb, UnreadOds) as error:
        raise BadText(file=path.name) from error
    with TemporaryDirectory() as folder:
        made = Path(folder, path.name)  # refusals call it by the name it has
        made.write_bytes(content)
        return _workbook(made, wanted, path.name, foreign.LIMITS)


def _rows(sheet: Sheet) -> list[Row]:
    height, width = sheet.used

    def cell(value: object, row: int, column: int) -> Cell:
        if isinstance(value, Code):
            return None
        if is_number(value) and sheet.is_date(row, column):
            try:
                return from_serial(value)
            except ValueError:
                return value
        return value  # type: ignore[return-value]

    columns = [sheet.column(number, 1, height) for number in range(1, width + 1)]
    return [
        [cell(value, row, column) for column, value in enumerate(values, start=1)]
        for row, values in enumerate(zip(*columns, strict=True), start=1)
    ]
