"""What an evaluation or a check says: frozen, and the same JSON every time."""

from datetime import date
from functools import cache, cached_property
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field

from cx_xl.errors import Bilingual, Explained
from cx_xl.files.addresses import Area, parted
from cx_xl.files.addresses import address as at
from cx_xl.record import Record

Verdict = Literal["equal", "different", "not computable"]


class Result(Record):
    """Base of all results."""

    model_config = ConfigDict(extra="ignore")

    @classmethod
    def of_many(cls, **values: Any) -> Self:
        """
        Return one of a million results, from *values* of the right types.

        pydantic keeps for each result which fields were set: more than they hold.
        """
        return cls.model_construct(_fields_set=_all_fields(cls), **values)


@cache
def _all_fields(kind: type[Result]) -> set[str]:
    return set(kind.model_fields)


class Message(Result, Bilingual):
    """
    A sentence in every language we serve.

    Attributes:
        code: the cause, as a name that does not change: "Circular".
        en: the sentence in English.
        it: the sentence in Italian.
    """

    code: str
    en: str
    it: str

    @classmethod
    def of(cls, cause: Explained) -> "Message":
        """Return what *cause* says."""
        code = type(cause).__name__
        return cls(code=code, en=cause.say("en"), it=cause.say("it"))


class Problem(Result):
    """A formula without a fresh value, and why."""

    sheet: str
    address: str
    formula: str
    reason: Message


class EvaluatedCell(Result):
    """
    A formula and its fresh value.

    Attributes:
        value: its fresh value, the first one of an array.
        is_error: `value` is an error cell, not a text that reads like one.
        area: what it fills, such as "D5:F9"; its own address if it fills one cell.
        values: the rows of `area` if that is more than one cell.
        message: why one of our functions gave an error; None otherwise.
    """

    sheet: str
    address: str
    formula: str
    value: Any
    is_error: bool
    area: str
    values: tuple[tuple[Any, ...], ...] | None = None
    message: Message | None = None


class Evaluation(Result):
    """
    The fresh values of a workbook.

    Attributes:
        file: its name, without folders.
        today: what TODAY() was taken for.
        cells: every formula with a fresh value, in the order of the file.
        problems: every formula without one, each with its reason.
        region: in whose regional settings, such as "it-IT"; empty if nobody said.
        regional: how many values would be others in other settings.
    """

    file: str
    today: date
    cells: tuple[EvaluatedCell, ...]
    problems: tuple[Problem, ...]
    region: str = Field(default="", exclude=True)
    regional: int = Field(default=0, exclude=True)

    def value(self, address: str) -> Any:
        """
        Return the fresh value of a formula cell, or of one that a formula fills.

        Args:
            address: such as "KPI!D12".

        Raises:
            KeyError: no formula gives that cell a value.
        """
        return self._values[parted(address)]

    def get(self, address: str, stored: Any = None) -> Any:
        """Return the same, or what is *stored* where no formula gives a value."""
        return self._values.get(parted(address), stored)

    @cached_property
    def _values(self) -> dict[tuple[str, str], Any]:
        values: dict[tuple[str, str], Any] = {}
        for cell in self.cells:
            rows = cell.values or ((cell.value,),)
            flat = (value for row in rows for value in row)
            for place, value in zip(Area.of(cell.area).places(), flat, strict=True):
                values[cell.sheet, at(*place)] = value
        return values

    @property
    def is_complete(self) -> bool:
        """Whether every formula has a fresh value."""
        return not self.problems


class Difference(Result):
    """
    One cell whose stored and fresh values differ.

    Attributes:
        stored_is_error: `stored` is an error cell, not a text that reads like one.
        fresh_is_error: `fresh` is one.
    """

    address: str
    stored: Any
    fresh: Any
    stored_is_error: bool
    fresh_is_error: bool


class CellCheck(Result):
    """
    A formula, what the file holds for it, and what it should hold.

    Attributes:
        stored_is_error: `stored` is an error cell, not a text that reads like one.
        fresh_is_error: `fresh` is one.
        differences: the cells it fills that differ; empty unless it spills.
        reason: why it is not computable, or why our function gave an error.
    """

    sheet: str
    address: str
    formula: str
    stored: Any
    fresh: Any
    stored_is_error: bool
    fresh_is_error: bool
    verdict: Verdict
    differences: tuple[Difference, ...] = ()
    reason: Message | None = None


class CheckReport(Result):
    """
    The verdict on a file.

    Attributes:
        file: its name, without folders.
        level: "calls" compares the formulas that use our functions, recomputed from
            the values that the file holds; "full" compares every formula.
        cells: one entry per formula, in the order of the file.
        region: in whose regional settings, such as "it-IT"; empty if nobody said.
        regional: how many values would be others in other settings, if all were
            evaluated.
    """

    file: str
    level: Literal["calls", "full"]
    cells: tuple[CellCheck, ...]
    region: str = Field(default="", exclude=True)
    regional: int = Field(default=0, exclude=True)

    @property
    def is_equal(self) -> bool:
        """Whether every formula was computed and has the value it should."""
        return all(cell.verdict == "equal" for cell in self.cells)

    @property
    def holds_results(self) -> bool:
        """Whether any formula has a result: some programs save none."""
        return not self.cells or any(cell.stored is not None for cell in self.cells)

    @property
    def different(self) -> tuple[CellCheck, ...]:
        """The formulas whose stored value is wrong."""
        return self._with("different")

    @property
    def not_computable(self) -> tuple[CellCheck, ...]:
        """The formulas about which nothing can be said, each with its reason."""
        return self._with("not computable")

    def _with(self, verdict: Verdict) -> tuple[CellCheck, ...]:
        return tuple(cell for cell in self.cells if cell.verdict == verdict)


class Contradiction(Result):
    """
    A cell of which a second engine gives another value.

    Attributes:
        fresh: our value.
        second: that of the other engine.
    """

    sheet: str
    address: str
    formula: str
    fresh: Any
    second: Any
