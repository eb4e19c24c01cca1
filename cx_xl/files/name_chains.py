"""Defined names that stand for others, and those for others still: how far it goes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from cx_xl.files.addresses import TEXT
from cx_xl.files.file_refusals import TangledNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cx_xl.files.limits import Limits

    Said = Mapping[str, Sequence[Sequence[str]]]  # the names in each text of a name

WORD = re.compile(r"[^\W\d][\w.]*")


def refuse_tangles(
    formulas: Iterable[tuple[str, str]], limits: Limits, file: str
) -> None:
    """
    Raise before anybody follows names for longer than it takes to wait.

    Forty names, each twice the next, are a million millions of them.

    Args:
        formulas: each name with what it stands for.
        limits: how far names may lead.
        file: what to call the workbook.

    Raises:
        TangledNames: a name leads through too many others, or too far.
    """
    texts = defaultdict[str, list[str]](list)
    for defined, text in formulas:
        texts[defined.casefold()].append(text)
    said = {name: [_named(text, texts) for text in its] for name, its in texts.items()}
    sizes: dict[str, tuple[int, int]] = {}
    entered = set[str]()
    for start in said:
        for name in _inner_first(start, said, entered):
            deep, many = _size(said[name], sizes)
            if deep > limits.name_depth or many > limits.names:
                raise TangledNames(file=file, name=name)
            sizes[name] = deep, many


def _named(text: str, names: Iterable[str]) -> list[str]:
    words = WORD.findall(TEXT.sub("", text).casefold())
    return [word for word in words if word in names]


def _inner_first(start: str, said: Said, entered: set[str]) -> Iterable[str]:
    """Yield *start* and all that it leads to, each behind those that it names."""
    path = [start]
    while path:
        name = path[-1]
        entered.add(name)
        ahead = {n for text in said[name] for n in text if n not in entered}
        if ahead:
            path += ahead
        else:
            yield path.pop()


def _size(
    texts: Sequence[Sequence[str]], sizes: Mapping[str, tuple[int, int]]
) -> tuple[int, int]:
    """Return how deep names lie in the longest of *texts*, and how many they are."""
    inner = [[sizes.get(name, (0, 0)) for name in text] for text in texts]
    deep = max((deep for text in inner for deep, _ in text), default=0)
    many = max((sum(many for _, many in text) for text in inner), default=0)
    return deep + 1, many + 1
