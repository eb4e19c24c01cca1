"""How many digits a figure shows: as few as can be read, as many as decide."""

import re
from dataclasses import dataclass

from cx_xl.workbooks.numbers import IN_POINTS
from cx_xl.workbooks.template_model import Kpi
from cx_xl.workbooks.writer import Book, Sheet

# Of the value itself, to which the formats of the table and of the cards round it.
DECIMALS = {"points": 1, "share": 3, "rate": 4, "money": 0, "cents": 2}
CARD_DECIMALS = {"points": 0, "share": 2, "rate": 3, "money": 0, "cents": 2}
_NUMBER = re.compile(r"(#,##0|0)(\.0+)?")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number format, and to how many decimals of the value it rounds."""

    number: str
    decimals: int


def decimals_of_change(kpi: Kpi) -> int:
    """Return how many decimals a change shows."""
    return DECIMALS[kpi.unit] - 2 * (kpi.unit in IN_POINTS)


def finer(number: str, digits: int) -> str:
    """
    Return a number format with more digits.

    >>> finer("+0.0;-0.0;0.0", 2), finer("0%", 1), finer("€#,##0", 2)
    ('+0.000;-0.000;0.000', '0.0%', '€#,##0.00')
    """
    more = "0" * digits
    return _NUMBER.sub(lambda found: f"{found[1]}{found[2] or '.'}{more}", number)


def show_what_decides(
    book: Book, sheet: Sheet, area: tuple[int, int, int, int], own: int, look: Digits
) -> None:
    """
    Show the digits that decide where value and target would look alike.

    One digit more where that is enough, else three: 1.2 % against a target of 1.2 % is
    1.21 % against 1.20 %.

    Args:
        book: the workbook being written.
        sheet: the sheet in it.
        area: the cells, first and last.
        own: the row of the table that holds value and target.
        look: what the cells show otherwise.
    """
    value, target = f"$D${own + 1}", f"$E${own + 1}"

    def alike(decimals: int) -> str:
        return f"ROUND({value},{decimals})=ROUND({target},{decimals})"

    both = f"COUNT({value},{target})=2"
    same = f"{alike(look.decimals)},ABS({value}-{target})>0.000000001"
    for more, also in ((1, f",NOT({alike(look.decimals + 1)})"), (3, "")):
        style = book.styles.only(num_format=finer(look.number, more))
        sheet.condition(area, f"IF({both},AND({same}{also}),FALSE)", style)
