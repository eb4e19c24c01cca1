"""Trustpilot: reviews with one to five stars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.contract import Layout, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

IDS = ("Review Id", "Review Created (UTC)", "Review Stars")


class Trustpilot:
    """Known by its columns."""

    key = "trustpilot"
    name = "Trustpilot"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        return header_rows.share(source.head, IDS)

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names = unique(source.head)
        score = header_rows.place(names, "Review Stars")
        return Layout(
            names=names,
            asked=names,
            date=header_rows.place(names, "Review Created (UTC)"),
            response_id=header_rows.place(names, "Review Id"),
            unique_ids=True,
            is_utc=True,
            no_scores=frozenset(set(range(len(names))) - {score}),
            hints={"csat": score} if score is not None else {},
        )


IMPORTER: Importer = Trustpilot()
