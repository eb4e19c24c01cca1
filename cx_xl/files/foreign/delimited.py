"""Tables of text: CSV and its kin, whatever their separator and encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files.addresses import COLUMNS, ROWS
from cx_xl.files.file_refusals import BadEncoding, BadText, LargerThanSheet, TooLarge
from cx_xl.files.limits import MB, Limits
from cx_xl.files.minimal import book_of
from cx_xl.files.snapshot import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SEPARATORS = ",;\t|"
SAMPLE = 30  # records that say which separator it is
BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LONGEST_FIELD = 1 << 24
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")  # reads alike in every country
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Delimited:
    """
    A table of text.

    Attributes:
        rows: its records, blank ones at the end left out.
        encoding: how its bytes were read.
        separator: what stands between two cells.
        is_sure: the bytes leave no doubt about the encoding.
    """

    rows: Sequence[Sequence[str]]
    encoding: str
    separator: str
    is_sure: bool


def read_delimited(file: str, data: bytes, encoding: str | None = None) -> Delimited:
    """
    Read a table of text.

    Args:
        file: its name, for the refusals.
        data: its bytes.
        encoding: how they are to be read; they decide themselves if left out.

    Raises:
        BadEncoding: the bytes are not in that encoding.
        BadText: they are no table.
    """
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
        rows = list(_records(text, separator))
    except csv.Error as error:
        raise BadText(file=file) from error
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    shown = "utf-8" if name == "utf-8-sig" else name
    return Delimited(rows, shown, separator, is_sure)


def text_as_xlsx(path: Path) -> bytes:
    """
    Return an .xlsx of one sheet with the cells of a table of text.

    Whole numbers are numbers. All else stays text: whether 1.234 is a thousand and
    02/03 is in March depends on the country, which a text does not say.

    Raises:
        TooLarge: more bytes than any workbook should have.
        LargerThanSheet: more rows or columns than there are.
        BadText: it is no table.
    """
    file, most = shown_name(path), Limits().file
    size = path.stat().st_size
    if size > most:
        raise TooLarge(file=file, size=size / MB, limit=most / MB)
    rows = read_delimited(file, path.read_bytes()).rows
    if len(rows) > ROWS or max(map(len, rows), default=0) > COLUMNS:
        raise LargerThanSheet(file=file)
    cells = [[_cell(text) for text in row] for row in rows]
    name = _FORBIDDEN.sub("_", shown_name(path.with_suffix("")))[:_LONGEST_NAME]
    return book_of({name: cells})


def _cell(text: str) -> int | str | None:
    if _WHOLE.fullmatch(text):
        return int(text)
    return text or None


def _records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
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
