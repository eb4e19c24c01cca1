"""Level 2: evaluate every formula of a workbook, ours answered around the engine."""

from collections.abc import Iterable
from datetime import date

from cx_xl.cells import Block
from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.hosts.headless.cached import Desk, answer
from cx_xl.hosts.headless.calls import Cutter
from cx_xl.hosts.headless.compare import equal
from cx_xl.hosts.headless.engine import (
    Engine,
    explicit,
    is_malformed,
)
from cx_xl.hosts.headless.formula import is_too_deep, kpi_calls
from cx_xl.hosts.headless.functions import Functions
from cx_xl.hosts.headless.graph import Graph, Place
from cx_xl.hosts.headless.harvest import (
    LARGEST,
    Fresh,
    harvest,
    spread_problems,
)
from cx_xl.hosts.headless.levels import levels
from cx_xl.hosts.headless.lifting import lifted, may_be_many, may_lift
from cx_xl.hosts.headless.mending import Mending
from cx_xl.hosts.headless.placing import placed
from cx_xl.hosts.headless.reading import Reader, Reads
from cx_xl.hosts.headless.reasons import (
    Circular,
    DataTable,
    Malformed,
    NotComputable,
    RegionUnknown,
    TooLarge,
    Unreadable,
)
from cx_xl.hosts.headless.references import Home, References, Region, is_relative
from cx_xl.hosts.headless.regional import may_depend, texts_in
from cx_xl.hosts.headless.regions import UNKNOWN, has_dates_as_text
from cx_xl.hosts.headless.regions import Region as Locale
from cx_xl.hosts.headless.scratch import Scratch, argument
from cx_xl.hosts.headless.stored import StoredCells
from cx_xl.hosts.headless.templates import (
    Argument,
    Constant,
    Rows,
    Slot,
    Template,
    is_over,
    slots_in,
)

ROUNDS = 30  # what has not come to rest by then goes in a circle


class Hoist:
    """
    One full evaluation.

    Each of our calls is cut out of its formula and replaced by a scratch cell. The
    calls are answered in the order in which they read one another, each from what
    the engine has calculated until then. Where the text of a formula does not tell
    all that it reads, they are asked again until no answer is new.

    Args:
        cells: the workbook.
        today: what TODAY() and NOW() give.
        region: in whose settings.
        answered: the calls of an evaluation before this one, to be evaluated around
            in the date system of the file; by default, in the 1900 system.
    """

    def __init__(
        self,
        cells: StoredCells,
        today: date,
        region: Locale = UNKNOWN,
        answered: Cutter | None = None,
    ) -> None:
        self._cells = cells
        self._region = region
        breaks = any(is_too_deep(cell.text) for _, cell in cells.formulas())
        self._engine = Engine(
            cells.package, today, region.settings, "readable" if breaks else "all"
        )
        self._engine.forget(cells.unused_functions)
        if cells.package.date1904 and not answered:
            self._engine.use_1900(cells.sheets)
        taken = [sheet.name for sheet in cells.package.sheets]
        self._scratch = Scratch(self._engine, taken)
        self._references = References(cells.package)
        self.cutter = answered or Cutter(cells, self._references, from_file=False)
        self._functions = Functions(cells.package)
        self._mending = Mending(cells.package, self._references)
        self._desk = Desk(cells, today, region)
        self._formulas: dict[Place, FormulaCell] = {}
        self._mended: dict[Place, str] = {}
        self._templates: dict[Place, Template] = {}
        self._reads: dict[Place, Reads] = {}
        self._problems: dict[Place, NotComputable] = {}
        self._homes: dict[Slot, Place] = {}
        self._holders: dict[Slot, list[Place]] = {}  # formulas by their outer calls
        self._asked: list[list[Slot]] = []

    def run(self) -> Fresh:
        """Return the fresh values."""
        reader = Reader(self._references)
        for sheet, cell in self._cells.formulas():
            place = (sheet.name, cell.row, cell.column)
            self._formulas[place] = cell
            mended = self._mending.mended(cell.text, Home(*place))
            self._mended[place] = mended
            self._reads[place] = reader.reads(mended, Home(*place))
            try:
                self._take(place, cell, mended)
            except NotComputable as reason:
                self._problems[place] = reason
        fills = {place: _fills(cell) for place, cell in self._formulas.items()}
        graph = self._graph(fills)
        for place in graph.circular:
            text = self._formulas[place].text
            cause = Malformed() if is_malformed(text) else Circular()
            self._problems.setdefault(place, cause)
        self._mend()
        self._hold_back()
        self._answer_all(graph)
        return self._harvested(graph, fills)

    def _graph(self, fills: dict[Place, Area]) -> Graph:
        regions = {place: reads.regions for place, reads in self._reads.items()}
        return Graph(regions, fills)

    def _take(self, place: Place, cell: FormulaCell, mended: str) -> None:
        if cell.kind == "dataTable":
            raise DataTable
        if is_too_deep(cell.text):
            raise Unreadable(formula=f"{cell.text[:40]}…")
        if _fills(cell).size > LARGEST:
            raise TooLarge(area=_fills(cell).size)
        if kpi_calls(cell.text):
            template = self.cutter.cut(cell.text, Home(*place))
            if template.slots:
                self._templates[place] = template
                for slot in dict.fromkeys(template.slots):
                    self._holders.setdefault(slot, []).append(place)
        reason = self._functions.reason(mended)
        if reason:
            raise reason

    def _mend(self) -> None:
        """Write those formulas again that the engine would misunderstand."""
        for name in self._cells.package.names:
            mended = self._mending.mended(name.text, Home(self._cells.names[0], 1, 1))
            if mended != name.text and not is_relative(name.text):
                self._engine.define(name.name, mended, name.sheet)
        texts: dict[Place, str] = {}
        arrays: dict[Place, str] = {}
        for place, cell in self._formulas.items():
            if place not in self._templates and place not in self._problems:
                mended = self._mended[place]
                if mended != cell.text:
                    texts[place] = mended
                elif may_lift(mended) and not cell.is_array:
                    arrays[place] = mended
        as_stored = explicit(arrays.values())
        for (place, text), stored in zip(arrays.items(), as_stored, strict=True):
            if lifted(stored) != stored:
                texts[place] = text
        self._write(texts)

    def _write(self, texts: dict[Place, str]) -> None:
        """Write formulas into cells of every kind."""
        ordinary = [
            place
            for place, text in texts.items()
            if not self._formulas[place].is_array and may_be_many(text)
        ]
        as_stored = map(lifted, explicit(texts[place] for place in ordinary))
        texts |= zip(ordinary, as_stored, strict=True)
        cells = [
            (place, (place[0], *written))
            for place, text in texts.items()
            for written in placed(self._formulas[place], text)
        ]
        for number in self._engine.write_all([cell for _, cell in cells]):
            self._problems[cells[number][0]] = Malformed()

    def _hold_back(self) -> None:
        """
        Take out the formulas whose calls have no answers yet.

        Each answer makes the engine evaluate again what reads it, by whatever way. In a
        chain of calls that would be all the calls before it, every time.
        """
        waiting: dict[str, dict[tuple[int, int], Value]] = {}
        for place in self._templates:
            for row, column, _ in placed(self._formulas[place], ""):
                waiting.setdefault(place[0], {})[row, column] = Code.NAME
        for sheet, cells in waiting.items():
            self._engine.put_all(sheet, cells)

    def _answer_all(self, graph: Graph) -> None:
        """Answer the calls, those that others read first."""
        slots = [slot for slot in self.cutter.slots if not is_over(slot)]
        self._desk.settle(slots, self._is_typed)
        homes = {
            slot: place
            for place, template in reversed(self._templates.items())
            for slot in slots_in(template)
        }
        for slot in self.cutter.slots:
            if is_over(slot):
                self._scratch.show(slot)
        self._write_ready(slot for slot in self.cutter.slots if is_over(slot))
        waiting = [slot for slot in slots if not is_over(slot)]
        self._homes = homes
        self._asked = levels(graph, self._reads, self._templates, waiting)
        for level in self._asked:
            for slot in level:
                self._answer(slot, homes[slot])
            self._write_ready(level)
        if self._is_open:
            self._settle(waiting, homes)

    @property
    def _is_open(self) -> bool:
        """Whether a formula may read more than its text tells."""
        spills = any(cell.is_dynamic for cell in self._formulas.values())
        return spills or any(
            reads.roves is None or reads.roves for reads in self._reads.values()
        )

    def _settle(self, slots: list[Slot], homes: dict[Slot, Place]) -> None:
        """
        Ask again until no answer is new.

        Downwards and upwards in turn, so that long chains come to rest either way.
        """
        changed = list(slots)
        for _ in range(ROUNDS):
            slots = slots[::-1]
            changed = [slot for slot in slots if self._answer(slot, homes[slot])]
            if not changed:
                return
            self._write_ready(changed)
        for slot in changed:
            slot.reason = Circular()

    def _write_ready(self, answered: Iterable[Slot]) -> None:
        """Write the formulas that hold one of *answered*, if no other call is open."""
        holders = (place for slot in answered for place in self._holders.get(slot, ()))
        texts: dict[Place, str] = {}
        for place in dict.fromkeys(holders):
            template = self._templates[place]
            if place not in self._problems and all(map(is_over, template.slots)):
                text = template.render(self._scratch.places)
                texts[place] = self._mending.mended(text, Home(*place))
        self._write(texts)

    def _is_typed(self, slot: Slot) -> bool:
        """Tell whether everything that *slot* reads is typed, so that it is known."""
        return all(map(self._is_known, slot.arguments))

    def _is_known(self, argument: Argument) -> bool:
        match argument:
            case Region():
                return self._cells.is_typed(argument)
            case Slot():
                return self._is_typed(argument)
            case Template():
                return False
            case _:
                return True

    def _answer(self, slot: Slot, home: Place) -> bool:
        """Answer *slot* from what is calculated by now; tell if that is new."""
        before = slot.outcome
        try:
            ranges = [a for a in slot.arguments if isinstance(a, Region)]
            cut = self._cells.cut(ranges, self._used)
            answer(slot, [self._given(a, cut, home) for a in slot.arguments])
        except NotComputable as reason:
            is_new = slot.reason is None
            slot.reason, slot.outcome = reason, None
            self._scratch.show(slot)
            return is_new
        if before and slot.outcome and before.value == slot.outcome.value:
            return False
        self._scratch.show(slot)
        return True

    def _given(
        self, given: Argument, cut: dict[Region, Region], home: Place
    ) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case Slot(outcome=outcome, reason=reason):
                if reason or not outcome:
                    raise reason or Circular
                return outcome.value
            case Region() if self._cells.is_typed(given):
                return self._cells.given(cut.get(given, given))
            case Region():
                region = cut.get(given, given)
                return self._cells.told(region, self._engine.values(*region))
            case Template():
                text = self._mending.mended(
                    given.render(self._scratch.places), Home(*home)
                )
                return self._scratch.evaluate(argument(text))

    def _used(self, sheet: str) -> tuple[int, int]:
        """Return the last used row and column of a sheet, spills included."""
        areas = [
            self._engine.spill(sheet, cell.row, cell.column)
            for cell in self._cells.anchors(sheet)
            if cell.is_dynamic
        ]
        rows, columns = self._cells.used(sheet)
        return (
            max([rows, *(area.bottom for area in areas)]),
            max([columns, *(area.right for area in areas)]),
        )

    def _see_size(self, place: Place, value: Value) -> None:
        """Note an array that is larger than the engine takes."""
        template = self._templates.get(place)
        mended = self._mended[place]
        if template:
            text = template.render(self._scratch.places)
            mended = self._mending.mended(text, Home(*place))
        try:
            self._scratch.refuse_large(mended, value, place)
        except TooLarge as reason:
            self._problems.setdefault(place, reason)

    def _see_region(self, fresh: Fresh) -> None:
        """Compute once more in other settings, to see what depends on them."""
        formulas = [cell.text for cell in self._formulas.values()]
        if not may_depend(formulas, self._cells.texts):
            return
        outcomes = {slot: slot.outcome for level in self._asked for slot in level}
        self._engine.use_settings(self._region.other)
        for level in self._asked:
            new = [slot for slot in level if self._answer(slot, self._homes[slot])]
            self._write_ready(new)
        other = harvest(self._engine, self._formulas)
        for slot, outcome in outcomes.items():
            slot.outcome = outcome
        is_open = self._region.is_british and has_dates_as_text(
            self._cells.texts | texts_in(formulas)
        )
        for place in self._formulas:
            mine, theirs = (_filled(f, place) for f in (fresh, other))
            if all(map(equal, mine, theirs)) and len(mine) == len(theirs):
                continue
            if self._region.is_known:
                fresh.regional.add(place)
            if is_open and not any(isinstance(value, str) for value in theirs):
                _take_over(fresh, other, place)
            elif is_open or not self._region.is_known:
                self._problems.setdefault(place, RegionUnknown())

    def _harvested(self, graph: Graph, fills: dict[Place, Area]) -> Fresh:
        fresh = harvest(self._engine, self._formulas)
        self._see_region(fresh)
        for place, template in self._templates.items():
            slots = list(slots_in(template))
            reason = next((slot.reason for slot in slots if slot.reason), None)
            if reason:
                self._problems.setdefault(place, reason)
            errors = [slot.outcome.error for slot in slots if slot.outcome]
            error = next(filter(None, errors), None)
            if error:
                fresh.errors[place] = error
        for place, cell in self._formulas.items():
            value = fresh.cells.get(place)
            is_alone = fresh.areas.get(place, Area(0, 0, 0, 0)).size == 1
            if is_alone and (value is Code.NUM or value == 0):
                self._see_size(place, value)
            if value is Code.NAME and place not in fresh.errors:
                reason = self._functions.why_unnamed(cell.text, place[0])
                if reason:
                    self._problems.setdefault(place, reason)
        fresh.problems = self._problems
        if fresh.problems:
            now = fills | {p: _hull(fills[p], area) for p, area in fresh.areas.items()}
            last = graph if now == fills else self._graph(now)
            spread_problems(fresh, last, self._reads)
            fresh.forget(fresh.problems, now)
            in_order = [place for place in self._formulas if place in fresh.problems]
            fresh.problems = {place: fresh.problems[place] for place in in_order}
        return fresh


def _fills(cell: FormulaCell) -> Area:
    return cell.area or Area(cell.row, cell.column, cell.row, cell.column)


def _hull(one: Area, other: Area) -> Area:
    bottom, right = max(one.bottom, other.bottom), max(one.right, other.right)
    return one._replace(bottom=bottom, right=right)


def _filled(fresh: Fresh, place: Place) -> list[Value]:
    """Return all that the formula of *place* gave."""
    sheet, row, column = place
    area = fresh.areas.get(place) or Area(row, column, row, column)
    return [fresh.cells.get((sheet, *at)) for at in area.places()]


def _take_over(fresh: Fresh, other: Fresh, place: Place) -> None:
    area = other.areas.get(place) or Area(*place[1:], *place[1:])
    for at in area.places():
        fresh.cells[place[0], *at] = other.cells.get((place[0], *at))
    if place in other.areas:
        fresh.areas[place] = area
