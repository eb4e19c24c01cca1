"""Arrays that Excel has always evaluated whole, in ordinary cells too."""

import re
from collections.abc import Iterable, Iterator

from cx_xl.headless.engine.grammar import explicit
from cx_xl.headless.syntax.words import words

_WHOLE: dict[str, tuple[int, ...]] = {  # arguments, from 0
    "LOOKUP": (1, 2),
    "INDEX": (0,),
    "AGGREGATE": tuple(range(2, 255)),
    "MAXIFS": tuple(range(1, 255, 2)),
    "MINIFS": tuple(range(1, 255, 2)),
}
_PIECE = re.compile(
    r"""
    "(?:[^"]|"")*" | '(?:[^']|'')*'  # text, the name of a sheet
    | [A-Za-z_][\w.]*\( | [@{}(),]
    | [A-Za-z_][\w.]* | [^@"'{}(),A-Za-z_]+ | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ONE = {"TRUE", "FALSE"}
_MANY = {"OFFSET", "INDIRECT", "INDEX", "CHOOSE", "_XLFN.ANCHORARRAY", "_XLFN.SEQUENCE"}
_MAY = re.compile(r"\{|\b(?:LOOKUP|INDEX|AGGREGATE|M(?:AX|IN)IFS)\(", re.IGNORECASE)


def may_lift(formula: str) -> bool:
    """Tell whether `lifted` may change *formula*, by a quick look."""
    return bool(_MAY.search(formula))


def may_be_many(formula: str) -> bool:
    """Tell whether *formula* may hold more than one cell in place of one value."""
    if ":" in formula or "{" in formula:
        return True
    return any(
        word.text.upper() not in _ONE
        for word in words(formula)
        if word.kind in {"name", "table"} or word.text.upper() in _MANY
    )


def whole(formulas: Iterable[str]) -> list[str]:
    """
    Return formulas of ordinary cells as Excel means them.

    What is written into a cell of the engine may spill; there an `@` says where Excel
    takes one cell of many.
    """
    return list(map(lifted, explicit(formulas)))


def lifted(formula: str) -> str:
    """
    Return *formula* without the `@` that formulon 0.18.0 sets too many.

    It takes one value of an array constant, of what LOOKUP, INDEX and AGGREGATE are to
    work on, and of the second range of MAXIFS, where Excel takes all of it.

    >>> lifted('SUM(COUNTIF(A:A,@{"x","y"}))+LOOKUP(2,1/(@B1:B9<>0),B1:B9)+@C:C')
    'SUM(COUNTIF(A:A,{"x","y"}))+LOOKUP(2,1/(B1:B9<>0),B1:B9)+@C:C'
    """
    return "".join(_kept(formula)) if may_lift(formula) and "@" in formula else formula


def _kept(formula: str) -> Iterator[str]:
    """Yield the pieces of *formula* that stay."""
    open_calls: list[tuple[str, int]] = []  # function, number of the argument
    pieces = _PIECE.findall(formula)
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        if piece == "@":
            if following == "{" or any(map(_is_whole, open_calls)):
                continue
        elif piece[-1] in "({" and piece[0] not in "\"'":
            open_calls.append((piece[:-1].upper(), 0))
        elif piece in {")", "}"} and open_calls:
            open_calls.pop()
        elif piece == "," and open_calls:
            name, number = open_calls.pop()
            open_calls.append((name, number + 1))
        yield piece


def _is_whole(call: tuple[str, int]) -> bool:
    return call[1] in _WHOLE.get(call[0], ())
