"""Scratch sheets inside the engine: the results of our calls, for formulas to read."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, count
from operator import itemgetter

from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import Value
from cx_xl.headless.cutting.templates import KpiCall
from cx_xl.headless.engine.adapter import Engine
from cx_xl.headless.engine.sizes import given_up, may_be_given_up
from cx_xl.headless.reasons import Malformed
from cx_xl.headless.stored import Rows
from cx_xl.headless.syntax.references import Place, Range

# A blank must not become 0, which would be an answer, when a function passes it on.
_KEEPS_BLANKS = '_xlfn.LAMBDA(_xlpm.cx,IF(ISBLANK(_xlpm.cx),"",_xlpm.cx))({0})'
_HEAD = _KEEPS_BLANKS.removesuffix("({0})")

_GAP = 50  # rows between two formulas that are still read in one go

Cell = tuple[int, int]


class Scratch:
    """
    The scratch sheets in one engine.

    Args:
        engine: where they are added.
        taken: sheet names in use.

    Attributes:
        places: what formulas read in place of each call that has been shown.
    """

    def __init__(self, engine: Engine, taken: Iterable[str]) -> None:
        self._engine = engine
        names = _free({name.casefold() for name in taken})
        self._sheet, self._blank = next(names), next(names)
        engine.add_sheet(self._sheet)
        engine.add_sheet(self._blank)
        self._areas: dict[KpiCall, Area] = {}
        self._next_row = 1
        self.places: dict[KpiCall, str] = {}

    def show(self, call: KpiCall) -> None:
        """Write the outcome of *call* where formulas can read it."""
        value = call.outcome.value if call.outcome else None
        rows = value if isinstance(value, list) else [[value]]
        area = self._area(call, rows)
        shown = ("" if cell is None else cell for row in rows for cell in row)
        values = dict(zip(area.places(), shown, strict=True))
        self._engine.put_all(self._sheet, values)
        range_ = Range(self._sheet, area)
        # VSTACK makes an array of the range: a function's result is no reference.
        is_table = isinstance(value, list)
        self.places[call] = f"_xlfn.VSTACK({range_})" if is_table else str(range_)

    def evaluate(self, formula: str, row: int = 1, column: int = 1) -> Value | Rows:
        """
        Return what *formula* gives where nothing is in its way.

        Raises:
            Malformed: the text is none.
            TooLarge: it works on more cells than the engine takes.
        """
        # Not by the engine's own evaluation aside: formulon 0.18.0 reads formulas of
        # other sheets there as if they stood on this one.
        self._engine.write(self._blank, row, column, formula)
        area = self._engine.spill(self._blank, row, column)
        found = settled(self._engine.values(self._blank, area))
        if not isinstance(found, list):
            place = self._blank, row, column
            self.refuse_large(formula.removeprefix(_HEAD), found, place)
        self._engine.put(self._blank, row, column, None)
        return found

    def evaluate_all(self, formulas: Mapping[Cell, str]) -> dict[Cell, Value]:
        """
        Return what *formulas* give in their cells, as `evaluate` does one by one.

        Those that fill several cells, are none, or may be too large are left out.
        """
        cells = sorted(formulas, key=itemgetter(1, 0))
        entries = [(self._blank, *at, formulas[at]) for at in cells]
        refused = set(self._engine.write_all(entries))
        found: dict[Cell, Value] = {}
        for run in _runs(at for n, at in enumerate(cells) if n not in refused):
            box = Area(*run[0], run[-1][0] + 1, run[0][1] + 1)
            rows = self._engine.values(self._blank, box)
            values = dict(zip(box.places(), chain.from_iterable(rows), strict=True))
            for row, column in run:
                value, around = (
                    values[row, column],
                    ((row + 1, column), (row, column + 1)),
                )
                spills = any(
                    values[at] is not None for at in around if at not in formulas
                )
                is_large = may_be_given_up(formulas[row, column], value)
                if value is not Code.SPILL and not spills and not is_large:
                    found[row, column] = value
        self._engine.put_all(self._blank, dict.fromkeys(cells))
        return found

    def refuse_large(self, formula: str, value: Value, place: Place) -> None:
        """
        Make sure that *value* is what *formula* gives in the cell *place*.

        Raises:
            TooLarge: the engine gave it up.
        """
        if not may_be_given_up(formula, value):
            return
        reason = given_up(formula, value, partial(self._instead, place))
        self._engine.put(*place, value)
        if reason:
            raise reason

    def _instead(self, place: Place, formula: str) -> Value:
        """Return what another formula gives in the cell *place*."""
        try:
            self._engine.write(*place, formula)
        except Malformed:
            return None
        area = Area(*place[1:], *place[1:])
        ((found,),) = self._engine.values(place[0], area)
        return found

    def _area(self, call: KpiCall, rows: list[list[Value]]) -> Area:
        """Return where *call* is shown; a result of another shape moves on."""
        known = self._areas.get(call)
        shape = len(rows), len(rows[0])
        if known is None or shape != known.shape:
            top, self._next_row = self._next_row, self._next_row + shape[0]
            known = self._areas[call] = Area(top, 1, self._next_row - 1, shape[1])
        return known


def argument(formula: str) -> str:
    """Return *formula* such that the blanks that it passes on stay blank."""
    return _KEEPS_BLANKS.format(formula)


def settled(rows: Rows) -> Value | Rows:
    """Return a cell or rows as our functions take them."""
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _runs(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Yield cells, sorted by columns, in runs that lie close together."""
    run: list[Cell] = []
    for row, column in cells:
        if run and (column != run[-1][1] or row - run[-1][0] > _GAP):
            yield run
            run = []
        run.append((row, column))
    if run:
        yield run


def _free(taken: set[str]) -> Iterator[str]:
    for number in count():
        if f"cx scratch {number}" not in taken:
            yield f"cx scratch {number}"
