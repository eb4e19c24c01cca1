"""Any table: what the user says, and what its headers and cells show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.contract import Layout, is_empty, texts, unique

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

LOOKED_AT = 20  # rows among which the header is looked for


class Generic:
    """Takes what no other importer knows."""

    key = "generic"
    name = "CSV / Excel"

    def knows(self, source: Source) -> float:  # noqa: ARG002 - the contract's
        """Return how sure it is: surer than those who do not know it."""
        return 0.01

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        first = min(source.header or header_row(source), len(source.rows))
        head = texts(source.rows[first - 1])
        widest = max(len(row) for row in source.rows[:LOOKED_AT])
        names = unique([*head, *[""] * (widest - len(head))])
        return Layout(names=names, asked=names, first=first)


IMPORTER: Importer = Generic()


def header_row(source: Source) -> int:
    """Return the first row, from 1, that is as full as the fullest of the next ones."""
    rows = source.rows[:LOOKED_AT]
    filled = [sum(not is_empty([cell]) for cell in row) for row in rows]
    most = max(filled)
    return next(i for i, count in enumerate(filled, start=1) if count > most / 2)
