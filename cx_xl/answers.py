"""
What one answer says: a number, alone or beside the label of its point.

Survey tools write the points of a scale in many ways: "10 - Extremely likely",
"10. Certo", "Very satisfied (5)", "9/10". Each is read, or known to be unread: text
that holds digits and is skipped would be a score that nobody misses. Every step below
takes time in proportion to the length of the text, because comments are pasted too.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple
from unicodedata import category

from cx_xl.cells import is_ambiguous, number

NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"  # 7, 10, 7.5: a point of a scale
LONGEST_LABEL = 80  # characters; more is a comment, even if it begins with a number
MOST_WORDS = 5  # of a label that only a blank divides from its number

_FRONT = re.compile(rf"[+-]?{NUMBER}(?![\d.,]*\d)")
_BACK = re.compile(rf"(?<![\d.,])({NUMBER})$")
_OF = r"(?:/|\b(?:out of|of|su|sur|von|aus|de|sobre)\b)"
_OUT_OF = re.compile(rf"({NUMBER}) ?{_OF} ?(\d{{1,3}})", re.IGNORECASE)
_CLASS = re.compile(
    r"\d{1,3} ?(?:[-\u2013\u2014]|to|a|bis|\u00e0) ?\d{1,3} ?[-\u2013\u2014:.)=(] ?\D"
)
# What makes a number a date, a time, a count or a half: "10 ott", "5 min", "4 e mezzo".
_MONTH = (
    "jan(uary)?|feb(ruary|braio)?|mar(ch|zo)?|apr(il|ile)?|may|mag(gio)?|june?|"
    "giu(gno)?|july?|lug(lio)?|aug(ust)?|ago(sto)?|sept?(ember)?|set(tembre)?|"
    "oct(ober)?|ott(obre)?|nov(ember|embre)?|dec(ember)?|dic(embre)?|gen(naio)?"
)
_UNIT = (
    r"am|pm|h|min|mins|minut[eoi]|minutes?|hours?|or[ae]|sec|seconds?|second[oi]|days?|"
    r"giorn[oi]|weeks?|settiman[ae]|months?|mes[ei]|years?|ann[oi]|times|volt[ae]"
)
_HALF = r"(?:e|and|y|et|und) (?:a )?(?:mezz|half|medi|demi|halb)"
_QUANTITY = re.compile(
    rf"[+-]?{NUMBER} (?:(?:{_MONTH})\.?$|(?:{_UNIT})\b|{_HALF})", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
# Digits and other signs of a number: a superscript, one half, a roman or circled ten.
_NUMERAL = re.compile(
    r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u2079\u2080-\u2089"
    r"\u2150-\u2189\u2460-\u24ff\u2776-\u2793]"
)
DASHES = frozenset("-\u2013\u2014")
MARKS = frozenset(":=")
AFTER = DASHES | MARKS | frozenset(" .,;|()[]")  # between a number and its label
CLOSING = {")": "(", "]": "["}


class Answer(NamedTuple):
    """
    An answer as it was found.

    Attributes:
        score: its number.
        end: the end of its scale, if it names one: 10 in "9/10".
        form: how a labelled one is written, to compare it with its neighbours; empty
            for a plain number.
    """

    score: float
    end: float | None = None
    form: str = ""


def read(cell: Any) -> Answer | None:
    """Return the answer in *cell*: a number, one stored as text, or a labelled one."""
    found = number(cell)
    if found is not None:
        return Answer(found)
    return labelled(cell)


def score(cell: Any) -> float | None:
    """Return the number of the answer in *cell*, if one can be read."""
    found = read(cell)
    return None if found is None else found.score


def labelled(cell: Any) -> Answer | None:
    """Return the answer of a text that holds more than its number."""
    if not isinstance(cell, str) or len(cell) > LONGEST_LABEL or is_ambiguous(cell):
        return None
    text = " ".join(cell.split())
    if _QUANTITY.match(text):
        return None
    whole = _OUT_OF.fullmatch(text)
    if whole:
        return Answer(_value(whole[1]), float(whole[2]), "of")
    return _in_front(text) or _behind(text)


def ends(cells: Iterable[Any]) -> frozenset[float]:
    """Return the ends of scales that answers name: 10 for "9/10"."""
    found = (labelled(cell) for cell in cells if isinstance(cell, str))
    return frozenset(each.end for each in found if each and each.end is not None)


def is_unread(cell: Any) -> bool:
    """Say whether *cell* is text that holds a number and yet is no answer."""
    return isinstance(cell, str) and has_numeral(cell) and read(cell) is None


def has_numeral(text: str) -> bool:
    """Say whether a number, in whatever signs, stands somewhere in *text*."""
    return bool(_NUMERAL.search(text))


def is_class(cell: Any) -> bool:
    """Say whether *cell* is the label of several points: "7-8 - Likely"."""
    return isinstance(cell, str) and bool(_CLASS.match(" ".join(cell[:40].split())))


def is_quantity(cell: Any) -> bool:
    """Say whether *cell* is a date, a time, a count or a half: "10 ott", "5 min"."""
    return isinstance(cell, str) and bool(_QUANTITY.match(" ".join(cell[:40].split())))


def _in_front(text: str) -> Answer | None:
    """Read "10 - Extremely likely", "10.Certo", "10 (sicuramente)"."""
    found = _FRONT.match(text)
    label = text[found.end() :] if found else ""
    if found is None or label[:1] not in AFTER or not _is_label(label):
        return None
    mark = label.lstrip()[0]
    is_bare = mark not in AFTER
    if is_bare and len(label.split()) > MOST_WORDS:
        return None
    return Answer(_value(found[0]), form="front" if is_bare else f"front {mark}")


def _behind(text: str) -> Answer | None:
    """Read "Extremely likely - 10", "Per niente: 0", "Very satisfied (5)"."""
    opening = CLOSING.get(text[-1:])
    found = _BACK.search(text[:-1] if opening else text)
    label = text[: found.start()].rstrip() if found else ""
    if found is None or not _is_label(label):
        return None
    mark = label[-1]
    is_dash = mark in DASHES and label[-2:-1] == " "  # not that of COVID-19
    if mark != opening if opening else not (is_dash or mark in MARKS):
        return None
    return Answer(_value(found[1]), form=f"behind {mark}")


def _is_label(text: str) -> bool:
    """Say whether *text* names a point: letters or a symbol, and no further number."""
    if _DIGIT.search(text):
        return False
    return any(c.isalpha() or category(c) == "So" for c in text)


def _value(text: str) -> float:
    return float(text.replace(",", "."))
