"""What an engine says when it stops, as far as it may be repeated."""

import re
from pathlib import PurePath

from cx_xl.errors import CxError
from cx_xl.warehouse.source_refusals import BadLine, NotUtf8
from cx_xl.warehouse.warehouse_refusals import EngineFailed

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_FILE = re.compile(r"^\s*file = (.+)$", re.MULTILINE)


def refusal(argument: str, error: Exception) -> CxError:
    """
    Return the refusal of what stopped an engine.

    Of its words only the line of a CSV and the name of the file are repeated: others
    may hold a password.
    """
    kind, words = type(error).__name__, str(error)
    line, file = _LINE.search(words), _FILE.search(words)
    if line is None:
        return EngineFailed(argument, kind=kind)
    name = PurePath(file[1].strip()).name if file else "CSV"
    if "utf-8" in words:
        return NotUtf8(argument, name=name)
    return BadLine(argument, name=name, line=line[1])
