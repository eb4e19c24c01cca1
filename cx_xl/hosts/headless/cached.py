"""Level 1: answer our calls from the values that the file holds, at any size."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from cx_xl.catalog import CATALOG
from cx_xl.cells import Block
from cx_xl.edge import call_function
from cx_xl.errors import CxError
from cx_xl.files.addresses import address
from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.hosts.headless.engine import Engine, Unavailable
from cx_xl.hosts.headless.placing import placed
from cx_xl.hosts.headless.reasons import NotComputable, reason_of
from cx_xl.hosts.headless.references import Region
from cx_xl.hosts.headless.scratch import Probe, Scratch
from cx_xl.hosts.headless.stored import StoredCells
from cx_xl.hosts.headless.templates import (
    Argument,
    Constant,
    Outcome,
    Rows,
    Slot,
    Template,
    inner_slots,
    is_over,
)

Given = Value | Rows | NotComputable
Wanted = tuple[str, FormulaCell, Template]  # sheet, cell, its formula cut

BATCH = 900_000  # cells to fill at a time; the engine holds a million changes


def answer(slot: Slot, arguments: Iterable[Value | Rows | Block]) -> None:
    """Call the function of *slot*; only a CxError becomes an error cell."""
    try:
        slot.outcome = Outcome(call_function(slot.name, *arguments))
    except CxError as error:
        error.cell = _cell_of(error, slot)
        slot.outcome = Outcome(error.code, error)


def _cell_of(error: CxError, slot: Slot) -> str | None:
    """Return the cell of the workbook that *error* points at, if it is known."""
    spec = CATALOG.get(slot.name.upper())
    names = [parameter.name for parameter in spec.parameters] if spec else []
    if error.position is None or error.argument not in names:
        return None
    argument = slot.arguments[names.index(error.argument)]
    if not isinstance(argument, Region):
        return None
    row, column = error.position
    at = address(argument.area.top + row - 1, argument.area.left + column - 1)
    sheet = argument.sheet
    return f"{sheet}!{at}" if sheet.isidentifier() else f"'{sheet}'!{at}"


class Desk:
    """
    Answers slots from stored cells.

    References are read as they are. Other expressions are evaluated by the engine, in
    a copy of the workbook where every formula has become the value it has in the
    file; the engine is loaded only if there are any.
    """

    def __init__(self, cells: StoredCells, today: date) -> None:
        self._cells = cells
        self._today = today
        self._twins: dict[str, str] = {}

    def settle(
        self, slots: Iterable[Slot], accepts: Callable[[Slot], bool] = lambda _: True
    ) -> None:
        """Answer those of *slots* that *accepts* takes, inner before outer."""
        waiting = [slot for slot in slots if not is_over(slot) and accepts(slot)]
        while ready := [s for s in waiting if all(map(is_over, inner_slots(s)))]:
            computed = self._computed(ready)
            for slot in ready:
                self._settle_one(slot, computed)
            waiting = [slot for slot in waiting if not is_over(slot)]

    def formulas(self, wanted: Iterable[Wanted]) -> list[Given]:
        """Return what each formula gives around its settled slots."""
        wanted = list(wanted)
        if not wanted:
            return []
        engine, scratch = self._bench
        probes: list[list[Probe]] = []
        for sheet, cell, template in wanted:
            twin = self._twin(sheet)
            for slot in template.slots:
                scratch.show(slot)
            text = template.render(scratch.places)
            probes.append([])
            for row, column, formula, spills in placed(cell, text):
                engine.write(twin, row, column, formula, spills=spills)
                may_spill = scratch.probe if cell.is_dynamic else Probe
                probes[-1].append(may_spill(twin, row, column))
        engine.calculate()
        return [
            self._found(group, cell)
            for group, (_, cell, _) in zip(probes, wanted, strict=True)
        ]

    @cached_property
    def _bench(self) -> tuple[Engine, Scratch]:
        """The engine with every formula turned into its stored value."""
        engine = Engine(self._cells.package, self._today)
        if self._cells.package.date1904:
            engine.use_1900(self._cells.sheets)
        for sheet, cell in self._cells.formulas():
            for row, column in _filled(cell):
                engine.put(sheet.name, row, column, sheet[row, column])
        return engine, Scratch(engine, [s.name for s in self._cells.package.sheets])

    def _twin(self, sheet: str) -> str:
        """Return the scratch sheet where formulas of *sheet* keep their addresses."""
        if sheet not in self._twins:
            self._twins[sheet] = self._bench[1].new_sheet()
        return self._twins[sheet]

    def _computed(self, slots: Iterable[Slot]) -> dict[Template, Given]:
        """Evaluate every argument that is an expression, in one calculation."""
        templates = dict.fromkeys(
            argument
            for slot in slots
            for argument in slot.arguments
            if isinstance(argument, Template)
        )
        given: dict[Template, Given] = {}
        for batch in self._batches(templates):
            given |= self._evaluated(batch)
        return given

    def _batches(self, templates: Iterable[Template]) -> Iterator[list[Template]]:
        """Part *templates* such that the engine can hold what each part fills."""
        batch: list[Template] = []
        room = BATCH
        for template in templates:
            trimmed = map(self._cells.trimmed, template.regions)
            room -= max((region.area.size for region in trimmed), default=1)
            if batch and room < 0:
                yield batch
                batch, room = [], BATCH
            batch.append(template)
        if batch:
            yield batch

    def _evaluated(self, templates: Iterable[Template]) -> dict[Template, Given]:
        engine, scratch = self._bench
        probes: dict[Template, Probe] = {}
        for template in templates:
            for slot in template.slots:
                scratch.show(slot)
            probes[template] = scratch.argument(template.render(scratch.places))
        engine.calculate()
        found = {
            t: self._given(scratch.read(probe, engine)) for t, probe in probes.items()
        }
        for probe in probes.values():
            scratch.drop(probe)
        return found

    def _settle_one(self, slot: Slot, computed: dict[Template, Given]) -> None:
        try:
            ranges = [a for a in slot.arguments if isinstance(a, Region)]
            cut = self._cells.cut(ranges)
            arguments = [self._value(a, computed, cut) for a in slot.arguments]
        except NotComputable as reason:
            slot.reason = reason
        else:
            answer(slot, arguments)

    def _value(
        self,
        argument: Argument,
        computed: dict[Template, Given],
        cut: dict[Region, Region],
    ) -> Value | Rows | Block:
        match argument:
            case Constant(value):
                return value
            case Slot(reason=reason, outcome=outcome):
                if reason or not outcome:
                    raise reason or NotComputable
                return outcome.value
            case Region():
                self._cells.require_values(argument)
                return self._cells.given(cut.get(argument, argument))
            case Template():
                given = computed[argument]
                if isinstance(given, NotComputable):
                    raise given
                return given

    def _given(self, found: Value | Rows | Unavailable) -> Given:
        if isinstance(found, Unavailable):
            return reason_of(found.code, found.detail, self._cells.defined)
        return found

    def _found(self, probes: list[Probe], cell: FormulaCell) -> Given:
        engine, scratch = self._bench
        found = [self._given(scratch.read(probe, engine)) for probe in probes]
        if len(found) == 1:
            return found[0]
        reasons = [given for given in found if isinstance(given, NotComputable)]
        if reasons or cell.area is None:
            return reasons[0]
        width = cell.area.right - cell.area.left + 1
        values: list[Value] = [
            f for f in found if not isinstance(f, list | NotComputable)
        ]
        return [values[at : at + width] for at in range(0, len(values), width)]


def _filled(cell: FormulaCell) -> Iterator[tuple[int, int]]:
    """Yield every cell whose stored value comes from this formula."""
    if cell.area:
        yield from cell.area.places()
    else:
        yield cell.row, cell.column
