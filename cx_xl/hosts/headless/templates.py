"""A formula with our calls cut out: templates, and the slots that fill them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from cx_xl.errors import CxError
from cx_xl.files.formulas import Value
from cx_xl.hosts.headless.reasons import NotComputable
from cx_xl.hosts.headless.references import Region

Rows = list[list[Value]]


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
class Slot:
    """One distinct call; formulas that repeat it share it."""

    name: str
    arguments: tuple["Argument", ...]
    outcome: Outcome | None = None
    reason: NotComputable | None = None

    @property
    def regions(self) -> list[Region]:
        """The ranges among its arguments."""
        return [a for a in self.arguments if isinstance(a, Region)]


@dataclass(frozen=True, slots=True)
class Template:
    """
    A formula with slots in place of our calls.

    Attributes:
        pieces: text and slots, in order.
        regions: every rectangle that the text reads.
    """

    pieces: tuple[str | Slot, ...]
    regions: tuple[Region, ...] = ()

    @property
    def slots(self) -> list[Slot]:
        """The calls in it."""
        return [piece for piece in self.pieces if isinstance(piece, Slot)]

    def render(self, places: Mapping[Slot, str]) -> str:
        """Return the formula that reads each slot at its place."""
        return "".join(p if isinstance(p, str) else places[p] for p in self.pieces)


Argument = Constant | Region | Slot | Template


@dataclass(slots=True)
class Draft:
    """A template in the making, and the variables that its text uses."""

    pieces: list[str | Slot] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)

    def add(self, other: Self) -> None:
        """Put *other* behind this one."""
        self.pieces += other.pieces
        self.regions += other.regions
        self.variables |= other.variables

    def done(self) -> Template:
        """Return the template."""
        return Template(tuple(self.pieces), tuple(self.regions))


def inner_slots(slot: Slot) -> Iterator[Slot]:
    """Yield the calls that stand in the arguments of *slot*."""
    for argument in slot.arguments:
        if isinstance(argument, Slot):
            yield argument
        elif isinstance(argument, Template):
            yield from argument.slots


def slots_in(template: Template) -> Iterator[Slot]:
    """Yield every call in *template*, inner before outer."""
    for slot in template.slots:
        yield from _with_inner(slot)


def _with_inner(slot: Slot) -> Iterator[Slot]:
    for inner in inner_slots(slot):
        yield from _with_inner(inner)
    yield slot


def read_around(template: Template) -> Iterator[Region]:
    """Yield what the texts of *template* read, those inside its calls too."""
    yield from template.regions
    for slot in template.slots:
        for argument in slot.arguments:
            if isinstance(argument, Slot):
                yield from read_around(Template((argument,)))
            elif isinstance(argument, Template):
                yield from read_around(argument)


def is_over(slot: Slot) -> bool:
    """Tell whether *slot* has its outcome, or a reason why it never will."""
    return slot.outcome is not None or slot.reason is not None
