"""The file of an export: bytes become rows, whatever the format."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial
from cx_xl.errors import Code
from cx_xl.files.cells import read_sheet
from cx_xl.files.container import OLE, ZIP
from cx_xl.files.package import open_package
from cx_xl.files.refusals import MissingFile, NoSuchSheet, Unreadable
from cx_xl.imports.contract import Source, is_empty
from cx_xl.imports.refusals import (
    BadEncoding,
    BadText,
    ExportTooLarge,
    NoAnswers,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cx_xl.files.grid import Sheet
    from cx_xl.imports.contract import Cell, Row

MOST_BYTES = 100_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000
SEPARATORS = ",;\t|"
SAMPLE = 30  # records that say which separator it is
BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
FOREIGN = {".xls", ".ods"}


def read_source(
    path: Path, *, encoding: str | None = None, sheet: str | None = None
) -> Source:
    """
    Read an export.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, .xls or .ods file.
        encoding: of a text; its bytes decide if left out.
        sheet: of a workbook; the first one with rows if left out.

    Raises:
        FileRefused: a subclass per cause.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except FileNotFoundError as error:
        raise MissingFile(file=path.name) from error
    except OSError as error:
        raise Unreadable(file=path.name, reason=error.strerror) from error
    if size > MOST_BYTES:
        raise ExportTooLarge(file=path.name)
    if data.startswith(OLE) or (
        data.startswith(ZIP) and path.suffix.lower() in FOREIGN
    ):
        source = _foreign(path, sheet)
    elif data.startswith(ZIP):
        source = _workbook(path, sheet)
    else:
        source = _text(path.name, data, encoding)
    if len(source.rows) > MOST_ROWS:
        raise ExportTooLarge(file=path.name)
    if len(source.rows) < 2:
        raise NoAnswers(file=path.name)
    return source


def _text(file: str, data: bytes, encoding: str | None) -> Source:
    name, is_sure = (encoding, True) if encoding else _encoding(data)
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadEncoding(file=file, encoding=name) from error
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise BadText(file=file)
    separator = _separator(text)
    try:
        rows: list[Row] = list(_records(text, separator))
    except csv.Error as error:
        raise BadText(file=file) from error
    while rows and is_empty(rows[-1]):
        rows.pop()
    if any(len(row) > MOST_COLUMNS for row in rows[:SAMPLE]):
        raise ExportTooLarge(file=file)
    shown = "utf-8" if name == "utf-8-sig" else name
    return Source(file, rows, "text", shown, separator, is_sure=is_sure)


def _records(text: str, separator: str) -> csv.Reader:  # type: ignore[name-defined]
    csv.field_size_limit(1 << 24)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _encoding(data: bytes) -> tuple[str, bool]:
    """Return how the bytes are written: by their mark, else UTF-8, else cp1252."""
    for mark, name in BOMS.items():
        if data.startswith(mark):
            return name, True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            data.decode("cp1252")
        except UnicodeDecodeError:
            return "latin-1", False
        return "cp1252", False
    return "utf-8", True


def _separator(text: str) -> str:
    """Return the separator that divides most records alike, into most columns."""

    def fit(separator: str) -> tuple[float, int]:
        widths: list[int] = []
        for record in _records(text, separator):
            if record:
                widths.append(len(record))
            if len(widths) == SAMPLE:
                break
        if not widths:
            return 0, 0
        width, often = Counter(widths).most_common(1)[0]
        return (often / len(widths) if width > 1 else 0, width)

    try:
        return max(SEPARATORS, key=fit)
    except csv.Error:
        return ","


def _workbook(path: Path, wanted: str | None) -> Source:
    package = open_package(path)
    if wanted:
        names = [package.sheet(wanted).name]
    else:
        names = [each.name for each in package.sheets if each.kind == "worksheet"]
    for name in names:
        rows = _rows(read_sheet(package, name))
        if len(rows) > 1:
            return Source(path.name, rows, "workbook", sheet=name)
    raise NoAnswers(file=path.name)


def _rows(sheet: Sheet) -> list[Row]:
    height, width = sheet.used

    def cell(value: object, row: int, column: int) -> Cell:
        if isinstance(value, Code):
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and sheet.is_date(row, column):
            try:
                return from_serial(value)  # type: ignore[arg-type]
            except ValueError:
                return value  # type: ignore[return-value]
        return value  # type: ignore[return-value]

    columns = [sheet.column(number, 1, height) for number in range(1, width + 1)]
    return [
        [cell(value, row, column) for column, value in enumerate(values, start=1)]
        for row, values in enumerate(zip(*columns, strict=True), start=1)
    ]


def _foreign(path: Path, wanted: str | None) -> Source:
    """Read .xls and .ods in a process of its own: their reader may abort."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - rarely needed
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    from cx_xl.imports.foreign import sheets  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found = process.submit(sheets, str(path)).result()
    except (BrokenProcessPool, ValueError) as error:
        raise BadText(file=path.name) from error
    if wanted:
        names = {name.casefold(): name for name in found}
        if wanted.casefold() not in names:
            known = ", ".join(map(repr, found))
            raise NoSuchSheet(file=path.name, sheet=wanted, sheets=known)
        found = {wanted: found[names[wanted.casefold()]]}
    for name, rows in found.items():
        if len(rows) > 1:
            return Source(path.name, rows, "workbook", sheet=name)
    raise NoAnswers(file=path.name)
