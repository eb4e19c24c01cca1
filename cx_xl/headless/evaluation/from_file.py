"""Level 1: answer our calls from the values that the file holds, at any size."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property

from cx_xl.catalog import CATALOG
from cx_xl.cells import Block
from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError
from cx_xl.files.addresses import address
from cx_xl.files.formulas import FormulaCell, Value
from cx_xl.headless.cutting.templates import (
    Argument,
    Constant,
    KpiCall,
    Outcome,
    Template,
    inner_calls,
    is_over,
)
from cx_xl.headless.engine.adapter import Engine, TooMuchWork
from cx_xl.headless.engine.capabilities import Capabilities
from cx_xl.headless.engine.lifting import whole
from cx_xl.headless.engine.scratch import Scratch, argument
from cx_xl.headless.engine.workarounds import Workarounds
from cx_xl.headless.evaluation.regional import texts_in
from cx_xl.headless.locales import UNKNOWN, Locale, has_dates_as_text
from cx_xl.headless.reasons import (
    Circular,
    EngineFull,
    NotComputable,
    RegionUnknown,
)
from cx_xl.headless.stored import Rows, StoredCells
from cx_xl.headless.syntax.reads import Reader
from cx_xl.headless.syntax.references import Home, References, Region

Given = Value | Rows | NotComputable
Wanted = tuple[str, FormulaCell, Template]  # sheet, cell, its formula cut


def answer(call: KpiCall, arguments: Iterable[Value | Rows | Block]) -> None:
    """Call the function of *call*; only a CxError becomes an error cell."""
    try:
        call.outcome = Outcome(call_function(call.name, *arguments))
    except CxError as error:
        error.cell = _cell_of(error, call)
        call.outcome = Outcome(error.code, error)


def _cell_of(error: CxError, call: KpiCall) -> str | None:
    """Return the cell of the workbook that *error* points at, if it is known."""
    spec = CATALOG.get(call.name.upper())
    names = [parameter.name for parameter in spec.parameters] if spec else []
    if error.position is None or error.argument not in names:
        return None
    argument = call.arguments[names.index(error.argument)]
    if not isinstance(argument, Region):
        return None
    row, column = error.position
    at = address(argument.area.top + row - 1, argument.area.left + column - 1)
    sheet = argument.sheet
    return f"{sheet}!{at}" if sheet.isidentifier() else f"'{sheet}'!{at}"


class FileEvaluation:
    """
    Answers calls from stored cells.

    References are read as they are. Other expressions are evaluated by the engine, in
    a copy of the workbook where every formula has become the value it has in the
    file; the engine is loaded only if there are any.
    """

    def __init__(
        self, cells: StoredCells, today: date, locale: Locale = UNKNOWN
    ) -> None:
        self._cells = cells
        self._today = today
        self._locale = locale
        self._is_full = False

    def settle(
        self,
        calls: Iterable[KpiCall],
        accepts: Callable[[KpiCall], bool] = lambda _: True,
    ) -> None:
        """Answer those of *calls* that *accepts* takes, inner before outer."""
        waiting = [call for call in calls if not is_over(call) and accepts(call)]
        while ready := [c for c in waiting if all(map(is_over, inner_calls(c)))]:
            for call in ready:
                self._settle_one(call)
            waiting = [call for call in waiting if not is_over(call)]

    def formulas(self, wanted: Iterable[Wanted]) -> list[Given]:
        """Return what each formula gives around its settled calls."""
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
        engine = Engine(package, self._today, self._locale.settings, "none")
        engine.forget(self._cells.unused_functions)
        if package.date1904:
            engine.use_1900(self._cells.sheets, everything=True)
        return engine

    @cached_property
    def _scratch(self) -> Scratch:
        return Scratch(self._engine, [s.name for s in self._cells.package.sheets])

    @cached_property
    def _capabilities(self) -> Capabilities:
        return Capabilities(self._cells.package)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(References(self._cells.package))

    @cached_property
    def _workarounds(self) -> Workarounds:
        return Workarounds(self._cells.package, References(self._cells.package))

    def _rendered(self, template: Template) -> str:
        for call in template.calls:
            if call not in self._scratch.places:
                self._scratch.show(call)
        return template.render(self._scratch.places)

    def _evaluated(self, template: Template, text: str, home: Home) -> Value | Rows:
        """
        Return what *text*, made of *template*, gives in the cell *home*.

        Raises:
            NotComputable: it cannot be evaluated, or reads what the file lacks.
        """
        reason = self._capabilities.reason(text)
        if reason:
            raise reason
        for region in template.regions:
            self._cells.require_values(region)
        rewritten = self._workarounds.rewritten(text, home)
        self._fill(rewritten, home)
        found = self._in_locale(rewritten, home)
        if found is Code.NAME:
            reason = self._capabilities.why_unnamed(text, home.sheet)
            if reason:
                raise reason
        return found

    def _fill(self, text: str, home: Home) -> None:
        """Make sure that the engine holds what *text* reads."""
        for region in self._reader.reads(text, home).needed(self._cells.names):
            if region.sheet in self._cells.names:  # not a scratch sheet
                self._engine.fill(self._cells.sheet(region.sheet), region.area)

    def _in_locale(self, text: str, home: Home) -> Value | Rows:
        """Return what *text* gives in the settings of the workbook."""
        found = self._scratch.evaluate(text, home.row, home.column)
        if self._locale.is_known and not self._locale.is_british:
            return found
        self._engine.use_settings(self._locale.other)
        other = self._scratch.evaluate(text, home.row, home.column)
        self._engine.use_settings(self._locale.settings)
        if found == other:
            return found
        if self._locale.is_british and not has_dates_as_text(
            self._cells.texts | texts_in([text])
        ):
            return found
        raise RegionUnknown

    def _settle_one(self, call: KpiCall) -> None:
        try:
            cut = self._cells.cut(call.regions)
            with self._patience():
                arguments = [self._value(a, cut) for a in call.arguments]
        except NotComputable as reason:
            call.reason = reason
        else:
            answer(call, arguments)

    def _value(
        self, given: Argument, cut: dict[Region, Region]
    ) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case KpiCall(reason=reason, outcome=outcome):
                if reason or not outcome:
                    raise reason or Circular
                return outcome.value
            case Region():
                self._cells.require_values(given)
                return self._cells.given(cut.get(given, given))
            case Template():
                text = argument(self._rendered(given))
                first = self._cells.names[0]
                return self._evaluated(given, text, Home(first, 1, 1))
