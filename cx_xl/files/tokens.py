"""Formulas cut into tokens: the one reading that trees, the lint and help build on."""

import re
from collections.abc import Iterable, Iterator

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

_SPILL = re.compile(
    r"((?:'(?:[^']|'')+'!|[\w.]+!)?\$?[A-Z]{1,3}\$?\d+)#", re.IGNORECASE
)
_GLUED = re.compile(r"(.*):([A-Z_][\w.]*\()", re.IGNORECASE)  # A2:INDEX(


def tokens(formula: str) -> list[Token]:
    """
    Return the tokens of *formula*, with or without its `=`.

    >>> [token.value for token in tokens("=SUM(A2:INDEX(B:B,3))")]
    ['SUM(', 'A2', ':', 'INDEX(', 'B:B', ',', '3', ')', ')']

    Raises:
        ValueError: the text is not a formula.
    """
    try:
        cut = Tokenizer("=" + _stored(formula.removeprefix("="))).items
        return list(_parted(cut))
    except (TokenizerError, IndexError) as error:
        raise ValueError(formula) from error


def _stored(formula: str) -> str:
    """Return *formula* with `A1#` as files spell it, outside of its texts."""
    if "#" not in formula:
        return formula
    parts = formula.split('"')
    parts[::2] = [_SPILL.sub(r"_xlfn.ANCHORARRAY(\1)", part) for part in parts[::2]]
    return '"'.join(parts)


def _parted(cut: Iterable[Token]) -> Iterator[Token]:
    """Yield tokens; the tokenizer leaves a range operator glued to its neighbour."""
    before: Token | None = None
    for token in cut:
        is_lost = before is not None and before.value == "#REF!"
        if is_lost and token.subtype == "RANGE":  # of a sheet that was deleted
            continue
        before = token
        glued = _GLUED.fullmatch(token.value) if token.type != "OPERAND" else None
        if glued and token.type == "FUNC":
            if glued[1]:
                yield Token(glued[1], "OPERAND", "RANGE")
            yield Token(":", "OPERATOR-INFIX", "")
            yield Token(glued[2], "FUNC", "OPEN")
        elif token.subtype == "RANGE" and token.value.startswith(":"):
            yield Token(":", "OPERATOR-INFIX", "")
            yield Token(token.value[1:], "OPERAND", "RANGE")
        else:
            yield token
