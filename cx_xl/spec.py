"""What a worksheet function is, said once and for every host."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from math import inf
from types import ModuleType
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    Self,
    TypeVar,
    get_args,
    get_origin,
)

from cx_xl.errors import LANGUAGES, Language, Text, decimal
from cx_xl.roles import RANGES
from cx_xl.roles import Role as Role  # noqa: PLC0414 - what a KPI declares with

F = TypeVar("F", bound=Callable[..., Any])
LONGEST_HELP = 128  # Microsoft 365 manifest: the tightest of all hosts


class Kind(Enum):
    """What a result means; hosts and templates decide how it looks."""

    POINTS = auto()
    SHARE = auto()
    COUNT = auto()
    MEAN = auto()
    MONEY = auto()
    RATIO = auto()
    STATUS = auto()
    DURATION = auto()
    TEXT = auto()


class Shape(Enum):
    """What a result covers: one cell, a row that spills, or a table with headers."""

    CELL = auto()
    ROW = auto()
    COLUMN = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The closed interval of admissible answers."""

    low: float
    high: float

    def __contains__(self, answer: float) -> bool:
        return self.low <= answer <= self.high

    def __str__(self) -> str:
        return f"{self.low:g}-{self.high:g}"


@dataclass(frozen=True, slots=True)
class Domain:
    """The admissible numbers: an interval, open or closed, or the integers in it."""

    low: float = -inf
    high: float = inf
    open_low: bool = False
    open_high: bool = False
    whole: bool = False

    def __contains__(self, value: float) -> bool:
        low = self.low < value if self.open_low else self.low <= value
        high = value < self.high if self.open_high else value <= self.high
        return low and high and (not self.whole or float(value).is_integer())

    def say(self, language: Language) -> str:
        """Describe the domain, to stand behind 'must be'."""
        above, at_least, below, at_most = (
            ("above", "at least", "below", "at most")
            if language == "en"
            else ("maggiore di", "almeno", "minore di", "al massimo")
        )
        ends = [
            (above if self.open_low else at_least, self.low),
            (below if self.open_high else at_most, self.high),
        ]
        said = [
            f"{word} {decimal(end, language)}" for word, end in ends if abs(end) < inf
        ]
        ends_said = (" and " if language == "en" else " e ").join(said)
        if self.whole:
            whole = "a whole number" if language == "en" else "un numero intero"
            return ", ".join(filter(None, (whole, ends_said)))
        return ends_said


@dataclass(frozen=True, slots=True, kw_only=True)
class Help(Text):
    """One sentence, short enough for every host."""

    def __post_init__(self) -> None:
        for text in map(self.say, LANGUAGES):
            if not 0 < len(text) <= LONGEST_HELP:
                msg = f"help must have 1-{LONGEST_HELP} characters: {text!r}"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Family(Text):
    """
    The question that some functions answer, as their module declares it.

    Attributes:
        page: in the reference, if it is not called as the module.
    """

    page: str = ""

    @classmethod
    def of(cls, doc: str | None, it: str) -> Self:
        """Return the family whose module asks in the first line of its *doc*."""
        en, *_ = (doc or "").strip().splitlines()
        return cls(en.rstrip("."), it)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arg(Help):
    """
    What an argument is for and what it may hold; lives in its `Annotated` hint.

    Attributes:
        role: what the border reads in it.
        domain: the numbers it may hold.
        table: ranges of one table are read together, row by row.
        gaps: whether a blank cell has a meaning of its own and arrives as None;
            otherwise it leaves its row out.
        alone: whether these labels may be the only range of a call, so that nothing
            beside them tells whether they begin with a header.
    """

    role: Role
    domain: Domain = field(default_factory=Domain)
    table: str = ""
    gaps: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """An argument as every host sees it."""

    name: str
    arg: Arg
    default: Any
    choices: tuple[str, ...] = ()
    is_later: bool = False  # keyword-only in the KPI: added once others had a place

    @property
    def is_range(self) -> bool:
        """Say whether the argument takes many cells."""
        return self.arg.role in RANGES

    @property
    def is_optional(self) -> bool:
        """Say whether the argument may be left out."""
        return self.default is not inspect.Parameter.empty

    @property
    def is_repeated(self) -> bool:
        """Say whether the argument takes all that follow (pairs of criteria)."""
        return self.arg.role is Role.CRITERIA


class Table(NamedTuple):
    """A result with a header row."""

    header: tuple[str, ...]
    rows: list[tuple[Any, ...]]


HEADERS = Parameter(
    "headers",
    Arg(
        en="TRUE (default) to show the header row, FALSE to leave it out.",
        it="VERO (predefinito) per la riga di intestazione, FALSO per ometterla.",
        role=Role.FLAG,
    ),
    default=True,
)


HAS_HEADER = Parameter(
    "has_header",
    Arg(
        en="TRUE if the first row is a header, FALSE if not; else the rule decides.",
        it="VERO se la prima riga è un'intestazione, FALSO se no; omesso: la regola.",
        role=Role.FLAG,
    ),
    default=None,
)


CRITERIA = Parameter(
    "criteria",
    Arg(
        en="Pairs of range and criterion, as in COUNTIFS; then, if wanted, of name and "
        'value: "min_base",30.',
        it="Coppie di intervallo e criterio, come in CONTA.PIÙ.SE; poi, se servono, di "
        'nome e valore: "min_base";30.',
        role=Role.CRITERIA,
    ),
    default=(),
)


@dataclass(frozen=True)
class Spec:
    """A worksheet function as every host sees it."""

    name: str
    help: Help
    kind: Kind
    shape: Shape
    example: str
    kpi: Callable[..., Any]
    filtered: bool = False
    returns_it: str = ""

    @cached_property
    def own_parameters(self) -> tuple[Parameter, ...]:
        """The arguments of the KPI itself."""
        signature = inspect.signature(self.kpi, eval_str=True)
        return tuple(map(_parameter, signature.parameters.values()))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """The arguments by place, with those the border consumes; later ones last."""
        first = (p for p in self.own_parameters if not p.is_later)
        criteria = (CRITERIA,) if self.filtered else ()
        headers = (HEADERS,) if self.shape is Shape.TABLE else ()
        is_alone = any(parameter.arg.alone for parameter in self.own_parameters)
        first_row = (HAS_HEADER,) if is_alone else ()
        later = () if self.filtered else self._later
        return (*first, *criteria, *headers, *first_row, *later)

    @property
    def named_parameters(self) -> tuple[Parameter, ...]:
        """The arguments without a place: criteria repeat, so nothing follows them."""
        return self._later if self.filtered else ()

    @property
    def _later(self) -> tuple[Parameter, ...]:
        return tuple(p for p in self.own_parameters if p.is_later)

    @property
    def family(self) -> Family:
        """The question that it answers, with others of its module."""
        found: Family = sys.modules[self.kpi.__module__].FAMILY
        return found

    @property
    def page(self) -> str:
        """The page of the reference that tells of it."""
        return self.family.page or self.kpi.__module__.rpartition(".")[2]

    @property
    def python_name(self) -> str:
        """The name of the function in the Python API."""
        return self.kpi.__name__


def worksheet(  # noqa: PLR0913 - a declaration says six things
    name: str,
    *,
    it: str,
    kind: Kind,
    example: str,
    filtered: bool = False,
    returns_it: str = "",
) -> Callable[[F], F]:
    """
    Declare a KPI as a worksheet function; the KPI itself stays unchanged.

    The English help is the first line of the KPI's docstring, and what it returns is
    its section "Returns"; `it` and `returns_it` say both in Italian. The example is a
    formula that runs as it stands, in English notation. A filtered function takes
    pairs of range and criterion behind its own arguments; the border applies them.

    Saved workbooks hold the order of arguments, and `headers` and criteria come last.
    So an argument that is added later is keyword-only: it stands behind `headers`, or
    behind the criteria as a pair of its name and its value.
    """

    def declare(kpi: F) -> F:
        returned = inspect.get_annotations(kpi, eval_str=True).get("return")
        en, *_ = inspect.cleandoc(kpi.__doc__ or "").splitlines()
        help_ = Help(en=en, it=it)
        shape = _shape(returned)
        spec = Spec(name, help_, kind, shape, example, kpi, filtered, returns_it)
        vars(kpi)["__worksheet__"] = spec
        return kpi

    return declare


def collect(*families: ModuleType) -> Mapping[str, Spec]:
    """Gather the functions that *families* declare, in source order."""
    specs = [spec for family in families for spec in _declared(family)]
    catalog = {spec.name: spec for spec in specs}
    if len(catalog) != len(specs):
        msg = "two worksheet functions share a name"
        raise ValueError(msg)
    return catalog


def _declared(family: ModuleType) -> Iterator[Spec]:
    for member in vars(family).values():
        spec = getattr(member, "__worksheet__", None)
        if spec and member.__module__ == family.__name__:  # not one it imported
            yield spec


def _shape(returned: Any) -> Shape:
    if returned is Table:
        return Shape.TABLE
    if get_origin(returned) is list:
        return Shape.COLUMN
    is_row = isinstance(returned, type) and issubclass(returned, tuple)
    return Shape.ROW if is_row else Shape.CELL


def _parameter(parameter: inspect.Parameter) -> Parameter:
    if get_origin(parameter.annotation) is not Annotated:
        msg = f"argument {parameter.name!r} lacks its Arg"
        raise TypeError(msg)
    hint, arg = get_args(parameter.annotation)
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    is_later = parameter.kind is inspect.Parameter.KEYWORD_ONLY
    return Parameter(parameter.name, arg, parameter.default, choices, is_later)
