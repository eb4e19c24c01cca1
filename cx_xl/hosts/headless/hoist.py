"""Level 2: evaluate every formula of a workbook, ours answered around the engine."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cached_property

from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.hosts.headless.cached import Desk, answer
from cx_xl.hosts.headless.calls import Cutter
from cx_xl.hosts.headless.engine import (
    PENDING,
    Engine,
    Samples,
    TooMuchWork,
    Unavailable,
    View,
    mended,
)
from cx_xl.hosts.headless.formula import kpi_calls
from cx_xl.hosts.headless.harvest import BLOCKED, Bench, Fresh, Place, harvest
from cx_xl.hosts.headless.missing import MissingTables
from cx_xl.hosts.headless.placing import placed
from cx_xl.hosts.headless.reasons import DataTable, MissingTable, NotComputable
from cx_xl.hosts.headless.references import Home, References, Region
from cx_xl.hosts.headless.scratch import Scratch, settled
from cx_xl.hosts.headless.stored import StoredCells
from cx_xl.hosts.headless.templates import (
    Argument,
    Constant,
    Rows,
    Slot,
    Template,
    inner_slots,
    is_over,
)


class Hoist:
    """
    One full evaluation.

    Each of our calls is cut out of its formula and replaced by a scratch cell that
    makes its readers wait. Calls that read only typed cells are answered first, from
    the file. The others read what the engine has calculated; their answers go into
    the scratch cells, and the engine calculates again until no answer is new.

    Args:
        cells: the workbook.
        today: what TODAY() and NOW() give.
        answered: the calls of an evaluation before this one, to be evaluated around
            in the date system of the file; by default, in the 1900 system.
    """

    def __init__(
        self, cells: StoredCells, today: date, answered: Cutter | None = None
    ) -> None:
        self._cells = cells
        self._engine = Engine(cells.package, today)
        if cells.package.date1904 and not answered:
            self._engine.use_1900(cells.sheets)
        taken = [sheet.name for sheet in cells.package.sheets]
        self._scratch = Scratch(self._engine, taken)
        self._bench = Bench(cells, self._engine, self._scratch)
        self._formulas = self._bench.formulas
        self._templates = self._bench.templates
        self._spills = self._bench.spills
        self._probes = self._bench.probes
        references = References(cells.package)
        self.cutter = answered or Cutter(cells, references, from_file=False)
        self._missing = MissingTables(cells.package, self._engine.tables)
        self._desk = Desk(cells, today)
        self._fresh = Fresh()

    def run(self) -> Fresh:
        """Return the fresh values."""
        for sheet, cell in self._cells.formulas():
            self._take(sheet.name, cell)
        self._desk.settle(self.cutter.slots, self._is_typed)
        for slot in self.cutter.slots:
            self._offer(slot)
        for place in self._templates:
            self._write(place)
        for place in self._formulas:
            self._free_spill(place)
            self._mend(place)
        self._answer_all()
        harvest(self._bench, self._fresh)
        return self._fresh

    def _take(self, sheet: str, cell: FormulaCell) -> None:
        place = (sheet, cell.row, cell.column)
        self._formulas[place] = cell
        if cell.kind == "dataTable":
            self._fresh.problems[place] = DataTable()
            return
        read: str | Template = cell.text
        if kpi_calls(cell.text):
            try:
                template = self.cutter.cut(cell.text, Home(*place))
            except NotComputable as reason:
                self._fresh.problems[place] = reason
                return
            if template.slots:
                self._templates[place] = read = template
        table = self._missing.read_by(read, Home(*place))
        if table:
            self._fresh.problems[place] = MissingTable(table=table)
            self._templates[place] = Template((f"{PENDING}()",))

    def _is_typed(self, slot: Slot) -> bool:
        """Tell whether everything that *slot* reads is typed, so that it is known."""
        return all(map(self._is_known, slot.arguments))

    def _is_known(self, argument: object) -> bool:
        match argument:
            case Region():
                return self._cells.is_typed(argument)
            case Slot():
                return self._is_typed(argument)
            case Template(regions=regions, is_closed=is_closed, slots=slots):
                known = all(map(self._cells.is_typed, regions))
                return is_closed and known and all(map(self._is_typed, slots))
            case _:
                return True

    def _offer(self, slot: Slot) -> None:
        """Show the outcome of *slot*, or make its readers wait."""
        if slot.outcome:
            self._scratch.show(slot)
            return
        reads = [self._text(argument) for argument in slot.arguments]
        self._scratch.pend(slot, ",".join(reads))
        for argument in slot.arguments:
            if isinstance(argument, Template) and not slot.reason:
                self._probe(argument)

    def _text(self, argument: object) -> str:
        match argument:
            case Region():
                return str(argument)
            case Slot():
                return self._scratch.places[argument]
            case Template():
                return argument.render(self._scratch.places)
            case _:
                return ""

    def _probe(self, template: Template) -> None:
        if template in self._probes:
            self._scratch.drop(self._probes.pop(template))
        formula = template.render(self._scratch.places)
        self._probes[template] = self._scratch.argument(formula)

    def _write(self, place: Place) -> None:
        sheet, cell = place[0], self._formulas[place]
        text = self._templates[place].render(self._scratch.places)
        for row, column, formula, spills in placed(cell, text):
            self._engine.write(sheet, row, column, formula, spills=spills)

    def _free_spill(self, place: Place) -> None:
        """Let a dynamic array take the extent it needs now, not the one it had."""
        sheet, cell = place[0], self._formulas[place]
        if not cell.is_dynamic:
            return
        for row, column in _followers(cell):
            if (sheet, row, column) not in self._formulas:
                self._engine.clear(sheet, row, column)
        if place not in self._templates:
            self._engine.write(sheet, cell.row, cell.column, cell.text, spills=True)
        self._spills[place] = self._scratch.probe(sheet, cell.row, cell.column)

    def _mend(self, place: Place) -> None:
        """Write an ordinary formula again if the engine would get it wrong."""
        sheet, cell = place[0], self._formulas[place]
        is_left = cell.kind == "normal" and place not in self._templates
        if is_left and mended(cell.text) != cell.text:
            self._engine.write(sheet, cell.row, cell.column, cell.text)

    def _answer_all(self) -> None:
        """Answer in rounds: each makes formulas ready that other calls read."""
        progress = True
        while progress:
            with suppress(TooMuchWork):  # then the full calculation is the way
                while self._answer_more(Samples(self._engine)):
                    pass  # a sample evaluates only what waiting calls read
            progress = self._answer_more(self._engine)

    def _answer_more(self, view: View) -> bool:
        """Answer the calls whose arguments are ready now; tell if there were any."""
        waiting = [slot for slot in self.cutter.slots if not is_over(slot)]
        ready = [slot for slot in waiting if all(map(is_over, inner_slots(slot)))]
        if not ready:
            return False
        if isinstance(view, Samples):
            self._fetch(view, ready)
        bottoms = self._bottoms(view)
        answered = [slot for slot in ready if self._try(slot, bottoms, view)]
        for slot in answered:
            self._scratch.show(slot)
            self._rewrite_readers(slot)
        waiting = [slot for slot in waiting if not is_over(slot)]
        needed = {argument for slot in waiting for argument in slot.arguments}
        for template in self._probes.keys() - needed:
            self._scratch.drop(self._probes.pop(template))
        return bool(answered)

    def _fetch(self, view: Samples, slots: list[Slot]) -> None:
        """Evaluate in two goes what *slots* read: extents first, then the cells."""
        arguments = [argument for slot in slots for argument in slot.arguments]
        probes = [self._probes[a] for a in arguments if isinstance(a, Template)]
        watched = [*probes, *self._spills.values()] if self._reads_spills else probes
        view.fetch(r for probe in watched for r in self._scratch.watched(probe))
        bottoms = self._bottoms(view)
        regions = [
            self._cut(argument, _rows(slot, bottoms))
            for slot in slots
            for argument in slot.arguments
            if isinstance(argument, Region) and not self._cells.is_typed(argument)
        ]
        areas = [(probe.sheet, self._scratch.area(probe, view)) for probe in probes]
        view.fetch([*regions, *(found for found in areas if found[1].size > 1)])

    def _cut(self, region: Region, rows: int) -> Region:
        return self._cells.trimmed(region, rows) if region.is_open else region

    @cached_property
    def _reads_spills(self) -> bool:
        """Whether the height of a whole column may depend on a spill."""
        arguments = [a for slot in self.cutter.slots for a in slot.arguments]
        opened = {a.sheet for a in arguments if isinstance(a, Region) and a.is_open}
        return any(place[0] in opened for place in self._spills)

    def _try(self, slot: Slot, bottoms: dict[str, int], view: View) -> bool:
        arguments: list[Value | Rows] = []
        for argument in slot.arguments:
            given = self._given(argument, _rows(slot, bottoms), view)
            if isinstance(given, Unavailable):
                return False
            arguments.append(given)
        answer(slot, arguments)
        return True

    def _given(
        self, argument: Argument, rows: int, view: View
    ) -> Value | Rows | Unavailable:
        match argument:
            case Constant(value):
                return value
            case Slot(outcome=outcome):
                return outcome.value if outcome else Unavailable(BLOCKED, "")
            case Region() if self._cells.is_typed(argument):
                block = self._cells.block(argument, rows)
                return block[0][0] if len(block) == len(block[0]) == 1 else block
            case Region():
                return settled(view.values(*self._cut(argument, rows)))
            case Template():
                return self._scratch.read(self._probes[argument], view)

    def _bottoms(self, view: View) -> dict[str, int]:
        """Return the last used row of each sheet, spills included."""
        bottoms = {name: self._cells.sheet(name).used[0] for name in self._cells.names}
        for (sheet, _, _), probe in self._spills.items() if self._reads_spills else ():
            bottoms[sheet] = max(bottoms[sheet], self._scratch.area(probe, view).bottom)
        return bottoms

    def _rewrite_readers(self, slot: Slot) -> None:
        """Write the formulas around a table again: its extent was not known before."""
        if slot.outcome and not isinstance(slot.outcome.value, list):
            return
        for place, template in self._templates.items():
            if slot in template.slots:
                self._write(place)
        for template in list(self._probes):
            if slot in template.slots:
                self._probe(template)


def _rows(slot: Slot, bottoms: dict[str, int]) -> int:
    """Return how many rows whole columns get, alike for all ranges of a call."""
    regions = [a for a in slot.arguments if isinstance(a, Region) and a.is_open]
    return max((bottoms[region.sheet] for region in regions), default=0)


def _followers(cell: FormulaCell) -> Iterator[tuple[int, int]]:
    """Yield the cells that *cell* fills in the file beside its own."""
    for place in cell.area.places() if cell.area else ():
        if place != (cell.row, cell.column):
            yield place
