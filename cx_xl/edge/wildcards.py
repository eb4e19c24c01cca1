"""Text with wildcards, as COUNTIFS has them: * any text, ? one character, ~ neither."""

import re
from collections.abc import Callable, Sequence

from cx_xl.errors import PatternTooLong

LONGEST = 255  # characters of a pattern, as in Excel
WILD = frozenset("*?")

_PART = re.compile(r"~[*?~]|[*?]|[^*?~]+|~")


def matcher(text: str, argument: str) -> Callable[[str], bool]:
    """
    Return what decides whether a text fits the pattern *text* as a whole.

    Raises:
        PatternTooLong: it has wildcards and more than 255 characters.

    >>> fits = matcher("w*~*?", "criterion_1")
    >>> fits("web*1"), fits("web1")
    (True, False)
    """
    parts = _PART.findall(text)
    if WILD.isdisjoint(parts):
        return "".join(map(_literal, parts)).__eq__
    if len(text) > LONGEST:
        raise PatternTooLong(argument, most=LONGEST)
    pattern = _pattern(parts)
    return lambda cell: bool(pattern.fullmatch(cell))


def _literal(part: str) -> str:
    """Return what a part without wildcards stands for: ~* is a star."""
    return part.removeprefix("~") or "~"


def _pattern(parts: Sequence[str]) -> re.Pattern[str]:
    """
    Translate wildcards into a regular expression that never goes back.

    What stands between two stars is taken where it first occurs, for good: if the rest
    fits behind a later place, it fits behind the first one, too.
    """
    pieces = [""]
    for part in parts:
        if part == "*":
            pieces.append("")
        else:
            pieces[-1] += "." if part == "?" else re.escape(_literal(part))
    first, *middle = pieces
    last = f".*{middle.pop()}" if middle else ""
    atoms = "".join(f"(?>.*?{piece})" for piece in middle if piece)
    return re.compile(f"{first}{atoms}{last}", re.DOTALL)
