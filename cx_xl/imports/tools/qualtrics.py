"""Qualtrics: CSV, TSV and XLSX, with three header rows or, in old exports, two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.errors import Text
from cx_xl.imports.contract import PARTIAL, Layout, cell_at, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Row, Source

IDS = ("StartDate", "EndDate", "Status", "Progress", "Finished", "ResponseId")
OLD_IDS = ("ResponseID", "ResponseSet", "StartDate", "EndDate", "Finished", "Status")
META = re.compile(
    r"startdate|enddate|recordeddate|status|ipaddress|progress|duration.*|finished|"
    r"response ?(?:id|set)|recipient.*|external.*reference|location.*|"
    r"distributionchannel|userlanguage|name|emailaddress|q_.*",
    re.IGNORECASE,
)
IMPORT_ID = re.compile(r"""^\{\s*['"]ImportId['"]\s*:""")
NO_CUSTOMER = frozenset(
    {"1", "2", "8", "9", "12", "17", "survey preview", "survey test", "spam"}
)
FALSE = {"0", "0.0", "false", "falso", "no", "falsch", "faux"}

PREVIEW = Text("is a preview or test, or spam", "è un'anteprima, una prova o spam")


class Qualtrics:
    """Known by its ids in row 1; never by the questions, which are in any language."""

    key = "qualtrics"
    name = "Qualtrics"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        if any(IMPORT_ID.match(cell) for cell in header_rows.row(source, 3)):
            return 1.0
        best = max(
            header_rows.share(source.head, IDS), header_rows.share(source.head, OLD_IDS)
        )
        return 0.95 * best if best > 0.6 else 0.0

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names, width = unique(source.head), len(source.head)
        has_ids = any(IMPORT_ID.match(cell) for cell in header_rows.row(source, 3))
        status = header_rows.place(names, "Status")
        finished = header_rows.place(names, "Finished")
        no_scores = {
            column
            for column, name in enumerate(names)
            if META.fullmatch(name)
            or name.upper().endswith(("_NPS_GROUP", "_TEXT", "_DO"))
        }

        def leave(row: Row, takes_partial: bool) -> Text | None:  # noqa: FBT001
            kind = str(cell_at(row, status) or "").casefold()
            if kind in NO_CUSTOMER:
                return PREVIEW
            done = str(cell_at(row, finished)).casefold()
            return PARTIAL if done in FALSE and not takes_partial else None

        return Layout(
            names=names,
            asked=header_rows.row(source, 2, width),
            header_rows=3 if has_ids else 2,
            date=header_rows.place(names, "RecordedDate", "EndDate", "StartDate"),
            response_id=header_rows.place(names, "ResponseId", "ResponseID"),
            unique_ids=True,
            no_scores=frozenset(no_scores),
            hints=_hints(names),
            leave=leave,
        )


IMPORTER: Importer = Qualtrics()


def _hints(names: tuple[str, ...]) -> dict[str, int]:
    """Return where the score of `Q1_NPS_GROUP` stands: in `Q1_NPS` or `Q1`."""
    for name in names:
        if name.upper().endswith("_NPS_GROUP"):
            score = header_rows.place(
                names, name[: -len("_GROUP")], name[: -len("_NPS_GROUP")]
            )
            if score is not None:
                return {"nps": score}
    return {}
