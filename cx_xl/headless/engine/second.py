"""The second engine behind a door of its own, as thin as that of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cellrune

from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.files.addresses import Area, address
from cx_xl.files.file_refusals import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value

Edit = Any  # one of the dictionaries by which cellrune is told changes

PENDING = "CX__PENDING()"  # a function it does not know: what reads it stays unknown
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


class SecondEngine:
    """
    One workbook under calculation by the second engine.

    Args:
        package: the workbook.
        edits: what is other in it than in the file.
        today: what TODAY() and NOW() give.

    Raises:
        NoSecondOpinion: it cannot load or calculate the workbook.
    """

    def __init__(self, package: Package, edits: Sequence[Edit], today: date) -> None:
        file = package.container.file
        try:
            self._book: Any = cellrune.Workbook.from_bytes(
                package.container.data, read_limits=_READ_LIMITS
            )
            for start in range(0, len(edits), _EDITS):
                revision = self._book.summary()["semantic_revision"]
                self._book.apply_changes(revision, edits[start : start + _EDITS])
            day = serial(today)
            self._book.calculate(
                today_serial=day, now_serial=day, calculation_limits=_WORK_LIMITS
            )
        except cellrune.CellRuneError as error:
            raise NoSecondOpinion(file=file, detail=error.code) from error

    def values(self, sheet: str, area: Area) -> Iterator[tuple[Value, bool]]:
        """Yield each cell of *area*, and whether it is a gap: the engine declines."""
        first, last = address(area.top, area.left), address(area.bottom, area.right)
        for row in self._book.read_values(sheet, first, last):
            yield from map(_incoming, row)


def formula(sheet: str, place: str, text: str, *, spills: bool = False) -> Edit:
    """Return the edit that writes a formula (without `=`)."""
    edit = {"kind": "set_formula", "sheet": sheet, "address": place}
    own = {"formula": f"={text}"}
    return edit | own | ({"dynamic_array": True} if spills else {})


def constant(sheet: str, place: str, value: Value) -> Edit:
    """Return the edit that writes a value."""
    edit = {"kind": "set_value", "sheet": sheet, "address": place}
    return {**edit, "value": _outgoing(value)}


def nothing(sheet: str, place: str) -> Edit:
    """Return the edit that empties a cell."""
    return {"kind": "clear_cell", "sheet": sheet, "address": place}


def _incoming(cell: Any) -> tuple[Value, bool]:
    match cell["kind"]:
        case "blank":
            return None, False
        case "error":
            return Code(cell["value"]), False
        case "unavailable" | "unsupported":
            return None, True
        case _:
            return cell["value"], False


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
