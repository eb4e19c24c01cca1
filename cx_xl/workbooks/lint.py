"""The formula lint: what Excel, its Italian edition and our engines all accept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.formula.tokenizer import Token

from cx_xl.files.addresses import COLUMNS, column_number
from cx_xl.files.tokens import tokens
from cx_xl.workbooks.newer_functions import NEWER, PREFIXED

LONGEST = 255
DEEPEST_IF = 2
VOLATILE = frozenset({"OFFSET", "INDIRECT"})

_PREFIX = re.compile(r"^@?(_xlfn\.(_xlws\.)?)?", re.IGNORECASE)
_THIS_ROW = re.compile(r"^\[\[?#This Row\]|^\[@", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]")
_CELL_LIKE = re.compile(
    r"^([A-Za-z]{1,3})[0-9]+$|^[Rr][0-9]*([Cc][0-9]*)?$|^[Cc][0-9]*$"
)
_PARAMETER = re.compile(r"^_xl(pm|op)\.", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"^[A-Za-z_]\w*$")


class BadFormula(ValueError):
    """A formula that must not be stored: a bug of the builder, not of the user."""

    def __init__(self, formula: str, problems: Sequence[str]) -> None:
        super().__init__(f"{formula}: {'; '.join(problems)}")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a formula may meet in its workbook."""

    tables: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Operand:
    """A token with the functions around it, outermost first."""

    token: Token
    inside: tuple[str, ...]
    position: int  # of the argument that holds it, from 0


def lint(formula: str, known: Known | None = None) -> list[str]:
    """
    Name what is wrong with a stored formula; an empty list is good.

    >>> lint('=IF(A1=0,"",OFFSET(A1,1,0))')
    ['OFFSET is volatile and hides what it reads']
    """
    tables = known.tables if known else frozenset()
    problems = list(_length(formula))
    for operand in _walk(tokens(formula)):
        problems += _function(operand)
        problems += _separator(operand)
        problems += _reference(operand, tables)
        problems += _format_code(operand)
    return list(dict.fromkeys(problems))


def lint_name(name: str, functions: frozenset[str] = frozenset()) -> list[str]:
    """
    Name what is wrong with a defined name; *functions* are the add-in's.

    >>> lint_name("NPS2")
    ['NPS2 reads as a cell address']
    """
    problems = []
    if (match := _CELL_LIKE.match(name)) and _is_address(match):
        problems.append(f"{name} reads as a cell address")
    if name.upper() in functions:
        problems.append(f"{name} is also a function of the add-in")
    return problems


def _is_address(match: re.Match[str]) -> bool:
    letters = match[1]
    return not letters or column_number(letters) <= COLUMNS


def _length(formula: str) -> Iterator[str]:
    if len(formula.removeprefix("=")) > LONGEST:
        yield f"longer than {LONGEST} characters"


def _walk(cut: Sequence[Token]) -> Iterator[Operand]:
    """Give every token the functions around it and its place among arguments."""
    stack: list[tuple[str, int]] = []
    for token in cut:
        if token.subtype == Token.CLOSE:
            stack.pop()
            continue
        names = tuple(name for name, _ in stack)
        yield Operand(token, names, stack[-1][1] if stack else 0)
        if token.subtype == Token.OPEN:
            stack.append((_bare(token.value), 0))
        elif token.type == Token.SEP and stack:
            stack[-1] = (stack[-1][0], stack[-1][1] + 1)


def _bare(value: str) -> str:
    return _PREFIX.sub("", value.rstrip("(")).upper()


def _function(operand: Operand) -> Iterator[str]:
    token = operand.token
    if token.type != Token.FUNC:
        return
    name, written = _bare(token.value), token.value.rstrip("(").lstrip("@")
    if token.value.startswith("@"):
        yield "@ is not stored in files"
    if name in VOLATILE:
        yield f"{name} is volatile and hides what it reads"
    prefix = PREFIXED.get(name) or ("_xlfn." if name in NEWER else "")
    if prefix and not written.lower().startswith(prefix.lower()):
        yield f"{name} must be stored as {prefix}{name}"
    if name == "IF" and operand.inside.count("IF") >= DEEPEST_IF:
        yield "IF nested more than one level"


def _separator(operand: Operand) -> Iterator[str]:
    in_array = operand.inside[-1:] == ("{",)
    if operand.token.type == Token.SEP and operand.token.value == ";" and not in_array:
        yield "arguments are separated by commas in files, not by ;"


def _reference(operand: Operand, tables: frozenset[str]) -> Iterator[str]:
    token = operand.token
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return
    if _THIS_ROW.match(token.value):
        yield "this-row reference without its table's name"
    elif "@" in re.sub(r"'[^']*'", "", token.value):
        yield "@ is not stored in files"
    if token.value in tables:
        yield f"{token.value} without a column means different things to engines"
    first_of = operand.inside[-1:] in (("LET",), ("LAMBDA",))
    if first_of and _is_binding(operand) and not _PARAMETER.match(token.value):
        yield f"{token.value} is a parameter: store it as _xlpm.{token.value}"


def _is_binding(operand: Operand) -> bool:
    """Tell whether a lone name stands where LET or LAMBDA declare one."""
    if not _PLAIN_NAME.match(operand.token.value) or _CELL_LIKE.match(
        operand.token.value
    ):
        return False
    return operand.inside[-1] == "LAMBDA" or operand.position % 2 == 0


def _format_code(operand: Operand) -> Iterator[str]:
    token = operand.token
    in_text = operand.inside[-1:] == ("TEXT",) and operand.position == 1
    if in_text and token.subtype == Token.TEXT and _LETTERS.search(token.value):
        yield "TEXT with letters in its format breaks in other languages"
