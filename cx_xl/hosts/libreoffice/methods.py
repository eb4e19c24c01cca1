"""
How a worksheet function becomes a method that Calc can call.

Calc chooses how it sends an argument by the UNO type that the method declares, and
each type has one thing that it cannot do (measured with 7.4):

    XCellRange   cells as they are: blanks, errors, a whole column for nothing; no
                 constants and no computed arrays, and it cannot be left out
    any          may be left out, takes everything; but a blank cell comes as 0, an
                 error inside a range stops the call, a whole column costs 1.5 s
    string       a blank is no zero; numbers come with 15 digits; cannot be left out

With `any` for every range, `=CX_NPS({10;9})` would work, and 15 of the shared calls of
our tests would not: TRUE counts as an answer of 1, a blank cell as an answer of 0, a
date as its number, all without a sign of it, and every error turns into Err:504. The
UNO types have no third way, and a method does not learn the cell that calls it. What
Calc shows, Err:504, is explained by the CX menu; help and examples show ranges.

So the ranges and numbers that a function must have come as cells and as text, and
whatever is optional is `any`. TRUE comes as 1 wherever it is no cell of a range.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cx_xl.spec import Help, Parameter, Role, Spec

MODULE = ("org", "cxxl")
INTERFACE = ".".join((*MODULE, "XCx"))
SERVICE = ".".join((*MODULE, "Cx"))


class Sent(StrEnum):
    """The UNO types of arguments, spelled as in a type library."""

    DOCUMENT = "com.sun.star.beans.XPropertySet"  # Calc adds it, users never see it
    CELLS = "com.sun.star.table.XCellRange"
    VALUE = "any"
    TEXT = "string"
    REST = "[]any"


class Returned(StrEnum):
    """The UNO types of results."""

    CELL = "any"
    ROWS = "[][]any"


@dataclass(frozen=True, slots=True)
class MethodArgument:
    """One argument of a method."""

    name: str
    sent: Sent
    role: Role
    help: Help

    @property
    def identifier(self) -> str:
        """The name inside the type library, where words such as `short` are taken."""
        return f"arg_{self.name}"


FIRST_RANGE = Help(
    en="The cells that the first criterion looks at, one per answer.",
    it="Le celle su cui agisce il primo criterio, una per risposta.",
)
FIRST_CRITERION = Help(
    en='The first criterion, as in COUNTIFS: "Online", ">=5", a date.',
    it='Il primo criterio, come in CONTA.PIÙ.SE: "Online", ">=5", una data.',
)
MORE = Help(
    en='More pairs of range and criterion, then of name and value: "min_base";30.',
    it='Altre coppie di intervallo e criterio, poi di nome e valore: "min_base";30.',
)


def method_name(name: str) -> str:
    """
    Return the method behind a worksheet name; files store it, so it never changes.

    >>> method_name("CX_NPS_FROM_COUNTS")
    'cxNpsFromCounts'
    """
    first, *others = name.lower().split("_")
    return first + "".join(map(str.capitalize, others))


def returned(spec: Spec) -> Returned:
    """Return the type of the result; several cells need a matrix."""
    return Returned.CELL if spec.shape.name == "CELL" else Returned.ROWS


def method_arguments(spec: Spec) -> tuple[MethodArgument, ...]:
    """Return the arguments of the method, in the order of the worksheet function."""
    singles = [p for p in spec.parameters if not p.is_repeated]
    own = [MethodArgument(p.name, _sent(p), p.role, p.arg) for p in singles]
    return (*own, *_pairs()) if spec.filtered else tuple(own)


def _sent(parameter: Parameter) -> Sent:
    if parameter.is_optional:
        return Sent.VALUE
    return Sent.CELLS if parameter.is_range else Sent.TEXT


def _pairs() -> Iterator[MethodArgument]:
    """Yield the criteria: the pair that everybody needs, then as many as wanted."""
    yield MethodArgument("range_1", Sent.CELLS, Role.CRITERIA, FIRST_RANGE)
    yield MethodArgument("criterion_1", Sent.VALUE, Role.CRITERIA, FIRST_CRITERION)
    yield MethodArgument("more", Sent.REST, Role.CRITERIA, MORE)
