"""What the header rows of several tools have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.contract import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cx_xl.imports.contract import Source


def folded(names: Iterable[str]) -> list[str]:
    """Return column names without case and surrounding blanks."""
    return [name.strip().casefold() for name in names]


def place(names: Sequence[str], *wanted: str) -> int | None:
    """Return the first column that is called one of *wanted*, tried in their order."""
    known = folded(names)
    for name in wanted:
        if name.casefold() in known:
            return known.index(name.casefold())
    return None


def share(names: Sequence[str], wanted: Sequence[str]) -> float:
    """Return how many of the names that a tool writes are there, 0 to 1."""
    known = set(folded(names))
    return sum(name.casefold() in known for name in wanted) / len(wanted)


def row(source: Source, number: int, width: int = 0) -> tuple[str, ...]:
    """Return a header row as text, from 1, at least *width* cells wide."""
    found = texts(source.rows[number - 1]) if number <= len(source.rows) else ()
    return found + ("",) * (width - len(found))
