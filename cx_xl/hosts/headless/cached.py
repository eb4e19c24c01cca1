"""Level 1: answer our calls from the values that the file holds, at any size."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from cx_xl.catalog import CATALOG
from cx_xl.cells import Block
from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError
from cx_xl.files.addresses import COLUMNS, ROWS, Area, address
from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.hosts.headless.engine import Engine, TooMuchWork
from cx_xl.hosts.headless.functions import Functions
from cx_xl.hosts.headless.lifting import whole
from cx_xl.hosts.headless.mending import Mending
from cx_xl.hosts.headless.reading import Reader
from cx_xl.hosts.headless.reasons import EngineFull, NotComputable, RegionUnknown
from cx_xl.hosts.headless.references import Home, References, Region
from cx_xl.hosts.headless.regional import texts_in
from cx_xl.hosts.headless.regions import UNKNOWN, has_dates_as_text
from cx_xl.hosts.headless.regions import Region as Locale
from cx_xl.hosts.headless.scratch import Scratch, argument
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

    def __init__(
        self, cells: StoredCells, today: date, region: Locale = UNKNOWN
    ) -> None:
        self._cells = cells
        self._today = today
        self._region = region
        self._is_full = False

    def settle(
        self, slots: Iterable[Slot], accepts: Callable[[Slot], bool] = lambda _: True
    ) -> None:
        """Answer those of *slots* that *accepts* takes, inner before outer."""
        waiting = [slot for slot in slots if not is_over(slot) and accepts(slot)]
        while ready := [s for s in waiting if all(map(is_over, inner_slots(s)))]:
            for slot in ready:
                self._settle_one(slot)
            waiting = [slot for slot in waiting if not is_over(slot)]

    def formulas(self, wanted: Iterable[Wanted]) -> list[Given]:
        """Return what each formula gives around its settled slots."""
        wanted = list(wanted)
        try:
            with self._patience():
                texts = [self._rendered(template) for _, _, template in wanted]
        except NotComputable as reason:
            return [reason for _ in wanted]
        ordinary = [n for n, (_, cell, _) in enumerate(wanted) if not cell.is_array]
        as_stored = whole(texts[n] for n in ordinary)
        known = dict(zip(ordinary, as_stored, strict=True))
        return [
            self._around(sheet, cell, template, known.get(n, texts[n]))
            for n, (sheet, cell, template) in enumerate(wanted)
        ]

    def _around(
        self, sheet: str, cell: FormulaCell, template: Template, text: str
    ) -> Given:
        home = Home(sheet, cell.row, cell.column)
        try:
            with self._patience():
                return self._evaluated(template, text, home)
        except NotComputable as reason:
            return reason

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """Turn the engine's refusal of the workbook into a reason for one formula."""
        try:
            yield
        except TooMuchWork as error:
            self._is_full = True
            raise EngineFull from error

    @cached_property
    def _engine(self) -> Engine:
        """
        The engine with every formula turned into its stored value.

        Raises:
            EngineFull: the workbook is too large for it.
        """
        package = self._cells.package
        if self._is_full:
            raise EngineFull
        engine = Engine(package, self._today, self._region.settings, "none")
        engine.forget(self._cells.unused_functions)
        if package.date1904:
            engine.use_1900(self._cells.sheets, everything=True)
        return engine

    @cached_property
    def _scratch(self) -> Scratch:
        return Scratch(self._engine, [s.name for s in self._cells.package.sheets])

    @cached_property
    def _functions(self) -> Functions:
        return Functions(self._cells.package)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(References(self._cells.package))

    @cached_property
    def _mending(self) -> Mending:
        return Mending(self._cells.package, References(self._cells.package))

    def _rendered(self, template: Template) -> str:
        for slot in template.slots:
            if slot not in self._scratch.places:
                self._scratch.show(slot)
        return template.render(self._scratch.places)

    def _evaluated(self, template: Template, text: str, home: Home) -> Value | Rows:
        """
        Return what *text*, made of *template*, gives in the cell *home*.

        Raises:
            NotComputable: it cannot be evaluated, or reads what the file lacks.
        """
        reason = self._functions.reason(text)
        if reason:
            raise reason
        for region in template.regions:
            self._cells.require_values(region)
        mended = self._mending.mended(text, home)
        self._fill(mended, home)
        found = self._in_region(mended, home)
        if found is Code.NAME:
            reason = self._functions.why_unnamed(text, home.sheet)
            if reason:
                raise reason
        return found

    def _fill(self, text: str, home: Home) -> None:
        """Make sure that the engine holds what *text* reads."""
        reads = self._reader.reads(text, home)
        roved = self._cells.names if reads.roves is None else reads.roves
        whole_sheets = (Region(name, Area(1, 1, ROWS, COLUMNS)) for name in roved)
        for region in (*reads.regions, *whole_sheets):
            if region.sheet in self._cells.names:  # not a scratch sheet
                self._engine.fill(self._cells.sheet(region.sheet), region.area)

    def _in_region(self, text: str, home: Home) -> Value | Rows:
        """Return what *text* gives in the settings of the workbook."""
        found = self._scratch.evaluate(text, home.row, home.column)
        if self._region.is_known and not self._region.is_british:
            return found
        self._engine.use_settings(self._region.other)
        other = self._scratch.evaluate(text, home.row, home.column)
        self._engine.use_settings(self._region.settings)
        if found == other:
            return found
        if self._region.is_british and not has_dates_as_text(
            self._cells.texts | texts_in([text])
        ):
            return found
        raise RegionUnknown

    def _settle_one(self, slot: Slot) -> None:
        try:
            cut = self._cells.cut(slot.regions)
            with self._patience():
                arguments = [self._value(a, cut) for a in slot.arguments]
        except NotComputable as reason:
            slot.reason = reason
        else:
            answer(slot, arguments)

    def _value(
        self, given: Argument, cut: dict[Region, Region]
    ) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case Slot(reason=reason, outcome=outcome):
                if reason or not outcome:
                    raise reason or NotComputable
                return outcome.value
            case Region():
                self._cells.require_values(given)
                return self._cells.given(cut.get(given, given))
            case Template():
                text = argument(self._rendered(given))
                first = self._cells.names[0]
                return self._evaluated(given, text, Home(first, 1, 1))
