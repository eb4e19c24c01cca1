"""
The order of text, as spreadsheets sort it: ä beside a, and 9 before a.

Case does not count; accents count only between words that are otherwise alike. This is
the root order of Unicode's collation (UTS 10, marks not ignored), which LibreOffice
uses, for the letters of Western Europe; others follow by code point. Excel differs in
one thing: it leaves out hyphens and apostrophes at first.
"""

from unicodedata import combining, normalize

_MARKS = " _-–—,;:!?.…·'’\"“”«»()[]{}§@*/\\&#%`^°+<=>|~$£¥€"  # noqa: RUF001 - as they sort
_PLACE = {mark: place for place, mark in enumerate(_MARKS)}
_ACCENTS = "\u0301\u0300\u0302\u030a\u0308"  # acute, grave, circumflex, ring, dots
_STROKE = "\u0338"
# Letters that Unicode does not take apart, but sorts as if it did.
_SPELLED = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": f"o{_STROKE}",
        "đ": f"d{_STROKE}",
        "ð": f"d{_STROKE}{_STROKE}",
        "ł": f"l{_STROKE}",
        "ı": f"i{_STROKE}",  # noqa: RUF001 - the Turkish i without its dot
    }
)

Key = tuple[list[tuple[int, int]], list[tuple[int, ...]]]


def key(text: str) -> Key:
    """
    Return what sorts *text*: its letters first, then its accents.

    >>> sorted(["z", "É", "e", "f", "10", "9", "-"], key=key)
    ['-', '10', '9', 'e', 'É', 'f', 'z']
    """
    letters: list[tuple[int, int]] = []
    accents: list[tuple[int, ...]] = []
    for character in normalize("NFD", text.casefold().translate(_SPELLED)):
        if not combining(character):
            letters.append(_letter(character))
            accents.append(())
        elif accents:
            accents[-1] += (_accent(character),)
    return letters, accents


def _letter(character: str) -> tuple[int, int]:
    """Return the class of a character and its place in it."""
    if character in _PLACE:
        return 0, _PLACE[character]
    if character.isspace():
        return 0, 0
    if character.isdecimal():
        return 2, int(character)
    return (3 if character.isalpha() else 1), ord(character)


def _accent(character: str) -> int:
    """Return the place of an accent; those that are rare here follow."""
    place = _ACCENTS.find(character)
    return ord(character) if place < 0 else place
