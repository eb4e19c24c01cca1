"""Zendesk: tickets with a satisfaction that is good, bad, offered or unoffered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import Text
from cx_xl.imports.contract import Layout, cell_at, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Row, Source

SATISFACTION = (
    "Satisfaction Score",
    "Satisfaction rating",
    "Ticket satisfaction rating",
    "Satisfaction",
)
TICKET = ("Id", "Ticket ID", "Ticket id")
DATES = (
    "Satisfaction date",
    "Ticket solved - Date",
    "Solved at",
    "Updated at",
    "Created at",
)
WORDS = {"good", "bad", "offered", "unoffered"}
POINTS = {"Good": 5.0, "Bad": 1.0, "Good with comment": 5.0, "Bad with comment": 1.0}
SILENT = Text("was not answered", "è senza risposta")
BINARY = Text(
    "Good counts 5 and bad counts 1: the share of satisfied customers is right, a mean "
    "is not. Do not mix these answers with those of the newer survey of 1 to 5.",
    "Good vale 5 e bad vale 1: la quota di clienti soddisfatti è giusta, una media no. "
    "Non mescolare queste risposte con quelle del nuovo sondaggio da 1 a 5.",
)


class Zendesk:
    """Known by the words in the satisfaction column of a list of tickets."""

    key = "zendesk"
    name = "Zendesk"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        column = header_rows.place(source.head, *SATISFACTION)
        if column is None or header_rows.place(source.head, *TICKET) is None:
            return 0.0
        held = {
            str(row[column]).casefold()
            for row in source.rows[1:200]
            if len(row) > column
        }
        return 0.9 if any(word.split(" ")[0] in WORDS for word in held) else 0.0

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names = unique(source.head)
        score = header_rows.place(names, *SATISFACTION)
        others = set(range(len(names))) - {score}

        def leave(row: Row, _takes_partial: bool) -> Text | None:  # noqa: FBT001
            word = str(cell_at(row, score) or "").casefold()
            return SILENT if word in {"offered", "unoffered"} else None

        return Layout(
            names=names,
            asked=names,
            date=header_rows.place(names, *DATES),
            response_id=header_rows.place(names, *TICKET),
            unique_ids=True,
            no_scores=frozenset(others),
            hints={"csat": score} if score is not None else {},
            points={"csat": POINTS},
            leave=leave,
            notes=(BINARY,),
        )


IMPORTER: Importer = Zendesk()
