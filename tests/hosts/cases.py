"""
One table of calls that every host must answer alike.

An argument is a cell, a block (list of rows), WholeColumns, or OMITTED. `STATED` holds
what the answer is; `AGREED` holds calls whose answer every host takes from the core,
among them the example of each function of the catalogue.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Any, NamedTuple

from cx_xl import CATALOG, OMITTED
from cx_xl.errors import Code
from cx_xl.reference import constants

__all__ = [
    "AGREED",
    "OMITTED",
    "STATED",
    "Call",
    "Stated",
    "WholeColumns",
    "alike",
    "column",
    "near",
    "same",
    "typed",
]

LAST_ROW = 1_048_576
CLOSE = 1e-15  # relative: one unit in the last place, for constants of 17 digits
NEAR = {"rel_tol": 1e-8, "abs_tol": 1e-11}  # another system's libm and BLAS


@dataclass(frozen=True)
class WholeColumns:
    """Entire columns, such as A:B, of which the first rows are in use."""

    rows: list[list[Any]]

    def in_full(self) -> list[list[Any]]:
        """Return every row, for hosts that see no used range."""
        blank = [[None] * len(self.rows[0])]
        return self.rows + blank * (LAST_ROW - len(self.rows))


class Call(NamedTuple):
    """A call, and why it is in the table."""

    why: str
    name: str
    arguments: tuple[Any, ...]


class Stated(NamedTuple):
    """A call whose answer is stated, and why that is the answer."""

    why: str
    name: str
    arguments: tuple[Any, ...]
    expected: Any


def column(*cells: Any) -> list[list[Any]]:
    """Return *cells* as a column."""
    return [[cell] for cell in cells]


def typed(
    argument: Any,
    put: Callable[[list[list[Any]]], tuple[str, str]],
    sheet: str,
    truth: str = "{}",
) -> str:
    """
    Return *argument* as a user types it: a constant, or the place of cells.

    Args:
        argument: of a call.
        put: puts rows into columns of their own; returns the first and the last.
        sheet: where they are, as a reference begins.
        truth: how TRUE is typed.
    """
    if argument is OMITTED:
        return ""
    if isinstance(argument, bool):
        return truth.format(str(argument).upper())
    if isinstance(argument, int | float):
        return repr(argument)
    if isinstance(argument, str) and not isinstance(argument, Code):
        return '"' + argument.replace('"', '""') + '"'
    if isinstance(argument, WholeColumns):
        first, last = put(argument.rows)
        return f"{sheet}${first}:${last}"
    rows = argument if isinstance(argument, list) else [[argument]]
    first, last = put(rows)
    corner = f"{sheet}{first}1"
    return corner if len(rows) == len(rows[0]) == 1 else f"{corner}:{last}{len(rows)}"


FOUR = column(10, 9, 8, 6)  # two promoters, a passive, a detractor: NPS 25
TEXTS = column("Web", "Shop", "Web", "Web")
DAYS = column(date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 3), date(2026, 2, 28))


def alike(expected: Any, answer: Any, **how: float) -> bool:
    """Say whether two answers are the same text or error, or close numbers."""
    if isinstance(expected, list) and isinstance(answer, list):
        rows = zip(expected, answer, strict=False)
        return len(expected) == len(answer) and all(alike(*row, **how) for row in rows)
    if isinstance(expected, int | float) and isinstance(answer, int | float):
        return isclose(expected, answer, **how)
    return bool(expected == answer)


def same(expected: Any, answer: Any) -> bool:
    """Say whether the numbers are the same doubles."""
    return alike(expected, answer, rel_tol=CLOSE)


def near(expected: Any, answer: Any) -> bool:
    """Say whether another computer, with other libraries, may answer so."""
    return alike(expected, answer, **NEAR)


DIRTY = column("Score", 10, "9", "10 - Extremely likely", 6.5, None, True, "n/a", 11)

STATED = (
    # Kinds of cells. NPS is 100 * (promoters - detractors) / answers.
    Stated("a column", "CX_NPS", (FOUR,), 25.0),
    Stated("a row", "CX_NPS", ([[10, 9, 8, 6]],), 25.0),
    Stated("several columns", "CX_NPS", ([[10, 9], [8, 6]],), 25.0),
    Stated("one cell", "CX_NPS", ([[10]],), 100.0),
    Stated("blanks are no answers", "CX_NPS", (column(10, None, "", 6),), 0.0),
    Stated("numbers stored as text", "CX_NPS", (column("10", "9", "8", "6"),), 25.0),
    Stated(
        "labelled end points are answers",
        "CX_NPS",
        (column("Recommend us?", "10 - Extremely likely", "Not at all likely - 0"),),
        0.0,
    ),
    Stated("a header", "CX_NPS", ([["How likely? (0-10)"], *FOUR],), 25.0),
    Stated(
        "a labelled answer that returns is no header",
        "CX_NPS",
        (column("10 - Sure", "10 - Sure", "0 - Never", 9, 8, 7),),
        100 / 3,
    ),
    Stated(
        "one that does not may be either", "CX_NPS", (column("9 - yes", 9),), Code.VALUE
    ),
    Stated("a number within text", "CX_NPS", (column(9, "about 7"),), Code.VALUE),
    Stated("an answer out of ten", "CX_NPS", (column(9, "2/10"),), 0.0),
    Stated("words", "CX_CSAT", (column("Satisfied", "Very satisfied"),), Code.DIV),
    Stated(
        "the points of words",
        "CX_POINTS",
        (column("Very satisfied", None, "Neutral", "4 stars", "n/a"),),
        [[5.0], [""], [3.0], [4.0], [""]],
    ),
    Stated("6.5 is a detractor", "CX_NPS", (column(10, 6.5),), 0.0),
    Stated("TRUE is not 1", "CX_NPS", (column(10, True),), 100.0),
    Stated("FALSE is not 0", "CX_NPS", (column(10, False),), 100.0),
    Stated("1 is 1 beside TRUE", "CX_NPS", (column(10, True, 1),), 0.0),
    Stated("a whole column", "CX_NPS", (WholeColumns(FOUR),), 25.0),
    Stated(
        "a whole column with header and gap",
        "CX_NPS",
        (WholeColumns(column("NPS", 10, None, 9, 8, 6)),),
        25.0,
    ),
    Stated("11 is off the scale", "CX_NPS", (column(10, 11),), Code.NUM),
    Stated("-1 is off the scale", "CX_NPS", (column(10, -1),), Code.NUM),
    Stated("a date is no answer", "CX_NPS", (column(10, date(2026, 1, 5)),), Code.NUM),
    Stated("nothing but blanks", "CX_NPS", (column(None, None),), Code.DIV),
    Stated("one blank cell is no zero", "CX_NPS", (column(None),), Code.DIV),
    Stated("nothing but text", "CX_NPS", (column("a", "b"),), Code.DIV),
    *(
        Stated(f"{code} propagates", "CX_NPS", (column(10, code, 6),), code)
        for code in (
            Code.NA,
            Code.DIV,
            Code.VALUE,
            Code.REF,
            Code.NAME,
            Code.NUM,
            Code.NULL,
        )
    ),
    # Optional arguments.
    Stated("weights 3 and 1", "CX_NPS", (column(10, 0), column(3, 1)), 50.0),
    Stated("weights of other size", "CX_NPS", (FOUR, column(1, 2)), Code.VALUE),
    Stated(
        "whole columns side by side",
        "CX_NPS",
        (WholeColumns(column(10, 0)), WholeColumns(column(3, 1))),
        50.0,
    ),
    Stated("too small a base", "CX_NPS", (FOUR, OMITTED, 5), Code.NA),
    Stated("a base that is reached", "CX_NPS", (FOUR, OMITTED, 4), 25.0),
    Stated("counts for TRUE", "CX_NPS_SPLIT", (FOUR, OMITTED, True), [[2, 1, 1, 4]]),
    Stated("shares by default", "CX_NPS_SPLIT", (FOUR,), [[0.5, 0.25, 0.25, 4]]),
    Stated("an error fills a row", "CX_NPS_SPLIT", (column(11),), [[Code.NUM] * 4]),
    Stated("an option by its name", "CX_CES", (column(7, 5, 4, 2), "top"), 0.5),
    Stated("no such option", "CX_CES", (column(7, 5), "best"), Code.VALUE),
    # Counts beside the answers: n is their sum. 3 of 10, 1 of 6: (3 - 1) / 4.
    Stated("counts", "CX_NPS_FROM_SCORES", (column(10, 6), column(3, 1)), 50.0),
    Stated(
        "an answer in two rows is added up, a blank count or answer is skipped",
        "CX_NPS_FROM_SCORES",
        (column("Score", 10, "10", 6, 9, None), column("n", 2, "1", 1, None, 7)),
        50.0,
    ),
    Stated(
        "a total below labels no answer",
        "CX_NPS_FROM_SCORES",
        (column("10 - Sure", "10 - Sure", 6, "Total"), column(2, 1, 1, 4)),
        50.0,
    ),
    Stated(
        "counts are a base: 3 + 1",
        "CX_NPS_FROM_SCORES",
        (column(10, 6), column(3, 1), 5),
        Code.NA,
    ),
    *(
        Stated(why, "CX_CSAT_FROM_SCORES", (column(5, 1), column(3, count)), code)
        for why, count, code in (
            ("no half person", 1.5, Code.NUM),
            ("no negative count", -1, Code.NUM),
            ("a count in words", "one", Code.VALUE),
            ("TRUE is no count", True, Code.VALUE),
            ("a mark that may group", "1.234", Code.VALUE),
            ("an error as a count", Code.REF, Code.REF),
        )
    ),
    Stated("nobody", "CX_CES_FROM_SCORES", (column(7, 1), column(0, 0)), Code.DIV),
    Stated(
        "nobody off the scale", "CX_CSAT_FROM_SCORES", (column(5, 6), column(3, 0)), 1.0
    ),
    # Criteria, as COUNTIFS reads them.
    Stated("text", "CX_NPS_IFS", (FOUR, TEXTS, "web"), 100 / 3 - 100 / 3),
    Stated("a pattern", "CX_NPS_IFS", (FOUR, TEXTS, "S*"), 100.0),
    Stated("a comparison", "CX_NPS_IFS", (FOUR, column(1, 2, 3, 4), ">=3"), -50.0),
    Stated("a number", "CX_NPS_IFS", (FOUR, column(1, 2, 3, 4), 1), 100.0),
    Stated("an ISO date", "CX_NPS_IFS", (FOUR, DAYS, ">=2026-02-01"), -50.0),
    Stated(
        "a blank criterion is 0", "CX_NPS_IFS", (FOUR, column(0, 1, 1, 1), None), 100.0
    ),
    Stated(
        "two pairs", "CX_NPS_IFS", (FOUR, TEXTS, "Web", column(1, 2, 3, 4), "<4"), 50.0
    ),
    Stated(
        "whole columns",
        "CX_NPS_IFS",
        (WholeColumns(FOUR), WholeColumns(TEXTS), "Web"),
        0.0,
    ),
    Stated("nothing meets it", "CX_NPS_IFS", (FOUR, TEXTS, "Phone"), Code.DIV),
    Stated(
        "an argument left out before them",
        "CX_CSAT_IFS",
        (column(5, 4, 3, 1), OMITTED, TEXTS, "Web"),
        1 / 3,
    ),
    Stated(
        "a scale behind the criteria, as a pair of name and value",
        "CX_CSAT_IFS",
        (column(7, 7, 6, 5), OMITTED, TEXTS, "Web", "scale_max", 7),
        2 / 3,
    ),
    Stated(
        "scale and direction behind the criteria",
        "CX_CES_IFS",
        (
            column(1, 1, 2, 4),
            "top",
            TEXTS,
            "Web",
            "scale_max",
            5,
            "high_is_easy",
            False,
        ),
        2 / 3,
    ),
    Stated(
        "weights behind the criteria",
        "CX_NPS_IFS",
        (FOUR, TEXTS, "Web", "weights", column(3, 1, 1, 1)),
        40.0,
    ),
    # Single numbers.
    Stated("a share", "CX_CHURN_RATE", (500, 50), 0.1),
    Stated("a number stored as text", "CX_CHURN_RATE", ("500", 50), 0.1),
    Stated("halves", "CX_RATE", (2.5, 10), 0.25),
    Stated("a blank is no zero", "CX_CHURN_RATE", (500, None), Code.VALUE),
    Stated("text is no number", "CX_CHURN_RATE", ("many", 50), Code.VALUE),
    Stated("nothing to divide by", "CX_CHURN_RATE", (0, 0), Code.DIV),
    Stated("an error as a number", "CX_CHURN_RATE", (Code.NA, 50), Code.NA),
    Stated("R's NPS package", "CX_NPS_FROM_COUNTS", (120, 45, 30), 100 * 90 / 195),
    Stated("24.30 a visit, weekly, 20 years", "CX_CLV", (24.3, 52, 20), 25272.0),
    # Rows and tables.
    Stated(
        "a target on the score, everybody alike",
        "CX_NPS_TARGET_TEST",
        (column(9, 10), 100, "wald"),
        1.0,
    ),
    Stated(
        "there is no half customer",
        "CX_RATE_DIFF_PAIRED",
        (0, 0, 0, 1.5),
        [[Code.VALUE] * 5],
    ),
    Stated(
        "a steady process: mean 2, ranges of 0, no first range",
        "CX_CONTROL",
        (column(2, 2), OMITTED, column("Jan", "Feb"), OMITTED, False),
        [["Jan", 2, 2, 2, 2, "", "", 0, 0, ""], ["Feb", 2, 2, 2, 2, "", 0, 0, 0, ""]],
    ),
    Stated(
        "shares and their bases: .5 +- 3 * sqrt(.25 / 100)",
        "CX_CONTROL",
        (column(0.25, 0.75), column(100, 100), OMITTED, OMITTED, False),
        [
            [1, 0.25, 0.5, 0.35, 0.65, "below limit", 100],
            [2, 0.75, 0.5, 0.35, 0.65, "above limit", 100],
        ],
    ),
    Stated(
        "what a column holds",
        "CX_DATACHECK",
        (column(10, None, "9", 6.5, True, "n/a", 11), OMITTED, OMITTED, False),
        # valid, blank, text, numeric text, logical, off scale, not whole, min, max,
        # first bad position, labelled, errors, headers, unread, words, unclear, hint
        [[3, 1, 1, 1, 1, 1, 1, 6.5, 11, 5, 0, 0, 0, 0, 0, 0, ""]],
    ),
)


def _examples() -> Iterator[Call]:
    """Yield the example of every function: one that is added is tested at once."""
    for spec in CATALOG.values():
        given = (OMITTED if cell is None else cell for cell in constants(spec.example))
        yield Call(f"the example of {spec.name}", spec.name, tuple(given))


AGREED = (
    *_examples(),
    Call("dirty column", "CX_DATACHECK", (DIRTY,)),
    Call("whole dirty column", "CX_DATACHECK", (WholeColumns(DIRTY),)),
    Call("no headers", "CX_NPS_BY", (FOUR, TEXTS, OMITTED, OMITTED, 1, False)),
    Call("weighted", "CX_NPS_BY", (FOUR, TEXTS, column(1, 2, 1, 3), OMITTED, 1)),
    Call("groups that are dates", "CX_NPS_BY", (FOUR, DAYS, OMITTED, OMITTED, 1)),
    Call("groups that are numbers", "CX_NPS_BY", (FOUR, column(1, 2, 1, 2))),
    Call("real dates", "CX_NPS_TREND", (FOUR, DAYS, "M", 1, OMITTED, OMITTED, 1)),
    Call(
        "a scale behind the header",
        "CX_CSAT_BY",
        (column(7, 6, 5, 1), TEXTS, *[OMITTED] * 3, 1, True, 1, 7),
    ),
    Call("by week", "CX_NPS_TREND", (FOUR, DAYS, "W", 1, OMITTED, OMITTED, 1)),
    Call("text dates", "CX_NPS_TREND", (FOUR, column(*["1/2/2026"] * 4))),
    Call("questions side by side", "CX_CSI", ([[8, 7, 6], [9, None, 10]],)),
    Call("weighted interval", "CX_NPS_CI", (FOUR, 0.9, "adjusted", column(1, 2, 3, 4))),
    Call("dates that are numbers", "CX_REPEAT_RATE", (TEXTS, DAYS)),
    Call(
        "a blank end is a customer still there",
        "CX_SURVIVAL",
        ([["Start"], *DAYS], [["End"], *DAYS[:3], [None]], date(2026, 3, 9)),
    ),
)
