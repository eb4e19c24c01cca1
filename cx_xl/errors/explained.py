"""What every failure is: a cause and a remedy in words, and what the cell shows."""

from enum import Enum, StrEnum
from string import Formatter
from typing import Any, ClassVar, Self

from cx_xl.errors.bilingual import QUOTES, TRUTHS, Bilingual, Language, decimal

LONGEST_QUOTED = 60  # characters of a cell in a message


class Code(StrEnum):
    """An error cell: what Excel shows, and how such a cell travels through us."""

    NULL = "#NULL!"
    DIV = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CONNECT = "#CONNECT!"
    BLOCKED = "#BLOCKED!"
    UNKNOWN = "#UNKNOWN!"
    FIELD = "#FIELD!"
    CALC = "#CALC!"
    BUSY = "#BUSY!"
    PYTHON = "#PYTHON!"


CODES = frozenset(Code)


class _Sentence(Formatter):
    """Fills a sentence; numbers and what the user wrote (!r) look as its language's."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return words in the language, a number with the decimal mark of it."""
        if isinstance(value, Bilingual):
            return value.say(self.language)
        if isinstance(value, float):
            return decimal(value, self.language, format_spec)
        return super().format_field(value, format_spec)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Return a cell as its user knows it, never as Python writes it."""
        if conversion != "r":
            return super().convert_field(value, conversion)
        if isinstance(value, Enum) and isinstance(value.value, bool):
            return TRUTHS[self.language][value.value]
        if isinstance(value, float):
            return decimal(value, self.language, ".15g")
        text = " ".join(str(value).split())
        if len(text) > LONGEST_QUOTED:
            text = f"{text[:LONGEST_QUOTED]}…"
        is_text = isinstance(value, str)
        return QUOTES[self.language].format(text) if is_text else text


class Explained(Exception):
    """A failure that says its cause and its remedy in every language we serve."""

    en: ClassVar[str]
    it: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.say("en"))

    def __str__(self) -> str:
        return self.say("en")

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are rebuilt from their message, which is not what ours are made of.
        return _rebuilt, (type(self), self.args), self.__dict__

    def say(self, language: Language) -> str:
        """Return the message in *language*."""
        template = self.en if language == "en" else self.it
        return _Sentence(language).vformat(template, (), self.facts)


def _rebuilt(kind: type[Explained], args: tuple[Any, ...]) -> Explained:
    """Return an error as it left another process, or its original."""
    return kind.__new__(kind, *args)


class CxError(Explained, ValueError):
    """
    Base of all KPI errors; anything else that escapes a KPI is a bug.

    Attributes:
        code: what the cell shows.
        cause_it: when it appears, where a KPI says no more of it in its docstring.
        argument: the argument at fault, by its worksheet name.
        position: (row, column) of the offending cell inside that argument, from 1;
            None when no single cell is at fault.
        cell: that cell as the workbook calls it, where the host knows: "Answers!D15".
    """

    code: Code = Code.VALUE
    cause_it: ClassVar[str] = "il messaggio della cella dice perché"
    position: tuple[int, int] | None = None
    cell: str | None = None

    def __init__(self, argument: str, **facts: object) -> None:
        self.argument = argument
        super().__init__(argument=argument, **facts)

    def at(self, row: int, column: int) -> Self:
        """Return the same error, pointing at one cell of its argument."""
        self.position = (row, column)
        return self

    def say(self, language: Language) -> str:
        """Return the message in *language*, with the place of the bad cell."""
        message = super().say(language)
        if self.cell is not None:
            return f"{self.cell}: {message}"
        if self.position is None:
            return message
        place = (
            "row {}, column {}: {}" if language == "en" else "riga {}, colonna {}: {}"
        )
        return place.format(*self.position, message)
