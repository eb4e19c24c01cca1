"""The formula engine behind one thin door: nothing else here imports it."""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from formulon import FormulonError
from formulon import Workbook as Book

from cx_xl.errors import Code, Text
from cx_xl.files.addresses import Area
from cx_xl.files.file_refusals import FileRefused
from cx_xl.headless.engine.bulk import bare_sheets, typed
from cx_xl.headless.engine.loading import engine_bytes
from cx_xl.headless.engine.wasm import MACHINE, handle_of, profile
from cx_xl.headless.reasons import Malformed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.headless.engine.loading import Keep
    from cx_xl.headless.syntax.references import Place

AMERICAN = "en_US"
LONG = 100_000  # values; the engine keeps 250 bytes for each until it has calculated

_DETAILS = {  # of a workbook that is too large
    "kOutOfMemory": Text("memory", "memoria"),
    "kIoZipBomb": Text("a part of over 100 MB", "una parte di oltre 100 MB"),
}


class EngineRefused(FileRefused):
    """The engine cannot load what the preflight let pass."""

    en = "{file}: the formula engine cannot load it ({detail}); save it again in Excel."
    it = "{file}: il motore di calcolo non lo apre ({detail}); risalvalo con Excel."


class TooMuchWork(FileRefused):
    """The engine gives up on the workbook as a whole."""

    en = (
        "{file}: too large for the formula engine ({detail}); "
        "--check alone computes the CX_ formulas."
    )
    it = (
        "{file}: troppo grande per il motore di calcolo ({detail}); "
        "--check da solo calcola le formule CX_."
    )


class TooManyFormulas(FileRefused):
    """Memory would not last for all of them."""

    en = (
        "{file}: {count} formulas, and the formula engine takes {most}; "
        "--check alone computes the CX_ formulas."
    )
    it = (
        "{file}: {count} formule, e il motore di calcolo ne regge {most}; "
        "--check da solo calcola le formule CX_."
    )


class Engine:
    """
    One workbook under calculation.

    Args:
        package: the workbook.
        today: what TODAY() and NOW() give.
        settings: the regional settings, such as "it_IT".
        keep: which of its formulas; "none" if the values that it holds count.
        unused: names of the workbook that nothing in it uses.
        said: formulas in other words than those of the file.

    Attributes:
        said: where it has those; the rest is still to be written.
    """

    def __init__(  # noqa: PLR0913 - one per fact
        self,
        package: Package,
        today: date,
        settings: str = AMERICAN,
        keep: Keep = "all",
        unused: Collection[str] = (),
        *,
        said: Mapping[Place, str] = MappingProxyType({}),
    ) -> None:
        self._file = package.container.file
        try:
            MACHINE.start()
            self._book, self.said = _loaded(package, keep, unused, said)
            self._book.set_pinned_now(today.year, today.month, today.day)
            self._sheets = _numbers(self._book)
        except (FormulonError, MemoryError) as error:
            detail = _detail(error)
            is_full = detail in _DETAILS.values()
            refusal = TooMuchWork if is_full else EngineRefused
            raise refusal(file=self._file, detail=detail) from error
        self._handle = handle_of(self._book)
        self._bare = bare_sheets(package)
        self._filled: set[tuple[str, int]] = set()
        self._everything = keep == "none"
        self._settings = AMERICAN
        self.use_settings(settings)
        self._is_calculated = False

    def use_settings(self, settings: str) -> None:
        """Compute in other regional settings from now on."""
        if settings != self._settings:
            self._book.set_excel_profile_id(profile(settings))
            self._settings = settings
            self._is_calculated = False

    def use_1900(self, sheets: dict[str, Sheet], *, everything: bool = False) -> None:
        """
        Move a workbook of the 1904 date system into the one all functions use.

        Args:
            sheets: its cells.
            everything: the stored results of formulas too.
        """
        self._book.set_date1904(date1904=False)
        for sheet in sheets.values():
            days = {
                at: value
                for at, value in sheet.cells()
                if (everything or at not in sheet.formulas) and sheet.is_date(*at)
            }
            self.put_all(sheet.name, days)

    def fill(self, sheet: Sheet, area: Area) -> None:
        """Put the values of a large sheet into the columns of *area*."""
        if sheet.name not in self._bare:
            return  # has them from its file
        wanted = [n for n in sheet.columns if area.left <= n <= area.right]
        for number in wanted:
            if (sheet.name, number) in self._filled:
                continue
            self._filled.add((sheet.name, number))
            values = typed(sheet, number, everything=self._everything)
            with self._limits():
                at = self._sheets[sheet.name], number - 1
                MACHINE.put_column(self._handle, *at, values)
            others = {
                (row, number): value
                for row, value in enumerate(values, start=1)
                if isinstance(value, bool | Code)
            }
            self.put_all(sheet.name, others)
            if len(values) > LONG:
                self.calculate()

    def add_sheet(self, name: str) -> None:
        """Add an empty sheet for scratch work."""
        self._book.add_sheet(name)
        self._sheets[name] = len(self._sheets)

    def put(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Write a value."""
        self.put_all(sheet, {(row, column): value})

    def put_all(self, sheet: str, values: Mapping[tuple[int, int], Value]) -> None:
        """Write values into the cells of one sheet."""
        number = self._sheets[sheet]
        cells = []
        for (row, column), value in values.items():
            if value is None:
                self._book.set_blank(number, row - 1, column - 1)
            else:
                cells.append((number, row - 1, column - 1, value))
        with self._limits():
            MACHINE.put(self._handle, cells)
        self._is_calculated = False

    def write(self, sheet: str, row: int, column: int, formula: str) -> None:
        """
        Write a formula (without `=`) that spills.

        Raises:
            Malformed: the text is none.
        """
        if self.write_all([(sheet, row, column, formula)]):
            raise Malformed

    def write_all(self, formulas: Sequence[tuple[str, int, int, str]]) -> list[int]:
        """Write formulas; return the numbers of those that are none."""
        self._is_calculated = False
        entries = [
            (self._sheets[sheet], row - 1, column - 1, f"={text}")
            for sheet, row, column, text in formulas
        ]
        refused, start = [], 0
        while start < len(entries):
            with self._limits():
                start += MACHINE.write(self._handle, entries[start:])
            if start < len(entries):
                refused.append(start)
                start += 1
        return refused

    def define(self, name: str, formula: str, sheet: str | None) -> None:
        """Give a defined name (of one sheet, or of the workbook) another formula."""
        if sheet is None:
            self._book.set_defined_name(name, formula)
        else:
            self._book.set_defined_name_scoped(name, formula, self._sheets[sheet])
        self._is_calculated = False

    def calculate(self) -> None:
        """Evaluate every formula."""
        if self._is_calculated:
            return
        with self._limits():
            self._book.recalc()
        self._is_calculated = True

    @contextmanager
    def _limits(self) -> Iterator[None]:
        """Say in one sentence that the engine gave up."""
        try:
            yield
        except (FormulonError, MemoryError) as error:
            raise TooMuchWork(file=self._file, detail=_detail(error)) from error

    def values(self, sheet: str, area: Area) -> list[list[Value]]:
        """Return the calculated cells of *area*."""
        self.calculate()
        shape = area.shape
        corner = area.top - 1, area.left - 1
        with self._limits():
            cells = MACHINE.cells(self._handle, self._sheets[sheet], corner, shape)
        return _rows(cells, shape[1])

    def spill(self, sheet: str, row: int, column: int) -> Area:
        """Return what the formula in that cell fills."""
        self.calculate()
        with self._limits():
            info = self._book.spill_info(self._sheets[sheet], row - 1, column - 1)
        if not info.engaged:
            return Area(row, column, row, column)
        return Area(row, column, row + info.rows - 1, column + info.cols - 1)


def _loaded(
    package: Package, keep: Keep, unused: Collection[str], said: Mapping[Place, str]
) -> tuple[Book, frozenset[Place]]:
    """Load a workbook; one that the engine refuses as it is, written anew."""
    try:
        found = engine_bytes(package, keep, unused=unused, said=said)
        return Book.load(found.content), found.said
    except FormulonError:
        found = engine_bytes(package, keep, unused=unused, anew=True)
        return Book.load(found.content), found.said


def _numbers(book: Book) -> dict[str, int]:
    return {book.sheet_name(number): number for number in range(book.sheet_count())}


def _rows(flat: list[Value], columns: int) -> list[list[Value]]:
    return [flat[at : at + columns] for at in range(0, len(flat), columns)]


def _detail(error: FormulonError | MemoryError) -> Text:
    name = getattr(error, "status_name", "") or "kOutOfMemory"
    return _DETAILS.get(name) or Text(name, name)
