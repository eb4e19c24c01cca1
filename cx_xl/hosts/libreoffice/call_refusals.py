"""
Why a call was refused, kept while somebody asks for it.

Calc does not tell a function in which cell it is called. So reasons are collected
only while one cell is being computed, and then they belong to that cell.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from cx_xl.errors import CxError
from cx_xl.hosts.libreoffice.calc_ranges import Range


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was refused: the function, why, and the ranges that it was given."""

    function: str
    error: CxError
    ranges: Mapping[str, Range]


_open: list[list[Refusal]] = []  # whoever asks; LibreOffice computes in one thread


@contextmanager
def collected() -> Iterator[list[Refusal]]:
    """Collect the refusals of the calls that Calc makes inside the block."""
    refusals: list[Refusal] = []
    _open.append(refusals)
    try:
        yield refusals
    finally:
        _open.pop()


def keep(function: str, error: CxError, ranges: Mapping[str, Range]) -> None:
    """Keep why a call was refused, if somebody asks; the bad cell gets its name."""
    if not _open:
        return
    place = ranges.get(error.argument)
    if place is not None and error.position is not None:
        error.cell = place.name_of(*error.position)
    _open[-1].append(Refusal(function, error, ranges))
