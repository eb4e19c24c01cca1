"""A formula with our calls cut out: templates, and the calls that fill them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from cx_xl.errors import CxError
from cx_xl.files.shared_formulas import Value
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.stored import Rows
from cx_xl.headless.syntax.references import Range


@dataclass(frozen=True, slots=True)
class Constant:
    """An argument written into the formula."""

    value: Value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call gave: a cell or rows, and the error behind an error cell."""

    value: Value | Rows
    error: CxError | None = None


@dataclass(eq=False, slots=True)
class KpiCall:
    """One distinct call; formulas that repeat it share it."""

    name: str
    arguments: tuple["Argument", ...]
    outcome: Outcome | None = None
    reason: NotComputable | None = None

    @property
    def ranges(self) -> list[Range]:
        """The ranges among its arguments."""
        return [a for a in self.arguments if isinstance(a, Range)]


@dataclass(frozen=True, slots=True)
class Template:
    """
    A formula in pieces, our calls apart from the text around them.

    Attributes:
        pieces: text and calls, in order.
        ranges: every rectangle that the text reads.
    """

    pieces: tuple[str | KpiCall, ...]
    ranges: tuple[Range, ...] = ()

    @property
    def calls(self) -> list[KpiCall]:
        """The calls in it."""
        return [piece for piece in self.pieces if isinstance(piece, KpiCall)]

    def render(self, places: Mapping[KpiCall, str]) -> str:
        """Return the formula that reads each call at its place."""
        return "".join(p if isinstance(p, str) else places[p] for p in self.pieces)


Argument = Constant | Range | KpiCall | Template


@dataclass(slots=True)
class TemplateBuilder:
    """A template in the making, and the variables that its text uses."""

    pieces: list[str | KpiCall] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)

    def add(self, other: Self) -> None:
        """Put *other* behind this one."""
        self.pieces += other.pieces
        self.ranges += other.ranges
        self.variables |= other.variables

    def template(self) -> Template:
        """Return the template."""
        return Template(tuple(self.pieces), tuple(self.ranges))


def inner_calls(call: KpiCall) -> Iterator[KpiCall]:
    """Yield the calls that stand in the arguments of *call*."""
    for argument in call.arguments:
        if isinstance(argument, KpiCall):
            yield argument
        elif isinstance(argument, Template):
            yield from argument.calls


def calls_in(template: Template) -> Iterator[KpiCall]:
    """Yield every call in *template*, inner before outer."""
    for call in template.calls:
        yield from _with_inner(call)


def _with_inner(call: KpiCall) -> Iterator[KpiCall]:
    for inner in inner_calls(call):
        yield from _with_inner(inner)
    yield call


def texts_around(template: Template) -> Iterator[str]:
    """Yield the texts of *template* without its calls, those inside these too."""
    if any(isinstance(piece, str) for piece in template.pieces):
        yield template.render(dict.fromkeys(template.calls, "0"))
    for call in template.calls:
        for argument in call.arguments:
            if isinstance(argument, KpiCall):
                yield from texts_around(Template((argument,)))
            elif isinstance(argument, Template):
                yield from texts_around(argument)


def is_over(call: KpiCall) -> bool:
    """Tell whether *call* has its outcome, or a reason why it never will."""
    return call.outcome is not None or call.reason is not None
