"""Books with the same people in them: the same one twice, or two versions of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations, pairwise
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from cx_xl.reports.rollup.why_left_out import SameAnswers, SameBook, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cx_xl.reports.rollup.extract import Extract, Trace
    from cx_xl.reports.rollup.rollup_model import LeftOut

    Pair = tuple[int, int]  # two books, by their places

CHANCE = 0.01  # that any two honest books of a folder are taken for one
MOST_PARTS = 31 + 3  # days of a month, and questions that were counted
CROWD = 20  # books that share something; of more, not each pair is looked at


class Apart(NamedTuple):
    """Books that nobody else's answers are in, and the others."""

    books: tuple[Extract, ...]
    left_out: tuple[LeftOut, ...]


def apart(extracts: Sequence[Extract]) -> Apart:
    """
    Return the books that may be added.

    Of the same book twice the first by name stays. Of two versions of a book nobody can
    know which is right, so neither does.

    Args:
        extracts: in the order of their names.
    """
    pairs = len(extracts) * (len(extracts) - 1) / 2
    if not pairs:
        return Apart(tuple(extracts), ())
    needed = log2(pairs / CHANCE)
    single, copies = _without_copies(extracts, needed)
    versions = list(_versions(single, needed + MOST_PARTS))
    names = {one.book for one in versions}
    alone = tuple(one for one in single if one.book not in names)
    return Apart(alone, (*copies, *versions))


def _without_copies(
    extracts: Sequence[Extract], needed: float
) -> tuple[list[Extract], list[LeftOut]]:
    first: dict[int, Extract] = {}
    single, copies = [], []
    for one in extracts:
        other = first.setdefault(one.whole.mark, one)
        if other is one or one.whole.bits < needed:
            single.append(one)
        else:
            copies.append(left_out(one.book, SameBook(other=other.book)))
    return single, copies


def _versions(extracts: Sequence[Extract], needed: float) -> Iterator[LeftOut]:
    """
    Yield the books that share too much with another one.

    Of two honest books, a day that is one in 2^b is the same with that probability, so
    E[2^(bits shared)] is below 2 for each day, and by Markov's inequality they share b
    bits on d days with a probability below 2^(d - b). A counted question is one more.
    """
    shared = _people(extracts)
    bits: dict[Pair, float] = defaultdict(float)
    answers: Counter[Pair] = Counter()
    for pair, least, n in _days(extracts):
        bits[pair] += least
        answers[pair] += n
    for pair, found in bits.items():
        if found >= needed:
            shared[pair] = max(shared[pair], answers[pair])
    closest: dict[int, tuple[int, int]] = {}
    for (one, other), n in shared.items():
        for own, its in ((one, other), (other, one)):
            closest[own] = max(closest.get(own, (0, 0)), (n, -its))
    for own, (n, its) in sorted(closest.items()):
        why = SameAnswers(answers=n, other=extracts[-its].book)
        yield left_out(extracts[own].book, why)


def _days(extracts: Sequence[Extract]) -> Iterator[tuple[Pair, float, int]]:
    """Yield two books with an equal day, the bits of it and its answers."""
    holders: dict[int, list[tuple[int, Trace]]] = defaultdict(list)
    for index, one in enumerate(extracts):
        for day in one.days:
            holders[day.mark].append((index, day))
    for held in holders.values():
        traces = dict(held)
        for pair in _pairs(list(traces)):
            least = min(traces[index].bits for index in pair)
            yield pair, least, traces[pair[0]].answers


def _people(extracts: Sequence[Extract]) -> Counter[Pair]:
    """
    Count the respondents that two books have both.

    By sorting, because a dict of every respondent of a thousand books would be large.
    """
    import numpy as np  # noqa: PLC0415 - with the first pair of books

    held = [np.frombuffer(bytes.fromhex(one.people), ">u8") for one in extracts]
    owners = np.repeat(np.arange(len(held)), [len(marks) for marks in held])
    marks = np.concatenate(held)
    order = np.argsort(marks, kind="stable")
    sorted_, owners = marks[order], owners[order]
    edges = np.flatnonzero(sorted_[1:] != sorted_[:-1]) + 1
    counts = np.diff([0, *edges, len(sorted_)]) if len(sorted_) else np.array([])
    found: Counter[Pair] = Counter()
    starts = np.concatenate([[0], edges])
    for start, n in zip(starts[counts > 1], counts[counts > 1], strict=True):
        found.update(_pairs(sorted(set(owners[start : start + n].tolist()))))
    return found


def _pairs(holders: Sequence[int]) -> Iterator[Pair]:
    if len(holders) <= CROWD:
        yield from combinations(holders, 2)
        return
    yield from ((holders[0], other) for other in holders[1:])
    yield from pairwise(holders[1:])
