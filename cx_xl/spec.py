"""What a worksheet function is, said once and for every host."""

import inspect
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from operator import itemgetter
from types import ModuleType
from typing import Any, NamedTuple, Self, TypeVar, get_origin

from cx_xl.argument import (
    CRITERIA,
    HAS_HEADER,
    HEADERS,
    LONGEST_HELP,
    Arg,
    Domain,
    Help,
    Parameter,
    Scale,
    parameter_of,
)
from cx_xl.errors import Text
from cx_xl.roles import Role

__all__ = [
    "CRITERIA",
    "HAS_HEADER",
    "HEADERS",
    "LONGEST_HELP",
    "Arg",
    "Columns",
    "Domain",
    "Family",
    "Help",
    "Kind",
    "Parameter",
    "Role",
    "Scale",
    "Shape",
    "Spec",
    "Table",
    "collect",
    "worksheet",
]

F = TypeVar("F", bound=Callable[..., Any])


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


@dataclass(frozen=True, slots=True)
class Columns(Sequence[tuple[Any, ...]]):
    """
    Rows that are kept as columns: those of 100,000 customers need no tuple each.

    Attributes:
        columns: at least one, of one length.
    """

    columns: Sequence[Sequence[Any]]

    def __getitem__(self, place: Any) -> Any:
        """Return a row, or a list of some."""
        cells = [column[place] for column in self.columns]
        if isinstance(place, slice):
            return list(zip(*cells, strict=True))
        return tuple(cells)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """Return the rows."""
        return zip(*self.columns, strict=True)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.columns[0])


class Table(NamedTuple):
    """A result with a header row; its rows are a list to callers in Python."""

    header: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]

    @property
    def columns(self) -> Sequence[Sequence[Any]]:
        """The cells, column by column."""
        if isinstance(self.rows, Columns):
            return self.rows.columns
        # zip(*rows) would make an iterator per row, and the collector visit them all.
        places = map(itemgetter, range(len(self.header)))
        return [list(map(place, self.rows)) for place in places]


@dataclass(frozen=True)
class Spec:
    """A worksheet function as every host sees it."""

    name: str
    help: Help
    kind: Kind
    shape: Shape
    example: str
    kpi: Callable[..., Any]
    filtered: bool
    returns_it: str
    raises_it: Mapping[str, str] = field(hash=False)
    sources_it: Mapping[str, str] = field(hash=False)
    missing: Text | None

    @cached_property
    def own_parameters(self) -> tuple[Parameter, ...]:
        """The arguments of the KPI itself."""
        signature = inspect.signature(self.kpi, eval_str=True)
        return tuple(map(parameter_of, signature.parameters.values()))

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


def worksheet(  # noqa: PLR0913 - a declaration says all of a function
    name: str,
    *,
    it: str,
    kind: Kind,
    example: str,
    returns_it: str,
    filtered: bool = False,
    raises_it: Mapping[str, str] | None = None,
    sources_it: Mapping[str, str] | None = None,
    missing: Text | None = None,
) -> Callable[[F], F]:
    """
    Declare a KPI as a worksheet function; the KPI itself stays unchanged.

    The English help is the first line of the KPI's docstring, and what it returns is
    its section "Returns"; `it` and `returns_it` say both in Italian. The example is a
    formula that runs as it stands, in English notation. A filtered function takes
    pairs of range and criterion behind its own arguments; the border applies them.

    `raises_it` says in Italian why an error of the section "Raises" appears, by the
    name of the error; one that it leaves out appears for the usual reason, `cause_it`
    of its class. `sources_it` translates what "References" says beside titles, by the
    English words. What several docstrings say in the same words, one declaration says
    in Italian for all of them. `missing` says what blank cells do, where the roles of
    the arguments do not.

    Saved workbooks hold the order of arguments, and `headers` and criteria come last.
    So an argument that is added later is keyword-only: it stands behind `headers`, or
    behind the criteria as a pair of its name and its value.
    """

    def declare(kpi: F) -> F:
        returned = inspect.get_annotations(kpi, eval_str=True).get("return")
        if not kpi.__doc__:
            raise TypeError(f"function {kpi.__name__!r} lacks its docstring")
        en, *_ = inspect.cleandoc(kpi.__doc__).splitlines()
        help_ = Help(en=en, it=it)
        shape = _shape(returned)
        spec = Spec(
            name,
            help_,
            kind,
            shape,
            example,
            kpi,
            filtered,
            returns_it,
            raises_it or {},
            sources_it or {},
            missing,
        )
        vars(kpi)["__worksheet__"] = spec
        return kpi

    return declare


def collect(*families: ModuleType) -> Mapping[str, Spec]:
    """Gather the functions that *families* declare, in source order."""
    catalog: dict[str, Spec] = {}
    for spec in chain.from_iterable(map(_declared, families)):
        if spec.name in catalog:
            raise ValueError(f"two worksheet functions are called {spec.name}")
        catalog[spec.name] = spec
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
