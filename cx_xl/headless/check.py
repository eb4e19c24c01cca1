"""Compare what a file holds with what it should hold."""

from collections.abc import Iterator, Sequence
from datetime import date

from cx_xl.errors import Code, Explained
from cx_xl.files.addresses import address
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.files.sheet_cells import Sheet
from cx_xl.headless.compare import equal
from cx_xl.headless.cutting.extractor import CallExtractor
from cx_xl.headless.cutting.templates import Argument, KpiCall, Template
from cx_xl.headless.engine.placing import spread
from cx_xl.headless.evaluation.from_file import FileEvaluation, Given, Wanted
from cx_xl.headless.evaluation.harvest import LARGEST, Fresh
from cx_xl.headless.locales import Locale
from cx_xl.headless.reasons import Circular, NotComputable, TooLarge
from cx_xl.headless.results import CellCheck, Difference, Message
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.references import Home, Range, References
from cx_xl.headless.syntax.tree import may_call

Cells = dict[tuple[int, int], Value]


def check_calls(cells: StoredCells, today: date, locale: Locale) -> Iterator[CellCheck]:
    """Compare the formulas that use our functions, from the values of the file."""
    ours = [(sheet, cell) for sheet, cell in cells.formulas() if may_call(cell.text)]
    yield from check_formulas(cells, today, locale, ours)


def check_formulas(
    cells: StoredCells,
    today: date,
    locale: Locale,
    ours: Sequence[tuple[Sheet, FormulaCell]],
) -> Iterator[CellCheck]:
    """Compare *ours*, computed from the values of the file, with what it holds."""
    extractor = CallExtractor(cells, References(cells.package), from_file=True)
    file_evaluation = FileEvaluation(cells, today, locale)
    cut = [_cut(extractor, sheet, cell) for sheet, cell in ours]
    file_evaluation.settle(extractor.calls)
    given = [_alone(found) for found in cut]
    wrapped: list[Wanted] = [
        (sheet.name, cell, result)
        for (sheet, cell), result in zip(ours, given, strict=True)
        if isinstance(result, Template)
    ]
    around = iter(file_evaluation.formulas(wrapped))
    room = LARGEST
    for (sheet, cell), template, result in zip(ours, cut, given, strict=True):
        found = next(around) if isinstance(result, Template) else result
        size = cell.extent.size
        if size > max(room, 1):
            found = TooLarge(area=size)
        elif size > 1:
            room -= size
        yield _verdict(sheet, cell, found, _error_in(template))


def check_all(cells: StoredCells, fresh: Fresh) -> Iterator[CellCheck]:
    """Compare every formula with its fresh value."""
    for sheet, cell in cells.formulas():
        place = (sheet.name, cell.row, cell.column)
        problem, error = fresh.problems.get(place), fresh.errors.get(place)
        if problem:
            yield _not_computable(sheet, cell, problem)
            continue
        area = fresh.extent(place, cell)
        values = {
            (row, column): fresh.cells.get((sheet.name, row, column))
            for row, column in area.places()
        }
        yield _compared(sheet, cell, values, error)


def _cut(
    extractor: CallExtractor, sheet: Sheet, cell: FormulaCell
) -> Template | NotComputable:
    try:
        template = extractor.cut(cell.text, Home(sheet.name, cell.row, cell.column))
    except NotComputable as reason:
        return reason
    for range_ in _read_by(template):
        if range_.sheet == sheet.name and range_.area.holds(cell.row, cell.column):
            return Circular()
    return template


def _read_by(argument: Argument | Template) -> Iterator[Range]:
    """Yield every rectangle that a formula reads, in its calls too."""
    match argument:
        case Range():
            yield argument
        case Template(ranges=ranges, calls=calls):
            yield from ranges
            for call in calls:
                yield from _read_by(call)
        case KpiCall(arguments=arguments):
            for inner in arguments:
                yield from _read_by(inner)


def _alone(template: Template | NotComputable) -> Given | Template:
    """Return the value of a formula that is one call; else the template itself."""
    if isinstance(template, NotComputable):
        return template
    reasons = [call.reason for call in template.calls if call.reason]
    if reasons:
        return reasons[0]
    match template.pieces:
        case (KpiCall(outcome=outcome),) if outcome:
            return outcome.value
        case _:
            return template


def _error_in(template: Template | NotComputable) -> Explained | None:
    """Return why one of the calls gave an error, if any did."""
    if isinstance(template, NotComputable):
        return None
    outcomes = [call.outcome for call in template.calls if call.outcome]
    return next((outcome.error for outcome in outcomes if outcome.error), None)


def _verdict(
    sheet: Sheet, cell: FormulaCell, given: Given, error: Explained | None
) -> CellCheck:
    if isinstance(given, NotComputable):
        return _not_computable(sheet, cell, given)
    return _compared(sheet, cell, _unblocked(sheet, cell, spread(cell, given)), error)


def _unblocked(sheet: Sheet, cell: FormulaCell, fresh: Cells) -> Cells:
    """Return *fresh*, or #SPILL! if another cell stands in its way."""
    held = cell.extent
    blocked = any(not held.holds(*at) and sheet[at] is not None for at in fresh)
    return {(cell.row, cell.column): Code.SPILL} if blocked else fresh


def _not_computable(sheet: Sheet, cell: FormulaCell, reason: Explained) -> CellCheck:
    return CellCheck(
        sheet=sheet.name,
        address=cell.address,
        formula=cell.text,
        stored=cell.value,
        fresh=None,
        stored_is_error=isinstance(cell.value, Code),
        fresh_is_error=False,
        verdict="not computable",
        reason=Message.of(reason),
    )


def _compared(
    sheet: Sheet, cell: FormulaCell, fresh: Cells, error: Explained | None
) -> CellCheck:
    """Compare cell by cell what *cell* fills now with what it fills in the file."""
    places = dict.fromkeys([*fresh, *cell.extent.places()])
    differing = tuple(
        _difference(place, sheet[place], fresh.get(place))
        for place in places
        if not equal(sheet[place], fresh.get(place))
    )
    own = fresh[cell.row, cell.column]
    shows = any(isinstance(value, Code) for value in fresh.values())
    return CellCheck.of_many(
        sheet=sheet.name,
        address=cell.address,
        formula=cell.text,
        stored=cell.value,
        fresh=own,
        stored_is_error=isinstance(cell.value, Code),
        fresh_is_error=isinstance(own, Code),
        verdict="different" if differing else "equal",
        differences=differing if len(places) > 1 else (),
        reason=Message.of(error) if error and shows else None,
    )


def _difference(place: tuple[int, int], stored: Value, fresh: Value) -> Difference:
    return Difference.of_many(
        address=address(*place),
        stored=stored,
        fresh=fresh,
        stored_is_error=isinstance(stored, Code),
        fresh_is_error=isinstance(fresh, Code),
    )
