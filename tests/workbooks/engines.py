"""
Spreadsheet engines that share no code with ours, as second opinions on our formulas.

They may be missing at a desk, but never in CI. None has our functions: what they
compute are the ordinary formulas and the LAMBDA names as the file holds them.
"""

import re
from importlib import import_module
from importlib.util import find_spec

from cx_xl.errors import Code
from tests.needs import lacking

# Of formulon's error codes those that our formulas give; any other is just an error.
CODES = {5: "#NUM!", 6: "#N/A"}
ERROR = "error"
FORMULA_BAR = (  # as Excel shows a definition, and as files store it
    (re.compile(r"_xlop\.(\w+)(?=,)"), r"[\1]"),
    (re.compile(r"_xlfn\.(?:_xlws\.)?|_xlpm\."), ""),
)


def package(name):
    """Return a test-only engine."""
    if find_spec(name) is None:
        lacking(f"{name} is not installed")
    return import_module(name)


class Formulon:
    """formulon: WebAssembly, compared by its author with goldens of Excel 365."""

    def __init__(self, path):
        self.book = package("formulon").Workbook.load(path.read_bytes())

    def define(self, names):
        """
        Define LAMBDA names once more, as the formula bar shows them.

        formulon 0.18 does not read optional parameters in the spelling of files.
        """
        for name in names:
            text = name.text
            for stored, shown in FORMULA_BAR:
                text = stored.sub(shown, text)
            self.book.set_defined_name(name.name, text)

    def calculate(self, formulas=()):
        """
        Evaluate everything.

        *formulas* (sheet, row, column, text) are entered again: formulon 0.18 reads
        the columns of a table before all of their cells are evaluated.
        """
        self.book.recalc()
        for place in formulas:
            self.book.set_formula(*place)
        self.book.recalc()

    def value(self, sheet, row, column):
        """Return the value of a cell; places count from 0."""
        found = self.book.get_value(sheet, row, column)
        if found.error_code is not None:
            return CODES.get(found.error_code, ERROR)
        if found.number is not None:
            return found.number
        return found.text or ""


class IronCalc:
    """IronCalc: a spreadsheet engine in Rust."""

    def __init__(self, path):
        self.book = package("ironcalc").load_from_xlsx(str(path), "en", "UTC", "en")

    def define(self, names):
        """Take the names as the file holds them."""

    def calculate(self):
        self.book.evaluate()

    def value(self, sheet, row, column):
        """Return the value of a cell; places count from 0."""
        found = self.book.get_cell_value(sheet, row + 1, column + 1)
        is_error = isinstance(found, str) and found in {*Code, "#N/IMPL!", "#ERROR!"}
        return ERROR if is_error else found
