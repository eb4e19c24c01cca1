"""A second opinion: another engine, by other people, on the ordinary formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cellrune

from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.files.addresses import Area, address
from cx_xl.files.refusals import FileRefused
from cx_xl.hosts.headless.compare import equal
from cx_xl.hosts.headless.formula import kpi_calls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cx_xl.files.formulas import FormulaCell, Value
    from cx_xl.hosts.headless.graph import Place
    from cx_xl.hosts.headless.harvest import Fresh
    from cx_xl.hosts.headless.stored import StoredCells

_PENDING = "CX__PENDING()"  # a function it does not know: what reads it stays unknown
_EDITS = 900_000  # how many it takes at once
_HUGE = 1 << 32
_READ_LIMITS: Any = {
    "max_archive_bytes": _HUGE,
    "max_entry_uncompressed_bytes": _HUGE,
    "max_total_uncompressed_bytes": _HUGE,
    "max_compression_ratio": 100_000,
    "max_cells_per_sheet": 50_000_000,
    "max_total_cells": 50_000_000,
    "max_total_cell_text_bytes": _HUGE,
    "max_total_shared_string_bytes": _HUGE,
    "max_shared_strings": 50_000_000,
    "max_total_formula_bytes": _HUGE,
    "max_tables": 10_000,
}
_WORK_LIMITS: Any = {
    "max_array_cells": 100_000_000,
    "max_function_iterations": 1_000_000_000,
    "max_dependency_edges": 100_000_000,
    "max_reference_areas": 1_000_000,
}


class NoSecondOpinion(FileRefused):
    """The other engine cannot take the workbook."""

    en = "{file}: there is no second opinion on it ({detail}); leave the option out."
    it = "{file}: manca un secondo parere su questo file ({detail}); togli l'opzione."


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the other engine says of one formula; a gap if it declines to."""

    place: Place
    value: Value = None
    is_gap: bool = False


def opinions(cells: StoredCells, fresh: Fresh, today: date) -> Iterator[Opinion]:
    """
    Yield what the other engine makes of each ordinary formula of the workbook.

    Our calls count as the values that they have in *fresh*; what has no value there
    has none here.

    Raises:
        NoSecondOpinion: it cannot load or calculate the workbook.
    """
    file = cells.package.container.file
    if cells.package.date1904:
        raise NoSecondOpinion(file=file, detail="1904")
    try:
        book = cellrune.Workbook.from_bytes(
            cells.package.container.data, read_limits=_READ_LIMITS
        )
        edits: list[Any] = list(_edits(cells, fresh))
        for start in range(0, len(edits), _EDITS):
            revision = book.summary()["semantic_revision"]
            book.apply_changes(revision, edits[start : start + _EDITS])
        day = serial(today)
        book.calculate(
            today_serial=day, now_serial=day, calculation_limits=_WORK_LIMITS
        )
    except cellrune.CellRuneError as error:
        raise NoSecondOpinion(file=file, detail=error.code) from error
    for sheet, cell in cells.formulas():
        if not _is_ours(cell):
            place = (sheet.name, cell.row, cell.column)
            area = cell.area or Area(cell.row, cell.column, cell.row, cell.column)
            yield from _read(book, place, fresh.areas.get(place, area))


def contradictions(cells: StoredCells, fresh: Fresh, today: date) -> Iterator[Opinion]:
    """Yield the opinions that differ from *fresh*."""
    for opinion in opinions(cells, fresh, today):
        known = opinion.place in fresh.cells and not opinion.is_gap
        if known and not equal(fresh.cells[opinion.place], opinion.value):
            yield opinion


def _is_ours(cell: FormulaCell) -> bool:
    return bool(kpi_calls(cell.text)) or cell.kind == "dataTable"


def _edits(cells: StoredCells, fresh: Fresh) -> Iterator[dict[str, Any]]:
    for sheet, cell in cells.formulas():
        place = (sheet.name, cell.row, cell.column)
        at = {"sheet": sheet.name, "address": cell.address}
        if place in fresh.problems:
            yield {"kind": "set_formula", **at, "formula": f"={_PENDING}"}
            continue
        area = fresh.areas.get(place) or cell.area
        for row, column in area.places() if area and cell.is_dynamic else ():
            if (row, column) != place[1:] and not _is_ours(cell):
                own = {"sheet": sheet.name, "address": address(row, column)}
                yield {"kind": "clear_cell", **own}
        if _is_ours(cell):
            area = area or Area(cell.row, cell.column, cell.row, cell.column)
            for row, column in area.places():
                value = fresh.cells.get((sheet.name, row, column))
                own = {"sheet": sheet.name, "address": address(row, column)}
                yield {"kind": "set_value", **own, "value": _outgoing(value)}
        elif cell.is_dynamic:
            text = {"formula": f"={cell.text}", "dynamic_array": True}
            yield {"kind": "set_formula", **at, **text}


def _read(book: Any, place: Place, area: Area) -> Iterator[Opinion]:
    first, last = address(area.top, area.left), address(area.bottom, area.right)
    rows = book.read_values(place[0], first, last)
    read = (cell for row in rows for cell in row)
    for where, cell in zip(area.places(), read, strict=True):
        at = (place[0], *where)
        match cell["kind"]:
            case "blank":
                yield Opinion(at)
            case "error":
                yield Opinion(at, Code(cell["value"]))
            case "unavailable" | "unsupported":
                yield Opinion(at, is_gap=True)
            case _:
                yield Opinion(at, cell["value"])


def _outgoing(value: Value) -> dict[str, Any]:
    if value is None:
        return {"kind": "text", "value": ""}
    if isinstance(value, bool):
        return {"kind": "logical", "value": value}
    if isinstance(value, Code):
        return {"kind": "error", "value": value.value}
    if isinstance(value, str):
        return {"kind": "text", "value": value}
    return {"kind": "number", "value": float(value)}
