"""The formula engine behind one thin door: nothing else here imports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import cellrune

from cx_xl.dates import SHIFT_1904, serial
from cx_xl.errors import Code
from cx_xl.files.addresses import Area, address
from cx_xl.files.formulas import Value
from cx_xl.files.refusals import FileRefused
from cx_xl.hosts.headless.loading import engine_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cellrune import (
        CalculationLimitOptions,
        CalculationTarget,
        ReadLimitOptions,
        TargetCalculationLimitOptions,
    )

    from cx_xl.files.grid import Sheet
    from cx_xl.files.package import Package

PENDING = "CX__PENDING"  # a function no engine knows: what reads it stays unavailable

_HUGE = 1 << 32
_READ_LIMITS: ReadLimitOptions = {  # the preflight has already set ours
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
_WORK_LIMITS: CalculationLimitOptions = {
    "max_array_cells": 100_000_000,
    "max_function_iterations": 1_000_000_000,
    "max_dependency_edges": 100_000_000,
    "max_reference_areas": 1_000_000,
}
_SAMPLE_LIMITS: TargetCalculationLimitOptions = {
    "max_targets": 1_000_000,
    "max_result_cells": 50_000_000,
    "max_evaluated_cells": 50_000_000,
}

_INDEX_OF_VARIABLE = re.compile(r"\bINDEX\(\s*(?=_xlpm\.)", re.IGNORECASE)


class EngineRefused(FileRefused):
    """The engine cannot load what the preflight let pass."""

    en = "{file}: the formula engine cannot load it ({detail}); save it again in Excel."
    it = "{file}: il motore di calcolo non lo apre ({detail}); risalvalo con Excel."


class TooMuchWork(FileRefused):
    """The engine gives up on the workbook as a whole."""

    en = "{file}: too large for the formula engine ({detail}); check without --full."
    it = "{file}: troppo grande per il motore di calcolo ({detail}); togli --full."


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A cell that the engine declines to evaluate, and why."""

    code: str  # the last part of the engine's code, such as circular_reference
    detail: str


Fresh = Value | Unavailable


class View(Protocol):
    """Something that knows calculated cells."""

    def values(self, sheet: str, area: Area) -> list[list[Fresh]]:
        """Return the calculated cells of *area*."""


class Engine:
    """One workbook under calculation. Edits are queued until the next result."""

    def __init__(self, package: Package, today: date) -> None:
        self._file = package.container.file
        self._today = serial(today) - SHIFT_1904 * package.date1904
        self._queue: list[Any] = []
        try:
            self._book = cellrune.Workbook.from_bytes(
                engine_bytes(package), read_limits=_READ_LIMITS
            )
        except cellrune.CellRuneError as error:
            raise EngineRefused(file=self._file, detail=error.code) from error
        self._is_calculated = False

    @property
    def tables(self) -> frozenset[str]:
        """The names of the tables that formulas can read."""
        sheets = self._book.summary()["sheets"]
        return frozenset(t["display_name"] for s in sheets for t in s["tables"])

    def use_1900(self, sheets: dict[str, Sheet]) -> None:
        """Move a workbook of the 1904 date system into the one all functions use."""
        self._today += SHIFT_1904
        self._queue.append({"kind": "set_date_system", "date_system": "excel_1900"})
        for sheet in sheets.values():
            for (row, column), value in sheet.cells():
                is_typed = (row, column) not in sheet.formulas
                if is_typed and sheet.is_date(row, column):
                    self.put(sheet.name, row, column, value)

    def add_sheet(self, name: str) -> None:
        """Add an empty sheet for scratch work."""
        self._queue.append({"kind": "add_sheet", "name": name})
        self._apply()  # what follows may mention it

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Write a value."""
        self._edit("set_value", sheet, row, column, value=_outgoing(value))

    def write(
        self, sheet: str, row: int, column: int, formula: str, *, spills: bool = False
    ) -> None:
        """Write a formula (without `=`)."""
        spill = {"dynamic_array": True} if spills else {}
        text = "=" + mended(formula)
        self._edit("set_formula", sheet, row, column, formula=text, **spill)

    def clear(self, sheet: str, row: int, column: int) -> None:
        """Empty a cell."""
        self._edit("clear_cell", sheet, row, column)

    def calculate(self) -> None:
        """Evaluate every formula."""
        self._apply()
        if self._is_calculated:
            return
        try:
            self._book.calculate(
                today_serial=self._today,
                now_serial=self._today,
                calculation_limits=_WORK_LIMITS,
            )
        except cellrune.CellRuneError as error:
            raise TooMuchWork(file=self._file, detail=error.code) from error
        self._is_calculated = True

    def values(self, sheet: str, area: Area) -> list[list[Fresh]]:
        """Return the calculated cells of *area*."""
        self.calculate()
        rows = self._book.read_values(sheet, _first(area), _last(area))
        return [[_incoming(cell) for cell in row] for row in rows]

    def sample(self, areas: Iterable[tuple[str, Area]]) -> dict[tuple[str, str], Fresh]:
        """
        Return the cells of *areas* by (sheet, address), evaluating only what they need.

        Cells that need more work than the engine grants here are unavailable; a full
        calculation is then the way.
        """
        self._apply()
        targets: list[CalculationTarget] = [
            {"sheet": sheet, "start": _first(area), "end": _last(area)}
            for sheet, area in areas
        ]
        try:
            found = self._book.calculate_targets(
                targets,
                today_serial=self._today,
                now_serial=self._today,
                limits=_SAMPLE_LIMITS,
            )
        except cellrune.CellRuneError as error:
            raise TooMuchWork(file=self._file, detail=error.code) from error
        return {
            (cell["cell"]["sheet_name"], cell["cell"]["address"]): _result(
                cell["result"]
            )
            for cell in found["cells"]
        }

    def precedents(
        self, sheet: str, row: int, column: int
    ) -> Iterator[tuple[str, Area]]:
        """Yield what the formula of a cell reads."""
        page = self._book.precedents(sheet, address(row, column))
        for entry in page["entries"]:
            yield entry["sheet_name"], Area.of(entry["range"])

    def _edit(self, kind: str, sheet: str, row: int, column: int, **more: Any) -> None:
        self._queue.append(
            {"kind": kind, "sheet": sheet, "address": address(row, column), **more}
        )

    def _apply(self) -> None:
        if self._queue:
            revision = self._book.summary()["semantic_revision"]
            self._book.apply_changes(revision, self._queue)
            self._queue = []
            self._is_calculated = False


def mended(formula: str) -> str:
    """
    Return *formula* without what this engine is known to get wrong.

    cellrune 0.2.0 gives #VALUE! for INDEX of a variable that holds an array; a plus
    sign makes it look. Where INDEX is used as a reference, the plus sign would hurt.
    """
    if ":INDEX(" in formula.upper():
        return formula
    parts = formula.split('"')
    parts[::2] = [_INDEX_OF_VARIABLE.sub("INDEX(+", part) for part in parts[::2]]
    return '"'.join(parts)


class Samples:
    """A view that evaluates on demand; ask for much at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._found: dict[tuple[str, str], Fresh] = {}

    def fetch(self, areas: Iterable[tuple[str, Area]]) -> None:
        """Evaluate what *areas* hold."""
        wanted = dict.fromkeys(areas)
        if wanted:
            self._found |= self._engine.sample(wanted)

    def values(self, sheet: str, area: Area) -> list[list[Fresh]]:
        """Return the calculated cells of *area*."""
        if (sheet, _last(area)) not in self._found:
            self.fetch([(sheet, area)])
        return [
            [self._found[sheet, address(row, column)] for column in columns]
            for columns in [range(area.left, area.right + 1)]
            for row in range(area.top, area.bottom + 1)
        ]


def _first(area: Area) -> str:
    return address(area.top, area.left)


def _last(area: Area) -> str:
    return address(area.bottom, area.right)


def _result(result: Any) -> Fresh:
    return _incoming(result["value"] if result["kind"] == "value" else result)


def _outgoing(value: Value) -> dict[str, Any]:
    if value is None:
        return {"kind": "blank"}
    if isinstance(value, bool):
        return {"kind": "logical", "value": value}
    if isinstance(value, Code):
        return {"kind": "error", "value": value.value}
    if isinstance(value, str):
        return {"kind": "text", "value": value}
    return {"kind": "number", "value": float(value)}


def _incoming(cell: Any) -> Fresh:
    kind = cell["kind"]
    if kind == "blank":
        return None
    if kind == "error":
        return Code(cell["value"])
    if kind == "unavailable":
        return Unavailable(cell["code"].rpartition(".")[2], cell["detail"] or "")
    if kind == "unsupported":
        return Unavailable(kind, "")
    value: Value = cell["value"]
    return value
