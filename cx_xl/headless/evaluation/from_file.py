"""Level 1: answer our calls from the values that the file holds, at any size."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cx_xl.catalog import CATALOG
from cx_xl.cells import Block
from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError
from cx_xl.files.addresses import address
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.compare import is_text
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
from cx_xl.headless.evaluation.regional import may_hold_dates
from cx_xl.headless.locales import UNKNOWN, Locale
from cx_xl.headless.reasons import Circular, EngineFull, NotComputable, RegionUnknown
from cx_xl.headless.stored import Rows, StoredCells
from cx_xl.headless.syntax.reads import Reader
from cx_xl.headless.syntax.references import Home, Range, References

Given = Value | Rows | NotComputable
Wanted = tuple[str, FormulaCell, Template]  # sheet, cell, its formula cut


class Ready(NamedTuple):
    """
    A formula that can be evaluated.

    Attributes:
        text: as it stands.
        rewritten: as the engine is to evaluate it.
        home: where it stands.
        stays: whether it reads no cells but those that its text names.
    """

    text: str
    rewritten: str
    home: Home
    stays: bool


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
    if not isinstance(argument, Range):
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
        self._seen: dict[tuple[str, str, int, int], Value] = {}

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
        ready = [
            self._ready(template, known.get(n, texts[n]), _home(sheet, cell))
            for n, (sheet, cell, template) in enumerate(wanted)
        ]
        self._see_together(ready[n] for n in ordinary)
        return list(map(self._around, ready))

    def _ready(
        self, template: Template, text: str, home: Home
    ) -> Ready | NotComputable:
        try:
            with self._patience():
                return self._prepared(template, text, home)
        except NotComputable as reason:
            return reason

    def _around(self, ready: Ready | NotComputable) -> Given:
        if isinstance(ready, NotComputable):
            return ready
        try:
            with self._patience():
                return self._evaluated(ready)
        except NotComputable as reason:
            return reason

    def _see_together(self, ready: Iterable[Ready | NotComputable]) -> None:
        """Evaluate formulas of ordinary cells, a whole sheet of them at a time."""
        sheets: dict[str, dict[tuple[int, int], str]] = {}
        for one in ready:
            if isinstance(one, Ready) and one.stays:
                home = one.home
                sheets.setdefault(home.sheet, {})[home.row, home.column] = one.rewritten
        with suppress(NotComputable), self._patience():  # one by one they say why
            for settings in self._settings if sheets else ():
                self._engine.use_settings(settings)
                for texts in sheets.values():
                    for at, value in self._scratch.evaluate_all(texts).items():
                        self._seen[settings, texts[at], *at] = value

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
        unused = self._cells.unused_functions
        engine = Engine(package, self._today, self._locale.settings, "none", unused)
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

    def _prepared(self, template: Template, text: str, home: Home) -> Ready:
        """
        Return *text*, made of *template*, as the engine is to evaluate it.

        Raises:
            NotComputable: it cannot be evaluated, or reads what the file lacks.
        """
        reason = self._capabilities.reason(text)
        if reason:
            raise reason
        for range_ in template.ranges:
            self._cells.require_values(range_)
        rewritten = self._workarounds.rewritten(text, home)
        reads = self._reader.reads(rewritten, home)
        for range_ in reads.needed(self._cells.names):
            if range_.sheet in self._cells.names:  # not a scratch sheet
                self._engine.fill(self._cells.sheet(range_.sheet), range_.area)
        return Ready(text, rewritten, home, stays=reads.roves == frozenset())

    def _evaluated(self, ready: Ready) -> Value | Rows:
        """
        Return what a formula gives in its cell.

        Raises:
            NotComputable: it cannot be evaluated.
        """
        found = self._in_locale(ready.rewritten, ready.home)
        if found is Code.NAME:
            reason = self._capabilities.why_unnamed(ready.text, ready.home.sheet)
            if reason:
                raise reason
        return found

    @property
    def _settings(self) -> list[str]:
        """The settings of the workbook, and others where those are a guess."""
        locale = self._locale
        return [locale.settings, *([] if locale.is_sure else [locale.other])]

    def _in_locale(self, text: str, home: Home) -> Value | Rows:
        """Return what *text* gives in the settings of the workbook."""
        found, *others = [self._found(each, text, home) for each in self._settings]
        if all(found == other for other in others):
            return found
        if self._locale.is_british:
            (other,) = others
            rows = other if isinstance(other, list) else [[other]]
            if not any(is_text(value) for row in rows for value in row):
                return other  # the day comes first
            named = (name.text for name in self._cells.package.names)
            if not may_hold_dates(self._cells.texts, (text, *named)):
                return found
        raise RegionUnknown

    def _found(self, settings: str, text: str, home: Home) -> Value | Rows:
        """Return what *text* gives; the values of the file, and so its own, stay."""
        key = settings, text, home.row, home.column
        if key in self._seen:
            return self._seen[key]
        self._engine.use_settings(settings)
        found = self._scratch.evaluate(text, home.row, home.column)
        if not isinstance(found, list):  # an array may be as large as a sheet
            self._seen[key] = found
        return found

    def _settle_one(self, call: KpiCall) -> None:
        try:
            cut = self._cells.cut(call.ranges)
            with self._patience():
                arguments = [self._value(a, cut) for a in call.arguments]
        except NotComputable as reason:
            call.reason = reason
        else:
            answer(call, arguments)

    def _value(self, given: Argument, cut: dict[Range, Range]) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case KpiCall(reason=reason, outcome=outcome):
                if reason or not outcome:
                    raise reason or Circular
                return outcome.value
            case Range():
                self._cells.require_values(given)
                return self._cells.given(cut.get(given, given))
            case Template():
                text = argument(self._rendered(given))
                first = self._cells.names[0]
                return self._evaluated(self._prepared(given, text, Home(first, 1, 1)))


def _home(sheet: str, cell: FormulaCell) -> Home:
    return Home(sheet, cell.row, cell.column)
