"""Read the arguments of an example of the catalogue, inside LibreOffice too."""

import re
from typing import Any

WORD = re.compile(r'"(?:[^"]|"")*"|[{},;]|[^{},;"]+')
TRUTHS = {"TRUE": True, "FALSE": False}


def arguments(example: str) -> list[Any]:
    """
    Return what stands between the brackets: cells, or rows of cells; None if omitted.

    >>> arguments('=CX_X({1,"a";2,"b,c"},,TRUE)')
    [[[1.0, 'a'], [2.0, 'b,c']], None, True]
    """
    inside = example[example.index("(") + 1 : -1]
    found: list[Any] = [None]
    rows: list[list[Any]] | None = None
    for word in WORD.findall(inside):
        if word == "{":
            rows = [[]]
        elif word == "}":
            found[-1], rows = rows, None
        elif word == ";" and rows is not None:
            rows.append([])
        elif word == ",":
            if rows is None:
                found.append(None)
        elif rows is None:
            found[-1] = _constant(word.strip())
        else:
            rows[-1].append(_constant(word.strip()))
    return found


def _constant(text: str) -> Any:
    if text.startswith('"'):
        return text[1:-1].replace('""', '"')
    return TRUTHS[text] if text in TRUTHS else float(text)
