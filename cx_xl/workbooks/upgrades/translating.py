"""How the user's own formulas read in a book of another language or edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname

from cx_xl.files.addresses import TEXT
from cx_xl.hosts.registry import PORTABLE
from cx_xl.hosts.spelling import logical_name, stored_call
from cx_xl.workbooks.upgrades.former_headers import headers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cx_xl.errors import Language
    from cx_xl.workbooks.upgrades.old_book import OldBook

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|(?<![\w.'\]])([^\W\d][\w.]*))!")
_COLUMN = re.compile(r"\b(tbl\w+)(\[(?:[^\[\]]|\[[^\[\]]*\])*\])", re.IGNORECASE)
_HEADER = re.compile(r"(?<=\[)[^\[\]#]+(?=\])")
_CALL = re.compile(r"(?:[\w.]+\.)?CX_?[A-Z0-9_]+\(", re.IGNORECASE)


def translator(
    old: OldBook, language: Language, edition: str, sheets: Mapping[str, str]
) -> Callable[[str], str]:
    """
    Return what gives a formula of *old* its form in the new book.

    Args:
        old: the book that has the formula.
        language: of the new book, whose headers it gets.
        edition: of the new book, whose spelling our functions get.
        sheets: the new names of sheets by their old ones.
    """
    names = {name.casefold(): new for name, new in sheets.items()}
    headers = {}
    for table in old.tables.values():
        new = {key: header for header, key in headers_of(language, table.name).items()}
        held = _headed(old, table.name)
        headers[table.name.casefold()] = {
            held[place]: new[key] for key, place in table.columns.items() if key in new
        }
    spelled = "plain" if edition == PORTABLE else edition

    def sheet(found: re.Match[str]) -> str:
        name = (found[1] or found[2]).replace("''", "'")
        new = names.get(name.casefold())
        return found[0] if new is None else f"{quote_sheetname(new)}!"

    def column(found: re.Match[str]) -> str:
        known = headers.get(found[1].casefold(), {})
        return found[1] + _HEADER.sub(lambda h: known.get(h[0], h[0]), found[2])

    def call(found: re.Match[str]) -> str:
        name = logical_name(found[0])
        return f"{stored_call(name, spelled)}(" if name else found[0]

    def change(text: str) -> str:
        pieces = []
        for piece in TEXT.split(text):
            if not piece.startswith('"'):
                piece = _COLUMN.sub(column, _SHEET.sub(sheet, piece))  # noqa: PLW2901
                if old.edition != edition:
                    piece = _CALL.sub(call, piece)  # noqa: PLW2901
            pieces.append(piece)
        return "".join(pieces)

    return change


def _headed(old: OldBook, name: str) -> dict[int, str]:
    """Return the headers of a table by the numbers of their columns."""
    table = next(t for t in old.package.tables if t.name == name)
    return dict(enumerate(table.columns, start=table.area.left))
