"""
One call from a cell, as it comes from JavaScript: text in, text out.

Both are JSON. An argument is null where it is left out, else its rows with the errors
in them by place; JavaScript has already told empty cells from zeros.
"""

import json
from collections.abc import Iterator
from typing import Any

from cx_xl.cells import Block
from cx_xl.edge import OMITTED, call_function
from cx_xl.errors import CODES, LANGUAGES, Code, CxError, NeedsLibrary

LACKING = {
    "en": "{} needs NumPy and SciPy, which this add-in was built without; ask IT to "
    "add them (readme.en.html), or use Excel on Windows.",
    "it": "{} ha bisogno di NumPy e SciPy, che questo componente aggiuntivo non "
    "contiene; chiedi all'IT di aggiungerle (readme.it.html) o usa Excel su Windows.",
}
BUG = {
    "en": "cx_xl made a mistake, not you ({} in {}). No data left your computer.",
    "it": "L'errore è di cx_xl, non tuo ({} in {}). Nessun dato ha lasciato il tuo "
    "computer.",
}


def answer(name: str, text: str) -> str:
    """
    Return what the cell *name* shows.

    Args:
        name: the worksheet function.
        text: its arguments.

    Returns:
        `rows`, with the `errors` in them as [row, column, code]; or `code` with what
        to do in every language, and `lacks` if a library is missing.
    """
    try:
        given = json.loads(text, parse_int=float)
        looks = "#" in text  # most calls hold no text that looks like an error
        result = call_function(name, *(_argument(each, looks=looks) for each in given))
    except NeedsLibrary as error:
        said = {language: words.format(name) for language, words in LACKING.items()}
        return _told(Code.NA, said, lacks=str(error.__cause__))
    except CxError as error:
        return _told(error.code, {lang: error.say(lang) for lang in LANGUAGES})
    except Exception as bug:  # noqa: BLE001 - the cell would wait for ever
        kind = type(bug).__name__
        said = {language: words.format(kind, name) for language, words in BUG.items()}
        return _told(Code.VALUE, said)
    rows = result if isinstance(result, list) else [[result]]
    return json.dumps({"rows": _shown(rows), "errors": list(_errors(rows))})


def _told(code: Code, said: dict[Any, str], **more: str) -> str:
    return json.dumps({"code": code, "said": said} | more)


def _argument(given: dict[str, Any] | None, *, looks: bool) -> Any:
    """
    Return an argument as the core reads it; a single cell comes bare.

    Args:
        given: its rows, and the errors in them.
        looks: whether a text may look like an error.
    """
    if given is None:
        return OMITTED
    rows = given["rows"]
    for row in rows if looks else ():
        row[:] = map(_typed, row)
    for row, column, code in given.get("errors", ()):
        place = rows[int(row)]
        place[int(column)] = Code(code) if code in CODES else Code.UNKNOWN
    if list(map(len, rows)) == [1]:
        return rows[0][0]
    return Block.of(rows)


def _typed(cell: Any) -> Any:
    """Return a text that only looks like an error as Excel sees it: as text."""
    return f" {cell}" if isinstance(cell, str) and cell in CODES else cell


def _shown(rows: list[list[Any]]) -> list[list[Any]]:
    """Return *rows* for Excel, which shows 0 for null."""
    return [["" if cell is None else cell for cell in row] for row in rows]


def _errors(rows: list[list[Any]]) -> Iterator[tuple[int, int, str]]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Code):
                yield number, column, cell.value
