"""
Every function at work, in a new document: its example, typed as Calc takes it.

The values of an example stand in cells, and the formula reads their ranges; whoever
changes a value sees what the function makes of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.edge import call_function
from cx_xl.errors import Language
from cx_xl.hosts.libreoffice.constants import arguments
from cx_xl.hosts.libreoffice.methods import Sent, method_arguments
from cx_xl.spec import Shape, Spec

BOLD = 150.0  # com.sun.star.awt.FontWeight
GREY = 0x666666
WIDTH = 4800  # hundredths of a millimetre: the longest name
GAP = 2  # empty rows between two functions
LABELS: dict[Language, tuple[str, str, str]] = {
    "en": ("Formula", "Result", "Enter it with Ctrl+Shift+Enter"),
    "it": ("Formula", "Risultato", "Confermala con Ctrl+Maiusc+Invio"),
}
TITLES: dict[Language, str] = {"en": "Examples", "it": "Esempi"}


@dataclass(slots=True)
class Examples:
    """
    The sheet that is being written.

    Attributes:
        sheet: of the new document.
        language: of what it says.
        row: the next free one, from 0.
    """

    sheet: Any
    language: Language
    row: int = 0

    def write(self) -> None:
        """Write every function, one below the other."""
        self.sheet.Name = TITLES[self.language]
        self.sheet.Columns.getByIndex(0).Width = WIDTH
        for spec in CATALOG.values():
            self._one(spec)

    def _one(self, spec: Spec) -> None:
        given = arguments(spec.example)
        shown = call_function(spec.name, *given)
        rows = shown if isinstance(shown, list) else [[shown]]
        formula_label, result_label, keys = LABELS[self.language]
        top = self.row
        self._text(0, top, spec.name, CharWeight=BOLD)
        self._text(1, top, spec.help.say(self.language))
        inputs = top + 3 + len(rows) + 1
        typed = list(self._inputs(spec, given, inputs))
        first = self._formula(f"={spec.name}({';'.join(typed)})", top + 3, rows)
        self._text(0, top + 1, formula_label, CharColor=GREY)
        self._text(1, top + 1, first.FormulaLocal.strip("{}"))  # as people type it
        self._text(0, top + 2, result_label, CharColor=GREY)
        if spec.shape is not Shape.CELL:
            self._text(1, top + 2, keys, CharColor=GREY)
        tallest = max(len(a) if isinstance(a, list) else 1 for a in given)
        self.row = inputs + 1 + tallest + GAP

    def _inputs(self, spec: Spec, given: Sequence[Any], top: int) -> Iterator[str]:
        """Put the arguments that are cells side by side; yield each as it is typed."""
        column, places = 0, method_arguments(spec)
        for index, value in enumerate(given):
            argument = places[min(index, len(places) - 1)]
            if not isinstance(value, list) and argument.sent is not Sent.CELLS:
                yield _constant(value)
                continue
            rows = value if isinstance(value, list) else [[value]]
            self._text(column, top, argument.name, CharColor=GREY)
            last = column + len(rows[0]) - 1, top + len(rows)
            cells = self.sheet.getCellRangeByPosition(column, top + 1, *last)
            cells.setDataArray(tuple(map(tuple, rows)))
            corner, _, end = cells.AbsoluteName.rpartition(".")[2].partition(":")
            place = corner if len(rows) == len(rows[0]) == 1 else f"{corner}:{end}"
            yield place.replace("$", "")
            column = last[0] + 2

    def _formula(self, formula: str, top: int, rows: Sequence[Sequence[Any]]) -> Any:
        """Put a formula in as many cells as its result has; return the first."""
        right, bottom = len(rows[0]) - 1, top + len(rows) - 1
        if right or bottom > top:
            cells = self.sheet.getCellRangeByPosition(0, top, right, bottom)
            cells.setArrayFormula(formula)
        else:
            self.sheet.getCellByPosition(0, top).setFormula(formula)
        return self.sheet.getCellByPosition(0, top)

    def _text(self, column: int, row: int, text: str, **look: Any) -> None:
        cell = self.sheet.getCellByPosition(column, row)
        cell.setString(text)
        for name, value in look.items():
            cell.setPropertyValue(name, value)


def _constant(value: Any) -> str:
    """Return a constant as a formula spells it, in English."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f"{value}()".upper()
    if isinstance(value, str):
        return '"{}"'.format(value.replace('"', '""'))
    return repr(int(value)) if value == int(value) else repr(value)
