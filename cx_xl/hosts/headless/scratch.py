"""Scratch sheets inside the engine: results of our calls, arguments being computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cx_xl.files.addresses import Area
from cx_xl.files.formulas import Value
from cx_xl.hosts.headless.engine import PENDING, Engine, Fresh, Unavailable, View
from cx_xl.hosts.headless.references import Region
from cx_xl.hosts.headless.templates import Rows, Slot

BAND = 64  # columns that a computed argument may fill
BANDS = 256  # of them on one sheet
_TABLES = 3  # the first column of results that are tables

# A blank must not become 0, which would be an answer, when a function passes it on.
# LAMBDA, because the engine evaluates what LET binds several times.
_KEEPS_BLANKS = '_xlfn.LAMBDA(_xlpm.cx,IF(ISBLANK(_xlpm.cx),"",_xlpm.cx))({0})'


@dataclass(frozen=True, slots=True)
class Probe:
    """A formula under evaluation; if it may spill, the row that tells its extent."""

    sheet: str
    row: int
    column: int
    extent_row: int = 0

    @property
    def anchor(self) -> Area:
        """The cell of the formula."""
        return Area(self.row, self.column, self.row, self.column)


class Scratch:
    """
    The scratch sheets of one engine.

    Args:
        engine: where they are added.
        taken: sheet names in use.
    """

    def __init__(self, engine: Engine, taken: Iterable[str]) -> None:
        self._engine = engine
        self._taken = {name.casefold() for name in taken}
        self._results = self.new_sheet()
        self._extents = self.new_sheet()
        self._free: Iterator[tuple[str, int]] = iter(())
        self._rows: dict[Slot, int] = {}
        self._next_table = 1
        self._next_extent = 1
        self.places: dict[Slot, str] = {}

    def new_sheet(self) -> str:
        """Add an empty sheet and return its name."""
        number = len(self._taken)
        while f"cx scratch {number}" in self._taken:
            number += 1
        name = f"cx scratch {number}"
        self._taken.add(name)
        self._engine.add_sheet(name)
        return name

    def pend(self, slot: Slot, reads: str) -> None:
        """Make every formula that reads *slot* wait, as the slot waits for *reads*."""
        row = self._row(slot)
        self._engine.write(self._results, row, 1, f"{PENDING}({reads})")
        self.places[slot] = self._cell(row, 1)

    def show(self, slot: Slot) -> None:
        """Write the outcome of *slot* where formulas can read it."""
        row = self._row(slot)
        value = slot.outcome.value if slot.outcome else None
        if not isinstance(value, list):
            self._put(row, 1, value)
            self.places[slot] = self._cell(row, 1)
            return
        top = self._next_table
        self._next_table += len(value)
        for down, cells in enumerate(value):
            for across, cell in enumerate(cells):
                self._put(top + down, _TABLES + across, cell)
        area = Area(top, _TABLES, self._next_table - 1, _TABLES + len(value[0]) - 1)
        # VSTACK makes an array of the range: a function's result is no reference.
        self.places[slot] = f"_xlfn.VSTACK({Region(self._results, area)})"

    def argument(self, formula: str) -> Probe:
        """Start to evaluate an argument that is more than a reference."""
        sheet, column = self._band()
        self._engine.write(sheet, 1, column, _KEEPS_BLANKS.format(formula), spills=True)
        return self.probe(sheet, 1, column)

    def probe(self, sheet: str, row: int, column: int) -> Probe:
        """Watch a formula that may spill."""
        probe = Probe(sheet, row, column, self._next_extent)
        self._next_extent += 1
        anchor = f"_xlfn.ANCHORARRAY({Region(sheet, probe.anchor)})"
        for place, measure in enumerate(("ROWS", "COLUMNS"), start=1):
            formula = f"{measure}({anchor})"
            self._engine.write(self._extents, probe.extent_row, place, formula)
        return probe

    def drop(self, probe: Probe) -> None:
        """Stop evaluating."""
        self._engine.clear(probe.sheet, probe.row, probe.column)
        for place in (1, 2):
            self._engine.clear(self._extents, probe.extent_row, place)

    def watched(self, probe: Probe) -> list[Region]:
        """Return the cells that tell the extent of the formula, and its own."""
        extent = Area(probe.extent_row, 1, probe.extent_row, 2)
        return [Region(self._extents, extent), Region(probe.sheet, probe.anchor)]

    def area(self, probe: Probe, view: View) -> Area:
        """Return what the formula fills."""
        if not probe.extent_row:
            return probe.anchor
        rows, columns = view.values(*self.watched(probe)[0])[0]
        if isinstance(rows, int | float) and isinstance(columns, int | float):
            bottom, right = probe.row + int(rows) - 1, probe.column + int(columns) - 1
            return probe.anchor._replace(bottom=bottom, right=right)
        return probe.anchor

    def read(self, probe: Probe, view: View) -> Value | Rows | Unavailable:
        """Return what the formula gives: a cell, rows, or why there is nothing."""
        return settled(view.values(probe.sheet, self.area(probe, view)))

    def _row(self, slot: Slot) -> int:
        return self._rows.setdefault(slot, len(self._rows) + 1)

    def _cell(self, row: int, column: int) -> str:
        return str(Region(self._results, Area(row, column, row, column)))

    def _put(self, row: int, column: int, value: Value) -> None:
        self._engine.put(self._results, row, column, "" if value is None else value)

    def _band(self) -> tuple[str, int]:
        place = next(self._free, None)
        if place is None:
            sheet = self.new_sheet()
            self._free = ((sheet, 1 + BAND * number) for number in range(BANDS))
            place = next(self._free)
        return place


def settled(rows: list[list[Fresh]]) -> Value | Rows | Unavailable:
    """Return a cell or rows as our functions take them; the first gap if any."""
    values: Rows = []
    for row in rows:
        values.append([])
        for cell in row:
            if isinstance(cell, Unavailable):
                return cell
            values[-1].append(cell)
    if len(values) == len(values[0]) == 1:
        return values[0][0]
    return values
