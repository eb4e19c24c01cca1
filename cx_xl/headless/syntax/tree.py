"""Formulas as trees: just enough syntax to find calls, arguments and references."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from openpyxl.formula.tokenizer import Token

from cx_xl.files.addresses import TEXT
from cx_xl.files.tokens import tokens
from cx_xl.headless.reasons import Malformed, NotComputable, Semicolons, Unreadable
from cx_xl.headless.syntax.words import words
from cx_xl.hosts.spelling import logical_name

_FUTURE = re.compile(r"_xlfn\.|_xlws\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """An operator, a bracket, blanks: text without a meaning of its own here."""

    text: str


@dataclass(frozen=True, slots=True)
class Operand:
    """A constant, or something that names cells or a value."""

    text: str
    kind: Literal["RANGE", "NUMBER", "TEXT", "LOGICAL", "ERROR"]


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `head` is its name as written."""

    head: str
    arguments: tuple["Expression", ...]

    @property
    def name(self) -> str:
        """The name without the prefixes of newer functions, in upper case."""
        return _FUTURE.sub("", self.head).upper()

    @property
    def kpi(self) -> str | None:
        """The catalogue's name if this is one of our functions."""
        return logical_name(self.head)


Node = Mark | Operand | Call
Expression = tuple[Node, ...]


DEEPEST = 200  # brackets inside brackets; Excel takes 64 functions


def is_too_deep(formula: str) -> bool:
    """Tell whether *formula* is nested deeper than any program reads."""
    if formula.count("(") <= DEEPEST:
        return False
    steps = ((c == "(") - (c == ")") for c in TEXT.sub("", formula))
    return max(accumulate(steps), default=0) > DEEPEST


@lru_cache(maxsize=8192)  # a formula is looked at for calls, cut, and judged
def parse(formula: str) -> Expression:
    """
    Return *formula* (without its `=`) as a tree.

    Raises:
        Unreadable: the text is not a formula.
    """
    if is_too_deep(formula):
        raise Unreadable(formula=f"{formula[:40]}…")
    try:
        cut = tokens(formula)
    except ValueError as error:
        raise Malformed from error
    nodes, rest = _expression(cut, 0)
    if rest != len(cut):
        raise Malformed
    return nodes


def _expression(cut: list[Token], at: int) -> tuple[Expression, int]:
    """Return the nodes up to the separator or bracket that ends them, and its place."""
    nodes: list[Node] = []
    in_array = 0
    while at < len(cut):
        token = cut[at]
        in_array += (token.type == "ARRAY") * (1 if token.subtype == "OPEN" else -1)
        if token.type == "FUNC" and token.subtype == "OPEN":
            call, at = _call(cut, at)
            nodes.append(call)
            continue
        if token.type == "SEP" and not in_array and token.value == ";":
            raise Semicolons
        if token.type == "FUNC" or (token.type == "SEP" and not in_array):
            break
        nodes.append(_leaf(token))
        at += 1
    return tuple(nodes), at


def _call(cut: list[Token], at: int) -> tuple[Call, int]:
    head = cut[at].value[:-1]
    arguments: list[Expression] = []
    while at < len(cut):
        argument, at = _expression(cut, at + 1)
        arguments.append(argument)
        if at < len(cut) and cut[at].subtype == "CLOSE":
            break
    if at >= len(cut):
        raise Malformed
    empty = len(arguments) == 1 and not meaningful(arguments[0])
    return Call(head, () if empty else tuple(arguments)), at + 1


def _leaf(token: Token) -> Node:
    match token.subtype:
        case ("RANGE" | "NUMBER" | "TEXT" | "LOGICAL" | "ERROR") as kind:
            return Operand(token.value, kind)
        case _:
            return Mark(token.value)


def meaningful(expression: Expression) -> Expression:
    """Return *expression* without blanks and without brackets around all of it."""
    nodes = [n for n in expression if not (isinstance(n, Mark) and not n.text.strip())]
    while len(nodes) == 3 and nodes[0] == Mark("(") and nodes[2] == Mark(")"):
        nodes = nodes[1:2]
    return tuple(nodes)


def is_union(expression: Expression) -> bool:
    """Tell whether *expression* is several ranges in brackets: (A1:A9,C1:C9)."""
    in_array = False
    for node in expression:
        if isinstance(node, Mark):
            in_array = (in_array or node.text == "{") and node.text != "}"
            if node.text == "," and not in_array:
                return True
    return False


def text_of(expression: Expression) -> str:
    """Return *expression* as text."""
    parts = []
    for node in expression:
        if isinstance(node, Call):
            inner = ",".join(map(text_of, node.arguments))
            parts.append(f"{node.head}({inner})")
        else:
            parts.append(node.text)
    return "".join(parts)


def nodes_of(expression: Expression) -> Iterator[Node]:
    """Yield every node, outer before inner."""
    for node in expression:
        yield node
        if isinstance(node, Call):
            for argument in node.arguments:
                yield from nodes_of(argument)


def may_call(formula: str) -> bool:
    """Tell whether *formula* seems to call one of ours, readable or not."""
    return "CX" in formula.upper() and any(
        word.kind == "call" and logical_name(word.text) for word in words(formula)
    )


def kpi_calls(formula: str) -> list[Call]:
    """Return our calls in *formula*, outer before inner; none if it is unreadable."""
    if "CX" not in formula.upper():  # spares most formulas the tokenizer
        return []
    try:
        nodes = nodes_of(parse(formula))
        return [node for node in nodes if isinstance(node, Call) and node.kpi]
    except NotComputable:
        return []
