"""Read a calculated workbook: fresh values, and a reason where there is none."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cx_xl.errors import CxError
from cx_xl.files.addresses import Area, address
from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.hosts.headless.engine import Engine, Unavailable
from cx_xl.hosts.headless.reasons import NotComputable, Upstream, reason_of
from cx_xl.hosts.headless.references import Region
from cx_xl.hosts.headless.scratch import Probe, Scratch
from cx_xl.hosts.headless.stored import StoredCells
from cx_xl.hosts.headless.templates import Argument, Slot, Template

Place = tuple[str, int, int]
BLOCKED = "blocked_by_upstream"


@dataclass(slots=True)
class Fresh:
    """
    The fresh values of a workbook.

    Attributes:
        cells: the values of every formula cell and of every cell that one fills.
        areas: what array formulas fill now, by the place of the formula.
        problems: why a formula has no fresh value.
        errors: why one of our functions gave an error.
    """

    cells: dict[Place, Value] = field(default_factory=dict)
    areas: dict[Place, Area] = field(default_factory=dict)
    problems: dict[Place, NotComputable] = field(default_factory=dict)
    errors: dict[Place, CxError] = field(default_factory=dict)


@dataclass(slots=True)
class Bench:
    """
    A workbook on the engine, with what was written into it.

    Attributes:
        cells: the workbook as stored.
        engine: the same, under calculation.
        scratch: the scratch sheets in it.
        formulas: every formula of the file.
        templates: those that hold our calls.
        spills: what tells the extent of dynamic arrays.
        probes: the arguments under evaluation.
    """

    cells: StoredCells
    engine: Engine
    scratch: Scratch
    formulas: dict[Place, FormulaCell] = field(default_factory=dict)
    templates: dict[Place, Template] = field(default_factory=dict)
    spills: dict[Place, Probe] = field(default_factory=dict)
    probes: dict[Template, Probe] = field(default_factory=dict)


def harvest(bench: Bench, fresh: Fresh) -> None:
    """Read every formula into *fresh*; those that have a problem stay as they are."""
    for name in bench.cells.names:
        places = [place for place in bench.formulas if place[0] == name]
        if places:
            _harvest_sheet(bench, fresh, name, places)
    for place, template in bench.templates.items():
        errors = [slot.outcome.error for slot in template.slots if slot.outcome]
        found = next(filter(None, errors), None)
        if found and place not in fresh.problems:
            fresh.errors[place] = found


def _harvest_sheet(bench: Bench, fresh: Fresh, name: str, places: list[Place]) -> None:
    areas = [_area(bench, fresh, place) for place in places]
    tops, lefts, bottoms, rights = zip(*areas, strict=True)
    box = Area(min(tops), min(lefts), max(bottoms), max(rights))
    rows = bench.engine.values(name, box)
    for place, area in zip(places, areas, strict=True):
        for row, column in area.places():
            value = rows[row - box.top][column - box.left]
            if isinstance(value, Unavailable):
                if place not in fresh.problems:
                    fresh.problems[place] = _reason(bench, place, value)
            elif place not in fresh.problems:
                fresh.cells[name, row, column] = value


def _area(bench: Bench, fresh: Fresh, place: Place) -> Area:
    cell = bench.formulas[place]
    if place not in bench.spills:
        return cell.area or Area(cell.row, cell.column, cell.row, cell.column)
    fresh.areas[place] = bench.scratch.area(bench.spills[place], bench.engine)
    return fresh.areas[place]


def _reason(bench: Bench, place: Place, gap: Unavailable) -> NotComputable:
    """Return why a formula has no value, following it to the call that waits."""
    if gap.code != BLOCKED:
        return reason_of(gap.code, gap.detail, bench.cells.defined)
    template = bench.templates.get(place)
    reasons = [_why(bench, slot) for slot in (template.slots if template else [])]
    read = [Region(*read) for read in bench.engine.precedents(*place)]
    return next(filter(None, reasons), None) or _upstream(bench, read)


def _why(bench: Bench, slot: Slot) -> NotComputable | None:
    """Return why *slot* has no outcome."""
    if slot.outcome or slot.reason:
        return slot.reason
    for argument in slot.arguments:
        if isinstance(argument, Slot):
            reason = _why(bench, argument)
        else:
            reason = _gap_in(bench, argument)
        if reason:
            return reason
    return None


def _gap_in(bench: Bench, argument: Argument) -> NotComputable | None:
    match argument:
        case Region() if gaps := list(_gaps(bench, [argument])):
            return Upstream(cell=gaps[0])
        case Template(regions=regions) if argument in bench.probes:
            found = bench.scratch.read(bench.probes[argument], bench.engine)
            if isinstance(found, Unavailable):
                if found.code == BLOCKED:
                    return _upstream(bench, list(regions))
                return reason_of(found.code, found.detail, bench.cells.defined)
    return None


def _upstream(bench: Bench, read: list[Region]) -> Upstream:
    """Return the first cell among *read* that has no value, or all of them."""
    gap = next(_gaps(bench, read), None)
    return Upstream(cell=gap or ", ".join(map(str, read)))


def _gaps(bench: Bench, regions: list[Region]) -> Iterator[str]:
    """Yield the formulas in *regions* that have no value."""
    for region in regions:
        if region.sheet not in bench.cells.names:
            continue  # a scratch sheet
        for row, column in bench.cells.formula_cells(region):
            own = Area(row, column, row, column)
            found = bench.engine.values(region.sheet, own)[0][0]
            if isinstance(found, Unavailable):
                yield f"{region.sheet}!{address(row, column)}"
