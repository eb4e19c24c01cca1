"""A workbook as its parts say it is: sheets, names, tables, texts, date formats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.files import ooxml
from cx_xl.files.container import Container
from cx_xl.files.date_styles import date_styles
from cx_xl.files.file_refusals import NoSuchSheet
from cx_xl.files.limits import DEFAULT, Limits
from cx_xl.files.name_chains import refuse_tangles
from cx_xl.files.packing import repacked
from cx_xl.files.preflight import SheetInfo, survey
from cx_xl.files.tables import Table, tables_of
from cx_xl.files.xml_texts import shared_strings, unescape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from lxml import etree

DYNAMIC = "XLDAPR"  # the metadata type that marks dynamic arrays


@dataclass(frozen=True, slots=True)
class DefinedName:
    """
    One defined name.

    Attributes:
        name: as formulas call it.
        text: its formula, without "=".
        sheet: the sheet it is confined to; None for the whole workbook.
        is_hidden: kept from the name manager.
        comment: what the name manager shows beside it.
    """

    name: str
    text: str
    sheet: str | None
    is_hidden: bool
    comment: str


class Package:
    """
    A workbook that passed the preflight, and the bytes that passed it.

    Everything is read on first use. See `open_package`.
    """

    def __init__(self, container: Container) -> None:
        self.container = container
        self.path = container.path
        self.report = survey(container)
        self.sheets = self.report.sheets
        self.date1904 = self.report.date1904

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return self.container.parts

    def read(self, part: str) -> bytes:
        """Return the bytes of one part."""
        return self.container.read(part)

    def with_parts(self, parts: Mapping[str, bytes]) -> Package:
        """
        Return the same workbook with other or further parts, in memory.

        Raises:
            FileRefused: it would not pass the preflight.
        """
        old = self.container
        return Package(Container(old.path, old.limits, repacked(old, parts)))

    def sheet(self, name: str) -> SheetInfo:
        """
        Return the worksheet called *name*, whatever its case.

        Raises:
            NoSuchSheet: no worksheet has that name.
        """
        worksheets = [sheet for sheet in self.sheets if sheet.kind == "worksheet"]
        for sheet in worksheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        sheets = ", ".join(repr(sheet.name) for sheet in worksheets)
        raise NoSuchSheet(file=self.container.file, sheet=name, sheets=sheets)

    @cached_property
    def names(self) -> tuple[DefinedName, ...]:
        """
        The defined names, those of a single sheet too.

        Raises:
            TangledNames: one leads through too many others.
        """
        main = self.report.main
        found = self.container.xml(main).iterfind("{*}definedNames/*")
        with self.container.damage(main):
            names = tuple(map(self._name, found))
        formulas = ((name.name, name.text) for name in names)
        refuse_tangles(formulas, self.container.limits, self.container.file)
        return names

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of all sheets, in the order of the sheets."""
        return tuple(
            table for sheet in self.sheets for table in tables_of(self.container, sheet)
        )

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings."""
        part = self._linked("sharedStrings")
        if part is None:
            return []
        with self.container.damage(part):
            return shared_strings(self.read(part))

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The cell styles that show a date, by index."""
        part = self._linked("styles")
        if part is None:
            return frozenset()
        root = self.container.xml(part)
        with self.container.damage(part):
            return date_styles(root)

    @cached_property
    def dynamic_marks(self) -> frozenset[str]:
        """The values of a cell's `cm` attribute that mark a dynamic array."""
        part = self._linked("sheetMetadata")
        if part is None:
            return frozenset()
        root = self.container.xml(part)
        kinds = [kind.get("name") for kind in root.iterfind("{*}metadataTypes/*")]
        marks = root.iterfind("{*}cellMetadata/{*}bk")
        with self.container.damage(part):
            return frozenset(
                str(mark)
                for mark, block in enumerate(marks, start=1)
                if any(kinds[int(rc.get("t", "1")) - 1] == DYNAMIC for rc in block)
            )

    def _linked(self, kind: str) -> str | None:
        """Return the part of this kind that the workbook links to."""
        return self.container.linked(self.report.main, kind)

    def _name(self, element: etree._Element) -> DefinedName:
        scope = element.get("localSheetId")
        return DefinedName(
            name=unescape(element.get("name", "")),
            text=unescape(element.text or ""),
            sheet=None if scope is None else self.sheets[int(scope)].name,
            is_hidden=ooxml.is_true(element, "hidden"),
            comment=unescape(element.get("comment", "")),
        )


def open_package(path: str | PathLike[str], limits: Limits = DEFAULT) -> Package:
    """
    Open a workbook after its preflight; its file is not held open.

    Args:
        path: the .xlsx or .xlsm file.
        limits: how much is too much.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    return Package(Container(path, limits))
