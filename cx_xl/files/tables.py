"""Excel tables: where they lie and what their columns are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files.addresses import Area
from cx_xl.files.xml_texts import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cx_xl.files.container import Container
    from cx_xl.files.preflight import SheetInfo


@dataclass(frozen=True, slots=True)
class Table:
    """
    One table.

    Attributes:
        name: as formulas call it.
        sheet: the sheet it lies on.
        area: all of it, header and totals included.
        columns: the column names, left to right.
        formulas: what Excel fills each column with, without "="; None for typed ones.
        has_header: its first row holds the column names.
        has_totals: its last row holds totals.
    """

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    formulas: tuple[str | None, ...]
    has_header: bool
    has_totals: bool

    @property
    def rows(self) -> range:
        """The numbers of the rows of data."""
        last = self.area.bottom - self.has_totals
        return range(self.area.top + self.has_header, last + 1)

    @property
    def body(self) -> Area | None:
        """The rows of data alone; None if there are none."""
        rows = self.rows
        body = self.area._replace(top=rows.start, bottom=rows.stop - 1)
        return body if rows else None


def tables_of(container: Container, sheet: SheetInfo) -> Iterator[Table]:
    """Yield the tables of one sheet."""
    for part, root in table_parts(container, sheet):
        with container.damage(part):
            table = _table(root, sheet.name)
        yield table


def table_parts(
    container: Container, sheet: SheetInfo
) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts that hold the tables of one sheet, each with its XML."""
    if not sheet.part:
        return
    for link in container.links(sheet.part).values():
        if link.kind == "table" and link.target in container:
            yield link.target, container.xml(link.target)


def _table(root: etree._Element, sheet: str) -> Table:
    columns = root.findall("{*}tableColumns/{*}tableColumn")
    return Table(
        name=root.get("displayName", ""),
        sheet=sheet,
        area=Area.of(root.get("ref", "")),
        columns=tuple(unescape(column.get("name", "")) for column in columns),
        formulas=tuple(
            column.findtext("{*}calculatedColumnFormula") for column in columns
        ),
        has_header=root.get("headerRowCount", "1") != "0",
        has_totals=root.get("totalsRowCount", "0") != "0",
    )
