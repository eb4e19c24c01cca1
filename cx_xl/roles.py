"""What an argument is for, a row per role: read by the border and by every host."""

from enum import Enum, auto, unique
from typing import NamedTuple


class Holds(Enum):
    """What one cell of an argument says."""

    ANSWER = auto()
    NUMBER = auto()
    COUNT = auto()
    NAME = auto()
    DAY = auto()
    MOMENT = auto()
    TRUTH = auto()
    CHOICE = auto()
    ANYTHING = auto()


class Read(Enum):
    """With what the border reads an argument."""

    COUNTED = auto()  # into tallies, with the ranges beside it
    BESIDE = auto()  # row by row, with the other ranges of its table
    ALONE = auto()
    IN_PAIRS = auto()  # each range with its criterion
    ONE_CELL = auto()


class Traits(NamedTuple):
    """
    What is known of a role.

    Attributes:
        about: what it is, in a few words.
        holds: what its cells say.
        read: with what.
        columns: of a typical range.
        shows_dates: whether a date in it is more than its number.
    """

    about: str
    holds: Holds
    read: Read
    columns: int = 1
    shows_dates: bool = False


@unique  # or two rows alike would be one role
class Role(Enum):
    """What the border must read in an argument; lists beside answers in this order."""

    SCORES = Traits("answers, also with a label", Holds.ANSWER, Read.COUNTED)
    ITEMS = Traits("a column per question", Holds.ANSWER, Read.COUNTED, columns=4)
    GROUPS = Traits("segments, customers", Holds.NAME, Read.BESIDE, shows_dates=True)
    DAYS = Traits("the date of each row", Holds.DAY, Read.BESIDE)
    MOMENTS = Traits("the date and time of each row", Holds.MOMENT, Read.BESIDE)
    ANSWERS = Traits("answers one by one", Holds.ANSWER, Read.BESIDE)
    AMOUNTS = Traits("a number per row", Holds.NUMBER, Read.BESIDE)
    MARKS = Traits("TRUE or FALSE per row", Holds.TRUTH, Read.BESIDE)
    MATRIX = Traits("several numbers per row", Holds.ANSWER, Read.BESIDE, columns=4)
    FACTORS = Traits("several labels per row", Holds.NAME, Read.BESIDE, columns=2)
    WEIGHTS = Traits("what an answer weighs", Holds.NUMBER, Read.BESIDE)
    COUNTS = Traits("how many gave each answer", Holds.COUNT, Read.BESIDE)
    NUMBERS = Traits("money, counts, ages", Holds.NUMBER, Read.ALONE)
    TARGETS = Traits("factor, level, share", Holds.ANYTHING, Read.ALONE, columns=3)
    RAW = Traits("the cells as they are", Holds.ANYTHING, Read.ALONE, shows_dates=True)
    CRITERIA = Traits("with a range each", Holds.ANYTHING, Read.IN_PAIRS)
    NUMBER = Traits("a number", Holds.NUMBER, Read.ONE_CELL)
    WHOLE = Traits("a whole number", Holds.NUMBER, Read.ONE_CELL)
    FLAG = Traits("TRUE or FALSE", Holds.TRUTH, Read.ONE_CELL)
    OPTION = Traits("one of some words", Holds.CHOICE, Read.ONE_CELL)
    DAY = Traits("a date", Holds.DAY, Read.ONE_CELL)


def _holding(*kinds: Holds) -> frozenset[Role]:
    return frozenset(role for role in Role if role.value.holds in kinds)


def _read(how: Read) -> tuple[Role, ...]:
    return tuple(role for role in Role if role.value.read is how)


ANSWERS = _holding(Holds.ANSWER)
NUMERIC = _holding(Holds.ANSWER, Holds.NUMBER, Holds.COUNT)
NAMES = _holding(Holds.NAME)
DATED = _holding(Holds.DAY, Holds.MOMENT)
COUNTED, BESIDE = _read(Read.COUNTED), _read(Read.BESIDE)
RANGES = frozenset(Role) - {*_read(Read.ONE_CELL)}
WIDE = frozenset(r for r in (*COUNTED, *BESIDE) if r.value.columns > 1)  # per row
NUMBER_CELLS = NUMERIC - RANGES
