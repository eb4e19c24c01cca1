"""What a new book is while it is being filled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.files.package import Package
    from cx_xl.workbooks.upgrades.carrying import Carried
    from cx_xl.workbooks.upgrades.upgrade_report import Left


@dataclass
class Composed:
    """
    The new book in memory, and what became of the old one.

    Attributes:
        package: the new book.
        tables: the rows on their way, by table.
        columns: the user's columns that are kept, as "table[header]".
        formulas: cells of the new book with a formula of the user's columns, each with
            the column and the old cell that it comes from.
        sheets: the user's sheets that are kept: their new names by the old ones.
        left: what is not kept.
    """

    package: Package
    tables: dict[str, Carried] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    formulas: dict[str, tuple[str, str]] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    def put(self, parts: Mapping[str, bytes]) -> None:
        """Put other or further parts into the new book."""
        if parts:
            self.package = self.package.with_parts(parts)
