"""A table with further columns at its right, and formulas put beside their results."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from lxml import etree

from cx_xl.files import scan
from cx_xl.files.addresses import position
from cx_xl.files.ooxml import written
from cx_xl.files.tables import table_parts
from cx_xl.files.xml_texts import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cx_xl.files.package import Package
    from cx_xl.files.tables import Table

T = TypeVar("T")

_COLS = re.compile(r"<((?:[\w.-]+:)?)cols>(.*?)</\1cols>", re.DOTALL)
_DATA = re.compile(r"<(?:[\w.-]+:)?sheetData\b")
_LOOK = re.compile(r'\ss="\d+"')
_VALUE = re.compile(r"<(?:[\w.-]+:)?v\b")


def widened(
    package: Package, table: Table, columns: Sequence[tuple[str, str | None]]
) -> dict[str, bytes]:
    """
    Return the part of a table that has further columns at its right.

    Args:
        package: the workbook.
        table: a table in it.
        columns: the header of each new column, and what Excel fills it with, if
            anything. The header cells are written elsewhere.
    """
    for part, root in table_parts(package.container, package.sheet(table.sheet)):
        if root.get("displayName") != table.name:
            continue
        wider = table.area._replace(right=table.area.right + len(columns))
        for element in (root, root.find("{*}autoFilter")):
            if element is not None:
                element.set("ref", str(wider))
        held = root.find("{*}tableColumns")
        assert held is not None  # the preflight of tables has read it
        number = max(int(column.get("id", "0")) for column in held)
        space = etree.QName(root).namespace
        for name, formula in columns:
            number += 1
            given = {"id": str(number), "name": escape(name)}
            column = etree.SubElement(held, f"{{{space}}}tableColumn", given)
            if formula is not None:
                tag = f"{{{space}}}calculatedColumnFormula"
                etree.SubElement(column, tag).text = formula
        held.set("count", str(len(held)))
        return {part: written(root)}
    return {}


def renamed(
    package: Package, table: Table, headers: Mapping[str, str]
) -> dict[str, bytes]:
    """Return the part of a table in which some columns have other names."""
    for part, root in table_parts(package.container, package.sheet(table.sheet)):
        if root.get("displayName") == table.name:
            for column in root.iterfind("{*}tableColumns/{*}tableColumn"):
                name = column.get("name", "")
                column.set("name", headers.get(name, name))
            return {part: written(root)}
    return {}


def with_column_looks(text: str, looks: Mapping[int, tuple[int, float]]) -> str:
    """
    Return a sheet's XML in which further columns have a look and a width.

    Args:
        text: as `scan.readable` returns it; it says nothing of these columns yet.
        looks: the number of a look and a width in characters, by column.
    """
    new = "".join(
        f'<{{p}}col min="{column}" max="{column}" width="{width:g}" '
        f'style="{look}" customWidth="1"/>'
        for column, (look, width) in sorted(looks.items())
    )
    found = _COLS.search(text)
    if found:
        end = found.start(2) + len(found[2])
        return text[:end] + new.replace("{p}", found[1]) + text[end:]
    start = _DATA.search(text)
    assert start is not None  # the preflight refuses sheets without it
    return (
        f"{text[: start.start()]}<cols>{new.replace('{p}', '')}</cols>"
        + (text[start.start() :])
    )


def with_cell_formulas(text: str, formulas: Mapping[tuple[int, int], str]) -> str:
    """Return a sheet's XML in which cells with a result have the formula of it."""

    def filled(cell: str, formula: str) -> str:
        return _VALUE.sub(lambda v: f"<f>{escape(formula)}</f>{v[0]}", cell, count=1)

    return _with_cells(text, formulas, filled)


def with_cell_looks(text: str, looks: Mapping[tuple[int, int], int]) -> str:
    """Return a sheet's XML in which some of its cells have another look."""

    def dressed(cell: str, look: int) -> str:
        tag, closing, rest = cell.partition(">")
        return _LOOK.sub("", tag).replace(" ", f' s="{look}" ', 1) + closing + rest

    return _with_cells(text, looks, dressed)


def _with_cells(
    text: str, wanted: Mapping[tuple[int, int], T], change: Callable[[str, T], str]
) -> str:
    """Return a sheet's XML in which *change* says the *wanted* cells anew."""
    start, end = scan.data_span(text)

    def cell(found: re.Match[str]) -> str:
        name = scan.address_of(found)
        new = wanted.get(position(name)) if name else None
        return found[0] if new is None else change(found[0], new)

    return text[:start] + scan.CELL.sub(cell, text[start:end]) + text[end:]
