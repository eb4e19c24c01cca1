"""What the stored text of a cell means, given its type and style."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from cx_xl.dates import SHIFT_1904, from_iso
from cx_xl.errors import CODES, Code
from cx_xl.files.xml_texts import TRUE, from_xml, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value

SPACE = " \t\r\n"  # of XML
MEMORY = 100_000  # distinct numbers remembered
EXACT_DIGITS = 15  # whole numbers beyond are floats in every spreadsheet
ISO_STYLE = (
    "ISO 8601"  # stands for the style of a cell whose type alone makes it a date
)


class Numbers(dict[str, "int | float | Code | None"]):
    """Texts of numbers and what they mean; scores and dates repeat all the time."""

    def __missing__(self, text: str) -> int | float | Code | None:
        digits = text.removeprefix("-")
        if len(digits) <= EXACT_DIGITS and digits.isdecimal():
            number: int | float | Code | None = int(text)
        elif not text.strip(SPACE):
            return None
        elif "_" in text:
            raise ValueError(text)
        else:
            number = float(text)
            number = number if isfinite(number) else Code.NUM
        if len(self) > MEMORY:
            self.clear()
        self[text] = number
        return number


class Decoder:
    """The meaning of the cells of one workbook."""

    def __init__(self, package: Package) -> None:
        self.strings = package.strings
        self.dates = frozenset({ISO_STYLE, *map(str, package.date_styles)})
        self.shift = SHIFT_1904 if package.date1904 else 0
        self.numbers = Numbers()
        self._by_kind: dict[str, Callable[[str], Value]] = {
            "b": lambda text: text in TRUE,
            "d": from_iso,
            "e": lambda text: Code(text) if text in CODES else Code.UNKNOWN,
            "s": lambda text: self.strings[_index(text)],
        }

    def value(self, kind: str, text: str, style: str) -> Value:
        """
        Return the value of a cell of type *kind* whose `v` holds *text*.

        Raises:
            ValueError, LookupError: the type forbids it.
        """
        if kind in {"str", "inlineStr"}:
            return unescape(from_xml(text))
        if not text.strip(SPACE):
            return None
        if kind in {"", "n"}:
            return self.number(text, style)
        return self._by_kind[kind](text)

    def number(self, text: str, style: str) -> int | float | Code | None:
        """Return a number; a date of a 1904 book counted as in the 1900 system."""
        number = self.numbers[text]
        if (
            number is None
            or isinstance(number, Code)
            or not self.shift
            or style not in self.dates
        ):
            return number
        return number + self.shift


def _index(text: str) -> int:
    """Return the number of a shared string; Python would count -1 from the end."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number
