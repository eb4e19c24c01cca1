"""Typeform: times in UTC, one column per choice, partial answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.imports.contract import PARTIAL, Layout, cell_at, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.errors import Text
    from cx_xl.imports.contract import Importer, Row, Source

META = ("Start Date (UTC)", "Submit Date (UTC)", "Network ID")
ALL = ("#", "Response Type", "Stage Date (UTC)", *META, "Tags", "Ending")
_FIELD = re.compile(r"\{\{[^}]*\}\}")


class Typeform:
    """Known by the first column `#` and the UTC columns at the end."""

    key = "typeform"
    name = "Typeform"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        begins = bool(source.head) and source.head[0] == "#"
        return (0.3 + 0.7 * header_rows.share(source.head, META)) * begins

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names = unique(
            [" ".join(_FIELD.sub("…", name).split()) for name in source.head]
        )
        kind = header_rows.place(names, "Response Type")

        def leave(row: Row, takes_partial: bool) -> Text | None:  # noqa: FBT001
            is_partial = str(cell_at(row, kind)).casefold() in {"partial", "started"}
            return PARTIAL if is_partial and not takes_partial else None

        return Layout(
            names=names,
            asked=names,
            date=header_rows.place(names, "Submit Date (UTC)", "Stage Date (UTC)"),
            response_id=0,
            unique_ids=True,
            is_utc=True,
            no_scores=frozenset(i for i, name in enumerate(names) if name in ALL),
            leave=leave,
        )


IMPORTER: Importer = Typeform()
