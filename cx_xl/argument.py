"""What an argument of a worksheet function is: its role, its numbers, its help."""

import inspect
from dataclasses import dataclass, field
from datetime import date
from math import inf
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from cx_xl.errors import LANGUAGES, Bilingual, Language, Text, decimal
from cx_xl.roles import RANGES, Role

LONGEST_HELP = 128  # Microsoft 365 manifest: the tightest of all hosts
_ONE_CELL: dict[Any, Role] = {
    bool: Role.FLAG,
    int: Role.WHOLE,
    float: Role.NUMBER,
    date: Role.DAY,
}
_ONE_CELL |= {kind | None: role for kind, role in _ONE_CELL.items()}


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
class Domain(Bilingual):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Arg(Help):
    """
    What an argument is for and what it may hold; lives in its `Annotated` hint.

    Attributes:
        role: what the border reads in it; for one cell its type says it.
        domain: the numbers it may hold.
        table: ranges of one table are read together, row by row.
        alone: whether these labels may be the only range of a call, so that nothing
            beside them tells whether they begin with a header.
        columns: of a typical range, where they are not those of its role.
        headed: whether its header row names what the result lists.
        spilled: whether it is the whole row that another function spills.
    """

    role: Role | None = None
    domain: Domain = field(default_factory=Domain)
    table: str = ""
    alone: bool = False
    columns: int | None = None
    headed: bool = False
    spilled: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    An argument as every host sees it.

    Attributes:
        gaps: whether a blank cell has a meaning of its own and arrives as None;
            otherwise it leaves its row out.
        is_later: keyword-only in the KPI: added once others had a place.
    """

    name: str
    arg: Arg
    role: Role
    default: Any
    choices: tuple[str, ...] = ()
    gaps: bool = False
    is_later: bool = False

    @property
    def is_range(self) -> bool:
        """Say whether the argument takes many cells."""
        return self.role in RANGES

    @property
    def is_optional(self) -> bool:
        """Say whether the argument may be left out."""
        return self.default is not inspect.Parameter.empty

    @property
    def is_repeated(self) -> bool:
        """Say whether the argument takes all that follow (pairs of criteria)."""
        return self.role is Role.CRITERIA


HEADERS = Parameter(
    "headers",
    Arg(
        en="TRUE (default) to show the header row, FALSE to leave it out.",
        it="VERO (predefinito) per la riga di intestazione, FALSO per ometterla.",
    ),
    Role.FLAG,
    default=True,
)


HAS_HEADER = Parameter(
    "has_header",
    Arg(
        en="TRUE if the first row is a header, FALSE if not; else the rule decides.",
        it="VERO se la prima riga è un'intestazione, FALSO se no; omesso: la regola.",
    ),
    Role.FLAG,
    default=None,
)


CRITERIA = Parameter(
    "criteria",
    Arg(
        en="Pairs of range and criterion, as in COUNTIFS; then, if wanted, of name and "
        'value: "min_base",30.',
        it="Coppie di intervallo e criterio, come in CONTA.PIÙ.SE; poi, se servono, di "
        'nome e valore: "min_base";30.',
    ),
    Role.CRITERIA,
    default=(),
)


def parameter_of(parameter: inspect.Parameter) -> Parameter:
    """Return an argument as its KPI declares it."""
    if get_origin(parameter.annotation) is not Annotated:
        raise TypeError(f"argument {parameter.name!r} lacks its Arg")
    hint, arg = get_args(parameter.annotation)
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    role = arg.role or (Role.OPTION if choices else _ONE_CELL.get(hint))
    if role is None:
        raise TypeError(f"argument {parameter.name!r} lacks its role")
    is_later = parameter.kind is inspect.Parameter.KEYWORD_ONLY
    kind = choices, _has_gaps(hint), is_later
    return Parameter(parameter.name, arg, role, parameter.default, *kind)


def _has_gaps(hint: Any) -> bool:
    """Say whether what stands in a range of this type may be None."""
    return any(NoneType in get_args(part) or _has_gaps(part) for part in get_args(hint))
