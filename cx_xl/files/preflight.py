"""The look at a workbook before any reader touches it: is it safe and whole?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files import notices, ooxml
from cx_xl.files.addresses import address
from cx_xl.files.container import Container
from cx_xl.files.file_refusals import (
    ExtentTooLarge,
    MalformedXml,
    NoSheets,
    NotAWorkbook,
    TooManyCells,
)
from cx_xl.files.limits import DEFAULT, Limits
from cx_xl.files.locks import is_locked
from cx_xl.files.measure import Extent, measure

if TYPE_CHECKING:
    from os import PathLike

    from lxml import etree

SHEETS = {"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"}
TEXT_PARTS = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """
    One tab of the workbook.

    Attributes:
        name: as on the tab.
        part: where its cells lie in the container; "" for a tab that has none.
        kind: "worksheet", or a tab without cells such as "chartsheet".
        state: "visible", "hidden" or "veryHidden".
        extent: how far its cells reach; zeros for a tab without cells.
    """

    name: str
    part: str
    kind: str
    state: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class Report:
    """
    What the preflight saw.

    Attributes:
        file: name of the file.
        size: bytes as it lies on disk.
        unpacked: bytes of its parts, counted while unpacking.
        main: the part that holds the workbook.
        sheets: its tabs, in order.
        date1904: day 0 is 1 January 1904, as on old Macs.
        warnings: what its reader should know.
    """

    file: str
    size: int
    unpacked: int
    main: str
    sheets: tuple[SheetInfo, ...]
    date1904: bool
    warnings: tuple[notices.Notice, ...]


def inspect(path: str | PathLike[str], limits: Limits = DEFAULT) -> Report:
    """
    Look through a workbook without loading it.

    Every part is unpacked once, piece by piece, whatever sizes it declares.

    Args:
        path: the .xlsx or .xlsm file.
        limits: how much is too much.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    return survey(Container(path, limits))


def survey(container: Container) -> Report:
    """Look through a container that is already in memory."""
    main = container.main
    if main is None:
        raise NotAWorkbook(file=container.file)
    workbook = container.xml(main)
    if ooxml.local(workbook) != "workbook":
        raise NotAWorkbook(file=container.file)
    sheets = _sheets(container, main, workbook)
    if not any(sheet.kind == "worksheet" for sheet in sheets):
        raise NoSheets(file=container.file)
    measured = {sheet.part: sheet.extent.unpacked for sheet in sheets}
    rest = (part for part in container.parts if part not in measured)
    unpacked = sum(measured.values()) + sum(_check(container, part) for part in rest)
    _refuse_crowds(container, sheets)
    return Report(
        file=container.file,
        size=container.size,
        unpacked=unpacked,
        main=main,
        sheets=sheets,
        date1904=ooxml.is_true(workbook.find("{*}workbookPr"), "date1904"),
        warnings=_warnings(container, main, sheets),
    )


def _sheets(
    container: Container, main: str, workbook: etree._Element
) -> tuple[SheetInfo, ...]:
    links = container.links(main)
    sheets = []
    for tab in workbook.iterfind("{*}sheets/{*}sheet"):
        name, state = tab.get("name", ""), tab.get("state", "visible")
        if not ooxml.link_id(tab):  # old macro sheets, kept elsewhere
            sheets.append(SheetInfo(name, "", "xlMacrosheet", state, Extent()))
            continue
        link = links.get(ooxml.link_id(tab) or "")
        if link is None or link.kind not in SHEETS or link.target not in container:
            raise MalformedXml(file=container.file, part=main)
        extent = measure(container, link.target, name)
        sheets.append(SheetInfo(name, link.target, link.kind, state, extent))
    return tuple(sheets)


def _refuse_crowds(container: Container, sheets: tuple[SheetInfo, ...]) -> None:
    """Raise for sheets that are sound one by one, and too much together."""
    extents = [sheet.extent for sheet in sheets]
    limits = container.limits
    if sum(extent.rows * extent.columns for extent in extents) > limits.grid:
        widest = max(sheets, key=lambda sheet: sheet.extent.rows * sheet.extent.columns)
        last = address(widest.extent.rows, widest.extent.columns)
        raise ExtentTooLarge(file=container.file, sheet=widest.name, cell=last)
    if sum(extent.cells for extent in extents) > limits.cells:
        raise TooManyCells(file=container.file, limit=limits.cells)


def _check(container: Container, part: str) -> int:
    """Count the bytes of a part; one that calls itself XML must be harmless XML."""
    if part.lower().endswith(TEXT_PARTS):
        return container.stream(part)
    return sum(map(len, container.chunks(part)))


def _warnings(
    container: Container, main: str, sheets: tuple[SheetInfo, ...]
) -> tuple[notices.Notice, ...]:
    parts = [main, *(sheet.part for sheet in sheets if sheet.part)]
    links = [link for part in parts for link in container.links(part).values()]
    found = {
        notices.BY_LINK[link.kind] for link in links if link.kind in notices.BY_LINK
    }
    if is_locked(container.path):
        found.add(notices.OPEN_ELSEWHERE)
    return tuple(sorted(found, key=lambda notice: notice.en))
