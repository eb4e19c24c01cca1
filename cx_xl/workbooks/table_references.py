"""References to a table that goes on: those over whole columns go on with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files.addresses import TEXT, column_number, position, unquoted

if TYPE_CHECKING:
    from collections.abc import Container

    from cx_xl.files.formula_writer import Change
    from cx_xl.files.tables import Table

_RANGE = re.compile(
    r"""((?:'(?:[^']|'')+'|[\w.]+)!)?
    (\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?)([0-9]+)(?![\w(!])""",
    re.VERBOSE,
)


def growing(table: Table, more: int, ours: Container[tuple[str, str]]) -> Change:
    """
    Return how formulas read once the table has *more* rows.

    A range over a whole column of the table goes on, as in Excel when a table grows;
    one over a part of it stays. A name, such as the area to print, may begin above the
    table. Formulas of the table's first column are removed: their values stay, so in
    older books each month becomes a date of its own.

    Args:
        table: as it is.
        more: the rows that are added below.
        ours: the cells of the template, by sheet and address. They also look at all
            months but the first, and all but the last: $B$7:$B$29, $B$6:$B$28.
    """
    area, home = table.area, table.sheet.casefold()

    def longer(
        found: re.Match[str], sheet: str, *, is_ours: bool, is_name: bool
    ) -> str:
        own = unquoted((found[1] or sheet).removesuffix("!"))
        left, right = column_number(found[3]), column_number(found[5])
        top, bottom = int(found[4]), int(found[6])
        skipped = {top - area.top, area.bottom - bottom}
        is_inside = area.left <= left and right <= area.right
        is_around = is_name and top < area.top
        is_whole = bottom == area.bottom and (is_around or skipped <= {0, 1})
        is_nearly = is_ours and top > area.top and skipped <= {0, 1, 2}
        if own.casefold() != home or not is_inside or not (is_whole or is_nearly):
            return found[0]
        return f"{found[1] or ''}{found[2]}{bottom + more}"

    def change(sheet: str, cell: str, text: str) -> str:
        if cell and sheet == table.sheet and position(cell)[1] == area.left:
            return ""
        is_ours = (sheet, cell) in ours and sheet != table.sheet

        def gone_on(found: re.Match[str]) -> str:
            return longer(found, sheet, is_ours=is_ours, is_name=not cell)

        return "".join(
            piece if piece.startswith('"') else _RANGE.sub(gone_on, piece)
            for piece in TEXT.split(text)
        )

    return change
