"""One cell's XML with another result in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.errors import Code
from cx_xl.files import scan
from cx_xl.files.xml_texts import escape

if TYPE_CHECKING:
    from cx_xl.files.addresses import Area
    from cx_xl.files.shared_formulas import Value

# The standard knows these error values; libraries refuse a file with any other. Excel
# writes #VALUE! for the newer ones, and keeps in other parts what it shows instead.
WRITTEN = frozenset(
    {Code.NULL, Code.DIV, Code.VALUE, Code.REF, Code.NAME, Code.NUM, Code.NA}
    | {Code.GETTING_DATA}
)

_TYPE = re.compile(r"""\s+(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_REF = re.compile(r"""(?<=\sref=)(?:"[^"]*"|'[^']*')""")
_EXTENSIONS = re.compile(r"<(?:[\w.-]+:)?extLst\b.*", re.DOTALL)


def encoded(value: Value) -> tuple[str, str]:
    """
    Return the `t` attribute and the text of a value; the text is XML.

    Floats are written with the digits that read back as the same number.

    Raises:
        TypeError: what is no cell value, such as a date.

    >>> encoded(0.1), encoded(9), encoded(True), encoded("a<b")
    (('', '0.1'), ('', '9'), ('b', '1'), ('str', 'a&lt;b'))
    """
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, Code):
        return "e", value.value if value in WRITTEN else Code.VALUE.value
    if isinstance(value, str):
        return "str", escape(value)
    if isinstance(value, int):
        return "", int.__repr__(value)
    if isinstance(value, float):
        return "", float.__repr__(value)  # a NumPy float has a repr of its own
    raise TypeError(type(value))


def same(old: Value, new: Value) -> bool:
    """Tell whether a cell shows the same; TRUE is not 1 and "#N/A" no error."""
    if isinstance(old, bool | str) or isinstance(new, bool | str):
        return type(old) is type(new) and old == new
    return old == new


def with_value(element: str, prefix: str, value: Value, area: Area | None) -> str:
    """
    Return a cell's XML with another value; formula, style and extensions stay.

    Args:
        element: the whole `c` element as the file has it.
        prefix: namespace prefix with its colon, mostly "".
        value: the new value; None leaves the cell without one, and a cell that an
            array used to fill without the empty formula that some of them have.
        area: the new extent of its array formula, if that changes.
    """
    start, _, rest = element.partition(">")
    start = _TYPE.sub("", start.removesuffix("/").rstrip())
    formula = scan.FORMULA.search(rest)
    extensions = _EXTENSIONS.search(rest.rpartition("</")[0])
    inside = ""
    if formula:
        is_follower = formula[2] is None and "t=" not in formula[1]
        inside = "" if value is None and is_follower else formula[0]
        if area:
            tag, closing, text = inside.partition(">")
            inside = _REF.sub(f'"{area}"', tag) + closing + text
    if value is not None:
        kind, text = encoded(value)
        start += f' t="{kind}"' if kind else ""
        inside += f"<{prefix}v>{text}</{prefix}v>"
    inside += extensions[0] if extensions else ""
    return f"{start}>{inside}</{prefix}c>" if inside else f"{start}/>"
