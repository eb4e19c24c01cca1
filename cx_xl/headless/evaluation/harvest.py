"""Read a calculated workbook: the fresh values of all its formulas."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cx_xl.errors import CxError
from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.engine.adapter import Engine
from cx_xl.headless.reasons import NotComputable, TooLarge
from cx_xl.headless.syntax.references import Place

LARGEST = 2_000_000  # cells that all arrays of a workbook may fill


@dataclass(slots=True)
class Fresh:
    """
    The fresh values of a workbook.

    Attributes:
        cells: the values of every formula cell and of every cell that one fills.
        areas: what array formulas fill now, by the place of the formula.
        problems: why a formula has no fresh value.
        errors: why one of our functions gave an error.
        regional: the formulas whose value depends on the regional settings.
    """

    cells: dict[Place, Value] = field(default_factory=dict)
    areas: dict[Place, Area] = field(default_factory=dict)
    problems: dict[Place, NotComputable] = field(default_factory=dict)
    errors: dict[Place, CxError] = field(default_factory=dict)
    regional: set[Place] = field(default_factory=set)

    def extent(self, place: Place, cell: FormulaCell) -> Area:
        """Return what the formula *cell* at *place* fills now."""
        return self.areas.get(place) or cell.extent

    def forget(self, places: Iterable[Place], fills: Mapping[Place, Area]) -> None:
        """Drop the values of formulas that proved not to be computable."""
        for place in places:
            self.areas.pop(place, None)
            self.errors.pop(place, None)
            if fills[place].size > LARGEST:
                continue  # was never read
            for row, column in fills[place].places():
                self.cells.pop((place[0], row, column), None)


def harvest(engine: Engine, formulas: Mapping[Place, FormulaCell]) -> Fresh:
    """Return the value of every formula, whatever it is worth."""
    fresh = Fresh()
    room = LARGEST
    by_sheet: dict[str, list[Place]] = {}
    for place in formulas:
        by_sheet.setdefault(place[0], []).append(place)
    for name, places in by_sheet.items():
        areas = {}
        for place in places:
            area = _area(engine, place, formulas[place])
            if area.size > 1 and area.size > room:
                fresh.problems[place] = TooLarge(area=area.size)
                continue
            areas[place] = area
            room -= area.size if area.size > 1 else 0
        for box, inside in _boxes(areas):
            rows = engine.values(name, box)
            for place in inside:
                area = areas[place]
                fresh.cells[place] = rows[area.top - box.top][0]
                for row, column in area.places() if area.size > 1 else ():
                    value = rows[row - box.top][column - box.left]
                    fresh.cells[name, row, column] = value
        dynamic = {p: a for p, a in areas.items() if formulas[p].is_dynamic}
        fresh.areas |= dynamic
    return fresh


def _area(engine: Engine, place: Place, cell: FormulaCell) -> Area:
    if cell.is_dynamic:
        return engine.spill(*place)
    return cell.extent


def _boxes(areas: Mapping[Place, Area]) -> Iterator[tuple[Area, list[Place]]]:
    """Yield for each first column its formulas and the rectangle around them."""
    columns: dict[int, list[Place]] = {}
    for place, area in areas.items():
        columns.setdefault(area.left, []).append(place)
    for left, places in columns.items():
        inside = [areas[place] for place in places]
        top, bottom = min(a.top for a in inside), max(a.bottom for a in inside)
        yield Area(top, left, bottom, max(a.right for a in inside)), places
