"""
How far the cells of a sheet reach, seen at a glance while its bytes stream past.

A parser that stops at every element takes five times as long. What is not written in
the plain manner of nearly all programs is left to that parser: `is_sure` says so.
"""

import re
from string import ascii_uppercase
from xml.parsers import expat

from cx_xl.files.addresses import COLUMNS, ROWS, Area, column_number

LONGEST = 1 << 20  # bytes without a tag
_FILLED = re.compile(rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"[^>]*(?<!/)>')
_BLANK = re.compile(rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"[^>]*/>')
_OTHER = re.compile(rb"<c[A-Za-z]")  # cols, conditionalFormatting, ...
_MERGE = re.compile(rb'<mergeCell ref="([^"]*)"')
_MAIN = ("/spreadsheetml/2006/main", "/spreadsheetml/main")
_DIGITS, _LETTERS = b"0123456789", ascii_uppercase.encode()


class Glance:
    """
    The reach of what passed so far.

    Attributes:
        is_sure: all of it was plain.
        elements: cell elements, filled or not.
        cells: filled cells.
        rows: the last row with one.
        columns: the last column with one.
        merged: cells in merged areas.
    """

    def __init__(self) -> None:
        self.is_sure = True
        self.elements = self.cells = self.rows = self.columns = self.merged = 0
        self._rest = b""
        self._is_first = True

    def parser(self) -> expat.XMLParserType:
        """Return a parser that tells when something may hide cells from a glance."""
        parser = expat.ParserCreate(namespace_separator=" ")

        def doubt(*_found: object) -> None:
            self.is_sure = False

        def declared(prefix: str | None, namespace: str) -> None:
            if prefix and namespace.endswith(_MAIN):
                self.is_sure = False

        parser.CommentHandler = parser.ProcessingInstructionHandler = doubt
        parser.StartCdataSectionHandler = doubt
        parser.StartNamespaceDeclHandler = declared
        return parser

    def take(self, chunk: bytes) -> None:
        """Look at the next piece; a tag that it cuts waits for its end."""
        if not self.is_sure:
            return
        data = self._rest + chunk
        end = data.rfind(b">") + 1
        self._rest = data[end:]
        try:
            self.is_sure = len(self._rest) < LONGEST and self._looks(data[:end])
        except ValueError:  # a place off the sheet
            self.is_sure = False

    def _looks(self, data: bytes) -> bool:
        """Count what is in *data*; return False if something may be hidden in it."""
        if self._is_first and b"\0" in data:
            return False  # two bytes to a character
        self._is_first = False
        filled = _FILLED.findall(data)
        elements = data.count(b"<c")
        self.elements += elements
        if len(filled) != elements and not _accounts(data, elements - len(filled)):
            return False
        self._weigh(filled)
        if b"<mergeCell" in data:
            self._merge(data)
        return self.is_sure

    def _weigh(self, filled: list[bytes]) -> None:
        if not filled:
            return
        self.cells += len(filled)
        joined = b" ".join(filled)
        letters = {*joined.translate(None, _DIGITS).split()}
        digits = {*joined.translate(None, _LETTERS).split()}
        self.rows = max(self.rows, *map(int, digits))
        self.columns = max(
            self.columns, *(column_number(text.decode()) for text in letters)
        )
        if self.rows > ROWS or self.columns > COLUMNS:
            raise ValueError(self.rows)

    def _merge(self, data: bytes) -> None:
        areas = _MERGE.findall(data)
        self.is_sure = len(areas) == data.count(b"<mergeCell ")
        self.merged += sum(Area.of(area.decode()).size for area in areas)


def _accounts(data: bytes, rest: int) -> bool:
    """Tell whether blank cells and elements that are no cells account for the rest."""
    return rest == len(_BLANK.findall(data)) + len(_OTHER.findall(data))
